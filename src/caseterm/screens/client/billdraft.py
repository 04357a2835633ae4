"""Rows of bills that are typed and not stored yet, kept so that nothing is lost when the program ends."""

from __future__ import annotations

import json
from collections.abc import Sequence

from caseterm import services
from caseterm.errors import CaseTermError
from caseterm.rules.billrows import COLUMNS, Taken
from caseterm.store.database import Database

FORM = "bills"


class RowDraft:
    """The rows that wait in the sheet of one provider's bills; a read-only copy keeps none."""

    def __init__(self, db: Database, provider_id: int) -> None:
        self._db = db
        self._target = f"provider:{provider_id}"
        self._kept = ""
        self.failure = ""
        """Why the last draft was not kept."""

    def load(self) -> Taken | None:
        """The rows that were left waiting the last time; None for none."""
        found = services.drafts.load(self._db, FORM, self._target)
        if found is None:
            return None
        self._kept = found.values.get("rows", "[]")
        try:
            rows = json.loads(self._kept)
        except ValueError:
            return None
        good = [tuple(str(cell) for cell in row) for row in rows if isinstance(row, list) and len(row) == len(COLUMNS)]
        return Taken(tuple(good), ("brought back as they were left",)) if good else None

    def keep(self, rows: Sequence[Sequence[str]]) -> None:
        """Keep these rows, when they are others than the last time; none of them drops the draft."""
        text = json.dumps([list(row) for row in rows], ensure_ascii=False) if rows else ""
        if text == self._kept or self._db.readonly:
            return
        self._kept = text
        try:
            if text:
                services.drafts.save(self._db, FORM, self._target, {"rows": text})
            else:
                services.drafts.drop(self._db, FORM, self._target)
        except CaseTermError as problem:  # a draft that cannot be kept stands in nobody's way
            self.failure = problem.title
