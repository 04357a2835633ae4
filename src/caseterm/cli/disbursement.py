"""`caseterm disbursement NO...`: the statement in force of each case, else a projection, as documents."""

from argparse import Namespace

from caseterm import disbursing
from caseterm.cli.opening import reading
from caseterm.cli.sheets import write_sheet
from caseterm.errors import InputError
from caseterm.queries.settlement import versions
from caseterm.queries.summary import case_id_of
from caseterm.rules.money import parse_cents
from caseterm.store.database import Database


def run(options: Namespace) -> int:
    """Read and lay out every statement first: where one is refused, none is written."""
    offer = _cents(options.offer)
    with reading(options) as db:
        sheets = []
        for number in options.numbers:
            case_id = case_id_of(db, number)
            version_id = _version(db, case_id, options.version)
            sheets.append(disbursing.statement_sheet(case_id, version_id, offer=offer)(db))
        for sheet in sheets:
            write_sheet(db, sheet, options)
    return 0


def _cents(typed: str) -> int | None:
    if not typed:
        return None
    try:
        return parse_cents(typed)
    except ValueError as problem:
        raise InputError.one("Offer", typed, str(problem)) from None


def _version(db: Database, case_id: int, wanted: int | None) -> int | None:
    """The row of the version asked for."""
    if wanted is None:
        return None
    found = next((each.id for each in versions(db, case_id) if each.version == wanted), None)
    if found is None:
        raise InputError.one("Version", wanted, "is no statement of this case that was ever locked")
    return found
