"""The course of a case's treatment for its picture: providers, their visits, the gaps with their reasons."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from caseterm.queries.case_facts import rhythm
from caseterm.queries.casefile_rows import day, in_list
from caseterm.rules.attendance import MISSED, Attended, Prescribed, Seen, attended, contradicted, doubled
from caseterm.rules.gaps import Explained, Gap, Limits, between, explained, initial_gap, limits_for, open_gap
from caseterm.rules.people import person_name
from caseterm.rules.terms import label
from caseterm.rules.terms_care import GAP_REASONS
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, APPOINTMENT_KINDS
from caseterm.rules.timeline import Lane, Mark
from caseterm.rules.treatment import ACTIVE
from caseterm.store.database import Database
from caseterm.values import value


@value
class Treatment:
    """Everything the picture and its words are made of; gaps are those of each provider and of the whole case."""

    incident_on: date | None
    lanes: tuple[Lane, ...]
    gaps: tuple[Gap, ...]
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
    limits = Limits(*_limits(db))
    providers = db.execute(
        "SELECT p.id, k.last, k.first, k.suffix, k.org_name, p.treatment_status FROM case_providers p "
        "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL ORDER BY p.id",
        (case_id,),
    ).fetchall()
    marks = _marks(db, case_id)
    prescribed = _prescribed(db, case_id)
    reasons = _reasons(db, case_id)
    found: list[Gap] = []
    lanes = []
    for provider_id, last, first, suffix, org, status in providers:
        mine = marks.get(provider_id, [])
        kept = [mark.on for mark in mine if mark.state == "kept"]
        weekly = prescribed[provider_id].visits_a_week if provider_id in prescribed else None
        ours = limits_for(limits, weekly)
        gaps = between(kept, ours, provider_id=provider_id)
        now = open_gap(
            max(kept, default=None), today=today, treating=status in ACTIVE, limits=ours, provider_id=provider_id,
            next_visit_on=next((mark.on for mark in mine if mark.state == "ahead"), None),
            wanted_after_days=_wanted(db, provider_id),
        )  # fmt: skip
        told = explained([*gaps, *([now] if now else [])], reasons, today)
        found += told
        name = person_name(last, first, suffix, org)
        stretches = tuple((gap.after_on, gap.until_on or today, gap.level) for gap in told)
        lanes.append(Lane(provider_id, name, tuple(mine), stretches))
    incident = db.execute("SELECT happened_on FROM incidents WHERE case_id = ?", (case_id,)).fetchone()
    incident_on = day(incident[0]) if incident else None
    whole = [mark.on for mine in marks.values() for mark in mine if mark.state == "kept"]
    case_gaps = between(whole, limits)
    if incident_on is not None and providers:
        late = initial_gap(incident_on, min(whole, default=None), today)
        case_gaps = [*([late] if late else []), *case_gaps]
    seen = _seen(db, case_id)
    return Treatment(
        incident_on=incident_on,
        lanes=tuple(sorted(lanes, key=lambda lane: min((mark.on for mark in lane.marks), default=date.max))),
        gaps=tuple([*explained(case_gaps, reasons, today), *found]),
        names={lane.id: lane.name for lane in lanes},
        attendance={
            provider_id: _attended(wanted, marks.get(provider_id, []), today)
            for provider_id, wanted in prescribed.items()
        },
        doubled=tuple(doubled(seen)),
        contradicted=contradicted(seen),
    )


def _limits(db: sqlite3.Connection) -> tuple[int, int]:
    found = rhythm(db)
    return found.gap, found.gap_long


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


def _wanted(db: sqlite3.Connection, provider_id: int) -> int | None:
    row = db.execute(
        "SELECT next_visit_days FROM visits WHERE case_provider_id = ? AND archived_at IS NULL "
        "AND next_visit_days IS NOT NULL ORDER BY dated DESC, id DESC LIMIT 1",
        (provider_id,),
    ).fetchone()
    return int(row[0]) if row else None


def _reasons(db: sqlite3.Connection, case_id: int) -> list[Explained]:
    rows = db.execute(
        "SELECT after_on, reason, explanation, case_provider_id, dismissed_until FROM gap_reasons WHERE case_id = ? "
        "AND archived_at IS NULL ORDER BY id DESC",
        (case_id,),
    )
    return [
        Explained(
            date.fromisoformat(after),
            ", ".join(part for part in (label(GAP_REASONS, reason).lower(), text) if part),
            provider_id,
            day(until),
        )
        for after, reason, text, provider_id, until in rows
    ]


def _seen(db: sqlite3.Connection, case_id: int) -> list[Seen]:
    """The visits that a record was read of, with what they said."""
    rows = db.execute(
        "SELECT v.dated, v.case_provider_id, k.last, k.first, k.suffix, k.org_name, v.kind, v.body_part, v.work_status "
        "FROM visits v JOIN case_providers p ON p.id = v.case_provider_id JOIN contacts k ON k.id = p.contact_id "
        "WHERE v.case_id = ? AND v.archived_at IS NULL ORDER BY v.dated, v.id",
        (case_id,),
    )
    return [Seen(date.fromisoformat(row[0]), row[1], person_name(*row[2:6]), row[6], row[7], row[8]) for row in rows]
