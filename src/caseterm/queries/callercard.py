"""The caller card: what she must have before her eyes while the phone is ringing.

Plain SQL over the driver's connection, as it follows the cursor through the caseload.
"""

from datetime import date

from caseterm.rules.people import person_name
from caseterm.rules.speaking import reached_by
from caseterm.rules.terms import CHANNELS, OUTCOMES, TASK_OPEN, label
from caseterm.rules.terms_insurance import COVERAGE_SHORT
from caseterm.store.database import Database
from caseterm.values import value

_OPEN = ", ".join(f"'{status}'" for status in sorted(TASK_OPEN))


@value
class Coverage:
    """One coverage in short; the limit is in cents."""

    kind: str
    limit: int | None
    insurer: str
    claim_no: str
    adjuster: str


@value
class Recent:
    """One line of what happened lately."""

    day: date
    text: str


@value
class CallerCard:
    """One case for the strip under the caseload; missing days are None."""

    case_id: int
    phone: str
    language: str
    interpreter: bool
    rides: bool
    grade: str
    last_contact: str
    tasks_open: int
    tasks_overdue: int
    overdue_task: str
    waiting_on: str
    records: tuple[int, int]
    bills: tuple[int, int]
    coverages: tuple[Coverage, ...]
    providers: tuple[str, ...]
    recent: tuple[Recent, ...]
    reached_by: str = ""
    """The channel the client prefers, and the best time."""


def caller_card(db: Database, case_id: int) -> CallerCard:
    """The card of one case."""
    one = db.raw.execute(
        "SELECT k.language, k.interpreter_needed, k.rides_needed, c.grade, k.preferred_channel, k.best_time, "
        "(SELECT f.number FROM contact_phones f WHERE f.contact_id = k.id AND f.archived_at IS NULL "
        " ORDER BY f.position, f.id LIMIT 1) FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone() or ("", 0, 0, "", "", "", "")
    open_tasks, overdue, overdue_title, waiting = _tasks(db, case_id)
    records, bills = _requests(db, case_id)
    return CallerCard(
        case_id=case_id,
        phone=str(one[6] or ""),
        language=str(one[0]),
        interpreter=bool(one[1]),
        rides=bool(one[2]),
        grade=str(one[3]),
        last_contact=_last_contact(db, case_id),
        tasks_open=open_tasks,
        tasks_overdue=overdue,
        overdue_task=overdue_title,
        waiting_on=waiting,
        records=records,
        bills=bills,
        coverages=_coverages(db, case_id),
        providers=_providers(db, case_id),
        recent=_recent(db, case_id),
        reached_by=reached_by(one[4], one[5]),
    )


def _tasks(db: Database, case_id: int) -> tuple[int, int, str, str]:
    today = db.clock.today().isoformat()
    rows = db.raw.execute(
        f"SELECT title, due, status, waiting_on FROM tasks WHERE case_id = ? AND status IN ({_OPEN}) "
        "AND archived_at IS NULL ORDER BY due IS NULL, due, priority, id",
        (case_id,),
    ).fetchall()
    late = [title for title, due, status, _who in rows if due and due < today and status != "waiting"]
    waiting = next((f"{who or 'someone'}: {title}" for title, _due, status, who in rows if status == "waiting"), "")
    return len(rows), len(late), late[0] if late else "", waiting


def _requests(db: Database, case_id: int) -> tuple[tuple[int, int], tuple[int, int]]:
    row = db.raw.execute(
        "SELECT coalesce(sum(records_complete OR records_received_on IS NOT NULL), 0), "
        "coalesce(sum(bills_complete OR bills_received_on IS NOT NULL), 0), count(*) FROM case_providers "
        "WHERE case_id = ? AND archived_at IS NULL AND treatment_status <> 'never_treated'",
        (case_id,),
    ).fetchone()
    return (row[0], row[2]), (row[1], row[2])


def _last_contact(db: Database, case_id: int) -> str:
    row = db.raw.execute(
        "SELECT at, channel, direction, outcome, body FROM communications WHERE case_id = ? AND archived_at IS NULL "
        "AND counts_as_client_contact ORDER BY at DESC, id DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    if row is None:
        return ""
    at, channel, direction, outcome, body = row
    quoted = body.strip().partition("\n")[0].strip().strip('"')
    said = f': "{quoted}"' if quoted else ""
    return (
        f"{at[5:7]}/{at[8:10]} {label(CHANNELS, channel).lower()} {direction}, {label(OUTCOMES, outcome).lower()}{said}"
    )


def _coverages(db: Database, case_id: int) -> tuple[Coverage, ...]:
    rows = db.raw.execute(
        "SELECT v.kind, coalesce(v.limit_per_person, v.csl_limit), i.org_name, m.claim_no, a.last, a.first "
        "FROM coverages v "
        "JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts i ON i.id = p.insurer_id "
        "LEFT JOIN claims m ON m.coverage_id = v.id AND m.archived_at IS NULL "
        "LEFT JOIN contacts a ON a.id = m.adjuster_id WHERE v.case_id = ? AND v.archived_at IS NULL ORDER BY v.id",
        (case_id,),
    )
    return tuple(
        Coverage(
            kind=label(COVERAGE_SHORT, kind),
            limit=limit,
            insurer=insurer or "",
            claim_no=claim_no or "",
            adjuster=person_name(last or "", first or ""),
        )
        for kind, limit, insurer, claim_no, last, first in rows
    )


def _providers(db: Database, case_id: int) -> tuple[str, ...]:
    rows = db.raw.execute(
        "SELECT k.org_name, k.last, k.first, (SELECT count(*) FROM appointments a WHERE a.case_provider_id = p.id "
        "AND a.status IN ('attended', 'late') AND a.archived_at IS NULL), (SELECT max(a.starts_at) FROM appointments a "
        "WHERE a.case_provider_id = p.id AND a.status IN ('attended', 'late') AND a.archived_at IS NULL) AS seen "
        "FROM case_providers p JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL "
        "ORDER BY seen DESC, p.id LIMIT 4",
        (case_id,),
    )
    return tuple(
        f"{person_name(last, first, '', org)} {visits} visit{'' if visits == 1 else 's'}"
        + (f", last {seen[5:7]}/{seen[8:10]}" if seen else "")
        for org, last, first, visits, seen in rows
    )


def _recent(db: Database, case_id: int) -> tuple[Recent, ...]:
    rows = db.raw.execute(
        "SELECT * FROM (SELECT at, replace(channel || ' ' || direction || ' ' || outcome, '_', ' ') "
        "|| iif(trim(body) = '', '', ': ' || body) "
        "FROM communications WHERE case_id = :c AND archived_at IS NULL UNION ALL "
        "SELECT at, 'note ' || body FROM case_notes WHERE case_id = :c AND archived_at IS NULL UNION ALL "
        "SELECT starts_at, 'visit ' || replace(kind || ' ' || status, '_', ' ') FROM appointments WHERE case_id = :c "
        "AND archived_at IS NULL AND status IN ('attended', 'late', 'no_show') UNION ALL "
        "SELECT done_on, 'done ' || title FROM tasks WHERE case_id = :c AND archived_at IS NULL "
        "AND done_on IS NOT NULL UNION ALL "
        "SELECT entered_on, 'stage ' || phase FROM phase_history WHERE case_id = :c AND archived_at IS NULL) "
        "ORDER BY 1 DESC LIMIT 9",
        {"c": case_id},
    )
    return tuple(Recent(date.fromisoformat(at[:10]), text.replace("\n", " ")) for at, text in rows)
