"""Cases from a checked file: all of them written as one act, which one undo removes."""

from collections.abc import Callable, Sequence

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import ImportBatch
from caseterm.queries.knowncases import known_in
from caseterm.rules.caserow import CaseRow
from caseterm.rules.text import clean_input
from caseterm.services.acts import act
from caseterm.services.conflicts import put_many
from caseterm.services.importcase import CaseWriter
from caseterm.store.database import Database
from caseterm.store.writing import Write


def import_cases(
    db: Database,
    rows: Sequence[CaseRow],
    *,
    file_name: str,
    refused: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> ChangeSet:
    """Write the rows that are no known case, as one act, with contacts shared between cases.

    `file_name` is named in notes and in the history; `refused` (rows not taken) is kept in the batch's line.
    `progress` hears cases done and cases in all. Raises ConflictError when there is nothing to write, ReadOnlyError
    and StorageError; then nothing was written.
    """
    name = clean_input(file_name)[:200] or "a file"
    with act(db, Op.IMPORT, f"Imported from {name}") as write:
        known = {found.line for found in known_in(write.connection, rows) if found.certain}
        fresh = [row for row in rows if row.line not in known]
        if not fresh:
            raise ConflictError("Nothing to import: every row is already in the record or was not taken.")
        writer = CaseWriter(write, file_name=name)
        writer.reserve(fresh)
        made = []
        for done, row in enumerate(fresh):
            made.append(writer.put(row))
            if progress is not None and done % 250 == 0:
                progress(done, len(fresh))
        writer.store()
        checked = put_many(write, made)
        write.add(
            ImportBatch,
            {
                "at": write.at,
                "file_name": name,
                "accepted": len(fresh),
                "refused": refused + len(known),
                "act_id": write.act_id,
            },
        )
        write.label = f"{_label(write, fresh, name)}; {checked}" if checked else _label(write, fresh, name)
    return write.changes


def _label(write: Write, rows: Sequence[CaseRow], name: str) -> str:
    if len(rows) == 1:
        return f"Imported {rows[0].client.listed} from {name}"
    return f"Imported {len(rows):,} cases from {name}"
