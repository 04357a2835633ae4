"""Checklists: a claim's items by phase, and the dated tasks they become.

The anchors and offsets are described at the head of data/checklists/base.toml.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from caseterm.rules.checklist_rows import KINDS, Rows
from caseterm.rules.dates import add_months
from caseterm.rules.terms import MOTOR_VEHICLE_TYPES, PHASES
from caseterm.rules.workdays import FEDERAL, add_business_days

ANCHORS: Mapping[str, str] = {
    "INTAKE": "case opened",
    "SIGN": "sign-up",
    "DOI": "date of incident",
    "PHASE": "phase entered",
    "TXSTART": "first visit",
    "TXEND": "treatment complete",
    "DEM": "demand sent",
    "SETT": "settlement agreed",
    "FILED": "suit filed",
    "SOL": "limitation date",
    "LASTC": "last contact with the client",
    "REQ": "request sent",
    "RCV": "records received",
    "OFF": "offer received",
    "FUNDS": "settlement check received",
    "SERVED": "defendant served",
    "CPN": "Medicare notice dated",
    "LETTER": "date in the letter",
    "MCDEM": "Medicare's demand letter",
    "EXPIRY": "the day the demand expires",
    "APPT": "appointment",
    "EXPIRES": "the day the authorization expires",
    "TRIED": "first call not answered",
    "DONE": "the item before done",
}
OF = "@"
"""Between an item's key and the row it is done for, in the key of a task."""
ROUND = "#"
"""Before which time of a recurring item it is, in the key of a task."""
CONTACT_RHYTHM = "contact"
"""An item that comes back as often as the client is to be called, by the settings."""
WHO = ("CM", "Atty")
COUNTED = ("No date yet: ", "By the checklist it was due ", "Hard limit ")
"""How the lines begin that a task's notes have from the counting; they change with its anchor."""


@dataclass(frozen=True)
class Offset:
    """A distance from an anchor: count and d, b (business days), h, w or m."""

    count: int
    unit: str

    def after(self, day: date, holidays: Container[date]) -> date:
        """The day at this distance; hours round away from the anchor to whole days. Raises OverflowError."""
        match self.unit:
            case "b":
                return add_business_days(day, self.count, holidays=holidays)
            case "m":
                return add_months(day, self.count)
            case "h":
                whole = -(-abs(self.count) // 24)
                return day + timedelta(days=whole if self.count > 0 else -whole)
            case unit:
                return day + timedelta(days=self.count * (7 if unit == "w" else 1))


@dataclass(frozen=True)
class Item:
    """One thing to do in a phase. `each` is a word of KINDS: it is done for each of those, until what `until` says.

    `every` is how often it comes back ("14d", or with the client's calls), `through` the last phase it does so in;
    `after` is the key of the item it waits for.
    """

    key: str
    phase: str
    title: str
    anchor: str
    who: str
    note: str = ""
    source: str = ""
    offset: Offset | None = None
    hard: Offset | None = None
    every: str = ""
    each: str = ""
    until: str = ""
    after: str = ""
    through: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)

    def rhythm(self, matter: "Matter") -> Offset | None:
        """How long after one time the next one comes; None for what is done once."""
        if self.every == CONTACT_RHYTHM:
            return Offset(matter.contact_days, "d")
        return Offset(int(self.every[:-1]), self.every[-1]) if self.every else None


@dataclass(frozen=True)
class Checklist:
    """One file: its own items, what it leaves out of the base, and the other files it builds on."""

    name: str
    items: tuple[Item, ...]
    claim_type: str = ""
    leave_out: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """What a case must tell for its checklist: its kind, what the conditions ask, and its anchors' dates."""

    state: str = ""
    case_type: str = ""
    medicare_status: str = "unknown"
    minor: bool = False
    government: bool = False
    contact_days: int = 14
    anchors: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """A task to be created, with the words that go into its notes."""

    item: Item
    due: date | None
    notes: str
    template_key: str = ""

    @property
    def key(self) -> str:
        """By which the case's task is known: the item's, and from the second time on which time it is."""
        return self.template_key or self.item.key


def merged(files: Sequence[Checklist]) -> tuple[Item, ...]:
    """The items of several files, the base first; a later file replaces, adds and leaves out."""
    items: dict[str, Item] = {}
    for checklist in files:
        items.update((item.key, item) for item in checklist.items)
        for key in checklist.leave_out:
            items.pop(key, None)
    order = list(PHASES)
    return tuple(sorted(items.values(), key=lambda item: order.index(item.phase)))


def applies(item: Item, matter: Matter) -> bool:
    """Whether an item's conditions hold. An unknown Medicare status asks for the Medicare items too."""
    facts = {
        "motor_vehicle": matter.case_type in MOTOR_VEHICLE_TYPES,
        "medicare": matter.medicare_status != "none",
        "minor": matter.minor,
        "government": matter.government,
    }
    states = item.when.get("state")
    if states is not None and matter.state not in states:
        return False
    return all(facts[name] == wanted for name, wanted in item.when.items() if name != "state")


def in_force(item: Item, phase: str) -> bool:
    """Whether an item belongs to a phase: its own, or one up to the last it goes on in."""
    order = list(PHASES)
    if phase == item.phase or not item.through or phase not in order:
        return phase == item.phase
    return order.index(item.phase) <= order.index(phase) <= order.index(item.through)


def planned(
    items: Sequence[Item],
    phase: str,
    matter: Matter,
    *,
    have: Container[str] = (),
    rows: Rows | None = None,
    today: date,
    holidays: Container[date] = FEDERAL,
) -> list[Planned]:
    """The tasks a phase creates, without those the case has had (`have`: their keys) or that wait for another.

    An item for each of something the case has none of (`rows`) makes one task, so that it is not forgotten.
    """
    mine = [
        item for item in items
        if item.phase == phase and applies(item, matter) and (not item.each or once(item, rows or {}))
    ]  # fmt: skip
    keys = {item.key for item in mine}
    return [
        planned_task(item, matter, today=today, holidays=holidays)
        for item in mine
        if item.key not in have and item.after not in keys and (not item.after or item.after not in have)
    ]


def once(item: Item, rows: Rows) -> bool:
    """Whether an item for each of something stands for all of it: the case has none, and its date needs none."""
    return item.anchor not in KINDS[item.each].anchors and not any(not row.gone for row in rows.get(item.each, ()))


def left_out(items: Sequence[Item], phase: str, matter: Matter) -> list[tuple[Item, str]]:
    """The items of a phase that create no task, each with its reason."""
    found = []
    for item in items:
        if item.phase == phase and item.each:
            found.append((item, f"for each {item.each}"))
        elif item.phase == phase and item.after:
            found.append((item, f"once {item.after} is done"))
        elif item.phase == phase and not applies(item, matter):
            found.append((item, "does not apply: " + _condition_words(item.when)))
    return found


def planned_task(item: Item, matter: Matter, *, today: date, holidays: Container[date] = FEDERAL) -> Planned:
    """Standard dates that are past already are due today; a hard limit stays where it is, past or not."""
    notes = [item.note] if item.note else []
    anchor = matter.anchors.get(item.anchor)
    if anchor is None:
        if item.offset or item.hard:
            notes.append(f"{COUNTED[0]}counts from {ANCHORS[item.anchor]} {_distance(item.offset or item.hard)}.")
        return Planned(item, None, "\n".join(notes))
    due = item.offset.after(anchor, holidays) if item.offset else None
    if due is not None and due < today:
        notes.append(f"{COUNTED[1]}{_paper(due)}.")
        due = today
    if item.hard:
        limit = item.hard.after(anchor, holidays)
        counted = f"{ANCHORS[item.anchor]} {_distance(item.hard)}"
        notes.append(f"{COUNTED[2]}{_paper(limit)} ({counted}), not verified.")
        due = limit if due is None else min(due, limit)
    return Planned(item, due, "\n".join(notes))


def _distance(offset: Offset | None) -> str:
    return f"{offset.count:+}{offset.unit}" if offset else ""


def _paper(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def _condition_words(when: Mapping[str, Any]) -> str:
    words = {"motor_vehicle": "motor vehicle", "government": "government entity"}
    parts = [f"state {', '.join(wanted)}" for name, wanted in when.items() if name == "state"]
    parts += [("" if wanted else "not ") + words.get(name, name) for name, wanted in when.items() if name != "state"]
    return ", ".join(parts)
