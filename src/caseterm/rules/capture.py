"""What a quick-add line would store: the line's words joined with the case it belongs to and the day in view.

The preview and the store both work from `Capture`, so that what is shown is what is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from caseterm.rules.counting import counted
from caseterm.rules.date_words import echo, long_day, show_length, show_time
from caseterm.rules.jump import JumpCase, JumpIndex
from caseterm.rules.quickadd import NORMAL, Kind, QuickAdd, parse_line
from caseterm.rules.recurrence import Pattern, PatternProblem, days_of, pattern_words
from caseterm.rules.terms import PRIORITIES, label
from caseterm.rules.terms_visits import APPOINTMENT_KINDS
from caseterm.rules.text import fold
from caseterm.rules.workdays import holiday_name

Anchors = Callable[[int], Mapping[str, date | None]]
CHOICES = 6
KIND_LABELS: Mapping[Kind, str] = {"task": "Task", "appt": "Appointment", "note": "Note"}
_KIND_WORDS: Mapping[str, str] = {
    "pt": "therapy_pt", "chiro": "chiropractic", "chiropractor": "chiropractic", "ime": "ime_defense",
    "depo": "deposition", "mri": "imaging", "ct": "imaging", "xray": "imaging", "scan": "imaging", "er": "er_urgent",
    "eval": "initial_evaluation", "evaluation": "initial_evaluation", "esi": "injection", "ot": "occupational_therapy",
    "dentist": "dental", "psych": "mental_health", "meeting": "client_meeting", "visit": "office_visit",
    "followup": "follow_up", "cmc": "cmc_conference",
    **{fold(words): code for code, words in APPOINTMENT_KINDS.items() if " " not in fold(words) and code != "other"},
}  # fmt: skip


@dataclass(frozen=True)
class Capture:
    """One record about to be stored; `problem` says why it cannot be, and is blank when it can.

    `line` is what was understood of the text, `case` the case it goes to, `choices` the cases that @name may mean.
    """

    line: QuickAdd
    case: JumpCase | None = None
    named: bool = False
    choices: tuple[JumpCase, ...] = ()
    problem: str = ""
    day: date | None = None
    pattern: Pattern | None = None
    """How an appointment comes again from `day` on; None for a single one."""

    @property
    def kind(self) -> Kind:
        return self.line.kind

    @property
    def case_id(self) -> int | None:
        return self.case.case_id if self.case else None

    @property
    def case_from_line(self) -> JumpCase | None:
        """The case that the line itself names."""
        return self.case if self.named else None

    @property
    def priority(self) -> int:
        return self.line.priority or NORMAL

    @property
    def minutes(self) -> int | None:
        """A task's length: as typed after ~, or from its range of times."""
        start, end = self.line.start, self.line.end
        if self.line.minutes is None and start is not None and end is not None:
            return (end.hour - start.hour) * 60 + end.minute - start.minute
        return self.line.minutes

    @property
    def starts_at(self) -> datetime | None:
        start = self.line.start
        return datetime.combine(self.day, start) if self.day is not None and start is not None else None

    @property
    def ends_at(self) -> datetime | None:
        """An appointment's end: as typed, or its start and its length."""
        starts_at = self.starts_at
        if starts_at is None:
            return None
        if self.line.end is not None:
            return datetime.combine(starts_at.date(), self.line.end)
        return starts_at + timedelta(minutes=self.line.minutes) if self.line.minutes else None

    @property
    def appointment_kind(self) -> str:
        """The code of the first word of the title that names a kind of appointment; other without one."""
        return kind_named(self.line.title)

    @property
    def title(self) -> str:
        """The title; an appointment's is blank where it says no more than its kind."""
        said = fold(self.line.title)
        only_kind = self.kind == "appt" and said in _KIND_WORDS
        return "" if only_kind else self.line.title

    @property
    def body(self) -> str:
        """A note's text, with what stands after // on a line of its own."""
        return "\n".join(part for part in (self.line.title, self.line.note) if part)


def kind_named(title: str) -> str:
    """The kind of appointment that the first fitting word of a title names; other without one."""
    return next((_KIND_WORDS[word] for word in fold(title).split() if word in _KIND_WORDS), "other")


def read_capture(
    text: str,
    *,
    today: date,
    kind: Kind,
    index: JumpIndex,
    anchors: Anchors,
    case_id: int | None = None,
    day: date | None = None,
) -> Capture:
    """Read a line; `case_id` and `day` are what is in view and stand in for what the line leaves out.

    A day in view is only an appointment's. Dates count from the anchors of the case the line names.
    """
    in_view = index.case(case_id) if case_id is not None else None

    def line_for(case: JumpCase | None) -> QuickAdd:
        counted = anchors(case.case_id) if case else {}
        return parse_line(text, today=today, kind=kind, anchors=counted, day_in_view=day)

    line = line_for(in_view)
    if line.client is None:
        return _checked(Capture(line, in_view), day, today)
    choices = tuple(index.clients(line.client))
    found = _only(choices, line.client)
    if found is not None and found != in_view:
        line = line_for(found)
    return _checked(Capture(line, found, named=True, choices=choices), day, today)


def _only(choices: Sequence[JumpCase], name: str) -> JumpCase | None:
    """The one case a name means: by its whole name, then its surname, then as the only match; open ones first."""
    said = fold(name)
    whole = [case for case in choices if said in (fold(case.client), fold(f"{case.client} {case.number}"))]
    surname = [case for case in choices if said == fold(case.client.partition(",")[0])]
    cases = whole or surname or choices
    open_cases = [case for case in cases if case.is_open]
    if len(open_cases) == 1:
        return open_cases[0]
    return cases[0] if len(cases) == 1 else None


def _checked(found: Capture, day: date | None, today: date) -> Capture:
    in_view = day if found.kind == "appt" else None
    found = replace(found, day=found.line.day or in_view)
    if found.line.repeat is not None:
        tomorrow = today + timedelta(days=1)  # a weekday by its name is never today
        start = found.line.day or max(in_view or tomorrow, tomorrow)
        try:
            pattern, first = found.line.repeat.settled(start)
        except PatternProblem as problem:
            return replace(found, problem=str(problem) if found.line.title else _problem(found))
        found = replace(found, pattern=pattern, day=first)
    return replace(found, problem=_problem(found))


def _problem(found: Capture) -> str:
    line = found.line
    if line.client is not None and found.case is None:
        if found.choices:
            return f"@ means {len(found.choices)} cases. Choose one with down and enter, or type more of the name."
        return "No case has that name. Change it, or put \\ before the @ to keep it as text."
    if found.kind == "note":
        if found.case is None:
            return "A note belongs to a case: add @ and the client."
        return "" if found.body else "Type the note."
    if not line.title:
        return "Type what it is." if found.kind == "appt" else "Type what is to be done."
    if found.kind == "appt" and line.start is None:
        return "An appointment needs its time, such as 9:30 or 3pm."
    if found.kind == "appt" and found.day is None:
        return "An appointment needs its day, such as fri or 12/3."
    return ""


# ---- the preview -----------------------------------------------------------------------------------------------


def preview(found: Capture, today: date) -> list[tuple[str, str]]:
    """What would be stored, a line each of name and value."""
    rows = {"task": _task_rows, "appt": _appointment_rows, "note": _note_rows}[found.kind](found, today)
    client = _client_words(found)
    return [rows[0], ("Client", client), *rows[1:], *(("", hint) for hint in _hints(found))]


def _client_words(found: Capture) -> str:
    if found.case is not None:
        view = "" if found.named else "   (in view)"
        closed = "" if found.case.is_open else "   closed"
        return f"{found.case.client}  {found.case.number}{closed}{view}"
    return f"@{found.line.client} ?" if found.line.client is not None else "none"


def _task_rows(found: Capture, today: date) -> list[tuple[str, str]]:
    line = found.line
    due = _when(found.day, line.start, None, today) if found.day else "no date"
    rows = [("Task", line.title), ("Due", due), ("Priority", PRIORITIES[found.priority].lower())]
    if found.minutes:
        rows.append(("Length", show_length(found.minutes)))
    if line.tags:
        rows.append(("Tags", " ".join(line.tags)))
    return [*rows, *_note_row(line)]


def _appointment_rows(found: Capture, today: date) -> list[tuple[str, str]]:
    kind = label(APPOINTMENT_KINDS, found.appointment_kind)
    what = "  ".join(part for part in (kind if kind != "Other" else "", found.title) if part)
    ends_at = found.ends_at
    when = _when(found.day, found.line.start, ends_at.time() if ends_at else None, today)
    return [("Appointment", what), ("When", when), *_repeat_rows(found), *_note_row(found.line)]


def _repeat_rows(found: Capture) -> list[tuple[str, str]]:
    """How often it comes again, to which day, and which visits are on holidays."""
    if found.pattern is None or found.day is None:
        return []
    days = days_of(found.pattern, found.day)
    words = f"{pattern_words(found.pattern)}, {counted(len(days), 'visit')}, the last {long_day(days[-1])}"
    rows = [("Repeats", words)]
    off = [f"{day:%a %m/%d} {holiday_name(day)}" for day in days if holiday_name(day)]
    return [*rows, ("", f"! on holidays: {', '.join(off)}")] if off else rows


def _note_rows(found: Capture, today: date) -> list[tuple[str, str]]:
    return [("Note", found.line.title), *([("", found.line.note)] if found.line.note else [])]


def _note_row(line: QuickAdd) -> list[tuple[str, str]]:
    return [("Note", line.note)] if line.note else []


def _when(day: date | None, start: time | None, end: time | None, today: date) -> str:
    parts = [echo(day, today).removeprefix("= ") if day else "no day"]
    if start is not None:
        parts.insert(0, f"{show_time(start)}{f' to {show_time(end)}' if end else ''}")
    return ", ".join(parts)


def _hints(found: Capture) -> list[str]:
    hints = list(found.line.hints)
    if found.kind == "appt" and found.line.end is not None and found.line.minutes is not None:
        hints.append("Its end is typed, so the length after ~ is not kept.")
    return hints


def client_token(case: JumpCase, cases: Sequence[JumpCase]) -> str:
    """What completes an @name: the client's name in quotes, with the number where two cases have that name."""
    if '"' in case.client or not fold(case.client):
        return f"@{case.number}"
    same = sum(fold(other.client) == fold(case.client) for other in cases)
    return f'@"{case.client}{f" {case.number}" if same > 1 else ""}"'
