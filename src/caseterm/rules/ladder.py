"""On which days a deadline reminds, and when it may fall silent.

A reminder comes 180, 150, 120, 90, 60, 45, 30, 21, 14 and 7 days before the day to act by, then daily, also when it has
passed (the program's own ladder, between published ones that begin at 150 and 90 days). Acknowledging one quiets it
until the next; only satisfying the deadline, or a named attorney dismissing it, ends them.
"""

from datetime import date, timedelta

RUNGS = (180, 150, 120, 90, 60, 45, 30, 21, 14, 7)
RED_FROM = RUNGS[0]
"""Days before the day to act by from which a deadline stays red, heard or not."""
DAILY_FROM = RUNGS[-1]


def rung(days_left: int) -> int | None:
    """The rung a deadline stands on: the smallest that is not yet behind it, each day below 7; None above 180."""
    if days_left <= DAILY_FROM:
        return days_left
    return min((step for step in RUNGS if step >= days_left), default=None)


def reached_on(act_by: date, today: date) -> date | None:
    """The day of the newest reminder up to today; None before the first."""
    step = rung((act_by - today).days)
    return None if step is None else act_by - timedelta(days=step)


def next_on(act_by: date, today: date) -> date:
    """The day of the next reminder after today."""
    left = (act_by - today).days
    if left <= DAILY_FROM:
        return today + timedelta(days=1)
    return act_by - timedelta(days=max(step for step in RUNGS if step < left))


def rings(act_by: date, today: date, *, heard_on: date | None) -> bool:
    """Whether a reminder is due that nobody acknowledged yet."""
    newest = reached_on(act_by, today)
    return newest is not None and (heard_on is None or heard_on < newest)


def is_red(act_by: date, today: date) -> bool:
    """Whether it is close enough to be shown red whatever was acknowledged."""
    return (act_by - today).days < RED_FROM


def words(act_by: date, today: date) -> str:
    """The reminder as it is read: "reminder 30 d", "reminder, daily", "passed 3 d ago"."""
    left = (act_by - today).days
    if left < 0:
        return f"passed {-left} d ago"
    step = rung(left)
    return "" if step is None else "reminder, daily" if left < DAILY_FROM else f"reminder {step} d"
