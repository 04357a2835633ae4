"""The budget review: what costs too much or takes too long, one case a line, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.queries.budgets import Reviewed
from caseterm.rules.attention_money import budget_words
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import PHASE_SHORT, PHASES, label
from caseterm.screens.listboard import ListBoard
from caseterm.widgets.rows import Cell, Column

if TYPE_CHECKING:
    from caseterm.screens.dialogs.prompt import PromptDialog

COLUMNS = (
    Column("client", "Client", 14, grow=True),
    Column("stage", "Stage", 17),
    Column("spent", "Spent", 11, "right", min_total=68),
    Column("budget", "Budget", 11, "right"),
    Column("used", "Used", 11, "right"),
    Column("reviewed", "Reviewed", 10, min_total=90),
)


class BudgetReview(ListBoard[Reviewed]):
    """Open cases over most of a budget, or over their stage's age."""

    scope = "budgets"
    mode_key = "1"
    watches = frozenset({"case_costs", "cost_budgets", "cases", "contacts", "phase_history", "file_reviews"})
    called = "budget review"
    columns = COLUMNS
    card_height = 3

    # what is shown

    def read(self) -> dict[int, Reviewed]:
        return {line.case_id: line for line in queries.budgets.review(self.db)}

    def heading(self) -> list[Cell]:
        lines = self.lines.values()
        over = sum(line.budget is not None and line.budget.level == 2 for line in lines)
        old = sum(line.age > 0 for line in lines)
        return [
            f" Budget review: {counted(len(lines), 'case')}",
            (f"   {over} over a budget" if over else "", "bad"),
            (f"   {old} long in their stage" if old else "", "warn"),
        ]

    def why_empty(self) -> str:
        return "No open case is over 80 % of a budget or over its stage's age.\n\ng C shows the costs of a case."

    def cells(self, line: Reviewed) -> dict[str, Cell]:
        days = (self.program.today - line.phase_on).days
        budget = line.budget
        used: Cell = ""
        if budget is not None:
            used = (budget.share + ("", " !", " !!")[budget.level], ("", "warn", "bad")[budget.level])
        elif line.whole is not None:
            used = line.whole.share
        shown = budget or line.whole
        return {
            "client": line.client,
            "stage": (f"{label(PHASE_SHORT, line.phase)} {days} d{('', ' !', ' !!')[line.age]}",
                      ("", "warn", "bad")[line.age]),
            "spent": format_cents(shown.spent if shown else line.spent),
            "budget": format_cents(shown.budget) if shown else ("none", "muted"),
            "used": used,
            "reviewed": (paper_day(line.reviewed_on) if line.reviewed_on else "never", "muted"),
        }  # fmt: skip

    def card(self, line: Reviewed) -> list[list[Cell]]:
        """Why the case is here."""
        days = (self.program.today - line.phase_on).days
        why = [budget_words(line.budget)] if line.budget else []
        why += [f"{label(PHASES, line.phase).lower()} for {days} days"] if line.age else []
        reviewed = f"last reviewed {paper_day(line.reviewed_on)}" if line.reviewed_on else "never reviewed"
        return [
            [(f" {line.client}", "bold"), f"  {line.number}"],
            [f" {', '.join(why)}"],
            [f" Spent {format_cents(line.spent, dollar=True)} in all, {reviewed}"],
        ]

    def on_row_list_opened(self) -> None:
        self.action_open_costs()

    # keys

    def action_open_costs(self) -> None:
        """The costs in the client's file."""
        self.open_file("costs")

    def action_attorney(self, kind: str) -> None:
        """A cheaper route for the attorney to decide on, or the review of the file: grade, reason, next day."""
        from caseterm.screens.client.attorneyforms import open_new

        line = self.meant()
        if line is not None:
            open_new(self, line.case_id, line.client, line.number, kind=kind)

    def action_open_attorney(self) -> None:
        """The attorney's side of the client's file."""
        self.open_file("attorney")

    def action_set_budget(self) -> None:
        """What the whole case may cost."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        line = self.meant()
        if line is None:
            return
        start = line.whole.budget if line.whole else None

        def typed(cents: Any) -> None:
            if cents is not None:
                self.store(lambda: services.costs.set_budget(self.db, line.case_id, cents))

        hint = f"Spent so far: {format_cents(line.spent, dollar=True)}."
        dialog = PromptDialog(f"Budget of the whole case, {line.client}", "money", start, hint)
        self.app.push_screen(dialog, typed)
        self.call_after_refresh(_select, dialog)

    def action_reviewed(self) -> None:
        """Reviewed today."""
        line = self.meant()
        if line is not None:
            words = f"Reviewed the file ({line.client})"
            values = {"reviewed_on": self.program.today}
            self.store(lambda: services.records.edit_record(self.db, "case", line.case_id, values, label=words))


def _select(dialog: PromptDialog) -> None:
    """Let typing replace what stands there."""
    if dialog.is_attached:
        dialog.field.line.select_all()
