"""What the verbs of the client screen do, on the row in focus or on the whole case."""

from __future__ import annotations

from caseterm import services
from caseterm.screens.client.section import Section
from caseterm.screens.client.view import ClientView
from caseterm.widgets.rowlist import RowList

NO_ROW = "No row here. Go to a section with [ and ], or a adds one."
WITHOUT_A_CASE = frozenset(
    {
        "back", "back_or_quit", "menu", "new_case", "next_pane", "previous_pane", "reread", "section", "section_named",
        "sections", "list_first", "list_last", "zoom",
    }
)  # fmt: skip
"""What can be done on the client screen while its case is not there any more."""


class ClientVerbs(ClientView):
    """Each verb asks the section in view, which knows what it means on its rows."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done to a case that was taken away while it was open; the page says that it was."""
        if self.head is None and self.case_id and action not in WITHOUT_A_CASE:
            return False
        return super().check_action(action, parameters)

    # what a verb acts on

    def acting_list(self) -> RowList:
        """The list whose row a verb means: a side pane that has the keyboard, else the middle."""
        focused = self.focused
        return focused if isinstance(focused, RowList) and focused.id in self.sides else self.rows

    def acting_section(self) -> Section | None:
        return self.sides.get(self.acting_list().id or "", self.section)

    def keys(self) -> list[str]:
        """The marked rows in their order, else the row under the cursor."""
        section, listed = self.acting_section(), self.acting_list()
        if section is None:
            return []
        if section.marking and listed.marks:
            return sorted(str(key) for key in listed.marks)
        return [str(listed.cursor_key)] if listed.cursor_key is not None else []

    def clear_marks(self) -> None:
        self.acting_list().clear_marks()

    def move_cursor(self, key: str) -> None:
        self.acting_list().move_to(key)

    @property
    def row_key(self) -> str | None:
        key = self.acting_list().cursor_key
        return str(key) if key is not None else None

    def with_keys(self) -> tuple[Section, list[str]] | None:
        section, keys = self.acting_section(), self.keys()
        if section is None or not keys:
            self.say(NO_ROW)
            return None
        return section, keys

    # verbs

    @property
    def menu_scopes(self) -> tuple[str, ...]:
        """The section in view has letters of its own, which go before those of the screen."""
        section = self.acting_section()
        return (f"client.{section.name}", self.scope) if section is not None else (self.scope,)

    def action_on_row(self, verb: str) -> None:
        """A verb of the section's own, on the row under the cursor."""
        if found := self.with_keys():
            getattr(found[0], verb)(found[1][0])

    def action_on_rows(self, verb: str) -> None:
        """A verb of the section's own, on the marked rows, else on the row under the cursor."""
        if found := self.with_keys():
            getattr(found[0], verb)(found[1])

    def action_in_section(self, verb: str) -> None:
        """A verb of the section's own that needs no row."""
        section = self.acting_section()
        if section is not None:
            getattr(section, verb)()

    def action_add(self) -> None:
        """Add to the section in view; on the overview the quick-add line."""
        section = self.acting_section()
        if section is None:
            self.capture("task")
        else:
            section.add()

    def action_note(self) -> None:
        self.capture("note")

    def action_log_contact(self) -> None:
        """Log a contact, with the party of the row filled in."""
        from caseterm.screens.client.log import open_log

        section, keys = self.acting_section(), self.keys()
        open_log(self, [self.case_id], section.party(keys[0] if keys else None) if section else None)

    def action_edit(self) -> None:
        """Edit the row; on the overview the case."""
        if self.acting_section() is None:
            from caseterm.screens.newcase import edit_case

            edit_case(self, self.case_id)
        elif found := self.with_keys():
            found[0].edit(found[1][0])

    def action_done(self) -> None:
        if found := self.with_keys():
            found[0].done(found[1])

    def action_set_date(self) -> None:
        if found := self.with_keys():
            found[0].set_date(found[1])

    def action_set_status(self) -> None:
        """The status of the row where rows have one, else the stage of the case."""
        from caseterm.screens.phase import choose_phase

        section, keys = self.acting_section(), self.keys()
        if section is None or not keys or not section.set_status(keys):
            choose_phase(self, [self.case_id])

    def action_waiting(self) -> None:
        if found := self.with_keys():
            found[0].waiting(found[1])

    def action_request(self, papers: str) -> None:
        """Ask the row's provider for records or bills; of what is out, what became of it."""
        if found := self.with_keys():
            found[0].request_rows(found[1], papers)

    def action_request_all(self, papers: str) -> None:
        """Ask every provider of the case for records or bills."""
        from caseterm.screens.client.asking import ask_all

        ask_all(self, papers)

    def action_follow_up(self) -> None:
        """What they said about a request."""
        if found := self.with_keys():
            found[0].follow_up(found[1])

    def action_archive(self) -> None:
        if found := self.with_keys():
            found[0].archive(found[1])

    def action_restore(self) -> None:
        """Bring an archived row back; v a shows them."""
        if self.head is not None and self.head.archived:
            self.store(lambda: services.cases.restore_cases(self.db, [self.case_id]))
        elif not self.archived:
            self.say("Archived rows are hidden. v a shows them, then m r restores one.")
        elif found := self.with_keys():
            found[0].restore(found[1])

    def action_toggle_archived(self) -> None:
        """Show archived rows too, or hide them again."""
        self.archived = not self.archived
        self.show_section()
        self.say("Archived rows are shown; m r restores one." if self.archived else "Archived rows are hidden again.")

    def action_mark(self) -> None:
        section = self.acting_section()
        if section is not None and section.marking:
            self.acting_list().toggle_mark()
        else:
            self.say((section or Section).unmarked)

    def action_mark_all(self) -> None:
        section = self.acting_section()
        if section is not None and section.marking:
            self.acting_list().mark_all()
            self.say(f"{len(self.acting_list().marks)} marked. Verbs now act on all of them. Esc clears the marks.")
        else:
            self.say((section or Section).unmarked)

    def action_pin(self) -> None:
        if self.head is not None:
            pinned = not self.head.pinned
            self.store(lambda: services.cases.set_pinned(self.db, [self.case_id], pinned))

    def action_verify(self) -> None:
        self._on_deadline("verify")

    def action_satisfy(self) -> None:
        self._on_deadline("satisfy")

    def action_dismiss_deadline(self) -> None:
        self._on_deadline("dismiss")

    def action_tolling(self) -> None:
        self._on_deadline("tolling")

    def action_clock(self) -> None:
        """A deadline from a rule of the table."""
        from caseterm.screens.deadline_asks import ask_clock

        ask_clock(self, self.case_id)

    def _on_deadline(self, verb: str) -> None:
        section, keys = self.acting_section(), self.keys()
        if section is not None and section.name == "deadlines" and keys:
            getattr(section, verb)(keys[0])
        else:
            self.go_section("deadlines")
            self.focus_section()
            self.say(f"Choose the deadline, then m {verb[0]} once more.")

    def action_limitation(self) -> None:
        """Compute the limitation date anew, not verified."""
        self.store(lambda: services.deadlines.limitation_for(self.db, self.case_id))

    def action_why(self) -> None:
        """Why this case calls for her; a letter goes there and settles it."""
        from caseterm.screens.reasons import show_reasons

        if self.head is not None:
            show_reasons(self, self.case_id, self.head.client)

    def action_put_off(self) -> None:
        """Put off a reason why this case calls for her."""
        from caseterm.screens.putoff import put_off

        if self.head is not None:
            put_off(self, self.case_id, self.head.client)

    def action_close_case(self) -> None:
        from caseterm.screens.phase import close_case

        close_case(self, self.case_id)

    def action_new_case(self) -> None:
        from caseterm.screens.newcase import new_case

        new_case(self)

    def action_export_calendar(self) -> None:
        """This case's appointments, deadlines and tasks as a file for another calendar."""
        from caseterm.screens.calendarexport import export_calendar

        export_calendar(self, self.case_id)

    def action_write_letter(self) -> None:
        """A letter of this case; to the party of the row, where it is one that goes to them."""
        from caseterm.screens.letters import write_letter

        section, keys = self.acting_section(), self.keys()
        party = section.party(keys[0]) if section is not None and keys else None
        write_letter(self, [self.case_id], to=party[2] if party else "")

    def action_check_conflicts(self) -> None:
        """Everybody of this case against everybody ever entered."""
        from caseterm.screens.conflicts import check_conflicts

        check_conflicts(self, self.case_id)

    def action_print_chronology(self) -> None:
        """The medical chronology, in the preview."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.chronology(self.case_id)))

    def action_explain(self) -> None:
        """What comes next for this client, to be read out."""
        from caseterm.screens.lesson import LessonScreen

        self.app.push_screen(LessonScreen(self.case_id))

    def action_print_index(self) -> None:
        """The index of the file with what is missing, in the preview."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.file_index(self.case_id)))

    def action_print(self) -> None:
        """The summary of the case, in the preview."""
        from caseterm.screens.preview import PreviewScreen

        self.app.push_screen(PreviewScreen((self.case_id,)))

    def action_copy(self, what: str) -> None:
        """Copy from the row where it has the thing, else from the case."""
        from caseterm.screens.copying import copy_and_say, copy_from_case

        section, keys = self.acting_section(), self.keys()
        found = section.copied(what, keys[0]) if section is not None and keys else None
        if found is not None and not found[0]:
            self.say(found[1], role="warn")
        elif found is not None:
            copy_and_say(self, *found)
        else:
            copy_from_case(self, self.case_id, what)
