"""The part of a form that is a contact: known by type-ahead or new, with phones, emails and an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseterm import queries
from caseterm.queries.casefile_people import ContactCard
from caseterm.rules import terms
from caseterm.rules.inputs import ContactInput
from caseterm.rules.names import split_person
from caseterm.rules.phones import Phone
from caseterm.screens.base import BaseScreen
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import STATES, Given, choices, texts
from caseterm.widgets.choicefield import Suggest

PHONES = ("phone", "phone2", "phone3")
EMAILS = ("email", "email2")
ADDRESS = ("street", "unit", "city", "state", "zip")


def suggest_contacts(desk: BaseScreen, kind: str = "") -> Suggest:
    """Known contacts for what is typed in a name field."""

    def suggest(query: str) -> Sequence[tuple[object, str, str]]:
        return queries.casefile_people.suggest(desk.db, query, kind=kind)

    return suggest


def name_spec(desk: BaseScreen, label: str = "Name", *, name: str = "name", kind: str = "") -> FieldSpec:
    """A name, chosen from the known or new; an organisation's stands as it is."""
    return FieldSpec(
        name,
        label,
        "suggest",
        required=True,
        suggest=suggest_contacts(desk, kind),
        hint="" if kind == "organization" else "Last, First",
        width=34,
    )


def reach_specs(*, person: bool = True, phones: int = 3) -> list[FieldSpec]:
    """How to reach a contact."""
    specs = [
        FieldSpec("phone", "Phone", "phone", hint="with cell, home, work; x12 for an extension"),
        *(FieldSpec(f"phone{number}", f"Phone {number}", "phone") for number in range(2, phones + 1)),
        FieldSpec("fax", "Fax", width=24),
        FieldSpec("email", "Email", check=email_problem),
    ]
    if person:
        specs.append(FieldSpec("email2", "Email 2", check=email_problem))
    return [
        *specs,
        FieldSpec("street", "Street"),
        FieldSpec("unit", "Unit", width=16),
        FieldSpec("city", "City", width=28),
        FieldSpec("state", "State", "choice", choices=STATES, free=True, width=12),
        FieldSpec("zip", "ZIP", width=12),
    ]


def person_specs() -> list[FieldSpec]:
    """What is worth knowing of a person one talks with."""
    return [
        FieldSpec("text_ok", "Text ok", "yesno", hint="may be texted on the first number"),
        FieldSpec("language", "Language", width=28),
        FieldSpec("interpreter_needed", "Interpreter", "yesno"),
        FieldSpec("rides_needed", "Rides", "yesno"),
        FieldSpec("preferred_channel", "Prefers", "choice", choices=choices(terms.PREFERRED_CHANNELS)),
        FieldSpec("best_time", "Best time"),
        FieldSpec("preferred_name", "Called", hint="the name to greet with"),
        FieldSpec("dob", "Date of birth", "date", prefer="past"),
        FieldSpec("title", "Title"),
        FieldSpec("employer", "Employer"),
    ]


def email_problem(value: object) -> str | None:
    """Why an address cannot be one; None when it can."""
    text = str(value).strip()
    local, at, domain = text.rpartition("@")
    right = at and local and "." in domain.strip(".") and not any(char.isspace() for char in text)
    return None if right else "That is no email address. Try name@firm.com."


def contact_values(card: ContactCard) -> dict[str, object]:
    """A contact as the form shows it."""
    values: dict[str, object] = {
        name: card.values[name]
        for name in ("fax", "language", "preferred_channel", "best_time", "preferred_name", "title", "employer")
    }
    values |= {name: bool(card.values[name]) for name in ("interpreter_needed", "rides_needed")}
    values |= {"name": (card.contact_id, card.full_name), "dob": card.dob, "specialty": card.values["specialty"]}
    for name, phone in zip(PHONES, card.phones, strict=False):
        values[name] = Phone(phone.number, phone.label, phone.ext)
    values["text_ok"] = bool(card.phones and card.phones[0].text_ok)
    values |= dict(zip(EMAILS, card.emails, strict=False))
    return values | {name: getattr(card.address, name) for name in ADDRESS}


def contact_input(
    given: Mapping[str, Any], *, name: str = "name", editing: ContactCard | None = None, org: bool = False
) -> ContactInput:
    """What the form says of a contact.

    A known contact that was picked keeps what the form left blank; the one being edited takes blanks as well,
    and a name typed over its own.
    """
    typed = given[name]
    known = typed if isinstance(typed, int) else None
    if known is None and editing is not None:
        known = editing.contact_id
    whole = editing is not None and known == editing.contact_id
    fields = [each for each in _TEXTS if each in given]
    values: Given = texts(given, *fields)
    values |= {each: given[each] for each in ("interpreter_needed", "rides_needed", "dob") if each in given}
    if not whole:
        values = {each: value for each, value in values.items() if value}
    if isinstance(typed, str):
        values |= name_values(typed, org=org, editing=editing)
    lists: dict[str, list[Given] | None] = {
        "phone": _phones(given) + (_beyond(editing, given) if whole else []),
        "email": _emails(given) + (_emails_beyond(editing, given) if whole else []),
        "street": _address(given),
    }
    kept = known is not None and not whole
    for first, parts in lists.items():
        if first not in given or (kept and not parts):
            lists[first] = None
    return ContactInput(
        values, known, phones=lists["phone"], emails=lists["email"], addresses=lists["street"], keeps=kept
    )


_TEXTS = ("fax", "language", "preferred_channel", "best_time", "preferred_name", "title", "employer", "specialty")


def name_values(typed: str, *, org: bool = False, editing: ContactCard | None = None) -> Given:
    """The name fields for a typed name; the kind of a contact being edited stays, and so does an unchanged name."""
    if editing is not None and typed in (editing.name, editing.full_name):
        return {}
    was_org = editing is not None and editing.values["kind"] == "organization"
    blank = {"first": "", "middle": "", "last": "", "suffix": "", "org_name": ""}
    if org or was_org:
        return {**blank, "kind": "organization", "org_name": typed}
    name = split_person(typed)
    if name.organisation and editing is None:
        return {**blank, "kind": "organization", "org_name": name.organisation}
    if name.organisation:
        return {**blank, "kind": "person", "last": typed}
    values = {**blank, "kind": "person", "first": name.first, "middle": name.middle, "last": name.last}
    values["suffix"] = name.suffix
    return {**values, **({"preferred_name": name.preferred} if name.preferred else {})}


def _phones(given: Mapping[str, Any]) -> list[Given]:
    found = [given[name] for name in PHONES if isinstance(given.get(name), Phone)]
    usual = "mobile" if "text_ok" in given else "office"
    parts: list[Given] = [{"number": phone.number, "label": phone.label or usual, "ext": phone.ext} for phone in found]
    if parts and "text_ok" in given:
        parts[0]["text_ok"] = bool(given["text_ok"])
    return parts


def _emails(given: Mapping[str, Any]) -> list[Given]:
    return [{"address": given[name]} for name in EMAILS if given.get(name)]


def _address(given: Mapping[str, Any]) -> list[Given]:
    values = texts(given, *ADDRESS)
    return [values] if any(values.values()) else []


def _beyond(editing: ContactCard | None, given: Mapping[str, Any]) -> list[Given]:
    """Numbers of an edited contact for which the form has no field."""
    shown = sum(name in given for name in PHONES)
    return [
        {"number": phone.number, "label": phone.label, "ext": phone.ext, "text_ok": phone.text_ok}
        for phone in (editing.phones[shown:] if editing else ())
    ]


def _emails_beyond(editing: ContactCard | None, given: Mapping[str, Any]) -> list[Given]:
    shown = sum(name in given for name in EMAILS)
    return [{"address": address} for address in (editing.emails[shown:] if editing else ())]
