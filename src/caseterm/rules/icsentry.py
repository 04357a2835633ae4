"""What a calendar file says, in the terms of this program: one entry an appointment or a task."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

OWN_UID = "@caseterm"
"""How the UIDs end that this program writes: the row's uuid stands before it."""


@dataclass(frozen=True)
class IcsEntry:
    """One event, one day of a repeated event, or one to-do.

    `starts_at` and `ends_at` are wall times in `zone` (an IANA name); an entry of whole days runs from midnight to
    23:59. `recurrence` is the original start of a repeated event's day, "" of a single one; with the UID it names the
    entry for good. `remarks` are sentences on what had to be decided in reading it.
    """

    uid: str
    recurrence: str
    kind: Literal["appointment", "task"]
    starts_at: datetime | None
    ends_at: datetime | None = None
    zone: str = ""
    all_day: bool = False
    cancelled: bool = False
    done: bool = False
    title: str = ""
    place: str = ""
    text: str = ""
    people: tuple[str, ...] = ()
    priority: int = 3
    repeats: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        return self.starts_at.date() if self.starts_at is not None else None

    @property
    def digest(self) -> str:
        """What the file says of it, as one number: another digest means that something changed in the file."""
        facts = (self.starts_at, self.ends_at, self.zone, self.cancelled, self.done, self.title, self.place, self.text)
        return hashlib.sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()

    @property
    def words(self) -> str:
        """Everything in which a client, a case or a provider may be named."""
        return "\n".join((self.title, self.place, self.text, *self.people))


@dataclass(frozen=True)
class IcsFile:
    """A calendar file understood: its entries in order of time, and sentences on the file as a whole.

    `uids` are those of the file that repeat, with the days they were worked out for, so that a day that is gone from
    the file can be told from one outside the window.
    """

    name: str
    entries: tuple[IcsEntry, ...]
    remarks: tuple[str, ...] = ()
    uids: frozenset[str] = frozenset()
    first: date = date.min
    last: date = date.max
    today: date = date.min


def whole_day(first: date, last: date) -> tuple[datetime, datetime]:
    """The wall times of whole days, as an appointment keeps them."""
    return datetime.combine(first, time()), datetime.combine(max(first, last), time(23, 59))
