"""Which IANA zone a calendar file means: Windows names, names with a path before them, zones described in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_KNOWN = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/Halifax", "America/Mexico_City",
    "Europe/London", "Europe/Berlin", "Europe/Athens", "Asia/Kolkata", "Asia/Manila", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
"""Zones with which one that is only described in the file is compared."""
_WORDS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "arizona": "America/Phoenix", "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
}  # fmt: skip


@dataclass
class Zones:
    """The zones of one file: `home` is the user's own, `described` the VTIMEZONEs by name, `usual` X-WR-TIMEZONE."""

    home: str
    described: Mapping[str, Any] = field(default_factory=dict)
    usual: str = ""
    year: int = 2026
    _found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def place(self, at: datetime, tzid: str) -> tuple[datetime, str, str]:
        """A time of the file as wall time, its zone, and a sentence where something had to be decided."""
        if not tzid and at.tzinfo is not None:
            zone = self._usual()
            return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, ""
        wall = at.replace(tzinfo=None)
        if not tzid:
            return existing(wall, self._usual()), self._usual(), ""
        zone, said = self.named(tzid)
        if zone:
            return existing(wall, zone), zone, said
        offset = self._offset(tzid, wall)
        if offset is not None:
            home = wall.replace(tzinfo=UTC) - offset
            said = f"Its time zone {tzid!r} is none that is known; the time was turned into your own."
            return home.astimezone(ZoneInfo(self.home)).replace(tzinfo=None), self.home, said
        said = f"Its time zone {tzid!r} is not known; the time was taken as it stands, in your own zone."
        return existing(wall, self.home), self.home, said

    def named(self, tzid: str) -> tuple[str, str]:
        """The IANA name of a zone of the file, "" where there is none, and a sentence where it was a guess."""
        if tzid not in self._found:
            self._found[tzid] = self._look_up(tzid)
        return self._found[tzid]

    def _usual(self) -> str:
        return self.named(self.usual)[0] or self.home if self.usual else self.home

    def _look_up(self, tzid: str) -> tuple[str, str]:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        name = tzid.strip().strip('"')
        parts = name.strip("/").split("/")
        for start in range(len(parts)):
            found = _iana("/".join(parts[start:]))
            if found and ("/" in found or found in ("UTC", "GMT", "Hongkong")):
                return found, ""
        for known in (name, name.replace(" Daylight ", " Standard ")):
            if known in WINDOWS_TO_OLSON:
                return WINDOWS_TO_OLSON[known], ""
        if name.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
            return "UTC", ""
        described = self.described.get(tzid)
        if described is not None:
            location = _iana(str(described.get("X-LIC-LOCATION", "")))
            same = location or self._same_clock(described)
            said = "" if location else f"Its time zone {tzid!r} keeps the time of {same} and was taken as that."
            return (same, said) if same else ("", "")
        for word, zone in _WORDS.items():
            if word in name.casefold() and "america" not in name.casefold():
                return zone, f"Its time zone {tzid!r} was taken as {zone}."
        found = _iana(name)
        return (found, f"Its time zone {tzid!r} was taken as it stands.") if found else ("", "")

    def _same_clock(self, described: Any) -> str:
        """A zone that has the offsets of one described in the file, this year, the user's own first."""
        standard, daylight = _offsets(described)
        if standard is None:
            return ""
        for name in (self.home, *_KNOWN):
            winter, summer = (_offset_of(name, datetime(self.year, month, 1)) for month in (1, 7))  # noqa: DTZ001
            if {winter, summer} == {standard, standard if daylight is None else daylight}:
                return name
        return ""

    def _offset(self, tzid: str, wall: datetime) -> timedelta | None:
        """The offset of a described zone that is like none that is known."""
        described = self.described.get(tzid)
        if described is None:
            return None
        try:
            zone: tzinfo = described.to_tz()
            return wall.replace(tzinfo=zone).utcoffset()
        except Exception:  # whatever a hostile description makes the library raise: the zone is then unknown
            return _offsets(described)[0]


def existing(wall: datetime, zone: str) -> datetime:
    """A wall time that the clocks of a zone show: one they skip in spring becomes the time they show instead."""
    place = ZoneInfo(zone)
    try:
        return wall.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None)
    except OverflowError:
        return wall


def _iana(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _offset_of(name: str, at: datetime) -> timedelta | None:
    return at.replace(tzinfo=ZoneInfo(name)).utcoffset()


def _offsets(described: Any) -> tuple[timedelta | None, timedelta | None]:
    """The newest standard and daylight offsets of a described zone; years such as 1601 do not matter."""
    found: dict[str, tuple[datetime, timedelta]] = {}
    for part in _subcomponents(described):
        try:
            since, offset = part["DTSTART"].dt.replace(tzinfo=None), part["TZOFFSETTO"].td
        except (KeyError, AttributeError, TypeError):
            continue
        if isinstance(since, datetime) and (part.name not in found or since >= found[part.name][0]):
            found[part.name] = (since, offset)
    standard, daylight = found.get("STANDARD"), found.get("DAYLIGHT")
    return (standard or daylight or (None, None))[1], daylight[1] if daylight else None


def _subcomponents(described: Any) -> Sequence[Any]:
    return tuple(getattr(described, "subcomponents", ()))
