"""What attention looks at on the attorney's side, read for many cases with one statement."""

import sqlite3
from datetime import date

from caseterm.rules.attention_attorney import NO_COUNSEL, Counsel, Waiting

_AMONG = "case_id IN (SELECT value FROM json_each(:w)) AND archived_at IS NULL"
_STATEMENT = f"""
SELECT case_id, 'draft', coalesce(in_review_on, drafted_on), title, id FROM legal_drafts
 WHERE {_AMONG} AND status IN ('draft', 'in_review', 'changes')
UNION ALL SELECT case_id, 'unsent', reviewed_on, title, id FROM legal_drafts
 WHERE {_AMONG} AND status = 'approved' AND reviewed_on IS NOT NULL
UNION ALL SELECT case_id, 'promise', due, what, id FROM promises
 WHERE {_AMONG} AND kept_on IS NULL AND broken_on IS NULL
UNION ALL SELECT case_id, 'request', due, what, id FROM attorney_requests
 WHERE {_AMONG} AND done_on IS NULL AND due IS NOT NULL
UNION ALL SELECT case_id, 'conflict', checked_on, '', id FROM conflict_checks
 WHERE {_AMONG} AND result IN ('found', 'conflict')
UNION ALL SELECT case_id, 'updated', max(dated), '', 0 FROM attorney_updates WHERE {_AMONG} GROUP BY case_id
UNION ALL SELECT case_id, 'review', next_on, reviewed_on, 0 FROM file_reviews WHERE {_AMONG}
"""


class AttorneyFacts:
    """What waits on the attorney's side of a chunk of cases; `wanted` holds their ids as JSON."""

    def __init__(self, connection: sqlite3.Connection, wanted: str) -> None:
        row = connection.execute("SELECT attorney_update_days FROM settings").fetchone()
        self._days = int(row[0]) if row else 30
        self._found: dict[int, list[tuple[str, str | None, str, int]]] = {}
        for case_id, kind, on, about, number in connection.execute(_STATEMENT, {"w": wanted}):
            self._found.setdefault(case_id, []).append((kind, on, about, number))

    def of(self, case_id: int) -> Counsel:
        """What waits in one case: of each kind the earliest."""
        rows = self._found.get(case_id)
        if not rows:
            return NO_COUNSEL
        first: dict[str, Waiting] = {}
        for kind, on, about, number in rows:
            if kind != "review" and on:
                found = (date.fromisoformat(on), " ".join(str(about).split()), number)
                first[kind] = min(first.get(kind, found), found)
        reviews = sorted((str(about), on or "") for kind, on, about, _ in rows if kind == "review")
        next_on = reviews[-1][1] if reviews else ""
        return Counsel(
            draft=first.get("draft"),
            unsent=first.get("unsent"),
            promise=first.get("promise"),
            request=first.get("request"),
            review_on=date.fromisoformat(next_on) if next_on else None,
            updated_on=first["updated"][0] if "updated" in first else None,
            update_days=self._days,
            conflict_on=first["conflict"][0] if "conflict" in first else None,
            conflict_id=first["conflict"][2] if "conflict" in first else 0,
        )
