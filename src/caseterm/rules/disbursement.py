"""What a printed disbursement statement holds."""

from datetime import date

from caseterm.rules.settlement import Statement
from caseterm.rules.trust import Trust
from caseterm.values import value


@value
class DisbursementFacts:
    """A statement for paper. `version` is None for a projection, which nobody signs.

    `changed` is what the record says now that a locked statement did not; it stays off the paper.
    """

    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    number: str
    client: str
    incident_on: date | None
    as_of: date
    statement: Statement
    version: int | None = None
    status: str = ""
    locked_on: date | None = None
    approved_by: str = ""
    sha256: str = ""
    offer: str = ""
    """What a projection is of: an offer, a demand, or recoveries not yet locked."""
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    account: Trust | None = None
    """The trust account, once something was paid out of it or is held back there."""

    @property
    def firm_name(self) -> str:
        return self.firm[0] if self.firm and self.firm[0] else "This firm"
