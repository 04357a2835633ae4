"""When a zone changes its clocks, as a rule that a calendar file can carry (the 2nd Sunday of March at 2:00)."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

CHECKED_YEARS = 10
"""For how many years a rule must hold before it is written as one; else each year's day is."""


@dataclass(frozen=True)
class ClockChange:
    """A zone's clocks go over to `offset` from `before`; `at` is the wall time before the change, first and each year.

    `place` is which `weekday` (Monday 0) of the month it is, -1 the last; 0 where no rule holds and `later` lists
    the other years' days. A zone that never changes has one of these, without a change.
    """

    daylight: bool
    name: str
    before: timedelta
    offset: timedelta
    at: datetime
    weekday: int = 0
    place: int = 0
    later: tuple[datetime, ...] = ()


@lru_cache(maxsize=64)
def clock_changes(zone: str, year: int) -> tuple[ClockChange, ...]:
    """How the clocks of an IANA zone go from a year on, at least one; daylight time by the zone's own word."""
    place = ZoneInfo(zone)
    years = {each: _changes(place, each) for each in range(year, year + CHECKED_YEARS)}
    if not years[year]:
        at = datetime(1970, 1, 1)  # noqa: DTZ001  # wall time
        offset, name = _offset(place, datetime(year, 1, 1, tzinfo=UTC)), _name(place, datetime(year, 1, 1, tzinfo=UTC))
        return (ClockChange(False, name, offset, offset, at),)
    yearly = list(zip(*years.values(), strict=False))
    if len({len(changes) for changes in years.values()}) == 1:
        found = [_rule(place, list(series)) for series in yearly]
        if all(change is not None for change in found):
            return tuple(change for change in found if change is not None)
    groups: dict[tuple[timedelta, timedelta], list[datetime]] = {}
    for moment in (each for changes in years.values() for each in changes):
        ways = (_offset(place, moment - timedelta(minutes=1)), _offset(place, moment))
        groups.setdefault(ways, []).append(moment)
    return tuple(_listed(place, series) for series in groups.values())


def _rule(place: ZoneInfo, series: list[datetime]) -> ClockChange | None:
    """The change that comes on the same weekday of the same month each year; None where it does not."""
    change = _listed(place, series)
    walls = [change.at, *change.later]
    facts = {(each.weekday(), each.time(), each.month) for each in walls}
    same = {(_offset(place, each - timedelta(minutes=1)), _offset(place, each)) for each in series}
    if len(facts) == len(same) == 1:
        for number in ((change.at.day - 1) // 7 + 1, -1):
            if all(_is_place(each, number) for each in walls):
                return replace(change, place=number, later=())
    return None


def _listed(place: ZoneInfo, series: list[datetime]) -> ClockChange:
    """A change day by day, as the years have it."""
    moment = series[0]
    before, offset = _offset(place, moment - timedelta(minutes=1)), _offset(place, moment)
    walls = [(each + before).replace(tzinfo=None) for each in series]
    daylight = bool(moment.astimezone(place).dst())
    return ClockChange(
        daylight, _name(place, moment), before, offset, walls[0], walls[0].weekday(), later=tuple(walls[1:])
    )


def _is_place(at: datetime, number: int) -> bool:
    if number == -1:
        return at.day + 7 > monthrange(at.year, at.month)[1]
    return (at.day - 1) // 7 + 1 == number


def _changes(place: ZoneInfo, year: int) -> list[datetime]:
    """The moments of a year at which the offset changes, to the minute."""
    moments = []
    start = datetime(year, 1, 1, tzinfo=UTC)
    for day in range(366):
        low, high = start + timedelta(days=day), start + timedelta(days=day + 1)
        if low.year != year or _offset(place, low) == _offset(place, high):
            continue
        while high - low > timedelta(minutes=1):
            middle = low + (high - low) / 2
            middle = middle.replace(second=0, microsecond=0)
            if _offset(place, middle) == _offset(place, low):
                low = middle
            else:
                high = middle
        moments.append(high)
    return moments


def _offset(place: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(place).utcoffset() or timedelta()


def _name(place: ZoneInfo, at: datetime) -> str:
    return at.astimezone(place).tzname() or place.key
