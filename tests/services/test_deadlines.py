import os
from datetime import date
from pathlib import Path

import pytest

from caseterm import ruletables
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.rules.inputs import ContactInput
from caseterm.services import deadlines, history, intake, parties, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE
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
    with pytest.raises(InputError, match="Verified on: 11/22/2026 is a day still to come"):
        deadlines.verify(db, deadline_id, by="R. Shah", on=date(2026, 11, 22))
    with pytest.raises(InputError, match="Verified on: 12/25/1926 is before the incident of"):
        deadlines.verify(db, deadline_id, by="R. Shah", on=date(1926, 12, 25))
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


# ---- other computed dates ---------------------------------------------------------------------------------------


def rows(db: Database, names: str = "kind, rule, due, coalesce(defendant_id, 0), title") -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.raw.execute(f"SELECT {names} FROM deadlines ORDER BY id")]


def defendant(db: Database, case_id: int, name: str, body: str) -> int:
    """A defendant by the name, a public body of that kind, its notices not computed."""
    parties.add_party(db, case_id, "defendant", ContactInput({"kind": "organization", "org_name": name}))
    found = db.raw.execute("SELECT id, contact_id FROM parties ORDER BY id DESC LIMIT 1").fetchone()
    records.edit_record(db, "party", found[0], {"public_body": body}, label="public")
    return int(found[1])


def test_entering_a_public_defendant_computes_its_notices_in_the_same_act(db: Database) -> None:
    case_id = open_case(db, state="NJ")
    city = ContactInput({"kind": "organization", "org_name": "City of Newark"})
    label = parties.add_party(db, case_id, "defendant", city, public_body="local").label
    assert label == "Added Defendant: City of Newark (Garcia, Maria); 1 notice date computed, not verified"
    assert [row[:3] for row in rows(db)] == [("notice_of_claim", "clock:nj_notice_any", "2026-12-30")]
    history.undo(db)
    assert rows(db) == []
    assert db.raw.execute("SELECT count(*) FROM parties WHERE role = 'defendant'").fetchone() == (0,)
    unknown = open_case(db, "Lee", state="")
    label = parties.add_party(db, unknown, "defendant", city, public_body="state").label
    assert label.endswith("; no notice computed, state or date of incident missing")
    witness = parties.add_party(db, case_id, "witness", city, public_body="state").label
    assert "notice" not in witness


def test_of_two_defendants_the_public_one_gets_its_notice_as_a_deadline_of_its_own(db: Database) -> None:
    case_id = open_case(db, state="NY")
    defendant(db, case_id, "Acme Trucking", "")
    city = defendant(db, case_id, HOSTILE, "local")
    label = deadlines.limitation_for(db, case_id).label
    assert label == "Computed 3 dates, not verified: Statute of limitations 10/01/2029 (Garcia, Maria)"
    assert rows(db) == [
        ("sol", "period:NY", "2029-10-01", 0, ""),
        ("notice_of_claim", "clock:ny_notice_local", "2026-12-30", city, "Notice of claim, local government"),
        ("sol", "clock:ny_public_suit", "2027-12-30", city, "Suit against a municipality"),
    ]
    assert not deadlines.limitation_for(db, case_id)
    history.undo(db)
    assert rows(db) == []


def test_a_government_case_without_a_named_body_gets_every_notice_of_its_state(db: Database) -> None:
    case_id = open_case(db, state="GA", gov_entity_involved=True)
    deadlines.limitation_for(db, case_id)
    assert [(row[1], row[2]) for row in rows(db)] == [
        ("period:GA", "2028-10-01"), ("clock:ga_notice_local", "2027-04-01"), ("clock:ga_notice_state", "2027-10-01"),
    ]  # fmt: skip


def test_a_death_adds_the_wrongful_death_date_and_a_corrected_incident_moves_every_unverified_one(db: Database) -> None:
    case_id = open_case(db, state="OR", death_case=True, gov_entity_involved=True)
    deadlines.limitation_for(db, case_id)
    assert [row[0] for row in rows(db)] == ["sol", "sol_wrongful_death", "notice_of_claim"]
    verified = deadlines.verify(db, 3, by="R. Shah", on=date(2026, 11, 20))
    assert verified
    with db.housekeeping() as connection:
        connection.execute("UPDATE incidents SET happened_on = '2026-09-01'")
    deadlines.limitation_for(db, case_id)
    assert [row[2] for row in rows(db)] == ["2028-09-01", "2029-09-01", "2027-03-30"]
    notes = str(rows(db, "notes")[1][0])
    assert notes.startswith("Counted from the date of incident, the earliest day")


def test_a_wrongful_death_counts_from_the_day_of_death_and_moves_when_it_is_entered(db: Database) -> None:
    case_id = open_case(db, state="OR", death_case=True)
    incident = db.raw.execute("SELECT id FROM incidents").fetchone()[0]
    deadlines.limitation_for(db, case_id)
    assert [row[:3] for row in rows(db)] == [
        ("sol", "period:OR", "2028-10-01"),
        ("sol_wrongful_death", "period:OR:wrongful_death", "2029-10-01"),
    ]
    made = records.edit_record(db, "incident", incident, {"died_on": date(2026, 11, 15)}, label="Date of death")
    assert made.label == "Date of death: SOL 10/01/2028 not verified"
    assert [row[2] for row in rows(db)] == ["2028-10-01", "2029-11-15"], "the injury's own date stays"
    trigger, notes, basis = rows(db, "trigger_date, notes, basis")[1]
    assert trigger == "2026-11-15"
    assert str(notes).startswith("Counted from the date of death.\n")
    assert "from 11/15/2026" in str(basis)
    assert str(basis).endswith("not verified.")
    deadlines.verify(db, 2, by="R. Shah", on=date(2026, 11, 20))
    records.edit_record(db, "incident", incident, {"died_on": date(2026, 11, 1)}, label="Corrected")
    assert [row[2] for row in rows(db)] == ["2028-10-01", "2029-11-15"], "what an attorney verified stands"
    before = date(2026, 9, 1)
    with pytest.raises(InputError, match="Date of death: 09/01/2026 is before the incident of 10/01/2026"):
        records.edit_record(db, "incident", incident, {"died_on": before}, label="Corrected")


def test_a_date_of_death_alone_makes_the_wrongful_death_date(db: Database) -> None:
    case_id = open_case(db, state="CA")
    incident = db.raw.execute("SELECT id FROM incidents").fetchone()[0]
    records.edit_record(db, "incident", incident, {"died_on": date(2026, 10, 3)}, label="Died")
    assert [row[0] for row in rows(db)] == ["sol", "sol_wrongful_death"]
    assert case_id


def test_a_corrected_incident_computes_the_limitation_anew_in_the_same_act(db: Database) -> None:
    case_id = open_case(db, state="CA")
    deadlines.limitation_for(db, case_id)
    incident = db.raw.execute("SELECT id FROM incidents").fetchone()[0]
    made = records.edit_record(db, "incident", incident, {"happened_on": date(2026, 9, 1)}, label="Changed")
    assert made.label == "Changed: SOL 09/01/2028 not verified"
    history.undo(db)
    assert [row[2] for row in rows(db)] == ["2028-10-01"]
    assert records.edit_record(db, "incident", incident, {"weather": "rain"}, label="Changed").label == "Changed"
    records.edit_record(db, "case", case_id, {"state": "TN"}, label="Changed")
    assert [row[2] for row in rows(db)] == ["2027-10-01"]


def test_where_the_verified_limitation_stands_the_others_are_still_computed(db: Database) -> None:
    case_id = open_case(db, state="CA")
    first = deadlines.limitation_for(db, case_id).first_added("deadlines") or 0
    deadlines.verify(db, first, by="R. Shah", on=date(2026, 11, 20))
    defendant(db, case_id, "City of Fresno", "local")
    label = deadlines.limitation_for(db, case_id).label
    assert label.endswith("04/01/2027 (Garcia, Maria); the verified date stands")
    with pytest.raises(ConflictError, match="stands"):
        deadlines.limitation_for(db, case_id)


def test_a_date_typed_over_the_computed_one_stays_beside_what_is_computed_now(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = deadlines.limitation_for(db, case_id).first_added("deadlines") or 0
    deadlines.edit_deadline(db, deadline_id, {"due": date(2028, 9, 15)})
    with db.housekeeping() as connection:
        connection.execute("UPDATE incidents SET happened_on = '2026-09-01'")
    deadlines.limitation_for(db, case_id)
    assert rows(db, "due, computed_due") == [("2028-09-15", "2028-09-01")]


def test_a_clock_of_the_table_becomes_a_deadline_counted_from_a_day(db: Database) -> None:
    case_id = open_case(db, state="TX")
    label = deadlines.add_clock(db, case_id, "medicare_cpn", starts_on=date(2026, 11, 18)).label
    assert label == "Computed, not verified: Medicare conditional payment notice 12/18/2026 (Garcia, Maria)"
    kind, citation, trigger, basis = rows(db, "kind, citation, trigger_date, basis")[0]
    assert (kind, citation, trigger) == ("lien_dispute", "CMS, conditional payment notice", "2026-11-18")
    assert str(basis).endswith("not verified.")
    with pytest.raises(InputError, match="no clock"):
        deadlines.add_clock(db, case_id, "sundial", starts_on=date(2026, 11, 18))


def test_file_by_goes_before_a_holiday_of_the_cases_state(db: Database) -> None:
    friday = date(2027, 3, 26)  # Good Friday: perhaps a holiday in Texas, none in Nevada
    deadlines.add_deadline(db, case_id=open_case(db, state="TX"), kind="other", due=friday)
    deadlines.add_deadline(db, case_id=open_case(db, "Lee", state="NV"), kind="other", due=friday)
    assert rows(db, "file_by") == [("2027-03-25",), ("2027-03-26",)]


# ---- proof, dismissal, reminders, tolling -----------------------------------------------------------------------


def test_satisfying_can_name_the_proof_which_becomes_a_document(db: Database) -> None:
    deadline_id = added(db, open_case(db))
    deadlines.satisfy(
        db, deadline_id, how="complaint filed", on=date(2026, 11, 20), document=r"S:\Garcia\complaint stamped.pdf"
    )
    proof = db.raw.execute("SELECT id, title, path, kind, dated FROM documents").fetchone()
    assert tuple(proof)[1:] == (
        "complaint stamped.pdf", r"S:\Garcia\complaint stamped.pdf", "pleading", "2026-11-20",
    )  # fmt: skip
    assert deadline(db, "document_id") == (proof[0],)
    deadlines.unsatisfy(db, deadline_id)
    assert deadline(db, "document_id", "satisfied_on") == (None, None)
    deadlines.satisfy(db, deadline_id, how="filed again", on=date(2026, 11, 20), document_id=proof[0])
    deadlines.edit_deadline(db, deadline_id, {"notes": "x"})
    assert deadline(db, "document_id") == (proof[0],)
    assert db.raw.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_only_a_named_attorney_with_a_reason_dismisses_a_deadline(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = added(db, case_id)
    for by, why, on in (("", "x", 20), ("R. Shah", " ", 20), ("R. Shah", "x", 22)):
        with pytest.raises(InputError):
            deadlines.dismiss(db, deadline_id, by=by, why=why, on=date(2026, 11, on))
    label = deadlines.dismiss(db, deadline_id, by="R. Shah", why="no federal claim", on=date(2026, 11, 20)).label
    assert label == "Dismissed by R. Shah 11/20: Statute of limitations 01/01/2027 (Garcia, Maria)"
    assert deadline(db, "satisfied_on", "satisfied_how") == ("2026-11-20", "Dismissed by R. Shah: no federal claim")
    deadlines.unsatisfy(db, deadline_id)
    assert deadline(db, "satisfied_on", "dismissed_by", "dismissed_on", "dismissed_why") == (None, "", None, "")


def test_a_long_reason_to_dismiss_is_kept_whole(db: Database) -> None:
    deadline_id = added(db, open_case(db))
    deadlines.dismiss(db, deadline_id, by="R. Shah", why="x" * 2000, on=date(2026, 11, 20))
    why, how = deadline(db, "dismissed_why", "satisfied_how")
    assert why == "x" * 2000
    assert str(how).startswith("Dismissed by R. Shah: xxx")
    with pytest.raises(InputError, match="Dismissed why"):
        deadlines.dismiss(db, deadline_id, by="R. Shah", why="x" * 2001, on=date(2026, 11, 20))


def test_hearing_a_reminder_says_when_the_next_comes_and_a_new_date_rings_again(db: Database) -> None:
    case_id = open_case(db)
    deadline_id = added(db, case_id, date(2027, 1, 1))  # file by 12/31: 40 days
    label = deadlines.hear(db, [deadline_id]).label
    assert label == "Heard, again 12/01: Statute of limitations 01/01/2027 (Garcia, Maria)"
    assert deadline(db, "heard_on") == ("2026-11-21",)
    deadlines.edit_deadline(db, deadline_id, {"notes": "x"})
    assert deadline(db, "heard_on") == ("2026-11-21",)
    deadlines.edit_deadline(db, deadline_id, {"due": date(2027, 1, 5)})
    assert deadline(db, "heard_on") == (None,)
    other = added(db, case_id)
    assert deadlines.hear(db, [deadline_id, other]).label == "Heard 2 reminders"


def test_a_running_deadline_within_the_ladder_is_never_put_away(db: Database) -> None:
    case_id = open_case(db)
    near, far = added(db, case_id, date(2027, 5, 1)), added(db, case_id, date(2027, 9, 1))
    with pytest.raises(ConflictError, match="within 180 days is not put away"):
        records.archive_record(db, "deadline", near, label="Archived")
    records.archive_record(db, "deadline", far, label="Archived")
    deadlines.dismiss(db, near, by="R. Shah", why="no claim", on=date(2026, 11, 20))
    records.archive_record(db, "deadline", near, label="Archived")
    assert db.raw.execute("SELECT count(*) FROM deadlines WHERE archived_at IS NULL").fetchone() == (0,)


def test_tolling_is_recorded_and_never_moves_the_date(db: Database) -> None:
    deadline_id = added(db, open_case(db))
    values = {"reason": "bankruptcy", "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 30), "authority": HOSTILE}
    label = deadlines.add_tolling(db, deadline_id, values).label
    assert label == (
        "Added tolling (bankruptcy stay), the date stays: Statute of limitations 01/01/2027 (Garcia, Maria)"
    )
    assert deadline(db, "due", "file_by") == ("2027-01-01", "2026-12-31")
    tolling_id = db.raw.execute("SELECT id FROM tollings").fetchone()[0]
    deadlines.edit_tolling(db, tolling_id, {"reason": "agreement", "days": 12})
    assert db.raw.execute("SELECT reason, days FROM tollings").fetchall() == [("agreement", 12)]
    with pytest.raises(InputError, match="before the day it starts"):
        deadlines.edit_tolling(db, tolling_id, {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 2, 1)})
    with pytest.raises(InputError, match="is one of"):
        deadlines.add_tolling(db, deadline_id, {"reason": "the weather"})
    with pytest.raises(NotFoundError):
        deadlines.edit_tolling(db, 999, {"reason": "other"})


# ---- the firm's own files ---------------------------------------------------------------------------------------


def test_a_case_is_opened_all_the_same_when_the_firms_table_has_a_mistake(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruletables, "config_folder", lambda: tmp_path)
    (tmp_path / "limitations.toml").write_text("checked_on = 2026-11-01\n[[period]]\nstate = 'CA'\n")
    client = ContactInput({"last": "Garcia", "first": "Maria"})
    opened = intake.open_case(db, client, case={"state": "CA"}, incident={"happened_on": date(2026, 10, 1)})
    assert "no SOL computed" in opened.label
    assert "line 2, period 1, years" in opened.label
    assert rows(db) == []


def test_a_firms_rows_are_read_from_the_config_folder_and_read_again_when_they_change(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruletables, "config_folder", lambda: tmp_path)
    case_id = open_case(db)
    own = tmp_path / "limitations.toml"
    own.write_text("checked_on = 2026-11-01\n[[period]]\nstate = 'CA'\nyears = 1\ncitation = 'memo 12'\n")
    deadlines.limitation_for(db, case_id)
    assert deadline(db, "due", "citation") == ("2027-10-01", "memo 12")
    own.write_text("checked_on = 2026-11-01\n[[period]]\nstate = 'CA'\nyears = 'one'\ncitation = 'memo 12'\n")
    os.utime(own, ns=(1, 1))
    with pytest.raises(InputError) as refused:
        deadlines.limitation_for(db, case_id)
    assert "limitations.toml, line 4, period 1, years" in str(refused.value.problems[0])
    own.write_bytes(b"\xff\xfe\x00")
    os.utime(own, ns=(2, 2))
    with pytest.raises(InputError, match="no UTF-8 text"):
        ruletables.table()
    (tmp_path / "courts.toml").write_text('[[closing]]\nin=["CA"]\nday=2027-01-04\nname="Flood"\nsource="clerk"\n')
    own.unlink()
    added_id = deadlines.add_deadline(db, case_id=case_id, kind="other", due=date(2027, 1, 4)).first_added("deadlines")
    file_by = db.raw.execute("SELECT file_by FROM deadlines WHERE id = ?", (added_id,)).fetchone()
    assert file_by == ("2026-12-31",)
