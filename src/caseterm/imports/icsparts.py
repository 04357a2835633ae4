"""One VEVENT or VTODO of a calendar file, its properties read and made safe."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from caseterm.imports.icszones import Zones, existing
from caseterm.rules.icsentry import IcsEntry
from caseterm.rules.text import clean_input, show

EARLIEST, LATEST = 1900, 2200
LINE, TEXT, MOST_PEOPLE = 400, 10_000, 50
_DATED = {"RRULE": "rule", "RDATE": "added days", "EXDATE": "days left out", "DTEND": "end", "DURATION": "length"}
_PRIORITIES = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 0: 3}


@dataclass(frozen=True)
class When:
    """A time of the file: wall time in a zone, or a whole day; `key` is what names it in RECURRENCE-ID and EXDATE.

    `skipped` is how much later it is than the file says, because the clocks skip that time in spring.
    """

    at: datetime
    zone: str
    whole_day: bool
    key: str
    said: str = ""
    skipped: timedelta = timedelta()

    @property
    def written(self) -> datetime:
        """The wall time that the file says, from which a pattern is laid out."""
        return self.at - self.skipped

    @property
    def instant(self) -> datetime:
        """The moment, for comparing times of different zones; a whole day by its midnight."""
        from zoneinfo import ZoneInfo

        return self.at.replace(tzinfo=ZoneInfo(self.zone) if self.zone else UTC).astimezone(UTC)


@dataclass(frozen=True)
class Part:
    """An event or a to-do: with rules it is the pattern of many, with `of` one day of such a pattern."""

    uid: str
    entry: IcsEntry
    start: When | None
    length: timedelta | None
    of: When | None = None
    following: bool = False
    rules: tuple[Any, ...] = ()
    extra: tuple[When, ...] = ()
    without: tuple[When, ...] = ()
    sequence: int = 0
    zones: Zones = field(default_factory=lambda: Zones("UTC"))


def part_of(component: Any, zones: Zones, *, cancelled: bool) -> Part | str:
    """A component read, or the sentence that says why it is left out."""
    title = _line(component, "SUMMARY")
    named = f"{title[:40]!r}" if title else "An event without a title"
    kind: Literal["appointment", "task"] = "task" if component.name == "VTODO" else "appointment"
    said: list[str] = []
    start = _when(component.get("DTSTART"), zones)
    due = _when(component.get("DUE"), zones) if kind == "task" else None
    if kind == "task":
        start = due or start
    if start is None and kind == "appointment":
        return f"{named} has no start that can be read and is left out."
    if start is not None and not EARLIEST <= start.at.year <= LATEST:
        return f"{named} lies in the year {start.at.year} and is left out."
    length = None if kind == "task" else _length(component, start, zones, said)
    if start is not None and start.said:
        said.append(start.said)
    said += [
        f"Its {words} cannot be read." for name, words in _DATED.items()
        if any(_broken(value) for value in _all(component.get(name)))
    ]  # fmt: skip
    status = str(_first(component.get("STATUS")) or "").strip().upper()
    ends_at = start.at + length if start is not None and length is not None else None
    if start is not None and start.whole_day:
        last = start.at + max(length or timedelta(days=1), timedelta(days=1)) - timedelta(days=1)
        ends_at = datetime.combine(last.date(), time(23, 59))
    uid = show(str(_first(component.get("UID")) or "").strip())[:LINE]
    entry = IcsEntry(
        uid=uid or _made_uid(start.key if start else "", title, _line(component, "LOCATION")),
        recurrence="",
        kind=kind,
        starts_at=start.at if start else None,
        ends_at=ends_at,
        zone=start.zone if start else zones.home,
        all_day=start is not None and start.whole_day,
        cancelled=cancelled or status == "CANCELLED",
        done=status == "COMPLETED" or component.get("COMPLETED") is not None,
        title=title,
        place=_line(component, "LOCATION"),
        text=_text(component, "DESCRIPTION"),
        people=_people(component),
        priority=_priority(component),
        remarks=tuple(said),
    )
    recurrence = _first(component.get("RECURRENCE-ID"))
    return Part(
        uid=entry.uid,
        entry=entry,
        start=start,
        length=length,
        of=_when(recurrence, zones),
        following=_param(recurrence, "RANGE").upper() == "THISANDFUTURE",
        rules=tuple(rule for rule in _all(component.get("RRULE")) if _of(rule, "items") is not None),
        extra=_dates(component.get("RDATE"), zones),
        without=_dates(component.get("EXDATE"), zones),
        sequence=_number(component.get("SEQUENCE")),
        zones=zones,
    )


def _when(value: Any, zones: Zones) -> When | None:
    """A date or time property; None for one that is missing or cannot be read."""
    value = _first(value)
    return _placed(_of(value, "dt"), _param(value, "TZID"), zones)


def _placed(at: Any, tzid: str, zones: Zones) -> When | None:
    if isinstance(at, tuple):
        at = at[0]
    try:
        if isinstance(at, datetime):
            wall, zone, said = zones.place(at, tzid)
            wall = wall.replace(second=0, microsecond=0)
            found = When(wall, zone, False, "", said)
            key = f"{found.instant:%Y%m%dT%H%M}Z"
            told = at.replace(tzinfo=None, second=0, microsecond=0)
            moved = (tzid or at.tzinfo is None) and existing(told, zone) == wall
            return When(wall, zone, False, key, said, wall - told if moved else timedelta())
        if isinstance(at, date):
            return When(datetime.combine(at, time()), zones.home, True, f"{at:%Y%m%d}")
    except (OverflowError, ValueError):
        return None
    return None


def placed(wall: datetime, like: When, zones: Zones) -> When | None:
    """Another time of the same event, in the zone of its first."""
    return _placed(wall.date() if like.whole_day else wall, "" if like.whole_day else like.zone, zones)


def _dates(value: Any, zones: Zones) -> tuple[When, ...]:
    """The days of RDATE or EXDATE, which may stand in several lines of several days."""
    found: list[When] = []
    for each in _all(value):
        tzid = _param(each, "TZID")
        for one in _of(each, "dts") or ():
            at = _placed(_of(one, "dt"), tzid, zones)
            if at is not None:
                found.append(at)
    return tuple(found[:5000])


def _length(component: Any, start: When | None, zones: Zones, said: list[str]) -> timedelta | None:
    end = _when(component.get("DTEND"), zones)
    duration = _of(_first(component.get("DURATION")), "dt")
    if start is None:
        return None
    if end is not None:
        length = end.instant - start.instant if not start.whole_day else end.at - start.at
    elif isinstance(duration, timedelta):
        length = duration
    else:
        return None
    if length < timedelta() or length > timedelta(days=366):
        said.append("Its end is before its start, or a year later, and was left out.")
        return None
    return length


def _people(component: Any) -> tuple[str, ...]:
    """Names and addresses of those invited, the organizer and contacts."""
    found: list[str] = []
    for name in ("ATTENDEE", "ORGANIZER", "CONTACT"):
        for value in _all(component.get(name))[:MOST_PEOPLE]:
            common = _param(value, "CN")
            address = str(value)
            if address.casefold().startswith("mailto:"):
                address = address[7:]
            found += [clean_input(text)[:LINE] for text in (common, address) if text.strip()]
    return tuple(dict.fromkeys(found))


def _priority(component: Any) -> int:
    return _PRIORITIES.get(_number(component.get("PRIORITY")), 4)


def _number(value: Any) -> int:
    try:
        return max(-(2**31), min(2**31, int(_first(value))))
    except (TypeError, ValueError, OverflowError):
        return 0


def _line(component: Any, name: str) -> str:
    value = _first(component.get(name))
    return clean_input(str(value))[:LINE].strip() if value is not None else ""


def _text(component: Any, name: str) -> str:
    value = _first(component.get(name))
    return clean_input(str(value), multiline=True)[:TEXT].strip() if value is not None else ""


def _of(value: Any, name: str) -> Any:
    """An attribute of a property; None also of one that the library could not read, which raises when touched."""
    return None if value is None or _broken(value) else getattr(value, name, None)


def _param(value: Any, name: str) -> str:
    return str((_of(value, "params") or {}).get(name, "") or "")


def _broken(value: Any) -> bool:
    return type(value).__name__ == "vBroken"


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else None if isinstance(value, list) else value


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _made_uid(*facts: str) -> str:
    """A UID for an event that has none: the same event gets the same."""
    return "no-uid-" + hashlib.sha256("\n".join(facts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
