"""How a cell is read for each field a column can mean."""

import re
from collections.abc import Callable, Mapping

from caseterm.imports.bodywords import split_injuries
from caseterm.imports.cells import EMAIL, fix_zip, one_line, someone, split_list, split_people
from caseterm.imports.dates import NO_DATE, read_date
from caseterm.imports.draft import NUMBER_LIMIT, Draft
from caseterm.imports.fields import Field
from caseterm.imports.mapping import Column
from caseterm.imports.words import case_type_of, medicare_of, split_insurer_claim, state_of, yes_or_no
from caseterm.rules.caserow import RowProblem, Someone, Visit
from caseterm.rules.money import parse_limits
from caseterm.rules.names import PersonName, split_person
from caseterm.rules.phones import Phone, split_phones
from caseterm.rules.text import fold

Reader = Callable[[Draft, Column, str], None]
_NOTHING = frozenset(
    {"n/a", "na", "none", "-", "--", "null", "nil", "#n/a", "unknown", "tbd", "n.a.", "?", "none known"}
)
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2}", re.IGNORECASE)
_EXCEL_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|N/A)")
_CLAIM_MARK = re.compile(r"#|\bcl(?:ai)?m\b", re.IGNORECASE)
_CLAIM_PREFIX = re.compile(r"^(?:claim|clm|cl)?\s*(?:no\.?|number|#|:)*\s*(?=\S*\d)", re.IGNORECASE)
_PARTS_OF_LIMITS = re.compile(r"[/\\|]")
_WITH_NUMBERS = re.compile(r"\d{3}\D{0,3}\d{4}|@")
_SMALL_TALK = frozenset({"notes", "note", "comments", "comment", "remarks", "case notes", "general notes", "memo"})


def _nothing(text: str) -> bool:
    return len(text) <= 10 and (text.casefold() in _NOTHING or _EXCEL_ERROR.fullmatch(text) is not None)


def _name(goal: Field) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if goal is Field.NAME and _WITH_NUMBERS.search(text):
            text = _without_numbers(draft, column, text)
        draft.names[goal] = one_line(text)

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
        if not _nothing(text):
            value = draft.line_of(column, text, limit=limit)
            if value:
                draft.values[name] = value

    return read


def _number(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text) and not _shortened(draft, column, text):
        if len(text) > NUMBER_LIMIT:
            draft.refuse(column.heading, text[:60], f"is longer than the {NUMBER_LIMIT} characters of a case number")
        else:
            draft.values["number"] = one_line(text)


def _shortened(draft: Draft, column: Column, text: str) -> bool:
    """Excel turns long numbers into 7.0035E+11 and forgets the rest; such a number is no number."""
    if "+" not in text or _SHORTENED.fullmatch(text) is None:
        return False
    draft.keep(column.heading, text, "was shortened by the spreadsheet; look the number up")
    return True


def _phone(draft: Draft, column: Column, text: str) -> None:
    if _nothing(text) or _shortened(draft, column, text):
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
    if _nothing(text):
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
        if not _nothing(text):
            draft.address[part] = text[:400]
            if len(text) > 400:
                draft.keep(column.heading, text, "is too long for an address")

    return read


def _zip(draft: Draft, column: Column, text: str) -> None:
    found = fix_zip(text)
    if found:
        draft.address["zip"] = found
    elif not _nothing(text):
        draft.keep(column.heading, text, "is no ZIP")


def _home_state(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text):
        draft.address["state"] = (state_of(text) or one_line(text))[:30]


def _state(draft: Draft, column: Column, text: str) -> None:
    found = state_of(text)
    if found:
        draft.values["state"] = found
    elif not _nothing(text):
        draft.keep(column.heading, text, "is no state")


def _ssn(draft: Draft, column: Column, text: str) -> None:
    """The last four digits; the rest is not stored anywhere, the notes included."""
    found = re.search(r"(\d{4})\D*$", text)
    if found is not None:
        draft.values["ssn_last4"] = found[1]
    elif not _nothing(text):
        draft.problems.append(
            RowProblem(draft.line, column.heading, "(not shown)", "has no last four digits", refused=False)
        )


def _type(draft: Draft, column: Column, text: str) -> None:
    if _nothing(text):
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
    if not _nothing(text):
        draft.phase_words = one_line(text)


def _status(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text):
        draft.status_words = one_line(text)


def _cover(name: str, *, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if _nothing(text) or _shortened(draft, column, text):
            return
        cover = draft.cover_of(column, own=own)
        value = draft.line_of(column, text)
        if not value:
            return
        if name == "insurer" and _CLAIM_MARK.search(value) and "claim_no" not in cover:
            _fill_insurer(cover, value)
        elif name == "claim_no":
            cover[name] = _CLAIM_PREFIX.sub("", value)
        else:
            cover[name] = value

    return read


def _insurer_claim(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if _nothing(text) or _shortened(draft, column, text):
            return
        value = draft.line_of(column, text)
        if value:
            _fill_insurer(draft.cover_of(column, own=own), value)

    return read


def _fill_insurer(cover: dict[str, object], value: str) -> None:
    who, number = split_insurer_claim(value)
    if who:
        cover.setdefault("insurer", who)
    if number:
        cover.setdefault("claim_no", number)


def _limits(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if _nothing(text):
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


def _limit(draft: Draft, column: Column, text: str) -> None:
    if _nothing(text):
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


def _adjuster(*, own: bool) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        if _nothing(text):
            return
        person, left = someone(text)
        if left:
            draft.keep(column.heading, text)
        _merge(draft.cover_of(column, own=own), person)

    return read


def _adjuster_phone(draft: Draft, column: Column, text: str) -> None:
    phones, left = split_phones(text)
    if not phones:
        if not _nothing(text):
            draft.keep(column.heading, text, "is no telephone number")
        return
    if left:
        draft.keep(column.heading, text)
    phones = tuple(Phone(phone.number, phone.label or column.label or "work", phone.ext) for phone in phones)
    _merge(draft.cover_of(column, own=False), Someone(PersonName(), phones))


def _adjuster_email(draft: Draft, column: Column, text: str) -> None:
    found = tuple(EMAIL.findall(text))
    if found:
        _merge(draft.cover_of(column, own=False), Someone(PersonName(), emails=found))
    elif not _nothing(text):
        draft.keep(column.heading, text, "is no e-mail address")


def _merge(cover: dict[str, object], person: Someone) -> None:
    known = cover.get("person")
    if isinstance(known, Someone):
        name = known.name if known.name.full else person.name
        person = Someone(name, known.phones + person.phones, known.emails + person.emails)
    cover["person"] = person


def _health(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text):
        draft.health = draft.line_of(column, text)


def _defendant(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text):
        for name in split_people(text):
            if len(name) <= 200:
                draft.add("defendants", split_person(name))
            else:
                draft.keep(column.heading, name, "is too long for a name")


def _defense(draft: Draft, column: Column, text: str) -> None:
    if _nothing(text):
        return
    person, left = someone(text)
    if left or person.phones or person.emails:
        draft.keep(column.heading, text)
    if person.name.full:
        draft.values["defense_attorney"] = person.name


def _provider(draft: Draft, column: Column, text: str) -> None:
    if _nothing(text):
        return
    for piece in split_list(text):
        person, left = someone(piece)
        if left:
            draft.keep(column.heading, piece)
        if not person.name.full or len(person.name.full) > 300:
            draft.keep(column.heading, piece)
        else:
            draft.add("providers", person)


def _injuries(draft: Draft, column: Column, text: str) -> None:
    if not _nothing(text):
        draft.add("injuries", *split_injuries(text))


def _yes(name: str) -> Reader:
    def read(draft: Draft, column: Column, text: str) -> None:
        answer = yes_or_no(text)
        if answer is None or fold(text) not in ("yes", "no", "y", "n", "true", "false", "1", "0", "x"):
            draft.keep(column.heading, text)
        draft.values[name] = answer is not False and not _nothing(text)

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
    Field.INSURER: _cover("insurer", own=False),
    Field.CLAIM_NO: _cover("claim_no", own=False),
    Field.INSURER_CLAIM: _insurer_claim(own=False),
    Field.POLICY_NO: _cover("policy_no", own=False),
    Field.LIMITS: _limits(own=False),
    Field.LIMIT_PERSON: _limit,
    Field.LIMIT_ACCIDENT: _limit,
    Field.ADJUSTER: _adjuster(own=False),
    Field.ADJUSTER_PHONE: _adjuster_phone,
    Field.ADJUSTER_EMAIL: _adjuster_email,
    Field.OWN_INSURER: _cover("insurer", own=True),
    Field.OWN_CLAIM_NO: _cover("claim_no", own=True),
    Field.OWN_INSURER_CLAIM: _insurer_claim(own=True),
    Field.OWN_POLICY_NO: _cover("policy_no", own=True),
    Field.OWN_LIMITS: _limits(own=True),
    Field.OWN_ADJUSTER: _adjuster(own=True),
    Field.HEALTH_INSURER: _health,
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
