"""How every act is written: one transaction, the caseload's lines kept true in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from caseterm.changes import Op
from caseterm.services.caselist import cases_of_contacts, refresh
from caseterm.store.database import Database
from caseterm.store.writing import Write

CONTACT_TABLES = frozenset({"contacts", "contact_phones", "contact_emails", "contact_addresses"})


@contextmanager
def act(
    db: Database,
    op: Op,
    label: str,
    *,
    case_id: int | None = None,
    undoable: bool = True,
    kind: str = "do",
    target_id: int | None = None,
) -> Iterator[Write]:
    """One act of the user. After the block `write.changes` holds what it touched, and it is on disk.

    `label` is what the status row and the history say, in the past tense: "Done: call adjuster (Garcia, Maria)".
    Raises InputError, ConflictError, ReadOnlyError and StorageError; then nothing was written.
    """
    with db.write(op, label, case_id=case_id, undoable=undoable, kind=kind, target_id=target_id) as write:
        yield write
        refresh_lines(write)


def refresh_lines(write: Write) -> None:
    """Bring the caseload's lines of every case this act touched up to date, inside its transaction."""
    connection = write.connection
    rows = write.touched_so_far()
    cases = {row.case_id for row in rows if row.case_id is not None}
    contacts = {row.row_id for row in rows if row.table == "contacts"}
    if any(row.table in CONTACT_TABLES - {"contacts"} for row in rows):
        found = connection.execute(
            "SELECT DISTINCT coalesce(json_extract(after, '$.contact_id'), json_extract(before, '$.contact_id')) "
            "FROM changes WHERE act_id = ? AND table_name LIKE 'contact\\_%' ESCAPE '\\'",
            (write.act_id,),
        )
        contacts |= {n for (n,) in found if n is not None}
    if any(row.table == "settings" for row in rows):
        cases |= {n for (n,) in connection.execute("SELECT id FROM cases")}
    if contacts:
        cases |= cases_of_contacts(connection, contacts)
    refresh(connection, cases, today=write.today)
