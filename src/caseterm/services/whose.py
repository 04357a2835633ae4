"""Whose a case is, and who writes: what nearly every act's label and row say, read without the ORM."""

from caseterm.errors import NotFoundError
from caseterm.rules.people import person_name
from caseterm.store.writing import Write


def client_of(write: Write, case_id: int) -> str:
    """The client of a case as lists show her, "Garcia, Maria". Raises NotFoundError."""
    query = "SELECT k.last, k.first, k.suffix, k.org_name FROM cases c JOIN contacts k ON k.id = c.client_id"
    row = write.connection.execute(f"{query} WHERE c.id = ?", (case_id,)).fetchone()
    if row is None:
        raise _gone()
    return person_name(*row)


def client_id_of(write: Write, case_id: int) -> int:
    """The contact who is the client of a case. Raises NotFoundError."""
    row = write.connection.execute("SELECT client_id FROM cases WHERE id = ?", (case_id,)).fetchone()
    if row is None:
        raise _gone()
    return int(row[0])


def name_of(write: Write, contact_id: int) -> str:
    """A contact as lists show it; "" where it is not there any more."""
    query = "SELECT last, first, suffix, org_name FROM contacts WHERE id = ?"
    row = write.connection.execute(query, (contact_id,)).fetchone()
    return person_name(*row) if row is not None else ""


def _gone() -> NotFoundError:
    return NotFoundError("That case is not there any more.", safe="Nothing was changed.")


def initials(write: Write) -> str:
    """Who signs what is logged now: the user's initials, else the name, else the login."""
    row = write.connection.execute("SELECT user_initials, user_name FROM settings WHERE id = 1").fetchone()
    return next((str(name) for name in row or () if name), "") or write.database.actor
