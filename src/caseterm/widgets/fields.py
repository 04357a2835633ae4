"""The fields of a form, by what is typed in them."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from caseterm.rules.calendar_days import Order, Prefer
from caseterm.rules.dates import (
    echo,
    paper_day,
    parse_date,
    parse_length,
    parse_time,
    show_length,
    show_time,
)
from caseterm.rules.money import format_cents, parse_cents
from caseterm.rules.phones import Phone, format_phone, split_phones
from caseterm.widgets.choicefield import ChoiceField, SuggestField
from caseterm.widgets.field import Field
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.notesfield import NotesField
from caseterm.widgets.painted import Painted

__all__ = [
    "ChoiceField",
    "DateField",
    "Field",
    "LengthField",
    "MoneyField",
    "NotesField",
    "NumberField",
    "PhoneField",
    "PlainField",
    "SuggestField",
    "TextField",
    "TimeField",
    "YesNoField",
]


class PlainField(Field):
    """Free text on one line; its value is the text without outer blanks."""

    narrow = 34


class _DateLine(TextField):
    BINDINGS = [
        Binding("up", "shift_days(1)", "A day on", show=False),
        Binding("down", "shift_days(-1)", "A day back", show=False),
        Binding("pageup", "shift_days(7)", "A week on", show=False),
        Binding("pagedown", "shift_days(-7)", "A week back", show=False),
    ]

    def action_shift_days(self, days: int) -> None:
        if isinstance(self.parent, DateField):
            self.parent.shift(days)


class DateField(Field):
    """A date in any form the program reads; its value is a date."""

    select_on_focus = True
    narrow = 20

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        today: date,
        prefer: Prefer = "future",
        order: Order = "mdy",
        anchors: Mapping[str, date | None] | None = None,
        due: date | None = None,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self._today = today
        self._prefer: Prefer = prefer
        self._order: Order = order
        self._anchors = anchors
        self._due = due
        super().__init__(name, label, required=required, hint=hint, width=width, id=id)

    def make_editor(self) -> Widget:
        return _DateLine(select_on_focus=True)

    def parse(self, text: str) -> date:
        return parse_date(
            text,
            today=self._today,
            prefer=self._prefer,
            order=self._order,
            anchors=self._anchors,
            due=self._due,
        )

    def format(self, value: object) -> str:
        return paper_day(value) if isinstance(value, date) else str(value)

    def _day(self) -> date | None:
        try:
            return self.parse(self.text) if self.text.strip() else None
        except ValueError:
            return None

    def echo(self) -> str:
        day = self._day()
        return echo(day, self._today, prefer=self._prefer) if day else ""

    def shift(self, days: int) -> None:
        """Move the date; from a blank field the first step gives today."""
        day = self._day()
        if day is None and self.text.strip():
            return
        try:
            moved = self.parse(paper_day(day + timedelta(days=days))) if day else self._today
        except (ValueError, OverflowError):
            return
        self.set_text(paper_day(moved))
        self.line.select_all()

    def settle(self) -> None:
        day = self._day()
        if day is not None and paper_day(day) != self.text and self._order == "mdy":
            self.set_text(paper_day(day))


class TimeField(Field):
    """A time of day; its value is a time."""

    select_on_focus = True
    narrow = 20

    def parse(self, text: str) -> time:
        return parse_time(text)

    def format(self, value: object) -> str:
        return show_time(value) if isinstance(value, time) else str(value)

    def echo(self) -> str:
        return f"= {show_time(self.parse(self.text))}" if self.text.strip() else ""


class LengthField(Field):
    """A length or an end time; its value is minutes. `start` gives the time it counts from."""

    select_on_focus = True
    narrow = 20
    start_time: Callable[[], time | None] | None = None

    def _start(self) -> time | None:
        return self.start_time() if self.start_time else None

    def parse(self, text: str) -> int:
        return parse_length(text, start=self._start())

    def format(self, value: object) -> str:
        return show_length(value) if isinstance(value, int) else str(value)

    def echo(self) -> str:
        if not self.text.strip():
            return ""
        minutes, start = self.parse(self.text), self._start()
        if start is None:
            return f"= {show_length(minutes)}"
        end = start.hour * 60 + start.minute + minutes
        later = " the next day" if end >= 24 * 60 else ""
        return f"= {show_length(minutes)}, ends {show_time(time(end // 60 % 24, end % 60))}{later}"


class MoneyField(Field):
    """An amount in dollars; its value is whole cents."""

    narrow = 20

    def parse(self, text: str) -> int:
        return parse_cents(text)

    def format(self, value: object) -> str:
        return format_cents(value) if isinstance(value, int) else str(value)

    def echo(self) -> str:
        return f"= {format_cents(self.parse(self.text), dollar=True)}" if self.text.strip() else ""


class NumberField(Field):
    """A whole number; its value is an int."""

    narrow = 20

    def parse(self, text: str) -> int:
        plain = text.replace(",", "").replace("%", "").strip()
        if not plain.lstrip("+-").isdecimal() or len(plain) > 12:
            raise ValueError("That is not a whole number. Try 14.")
        return int(plain)


class PhoneField(Field):
    """One telephone number with its label and extension; its value is a Phone."""

    narrow = 28

    def parse(self, text: str) -> Phone:
        phones, rest = split_phones(text)
        if not phones:
            raise ValueError("That is not a telephone number. Try (206) 555-0146, or +44 and the number.")
        if len(phones) > 1 or rest:
            raise ValueError("One number only, with a word such as cell or x12 for an extension.")
        return phones[0]

    def format(self, value: object) -> str:
        if not isinstance(value, Phone):
            return str(value)
        return " ".join(part for part in (format_phone(value.number, value.ext), value.label) if part)

    def echo(self) -> str:
        return f"= {self.format(self.parse(self.text))}" if self.text.strip() else ""


class Tick(Painted, can_focus=True):
    """A mark that space sets and takes away."""

    BINDINGS = [
        Binding("space", "turn", "Tick", show=False),
        Binding("y", "set(True)", "Yes", show=False),
        Binding("n", "set(False)", "No", show=False),
        Binding("enter", "enter", "Next", show=False),
    ]

    class Pressed(Message):
        """Enter was pressed on it."""

    class Toggled(Message):
        """It is set, or no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.ticked = False

    def action_turn(self) -> None:
        self.action_set(not self.ticked)

    def action_set(self, ticked: bool) -> None:
        if ticked != self.ticked:
            self.ticked = ticked
            self.refresh()
            self.post_message(self.Toggled())

    def action_enter(self) -> None:
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        self.action_turn()

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.content_region.offset

    def render_line(self, y: int) -> Strip:
        mark = "x" if self.ticked else " "
        return self.paint([(mark, "current" if self.has_focus else "bold")], self.size.width)


class YesNoField(Field):
    """Yes or no: space changes it, y and n set it; its value is a bool."""

    narrow = 1

    def make_editor(self) -> Widget:
        return Tick()

    @property
    def tick(self) -> Tick:
        assert isinstance(self.editor, Tick)
        return self.editor

    @property
    def text(self) -> str:
        return "yes" if self.tick.ticked else ""

    def set_text(self, text: str) -> None:
        self.tick.action_set(text.strip().casefold() in ("yes", "y", "true", "x", "1"))

    def format(self, value: object) -> str:
        return "yes" if value is True or value == "yes" else ""

    @property
    def value(self) -> bool:
        return self.tick.ticked

    def problem(self) -> str | None:
        return self.refusal or None

    def on_tick_toggled(self, event: Tick.Toggled) -> None:
        event.stop()
        self.changed()

    def on_tick_pressed(self, event: Tick.Pressed) -> None:
        event.stop()
        self.post_message(self.Entered(self))
