"""Prescribed against attended, the same service twice, and work statuses that contradict each other."""

from collections.abc import Sequence
from datetime import date, timedelta

from caseterm.rules.terms_care import WORK_STATUSES
from caseterm.rules.terms_injuries import BODY_PARTS
from caseterm.rules.terms_visits import APPOINTMENT_KINDS
from caseterm.values import value

MISSED = frozenset({"no_show", "cancelled_by_client"})
"""The statuses of a visit the client did not come to."""
SAME_WITHIN = 14
"""Days within which the same service for one body part by two providers is told: the program's own proposal."""
_CONFLICTS = frozenset({frozenset({"full_duty", "off_work"}), frozenset({"full_duty", "modified"})})


@value
class Prescribed:
    """So many visits a week from one day to another (both included); `visits` the total where it is said."""

    provider_id: int
    visits_a_week: int
    from_on: date
    until_on: date | None = None
    visits: int | None = None


@value
class Attended:
    """What was prescribed by today and what was kept of it; `missed` are no-shows and cancellations by the client."""

    wanted: int
    kept: int
    missed: int

    @property
    def rate(self) -> float | None:
        """The share kept of what was booked, 0 to 1; None without any."""
        booked = self.kept + self.missed
        return self.kept / booked if booked else None


def attended(prescribed: Prescribed, kept: Sequence[date], missed: Sequence[date], today: date) -> Attended:
    """The course of one prescription up to today; a week begun counts by its days."""
    last = min(today, prescribed.until_on or today)
    days = max(0, (last - prescribed.from_on).days + 1)
    wanted = days * prescribed.visits_a_week // 7
    if prescribed.visits is not None:
        wanted = min(wanted, prescribed.visits)
    end = prescribed.until_on or date.max
    within = [sum(prescribed.from_on <= day <= end for day in days_) for days_ in (kept, missed)]
    return Attended(wanted, within[0], within[1])


@value
class Seen:
    """One kept visit: what for, with whom, and what it said of work."""

    on: date
    provider_id: int
    provider: str
    kind: str
    body_part: str = ""
    work_status: str = ""


def doubled(visits: Sequence[Seen]) -> list[str]:
    """The same kind of visit for the same body part by two providers within two weeks, one line each pair."""
    found: dict[tuple[str, str, str, str], str] = {}
    for place, one in enumerate(visits):
        for other in visits[place + 1 :]:
            if one.provider_id == other.provider_id or not one.body_part:
                continue
            same = one.kind == other.kind and one.body_part == other.body_part
            if same and abs(one.on - other.on) <= timedelta(days=SAME_WITHIN):
                names = sorted((one.provider, other.provider))
                what = f"{APPOINTMENT_KINDS.get(one.kind, one.kind)} for {BODY_PARTS.get(one.body_part, '').lower()}"
                found[one.kind, one.body_part, names[0], names[1]] = f"{what} by {names[0]} and {names[1]}"
    return list(found.values())


def contradicted(visits: Sequence[Seen]) -> str:
    """The newest work statuses of two providers that cannot both be right; nothing when they agree."""
    newest: dict[int, Seen] = {}
    for visit in sorted(visits, key=lambda each: each.on):
        if visit.work_status and visit.work_status != "not_addressed":
            newest[visit.provider_id] = visit
    told = list(newest.values())
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            if frozenset({one.work_status, other.work_status}) in _CONFLICTS:
                words = [
                    f"{each.provider} says {WORK_STATUSES[each.work_status].lower()} ({each.on:%m/%d})"
                    for each in (one, other)
                ]
                return ", ".join(words)
    return ""
