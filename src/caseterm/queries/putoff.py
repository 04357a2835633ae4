"""The reasons of a case that she put off, with why and until when."""

from datetime import date

from caseterm.store.database import Database
from caseterm.values import value


@value
class PutOff:
    """A reason she put off: as it was shown, why it can wait, and its last quiet day."""

    id: int
    about: str
    why: str
    until: date


def put_off(db: Database, case_id: int) -> list[PutOff]:
    """What is put off in a case today, the first to come back first."""
    rows = db.raw.execute(
        "SELECT id, about, why, until FROM dismissals WHERE case_id = ? AND archived_at IS NULL AND until >= ? "
        "ORDER BY until, id",
        (case_id, db.clock.today().isoformat()),
    )
    return [PutOff(number, about, why, date.fromisoformat(until)) for number, about, why, until in rows]
