"""What happened and what it did: incident and injuries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_care import InjuryLine
from caseterm.rules import terms
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label, lowered
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_STATUSES, INJURY_TYPES, SIDES
from caseterm.screens.client.section import RecordSection, Section, split_key
from caseterm.screens.client.words import paragraph
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import STATES, Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

YES_NO_UNKNOWN: list[tuple[object, str]] = [("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")]
INCIDENT_SPECS = (
    FieldSpec("happened_on", "Date of incident", "date", prefer="past"),
    FieldSpec("died_on", "Date of death", "date", prefer="past", hint="where somebody died of it"),
    FieldSpec("at_time", "Time", width=16),
    FieldSpec("place", "Place"),
    FieldSpec("city", "City", width=28),
    FieldSpec("state", "State", "choice", choices=STATES, free=True, width=12),
    FieldSpec("police_agency", "Police"),
    FieldSpec("report_no", "Report number", width=28),
    FieldSpec("report_status", "Report", "choice", choices=choices(terms.REPORT_STATUSES)),
    FieldSpec("citation_issued_to", "Citation to"),
    FieldSpec("seatbelt", "Seat belt", "choice", choices=YES_NO_UNKNOWN),
    FieldSpec("airbags", "Airbags", "choice", choices=YES_NO_UNKNOWN),
    FieldSpec("weather", "Weather"),
    FieldSpec("comparative_fault_pct", "Comparative %", "number", hint="0 to 100, the client's share"),
    FieldSpec("description", "What happened", "notes"),
    FieldSpec("liability_summary", "Liability", "notes"),
    FieldSpec("notes", "Notes", "notes"),
)
_INCIDENT = {spec.name: spec for spec in INCIDENT_SPECS}


class IncidentSection(Section):
    """The incident as rows of one fact each, changed in place."""

    name = "incident"
    title = "Incident"
    one = "fact"
    strip = 3
    empty = "Nothing is known of the incident. a opens its form."

    def columns(self, width: int) -> list[Column]:
        return [Column("label", "", 16), Column("value", "", 20, grow=True)]

    def values(self) -> dict[str, Any]:
        return queries.casefile_care.incident(self.db, self.case_id) or {}

    def rows(self) -> list[Row]:
        from caseterm.screens.client import claimfacts

        values = self.values()
        return [
            Row(
                f"fact:{number}",
                {"label": (spec.label, "muted"), "value": self._cell(spec, values.get(spec.name))},
            )
            for number, spec in enumerate(INCIDENT_SPECS)
        ] + claimfacts.rows(self)

    def _cell(self, spec: FieldSpec, value: Any) -> Cell:
        if value in (None, ""):
            return ("none !", "warn") if spec.name == "happened_on" else ("-", "muted")
        return fact_words(spec, value)

    def _spec(self, key: str) -> FieldSpec:
        return INCIDENT_SPECS[split_key(key)[1]]

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        if key.startswith("claim:"):
            return [[("e changes this line, m f opens the form of the claim type.", "muted")]]
        spec = self._spec(key)
        value = self.values().get(spec.name)
        if spec.kind != "notes" or not value:
            return [[("e changes this line, a opens the whole form.", "muted")]]
        return [[(spec.label, "bold")], *paragraph(str(value), width - 2)]

    def edit(self, key: str) -> None:
        """One fact in place; a text of several lines in the form."""
        if key.startswith("claim:"):
            from caseterm.screens.client import claimfacts

            claimfacts.edit(self, key.partition(":")[2])
            return
        spec = self._spec(key)
        if spec.kind == "notes":
            self.add()
            return
        row = self.values()

        def typed(answer: Any) -> None:
            if answer is not None:
                value = None if answer == "" and spec.kind in ("date", "number") else answer
                self.desk.store(lambda: self._save(row, {spec.name: value}, spec.label.lower()))

        self.desk.prompt(
            spec.label, typed, kind=spec.kind, value=row.get(spec.name), hint=spec.hint, spec=spec, blank=True
        )

    def claim_form(self) -> None:
        """All facts of the claim type."""
        from caseterm.screens.client import claimfacts

        claimfacts.form(self)

    def add(self) -> None:
        row = self.values()

        def save(given: Given) -> ChangeSet:
            kept = {"happened_on", "died_on", "comparative_fault_pct"}
            values = texts(given, *(name for name in _INCIDENT if name not in kept))
            return self._save(row, {**values, **{name: given[name] for name in kept}}, "incident")

        self.desk.form("incident", str(self.case_id), "Incident", list(INCIDENT_SPECS), row, save)

    def _save(self, row: dict[str, Any], values: Given, what: str) -> ChangeSet:
        words = f"Changed {what} {self.whose}"
        if "id" in row:
            return services.records.edit_record(self.db, "incident", row["id"], values, label=words)
        return services.records.add_record(self.db, "incident", {**values, "case_id": self.case_id}, label=words)


def fact_words(spec: FieldSpec, value: Any) -> str:
    """A stored fact as it is read."""
    if isinstance(value, date):
        return paper_day(value)
    if spec.kind == "choice":
        return next((word for code, word in spec.choices if code == value), str(value))
    return " ".join(str(value).split("\n"))


INJURY_SPECS = (
    FieldSpec("body_part", "Body part", "choice", required=True, choices=choices(BODY_PARTS), free=True),
    FieldSpec("side", "Side", "choice", choices=choices(SIDES), width=12),
    FieldSpec("injury_type", "Type", "choice", required=True, choices=choices(INJURY_TYPES), free=True),
    FieldSpec("status", "Now", "choice", required=True, choices=choices(INJURY_STATUSES)),
    FieldSpec("description", "Description"),
    FieldSpec("severity", "Severity", width=20),
    FieldSpec("icd10", "ICD-10", width=12),
    FieldSpec("pre_existing", "Pre-existing", "yesno"),
    FieldSpec("first_reported_on", "First reported", "date", prefer="past"),
    FieldSpec("notes", "Notes", "notes"),
)


class InjuriesSection(RecordSection):
    name = "injuries"
    title = "Injuries"
    one = "injury"
    kind = "injury"
    strip = 5
    empty = "No injuries noted. a adds one."
    hints = (("s", "Status"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, InjuryLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("part", "Body part", 18),
            Column("side", "Side", 5),
            Column("type", "Injury", 15),
            Column("status", "Now", 9),
            Column("about", "", 6, grow=True),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_care.injuries(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"injury:{line.id}": line for line in found}
        return [Row(key, _injury_cells(line)) for key, line in self.lines.items()]

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        facts = [line.icd10 and f"ICD-10 {line.icd10}", line.severity, "pre-existing" if line.pre_existing else ""]
        if line.first_reported_on:
            facts.append(f"first reported {paper_day(line.first_reported_on)}")
        said = "   ".join(fact for fact in facts if fact)
        text = "\n".join(part for part in (line.description, line.notes) if part)
        return [[(self.row_name(key), "bold"), f"   {said}"], *paragraph(text, width - 2)]

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        side = f", {label(SIDES, line.side).lower()}" if line.side != "na" else ""
        return f"{label(BODY_PARTS, line.body_part)}{side} {lowered(label(INJURY_TYPES, line.injury_type))}"

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            words = f"Added injury: {label(BODY_PARTS, given['body_part'])} {self.whose}"
            return services.records.add_record(
                self.db, "injury", {**injury_values(given), "case_id": self.case_id}, label=words
            )

        start = {"side": "na", "status": "new", "injury_type": "sprain_strain"}
        self.desk.form("injury", f"new:{self.case_id}", "New injury", list(INJURY_SPECS), start, save)

    def edit(self, key: str) -> None:
        number = split_key(key)[1]
        row = queries.casefile_care.stored(self.db, "injuries", number, days=("first_reported_on",))

        def save(given: Given) -> ChangeSet:
            words = f"Changed injury: {self.row_name(key)} {self.whose}"
            return services.records.edit_record(self.db, "injury", number, injury_values(given), label=words)

        values = {**row, "pre_existing": bool(row["pre_existing"])}
        self.desk.form("injury", key, "Edit injury", list(INJURY_SPECS), values, save)

    def set_status(self, keys: Sequence[str]) -> bool:
        key = keys[0]
        line = self.lines[key]

        def chosen(status: Any) -> None:
            if status:
                words = f"{self.row_name(key)}: {label(INJURY_STATUSES, status).lower()} {self.whose}"
                self.desk.store(
                    lambda: services.records.edit_record(self.db, "injury", line.id, {"status": status}, label=words)
                )

        self.desk.pick(self.row_name(key), choices(INJURY_STATUSES), chosen, current=line.status)
        return True


def _injury_cells(line: InjuryLine) -> dict[str, Cell]:
    role = "muted" if line.archived or line.status == "resolved" else ""
    return {
        "part": (label(BODY_PARTS, line.body_part), role),
        "side": ("" if line.side == "na" else label(SIDES, line.side), role),
        "type": (label(INJURY_TYPES, line.injury_type), role),
        "status": (label(INJURY_STATUSES, line.status), "warn" if line.status == "worse" else role),
        "about": (line.description or ("pre-existing" if line.pre_existing else ""), "muted"),
    }


def injury_values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    values = texts(given, "body_part", "injury_type", "status", "description", "severity", "icd10", "notes")
    return {
        **values,
        "side": given["side"] or "na",
        "pre_existing": bool(given["pre_existing"]),
        "first_reported_on": given["first_reported_on"],
    }
