"""Providers to refer to: which fit what is looked for, in the order in which they are worth a call."""

from collections.abc import Sequence
from statistics import median

from caseterm.rules.text import fold
from caseterm.values import value

FEW = 3
"""Below so many visits an attendance says nothing."""


@value
class Entry:
    """One provider. `kept` and `missed` are our clients' visits there, `answers` the days its offices took to answer.

    What nobody asked is None.
    """

    contact_id: int
    name: str
    specialty: str = ""
    phone: str = ""
    city: str = ""
    zip: str = ""
    languages: str = ""
    accepts_lop: bool | None = None
    near_transit: bool | None = None
    wheelchair: bool | None = None
    accepting: bool | None = None
    first_opening_days: int | None = None
    notes: str = ""
    cases: int = 0
    kept: int = 0
    missed: int = 0
    answers: tuple[int, ...] = ()

    @property
    def attendance(self) -> int | None:
        """Percent of our clients' visits there that were kept; None where too few were booked."""
        booked = self.kept + self.missed
        return round(100 * self.kept / booked) if booked >= FEW else None

    @property
    def answer_days(self) -> int | None:
        """The median of the days a request took there."""
        return round(median(self.answers)) if self.answers else None

    @property
    def searched(self) -> str:
        """What words are looked for in."""
        flags = ("LOP" if self.accepts_lop else "", "transit" if self.near_transit else "",
                 "wheelchair" if self.wheelchair else "", "accepting" if self.accepting else "")  # fmt: skip
        return fold(" ".join((self.name, self.specialty, self.city, self.zip, self.languages, self.notes, *flags)))


@value
class Wanted:
    """For whom a provider is looked for: the specialty, and where the client lives and what is spoken there."""

    specialty: str = ""
    city: str = ""
    zip: str = ""
    language: str = ""


def ranked(entries: Sequence[Entry], wanted: Wanted) -> list[Entry]:
    """Those of the specialty first, then near the client, in the client's language, that take people, soonest first."""

    def order(each: Entry) -> tuple[object, ...]:
        return (
            not _specialty(each, wanted.specialty),
            not (wanted.zip and each.zip[:5] == wanted.zip[:5]),
            not (wanted.city and fold(each.city) == fold(wanted.city)),
            not (wanted.language and fold(wanted.language) in fold(each.languages)),
            each.accepting is False,
            not each.accepts_lop,
            each.first_opening_days if each.first_opening_days is not None else 999,
            -(each.attendance or 0),
            fold(each.name),
        )

    return sorted(entries, key=order)


def _specialty(each: Entry, wanted: str) -> bool:
    """Whether one word of the specialty begins with the same four letters: orthopedic surgery finds Orthopaedics."""
    starts = {word[:4] for word in fold(wanted).split() if len(word) > 3}
    return bool(starts & {word[:4] for word in fold(each.specialty).split()})


def yes_no(value: bool | None, yes: str = "yes") -> str:
    """yes, no, or ? where nobody asked."""
    return "?" if value is None else yes if value else "no"


def record_words(each: Entry) -> str:
    """How they treated our clients: 4 clients, 86 % of 21 visits kept, answers in 24 d."""
    parts = [f"{each.cases} client{'s' if each.cases != 1 else ''}" if each.cases else "no client yet"]
    if each.attendance is not None:
        parts.append(f"{each.attendance} % of {each.kept + each.missed} visits kept")
    if each.answer_days is not None:
        parts.append(f"answers requests in {each.answer_days} d")
    return ", ".join(parts)
