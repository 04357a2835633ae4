"""Which backups are kept and when the next one is due: every one of today, one a day, one a week.

Backups are ordered by their number, never by their time: a clock that was set back must not make an old one look new.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from caseterm.rules.counting import counted
from caseterm.values import value

EVERY = timedelta(hours=1)
OLD = timedelta(days=1)


@value
class Schedule:
    """How long: the last one of each day for `days` days, the last one of each week for `weeks` weeks."""

    days: int = 30
    weeks: int = 52


@value
class Moment:
    """A backup as the schedule sees it: its number and the wall time it was made at."""

    number: int
    at: datetime


def keep(backups: Iterable[Moment], now: datetime, schedule: Schedule) -> frozenset[int]:
    """The numbers of the backups to keep at `now` (wall time).

    The newest by number always stays, and so does every one that seems to come from the future.
    """
    kept: set[int] = set()
    newest_of: dict[tuple[str, int], int] = {}
    ordered = sorted(backups, key=lambda backup: backup.number)
    for backup in ordered:
        day = backup.at.toordinal()
        age = now.toordinal() - day
        if age <= 0:
            kept.add(backup.number)
        if age <= schedule.days:
            newest_of["day", day] = backup.number
        if age <= schedule.weeks * 7:
            newest_of["week", (day - 1) // 7] = backup.number
    kept |= set(newest_of.values())
    if ordered:
        kept.add(ordered[-1].number)
    return frozenset(kept)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for another: none was made yet, an hour has passed, or the clock went back behind the last."""
    return last is None or now - last >= EVERY or now < last


def is_old(last: datetime, now: datetime) -> bool:
    """Whether a backup's age must be said: over a day."""
    return now - last > OLD


def age_words(last: datetime, now: datetime) -> str:
    """How long ago, in words: 40 minutes, 3 hours, 2 days."""
    minutes = max(0, int((now - last).total_seconds() // 60))
    if minutes < 60:
        return counted(minutes, "minute")
    if minutes < 48 * 60:
        return counted(minutes // 60, "hour")
    return counted(minutes // (24 * 60), "day")
