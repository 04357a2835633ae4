"""The facts of a case's claim type as they are stored, and as they read."""

from __future__ import annotations

from datetime import date

from caseterm.rules.claim_fields import CLAIM_FIELDS, FIELDS, ClaimField
from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents
from caseterm.store.database import Database

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def fields(db: Database, case_id: int) -> tuple[ClaimField, ...]:
    """The fields of the case's claim type; a firm's own type has none of its own."""
    row = db.raw.execute("SELECT claim_type FROM cases WHERE id = ?", (case_id,)).fetchone()
    return CLAIM_FIELDS.get(row[0] if row else "", ())


def values(db: Database, case_id: int) -> dict[str, Any]:
    """What is stored, by the field's name, as a form takes it; also facts of a type the case once had."""
    found: dict[str, Any] = {}
    query = (
        "SELECT name, value_text, value_on, value_cents, value_number FROM claim_details "
        "WHERE case_id = ? AND archived_at IS NULL"
    )
    for name, text, on, cents, number in db.raw.execute(query, (case_id,)):
        field = FIELDS.get(name)
        if field is None:
            continue
        match field.kind:
            case "date":
                found[name] = date.fromisoformat(on) if on else None
            case "money":
                found[name] = cents
            case "number":
                found[name] = number
            case "yesno":
                found[name] = None if number is None else bool(number)
            case _:
                found[name] = text
    return {name: each for name, each in found.items() if each not in (None, "")}


def lines(db: Database, case_id: int) -> list[tuple[str, str]]:
    """Each fact that is known in words, in the order of the form; those of an earlier claim type last.

    Of the database only `raw` is asked, so a connection that is lent already does too.
    """
    known = values(db, case_id)
    own = fields(db, case_id)
    rest = [FIELDS[name] for name in known if FIELDS[name] not in own]
    return [(each.label, said(each, known[each.name])) for each in (*own, *rest) if each.name in known]


def said(field: ClaimField, given: Any) -> str:
    """A value as it reads."""
    match field.kind:
        case "date":
            return paper_day(given)
        case "money":
            return format_cents(given, dollar=True)
        case "yesno":
            return "yes" if given else "no"
        case "choice":
            return dict(field.choices).get(given, str(given))
    return " ".join(str(given).split())
