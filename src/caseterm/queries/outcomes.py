"""The figures of the review of the whole caseload."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from caseterm.queries import requests
from caseterm.queries.casefile_rows import in_list
from caseterm.queries.heads import office_head
from caseterm.queries.visit_days import VisitDays, limits
from caseterm.rules.attendance import MISSED
from caseterm.rules.gaps import LONG, open_gap
from caseterm.rules.outcomes import CLOSED_BACK, LOOKED_BACK, Closed, Outcomes, PhaseTime
from caseterm.rules.terms import PHASES
from caseterm.rules.terms_visits import APPOINTMENT_KEPT, TREATMENT_KINDS
from caseterm.store.database import Database


def outcomes(db: Database) -> Outcomes:
    """How the caseload does today."""
    today = db.clock.today()
    since = (today - timedelta(days=LOOKED_BACK)).isoformat()
    day = today.isoformat()
    open_cases, in_rhythm = db.raw.execute(
        "SELECT count(*), coalesce(sum(contact_due_on = '' OR contact_due_on >= ?), 0) FROM caselist WHERE is_open = 1",
        (day,),
    ).fetchone()
    kept, missed = db.raw.execute(
        f"SELECT coalesce(sum(status IN {in_list(APPOINTMENT_KEPT)}), 0), "
        f"coalesce(sum(status IN {in_list(MISSED)}), 0) "
        f"FROM appointments WHERE archived_at IS NULL AND kind IN {in_list(TREATMENT_KINDS)} "
        f"AND starts_at >= ? AND starts_at < ?",
        (since, day),
    ).fetchone()
    treating, long_gaps = _gaps(db, today)
    (complaints,) = db.raw.execute(
        "SELECT count(*) FROM communications WHERE archived_at IS NULL AND category = 'complaint' AND at >= ?", (since,)
    ).fetchone()
    waiting = [line.asked for line in requests.outstanding(db)]
    return Outcomes(
        **office_head(db), open_cases=open_cases, in_rhythm=in_rhythm, kept=kept, missed=missed,
        requests_out=tuple((today - asked.sent_on).days for asked in waiting if asked.sent_on is not None),
        requests_in=_received(db, since), treating=treating, long_gaps=long_gaps, complaints=complaints,
        phases=_phases(db, today), closed=_closed(db, today),
    )  # fmt: skip


def _gaps(db: Database, today: date) -> tuple[int, int]:
    """Open cases somebody treats, and how many of them are in a long gap for which no visit is booked in time."""
    ids = [row[0] for row in db.raw.execute("SELECT case_id FROM caselist WHERE is_open = 1")]
    days, limit = VisitDays(db.raw, json.dumps(ids), today, every=False), limits(db.raw)
    wholes = [(case.whole, case.incident_on) for case in map(days.of, ids)]
    treating = [(whole, since) for whole, since in wholes if whole.treating]
    gaps = [open_gap(whole, limit, today=today, since=since) for whole, since in treating]
    return len(treating), sum(gap is not None and gap.level >= LONG and not gap.calm for gap in gaps)


def _received(db: Database, since: str) -> tuple[int, ...]:
    rows = db.raw.execute(
        "SELECT sent_on, received_on FROM records_requests WHERE archived_at IS NULL AND received_on >= ? "
        "AND sent_on IS NOT NULL",
        (since,),
    )
    return tuple(_days(sent, received) for sent, received in rows)


def _phases(db: Database, today: date) -> tuple[PhaseTime, ...]:
    ages: dict[str, list[int]] = {}
    for phase, entered in db.raw.execute("SELECT phase, phase_on FROM caselist WHERE is_open = 1"):
        ages.setdefault(phase, []).append((today - date.fromisoformat(entered)).days)
    stayed: dict[str, list[int]] = {}
    for phase, entered, left in db.raw.execute(
        "SELECT phase, entered_on, left_on FROM phase_history WHERE archived_at IS NULL AND left_on IS NOT NULL "
        "AND left_on >= ?",
        ((today - timedelta(days=CLOSED_BACK)).isoformat(),),
    ):
        stayed.setdefault(phase, []).append(_days(entered, left))
    return tuple(
        PhaseTime(phase, tuple(sorted(ages.get(phase, ()))), tuple(sorted(stayed.get(phase, ()))))
        for phase in PHASES
        if phase != "closed"
    )


def _closed(db: Database, today: date) -> tuple[Closed, ...]:
    rows = db.raw.execute(
        "SELECT id FROM cases WHERE archived_at IS NULL AND status = 'closed' AND closed_on >= ?",
        ((today - timedelta(days=CLOSED_BACK)).isoformat(),),
    ).fetchall()
    found = [number for (number,) in rows]
    wanted = ", ".join(str(number) for number in found)
    told: dict[int, list[tuple[str, int | None, int | None, str]]] = {}
    for case_id, kind, satisfaction, pain, work in db.raw.execute(
        f"SELECT case_id, kind, satisfaction, pain, work_status FROM assessments WHERE archived_at IS NULL "
        f"AND case_id IN ({wanted}) ORDER BY dated, id"
    ):
        told.setdefault(case_id, []).append((kind, satisfaction, pain, work))
    costs, budgets = (
        dict(
            db.raw.execute(
                f"SELECT case_id, sum({column}) FROM {table} WHERE archived_at IS NULL AND case_id IN ({wanted}) "
                f"GROUP BY case_id"
            ).fetchall()
        )
        for table, column in (("case_costs", "amount_cents"), ("cost_budgets", "budget_cents"))
    )
    return tuple(_ended(told.get(number, ()), costs.get(number) or 0, budgets.get(number) or 0) for number in found)


def _ended(told: Sequence[tuple[str, int | None, int | None, str]], cost: int, budget: int) -> Closed:
    last = next((each for each in reversed(told) if each[0] == "closure"), None)
    pains = [each[2] for each in told if each[2] is not None]
    work = {"full_duty": True, "modified": False, "off_work": False}.get(last[3]) if last else None
    several = len(pains) > 1
    return Closed(
        satisfaction=last[1] if last else None,
        back_at_work=work,
        pain_before=pains[0] if several else None,
        pain_after=pains[-1] if several else None,
        cost=cost,
        budget=budget,
    )


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
