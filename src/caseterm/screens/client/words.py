"""How days, phones, countdowns and sums read on the client screen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from caseterm.queries.casefile import CaseHead, Limitation
from caseterm.queries.casefile_cover import CoverageLine
from caseterm.queries.casefile_rows import PhoneLine
from caseterm.rules.attention import LIMITATION_CRITICAL, LIMITATION_NEAR
from caseterm.rules.date_words import bare_day, list_day
from caseterm.rules.dates import show_time
from caseterm.rules.phones import format_phone
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import COVERAGE_SHORT
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, width_of, wrap

LEAST_INSURER = 4
_PHONE_MARKS: Mapping[str, str] = {"mobile": "m", "home": "h", "work": "w", "office": "o", "fax": "fax"}


def month_day(day: date | None, today: date, *, none: str = "") -> str:
    """11/24 near today, 11/24/25 once the year could be mistaken."""
    return none if day is None else bare_day(day, today)


def when_words(at: datetime, today: date) -> str:
    """Tue 11/24 9:30 near today, 01/23/26 4:00p further off."""
    return f"{list_day(at.date(), today)} {clock(at)}"


def clock(at: datetime) -> str:
    """9:30, 2:05p: a time in a narrow column; work hours need no mark before noon."""
    shown, half = show_time(at.time()).split(" ")
    return f"{shown}{'p' if half == 'PM' else ''}"


def phone_words(phone: PhoneLine) -> str:
    """(555) 014-8831 m."""
    mark = _PHONE_MARKS.get(phone.label, phone.label)
    return " ".join(part for part in (format_phone(phone.number, phone.ext), mark) if part)


def phones_line(phones: Sequence[PhoneLine]) -> str:
    return "   ".join(phone_words(phone) + (" text ok" if phone.text_ok else "") for phone in phones)


def countdown(head: CaseHead, today: date) -> list[Cell]:
    """SOL 41 d !! verified, in the header."""
    found = head.limitation
    if found is None:
        return ["SOL ", ("filed", "muted")] if head.filed_on else ["SOL ", ("none !", "warn")]
    if found.satisfied:
        return ["SOL ", ("filed" if head.filed_on else "met", "muted")]
    days, role = days_left(found.due, today)
    verified: Cell = "verified" if found.verified else ("? not verified", "warn")
    return ["SOL ", (days, role), " ", verified]


def days_left(due: date, today: date) -> tuple[str, str]:
    """A countdown with its mark, and its role: 41 d !!, 85 d !, passed 3 d !!."""
    days = (due - today).days
    if days < 0:
        return f"passed {-days} d !!", "bad"
    if days <= LIMITATION_CRITICAL:
        return f"{days} d !!", "bad"
    return (f"{days} d !", "warn") if days <= LIMITATION_NEAR else (f"{days} d", "")


def last_contact(head: CaseHead, today: date) -> tuple[str, str]:
    """last contact 34 d !, with its role."""
    late = head.contact_due_on is not None and head.contact_due_on < today and head.status in ("open", "on_hold")
    if head.last_contact_on is None:
        return ("never contacted !", "warn") if late else ("no contact yet", "muted")
    days = (today - head.last_contact_on).days
    shown = "last contact today" if days == 0 else f"last contact {days} d"
    return (f"{shown} !", "warn") if late else (shown, "")


def limits(line: CoverageLine) -> str:
    """100k/300k, CSL 500k, 5,500: what the coverage pays at most."""
    if line.csl_limit is not None:
        return f"CSL {thousands(line.csl_limit)}"
    parts = [thousands(cents) for cents in (line.limit_per_person, line.limit_per_accident) if cents is not None]
    return "/".join(parts)


def thousands(cents: int) -> str:
    """Cents as 100k, 1.5m, or the plain amount where it is neither."""
    for size, mark in ((100_000_000, "m"), (100_000, "k")):
        if cents >= size and cents * 10 % size == 0:
            return f"{cents / size:g}{mark}"
    return f"{cents / 100:,.2f}".removesuffix(".00")


def coverage_words(line: CoverageLine, *, width: int, adjuster: bool = False) -> str:
    """BI 100k StateAuto 88-A12 and whom to call, in that many cells: the insurer goes before a number is cut."""
    spent = "exhausted" if line.exhausted_on or line.claim_status == "exhausted" else ""
    phone = phones_line(line.adjuster_phones[:1]) if adjuster else ""
    head = f"{label(COVERAGE_SHORT, line.kind)} {limits(line)}".rstrip()
    for who in (line.adjuster if adjuster else "", ""):
        tail = " ".join(part for part in (line.claim_no or line.policy_no, spent, who, phone) if part)
        room = width - width_of(head) - width_of(tail) - 2
        if room >= width_of(line.insurer):
            break
    insurer = cut(line.insurer, room) if room >= LEAST_INSURER else ""
    return " ".join(part for part in (head, insurer, tail) if part)


def limitation_day(found: Limitation) -> str:
    return f"{found.due.month:02}/{found.due.day:02}/{found.due.year:04}"


def first_line(text: str) -> str:
    """The first line of a text that has any."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def paragraph(text: str, width: int, role: str = "") -> list[list[Cell]]:
    """A text as lines of a page, wrapped; blank lines dropped."""
    return [[(part, role)] for part in wrap(text, width) if part]
