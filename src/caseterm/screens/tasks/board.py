"""What the tasks screen shows: the list in its groups, the lists at the left, the card at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widget import Widget

from caseterm import queries
from caseterm.queries.tasks import LISTS, Asked
from caseterm.rules.date_words import long_day
from caseterm.rules.terms import PHASES, label
from caseterm.rules.text import fold
from caseterm.screens.base import BaseScreen
from caseterm.screens.tasks.cards import task_lines
from caseterm.screens.tasks.deadline_card import deadline_id, deadline_lines
from caseterm.screens.tasks.deadline_rows import deadline_columns, deadline_rows, reminder_rows
from caseterm.screens.tasks.rows import checklist_rows, group_rows, task_columns
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.filterline import FilterLine
from caseterm.widgets.panes import Across, Down
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.textpage import TextPage

CARD_REST = 0.05
REMINDING = frozenset({"mine", "everyone"})
"""The lists that begin with the reminders of deadlines."""
LISTS_WIDTH, CARD_WIDTH = 22, 34
WITH_CARD, WITH_LISTS = 100, 120
_WORK = frozenset(LISTS) - {"overdue", "done", "archived", "deadlines"}


class TaskBoard(BaseScreen):
    """Reads and shows; what its keys do is added by the classes that build on it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"tasks", "deadlines", "tollings", "cases", "contacts", "contact_phones", "parties", "claims", "settings"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.list = "mine"
        self.columns: list[Column] = []
        self.grouping = "due"
        self.case_id: int | None = None
        self.kept: set[int] = set()
        """Tasks done or set aside here, which stay in sight until the list is read anew."""
        self.filters: dict[str, str] = {}
        self.texts: dict[int, str] | None = None
        self.counts: dict[str, int] = {}
        self.overdue = 0
        self.cases_of: dict[int | str, int | None] = {}
        self.card_timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        with Across(id="columns"):
            columns = (Column("name", "Lists", 14, grow=True), Column("count", "", 4, "right"))
            yield RowList(columns, marking=False, id="lists")
            with Down(id="main"):
                with Across(id="viewline"):
                    yield Line(id="view")
                    yield FilterLine(self.filter_by, placeholder="words in task, client, tags ...", id="filter")
                yield Rule()
                yield RowList(task_columns(80), show_header=False, id="tasks")
            yield TextPage(id="card")

    def on_mount(self) -> None:
        self.query_one("#card").can_focus = False
        self.query_one("#lists").can_focus = False
        self.set_focus(self.tasks)

    @property
    def home(self) -> Widget | None:
        return self.tasks

    @property
    def tasks(self) -> RowList:
        return self.query_one("#tasks", RowList)

    @property
    def filter_line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    # what is shown

    def filter_by(self, text: str) -> None:
        """Show what a filter keeps; each list remembers its own."""
        self.filters[self.list] = text
        self.show_list()

    def asked(self) -> Asked:
        """What the list is to show, from list, case, filter and what is kept in sight."""
        words = tuple(fold(self.filter_line.value).split())
        asked = Asked(self.list, self.case_id, words, frozenset(self.kept), self.texts)
        if words and self.texts is None and self.about_tasks:
            self.texts = queries.tasks.texts(self.db, asked)
            asked = replace(asked, texts=self.texts)
        return asked

    def reload(self) -> None:
        self.texts = None
        self.counts = queries.tasks.counts(self.db, case_id=self.case_id)
        self.overdue = queries.tasks.overdue_count(self.db, Asked(self.list, self.case_id)) if self.about_tasks else 0
        self._drop_marks()
        self.show_list()
        self.show_lists()
        name = "mine" if self.list == "mine" else LISTS[self.list]
        late = f"  {self.overdue} overdue" if self.overdue else ""
        words = f"{name}  {self.counts[self.list]}{' open' if self.list in _WORK else ''}{late}"
        self.set_title(f"{words}   {long_day(self.program.today)}" if self.size.width >= WITH_CARD else words)

    def show_list(self) -> None:
        """The rows under the filter, the cursor on its task."""
        self.tasks.empty_text = self.why_empty()
        rows = self._rows()
        self.set_columns()
        fresh = self.tasks.cursor_key is None
        self.tasks.set_rows(rows)
        first = next((row.key for row in rows if isinstance(row.key, int)), None)
        if fresh and first is not None:
            self.tasks.move_to(first)  # the work begins with tasks, below the reminders
        self.show_viewline()
        self.card_soon()

    def _rows(self) -> list[Row]:
        asked, today, db = self.asked(), self.program.today, self.db
        if not self.about_tasks:
            found = queries.deadlines.near(db, case_id=self.case_id, words=asked.words)
            self.cases_of = {f"d{line.id}": line.case_id for line in found}
            return deadline_rows(found, today)
        match self.arrangement:
            case "checklist":
                groups = queries.tasks.by_case(db, asked)
            case "case":
                groups = queries.tasks.by_case(db, asked)
            case "day":
                groups = queries.tasks.by_done_day(db, asked)
            case "whom":
                groups = queries.tasks.by_whom(db, asked)
            case "item":
                groups = queries.tasks.by_item(db, asked)
            case _:
                groups = queries.tasks.by_due(db, asked)
        self.cases_of = {line.id: line.case_id for group in groups for line in group.lines}
        if self.arrangement == "checklist":
            cases = [group.case_id for group in groups if group.case_id is not None]
            return checklist_rows(groups, queries.tasks.progress(db, cases, self.list.removeprefix("phase:")), today)
        anything = any(group.total for group in groups)
        whole_day = anything and not asked.words and self.list in REMINDING
        rows = group_rows(groups, today, whole_day=whole_day, settled=self.arrangement == "day")
        return [*self._reminders(asked), *rows]

    def _reminders(self, asked: Asked) -> list[Row]:
        """The deadlines that remind today, above the lists of the day."""
        if self.list not in REMINDING:
            return []
        found = queries.deadlines.reminders(self.db, case_id=self.case_id, words=asked.words)
        self.cases_of = {**{f"d{line.id}": line.case_id for line in found}, **self.cases_of}
        return reminder_rows(found, self.program.today)

    @property
    def about_tasks(self) -> bool:
        """Whether the list shows tasks; the other shows deadlines."""
        return self.list != "deadlines"

    @property
    def arrangement(self) -> str:
        """How the list is grouped: due, case, whom, day or checklist."""
        if self.list.startswith("phase:"):
            return "checklist"
        fixed = {"done": "day", "archived": "day", "waiting": "whom", "case": "case", "stuck": "item"}
        return fixed.get(self.list) or self.grouping

    def show_viewline(self) -> None:
        marked, hidden = len(self.tasks.marks), self.tasks.hidden_marks
        marks = f"   {marked} marked" + (f" ({hidden} hidden)" if hidden else "") if marked else ""
        total = self.counts.get(self.list, 0)
        filtered = bool(self.filter_line.value.strip())
        shown = sum(isinstance(key, int) == self.about_tasks for key in self.cases_of)
        found = f"{shown} of {total}" if filtered else str(total)
        whose = queries.caselist.lines(self.db, [self.case_id])[0].client if self.case_id is not None else "all"
        arrangement = {"due": "due", "case": "case", "whom": "whom", "day": "day", "checklist": "case", "item": "item"}
        cells: list[Cell] = [f" {LISTS[self.list]}: ", (found, "bold"), (marks, "accent")]
        if self.overdue and self.list != "overdue":
            cells.append((f"  {self.overdue} overdue", "bad"))
        cells.append(
            f"   group: {arrangement[self.arrangement]}" if self.about_tasks else "   file by, date   unverified first"
        )
        if self.about_tasks or self.case_id is not None:
            cells.append(f"   case: {whose}")
        self.query_one("#view", Line).set(*cells)

    def show_lists(self) -> None:
        rows: list[Row] = []
        for name, words in LISTS.items():
            if name == "phase:intake":
                rows.append(Row("checklists", {"text": "Checklists"}, kind="heading"))
            rows.append(Row(name, {"name": words, "count": str(self.counts[name] or "")}))
        lists = self.query_one("#lists", RowList)
        lists.set_rows(rows)
        lists.move_to(self.list)

    def why_empty(self) -> str:
        """Why there is nothing, and which key helps."""
        text = self.filter_line.value.strip()
        if text:
            return f"Nothing in {LISTS[self.list]} matches /{text}.\nEsc clears the filter, a adds a task."
        if self.case_id is not None:
            return f"Nothing in {LISTS[self.list]} for this case.\nv o shows every case, a adds a task."
        if self.list.startswith("phase:"):
            phase = label(PHASES, self.list.removeprefix("phase:"))
            return f"No open checklist items for {phase}.\nA case gets them when it enters the phase: 1, then s."
        return {
            "mine": "No open tasks.\na adds one: call adjuster fri 3pm @Nguyen !high",
            "overdue": "Nothing is overdue.\nv l shows the other lists.",
            "waiting": "Nobody is waited on.\nw on a task says whom it waits on.",
            "undated": "Every open task has a date.\nv l shows the other lists.",
            "done": "Nothing was done in the last 7 days.\nx marks a task done.",
            "archived": "Nothing is archived.\nDel puts a task away, m r brings it back.",
            "deadlines": "No deadline in the next 90 days.\nThey are entered in a case: enter on a task, then g s.",
        }.get(self.list, "No open tasks.\na adds one, v l shows the other lists.")

    def _drop_marks(self) -> None:
        """Forget marks on what is no longer there."""
        marks = {key for key in self.tasks.marks if isinstance(key, int)}
        there = queries.tasks.still_there(self.db, marks) if marks else set()
        if self.list != "archived" and marks - there:
            self.tasks.marks = {key for key in self.tasks.marks if key in there}

    # the card

    def card_soon(self) -> None:
        """Read the card once the cursor rests, so that a held key never waits for it."""
        if self.card_timer is not None:
            self.card_timer.stop()
        self.card_timer = self.set_timer(CARD_REST, self.show_card)

    def show_card(self) -> None:
        page = self.query_one("#card", TextPage)
        key, today = self.tasks.cursor_key, self.program.today
        lines: list[list[Cell]] = []
        if page.display and isinstance(key, int):
            card = queries.taskcard.task_card(self.db, key)
            lines = task_lines(card, today, CARD_WIDTH - 4, page.size.height) if card else []
        elif page.display and isinstance(key, str):
            deadline = queries.deadlines.deadline_card(self.db, deadline_id(key))
            lines = deadline_lines(deadline, today, CARD_WIDTH - 4) if deadline else []
        page.set_lines(lines)

    def on_resize(self, event: events.Resize) -> None:
        self.set_columns()
        self.card_soon()

    def set_columns(self) -> None:
        """The columns the list has room for; under headings of clients none for the client."""
        whole = self.size.width
        width = whole - (CARD_WIDTH if whole >= WITH_CARD else 0) - (LISTS_WIDTH if whole >= WITH_LISTS else 0)
        if self.about_tasks:
            by_case = self.arrangement in ("checklist", "case")
            columns = task_columns(width, waiting=self.list == "waiting", by_case=by_case)
        else:
            columns = deadline_columns(width)
        if columns != self.columns:
            self.columns = columns
            self.tasks.set_columns(columns)

    def pick(self, title: str, items: Any, chosen: Any, *, current: Any = None) -> None:
        """Choose one of a few things; `chosen` is called with it."""
        from caseterm.screens.dialogs.pick import PickDialog

        self.app.push_screen(PickDialog(title, items, current=current), chosen)
