"""The call list of the day: one key after each call, and the next client is under the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.queries.reminders import Reminder
from caseterm.rules.calendar_words import clock_short, day_and_time, named
from caseterm.rules.date_words import short_day
from caseterm.rules.reminders import STEPS
from caseterm.rules.terms import PREFERRED_CHANNELS, label
from caseterm.rules.terms_visits import RIDE_STATES
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.rides.form import open_ride_form
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.textpage import TextPage

COLUMNS = (
    Column("step", "Do", 7),
    Column("client", "Client", 18, grow=True),
    Column("phone", "Phone", 16),
    Column("when", "When", 18),
    Column("what", "To see", 11, min_total=76),
    Column("place", "Where", 18, grow=True, min_total=100),
    Column("ride", "Ride", 12, min_total=112),
)
STEP_WORDS = {"ride": ("Ride !", "warn"), "call": ("Call", ""), "text": ("Text", "")}


class CallList(BaseScreen):
    """Who is to be reminded today, soonest appointment first."""

    CSS_PATH = STYLES / "calls.tcss"
    scope = "calls"
    mode_key = "3"
    watches = frozenset({"appointments", "ride_legs", "contacts", "contact_phones", "cases"})

    def __init__(self) -> None:
        super().__init__()
        self.reminders: dict[int, Reminder] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="callline")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="calls")
        yield Rule()
        yield TextPage(id="callcard")

    def on_mount(self) -> None:
        self.query_one("#callcard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#calls", RowList)

    # what is shown

    def reload(self) -> None:
        today = self.program.today
        found = queries.reminders.due(self.db, today)
        self.reminders = {each.appointment_id: each for each in found}
        self.set_title("call list")
        counts = [f"{sum(each.step == step for each in found)} {words.lower()}" for step, words in STEPS.items()]
        said = [words for words in counts if not words.startswith("0 ")]
        what = ", ".join(said) or "none"
        self.query_one("#callline", Line).set(f" Reminders for {short_day(today, today)}: ", (what, "bold"))
        self.rows.empty_text = (
            "Everybody has been reminded.\n\n"
            "Rides are checked two days before an appointment, clients called the working day before\n"
            "and texted on the day."
        )
        self.rows.set_rows([_row(each) for each in found])
        self.show_card()

    def current(self) -> Reminder | None:
        """The reminder under the cursor."""
        key = self.rows.cursor_key
        return self.reminders.get(key) if isinstance(key, int) else None

    def case_meant(self) -> int | None:
        found = self.current()
        return found.case_id if found is not None else None

    def show_card(self) -> None:
        found = self.current()
        self.query_one("#callcard", TextPage).set_lines(card_lines(found) if found else [])

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_remind("confirmed")

    # keys

    def action_remind(self, how: str) -> None:
        """How the call or the text went."""
        found = self.current()
        if found is None:
            self.say("Nobody is left to be reminded.")
            return
        self.store(lambda: services.reminders.remind(self.db, found.appointment_id, how))

    def action_skip(self) -> None:
        """Nobody need be reminded of this one."""
        found = self.current()
        if found is not None:
            self.store(lambda: services.reminders.skip(self.db, found.appointment_id))

    def action_ride(self) -> None:
        """Book the ride or set it right."""
        found = self.current()
        if found is not None:
            open_ride_form(self, found.appointment_id)

    def action_ride_confirmed(self) -> None:
        """The driver has confirmed."""
        found = self.current()
        if found is not None:
            self.store(lambda: services.appointments.set_ride(self.db, found.appointment_id, "confirmed"))

    def action_cancelled(self) -> None:
        """The client will not come."""
        found = self.current()
        if found is not None:
            self.store(lambda: services.appointments.cancel(self.db, found.appointment_id, by="client"))

    def action_open_client(self) -> None:
        """The client's file, at the appointments."""
        found = self.current()
        if found is not None:
            self.program.open_case(found.case_id, section="appointments")


def _row(found: Reminder) -> Row:
    """One reminder."""
    confirmed = " ok" if found.confirmed_on else ""
    return Row(
        found.appointment_id,
        {
            "step": STEP_WORDS[found.step],
            "client": found.client,
            "phone": found.phone or ("no phone", "warn"),
            "when": day_and_time(found.starts_at) + confirmed,
            "what": named(found.kind, found.title, ""),
            "place": found.provider or found.location,
            "ride": _ride(found),
        },
    )


def _ride(found: Reminder) -> Cell:
    if found.ride == "not_needed":
        return ""
    return ("NOT BOOKED", "warn") if found.ride == "needed" else label(RIDE_STATES, found.ride).lower()


def card_lines(found: Reminder) -> list[list[Cell]]:
    """What the caller says and needs, below the list."""
    called = f' ("{found.preferred_name}")' if found.preferred_name else ""
    wishes = [
        found.language + (", interpreter" if found.interpreter else "") if found.language or found.interpreter else "",
        f"prefers {label(PREFERRED_CHANNELS, found.channel).lower()}" if found.channel else "",
        f"best {found.best_time}" if found.best_time else "",
    ]
    where = ", ".join(dict.fromkeys(part for part in (found.provider, found.location) if part))
    ride = {
        "not_needed": "comes on their own",
        "needed": "RIDE NOT BOOKED: r arranges it",
    }.get(found.ride, f"ride {label(RIDE_STATES, found.ride).lower()} {found.ride_note}".strip())
    reminded = f"last reminded {found.reminded_on:%m/%d}" if found.reminded_on else "not reminded yet"
    return [
        [(f" {found.client}", "bold"), f"{called}  {found.number}  ", (found.phone, "bold"), f"  {reminded}"],
        [" ", ", ".join(part for part in wishes if part) or "no wishes about calls"],
        [
            f" {named(found.kind, found.title, '')} {found.starts_at:%A} {found.starts_at:%m/%d} at ",
            (clock_short(found.starts_at.time()), "bold"), f"  {where}",
        ],
        [" ", (ride, "warn" if found.ride == "needed" else "")],
    ]  # fmt: skip
