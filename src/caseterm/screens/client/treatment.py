"""The providers of a case: the course of each, and its records and bills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_care import Papers, ProviderLine
from caseterm.queries.requests import RequestLine
from caseterm.rules.dates import paper_day
from caseterm.rules.requests import on_track
from caseterm.rules.terms import label, lowered
from caseterm.rules.terms_visits import TREATMENT_STATUSES
from caseterm.screens.client.contactform import contact_input, contact_values, name_spec, reach_specs
from caseterm.screens.client.overview import gap_cell
from caseterm.screens.client.section import Party, RecordSection
from caseterm.screens.client.words import month_day, paragraph, phones_line
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import width_of

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

_DAYS = ("first_visit_on", "lop_on")
LATE_AFTER = 30


class TreatmentSection(RecordSection):
    name = "treatment"
    title = "Treatment"
    one = "provider"
    kind = "provider"
    strip = 7
    empty = "No provider yet. a adds one; visits are appointments with them."
    unmarked = "No marks here: R asks every provider for records, B for bills."
    hints = (("r", "Records"), ("b", "Bills"), ("s", "Status"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, ProviderLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("name", "Provider", 15, grow=True),
            Column("spec", "Spec.", 10, min_total=72),
            Column("first", "First", 8, min_total=62),
            Column("last", "Last", 8),
            Column("next", "Next", 8),
            Column("visits", "Vis", 3, "right"),
            Column("gap", "Gap", 9, "right"),
            Column("papers", "R B", 3),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_care.providers(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"provider:{line.id}": line for line in found}
        return [self._row(key, line) for key, line in self.lines.items()]

    def _row(self, key: str, line: ProviderLine) -> Row:
        care, today = line.course, self.today
        coming = month_day(care.next, today)
        active = care.gap is not None
        gap = gap_cell(line)
        return Row(
            key,
            {
                "name": (line.name, "muted" if line.archived else ""),
                "spec": (line.specialty, "muted"),
                "first": month_day(care.first, today, none="-"),
                "last": month_day(care.last, today, none="-"),
                "next": coming or (("none", "warn") if care.alarm else ("none" if active else "-", "muted")),
                "visits": str(care.visits),
                "gap": (gap[0].removesuffix(" gap"), gap[1]) if isinstance(gap, tuple) else gap,
                "papers": f"{papers_mark(line.records)} {papers_mark(line.bills)}",
            },
        )

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        phones = phones_line(queries.casefile_care.provider_phones(self.db, line)) or "no phone"
        reach = f"{phones}   fax {line.fax}" if line.fax else phones
        asked = queries.requests.of_case(self.db, self.case_id)
        together = width_of(f"{line.name}  {reach}") < width
        lines: list[list[Cell]] = [[(line.name, "bold"), f"  {reach}" if together else ""]]
        if not together:
            lines.append([("Phone    ", "muted"), reach])
        lines += [
            [("Status   ", "muted"), ", ".join(self._status(line))],
            [("Records  ", "muted"), *self._papers(line.records), part_came(asked, line.id, "records")],
            [("Bills    ", "muted"), *self._papers(line.bills), part_came(asked, line.id, "bills")],
        ]
        if line.gap_reason:
            lines.append([("Gap      ", "muted"), line.gap_reason])
        return lines + paragraph(line.notes, width - 2)

    def _status(self, line: ProviderLine) -> list[str]:
        parts = [lowered(label(TREATMENT_STATUSES, line.status))]
        if line.specialty:
            parts.append(line.specialty)
        if line.lop_on:
            parts.append(f"letter of protection {paper_day(line.lop_on)}")
        if line.hipaa_expires_on:
            parts.append(f"HIPAA expires {paper_day(line.hipaa_expires_on)}")
        elif line.hipaa_sent_on:
            parts.append(f"HIPAA sent {paper_day(line.hipaa_sent_on)}")
        return parts

    def _papers(self, papers: Papers) -> list[Cell]:
        if papers.received_on:
            full = "" if papers.complete else ", not marked complete"
            return [f"received {paper_day(papers.received_on)}{full}"]
        if papers.requested_on is None:
            return [("not asked for", "muted")]
        days = (self.today - papers.requested_on).days
        late: Cell = ("  ! late", "warn") if days > LATE_AFTER else ""
        ago = f"{days} d ago" if days else "today"
        return [f"asked {paper_day(papers.requested_on)}, {ago}", late]

    def row_name(self, key: str) -> str:
        return self.lines[key].name

    def party(self, key: str | None) -> Party | None:
        line = self.lines.get(key or "")
        return ("provider", line.contact_id, line.name) if line else None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        line = self.lines[key]
        card = queries.casefile_people.card(self.db, line.contact_id)
        match what:
            case "phone":
                return (phones_line(card.phones[:1]), f"phone of {line.name}") if card.phones else None
            case "email":
                return (card.emails[0], f"email of {line.name}") if card.emails else None
            case "address":
                return (card.addresses[0], f"address of {line.name}") if card.addresses else None
        return None

    # acts

    def request(self, key: str, papers: str) -> None:
        from caseterm.screens.client.asking import ask_provider

        ask_provider(self.desk, self.lines[key], papers)

    def set_status(self, keys: Sequence[str]) -> bool:
        line = self.lines[keys[0]]

        def chosen(status: Any) -> None:
            if status:
                words = f"{line.name}: {lowered(label(TREATMENT_STATUSES, status))} {self.whose}"
                values = {"treatment_status": status}
                self.desk.store(lambda: services.records.edit_record(self.db, "provider", line.id, values, label=words))

        self.desk.pick(line.name, choices(TREATMENT_STATUSES), chosen, current=line.status)
        return True

    def timeline(self) -> None:
        """The picture of the treatment."""
        self.desk.app.call_later(self.desk.app.run_action, "go_timeline")

    def specs(self) -> list[FieldSpec]:
        return [
            name_spec(self.desk, "Provider"),
            FieldSpec("specialty", "Specialty", hint="PT, ortho, ER, imaging", width=28),
            FieldSpec("treatment_status", "Status", "choice", required=True, choices=choices(TREATMENT_STATUSES)),
            *reach_specs(person=False, phones=2),
            FieldSpec("first_visit_on", "First visit", "date", prefer="past", hint="where no visit is on the calendar"),
            FieldSpec("lop_on", "Letter of protection", "date", prefer="past"),
            FieldSpec("gap_reason", "Gap, why"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            provider = contact_input(_contact_part(given))
            return services.providers.add_provider(self.db, self.case_id, provider, provider_values(given))

        start = {"treatment_status": "treating"}
        self.desk.form("provider", f"new:{self.case_id}", "New provider", self.specs(), start, save)

    def edit(self, key: str) -> None:
        line = self.lines[key]
        card = queries.casefile_people.card(self.db, line.contact_id)
        row = queries.casefile_care.stored(self.db, "case_providers", line.id, days=_DAYS)
        values = {**contact_values(card), **row, "specialty": line.specialty}

        def save(given: Given) -> ChangeSet:
            provider = contact_input(_contact_part(given), editing=card)
            return services.providers.edit_provider(self.db, line.id, provider, provider_values(given))

        self.desk.form("provider", key, "Edit provider", self.specs(), values, save)


def _contact_part(given: Given) -> Given:
    """The form without what belongs to the provider's part in this case alone."""
    return {name: value for name, value in given.items() if name not in ("specialty", "notes")}


def provider_values(given: Given) -> Given:
    """The provider's part in the care, as the record keeps it."""
    days = {name: given[name] for name in _DAYS}
    return {**texts(given, "specialty", "treatment_status", "gap_reason", "notes"), **days}


def part_came(asked: Sequence[RequestLine], provider_id: int, track: str) -> Cell:
    """What has come of a track that is not all in yet."""
    days = [
        line.received_on
        for line in asked
        if line.case_provider_id == provider_id and on_track(track, line.kind) and line.received_on
    ]
    out = any(
        line.case_provider_id == provider_id and on_track(track, line.kind) and line.asked.theirs for line in asked
    )
    return f", part came {paper_day(max(days))}" if days and out else ""


def papers_mark(papers: Papers) -> str:
    """x in, ~ asked for, - not asked for."""
    return "x" if papers.received_on else "~" if papers.requested_on else "-"
