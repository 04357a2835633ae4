"""What the client screen shows: header, sections, the section in view, and side panes where there is room."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from caseterm.changes import ChangeSet
from caseterm.queries.sectioncounts import Count
from caseterm.screens.client import overview
from caseterm.screens.client.frame import LIST_WIDTH, ClientFrame
from caseterm.screens.client.header import head_lines
from caseterm.screens.client.places import ADDED_KINDS, NAMES
from caseterm.screens.client.section import Section
from caseterm.widgets.chrome import Line, StatusRow
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Row, widened
from caseterm.widgets.safe import C, wrap
from caseterm.widgets.textpage import TextPage
from caseterm.widgets.wrapping import wrapped

GONE = "This case is not there any more. 1 goes to the caseload."


class ClientView(ClientFrame):
    """Reads the case and shows it; where the cursor, the search and the scroll are stays."""

    # showing

    def on_mount(self) -> None:
        for name, title in (("#sections", "Sections"), ("#facts", "Key facts"), ("#sidelog", "Notes and contact log")):
            self.query_one(name).border_title = C(title)
        for name in ("#page", "#searchline", "#rows", "#detail"):  # as the overview stands: opening lays nothing out
            self.query_one(name).display = name == "#page"
        self.query_one("#sidelog").display = self.has_log

    def hear(self, changes: ChangeSet) -> None:
        """Reload, and put the cursor on what was just added to the section in view."""
        super().hear(changes)
        section = self.section
        if section is None or self.stale or self.case_id not in changes.cases:
            return
        for row in changes.rows:
            if row.verb == "added" and row.table in ADDED_KINDS:
                key = section.key_of(f"{ADDED_KINDS[row.table]}:{row.row_id}")
                if key is not None and self.rows.move_to(key):
                    return

    def say(self, message: str, *, hint: str = "", role: str = "") -> None:
        """Say it, and know whom it is about: it goes when another case is opened."""
        self.said_of = frozenset({self.case_id})
        super().say(message, hint=hint, role=role)

    def say_done(self, changes: ChangeSet, hint: str) -> None:
        super().say_done(changes, hint)
        self.said_of = changes.cases or self.said_of

    def refresh_if_stale(self) -> None:
        """Read the case and section the program wants, should they be others than those in view."""
        program = self.program
        if program.case_id != self.case_id or program.section not in (None, self.section_name) or program.row:
            self.stale = True
        super().refresh_if_stale()

    def reload(self) -> None:
        """Read the case the program wants; while it is the same, cursor, search and section stay.

        A section that the program asks for has the keyboard, where there is a row in it.
        """
        other = self.program.case_id != self.case_id
        if other:
            self._forget()
            self.case_id = self.program.case_id or 0
        wanted = self.program.section
        led = wanted not in (None, "overview", self.section_name)
        if wanted is not None and wanted in NAMES:
            self.section_name = wanted
        elif other:
            self.section_name = "overview"
        self.program.section = self.section_name
        self.head = self.file.head
        if self.head is None:
            self._show_gone()
            return
        self.counts = self.file.counts
        self._show_head()
        self._show_sections()
        self.show_section()
        self._show_sides()
        row, self.program.row = self.program.row, None
        meant = row is not None and self.section is not None and self.on_row(self.section, row)
        if meant or (led and self.rows.row_count):
            self.focus_section()
        if self.focused is None or not all(node.display for node in self.focused.ancestors_with_self):
            self.set_focus(self.home)  # what had the keyboard, such as another section's search, is out of sight

    def _forget(self) -> None:
        """Before another case is shown: nothing of this one stays behind, also not out of sight."""
        self.searches, self.card = {}, None
        self._shown = (0, "")
        self.remove_class("-reading")
        for name in ("sections", "sides"):  # each made anew, without the lines it has read
            self.__dict__.pop(name, None)
        with self.prevent(RowList.Highlighted, RowList.Marked):
            for name in ("#rows", "#sidelog", "#sidetasks", "#sideappointments"):
                listed = self.query_one(name, RowList)
                listed.clear_marks()
                listed.set_rows([], keep=False)
        for name in ("#page", "#detail", "#facts"):
            self.query_one(name, TextPage).set_lines([])
        if self.program.case_id not in self.said_of:
            self.query_one(StatusRow).clear()

    def _show_gone(self) -> None:
        """The case was taken away while it was open, by undo or with the sample; nothing of it stays on the screen."""
        self.section_name = self.program.section = "overview"
        self._forget()
        self.counts = {}
        self._show_sections()
        self.set_title("")
        for name in ("#head1", "#head2"):
            self.query_one(name, Line).set("")
        for name, title in (("main", "Overview"), ("sidetasks", "Open tasks"), ("sideappointments", "Appointments")):
            self.query_one(f"#{name}").border_title = C(title)  # without the counts of what is gone
        self.query_one("#page", TextPage).set_lines([[f" {GONE}"]])
        self.show_section()

    def _show_head(self) -> None:
        head, width = self.head, self.app.size.width
        if head is None:
            return
        first, second = head_lines(head, self.program.today, width=width)
        self.query_one("#head1", Line).set(*first)
        self.query_one("#head2", Line).set(*second)
        self.query_one("#joint", Line).set(("─" * LIST_WIDTH + "┬" + "─" * max(0, width - LIST_WIDTH - 1), "bar"))
        walk = self.program.walk_list
        place = ""
        if self.case_id in walk and len(walk) > 1:
            place = f"{walk.index(self.case_id) + 1} of {len(walk)}"
            if self.wide and self.program.walk_name:
                place += f" in {self.program.walk_name}"
        name = f"{head.client}  " if self.wide else ""
        self.set_title(f"{name}{head.number}  {place}".rstrip())

    def _show_sections(self) -> None:
        rows = []
        for name, word in NAMES.items():
            count = self.counts.get(name, Count())
            number = str(count.n) if count.n else ""
            text = f"{number}{'!' if count.alarm else ' '}"
            rows.append(Row(name, {"name": word, "count": (text, "warn" if count.alarm else "")}))
        with self.prevent(RowList.Highlighted):
            self.section_list.set_rows(rows)
            self.section_list.move_to(self.section_name)

    def show_section(self) -> None:
        """Show the section in view; only what it shows is read."""
        section, fresh = self.section, self._shown != (self.case_id, self.section_name)
        self._shown = (self.case_id, self.section_name)
        self.query_one("#page").display = section is None
        self.rows.display = section is not None
        detail = self.query_one("#detail", TextPage)
        self.query_one("#sidelog").display = self.has_log
        if section is None:
            detail.display = False
            self._show_overview(keep=not fresh)
        else:
            self.size_detail()
            self._show_rows(section, fresh=fresh)
        self._show_search()
        self._show_hints()

    def _show_overview(self, *, keep: bool) -> None:
        if self.head is None:
            return
        self.card = overview.load(self.file, self.head, self.program.config.keys)
        lines = overview.card_lines(
            self.card,
            self.program.today,
            width=self.middle_width - 2,
            height=self.app.size.height,
            side=self.has_side,
        )
        self.query_one("#page", TextPage).set_lines([[" ", *line] for line in lines], keep=keep)
        self.query_one("#main").border_title = C("Overview")

    def _show_rows(self, section: Section, *, fresh: bool) -> None:
        if fresh:
            self.rows.clear_marks()
        room = self.middle_width - 4
        columns = section.columns(room)  # a section may lay its rows out by them, as it reads
        found, total = section.found(self.searches.get(section.name, ""))
        self.rows.set_columns(widened(columns, found, room))
        search = self.searches.get(section.name, "")
        why = f"No {section.one} matches /{search}. Esc clears the search." if search.strip() else section.empty
        why = why if self.head is not None else GONE
        self.rows.empty_text = "\n".join(wrap(why, self.middle_width - 6))
        self.rows.set_rows(found, keep=not fresh)
        if fresh and (self.case_id, section.name) in self.cursors:
            self.rows.move_to(self.cursors[(self.case_id, section.name)])
        shown = sum(map(section.counts, found))
        counted = f"{shown} of {total}" if search.strip() else str(total)
        self.query_one("#found", Line).set(("  " + counted, "muted"))
        title = f"{section.title}   {counted}"
        self.query_one("#main").border_title = C(title)
        self._show_detail()

    def _show_detail(self) -> None:
        section, key = self.section, self.rows.cursor_key
        page = self.query_one("#detail", TextPage)
        page.display = section is not None and key is not None and section.strip > 0
        if section is not None and key is not None and page.display:
            said = section.detail(str(key), self.middle_width - 4)
            page.set_lines([[" ", *line] for long in said for line in wrapped(long, self.middle_width - 2)])

    def size_detail(self) -> None:
        """The strip keeps its few lines, or takes the whole pane while it is read."""
        reading, section = self.has_class("-reading"), self.section
        self.rows.display = section is not None and not reading
        lines = section.strip if section is not None else 0
        self.query_one("#detail").styles.height = "1fr" if reading else lines + (3 if self.lofty else 1)

    def _show_sides(self) -> None:
        if not self.has_side or self.head is None:
            return
        for name, section in self.sides.items():
            if name == "sidelog" and not self.has_log:
                continue
            listed = self.query_one(f"#{name}", RowList)
            width = self.middle_width - 4 if name == "sidelog" else self.side_width - 4
            listed.set_columns(section.columns(width))
            listed.empty_text = section.empty.split(".")[0] + "."
            listed.set_rows(section.rows())
        keymap = self.program.config.keys
        card = self.card if self.section is None and self.card else overview.load(self.file, self.head, keymap)
        late = sum(overview.is_late(task, self.program.today) for task in card.tasks)
        title = f"Open tasks   {len(card.tasks)}{f', {late} overdue' if late else ''}"
        self.query_one("#sidetasks").border_title = C(title)
        booked = f"Appointments   {len(card.appointments)}"
        self.query_one("#sideappointments").border_title = C(booked)
        facts = overview.fact_lines(card, self.program.today, self.side_width - 4)
        self.query_one("#facts", TextPage).set_lines([[" ", *line] for line in facts])

    def on_resize(self, event: events.Resize) -> None:
        self.relay()

    def relay(self) -> None:
        """Lay everything out again for another width."""
        if self.head is not None:
            self._shown = (self.case_id, "")
            key = self.rows.cursor_key
            if key is not None:
                self.cursors[(self.case_id, self.section_name)] = str(key)
            self._show_head()
            self.show_section()
            self._show_sides()

    # what the lists say

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        if message.row_list is self.section_list and message.key is not None:
            self.go_section(str(message.key))
        elif message.row_list is self.rows:
            if message.key is not None and self.section is not None:
                self.cursors[(self.case_id, self.section_name)] = str(message.key)
            self._show_detail()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        if message.row_list is self.section_list:
            self.focus_section()
            return
        section = self.sides.get(message.row_list.id or "", self.section)
        if section is not None and message.key is not None:
            section.open(str(message.key))

    def on_row_list_menu_wanted(self, message: RowList.MenuWanted) -> None:
        self.action_menu("more")

    def go_section(self, name: str) -> None:
        """Show another section; where the keyboard is stays in the list or goes with it."""
        if name == self.section_name:
            return
        self.section_name = name
        self.program.section = name
        self.remove_class("-reading")
        with self.prevent(RowList.Highlighted):
            self.section_list.move_to(name)
        log = self.has_log and not self.query_one("#sidelog", RowList).row_count
        self.show_section()
        if log:
            self._show_sides()

    def on_row(self, section: Section, row: str) -> bool:
        """Put the cursor on the row of a record; whether it is there."""
        if self.rows.move_to(row):
            return True
        key = section.key_of(row) if row.partition(":")[2].lstrip("-").isdecimal() else None
        return key is not None and self.rows.move_to(key)

    def focus_section(self) -> None:
        """Put the keyboard into the section in view."""
        self.set_focus(self.query_one("#page") if self.section is None else self.rows)

    # search

    def _show_search(self) -> None:
        text = self.searches.get(self.section_name, "")
        line = self.query_one("#searchline")
        field = self.query_one("#search", TextField)
        line.display = self.section is not None and (bool(text) or field.has_focus)
        if field.value != text:
            with self.prevent(Input.Changed):
                field.set_text(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "search" and self.section is not None:
            event.stop()
            self.searches[self.section_name] = event.value
            self._show_rows(self.section, fresh=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "search":
            event.stop()
            self.set_focus(self.rows)
            self._show_search()

    def _show_hints(self) -> None:
        from caseterm.widgets.chrome import KeyBar

        self.query_one(KeyBar).set_hints(self.hints())

    def hints(self) -> list[tuple[str, str]]:
        """The section's own keys first, then those that work on the whole case."""
        own = list(self.section.hints) if self.section is not None else []
        taken = {key for key, _ in own}
        return [*own, *(hint for hint in super().hints() if hint[0] not in taken)]
