"""How an appointment comes again, as typed in a form."""

from collections.abc import Callable
from datetime import date

from caseterm.rules.counting import counted
from caseterm.rules.date_words import short_day
from caseterm.rules.recurrence import Pattern, days_of, pattern_words
from caseterm.rules.repeat_words import Repeat, parse_repeat, typed_words
from caseterm.widgets.field import Field


class RepeatField(Field):
    """A repetition with its end; its value is a Repeat. `first_day` gives the day of the first visit."""

    narrow = 32
    first_day: Callable[[], date | None] | None = None

    def __init__(
        self, name: str = "", label: str = "", *, today: date, required: bool = False, hint: str = "", width: int = 0
    ) -> None:
        self._today = today
        super().__init__(name, label, required=required, hint=hint, width=width)

    def parse(self, text: str) -> Repeat:
        return parse_repeat(text, today=self._today)

    def format(self, value: object) -> str:
        return typed_words(value) if isinstance(value, Pattern) else str(value)

    def echo(self) -> str:
        if not self.text.strip():
            return ""
        repeat = self.parse(self.text)
        first = self.first_day() if self.first_day else None
        if first is None:
            return f"= {pattern_words(repeat.pattern)}"
        pattern, first = repeat.settled(first)
        days = days_of(pattern, first)
        return f"= {counted(len(days), 'visit')} to {short_day(days[-1], first)}"
