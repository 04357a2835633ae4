"""Bills typed as in a spreadsheet: Tab to the next cell, Enter stores the row and opens the next, rows pasted whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.commands import while_typing
from caseterm.errors import CaseTermError
from caseterm.rules.billrows import (
    COLUMNS,
    Taken,
    blank_row,
    is_blank,
    pasted_rows,
    read_row,
    shown_cell,
)
from caseterm.rules.counting import counted
from caseterm.screens.client.billdraft import RowDraft
from caseterm.screens.client.billsaid import meaning, sums_line
from caseterm.screens.client.desk import Desk
from caseterm.screens.client.nofault import offer_exhausted
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.cellgrid import CellField, CellGrid, GridColumn, GridRow
from caseterm.widgets.chrome import KeyBar, Line, Rule, StatusRow, TitleRow
from caseterm.widgets.steady import Steady

DITTO = '"'
DRAFT_SECONDS = 3.0


class BillGrid(Steady, ModalScreen[bool]):
    """New bills of one provider. What Enter stores is stored; pasted rows wait until all of them are right.

    Rows stored together are one act and one undo. `taken` are rows to start with, from a file or the clipboard.
    """

    scope = "grid"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    BillGrid { background: $background; layout: vertical; overflow: hidden; }
    """
    BINDINGS = while_typing(
        {
            "form.save": "save",
            "form.leave": "leave",
            "case.jump": "app.jump",
            "help.show": "app.help",
            "grid.next": "cell(1)",
            "grid.prev": "cell(-1)",
            "grid.drop": "drop",
            "up": "row(-1)",
            "down": "row(1)",
        }
    )

    def __init__(self, desk: Desk, provider_id: int, provider: str, taken: Taken | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.provider_id = provider_id
        self.provider = provider
        self.today = desk.program.today
        self._draft = RowDraft(desk.db, provider_id)
        self._taken = taken
        columns = [
            GridColumn(each.heading, each.width, "right" if each.kind == "money" else "left") for each in COLUMNS
        ]
        self.grid = CellGrid(columns, self._shown, id="grid")

    def compose(self) -> ComposeResult:
        head = self.desk.head
        yield TitleRow(self.desk.mode_key)
        yield Line(
            " ",
            ("New bills", "bold"),
            f"   {self.provider}   ",
            (f"{head.client} {head.number}" if head else "", "muted"),
            id="gridhead",
        )
        yield Rule()
        yield self.grid
        yield Rule()
        yield Line(id="gridsaid")
        yield Line(id="gridtotal")
        yield StatusRow()
        save, leave, drop = (own_key(self.app, name) for name in ("form.save", "form.leave", "grid.drop"))
        hints = (("tab", "Next cell"), ("enter", "Store row"), (save, "Store all"), (DITTO, "As above"))
        yield KeyBar((*hints, (drop, "Take out"), (leave, "Leave")), more=(own_key(self.app, "help.show"), "more"))

    def on_mount(self) -> None:
        taken = self._taken or self._draft.load()
        if taken is not None:
            self.take_in(taken)
        self.grid.editor.focus()
        self.show()
        self.set_interval(DRAFT_SECONDS, self.keep_draft)
        if taken is None:
            self.say("Tab to the next cell, Enter stores the row. Paste rows from a spreadsheet, or m f reads a file.")

    def keep_draft(self) -> None:
        """Keep the rows that wait, should the program end before they are stored."""
        self.grid.take()
        self._draft.keep([entry.cells for entry in self.grid.entries if self._waits(entry)])
        if self._draft.failure:
            self.say(f"The rows are not kept: {self._draft.failure}", role="warn")
            self._draft.failure = ""

    # what is shown

    def _shown(self, column: int, text: str) -> str:
        return shown_cell(column, text, self.today)

    def say(self, message: str, *, role: str = "") -> None:
        self.query_one(StatusRow).say(message, role=role)

    def show(self) -> None:
        """What the cell being typed in means, and what all rows come to."""
        grid = self.grid
        problem = grid.current.problems.get(grid.column, "")
        self.query_one("#gridsaid", Line).set(" ", *meaning(grid.column, grid.editor.value, problem, self.today))
        left, right = sums_line(grid.entries, self.today)
        self.query_one("#gridtotal", Line).set(*left, right=right)

    # typing

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.grid.current.problems.pop(self.grid.column, None)
        self.grid.take()
        self.show()

    def on_cell_grid_moved(self) -> None:
        self.show()

    def on_cell_field_pasted_cells(self, event: CellField.PastedCells) -> None:
        event.stop()
        self.take_in(pasted_rows(event.text, at=self.grid.column))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()

    def take_in(self, taken: Taken) -> None:
        """Put rows in at the cursor, marked where a cell cannot be taken; nothing is stored yet."""
        grid = self.grid
        new = [GridRow(list(cells), read_row(cells, self.today)[1]) for cells in taken.rows]
        if not new:
            self.say("There is no row in what was pasted.", role="warn")
            return
        grid.take()
        at = grid.row if is_blank(grid.current.cells) else grid.row + 1
        grid.entries[at : at + (1 if at == grid.row else 0)] = new
        bad = sum(bool(entry.problems) for entry in new)
        first = next((place for place, entry in enumerate(grid.entries) if entry.problems), at)
        grid.row, grid.column = first, min(grid.entries[first].problems, default=0)
        grid.load()
        said = [f"{counted(len(new), 'row')} taken in", *taken.notes]
        if bad:
            said.append(f"{bad} to put right first" if bad > 1 else "1 to put right first")
        save = own_key(self.app, "form.save")
        self.say(f"{'; '.join(said)}. {save} stores all as one act.", role="warn" if bad else "")

    def settle(self) -> None:
        """What leaving a cell does: a ditto mark takes what stands above."""
        grid = self.grid
        if grid.editor.value.strip() == DITTO:
            above = grid.entries[grid.row - 1].cells[grid.column] if grid.row else ""
            grid.editor.set_text(above)
        grid.take()

    def action_cell(self, step: int) -> None:
        """The next cell; after the last the first of the next row."""
        self.settle()
        grid = self.grid
        place = grid.column + step
        if 0 <= place < len(COLUMNS):
            grid.go(grid.row, place)
        elif step > 0:
            self.enter()
        else:
            self.action_row(-1)
            grid.go(grid.row, len(COLUMNS) - 1)

    def action_row(self, step: int) -> None:
        """The row above or below that is not stored yet, same column."""
        self.settle()
        grid = self.grid
        place = grid.row + step
        while 0 <= place < len(grid.entries) and grid.entries[place].stored:
            place += step
        if 0 <= place < len(grid.entries):
            self._judge(grid.row)
            grid.go(place, grid.column)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.settle()
        self.enter()

    def enter(self) -> None:
        """Store the row when it is the only one waiting, else go on to the next."""
        grid = self.grid
        waiting = [place for place, entry in enumerate(grid.entries) if self._waits(entry)]
        if is_blank(grid.current.cells):
            self.say("This row is empty. Esc leaves.")
        elif waiting == [grid.row]:
            self.store([grid.row])
        elif self._judge(grid.row):
            self._go_to_problem(grid.row)
        else:
            later = [place for place in waiting if place > grid.row]
            place = later[0] if later else waiting[0]
            grid.go(place, min(self._judge(place), default=0))
            save = own_key(self.app, "form.save")
            self.say(f"{counted(len(waiting), 'row')} waiting; {save} stores all as one act.")

    @staticmethod
    def _waits(entry: GridRow) -> bool:
        return not entry.stored and not is_blank(entry.cells)

    def _judge(self, place: int) -> dict[int, str]:
        """What is wrong with a row, marked from now on."""
        entry = self.grid.entries[place]
        entry.problems = {} if entry.stored or is_blank(entry.cells) else read_row(entry.cells, self.today)[1]
        self.grid.refresh()
        return entry.problems

    def _go_to_problem(self, place: int) -> None:
        column, why = min(self.grid.entries[place].problems.items())
        self.grid.go(place, column)
        self.say(f"Row {place + 1}, {COLUMNS[column].heading}: {why}", role="bad")

    # storing

    def action_save(self) -> None:
        self.settle()
        waiting = [place for place, entry in enumerate(self.grid.entries) if self._waits(entry)]
        if waiting:
            self.store(waiting)
        else:
            self._leave()

    def store(self, places: Sequence[int]) -> bool:
        """Store rows as one act and open a new one; whether they were. The first refused cell gets the keyboard."""
        refused = [place for place in places if self._judge(place)]
        if refused:
            self._go_to_problem(refused[0])
            return False
        grid = self.grid
        rows = [read_row(grid.entries[place].cells, self.today)[0] for place in places]
        values = [{**row, "case_provider_id": self.provider_id, "received_on": self.today} for row in rows]
        changes = self._stored(lambda: services.money.add_bills(self.desk.db, self.desk.case_id, values))
        if changes is None:
            return False
        for place in places:
            grid.entries[place].stored = True
        grid.entries = [entry for entry in grid.entries if entry.stored or not is_blank(entry.cells)]
        grid.entries.append(GridRow(blank_row()))
        grid.row, grid.column = len(grid.entries) - 1, 0
        grid.load()
        self.keep_draft()
        self.say(f"Stored {counted(len(rows), 'row')}.")
        return True

    def _stored(self, act: Callable[[], ChangeSet]) -> ChangeSet | None:
        try:
            changes = act()
        except CaseTermError as problem:
            self.say(problem.sentences, role="bad")
            return None
        self.desk.program.announce(changes)
        return changes

    def action_drop(self) -> None:
        """Take a row that waits out of the grid."""
        grid = self.grid
        if grid.current.stored:
            return
        gone = grid.entries.pop(grid.row)
        if not grid.entries or all(entry.stored for entry in grid.entries):
            grid.entries.append(GridRow(blank_row()))
        grid.row = min(grid.row, len(grid.entries) - 1)
        if grid.current.stored:
            grid.row = len(grid.entries) - 1
        grid.load()
        self.say("Row taken out." if not is_blank(gone.cells) else "")

    # leaving

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose rows."""
        self.grid.take()
        return any(self._waits(entry) for entry in self.grid.entries)

    def action_leave(self) -> None:
        self.leave_first()

    def leave_first(self, then: Callable[[], Any] | None = None) -> None:
        """Leave, asking where rows wait, and do something else then."""
        if self.dirty:
            self.ask_to_leave(then)
        else:
            self._leave(then)

    def ask_to_leave(self, then: Callable[[], Any] | None = None) -> None:
        """Ask what to do with the rows that wait; `then` is done once the sheet is left."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        rows = counted(sum(self._waits(entry) for entry in self.grid.entries), "row")
        question = KeyConfirm(
            f"Leave without storing?\n{rows} not stored",
            [("s", "Store and leave", "s"), ("d", "Discard", "d")],
            cancel="Keep typing",
            default="<- enter does this",
        )

        def answered(answer: Any) -> None:
            self.settle()
            waiting = [place for place, entry in enumerate(self.grid.entries) if self._waits(entry)]
            if answer == "d" or (answer == "s" and self.store(waiting)):
                self._leave(then)

        self.app.push_screen(question, answered)

    def _leave(self, then: Callable[[], Any] | None = None) -> None:
        self._draft.keep([])
        self.dismiss(True)
        if then is not None:
            then()
        elif any(entry.stored for entry in self.grid.entries):
            self.app.call_later(offer_exhausted, self.desk)
