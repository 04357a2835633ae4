"""The requests and authorizations as SQL tables, with what a provider's own dates stand in for.

Apart from the rest, for it is read before the first frame.
"""

from caseterm.queries.casefile_rows import in_list
from caseterm.rules.terms_requests import BILLS_TRACK, RECORDS_TRACK

STORED = (
    "id", "case_id", "case_provider_id", "vendor_id", "kind", "dos_from", "dos_to", "all_dates", "until_today",
    "method", "sent_to", "sent_on", "follow_up_on", "status", "status_on", "priority", "affidavit", "requested_by",
    "reference", "fee_quoted_cents", "fee_paid_cents", "fee_paid_on", "fee_disputed", "pages_expected",
    "pages_received", "received_on", "reviewed_on", "completeness", "missing_note", "authorization_id",
    "document_id", "follows_id", "notes", "archived_at",
)  # fmt: skip
_STAND_INS = {"all_dates": "0", "until_today": "1", "priority": "3", "affidavit": "0", "fee_disputed": "0",
              "method": "''", "sent_to": "''", "requested_by": "''", "reference": "''", "missing_note": "''",
              "notes": "''", "archived_at": "NULL"}  # fmt: skip


def _stand_in(track: str, number: str, kinds: frozenset[str], only: str) -> str:
    """The SELECT of what a provider's own dates say about a track that has no request."""
    asked, came, whole = f"p.{track}_requested_on", f"p.{track}_received_on", f"p.{track}_complete"
    given = {
        **_STAND_INS,
        "id": number, "case_id": "p.case_id", "case_provider_id": "p.id", "kind": f"'{track}'", "sent_on": asked,
        "status": f"CASE WHEN {whole} THEN 'reviewed_complete' WHEN {came} IS NOT NULL THEN 'received' ELSE 'sent' END",
        "status_on": f"coalesce({came}, {asked})", "received_on": came,
        "completeness": f"CASE WHEN {whole} THEN 'complete' ELSE 'unknown' END",
    }  # fmt: skip
    columns = ", ".join(given.get(name, "NULL") for name in STORED)
    return (
        f"SELECT {columns}, 0 FROM case_providers p WHERE {only}p.archived_at IS NULL "
        f"AND ({asked} IS NOT NULL OR {came} IS NOT NULL OR {whole}) AND NOT EXISTS (SELECT 1 FROM records_requests q "
        f"WHERE q.case_provider_id = p.id AND q.archived_at IS NULL AND q.kind IN {in_list(kinds)})"
    )


def _requests(only: str = "") -> str:
    """Every request as a table, of the cases that `only` lets through ("x.case_id IN ..." with x for the row)."""
    mine, theirs = (f"{only.replace('x.', each)} AND " if only else "" for each in ("r.", "p."))
    return (
        f"SELECT {', '.join(f'r.{name}' for name in STORED)}, EXISTS (SELECT 1 FROM records_requests n "
        "WHERE n.follows_id = r.id AND n.archived_at IS NULL AND n.status <> 'cancelled') AS followed "
        f"FROM records_requests r WHERE {mine}1 "
        f"UNION ALL {_stand_in('records', '-2 * p.id', RECORDS_TRACK, theirs)} "
        f"UNION ALL {_stand_in('bills', '-2 * p.id - 1', BILLS_TRACK, theirs)}"
    )


ALL_REQUESTS = _requests()
"""Every request with `followed`, those that stand in too; to be used as a table."""
REQUESTS_OF = _requests("x.case_id IN (SELECT value FROM json_each(?1))")
"""The same of the cases whose ids the first parameter holds, as JSON."""


def stand_in_of(request_id: int) -> tuple[int, str]:
    """The provider and the track that a negative id stands for."""
    return (-request_id) // 2, "bills" if -request_id % 2 else "records"


_PERMITS = """
SELECT id, case_id, case_provider_id, kind, signed_on, sent_on, expires_on, revoked_on, scope, notes, archived_at
FROM authorizations a WHERE {mine}1 UNION ALL
SELECT -p.id, p.case_id, p.id, 'hipaa', NULL, p.hipaa_sent_on, p.hipaa_expires_on, NULL, '', '', NULL
FROM case_providers p WHERE {theirs}p.archived_at IS NULL
AND (p.hipaa_sent_on IS NOT NULL OR p.hipaa_expires_on IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM authorizations h WHERE h.case_provider_id = p.id AND h.archived_at IS NULL
                AND h.kind LIKE 'hipaa%')
"""
ALL_AUTHORIZATIONS = _PERMITS.format(mine="", theirs="")
"""Every authorization, with the dates that a provider has without one; to be used as a table."""
AUTHORIZATIONS_OF = _PERMITS.format(
    mine="a.case_id IN (SELECT value FROM json_each(?1)) AND ",
    theirs="p.case_id IN (SELECT value FROM json_each(?1)) AND ",
)
"""The same of the cases whose ids the first parameter holds, as JSON."""
