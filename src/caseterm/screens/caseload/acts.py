"""What the keys of the caseload do to the marked cases, or else to the one under the cursor."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.caselist import SORTS, VIEWS
from caseterm.rules.filters import without_field
from caseterm.rules.terms import CASE_TYPES, PHASES
from caseterm.screens.caseload.list import CaseloadList
from caseterm.widgets.rowlist import RowList

WIDE_ACT = 20
NO_CASE = "No case here. N opens a new one, / filters."


class CaseloadScreen(CaseloadList):
    """The caseload with its acts."""

    def targets(self) -> list[int]:
        """The marked cases in list order, then hidden ones; without marks the case under the cursor."""
        marks = {key for key in self.cases.marks if isinstance(key, int)}
        if marks:
            shown = [case_id for case_id in self.shown if case_id in marks]
            return shown + sorted(marks.difference(shown))
        key = self.cases.cursor_key
        return [key] if isinstance(key, int) else []

    def case_meant(self) -> int | None:
        key = self.cases.cursor_key
        return key if isinstance(key, int) else None

    def with_targets(self) -> list[int]:
        """The targets, said to be missing when there are none."""
        found = self.targets()
        if not found:
            self.say(NO_CASE)
        return found

    def with_one(self) -> int | None:
        """The case under the cursor, whatever is marked, for what is done to one; its lack is said."""
        found = self.case_meant()
        if found is None:
            self.say(NO_CASE)
        return found

    # views, sort, marks

    def action_views(self) -> None:
        """Go into the list of views at the left; where there is no room for it choose one in a dialog."""
        views = self.query_one("#views", RowList)
        if not views.display:
            self.action_pick_view()
            return
        views.can_focus = True
        self.set_focus(views)

    def action_pick_view(self) -> None:
        """Choose a view by typing, at every width."""
        counts = queries.caselist.counts(self.db)
        items = [(key, name, f"{counts[key]:>5}") for key, (name, _where) in VIEWS.items()]
        self.pick("Views", items, lambda view: self.show_view(view) if view else None, current=self.view)

    def action_sort(self) -> None:
        """Sort by another column; the same again turns it round."""

        def chosen(sort: str | None) -> None:
            if sort:
                self.descending = sort == self.sort and not self.descending
                self.sort = sort
                self.action_reread()
                self.say(f"Sorted by {SORTS[sort][0]}{', reversed' if self.descending else ''}.")

        self.pick("Sort by", [(key, name) for key, (name, _order) in SORTS.items()], chosen, current=self.sort)

    def action_mark(self) -> None:
        self.cases.toggle_mark()

    def action_mark_all(self) -> None:
        self.cases.mark_all()
        self.say(f"{len(self.cases.marks)} marked. Verbs now act on all of them. Esc clears the marks.")

    async def action_facet(self, name: str) -> None:
        """Filter by a field with a choice instead of typing; what the filter said of the field before goes."""

        async def put(text: str | None) -> None:
            if text is not None:
                kept = without_field(self.filter_text, text.partition(":")[0])
                await self.open_filter(f"{kept} {text}".strip())

        match name:
            case "phase":
                self.pick("Phase", [(f"phase:{code}", word) for code, word in PHASES.items()], put)
            case "type":
                self.pick("Type", [(f'type:"{word}"', word) for word in CASE_TYPES.values()], put)
            case "owner":
                await put("owner:")
                await self.action_filter()
            case "clear":
                self.clear_filter()
                self.set_focus(self.cases)
            case _:
                await put({"sol": "sol:<90", "contact": "touch:>14", "noappt": "no:appt"}[name])

    # acts

    def action_pin(self) -> None:
        if ids := self.with_targets():
            pinned = not all(line.pinned for line in queries.caselist.lines(self.db, ids))
            self.store(lambda: services.cases.set_pinned(self.db, ids, pinned))

    def action_why(self) -> None:
        """Why the case under the cursor calls for her; a letter goes there and settles it."""
        from caseterm.screens.reasons import show_reasons

        line = self.current_line()
        if line is not None:
            name = VIEWS[self.view][0].strip()
            show_reasons(self, line.case_id, line.client, walk=self.shown, name=name)

    def action_put_off(self) -> None:
        """Put off a reason why the case under the cursor calls for her."""
        from caseterm.screens.putoff import put_off

        line = self.current_line()
        if line is not None:
            put_off(self, line.case_id, line.client)

    def action_archive(self) -> None:
        if ids := self.with_targets():
            self.confirm_wide(
                len(ids), f"Archive {len(ids)} cases?", lambda: services.cases.archive_cases(self.db, ids)
            )

    def action_restore(self) -> None:
        if ids := self.with_targets():
            self.store(lambda: services.cases.restore_cases(self.db, ids))

    def action_done(self) -> None:
        """Mark contacted today: a call out, reached."""

        def log() -> ChangeSet:
            return services.contact_log.log_contact_many(
                self.db, ids, channel="call", direction="out", outcome="reached"
            )

        if ids := self.with_targets():
            self.confirm_wide(len(ids), f"Log a call that reached {len(ids)} clients?", log)

    def action_set_status(self) -> None:
        """Put the cases into another phase; its checklist comes with it."""
        from caseterm.screens.phase import choose_phase

        if ids := self.with_targets():
            choose_phase(self, ids)

    def action_set_date(self) -> None:
        """A follow-up on a typed date, for each target."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        ids = self.with_targets()

        def typed(day: Any) -> None:
            if isinstance(day, date):
                self.store(lambda: services.follow_ups.add_follow_ups(self.db, ids, day))

        if ids:
            which = "this case" if len(ids) == 1 else f"{len(ids)} cases"
            dialog = PromptDialog(f"Follow up {which} on", kind="date", hint="fri, +3d, 12/3", today=self.program.today)
            self.app.push_screen(dialog, typed)

    def action_log_contact(self) -> None:
        from caseterm.screens.client.log import open_log

        if ids := self.with_targets():
            open_log(self, ids)

    def action_note(self) -> None:
        from caseterm.screens.capture import capture

        if (case_id := self.with_one()) is not None:
            capture(self, kind="note", case_id=case_id)

    def action_add(self) -> None:
        """The quick-add line, for the case under the cursor."""
        from caseterm.screens.capture import capture

        capture(self, kind="task", case_id=self.case_meant())

    def action_edit(self) -> None:
        """Edit the client and the case in a form."""
        from caseterm.screens.newcase import edit_case

        if (case_id := self.with_one()) is not None:
            edit_case(self, case_id)

    def action_new_case(self) -> None:
        from caseterm.screens.newcase import new_case

        new_case(self)

    def action_close_case(self) -> None:
        from caseterm.screens.phase import close_case

        if (case_id := self.with_one()) is not None:
            close_case(self, case_id)

    def action_history(self) -> None:
        if (case_id := self.with_one()) is not None:
            self.program.open_case(case_id, section="history", walk=self.shown)

    def action_print(self) -> None:
        """The summaries of the targets, in the preview."""
        from caseterm.screens.preview import PreviewScreen

        if ids := self.with_targets():
            self.app.push_screen(PreviewScreen(tuple(ids)))

    def action_explain(self) -> None:
        """What comes next for the client under the cursor, to be read out."""
        from caseterm.screens.lesson import LessonScreen

        key = self.cases.cursor_key
        if isinstance(key, int):
            self.app.push_screen(LessonScreen(key))

    def action_write_letter(self) -> None:
        """One letter for each of the targets."""
        from caseterm.screens.letters import write_letter

        if ids := self.with_targets():
            write_letter(self, ids)

    def action_print_meeting(self) -> None:
        """Every open case in a line, in the preview."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.meeting()))

    def action_print_review(self) -> None:
        """How the whole caseload does, in the preview."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.review()))

    def action_copy(self, what: str) -> None:
        from caseterm.screens.copying import copy_from_case

        if (case_id := self.with_one()) is not None:
            copy_from_case(self, case_id, what)

    def confirm_wide(self, count: int, question: str, act: Any) -> None:
        """Ask before an act on more than twenty cases; do it at once otherwise."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        def answered(answer: Any) -> None:
            if answer == "y":
                self.store(act)

        if count > WIDE_ACT:
            self.app.push_screen(KeyConfirm(question, [("y", "Yes", "y"), ("n", "No", "n")]), answered)
        else:
            self.store(act)
