"""Unfinished forms: what was typed is kept until it is saved, across a crash and a restart.

Drafts are no part of the record: they are neither logged nor undone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from caseterm.rules.dates import short_day, show_time
from caseterm.store.database import Database


@dataclass(frozen=True)
class SavedDraft:
    """What stood in a form, by field name, and when it was typed (wall time)."""

    saved_at: datetime
    values: Mapping[str, str]

    def since(self, today: date) -> str:
        """When it was typed, as the notice says it: 9:41 AM, or Tue 11/24 9:41 AM."""
        at = show_time(self.saved_at.time())
        day = self.saved_at.date()
        return at if day == today else f"{short_day(day, today)} {at}"


def save(db: Database, form: str, target: str, values: Mapping[str, str]) -> None:
    """Keep what stands in a form; `target` tells one record's form from another's. Nothing on a read-only copy."""
    if db.readonly:
        return
    with db.housekeeping() as connection:
        connection.execute(
            "INSERT INTO drafts (form, target, saved_at, values_json) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (form, target) DO UPDATE SET saved_at = excluded.saved_at, values_json = excluded.values_json",
            (form, target, db.clock.now().astimezone(UTC).isoformat(), json.dumps(dict(values))),
        )


def load(db: Database, form: str, target: str) -> SavedDraft | None:
    """What was kept of a form that was never saved."""
    row = db.raw.execute(
        "SELECT saved_at, values_json FROM drafts WHERE form = ? AND target = ?", (form, target)
    ).fetchone()
    if row is None:
        return None
    return SavedDraft(db.clock.wall(datetime.fromisoformat(row[0])), json.loads(row[1]))


def drop(db: Database, form: str, target: str) -> None:
    """Forget a draft: its form was saved."""
    if db.readonly:
        return
    with db.housekeeping() as connection:
        connection.execute("DELETE FROM drafts WHERE form = ? AND target = ?", (form, target))
