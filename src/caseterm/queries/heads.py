"""What every print says of itself: the firm's letterhead, who prints, on what day and paper, and whose case it is."""

from datetime import date
from typing import TypedDict

from caseterm.errors import NotFoundError
from caseterm.rules.people import person_name
from caseterm.store.database import Database


class OfficeHead(TypedDict):
    """The firm's lines, its name first; `letter` is false where the sheet is of legal size."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool


class CaseHead(OfficeHead):
    """And the case's number and its client's name, last name first."""

    number: str
    client: str


def office_head(db: Database) -> OfficeHead:
    """The head of a print about more than one case."""
    firm, user, legend, letter = letterhead(db)
    return {"today": db.clock.today(), "firm": firm, "user": user, "legend": legend, "letter": letter}


def case_head(db: Database, case_id: int) -> CaseHead:
    """The head of a print of one case. Raises NotFoundError."""
    row = db.raw.execute(
        "SELECT c.number, k.last, k.first, k.suffix, k.org_name FROM cases c JOIN contacts k ON k.id = c.client_id "
        "WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        raise NotFoundError("That case is not there any more.")
    return {**office_head(db), "number": row[0], "client": person_name(*row[1:])}


def letterhead(db: Database) -> tuple[tuple[str, ...], str, str, bool]:
    """The firm's lines, who prints, the legend, and whether the sheet is letter."""
    row = db.raw.execute(
        "SELECT firm_name, firm_address, firm_phone, user_name, paper, confidentiality_legend FROM settings"
    ).fetchone()
    name, address, phone, user, paper, legend = row or ("", "", "", "", "letter", "")
    firm = tuple(part for part in (name or "Case file", *str(address).split("\n"), phone) if part)
    return firm, user, legend, paper != "legal"
