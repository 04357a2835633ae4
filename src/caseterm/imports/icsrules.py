"""The days of a repeated event between two days, worked out so that no rule can keep the program busy."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

MOST_TIMES = 1000
"""How often one event may come within the window."""
MOST_STEPS = 1_500_000
"""How many days, weeks or months may be stepped over for a whole file."""
_STEP_DAYS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 15.0, "YEARLY": 15.0}
"""How many days one step of a rule is worth, by the time it takes to work out."""
_PARTS = frozenset(
    "FREQ INTERVAL BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS BYHOUR BYMINUTE BYSECOND WKST".split()  # noqa: SIM905  # one line
)


class RuleProblem(ValueError):
    """A rule that is not followed; the text is a sentence."""


class Budget:
    """What may still be stepped over for one file."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def spend(self, steps: float) -> None:
        """Raises RuleProblem when too much was asked for."""
        self.left -= int(steps) + 1
        if self.left < 0:
            raise RuleProblem("Its days are too many to work out, so only its first was taken.")


def times_of(rule: Any, start: datetime, *, last: datetime, budget: Budget) -> Iterator[datetime]:
    """The wall times of an RRULE (icalendar's vRecur) from a start up to `last`, in order, the start among them.

    The end of the rule is not looked at where it is in UTC or a day: the caller compares with `until_of`. Raises
    RuleProblem for a rule by the hour or faster, and for one that is broken.
    """
    from dateutil.rrule import rrulestr

    text, step, count = _checked(rule)
    until = until_of(rule)
    wall = until.replace(tzinfo=None) if until is not None and until.tzinfo is None else last
    last = min(last, wall)
    if start > last:
        return
    budget.spend((last - start).days / step)
    try:
        found = rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=start)
    except (ValueError, TypeError, OverflowError, IndexError):
        raise RuleProblem("Its rule is broken, so only its first day was taken.") from None
    if count != 0:
        yield start
    counted = 1
    for at in found:
        if at == start:
            continue
        counted += 1
        if count is not None and counted > count:
            return
        yield at


def until_of(rule: Any) -> datetime | None:
    """The last time of a rule: aware where it is in UTC, the end of the day where it is a day."""
    values = rule.get("UNTIL") or ()
    until = (values if isinstance(values, list | tuple) else [values])[:1]
    if not until:
        return None
    found = getattr(until[0], "dt", until[0])
    if isinstance(found, datetime):
        return found
    try:
        return datetime(found.year, found.month, found.day, 23, 59, 59)  # noqa: DTZ001  # wall time
    except AttributeError:
        return None


def endless(rule: Any) -> bool:
    """Whether a rule has no end of its own."""
    return not rule.get("UNTIL") and not rule.get("COUNT")


def _checked(rule: Any) -> tuple[str, float, int | None]:
    """The rule without its end as text, the days of one step, and its COUNT."""
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise RuleProblem("It repeats by the hour or faster, so only its first was taken.")
    if frequency not in _STEP_DAYS:
        raise RuleProblem("Its rule is broken, so only its first day was taken.")
    parts = {str(name).upper(): values for name, values in rule.items()}
    counts = parts.pop("COUNT", [])
    parts.pop("UNTIL", None)
    if set(parts) - _PARTS:
        raise RuleProblem("Its rule is of a kind that is not followed, so only its first day was taken.")
    try:
        interval = int((parts.get("INTERVAL") or [1])[0])
        count = int(counts[0]) if counts else None
        widths = [len(parts.get(name) or [0]) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
        longest = max(len(values) for values in parts.values())
    except (TypeError, ValueError):
        raise RuleProblem("Its rule is broken, so only its first day was taken.") from None
    if widths[0] * widths[1] * widths[2] > 24 or longest > 400 or not 1 <= interval <= 10_000:
        raise RuleProblem("Its rule is of a kind that is not followed, so only its first day was taken.")
    text = ";".join(f"{name}={','.join(_plain(value) for value in values)}" for name, values in parts.items())
    return text, _STEP_DAYS[frequency] * (interval if frequency in ("DAILY", "WEEKLY") else 1), count


def _plain(value: Any) -> str:
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)
