"""Undo of what has been disclosed or locked since."""

import pytest

from caseterm.changes import Op
from caseterm.errors import ConflictError
from caseterm.services import contact_log, history, settlement
from caseterm.services.exporting import Disclosure, record_exports
from caseterm.store import undo
from caseterm.store.database import Database
from tests.services.test_cases import open_case
from tests.services.test_settlement import settled


def disclosed(db: Database) -> list[tuple[object, ...]]:
    return db.raw.execute("SELECT * FROM export_log ORDER BY id").fetchall()


def test_a_case_that_was_printed_since_is_undone_with_its_disclosures_and_comes_back_with_them(db: Database) -> None:
    kept, case_id = open_case(db), open_case(db)
    for whose in (kept, case_id, None):
        record_exports(db, [Disclosure(whose, "case summary", "attorney", "pdf", "summary.pdf")])
    before = disclosed(db)
    for _ in range(2):
        changes = history.undo(db)
        assert changes.label == "Undid, with 1 disclosure: Opened 26-0002 Garcia, Maria"
        assert db.raw.execute("SELECT id FROM cases").fetchall() == [(kept,)]
        assert [row for row in before if row not in disclosed(db)] == [before[1]]
        assert db.raw.execute("SELECT count(*) FROM acts WHERE label LIKE 'Saved case summary%'").fetchone() == (3,)
        assert history.redo(db).label == "Redid: Opened 26-0002 Garcia, Maria"
        assert disclosed(db) == before
    assert db.raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_undo_leaves_in_place_keeps_its_disclosures(db: Database) -> None:
    case_id = open_case(db)
    contact_log.log_contact(db, case_id=case_id, outcome="reached")
    record_exports(db, [Disclosure(case_id, "case summary", "attorney", "pdf", "summary.pdf")])
    assert "disclosure" not in history.undo(db).label
    assert len(disclosed(db)) == 1


def test_a_case_with_a_locked_statement_stays_and_undo_says_why(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id, approved_by="A. Lee")
    while undo.stacks(db.raw)[0][-1].op != Op.NEW_CASE:
        history.undo(db)
    with pytest.raises(ConflictError, match="Since then: Locked statement 1") as refused:
        history.undo(db)
    assert "stays on record" in refused.value.title
    assert "archive it on the caseload" in refused.value.next_step
    assert db.raw.execute("SELECT id FROM cases").fetchall() == [(case_id,)]
