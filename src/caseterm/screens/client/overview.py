"""The caller card: what she must have before her eyes while the telephone is ringing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.queries.casefile import CaseHead
from caseterm.queries.casefile_care import AppointmentLine, ProviderLine
from caseterm.queries.casefile_cover import CoverageLine
from caseterm.queries.casefile_work import DeadlineLine, TalkLine, TaskLine
from caseterm.queries.wholefile import JUDGED, WholeFile
from caseterm.rules.complexity import Complexity
from caseterm.rules.dates import short_day
from caseterm.rules.rideways import missing_words
from caseterm.rules.terms import CHANNELS, DEADLINE_KINDS, LIMITATION_KINDS, label
from caseterm.rules.terms_visits import APPOINTMENT_SHORT
from caseterm.screens.client.words import coverage_words, days_left, month_day, phones_line, when_words
from caseterm.screens.reasons import Told, all_words, told, why_key
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, width_of, wrap

Lines = list[list[Cell]]
LABEL = 11
FRAME_LINES = 6


@dataclass(frozen=True)
class CallerCard:
    """What the overview shows."""

    head: CaseHead
    reasons: Sequence[Told]
    providers: Sequence[ProviderLine]
    tasks: Sequence[TaskLine]
    appointments: Sequence[AppointmentLine]
    talk: Sequence[TalkLine]
    coverages: Sequence[CoverageLine]
    deadlines: Sequence[DeadlineLine]
    complexity: Sequence[Complexity] = ()
    why: str = ""
    """The key that lists the reasons."""


def load(file: WholeFile, head: CaseHead, keymap: Mapping[str, str]) -> CallerCard:
    """The card of a case from its file, with the user's keys for what settles each reason."""
    judged = head.status in JUDGED
    return CallerCard(
        head=head,
        reasons=told(file.reasons, keymap) if judged else (),
        why=why_key("client", keymap),
        complexity=file.complexity if judged else (),
        providers=file.providers,
        tasks=file.tasks,
        appointments=file.appointments,
        talk=file.talk,
        coverages=file.coverages,
        deadlines=file.deadlines,
    )


def card_lines(card: CallerCard, today: date, *, width: int, height: int, side: bool) -> Lines:
    """The card as lines of a page, fitted to the window; with a `side` pane tasks and coverage stand there."""
    low = height < 30
    for most in (8, 5, 4, 3, 2):
        lines = _lines(card, today, width=width, low=low, side=side, most=most)
        if len(lines) <= height - FRAME_LINES:
            break
    return lines


def _lines(card: CallerCard, today: date, *, width: int, low: bool, side: bool, most: int) -> Lines:
    """The card with at most so many providers and tasks."""
    lines = _now(card, today, width, low=low)
    lines += [[], *treatment_table(card.providers, today, width=width, most=most)]
    if not side:
        lines += [[], *_tasks(card.tasks, today, width=width, most=most)]
    lines += [*([] if low else [[]]), *_last(card, today, width, low=low)]
    if not side:
        lines += _coverage(card.coverages, width)
    lines += _deadlines(card.deadlines, today)
    if card.head.what_matters:
        lines += _labelled("Matters", card.head.what_matters, width, most=4)
    if len(card.head.phones) > 1:
        lines += _labelled("Phones", phones_line(card.head.phones), width, most=2)
    return lines


def _now(card: CallerCard, today: date, width: int, *, low: bool) -> Lines:
    if card.reasons:
        room = (width - LABEL - 2) * (1 if low else 2) - (0 if low else LABEL)
        said = all_words(card.reasons, card.why, room)
        lines = _labelled("Today", said, width, most=1 if low else 2, role="warn")
    elif card.head.status in ("open", "on_hold"):
        lines = _labelled("Today", "nothing presses", width, role="good")
    else:
        lines = []
    if card.complexity:
        told = "; ".join(each.words for each in card.complexity)
        lines += _labelled("Complex", told, width, most=1 if low else 2)
    if card.appointments:
        lines.append([_label("Next"), *_appointment(card.appointments[0], today)])
    elif card.head.status in ("open", "on_hold"):
        lines.append([_label("Next"), ("no appointment booked", "muted")])
    for task in _waiting(card.tasks):
        days = (today - task.waiting_since).days if task.waiting_since else 0
        since = f", {days} d" if days else ""
        who = task.waiting_on or "someone"
        lines.append([_label("Waiting on"), cut(f"{who}{since}: {task.title}", width - LABEL - 2)])
    return lines


def _waiting(tasks: Sequence[TaskLine]) -> list[TaskLine]:
    """What waits on somebody, as far as it is told at the top."""
    return [task for task in tasks if task.status == "waiting"][:2]


def _appointment(line: AppointmentLine, today: date) -> list[Cell]:
    what = line.provider or line.title
    when = f"{when_words(line.starts_at, today)} {line.zone}".rstrip()
    text = f"{when}  {label(APPOINTMENT_SHORT, line.kind)}"
    ride: Cell = (f"   {missing} !", "warn") if (missing := missing_words(line.ride, line.ride_note)) else ""
    return [f"{text}  {what}".rstrip(), ride]


def treatment_table(providers: Sequence[ProviderLine], today: date, *, width: int, most: int) -> Lines:
    """Provider, first and visits (where there is room), last and next visit, gap."""
    if not providers:
        return [[("Treatment", "bold"), ("  no provider yet. ] goes to Treatment, a adds one.", "muted")]]
    wide, tight = width >= 64, width < 52
    name = max(14, min(38, width - (47 if wide else 31 if tight else 38)))
    first = f" {'first':<8}" if wide else ""
    visits = "" if tight else f"{'visits':<6} "
    head = f"  {pad('', name - 2)}{first} {'last':<8} {'next':<8} {visits}gap"
    lines: Lines = [[(f"Treatment{head[9:]}", "bold")]]
    for line in providers[:most]:
        care = line.course
        begun = f" {month_day(care.first, today, none='-'):<8}" if wide else ""
        last, coming = month_day(care.last, today, none="-"), month_day(care.next, today)
        active = care.gap is not None
        lines.append(
            [
                f"  {pad(line.name, name - 2)}{begun} {last:<8} ",
                (f"{coming or ('none' if active else '-'):<8} ", "" if coming or not active else "muted"),
                "" if tight else f"{care.visits:<6} ",
                gap_cell(line),
            ]
        )
    if len(providers) > most:
        lines.append([(f"  ... {len(providers) - most} more in Treatment", "muted")])
    return lines


def gap_cell(line: ProviderLine) -> Cell:
    """9 d, 16 d !, 50 d !! gap."""
    care = line.course
    if care.gap is None:
        return "-"
    return (f"{care.gap} d {'!!' if care.alarm == 2 else '!'} gap", "warn") if care.alarm else f"{care.gap} d"


def _tasks(tasks: Sequence[TaskLine], today: date, *, width: int, most: int) -> Lines:
    if not tasks:
        return [[("Open tasks", "bold"), ("  none. a adds one.", "muted")]]
    late = sum(is_late(task, today) for task in tasks)
    lines: Lines = [[(f"Open tasks ({len(tasks)}{f', {late} overdue' if late else ''})", "bold")]]
    told = _waiting(tasks)
    listed = [task for task in tasks if task not in told]
    days = [month_day(task.due, today) for task in listed[:most]]
    room = max(6, *map(len, days)) if days else 6
    for task, due in zip(listed, days, strict=False):
        high = "  high" if task.priority <= 2 else ""
        title = cut(task.title, width - 10 - room - len(high))
        mark, role = task_mark(task, today)
        lines.append([(f"  {mark:<2} ", role), f"{due:<{room}} ", title, (high, "warn")])
    if len(listed) > most:
        lines.append([(f"  ... {len(listed) - most} more in Tasks", "muted")])
    return lines


def is_late(task: TaskLine, today: date) -> bool:
    return task.open and task.status != "waiting" and task.due is not None and task.due < today


def task_mark(task: TaskLine, today: date) -> tuple[str, str]:
    """!! overdue and high, ! overdue or high, ~ waiting."""
    if task.status == "waiting":
        return "~", "muted"
    if is_late(task, today):
        return ("!!", "bad") if task.priority <= 2 else ("!", "warn")
    return ("!", "warn") if task.open and task.priority <= 2 else ("", "")


def _last(card: CallerCard, today: date, width: int, *, low: bool) -> Lines:
    if not card.talk:
        return [[_label("Last note"), ("nothing logged yet. l logs a contact, n notes.", "muted")]]
    line = card.talk[0]
    how = "note" if line.kind == "note" else f"{label(CHANNELS, line.channel).lower()} {line.direction}"
    text = f"{month_day(line.at.date(), today)} {how}: {' '.join(line.text.split()) or line.outcome.replace('_', ' ')}"
    return _labelled("Last note", text, width, most=1 if low else 2)


def _coverage(coverages: Sequence[CoverageLine], width: int) -> Lines:
    if not coverages:
        return [[_label("Coverage"), ("none known. g i goes to Insurance.", "muted")]]
    lines: Lines = []
    for number, line in enumerate(coverages[:3]):
        text = coverage_words(line, width=width - LABEL - 2, adjuster=True)
        lines.append([_label("Coverage" if number == 0 else ""), text])
    return lines


def _deadlines(deadlines: Sequence[DeadlineLine], today: date) -> Lines:
    lines: Lines = []
    for line in [line for line in deadlines if line.satisfied_on is None and line.kind not in LIMITATION_KINDS][:2]:
        days, role = days_left(line.first_day, today)
        name = line.title or label(DEADLINE_KINDS, line.kind)
        lines.append([_label("Deadline"), f"{short_day(line.first_day, today)}  ", (days, role), f"  {name}"])
    return lines


def _label(text: str) -> Cell:
    return (f"{text:<{LABEL}}", "bold")


def _labelled(name: str, text: str, width: int, *, most: int = 1, role: str = "") -> Lines:
    wrapped = wrap(" ".join(text.split("\n")), width - LABEL - 2)
    shown = wrapped[:most]
    if len(wrapped) > most:
        shown[-1] = cut(f"{shown[-1]} {wrapped[most]}", width - LABEL - 2)
    return [[_label(name if number == 0 else ""), (line, role)] for number, line in enumerate(shown)]


def fact_lines(card: CallerCard, today: date, width: int) -> Lines:
    """Key facts for the side pane: coverage with adjusters, deadlines, address."""
    lines: Lines = []
    for line in card.coverages[:5]:
        lines.append([coverage_words(line, width=width)])
        phone = phones_line(line.adjuster_phones[:1])
        whole = f"  {line.adjuster} {phone}"
        if line.adjuster and width_of(whole) <= width:
            lines.append([whole])
        elif line.adjuster:
            lines += [[cut(f"  {line.adjuster}", width)], [f"  {phone}"]]
    if not card.coverages:
        lines.append([("no coverage known", "muted")])
    for deadline in [line for line in card.deadlines if line.satisfied_on is None][:3]:
        days, role = days_left(deadline.first_day, today)
        titled = deadline.title or label(DEADLINE_KINDS, deadline.kind)
        checked: Cell = "" if deadline.verified_on else (" ?", "warn")
        day = short_day(deadline.first_day, today)
        tail: list[Cell] = [f" {day}  ", (days, role), checked]
        name = "SOL" if deadline.kind in LIMITATION_KINDS else cut(titled, max(8, width - cells_width(tail)))
        lines.append([name, *tail])
    if card.head.address:
        lines += [[line] for line in wrap(card.head.address, width)]
    return lines
