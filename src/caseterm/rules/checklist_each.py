"""The items of a checklist that are done for each of something: their tasks come, move and end with its row."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from caseterm.rules.checklist_course import (
    Closed,
    Course,
    Moved,
    Standing,
    is_fresh,
    moved_to,
    newest,
    next_time,
    started,
)
from caseterm.rules.checklist_rows import KINDS, Row, Rows
from caseterm.rules.checklists import OF, ROUND, Item, Matter, Planned, applies, planned_task
from caseterm.rules.workdays import FEDERAL

MOST_NAME = 60


def each_course(
    items: Sequence[Item],
    phase: str,
    matter: Matter,
    standing: Sequence[Standing],
    rows: Rows,
    *,
    today: date,
    holidays: Container[date] = FEDERAL,
    fresh: Container[int] | None = None,
    about: Container[str] | None = None,
) -> Course:
    """What has to happen to the tasks of a case's rows for them to agree with the rows. Nothing twice.

    An item that counts from the row's own day comes whatever phase the case is in; another only in its phase. A row
    that is called off takes its open tasks along as not applicable; one that another stands for hands them on.
    `fresh` as in `course`; with `about` only rows of these kinds get tasks that nothing else brings.
    """
    latest = newest(standing)
    create: list[Planned] = []
    move: list[Moved] = []
    close: list[Closed] = []
    keys = {item.key for item in items}
    for item in items:
        if not item.each or item.each not in rows:
            continue
        here = _Item(item, phase, matter, latest, today, holidays, fresh)
        here.waits = item.after in keys
        here.about = about is None or item.each in about
        handed = dict(here.handed_on(rows[item.each]))
        passed_on = {task.token for task in handed.values()}
        for row in rows[item.each]:
            if row.token not in passed_on:
                here.row(row, handed.get(row.token), create, move, close)
        left = {row.token for row in rows[item.each]} | passed_on
        close += [
            Closed(task.id, "not_applicable", today) for task in here.own() if task.open and task.token not in left
        ]
    return Course(tuple(create), tuple(move), tuple(close))


def following(items: Sequence[Item]) -> set[str]:
    """The kinds of row for which something follows when a task is done."""
    return {item.each for item in items if item.each and (item.every or item.after)}


def key_of(item: Item, row: Row) -> str:
    """By which the task of an item for a row is known."""
    return f"{item.key}{OF}{row.token}"


def titled(item: Item, row: Row) -> Item:
    """The item under the row's name: "Mercy PT: Final records request"."""
    name = row.name.replace(":", "")[:MOST_NAME].strip()
    return replace(item, title=f"{name}: {item.title}") if name else item


class _Item:
    """One item with the tasks the case has of it."""

    def __init__(
        self, item: Item, phase: str, matter: Matter, latest: Mapping[str, Standing], today: date,
        holidays: Container[date], fresh: Container[int] | None,
    ) -> None:  # fmt: skip
        self.item, self.phase, self.matter, self.latest = item, phase, matter, latest
        self.today, self.holidays, self.fresh = today, holidays, fresh
        self.waits, self.about = bool(item.after), True
        self.anchored = item.anchor in KINDS[item.each].anchors

    def own(self) -> list[Standing]:
        return [task for task in self.latest.values() if task.token and task.item_key == self.item.key]

    def handed_on(self, rows: Sequence[Row]) -> Iterator[tuple[str, Standing]]:
        """The open tasks of rows that another row stands for now, by that row's token.

        A row that stands again itself keeps its own.
        """
        stands = {row.token for row in rows if self._end(row) is None}
        for row in rows:
            before = row.came_from if row.came_from not in stands else ""
            task = self.latest.get(f"{self.item.key}{OF}{before}") if before else None
            if task is not None and task.open and self._end(row) is None and key_of(self.item, row) not in self.latest:
                yield row.token, task

    def row(
        self, row: Row, handed: Standing | None, create: list[Planned], move: list[Moved], close: list[Closed]
    ) -> None:
        """Add what follows for one row."""
        item, task = titled(self.item, row), self.latest.get(key_of(self.item, row))
        matter = replace(self.matter, anchors={**self.matter.anchors, **row.anchors})
        end = self._end(row)
        before = self.latest.get(f"{item.after}{OF}{row.token}") or self.latest.get(item.after)
        if before is not None:
            matter = started(item, matter, before)
        if handed is not None:
            planned = planned_task(item, matter, today=self.today, holidays=self.holidays)
            move.append(
                Moved(handed.id, replace(planned, template_key=key_of(self.item, row)), keep=not handed.untouched)
            )
        elif task is None:
            if end is None and self._comes(row, before):
                planned = planned_task(item, matter, today=self.today, holidays=self.holidays)
                due = max(row.due, self.today) if item.every and row.due is not None else planned.due
                create.append(replace(planned, due=due, template_key=key_of(self.item, row)))
        elif task.open and end is not None:
            close.append(Closed(task.id, *end))
        elif task.open:
            moved = moved_to(item, matter, task, self.latest, today=self.today, holidays=self.holidays)
            if item.every and row.due is not None:
                later = task.untouched and (task.due is None or row.due > task.due)
                moved = Planned(item, row.due, item.note) if later else None
            move += [Moved(task.id, moved)] if moved is not None else []
        elif end is None and task.status == "done" and is_fresh(task, self.fresh):
            again = next_time(item, matter, task, today=self.today, holidays=self.holidays)
            if again is not None and applies(item, self.matter):
                create.append(replace(again, template_key=f"{key_of(self.item, row)}{ROUND}{task.round + 1}"))

    def _end(self, row: Row) -> tuple[str, date] | None:
        """What was done before the phase was entered does not end what the phase asks for."""
        item = self.item
        since = self.matter.anchors.get("PHASE") if item.anchor == "PHASE" and item.phase == self.phase else None
        return row.end(item.until, self.today, since=since or date.min)

    def _comes(self, row: Row, before: Standing | None) -> bool:
        """Whether a row that has no task of this item gets one now."""
        item = self.item
        if not applies(item, self.matter) or not (row.near if self.anchored else item.phase == self.phase):
            return False
        if not self.anchored and item.key in self.latest:
            return False  # one task stands for all
        if self.waits:
            return before is not None and not before.open and (self.about or is_fresh(before, self.fresh))
        return self.about
