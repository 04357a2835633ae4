"""The ride board: every way of the next days, what is not arranged first to the eye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.rides import RideLeg, RideWanted
from caseterm.rules.counting import counted
from caseterm.rules.date_words import short_day
from caseterm.rules.rides import LEG_STATUSES
from caseterm.screens.copying import copy_and_say
from caseterm.screens.listboard import ListBoard
from caseterm.screens.rides.form import open_ride_form
from caseterm.screens.rides.rows import COLUMNS, day_row, driver_text, leg_cells, leg_lines, wanted_cells, wanted_lines
from caseterm.widgets.rows import Cell, Row

DAYS = 7
STATUS_KEYS = {
    "needed": "n", "requested": "r", "quoted": "q", "approved": "a", "booked": "b", "confirmed": "c",
    "driver_en_route": "w", "picked_up": "p", "dropped_off": "d", "completed": "x", "client_no_show": "l",
    "vendor_no_show": "v", "failed_rebook": "f", "cancelled": "z",
}  # fmt: skip


class RideBoard(ListBoard[RideLeg | RideWanted]):
    """A week of rides."""

    scope = "rides"
    mode_key = "3"
    watches = frozenset({"ride_legs", "appointments", "contacts", "contact_phones", "contact_addresses", "cases"})
    called = "rides"
    columns = COLUMNS
    marking = True
    card_height = 5
    nothing = "No ride under the cursor."
    looked_in = "client, number, driver ..."

    def __init__(self) -> None:
        super().__init__()
        self.first: date | None = None

    # what is shown

    def read(self) -> dict[str, RideLeg | RideWanted]:
        first = self.first = self.first or self.program.today
        last = first + timedelta(days=DAYS - 1)
        legs, wanted = queries.rides.board(self.db, first, last), queries.rides.wanted(self.db, first, last)
        found: list[tuple[datetime, int, str, RideLeg | RideWanted]] = [
            (leg.at, leg.id, f"leg:{leg.id}", leg) for leg in legs if not leg.replaced
        ]
        found += [(each.starts_at, each.appointment_id, f"visit:{each.appointment_id}", each) for each in wanted]
        found.sort(key=lambda line: line[:3])
        return {key: line for _at, _number, key, line in found}

    def heading(self) -> list[Cell]:
        today, first = self.program.today, self.first or self.program.today
        ways = [line for line in self.lines.values() if isinstance(line, RideLeg)]
        to_arrange = sum(leg.open for leg in ways) + len(self.lines) - len(ways)
        said = f"{to_arrange} to arrange" if to_arrange else "all arranged" if ways else ""
        return [
            f" Rides {short_day(first, today)} - {short_day(first + timedelta(days=DAYS - 1), today)}: ",
            counted(len(ways), "way") if ways else "no rides",
            (f"   {said}" if said else "", "warn" if to_arrange else "good"),
        ]

    def why_empty(self) -> str:
        return "No rides on these days.\n\n. and , turn the week. r on an appointment in the calendar books one."

    def group(self, line: RideLeg | RideWanted) -> Row:
        at = line.at if isinstance(line, RideLeg) else line.starts_at
        return day_row(at.date(), self.program.today)

    def cells(self, line: RideLeg | RideWanted) -> dict[str, Cell]:
        return leg_cells(line) if isinstance(line, RideLeg) else wanted_cells(line)

    def card(self, line: RideLeg | RideWanted) -> list[list[Cell]]:
        """What the driver is told."""
        return leg_lines(line) if isinstance(line, RideLeg) else wanted_lines(line)

    def searched(self, line: RideLeg | RideWanted) -> str:
        driver = f"{line.vendor} {line.confirmation_no}" if isinstance(line, RideLeg) else ""
        return f"{super().searched(line)} {driver}"

    def on_row_list_opened(self) -> None:
        self.action_edit()

    # keys

    def ways(self) -> list[RideLeg]:
        """The marked ways, else the one under the cursor; the lack is said."""
        found = [line for line in self.targets() if isinstance(line, RideLeg)]
        if not found and self.current() is not None:
            self.say("Nothing is arranged here yet. Enter books the ride.")
        return found

    def action_edit(self) -> None:
        """Book the ride, or change it."""
        line = self.meant()
        if line is not None:
            self.open_form(line.appointment_id)

    def open_form(self, number: int) -> None:
        """The form of an appointment's ride; the cursor is on it afterwards."""

        def follow(_changes: ChangeSet) -> None:
            for key, line in self.lines.items():
                if isinstance(line, RideLeg) and line.appointment_id == number:
                    self.rows.move_to(key)
                    return

        open_ride_form(self, number, after=follow)

    def action_set_status(self) -> None:
        """How far these ways have come."""
        from caseterm.screens.dialogs.menu import MenuDialog

        found = self.ways()
        if not found:
            return

        def chosen(status: Any) -> None:
            if status is not None:
                self.set_status(found, status)

        items = [(STATUS_KEYS[code], words, code) for code, words in LEG_STATUSES.items()]
        self.app.push_screen(MenuDialog("s  Status", items), chosen)

    def set_status(self, found: Sequence[RideLeg], status: str) -> None:
        ids = [leg.id for leg in found]
        if self.store(lambda: services.rides.set_leg_status(self.db, ids, status)):
            self.rows.clear_marks()

    def action_done(self) -> None:
        """They have been driven."""
        found = self.ways()
        if found:
            self.set_status(found, "completed")

    def action_rebook(self) -> None:
        """It fails: keep what happened, book another in its place."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        found = self.ways()[:1]
        if not found:
            return
        leg = found[0]

        def typed(reason: Any) -> None:
            if reason is not None and self.store(lambda: services.rides.rebook(self.db, leg.id, reason=reason)):
                self.open_form(leg.appointment_id)

        hint = "Kept with the ride that failed; enter alone for none."
        self.app.push_screen(PromptDialog("Why is it booked again?", "text", None, hint, blank=True), typed)

    def action_copy_ride(self) -> None:
        """What to send to the driver."""
        found = self.ways()[:1]
        if found:
            copy_and_say(self, driver_text(found[0]), "what the driver needs")

    def action_open_client(self) -> None:
        """The client's file, at the appointments."""
        line = self.current()
        self.open_file("appointments", f"appointment:{line.appointment_id}" if line else None)

    def action_period(self, way: int) -> None:
        """A week on or back."""
        self.first = (self.first or self.program.today) + timedelta(days=way * DAYS)
        self.action_reread()
        self.say("")

    def action_today(self) -> None:
        self.first = self.program.today
        self.action_reread()
        self.say("")
