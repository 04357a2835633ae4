"""What the keys of the tasks screen do to the marked tasks, or else to the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.tasks import TaskLine
from caseterm.rules.terms import PRIORITIES, TASK_OPEN, TASK_STATUSES
from caseterm.screens.tasks.deadline_acts import DeadlineActs
from caseterm.screens.tasks.deadline_card import deadline_id
from caseterm.screens.tasks.due import DueDialog
from caseterm.screens.tasks.forms import waited_on

Act = Callable[[], ChangeSet]
WIDE_ACT = 20
_PRIORITY_KEYS = {1: "u", 2: "h", 3: "n", 4: "l"}


class TaskActs(DeadlineActs):
    """The actions of the tasks screen that change tasks."""

    # whom an act is for

    def marked_ids(self) -> set[int]:
        return {key for key in self.tasks.marks if isinstance(key, int)}

    def targets(self) -> list[int]:
        """The marked tasks in list order, then hidden ones; without marks the task under the cursor."""
        marks = self.marked_ids()
        if marks:
            shown = [key for key in self.cases_of if key in marks and isinstance(key, int)]
            return shown + sorted(marks.difference(shown))
        key = self.tasks.cursor_key
        return [key] if isinstance(key, int) else []

    def case_meant(self) -> int | None:
        key = self.tasks.cursor_key
        return self.cases_of.get(key) if key is not None else None

    def with_targets(self) -> list[TaskLine]:
        """The targets as lines, said to be missing when there are none."""
        found = queries.tasks.lines(self.db, self.targets())
        if not found:
            self.say(
                "No task here. a adds one."
                if not self.on_deadline
                else "This works on tasks. v v verifies a deadline, x satisfies it, d moves it."
            )
        return found

    def do(self, ids: list[int], question: str, act: Callable[[], ChangeSet], *, keep: bool = False) -> None:
        """Do an act, asking in one line when it is for more than twenty; `keep` leaves its tasks in sight."""

        def go() -> None:
            before = set(self.kept)
            if keep:
                self.kept |= set(ids)
            if self.store(act) is None:
                self.kept = before

        def answered(answer: Any) -> None:
            if answer == "y":
                go()

        if len(ids) > WIDE_ACT:
            from caseterm.screens.dialogs.confirm import KeyConfirm

            self.app.push_screen(
                KeyConfirm(f"{question} {len(ids)} tasks?", [("y", "Yes", "y"), ("n", "No", "n")]), answered
            )
        else:
            go()

    # marks

    def action_mark(self) -> None:
        if self.on_deadline and not self.tasks.marks:
            self.say("Deadlines are verified and satisfied one by one.")
            return
        self.tasks.toggle_mark()
        self.say_marks()

    def action_mark_all(self) -> None:
        if self.about_tasks:
            self.tasks.mark_all()
            self.say_marks()

    def say_marks(self) -> None:
        count = len(self.tasks.marks)
        if count:
            word = "it" if count == 1 else f"all {count}"
            self.say(f"{count} marked: x, d, s, w, ! and # act on {word}. Esc clears the marks.")
        else:
            self.say("")

    # acts

    def action_done(self) -> None:
        """Done; done again is reopened. On a deadline: satisfied."""
        if self.on_deadline:
            self.satisfy_deadline()
        elif found := self.with_targets():
            ids = [line.id for line in found if line.status in TASK_OPEN]
            if ids:
                self.do(ids, "Mark done", lambda: services.tasks.complete_tasks(self.db, ids), keep=True)
            else:
                every = [line.id for line in found]
                self.do(every, "Reopen", lambda: services.tasks.reopen_tasks(self.db, every), keep=True)

    def action_set_date(self) -> None:
        """One due date for all, none, or each shifted by its own: due+7d."""
        if self.on_deadline:
            self.move_deadline()
        elif found := self.with_targets():
            dialog = DueDialog(self, found)

            def typed(day: Any) -> None:
                if day is not None:
                    self.set_due(found, day, dialog.shift)

            self.app.push_screen(dialog, typed)

    def set_due(self, found: list[TaskLine], day: date | str, shift: int | None) -> None:
        ids = [line.id for line in found]
        if shift is not None and len(ids) > 1:
            self.do(ids, f"Move by {shift:+} days", lambda: services.tasks.shift_due(self.db, ids, shift))
        else:
            new = day if isinstance(day, date) else None
            self.do(ids, "Set the due date of", lambda: services.tasks.set_due(self.db, ids, new))

    def action_set_status(self) -> None:
        if self.on_deadline:
            self.satisfy_deadline()
        elif found := self.with_targets():
            ids = [line.id for line in found]

            def chosen(status: str | None) -> None:
                if status == "waiting":
                    self.action_waiting()
                elif status:
                    self.set_aside(ids, status)

            title = found[0].title if len(found) == 1 else f"{len(found)} tasks"
            self.pick(title, list(TASK_STATUSES.items()), chosen, current=found[0].status)

    def set_aside(self, ids: list[int], status: str) -> None:
        act = lambda: services.tasks.set_status(self.db, ids, status)  # noqa: E731
        self.do(ids, f"{TASK_STATUSES[status]}:", act, keep=status not in TASK_OPEN)

    def action_not_applicable(self) -> None:
        if found := self.with_targets():
            self.set_aside([line.id for line in found], "not_applicable")

    def action_waiting(self) -> None:
        """Ask whom the tasks wait on; an empty answer puts them back to work."""
        if found := self.with_targets():
            ids = [line.id for line in found]
            names = {line.waiting_on for line in found}

            def typed(name: Any) -> None:
                if name is not None:
                    self.do(ids, "Set waiting:", lambda: services.tasks.set_waiting(self.db, ids, str(name)))

            value = names.pop() if len(names) == 1 else ""
            from caseterm.screens.dialogs.prompt import PromptDialog

            self.app.push_screen(
                PromptDialog(
                    "Waiting on whom?",
                    "suggest",
                    (value, value) if value else None,
                    "a name, office or carrier; empty: no longer waiting",
                    blank=True,
                    suggest=waited_on(self.db),
                ),
                typed,
            )

    def action_chase(self) -> None:
        """They were asked again: what they said, and the next day."""
        from caseterm.screens.tasks.chasing import ask_chase

        if found := self.with_targets():
            ask_chase(self, found)

    def action_priority(self) -> None:
        if found := self.with_targets():
            from caseterm.screens.dialogs.menu import MenuDialog

            ids = [line.id for line in found]

            def chosen(number: int | None) -> None:
                if number:
                    self.do(ids, "Set the priority of", lambda: services.tasks.set_priority(self.db, ids, number))

            items = [(_PRIORITY_KEYS[number], word, number) for number, word in PRIORITIES.items()]
            self.app.push_screen(MenuDialog("!  Priority", items), chosen)

    def action_tag(self) -> None:
        if found := self.with_targets():
            ids = [line.id for line in found]
            tags = {line.tags for line in found}

            def typed(text: Any) -> None:
                if text is not None:
                    self.do(ids, "Tag", lambda: services.tasks.set_tags(self.db, ids, str(text)))

            hint = "records liens; +tag adds, -tag takes away"
            from caseterm.screens.dialogs.prompt import PromptDialog

            self.app.push_screen(
                PromptDialog("Tags", "text", tags.pop() if len(tags) == 1 else "", hint, blank=True), typed
            )

    def action_set_client(self) -> None:
        if found := self.with_targets():
            from caseterm.screens.dialogs.jump import JumpDialog

            ids = [line.id for line in found]

            def chosen(case_id: int | None) -> None:
                if case_id is not None:
                    self.do(ids, "Set the client of", lambda: services.tasks.set_case(self.db, ids, case_id))

            self.app.push_screen(JumpDialog(queries.jump.load(self.db), self.program.recent), chosen)

    def action_archive(self) -> None:
        if self.on_deadline:
            self.archive_deadline()
        elif found := self.with_targets():
            ids = [line.id for line in found]
            self.do(ids, "Archive", lambda: services.tasks.archive_tasks(self.db, ids))

    def action_restore(self) -> None:
        if found := self.with_targets():
            ids = [line.id for line in found]
            self.do(ids, "Restore", lambda: services.tasks.restore_tasks(self.db, ids))

    # forms and other screens

    def action_add(self) -> None:
        """The quick-add line; for the one case where only one is shown."""
        from caseterm.screens.capture import capture

        capture(self, kind="task", case_id=self.case_id)

    def action_edit(self) -> None:
        from caseterm.screens.tasks.forms import edit_deadline, edit_task

        key = self.tasks.cursor_key
        if number := deadline_id(key):
            edit_deadline(self, number)
        elif isinstance(key, int):
            edit_task(self, key)
        else:
            self.with_targets()

    def target_cases(self) -> list[int]:
        """The cases of the marked tasks, or of the row under the cursor."""
        keys: list[int | str] = list(self.targets()) if self.about_tasks else []
        if not keys and self.tasks.cursor_key is not None:
            keys = [self.tasks.cursor_key]
        if found := list(dict.fromkeys(case for key in keys if (case := self.cases_of.get(key)) is not None)):
            return found
        self.say("No client here. @ sets the client of a task.")
        return []

    def action_log_contact(self) -> None:
        from caseterm.screens.client.log import open_log

        if ids := self.target_cases():
            open_log(self, ids)

    def action_note(self) -> None:
        from caseterm.screens.capture import capture

        if ids := self.target_cases():
            capture(self, kind="note", case_id=ids[0])

    def action_print(self) -> None:
        """The summaries of the cases; of the deadlines' list, the list itself."""
        if not self.about_tasks:
            self.print_sweep()
            return
        from caseterm.screens.preview import PreviewScreen

        if ids := self.target_cases():
            self.app.push_screen(PreviewScreen(tuple(ids)))

    def action_copy(self, what: str) -> None:
        from caseterm.screens.copying import copy_from_case

        if ids := self.target_cases():
            copy_from_case(self, ids[0], what)
