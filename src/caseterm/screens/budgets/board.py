"""The budget review: what costs too much or takes too long, one case a line, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.queries.budgets import Reviewed
from caseterm.rules.attention_money import budget_words
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import PHASE_SHORT, PHASES, label
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.textpage import TextPage

if TYPE_CHECKING:
    from caseterm.screens.dialogs.prompt import PromptDialog

COLUMNS = (
    Column("client", "Client", 18, grow=True),
    Column("stage", "Stage", 17),
    Column("spent", "Spent", 11, "right"),
    Column("budget", "Budget", 11, "right"),
    Column("used", "Used", 11, "right"),
    Column("reviewed", "Reviewed", 10, min_total=90),
)


class BudgetReview(BaseScreen):
    """Open cases over most of a budget, or over their stage's age."""

    CSS_PATH = STYLES / "budgets.tcss"
    scope = "budgets"
    mode_key = "1"
    watches = frozenset({"case_costs", "cost_budgets", "cases", "contacts", "phase_history"})

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[int, Reviewed] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="budgetline")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="budgets")
        yield Rule()
        yield TextPage(id="budgetcard")

    def on_mount(self) -> None:
        self.query_one("#budgetcard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#budgets", RowList)

    # what is shown

    def reload(self) -> None:
        self.lines = {line.case_id: line for line in queries.budgets.review(self.db)}
        over = sum(line.budget is not None and line.budget.level == 2 for line in self.lines.values())
        old = sum(line.age > 0 for line in self.lines.values())
        self.set_title("budget review")
        self.query_one("#budgetline", Line).set(
            f" Budget review: {counted(len(self.lines), 'case')}",
            (f"   {over} over a budget" if over else "", "bad"),
            (f"   {old} long in their stage" if old else "", "warn"),
        )
        self.rows.empty_text = "No open case is over 80 % of a budget or over its stage's age."
        self.rows.set_rows([Row(case_id, self._cells(line)) for case_id, line in self.lines.items()])
        self.show_card()

    def _cells(self, line: Reviewed) -> dict[str, Cell]:
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

    def show_card(self) -> None:
        """Why the case under the cursor is here."""
        page = self.query_one("#budgetcard", TextPage)
        line = self.line()
        if line is None:
            page.set_lines([])
            return
        days = (self.program.today - line.phase_on).days
        why = [budget_words(line.budget)] if line.budget else []
        why += [f"{label(PHASES, line.phase).lower()} for {days} days"] if line.age else []
        reviewed = f"last reviewed {paper_day(line.reviewed_on)}" if line.reviewed_on else "never reviewed"
        page.set_lines(
            [
                [(f" {line.client}", "bold"), f"  {line.number}"],
                [f" {', '.join(why)}"],
                [f" Spent {format_cents(line.spent, dollar=True)} in all, {reviewed}"],
            ]
        )

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_open_costs()

    # keys

    def line(self) -> Reviewed | None:
        """The case under the cursor."""
        key = self.rows.cursor_key
        return self.lines.get(int(key)) if key is not None else None

    def action_open_costs(self) -> None:
        """The costs in the client's file."""
        self._open("costs")

    def action_recommend(self) -> None:
        """The attorney's side of the file, where a cheaper route is recommended and the grade changed."""
        self._open("attorney")

    def _open(self, section: str) -> None:
        line = self.line()
        if line is None:
            self.say("No case under the cursor.")
            return
        self.program.open_case(line.case_id, section=section)

    def action_set_budget(self) -> None:
        """What the whole case may cost."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        line = self.line()
        if line is None:
            self.say("No case under the cursor.")
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
        line = self.line()
        if line is not None:
            words = f"Reviewed the file ({line.client})"
            values = {"reviewed_on": self.program.today}
            self.store(lambda: services.records.edit_record(self.db, "case", line.case_id, values, label=words))


def _select(dialog: PromptDialog) -> None:
    """Let typing replace what stands there."""
    if dialog.is_attached:
        dialog.field.line.select_all()
