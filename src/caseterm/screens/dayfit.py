"""How a time fits into a day while it is typed: what it overlaps, what is too far away, what else is free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from caseterm import queries
from caseterm.queries.calendar import CalendarSettings
from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.clashes import USER_ATTENDED, Slot, clash
from caseterm.rules.freetime import free_times, hers, of_client, stretch_words
from caseterm.rules.travel import TIGHT, tight_pair
from caseterm.store.database import Database


class DayFit:
    """Reads each day once for as long as one question is asked. `leave_out` is the appointment that moves."""

    def __init__(self, db: Database, *, leave_out: int = 0) -> None:
        self._db = db
        self._leave_out = leave_out
        self._days: dict[date, tuple[Appointment, ...]] = {}
        self._settings: CalendarSettings | None = None
        self._usual: dict[tuple[int, str], tuple[int | None, str]] = {}

    @property
    def settings(self) -> CalendarSettings:
        if self._settings is None:
            self._settings = queries.calendar.settings(self._db)
        return self._settings

    def forget(self) -> None:
        """What was read is no longer true."""
        self._days.clear()
        self._usual.clear()

    def appointments(self, day: date) -> tuple[Appointment, ...]:
        """The appointments of a day that are still to be kept, but for the one that moves."""
        if day not in self._days:
            found = queries.calendar.appointments(self._db, day, day)
            self._days[day] = tuple(each for each in found if each.ahead and each.id != self._leave_out)
        return self._days[day]

    def slot(self, starts_at: datetime, ends_at: datetime | None, case_id: int | None, kind: str) -> Slot:
        """An appointment of which no place is said: it is taken to be where the client's last one of its kind was."""
        client, place = None, ""
        if case_id is not None:
            key = (case_id, kind)
            if key not in self._usual:
                self._usual[key] = queries.calendar.usual_place(self._db, case_id, kind)
            client, place = self._usual[key]
        return Slot(0, starts_at, ends_at, case_id, client, kind, place=place)

    def troubles(self, slot: Slot) -> list[str]:
        """The first appointment it would overlap, and each way there would be too little time for."""
        found = []
        others = self.appointments(slot.starts_at.date())
        for other in others:
            reason = clash(slot, other.slot)
            if reason:
                name = named(other.kind, other.title, other.client)
                found.append(f"! OVERLAPS {day_and_time(other.starts_at)} {name} ({reason})")
                break
        ways = [tight_pair(slot, other.slot, assumed=self.settings.travel) for other in others]
        return found + [f"! {TIGHT} {way.words}" for way in ways if way is not None]

    def remark(self, entry: Appointment, provider_id: int | None, values: Mapping[str, object]) -> str:
        """What an appointment in a form would overlap or be too far from as it is typed; nothing stops her.

        `provider_id` is the provider it has, whose place counts while it stays.
        """
        day, at, length = values.get("on"), values.get("at"), values.get("length")
        if not isinstance(day, date) or not isinstance(at, time):
            return ""
        start = datetime.combine(day, at)
        end = start + timedelta(minutes=length) if isinstance(length, int) else None
        same = values.get("case_provider_id") == provider_id
        place = str(values.get("location") or (entry.provider if same else ""))
        kind, who = str(values.get("kind") or entry.kind), str(values.get("who") or "")
        slot = Slot(entry.id, start, end, entry.case_id, entry.client_id, kind, who, place)
        found = "; ".join(self.troubles(slot))
        return f"{found}: allowed." if found else ""

    def free(self, day: date, case_id: int | None, kind: str) -> str:
        """What is free that day for whoever an appointment of the kind asks for: her, the client, or both."""
        busy, both = self.appointments(day), kind in USER_ATTENDED
        wanted = set(hers(busy)) if both or case_id is None else set[Appointment]()
        wanted |= set(of_client(busy, case_id)) if case_id is not None else set()
        free = free_times(wanted, day, opens=self.settings.opens, closes=self.settings.closes)
        who = "you" if case_id is None else "you and the client" if both else "the client"
        verb = "is" if who == "the client" else "are"
        return f"{who} {verb} free {stretch_words(free)}" if free else f"no half hour free for {who}"


def slot_of(entry: Appointment, starts_at: datetime, ends_at: datetime | None) -> Slot:
    """An appointment as it would stand at another time."""
    old = entry.slot
    return Slot(old.id, starts_at, ends_at, old.case_id, old.client_id, old.kind, old.who, old.place)
