"""The column of fields of a form: what is typed in them, what is said of it, going from one to the next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from caseterm.rules.calendar_days import Order
from caseterm.screens.draftkeeper import DraftKeeper
from caseterm.screens.fieldspec import FieldSpec, link_lengths, make_field
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.chrome import KeyBar, Line, Rule, StatusRow, TitleRow
from caseterm.widgets.field import Field
from caseterm.widgets.fields import LengthField
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import width_of, wrap
from caseterm.widgets.steady import Steady

WIDEST_LABEL = 26


class FieldsScreen(Steady, ModalScreen[bool]):
    """A form without its saving and leaving, which FormScreen adds; the arguments are told there."""

    DEFAULT_CSS = """
    FieldsScreen { background: $background; layout: vertical; overflow: hidden; }
    FieldsScreen > #fields { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; overflow-x: hidden; }
    FieldsScreen > #fields > .group { margin: 0 0 0 0; height: 1; }
    """
    AUTO_FOCUS = ""
    DRAFT_SECONDS: ClassVar[float] = 3.0

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
        reopen: Callable[[], None] | None = None,
        mode: str = "",
        right: str = "",
        order: Order = "mdy",
        card: Sequence[Sequence[Cell]] = (),
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
        self._reopen = reopen
        self._mode = (mode, right)
        self._card = card
        self._notice: tuple[str, str, dict[str, str]] = ("", "", {})
        self._standing = ""
        self._done = False
        self.fields = [make_field(spec, today=today, order=order) for spec in self._specs]
        link_lengths(self.fields)

    def compose(self) -> ComposeResult:
        yield TitleRow(*self._mode)
        yield Line(id="heading")
        yield Rule()
        if self._card:
            for cells in self._card:
                yield Line(" ", *cells)
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
        keys = (own_key(self.app, "form.save"), own_key(self.app, "form.leave"), own_key(self.app, "help.show"))
        hints = ((keys[0], "Save"), ("enter", "Next"), ("shift+tab", "Back"), (keys[1], "Leave"))
        yield KeyBar(hints, more=(keys[2], "more"))

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
        """Two lines: what was said last, what does not fit beside the field; else its question, the standing remark."""
        field = next((field for field in self.fields if field.active), None)
        said = [self._notice[:2]] if self._notice[0] and self._notice[2] == self.texts() else []
        remark = field.remark() if field is not None and field.cuts_remark else ("", "")
        if remark[0] and not (said and remark[0].removeprefix("! ") in said[0][0]):
            said.append(remark)
        elif field is not None and field.ask and not said:
            said.append((field.ask, "accent"))
        elif not said:
            said.append((self._standing, "warn"))
        room = max(10, self.app.size.width - 4)
        lines = [(line, role) for message, role in said for line in wrap(message, room)]
        for line, id in zip([*lines, ("", ""), ("", "")], ("#said-1", "#said-2"), strict=False):
            self.query_one(id, Line).set("  ", line)

    def _head(self) -> None:
        title, subtitle = self._names
        right = [("* unsaved ", "warn")] if self.dirty else []
        self.query_one("#heading", Line).set(" ", (title, "bold"), f"   {subtitle}", right=right)

    def _tell_place(self, place: int) -> None:
        last = place == len(self.fields) - 1
        enter = "enter saves" if last else "enter next field"
        save, leave = own_key(self.app, "form.save"), own_key(self.app, "form.leave")
        message = f"Field {place + 1} of {len(self.fields)}. {enter}, {save} save, {leave} leave"
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
