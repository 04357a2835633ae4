"""The call list of the day: one key after each call, and the next client is under the cursor."""

from __future__ import annotations

from caseterm import queries, services
from caseterm.queries.reminders import Reminder
from caseterm.rules.calendar_words import clock_short, day_and_time, named
from caseterm.rules.date_words import short_day
from caseterm.rules.reminders import STEPS
from caseterm.rules.rideways import half_of, missing_words
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import RIDE_STATES
from caseterm.screens.listboard import ListBoard
from caseterm.screens.rides.form import open_ride_form
from caseterm.widgets.rows import Cell, Column

COLUMNS = (
    Column("step", "Do", 7),
    Column("client", "Client", 12, grow=True),
    Column("phone", "Phone", 16),
    Column("when", "When", 18),
    Column("what", "To see", 11, min_total=76),
    Column("place", "Where", 18, grow=True, min_total=100),
    Column("ride", "Ride", 12, min_total=112),
)
STEP_WORDS = {"ride": ("Ride !", "warn"), "call": ("Call", ""), "text": ("Text", "")}


class CallList(ListBoard[Reminder]):
    """Who is to be reminded today, soonest appointment first."""

    scope = "calls"
    mode_key = "3"
    watches = frozenset({"appointments", "ride_legs", "contacts", "contact_phones", "cases"})
    called = "call list"
    columns = COLUMNS
    nothing = "Nobody is left to be reminded."

    # what is shown

    def read(self) -> dict[int, Reminder]:
        return {each.appointment_id: each for each in queries.reminders.due(self.db, self.program.today)}

    def heading(self) -> list[Cell]:
        today, steps = self.program.today, [line.step for line in self.lines.values()]
        said = [f"{steps.count(step)} {words.lower()}" for step, words in STEPS.items() if step in steps]
        return [f" Reminders for {short_day(today, today)}: ", (", ".join(said) or "none", "bold")]

    def why_empty(self) -> str:
        return (
            "Everybody has been reminded.\n\n"
            "Rides are checked two days before an appointment, clients called the working day before\n"
            "and texted on the day.\n\n"
            "g u shows who has not heard from you, g h the day."
        )

    def cells(self, line: Reminder) -> dict[str, Cell]:
        confirmed = " ok" if line.confirmed_on else ""
        return {
            "step": STEP_WORDS[line.step],
            "client": line.client,
            "phone": line.phone or ("no phone", "warn"),
            "when": day_and_time(line.starts_at) + confirmed,
            "what": named(line.kind, line.title, ""),
            "place": line.provider or line.location,
            "ride": _ride(line),
        }

    def card(self, line: Reminder) -> list[list[Cell]]:
        return card_lines(line)

    def on_row_list_opened(self) -> None:
        self.action_open_client()

    # keys

    def action_remind(self, how: str) -> None:
        """How the call or the text went."""
        found = self.meant()
        if found is not None:
            self.store(lambda: services.reminders.remind(self.db, found.appointment_id, how))

    def action_skip(self) -> None:
        """Nobody need be reminded of this one."""
        found = self.meant()
        if found is not None:
            self.store(lambda: services.reminders.skip(self.db, found.appointment_id))

    def action_ride(self) -> None:
        """Book the ride or set it right."""
        found = self.meant()
        if found is not None:
            open_ride_form(self, found.appointment_id)

    def action_ride_confirmed(self) -> None:
        """The driver has confirmed."""
        found = self.meant()
        if found is not None:
            self.store(lambda: services.appointments.set_ride(self.db, found.appointment_id, "confirmed"))

    def action_cancelled(self) -> None:
        """The client will not come."""
        found = self.meant()
        if found is not None:
            self.store(lambda: services.appointments.cancel(self.db, found.appointment_id, by="client"))

    def action_open_client(self) -> None:
        """The client's file, at the appointments."""
        line = self.current()
        self.open_file("appointments", f"appointment:{line.appointment_id}" if line else None)


def _ride(found: Reminder) -> Cell:
    if found.ride == "not_needed":
        return ""
    if missing := missing_words(found.ride, found.ride_note):
        return (missing, "warn")
    return label(RIDE_STATES, found.ride).lower()


def card_lines(found: Reminder) -> list[list[Cell]]:
    """What the caller says and needs, below the list."""
    where = ", ".join(dict.fromkeys(part for part in (found.provider, found.location) if part))
    ride = {
        "not_needed": "comes on their own",
        "needed": f"{half_of(found.ride, found.ride_note) or 'RIDE NOT BOOKED'}: r arranges it",
    }.get(found.ride, f"ride {label(RIDE_STATES, found.ride).lower()} {found.ride_note}".strip())
    reminded = f"last reminded {found.reminded_on:%m/%d}" if found.reminded_on else "not reminded yet"
    return [
        [(f" {found.client}", "bold"), f"  {found.number}  ", (found.phone, "bold"), f"  {reminded}"],
        [" ", (found.manners.wishes, "accent") if found.manners.wishes else ("no wishes about calls", "muted")],
        [
            f" {named(found.kind, found.title, '')} {found.starts_at:%A} {found.starts_at:%m/%d} at ",
            (clock_short(found.starts_at.time()), "bold"), f"  {where}",
        ],
        [" ", (ride, "warn" if found.ride == "needed" else "")],
    ]  # fmt: skip
