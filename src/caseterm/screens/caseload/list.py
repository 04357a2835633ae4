"""What the caseload shows: views, filter, sort, marks, and the card of the case under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries
from caseterm.commands import hints_for
from caseterm.queries.caselist import SORTS, VIEWS, SearchText
from caseterm.rules.date_words import long_day
from caseterm.rules.filters import CaseFilter, FilterProblem, parse_filter
from caseterm.screens.caseload.card import UNREAD, CaseCard
from caseterm.screens.caseload.rows import case_row, columns_for, list_width
from caseterm.widgets.chrome import KeyBar, Line, Rule
from caseterm.widgets.panes import Across, Down
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column, Row
from caseterm.widgets.textpage import TextPage

if TYPE_CHECKING:
    from textual.widgets import Input

    from caseterm.widgets.filterline import FilterLine

MOST_MADE = 1000

FIRST_RUN = """No cases yet.

N   Open your first case (30 seconds: name, phone, date, type)
i   Import a spreadsheet (CSV or XLSX, shown before anything is saved)

or leave with q and run  caseterm demo  to look round with made-up cases.
Your data stay on this computer."""


class CaseloadList(CaseCard):
    """Everything of the caseload but its acts."""

    scope = "cases"
    mode_key = "1"
    watches = frozenset(
        {
            "cases", "contacts", "contact_phones", "contact_addresses", "parties", "incidents", "deadlines", "tasks",
            "appointments", "communications", "case_providers", "policies", "coverages", "claims", "case_notes",
            "settings",
        }
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.view = "attention"
        self.sort = "attention"
        self.descending = False
        self.case_filter = CaseFilter()
        self.filter_problem = ""
        self.open_cases = 0
        self.views_stale = True
        self.in_view: list[int] = []
        self.shown: list[int] = []
        self.search: SearchText | None = None
        self.made: dict[int, Row] = {}
        """Rows as they were drawn, for the next letter of a filter: it leaves most of those in sight."""
        self.filter_line: FilterLine | None = None

    def compose_body(self) -> ComposeResult:
        with Across(id="columns"):
            yield RowList(
                (Column("name", "Views", 14, grow=True), Column("count", "", 4, "right")), marking=False, id="views"
            )
            with Down(id="main"):
                with Across(id="viewline"):
                    yield Line(id="view")
                yield Rule()
                yield RowList(columns_for(list_width(self.app.size.width)), id="cases")
                yield Rule(id="cardrule")
                with Across(id="cards"):
                    yield TextPage(id="card")
                    yield TextPage(id="recent")

    def on_mount(self) -> None:
        self.query_one("#card").can_focus = False
        self.query_one("#recent").can_focus = False
        self.query_one("#views").can_focus = False
        self.set_focus(self.cases)

    @property
    def home(self) -> Widget | None:
        return self.cases

    # what is shown

    def hints(self) -> list[tuple[str, str]]:
        if self.open_cases or queries.caselist.is_there_any(self.db):
            return super().hints()
        return hints_for("cases.none", self.program.config.keys)

    def reload(self) -> None:
        self.set_title(long_day(self.program.today))
        if self.search is None:
            self.search = SearchText(self.db.raw)
        self.search.forget()
        self.made.clear()
        self.open_cases = queries.caselist.how_many_open(self.db)
        self.in_view = queries.caselist.case_ids(self.db, self.view, sort=self.sort, descending=self.descending)
        self.views_stale = True
        self.carded = UNREAD
        self.query_one(KeyBar).set_hints(self.hints())
        self.show_filtered()

    def show_filtered(self) -> None:
        """The list under the filter, the cursor on its case."""
        assert self.search is not None
        kept = self.in_view
        if self.case_filter:
            kept = queries.caselist.filtered(self.db, self.in_view, self.case_filter, self.search)
        self.shown = kept
        if not kept:
            self.cases.empty_text = self.why_empty()
        self.cases.set_source(kept, self.fetch)
        self.show_viewline()
        self.card_soon()

    def fetch(self, keys: Sequence[int]) -> list[Row]:
        today = self.program.today
        wide = list_width(self.size.width) >= 90
        if len(self.made) > MOST_MADE:
            self.made.clear()
        for line in queries.caselist.lines(self.db, [key for key in keys if key not in self.made]):
            self.made[line.case_id] = case_row(line, today, wide=wide)
        return [self.made[key] for key in keys if key in self.made]

    def show_viewline(self) -> None:
        name = VIEWS[self.view][0].strip()
        order = SORTS[self.sort][0] + (" (reversed)" if self.descending else "")
        marked = len(self.cases.marks)
        hidden = len(self.cases.marks.difference(self.shown)) if marked else 0
        marks = f"   {marked} marked" + (f" ({hidden} hidden)" if hidden else "") if marked else ""
        if self.filter_line is not None:
            self.filter_line.set_class(bool(self.filter_problem), "-wrong")
        filtering = bool(self.filter_text)
        found = f"{len(self.shown)} of {len(self.in_view)}" if filtering else f"{len(self.in_view)}"
        total = "" if self.view in ("all", "closed", "archived") else f" of {self.open_cases} open"
        self.query_one("#view", Line).set(
            f" {name}: ",
            (found, "bold"),
            "" if filtering else total,
            (marks, "accent"),
            f"   sort: {order}",
        )

    def rested(self) -> None:
        if self.views_stale:
            self.show_views()

    def show_views(self) -> None:
        """The views with their counts, where there is room for them; once she rests, for the list must not wait."""
        self.views_stale = False
        views = self.query_one("#views", RowList)
        if not views.display:
            return
        counts = queries.caselist.counts(self.db)
        views.set_rows([Row(key, {"name": name, "count": str(counts[key])}) for key, (name, _where) in VIEWS.items()])
        views.move_to(self.view)

    def why_empty(self) -> str:
        if not queries.caselist.is_there_any(self.db):
            return FIRST_RUN
        if self.case_filter:
            text = self.filter_text
            return f"No cases match /{text}. Esc clears it, ctrl+o looks everywhere."
        if self.view == "attention":
            return "Nothing needs you now. v g shows every view."
        return "No cases in this view. v g shows every view, N opens a new case."

    def on_resize(self, event: events.Resize) -> None:
        self.views_stale = True
        self.carded = UNREAD
        self.made.clear()
        self.cases.set_columns(columns_for(list_width(event.size.width)))
        self.card_soon()

    # what the widgets say

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        if message.row_list.id == "cases":
            self.card_soon()

    def on_row_list_marked(self, message: RowList.Marked) -> None:
        self.show_viewline()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        if message.row_list.id == "views":
            self.show_view(str(message.key))
        elif isinstance(message.key, int):
            claim = bool(self.filter_text) and queries.jump.is_claim_of(self.db, message.key, self.filter_text)
            section = "insurance" if claim else None
            self.program.open_case(message.key, section=section)

    def on_row_list_failed(self, message: RowList.Failed) -> None:
        self.program.report(message.error)

    def show_view(self, view: str) -> None:
        """Show another view; the filter stays."""
        self.view = view
        self.in_view = queries.caselist.case_ids(self.db, view, sort=self.sort, descending=self.descending)
        self.show_filtered()
        self.query_one("#views", RowList).move_to(view)
        self.set_focus(self.cases)

    def filter_by(self, text: str) -> None:
        """Show what a filter keeps; one not understood yet is said and leaves the list as it is."""
        try:
            self.case_filter, self.filter_problem = parse_filter(text), ""
        except FilterProblem as problem:
            self.filter_problem = str(problem)
            self.say(self.filter_problem, role="warn")
            self.show_viewline()
            return
        self.show_filtered()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leaves the filter; a claim number that leaves one case leads into it, for somebody is on the phone."""
        if event.input.id == "filter":
            self.set_focus(self.cases)
            if len(self.shown) == 1 and queries.jump.is_claim_of(self.db, self.shown[0], event.value):
                self.cases.action_open()
            if not event.value.strip():
                event.input.remove_class("-open")

    # keys

    @property
    def filter_text(self) -> str:
        """What is typed into the filter."""
        return self.filter_line.value.strip() if self.filter_line is not None else ""

    async def open_filter(self, text: str | None = None) -> FilterLine:
        """The filter's line, made when it is first wanted; with a text put in."""
        if self.filter_line is None:
            from caseterm.widgets.filterline import FilterLine

            hint = "words, phase:treating, sol:<90 ..."
            self.filter_line = FilterLine(self.filter_by, answered=self.card_now, placeholder=hint, id="filter")
            await self.query_one("#viewline").mount(self.filter_line)
        self.filter_line.add_class("-open")
        if text is not None:
            self.filter_line.value = text
        return self.filter_line

    async def action_filter(self) -> None:
        """Type a filter over the list, in place of the one that is set."""
        line = await self.open_filter()
        self.set_focus(line)
        line.select_all()
        if self.search is not None:
            self.call_after_refresh(self.search.read)

    def clear_filter(self) -> None:
        if self.filter_line is not None:
            self.filter_line.value = ""
            self.filter_line.remove_class("-open")

    def step_back(self) -> bool:
        line = self.filter_line
        if line is not None and (line.value or line.has_focus):
            self.clear_filter()
            self.set_focus(self.cases)
            return True
        if self.cases.marks:
            self.cases.clear_marks()
            self.say("Marks cleared.")
            return True
        if self.view != "attention":
            self.show_view("attention")
            return True
        return False

    def walk(self) -> tuple[Sequence[int], str]:
        return self.shown, VIEWS[self.view][0].strip()

    def come_back(self, walked_to: int | None) -> None:
        if walked_to is not None:
            self.cases.move_to(walked_to)

    def action_list(self) -> None:
        self.set_focus(self.cases)

    def action_toggle_detail(self) -> None:
        self.toggle_class("-plain")
        self.card_soon()

    def action_list_first(self) -> None:
        self.cases.action_first()

    def action_list_last(self) -> None:
        self.cases.action_last()

    def pick(self, title: str, items: Sequence[tuple[Any, ...]], chosen: Any, *, current: Any = None) -> None:
        """Choose one of a few things, from the current one on; `chosen` is called with it."""
        from caseterm.screens.dialogs.pick import PickDialog

        self.app.push_screen(PickDialog(title, items, current=current), chosen)
