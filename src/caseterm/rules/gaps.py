"""Gaps in treatment: before the first visit, between visits, and the one that is open now.

The one place that judges them, for lists, sections, pictures and prints alike. The thresholds are the program's own
proposal from what insurers are said to read into a gap (14, 30 and 60 days; before the first visit 7 and 14); none of
them is law, and none is verified. Only kept visits count: a no-show closes no gap.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from caseterm.values import changed, value

CRITICAL = 60
TOLD_FROM = 4
"""Days to the first visit that are told for information."""
THERAPY_AMBER = 10
"""Days where two or more visits a week are prescribed."""
LONG = 2
"""The level from which a gap is a long one."""
LEVELS: Mapping[int, str] = {0: "told for information", 1: "worth a word", 2: "long", 3: "critical"}


@value
class Limits:
    """Days from which a gap is worth a word (amber), long (red), critical."""

    amber: int = 14
    red: int = 30
    critical: int = CRITICAL

    def level(self, days: int) -> int:
        """0 for none, 1 amber, 2 red, 3 critical."""
        return (days >= self.amber) + (days >= self.red) + (days >= self.critical)


FIRST = Limits(8, 15)
"""The first visit is late sooner than the next one."""


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
    calm: bool = False
    """A visit is booked in time, or for when the provider wants it."""
    dismissed: bool = False
    """Put off with a reason until a day that has not come yet."""

    @property
    def quiet(self) -> bool:
        """Nothing to act on now."""
        return self.calm or self.dismissed


@value
class Explained:
    """The reason for the gap after a day, in a word and in her own; `quiet_until` dismisses it until then."""

    after_on: date
    reason: str
    told: str = ""
    provider_id: int | None = None
    quiet_until: date | None = None

    @property
    def words(self) -> str:
        return ", ".join(part for part in (self.reason, self.told) if part)


@value
class Visited:
    """What is known of the visits to one provider, or with `provider_id` None of all of a case together."""

    kept: tuple[date, ...] = ()
    next_on: date | None = None
    treating: bool = True
    visits_a_week: int | None = None
    wanted_after_days: int | None = None
    """When the provider wants the client again, said at the last kept visit."""
    provider_id: int | None = None
    note: str = ""
    """Why there is a gap, as noted with the provider, for no day of its own."""

    @property
    def last_on(self) -> date | None:
        return max(self.kept, default=None)


NOWHERE = Visited(treating=False)
"""No visit to anybody."""


@value
class CaseVisits:
    """The visits of a case: each provider's, those `elsewhere` (archived or with nobody named), and the reasons.

    `told` has the newest reason first.
    """

    incident_on: date | None = None
    providers: tuple[Visited, ...] = ()
    elsewhere: tuple[Visited, ...] = ()
    told: tuple[Explained, ...] = ()

    @property
    def whole(self) -> Visited:
        """All visits together, from the incident on.

        It is wanted later only if everybody who treats says so; therapy of one makes the whole late sooner.
        """
        if not self.providers and all(each is NOWHERE for each in self.elsewhere):
            return NOWHERE
        everybody = (*self.providers, *self.elsewhere)
        treating = [each for each in self.providers if each.treating]
        wanted = [each.wanted_after_days for each in treating]
        weekly = [each.visits_a_week for each in treating if each.visits_a_week is not None]
        return Visited(
            kept=tuple(sorted({day for each in everybody for day in self.counted(each)})),
            next_on=min((each.next_on for each in everybody if each.next_on is not None), default=None),
            treating=bool(treating),
            visits_a_week=max(weekly, default=None),
            wanted_after_days=min((days for days in wanted if days is not None), default=None) if all(wanted) else None,
        )

    @property
    def last_on(self) -> date | None:
        """The last kept visit of all that count."""
        last = max((day for each in (*self.providers, *self.elsewhere) for day in each.kept), default=None)
        return None if last is None or (self.incident_on is not None and last < self.incident_on) else last

    def counted(self, seen: Visited) -> tuple[date, ...]:
        """The kept visits that count: those since the incident."""
        return tuple(day for day in seen.kept if self.incident_on is None or day >= self.incident_on)


def limits_for(limits: Limits, visits_a_week: int | None) -> Limits:
    """Therapy that is prescribed twice a week or more is late sooner."""
    if visits_a_week is None or visits_a_week < 2:
        return limits
    return Limits(min(limits.amber, THERAPY_AMBER), limits.red, limits.critical)


def between(kept: Sequence[date], limits: Limits, *, provider_id: int | None = None) -> list[Gap]:
    """The gaps between consecutive kept visits that are worth a word."""
    found = []
    for last, coming in pairwise(sorted(set(kept))):
        days = (coming - last).days
        level = limits.level(days)
        if level:
            found.append(Gap("between", last, coming, days, level, provider_id))
    return found


def turns(seen: Visited, limits: Limits, *, since: date | None = None) -> list[tuple[date, int]]:
    """The days from which the gap that is open is of each level, as things are booked now; `since` is the incident.

    None when nobody treats, or when the next visit is booked for the time the provider wants it (a six-week follow-up).
    A visit that is booked before the gap would get long keeps a short one calm.
    """
    start, ours = _open_from(seen, limits, since)
    if start is None or _wanted_later(seen, ours):
        return []
    steps = [(start + timedelta(days=days), level) for days, level in ((ours.red, 2), (ours.critical, 3))]
    if seen.next_on is not None and (seen.next_on - start).days <= ours.red:
        return steps
    return [(start + timedelta(days=ours.amber), 1), *steps]


def open_gap(seen: Visited, limits: Limits, *, today: date, since: date | None = None) -> Gap | None:
    """The gap since the last kept visit, or since the incident while there was none, as long as treatment goes on."""
    start, ours = _open_from(seen, limits, since)
    if start is None or start > today:
        return None
    kind = "open" if seen.last_on is not None else "initial"
    days = (today - start).days
    level = ours.level(days)
    if level == 0 and not (kind == "initial" and days >= TOLD_FROM):
        return None
    calm = bool(level) and not any(day <= today for day, _ in turns(seen, limits, since=since))
    return Gap(kind, start, None, days, level, seen.provider_id, calm=calm)


def _open_from(seen: Visited, limits: Limits, since: date | None) -> tuple[date | None, Limits]:
    """The day an open gap counts from, None without one, and its limits."""
    if not seen.treating:
        return None, limits
    if seen.last_on is None:
        return (None if seen.provider_id is not None else since), FIRST
    return seen.last_on, limits_for(limits, seen.visits_a_week)


def _wanted_later(seen: Visited, limits: Limits) -> bool:
    if seen.wanted_after_days is None or seen.next_on is None or seen.last_on is None:
        return False
    late = seen.last_on + timedelta(days=seen.wanted_after_days + limits.amber)
    return seen.wanted_after_days >= limits.amber and seen.next_on <= late


def gaps_of(case: CaseVisits, limits: Limits, today: date) -> tuple[Gap, ...]:
    """Every gap of a case with its reason: first those of the whole, then each provider's, by their days."""
    mine = [gap for each in case.providers for gap in _of_one(case, each, limits, today)]
    whole = case.whole
    found = [*_first_visit(case, whole), *between(whole.kept, limits)]
    now = open_gap(whole, limits, today=today, since=case.incident_on)
    told = [_explained(gap, case.told, today) for gap in [*found, *([now] if now else [])]]
    return (*(_covered(gap, mine) for gap in told), *mine)


def whole_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The long gaps of the case as a whole, which is what every list and print counts."""
    return tuple(gap for gap in gaps if gap.provider_id is None and gap.level >= LONG)


def long_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The long gaps to be told: those of the whole case, then those of one provider while another was seen."""
    found = [gap for gap in gaps if gap.level >= LONG]
    whole = {(gap.after_on, gap.until_on) for gap in found if gap.provider_id is None}
    return tuple(gap for gap in found if gap.provider_id is None or (gap.after_on, gap.until_on) not in whole)


def open_one(gaps: Iterable[Gap]) -> Gap | None:
    """The gap of the whole case that is open now."""
    return next((gap for gap in gaps if gap.provider_id is None and gap.until_on is None), None)


def _of_one(case: CaseVisits, seen: Visited, limits: Limits, today: date) -> list[Gap]:
    seen = changed(seen, kept=case.counted(seen))
    found = between(seen.kept, limits_for(limits, seen.visits_a_week), provider_id=seen.provider_id)
    now = open_gap(seen, limits, today=today)
    told = [_explained(gap, case.told, today) for gap in [*found, *([now] if now else [])]]
    return [changed(gap, reason=seen.note) if gap.until_on is None and not gap.reason else gap for gap in told]


def _first_visit(case: CaseVisits, whole: Visited) -> list[Gap]:
    """The days from the incident to the first visit, once it was."""
    if case.incident_on is None or not whole.kept:
        return []
    days = (whole.kept[0] - case.incident_on).days
    if days < TOLD_FROM:
        return []
    return [Gap("initial", case.incident_on, whole.kept[0], days, FIRST.level(days))]


def reason_of(told: Sequence[Explained], after_on: date, provider_id: int | None = None) -> Explained | None:
    """The newest reason for the gap after a day; what was said of any provider's explains the whole case's."""
    return next(
        (
            each
            for each in told
            if each.after_on == after_on and (provider_id is None or each.provider_id in (None, provider_id))
        ),
        None,
    )


def _explained(gap: Gap, told: Sequence[Explained], today: date) -> Gap:
    match = reason_of(told, gap.after_on, gap.provider_id)
    if match is None:
        return gap
    dismissed = match.quiet_until is not None and today <= match.quiet_until
    return changed(gap, reason=match.words, dismissed=dismissed)


def _covered(gap: Gap, mine: Sequence[Gap]) -> Gap:
    """A gap of the whole case takes the reason of a provider's that lies over it."""
    if gap.reason:
        return gap
    over = (
        each.reason
        for each in mine
        if each.reason
        and each.after_on <= gap.after_on
        and (each.until_on is None or (gap.until_on is not None and gap.until_on <= each.until_on))
    )
    return changed(gap, reason=next(over, ""))


# ---- one provider's course ---------------------------------------------------------------------------------------


@value
class Course:
    """First, last and next visit, how many were kept, and the days since the last while treatment goes on.

    `alarm` is 0, 1 for a gap worth a look, 2 for a long one.
    """

    first: date | None = None
    last: date | None = None
    next: date | None = None
    visits: int = 0
    gap: int | None = None
    alarm: int = 0


def course(seen: Visited, gaps: Iterable[Gap], today: date) -> Course:
    """The course of one provider's care from its visits and the case's gaps."""
    last = seen.last_on
    now = next((gap for gap in gaps if gap.provider_id == seen.provider_id and gap.until_on is None), None)
    return Course(
        first=min(seen.kept, default=None),
        last=last,
        next=seen.next_on,
        visits=len(seen.kept),
        gap=(today - last).days if seen.treating and last is not None and last <= today else None,
        alarm=min(2, now.level) if now is not None and not now.quiet else 0,
    )
