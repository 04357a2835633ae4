"""What a checklist can ask for each of: every appointment, provider or request of a case, as far as its items look."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

AHEAD_DAYS = 7
"""Beside the next appointment those within so many days after it have their tasks; later ones wait their turn."""
BEHIND_DAYS = 7
"""What lies further back than this when a checklist is begun gets no task any more."""


@dataclass(frozen=True)
class Kind:
    """What an item may be `each` of: the tables it stands in, the anchors each row has, what may end its task."""

    tables: frozenset[str]
    anchors: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()


def _kind(tables: str, anchors: str = "", until: str = "") -> Kind:
    return Kind(frozenset(tables.split()), frozenset(anchors.split()), frozenset(until.split()))


KINDS: Mapping[str, Kind] = {
    "appointment": _kind("appointments", "APPT", "reminded seen"),
    "visit": _kind("appointments", "APPT"),
    "IME": _kind("appointments", "APPT", "seen"),
    "deposition or mediation": _kind("appointments", "APPT", "seen"),
    "provider": _kind(
        "case_providers records_requests", "", "records_requested bills_requested bills_finalized released"
    ),
    "request": _kind("case_providers records_requests", "REQ", "received"),
    "set of records": _kind("case_providers records_requests", "RCV", "complete"),
    "authorization": _kind("case_providers authorizations", "EXPIRES"),
    "lien": _kind("liens", "", "asserted final paid"),
    "defendant": _kind("defendants", "", "served answered"),
    "set of discovery": _kind("deadlines", "SERVED", "met"),
    "offer": _kind("negotiation_events", "OFF", "answered"),
    "unanswered call": _kind("communications", "TRIED"),
}
"""By the word that stands in the file."""


@dataclass(frozen=True)
class Row:
    """One of them. `token` tells it from the others of its kind and case; `name` goes before the task's title.

    `ended` says on which day something happened that ends a task; `late` what can no longer happen; `gone` is a row
    called off or put away; `came_from` is the token of the row this one stands for now; `due` is a day of its own on
    which a chase is due, in place of the item's.
    """

    token: str
    name: str = ""
    anchors: Mapping[str, date] = field(default_factory=dict)
    ended: Mapping[str, date] = field(default_factory=dict)
    late: frozenset[str] = frozenset()
    gone: bool = False
    came_from: str = ""
    near: bool = True
    due: date | None = None

    def end(self, until: str, today: date, *, since: date = date.min) -> tuple[str, date] | None:
        """How and when a task for it is over by itself: a status and a day; None while it runs.

        What happened before `since` was for something else.
        """
        if self.ended.get(until, date.min) >= since and until in self.ended:
            return "done", min(self.ended[until], today)
        if self.gone or until in self.late:
            return "not_applicable", today
        return None


Rows = Mapping[str, Sequence[Row]]
"""The rows of a case by the word of their kind."""


def nearest(rows: Iterable[Row], anchor: str, today: date) -> list[Row]:
    """The rows with those marked that are near: the next one, those in the week after it, and the last week's."""
    found = list(rows)
    waited_for = (row for row in found if not row.gone and "seen" not in row.ended)
    ahead = [day for row in waited_for if (day := row.anchors[anchor]) >= today]
    last = min(ahead, default=today) + timedelta(days=AHEAD_DAYS)
    first = today - timedelta(days=BEHIND_DAYS)
    return [replace(row, near=first <= row.anchors[anchor] <= last) for row in found]


def kinds_on(tables: Collection[str]) -> set[str]:
    """The kinds that a change of these tables may touch."""
    return {word for word, kind in KINDS.items() if not kind.tables.isdisjoint(tables)}
