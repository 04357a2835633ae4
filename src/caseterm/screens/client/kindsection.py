"""A section whose rows are of several kinds, each under its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.care import CareRow
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label
from caseterm.screens.client.kinds import Kind
from caseterm.screens.client.section import RecordSection, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import width_of

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

_GRAVE = frozenset({"blocking", "severe", "unable", "urgent", "denied"})


class KindsSection(RecordSection):
    """What is common to all kinds; `kinds` are they by table, in the order of their headings."""

    one = "entry"
    strip = 6
    kinds: ClassVar[Mapping[str, Kind]] = {}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, CareRow] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Since", 8),
            Column("what", "What", 20, grow=True),
            Column("state", "Now", 16),
            Column("about", "", 12, grow=True, min_total=64),
        ]

    def rows(self) -> list[Row]:
        self.lines = {}
        rows: list[Row] = []
        for table, found in self.read().items():
            if not found:
                continue
            rows.append(Row(f"heading:{table}", {"text": self.heading(self.kinds[table], found)}, kind="heading"))
            for line in found:
                key = f"{self.kinds[table].kind}:{line.id}"
                self.lines[key] = line
                rows.append(Row(key, self._cells(line)))
        return rows

    def read(self) -> Mapping[str, list[CareRow]]:
        """The rows of every kind."""
        return queries.care.rows(self.db, self.case_id, self.kinds, archived=self.desk.archived)

    def heading(self, kind: Kind, found: Sequence[CareRow]) -> str:
        """The words over the rows of a kind."""
        open_ones = sum(not kind.is_over(line) for line in found)
        return f"{kind.heading}   {open_ones} open" if kind.done else kind.heading

    def _cells(self, line: CareRow) -> dict[str, Cell]:
        kind = self.kinds[line.table]
        role = "muted" if kind.is_over(line) else ""
        state, shade = "", role or "muted"
        if kind.status is not None:
            code = line.values[kind.status[0]]
            state = label(kind.status[1], code).lower()
            shade = "warn" if code in _GRAVE and not role else role
            if kind.ends and kind.done is not None and line.values[kind.done[0]] is not None:
                state = kind.done[1].lower()
        facts = kind.facts(line)
        return {
            "on": (month_day(self._day(line), self.today, none="-"), role),
            "what": (facts or kind.name(line) if kind.says_facts else kind.name(line), role),
            "state": (state, shade),
            "about": ("" if kind.says_facts else facts, "muted"),
        }

    def remark(self, line: CareRow) -> str:
        """What stands out about a row, for its strip."""
        return ""

    def _day(self, line: CareRow) -> date | None:
        found = line.values.get(self.kinds[line.table].day)
        return found if isinstance(found, date) else None

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        kind = self.kinds[line.table]
        on = self._day(line)
        day = paper_day(on) if on else ""
        lines: list[list[Cell]] = [[(kind.name(line), "bold"), f"   {day}" if day else ""]]
        if width_of(kind.name(line)) + len(day) + 5 > width:
            lines = paragraph(f"{kind.name(line)}\n{day}", width - 2, "bold")
        lines += paragraph(self.remark(line), width - 2, "warn")
        lines += paragraph(kind.facts(line), width - 2)
        for name in kind.told:
            if text := str(line.values.get(name) or ""):
                lines += paragraph(f"{name.replace('_', ' ').capitalize()}: {' '.join(text.split())}", width - 2)
        return lines + paragraph(line.values["notes"], width - 2, "muted")

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        return self.kinds[line.table].name(line)

    # acts

    def add(self) -> None:
        items = [(each.table, f"{each.one.capitalize()}") for each in self.kinds.values()]

        def chosen(table: Any) -> None:
            if table:
                self._new(self.kinds[table])

        self.desk.pick("Add", items, chosen)

    def _new(self, kind: Kind) -> None:
        def save(given: Given) -> ChangeSet:
            words = f"Added {kind.one}: {_words(kind, given)} {self.whose}"
            values = {**_values(kind, given), "case_id": self.case_id}
            return self.store_new(kind, values, words)

        start = dict(kind.start(self.today))
        self.desk.form(kind.kind, f"new:{self.case_id}", f"New {kind.one}", list(kind.specs(self.desk)), start, save)

    def store_new(self, kind: Kind, values: Mapping[str, Any], words: str) -> ChangeSet:
        """Store a new row."""
        return services.records.add_record(self.db, kind.kind, values, label=words)

    def edit(self, key: str) -> None:
        line, number = self.lines[key], split_key(key)[1]
        kind = self.kinds[line.table]

        def save(given: Given) -> ChangeSet:
            words = f"Changed {kind.one}: {_words(kind, given)} {self.whose}"
            values = _values(kind, given)
            return services.records.edit_record(self.db, kind.kind, number, values, label=words)

        values = dict(line.values)
        for name in ("vendor_id", "to_contact_id", "carrier_id"):
            if values.get(name):
                values[name] = (values[name], line.who)
        self.desk.form(kind.kind, key, f"Edit {kind.one}", list(kind.specs(self.desk)), values, save)

    def done(self, keys: Sequence[str]) -> None:
        """Resolved, delivered, first visit: over as of today."""
        line, number = self.lines[keys[0]], split_key(keys[0])[1]
        kind = self.kinds[line.table]
        if kind.done is None:
            self.refuse("Done")
            return
        column, word = kind.done
        values: dict[str, Any] = {column: self.today}
        if kind.done_status:
            values["status"] = kind.done_status
        words = f"{word}: {kind.name(line)} {self.whose}"
        self.desk.store(lambda: services.records.edit_record(self.db, kind.kind, number, values, label=words))

    def set_status(self, keys: Sequence[str]) -> bool:
        line, number = self.lines[keys[0]], split_key(keys[0])[1]
        kind = self.kinds[line.table]
        if kind.status is None:
            return False
        column, known = kind.status

        def chosen(code: Any) -> None:
            if code:
                words = f"{kind.name(line)}: {label(known, code).lower()} {self.whose}"
                self.desk.store(
                    lambda: services.records.edit_record(self.db, kind.kind, number, {column: code}, label=words)
                )

        self.desk.pick(kind.name(line), choices(known), chosen, current=line.values[column])
        return True


def _words(kind: Kind, given: Given) -> str:
    """What a new row is called, before it is stored."""
    row = CareRow(kind.table, 0, {**dict.fromkeys((*_COLUMNS, *kind.texts), ""), **given, "archived_at": None})
    return kind.name(row)


_COLUMNS = ("kind", "domain", "description", "item", "to_specialty", "action", "service", "visits_a_week")


def _values(kind: Kind, given: Given) -> dict[str, Any]:
    return {**given, **texts(given, *kind.texts)}
