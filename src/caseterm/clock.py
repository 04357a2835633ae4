"""The only module that reads a clock."""

import os
import time as _time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, tzinfo

from caseterm.errors import UsageError
from caseterm.values import value

MOMENT_OF_A_FIXED_DAY = time(9, 41)


@value
class Clock:
    """The program's idea of now: `local()` is wall time without a zone, `now()` the instant in UTC."""

    _read: Callable[[], datetime]
    _zone: tzinfo | None = None

    def now(self) -> datetime:
        return self._read().astimezone(UTC)

    def local(self) -> datetime:
        return self._read().replace(tzinfo=None, microsecond=0)

    def today(self) -> date:
        return self._read().date()

    def wall(self, instant: datetime) -> datetime:
        """What the clock on the wall showed at an instant: local time without a zone."""
        return instant.astimezone(self._zone).replace(tzinfo=None, microsecond=0)


def running_seconds() -> float:
    """Seconds on a clock that nobody sets and that goes on while the machine sleeps, where the system has one."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        number = getattr(_time, name, None)
        if number is not None:
            return _time.clock_gettime(number)
    return _time.monotonic()


def system_clock() -> Clock:
    """The machine's clock in the machine's zone."""
    return Clock(lambda: datetime.now().astimezone())


def fixed_clock(day: date, at: time = MOMENT_OF_A_FIXED_DAY) -> Clock:
    """A clock that stands still, for tests, screenshots and demonstrations. It reads UTC as local time."""
    moment = datetime.combine(day, at, UTC)
    return Clock(lambda: moment, UTC)


def clock_from(environment: Mapping[str, str] = os.environ) -> Clock:
    """The clock that CASETERM_TODAY asks for, else the machine's. Raises UsageError for a day that is none."""
    wanted = environment.get("CASETERM_TODAY", "").strip()
    if not wanted:
        return system_clock()
    try:
        return fixed_clock(date.fromisoformat(wanted))
    except ValueError:
        raise UsageError(
            f"CASETERM_TODAY is {wanted!r}, which is no day.",
            next_step="Write it as 2026-11-22, or unset it.",
        ) from None
