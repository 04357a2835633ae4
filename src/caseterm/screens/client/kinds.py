"""A kind of row that stands under a heading in a section: its form, what is done with it, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm.queries.care import CareRow
from caseterm.rules.dates import paper_day
from caseterm.screens.client.contactform import suggest_contacts
from caseterm.screens.fieldspec import FieldSpec

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


@dataclass(frozen=True)
class Kind:
    """One kind: its table and words, its form, the day that `x` sets and the status that goes with it."""

    kind: str
    table: str
    heading: str
    one: str
    specs: Callable[[Desk], Sequence[FieldSpec]]
    texts: tuple[str, ...]
    """The fields that are texts or codes; a blank one is an empty text."""
    name: Callable[[CareRow], str]
    facts: Callable[[CareRow], str]
    start: Callable[[date], Mapping[str, Any]]
    day: str
    """The column of the day that stands before the row."""
    done: tuple[str, str] | None = None
    """The column of the day it is over, and the word for it."""
    status: tuple[str, Mapping[str, str]] | None = None
    done_status: str = ""
    over: frozenset[str] = frozenset()
    """The statuses in which it is over."""
    ends: bool = False
    """Whether the day of `done` ends it, whatever its status."""
    says_facts: bool = False
    """Whether the facts are what the row is about, rather than a name."""
    told: tuple[str, ...] = ()
    """Longer texts told in the strip, by column."""

    def is_over(self, row: CareRow) -> bool:
        ended = self.ends and self.done is not None and row.values[self.done[0]] is not None
        return ended or row.archived or (self.status is not None and row.values[self.status[0]] in self.over)


def contact_spec(desk: Desk, name: str, label: str) -> FieldSpec:
    """One of the known contacts."""
    return FieldSpec(name, label, "suggest", suggest=suggest_contacts(desk), free=False, hint="from the contacts")


def between(least: int, most: int) -> Callable[[object], str | None]:
    """A check for a number of a scale."""

    def check(value: object) -> str | None:
        return None if isinstance(value, int) and least <= value <= most else f"must be {least} to {most}"

    return check


def days_words(row: CareRow, *names: str) -> str:
    """ordered 11/02/2026   delivered 11/08/2026, as far as known."""
    return "   ".join(
        f"{name.removesuffix('_on').replace('_', ' ')} {paper_day(row.values[name])}"
        for name in names
        if row.values[name] is not None
    )


def joined(*parts: str) -> str:
    return "   ".join(part for part in parts if part)
