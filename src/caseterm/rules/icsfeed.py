"""What a calendar file of ours says of an appointment, a deadline or a task, and how much of the client's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from caseterm.rules.icsentry import OWN_UID
from caseterm.rules.text import fold

Names = Literal["full", "initials", "none"]
NAMES: dict[Names, str] = {
    "initials": "Initials and case number",
    "none": "Case number only",
    "full": "Full names and what it is for",
}
DEFAULT_NAMES: Names = "initials"
SINCE_DAYS = 30
"""How far back the whole caseload's calendar goes."""
VISIT_ALARMS = (timedelta(days=1), timedelta(hours=2))
DEADLINE_ALARM_DAYS = (30, 14, 7, 1)
ALARM_HOUR = 9


@dataclass(frozen=True)
class ClientName:
    """A client's names, as they are taken out of what leaves the program."""

    shown: str = ""
    first: str = ""
    last: str = ""
    others: tuple[str, ...] = ()

    @property
    def initials(self) -> str:
        """M.G.; of an organisation its first letter."""
        return "".join(f"{part.strip()[0].upper()}." for part in (self.first, self.last) if part.strip())


@dataclass(frozen=True)
class FeedItem:
    """One entry of a calendar file. `starts_at` is wall time in `zone`; `day` stands for an entry of whole days.

    `alarms` are times before the start; of a whole day before its midnight. `changed_at` is an instant in UTC.
    """

    uuid: str
    kind: Literal["appointment", "deadline", "task"]
    summary: str
    changed_at: datetime
    sequence: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = ""
    day: date | None = None
    last_day: date | None = None
    place: str = ""
    text: str = ""
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    priority: int = 0
    alarms: tuple[timedelta, ...] = ()

    @property
    def uid(self) -> str:
        return self.uuid + OWN_UID


def day_alarms(days: Sequence[int]) -> tuple[timedelta, ...]:
    """Alarms at ALARM_HOUR so many days before a whole day."""
    return tuple(timedelta(days=n) - timedelta(hours=ALARM_HOUR) for n in days)


def subject_line(what: str, title: str, client: ClientName, number: str, names: Names) -> str:
    """PT M.G. 26-0142: bring films. The name as `names` says, also where it stands in the title."""
    who = {"full": client.shown, "initials": client.initials, "none": ""}[names]
    head = " ".join(part for part in (what, who, number) if part)
    said = scrubbed(title, client, names)
    if fold(said) in ("", fold(what)):
        return head
    return f"{head}: {said}" if head else said


def scrubbed(text: str, client: ClientName, names: Names) -> str:
    """A text without the client's names, unless they may stand: initials or the word client in their place."""
    if names == "full":
        return text
    known = {word for name in (client.first, client.last, *client.others) for word in fold(name).split()}
    known = {word for word in known if len(word) > 1}
    if not known:
        return text
    parts = re.split(r"([^\W\d_]+(?:['’][^\W\d_]+)*)", text)
    kept = [_hidden(part, names) if fold(part) in known or _possessive(part) in known else part for part in parts]
    return re.sub(r"\bclient(?:[\s,]+client\b)+", "client", "".join(kept)) if names == "none" else "".join(kept)


def _possessive(word: str) -> str:
    """garcia for Garcia's."""
    return fold(re.sub(r"['’]s?$", "", word)) if "'" in word or "’" in word else ""


def _hidden(word: str, names: Names) -> str:
    return f"{word[0].upper()}." if names == "initials" else "client"
