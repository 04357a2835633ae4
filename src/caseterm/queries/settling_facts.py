"""What attention looks at of a case's negotiation and settlement, read for many cases with one statement each."""

import sqlite3
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, grouped, in_list
from caseterm.rules.attention_settling import NOTHING, OpenOffer, Settling
from caseterm.rules.negotiation import EventLine, waits
from caseterm.rules.terms import label
from caseterm.rules.terms_money import LIEN_KINDS, LIEN_SETTLED
from caseterm.rules.terms_settlement import DEMANDS, PAYEE_KINDS, RECOVERY_KINDS

_INSURER = (
    "LEFT JOIN claims m ON m.id = {0}.claim_id LEFT JOIN coverages v ON v.id = m.coverage_id "
    "LEFT JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts i ON i.id = p.insurer_id"
)
_EVENTS = (
    "SELECT e.case_id, e.id, e.claim_id, e.dated, e.kind, e.amount_cents, e.expires_on, i.org_name, i.last "
    f"FROM negotiation_events e {_INSURER.format('e')} "
    "WHERE e.case_id IN (SELECT value FROM json_each(?)) AND e.archived_at IS NULL"
)
_RECOVERIES = (
    "SELECT r.case_id, r.agreed_on, r.funds_received_on, r.source, r.kind, i.org_name, i.last, "
    "EXISTS (SELECT 1 FROM disbursements d WHERE d.case_id = r.case_id AND d.status = 'paid'), "
    "r.claim_id, r.id, r.amount_cents "
    f"FROM recoveries r {_INSURER.format('r')} "
    "WHERE r.case_id IN (SELECT value FROM json_each(?)) AND r.archived_at IS NULL ORDER BY r.agreed_on"
)
_LIENS = (
    "SELECT l.case_id, k.org_name, k.last, l.kind, l.id FROM liens l LEFT JOIN contacts k ON k.id = l.holder_id "
    "WHERE l.case_id IN (SELECT value FROM json_each(?)) AND l.archived_at IS NULL AND l.status <> 'released' "
    f"AND NOT ((l.final_letter_on IS NOT NULL OR l.status IN {in_list(LIEN_SETTLED)}) "
    "AND coalesce(l.final_cents, l.paid_cents) IS NOT NULL) ORDER BY l.id"
)
_PAYOUTS = (
    "SELECT case_id, amount_cents, paid_on, held_until, id, payee, held_why, kind FROM payouts "
    "WHERE case_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL ORDER BY held_until, id"
)
Row = tuple[Any, ...]


class SettlingFacts:
    """The open offers, recoveries and liens of a chunk of cases; `wanted` holds their ids as JSON."""

    def __init__(self, connection: sqlite3.Connection, wanted: str) -> None:
        self._events = grouped(connection, _EVENTS, (wanted,))
        self._recoveries = grouped(connection, _RECOVERIES, (wanted,))
        self._liens = grouped(connection, _LIENS, (wanted,))
        self._payouts = grouped(connection, _PAYOUTS, (wanted,))

    def of(self, case_id: int) -> Settling:
        """What waits in one case."""
        events, recoveries = self._events.get(case_id, []), self._recoveries.get(case_id, [])
        liens = self._liens.get(case_id, [])
        if not (events or recoveries or liens):
            return NOTHING
        late = next((row for row in recoveries if row[0] and not row[1]), None)
        paid = any(row[6] for row in recoveries)
        came = [day(row[1]) for row in recoveries]
        payouts = self._payouts.get(case_id, [])
        over = sum(row[9] for row in recoveries) <= sum(row[0] for row in payouts)
        lying = max((on for on in came if on), default=None) if all(came) and not (paid or over) else None
        held = next((row for row in payouts if row[1] is None and row[2]), None)
        return Settling(
            offers=_offers(events, {row[7] for row in recoveries}),
            agreed_on=day(late[0]) if late else None,
            about=str(late[2] or late[4] or late[5] or label(RECOVERY_KINDS, late[3])) if late else "",
            recovery_id=late[8] if late else 0,
            funds_on=lying,
            open_liens=tuple(str(org or last or label(LIEN_KINDS, kind)) for org, last, kind, _ in liens),
            lien_id=liens[0][3] if liens else 0,
            held_until=day(held[2]) if held else None,
            held=_held(held) if held else "",
            held_id=held[3] if held else 0,
        )


def _held(row: Row) -> str:
    """$4,000 Medicare, final demand."""
    who = ", ".join(part for part in (row[4] or label(PAYEE_KINDS, row[6]), row[5]) if part)
    return f"${row[0] // 100:,} {who}"


def _offers(rows: list[Row], recovered: set[int | None]) -> tuple[OpenOffer, ...]:
    """The demands and offers that wait; a claim with a recovery waits for no answer any more."""
    names = {row[0]: str(row[6] or row[7] or "") for row in rows}
    events = [EventLine(row[0], row[1], day(row[2]), row[3], row[4], expires_on=day(row[5])) for row in rows if row[2]]
    found = []
    for event in events:
        if event.claim_id not in recovered and waits(event, events):
            amount = f"${event.amount // 100:,}" if event.amount is not None else ""
            about = " ".join(part for part in (amount, names[event.id]) if part)
            made = event.dated or date.min
            found.append(OpenOffer(event.kind in DEMANDS, made, event.expires_on, about, event.id))
    return tuple(found)
