"""How the summary writes days, times, yes and no, and money."""

from datetime import date, datetime

from caseterm.rules.date_words import days_words, paper_day, show_time
from caseterm.rules.money import format_cents
from caseterm.rules.summary import VisitFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import APPOINTMENT_KINDS

NONE = "-"


def day(on: date | None) -> str:
    """12/03/2026, or a dash where there is no day."""
    return paper_day(on) if on is not None else NONE


def moment(at: datetime) -> str:
    """12/03/2026 3:00 PM; a midnight is a day without a time."""
    if at.hour == at.minute == 0:
        return paper_day(at.date())
    return f"{paper_day(at.date())} {show_time(at.time())}"


def days_off(on: date, today: date) -> str:
    """In 41 days, 34 days ago, today."""
    return days_words((on - today).days)


def visit_words(visit: VisitFacts) -> tuple[str, str]:
    """When an appointment is, and what and where."""
    what = visit.title or label(APPOINTMENT_KINDS, visit.kind)
    return moment(visit.at), ", ".join(part for part in (what, visit.place) if part)


def money(cents: int | None) -> str:
    """1,234.00 with parentheses for a negative sum; empty where there is none."""
    return "" if cents is None else format_cents(cents, parentheses=True)


def limits(person: int | None, accident: int | None, single: int | None) -> str:
    """Limits as they are said: 100,000 / 300,000, whole dollars without their cents."""
    each = [money(sum_).removesuffix(".00") for sum_ in (person, accident) if sum_ is not None]
    parts = [" / ".join(each)] if each else []
    if single is not None:
        parts.append(f"{money(single).removesuffix('.00')} single")
    return ", ".join(parts) or "not disclosed"
