from datetime import date

import pytest

from caseterm.errors import ConflictError, InputError
from caseterm.services import cases, contacts, history, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE


def open_case(db: Database, last: str = "Garcia", **case: object) -> int:
    changes = cases.new_case(
        db,
        client={"last": last, "first": "Maria"},
        case={"state": "CA", "opened_on": date(2026, 11, 1), **case},
        incident={"happened_on": date(2026, 10, 1)},
        phones=[{"number": "5550142277"}],
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    return case_id


def line(db: Database, case_id: int, *names: str) -> tuple[object, ...]:
    row = db.raw.execute(
        f"SELECT {', '.join(names)} FROM caselist LEFT JOIN casetext USING (case_id) WHERE case_id = ?", (case_id,)
    ).fetchone()
    return tuple(row) if row else ()


def test_a_new_case_is_on_the_caseload_at_once_with_its_reasons(db: Database) -> None:
    case_id = open_case(db)
    assert line(db, case_id, "client", "number", "phase") == ("Garcia, Maria", "26-0001", "intake")
    assert line(db, case_id, "reason", "level") == ("never_contacted", 3)


def test_numbers_go_on_from_the_last_of_the_year_and_a_taken_one_is_refused(db: Database) -> None:
    open_case(db, number="26-0041")
    open_case(db)
    with pytest.raises(InputError, match="26-0041 is another"):
        open_case(db, number="26-0041")
    assert [n for (n,) in db.raw.execute("SELECT number FROM cases ORDER BY id")] == ["26-0041", "26-0042"]


def test_undoing_a_new_case_removes_it_from_the_list_and_redo_brings_it_back(db: Database) -> None:
    case_id = open_case(db)
    undone = history.undo(db)
    assert undone.label == "Undid: Opened 26-0001 Garcia, Maria"
    assert line(db, case_id, "client") == ()
    assert db.raw.execute("SELECT count(*) FROM contacts").fetchone()[0] == 0
    history.redo(db)
    assert line(db, case_id, "client") == ("Garcia, Maria",)
    with pytest.raises(ConflictError):
        history.redo(db)


def test_a_logged_call_that_got_through_resets_the_contact_clock(db: Database) -> None:
    case_id = open_case(db)
    call = {"case_id": case_id, "at": "2026-11-20T10:00:00", "channel": "call", "direction": "out"}
    records.add_record(db, "contact_log", {**call, "outcome": "no_answer"}, label="Logged")
    assert line(db, case_id, "last_contact_on") == ("",)
    records.add_record(db, "contact_log", {**call, "outcome": "reached"}, label="Logged")
    assert line(db, case_id, "last_contact_on", "contact_due_on") == ("2026-11-20", "2026-12-04")


def test_renaming_a_shared_contact_renames_it_on_every_case(db: Database) -> None:
    first = open_case(db)
    client_id = db.raw.execute("SELECT client_id FROM cases").fetchone()[0]
    changes = cases.new_case(db, client=client_id, case={}, incident={})
    second = changes.first_added("cases")
    assert second is not None
    contacts.edit_contact(db, client_id, {"last": "García"}, phones=[{"number": "5550000001"}])
    assert line(db, first, "client") == line(db, second, "client") == ("García, Maria",)
    assert "5550000001" in str(line(db, first, "search"))


def test_a_claim_is_found_without_its_punctuation(db: Database) -> None:
    case_id = open_case(db)
    records.add_record(db, "policy", {"case_id": case_id}, label="p")
    records.add_record(db, "coverage", {"case_id": case_id, "policy_id": 1}, label="c")
    records.add_record(db, "claim", {"case_id": case_id, "coverage_id": 1, "claim_no": "88-A12"}, label="c")
    assert "88a12" in str(line(db, case_id, "search"))
    assert db.raw.execute("SELECT claim_key FROM claims").fetchone()[0] == "88a12"


def test_hostile_names_are_stored_harmless_and_whole(db: Database) -> None:
    case_id = open_case(db, HOSTILE)
    stored = str(line(db, case_id, "client")[0])
    assert "\x1b" not in stored
    assert "O'Neil [/b] [@click=app.bell]x[/] [90%] 山田 ␛[31m" in stored


def test_pinning_many_is_one_act_and_one_undo(db: Database) -> None:
    ids = [open_case(db) for _ in range(3)]
    changes = cases.set_pinned(db, ids, True)
    assert changes.label == "Pinned 3 cases"
    history.undo(db)
    assert db.raw.execute("SELECT sum(pinned) FROM caselist").fetchone()[0] == 0


def test_archived_cases_leave_every_list_until_restored(db: Database) -> None:
    case_id = open_case(db)
    cases.archive_cases(db, [case_id])
    assert line(db, case_id, "is_open") == (-1,)
    cases.restore_cases(db, [case_id])
    assert line(db, case_id, "is_open") == (1,)


def test_what_is_refused_of_a_phone_or_an_email_is_called_by_its_own_name(db: Database) -> None:
    client = {"last": "Garcia"}
    for given, name in (({"phones": [{"number": "5" * 41}]}, "Phone"), ({"emails": [{"address": "x" * 300}]}, "Email")):
        with pytest.raises(InputError) as refused:
            cases.new_case(db, client=client, case={}, incident={}, **given)
        assert [problem.field for problem in refused.value.problems] == [name]
    with pytest.raises(InputError, match="Case number: "):
        open_case(db, number="9" * 41)
