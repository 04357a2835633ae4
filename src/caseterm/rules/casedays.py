"""The days of a case held against one another: an incident has happened, and what came of it came later."""

from collections.abc import Mapping
from datetime import date

from caseterm.errors import FieldProblem

AFTER_IT = {"opened_on": "Opened", "signed_on": "Signed", "filed_on": "Suit filed", "died_on": "Date of death"}
DAYS = {"happened_on": "Date of incident", **AFTER_IT}
"""The days that are judged, by column: what she calls them."""


def day_problems(days: Mapping[str, date | None], today: date) -> list[FieldProblem]:
    """What cannot be among the days of a case, by column; a day that is None is not known."""
    happened = days.get("happened_on")
    found: list[FieldProblem] = []
    for name, word in DAYS.items():
        day = days.get(name)
        if day is not None and day > today:
            found.append(FieldProblem(word, f"{day}", f"{day:%m/%d/%Y} is a day still to come"))
        elif day is not None and happened is not None and day < happened <= today:
            reason = f"{day:%m/%d/%Y} is before the incident of {happened:%m/%d/%Y}"
            found.append(FieldProblem(word, f"{day}", reason))
    return found
