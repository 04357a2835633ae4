"""Appointments that cannot all be kept: who would have to be in two places at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from caseterm.rules.text import fold

ASSUMED = timedelta(minutes=30)
"""How long an appointment without an end is taken to last."""

USER_ATTENDED = frozenset(
    {
        "client_meeting", "attorney_meeting", "care_conference", "cmc_conference", "recorded_statement",
        "statement_signing", "inspection", "call",
    }
)  # fmt: skip
"""Kinds the user sits in herself; visits, depositions and hearings are kept by others."""


@dataclass(frozen=True)
class Slot:
    """What a clash depends on; times are wall times of one zone."""

    id: int
    starts_at: datetime
    ends_at: datetime | None
    case_id: int | None = None
    client_id: int | None = None
    kind: str = ""
    who: str = ""
    place: str = ""

    @property
    def whole_day(self) -> bool:
        """Whether it runs from midnight to the day's last minute, as an entry of whole days does."""
        return self.starts_at.time() == time() and self.ends_at is not None and self.ends_at.time() == time(23, 59)

    @cached_property
    def until(self) -> datetime:
        """The end, or what is assumed where none is known or it is the start itself."""
        if self.ends_at is None:
            return self.starts_at + ASSUMED
        return max(self.ends_at, self.starts_at + timedelta(minutes=1))


def clash(one: Slot, other: Slot) -> str:
    """Why these two are in each other's way, in words; nothing when they are not."""
    if one.id == other.id or not (one.starts_at < other.until and other.starts_at < one.until):
        return ""
    if one.client_id is not None and one.client_id == other.client_id:
        return "same client in two places"
    if one.case_id is not None and one.case_id == other.case_id:
        return "same case"
    if one.who and fold(one.who) == fold(other.who):
        return f"{one.who} in two places"
    if one.kind in USER_ATTENDED and other.kind in USER_ATTENDED:
        return "you in two places"
    return ""


def clashes(slots: Iterable[Slot]) -> Mapping[int, tuple[tuple[int, str], ...]]:
    """For each appointment in the way of others: their ids with the reason, earliest first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for before, slot in near_pairs(slots, _shared):
        reason = clash(before, slot)
        if reason:
            found.setdefault(before.id, []).append((slot.id, reason))
            found.setdefault(slot.id, []).append((before.id, reason))
    return {key: tuple(others) for key, others in found.items()}


def near_pairs(
    slots: Iterable[Slot], shared: Callable[[Slot], Iterable[object]], *, reach: timedelta = timedelta(0)
) -> list[tuple[Slot, Slot]]:
    """Each two appointments that share something and lie within `reach` of each other, once, in the order of time.

    Only those that share somebody are held against each other: a month of a thousand visits has few such pairs.
    """
    ordered = sorted(slots, key=lambda each: (each.starts_at, each.id))
    order = {slot.id: place for place, slot in enumerate(ordered)}
    groups: dict[object, list[Slot]] = {}
    for slot in ordered:
        for key in shared(slot):
            groups.setdefault(key, []).append(slot)
    pairs: dict[tuple[int, int], tuple[Slot, Slot]] = {}
    for group in groups.values():
        running: list[Slot] = []
        for slot in group if len(group) > 1 else ():
            running = [each for each in running if each.until + reach > slot.starts_at]
            pairs.update({(order[slot.id], order[each.id]): (each, slot) for each in running})
            running.append(slot)
    return [pairs[key] for key in sorted(pairs)]


def _shared(slot: Slot) -> list[object]:
    """What two appointments in each other's way have in common: a client, a case, somebody by name, herself."""
    found: list[object] = []
    if slot.client_id is not None:
        found.append(("client", slot.client_id))
    if slot.case_id is not None:
        found.append(("case", slot.case_id))
    if slot.who:
        found.append(("who", fold(slot.who)))
    if slot.kind in USER_ATTENDED:
        found.append("her")
    return found
