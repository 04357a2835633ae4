"""The budget review: open cases that have used most of a budget, or have stood too long in their stage."""

from dataclasses import dataclass
from datetime import date

from caseterm.queries.casefile_rows import day
from caseterm.rules.attention import PHASE_AGES
from caseterm.rules.costs import BudgetLine, gravest
from caseterm.store.database import Database


@dataclass(frozen=True)
class Reviewed:
    """One open case on the review: `budget` is the one nearest to its end, None where the stage's age brought it here.

    `age` is 1 for an old stage and 2 for one that is too old; amounts are cents.
    """

    case_id: int
    client: str
    number: str
    phase: str
    phase_on: date
    age: int
    spent: int
    budget: BudgetLine | None
    whole: BudgetLine | None
    """The budget of the whole case, where it has one."""
    reviewed_on: date | None

    @property
    def grave(self) -> tuple[int, int]:
        """What brings it here, the graver the more."""
        level = self.budget.level if self.budget else 0
        return max(level, self.age), (self.budget.percent or 0) if self.budget else 0


def review(db: Database) -> list[Reviewed]:
    """The open cases over the warning share of a budget or over their stage's age, the gravest first."""
    today = db.clock.today()
    budgets: dict[int, list[BudgetLine]] = {}
    for case_id, *values in db.raw.execute(_BUDGETS):
        budgets.setdefault(case_id, []).append(BudgetLine(*values))
    spent = dict(db.raw.execute(_SPENT).fetchall())
    found: list[Reviewed] = []
    for case_id, client, number, phase, phase_on, reviewed_on in db.raw.execute(_CASES):
        since = date.fromisoformat(phase_on)
        mine = budgets.get(case_id, [])
        line = Reviewed(
            case_id=case_id,
            client=client,
            number=number,
            phase=phase,
            phase_on=since,
            age=phase_age(phase, (today - since).days),
            spent=spent.get(case_id, 0),
            budget=gravest(mine),
            whole=next((each for each in mine if not each.category and not each.phase), None),
            reviewed_on=day(reviewed_on),
        )
        if line.budget is not None or line.age:
            found.append(line)
    return sorted(found, key=lambda line: (-line.grave[0], -line.grave[1], line.phase_on, line.case_id))


def phase_age(phase: str, days: int) -> int:
    """0 for a stage in its time, 1 for an old one, 2 for one that is too old."""
    old, too_old = PHASE_AGES.get(phase, (10_000, 10_000))
    return 2 if days >= too_old else 1 if days >= old else 0


_CASES = """
SELECT l.case_id, l.client, l.number, l.phase, l.phase_on, nullif(max(coalesce(c.reviewed_on, ''), coalesce((SELECT
 max(r.reviewed_on) FROM file_reviews r WHERE r.case_id = c.id AND r.archived_at IS NULL), '')), '')
FROM caselist l JOIN cases c ON c.id = l.case_id WHERE l.is_open = 1
"""
_SPENT = """
SELECT k.case_id, sum(k.amount_cents) FROM case_costs k JOIN caselist l ON l.case_id = k.case_id AND l.is_open = 1
WHERE k.archived_at IS NULL GROUP BY k.case_id
"""
_BUDGETS = """
SELECT b.case_id, b.id, b.category, b.phase, b.budget_cents, coalesce(sum(k.amount_cents), 0)
FROM cost_budgets b JOIN caselist l ON l.case_id = b.case_id AND l.is_open = 1
LEFT JOIN case_costs k ON k.case_id = b.case_id AND k.archived_at IS NULL
 AND b.category IN ('', k.category) AND b.phase IN ('', k.phase)
WHERE b.archived_at IS NULL GROUP BY b.id
"""
