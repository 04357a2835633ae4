"""What was disclosed of a case, from the record of exports."""

from datetime import UTC, datetime

from caseterm.errors import NotFoundError
from caseterm.queries.daysheet import letterhead
from caseterm.rules.disclosed import Accounting, Given
from caseterm.rules.people import person_name
from caseterm.store.database import Database


def accounting(db: Database, case_id: int) -> Accounting:
    """Every file and print of a case, and those of the whole caseload since it was entered. Raises NotFoundError."""
    case = db.raw.execute(
        "SELECT c.number, c.created_at, k.last, k.first, k.suffix, k.org_name FROM cases c "
        "JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if case is None:
        raise NotFoundError("That case is not there any more.")
    rows = db.raw.execute(
        'SELECT at, what, audience, format, destination, "by", case_id FROM export_log '
        "WHERE case_id = ? OR (case_id IS NULL AND at >= ?) ORDER BY at, id",
        (case_id, case[1]),
    )
    firm, user, legend, letter = letterhead(db)
    return Accounting(
        today=db.clock.today(),
        firm=firm,
        user=user,
        legend=legend,
        letter=letter,
        number=case[0],
        client=person_name(*case[2:6]),
        given=tuple(
            Given(db.clock.wall(_instant(at)), what, audience, form, destination, by, whose is None)
            for at, what, audience, form, destination, by, whose in rows
        ),
    )


def _instant(stored: str) -> datetime:
    """A stored instant, which is in UTC whether it says so or not."""
    at = datetime.fromisoformat(stored)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
