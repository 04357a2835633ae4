"""The medical chronology: one row a visit with the page that proves it, gaps and missing papers flagged.

By practice a row without a page is no row: such visits are listed apart, as what is still to be cited. A long gap of
the whole treatment (rules/gaps) is flagged with its days and its reason; visits that no page proves close a gap too.
"""

from datetime import date
from typing import Any

from caseterm.rules.disclosure import as_json
from caseterm.rules.gaps import Gap
from caseterm.values import value

NO_BILL = "[no bill in file]"


@value
class Entry:
    """One visit from a record. `billed` is cents, None where no bill covers the day; `cite` names document and page."""

    on: date
    provider: str
    kind: str
    found: str
    treatment: str
    cite: str
    billed: int | None = None
    body_part: str = ""
    work: str = ""


@value
class RecordSet:
    """One set of records in the file."""

    title: str
    provider: str
    dated: date | None
    received_on: date | None
    pages: int | None


@value
class Chronology:
    """A case's chronology as it is printed. `uncited` are visits left out for want of a page, `unseen` attended
    appointments of which no record tells, `lacking` providers whose records are not complete."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    number: str
    client: str
    incident_on: date | None
    entries: tuple[Entry, ...]
    sets: tuple[RecordSet, ...]
    uncited: tuple[tuple[date, str], ...]
    unseen: tuple[tuple[date, str], ...]
    lacking: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def before(self) -> tuple[Entry, ...]:
        """Entries of days before the incident."""
        return tuple(each for each in self.entries if self.incident_on and each.on < self.incident_on)

    @property
    def after(self) -> tuple[Entry, ...]:
        """Entries from the incident on."""
        return tuple(each for each in self.entries if not self.incident_on or each.on >= self.incident_on)

    @property
    def unbilled(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.billed is None)


def chronology_json(found: Chronology) -> dict[str, Any]:
    """The same facts for other programs."""
    told = as_json(found)
    return {name: told[name] for name in told if name not in ("firm", "user", "legend", "letter")}
