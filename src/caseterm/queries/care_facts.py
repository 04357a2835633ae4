"""What attention looks at of a case's care, read for many cases with one statement a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from caseterm.queries.casefile_rows import day, grouped, in_list
from caseterm.rules.alignment import KIND_OF, awaited, rhythm
from caseterm.rules.attention_care import WELL, CareSigns
from caseterm.rules.recovery import Review, Stall, stalls
from caseterm.rules.rideways import missing_words
from caseterm.rules.terms_care import PLAN_CURRENT
from caseterm.rules.terms_visits import (
    APPOINTMENT_AHEAD,
    APPOINTMENT_KEPT,
    APPOINTMENT_KINDS,
    APPOINTMENT_SHORT,
)
from caseterm.rules.wellbeing import Wellbeing, better, down_since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = tuple[Any, ...]

Ending = tuple[date | None, int | None, str, int, date]
_OF = "case_id IN (SELECT value FROM json_each(:w)) AND archived_at IS NULL"
_ADJUSTERS = frozenset(role for role, kind in KIND_OF.items() if kind == "adjuster")
_PLANNED = f"case_id IN (SELECT case_id FROM care_plans WHERE {_OF} AND status IN {in_list(PLAN_CURRENT)})"
_STATEMENTS: Mapping[str, str] = {
    "assessments": f"SELECT case_id, id, dated, pain, sleep, mood FROM assessments WHERE {_OF} ORDER BY dated, id",
    "levels": f"SELECT case_id, assessment_id, domain, level FROM functional_limitations WHERE {_OF} "
    "AND assessment_id IS NOT NULL ORDER BY id",
    "barriers": f"SELECT case_id, opened_on, description, id FROM barriers WHERE {_OF} AND resolved_on IS NULL "
    "AND severity = 'blocking' ORDER BY opened_on, id",
    "missed": "SELECT a.case_id, substr(a.starts_at, 1, 10), a.id FROM appointments a WHERE a.archived_at IS NULL "
    "AND a.case_id IN (SELECT value FROM json_each(:w)) AND a.status = 'no_show' AND NOT EXISTS ("
    "SELECT 1 FROM appointments k WHERE k.case_id = a.case_id AND k.archived_at IS NULL "
    f"AND k.starts_at > a.starts_at AND k.case_provider_id IS NOT NULL "
    f"AND k.status IN {in_list(APPOINTMENT_KEPT)}) ORDER BY a.starts_at",
    "rideless": f"SELECT case_id, substr(starts_at, 1, 10), kind, title, id, ride_note FROM appointments WHERE {_OF} "
    f"AND status IN {in_list(APPOINTMENT_AHEAD)} AND ride = 'needed' AND starts_at >= :t ORDER BY starts_at",
    "adjusters": f"SELECT c.id, c.phase, c.opened_on, (SELECT max(m.at) FROM communications m WHERE m.case_id = c.id "
    f"AND m.archived_at IS NULL AND m.role IN {in_list(_ADJUSTERS)} AND (m.direction = 'in' OR m.outcome = 'reached')) "
    f"FROM cases c WHERE c.id IN (SELECT value FROM json_each(:w)) AND c.phase <> 'closed' AND (EXISTS (SELECT 1 "
    f"FROM claims k WHERE k.case_id = c.id AND k.archived_at IS NULL AND k.adjuster_id IS NOT NULL) OR EXISTS ("
    f"SELECT 1 FROM parties p WHERE p.case_id = c.id AND p.archived_at IS NULL AND p.role IN {in_list(_ADJUSTERS)}))",
    "plans": f"SELECT case_id, status, dated, review_on, expected_mmi_on, id FROM care_plans WHERE {_OF} "
    f"AND status IN {in_list(PLAN_CURRENT)} ORDER BY version",
    "reviews": f"SELECT case_id, dated, moving_forward, reason_stalled FROM plan_reviews WHERE {_OF} "
    "ORDER BY dated, id",
    "kept": f"SELECT case_id, substr(starts_at, 1, 10) FROM appointments WHERE {_PLANNED} AND archived_at IS NULL "
    f"AND case_provider_id IS NOT NULL AND status IN {in_list(APPOINTMENT_KEPT)} ORDER BY starts_at",
    "authorizations": "SELECT case_id, id, case_provider_id, service, status, visits_approved, visits_used, from_on, "
    "expires_on, appeal_by, appealed_on, coalesce(decided_on, from_on, requested_on, substr(created_at, 1, 10)) "
    f"FROM care_authorizations WHERE {_OF}",
}

_SIGNS = ("assessments", "barriers", "missed", "rideless", "adjusters", "plans", "authorizations")
"""Without a row in any of these a case has no sign to tell."""


class CareFacts:
    """The care of a chunk of cases, each part read when first asked for; `wanted` holds the cases' ids as JSON."""

    def __init__(self, connection: sqlite3.Connection, wanted: str, today: date) -> None:
        self.today = today
        self._connection = connection
        self._given = {"w": wanted, "t": today.isoformat()}
        self._rows: dict[str, Mapping[int, Sequence[Row]]] = {}
        self._courses: dict[int, list[Wellbeing]] = {}

    def signs(self, case_id: int) -> CareSigns:
        """What is known of one case."""
        if case_id not in self._spoken_of:
            return WELL
        worse = self.worse(case_id)
        blocked, missed = self._of("barriers", case_id), self._of("missed", case_id)
        stall, plan = self.stall(case_id), self._plan(case_id)
        ending, appeals = self._authorized(case_id)
        adjuster_since, adjuster_days = self._adjuster(case_id)
        return CareSigns(
            worse_on=worse[0] if worse else None,
            worse=worse[1] if worse else "",
            blocked_since=(day(blocked[0][0]) or self.today) if blocked else None,
            blocked_by=str(blocked[0][1]) if blocked else "",
            blocked_id=blocked[0][2] if blocked else 0,
            missed=tuple(date.fromisoformat(on) for on, _ in missed),
            missed_id=missed[-1][1] if missed else 0,
            rideless=tuple(_rideless(row) for row in self._of("rideless", case_id)),
            stalled_since=stall.since if stall else None,
            stalled=stall.words if stall else "",
            review_on=day(plan[2]) if plan else None,
            expected_mmi_on=self.expected_mmi_on(case_id),
            plan_id=plan[4] if plan else 0,
            ending=ending,
            appeals=appeals,
            adjuster_since=adjuster_since,
            adjuster_days=adjuster_days,
        )

    def worse(self, case_id: int) -> tuple[date, str] | None:
        """Since when, and in what, the client is worse than before."""
        return down_since(self._course(case_id))

    def stall(self, case_id: int) -> Stall | None:
        """Why the plan in force is not moving; the day of expected recovery is a reason of its own."""
        plan = self._plan(case_id)
        if plan is None:
            return None
        told = self._of("reviews", case_id)
        reviews = [Review(date.fromisoformat(on), bool(moving), why) for on, moving, why in told]
        since = changed_on(self._course(case_id), reviews, date.fromisoformat(plan[1]))
        kept = [on for (text,) in self._of("kept", case_id) if (on := date.fromisoformat(text)) > since]
        found = stalls(reviews, expected_mmi_on=None, visits_since_change=kept, today=self.today)
        return found[0] if found else None

    def expected_mmi_on(self, case_id: int) -> date | None:
        """The day by which the plan in force expects recovery."""
        plan = self._plan(case_id)
        return day(plan[3]) if plan else None

    def _plan(self, case_id: int) -> Row | None:
        plans = self._of("plans", case_id)
        return plans[-1] if plans else None

    def _of(self, name: str, case_id: int) -> Sequence[Row]:
        return self._all(name).get(case_id, ())

    @cached_property
    def _spoken_of(self) -> set[int]:
        """The cases of which some sign may tell."""
        return {case_id for name in _SIGNS for case_id in self._all(name)}

    def _all(self, name: str) -> Mapping[int, Sequence[Row]]:
        if name not in self._rows:
            self._rows[name] = grouped(self._connection, _STATEMENTS[name], self._given)
        return self._rows[name]

    def _adjuster(self, case_id: int) -> tuple[date | None, int]:
        """Since when an adjuster is waited for, and the rhythm of the stage."""
        rows = self._of("adjusters", case_id)
        if not rows or not awaited("adjuster", rows[0][0]):
            return None, 30
        phase, opened, heard = rows[0]
        return day(heard) or day(opened), rhythm("adjuster", phase, 0)

    def _course(self, case_id: int) -> list[Wellbeing]:
        if case_id not in self._courses:
            self._courses[case_id] = self._told(case_id)
        return self._courses[case_id]

    def _told(self, case_id: int) -> list[Wellbeing]:
        levels: dict[int, dict[str, str]] = {}
        for assessment_id, domain, level in self._of("levels", case_id):
            levels.setdefault(assessment_id, {})[domain] = level
        known: dict[str, str] = {}
        course = []
        for assessment_id, dated, pain, sleep, mood in self._of("assessments", case_id):
            known = {**known, **levels.get(assessment_id, {})}
            course.append(Wellbeing(date.fromisoformat(dated), pain, sleep, mood, "", known))
        return course

    @cached_property
    def _used(self) -> dict[int, int]:
        return visits_used(self._connection, self._all("authorizations"))

    def _authorized(self, case_id: int) -> tuple[tuple[Ending, ...], tuple[tuple[date, str, int], ...]]:
        """What was granted and is in force, and what was denied and can be appealed."""
        ending, appeals = [], []
        for row in self._of("authorizations", case_id):
            number, _, service, status, approved, used, _, expires, appeal_by, appealed_on, granted = row
            what = service or "visits"
            if status in ("approved", "partial") and not (expires and expires < self.today.isoformat()):
                taken = used if used is not None else self._used.get(number, 0)
                left = max(0, approved - taken) if approved is not None else None
                about = f"{approved} {what}" if approved is not None else what
                ending.append((day(expires), left, about, number, day(granted) or self.today))
            elif status == "denied" and appeal_by and not appealed_on:
                appeals.append((date.fromisoformat(appeal_by), what, number))
        return tuple(ending), tuple(appeals)


def _rideless(row: Row) -> tuple[date, str, int]:
    """One appointment without its ride, or without one way of it: day, what, and the row."""
    on, kind, title, number, note = row
    what = title or APPOINTMENT_SHORT.get(kind) or APPOINTMENT_KINDS.get(kind, kind)
    way = {"NO WAY BACK": ", way back", "NO WAY THERE": ", way there"}.get(missing_words("needed", note), "")
    return date.fromisoformat(on), f"{what}{way}", number


def changed_on(course: Sequence[Wellbeing], reviews: Sequence[Review], drawn_up: date) -> date:
    """The day something last improved: a review that moves, a better assessment, else the day of the plan."""
    moved = [review.on for review in reviews if review.moving]
    eased = [now.on for before, now in pairwise(course) if better(before, now)]
    return max([drawn_up, *moved, *eased])


def visits_used(connection: sqlite3.Connection, authorizations: Mapping[int, Sequence[Row]]) -> dict[int, int]:
    """By authorization the kept visits with its provider from its first day to its last."""
    used = {}
    for rows in authorizations.values():
        for number, provider_id, _, _, _, given, from_on, expires_on, *_ in rows:
            if given is None and provider_id is not None:
                (used[number],) = connection.execute(
                    f"SELECT count(*) FROM appointments WHERE case_provider_id = ? AND archived_at IS NULL "
                    f"AND status IN {in_list(APPOINTMENT_KEPT)} AND substr(starts_at, 1, 10) BETWEEN ? AND ?",
                    (provider_id, from_on or "", expires_on or "9999-12-31"),
                ).fetchone()
    return used
