"""Calendar files (iCalendar, RFC 5545) of other programs: refused with a reason, or read into entries.

The file is looked over before the library sees it, so that neither its size nor its depth can do harm; zones are
looked up here and not by the library, which remembers the definitions of one file for the next.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from caseterm.imports.encodings import decode
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.icsdays import days_of_group
from caseterm.imports.icsparts import Part, part_of
from caseterm.imports.icsrules import Budget
from caseterm.imports.icszones import Zones
from caseterm.rules.counting import counted
from caseterm.rules.date_words import paper_day
from caseterm.rules.icsentry import IcsEntry, IcsFile

MOST_BYTES = 10_000_000
MOST_PARTS = 5000
MOST_DEPTH = 6
LONGEST_LINE = 1_000_000
WINDOW_DAYS = 366
"""How far back and ahead of today a repeated event is worked out."""
SUFFIXES = (".ics", ".ical", ".ifb", ".icalendar")
_EXPORT = "Export the calendar again as .ics, or ask its sender for it."
_NAME = re.compile(r"([A-Za-z0-9-]+)[:;]")
_READ = frozenset(
    "BEGIN END VERSION PRODID METHOD X-WR-TIMEZONE X-LIC-LOCATION TZID TZOFFSETFROM TZOFFSETTO UID SUMMARY "  # noqa: SIM905  # one line
    "DESCRIPTION LOCATION STATUS COMPLETED ATTENDEE ORGANIZER CONTACT PRIORITY SEQUENCE DTSTART DTEND DUE DURATION "
    "RECURRENCE-ID RRULE RDATE EXDATE".split()
)
"""The properties that are looked at; the library is not troubled with the others."""
_BEGIN = re.compile(r"^(BEGIN|END):(.*)$", re.IGNORECASE | re.MULTILINE)


def is_calendar(path: Path) -> bool:
    """Whether a file is a calendar by its name or its first line."""
    if path.suffix.casefold() in SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR")
    except OSError:
        return False


def read_calendar(path: Path, *, today: date, home: str) -> IcsFile:
    """Read a calendar file; `home` is the user's own zone. Raises FileRefusedError with the reason in words."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(f"The file is larger than {MOST_BYTES // 1_000_000} MB.", "Export a shorter time.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileRefusedError(f"There is no file {path}.", next_step="Check the name.") from None
    except IsADirectoryError:
        raise FileRefusedError(f"{path} is a folder.", next_step="Choose a file in it.") from None
    except OSError as problem:
        raise FileRefusedError(f"The file cannot be read: {problem.strerror or 'input/output error'}.") from None
    return read_text(data, name=path.name, today=today, home=home)


def read_text(data: bytes, *, name: str, today: date, home: str) -> IcsFile:
    """The same for the bytes of a file. Raises FileRefusedError."""
    raw, notes = _text(data)
    text = _looked_over(raw)
    calendars = _parsed(text)
    first, last = today - timedelta(days=WINDOW_DAYS), today + timedelta(days=WINDOW_DAYS)
    remarks = list(notes)
    groups: dict[str, list[Part]] = {}
    left: dict[str, int] = {}
    for calendar in calendars:
        zones = Zones(home, _described(calendar), str(calendar.get("X-WR-TIMEZONE") or ""), today.year)
        off = str(calendar.get("METHOD") or "").upper() == "CANCEL"
        for component in getattr(calendar, "subcomponents", ()):
            if component.name not in ("VEVENT", "VTODO"):
                left[component.name] = left.get(component.name, 0) + (component.name != "VTIMEZONE")
                continue
            part = part_of(component, zones, cancelled=off)
            if isinstance(part, str):
                remarks.append(part)
            else:
                groups.setdefault(part.uid, []).append(part)
    remarks += [f"{counted(number, kind)} not taken." for kind, number in sorted(left.items()) if number]
    budget = Budget()
    entries: list[IcsEntry] = []
    for parts in groups.values():
        found, said = days_of_group(parts, first=first, last=last, budget=budget)
        entries += found
        remarks += said
    repeating = frozenset(uid for uid, parts in groups.items() if any(part.rules or part.extra for part in parts))
    if len(entries) > MOST_PARTS:
        raise _refused(f"The file has more than {MOST_PARTS:,} events.", "Export a shorter time.")
    if not entries and not groups and not remarks:
        remarks.append("The file has no events and no to-dos.")
    if any("without an end" in remark for remark in remarks):
        remarks.append(f"Events that repeat are taken from {paper_day(first)} to {paper_day(last)}.")
    entries.sort(key=lambda each: (each.starts_at is None, each.starts_at or datetime.min, each.title, each.uid))  # noqa: DTZ901  # wall time
    return IcsFile(name, tuple(entries), tuple(dict.fromkeys(remarks)), repeating, first, last, today)


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, which by its rules is UTF-8, and what must be said of another encoding."""
    if b"\x00" not in data[:4096]:
        try:
            return data.decode("utf-8-sig"), ()
        except UnicodeDecodeError:
            pass
    decoded = decode(data)
    return decoded.text, decoded.notes


def _looked_over(text: str) -> str:
    """The lines that are looked at, unfolded, once the text is known to be a calendar of a bearable size and depth."""
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.replace("\n ", "").replace("\n\t", "")
    if text[:12].upper() in ("BEGIN:VEVENT", "BEGIN:VTODO\n"):
        text = f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n"  # a fragment, as some programs hand over
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise _refused("This is no calendar file: it does not begin with BEGIN:VCALENDAR.", _EXPORT)
    depth = deepest = parts = 0
    for match in _BEGIN.finditer(text):
        opens = match[1].upper() == "BEGIN"
        depth += 1 if opens else -1
        deepest = max(deepest, depth)
        parts += opens and match[2].strip().upper() in ("VEVENT", "VTODO")
    if depth > 0:
        raise _refused("The file is cut off: its end is missing.", _EXPORT)
    if deepest > MOST_DEPTH:
        raise _refused("The file is nested deeper than any calendar.", _EXPORT)
    if parts > MOST_PARTS:
        raise _refused(f"The file has more than {MOST_PARTS:,} events.", "Export a shorter time.")
    lines = [line for line in text.split("\n") if (named := _NAME.match(line)) and named[1].upper() in _READ]
    if any(len(line) > LONGEST_LINE for line in lines):
        raise _refused("The file has a line longer than any calendar's.", _EXPORT)
    return "\r\n".join(lines) + "\r\n"


def _parsed(text: str) -> Sequence[Any]:
    """The calendars of a file, by the library; whatever it stumbles over is a reason to refuse the file."""
    from icalendar import Calendar

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of zones, which are looked up here
            found = Calendar.from_ical(text, multiple=True)
    except RecursionError:
        raise _refused("The file is nested deeper than any calendar.", _EXPORT) from None
    except Exception as problem:  # the library raises what its parts raise; no data of the file go further
        raise _refused(f"The file is damaged ({type(problem).__name__}).", _EXPORT) from None
    calendars = found if isinstance(found, list) else [found]
    if not calendars:
        raise _refused("The file holds no calendar.", _EXPORT)
    return calendars


def _described(calendar: Any) -> dict[str, Any]:
    return {str(zone.get("TZID", "")): zone for zone in _parts_named(calendar, "VTIMEZONE")}


def _parts_named(calendar: Any, name: str) -> Iterator[Any]:
    for component in getattr(calendar, "subcomponents", ()):
        if component.name == name:
            yield component


def _refused(title: str, next_step: str) -> FileRefusedError:
    return FileRefusedError(title, next_step=next_step)
