"""Whose a case is, and who writes: what nearly every act's label and row say, read without the ORM."""

from caseterm.errors import NotFoundError
from caseterm.rules.people import person_name
from caseterm.store.writing import Write


def client_of(write: Write, case_id: int) -> str:
    """The client of a case as lists show her, "Garcia, Maria". Raises NotFoundError."""
    query = "SELECT k.last, k.first, k.suffix, k.org_name FROM cases c JOIN contacts k ON k.id = c.client_id"
    row = write.connection.execute(f"{query} WHERE c.id = ?", (case_id,)).fetchone()
    if row is None:
        raise NotFoundError("That case is not there any more.", safe="Nothing was changed.")
    return person_name(*row)


def initials(write: Write) -> str:
    """Who signs what is logged now: the user's initials, else the name, else the login."""
    row = write.connection.execute("SELECT user_initials, user_name FROM settings WHERE id = 1").fetchone()
    return next((str(name) for name in row or () if name), "") or write.database.actor
