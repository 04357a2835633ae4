"""One case as a row of somebody's spreadsheet gave it: checked, typed, nothing of the row left out."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import NamedTuple

from caseterm.rules.money import Limits
from caseterm.rules.names import PersonName
from caseterm.rules.phones import Phone
from caseterm.rules.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives, as far as told."""

    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person or an organisation with the numbers and addresses that stood beside the name."""

    name: PersonName
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """One policy with its claim: whose it is (client or defendant), what kind of coverage, limits in cents."""

    party: str
    kind: str
    insurer: str = ""
    claim_no: str = ""
    policy_no: str = ""
    limits: Limits | None = None
    adjuster: Someone | None = None


@dataclass(frozen=True, slots=True)
class InjuryWords:
    """An injury by its words, with the codes of rules/terms.py that they name."""

    description: str
    body_part: str = "other"
    side: str = "na"
    injury_type: str = "other"


@dataclass(frozen=True, slots=True)
class Visit:
    """The next appointment: the day, the time if told, and the words beside it."""

    day: date
    at: time | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A value that could not be taken: the line of the file, the heading, the value, the reason.

    `refused` says that the row was not taken for it; otherwise the row was, and the value stands in its notes.
    """

    line: int
    column: str
    value: str
    reason: str
    refused: bool = True

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: “{self.value}” {self.reason}"


class CaseRow(NamedTuple):
    """A case to be written. `leftovers` are headings with values that no field took; they go to its notes."""

    line: int
    client: PersonName
    number: str = ""
    dob: date | None = None
    ssn_last4: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    address: Address | None = None
    language: str = ""
    interpreter: bool = False
    rides: bool = False
    employer: str = ""
    case_type: str = ""
    claim_type: str = ""
    phase: str = ""
    status: str = "open"
    close_reason: str = ""
    doi: date | None = None
    place: str = ""
    description: str = ""
    report_no: str = ""
    state: str = ""
    county: str = ""
    court: str = ""
    docket: str = ""
    opened_on: date | None = None
    signed_on: date | None = None
    filed_on: date | None = None
    closed_on: date | None = None
    covers: tuple[Cover, ...] = ()
    defendants: tuple[PersonName, ...] = ()
    defense_attorney: PersonName | None = None
    attorney: str = ""
    manager: str = ""
    sol: date | None = None
    last_contact: date | None = None
    next_visit: Visit | None = None
    providers: tuple[Someone, ...] = ()
    injuries: tuple[InjuryWords, ...] = ()
    medicare: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    leftovers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> "CaseKey":
        """What tells this case from another."""
        return CaseKey(
            self.number, name_key(self.client), self.dob, self.doi, frozenset(phone.number for phone in self.phones)
        )


def name_key(name: PersonName) -> str:
    """A client's name as two files would agree on it, wherever they cut the given names."""
    if name.organisation:
        return fold(name.organisation)
    return fold(f"{name.last} {name.first} {name.middle} {name.suffix}")


class Likeness(Enum):
    """Whether two rows mean one case."""

    NONE = 0
    POSSIBLE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class CaseKey:
    """Number, folded name, birth, incident and phone numbers of a case."""

    number: str
    name: str
    dob: date | None
    doi: date | None
    phones: frozenset[str]


def likeness(one: CaseKey, other: CaseKey) -> tuple[Likeness, str]:
    """Whether two rows mean the same case, and by what.

    The same number decides. The same name and date of incident do too, unless births or numbers differ. The same
    name with another date of incident is another case of the same client.
    """
    if one.number and squeeze(one.number) == squeeze(other.number):
        return Likeness.SAME, "the same case number"
    if one.name != other.name or not one.name or (one.dob and other.dob and one.dob != other.dob):
        return Likeness.NONE, ""
    shared = bool(one.phones & other.phones) or bool(one.dob and one.dob == other.dob)
    numbered_apart = bool(one.number and other.number)
    if one.doi and other.doi:
        if one.doi != other.doi:
            return Likeness.NONE, ""
        if numbered_apart:
            return Likeness.POSSIBLE, "the same name and date of incident under two case numbers"
        return Likeness.SAME, "the same name and date of incident"
    if numbered_apart:
        return Likeness.NONE, ""
    if shared and one.doi == other.doi:
        return Likeness.SAME, "the same name with the same telephone or birth"
    return Likeness.POSSIBLE, "the same name, and a date of incident is missing"


def same_person(one: CaseKey, other: CaseKey) -> bool:
    """Whether two rows mean one client: the same name with the same birth, or the same phone and no other birth."""
    if one.name != other.name or not one.name:
        return False
    if one.dob and other.dob:
        return one.dob == other.dob
    return bool(one.phones & other.phones)
