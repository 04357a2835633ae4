"""The specials of a case as they go on paper."""

from caseterm.errors import NotFoundError
from caseterm.queries.casefile_rows import day
from caseterm.queries.daysheet import letterhead
from caseterm.queries.money import losses, no_fault, specials
from caseterm.queries.summary_money import no_fault_words
from caseterm.rules.specials_print import SpecialsFacts
from caseterm.store.database import Database


def facts(db: Database, case_id: int) -> SpecialsFacts:
    """Everything the table says, as the attorney may see it. Raises NotFoundError."""
    row = db.raw.execute(
        "SELECT l.client, l.number, i.happened_on FROM caselist l LEFT JOIN incidents i ON i.case_id = l.case_id "
        "AND i.archived_at IS NULL WHERE l.case_id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        raise NotFoundError("That case is not there any more.")
    firm, user, legend, letter = letterhead(db)
    lost = losses(db, case_id)
    return SpecialsFacts(
        today=db.clock.today(),
        firm=firm,
        user=user,
        legend=legend,
        letter=letter,
        number=row[1],
        client=row[0],
        incident_on=day(row[2]),
        providers=tuple(line for line in specials(db, case_id) if line.bills or line.visits),
        wages=lost.wages,
        expenses=lost.expenses,
        left=tuple(f"{no_fault_words(each)}." for each in no_fault(db, case_id)),
    )
