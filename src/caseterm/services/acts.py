"""How every act is written: one transaction, the caseload's lines kept true in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from caseterm.changes import Op
from caseterm.services.caselist import cases_of_contacts, refresh
from caseterm.store.database import Database
from caseterm.store.writing import Write

CONTACT_TABLES = frozenset({"contacts", "contact_phones", "contact_emails", "contact_addresses"})

CHECKLISTS_HANG_ON = frozenset(
    {
        "cases", "phase_history", "incidents", "appointments", "case_providers", "deadlines", "communications", "tasks",
        "liens", "defendants", "records_requests", "authorizations", "negotiation_events", "recoveries",
    }
)  # fmt: skip
NOT_IN_LINES = frozenset({"case_notes", "contact_emails", "documents", "injuries"})
"""Tables of which the caseload shows nothing: an act on these alone leaves every line as it is."""
UNFOLLOWED = frozenset({Op.IMPORT, Op.LOAD_SAMPLE})
"""Acts that bring whole cases in as they were elsewhere."""


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
        if kind == "do" and op not in UNFOLLOWED:
            follow_checklists(write)
        refresh_lines(write)


def follow_checklists(write: Write) -> None:
    """Let the checklists of the touched cases go on from what this act did: what follows, comes back, moves."""
    touched: dict[int, set[str]] = {}
    query = "SELECT DISTINCT case_id, table_name FROM act_changes WHERE act_id = ? AND case_id IS NOT NULL"
    for case_id, table in write.connection.execute(query, (write.act_id,)):
        if table in CHECKLISTS_HANG_ON:
            touched.setdefault(case_id, set()).add(table)
    if touched:
        from caseterm.services.checklist_course import follow  # what touches no case need not load it

        follow(write, touched)


def refresh_lines(write: Write) -> None:
    """Bring the caseload's lines of every case this act touched up to date, inside its transaction."""
    connection, of_act = write.connection, "FROM act_changes WHERE act_id = ?"
    query = f"SELECT DISTINCT table_name, before IS NOT NULL AND after IS NOT NULL {of_act}"
    found = connection.execute(query, (write.act_id,)).fetchall()
    tables = {table for table, _ in found}
    if tables <= NOT_IN_LINES:
        return
    # also those that are gone with this act, whose lines go too
    query = f"SELECT DISTINCT case_id {of_act} AND case_id IS NOT NULL"
    cases = {n for (n,) in connection.execute(query, (write.act_id,))}
    if any(changed for _, changed in found):
        cases |= _cases_moved_from(connection, write.act_id)
    if "settings" in tables:
        cases |= {n for (n,) in connection.execute("SELECT id FROM cases")}
    else:
        cases |= _cases_of_touched_contacts(connection, tables, write.act_id)
    refresh(connection, cases, today=write.today)


def _cases_moved_from(connection: sqlite3.Connection, act_id: int) -> set[int]:
    """The cases that the rows this act changed belonged to before it."""
    query = (
        "SELECT DISTINCT json_extract(before, '$.case_id') FROM act_changes "
        "WHERE act_id = ? AND before IS NOT NULL AND after IS NOT NULL"
    )
    return {n for (n,) in connection.execute(query, (act_id,)) if n is not None}


def _cases_of_touched_contacts(connection: sqlite3.Connection, tables: set[str], act_id: int) -> set[int]:
    """The cases that show a contact this act changed; new contacts are in no case but those it changed too.

    The signs before table_name keep SQLite from its index, by which it would go through all acts.
    """
    if tables.isdisjoint(CONTACT_TABLES):
        return set()
    found = connection.execute(
        "SELECT CASE table_name WHEN 'contacts' THEN row_id ELSE "
        "coalesce(json_extract(after, '$.contact_id'), json_extract(before, '$.contact_id')) END "
        "FROM act_changes WHERE act_id = :act AND +table_name IN "
        "('contacts', 'contact_phones', 'contact_emails', 'contact_addresses') EXCEPT "
        "SELECT row_id FROM act_changes WHERE act_id = :act AND +table_name = 'contacts' AND before IS NULL",
        {"act": act_id},
    )
    return cases_of_contacts(connection, {n for (n,) in found if n is not None})
