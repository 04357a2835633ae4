"""The days of the visits of cases, as rules/gaps judges them, read with one statement a table.

A visit counts once it was kept by the calendar or stands in a record; one that was noted with its provider counts where
neither tells of it. A no-show is none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from caseterm.queries.casefile_rows import day, grouped, in_list
from caseterm.rules.gaps import NOWHERE, CaseVisits, Explained, Gap, Limits, Visited, gaps_of
from caseterm.rules.terms_care import GAP_REASONS, label_of
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, TREATING, TREATMENT_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = tuple[Any, ...]

_OF = "case_id IN (SELECT value FROM json_each(:w)) AND archived_at IS NULL"
_CARE = f"kind IN {in_list(TREATMENT_KINDS)}"
KEPT_DAYS = f"""
SELECT case_id, case_provider_id AS provider_id, substr(starts_at, 1, 10) AS day, kind FROM appointments
WHERE {_OF} AND status IN {in_list(APPOINTMENT_KEPT)} AND {_CARE}
UNION ALL SELECT case_id, case_provider_id, dated, kind FROM visits WHERE {_OF} AND {_CARE}
UNION ALL SELECT case_id, id, first_visit_on, '' FROM case_providers WHERE {_OF} AND first_visit_on IS NOT NULL
"""
"""Every kept visit of the cases in :w: its case, provider where it has one, day and kind."""
_STATEMENTS: Mapping[str, str] = {
    "providers": "SELECT case_id, id, treatment_status, gap_reason, archived_at FROM case_providers "
    "WHERE case_id IN (SELECT value FROM json_each(:w)) ORDER BY id",
    "every": f"SELECT DISTINCT case_id, provider_id, day FROM ({KEPT_DAYS}) WHERE day <= :t",
    "ends": f"""SELECT case_id, provider_id, substr(max(seen), 1, 10), substr(max(seen), 11) FROM (
SELECT case_id, case_provider_id AS provider_id, max(substr(starts_at, 1, 10) || kind) AS seen FROM appointments
WHERE {_OF} AND starts_at < :t || 'T' AND status IN {in_list(APPOINTMENT_KEPT)} AND {_CARE} GROUP BY 1, 2
UNION ALL SELECT case_id, case_provider_id, max(dated || kind) FROM visits WHERE {_OF} AND dated <= :t AND {_CARE}
GROUP BY 1, 2
UNION ALL SELECT case_id, id, first_visit_on FROM case_providers WHERE {_OF} AND first_visit_on <= :t) GROUP BY 1, 2""",
    "ahead": f"SELECT case_id, case_provider_id, min(substr(starts_at, 1, 10)) FROM appointments WHERE {_OF} "
    f"AND status IN {in_list(APPOINTMENT_AHEAD)} AND {_CARE} AND starts_at >= :t GROUP BY case_id, case_provider_id",
    "weekly": f"SELECT case_id, case_provider_id, visits_a_week FROM prescriptions WHERE {_OF} "
    "AND from_on <= :t AND (until_on IS NULL OR until_on >= :t) ORDER BY from_on, id",
    "wanted": f"SELECT case_id, case_provider_id, dated, next_visit_days FROM visits WHERE {_OF} "
    "AND next_visit_days IS NOT NULL ORDER BY dated, id",
    "reasons": f"SELECT case_id, after_on, reason, explanation, case_provider_id, dismissed_until FROM gap_reasons "
    f"WHERE {_OF} ORDER BY id DESC",
    "incidents": f"SELECT case_id, happened_on FROM incidents WHERE {_OF}",
}


def visits_of(connection: sqlite3.Connection, case_id: int, today: date) -> CaseVisits:
    """Every visit of one case."""
    return VisitDays(connection, json.dumps([case_id]), today).of(case_id)


def gaps_of_case(connection: sqlite3.Connection, case_id: int, today: date) -> tuple[Gap, ...]:
    """The gaps of a case as a whole and of each provider, by the firm's limits."""
    return gaps_of(visits_of(connection, case_id, today), limits(connection), today)


def limits(connection: sqlite3.Connection) -> Limits:
    """The firm's days of a gap, or the program's own."""
    row = connection.execute("SELECT gap_amber_days, gap_red_days FROM settings").fetchone()
    return Limits(*row) if row else Limits()


class VisitDays:
    """The visits of a chunk of cases; `wanted` holds their ids as JSON.

    With `every` false only each provider's last visit is read, which is all that an open gap needs.
    """

    def __init__(self, connection: sqlite3.Connection, wanted: str, today: date, *, every: bool = True) -> None:
        left_out = "ends" if every else "every"
        self._kept = "every" if every else "ends"
        self._rows = {
            name: grouped(connection, query, {"w": wanted, "t": today.isoformat()})
            for name, query in _STATEMENTS.items()
            if name != left_out
        }

    def of(self, case_id: int) -> CaseVisits:
        """What is known of one case."""
        kept: dict[int | None, list[date]] = {}
        for provider_id, on, *_ in self._of(self._kept, case_id):
            kept.setdefault(provider_id, []).append(date.fromisoformat(on))
        ahead = {provider_id: day(on) for provider_id, on in self._of("ahead", case_id)}
        weekly: dict[int | None, int] = dict(self._of("weekly", case_id))
        wanted = {provider_id: (on, days) for provider_id, on, days in self._of("wanted", case_id)}
        providers: list[Visited] = []
        archived: list[Visited] = []
        for number, status, note, gone in self._of("providers", case_id):
            days = tuple(sorted(kept.pop(number, ())))
            said_on, again = wanted.get(number, ("", None))
            seen = Visited(
                kept=days, next_on=ahead.pop(number, None), treating=status in TREATING and not gone,
                visits_a_week=weekly.get(number), note=note, provider_id=number,
                wanted_after_days=again if days and said_on >= days[-1].isoformat() else None,
            )  # fmt: skip
            (archived if gone else providers).append(seen)
        incident = self._of("incidents", case_id)
        return CaseVisits(
            incident_on=day(incident[0][0]) if incident else None,
            providers=tuple(providers),
            elsewhere=(*archived, _elsewhere(kept, ahead)),
            told=tuple(self._told(case_id)),
        )

    def last_kind(self, case_id: int) -> str:
        """What the last kept visit of a case was; nothing where no row says it."""
        last = max(self._of("ends", case_id), key=lambda row: f"{row[1]}{row[2]}", default=(None, "", ""))
        return str(last[2])

    def _of(self, name: str, case_id: int) -> list[Row]:
        return self._rows[name].get(case_id, [])

    def _told(self, case_id: int) -> Iterable[Explained]:
        for after, reason, told, provider_id, until in self._of("reasons", case_id):
            yield Explained(
                date.fromisoformat(after),
                label_of(GAP_REASONS, reason) if reason != "other" or not told else "",
                told,
                provider_id,
                day(until),
            )


def _elsewhere(kept: Mapping[int | None, list[date]], ahead: Mapping[int | None, date | None]) -> Visited:
    """The visits to nobody named, together."""
    if not kept and not ahead:
        return NOWHERE
    return Visited(
        kept=tuple(sorted(on for days in kept.values() for on in days)),
        next_on=min((on for on in ahead.values() if on is not None), default=None),
        treating=False,
    )
