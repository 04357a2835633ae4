"""What the keys do to appointments: move, outcome, ride; and to tasks on the calendar: due, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.rules.calendar import Appointment, DeadlineDue, Entry, TaskDue
from caseterm.rules.calendar_words import outcome_wanted
from caseterm.rules.recurrence import Scope
from caseterm.screens.calendar.view import CalendarView
from caseterm.screens.rides.board import RideBoard
from caseterm.screens.rides.form import open_ride_form
from caseterm.screens.series import ask_scope
from caseterm.screens.visits import ask_move, ask_no_show


class OutcomeActs(CalendarView):
    """The acts on the entry under the cursor, or on the marked ones."""

    # whom a key acts on

    def targets(self) -> list[Entry]:
        """The marked entries, else the one under the cursor."""
        marked = [self.entries[str(key)] for key in sorted(self.rows.marks, key=str) if str(key) in self.entries]
        current = self.current()
        return marked or ([current] if current is not None else [])

    def appointment(self) -> Appointment | None:
        """The appointment under the cursor; its lack is said."""
        entry = self.current()
        if isinstance(entry, Appointment):
            return entry
        self.say("No appointment under the cursor. Tab goes into the day, a adds one.")
        return None

    def asks_outcome(self) -> Appointment | None:
        """The appointment under the cursor of the list, when it is past and nobody has said what became of it, or
        when it was missed and has no new date."""
        entry = self.current() if self.rows.has_focus else None
        if not isinstance(entry, Appointment):
            return None
        return entry if outcome_wanted(entry, self.program.today) or self.is_missed(entry) else None

    def is_missed(self, entry: Appointment) -> bool:
        """Whether it was missed and nothing has taken its place."""
        return entry.status == "no_show" and entry.moved_to is None

    def case_meant(self) -> int | None:
        entry = self.current()
        return entry.case_id if entry is not None else None

    def case_under_cursor(self) -> int | None:
        """The case of the entry under the cursor; its lack is said."""
        entry = self.current()
        if entry is not None and entry.case_id is not None:
            return entry.case_id
        self.say("No client under the cursor. o opens a case.")
        return None

    # moving an appointment

    def action_set_date(self) -> None:
        """Another date: an appointment keeps the old one beside it, tasks get a new due date."""
        tasks = [each for each in self.targets() if isinstance(each, TaskDue)]
        if tasks and len(tasks) == len(self.targets()):
            self.ask_for_due(tasks)
            return
        if isinstance(self.current(), DeadlineDue):
            self.say("A deadline is changed in the client's file: enter opens it there.")
            return
        entry = self.appointment()
        if entry is not None:
            ask_move(self, entry.id, self.moved)

    def ask_for_due(self, tasks: Sequence[TaskDue]) -> None:
        """A new due date for tasks."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        ids = [each.id for each in tasks]

        def typed(day: Any) -> None:
            if isinstance(day, date):
                self.store(lambda: services.tasks.set_due(self.db, ids, day))

        title = f"Due: {tasks[0].title}" if len(tasks) == 1 else f"Due: {len(tasks)} tasks"
        dialog = PromptDialog(title, "date", tasks[0].due, "fri, +3d, 12/3", today=self.program.today)
        self.app.push_screen(dialog, typed)

    def moved(self, changes: ChangeSet, scope: Scope) -> None:
        """Follow an appointment that moved to its new day."""
        if scope == "one":
            self.show_new(changes)

    def show_new(self, changes: ChangeSet | None) -> None:
        """The cursor on an appointment just stored, with a word about what it overlaps or is too far from."""
        new = changes.first_added("appointments") if changes else None
        if changes is None or new is None:
            return
        self.follow(new)
        if new in self.sight.clashes:
            others = ", ".join(f"{self.sight.named[other]}" for other, _reason in self.sight.clashes[new])
            self.say(f"! Overlaps {others}. {changes.label}.", hint="u Undo", role="warn")
        elif new in self.sight.tight:
            self.say(f"! {self.sight.tight[new][0].words}. {changes.label}.", hint="u Undo", role="warn")

    # outcome and ride

    def action_set_status(self) -> None:
        """What became of it."""
        from caseterm.screens.dialogs.menu import MenuDialog

        entry = self.current()
        if isinstance(entry, TaskDue):
            statuses = [("t", "To do", "todo"), ("d", "Doing", "doing"), ("n", "Not applicable", "not_applicable")]
            self.app.push_screen(
                MenuDialog("Task", statuses), self.then(lambda to: services.tasks.set_status(self.db, [entry.id], to))
            )
            return
        found = self.appointment()
        if found is None:
            return
        acts: dict[str, Callable[[], Any]] = {
            "kept": lambda: self.store(lambda: services.appointments.mark_kept(self.db, [found.id])),
            "no_show": lambda: ask_no_show(self, found.id, self.moved),
            "confirmed": lambda: self.store(lambda: services.appointments.confirm(self.db, found.id)),
            "open": lambda: self.store(lambda: services.appointments.reopen(self.db, found.id)),
            **{by: self.canceller(found.id, by) for by in ("client", "provider", "weather")},
        }
        came = [("k", "Kept", "kept"), ("n", "No-show...", "no_show")] if found.day <= self.program.today else []
        items = [
            *came,
            ("f", "Confirmed", "confirmed"),
            ("c", "Cancelled by client", "client"),
            ("p", "Cancelled by provider", "provider"),
            ("w", "Cancelled, weather", "weather"),
            ("o", "Scheduled again", "open"),
        ]

        def chosen(name: Any) -> None:
            if name:
                acts[name]()

        self.app.push_screen(MenuDialog("s  Status", items), chosen)

    def then(self, act: Callable[[Any], ChangeSet]) -> Callable[[Any], None]:
        """An answer's act, stored unless there is no answer."""

        def answered(answer: Any) -> None:
            if answer is not None:
                self.store(lambda: act(answer))

        return answered

    def canceller(self, appointment_id: int, by: str) -> Callable[[], Any]:
        def cancel(scope: Scope) -> None:
            self.store(lambda: services.series.cancel_visits(self.db, appointment_id, by=by, scope=scope))

        return lambda: ask_scope(self, appointment_id, "Cancel", cancel)

    def action_done(self) -> None:
        """Appointments were kept, tasks are done; the marked ones of one kind in one act."""
        found = self.targets()
        booked = [each.id for each in found if isinstance(each, Appointment)]
        tasks = [each.id for each in found if isinstance(each, TaskDue)]
        if booked and tasks:
            self.say("Mark appointments or tasks, not both, for one act.", role="warn")
        elif booked:
            changes = self.store(lambda: services.appointments.mark_kept(self.db, booked))
            self.forget_marks(changes)
        elif tasks:
            self.forget_marks(self.store(lambda: services.tasks.complete_tasks(self.db, tasks)))
        elif found:
            self.say("A deadline is satisfied in the client's file, with its proof: enter opens it there.")
        else:
            self.appointment()

    def forget_marks(self, changes: ChangeSet | None) -> None:
        if changes and self.rows.marks:
            message, hint = changes.label + ".", "u Undo"
            self.rows.clear_marks()
            self.say(message, hint=hint)

    def action_ride(self) -> None:
        """How the ride stands."""
        from caseterm.screens.dialogs.menu import MenuDialog

        entry = self.appointment()
        if entry is None:
            return
        items = [
            ("b", "Book: there, back, driver...", "book"), ("c", "Confirmed", "confirmed"),
            ("n", "Needed, not booked", "needed"), ("x", "Not needed", "not_needed"), ("l", "Ride board", "board"),
        ]  # fmt: skip

        def chosen(state: Any) -> None:
            if state == "book":
                open_ride_form(self, entry.id)
            elif state == "board":
                self.program.show_board(RideBoard())
            elif state is not None:
                self.store(lambda: services.appointments.set_ride(self.db, entry.id, state))

        self.app.push_screen(MenuDialog("r  Ride", items), chosen)
