"""Appointments at different places too close together for whoever must be at both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from caseterm.rules.clashes import USER_ATTENDED, Slot, near_pairs
from caseterm.rules.counting import counted
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.text import fold

ASSUMED_TRAVEL = 20
"""Minutes from any place to any other, unless the settings say otherwise: our own assumption, no map is asked."""
TIGHT = "TIGHT:"
"""What stands before a way with too little time."""
REMOTE = frozenset({"telephone", "phone", "video", "zoom", "teams", "online", "virtual"})
"""The first word of a place where nobody goes anywhere."""


@dataclass(frozen=True)
class Tight:
    """Too little time between two appointments: `minutes` there are, `assumed` the way takes."""

    other: int
    minutes: int
    assumed: int
    start: str
    end: str
    hers: bool

    @property
    def words(self) -> str:
        """10 minutes to get from Mercy PT to Bay Imaging (20 assumed)."""
        who = "for you " if self.hers else ""
        time = counted(self.minutes, "minute") if self.minutes else "no time"
        return f"{time} {who}to get from {self.start} to {self.end} ({self.assumed} assumed)"


def tight_pair(one: Slot, other: Slot, *, assumed: int = ASSUMED_TRAVEL) -> Tight | None:
    """The way from the earlier of two appointments to the later, where there is too little time for it.

    None for those at one place, by telephone, at a place nobody knows, for different people, or that overlap: that is
    a clash already. An `assumed` time of 0 asks nothing.
    """
    first, then = (one, other) if (one.starts_at, one.id) <= (other.starts_at, other.id) else (other, one)
    between = then.starts_at - first.until
    if one.id == other.id or not timedelta(0) <= between < timedelta(minutes=assumed):
        return None
    if first.whole_day or then.whole_day or not _apart(first, then):
        return None
    hers = _hers(first) and _hers(then)
    if not hers and not _same_client(first, then):
        return None
    minutes = int(between.total_seconds() // 60)
    return Tight(other.id, minutes, assumed, first.place, then.place, hers)


def tight_ways(slots: Iterable[Slot], *, assumed: int = ASSUMED_TRAVEL) -> Mapping[int, tuple[Tight, ...]]:
    """For each appointment with too little time before or after it: those ways, earliest first."""
    found: dict[int, list[Tight]] = {}
    for before, slot in near_pairs(slots, _travellers, reach=timedelta(minutes=assumed)):
        for one, other in ((before, slot), (slot, before)):
            way = tight_pair(one, other, assumed=assumed)
            if way is not None:
                found.setdefault(one.id, []).append(way)
    return {key: tuple(ways) for key, ways in found.items()}


def _travellers(slot: Slot) -> list[object]:
    """Who goes to an appointment that is somewhere: her, the client."""
    if not _somewhere(slot):
        return []
    found: list[object] = ["her"] if _hers(slot) else []
    if slot.kind not in WITHOUT_THE_CLIENT and (slot.client_id is not None or slot.case_id is not None):
        found.append(("client", slot.client_id) if slot.client_id is not None else ("case", slot.case_id))
    return found


def _apart(one: Slot, other: Slot) -> bool:
    return _somewhere(one) and _somewhere(other) and not same_place(one.place, other.place)


def same_place(one: str, other: str) -> bool:
    """Whether two places are one, rooms and what follows a comma aside: "Our office" and "Our office, room 2"."""
    first, second = (f"{fold(place).partition(',')[0].strip()} " for place in (one, other))
    return first.startswith(second) or second.startswith(first)


def _somewhere(slot: Slot) -> bool:
    words = fold(slot.place).replace(",", " ").split()
    return bool(words) and words[0] not in REMOTE and slot.kind != "call"


def _hers(slot: Slot) -> bool:
    """Whether she must be there herself: her own kinds, and what is no client's."""
    return slot.kind in USER_ATTENDED or slot.case_id is None


def _same_client(one: Slot, other: Slot) -> bool:
    if {one.kind, other.kind} & WITHOUT_THE_CLIENT:
        return False
    if one.client_id is not None or other.client_id is not None:
        return one.client_id == other.client_id
    return one.case_id is not None and one.case_id == other.case_id
