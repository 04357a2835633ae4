"""How the client is and the plan in force, read for a summary over the driver's connection."""

from __future__ import annotations

import sqlite3
from datetime import date

from caseterm.queries.care_facts import CareFacts
from caseterm.queries.casefile_rows import day, in_list
from caseterm.rules.summary_care import ConditionFacts, GoalFacts, PlanFacts
from caseterm.rules.terms_care import PLAN_CURRENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MINE = "case_id = ? AND archived_at IS NULL"
PAINS = 6


def condition(connection: sqlite3.Connection, case_id: int, care: CareFacts) -> ConditionFacts | None:
    """The newest assessment with what stands open; None when nobody asked yet."""
    found = connection.execute(
        f"SELECT dated, pain, work_status, restrictions, back_to_work_on, sleep, mood, comorbidities FROM assessments "
        f"WHERE {_MINE} ORDER BY dated DESC, id DESC",
        (case_id,),
    ).fetchall()
    if not found:
        return None
    on, pain, work, restrictions, back, sleep, mood, _ = found[0]
    limits = connection.execute(
        f"SELECT domain, level FROM functional_limitations WHERE {_MINE} AND resolved_on IS NULL ORDER BY id",
        (case_id,),
    ).fetchall()
    barriers = connection.execute(
        f"SELECT severity, description, mitigation FROM barriers WHERE {_MINE} AND resolved_on IS NULL "
        "ORDER BY severity = 'watch', severity = 'active', id",
        (case_id,),
    ).fetchall()
    pains = [str(row[1]) for row in reversed(found) if row[1] is not None]
    worse = care.worse(case_id)
    return ConditionFacts(
        on=date.fromisoformat(on), pain=pain, course=" ".join(pains[-PAINS:]), work_status=work,
        restrictions=restrictions, back_to_work_on=day(back), limits=tuple(limits), sleep=sleep, mood=mood,
        comorbidities=next((row[7] for row in found if row[7]), ""), worse=worse[1] if worse else "",
        barriers=tuple((row[0], row[1], " ".join(row[2].split())) for row in barriers),
    )  # fmt: skip


def plan(connection: sqlite3.Connection, case_id: int, care: CareFacts) -> PlanFacts | None:
    """The plan in force with its goals, work and last review; None without one."""
    row: Any = connection.execute(
        f"SELECT id, version, dated, status, expected_mmi_on, review_on, summary FROM care_plans WHERE {_MINE} "
        f"AND status IN {in_list(PLAN_CURRENT)} ORDER BY version DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    if row is None:
        return None
    goals = connection.execute(
        "SELECT text, measure, baseline, target, now, target_on, status FROM plan_goals WHERE plan_id = ? "
        "AND archived_at IS NULL AND status <> 'dropped' ORDER BY status = 'met', position, id",
        (row[0],),
    )
    work = connection.execute(
        "SELECT text, owner, due, done_on FROM plan_interventions WHERE plan_id = ? AND archived_at IS NULL "
        "ORDER BY done_on IS NOT NULL, due IS NULL, due, id",
        (row[0],),
    )
    review: Any = connection.execute(
        f"SELECT dated, moving_forward, reason_stalled FROM plan_reviews WHERE {_MINE} ORDER BY dated DESC, id DESC "
        "LIMIT 1",
        (case_id,),
    ).fetchone()
    stall, expected = care.stall(case_id), care.expected_mmi_on(case_id)
    late = expected is not None and expected < care.today
    stalls = [stall.words] if stall else []
    return PlanFacts(
        version=row[1], dated=date.fromisoformat(row[2]), status=row[3], expected_mmi_on=day(row[4]),
        review_on=day(row[5]), summary=row[6],
        goals=tuple(GoalFacts(text, measure, start, target, now, day(by), status)
            for text, measure, start, target, now, by, status in goals),
        work=tuple((text, owner, day(due), day(done)) for text, owner, due, done in work),
        reviewed_on=day(review[0]) if review else None,
        moving=bool(review[1]) if review else None,
        why_not=review[2] if review else "",
        stalls=tuple(stalls + (["past the expected recovery"] if late else [])),
    )  # fmt: skip
