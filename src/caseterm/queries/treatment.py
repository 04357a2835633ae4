"""The course of a case's treatment for its picture: providers, their visits, the gaps with their reasons."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from caseterm.queries.casefile_rows import day, in_list
from caseterm.queries.visit_days import limits, visits_of
from caseterm.rules.attendance import MISSED, Attended, Prescribed, Seen, attended, contradicted, doubled
from caseterm.rules.gaps import Course, Gap, gaps_of
from caseterm.rules.gaps import course as provider_course
from caseterm.rules.people import person_name
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, APPOINTMENT_KINDS, TREATMENT_KINDS
from caseterm.rules.timeline import Lane, Mark
from caseterm.store.database import Database
from caseterm.values import value

_OF_RECORDS = f"""
SELECT v.case_provider_id, v.dated, v.kind FROM visits v WHERE v.case_id = ? AND v.archived_at IS NULL
AND v.case_provider_id IS NOT NULL AND v.kind IN {in_list(TREATMENT_KINDS)} AND NOT EXISTS (
 SELECT 1 FROM appointments a WHERE a.case_provider_id = v.case_provider_id AND a.archived_at IS NULL
 AND a.status IN {in_list(APPOINTMENT_KEPT)} AND substr(a.starts_at, 1, 10) = v.dated) GROUP BY 1, 2
"""
"""Visits that only a record tells of."""


@value
class Treatment:
    """Everything the picture and its words are made of; gaps are those of each provider and of the whole case."""

    incident_on: date | None
    lanes: tuple[Lane, ...]
    gaps: tuple[Gap, ...]
    courses: dict[int, Course]
    names: dict[int, str]
    attendance: dict[int, Attended]
    """By provider, where visits were prescribed."""
    doubled: tuple[str, ...]
    contradicted: str


def treatment(db: Database, case_id: int) -> Treatment:
    """The course of a case's treatment up to now."""
    return course(db.raw, case_id, db.clock.today())


def course(db: sqlite3.Connection, case_id: int, today: date) -> Treatment:
    """The same over a connection that is read already."""
    providers = db.execute(
        "SELECT p.id, k.last, k.first, k.suffix, k.org_name FROM case_providers p "
        "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL ORDER BY p.id",
        (case_id,),
    ).fetchall()
    marks = _marks(db, case_id)
    prescribed = _prescribed(db, case_id)
    visits = visits_of(db, case_id, today)
    gaps = gaps_of(visits, limits(db), today)
    lanes = []
    for provider_id, *name in providers:
        mine = (gap for gap in gaps if gap.provider_id == provider_id and gap.level)
        stretches = tuple((gap.after_on, gap.until_on or today, gap.level) for gap in mine)
        lanes.append(Lane(provider_id, person_name(*name), tuple(marks.get(provider_id, ())), stretches))
    incident = db.execute("SELECT happened_on FROM incidents WHERE case_id = ?", (case_id,)).fetchone()
    seen = _seen(db, case_id)
    return Treatment(
        incident_on=day(incident[0]) if incident else None,
        lanes=tuple(sorted(lanes, key=lambda lane: min((mark.on for mark in lane.marks), default=date.max))),
        gaps=gaps,
        courses={each.provider_id or 0: provider_course(each, gaps, today) for each in visits.providers},
        names={lane.id: lane.name for lane in lanes},
        attendance={
            provider_id: _attended(wanted, marks.get(provider_id, []), today)
            for provider_id, wanted in prescribed.items()
        },
        doubled=tuple(doubled(seen)),
        contradicted=contradicted(seen),
    )


def _marks(db: sqlite3.Connection, case_id: int) -> dict[int, list[Mark]]:
    """The visits of each provider in the order of their days; what was moved or called off elsewhere is left out."""
    found: dict[int, list[Mark]] = {}
    rows = db.execute(
        f"SELECT case_provider_id, substr(starts_at, 1, 10), status, kind, title FROM appointments WHERE case_id = ? "
        f"AND case_provider_id IS NOT NULL AND archived_at IS NULL "
        f"AND status IN {in_list(APPOINTMENT_KEPT | APPOINTMENT_AHEAD | MISSED)} ORDER BY starts_at",
        (case_id,),
    )
    for provider_id, on, status, kind, title in rows:
        state = "kept" if status in APPOINTMENT_KEPT else "missed" if status in MISSED else "ahead"
        what = title or label(APPOINTMENT_KINDS, kind)
        if status == "cancelled_by_client":
            what += ", cancelled by the client"
        found.setdefault(provider_id, []).append(Mark(date.fromisoformat(on), state, what, kind == "surgery"))
    for provider_id, on, kind in db.execute(_OF_RECORDS, (case_id,)):
        mark = Mark(
            date.fromisoformat(on), "kept", f"{label(APPOINTMENT_KINDS, kind)}, by the records", kind == "surgery"
        )
        found[provider_id] = sorted([*found.get(provider_id, ()), mark], key=lambda each: each.on)
    return found


def _prescribed(db: sqlite3.Connection, case_id: int) -> dict[int, Prescribed]:
    """The newest prescription of each provider."""
    rows = db.execute(
        "SELECT case_provider_id, visits_a_week, from_on, until_on, visits FROM prescriptions WHERE case_id = ? "
        "AND archived_at IS NULL ORDER BY from_on, id",
        (case_id,),
    )
    return {
        provider_id: Prescribed(provider_id, weekly, date.fromisoformat(from_on), day(until_on), visits)
        for provider_id, weekly, from_on, until_on, visits in rows
    }


def _attended(prescribed: Prescribed, marks: Sequence[Mark], today: date) -> Attended:
    kept = [mark.on for mark in marks if mark.state == "kept"]
    return attended(prescribed, kept, [mark.on for mark in marks if mark.state == "missed"], today)


def _seen(db: sqlite3.Connection, case_id: int) -> list[Seen]:
    """The visits that a record was read of, with what they said."""
    rows = db.execute(
        "SELECT v.dated, v.case_provider_id, k.last, k.first, k.suffix, k.org_name, v.kind, v.body_part, v.work_status "
        "FROM visits v JOIN case_providers p ON p.id = v.case_provider_id JOIN contacts k ON k.id = p.contact_id "
        "WHERE v.case_id = ? AND v.archived_at IS NULL ORDER BY v.dated, v.id",
        (case_id,),
    )
    return [Seen(date.fromisoformat(row[0]), row[1], person_name(*row[2:6]), row[6], row[7], row[8]) for row in rows]
