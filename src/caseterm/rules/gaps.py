"""Gaps in treatment: before the first visit, between visits, and the one that is open now.

The thresholds are the program's own proposal from what insurers are said to read into a gap (14, 30 and 60 days;
before the first visit 3, 7 and 14); none of them is law, and none is verified. Only kept visits count: a no-show
closes no gap.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from caseterm.values import value

INITIAL = (3, 7, 14)
CRITICAL = 60
THERAPY_AMBER = 10
"""Days where two or more visits a week are prescribed."""
LEVELS: Mapping[int, str] = {0: "", 1: "worth a word", 2: "long", 3: "critical"}


@value
class Limits:
    """Days from which a gap is worth a word (amber), long (red), critical."""

    amber: int = 14
    red: int = 30
    critical: int = CRITICAL

    def level(self, days: int) -> int:
        """0 for none, 1 amber, 2 red, 3 critical."""
        return (days >= self.amber) + (days >= self.red) + (days >= self.critical)


@value
class Gap:
    """A stretch without a kept visit: after `after_on` until `until_on`, None while it is open.

    `kind` is initial, between or open; `provider_id` None for the case as a whole.
    """

    kind: str
    after_on: date
    until_on: date | None
    days: int
    level: int
    provider_id: int | None = None
    reason: str = ""
    quiet: bool = False
    """Dismissed with a reason, or explained by a visit that is booked for when the provider wants it."""


@value
class Explained:
    """The reason for the gap after a day; `quiet_until` dismisses it until then."""

    after_on: date
    words: str
    provider_id: int | None = None
    quiet_until: date | None = None


def limits_for(limits: Limits, visits_a_week: int | None) -> Limits:
    """Therapy that is prescribed twice a week or more is late sooner."""
    if visits_a_week is None or visits_a_week < 2:
        return limits
    return Limits(min(limits.amber, THERAPY_AMBER), limits.red, limits.critical)


def initial_gap(incident_on: date, first_visit_on: date | None, today: date) -> Gap | None:
    """The days from the incident to the first visit, when they are worth a word."""
    until = first_visit_on if first_visit_on is not None else today
    days = (until - incident_on).days
    level = sum(days > limit for limit in INITIAL)
    if level == 0 or days < 0:
        return None
    return Gap("initial", incident_on, first_visit_on, days, level)


def between(kept: Sequence[date], limits: Limits, *, provider_id: int | None = None) -> list[Gap]:
    """The gaps between consecutive kept visits that are worth a word."""
    days = sorted(set(kept))
    found = []
    for last, coming in pairwise(days):
        length = (coming - last).days
        level = limits.level(length)
        if level:
            found.append(Gap("between", last, coming, length, level, provider_id))
    return found


def open_gap(
    last_visit_on: date | None,
    *,
    today: date,
    treating: bool,
    limits: Limits,
    next_visit_on: date | None = None,
    wanted_after_days: int | None = None,
    provider_id: int | None = None,
) -> Gap | None:
    """The gap since the last kept visit while treatment goes on.

    Quiet when the provider wants the client only after so many days (a six-week follow-up) and that visit is booked.
    """
    if not treating or last_visit_on is None or last_visit_on > today:
        return None
    days = (today - last_visit_on).days
    level = limits.level(days)
    if level == 0:
        return None
    quiet = False
    if wanted_after_days is not None and next_visit_on is not None:
        wanted = last_visit_on + timedelta(days=wanted_after_days + limits.amber)
        quiet = wanted_after_days >= limits.amber and next_visit_on <= wanted
    return Gap("open", last_visit_on, None, days, level, provider_id, quiet=quiet)


def explained(found: Sequence[Gap], reasons: Sequence[Explained], today: date) -> list[Gap]:
    """The gaps with their reasons; one that was dismissed is quiet until its day."""
    told = []
    for gap in found:
        match = next(
            (each for each in reasons if each.after_on == gap.after_on and each.provider_id in (None, gap.provider_id)),
            None,
        )
        if match is None:
            told.append(gap)
        else:
            quiet = gap.quiet or (match.quiet_until is not None and today <= match.quiet_until)
            told.append(
                Gap(gap.kind, gap.after_on, gap.until_on, gap.days, gap.level, gap.provider_id, match.words, quiet)
            )
    return told
