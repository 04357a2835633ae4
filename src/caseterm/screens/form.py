"""The one form of the program: a column of fields to create or to edit a record."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from caseterm.commands import keys_of, printed
from caseterm.errors import CaseTermError, FieldProblem, InputError
from caseterm.rules.calendar_days import Order
from caseterm.rules.labels import field_label
from caseterm.rules.text import fold
from caseterm.screens.draftkeeper import DraftKeeper
from caseterm.screens.fieldspec import FieldSpec, Kind, link_lengths, make_field
from caseterm.widgets.chrome import KeyBar, Line, Rule, StatusRow, TitleRow
from caseterm.widgets.field import Field
from caseterm.widgets.fields import LengthField
from caseterm.widgets.safe import width_of, wrap

__all__ = ["FieldSpec", "FormScreen", "Kind"]

KEYS = (("enter", "Next"), ("shift+tab", "Back"), ("esc", "Leave"))
WIDEST_LABEL = 22


class FormScreen(ModalScreen[bool]):
    """Fields to fill in; gives True once `save` has taken the values, False when she left without saving.

    `values` are the values to start from, by field name; a suggestion's is a pair (value, label). `save` gets
    the values by name. It returns None once they are stored, or a sentence that keeps the form open. It may
    raise InputError, shown beside the fields it names, or any CaseTermError, shown in a dialog; the form stays
    with its text. `draft` gets the texts to keep every three seconds while they differ from the start, and an
    empty mapping once they are saved; `drafted` are such texts to start from, said to be from `drafted_at`.
    `remark` may say a sentence about the values as they are (None where unreadable), such as an overlap.
    """

    DEFAULT_CSS = """
    FormScreen { background: $background; layout: vertical; overflow: hidden; }
    FormScreen > #fields { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; overflow-x: hidden; }
    FormScreen > #fields > .group { margin: 0 0 0 0; height: 1; }
    """
    AUTO_FOCUS = ""
    DRAFT_SECONDS: ClassVar[float] = 3.0
    BINDINGS = [
        Binding("ctrl+s", "save", "Save", show=False, id="form.save"),
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+o,f3", "leave_for('app.jump')", "Open case", show=False),
        Binding("f1", "app.help", "Help", show=False),
        Binding("f4", "edit_external", "Edit in editor", show=False, id="edit.external"),
    ]

    def __init__(
        self,
        title: str,
        subtitle: str,
        specs: Sequence[FieldSpec],
        values: Mapping[str, object] | None = None,
        *,
        save: Callable[[dict[str, object]], str | None],
        draft: Callable[[dict[str, str]], None] | None = None,
        today: date,
        drafted: Mapping[str, str] | None = None,
        drafted_at: str = "",
        remark: Callable[[Mapping[str, object]], str] | None = None,
        mode: str = "",
        right: str = "",
        order: Order = "mdy",
    ) -> None:
        super().__init__()
        self._names = (title, subtitle)
        self._specs = list(specs)
        self._values = dict(values or {})
        self._save = save
        self._draft = DraftKeeper(draft)
        self._drafted = dict(drafted or {})
        self._drafted_at = drafted_at
        self._remark = remark
        self._mode = (mode, right)
        self._notice: tuple[str, str, dict[str, str]] = ("", "", {})
        self._standing = ""
        self._asking = False
        self._done = False
        self.fields = [make_field(spec, today=today, order=order) for spec in self._specs]
        link_lengths(self.fields)

    def compose(self) -> ComposeResult:
        yield TitleRow(*self._mode)
        yield Line(id="heading")
        yield Rule()
        self._place(self.app.size.width)
        with VerticalScroll(id="fields", can_focus=False):
            group = ""
            for spec, field in zip(self._specs, self.fields, strict=True):
                if spec.group != group:
                    group = spec.group
                    yield Line(" ", (group, "accent"), classes="group")
                yield field
        yield Line(id="said-1")
        yield Line(id="said-2")
        yield StatusRow()
        yield KeyBar(((self._save_key, "Save"), *KEYS))

    @property
    def _save_key(self) -> str:
        return printed(keys_of("form.save", getattr(getattr(self.app, "config", None), "keys", None))[0])

    def _place(self, total: int) -> None:
        widest = max((width_of(field.label) for field in self.fields), default=0)
        for field in self.fields:
            field.place(min(widest, WIDEST_LABEL), total - 1)

    def on_mount(self) -> None:
        for field in self.fields:
            if field.field_name in self._values:
                field.set_value(self._values[field.field_name])
        for field in self.fields:
            if field.field_name in self._drafted:
                field.set_text(self._drafted[field.field_name])
        self._draft.start(self.texts())
        if self.dirty:
            self.say(f"Draft from {self._drafted_at} brought back." if self._drafted_at else "Draft brought back.")
        self._head()
        if self.fields:
            self.fields[0].focus()
        self.set_interval(self.DRAFT_SECONDS, self.keep_draft)

    def on_resize(self, event: events.Resize) -> None:
        self._place(event.size.width)

    # What is typed

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return not self._done and any(field.dirty for field in self.fields)

    def texts(self) -> dict[str, str]:
        """What stands in each field, by name."""
        return {field.field_name: field.text for field in self.fields}

    def field(self, name: str) -> Field:
        """The field of this name. Raises KeyError."""
        for field in self.fields:
            if field.field_name == name:
                return field
        raise KeyError(name)

    def _readable(self) -> dict[str, object]:
        values: dict[str, object] = {}
        for field in self.fields:
            try:
                values[field.field_name] = field.value
            except ValueError:
                values[field.field_name] = None
        return values

    def keep_draft(self) -> None:
        """Hand the texts over to be kept, when they changed since the last time."""
        if self.dirty:
            self._draft.keep(self.texts())
        if self._draft.failure:
            self.say(f"The draft is not kept: {self._draft.failure}", role="warn")

    # What is said

    def say(self, message: str, *, role: str = "") -> None:
        """A sentence under the fields, until something is typed."""
        self._notice = (message, role, self.texts())
        self._speak()

    def _speak(self) -> None:
        """Two lines: what was said last, else what does not fit beside the field, else the standing remark."""
        message, role = self._standing, "warn"
        field = next((field for field in self.fields if field.active), None)
        if field is not None and field.cuts_remark:
            message, role = field.remark()
        if self._notice[0] and self._notice[2] == self.texts():
            message, role, _ = self._notice
        lines = wrap(message, max(10, self.app.size.width - 4))[:2] if message else []
        for number, id in enumerate(("#said-1", "#said-2")):
            self.query_one(id, Line).set("  ", (lines[number] if number < len(lines) else "", role))

    def _head(self) -> None:
        title, subtitle = self._names
        right = [("* unsaved ", "warn")] if self.dirty else []
        self.query_one("#heading", Line).set(" ", (title, "bold"), f"   {subtitle}", right=right)

    def _tell_place(self, place: int) -> None:
        last = place == len(self.fields) - 1
        enter = "enter saves" if last else "enter next field"
        message = f"Field {place + 1} of {len(self.fields)}. {enter}, {self._save_key} save, esc leave"
        self.query_one(StatusRow).say(message)

    # Moving

    def _place_of(self, field: Field | None) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        field = next((node for node in event.widget.ancestors_with_self if isinstance(node, Field)), None)
        place = self._place_of(field)
        if place is not None and field is not None:
            self._tell_place(place)
            self._speak()

    def on_field_changed(self, event: Field.Changed) -> None:
        self._head()
        self._speak()
        for field in self.fields:
            if isinstance(field, LengthField):
                field.refresh()

    def on_field_left(self, event: Field.Left) -> None:
        self.keep_draft()
        self._head()
        if self._remark is not None:
            self._standing = self._remark(self._readable())
        self._speak()

    def on_field_entered(self, event: Field.Entered) -> None:
        place = self._place_of(event.field)
        if place is None or place + 1 == len(self.fields):
            self.action_save()
        else:
            self.fields[place + 1].focus()

    # Saving

    def action_save(self) -> None:
        self.save()

    def save(self) -> bool:
        """Check every field and store; whether it was stored. The first bad field gets the keyboard."""
        for field in self.fields:
            field.settle()
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
        if self.dirty:
            self.ask_to_leave()
        else:
            self._leave()

    async def action_leave_for(self, action: str) -> None:
        """Leave, asking where something is unsaved, and do something else then."""

        def then() -> None:
            self.app.call_later(self.app.run_action, action)

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
            elif answer == "s" and self.save() and then is not None:
                then()

        self.app.push_screen(question, answered)

    def _leave(self, then: Callable[[], Any] | None = None) -> None:
        self._done = True
        self.dismiss(False)
        if then is not None:
            then()
