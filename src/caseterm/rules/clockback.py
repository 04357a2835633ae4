"""A clock that was set back: known by a moment that lies ahead of now, and said in words."""

from datetime import datetime, timedelta

from caseterm.rules.date_words import paper_day, show_time

TOLERATED = timedelta(minutes=10)
"""How far two computers' clocks may be apart, or one be put right, without a word."""
TITLE = "The computer's clock was set back"
SAFE = (
    "Nothing is lost and nothing has changed its place: the history keeps the order in which things were done, "
    "undo takes back the newest, and no backup goes."
)
NEXT_STEP = (
    "Set the clock right before you log more. Until then today, reminders and days left are counted from the earlier "
    "time, and what you enter carries it."
)


def is_set_back(latest: datetime | None, now: datetime) -> bool:
    """Whether now lies before a moment that has been, by more than is tolerated."""
    return latest is not None and latest - now > TOLERATED


def what_happened(latest: datetime, now: datetime) -> str:
    """What the clock says and what it said before; both are times on the wall."""
    return f"It says {_moment(now)}, but it was {_moment(latest)} before."


def _moment(at: datetime) -> str:
    return f"{paper_day(at.date())} {show_time(at.time())}"
