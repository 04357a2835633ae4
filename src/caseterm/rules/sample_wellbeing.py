"""A story's wellbeing and recovery plan, told from its phases, its client and its place in the caseload."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from caseterm.rules.sample_case import MANAGER, Told
from caseterm.rules.sample_rows import Row

EVERY = 31
MOST_CHECKS = 5
_SLEEP, _MOOD = ("poor", "broken", "good"), ("low", "fair", "good")
_HARD = (
    (("sitting", "severe"), ("driving", "moderate")),
    (("lifting", "severe"), ("cooking_housework", "moderate")),
    (("stairs", "moderate"), ("walking", "mild")),
    (("sleeping", "severe"), ("concentration_memory", "moderate")),
)
_GOALS = (
    (("Sit through a full shift", "minutes", "20", "60"), ("Drive on the expressway again", "days a week", "0", "5")),
    (("Carry the shopping up the stairs", "pounds", "5", "25"), ("Cook dinner standing", "minutes", "10", "40")),
    (("Walk to the market and back", "blocks", "2", "10"), ("Climb the stairs without the rail", "steps", "4", "14")),
    (("Sleep through the night", "hours", "3", "7"), ("Follow a meeting to its end", "minutes", "10", "60")),
    (("Play outside without fear", "days a week", "0", "5"), ("Sleep with the light off", "nights", "0", "7")),
)
_MOVED = (
    "Longer sitting, less medication.",
    "Lifts more, with both arms again.",
    "Walks farther, takes the stairs with less pain.",
    "Sleeps longer, fewer bad days.",
    "Sleeps better, plays outside again.",
)
"""What moved forward, by the set of goals."""
_AIDS: Mapping[str, str] = {
    "lumbar": "Lumbar brace",
    "knee": "Knee brace",
    "ankle": "Walking boot",
    "wrist": "Wrist splint",
    "neck": "Cervical pillow",
}
_REFERRALS = ("neurology", "pain management", "behavioral health", "orthopedic surgery")
_STALLS = (
    "two visits missed for want of a ride",
    "authorization for more PT is pending",
    "works nights, cannot make 9:30",
)
GROWN, OLD = 16, 65
AT_HOME, CHILDS = 2, 4
_SUMMARY = "Therapy as ordered, a second opinion if it stalls, back to daily life by steps."
_WORK = (("Home exercises every evening", "client", 30), ("Ask the employer for modified duty", MANAGER, 14))
_AT_HOME = ("Ask who can help at home until then", MANAGER, 14)


def put_wellbeing(told: Told) -> None:
    """Assessments, limitations, barriers, equipment, referrals, advocacy and plan of a case that came to treatment."""
    entered = dict(told.phases)
    start = entered.get("treating") or entered.get("opening")
    if start is None or told.phases[-1][0] == "intake" or told.story.get("death_case"):
        return
    if told.phases[-1][0] == "closed":
        _closure(told, told.phases[-1][1])
        return
    end = min(told.today, entered.get("records", told.today))
    _assessments(told, start, end)
    _barriers(told, start, end)
    _equipment(told, start, end)
    _plan(told, start, end)


def _assessments(told: Told, start: date, end: date) -> None:
    turn = told.case_id
    pain = 6 + turn % 3
    days = [start + timedelta(days=5 + EVERY * n) for n in range(MOST_CHECKS)]
    kept = [day for day in days if day <= end][-MOST_CHECKS:]
    first = None
    for n, day in enumerate(kept):
        worse = n == len(kept) - 1 and turn % 9 == 4 and n > 0 and end == told.today
        pain = min(9, pain + 2) if worse else max(1, pain - (n + turn) % 2)
        place = min(2, n // 2 + turn % 2)
        values: Row = {
            "dated": day,
            "kind": "progress" if n else "initial",
            "assessor": MANAGER,
            "pain": pain,
            "sleep": "poor" if worse else _SLEEP[place],
            "mood": "low" if worse else _MOOD[place],
            "work_status": _work_status(told, n + turn % 2, over=end < told.today),
            "plan_makes_sense": "partly" if turn % 7 == 3 and n else "yes",
            "comorbidities": ("", "", "diabetes", "asthma, high blood pressure")[turn % 4] if n == 0 else "",
        }
        row = told.put("assessments", values, day=day)
        first = first or row
    if first is not None:
        for domain, level in _HARD[3 if told.age < GROWN else turn % len(_HARD)]:
            values = {"assessment_id": first, "domain": domain, "level": level, "since": told.incident_on}
            told.put("functional_limitations", values, day=kept[0])


def _barriers(told: Told, start: date, end: date) -> None:
    client, turn = told.story["client"], told.case_id
    since = start + timedelta(days=7)
    found: list[Mapping[str, Any]] = []
    if client.get("rides"):
        found.append(_barrier("transport", "No car since the crash; rides are booked for each visit", "active"))
    if client.get("interpreter"):
        found.append(_barrier("language_literacy", "Letters must be read aloud by an interpreter", "watch"))
    if turn % 5 == 0 and told.works and 25 < told.age <= 48:
        found.append(_barrier("childcare", "Nobody for the children before 10 am", "active"))
    if turn % 11 == 6:
        asked = _barrier("insurance_auth", "More PT waits for the carrier's authorization", "blocking")
        days = {"resolved_on": end} if end < told.today else {"opened_on": told.day("-16")}
        found.append({**asked, **days})
    if turn % 8 == 2:
        over = told.today - timedelta(days=9)
        found.append({**_barrier("employer", "Employer wanted no modified duty", "active"), "resolved_on": over})
    ids = [told.put("barriers", {"opened_on": min(since, told.today), **each}, day=since) for each in found]
    if ids and turn % 2 == 0:
        asked_on = told.workday(min(told.today - timedelta(days=6), end - timedelta(days=6)))
        values = {
            "dated": asked_on, "barrier_id": ids[0], "with_whom": "front desk of the clinic",
            "action": "Asked for the late slot and for reminders by text",
            "outcome": "Granted until the end of the block",
        }  # fmt: skip
        told.put("advocacy", values, day=asked_on)


def _work_status(told: Told, place: int, *, over: bool) -> str:
    """What the doctor said of work; back in full only once treatment is over."""
    if not told.works:
        return "off_work" if "leave" in told.story["client"].get("employer", "") else "not_employed"
    whole = over and not any(" permanent" in text for text in told.story.get("injuries", ()))
    return ("off_work", "off_work", "full_duty" if whole else "modified")[min(2, place)]


def _barrier(category: str, text: str, severity: str) -> dict[str, Any]:
    return {"category": category, "description": text, "severity": severity, "owner": MANAGER}


def _equipment(told: Told, start: date, end: date) -> None:
    turn, hurt = told.case_id, " ".join(text.split()[0] for text in told.story.get("injuries", ()))
    if turn % 6 == 1:
        ordered = start + timedelta(days=12)
        item = next((name for part, name in _AIDS.items() if part in hurt), "Cold packs")
        values: Row = {"kind": "equipment", "item": item, "status": "delivered", "cost_cents": 8900}
        values |= {"ordered_on": ordered, "delivered_on": ordered + timedelta(days=6)}
        told.put("equipment", values, day=ordered)
    if end < told.today:
        return
    if turn % 13 == 5:
        values = {"kind": "home_support", "item": "Help at home, mornings", "status": "needed", "hours_a_week": 6}
        told.put("equipment", values, day=told.day("-4"))
    if turn % 4 == 3:
        needed = told.day("-12")
        values = {
            "to_specialty": _REFERRALS[turn // 4 % len(_REFERRALS)], "status": "searching", "urgency": "soon",
            "reason": "asked for at the last visit", "needed_on": needed,
        }  # fmt: skip
        told.put("referrals", values, day=needed)


def _plan(told: Told, start: date, end: date) -> None:
    turn = told.case_id
    drawn_up = start + timedelta(days=10)
    if drawn_up > end or turn % 6 == 5:
        return
    revised = turn % 4 == 1 and drawn_up + timedelta(days=70) <= end
    expected = drawn_up + timedelta(days=(150, 210, 120)[turn % 3])
    first = _version(told, 1, drawn_up, expected, status="revised" if revised else "active")
    newest, since = first, drawn_up
    if revised:
        since = drawn_up + timedelta(days=70)
        why = "The injection was postponed; sitting tolerance comes first."
        newest = _version(told, 2, since, expected + timedelta(days=60), status="active", why=why, after=first)
    stalled = turn % 5 == 2
    reviews = [since + timedelta(days=30 * n) for n in (1, 2, 3)]
    kept = [day for day in reviews if day <= end]
    for n, day in enumerate(kept):
        moving = not (stalled and n >= len(kept) - 2)
        values: Row = {
            "plan_id": newest[0], "dated": day, "moving_forward": moving,
            "progress": _MOVED[_goal_set(told)] if moving else "",
            "reason_stalled": "" if moving else str(told.story.get("stalled") or _STALLS[turn % len(_STALLS)]),
        }  # fmt: skip
        told.put("plan_reviews", values, day=day)
    row = told.sample.rows["care_plans"][-1]
    row["review_on"] = (kept[-1] if kept else since) + timedelta(days=30)
    if end < told.today:
        row |= {"status": "completed", "review_on": None}
    elif stalled and kept:
        row["status"] = "stalled"
    given: Row = {"plan_id": first[0], "role": "client", "with_whom": told.speaker, "dated": drawn_up, "how": "mail"}
    told.put("plan_shares", given, day=drawn_up)


def _goal_set(told: Told) -> int:
    """Which goals are the client's, by age and work."""
    if told.age < GROWN:
        return CHILDS
    return AT_HOME if told.age >= OLD or not told.works else told.case_id % CHILDS


def _version(
    told: Told,
    number: int,
    on: date,
    expected: date,
    *,
    status: str,
    why: str = "",
    after: tuple[int, list[int]] | None = None,
) -> tuple[int, list[int]]:
    """One version with its goals and work; its id and those of its goals."""
    turn = told.case_id
    values: Row = {
        "version": number, "dated": on, "status": status, "author": MANAGER, "expected_mmi_on": expected,
        "review_on": on + timedelta(days=30), "summary": _SUMMARY,
        "what_changed": why,
    }  # fmt: skip
    plan = told.put("care_plans", values, day=on)
    goals = []
    for n, (text, measure, baseline, target) in enumerate(_GOALS[_goal_set(told)]):
        goal: Row = {
            "plan_id": plan, "text": text, "measure": measure, "baseline": baseline, "target": target, "position": n,
            "target_on": expected, "status": "on_track" if (turn + n) % 3 else "open",
            "follows_id": after[1][n] if after else None,
        }  # fmt: skip
        goals.append(told.put("plan_goals", goal, day=on))
    for text, owner, days in (_WORK[0], _WORK[1] if told.works else _AT_HOME):
        due = on + timedelta(days=days)
        work: Row = {"plan_id": plan, "goal_id": goals[0], "text": text, "owner": owner, "due": due}
        done = due < told.today and (turn + days) % 3
        told.put("plan_interventions", {**work, "done_on": due if done else None}, day=on)
    return plan, goals


def _closure(told: Told, on: date) -> None:
    turn = told.case_id
    values: Row = {
        "dated": on, "kind": "closure", "assessor": MANAGER, "pain": turn % 4, "sleep": "good", "mood": "good",
        "work_status": ("full_duty", "full_duty", "modified")[turn % 3], "satisfaction": 3 + turn % 3,
        "plan_makes_sense": "yes",
    }  # fmt: skip
    first: Row = {"dated": told.opened, "kind": "initial", "assessor": MANAGER, "pain": 5 + turn % 4}
    told.put("assessments", first, day=told.opened)
    told.put("assessments", values, day=on)
