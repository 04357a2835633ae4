"""The attorney's side in a case summary: what was recommended and what became of it."""

import sqlite3

from caseterm.queries.casefile_rows import day
from caseterm.rules.summary import AdviceFacts

SHOWN = 10
_ROWS = (
    "SELECT dated, text, benefit, cost_cents, saving_cents, days, decision, decided_by, decided_on, decision_note "
    "FROM recommendations WHERE case_id = ? AND archived_at IS NULL "
    "ORDER BY decision NOT IN ('open', 'deferred'), dated DESC, id DESC LIMIT ?"
)


def advice(connection: sqlite3.Connection, case_id: int) -> tuple[AdviceFacts, ...]:
    """The recommendations of a case, those not decided first."""
    return tuple(
        AdviceFacts(
            on=on,
            text=text,
            benefit=benefit,
            cost=cost,
            saving=saving,
            days=days,
            decision=decision,
            decided_by=by,
            decided_on=day(decided),
            note=note,
        )
        for dated, text, benefit, cost, saving, days, decision, by, decided, note in connection.execute(
            _ROWS, (case_id, SHOWN)
        )
        if (on := day(dated)) is not None
    )
