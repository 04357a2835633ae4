"""Fields that offer what fits while one types: from a list, or from what the program knows."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from caseterm.rules.text import fold
from caseterm.widgets.drop import Drop, Option, code_of, match_options
from caseterm.widgets.field import Field
from caseterm.widgets.lineinput import TextField

Suggest = Callable[[str], Sequence[tuple[object, str, str]]]


class _OfferingLine(TextField):
    BINDINGS = [
        Binding("down", "offer(1)", "Open the list, next", show=False),
        Binding("up", "offer(-1)", "Previous", show=False),
        Binding("escape", "withdraw", "Close the list", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "withdraw":
            return isinstance(self.parent, OfferingField) and self.parent.is_open
        return super().check_action(action, parameters)

    def action_offer(self, steps: int) -> None:
        if isinstance(self.parent, OfferingField):
            self.parent.offer(steps)

    def action_withdraw(self) -> None:
        if isinstance(self.parent, OfferingField):
            self.parent.withdraw()


class OfferingField(Field):
    """A field with a list under it; leaving the field takes what is marked in the open list."""

    DEFAULT_CSS = """
    OfferingField { layout: vertical; }
    """
    select_on_focus = True
    narrow = 28

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        free: bool = False,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self.drop = Drop()
        self.free = free
        self._picked: Option | None = None
        self._settled = ""
        super().__init__(name, label, required=required, hint=hint, width=width, id=id)

    def make_editor(self) -> Widget:
        return _OfferingLine(select_on_focus=True)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        self.drop.styles.margin = (0, 0, 0, max(0, self.start - 1))
        yield self.drop

    def place(self, label_width: int, total: int) -> None:
        super().place(label_width, total)
        self.drop.styles.margin = (0, 0, 0, max(0, self.start - 1))

    @property
    def is_open(self) -> bool:
        return bool(self.drop.display)

    def options(self, query: str) -> list[Option]:
        """What fits a query, best first; all of it for a blank one. A subclass knows."""
        return []

    def option_for(self, text: str) -> Option | None:
        """The option a whole text means."""
        if self._picked is not None and self._picked.label == text:
            return self._picked
        wanted = fold(text)
        found = [option for option in self.options(text) if not option.is_new and fold(option.label) == wanted]
        return found[0] if len(found) == 1 else None

    def parse(self, text: str) -> object:
        option = self.option_for(text)
        if option is not None:
            return text if option.is_new else option.value
        if self.free:
            return text
        raise ValueError("That is not in the list. Down shows the list.")

    def remark(self) -> tuple[str, str]:
        """While the list is open it says more than the field could."""
        return ("enter takes the marked one", "muted") if self.is_open and self.active else super().remark()

    def set_text(self, text: str) -> None:
        self._settled = text
        super().set_text(text)

    def changed(self) -> None:
        if self.text != self._settled and self.active:
            self._show(0)
        super().changed()

    def offer(self, steps: int) -> None:
        """Open the list, or move in it."""
        if self.is_open:
            self.drop.step(steps)
        else:
            self._show(None)
            super().changed()

    def withdraw(self) -> None:
        """Close the list, with nothing taken from it; the field says again what it is."""
        self.drop.close()
        super().changed()

    def _show(self, at: int | None) -> None:
        """Open the list for what is typed, or all of it with the present choice marked for None."""
        unchanged = self.text == self._settled
        options = self.options("" if at is None and unchanged else self.text)
        if not options:
            self.drop.close()
            return
        if at is None:
            now = fold(self.text)
            at = next((n for n, option in enumerate(options) if fold(option.label) == now), 0)
        self.drop.open(options, at, least=self._width)

    def on_drop_picked(self, event: Drop.Picked) -> None:
        event.stop()
        self.drop.at = event.number
        self.take()
        self.focus()

    def take(self) -> None:
        """Take what is marked in the open list."""
        option = self.drop.chosen
        self.drop.close()
        if option is not None:
            self._picked = option
            self.set_text(option.label)

    def settle(self) -> None:
        if self.is_open and (self.text.strip() or self.text == self._settled):
            self.take()
        self.drop.close()
        option = self.option_for(self.text.strip()) if self.text.strip() else None
        if option is not None and not option.is_new and option.label != self.text:
            self._picked = option
            self.set_text(option.label)
        self._settled = self.text
        self.editor.scroll_to(0, animate=False, force=True, immediate=True)  # its beginning says which one it is


class ChoiceField(OfferingField):
    """One of a list of (value, label); its value is the value, or the text itself where `free`."""

    marker = "v]"

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        choices: Sequence[tuple[object, str]],
        free: bool = False,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self._options = [Option(value, text) for value, text in choices]
        super().__init__(name, label, free=free, required=required, hint=hint, width=width, id=id)

    def options(self, query: str) -> list[Option]:
        return match_options(self._options, query)

    def option_for(self, text: str) -> Option | None:
        wanted = fold(text)
        exact = [option for option in self._options if wanted in (fold(option.label), code_of(option))]
        return super().option_for(text) or (exact[0] if len(exact) == 1 else None)

    def format(self, value: object) -> str:
        return next((option.label for option in self._options if option.value == value), str(value))

    def echo(self) -> str:
        text = self.text.strip()
        return "kept as typed" if text and self.option_for(text) is None else ""


class SuggestField(OfferingField):
    """A name known or new: `suggest(query)` gives (value, label, detail), best first.

    Its value is the value of the name picked; a name that is not known is the text itself where `free`.
    An initial value is a pair (value, label).
    """

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        suggest: Suggest,
        free: bool = True,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self._suggest = suggest
        self._answer: tuple[str, list[Option]] | None = None
        super().__init__(name, label, free=free, required=required, hint=hint, width=width, id=id)

    def options(self, query: str) -> list[Option]:
        if self._answer is None or self._answer[0] != query:
            found = [Option(value, label, detail) for value, label, detail in self._suggest(query)]
            self._answer = (query, found)
        name = query.strip()
        new = [Option(None, name, "new", is_new=True)] if self.free and name else []
        return [*self._answer[1], *new]

    def set_value(self, value: object) -> None:
        if isinstance(value, tuple) and len(value) == 2:
            self._picked = Option(value[0], str(value[1]))
            value = value[1]
        super().set_value(value)

    def echo(self) -> str:
        text = self.text.strip()
        if not text or self.is_open:
            return ""
        option = self.option_for(text)
        if option is None or option.is_new:
            return "new, will be added"
        return f"= {option.detail}" if option.detail else "= known"
