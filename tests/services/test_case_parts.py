"""Parties, providers, insurance, drafts and the opening of a case: what is stored, as one act each."""

from datetime import date, timedelta

import pytest

from caseterm.errors import InputError
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.services import drafts, history, insurance, intake, parties, providers, records, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import line, open_case


def rows(db: Database, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.raw.execute(query)]


# parties


def test_a_new_contact_and_its_part_are_one_act(db: Database) -> None:
    case_id = open_case(db)
    person = ContactInput({"last": HOSTILE, "first": "W"}, phones=[{"number": "5550001111"}])
    changes = parties.add_party(db, case_id, "witness", person, consent=True, notes="saw it")
    assert changes.label.startswith("Added Witness: O'Neil [/b]")
    stored = rows(db, "SELECT p.role, p.consent_to_speak, p.notes, f.number FROM parties p "
                      "JOIN contact_phones f ON f.contact_id = p.contact_id WHERE p.role = 'witness'")  # fmt: skip
    assert stored == [("witness", 1, "saw it", "5550001111")]
    history.undo(db)
    assert rows(db, "SELECT count(*) FROM parties WHERE role = 'witness'") == [(0,)]


def test_a_known_contact_gets_a_second_part_without_a_second_row(db: Database) -> None:
    case_id = open_case(db)
    (client_id,) = rows(db, "SELECT client_id FROM cases")[0]
    assert isinstance(client_id, int)
    parties.add_party(db, case_id, "injured_party", ContactInput({}, contact_id=client_id))
    assert rows(db, "SELECT count(*) FROM contacts") == [(1,)]
    assert rows(db, "SELECT number FROM contact_phones WHERE archived_at IS NULL") == [("5550142277",)]


def test_a_number_given_with_a_picked_contact_comes_first_and_takes_no_known_one_away(db: Database) -> None:
    case_id = open_case(db)
    desk: list[dict[str, object]] = [
        {"number": "5550001111", "label": "office", "text_ok": True},
        {"number": "5550002222", "label": "cell"},
    ]
    home = [{"street": "12 Elm St", "city": "Oakland"}]
    parties.add_party(db, case_id, "witness", ContactInput({"last": "Lee"}, phones=desk, addresses=home))
    ((contact_id,),) = rows(db, "SELECT contact_id FROM parties WHERE role = 'witness'")
    assert isinstance(contact_id, int)
    given = [{"number": "5550003333", "label": "mobile"}, {"number": "5550001111", "label": "mobile", "ext": "12"}]
    moved = [{"street": "12 Elm St", "zip": "94612"}]
    parties.add_party(db, case_id, "passenger", ContactInput({}, contact_id, phones=given, addresses=moved, keeps=True))
    stored = f"WHERE contact_id = {contact_id} AND archived_at IS NULL ORDER BY position"
    assert rows(db, f"SELECT number, label, ext, text_ok, position FROM contact_phones {stored}") == [
        ("5550003333", "mobile", "", 0, 0),
        ("5550001111", "office", "12", 1, 1),
        ("5550002222", "cell", "", 0, 2),
    ]
    assert rows(db, f"SELECT street, city, zip FROM contact_addresses {stored}") == [("12 Elm St", "Oakland", "94612")]


def test_editing_a_party_replaces_its_numbers_in_order(db: Database) -> None:
    case_id = open_case(db)
    parties.add_party(
        db,
        case_id,
        "witness",
        ContactInput({"last": "Lee"}, phones=[{"number": "5550001111"}, {"number": "5550002222"}]),
    )
    ((party_id, contact_id),) = rows(db, "SELECT id, contact_id FROM parties WHERE role = 'witness'")
    assert isinstance(party_id, int)
    assert isinstance(contact_id, int)
    again = ContactInput(
        {"last": "Lee", "first": "Ann"}, contact_id=contact_id, phones=[{"number": "5550003333"}], emails=[]
    )
    parties.edit_party(db, party_id, "passenger", again)
    assert rows(db, f"SELECT number FROM contact_phones WHERE contact_id = {contact_id} AND archived_at IS NULL") == [
        ("5550003333",)
    ]
    assert rows(db, f"SELECT role FROM parties WHERE id = {party_id}") == [("passenger",)]


def test_the_client_of_a_case_cannot_become_somebody_else(db: Database) -> None:
    open_case(db)
    ((party_id, client_id),) = rows(db, "SELECT id, contact_id FROM parties WHERE role = 'client'")
    assert isinstance(party_id, int)
    assert isinstance(client_id, int)
    with pytest.raises(InputError, match="Role: the client of a case stays its client"):
        parties.edit_party(db, party_id, "witness", ContactInput({}, contact_id=client_id))


# providers


def test_records_are_asked_for_chased_and_received_by_one_key(db: Database) -> None:
    case_id = open_case(db)
    added = providers.add_provider(db, case_id, ContactInput({"kind": "organization", "org_name": "Mercy PT"}), {})
    provider_id = added.first_added("case_providers")
    assert provider_id is not None
    asked = providers.request(db, provider_id, "records")
    assert asked.label == "Requested records from Mercy PT (Garcia, Maria), follow-up in 14 days"
    assert rows(db, "SELECT records_requested_on, records_received_on FROM case_providers") == [("2026-11-21", None)]
    due = (TODAY + timedelta(days=14)).isoformat()
    assert rows(db, "SELECT kind, status, follow_up_on FROM records_requests") == [("records", "sent", due)]
    tasks.add_task(db, title="chase records: Mercy PT", case_id=case_id)
    received = providers.request(db, provider_id, "records")
    assert received.label == "Received records from Mercy PT (Garcia, Maria), 0 days after asking"
    chase = "FROM tasks WHERE title LIKE 'chase%'"
    assert rows(db, f"SELECT status, done_on {chase}") == [("done", "2026-11-21")], "as older versions kept it"
    assert not providers.request(db, provider_id, "records")
    history.undo(db)
    assert rows(db, "SELECT records_received_on FROM case_providers") == [(None,)]
    assert rows(db, f"SELECT status {chase}") == [("todo",)]


# insurance


def covered(db: Database, case_id: int, kind: str = "bi_liability", number: str = "P-1", claim: str = "88-A12") -> int:
    changes = insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer="StateAuto",
            policy={"policy_no": number},
            coverage={"kind": kind, "limit_per_person": 5_000_000},
            claim={"claim_no": claim},
            adjuster=ContactInput({"last": "Ruiz", "first": "P."}, phones=[{"number": "5550140199"}]),
        ),
    )
    coverage_id = changes.first_added("coverages")
    assert coverage_id is not None
    return coverage_id


def test_insurer_policy_coverage_claim_and_adjuster_are_one_act(db: Database) -> None:
    case_id = open_case(db)
    covered(db, case_id)
    assert rows(db, "SELECT claim_no, claim_key FROM claims") == [("88-A12", "88a12")]
    assert rows(db, "SELECT role FROM parties ORDER BY id") == [("client",), ("adjuster_bi",)]
    assert rows(db, "SELECT o.org_name FROM contacts k JOIN contacts o ON o.id = k.parent_org_id") == [("StateAuto",)]
    assert "88a12" in str(line(db, case_id, "search"))
    history.undo(db)
    for table in ("policies", "coverages", "claims"):
        assert rows(db, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(db, "SELECT count(*) FROM contacts") == [(1,)]


def test_a_second_coverage_of_the_same_policy_stands_on_it(db: Database) -> None:
    case_id = open_case(db)
    covered(db, case_id)
    covered(db, case_id, "pd_liability", "p1", "88-A13")
    covered(db, case_id, "um", "Q-2", "")
    assert rows(db, "SELECT policy_no FROM policies ORDER BY id") == [("p1",), ("Q-2",)]
    assert rows(db, "SELECT count(*) FROM contacts WHERE org_name = 'StateAuto'") == [(1,)]


def test_editing_a_coverage_without_a_claim_adds_the_claim(db: Database) -> None:
    case_id = open_case(db)
    changes = insurance.add_insurance(db, case_id, InsuranceInput(insurer="Acme", coverage={"kind": "um"}))
    coverage_id = changes.first_added("coverages")
    assert coverage_id is not None
    assert rows(db, "SELECT count(*) FROM claims") == [(0,)]
    new = InsuranceInput(insurer="Acme", coverage={"kind": "um", "csl_limit": 100}, claim={"claim_no": "U-9"})
    insurance.edit_insurance(db, coverage_id, new, claim_id=None)
    assert rows(db, "SELECT claim_no FROM claims") == [("U-9",)]
    assert rows(db, "SELECT csl_limit FROM coverages") == [(100,)]


def test_putting_a_coverage_away_takes_its_claim_along_and_brings_it_back(db: Database) -> None:
    case_id = open_case(db)
    coverage_id = covered(db, case_id)
    live = "SELECT (SELECT count(*) FROM policies WHERE archived_at IS NULL), "
    live += "(SELECT count(*) FROM claims WHERE archived_at IS NULL)"
    assert insurance.archive_insurance(db, coverage_id).label == "Archived insurance: BI StateAuto (Garcia, Maria)"
    assert rows(db, live) == [(0, 0)]
    insurance.archive_insurance(db, coverage_id, restore=True)
    assert rows(db, live) == [(1, 1)]


def test_a_bad_limit_writes_nothing_at_all(db: Database) -> None:
    case_id = open_case(db)
    with pytest.raises(InputError, match="Limit per person"):
        insurance.add_insurance(
            db, case_id, InsuranceInput(insurer="New Mutual", coverage={"kind": "um", "limit_per_person": -1})
        )
    assert rows(db, "SELECT count(*) FROM contacts WHERE org_name = 'New Mutual'") == [(0,)]


# drafts


def test_a_draft_comes_back_with_its_time_and_goes_once_it_is_saved(db: Database) -> None:
    drafts.save(db, "party", "new:1", {"name": "Lee"})
    drafts.save(db, "party", "new:1", {"name": "Lee, Ann", "notes": "a\nb"})
    drafts.save(db, "party", "new:2", {"name": "Other"})
    kept = drafts.load(db, "party", "new:1")
    assert kept is not None
    assert (dict(kept.values), kept.since(TODAY)) == ({"name": "Lee, Ann", "notes": "a\nb"}, "9:41 AM")
    assert kept.since(TODAY + timedelta(days=2)) == "Sat 11/21 9:41 AM"
    drafts.drop(db, "party", "new:1")
    assert drafts.load(db, "party", "new:1") is None
    assert drafts.load(db, "party", "new:2") is not None
    assert rows(db, "SELECT count(*) FROM acts") == [(0,)]


# opening a case


def test_a_new_case_brings_its_limitation_date_not_verified_and_its_first_tasks_as_one_act(db: Database) -> None:
    changes = intake.open_case(
        db,
        ContactInput({"last": "Brown", "first": "Tasha"}, phones=[{"number": "5550147720"}]),
        case={"state": "CA", "number": "26-0199", "opened_on": TODAY},
        incident={"happened_on": date(2026, 3, 2)},
    )
    assert changes.label.startswith("Opened 26-0199 Brown, Tasha: SOL 03/02/2028 not verified, ")
    assert rows(db, "SELECT kind, due, verified_on FROM deadlines") == [("sol", "2028-03-02", None)]
    assert int(str(rows(db, "SELECT count(*) FROM tasks")[0][0])) > 0
    history.undo(db)
    for table in ("cases", "deadlines", "tasks", "contacts", "incidents"):
        assert rows(db, f"SELECT count(*) FROM {table}") == [(0,)]


def test_days_that_cannot_be_are_refused_by_field_and_what_stood_there_already_is_let_be(db: Database) -> None:
    client = ContactInput({"last": "Brown"})
    late = {"happened_on": TODAY + timedelta(days=1), "died_on": None}
    with pytest.raises(InputError, match="Date of incident: 11/22/2026 is a day still to come"):
        intake.open_case(db, client, case={"state": "CA"}, incident=late)
    early = {"opened_on": date(2026, 3, 1), "signed_on": date(2027, 1, 4), "filed_on": None}
    with pytest.raises(InputError) as refused:
        intake.open_case(db, client, case=early, incident={"happened_on": date(2026, 3, 2)})
    assert [str(problem) for problem in refused.value.problems] == [
        "Opened: 03/01/2026 is before the incident of 03/02/2026",
        "Signed: 01/04/2027 is a day still to come",
    ]
    with pytest.raises(InputError, match="Date of birth: 01/01/2027 is a day still to come"):
        intake.open_case(db, ContactInput({"last": "Brown", "dob": date(2027, 1, 1)}), case={}, incident={})
    assert rows(db, "SELECT count(*) FROM contacts") == [(0,)]
    case_id = open_case(db, opened_on=date(2020, 1, 1))
    (incident,) = rows(db, "SELECT id, happened_on FROM incidents")[0:1]
    assert isinstance(incident[0], int)
    records.edit_record(db, "incident", incident[0], {"description": "rear-ended"}, label="Changed")
    with pytest.raises(InputError, match="Date of death: 01/01/2020 is before the incident"):
        records.edit_record(db, "incident", incident[0], {"died_on": date(2020, 1, 1)}, label="Changed")
    assert rows(db, f"SELECT description, died_on FROM incidents WHERE case_id = {case_id}") == [("rear-ended", None)]


def test_without_a_state_the_label_says_that_no_limitation_date_was_computed(db: Database) -> None:
    changes = intake.open_case(db, ContactInput({"last": "Brown"}), case={"opened_on": TODAY}, incident={})
    assert "no SOL computed, state or date of incident missing" in changes.label


def test_a_corrected_date_of_incident_computes_the_limitation_anew_but_never_a_verified_one(db: Database) -> None:
    person = ContactInput({"last": "Brown"})
    opened = intake.open_case(
        db, person, case={"state": "CA", "opened_on": TODAY}, incident={"happened_on": date(2026, 3, 2)}
    )
    case_id = opened.first_added("cases")
    assert case_id is not None
    ((client_id,),) = rows(db, "SELECT client_id FROM cases")
    assert isinstance(client_id, int)
    same = ContactInput({}, contact_id=client_id)
    changed = intake.edit_case(db, case_id, same, case={"state": "CA"}, incident={"happened_on": date(2026, 3, 3)})
    assert "SOL 03/03/2028 not verified" in changed.label
    from caseterm.services import deadlines

    ((deadline_id,),) = rows(db, "SELECT id FROM deadlines")
    assert isinstance(deadline_id, int)
    deadlines.verify(db, deadline_id, by="R. Shah", on=TODAY)
    changed = intake.edit_case(db, case_id, same, case={"state": "CA"}, incident={"happened_on": date(2026, 3, 9)})
    assert "the verified SOL stands" in changed.label
    assert rows(db, "SELECT due FROM deadlines") == [("2028-03-03",)]
