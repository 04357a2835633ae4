"""The specials of a case as they go on paper."""

from caseterm.queries.casefile_rows import day
from caseterm.queries.heads import case_head
from caseterm.queries.money import losses, no_fault, specials
from caseterm.queries.summary_money import no_fault_words
from caseterm.rules.specials_print import SpecialsFacts
from caseterm.store.database import Database


def facts(db: Database, case_id: int) -> SpecialsFacts:
    """Everything the table says, as the attorney may see it. Raises NotFoundError."""
    head = case_head(db, case_id)
    incident = db.raw.execute(
        "SELECT happened_on FROM incidents WHERE case_id = ? AND archived_at IS NULL", (case_id,)
    ).fetchone()
    lost = losses(db, case_id)
    return SpecialsFacts(
        **head,
        incident_on=day(incident[0]) if incident else None,
        providers=tuple(line for line in specials(db, case_id) if line.bills or line.visits),
        wages=lost.wages,
        expenses=lost.expenses,
        left=tuple(f"{no_fault_words(each)}." for each in no_fault(db, case_id)),
    )
