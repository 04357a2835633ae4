from datetime import date

import pytest

from caseterm.errors import ConflictError, InputError
from caseterm.services import deadlines, history
from caseterm.store.database import Database
from tests.services.test_cases import line, open_case


def deadline(db: Database, *names: str) -> tuple[object, ...]:
    return tuple(db.raw.execute(f"SELECT {', '.join(names)} FROM deadlines").fetchone())


def added(db: Database, case_id: int, due: date = date(2027, 1, 1)) -> int:
    found = deadlines.add_deadline(db, case_id=case_id, kind="sol", due=due).first_added("deadlines")
    return found or 0


def test_a_limitation_date_is_computed_and_reads_not_verified(db: Database) -> None:
    case_id = open_case(db)
    label = deadlines.limitation_for(db, case_id).label
    assert label == "Computed, not verified: Statute of limitations 10/01/2028 (Garcia, Maria)"
    assert deadline(db, "kind", "trigger_date", "due", "file_by", "verified_by", "verified_on") == (
        "sol", "2026-10-01", "2028-10-01", "2028-09-29", "", None,
    )  # fmt: skip
    assert "Cal. Code Civ. Proc. 335.1" in str(deadline(db, "basis")[0])
    assert line(db, case_id, "sol_on", "sol_state") == ("2028-09-29", "unverified")


def test_computing_again_changes_nothing_and_a_corrected_incident_corrects_it(db: Database) -> None:
    case_id = open_case(db)
    deadlines.limitation_for(db, case_id)
    assert not deadlines.limitation_for(db, case_id)
    with db.housekeeping() as connection:
        connection.execute("UPDATE incidents SET happened_on = '2026-09-01'")
    deadlines.limitation_for(db, case_id)
    assert db.raw.execute("SELECT due FROM deadlines").fetchall() == [("2028-09-01",)]


def test_a_verified_limitation_date_is_never_computed_over(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = deadlines.limitation_for(db, case_id).first_added("deadlines") or 0
    deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 11, 20))
    with pytest.raises(ConflictError, match="stands"):
        deadlines.limitation_for(db, case_id)


def test_a_date_typed_by_hand_stays_beside_the_computed_one(db: Database) -> None:
    case_id = open_case(db)
    added(db, case_id)
    deadlines.limitation_for(db, case_id)
    assert db.raw.execute("SELECT count(*) FROM deadlines").fetchone() == (2,)


@pytest.mark.parametrize(
    ("case", "missing"), [({"state": ""}, "the state"), ({"case_type": "wc"}, "attorney sets"), ({"state": "PR"}, "PR")]
)
def test_what_is_missing_for_a_limitation_date_is_said(db: Database, case: dict[str, str], missing: str) -> None:
    case_id = open_case(db, "Garcia", **case)
    with pytest.raises(InputError, match=missing):
        deadlines.limitation_for(db, case_id)
    assert db.raw.execute("SELECT count(*) FROM deadlines").fetchone() == (0,)


def test_flags_of_the_case_stand_as_warnings_beside_the_date(db: Database) -> None:
    deadlines.limitation_for(db, open_case(db, minor=True, gov_entity_involved=True))
    notes = str(deadline(db, "notes")[0])
    assert "Minor: the clock usually starts at majority" in notes
    assert "Government entity" in notes


def test_a_typed_deadline_has_its_file_by_day_before_a_closed_day(db: Database) -> None:
    added(db, open_case(db))
    assert deadline(db, "due", "file_by") == ("2027-01-01", "2026-12-31")


def test_verifying_takes_a_name_and_a_day_that_has_come(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = added(db, case_id)
    with pytest.raises(InputError, match="attorney"):
        deadlines.verify(db, deadline_id, by="  ", on=date(2026, 11, 20))
    with pytest.raises(InputError, match="still to come"):
        deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 11, 22))
    label = deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 11, 20)).label
    assert label == "Verified by R. Shah 11/20: Statute of limitations 01/01/2027 (Garcia, Maria)"
    assert line(db, case_id, "sol_state") == ("verified",)


def test_a_changed_date_is_no_longer_verified_and_a_changed_note_still_is(db: Database) -> None:
    deadline_id = added(db, open_case(db))
    deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 11, 20))
    deadlines.edit_deadline(db, deadline_id, {"notes": "see memo"})
    assert deadline(db, "verified_by") == ("R. Shah",)
    label = deadlines.edit_deadline(db, deadline_id, {"due": date(2027, 1, 2)}).label
    assert label == "Changed, no longer verified: Statute of limitations 01/02/2027 (Garcia, Maria)"
    assert deadline(db, "due", "file_by", "verified_by", "verified_on") == ("2027-01-02", "2026-12-31", "", None)
    history.undo(db)
    assert deadline(db, "due", "verified_by") == ("2027-01-01", "R. Shah")


def test_satisfying_takes_the_proof_and_stops_the_countdown(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = added(db, case_id)
    with pytest.raises(InputError, match="proof"):
        deadlines.satisfy(db, deadline_id, how="", on=date(2026, 11, 20))
    deadlines.satisfy(db, deadline_id, how="complaint filed, no. 26-1188", on=date(2026, 11, 20))
    assert line(db, case_id, "sol_state") == ("satisfied",)
    assert deadlines.unsatisfy(db, deadline_id).label.startswith("Runs again")
    assert line(db, case_id, "sol_state") == ("unverified",)
