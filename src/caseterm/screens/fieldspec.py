"""A field described, and the widget made from the description."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from caseterm.rules.calendar_days import Order, Prefer
from caseterm.widgets.choicefield import Suggest
from caseterm.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LengthField,
    MoneyField,
    NotesField,
    NumberField,
    PhoneField,
    PlainField,
    SuggestField,
    TimeField,
    YesNoField,
)
from caseterm.widgets.repeatfield import RepeatField

Kind = Literal[
    "text", "date", "time", "length", "money", "phone", "yesno", "choice", "suggest", "notes", "number", "repeat"
]


@dataclass(frozen=True)
class FieldSpec:
    """One field of a form: `name` is the key of its value, `label` what the user calls it.

    Values by kind: text and notes str, date date, time time, length minutes, money cents, phone Phone, yesno
    bool, number int, repeat a Repeat, choice the value of the pair (value, label) chosen, suggest the value of the
    name picked or the typed name itself when it is new. A blank field gives None. `free` lets a choice or a
    suggestion be something that is not known (by default only a suggestion may). `prefer` is the side of today on
    which partial dates fall; `anchors` are the dates that doi+2y and its kin count from.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    hint: str = ""
    choices: Sequence[tuple[object, str]] = ()
    prefer: Prefer = "future"
    suggest: Suggest | None = None
    width: int = 0
    group: str = ""
    free: bool | None = None
    anchors: Mapping[str, date | None] = field(default_factory=dict)
    check: Callable[[object], str | None] | None = None
    """Says what is wrong with a value that can be read; None when it is right."""
    ask: str = ""
    """What she says to whom she asks; it stands under the fields while this one has the keyboard."""


def make_field(spec: FieldSpec, *, today: date, order: Order = "mdy") -> Field:
    """The widget for a field."""
    made = _MAKERS.get(spec.kind, _plain)(spec, today, order)
    made.extra_check = spec.check
    made.ask = spec.ask
    return made


def _plain(spec: FieldSpec, today: date, order: Order) -> Field:
    kinds: Mapping[str, type[Field]] = {
        "time": TimeField,
        "length": LengthField,
        "money": MoneyField,
        "phone": PhoneField,
        "yesno": YesNoField,
        "notes": NotesField,
        "number": NumberField,
    }
    made = kinds.get(spec.kind, PlainField)
    return made(spec.name, spec.label, required=spec.required, hint=spec.hint, width=spec.width)


def _date(spec: FieldSpec, today: date, order: Order) -> Field:
    return DateField(
        spec.name,
        spec.label,
        today=today,
        prefer=spec.prefer,
        order=order,
        anchors=spec.anchors,
        required=spec.required,
        hint=spec.hint,
        width=spec.width,
    )


def _choice(spec: FieldSpec, today: date, order: Order) -> Field:
    return ChoiceField(
        spec.name,
        spec.label,
        choices=spec.choices,
        free=bool(spec.free),
        required=spec.required,
        hint=spec.hint,
        width=spec.width,
    )


def _suggest(spec: FieldSpec, today: date, order: Order) -> Field:
    return SuggestField(
        spec.name,
        spec.label,
        suggest=spec.suggest or (lambda query: ()),
        free=spec.free is not False,
        required=spec.required,
        hint=spec.hint,
        width=spec.width,
    )


def _repeat(spec: FieldSpec, today: date, order: Order) -> Field:
    return RepeatField(spec.name, spec.label, today=today, required=spec.required, hint=spec.hint, width=spec.width)


_MAKERS = {"date": _date, "repeat": _repeat, "choice": _choice, "suggest": _suggest}


def link_lengths(fields: Sequence[Field]) -> None:
    """Let each length count from the time asked for before it, each repetition from the date before it."""
    start: TimeField | None = None
    day: DateField | None = None
    for made in fields:
        if isinstance(made, TimeField):
            start = made
        elif isinstance(made, DateField):
            day = made
        elif isinstance(made, RepeatField) and day is not None and made.first_day is None:
            made.first_day = _day_reader(day)
        elif isinstance(made, LengthField) and start is not None:
            made.start_time = _reader(start)


def _reader(field: TimeField) -> Callable[[], time | None]:
    """Reads a time field as it is; None while it has no meaning."""

    def read() -> time | None:
        try:
            value = field.value
        except ValueError:
            return None
        return value if isinstance(value, time) else None

    return read


def _day_reader(field: DateField) -> Callable[[], date | None]:
    """Reads a date field as it is; None while it has no meaning."""

    def read() -> date | None:
        try:
            value = field.value
        except ValueError:
            return None
        return value if isinstance(value, date) else None

    return read
