"""The frame of the lists over the whole caseload: what it holds, the list, a card of the row under the cursor."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from caseterm.changes import ChangeSet
from caseterm.rules.text import fold
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.widgets.chrome import Line, Rule, StatusRow
from caseterm.widgets.panes import Across
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Key, Row, spread
from caseterm.widgets.textpage import TextPage

if TYPE_CHECKING:
    from caseterm.widgets.filterline import FilterLine

Each = TypeVar("Each")
TALL, LOFTY = 20, 36


class ListBoard(BaseScreen, Generic[Each]):
    """A list of what is due over all cases; from a case opened here Esc comes back to its row.

    A subclass reads its lines by key, says what one shows, and adds its keys. The cursor stays on its key or goes to
    the neighbour, whatever is read anew; / narrows the list, and J and K go through its cases.
    """

    CSS_PATH = STYLES / "listboard.tcss"
    called: ClassVar[str]
    """Its name: at the right of the title row, and for the list that J and K go through."""
    columns: ClassVar[Sequence[Column]]
    marking: ClassVar[bool] = False
    card_height: ClassVar[int] = 4
    short_card: ClassVar[int] = 0
    """The card's lines in a window of less than 20."""
    lofty_card: ClassVar[int] = 0
    """Its lines in one of 36 or more, where it has more to say."""
    nothing: ClassVar[str] = "No case under the cursor."
    """What is said where a key needs a row and there is none."""
    looked_in: ClassVar[str] = "client, case number ..."
    """What / looks in."""

    def __init__(self) -> None:
        super().__init__()
        self.every: dict[Key, Each] = {}
        """All that was read."""
        self.lines: dict[Key, Each] = {}
        """What the list shows of it, in its order."""
        self.words = ""
        """What / looks for; "" shows all."""
        self.filter_line: FilterLine | None = None

    # what a board says

    @abstractmethod
    def read(self) -> Mapping[Any, Each]:
        """Everything on the board by its key, in order."""

    @abstractmethod
    def heading(self) -> Sequence[Cell]:
        """What the board holds, in a line."""

    @abstractmethod
    def why_empty(self) -> str:
        """Why there is no row, and which key helps."""

    @abstractmethod
    def cells(self, line: Each) -> Mapping[str, Cell]:
        """The columns of a line."""

    @abstractmethod
    def card(self, line: Each) -> Sequence[Sequence[Cell]]:
        """What is known of the line under the cursor."""

    def group(self, line: Each) -> Row | None:
        """The heading under which a line stands, where the list has headings."""
        return None

    def searched(self, line: Each) -> str:
        """The text of a line in which / looks for words."""
        return f"{getattr(line, 'client', '')} {getattr(line, 'number', '')}"

    # frame

    def compose_body(self) -> ComposeResult:
        with Across(id="headline"):
            yield Line(id="heading")
        yield Rule()
        yield RowList(self.columns, marking=self.marking, id="listed")
        yield Rule(id="cardrule")
        yield TextPage(id="card")

    def on_mount(self) -> None:
        self.card_page.can_focus = False
        self.size_card()
        self.refresh_if_stale()
        self.set_focus(self.rows)

    def on_resize(self) -> None:
        self.size_card()
        self.lay_columns()
        self.show_card()

    @property
    def home(self) -> Widget | None:
        return self.card_page if self.has_class("-reading") else self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#listed", RowList)

    @property
    def card_page(self) -> TextPage:
        return self.query_one("#card", TextPage)

    # what is shown

    def reload(self) -> None:
        self.every = dict(self.read())
        self.rows.marks &= set(self.every)
        self.set_title(self.called)
        self.lay_columns()
        self.show_lines()

    def show_lines(self) -> None:
        """The lines with the words that are looked for, the cursor on its key."""
        wanted = fold(self.words).split()
        every = self.every.items()
        self.lines = {key: line for key, line in every if all(word in fold(self.searched(line)) for word in wanted)}
        found: list[Cell] = [(f"{len(self.lines)} of {len(every)} ", "bold")] if wanted else []
        self.query_one("#heading", Line).set(*self.heading(), right=found)
        self.rows.empty_text = f"Nothing matches /{self.words}. Esc shows all again." if wanted else self.why_empty()
        self.rows.set_rows(self.listed())
        if not self.lines and self.has_class("-reading"):
            self.action_zoom()
        self.show_card()

    def lay_columns(self) -> None:
        """The columns as wide as all that was read needs, so that they stand still while / narrows it."""
        every = [Row(key, self.cells(line)) for key, line in self.every.items()]
        beside = 4 if self.marking else 3  # the cursor, a mark, the bar
        self.rows.set_columns(spread(self.columns, every, self.app.size.width - beside))

    def listed(self) -> list[Row]:
        """The rows of the list, each under its heading."""
        rows: list[Row] = []
        above: Row | None = None
        for key, line in self.lines.items():
            heading = self.group(line)
            if heading is not None and (above is None or heading.key != above.key):
                rows.append(heading)
                above = heading
            rows.append(Row(key, self.cells(line)))
        return rows

    def show_card(self) -> None:
        """The card of the row under the cursor, where there is room for it."""
        if self.card_page.display:
            line = self.current()
            self.card_page.set_lines(self.card(line) if line is not None else [])

    def size_card(self) -> None:
        """The card has its few lines, or the list's place while it is read."""
        reading = self.has_class("-reading")
        window = self.app.size.height
        height = self.card_height if window >= TALL else self.short_card
        if window >= LOFTY:
            height = max(height, self.lofty_card)
        self.rows.display = not reading
        self.card_page.display = reading or height > 0
        self.query_one("#cardrule").display = height > 0 and not reading
        self.card_page.styles.height = "1fr" if reading else height

    def hear(self, changes: ChangeSet) -> None:
        """Out of sight it takes any change for one of its own: she comes back from a case that she worked on."""
        super().hear(changes)
        if not self.is_current:
            self.stale = True

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    # what a key acts on

    def current(self) -> Each | None:
        """The line under the cursor."""
        key = self.rows.cursor_key
        return self.lines.get(key) if key is not None else None

    def meant(self) -> Each | None:
        """The line under the cursor; its lack is said."""
        found = self.current()
        if found is None:
            self.say(self.nothing)
        return found

    def targets(self) -> list[Each]:
        """The marked lines in their order, else the one under the cursor; the lack is said."""
        marked = [line for key, line in self.lines.items() if key in self.rows.marks]
        found = self.meant() if not marked else None
        return [found] if found is not None else marked

    def case_of(self, line: Each) -> int | None:
        """The case that a line is about."""
        found = getattr(line, "case_id", None)
        return found if isinstance(found, int) else None

    def case_meant(self) -> int | None:
        line = self.current()
        return self.case_of(line) if line is not None else None

    # the cases behind the rows

    def open_file(self, section: str | None = None, row: str | None = None) -> None:
        """The file of the case under the cursor, at a row (kind:id) of a section where one is meant."""
        line = self.meant()
        case_id = self.case_of(line) if line is not None else None
        if case_id is not None:
            self.program.open_case(case_id, section=section, row=row)
        elif line is not None:
            self.say("This row is about no one case.")

    def walk(self) -> tuple[Sequence[int], str]:
        cases = [self.case_of(line) for line in self.lines.values()]
        return [case_id for case_id in dict.fromkeys(cases) if case_id is not None], self.called

    def come_back(self, walked_to: int | None) -> None:
        self.query_one(StatusRow).clear()
        if walked_to is not None and self.case_meant() != walked_to:
            wanted = (key for key, line in self.lines.items() if self.case_of(line) == walked_to)
            self.rows.move_to(next(wanted, self.rows.cursor_key or 0))

    # keys

    def action_add(self) -> None:
        """The quick-add line, for the case under the cursor."""
        from caseterm.screens.capture import capture

        capture(self, kind="task", case_id=self.case_meant())

    def action_log_contact(self) -> None:
        """Log a contact with the client under the cursor."""
        from caseterm.screens.client.log import open_log

        line = self.meant()
        case_id = self.case_of(line) if line is not None else None
        if case_id is not None:
            open_log(self, [case_id])

    def action_mark(self) -> None:
        self.rows.toggle_mark()

    async def action_find(self) -> None:
        """Type words into the line over the list, which keeps the rows that have them all."""
        if self.filter_line is None:
            from caseterm.widgets.filterline import FilterLine

            self.filter_line = FilterLine(self.look_for, placeholder=self.looked_in, id="filter")
            await self.query_one("#headline").mount(self.filter_line)
        self.filter_line.add_class("-open")
        self.set_focus(self.filter_line)
        self.filter_line.select_all()

    def look_for(self, words: str) -> None:
        """Show the rows with these words, all of them for none."""
        self.words = words.strip()
        self.show_lines()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave_filter(clear=not self.words)

    def _leave_filter(self, *, clear: bool) -> None:
        """Back to the list; the line stays in sight while it has words."""
        if self.filter_line is not None and clear:
            self.filter_line.value = ""
            self.filter_line.remove_class("-open")
        self.set_focus(self.home)

    def action_zoom(self) -> None:
        """The whole card in the list's place, to be scrolled; again for the list."""
        self.toggle_class("-reading")
        self.card_page.can_focus = self.has_class("-reading")
        self.size_card()
        self.show_card()
        self.set_focus(self.home)

    def step_back(self) -> bool:
        line = self.filter_line
        if self.has_class("-reading"):
            self.action_zoom()
        elif line is not None and (line.has_focus or self.words):
            self._leave_filter(clear=True)
        elif self.rows.marks:
            self.rows.clear_marks()
            self.say("Marks cleared.")
        else:
            return False
        return True
