"""The checklist's tasks for each appointment, provider, request: made, moved and ended by the acts she does anyway."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseterm import ownfiles
from caseterm.changes import Op
from caseterm.models import Defendant, Lien, NegotiationEvent, Party, Record, RecordsRequest, Recovery
from caseterm.services import (
    appointments,
    contact_log,
    contacts,
    deadlines,
    history,
    phases,
    records,
    reminders,
    rides,
    tasks,
)
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_appointments import added
from tests.services.test_checklist_course import item, open_case
from tests.walls import wall

Found = dict[str, tuple[str, str | None]]


def of(db: Database, like: str) -> Found:
    """Status and due date of the tasks whose key is like this."""
    query = "SELECT template_key, status, due FROM tasks WHERE template_key LIKE ? ORDER BY id"
    return {key: (status, due) for key, status, due in db.raw.execute(query, (like,))}


def book(db: Database, case_id: int, days: int, kind: str = "therapy_pt", **more: object) -> int:
    at = wall(f"{TODAY + timedelta(days=days)} 09:30")
    return added(appointments.add_appointment(db, starts_at=at, case_id=case_id, kind=kind, **more))  # type: ignore[arg-type]  # each value is of its argument's type


def provider(db: Database, case_id: int, name: str, **values: object) -> int:
    made = records.add_record(
        db, "provider", {"case_id": case_id, "contact_id": contact(db, name), **values}, label="Added"
    )
    found = made.first_added("case_providers")
    assert found is not None
    return found


def contact(db: Database, name: str) -> int:
    made = contacts.add_contact(db, {"kind": "organization", "org_name": name}).first_added("contacts")
    assert made is not None
    return made


def test_a_visit_has_its_call_and_its_outcome_as_tasks_and_they_end_with_what_she_does(db: Database) -> None:
    case_id = open_case(db)
    visit = book(db, case_id, 5)
    assert of(db, "4.2@%") == {f"4.2@{visit}": ("todo", "2026-11-25")}
    assert of(db, "4.3@%") == {f"4.3@{visit}": ("todo", "2026-11-27")}
    assert db.raw.execute("SELECT title FROM tasks WHERE template_key LIKE '4.3@%'").fetchone() == (
        "PT: Kept or missed? Log the visit or the no-show",
    )
    made = reminders.remind(db, visit, "confirmed")
    assert made.label.endswith("; 1 task closed")
    assert of(db, "4.2@%") == {f"4.2@{visit}": ("done", "2026-11-25")}
    history.undo(db)
    assert of(db, "4.2@%") == {f"4.2@{visit}": ("todo", "2026-11-25")}


def test_a_visit_that_is_moved_takes_its_tasks_along_with_what_she_wrote_on_them(db: Database) -> None:
    case_id = open_case(db)
    old = book(db, case_id, 5)
    mine = item(db, f"4.2@{old}")[0]
    tasks.edit_task(db, mine, {"notes": "Ask for the brace."})
    made = appointments.reschedule(db, old, wall("2026-12-02 10:00"))
    new = made.first_added("appointments")
    assert made.label.endswith("; 2 checklist dates moved")
    assert of(db, "4.%@%") == {f"4.2@{new}": ("todo", "2026-12-01"), f"4.3@{new}": ("todo", "2026-12-03")}
    assert db.raw.execute("SELECT id, notes FROM tasks WHERE template_key = ?", (f"4.2@{new}",)).fetchone() == (
        mine,
        "Ask for the brace.",
    )
    made = appointments.cancel(db, new or 0, by="client")
    assert made.label.endswith("; 2 tasks closed")
    assert {status for status, _due in of(db, "4.%@%").values()} == {"not_applicable"}
    history.undo(db)
    history.undo(db)
    assert of(db, "4.%@%") == {f"4.2@{old}": ("todo", "2026-11-25"), f"4.3@{old}": ("todo", "2026-11-27")}


def test_a_missed_visit_moved_later_ends_the_old_tasks_and_brings_the_new_one_s(db: Database) -> None:
    case_id = open_case(db)
    old = book(db, case_id, 0)
    appointments.mark_no_show(db, old, reason="transport")
    assert {key: status for key, (status, _) in of(db, "4.%@%").items()} == {
        f"4.2@{old}": "not_applicable",
        f"4.3@{old}": "done",
    }
    new = appointments.reschedule(db, old, wall("2026-11-27 10:00")).first_added("appointments")
    assert {key for key, (status, _) in of(db, "4.%@%").items() if status == "todo"} == {f"4.2@{new}", f"4.3@{new}"}


def test_a_long_series_has_the_tasks_of_a_week_and_each_visit_kept_brings_the_next(db: Database) -> None:
    case_id = open_case(db)
    visits = [book(db, case_id, days) for days in (0, 3, 7, 10, 14)]
    assert [key for key in of(db, "4.3@%")] == [f"4.3@{visit}" for visit in visits[:3]]
    made = appointments.mark_kept(db, visits[:1])
    assert [key for key in of(db, "4.3@%")] == [f"4.3@{visit}" for visit in visits[:4]]
    assert "tasks added" in made.label
    assert "tasks closed" in made.label


def test_a_ride_that_is_called_about_needs_no_second_call(db: Database) -> None:
    case_id = open_case(db)
    visit = book(db, case_id, 5)
    rides.book_ride(db, visit, [{"direction": "outbound", "mode": "taxi", "status": "booked"}])
    assert of(db, "4.2@%") == {f"4.2@{visit}": ("not_applicable", "2026-11-25")}
    assert of(db, "ride.call:%")


def test_each_provider_is_asked_and_what_was_asked_is_chased_and_read(db: Database) -> None:
    case_id = open_case(db)
    first, second = provider(db, case_id, "Mercy PT"), provider(db, case_id, HOSTILE)
    titles = phases.preview_phase(db, [case_id], "records")
    assert titles.count("Mercy PT: Final records request") == 1
    assert len(titles) == len(set(titles))
    made = phases.change_phase(db, [case_id], "records")
    assert made.label.endswith(f"Records, {len(titles)} tasks")
    assert set(of(db, "5.2%")) == {f"5.2@{first}", f"5.2@{second}"}
    third = provider(db, case_id, "City ER")
    assert of(db, f"5.3@{third}") == {f"5.3@{third}": ("todo", "2026-11-25")}
    records.edit_record(db, "provider", first, {"records_requested_on": TODAY}, label="Asked")
    assert of(db, f"5.2@{first}")[f"5.2@{first}"][0] == "done"
    assert of(db, "5.4@%") == {f"5.4@{first}r.2026-11-21": ("todo", "2026-12-05")}
    tasks.complete_tasks(db, [item(db, f"5.4@{first}r.2026-11-21")[0]])
    assert of(db, "5.4@%#2") == {f"5.4@{first}r.2026-11-21#2": ("todo", "2026-12-05")}
    records.edit_record(db, "provider", first, {"records_received_on": TODAY}, label="Came")
    assert of(db, "5.4@%#2")[f"5.4@{first}r.2026-11-21#2"][0] == "done"
    assert of(db, "5.5@%") == {f"5.5@{first}r.2026-11-21": ("todo", "2026-11-25")}
    records.edit_record(db, "provider", first, {"records_complete": True}, label="Complete")
    assert of(db, "5.5@%")[f"5.5@{first}r.2026-11-21"][0] == "done"
    again = {"records_requested_on": TODAY + timedelta(days=1), "records_received_on": None}
    records.edit_record(db, "provider", first, again, label="Asked again")
    assert of(db, f"5.4@{first}r.2026-11-22")[f"5.4@{first}r.2026-11-22"] == ("todo", "2026-12-06")
    records.archive_record(db, "provider", second, label="Put away")
    assert {status for status, _ in of(db, f"5._@{second}").values()} == {"not_applicable"}


def test_an_authorization_is_renewed_in_time_and_a_new_one_starts_anew(db: Database) -> None:
    case_id = open_case(db)
    number = provider(db, case_id, "Mercy PT", hipaa_expires_on=date(2027, 3, 1))
    assert of(db, "5.10@%") == {f"5.10@{number}.2027-03-01": ("todo", "2027-01-30")}
    records.edit_record(db, "provider", number, {"hipaa_expires_on": date(2027, 9, 1)}, label="Signed")
    assert of(db, "5.10@%") == {
        f"5.10@{number}.2027-03-01": ("not_applicable", "2027-01-30"),
        f"5.10@{number}.2027-09-01": ("todo", "2027-08-02"),
    }


def test_a_task_that_is_done_brings_none_for_what_it_is_not_about(db: Database) -> None:
    case_id = open_case(db, "records")
    with db.housekeeping() as connection:  # as it would be in a case that came from elsewhere
        connection.execute("DELETE FROM tasks WHERE template_key LIKE '%@%'")
    provider(db, case_id, "Mercy PT", records_requested_on=TODAY)
    with db.housekeeping() as connection:
        connection.execute("DELETE FROM tasks WHERE template_key LIKE '5.4@%'")
    tasks.complete_tasks(db, [item(db, "5.6")[0]])
    assert of(db, "5.4@%") == {}


def test_steps_after_an_unanswered_call_come_one_by_one_until_the_client_is_reached(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folder := tmp_path / "checklists").mkdir()
    monkeypatch.setattr(ownfiles, "config_folder", lambda: tmp_path)
    step = (
        '[[item]]\nkey = "{}"\nphase = "treating"\ntitle = "{}"\nanchor = "TRIED"\noffset = "+{}d"\n'
        'each = "unanswered call"\n'
    )
    own = step.format("u.1", "Text", 2) + step.format("u.2", "E-mail", 5) + 'after = "u.1"\n'
    own += '[[item]]\nkey = "p.1"\nphase = "treating"\ntitle = "Plan"\nanchor = "PHASE"\n'
    (own_folder / "base.toml").write_text(own)
    case_id = open_case(db)
    contact_log.log_contact(db, case_id=case_id, outcome="no_answer")
    key = "u.1@2026-11-21"
    assert of(db, "u.%") == {key: ("todo", "2026-11-23")}
    contact_log.log_contact(db, case_id=case_id, outcome="left_message")
    tasks.complete_tasks(db, [item(db, key)[0]])
    assert of(db, "u.2@%") == {"u.2@2026-11-21": ("todo", "2026-11-26")}
    contact_log.log_contact(db, case_id=case_id, outcome="reached")
    assert of(db, "u.2@%") == {"u.2@2026-11-21": ("not_applicable", "2026-11-26")}


def test_discovery_and_what_counts_from_a_deadline_s_own_day(db: Database) -> None:
    case_id = open_case(db, "litigation")
    assert item(db, "8.3")[1] is None
    number = deadlines.add_deadline(
        db,
        case_id=case_id,
        kind="discovery",
        title="RFP set 1",
        due=date(2026, 12, 16),
        trigger_date=date(2026, 11, 16),
    ).first_added("deadlines")
    assert of(db, "8.4@%") == {f"8.4@{number}": ("todo", "2026-12-16")}
    deadlines.satisfy(db, number or 0, how="served", on=TODAY)
    assert of(db, "8.4@%")[f"8.4@{number}"][0] == "done"
    deadlines.add_clock(db, case_id=case_id, key="frcp_answer", starts_on=date(2026, 11, 20))
    assert item(db, "8.3")[1] == "2026-12-11"


def test_an_ime_and_a_mediation_are_prepared_for_in_time(db: Database) -> None:
    case_id = open_case(db, "litigation")
    ime, mediation = book(db, case_id, 60, "ime_defense"), book(db, case_id, 90, "mediation")
    assert of(db, "8.6@%") == {f"8.6@{ime}": ("todo", (TODAY + timedelta(days=53)).isoformat())}
    assert of(db, "8.7@%") == {f"8.7@{mediation}": ("todo", (TODAY + timedelta(days=76)).isoformat())}


def put(db: Database, model: type[Record], **values: object) -> int:
    with act(db, Op.ADD, "Added") as write:
        row = write.add(model, values)
    assert row.id is not None
    return row.id


def change(db: Database, model: type[Record], number: int, **values: object) -> str:
    with act(db, Op.EDIT, "Changed") as write:
        write.change(write.session.get_one(model, number), values)
    return write.changes.label


def test_a_request_of_its_own_takes_the_place_of_the_provider_s_dates_and_is_chased_on_its_day(db: Database) -> None:
    case_id = open_case(db, "records")
    number = provider(db, case_id, "Mercy PT", records_requested_on=TODAY - timedelta(days=3))
    assert of(db, "5.4@%") == {f"5.4@{number}r.2026-11-18": ("todo", "2026-12-02")}
    request = put(
        db, RecordsRequest, case_id=case_id, case_provider_id=number, kind="records", status="sent", sent_on=TODAY,
        follow_up_on=TODAY + timedelta(days=14),
    )  # fmt: skip
    assert of(db, "5.4@%") == {
        f"5.4@{number}r.2026-11-18": ("not_applicable", "2026-12-02"),
        f"5.4@q{request}": ("todo", "2026-12-05"),
    }
    change(db, RecordsRequest, request, follow_up_on=TODAY + timedelta(days=20))
    assert of(db, f"5.4@q{request}") == {f"5.4@q{request}": ("todo", "2026-12-11")}
    change(db, RecordsRequest, request, status="received", received_on=TODAY)
    assert of(db, f"5._@q{request}") == {
        f"5.4@q{request}": ("done", "2026-12-11"),
        f"5.5@q{request}": ("todo", "2026-11-25"),
    }
    change(db, RecordsRequest, request, status="reviewed_complete", reviewed_on=TODAY)
    assert of(db, f"5.5@q{request}")[f"5.5@q{request}"][0] == "done"


def test_what_was_asked_of_somebody_who_is_no_provider_is_chased_by_the_name_it_was_sent_to(db: Database) -> None:
    case_id = open_case(db, "records")
    for sent_to in ("Golden Lotus Nails", ""):
        put(db, RecordsRequest, case_id=case_id, kind="wage", status="sent", sent_on=TODAY, sent_to=sent_to)
    titles = [row[0] for row in db.raw.execute("SELECT title FROM tasks WHERE template_key LIKE '5.4@%' ORDER BY id")]
    assert titles == ["Golden Lotus Nails wages: Follow up the request", "Wages: Follow up the request"]


def test_each_lien_is_asked_for_made_final_and_paid_by_its_own_tasks(db: Database) -> None:
    case_id = open_case(db, "records")
    assert list(of(db, "5.7%")) == ["5.7"], "with no lien on file yet one task stands for all"
    lien = put(db, Lien, case_id=case_id, kind="medicaid", demand_on=TODAY, notice_on=TODAY)
    phases.change_phase(db, [case_id], "settlement")
    other = put(db, Lien, case_id=case_id, kind="hospital_statutory", status="asserted")
    assert set(of(db, "9.2%")) == {f"9.2@{lien}", f"9.2@{other}"}
    assert item(db, "9.9")[1] == (TODAY + timedelta(days=60)).isoformat()
    assert item(db, "9.4")[1] == (TODAY + timedelta(days=30)).isoformat()
    assert "1 task closed" in change(db, Lien, lien, final_letter_on=TODAY)
    change(db, Lien, other, status="released")
    assert {key: status for key, (status, _) in of(db, "9.2%").items()} == {
        f"9.2@{lien}": "done",
        f"9.2@{other}": "not_applicable",
    }
    put(db, Recovery, case_id=case_id, agreed_on=date(2026, 11, 10), funds_received_on=TODAY)
    assert item(db, "9.6")[1] == "2026-11-30"
    assert item(db, "9.1")[1] == "2026-11-24"


def test_a_lien_is_paid_once_the_checks_are_out_and_one_found_later_too(db: Database) -> None:
    case_id = open_case(db, "settlement")
    first = put(db, Lien, case_id=case_id, kind="medicaid")
    assert of(db, "9.7%") == {}
    tasks.complete_tasks(db, [item(db, "9.6")[0]])
    assert of(db, "9.8%") == {}
    tasks.complete_tasks(db, [item(db, "9.7")[0]])
    assert set(of(db, "9.8%")) == {f"9.8@{first}"}
    later = put(db, Lien, case_id=case_id, kind="ambulance")
    assert set(of(db, "9.8%")) == {f"9.8@{first}", f"9.8@{later}"}
    alone = open_case(db, "settlement")
    for key in ("9.6", "9.7"):
        query = "SELECT id FROM tasks WHERE case_id = ? AND template_key = ?"
        tasks.complete_tasks(db, [db.raw.execute(query, (alone, key)).fetchone()[0]])
    assert "9.8" in of(db, "9.8%"), "with no lien on file one task stands for all"


def test_each_defendant_is_served_and_answers_and_each_offer_is_told_and_decided(db: Database) -> None:
    case_id = open_case(db, "negotiation")
    offer = put(
        db, NegotiationEvent, case_id=case_id, kind="offer", side="them", dated=TODAY, by_whom="P. Ruiz", amount_cents=1
    )
    assert of(db, "7.4@%") == {f"7.4@{offer}": ("todo", "2026-11-23")}
    assert of(db, "7.5@%") == {f"7.5@{offer}": ("todo", "2026-11-28")}
    put(db, NegotiationEvent, case_id=case_id, kind="counter_demand", side="us", dated=TODAY, amount_cents=2)
    assert of(db, "7.5@%")[f"7.5@{offer}"][0] == "done"
    party = put(db, Party, case_id=case_id, contact_id=contact(db, "Acme LLC"), role="defendant")
    sued = put(db, Defendant, case_id=case_id, party_id=party)
    phases.change_phase(db, [case_id], "litigation")
    assert of(db, "8.2%")[f"8.2@{sued}"] == ("todo", (TODAY + timedelta(days=90)).isoformat())
    change(db, Defendant, sued, served_on=TODAY)
    assert of(db, "8.2%")[f"8.2@{sued}"][0] == "done"
    assert of(db, "8.3%") == {f"8.3@{sued}": ("todo", "2026-12-12")}
    change(db, Defendant, sued, answered_on=TODAY)
    assert of(db, "8.3%")[f"8.3@{sued}"][0] == "done"


@pytest.mark.parametrize("claim_type", ["workers_compensation"])
def test_each_visit_kept_of_a_compensation_case_has_its_work_status(db: Database, claim_type: str) -> None:
    case_id = open_case(db)
    records.edit_record(db, "case", case_id, {"claim_type": claim_type}, label="WC")
    visit = book(db, case_id, 0)
    assert of(db, "wc.7@%") == {}
    appointments.mark_kept(db, [visit])
    assert of(db, "wc.7@%") == {f"wc.7@{visit}": ("todo", "2026-11-23")}


def test_a_closed_case_gets_no_task_for_a_row_any_more(db: Database) -> None:
    case_id = open_case(db)
    visit = book(db, case_id, 5)
    phases.close_case(db, case_id, reason="settled")
    before = of(db, "%@%")
    book(db, case_id, 6)
    assert of(db, "%@%") == before
    appointments.cancel(db, visit, by="client")
    assert {status for status, _ in of(db, "4.%@%").values()} == {"not_applicable"}


def test_a_case_without_a_checklist_gets_none_by_an_appointment(db: Database) -> None:
    case_id = open_case(db, "intake")
    db.raw.execute("SELECT 1")
    assert of(db, "%") == {}
    book(db, case_id, 5)
    assert of(db, "%") == {}
