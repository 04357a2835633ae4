"""One row while it is being read: what was found, what is left over, what was wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseterm.imports.dates import NO_DATE, read_date
from caseterm.imports.fields import DECISIVE, FUTURE_DATES, Field
from caseterm.imports.mapping import Column
from caseterm.imports.workbook import NO_RESULT
from caseterm.rules.caserow import RowProblem
from caseterm.rules.text import clean_input

LINE_LIMIT = 400
NUMBER_LIMIT = 40
_NO_LIMITATION = re.compile(
    r"\b(?:filed|filing|complaint|suit|served|met|satisfied|tolled|settled|closed)\b", re.IGNORECASE
)
_EMPTY = frozenset({"n/a", "na", "none", "null", "nil", "nan", "nat", "<na>"})


@dataclass(slots=True)
class Draft:
    """A row being read. `refuse` and `keep` record what could not be taken; `values` feeds the CaseRow."""

    line: int
    today: date
    types: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    names: dict[Field, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    cover: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    health: str = ""
    own_kind: str = "auto_other"
    phase_words: str = ""
    status_words: str = ""
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, column: str, value: str, reason: str) -> None:
        """Record why the row cannot be taken."""
        self.problems.append(RowProblem(self.line, column, value, reason))

    def keep(self, column: str, value: str, reason: str = "") -> None:
        """Put a value into the notes under its heading; with a reason it is told to the user as well."""
        if value:
            self.leftovers.append((column, value))
        if reason:
            self.problems.append(RowProblem(self.line, column, value, reason, refused=False))

    def line_of(self, column: Column, text: str, *, limit: int = LINE_LIMIT) -> str:
        """A value for a field of one line; what is too long for it goes to the notes."""
        found = clean_input(text) if "\n" in text or "\t" in text else text
        if len(found) <= limit:
            return found
        self.keep(column.heading, text, f"is longer than {limit} characters and stands in the notes")
        return ""

    def add(self, name: str, *found: Any) -> None:
        """Append to a field that holds several."""
        self.values[name] = (*self.values.get(name, ()), *found)

    def cover_of(self, column: Column, *, own: bool) -> dict[str, Any]:
        """The policy a column speaks of: the other side's or the client's own, whose kind the heading may tell."""
        if not own:
            return self.cover
        said = column.heading.casefold()
        kinds = (("medpay", "medpay"), ("pip", "pip"), ("no-fault", "no_fault"), ("um", "um_uim"), ("uim", "um_uim"))
        self.own_kind = next((kind for word, kind in kinds if re.search(rf"\b{word}\b", said)), self.own_kind)
        return self.own

    def day_of(self, column: Column, text: str) -> date | None:
        """The date in a cell. An unreadable or impossible one refuses the row where the date decides the case."""
        goal = column.field
        if text.casefold() in NO_DATE:
            if any(char.isalpha() for char in text) and text.casefold() not in _EMPTY:
                self.keep(column.heading, text)
            return None
        report: Callable[[str, str, str], None] = self.refuse if goal in DECISIVE else self.keep
        if text == NO_RESULT:
            report(column.heading, text, "stands where the spreadsheet has a formula; save it there once more")
            return None
        try:
            found = read_date(text, self.today, order=column.order, future=goal in FUTURE_DATES)
        except ValueError as problem:
            if goal is Field.SOL and _NO_LIMITATION.search(text) and not any(char.isdigit() for char in text):
                report = self.keep  # FILED, tolled: said instead of a date
            report(column.heading, text, f"cannot be read as a date: {problem}")
            return None
        if goal is Field.SOL and _NO_LIMITATION.search(found.rest):
            self.keep(column.heading, text, "is the date of something else than a limitation by its words")
            return None
        if found.rest:
            self.keep(column.heading, text, "has words beside the date; they stand in the notes")
        if goal not in FUTURE_DATES and found.day > self.today:
            report(column.heading, text, "is ahead of today")
            return None
        return found.day
