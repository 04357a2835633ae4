"""The recovery plan: whether it moves the client forward, and what one version says otherwise than another."""

from collections.abc import Mapping, Sequence
from datetime import date

from caseterm.rules.date_words import paper_day
from caseterm.rules.terms_care import GOAL_STATUSES, label_of
from caseterm.values import value

REVIEW_DAYS = 30
"""Days until the first review of a plan: its own cadence (lifecycle: 30 days, or on an event)."""
REVIEWS_WITHOUT_PROGRESS = 2
VISITS_WITHOUT_CHANGE = 12
"""Kept visits since anything improved, after which the plan is looked at: the program's own proposal, about six weeks
of therapy twice a week. Not verified by a clinician."""


@value
class Review:
    on: date
    moving: bool
    why_not: str = ""


@value
class Goal:
    """One goal of a version; `follows` is the id of the same goal in the version before."""

    id: int
    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    now: str = ""
    target_on: date | None = None
    status: str = "open"
    follows: int | None = None


@value
class Version:
    """One version of the plan with its goals and what is done for them (text, whose, by when, done on)."""

    number: int
    dated: date
    expected_mmi_on: date | None = None
    summary: str = ""
    goals: tuple[Goal, ...] = ()
    interventions: tuple[tuple[str, str, date | None, date | None], ...] = ()


@value
class Stall:
    """Why a plan is not moving, in words, and the day it counts from."""

    since: date
    words: str


def stalls(
    reviews: Sequence[Review],
    *,
    expected_mmi_on: date | None,
    visits_since_change: Sequence[date],
    today: date,
) -> list[Stall]:
    """Every reason to think that a plan does not move the client forward.

    `reviews` are in the order of their days; `visits_since_change` the days of kept visits since anything improved.
    """
    found = []
    last = reviews[-REVIEWS_WITHOUT_PROGRESS:]
    if len(last) == REVIEWS_WITHOUT_PROGRESS and not any(review.moving for review in last):
        days = " and ".join(paper_day(review.on)[:5] for review in last)
        why = f": {last[-1].why_not}" if last[-1].why_not else ""
        found.append(Stall(last[-1].on, f"two reviews without progress ({days}){why}"))
    if len(visits_since_change) >= VISITS_WITHOUT_CHANGE:
        on = sorted(visits_since_change)[VISITS_WITHOUT_CHANGE - 1]
        found.append(Stall(on, f"{len(visits_since_change)} visits since anything improved"))
    if expected_mmi_on is not None and expected_mmi_on < today:
        found.append(Stall(expected_mmi_on, f"past the expected recovery, {paper_day(expected_mmi_on)}"))
    return found


def difference(before: Version, after: Version) -> list[str]:
    """What the later version says otherwise, one line each, goals by goal; empty when nothing differs."""
    lines = []
    if before.expected_mmi_on != after.expected_mmi_on:
        lines.append(f"Expected recovery: {_day(before.expected_mmi_on)} -> {_day(after.expected_mmi_on)}")
    if before.summary != after.summary:
        lines.append(f"Summary: {_short(after.summary) or '(none)'}")
    known = {goal.id: goal for goal in before.goals}
    followed = set()
    for goal in after.goals:
        old = known.get(goal.follows) if goal.follows is not None else None
        if old is None:
            lines.append(f"+ Goal: {_short(goal.text)}{_aim(goal)}")
        else:
            followed.add(old.id)
            lines += _changed(old, goal)
    lines += [f"- Goal: {_short(goal.text)}" for goal in before.goals if goal.id not in followed]
    old_work, new_work = ({text for text, *_ in each.interventions} for each in (before, after))
    lines += [f"+ To do: {_short(text)}" for text, *_ in after.interventions if text not in old_work]
    lines += [f"- To do: {_short(text)}" for text, *_ in before.interventions if text not in new_work]
    return lines


def _changed(old: Goal, new: Goal) -> list[str]:
    pairs: Mapping[str, tuple[str, str]] = {
        "": (old.text, new.text),
        "measure": (old.measure, new.measure),
        "target": (old.target, new.target),
        "now": (old.now, new.now),
        "by": (_day(old.target_on), _day(new.target_on)),
        "is": (label_of(GOAL_STATUSES, old.status), label_of(GOAL_STATUSES, new.status)),
    }
    told = [
        f"{name} {_short(was) or '(none)'} -> {_short(now) or '(none)'}".strip()
        for name, (was, now) in pairs.items()
        if was != now
    ]
    return [f"~ Goal: {_short(new.text)}: {', '.join(told)}"] if told else []


def _aim(goal: Goal) -> str:
    way = " -> ".join(part for part in (goal.baseline, goal.target) if part)
    by = f" by {paper_day(goal.target_on)}" if goal.target_on else ""
    return f" ({way}{by})" if way or by else ""


def _day(found: date | None) -> str:
    return paper_day(found) if found else "(none)"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"
