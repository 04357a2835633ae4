"""Calendar files in and out, put together for the command line and the screens.

Nothing is written until `import_preview`; everything before it only reads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from caseterm.changes import ChangeSet
from caseterm.imports.icsread import is_calendar, read_calendar
from caseterm.rules.calendar_words import clock_short, day_and_time
from caseterm.rules.capture import kind_named
from caseterm.rules.counting import counted
from caseterm.rules.date_words import short_day
from caseterm.rules.icsentry import OWN_UID, IcsEntry, IcsFile
from caseterm.rules.icsmatch import CaseMatch, Matcher
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.text import show

if TYPE_CHECKING:
    from caseterm.queries.icsknown import KnownLink, KnownRecord, OwnRow
    from caseterm.services.icsimport import Action
    from caseterm.store.database import Database

State = Literal["new", "booked", "changed", "cancelled", "gone", "same", "past", "nobody", "left"]
STATES: dict[State, str] = {
    "new": "new",
    "booked": "booked already: joined",
    "changed": "changed",
    "cancelled": "cancelled",
    "gone": "no longer in the file: cancelled",
    "same": "here, unchanged",
    "past": "past",
    "nobody": "no case",
    "left": "left alone",
}


@dataclass(frozen=True)
class IcsRow:
    """One entry of the file: how it stands to the record, what an import would do, and whether it does it."""

    entry: IcsEntry
    state: State
    match: CaseMatch
    case_id: int | None = None
    action: "Action | None" = None
    row_id: int | None = None
    note: str = ""
    taken: bool = False
    caseless: bool = False

    @property
    def open_to_choice(self) -> bool:
        """Whether she can say which case it belongs to: it is not in the record yet."""
        return self.action in ("add", "adopt")


@dataclass(frozen=True)
class CalendarPreview:
    """A calendar file understood and compared with the record."""

    file: IcsFile
    rows: tuple[IcsRow, ...]
    matcher: Matcher
    booked: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Appointments still ahead by case and wall time, so that none is booked twice."""

    @property
    def taken(self) -> tuple[IcsRow, ...]:
        """The rows an import would write."""
        return tuple(row for row in self.rows if row.taken)

    @property
    def summary(self) -> str:
        """What an import would do, in one sentence."""
        doing = Counter(STATES[row.state if row.state not in ("past", "nobody") else "new"] for row in self.taken)
        leaving = Counter(STATES[row.state] for row in self.rows if not row.taken)
        does = ", ".join(f"{number} {words}" for words, number in doing.items())
        leaves = ", ".join(f"{number} {words}" for words, number in leaving.items())
        parts = [f"{counted(len(self.taken), 'entry', 'entries')} to import" + (f" ({does})" if does else "")]
        return ". ".join([*parts, *([f"Left out: {leaves}"] if leaves else [])]) + "."

    def when(self, row: IcsRow) -> str:
        """Tue 11/24 9:30; the year where it could be mistaken, whole days say so, a to-do without a day has none."""
        at, today = row.entry.starts_at, self.file.today
        if at is None:
            return "no day"
        return f"{short_day(at.date(), today)} {'all day' if row.entry.all_day else clock_short(at.time())}"

    def of_one_event(self, place: int) -> tuple[int, ...]:
        """The rows of the same repeated event as one of them, for which one answer will do."""
        uid = self.rows[place].entry.uid
        return tuple(n for n, row in enumerate(self.rows) if row.entry.uid == uid)

    def client(self, row: IcsRow) -> str:
        """The client and number of a row's case; nothing without one."""
        case = self.matcher.cases.get(row.case_id) if row.case_id is not None else None
        return f"{case.client} {case.number}" if case is not None else ""


def preview_calendar(db: "Database", path: Path) -> CalendarPreview:
    """Read a calendar file and say what an import would do. Nothing is written. Raises CaseTermError in words."""
    from caseterm.queries.calendar import settings
    from caseterm.queries.icsknown import known_record

    today = db.clock.today()
    file = read_calendar(path, today=today, home=settings(db).zone)
    known = known_record(db)
    matcher = Matcher(known.cases)
    rows = [_row(entry, known, matcher, today) for entry in file.entries]
    adopted = {row.row_id for row in rows if row.action == "adopt"}
    rows += [_gone(link) for link in _missing(file, known, today) if link.appointment_id not in adopted]
    return CalendarPreview(file, tuple(rows), matcher, known.booked)


def chosen(preview: CalendarPreview, places: Iterable[int], case_id: int | None) -> CalendarPreview:
    """The preview with these rows given to a case, or to none, and taken; rows already in the record stay."""
    wanted = frozenset(places)
    rows = tuple(
        _given(preview, row, case_id) if place in wanted and row.open_to_choice else row
        for place, row in enumerate(preview.rows)
    )
    return replace(preview, rows=rows)


def _given(preview: CalendarPreview, row: IcsRow, case_id: int | None) -> IcsRow:
    """A row given to a case: joined to what that case has booked at the time, else new."""
    row = replace(row, case_id=case_id, taken=True, caseless=case_id is None, state="new", action="add", row_id=None)
    there = preview.booked.get(_at(case_id, row.entry)) if case_id is not None else None
    return row if there is None else replace(row, state="booked", action="adopt", row_id=there)


def _at(case_id: int, entry: IcsEntry) -> tuple[int, str]:
    """A case and a wall time, by which an appointment that is booked already is found."""
    booked = entry.kind == "appointment" and entry.starts_at is not None
    return case_id, f"{entry.starts_at:%Y-%m-%d %H:%M}" if booked else ""


def turned(preview: CalendarPreview, places: Iterable[int], *, taken: bool) -> CalendarPreview:
    """The preview with these rows taken or left out. A row that no case was found for needs one first."""
    wanted = frozenset(places)
    rows = tuple(
        replace(row, taken=taken and row.action is not None and (not row.open_to_choice or _belongs(row)))
        if place in wanted
        else row
        for place, row in enumerate(preview.rows)
    )
    return replace(preview, rows=rows)


def _belongs(row: IcsRow) -> bool:
    return row.case_id is not None or row.caseless


def import_preview(db: "Database", preview: CalendarPreview) -> ChangeSet:
    """Write what the preview shows, as one act that one undo takes back, after a backup.

    Raises ConflictError when nothing is left to write, ReadOnlyError, StorageError; then nothing was written.
    """
    from caseterm.services.backups import back_up_before
    from caseterm.services.icsimport import IcsChoice, import_entries

    choices = [
        IcsChoice(
            row.entry, row.action, row.case_id, preview.matcher.provider(row.case_id, row.entry),
            kind_named(row.entry.title), row.row_id,
        )
        for row in preview.taken
        if row.action is not None
    ]  # fmt: skip
    back_up_before(db, "before-import")
    left_out = len(preview.rows) - len(choices)
    return import_entries(db, choices, file_name=preview.file.name, left_out=left_out)


# ---- how an entry stands to the record -------------------------------------------------------------------------


def _row(entry: IcsEntry, known: "KnownRecord", matcher: Matcher, today: date) -> IcsRow:
    link = known.links.get((entry.uid, entry.recurrence))
    if link is not None:
        return _known_row(entry, link)
    own = known.own.get(entry.uid.removesuffix(OWN_UID)) if entry.uid.endswith(OWN_UID) else None
    if own is not None:
        return _own_row(entry, own)
    match = matcher.match(entry)
    row = IcsRow(entry, "new", match, match.case_id, "add", taken=True)
    if entry.cancelled:
        return replace(row, state="left", action=None, taken=False, note="cancelled in the file and never here")
    if entry.done:
        return replace(row, state="left", action=None, taken=False, note="done in the file")
    there = known.booked.get(_at(match.case_id, entry)) if match.case_id is not None else None
    if there is not None:
        return replace(row, state="booked", action="adopt", row_id=there)
    if entry.day is not None and entry.day < today:
        return replace(row, state="past", taken=False)
    if match.case_id is None:
        return replace(row, state="nobody", taken=False)
    return row


def _known_row(entry: IcsEntry, link: "KnownLink") -> IcsRow:
    row = IcsRow(entry, "same", CaseMatch(link.case_id, 100, "imported before"), link.case_id)
    row = replace(row, row_id=link.appointment_id if link.appointment_id is not None else link.task_id)
    if entry.digest == link.digest:
        return row
    if link.put_away:
        return replace(row, state="left", note="you put it away")
    if link.task_id is None and link.status not in APPOINTMENT_AHEAD:
        return replace(row, state="left", note="it has its outcome already")
    if entry.cancelled:
        return replace(row, state="cancelled", action="cancel", taken=True)
    before = day_and_time(link.starts_at) if link.starts_at is not None else ""
    moved = link.starts_at is not None and link.starts_at != entry.starts_at
    return replace(row, state="changed", action="change", taken=True, note=f"was {before}" if moved else "")


def _own_row(entry: IcsEntry, own: "OwnRow") -> IcsRow:
    """A row that came from this program: only another time or a cancellation is news."""
    row = IcsRow(entry, "same", CaseMatch(own.case_id, 100, "exported from here"), own.case_id, row_id=own.id)
    if own.table != "appointments" or own.status not in APPOINTMENT_AHEAD or entry.all_day:
        return row
    if entry.cancelled:
        return replace(row, state="cancelled", action="cancel", taken=True)
    if own.starts_at != entry.starts_at and own.starts_at is not None:
        note = f"was {day_and_time(own.starts_at)}"
        return replace(row, state="changed", action="change", taken=True, note=note)
    return row


def _missing(file: IcsFile, known: "KnownRecord", today: date) -> list["KnownLink"]:
    """What was imported of the file's repeated events and is no longer among their days."""
    there = {(entry.uid, entry.recurrence) for entry in file.entries}
    first, last = datetime.combine(today, time()), datetime.combine(file.last, time(23, 59))
    return [
        link
        for key, link in known.links.items()
        if link.uid in file.uids
        and key not in there
        and link.status in APPOINTMENT_AHEAD
        and not link.put_away
        and link.starts_at is not None
        and first <= link.starts_at <= last
    ]


def _gone(link: "KnownLink") -> IcsRow:
    entry = IcsEntry(link.uid, link.recurrence, "appointment", link.starts_at, title=link.title, cancelled=True)
    match = CaseMatch(link.case_id, 100, "imported before")
    return IcsRow(entry, "gone", match, link.case_id, "cancel", link.appointment_id, taken=True)


# ---- in words --------------------------------------------------------------------------------------------------


def row_line(preview: CalendarPreview, row: IcsRow) -> str:
    """One entry in a line: taken or not, when, what, whose, why."""
    mark = "+" if row.taken else "-"
    whose = preview.client(row) or ("without a case" if row.caseless else "no case")
    sure = "" if row.match.sure or row.case_id is None or row.match.case_id != row.case_id else "?"
    why = f"{STATES[row.state]}, {row.match.why}" if row.state != "nobody" else row.match.why
    parts = [
        mark,
        preview.when(row),
        row.entry.title or row.entry.place or "(no title)",
        f"{whose}{sure}",
        why,
        row.note,
    ]
    return "\t".join(show(part) for part in parts if part)


def report_lines(preview: CalendarPreview) -> list[str]:
    """The whole preview as text, for the command line."""
    lines = [f"File: {show(preview.file.name)}, {counted(len(preview.rows), 'entry', 'entries')}"]
    lines += [f"Note: {show(remark)}" for remark in preview.file.remarks]
    for row in preview.rows:
        lines.append(row_line(preview, row))
        lines += [f"\tnote: {show(remark)}" for remark in row.entry.remarks]
    return [*lines, "", preview.summary]


def as_json(preview: CalendarPreview) -> dict[str, object]:
    """The preview as plain values, for `--json`."""
    cases = preview.matcher.cases
    return {
        "file": preview.file.name,
        "notes": list(preview.file.remarks),
        "entries": [
            {
                "uid": row.entry.uid,
                "recurrence": row.entry.recurrence,
                "kind": row.entry.kind,
                "starts_at": row.entry.starts_at,
                "ends_at": row.entry.ends_at,
                "zone": row.entry.zone,
                "all_day": row.entry.all_day,
                "title": row.entry.title,
                "place": row.entry.place,
                "case": cases[row.case_id].number if row.case_id is not None else None,
                "why": row.match.why,
                "sure": row.match.sure,
                "state": row.state,
                "taken": row.taken,
                "notes": [*row.entry.remarks, *([row.note] if row.note else [])],
            }
            for row in preview.rows
        ],
        "summary": preview.summary,
    }


__all__ = [
    "CalendarPreview",
    "IcsRow",
    "as_json",
    "chosen",
    "import_preview",
    "is_calendar",
    "preview_calendar",
    "report_lines",
    "row_line",
    "turned",
]
