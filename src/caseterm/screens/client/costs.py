"""The costs of a case against its budgets, and what the client lost: wages, out of pocket, mileage, care to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.costs import MILEAGE_SOURCE, BudgetLine, CostLine, ExpenseLine, WageLine
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_money import COST_CATEGORIES, COST_PAYERS, EXPENSE_KINDS, RATE_UNITS
from caseterm.screens.client.costforms import (
    BUDGET_SPECS,
    COST_SPECS,
    EXPENSE_SPECS,
    MILEAGE_SPECS,
    WAGE_SPECS,
    budget_values,
    cost_values,
    expense_start,
    expense_values,
    wage_start,
    wage_values,
)
from caseterm.screens.client.section import RecordSection, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.opening import Given
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

Line = CostLine | BudgetLine | WageLine | ExpenseLine
GROUPS = {"budget": "Budgets", "cost": "Costs", "wage_loss": "Wages lost", "expense": "Paid and driven by the client"}
ONES = {"budget": "budget", "cost": "cost", "wage_loss": "wage loss", "expense": "expense"}


class CostsSection(RecordSection):
    name = "costs"
    title = "Costs"
    one = "line"
    strip = 6
    empty = "No costs, budgets or losses yet. a adds one."
    hints = (("a", "Add..."), ("y", "Copy"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, Line] = {}

    # what is shown

    def columns(self, width: int) -> list[Column]:
        return [
            Column("when", "Date", 8),
            Column("what", "What", 18, grow=True),
            Column("kind", "Kind", 15, min_total=62),
            Column("phase", "Stage", 9, min_total=84),
            Column("amount", "Amount", 11, "right"),
            Column("mark", "", 13),
        ]

    def rows(self) -> list[Row]:
        costs = queries.money.costs(self.db, self.case_id, archived=self.desk.archived)
        losses = queries.money.losses(self.db, self.case_id, archived=self.desk.archived)
        groups: dict[str, Sequence[Line]] = {
            "budget": costs.budgets, "cost": costs.lines, "wage_loss": losses.wages, "expense": losses.expenses,
        }  # fmt: skip
        totals = {
            "cost": _spent(costs.total, costs.total - costs.recoverable),
            "wage_loss": money(losses.wages_lost),
            "expense": "   ".join(
                f"{label(EXPENSE_KINDS, kind).lower()} {money(losses.spent(kind))}"
                for kind in EXPENSE_KINDS
                if losses.spent(kind)
            ),
        }
        self.lines = {f"{kind}:{line.id}": line for kind, lines in groups.items() for line in lines}
        rows: list[Row] = []
        for kind, lines in groups.items():
            if lines:
                text = f"{GROUPS[kind]}   {totals.get(kind, '')}".rstrip()
                rows.append(Row(f"group:{kind}", {"text": text}, kind="heading"))
                rows += [Row(f"{kind}:{line.id}", self._cells(line)) for line in lines]
        return rows

    def _cells(self, line: Line) -> dict[str, Cell]:
        role = "muted" if line.archived else ""
        if isinstance(line, BudgetLine):
            cells = self._budget(line)
        elif isinstance(line, CostLine):
            cells = self._cost(line)
        elif isinstance(line, WageLine):
            cells = self._wage(line)
        else:
            cells = self._expense(line)
        return {name: (cell, role) if isinstance(cell, str) else cell for name, cell in cells.items()}

    def _budget(self, line: BudgetLine) -> dict[str, Cell]:
        role = ("", "warn", "bad")[line.level]
        mark = ("", " !", " over !!")[line.level]
        kind = label(COST_CATEGORIES, line.category) if line.category else "All costs"
        return {
            "what": f"{kind}: {money(line.spent)} of {money(line.budget)}",
            "kind": kind.lower(),
            "phase": label(PHASES, line.phase) if line.phase else "all",
            "amount": money(line.budget - line.spent),
            "mark": (f"{line.share}{mark}", role),
        }

    def _cost(self, line: CostLine) -> dict[str, Cell]:
        return {
            "when": month_day(line.dated, self.today, none="-"),
            "what": ", ".join(part for part in (line.vendor, line.description) if part) or "-",
            "kind": label(COST_CATEGORIES, line.category),
            "phase": label(PHASES, line.phase) if line.phase else "",
            "amount": money(line.amount),
            "mark": (_cost_mark(line), "muted"),
        }

    def _wage(self, line: WageLine) -> dict[str, Cell]:
        until = paper_day(line.off_to) if line.off_to else "now"
        off = f"off {paper_day(line.off_from)} to {until}" if line.off_from else ""
        return {
            "when": month_day(line.off_from, self.today, none="-"),
            "what": ", ".join(part for part in (line.employer or "employer not known", off) if part),
            "kind": line.job_title,
            "amount": money(line.lost),
            "mark": ("verified", "good") if line.verified else ("not verified", "warn"),
        }

    def _expense(self, line: ExpenseLine) -> dict[str, Cell]:
        return {
            "when": month_day(line.dated, self.today, none="-"),
            "what": ", ".join(part for part in (line.vendor, line.description, miles_words(line)) if part) or "-",
            "kind": label(EXPENSE_KINDS, line.kind),
            "amount": money(line.amount),
            "mark": ("receipt", "muted") if line.receipt else "",
        }

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        cells = self._cells(line)
        head = f"{GROUPS[split_key(key)[0]]}: {money(_amount(line))}"
        lines: list[list[Cell]] = [[(head, "bold")], *paragraph(_plain(cells["what"]), width - 2)]
        if isinstance(line, BudgetLine):
            lines.append([("It warns from 80 % on.", "muted")])
        elif isinstance(line, WageLine) and line.rate is not None:
            hours = f", {line.hours_week / 10:g} h a week" if line.hours_week else ""
            lines.append([f"{money(line.rate)} {label(RATE_UNITS, line.rate_unit)}{hours}"])
        elif isinstance(line, ExpenseLine) and line.kind == "mileage":
            lines.append([(MILEAGE_SOURCE + ".", "muted")])
        elif isinstance(line, CostLine):
            check = f", check {line.check_no}" if line.check_no else ""
            whose = "comes out of the settlement" if line.recoverable else "borne by the firm"
            lines.append([(f"Paid by {label(COST_PAYERS, line.paid_by).lower()}{check}; {whose}.", "muted")])
            if line.request:
                words = f"The fee of the request {line.request}; the amount is changed in Requests."
                lines += paragraph(words, width - 2)
        return lines + paragraph(line.notes, width - 2)

    def row_name(self, key: str) -> str:
        return f"{ONES[split_key(key)[0]]} {money(_amount(self.lines[key]))}"

    # acts

    def add(self) -> None:
        """a and a letter: what is added."""
        from caseterm.screens.dialogs.menu import MenuDialog

        items: list[tuple[str, str, Callable[[], None]]] = [
            ("c", "Cost", self.add_cost),
            ("b", "Budget", self.add_budget),
            ("w", "Wages lost", self.add_wage),
            ("o", "Out of pocket", lambda: self._expense_form(None, "out_of_pocket")),
            ("k", "Mileage", lambda: self._expense_form(None, "mileage")),
            ("f", "Future medical", lambda: self._expense_form(None, "future_medical")),
        ]

        def chosen(act: Any) -> None:
            if act is not None:
                act()

        self.desk.app.push_screen(MenuDialog("a  Add", items), chosen)

    def add_cost(self) -> None:
        self._cost_form(None)

    def add_budget(self) -> None:
        self._budget_form(None)

    def add_wage(self) -> None:
        self._wage_form(None)

    def edit(self, key: str) -> None:
        line = self.lines[key]
        if isinstance(line, CostLine):
            self._cost_form(line)
        elif isinstance(line, BudgetLine):
            self._budget_form(line)
        elif isinstance(line, WageLine):
            self._wage_form(line)
        else:
            self._expense_form(line, line.kind)

    def _cost_form(self, line: CostLine | None) -> None:
        phase = self.desk.head.phase if self.desk.head else ""
        start: dict[str, object] = {"dated": self.today, "phase": phase, "paid_by": "firm", "recoverable": True}
        if line is not None:
            start = {spec.name: getattr(line, spec.name, None) for spec in COST_SPECS} | {"amount_cents": line.amount}

        def save(given: Given) -> ChangeSet:
            return self._save("cost", line.id if line else None, cost_values(given), money(given["amount_cents"]))

        title = "Edit cost" if line else "New cost"
        self.desk.form("cost", self._target("cost", line), title, list(COST_SPECS), start, save)

    def _budget_form(self, line: BudgetLine | None) -> None:
        start: dict[str, object] = {"category": "", "phase": ""}
        if line is not None:
            start = {
                "category": line.category, "phase": line.phase, "budget_cents": line.budget, "notes": line.notes,
            }  # fmt: skip

        def save(given: Given) -> ChangeSet:
            return self._save("budget", line.id if line else None, budget_values(given), money(given["budget_cents"]))

        title = "Edit budget" if line else "New budget"
        self.desk.form("budget", self._target("budget", line), title, list(BUDGET_SPECS), start, save)

    def _wage_form(self, line: WageLine | None) -> None:
        def save(given: Given) -> ChangeSet:
            number = line.id if line else None
            return services.costs.put_wage_loss(self.db, self.case_id, wage_values(given), wage_id=number)

        title = "Edit wages lost" if line else "Wages lost"
        self.desk.form("wage", self._target("wage_loss", line), title, list(WAGE_SPECS), wage_start(line), save)

    def _expense_form(self, line: ExpenseLine | None, kind: str) -> None:
        specs = MILEAGE_SPECS if kind == "mileage" else EXPENSE_SPECS

        def save(given: Given) -> ChangeSet:
            number = line.id if line else None
            values = expense_values(given, kind)
            return services.costs.put_expense(self.db, self.case_id, values, expense_id=number)

        target = f"expense:{line.id}" if line else f"new:{kind}:{self.case_id}"
        start = expense_start(line, self.today)
        self.desk.form("expense", target, label(EXPENSE_KINDS, kind), list(specs), start, save)

    def _target(self, kind: str, line: Line | None) -> str:
        return f"{kind}:{line.id}" if line else f"new:{self.case_id}"

    def _save(self, kind: str, number: int | None, values: Given, amount: str) -> ChangeSet:
        if number is None:
            words = f"Added {ONES[kind]} {amount} {self.whose}"
            return services.records.add_record(self.db, kind, {**values, "case_id": self.case_id}, label=words)
        words = f"Changed {ONES[kind]} {amount} {self.whose}"
        return services.records.edit_record(self.db, kind, number, values, label=words)


def money(cents: int) -> str:
    return format_cents(cents, parentheses=True)


def miles_words(line: ExpenseLine) -> str:
    """24.6 miles at 20.5 c."""
    if line.miles_tenths is None:
        return ""
    rate = f" at {line.rate_mills / 10:g} c" if line.rate_mills is not None else ""
    return f"{line.miles_tenths / 10:,.1f} miles{rate}"


def _spent(total: int, not_recoverable: int) -> str:
    return money(total) + (f", {money(not_recoverable)} of it not recoverable" if not_recoverable else "")


def _cost_mark(line: CostLine) -> str:
    """Who paid a cost where it is not the firm, or what it came of."""
    if not line.recoverable:
        return "not recover."
    return label(COST_PAYERS, line.paid_by) if line.paid_by != "firm" else "request fee" if line.request else ""


def _amount(line: Line) -> int:
    if isinstance(line, BudgetLine):
        return line.budget
    return line.lost if isinstance(line, WageLine) else line.amount


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]
