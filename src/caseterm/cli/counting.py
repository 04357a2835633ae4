"""`caseterm count`: court days, with every day of the count."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseterm.cli.outputs import say, say_json
from caseterm.clock import system_clock
from caseterm.errors import InputError
from caseterm.rules.courtdays import Count, CountError, Reading, count, parse_period
from caseterm.rules.courtdays_words import LEGEND, day_lines, short_lines, title_words, when
from caseterm.rules.dates import parse_date
from caseterm.rules.limitations import NOT_VERIFIED
from caseterm.rules.terms import STATES
from caseterm.rules.times import parse_time
from caseterm.ruletables import courts


def run(options: Namespace) -> int:
    """Count and print."""
    made = _count(options, system_clock().today())
    if options.json:
        say_json(as_json(made))
    else:
        say(_lines(made, short=options.short))
    return 0


def _count(options: Namespace, today: date) -> Count:
    try:
        period = parse_period(" ".join(options.period) + (" before" if options.before else ""))
    except CountError as problem:
        raise InputError.one("Period", " ".join(options.period), str(problem)) from None
    try:
        zone = ZoneInfo(options.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError.one("--zone", options.zone, "is a name such as America/New_York") from None
    try:
        return count(
            _day("Day", options.day, today),
            period,
            courts=courts(),
            court=_place("--court", options.court, federal=True),
            state=_place("--state", options.state, federal=False),
            service=options.service,
            at=_time(options.at),
            zone=zone,
            inaccessible=frozenset(_day("--closed", each, today) for each in options.closed),
        )
    except CountError as problem:
        raise InputError.one("Period", period.words, str(problem)) from None


def _place(name: str, typed: str, *, federal: bool) -> str:
    code = typed.strip().upper()
    if code in STATES or (federal and code == "US") or (not federal and not code):
        return code
    raise InputError.one(name, typed, "is two letters of a state" + (", or US" if federal else ""))


def _day(name: str, typed: str, today: date) -> date:
    try:
        return parse_date(typed, today=today, prefer="past")
    except ValueError as problem:
        raise InputError.one(name, typed, str(problem)) from None


def _time(typed: str) -> time | None:
    try:
        return parse_time(typed) if typed else None
    except ValueError as problem:
        raise InputError.one("--at", typed, str(problem)) from None


def as_json(made: Count) -> dict[str, Any]:
    """A count as plain values, with every day of both readings."""
    return {
        "event": made.trigger.isoformat(),
        "period": {"count": made.period.count, "unit": made.period.unit, "before": made.period.backward},
        "court": {"code": made.court.code, "name": made.court.name, "state": made.state or None},
        "rule": made.court.rule,
        "source": made.court.source,
        "service": made.service or None,
        "days_added": made.added,
        "safe": _reading(made.safe),
        "possible": _reading(made.possible),
        "readings_differ": made.differs,
        "notes": list(made.notes),
        "verified": False,
        "legend": LEGEND,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "on": reading.day.isoformat(),
        "at": reading.at.isoformat(timespec="minutes") if reading.at else None,
        "days": [
            {"day": step.day.isoformat(), "what": step.what, "number": step.number or None, "why": step.why or None}
            for step in reading.steps
        ],
    }


def _lines(made: Count, *, short: bool) -> Iterator[str]:
    shown = short_lines if short else day_lines
    yield title_words(made)
    if made.differs:
        yield f"safe\t{when(made.safe)}\t{NOT_VERIFIED}"
        yield f"possible\t{when(made.possible)}\t{NOT_VERIFIED}"
    else:
        yield f"due\t{when(made.safe)}\t{NOT_VERIFIED}"
    yield f"rule\t{made.court.rule}\t{made.court.name}{f' in {made.state}' if made.state else ''}"
    yield f"source\t{made.court.source}"
    yield from (f"note\t{note}" for note in made.notes)
    for line in shown(made.safe):
        yield "\t".join(part for part in (line.day, line.what, line.why) if part)
    yield LEGEND
