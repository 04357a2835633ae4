"""The disclosure record: what left the program, for whom, in which form and where to."""

from collections.abc import Sequence

from caseterm.changes import ChangeSet, Op
from caseterm.rules.text import clean_input
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import stored
from caseterm.values import value

MOST = 4000
"""Characters kept of where a file went to."""


@value
class Disclosure:
    """One file or print: of which case (None: of the whole record), what, for whom, in which format, where to."""

    case_id: int | None
    what: str
    audience: str
    format: str
    destination: str


def record_exports(db: Database, disclosures: Sequence[Disclosure], *, verb: str = "Saved") -> ChangeSet:
    """Record files and prints as one act; undo never offers to take it back, for a disclosure cannot be.

    It changes nothing that the caseload shows, so the caseload's lines are left alone.
    Raises ReadOnlyError when this copy may not write.
    """
    one = disclosures[0] if len(disclosures) == 1 else None
    case_id = one.case_id if one else None
    with db.write(Op.EXPORT, f"{verb} {len(disclosures)} files", case_id=case_id, undoable=False) as write:
        for each in disclosures:
            write.insert(
                "export_log",
                {
                    "case_id": each.case_id,
                    "at": stored(write.at),
                    "what": each.what,
                    "audience": each.audience,
                    "format": each.format,
                    "destination": clean_input(each.destination)[:MOST],
                    "by": clean_input(db.actor),
                },
            )
        if one is not None:
            about = "" if one.case_id is None else f" {client_of(write, one.case_id)}"
            kind = ", ".join(part for part in (one.audience, one.format.upper()) if part)
            write.label = f"{verb} {one.what}{about}" + (f" ({kind})" if kind else "")
    return write.changes
