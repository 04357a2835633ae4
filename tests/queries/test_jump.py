from datetime import date
from typing import Any

from caseterm.queries import jump
from caseterm.rules.inputs import InsuranceInput
from caseterm.services import cases, contacts, history, insurance, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE


def open_case(db: Database, last: str, *, incident: dict[str, Any] | None = None, **case: Any) -> int:
    changes = cases.new_case(
        db,
        client={"last": last, "first": "Maria"},
        case={"state": "CA", "opened_on": date(2026, 11, 1), **case},
        incident=incident or {},
        phones=[{"number": "5550142277"}],
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    return case_id


def found(db: Database, text: str) -> list[tuple[int, str]]:
    return [(hit.case.case_id, hit.why) for hit in jump.load(db).search(text).hits]


def test_a_case_is_found_by_its_client_phone_provider_and_claim(db: Database) -> None:
    case_id = open_case(db, "García")
    open_case(db, "Lee")
    provider = contacts.add_contact(db, {"kind": "organization", "org_name": "Mercy Hospital"}).first_added("contacts")
    records.add_record(db, "provider", {"case_id": case_id, "contact_id": provider}, label="Added Mercy")
    assert found(db, "garcia") == [(case_id, "")]
    assert (case_id, "provider Mercy Hospital") in found(db, "mercy")
    assert len(found(db, "5550142277")) == 2


def test_a_claim_number_is_known_by_any_of_its_writings_and_nothing_shorter(db: Database) -> None:
    case_id = open_case(db, "Lee")
    given = InsuranceInput(insurer="Acme", coverage={"kind": "um"}, claim={"claim_no": "88-A12/7"})
    insurance.add_insurance(db, case_id, given)
    for typed in ("88-A12", "88a12", "lee 88 a127 88a127", "8A127"):
        assert jump.is_claim_of(db, case_id, typed), typed
    for typed in ("lee", "88", "5550142277", "claim:88-A12", "nguyen"):
        assert not jump.is_claim_of(db, case_id, typed), typed


def test_the_answer_is_kept_until_something_is_written(db: Database) -> None:
    open_case(db, "Lee")
    before = jump.load(db)
    assert jump.load(db) is before
    later = open_case(db, "Shah")
    assert found(db, "shah") == [(later, "")]
    history.undo(db)
    assert found(db, "shah") == []


def test_archived_cases_are_left_out_and_closed_ones_said_to_be_closed(db: Database) -> None:
    gone = open_case(db, "Lee")
    closed = open_case(db, "Shah", status="closed", closed_on=date(2026, 11, 2))
    cases.archive_cases(db, [gone])
    index = jump.load(db)
    assert index.case(gone) is None
    shah = index.case(closed)
    assert shah is not None
    assert not shah.is_open


def test_a_hostile_name_is_one_line_and_found(db: Database) -> None:
    case_id = open_case(db, HOSTILE)
    assert found(db, "山田") == [(case_id, "")]
    assert found(db, "[90%]") == [(case_id, "")]


def test_a_cases_own_dates_are_what_typed_dates_count_from(db: Database) -> None:
    case_id = open_case(db, "Lee", incident={"happened_on": date(2025, 3, 2)}, signed_on=date(2025, 3, 20))
    assert jump.anchors(db, case_id) == {"doi": date(2025, 3, 2), "sol": None, "sign": date(2025, 3, 20)}
    for due in ("2027-03-02", "2027-01-05"):
        records.add_record(db, "deadline", {"case_id": case_id, "kind": "sol", "due": due}, label="Added")
    records.add_record(
        db,
        "deadline",
        {"case_id": case_id, "kind": "sol", "due": "2026-12-01", "satisfied_on": "2026-11-01"},
        label="Added",
    )
    assert jump.anchors(db, case_id)["sol"] == date(2027, 1, 5)
    assert jump.anchors(db, 4711) == {}
