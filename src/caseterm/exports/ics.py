"""Appointments, deadlines and tasks as a calendar file (RFC 5545) for Outlook, Google and Apple."""

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from caseterm.rules.icsfeed import FeedItem
from caseterm.rules.zonerules import ClockChange, clock_changes

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Todo

PRODUCT = "-//caseterm//caseterm//EN"
_ASSUMED = timedelta(minutes=30)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TODO_PRIORITY = {1: 1, 2: 3, 3: 5, 4: 7}


def calendar_bytes(items: Sequence[FeedItem], *, name: str, todos: bool = False) -> bytes:
    """The file. `todos` writes tasks as to-dos, which Google and Outlook leave out; else they are days without time.

    The same items give the same bytes: every stamp is the row's own.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    _add_zones(calendar, items)
    for item in items:
        calendar.add_component(_todo(item) if todos and item.kind == "task" else _event(item))
    return bytes(calendar.to_ical())


def _event(item: FeedItem) -> "Event":
    from icalendar import Event

    event = Event()
    _add_common(event, item)
    if item.starts_at is not None:
        place = ZoneInfo(item.zone)
        event.add("dtstart", item.starts_at.replace(tzinfo=place))
        event.add("dtend", (item.ends_at or item.starts_at + _ASSUMED).replace(tzinfo=place))
    elif item.day is not None:
        event.add("dtstart", item.day)
        event.add("dtend", (item.last_day or item.day) + timedelta(days=1))
        event.add("x-microsoft-cdo-alldayevent", "TRUE")
    busy = item.kind == "appointment" and item.status != "CANCELLED"
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "BUSY" if busy else "FREE")
    event.add("status", item.status)
    if item.status != "CANCELLED":
        _add_alarms(event, item)
    return event


def _todo(item: FeedItem) -> "Todo":
    from icalendar import Todo

    todo = Todo()
    _add_common(todo, item)
    if item.day is not None:
        todo.add("due", item.day)
    todo.add("priority", _TODO_PRIORITY.get(item.priority, 5))
    todo.add("status", "NEEDS-ACTION")
    return todo


def _add_common(part: Any, item: FeedItem) -> None:
    stamp = item.changed_at.replace(tzinfo=UTC, microsecond=0)
    part.add("uid", item.uid)
    part.add("dtstamp", stamp)
    part.add("last-modified", stamp)
    part.add("sequence", item.sequence)
    part.add("summary", item.summary)
    if item.place:
        part.add("location", item.place)
    if item.text:
        part.add("description", item.text)
    part.add("categories", [item.kind.capitalize()])


def _add_alarms(event: "Event", item: FeedItem) -> None:
    from icalendar import Alarm

    for before in item.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.summary)
        alarm.add("trigger", -before)
        event.add_component(alarm)


# ---- zones -----------------------------------------------------------------------------------------------------


def _add_zones(calendar: "Calendar", items: Iterable[FeedItem]) -> None:
    """A VTIMEZONE for each zone, by rules that every reader knows, from the year before its first use on."""
    first: dict[str, int] = {}
    for item in items:
        if item.starts_at is not None:
            first[item.zone] = min(first.get(item.zone, 9999), item.starts_at.year - 1)
    for zone in sorted(first):
        calendar.add_component(_zone(zone, max(1970, first[zone])))


def _zone(zone: str, year: int) -> Any:
    from icalendar import Timezone

    described = Timezone()
    described.add("tzid", zone)
    for change in clock_changes(zone, year):
        described.add_component(_clock(change))
    return described


def _clock(change: ClockChange) -> Any:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part: Any = TimezoneDaylight() if change.daylight else TimezoneStandard()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.offset)
    part.add("tzname", change.name)
    if change.place:
        day = f"{change.place}{_WEEKDAYS[change.weekday]}"
        part.add("rrule", {"freq": "yearly", "bymonth": change.at.month, "byday": day})
    elif change.later:
        part.add("rdate", list(change.later))
    return part
