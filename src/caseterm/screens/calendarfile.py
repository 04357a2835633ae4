"""A calendar file before it is imported: each entry, whose it is and why, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult

from caseterm import calendars, queries
from caseterm.calendars import STATES, CalendarPreview, IcsRow
from caseterm.rules.counting import counted
from caseterm.rules.date_words import show_time
from caseterm.screens.base import STYLES
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.fromfile import NOT_WRITTEN, FromFileScreen
from caseterm.widgets.chrome import Line
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap
from caseterm.widgets.textpage import TextPage


class CalendarFileScreen(FromFileScreen[CalendarPreview]):
    """The entries of one calendar file; she takes or leaves each, and says whose it is."""

    CSS_PATH = STYLES / "calendarfile.tcss"
    scope = "calfile"
    mode_key = "3"
    subject = noun = "calendar file"
    suffixes = (".ics", ".ical", ".icalendar")
    writes = "entries"

    def compose_body(self) -> ComposeResult:
        yield Line(id="summary")
        yield Line(id="source")
        yield RowList(marking=False, show_header=False, id="rows")
        yield TextPage(id="detail")

    def on_mount(self) -> None:
        self.query_one("#detail").can_focus = False
        self.rows.empty_text = "No entries. f reads another file."

    def job(self, path: Path) -> Callable[[], CalendarPreview]:
        return partial(calendars.preview_calendar, self.db, path)

    def take(self, preview: CalendarPreview) -> None:
        self.preview = preview
        self.show()
        self.rows.action_first()
        self.say(self._what_enter_does())

    def _what_enter_does(self) -> str:
        if self.preview is None or not self.preview.taken:
            return "Nothing to import: c gives an entry its case, w keeps one without."
        return NOT_WRITTEN

    # what is shown

    def show(self) -> None:
        """Fill the lines and the list from the preview; the cursor stays."""
        preview = self.preview
        if preview is None:
            return
        wide = self.app.size.width >= 100
        self.query_one("#summary", Line).set(" ", (preview.summary, "bold"))
        notes = preview.file.remarks
        said = f"{counted(len(preview.rows), 'entry', 'entries')}" + (
            f", {counted(len(notes), 'note')} below" * bool(notes)
        )
        self.query_one("#source", Line).set(" ", (f"{preview.file.name}: {said}", "muted"))
        self.rows.set_columns(
            [
                Column("take", "", 3),
                Column("when", "", 22 if wide else 17),
                Column("what", "", 14, grow=True),
                Column("whose", "", 30 if wide else 21),
                Column("state", "", 28 if wide else 9),
            ]
        )
        shown = [Row(place, self._cells(row, wide=wide)) for place, row in enumerate(preview.rows)]
        if notes:
            shown.append(Row("h-notes", {"text": "How the file was read"}, kind="heading"))
            lines = [line for note in notes for line in wrap(note, max(30, self.app.size.width - 4))]
            shown += [Row(f"n{place}", {"text": line}, kind="note") for place, line in enumerate(lines)]
        self.rows.set_rows(shown)
        self._show_detail()

    def _cells(self, row: IcsRow, *, wide: bool) -> dict[str, Cell]:
        assert self.preview is not None
        faint = "" if row.taken or row.state == "nobody" else "muted"
        whose = self.preview.client(row) or ("without a case" if row.caseless else "no case")
        doubtful = row.case_id is not None and row.match.case_id == row.case_id and not row.match.sure
        role = "warn" if doubtful or (row.case_id is None and not row.caseless and row.open_to_choice) else faint
        short = {"booked": "booked", "gone": "gone", "same": "unchanged", "left": "left"}
        state = STATES[row.state] if wide else short.get(row.state, STATES[row.state])
        return {
            "take": "[x]" if row.taken else ("[ ]" if row.action is not None else ("  =", "muted")),
            "when": (self.preview.when(row), faint),
            "what": (row.entry.title or row.entry.place or "(no title)", faint),
            "whose": (whose + ("  ?" if doubtful else ""), role),
            "state": (state, "warn" if row.state in ("changed", "cancelled", "gone") else "muted"),
        }

    def _show_detail(self) -> None:
        row = self.current()
        page = self.query_one("#detail", TextPage)
        if row is None or self.preview is None:
            page.set_lines([])
            return
        entry = row.entry
        ends = f" to {show_time(entry.ends_at.time())}" if entry.ends_at is not None and not entry.all_day else ""
        what = [f"{self.preview.when(row)}{ends}", entry.zone, entry.place, "to-do" if entry.kind == "task" else ""]
        why = [STATES[row.state], row.match.why, row.note, *entry.remarks]
        width = self.app.size.width - 2
        lines = [", ".join(dict.fromkeys(part for part in parts if part)) for parts in (what, why)]
        page.set_lines([[f" {wrap(line, width)[0] if line else ''}"] for line in lines])

    def current(self) -> IcsRow | None:
        """The entry under the cursor."""
        key = self.rows.cursor_key
        return self.preview.rows[key] if self.preview is not None and isinstance(key, int) else None

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self._show_detail()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.action_run()

    def on_resize(self) -> None:
        self.show()

    # choosing

    def action_turn(self) -> None:
        """Take the entry, or leave it out."""
        row = self.current()
        if row is None or self.preview is None or self.busy:
            return
        if row.action is None:
            self.say(f"There is nothing to do for it: {row.note or STATES[row.state]}.")
            return
        if row.open_to_choice and row.case_id is None and not row.caseless and not row.taken:
            self.say("It has no case: c chooses one, w keeps it without.", role="warn")
            return
        self._change(calendars.turned(self.preview, [self._place()], taken=not row.taken))

    def action_turn_all(self) -> None:
        """Take every entry that can be; again leaves all of them out."""
        if self.preview is None or self.busy:
            return
        every = range(len(self.preview.rows))
        taken = calendars.turned(self.preview, every, taken=True)
        full = len(taken.taken) == len(self.preview.taken)
        self._change(calendars.turned(self.preview, every, taken=False) if full else taken, stay=True)

    def action_choose(self) -> None:
        """Give the entry, with all days of a repeated one, to a case."""
        row = self.current()
        if row is None or self.busy:
            return
        if not row.open_to_choice:
            self.say("It is in the record already; its case is changed there.")
            return
        place = self._place()

        def chosen(case_id: int | None) -> None:
            if case_id is not None and self.preview is not None:
                self._change(calendars.chosen(self.preview, self.preview.of_one_event(place), case_id))

        self.app.push_screen(JumpDialog(queries.jump.load(self.db), self.program.recent), chosen)

    def action_without_case(self) -> None:
        """Keep the entry, with all days of a repeated one, as an appointment of no client."""
        row = self.current()
        if row is None or self.preview is None or self.busy:
            return
        if not row.open_to_choice:
            self.say("It is in the record already; its case is changed there.")
            return
        self._change(calendars.chosen(self.preview, self.preview.of_one_event(self._place()), None))

    def _place(self) -> int:
        key = self.rows.cursor_key
        assert isinstance(key, int), "an entry is under the cursor"
        return key

    def _change(self, preview: CalendarPreview, *, stay: bool = False) -> None:
        """Show what was chosen and go to the next entry."""
        self.preview = preview
        self.show()
        if not stay:
            self.rows.action_move(1)
        self.say(self._what_enter_does())

    # importing

    def action_run(self) -> None:
        """Enter: write what is taken as one act."""
        if self.preview is None or self.busy:
            return
        if not self.preview.taken:
            self.say(self._what_enter_does(), role="warn")
            return
        count = counted(len(self.preview.taken), "entry", "entries")
        job = partial(calendars.import_preview, self.db, self.preview)
        self.start(job, self.is_imported, say=f"Importing {count}...")
