"""Costs against budgets, wages lost, and what the client paid and drove. Amounts are cents."""

from collections.abc import Iterable, Sequence
from datetime import date

from caseterm.values import value

WARN_NUM, WARN_DEN = 80, 100
"""The share of a budget from which it warns; the program's own default."""
MOST_PERCENT = 999
MILEAGE_SOURCE = "IRS standard mileage rate for medical travel, 2026: 20.5 cents a mile, not verified"
MILEAGE_MILLS = 205


@value
class CostLine:
    """One cost of a case; `request` names the request whose fee it is."""

    id: int
    dated: date | None
    category: str
    amount: int
    phase: str = ""
    vendor: str = ""
    description: str = ""
    paid_by: str = "firm"
    check_no: str = ""
    recoverable: bool = True
    notes: str = ""
    archived: bool = False
    request_id: int | None = None
    request: str = ""


@value
class BudgetLine:
    """What a case may cost in a category ('' all) and a stage ('' all), and what was spent of it."""

    id: int
    category: str
    phase: str
    budget: int
    spent: int = 0
    notes: str = ""
    archived: bool = False

    @property
    def level(self) -> int:
        """0 within, 1 from the warning share on, 2 over the budget."""
        if self.spent > self.budget:
            return 2
        return 1 if self.spent and self.spent * WARN_DEN >= self.budget * WARN_NUM else 0

    @property
    def percent(self) -> int | None:
        """Spent in whole percent, rounded down; None where nothing was budgeted."""
        return self.spent * 100 // self.budget if self.budget else None

    @property
    def share(self) -> str:
        """What was used of it, as it is said: 97 %, over 999 %."""
        percent = self.percent
        if percent is None:
            return "over" if self.spent else "no sum"
        return f"{percent} %" if percent <= MOST_PERCENT else f"over {MOST_PERCENT} %"


@value
class WageLine:
    """Work missed with one employer; `hours_week` is tenths of an hour."""

    id: int
    employer: str
    lost: int
    job_title: str = ""
    rate: int | None = None
    rate_unit: str = "hour"
    hours_week: int | None = None
    off_from: date | None = None
    off_to: date | None = None
    restricted_from: date | None = None
    restricted_to: date | None = None
    verified: bool = False
    verified_on: date | None = None
    notes: str = ""
    archived: bool = False


@value
class ExpenseLine:
    """What the client paid, drove or will need; miles in tenths, the rate in tenths of a cent a mile."""

    id: int
    kind: str
    dated: date | None
    amount: int
    vendor: str = ""
    description: str = ""
    miles_tenths: int | None = None
    rate_mills: int | None = None
    receipt: bool = False
    notes: str = ""
    archived: bool = False


def spent_on(costs: Iterable[CostLine], category: str, phase: str) -> int:
    """What a budget has used up: every cost of its category and stage, recoverable or not."""
    return sum(
        cost.amount
        for cost in costs
        if not cost.archived and category in ("", cost.category) and phase in ("", cost.phase)
    )


def mileage_cents(miles_tenths: int, rate_mills: int) -> int:
    """What so many tenths of a mile are worth at so many tenths of a cent a mile, half a cent rounded up."""
    return (miles_tenths * rate_mills + 50) // 100


def wages_lost(rate: int, unit: str, *, hours_week: int, days: int) -> int:
    """Wages for so many calendar days off at a rate: the exact share of a week of `hours_week` tenths, half up.

    A day's pay counts five days a week; a month is a twelfth, and two weeks a 26th, of a year of 52 weeks.
    """
    week = {
        "hour": (rate * hours_week, 10),
        "day": (rate * 5, 1),
        "week": (rate, 1),
        "two_weeks": (rate, 2),
        "month": (rate * 12, 52),
        "year": (rate, 52),
    }
    num, den = week[unit]
    num, den = num * days, den * 7
    return (2 * num + den) // (2 * den)


def days_off(line: WageLine, today: date) -> int:
    """Calendar days off work, both ends counted; to today where it has no end."""
    if line.off_from is None:
        return 0
    return max(0, ((line.off_to or today) - line.off_from).days + 1)


def gravest(budgets: Sequence[BudgetLine]) -> BudgetLine | None:
    """The budget nearest to or furthest over its sum; None where none warns."""
    warned = [each for each in budgets if each.level and not each.archived]
    return max(warned, key=lambda each: (each.level, each.percent or 10**9), default=None)
