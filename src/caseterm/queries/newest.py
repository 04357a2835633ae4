"""When the newest act was done."""

from datetime import UTC, datetime

from caseterm.store.database import Database


def newest_act_at(db: Database) -> datetime | None:
    """The instant of the act done last, in UTC; None before the first."""
    row = db.raw.execute("SELECT at FROM acts ORDER BY id DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]).replace(tzinfo=UTC) if row else None
