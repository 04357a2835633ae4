"""What attention looks at of bills and costs, read for many cases with one statement each."""

import sqlite3
from typing import Any

from caseterm.queries.casefile_rows import day, grouped
from caseterm.rules.attention_money import UNSPENT, Spending, used_up
from caseterm.rules.costs import BudgetLine

_COVERAGES = (
    "SELECT v.case_id, v.kind, coalesce(i.org_name, ''), coalesce(v.limit_per_person, v.csl_limit), v.exhausted_on "
    "FROM coverages v JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts i ON i.id = p.insurer_id "
    "WHERE v.case_id IN (SELECT value FROM json_each(?)) AND v.archived_at IS NULL AND v.kind IN ('pip', 'medpay') "
    "AND coalesce(v.limit_per_person, v.csl_limit) IS NOT NULL ORDER BY v.id"
)
_PAID = (
    "SELECT case_id, sum(paid_pip_cents), sum(paid_medpay_cents), max(coalesce(received_on, dos_to, dos_from)) "
    "FROM medical_bills WHERE case_id IN (SELECT case_id FROM coverages WHERE case_id IN "
    "(SELECT value FROM json_each(?)) AND kind IN ('pip', 'medpay') AND exhausted_on IS NULL AND archived_at IS NULL) "
    "AND archived_at IS NULL AND related GROUP BY case_id"
)
_BUDGETS = (
    "SELECT b.case_id, b.id, b.category, b.phase, b.budget_cents, sum(k.amount_cents), max(k.dated) "
    "FROM cost_budgets b LEFT JOIN case_costs k ON k.case_id = b.case_id AND k.archived_at IS NULL "
    "AND b.category IN ('', k.category) AND b.phase IN ('', k.phase) "
    "WHERE b.case_id IN (SELECT value FROM json_each(?)) AND b.archived_at IS NULL GROUP BY b.id"
)
Row = tuple[Any, ...]


class MoneyFacts:
    """The coverages that bills use up, and the budgets, of a chunk of cases; `wanted` holds their ids as JSON."""

    def __init__(self, connection: sqlite3.Connection, wanted: str) -> None:
        self._coverages = grouped(connection, _COVERAGES, (wanted,))
        self._paid = grouped(connection, _PAID, (wanted,)) if self._coverages else {}
        self._budgets = grouped(connection, _BUDGETS, (wanted,))

    def of(self, case_id: int) -> Spending:
        """What was spent in one case."""
        budgets, paid = self._budgets.get(case_id, []), self._paid.get(case_id, [])
        if not (budgets or paid):
            return UNSPENT
        limits = [(str(kind), str(name), int(limit), bool(on)) for kind, name, limit, on in self._of(case_id)]
        return Spending(
            used_up=used_up(limits, {"pip": paid[0][0], "medpay": paid[0][1]}) if paid else "",
            used_on=day(paid[0][2]) if paid else None,
            budgets=tuple(BudgetLine(row[0], row[1], row[2], row[3], row[4] or 0) for row in budgets),
            spent_on=max((on for row in budgets if (on := day(row[5]))), default=None),
        )

    def _of(self, case_id: int) -> list[Row]:
        return self._coverages.get(case_id, [])
