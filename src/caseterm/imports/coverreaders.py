"""How cells about insurance are read: insurers, claims, policies, limits, adjusters."""

import re
from collections.abc import Callable

from caseterm.imports.businesses import business_or_person
from caseterm.imports.cells import EMAIL, someone, without_remark
from caseterm.imports.cellwords import nothing, shortened
from caseterm.imports.draft import Draft
from caseterm.imports.fields import Field
from caseterm.imports.mapping import Column
from caseterm.imports.words import exactly_an_insurer, first_insurer, first_number, split_insurer_claim
from caseterm.rules.caserow import Someone
from caseterm.rules.money import parse_limits
from caseterm.rules.names import PersonName
from caseterm.rules.phones import Phone

Reader = Callable[[Draft, Column, str], None]
_CLAIM_MARK = re.compile(r"#|\bcl(?:ai)?m\b", re.IGNORECASE)
_CLAIM_PREFIX = re.compile(r"^(?:claim|clm|cl)?\s*(?:no\.?|number|#|:)*\s*(?=\S*\d)", re.IGNORECASE)
_PARTS_OF_LIMITS = re.compile(r"[/\\|]")


def cover(name: str, *, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if nothing(draft, column, text) or shortened(draft, column, text):
            return
        cover = draft.cover_of(column, own=own)
        value = _only(draft, column, text, first_insurer if name == "insurer" else first_number)
        if not value:
            return
        if name == "insurer" and _CLAIM_MARK.search(value) and "claim_no" not in cover:
            _fill_insurer(draft, column, cover, value)
        elif name == "insurer":
            cover[name] = _insurer_alone(draft, column, value, value)
        elif name == "claim_no":
            cover[name] = _CLAIM_PREFIX.sub("", value)
        else:
            cover[name] = value

    return read


def insurer_claim(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if nothing(draft, column, text) or shortened(draft, column, text):
            return
        value = _only(draft, column, text, first_insurer)
        if value:
            _fill_insurer(draft, column, draft.cover_of(column, own=own), value)

    return read


def _insurer_alone(draft: Draft, column: Column, who: str, cell: str) -> str:
    """The insurer of a cell that begins with one and goes on with others: State Farm / Bob Jones, GEICO (Kim)."""
    first = re.split(r"\s*[/(,;]\s*", who)[0]
    if first == who or not exactly_an_insurer(first):
        return who
    draft.keep(column.heading, cell, "says more than the insurer; the whole cell stands in the notes")
    return first


def _only(draft: Draft, column: Column, text: str, first: Callable[[str], str]) -> str:
    """A cell as one line; where it holds several, the first of them, while the whole cell goes to the notes."""
    one = first(text)
    if one != text:
        draft.keep(column.heading, text, "holds more than one; the first is taken, the whole cell stands in the notes")
    return draft.line_of(column, one)


def _fill_insurer(draft: Draft, column: Column, cover: dict[str, object], value: str) -> None:
    who, number = split_insurer_claim(value)
    who = _insurer_alone(draft, column, who, value)
    number, comma, more = number.partition(",")
    if comma and more.strip():
        draft.keep(column.heading, value)
    if who:
        cover.setdefault("insurer", who)
    if number.strip():
        cover.setdefault("claim_no", number.strip())


def limits(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if nothing(draft, column, text):
            return
        try:
            limits = parse_limits(text)
        except ValueError as problem:
            draft.keep(column.heading, text, f"is no policy limit: {problem}")
            return
        draft.cover_of(column, own=own)["limits"] = limits
        if len(_PARTS_OF_LIMITS.split(text)) > 2:
            draft.keep(column.heading, text)

    return read


def limit(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    try:
        limits = parse_limits(text)
    except ValueError as problem:
        draft.keep(column.heading, text, f"is no amount: {problem}")
        return
    cover = draft.cover_of(column, own=False)
    if column.field is Field.LIMIT_ACCIDENT:
        cover["per_accident"] = limits.per_person or limits.combined
    else:
        cover["limits"] = limits


def adjuster(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if nothing(draft, column, text):
            return
        bare = re.split(r"\s[-–—]\s", without_remark(text))[0]
        person, left = someone(bare, business_or_person)
        if left or bare != text:
            draft.keep(column.heading, text)
        _merge(draft.cover_of(column, own=own), person)

    return read


def adjuster_phone(draft: Draft, column: Column, text: str) -> None:
    """The adjuster's numbers, and the name if it stands beside them."""
    if nothing(draft, column, text):
        return
    person, left = someone(text, business_or_person)
    if not person.phones:
        draft.keep(column.heading, text, "is no telephone number")
        return
    if left:
        draft.keep(column.heading, text)
    phones = tuple(Phone(phone.number, phone.label or column.label or "work", phone.ext) for phone in person.phones)
    _merge(draft.cover_of(column, own=False), Someone(person.name, phones, person.emails))


def adjuster_email(draft: Draft, column: Column, text: str) -> None:
    found = tuple(EMAIL.findall(text))
    if found:
        _merge(draft.cover_of(column, own=False), Someone(PersonName(), emails=found))
    elif not nothing(draft, column, text):
        draft.keep(column.heading, text, "is no e-mail address")


def _merge(cover: dict[str, object], person: Someone) -> None:
    known = cover.get("person")
    if isinstance(known, Someone):
        name = known.name if known.name.full else person.name
        person = Someone(name, known.phones + person.phones, known.emails + person.emails)
    cover["person"] = person


def health(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        draft.health = draft.line_of(column, text)
