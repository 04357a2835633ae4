"""The directory tells how a provider treated our clients; a profile and a referral are one act each; who is silent."""

from datetime import timedelta

import pytest

from caseterm import queries
from caseterm.errors import InputError, NotFoundError
from caseterm.rules.alignment import silent
from caseterm.rules.inputs import ContactInput
from caseterm.services import contact_log, contacts, directory, history, parties, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case
from tests.services.test_requests import provider


def test_a_profile_and_a_referral_start_from_the_directory_and_undo(db: Database) -> None:
    case_id = open_case(db)
    provider(db, case_id, HOSTILE)
    (entry,) = queries.directory.entries(db)
    assert (entry.cases, entry.accepts_lop, entry.attendance, entry.answer_days) == (1, None, None, None)
    directory.set_profile(db, entry.contact_id, {"languages": HOSTILE, "accepts_lop": True, "first_opening_days": 9})
    directory.set_profile(db, entry.contact_id, {"near_transit": False})
    (entry,) = queries.directory.entries(db)
    assert (entry.accepts_lop, entry.near_transit, entry.first_opening_days) == (True, False, 9)
    assert queries.directory.profile(db, entry.contact_id)["accepts_lop"] is True
    with pytest.raises(InputError):
        directory.set_profile(db, entry.contact_id, {"first_opening_days": -1})
    told = directory.start_referral(db, case_id, entry.contact_id, {"to_specialty": "neurology", "urgency": "soon"})
    assert told.label.endswith(", neurology (Garcia, Maria)")
    (row,) = queries.care.rows(db, case_id, ["referrals"])["referrals"]
    assert (row.values["to_contact_id"], row.values["status"], row.values["needed_on"]) == (
        entry.contact_id, "searching", TODAY,
    )  # fmt: skip
    history.undo(db)
    records.add_record(db, "referral", {"case_id": case_id, "to_specialty": "PT"}, label="Added referral")
    (row,) = queries.care.rows(db, case_id, ["referrals"])["referrals"]
    directory.refer_to(db, row.id, entry.contact_id)
    (row,) = queries.care.rows(db, case_id, ["referrals"])["referrals"]
    assert (row.values["to_contact_id"], row.values["status"]) == (entry.contact_id, "searching")
    with pytest.raises(NotFoundError):
        directory.refer_to(db, 999, entry.contact_id)
    with pytest.raises(NotFoundError):
        directory.start_referral(db, case_id, 999, {})
    with pytest.raises(NotFoundError):
        directory.set_profile(db, 999, {})


def test_each_kind_of_party_is_as_old_as_its_last_word_and_consent_is_asked_for(db: Database) -> None:
    case_id = open_case(db)
    provider(db, case_id, "Mercy PT")
    records.edit_record(db, "case", case_id, {"phase": "treating"}, label="Stage")
    sister = parties.add_party(db, case_id, "caregiver", ContactInput({"last": HOSTILE})).first_added("contacts")
    long_ago = db.clock.local() - timedelta(days=61)
    contact_log.log_contact(db, case_id=case_id, role="provider", at=long_ago, body="plan fits")
    contact_log.log_contact(db, case_id=case_id, role="provider", outcome="left_message", body="asked again")
    found = {each.kind: each for each in queries.alignment.of_case(db, case_id)}
    assert set(found) == {"client", "family", "provider", "attorney"}
    assert (found["provider"].age(TODAY), found["family"].heard_on) == (61, None)
    assert ("Mercy PT", 61) in silent(found.values(), TODAY)
    minded = queries.alignment.manners(db, case_id)
    assert minded["caregiver", sister].wishes == ""
    assert minded["caregiver", sister].forbidden.startswith("No consent on file to speak with O'Neil")
    assert minded["spouse_family", None].forbidden, "nobody has consented for family that is not named"
    assert not minded["client", None].forbidden
    assert "provider" in {role for role, _ in minded}, "the office's wishes stand there too"
    assert found["family"].forbidden.startswith("No consent on file")
    assert found["family"].level(TODAY + timedelta(days=400)) == 0, "nobody is told to call them"
    contacts.edit_contact(db, sister or 0, {}, phones=[{"number": "5105550100"}])
    assert [line.phone for line in queries.casefile_people.people(db, case_id) if line.forbidden] == [""]
    party = db.raw.execute("SELECT id FROM parties WHERE role = 'caregiver'").fetchone()[0]
    records.edit_record(db, "party", party, {"consent_to_speak": True}, label="Consent")
    assert [line.phone for line in queries.casefile_people.people(db, case_id) if line.role == "caregiver"] == [
        "(510) 555-0100"
    ]
    family = {each.kind: each for each in queries.alignment.of_case(db, case_id)}["family"]
    assert (family.forbidden, family.level(TODAY + timedelta(days=400))) == ("", 2)
    assert queries.alignment.wishes(db, [sister or 0]) == {}
    contacts.edit_contact(db, sister or 0, {"best_time": "after 3 pm", "preferred_channel": "text"})
    assert queries.alignment.wishes(db, [sister or 0]) == {sister: "prefers text, best after 3 pm"}
    (line,) = queries.alignment.board(db)
    assert line.case_id == case_id
    assert line.found["provider"].level(TODAY) == 2
