"""Bringing cases in from a spreadsheet: what the file says, what becomes of it, and then, on enter, the cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult

from caseterm import importing, queries
from caseterm.calendars import is_calendar
from caseterm.changes import ChangeSet
from caseterm.importing import FilePreview
from caseterm.imports.fields import KEPT, Field
from caseterm.screens.base import STYLES
from caseterm.screens.dialogs.pick import PickDialog
from caseterm.screens.fromfile import NOT_WRITTEN, FromFileScreen
from caseterm.screens.importing_lines import PANES, Pane, pane_rows, said_of
from caseterm.screens.openpaths import SUFFIXES
from caseterm.widgets.chrome import Line
from caseterm.widgets.rowlist import RowList

ENCODINGS = ("utf-8", "windows-1252", "utf-16", "mac_roman", "cp437", "cp1250", "cp1251", "shift_jis", "gb18030")


class ImportScreen(FromFileScreen[FilePreview]):
    """One spreadsheet before it is imported: its columns, the cases in it, and what must be looked at."""

    CSS_PATH = STYLES / "importing.tcss"
    scope = "import"
    stays = True
    mode_key = "1"
    subject = "import"
    noun = "spreadsheet"
    suffixes = SUFFIXES
    writes = "cases"

    def __init__(self, path: str | None) -> None:
        super().__init__(path)
        self.pane = PANES[0]
        self.options: dict[str, Any] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="summary")
        yield Line(id="source")
        yield Line(id="panes")
        yield RowList(marking=False, id="rows")
        yield Line(id="detail")

    # the file

    def read(self, path: Path) -> None:
        """Read the file in the background and show what it holds; a calendar file on a screen of its own."""
        if is_calendar(path):
            from caseterm.screens.calendarfile import CalendarFileScreen

            self.app.switch_screen(CalendarFileScreen(f"{path}"))
            return
        super().read(path)

    def forget_options(self) -> None:
        self.options = {}

    def job(self, path: Path) -> Callable[[], FilePreview]:
        return partial(importing.preview_file, self.db, path, progress=self._progress("Reading"), **self.options)

    def _progress(self, verb: str) -> Callable[[int, int], None]:
        def heard(done: int, total: int) -> None:
            if done:
                self.app.call_from_thread(self._say_if_here, f"{verb} {done:,} of {total:,}...")

        return heard

    def _say_if_here(self, message: str) -> None:
        if self.is_mounted:
            self.say(message)

    def take(self, preview: FilePreview) -> None:
        if self.preview is None:
            self.pane = PANES[0]
        self.preview = preview
        self.show()
        self.say(self._what_enter_does())

    def _what_enter_does(self) -> str:
        if self.preview is None or not self.preview.rows:
            return "There is nothing to import from this file as it is read."
        doubtful = sum(not column.sure and column.field is not None for column in self.preview.plan.mapping.columns)
        look = f"  Look at the {doubtful} columns marked check." if doubtful > 1 else ""
        return NOT_WRITTEN + ("  Look at the column marked check." if doubtful == 1 else look)

    # what is shown

    def show(self) -> None:
        """Fill the lines and the list from the preview."""
        preview = self.preview
        if preview is None:
            return
        self.query_one("#summary", Line).set(" ", (preview.summary, "bold"))
        self.query_one("#source", Line).set(" ", (said_of(preview), "muted"))
        self._show_panes()
        columns, rows = pane_rows(self.pane, preview)
        self.rows.empty_text = self.pane.empty
        self.rows.set_columns(columns)
        self.rows.set_rows(rows, keep=False)
        self._show_detail()

    def _show_panes(self) -> None:
        assert self.preview is not None
        cells: list[Any] = []
        for pane in PANES:
            count = pane.count(self.preview)
            name = f"{pane.label} {count:,}" if count is not None else pane.label
            current = pane is self.pane
            cells += ["  ", (pane.key, "key"), " ", (f"[{name}]" if current else name, "bold" if current else "muted")]
        self.query_one("#panes", Line).set(*cells)

    def _show_detail(self) -> None:
        key = self.rows.cursor_key
        text = self.pane.detail(self.preview, int(key)) if self.preview is not None and key is not None else ""
        self.query_one("#detail", Line).set(" ", text)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self._show_detail()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.action_run()

    def _turn_to(self, pane: Pane) -> None:
        self.pane = pane
        self.show()

    def action_pane(self, key: str) -> None:
        """Show one of the lists."""
        if self.preview is not None:
            self._turn_to(next(pane for pane in PANES if pane.key == key))

    def action_next_pane(self) -> None:
        if self.preview is not None:
            self._turn_to(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        if self.preview is not None:
            self._turn_to(PANES[PANES.index(self.pane) - 1])

    # changing how it is read

    def action_change(self) -> None:
        """Send the column under the cursor to another field."""
        if self.preview is None or self.busy:
            return
        if self.pane.key != "c":
            self._turn_to(PANES[0])
            self.say("Choose the column, then e.")
            return
        key = self.rows.cursor_key
        if key is None:
            return
        column = self.preview.plan.mapping.columns[int(key)]
        likely = [field for field in column.others if field is not column.field]
        items = [(KEPT, KEPT, "its values go into the case's notes")]
        items += [(field.value, field.value, "likely") for field in likely]
        items += [(field.value, field.value, "") for field in Field if field not in likely]

        def chosen(word: str | None) -> None:
            if word is not None and self.preview is not None:
                goal = None if word == KEPT else Field(word)
                job = partial(importing.with_column, self.db, self.preview, column.index, goal)
                self.start(job, partial(self._is_changed, column.index), say="Reading again...")

        self.app.push_screen(PickDialog(f"{column.heading} goes to", items, current=column.target), chosen)

    def _is_changed(self, index: int, preview: FilePreview) -> None:
        self.is_read(preview)
        if self.is_mounted:
            self.rows.move_to(index)
            column = preview.plan.mapping.columns[index]
            self.say(f"{column.heading} goes to {column.target}. {NOT_WRITTEN}")

    def action_encoding(self) -> None:
        """Read the file in another encoding."""
        self._choose("encoding", "Read it as", [(name, name) for name in ENCODINGS])

    def action_sheet(self) -> None:
        """Read another sheet of the workbook."""
        sheets = self.preview.plan.source.sheets if self.preview is not None else ()
        if len(sheets) < 2:
            self.say("The file has one sheet only.")
            return
        self._choose("sheet", "Sheet", [(name, name) for name in sheets])

    def _choose(self, option: str, title: str, items: list[tuple[str, str]]) -> None:
        if self.path is None or self.busy:
            return

        def chosen(value: str | None) -> None:
            if value is not None and self.path is not None:
                self.options = {**self.options, option: value}
                self.read(self.path)

        self.app.push_screen(PickDialog(title, items), chosen)

    def action_save_mapping(self) -> None:
        """Write the mapping beside the spreadsheet, for the next file of this kind."""
        if self.preview is None or self.path is None or self.busy:
            return
        preview, path = self.preview, self.path
        job = partial(importing.save_mapping, preview, path)
        self.start(job, self._mapping_saved, say="Saving...")

    def _mapping_saved(self, saved: Path) -> None:
        self.busy = ""
        self._say_if_here(f"Mapping saved: {saved}. Use it with: caseterm import FILE --map {saved.name}")

    # importing

    def show_report(self, changes: ChangeSet) -> None:
        """Who of the new cases is known to the firm."""
        if queries.conflicts.of_act(self.db, changes.act_id):
            from caseterm.screens.importedconflicts import ImportedConflicts

            self.program.show_board(ImportedConflicts(changes.act_id))

    def action_run(self) -> None:
        """Enter: write the cases as one act."""
        if self.preview is None or self.busy:
            return
        if not self.preview.rows:
            self.say(self._what_enter_does(), role="warn")
            return
        job = partial(importing.import_preview, self.db, self.preview, progress=self._progress("Importing"))
        self.start(job, self.is_imported, say=f"Importing {len(self.preview.rows):,} cases...")
