"""The Care section: how the client is, what is hard, what stands in the way, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.care import CareRow
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label
from caseterm.rules.wellbeing import down_since, pain_course
from caseterm.screens.client.carekinds import KINDS, CareKind
from caseterm.screens.client.section import RecordSection, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

_OVER = frozenset({"delivered", "returned", "denied", "completed", "cancelled", "declined"})
_GRAVE = frozenset({"blocking", "severe", "unable", "urgent"})


class CareSection(RecordSection):
    name = "care"
    title = "Care"
    one = "entry"
    strip = 6
    empty = "Nothing is known of how the client is. a adds an assessment, barrier, equipment or referral."
    hints = (("x", "Resolved"), ("s", "Status"), ("m k", "Check-in"))

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
        for table, found in queries.care.rows(self.db, self.case_id, archived=self.desk.archived).items():
            if not found:
                continue
            rows.append(Row(f"heading:{table}", {"text": self._heading(KINDS[table], found)}, kind="heading"))
            for line in found:
                key = f"{KINDS[table].kind}:{line.id}"
                self.lines[key] = line
                rows.append(Row(key, self._cells(line)))
        return rows

    def _heading(self, kind: CareKind, found: Sequence[CareRow]) -> str:
        open_ones = sum(not self._over(line) for line in found)
        if kind.kind == "assessment":
            course = pain_course(queries.checkins.wellbeings(self.db, self.case_id))
            return f"{kind.heading}   pain {course}" if course else kind.heading
        return f"{kind.heading}   {open_ones} open" if kind.done else kind.heading

    def _over(self, line: CareRow) -> bool:
        kind = KINDS[line.table]
        over = kind.done is not None and kind.table != "referrals" and line.values[kind.done[0]] is not None
        return over or line.values.get("status") in _OVER or line.archived

    def _cells(self, line: CareRow) -> dict[str, Cell]:
        kind = KINDS[line.table]
        role = "muted" if self._over(line) else ""
        state, shade = "", role
        if kind.status is not None and kind.kind != "assessment":
            code = line.values[kind.status[0]]
            over = kind.done and line.values[kind.done[0]] is not None and kind.kind in ("barrier", "limitation")
            state = kind.done[1].lower() if over and kind.done else label(kind.status[1], code).lower()
            shade = "warn" if code in _GRAVE and not role else role
        return {
            "on": (month_day(self._day(line), self.today, none="-"), role),
            "what": (kind.name(line) if kind.kind != "assessment" else kind.facts(line) or kind.name(line), role),
            "state": (state or self._kind_word(line), shade or "muted"),
            "about": ("" if kind.kind == "assessment" else kind.facts(line), "muted"),
        }

    def _kind_word(self, line: CareRow) -> str:
        kind = KINDS[line.table]
        return label(kind.status[1], line.values[kind.status[0]]).lower() if kind.status is not None else ""

    def _day(self, line: CareRow) -> date | None:
        for name in ("dated", "since", "opened_on", "needed_on", "ordered_on"):
            found = line.values.get(name)
            if isinstance(found, date):
                return found
        return None

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        kind = KINDS[line.table]
        on = self._day(line)
        head: list[Cell] = [(kind.name(line), "bold"), f"   {paper_day(on)}" if on else ""]
        worse = ""
        if kind.kind == "assessment":
            down = down_since(queries.checkins.wellbeings(self.db, self.case_id))
            worse = down[1] if down and down[0] == line.values["dated"] else ""
        told = [line.values.get(name) or "" for name in ("conditions", "comorbidities", "medication", "restrictions")]
        lines = [head, *paragraph(kind.facts(line), width - 2)]
        if worse:
            lines.insert(1, [(f"Worse than before: {worse}", "warn")])
        for word, text in zip(("Conditions", "Comorbidities", "Medication", "Restrictions"), told, strict=True):
            if text:
                lines += paragraph(f"{word}: {' '.join(str(text).split())}", width - 2)
        return lines + paragraph(line.values["notes"], width - 2, "muted")

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        return KINDS[line.table].name(line)

    # acts

    def add(self) -> None:
        items = [(each.table, f"{each.one.capitalize()}") for each in KINDS.values()]

        def chosen(table: Any) -> None:
            if table:
                self._new(KINDS[table])

        self.desk.pick("Add", items, chosen)

    def _new(self, kind: CareKind) -> None:
        def save(given: Given) -> ChangeSet:
            words = f"Added {kind.one}: {_words(kind, given)} {self.whose}"
            values = {**_values(kind, given), "case_id": self.case_id}
            if kind.kind == "assessment":
                return services.assessments.add_assessment(self.db, values, label=words)
            return services.records.add_record(self.db, kind.kind, values, label=words)

        start = dict(kind.start(self.today))
        self.desk.form(kind.kind, f"new:{self.case_id}", f"New {kind.one}", list(kind.specs(self.desk)), start, save)

    def edit(self, key: str) -> None:
        line, number = self.lines[key], split_key(key)[1]
        kind = KINDS[line.table]

        def save(given: Given) -> ChangeSet:
            words = f"Changed {kind.one}: {_words(kind, given)} {self.whose}"
            values = _values(kind, given)
            return services.records.edit_record(self.db, kind.kind, number, values, label=words)

        values = dict(line.values)
        for name in ("vendor_id", "to_contact_id"):
            if values.get(name):
                values[name] = (values[name], line.who)
        self.desk.form(kind.kind, key, f"Edit {kind.one}", list(kind.specs(self.desk)), values, save)

    def done(self, keys: Sequence[str]) -> None:
        """Resolved, delivered, first visit: over as of today."""
        line, number = self.lines[keys[0]], split_key(keys[0])[1]
        kind = KINDS[line.table]
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
        kind = KINDS[line.table]
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

    def check_in(self) -> None:
        """The check-in call with this client."""
        from caseterm.screens.checkins.form import open_call

        open_call(self.desk, queries.checkins.one(self.db, self.case_id, self.today))


def _words(kind: CareKind, given: Given) -> str:
    """What a new row is called, before it is stored."""
    row = CareRow(kind.table, 0, {**dict.fromkeys(_COLUMNS, ""), **given, "archived_at": None})
    return kind.name(row)


_COLUMNS = ("kind", "domain", "description", "item", "to_specialty", "action")


def _values(kind: CareKind, given: Given) -> dict[str, Any]:
    return {**given, **texts(given, *kind.texts)}
