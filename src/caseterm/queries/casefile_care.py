"""The care in a case's file: what happened, injuries, providers with the course of each, appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseterm.queries.calendar import CalendarSettings
from caseterm.queries.casefile_rows import PhoneLine, day, named, phones_of
from caseterm.queries.visit_days import limits, visits_of
from caseterm.rules.gaps import Course, course, gaps_of
from caseterm.rules.people import person_name
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, IN_CARE
from caseterm.rules.walltime import zone_mark
from caseterm.store.database import Database


@dataclass(frozen=True)
class Papers:
    """Records or bills of one provider: asked for, in, and whether all is there."""

    requested_on: date | None
    received_on: date | None
    complete: bool


@dataclass(frozen=True)
class ProviderLine:
    """One provider's part in the care."""

    id: int
    contact_id: int
    name: str
    specialty: str
    status: str
    course: Course
    records: Papers
    bills: Papers
    fax: str
    lop_on: date | None
    hipaa_sent_on: date | None
    hipaa_expires_on: date | None
    gap_reason: str
    notes: str
    archived: bool


@dataclass(frozen=True)
class AppointmentLine:
    """One appointment; `starts_at` is wall time of `zone` (HST), which is blank where it is her own."""

    id: int
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    kind: str
    status: str
    title: str
    provider: str
    provider_id: int | None
    location: str
    who: str
    ride: str
    ride_note: str
    interpreter_booked: bool
    no_show_reason: str
    purpose: str
    outcome: str
    notes: str
    archived: bool

    @property
    def ahead(self) -> bool:
        return self.status in APPOINTMENT_AHEAD


@dataclass(frozen=True)
class InjuryLine:
    id: int
    body_part: str
    side: str
    injury_type: str
    status: str
    severity: str
    icd10: str
    pre_existing: bool
    description: str
    first_reported_on: date | None
    notes: str
    archived: bool


def providers(db: Database, case_id: int, *, archived: bool = False) -> list[ProviderLine]:
    """The providers of a case with the course of each, those in treatment first."""
    today = db.clock.today()
    visits = visits_of(db.raw, case_id, today)
    gaps = gaps_of(visits, limits(db.raw), today)
    seen = {each.provider_id: each for each in (*visits.providers, *visits.elsewhere)}
    rows = named(
        db.raw.execute(
            "SELECT p.*, k.org_name, k.last, k.first, k.suffix, k.fax, k.specialty AS trade FROM case_providers p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND (? OR p.archived_at IS NULL)",
            (case_id, archived),
        )
    )
    lines = [_provider(row, course(seen[row["id"]], gaps, today)) for row in rows]
    return sorted(lines, key=lambda line: (line.status not in IN_CARE, -_ordinal(line.course.last), line.id))


def _ordinal(found: date | None) -> int:
    return found.toordinal() if found else 0


def _provider(row: dict[str, Any], found: Course) -> ProviderLine:
    return ProviderLine(
        id=row["id"],
        contact_id=row["contact_id"],
        name=person_name(row["last"], row["first"], row["suffix"], row["org_name"]),
        specialty=row["specialty"] or row["trade"],
        status=row["treatment_status"],
        course=found,
        records=_papers(row, "records"),
        bills=_papers(row, "bills"),
        fax=row["fax"],
        lop_on=day(row["lop_on"]),
        hipaa_sent_on=day(row["hipaa_sent_on"]),
        hipaa_expires_on=day(row["hipaa_expires_on"]),
        gap_reason=row["gap_reason"],
        notes=row["notes"],
        archived=row["archived_at"] is not None,
    )


def _papers(row: dict[str, Any], what: str) -> Papers:
    return Papers(day(row[f"{what}_requested_on"]), day(row[f"{what}_received_on"]), bool(row[f"{what}_complete"]))


def provider_phones(db: Database, line: ProviderLine) -> tuple[PhoneLine, ...]:
    """How to reach a provider."""
    return phones_of(db, line.contact_id)


def appointments(
    db: Database, case_id: int, *, archived: bool = False, ahead_only: bool = False
) -> list[AppointmentLine]:
    """Appointments ahead, the next first; then those behind, the latest first."""
    today = db.clock.today().isoformat()
    rows = named(
        db.raw.execute(
            "SELECT a.*, (SELECT zone FROM settings) AS home, k.org_name, k.last, k.first, k.suffix "
            "FROM appointments a "
            "LEFT JOIN case_providers p ON p.id = a.case_provider_id LEFT JOIN contacts k ON k.id = p.contact_id "
            "WHERE a.case_id = ? AND (? OR a.archived_at IS NULL) AND (NOT ? OR a.starts_at >= ?) "
            "ORDER BY a.starts_at, a.id",
            (case_id, archived, ahead_only, today),
        )
    )
    lines = [_appointment(row) for row in rows]
    ahead = [line for line in lines if line.ahead and line.starts_at.date().isoformat() >= today]
    chosen = {line.id for line in ahead}
    return ahead if ahead_only else ahead + [line for line in reversed(lines) if line.id not in chosen]


def _appointment(row: dict[str, Any]) -> AppointmentLine:
    starts_at = datetime.fromisoformat(row["starts_at"])
    return AppointmentLine(
        id=row["id"],
        starts_at=starts_at,
        ends_at=datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None,
        zone=zone_mark(starts_at, row["zone"], row["home"] or CalendarSettings().zone),
        kind=row["kind"],
        status=row["status"],
        title=row["title"],
        provider=person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or ""),
        provider_id=row["case_provider_id"],
        location=row["location"],
        who=row["who"],
        ride=row["ride"],
        ride_note=row["ride_note"],
        interpreter_booked=bool(row["interpreter_booked"]),
        no_show_reason=row["no_show_reason"],
        purpose=row["purpose"],
        outcome=row["outcome"],
        notes=row["notes"],
        archived=row["archived_at"] is not None,
    )


def injuries(db: Database, case_id: int, *, archived: bool = False) -> list[InjuryLine]:
    """The injuries in the order they were noted."""
    rows = named(
        db.raw.execute(
            "SELECT * FROM injuries WHERE case_id = ? AND (? OR archived_at IS NULL) ORDER BY archived_at, id",
            (case_id, archived),
        )
    )
    return [
        InjuryLine(
            id=row["id"],
            body_part=row["body_part"],
            side=row["side"],
            injury_type=row["injury_type"],
            status=row["status"],
            severity=row["severity"],
            icd10=row["icd10"],
            pre_existing=bool(row["pre_existing"]),
            description=row["description"],
            first_reported_on=day(row["first_reported_on"]),
            notes=row["notes"],
            archived=row["archived_at"] is not None,
        )
        for row in rows
    ]


def incident(db: Database, case_id: int) -> dict[str, Any] | None:
    """The incident's stored values by column; dates as days."""
    row = next(named(db.raw.execute("SELECT * FROM incidents WHERE case_id = ?", (case_id,))), None)
    return {**row, **{name: day(row[name]) for name in ("happened_on", "died_on")}} if row else None


def stored(db: Database, table: str, row_id: int, *, days: Iterable[str] = ()) -> dict[str, Any]:
    """One row's stored values by column, for its form; the columns named in `days` as dates."""
    row = next(named(db.raw.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))))
    return {**row, **{name: day(row[name]) for name in days}}
