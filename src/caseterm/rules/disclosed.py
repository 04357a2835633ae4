"""The accounting of disclosures of a case: what left the program, when, for whom, in which form, where to, by whom."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from caseterm.rules.disclosure import as_json
from caseterm.values import value

READERS: Mapping[str, str] = {
    "": "the firm", "attorney": "the firm", "client": "the client", "provider": "provider or adjuster",
    "other": "the addressee",
}  # fmt: skip


@value
class Given:
    """One file or print. `at` is wall time; `whole` where it was of the whole caseload and not of this case alone."""

    at: datetime
    what: str
    audience: str
    format: str
    destination: str
    by: str
    whole: bool = False

    @property
    def outside(self) -> bool:
        """Whether it was made for somebody outside the firm."""
        return self.audience not in ("", "attorney")

    @property
    def reader(self) -> str:
        """For whom it was made, in words."""
        return READERS.get(self.audience, self.audience)


@value
class Accounting:
    """The disclosures of one case as they are printed, oldest first."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    number: str
    client: str
    given: tuple[Given, ...]


def accounting_json(found: Accounting) -> dict[str, Any]:
    """The same facts for other programs."""
    return {
        "case": found.number,
        "as_of": found.today.isoformat(),
        "disclosures": [
            {**dict(as_json(each)), "outside": each.outside} for each in found.given
        ],
    }  # fmt: skip
