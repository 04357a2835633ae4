"""What a calendar is narrowed to: a client, a kind, a provider, how the ride stands, what is unsaid; words on top."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.rules.calendar import Appointment, DeadlineDue, Entry, TaskDue
from caseterm.rules.calendar_words import matches, ride_missing, to_settle
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import APPOINTMENT_KINDS

ALL = frozenset({"appointments", "tasks", "deadlines"})
SORTS: Mapping[str, str] = {"appointments": "appts", "tasks": "tasks", "deadlines": "deadlines"}
RIDES: Mapping[str, str] = {
    "needed": "ride not booked",
    "booked": "ride booked",
    "confirmed": "ride confirmed",
    "any": "with a ride",
    "none": "without a ride",
}


@dataclass(frozen=True)
class CalendarFilter:
    """Every part that is set must fit; a client's tasks and deadlines stay, what only appointments have hides others.

    `words` are folded; `shows` is the sorts of entry, names of ALL.
    """

    words: tuple[str, ...] = ()
    shows: frozenset[str] = ALL
    case_id: int | None = None
    client: str = ""
    kind: str = ""
    provider: str = ""
    ride: str = ""
    unsaid: bool = False

    @property
    def active(self) -> bool:
        return self != CalendarFilter()

    @property
    def told(self) -> tuple[str, ...]:
        """What it lets through, in her words, the narrowest first."""
        parts = [
            self.client,
            label(APPOINTMENT_KINDS, self.kind) if self.kind else "",
            self.provider,
            RIDES.get(self.ride, ""),
            "attended?" if self.unsaid else "",
            " + ".join(word for name, word in SORTS.items() if name in self.shows) if self.shows != ALL else "",
            f"/{' '.join(self.words)}" if self.words else "",
        ]
        return tuple(part for part in parts if part)

    def lets(self, entry: Entry, today: date) -> bool:
        """Whether an entry is shown."""
        if self.case_id is not None and entry.case_id != self.case_id:
            return False
        if _sort(entry) not in self.shows:
            return False
        if self.kind or self.provider or self.ride or self.unsaid:
            return isinstance(entry, Appointment) and self._fits(entry, today) and matches(entry, self.words)
        return matches(entry, self.words)

    def _fits(self, entry: Appointment, today: date) -> bool:
        return (
            (not self.kind or entry.kind == self.kind)
            and (not self.provider or entry.provider == self.provider)
            and (not self.ride or _ride_fits(entry, self.ride))
            and (not self.unsaid or to_settle(entry, today))
        )


def _sort(entry: Entry) -> str:
    return {Appointment: "appointments", TaskDue: "tasks", DeadlineDue: "deadlines"}[type(entry)]


def _ride_fits(entry: Appointment, ride: str) -> bool:
    if entry.off:
        return False
    if ride == "needed":
        return ride_missing(entry)
    if ride == "any":
        return entry.ride != "not_needed"
    return entry.ride == ("not_needed" if ride == "none" else ride)


def choices(entries: Iterable[Entry], part: str) -> Sequence[tuple[str, str, str]]:
    """The kinds ("kind") or providers ("provider") among entries: value, words, how many; the most frequent first."""
    booked = [entry for entry in entries if isinstance(entry, Appointment)]
    counts = Counter(entry.kind if part == "kind" else entry.provider for entry in booked)
    found = [
        (value, label(APPOINTMENT_KINDS, value) if part == "kind" else value, f"{count}")
        for value, count in counts.most_common()
        if value
    ]
    return found
