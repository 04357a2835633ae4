"""The one form of the program: a column of fields to create or to edit a record."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from caseterm.commands import while_typing
from caseterm.errors import CaseTermError, FieldProblem, InputError
from caseterm.rules.labels import field_label
from caseterm.rules.text import fold
from caseterm.screens.fieldspec import FieldSpec, Kind
from caseterm.screens.formfields import FieldsScreen
from caseterm.widgets.field import Field

__all__ = ["FieldSpec", "FormScreen", "Kind"]


class FormScreen(FieldsScreen):
    """Fields to fill in; gives True once `save` has taken the values, False when she left without saving.

    `values` are the values to start from, by field name; a suggestion's is a pair (value, label). `save` gets
    the values by name. It returns None once they are stored, or a sentence that keeps the form open. It may
    raise InputError, shown beside the fields it names, or any CaseTermError, shown in a dialog; the form stays
    with its text. `draft` gets the texts to keep every three seconds while they differ from the start, and an
    empty mapping once they are saved; `drafted` are such texts to start from, said to be from `drafted_at`.
    `remark` may say a sentence about the values as they are (None where unreadable), such as an overlap.
    `reopen` opens the form again with its draft; it is offered after the form was discarded.
    """

    scope: ClassVar[str] = "form"
    BINDINGS = while_typing(
        {
            "form.save": "save",
            "form.leave": "leave",
            "case.jump": "leave_for('app.jump')",
            "help.show": "app.help",
            "edit.external": "edit_external",
        }
    )
    _asking = False

    def on_field_entered(self, event: Field.Entered) -> None:
        place = self._place_of(event.field)
        if place is None or place + 1 == len(self.fields):
            self.save()
        else:
            self.fields[place + 1].focus()

    # Saving

    def action_save(self) -> None:
        self.save()

    def save(self) -> bool:
        """Check every field and store; whether it was stored. The first bad field gets the keyboard."""
        for field in self.fields:
            field.settle()
            field.forget_refusal()
        bad = [field for field in self.fields if field.check() is not None]
        if bad:
            self._go_to_bad(bad)
            return False
        try:
            refused = self._save({field.field_name: field.value for field in self.fields})
        except InputError as problem:
            self._refuse(problem)
            return False
        except CaseTermError as problem:
            self._report(problem)
            return False
        if refused is not None:
            self.say(refused, role="bad")
            return False
        self._draft.drop()
        self._done = True
        self.dismiss(True)
        return True

    def _go_to_bad(self, bad: Sequence[Field]) -> None:
        first = bad[0]
        first.focus()
        if len(bad) == 1:
            self.say(f"{first.label}: {first.problem()}", role="bad")
            return
        names = ", ".join(field.label for field in bad)
        self.say(f"{len(bad)} fields need a look before this is saved: {names}.", role="bad")

    def _refuse(self, error: InputError) -> None:
        """Show each refused value beside its field, what belongs to none below, and go to the first."""
        bad: list[Field] = []
        others: list[str] = []
        for problem in error.problems:
            field = self._field_of(problem)
            if field is None:
                others.append(str(problem))
            else:
                field.refuse(problem.reason)
                bad.append(field)
        if bad:
            self._go_to_bad([field for field in self.fields if field in bad])
        if others:
            self.say(" ".join([*others, error.next_step]).strip(), role="bad")

    def _field_of(self, problem: FieldProblem) -> Field | None:
        said = fold(problem.field)
        for field in self.fields:
            if said in (fold(field.field_name), fold(field.label), fold(field_label(field.field_name))):
                return field
        return None

    def _report(self, problem: CaseTermError) -> None:
        from caseterm.screens.dialogs.message import MessageDialog

        kept = problem.safe or "What you typed is still in the form."
        self.app.push_screen(MessageDialog("Not saved", problem.title, kept, problem.next_step))

    def action_edit_external(self) -> None:
        from caseterm.screens.editor import edit_notes

        edit_notes(self.app, next((field for field in self.fields if field.active), None), self.say)

    # Leaving

    def action_leave(self) -> None:
        self.leave_first()

    def action_leave_for(self, action: str) -> None:
        """Leave, asking where something is unsaved, and do another action then."""
        self.leave_first(lambda: self.app.call_later(self.app.run_action, action))

    def leave_first(self, then: Callable[[], Any] | None = None) -> None:
        """Leave, asking where something is unsaved, and do something else then."""
        if self.dirty:
            self.ask_to_leave(then)
        else:
            self._leave(then)

    def ask_to_leave(self, then: Callable[[], Any] | None = None) -> None:
        """Ask what to do with what is unsaved; `then` is done once the form is left."""
        if self._asking:
            return
        from caseterm.screens.dialogs.confirm import KeyConfirm

        self.keep_draft()
        changed = [field.label for field in self.fields if field.dirty]
        count = "1 field" if len(changed) == 1 else f"{len(changed)} fields"
        discard = "Discard (the draft is kept)" if self._draft.keeps else "Discard"
        question = KeyConfirm(
            f"Leave without saving?\n{count} changed: {', '.join(changed)}",
            [("s", "Save and leave", "s"), ("d", discard, "d")],
            cancel="Keep editing",
            default="<- enter does this",
        )
        self._asking = True

        def answered(answer: Any) -> None:
            self._asking = False
            if answer == "d":
                self._leave(then)
                self._offer_again()
            elif answer == "s" and self.save() and then is not None:
                then()

        self.app.push_screen(question, answered)

    def _leave(self, then: Callable[[], Any] | None = None) -> None:
        self._done = True
        self.dismiss(False)
        if then is not None:
            then()

    def _offer_again(self) -> None:
        """Say that the form was left, and how it comes back."""
        offer = getattr(self.app, "offer_form", None)
        if offer is not None and self._reopen is not None:
            offer(self._names[0], self._reopen)
