"""The ride board: every way of the next days, what is not arranged first to the eye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.rides import RideLeg, RideWanted
from caseterm.rules.date_words import short_day
from caseterm.rules.rides import LEG_STATUSES
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.copying import copy_and_say
from caseterm.screens.rides.form import open_ride_form
from caseterm.screens.rides.rows import COLUMNS, board_rows, driver_text, leg_lines
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.textpage import TextPage

DAYS = 7
STATUS_KEYS = {
    "needed": "n", "requested": "r", "quoted": "q", "approved": "a", "booked": "b", "confirmed": "c",
    "driver_en_route": "w", "picked_up": "p", "dropped_off": "d", "completed": "x", "client_no_show": "l",
    "vendor_no_show": "v", "failed_rebook": "f", "cancelled": "z",
}  # fmt: skip


class RideBoard(BaseScreen):
    """A week of rides."""

    CSS_PATH = STYLES / "rides.tcss"
    scope = "rides"
    mode_key = "3"
    watches = frozenset({"ride_legs", "appointments", "contacts", "contact_phones", "contact_addresses", "cases"})

    def __init__(self) -> None:
        super().__init__()
        self.first: date | None = None
        self.legs: dict[str, RideLeg] = {}
        self.wanted: dict[str, RideWanted] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="rideline")
        yield Rule()
        yield RowList(COLUMNS, id="rides")
        yield Rule()
        yield TextPage(id="ridecard")

    def on_mount(self) -> None:
        self.query_one("#ridecard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#rides", RowList)

    # what is shown

    def reload(self) -> None:
        first = self.first = self.first or self.program.today
        last = first + timedelta(days=DAYS - 1)
        legs, wanted = queries.rides.board(self.db, first, last), queries.rides.wanted(self.db, first, last)
        self.legs = {f"leg:{leg.id}": leg for leg in legs}
        self.wanted = {f"visit:{each.appointment_id}": each for each in wanted}
        self.set_title("rides")
        open_ways = sum(leg.open for leg in legs) + len(wanted)
        shown = [leg for leg in legs if not leg.replaced]
        ways = "no rides" if not shown else "1 way" if len(shown) == 1 else f"{len(shown)} ways"
        self.query_one("#rideline", Line).set(
            f" Rides {short_day(first, self.program.today)} - {short_day(last, self.program.today)}: {ways}",
            (
                f"   {open_ways} to arrange" if open_ways else "   all arranged" if shown else "",
                "warn" if open_ways else "good",
            ),
        )
        self.rows.empty_text = (
            "No rides on these days.\n\n. and , turn the week. r on an appointment in the calendar books one."
        )
        self.rows.set_rows(board_rows(legs, wanted, self.program.today))
        self.show_card()

    def show_card(self) -> None:
        """What the driver of the way under the cursor is told."""
        key = str(self.rows.cursor_key)
        page = self.query_one("#ridecard", TextPage)
        if key in self.legs:
            page.set_lines(leg_lines(self.legs[key]))
        elif key in self.wanted:
            found = self.wanted[key]
            page.set_lines(
                [
                    [(f" {found.client}", "bold"), f"  {found.number}"],
                    [" Needs a ride", f" to {found.place}" if found.place else "", ". Enter books it."],
                ]
            )
        else:
            page.set_lines([])

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_edit()

    # keys

    def targets(self) -> list[RideLeg]:
        """The marked ways, else the one under the cursor; the lack is said."""
        keys: Sequence[Any] = sorted(self.rows.marks, key=str) or [self.rows.cursor_key]
        found = [self.legs[str(key)] for key in keys if str(key) in self.legs]
        if not found:
            self.say("Nothing is arranged here yet. Enter books the ride.")
        return found

    def appointment_id(self) -> int | None:
        key = str(self.rows.cursor_key)
        if key in self.legs:
            return self.legs[key].appointment_id
        return self.wanted[key].appointment_id if key in self.wanted else None

    def action_edit(self) -> None:
        """Book the ride, or change it."""
        number = self.appointment_id()
        if number is None:
            self.say("No ride under the cursor.")
        else:
            self.open_form(number)

    def open_form(self, number: int) -> None:
        """The form of an appointment's ride; the cursor is on it afterwards."""

        def follow(_changes: ChangeSet) -> None:
            ways = [key for key, leg in self.legs.items() if leg.appointment_id == number and not leg.replaced]
            if ways:
                self.rows.move_to(ways[0])

        open_ride_form(self, number, after=follow)

    def action_set_status(self) -> None:
        """How far these ways have come."""
        from caseterm.screens.dialogs.menu import MenuDialog

        found = self.targets()
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
        found = self.targets()
        if found:
            self.set_status(found, "completed")

    def action_rebook(self) -> None:
        """It fails: keep what happened, book another in its place."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        found = self.targets()[:1]
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
        found = self.targets()[:1]
        if found:
            copy_and_say(self, driver_text(found[0]), "what the driver needs")

    def action_open_client(self) -> None:
        """The client's file, at the appointments."""
        key = str(self.rows.cursor_key)
        case_id = (
            self.legs[key].case_id if key in self.legs else self.wanted[key].case_id if key in self.wanted else None
        )
        if case_id is None:
            self.say("No client under the cursor.")
        else:
            self.program.open_case(case_id, section="appointments")

    def action_mark(self) -> None:
        self.rows.toggle_mark()

    def action_period(self, way: int) -> None:
        """A week on or back."""
        self.first = (self.first or self.program.today) + timedelta(days=way * DAYS)
        self.action_reread()
        self.say("")

    def action_today(self) -> None:
        self.first = self.program.today
        self.action_reread()
        self.say("")

    def step_back(self) -> bool:
        if self.rows.marks:
            self.rows.clear_marks()
            self.say("Marks cleared.")
            return True
        return False
