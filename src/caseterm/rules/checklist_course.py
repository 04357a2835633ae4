"""How a case's checklist goes on: what follows a task that is done, what comes back, what moves with its anchor."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseterm.rules.checklist_rows import KINDS, Rows
from caseterm.rules.checklists import COUNTED, OF, ROUND, Item, Matter, Planned, applies, in_force, once, planned_task
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.workdays import FEDERAL

RESETS = frozenset({"LASTC"})
"""Anchors that happen again and again: each time, the clock of what counts from them starts anew."""


@dataclass(frozen=True)
class Standing:
    """A checklist's task as a case has it. `planned` is the due date the checklist gave it, so that one she has
    moved herself is known from it; `ended_on` is the day it was done or set aside."""

    id: int
    template_key: str
    status: str
    due: date | None
    planned: date | None
    ended_on: date | None = None

    @property
    def key(self) -> str:
        """Without which time it is: the item's key, and for which row where it is for each."""
        return self.template_key.partition(ROUND)[0]

    @property
    def item_key(self) -> str:
        return self.key.partition(OF)[0]

    @property
    def token(self) -> str:
        """The row it is done for; "" for the item itself."""
        return self.key.partition(OF)[2]

    @property
    def round(self) -> int:
        """Which time it is, from 1."""
        return int(self.template_key.partition(ROUND)[2] or 1)

    @property
    def open(self) -> bool:
        return self.status in TASK_OPEN

    @property
    def untouched(self) -> bool:
        """Whether its date is still the one the checklist gave it."""
        return self.open and self.due == self.planned


@dataclass(frozen=True)
class Moved:
    """A task whose anchor has moved, as it is to be now; with `keep` only its row is another, and the date stays."""

    task_id: int
    planned: Planned
    keep: bool = False


@dataclass(frozen=True)
class Closed:
    """A task that is over with its row, as done or not applicable."""

    task_id: int
    status: str
    on: date


@dataclass(frozen=True)
class Course:
    """What has to happen to a case's checklist for it to agree with what has happened to the case."""

    create: tuple[Planned, ...] = ()
    move: tuple[Moved, ...] = ()
    close: tuple[Closed, ...] = ()

    def __add__(self, other: "Course") -> "Course":
        return Course(self.create + other.create, self.move + other.move, self.close + other.close)


def course(
    items: Sequence[Item],
    phase: str,
    matter: Matter,
    standing: Iterable[Standing],
    *,
    today: date,
    holidays: Container[date] = FEDERAL,
    fresh: Container[int] | None = None,
    rows: Rows | None = None,
) -> Course:
    """What follows and what moves, for a case in `phase`; nothing twice, and nothing she has dated herself.

    A recurring item comes back once its last time is done, counted from that day or from a later contact; an item
    that starts `after` another comes when that one is done. Both only while the item is in force, and only for the
    tasks in `fresh` where it is given: what ended long ago, in records from elsewhere, does not all come back at once.
    Of `rows` only is asked whether there are any, for an item that stands for all where there are none.
    """
    latest = newest(standing)
    create, move = [], []
    for item in items:
        task = latest.get(item.key)
        if task is None:
            before = latest.get(item.after) if item.after else None
            whole = not item.each or (rows is not None and item.each in rows and once(item, rows))
            wanted = in_force(item, phase) and whole and applies(item, matter)
            if wanted and before is not None and not before.open and is_fresh(before, fresh):
                create.append(planned_task(item, started(item, matter, before), today=today, holidays=holidays))
        elif task.open:
            moved = moved_to(item, matter, task, latest, today=today, holidays=holidays)
            move += [Moved(task.id, moved)] if moved is not None else []
        elif in_force(item, phase) and task.status == "done" and is_fresh(task, fresh) and applies(item, matter):
            again = next_time(item, matter, task, today=today, holidays=holidays)
            create += [again] if again is not None else []
    return Course(tuple(create), tuple(move))


def is_fresh(task: Standing, fresh: Container[int] | None) -> bool:
    """Whether a task may bring others with it."""
    return fresh is None or task.id in fresh


def newest(standing: Iterable[Standing]) -> dict[str, Standing]:
    """The last time of each item, and of each item for each row, by key."""
    latest: dict[str, Standing] = {}
    for each in standing:
        known = latest.get(each.key)
        if known is None or each.round > known.round:
            latest[each.key] = each
    return latest


def may_follow(items: Sequence[Item], phase: str, standing: Sequence[Standing], tables: Collection[str]) -> bool:
    """Whether `course` can find anything after an act that touched these tables; told without reading the case.

    A contact moves only what hangs on contacts, a task only what follows it; anything else may be an anchor's.
    """
    if not set(tables) <= {"communications", "tasks"}:
        return True
    if "communications" in tables and any("communications" in KINDS[item.each].tables for item in items if item.each):
        return True
    open_keys = {each.key for each in standing if each.open}
    if "communications" in tables and any(item.anchor in RESETS and item.key in open_keys for item in items):
        return True
    keys = {each.key for each in standing}
    over = keys - open_keys
    over_items = {key.partition(OF)[0] for key in over}

    def follows(item: Item) -> bool:
        if item.each:
            return bool((item.every and item.key in over_items) or item.after in over_items)
        again = item.every and item.key in over
        return in_force(item, phase) and bool(again or (item.after in over and item.key not in keys))

    return any(follows(item) for item in items)


def started(item: Item, matter: Matter, before: Standing) -> Matter:
    """The matter with the day the item before was done, for an item counted from it."""
    return replace(matter, anchors={**matter.anchors, "DONE": before.ended_on})


def moved_to(
    item: Item,
    matter: Matter,
    task: Standing,
    latest: Mapping[str, Standing],
    *,
    today: date,
    holidays: Container[date],
) -> Planned | None:
    """An open task as its anchor stands now; None where it stays as it is, or she has dated it herself.

    Only the first time of a recurring item hangs on its anchor, and every time of one whose anchor happens again.
    A date already past stays: it was due then, and still is.
    """
    if not task.untouched or (task.round > 1 and item.anchor not in RESETS):
        return None
    before = latest.get(item.after) if item.after else None
    matter = started(item, matter, before) if before is not None else matter
    anchor, rhythm = matter.anchors.get(item.anchor), item.rhythm(matter)
    planned = planned_task(item, matter, today=date.min, holidays=holidays)
    if item.anchor in RESETS and rhythm is not None and anchor is not None:
        planned = replace(planned, due=rhythm.after(anchor, holidays))
    due = planned.due
    if due is None or due == task.due or (due < today and (task.due is None or due < task.due)):
        return None
    return planned


def renewed_notes(old: str, new: str) -> str:
    """The notes of a task with what the checklist counted put anew; what she has written herself stays."""
    kept = [line for line in old.splitlines() if not line.startswith(COUNTED)]
    return "\n".join([*kept, *(line for line in new.splitlines() if line.startswith(COUNTED))])


def next_time(
    item: Item, matter: Matter, task: Standing, *, today: date, holidays: Container[date] = FEDERAL
) -> Planned | None:
    """The next time of a recurring item whose last one is done, at the earliest today; None for one done once."""
    rhythm = item.rhythm(matter)
    if rhythm is None:
        return None
    since = task.ended_on or today
    anchor = matter.anchors.get(item.anchor) if item.anchor in RESETS else None
    if anchor is not None:
        since = max(since, anchor)
    due = max(rhythm.after(since, holidays), today)
    return Planned(item, due, item.note, template_key=f"{item.key}{ROUND}{task.round + 1}")
