"""The free times of a week, hers and a client's, to be read out on the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from textual import events
from textual.app import ComposeResult

from caseterm import queries
from caseterm.commands import while_typing
from caseterm.queries.calendar import CalendarSettings
from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import clock_short
from caseterm.rules.freetime import Stretch, free_times, hers, of_client, stretch_words
from caseterm.rules.workdays import holiday_name
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import cut, wrap

DAYS = 7
DAY_WIDTH = 14
SATURDAY = 5


@dataclass(frozen=True)
class FreeDay:
    """What is free of one day; `client` and `both` are None where no client is meant."""

    day: date
    you: tuple[Stretch, ...]
    client: tuple[Stretch, ...] | None
    both: tuple[Stretch, ...] | None

    @property
    def note(self) -> str:
        """Why a day may not count: a holiday, the weekend."""
        holiday = holiday_name(self.day)
        return f"{holiday}, courts closed" if holiday else f"{self.day:%A}" if self.day.weekday() >= SATURDAY else ""


def free_days(db: Database, first: date, case_id: int | None, settings: CalendarSettings) -> tuple[FreeDay, ...]:
    """The free times of seven days."""
    found: dict[date, list[Appointment]] = {}
    for each in queries.calendar.appointments(db, first, first + timedelta(days=DAYS - 1)):
        found.setdefault(each.day, []).append(each)

    def free(busy: tuple[Appointment, ...], day: date) -> tuple[Stretch, ...]:
        return free_times(busy, day, opens=settings.opens, closes=settings.closes)

    days = []
    for number in range(DAYS):
        day = first + timedelta(days=number)
        mine = hers(found.get(day, ()))
        theirs = of_client(found.get(day, ()), case_id) if case_id is not None else ()
        client = free(theirs, day) if case_id is not None else None
        both = free((*mine, *theirs), day) if case_id is not None else None
        days.append(FreeDay(day, free(mine, day), client, both))
    return tuple(days)


class FreeTimes(Dialog[Any]):
    """Seven days with what is free of each; Enter gives the day under the cursor, to book on it."""

    BINDINGS = while_typing({"dialog.close": "close"})

    def __init__(self, db: Database, first: date, *, case_id: int | None, client: str, today: date) -> None:
        super().__init__()
        self._db = db
        self._first = first
        self._case_id = case_id
        self._client = client
        self._today = today
        self._settings = queries.calendar.settings(db)
        self._days: tuple[FreeDay, ...] = ()
        self.rows = RowList([], show_header=True, marking=False)

    @property
    def _width(self) -> int:
        return min(110, self.app.size.width - 4)

    def compose(self) -> ComposeResult:
        hours = f"{clock_short(self._settings.opens)}-{clock_short(self._settings.closes)}"
        with Box(f"Free times, {hours}, half an hour and more", [[]] * (DAYS + 6), width=self._width):
            self.rows.styles.margin = (1, 1, 0, 1)
            self.rows.styles.height = DAYS + 1
            yield self.rows

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self._show()
        self.rows.focus()

    def on_resize(self) -> None:
        super().on_resize()
        self._show()

    def _show(self) -> None:
        each = max(16, (self._width - DAY_WIDTH - 6) // (2 if self._client else 1))
        columns = [Column("day", "", DAY_WIDTH), Column("you", "You", each, grow=not self._client)]
        if self._client:
            columns.append(Column("client", cut(self._client, each), each, grow=True))
        self.rows.set_columns(columns)
        self._days = free_days(self._db, self._first, self._case_id, self._settings)
        self.rows.set_rows([self._row(day) for day in self._days])
        self._tell()

    def _row(self, free: FreeDay) -> Row:
        role = "muted" if free.note else ""
        cells: dict[str, Cell] = {
            "day": (
                f"{free.day:%a} {free.day:%m/%d}{' hol.' if holiday_name(free.day) else ''}",
                "bold" if free.day == self._today else role,
            ),
            "you": (stretch_words(free.you) or "-", role),
            "client": (stretch_words(free.client or ()) or "-", role),
        }
        return Row(free.day.isoformat(), cells)

    def _tell(self) -> None:
        """The day under the cursor in full, as it is said."""
        free = next((each for each in self._days if each.day.isoformat() == self.rows.cursor_key), None)
        if free is None:
            return
        stretches = free.both if free.both is not None else free.you
        who = f"both free (you and {self._client})" if self._client else "you are free"
        said = f"{free.day:%A} {free.day:%m/%d}, {who}: {stretch_words(stretches) or 'no half hour'}"
        lines: list[list[Cell]] = [[(line, "bold")] for line in wrap(said, self._width - 4)[:2]]
        lines.append([(free.note, "warn")])
        keys: list[Cell] = []
        for key, word in (("enter", "Book"), (",", "Week back"), (".", "Week on"), ("esc", "Close")):
            keys += [(key, "key"), f" {word}  "]
        blank: list[list[Cell]] = [[]]
        self.query_one(Box).set_lines([*blank * (DAYS + 2), *(lines + blank * 3)[:3], keys])

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self._tell()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        message.stop()
        self.dismiss(date.fromisoformat(str(message.key)))

    def on_key(self, event: events.Key) -> None:
        way = {"comma": -1, "left": -1, "full_stop": 1, "right": 1}.get(event.key)
        if way is not None:
            event.stop()
            event.prevent_default()
            self._first += timedelta(days=way * DAYS)
            self._show()

    def action_close(self) -> None:
        self.dismiss(None)
