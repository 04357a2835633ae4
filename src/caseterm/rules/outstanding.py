"""The list of outstanding requests as values, ready to be laid out."""

from dataclasses import dataclass
from datetime import date

from caseterm.values import value


@value
class Asked:
    """One outstanding request. `said` is what was heard last, with its day; `status` and `step` are words."""

    client: str
    number: str
    what: str
    range: str
    sent_on: date | None
    age: int | None
    due_on: date | None
    status: str
    step: str
    reference: str = ""
    said: str = ""
    times: int = 0
    late: bool = False


@value
class Office:
    """Who has to answer, how to reach them, and what they were asked, the oldest first."""

    name: str
    phone: str
    fax: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Outstanding:
    """Everything outstanding, of the caseload or of one case."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    offices: tuple[Office, ...]
    due_only: bool = False
    client: str = ""
    number: str = ""

    @property
    def lines(self) -> tuple[Asked, ...]:
        return tuple(line for office in self.offices for line in office.asked)
