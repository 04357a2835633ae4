"""What a summary says of bills, liens, costs and losses; amounts are cents."""

from datetime import date

from caseterm.values import value


@value
class BillsFacts:
    """One provider's bills together; `lien` and `unpaid` say how its balance is settled."""

    provider: str
    first: date | None
    last: date | None
    bills: int
    billed: int
    adjusted: int
    paid: int
    balance: int
    final_on: date | None = None
    lien: bool = False
    unpaid: bool = False


@value
class LossFacts:
    """What was lost beside medical bills, and what PIP and MedPay have left, in words."""

    wages: int = 0
    out_of_pocket: int = 0
    mileage: int = 0
    future: int = 0
    no_fault: tuple[str, ...] = ()


@value
class LienFacts:
    """One lien: what is claimed, what the chosen rule takes off, what it comes to, and whether that is final."""

    holder: str
    kind: str
    status: str
    claimed: int | None
    now: int | None
    final: bool
    reduction: str = ""
    why: str = ""


@value
class BudgetFacts:
    """One budget: of a category ('' all) and a stage ('' all), with what was spent of it."""

    category: str
    phase: str
    budget: int
    spent: int
    level: int


@value
class CostsFacts:
    """The costs of a case by category, what of them the firm bears, and its budgets."""

    total: int
    borne: int
    categories: tuple[tuple[str, int], ...]
    budgets: tuple[BudgetFacts, ...] = ()
