"""Wall time in a zone: the hour the clocks skip is refused, the hour they repeat is named."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseterm.rules.date_words import long_day, show_time


class WallTimeProblem(ValueError):
    """A time that no clock of the zone ever shows, or a zone nobody knows; the text is a sentence."""


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as America/New_York. Raises WallTimeProblem."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WallTimeProblem(f"There is no time zone {name!r}. Write it as America/New_York.") from None


def check_wall_time(at: datetime, zone: str) -> str:
    """Nothing, or a remark on an hour that comes twice (the first is meant). `at` is naive.

    Raises WallTimeProblem for an hour the clocks skip in spring, with the times that do exist.
    """
    place = zone_named(zone)
    first, second = at.replace(tzinfo=place, fold=0), at.replace(tzinfo=place, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    shown = first.astimezone(UTC).astimezone(place).replace(tzinfo=None)
    if shown == at:
        return f"{show_time(at.time())} comes twice that day; the first is meant"
    later, earlier = shown, second.astimezone(UTC).astimezone(place).replace(tzinfo=None)
    raise WallTimeProblem(
        f"There is no {show_time(at.time())} on {long_day(at.date())}: the clocks go forward. "
        f"Type {show_time(earlier.time())} or {show_time(later.time())}."
    )


def zone_mark(at: datetime, zone: str, home: str) -> str:
    """The zone's letters at that moment (PST) where it keeps another time than the user's home zone, else nothing."""
    if not zone or zone == home:
        return ""
    try:
        there, here = at.replace(tzinfo=zone_named(zone)), at.replace(tzinfo=zone_named(home))
    except WallTimeProblem:
        return zone
    return "" if there.utcoffset() == here.utcoffset() else there.tzname() or zone
