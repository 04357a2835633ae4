"""How a cell is read for each field a column can mean."""

import re
from collections.abc import Mapping
from dataclasses import replace

from caseterm.imports.bodywords import split_injuries
from caseterm.imports.businesses import business_or_person, provider_name
from caseterm.imports.cells import (
    EMAIL,
    fix_zip,
    one_line,
    someone,
    split_address,
    split_list,
    split_people,
    without_remark,
)
from caseterm.imports.cellwords import nothing, shortened
from caseterm.imports.clientcell import client_cell
from caseterm.imports.contents import is_language
from caseterm.imports.coverreaders import (
    Reader,
    adjuster,
    adjuster_email,
    adjuster_phone,
    cover,
    health,
    insurer_claim,
    limit,
    limits,
)
from caseterm.imports.dates import NO_DATE, read_date
from caseterm.imports.draft import NUMBER_LIMIT, Draft
from caseterm.imports.fields import Field
from caseterm.imports.mapping import Column
from caseterm.imports.words import case_type_of, medicare_of, state_of, yes_or_no
from caseterm.rules.caserow import RowProblem, Visit
from caseterm.rules.phones import Phone, split_phones
from caseterm.rules.text import fold

_WITH_NUMBERS = re.compile(r"\d{3}\D{0,3}\d{4}|@")
_NO_PROVIDER = frozenset({"done", "complete", "completed", "released", "mmi", "ongoing", "discharged", "finished"})
_SMALL_TALK = frozenset({"notes", "note", "comments", "comment", "remarks", "case notes", "general notes", "memo"})


def _name(goal: Field) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if goal is Field.NAME and _WITH_NUMBERS.search(text):
            text = _without_numbers(draft, column, text)
        name, more = client_cell(text)
        if more:
            draft.keep(column.heading, text, more)
        draft.names[goal] = one_line(name)

    return read


def _without_numbers(draft: Draft, column: Column, text: str) -> str:
    """The name in a cell that holds the client's telephone or e-mail as well; those go where they belong."""
    person, left = someone(text)
    if not (person.phones or person.emails) or not person.name.full:
        return text
    if left:
        draft.keep(column.heading, text)
    draft.add("phones", *person.phones)
    draft.add("emails", *person.emails)
    return person.name.listed


def _date(name: str) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        day = draft.day_of(column, text)
        if day is not None:
            draft.values[name] = day

    return read


def _text(name: str, *, limit: int = 400) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if not nothing(draft, column, text):
            value = draft.line_of(column, text, limit=limit)
            if value:
                draft.values[name] = value

    return read


def _number(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text) and not shortened(draft, column, text):
        if len(text) > NUMBER_LIMIT:
            draft.refuse(column.heading, text[:60], f"is longer than the {NUMBER_LIMIT} characters of a case number")
        else:
            draft.values["number"] = one_line(text)


def _phone(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text) or shortened(draft, column, text):
        return
    phones, left = split_phones(text)
    if not phones:
        draft.keep(column.heading, text, "is no telephone number")
        return
    notes = [left, *(phone.note for phone in phones)]
    if any(notes):
        draft.keep(column.heading, text)
    draft.add("phones", *(Phone(phone.number, phone.label or column.label, phone.ext) for phone in phones))


def _email(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    found = EMAIL.findall(text)
    if not found:
        draft.keep(column.heading, text, "is no e-mail address")
        return
    if EMAIL.sub("", text).strip(" ,;<>\n/"):
        draft.keep(column.heading, text)
    draft.add("emails", *(address for address in found if address not in draft.values.get("emails", ())))


def _address(part: str) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if not nothing(draft, column, text):
            draft.address[part] = text[:400]
            if len(text) > 400:
                draft.keep(column.heading, text, "is too long for an address")

    return read


def _zip(draft: Draft, column: Column, text: str) -> None:
    found = fix_zip(text)
    if found:
        draft.address["zip"] = found
    elif not nothing(draft, column, text):
        draft.keep(column.heading, text, "is no ZIP")


def _city_line(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    found = split_address(text)
    if found.street:
        found = replace(found, street="", city=found.city or found.street)
    draft.address.update({name: getattr(found, name) for name in ("city", "state", "zip") if getattr(found, name)})


def _home_state(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        draft.address["state"] = (state_of(text) or one_line(text))[:30]


def _state(draft: Draft, column: Column, text: str) -> None:
    found = state_of(text)
    if found:
        draft.values["state"] = found
    elif not nothing(draft, column, text):
        draft.keep(column.heading, text, "is no state")


def _ssn(draft: Draft, column: Column, text: str) -> None:
    """The last four digits; the rest is not stored anywhere, the notes included."""
    found = re.search(r"(\d{4})\D*$", text)
    if found is not None:
        draft.values["ssn_last4"] = found[1]
    elif not nothing(draft, column, text):
        draft.problems.append(
            RowProblem(draft.line, column.heading, "(not shown)", "has no last four digits", refused=False)
        )


def _type(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    own = draft.types.get(fold(text))
    found = (own, False) if own else case_type_of(text)
    if found is None:
        draft.values["case_type"] = "other"
        draft.keep(column.heading, text, "is no known type; the case is listed as Other")
        return
    draft.values["case_type"], whole = found
    if not whole:
        draft.keep(column.heading, text)


def _phase(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        draft.phase_words = one_line(text)


def _status(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        draft.status_words = one_line(text)


def _defendant(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        for name in split_people(text):
            if len(name) <= 200:
                draft.add("defendants", business_or_person(name))
            else:
                draft.keep(column.heading, name, "is too long for a name")


def _defense(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    person, left = someone(text, business_or_person)
    if left or person.phones or person.emails:
        draft.keep(column.heading, text)
    if person.name.full:
        draft.values["defense_attorney"] = person.name


def _provider(draft: Draft, column: Column, text: str) -> None:
    if nothing(draft, column, text):
        return
    for piece in split_list(text):
        bare = without_remark(piece)
        person, left = someone(bare, provider_name)
        if left or bare != piece:
            draft.keep(column.heading, piece)
        if not person.name.full or len(person.name.full) > 300 or fold(bare) in _NO_PROVIDER:
            draft.keep(column.heading, piece)
        else:
            draft.add("providers", person)


def _injuries(draft: Draft, column: Column, text: str) -> None:
    if not nothing(draft, column, text):
        draft.add("injuries", *split_injuries(text))


def _yes(name: str) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        answer = yes_or_no(text)
        language = name == "interpreter" and is_language(text)
        if answer is None and not language and not nothing(draft, column, text):
            draft.keep(column.heading, text, "is neither yes nor no")
        elif len(text) > len("false"):
            draft.keep(column.heading, text)
        draft.values[name] = bool(answer) or language

    return read


def _medicare(draft: Draft, column: Column, text: str) -> None:
    found = medicare_of(text)
    if found is None:
        draft.keep(column.heading, text, "is no known Medicare status")
        return
    draft.values["medicare"] = found
    if len(text) > 7:
        draft.keep(column.heading, text)


def _next_visit(draft: Draft, column: Column, text: str) -> None:
    if text.casefold() in NO_DATE:
        return
    try:
        found = read_date(text, draft.today, order=column.order, future=True, year_optional=True)
    except ValueError as problem:
        draft.keep(column.heading, text, f"cannot be read as a date: {problem}")
        return
    if found.day < draft.today:
        draft.keep(column.heading, text, "lies in the past and is no next appointment")
        return
    draft.values["next_visit"] = Visit(found.day, found.at, found.rest[:300])


def _notes(draft: Draft, column: Column, text: str) -> None:
    draft.add("notes", text if fold(column.heading) in _SMALL_TALK else f"{column.heading}: {text}")


def _leave_out(draft: Draft, column: Column, text: str) -> None:
    """The user said that this column is not wanted."""


READERS: Mapping[Field, Reader] = {
    **{
        goal: _name(goal) for goal in (Field.NAME, Field.LAST, Field.FIRST, Field.MIDDLE, Field.SUFFIX, Field.PREFERRED)
    },
    Field.DOB: _date("dob"),
    Field.SSN: _ssn,
    Field.PHONE: _phone,
    Field.EMAIL: _email,
    Field.ADDRESS: _address("street"),
    Field.UNIT: _address("unit"),
    Field.CITY: _address("city"),
    Field.HOME_STATE: _home_state,
    Field.ZIP: _zip,
    Field.CITY_LINE: _city_line,
    Field.NUMBER: _number,
    Field.TYPE: _type,
    Field.PHASE: _phase,
    Field.STATUS: _status,
    Field.DOI: _date("doi"),
    Field.PLACE: _text("place"),
    Field.DESCRIPTION: _text("description", limit=100_000),
    Field.REPORT_NO: _text("report_no"),
    Field.STATE: _state,
    Field.COUNTY: _text("county"),
    Field.COURT: _text("court"),
    Field.DOCKET: _text("docket"),
    Field.OPENED: _date("opened_on"),
    Field.SIGNED: _date("signed_on"),
    Field.FILED: _date("filed_on"),
    Field.CLOSED: _date("closed_on"),
    Field.INSURER: cover("insurer", own=False),
    Field.CLAIM_NO: cover("claim_no", own=False),
    Field.INSURER_CLAIM: insurer_claim(own=False),
    Field.POLICY_NO: cover("policy_no", own=False),
    Field.LIMITS: limits(own=False),
    Field.LIMIT_PERSON: limit,
    Field.LIMIT_ACCIDENT: limit,
    Field.ADJUSTER: adjuster(own=False),
    Field.ADJUSTER_PHONE: adjuster_phone,
    Field.ADJUSTER_EMAIL: adjuster_email,
    Field.OWN_INSURER: cover("insurer", own=True),
    Field.OWN_CLAIM_NO: cover("claim_no", own=True),
    Field.OWN_INSURER_CLAIM: insurer_claim(own=True),
    Field.OWN_POLICY_NO: cover("policy_no", own=True),
    Field.OWN_LIMITS: limits(own=True),
    Field.OWN_ADJUSTER: adjuster(own=True),
    Field.HEALTH_INSURER: health,
    Field.DEFENDANT: _defendant,
    Field.DEFENSE_ATTORNEY: _defense,
    Field.ATTORNEY: _text("attorney"),
    Field.MANAGER: _text("manager"),
    Field.SOL: _date("sol"),
    Field.LAST_CONTACT: _date("last_contact"),
    Field.NEXT_APPOINTMENT: _next_visit,
    Field.PROVIDER: _provider,
    Field.INJURIES: _injuries,
    Field.LANGUAGE: _text("language", limit=60),
    Field.INTERPRETER: _yes("interpreter"),
    Field.RIDES: _yes("rides"),
    Field.MEDICARE: _medicare,
    Field.EMPLOYER: _text("employer"),
    Field.SOURCE: _text("source"),
    Field.NOTES: _notes,
    Field.LEAVE_OUT: _leave_out,
}
"""The reader of each field."""
