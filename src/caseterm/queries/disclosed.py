"""What was disclosed of a case, from the record of exports."""

from datetime import UTC, datetime

from caseterm.queries.heads import case_head
from caseterm.rules.disclosed import Accounting, Given
from caseterm.store.database import Database


def accounting(db: Database, case_id: int) -> Accounting:
    """Every file and print of a case, and those of the whole caseload since it was entered. Raises NotFoundError."""
    head = case_head(db, case_id)
    rows = db.raw.execute(
        'SELECT at, what, audience, format, destination, "by", case_id FROM export_log '
        "WHERE case_id = :case OR (case_id IS NULL AND at >= (SELECT created_at FROM cases WHERE id = :case)) "
        "ORDER BY at, id",
        {"case": case_id},
    )
    return Accounting(
        **head,
        given=tuple(
            Given(db.clock.wall(_instant(at)), what, audience, form, destination, by, whose is None)
            for at, what, audience, form, destination, by, whose in rows
        ),
    )


def _instant(stored: str) -> datetime:
    """A stored instant, which is in UTC whether it says so or not."""
    at = datetime.fromisoformat(stored)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
