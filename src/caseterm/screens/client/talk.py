"""Notes and the contact log of a case, merged, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_work import TalkLine
from caseterm.rules import terms
from caseterm.rules.contact_log import NOT_REACHED, reached_client
from caseterm.rules.dates import long_day, show_time
from caseterm.rules.terms import label, lowered
from caseterm.rules.text import fold
from caseterm.screens.client.section import Party, RecordSection, split_key
from caseterm.screens.client.words import first_line, month_day, paragraph
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

CHANNEL_SHORT = {**terms.CHANNELS, "certified_mail": "Cert. mail", "in_person": "Visit", "court_notice": "Court"}


class NotesSection(RecordSection):
    name = "notes"
    title = "Notes and contact log"
    one = "entry"
    strip = 6
    empty = "Nothing logged yet. l logs a contact, n adds a note."
    hints = (("/", "Search"), ("enter", "Read"))

    def __init__(self, desk: Desk, *, lately: bool = False) -> None:
        super().__init__(desk)
        self.lately = lately
        self.lines: dict[str, TalkLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Date", 8),
            Column("how", "How", 9),
            Column("way", "", 3, min_total=46),
            Column("outcome", "", 12, min_total=70),
            Column("by", "By", 4, min_total=76),
            Column("text", "Text", 12, grow=True),
        ]

    def rows(self) -> list[Row]:
        found = self.desk.file.talk if self.lately else self._all()
        self.lines = {f"{line.kind}:{line.id}": line for line in found}
        return [Row(key, self._cells(line)) for key, line in self.lines.items()]

    def _all(self) -> Sequence[TalkLine]:
        return queries.casefile_work.talk(self.db, self.case_id, archived=self.desk.archived)

    def _cells(self, line: TalkLine) -> dict[str, Cell]:
        role = "muted" if line.archived else ""
        note = line.kind == "note"
        missed = f"({label(terms.OUTCOMES, line.outcome).lower()}) " if line.outcome in NOT_REACHED else ""
        who = "" if note or line.role == "client" or not line.who else f"{line.who}: "
        return {
            "on": (month_day(line.at.date(), self.today), role),
            "how": ("note", "muted") if note else (label(CHANNEL_SHORT, line.channel).lower(), role),
            "way": ("" if note else line.direction[:3], role),
            "outcome": ("" if note else label(terms.OUTCOMES, line.outcome).lower(), role),
            "by": (line.by, "muted"),
            "text": (f"{missed}{who}{' '.join(line.text.split())}", role),
        }

    def searched(self, row: Row) -> str:
        line = self.lines[str(row.key)]
        how = "" if line.kind == "note" else f"{label(terms.CHANNELS, line.channel)} {line.direction} "
        return fold(f"{line.kind} {how}{label(terms.OUTCOMES, line.outcome)} {line.who} {line.by} {line.text}")

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        when = f"{long_day(line.at.date())} {show_time(line.at.time())}"
        if line.kind == "note":
            head = f"{when}   note by {line.by}"
        else:
            length = f", {line.minutes} min" if line.minutes is not None else ""
            how = (
                f"{label(terms.CHANNELS, line.channel)} {line.direction}, {label(terms.OUTCOMES, line.outcome).lower()}"
            )
            role = lowered(label(terms.ROLES, line.role))
            head = f"{when}   {how}{length}   {line.who or role}{f' ({role})' if line.who else ''}   by {line.by}"
        return [*paragraph(head, width - 2, "bold"), *paragraph(line.text or "(no text)", width - 2)]

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        text = first_line(line.text)
        what = "note" if line.kind == "note" else label(terms.CHANNELS, line.channel).lower()
        return f"{what} {month_day(line.at.date(), self.today)} {text[:40]}".rstrip()

    def party(self, key: str | None) -> Party | None:
        line = self.lines.get(key or "")
        if line is None or line.kind == "note" or line.role == "client":
            return None
        row = queries.casefile_care.stored(self.db, "communications", line.id)
        return (line.role, row["contact_id"], line.who or label(terms.ROLES, line.role))

    # acts

    def add(self) -> None:
        self.desk.capture("note")

    def open(self, key: str) -> None:
        """Read it whole."""
        self.desk.read_detail()

    def edit(self, key: str) -> None:
        kind, number = split_key(key)
        table = "case_notes" if kind == "note" else "communications"
        row = queries.casefile_care.stored(self.db, table, number)
        at = datetime.fromisoformat(row["at"])
        values = {**row, "on": at.date(), "time": at.time()}

        def save(given: Given) -> ChangeSet:
            stamp = datetime.combine(given["on"], given["time"] or at.time())
            if kind == "note":
                new: Given = {"body": texts(given, "body")["body"], "at": stamp}
            else:
                new = log_values(given) | {"at": stamp}
                new["counts_as_client_contact"] = reached_client(row["role"], new["direction"], new["outcome"])
            words = f"Changed {self.row_name(key)} {self.whose}"
            return services.records.edit_record(self.db, kind, number, new, label=words)

        self.desk.form(kind, key, "Edit note" if kind == "note" else "Edit contact", talk_specs(kind), values, save)

    def set_status(self, keys: Sequence[str]) -> bool:
        """The outcome of a contact."""
        key = keys[0]
        kind, number = split_key(key)
        if kind == "note":
            return False
        line = self.lines[key]

        def chosen(outcome: Any) -> None:
            if outcome:
                counts = reached_client(line.role, line.direction, outcome)
                values = {"outcome": outcome, "counts_as_client_contact": counts}
                words = f"{self.row_name(key)}: {label(terms.OUTCOMES, outcome).lower()} {self.whose}"
                self.desk.store(
                    lambda: services.records.edit_record(self.db, "contact_log", number, values, label=words)
                )

        self.desk.pick("Outcome", choices(terms.OUTCOMES), chosen, current=line.outcome)
        return True


def talk_specs(kind: str) -> list[FieldSpec]:
    """The form of a note, or of an entry of the contact log."""
    when = [
        FieldSpec("on", "Date", "date", required=True, prefer="past"),
        FieldSpec("time", "Time", "time"),
    ]
    if kind == "note":
        return [FieldSpec("body", "Note", "notes", required=True), *when]
    return [
        FieldSpec("channel", "Channel", "choice", required=True, choices=choices(terms.CHANNELS)),
        FieldSpec("direction", "Direction", "choice", required=True, choices=choices(terms.DIRECTIONS)),
        FieldSpec("outcome", "Outcome", "choice", required=True, choices=choices(terms.OUTCOMES)),
        *when,
        FieldSpec("duration_min", "Minutes", "number"),
        FieldSpec("category", "About", "choice", choices=choices(terms.CATEGORIES)),
        FieldSpec("subject", "Subject"),
        FieldSpec("body", "Text", "notes"),
    ]


def log_values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    return {
        **texts(given, "channel", "direction", "outcome", "category", "subject", "body"),
        "duration_min": given["duration_min"],
    }
