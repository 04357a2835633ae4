"""What the values of a column look like, whatever its heading says."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from caseterm.imports.dates import NO_DATE, Order, evidence, looks_like_date, read_date
from caseterm.imports.fields import DATES, FUTURE_DATES, Field
from caseterm.imports.words import (
    case_type_of,
    known_insurer,
    medicare_of,
    phase_of,
    split_insurer_claim,
    state_of,
    status_of,
    yes_or_no,
)
from caseterm.rules.money import parse_cents, parse_limits
from caseterm.rules.names import looks_like_organisation
from caseterm.rules.phones import split_phones
from caseterm.rules.text import digits

SAMPLE = 300
MOST_WORDS_OF_A_TYPE = 5
"""More of them are a story, though it names a kind of case."""
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d]")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[a-z]{2,}", re.IGNORECASE)
_ZIP = re.compile(r"\d{5}(?:-?\d{4})?|\d{4}")
_CODE = re.compile(r"(?=.*\d)\w[\w./\-+ ]{0,30}")
_STREET = re.compile(r"\d+[\w-]* +\S+|p\.?\s?o\.? box", re.IGNORECASE)
_LISTED = re.compile(r"[^\W\d][\w'’.&? -]*, *[^\W\d?][\w'’.?\" -]*(?:, *\w+\.?)?|\?\w+, *\w+")
_TWO_WORDS = re.compile(r"[^\W\d]['’\w.-]*(?: [^\W\d]['’\w.-]*){1,3}")
_LANGUAGES = frozenset(
    {
        "english", "spanish", "vietnamese", "chinese", "mandarin", "cantonese", "russian", "ukrainian", "arabic",
        "korean", "somali", "amharic", "tagalog", "french", "haitian", "creole", "portuguese", "hindi", "farsi", "asl",
        "polish", "en", "es", "vi", "zh", "ru", "ko", "punjabi", "japanese", "german", "urdu", "bengali", "nepali",
        "tigrinya",
    }
)  # fmt: skip
_BODY = re.compile(
    r"\b(neck|back|shoulder|knee|head|whiplash|lumbar|cervical|fracture|sprain|strain|wrist|ankle|hip|concussion|tbi|"
    r"hand|foot|leg|arm|rib|disc|herniat\w+|c[2-7]|l[1-5])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Profile:
    """A column's values in short: how many are filled, samples, and what shares of them look like what."""

    filled: int
    total: int
    samples: tuple[str, ...]
    order: Order
    distinct: float
    shares: dict[str, float]
    past: float = 0.0
    ages: float = 0.0
    dated: int = 0

    def share(self, kind: str) -> float:
        return self.shares.get(kind, 0.0)


def profile(values: Sequence[str], today: date, *, order: Order | None = None) -> Profile:
    """What a column holds, from at most SAMPLE of its filled values spread over the whole of it."""
    filled = [value for value in values if value and not value.isspace()]
    step = max(1, len(filled) // SAMPLE)
    sample = [value.strip() for value in filled[::step][:SAMPLE]]
    told = [value for value in sample if value.casefold() not in NO_DATE]
    if order is None:
        month_first, day_first = evidence(told)
        order = Order.DAY_FIRST if day_first and not month_first else Order.MONTH_FIRST
    count = len(told) or 1
    times = Counter(told).items()  # in most columns a few values come again and again
    shares = {kind: sum(often for value, often in times if test(value)) / count for kind, test in _TESTS.items()}
    past, ages, dated = _ages(told, today, order) if shares["date"] > 0.3 else (0.0, 0.0, 0)
    distinct = len(set(sample)) / (len(sample) or 1)
    return Profile(len(filled), len(values), tuple(sample[:8]), order, distinct, shares, past, ages, dated)


def _ages(values: list[str], today: date, order: Order) -> tuple[float, float, int]:
    """The share of dates not ahead of today, the share over sixteen years back (births), and how many there are."""
    days = []
    for value in values:
        try:
            days.append(read_date(value, today, order=order, future=True).day)
        except ValueError:
            continue
    count = len(days) or 1
    return (
        sum(day <= today for day in days) / count,
        sum((today - day).days > 16 * 365 for day in days) / count,
        len(days),
    )


def _readable(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        try:
            parse(value)
        except ValueError:
            return False
        return True

    return test


def _has_digit(value: str) -> bool:
    return _DIGIT.search(value) is not None


def _has_letter(value: str) -> bool:
    return _LETTER.search(value) is not None


def _is_phone(value: str) -> bool:
    return 7 <= len(digits(value)) <= 40 and bool(split_phones(value)[0])


def _is_serial(value: str) -> bool:
    return bool(re.fullmatch(r"[1-7]\d{4}", value)) and 20_000 <= int(value) <= 60_000


def _is_person(value: str) -> bool:
    return bool(_TWO_WORDS.fullmatch(value)) and not looks_like_organisation(value) and not known_insurer(value)


_is_money = _readable(parse_cents)
_are_limits = _readable(parse_limits)


def _is_insurer_claim(value: str) -> bool:
    who, number = split_insurer_claim(value)
    return bool(who and number and len(re.sub(r"[\W\d]", "", who)) > 2)


def is_language(value: str) -> bool:
    """Whether a cell begins with the name of a language."""
    return (re.split(r"\W+", value.casefold(), maxsplit=1) or [""])[0] in _LANGUAGES


_TESTS: dict[str, Callable[[str], bool]] = {
    "date": lambda value: looks_like_date(value) or _is_serial(value),
    "serial": _is_serial,
    "phone": _is_phone,
    "email": lambda value: _EMAIL.search(value) is not None,
    "zip": lambda value: _ZIP.fullmatch(value) is not None,
    "state": lambda value: state_of(value) is not None,
    "money": lambda value: _has_digit(value) and _is_money(value),
    "dollars": lambda value: "$" in value or bool(re.search(r"\d,\d{3}", value)),
    "limits": _are_limits,
    "pair": lambda value: bool(re.search(r"\d\s*k?\s*/\s*\$?\d", value)) and _are_limits(value),
    "month_day": lambda value: bool(re.search(r"(?<!\d)\d{1,2}/\d{1,2}(?!\d)", value)),
    "listed": lambda value: _LISTED.fullmatch(value) is not None and not looks_like_organisation(value),
    "person": _is_person,
    "word": lambda value: _has_letter(value) and not _has_digit(value),
    "letters": _has_letter,
    "code": lambda value: _CODE.fullmatch(value) is not None,
    "insurer": known_insurer,
    "insurer_claim": _is_insurer_claim,
    "phase": lambda value: phase_of(value) is not None,
    "status": lambda value: status_of(value) is not None,
    "type": lambda value: len(value.split()) <= MOST_WORDS_OF_A_TYPE and case_type_of(value) is not None,
    "language": is_language,
    "street": lambda value: _STREET.match(value) is not None,
    "answer": lambda value: yes_or_no(value) is not None,
    "medicare": lambda value: medicare_of(value) is not None,
    "body": lambda value: _BODY.search(value) is not None,
    "ssn": lambda value: bool(re.fullmatch(r"(?:[\dX*]{3}-?[\dX*]{2}-?)?\d{4}", value, re.IGNORECASE)),
    "number": str.isdigit,
}


@cache
def _needs() -> dict[Field, tuple[str, ...]]:
    """The kinds of value a field is made of; a column with none of them is not that field."""
    return {
        **dict.fromkeys(DATES, ("date",)),
        Field.NEXT_APPOINTMENT: ("date", "month_day"),
        Field.PHONE: ("phone",),
        Field.ADJUSTER_PHONE: ("phone",),
        Field.EMAIL: ("email",),
        Field.ADJUSTER_EMAIL: ("email",),
        Field.ZIP: ("zip",),
        Field.CITY: ("word",),
        Field.CITY_LINE: ("letters",),
        Field.STATE: ("state",),
        Field.HOME_STATE: ("state",),
        Field.SSN: ("ssn",),
        Field.LIMITS: ("limits", "money", "pair"),
        Field.OWN_LIMITS: ("limits", "money", "pair"),
        Field.LIMIT_PERSON: ("money",),
        Field.LIMIT_ACCIDENT: ("money",),
        Field.NAME: ("letters",),
        Field.LAST: ("letters",),
        Field.FIRST: ("letters",),
        Field.NUMBER: ("code", "number"),
        Field.CLAIM_NO: ("code", "number"),
        Field.OWN_CLAIM_NO: ("code", "number"),
        Field.INSURER: ("letters",),
        Field.INSURER_CLAIM: ("insurer_claim", "insurer"),
        Field.OWN_INSURER_CLAIM: ("insurer_claim", "insurer"),
        Field.ADJUSTER: ("letters",),
        Field.PHASE: ("letters",),
        Field.STATUS: ("letters", "answer"),
        Field.TYPE: ("letters",),
        Field.INTERPRETER: ("answer", "language"),
        Field.RIDES: ("answer", "word"),
        Field.MEDICARE: ("medicare",),
        Field.POLICY_NO: ("code", "number"),
        Field.OWN_POLICY_NO: ("code", "number"),
        Field.HEALTH_INSURER: ("word", "insurer"),
        Field.PROVIDER: ("letters",),
        Field.DEFENSE_ATTORNEY: ("letters",),
        Field.ATTORNEY: ("letters",),
        Field.MANAGER: ("letters",),
        Field.SOURCE: ("letters",),
        Field.EMPLOYER: ("letters",),
    }


def fit(field: Field, column: Profile) -> float:
    """How well a column's values suit a field, 0 to 1; free text suits everything, an empty column too."""
    kinds = _needs().get(field)
    if not column.filled:
        return 1.0
    if kinds is None:
        if field in (Field.NOTES, Field.LEAVE_OUT):
            return 1.0
        kinds_of_case = column.share("type") if field is Field.DESCRIPTION else 0.0
        return 1.0 - 0.6 * column.share("date") - 0.4 * kinds_of_case
    share = max(column.share(kind) for kind in kinds)
    return share * _likely(field, column)


def _likely(field: Field, column: Profile) -> float:
    """Lower where the values are of the right kind and yet speak against the field."""
    if field is Field.PHASE:
        return 0.6 + 0.4 * column.share("phase")
    if field is Field.STATUS:
        return 0.55 + 0.4 * column.share("status")
    if field is Field.TYPE:
        return 0.6 + 0.4 * column.share("type") - 0.5 * column.share("date")
    if field in DATES and not column.dated:
        return 1.0
    if field is Field.DOB:
        return 0.3 + 0.7 * column.ages
    if field in DATES - FUTURE_DATES:
        return 0.4 + 0.6 * column.past if field is not Field.DOI or column.ages < 0.5 else 0.4
    if field in (Field.POLICY_NO, Field.OWN_POLICY_NO):
        return 0.4 if column.share("pair") > 0.5 or column.share("date") > 0.5 else 1.0
    if field in (Field.CLAIM_NO, Field.OWN_CLAIM_NO) and column.share("date") > 0.5:
        return 0.3
    if field in (Field.CLAIM_NO, Field.OWN_CLAIM_NO):
        return 0.7 if column.share("insurer_claim") > 0.5 and column.share("insurer") > 0.3 else 1.0
    if field in (Field.NAME, Field.LAST, Field.FIRST):
        other = column.share("insurer") > 0.6 or column.share("date") > 0.5
        return 0.4 if other or (column.share("phone") > 0.5 and column.share("letters") < 0.5) else 1.0
    if field in (Field.NUMBER, Field.DOCKET, Field.REPORT_NO):
        return 0.5 if column.share("date") > 0.7 or column.share("phone") > 0.7 else 1.0
    return 1.0
