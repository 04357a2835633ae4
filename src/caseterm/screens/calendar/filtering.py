"""Narrowing the calendar: to a client, a kind, a provider, a state of the ride, to what is unsaid, or by words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseterm import queries
from caseterm.rules.calendarfilter import ALL, RIDES, choices
from caseterm.screens.calendar.view import CalendarView
from caseterm.widgets.lineinput import TextField

RIDE_KEYS = {"needed": "n", "booked": "b", "confirmed": "c", "any": "a", "none": "w"}


class FilterActs(CalendarView):
    """The keys that change the filter; it stays through every view until Esc clears it."""

    def action_filter(self) -> None:
        """Type words that every entry shown must have."""
        line = self.query_one("#calfilter", TextField)
        line.add_class("-open")
        self.add_class("-lead")
        self.set_focus(line)
        line.select_all()
        self.resize_parts()

    def action_facet(self, name: str) -> None:
        """Narrow by one part of the filter; the other parts stay."""
        if name == "clear":
            self.clear_filter()
        elif name in ALL:
            self.narrow(replace(self.filter, shows=frozenset({name})))
        elif name == "unverified":
            self.query_one("#calfilter", TextField).value = "not verified"
        elif name == "unsaid":
            self.narrow(replace(self.filter, unsaid=True))
        elif name == "ride":
            self.ask_ride_state()
        elif name == "client":
            self.ask_client()
        else:
            self.ask_part(name)

    def ask_ride_state(self) -> None:
        """How the ride must stand, by one letter."""
        from caseterm.screens.dialogs.menu import MenuDialog

        items = [(RIDE_KEYS[code], words.capitalize(), code) for code, words in RIDES.items()]

        def chosen(ride: Any) -> None:
            if ride is not None:
                self.narrow(replace(self.filter, ride=ride))

        self.app.push_screen(MenuDialog("f r  Ride", items), chosen)

    def ask_client(self) -> None:
        """An open case; the one under the cursor is offered first."""
        from caseterm.screens.dialogs.pick import PickDialog

        entry = self.current()
        cases = {case.case_id: case for case in queries.jump.load(self.db).cases if case.is_open}
        items = [(number, case.client, case.number) for number, case in sorted(cases.items(), key=_by_name)]

        def chosen(case_id: Any) -> None:
            if case_id is not None:
                self.narrow(replace(self.filter, case_id=case_id, client=cases[case_id].client))

        current = entry.case_id if entry is not None else None
        self.app.push_screen(PickDialog("Only this client", items, current=current), chosen)

    def ask_part(self, part: str) -> None:
        """One of the kinds or of the providers in the days of the view."""
        from caseterm.screens.dialogs.pick import PickDialog

        items = choices(self.whole_span(), part)
        if not items:
            self.say(f"No appointment with a {part} in these days.")
            return

        def chosen(value: Any) -> None:
            if value is not None:
                self.narrow(replace(self.filter, **{part: value}))

        entry = self.current()
        current = getattr(entry, part, None)
        self.app.push_screen(PickDialog(f"Only this {part}", items, current=current), chosen)


def _by_name(each: tuple[int, Any]) -> tuple[str, str]:
    return each[1].client.casefold(), each[1].number
