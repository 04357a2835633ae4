"""Who is to be called: clients not heard from within their rhythm, and what must be before her eyes while they talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from caseterm.queries.casefile_rows import day, in_list
from caseterm.rules.calendar_words import named
from caseterm.rules.checkin import Try, next_try
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.rideways import missing_words
from caseterm.rules.terms_care import PLAN_CURRENT
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.tocall import ToCall
from caseterm.rules.wellbeing import Wellbeing
from caseterm.store.database import Database


@dataclass(frozen=True, kw_only=True)
class CallDue(ToCall):
    """One client to call, with how; `tries` are the days nobody answered since the last real contact."""

    case_id: int
    number: str
    phase: str
    last_contact_on: date | None
    due_on: date
    tries: tuple[date, ...]
    next: Try


@dataclass(frozen=True)
class CallCard:
    """What is known when the client picks up. Visits are (wall time, what and with whom, ride's code)."""

    what_matters: str
    last: Wellbeing | None
    course: tuple[Wellbeing, ...]
    barriers: tuple[str, ...]
    promises: tuple[tuple[str, date], ...]
    visits: tuple[tuple[datetime, str, str], ...]
    """When, what, and the ride or the way of it that is missing."""
    missed: tuple[tuple[date, str], ...]
    plan: tuple[int, str, date | None] | None
    """Version, status and the day of the next review of the plan in force."""
    waiting_on: str
    claim_type: str = ""


def due(db: Database, today: date) -> list[CallDue]:
    """The open cases whose client is to hear from us by today, the longest silent first."""
    rows = db.raw.execute(
        f"""{_WHOM}
WHERE l.is_open = 1 AND l.contact_due_on <> '' AND l.contact_due_on <= ?
ORDER BY l.last_contact_on, l.contact_due_on, l.client_key""",
        (today.isoformat(),),
    ).fetchall()
    tries = _tries(db, today)
    found = [_due(row, tries.get(row[0], ()), today) for row in rows]
    return [each for each in found if each.next.on <= today or not each.tries]


def one(db: Database, case_id: int, today: date) -> CallDue:
    """One client to call, due or not."""
    row = db.raw.execute(f"{_WHOM} WHERE l.case_id = ?", (case_id,)).fetchone()
    return _due(row, tries_of(db, case_id), today)


_WHOM = """
SELECT l.case_id, l.number, k.last, k.first, k.suffix, k.org_name, k.preferred_name,
       (SELECT p.number || '/' || p.ext FROM contact_phones p WHERE p.contact_id = k.id AND p.archived_at IS NULL
        ORDER BY p.position, p.id LIMIT 1),
       k.preferred_channel, k.best_time, k.language, k.interpreter_needed, l.phase, l.last_contact_on, l.contact_due_on
FROM caselist l JOIN cases c ON c.id = l.case_id JOIN contacts k ON k.id = c.client_id
"""


def waiting(db: Database, today: date) -> int:
    """How many were tried and are not to be tried again before a later day."""
    rows = db.raw.execute(
        "SELECT case_id FROM caselist WHERE is_open = 1 AND contact_due_on <> '' AND contact_due_on <= ?",
        (today.isoformat(),),
    ).fetchall()
    tries = _tries(db, today)
    return sum(case_id in tries and next_try(tries[case_id], today).on > today for (case_id,) in rows)


def card(db: Database, case_id: int) -> CallCard:
    """What must be known of one case during the call."""
    course = wellbeings(db, case_id)
    today = db.clock.today()
    matters = db.raw.execute("SELECT what_matters, claim_type FROM cases WHERE id = ?", (case_id,)).fetchone()
    barriers = db.raw.execute(
        "SELECT description FROM barriers WHERE case_id = ? AND archived_at IS NULL AND resolved_on IS NULL "
        "ORDER BY severity = 'watch', severity = 'active', id",
        (case_id,),
    )
    promises = db.raw.execute(
        "SELECT what, due FROM promises WHERE case_id = ? AND archived_at IS NULL AND kept_on IS NULL "
        "AND broken_on IS NULL ORDER BY due, id",
        (case_id,),
    )
    plan = db.raw.execute(
        f"SELECT version, status, review_on FROM care_plans WHERE case_id = ? AND archived_at IS NULL "
        f"AND status IN {in_list(PLAN_CURRENT)} ORDER BY version DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    stuck = db.raw.execute(
        "SELECT waiting_on FROM tasks WHERE case_id = ? AND archived_at IS NULL AND status = 'waiting' "
        "AND waiting_on <> '' ORDER BY waiting_since LIMIT 1",
        (case_id,),
    ).fetchone()
    return CallCard(
        what_matters=str(matters[0]) if matters else "",
        last=course[-1] if course else None,
        course=course,
        barriers=tuple(str(text) for (text,) in barriers),
        promises=tuple((str(what), date.fromisoformat(due)) for what, due in promises),
        visits=_visits(db, case_id, today),
        missed=_missed(db, case_id),
        plan=(int(plan[0]), str(plan[1]), day(plan[2])) if plan else None,
        waiting_on=str(stuck[0]) if stuck else "",
        claim_type=str(matters[1]) if matters else "",
    )


def wellbeings(db: Database, case_id: int) -> tuple[Wellbeing, ...]:
    """The assessments of a case in the order of their days, each with the levels known then."""
    rows = db.raw.execute(
        "SELECT id, dated, pain, sleep, mood, work_status FROM assessments WHERE case_id = ? AND archived_at IS NULL "
        "ORDER BY dated, id",
        (case_id,),
    ).fetchall()
    levels: dict[int, dict[str, str]] = {}
    for assessment_id, domain, level in db.raw.execute(
        "SELECT assessment_id, domain, level FROM functional_limitations WHERE case_id = ? AND archived_at IS NULL "
        "AND assessment_id IS NOT NULL ORDER BY id",
        (case_id,),
    ):
        levels.setdefault(assessment_id, {})[domain] = level
    found: list[Wellbeing] = []
    known: dict[str, str] = {}
    for assessment_id, dated, pain, sleep, mood, work in rows:
        known = {**known, **levels.get(assessment_id, {})}
        found.append(Wellbeing(date.fromisoformat(dated), pain, sleep, mood, work, known))
    return tuple(found)


def _due(row: tuple[object, ...], tries: tuple[date, ...], today: date) -> CallDue:
    text = [str(found or "") for found in row]
    number, _, ext = text[7].partition("/")
    silent_from = text[14] or today.isoformat()
    return CallDue(
        case_id=int(text[0]), number=text[1], client=person_name(text[2], text[3], text[4], text[5]),
        preferred_name=text[6], phone=format_phone(number, ext) if number else "", channel=text[8], best_time=text[9],
        language=text[10], interpreter=bool(row[11]), phase=text[12], last_contact_on=day(text[13]),
        due_on=date.fromisoformat(silent_from), tries=tries, next=next_try(tries, today),
    )  # fmt: skip


_UNANSWERED = """m.archived_at IS NULL AND m.direction = 'out' AND m.role = 'client' AND m.outcome <> 'reached'
AND m.at > coalesce((SELECT max(r.at) FROM communications r WHERE r.case_id = m.case_id AND r.archived_at IS NULL
AND r.role = 'client' AND (r.direction = 'in' OR r.outcome = 'reached')), '') ORDER BY m.at"""


def tries_of(db: Database, case_id: int) -> tuple[date, ...]:
    """The days on which nobody answered since the client of a case last spoke with us."""
    rows = db.raw.execute(
        f"SELECT substr(m.at, 1, 10) FROM communications m WHERE m.case_id = ? AND {_UNANSWERED}", (case_id,)
    )
    return tuple(date.fromisoformat(on) for (on,) in rows)


def _tries(db: Database, today: date) -> Mapping[int, tuple[date, ...]]:
    """The same for every case whose client is due."""
    found: dict[int, list[date]] = {}
    for case_id, on in db.raw.execute(
        f"SELECT m.case_id, substr(m.at, 1, 10) FROM communications m JOIN caselist l ON l.case_id = m.case_id "
        f"WHERE l.is_open = 1 AND l.contact_due_on <> '' AND l.contact_due_on <= ? AND {_UNANSWERED}",
        (today.isoformat(),),
    ):
        found.setdefault(case_id, []).append(date.fromisoformat(on))
    return {case_id: tuple(days) for case_id, days in found.items()}


def _visits(db: Database, case_id: int, today: date) -> tuple[tuple[datetime, str, str], ...]:
    rows = db.raw.execute(
        f"SELECT a.starts_at, a.kind, a.title, coalesce(nullif(k.org_name, ''), k.last, ''), a.ride, a.ride_note "
        f"FROM appointments a LEFT JOIN case_providers p ON p.id = a.case_provider_id "
        f"LEFT JOIN contacts k ON k.id = p.contact_id WHERE a.case_id = ? AND a.archived_at IS NULL "
        f"AND a.status IN {in_list(APPOINTMENT_AHEAD)} AND a.starts_at >= ? ORDER BY a.starts_at LIMIT 3",
        (case_id, today.isoformat()),
    )
    return tuple(
        (datetime.fromisoformat(at), named(kind, title, who), missing_words(ride, note))
        for at, kind, title, who, ride, note in rows
    )


def _missed(db: Database, case_id: int) -> tuple[tuple[date, str], ...]:
    rows = db.raw.execute(
        "SELECT substr(starts_at, 1, 10), no_show_reason FROM appointments WHERE case_id = ? AND archived_at IS NULL "
        "AND status = 'no_show' ORDER BY starts_at DESC LIMIT 3",
        (case_id,),
    )
    return tuple((date.fromisoformat(on), reason) for on, reason in rows)
