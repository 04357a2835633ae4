"""The disclosure record: what left the program, for whom, in which form and where to."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseterm.changes import ChangeSet, Op
from caseterm.models import Case, Contact, ExportLog
from caseterm.rules.people import person_name
from caseterm.store.database import Database


@dataclass(frozen=True)
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
            write.add(
                ExportLog,
                {
                    "case_id": each.case_id,
                    "at": write.at,
                    "what": each.what,
                    "audience": each.audience,
                    "format": each.format,
                    "destination": each.destination[:4000],
                    "by": db.actor,
                },
            )
        if one is not None:
            about = ""
            if one.case_id is not None:
                client = write.session.get_one(Contact, write.session.get_one(Case, one.case_id).client_id)
                about = " " + person_name(client.last, client.first, client.suffix, client.org_name)
            kind = ", ".join(part for part in (one.audience, one.format.upper()) if part)
            write.label = f"{verb} {one.what}{about}" + (f" ({kind})" if kind else "")
    return write.changes
