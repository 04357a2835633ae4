"""The caseload's filter line: words that must all be found, and fields such as phase:treating or sol:<90.

Only what was asked for stands here; the caseload's query finds it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from caseterm.rules.patterns import later
from caseterm.rules.terms import CASE_TYPES, PHASES
from caseterm.rules.text import fold
from caseterm.values import value

Field = Literal["phase", "type", "owner", "city", "claim", "sol", "touch", "days", "no", "is"]
Op = Literal["has", "=", "<", "<=", ">", ">="]
TEXT_FIELDS: Sequence[Field] = ("phase", "type", "owner", "city", "claim")
NUMBER_FIELDS: Sequence[Field] = ("sol", "touch", "days")
CHOICES: Mapping[Field, Sequence[str]] = {
    "no": ("appt", "task", "contact", "sol"),
    "is": ("pinned", "open", "closed", "unverified"),
}
LISTED: Mapping[Field, Mapping[str, str]] = {"phase": PHASES, "type": CASE_TYPES}
"""The text fields whose words are a list of ours: what is typed must be found in one of them."""
FIELD_HELP: Mapping[Field, str] = {
    "phase": "phase:treating",
    "type": "type:auto",
    "owner": "owner:mg",
    "city": 'city:"san jose"',
    "claim": "claim:88a12",
    "sol": "sol:<90  days to the limitation date",
    "touch": "touch:>30  days since the last contact",
    "days": "days:>60  days in this phase",
    "no": "no:appt  no:task  no:contact  no:sol",
    "is": "is:pinned  is:open  is:closed  is:unverified",
}
_WORD = later(r'([a-z]+):("[^"]*"?|\S*)|"([^"]*)"?|(\S+)', re.ASCII | re.IGNORECASE)
_NUMBER = later(r"(<=|>=|<|>|=)?(-?\d{1,5})d?", re.ASCII)


class FilterProblem(ValueError):
    """A filter that cannot be read; the text is a sentence that names what there is."""


@value
class FieldTest:
    """One field's demand: `has` and folded text, = and a word of the field's choices, or a sign and days."""

    field: Field
    op: Op
    value: str | int


@value
class CaseFilter:
    """All of it must hold. Words are folded and without blanks, but for a phrase in quotes."""

    words: tuple[str, ...] = ()
    tests: tuple[FieldTest, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.tests)


def parse_filter(text: str) -> CaseFilter:
    """Read a filter line. A field still without its value is not yet a demand. Raises FilterProblem."""
    words: list[str] = []
    tests: list[FieldTest] = []
    for match in _WORD.finditer(text):
        name, value, phrase, word = match.groups()
        if name is None:
            folded = fold(phrase if word is None else word)
            words.extend([folded] if word is None and folded else folded.split())
        elif test := _field_test(name.casefold(), value.strip('"')):
            tests.append(test)
    return CaseFilter(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(tests)))


def without_field(text: str, name: str) -> str:
    """The filter line without what it says of a field."""

    def kept(match: re.Match[str]) -> str:
        return "" if (match[1] or "").casefold() == name else match[0]

    return " ".join(_WORD.sub(kept, text).split())


def _field_test(name: str, value: str) -> FieldTest | None:
    for each in TEXT_FIELDS:
        if name == each:
            folded = fold(value)
            if folded and each in LISTED and not listed_codes(each, folded):
                raise FilterProblem(f"There is no such {name}; there are {', '.join(LISTED[each].values()).lower()}.")
            return FieldTest(each, "has", folded) if folded else None
    for each in NUMBER_FIELDS:
        if name == each:
            return _number_test(each, value)
    for each, choices in CHOICES.items():
        if name == each:
            return _choice_test(each, value.casefold(), choices)
    raise FilterProblem(f"There is no field of that name. Fields: {', '.join(FIELD_HELP)}.")


def listed_codes(field: Field, folded: str) -> list[str]:
    """The codes of a listed field in whose word or code the folded text is found."""
    return [code for code, word in LISTED[field].items() if folded in fold(f"{word} {code}")]


def _number_test(name: Field, value: str) -> FieldTest | None:
    if value in ("", "<", ">", "=", "<=", ">=", "-"):
        return None
    match = _NUMBER.fullmatch(value)
    if match is None:
        raise FilterProblem(f"{name}: takes a number of days, as in {FIELD_HELP[name].split()[0]}.")
    ops: Mapping[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "="}
    return FieldTest(name, ops[match[1] or "="], int(match[2]))


def _choice_test(name: Field, value: str, choices: Sequence[str]) -> FieldTest | None:
    """The choice typed in full; the start of one is still being typed."""
    if value in choices:
        return FieldTest(name, "=", value)
    if any(choice.startswith(value) for choice in choices):
        return None
    raise FilterProblem(f"{name}: takes one of {', '.join(choices)}.")
