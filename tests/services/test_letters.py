"""Letters of a case: to whom, what is due, entered as drafts, reviewed, and what sending one means for the record."""

from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from caseterm import letterreview, letters, queries
from caseterm.errors import InputError, NotFoundError
from caseterm.exports.letters import text_of
from caseterm.rules.filenames import FACTS, filled, pattern_problem
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.rules.letters import FIELDS
from caseterm.rules.terms import DRAFT_LINE
from caseterm.services import (
    history,
    insurance,
    liens,
    parties,
    phases,
    providers,
    records,
    requests,
    settings,
    settlement,
)
from caseterm.services import letters as service
from caseterm.services.contacts import add_contact, edit_contact
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case

NOWHERE = Path("nowhere")
CARRIER = "Stateline & Sons"


def filled_case(db: Database, tmp_path: Path) -> int:
    """A case with an adverse carrier, a provider and an employer, and a firm whose letters go to a folder."""
    case_id = open_case(db)
    settings.edit_settings(
        db,
        {
            "firm_name": "Gold LLP", "firm_address": "1 Main\nOakland", "firm_phone": "(510) 555-0100",
            "user_name": "M. Gold", "export_folder": str(tmp_path / "out"),
        },
    )  # fmt: skip
    add_contact(
        db,
        {"kind": "organization", "org_name": CARRIER},
        addresses=[{"street": "P.O. Box 7", "city": "Reno", "state": "NV", "zip": "89510"}],
    )
    (insurer,) = db.raw.execute("SELECT id FROM contacts WHERE org_name = ?", (CARRIER,)).fetchone()
    insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer=insurer,
            coverage={"kind": "bi_liability"},
            policy={"party": "defendant", "policy_no": "PA-1"},
            claim={"claim_no": "88-A", "status": "opened"},
            adjuster=ContactInput({"last": HOSTILE, "first": "Paula"}),
        ),
    )
    parties.add_party(db, case_id, "hr_contact", ContactInput({"last": "Brand", "first": "Ilse"}))
    providers.add_provider(db, case_id, ContactInput({"kind": "organization", "org_name": "Mercy PT"}), {})
    db_row = db.raw.execute("SELECT client_id FROM cases").fetchone()
    assert db_row is not None
    return case_id


def test_a_letter_knows_its_addressee_and_lacks_what_is_not_on_file(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)
    (found,) = letters.addressees(db, case_id, "representation-adverse")
    assert found.to.startswith("O'Neil [/b]")
    assert found.values["recipient.company"] == CARRIER
    assert found.values["recipient.address"] == "P.O. Box 7\nReno, NV 89510"
    assert found.values["claim.number"] == "88-A"
    assert letters.missing(found, config=NOWHERE) == ["attorney.name"]
    with pytest.raises(InputError) as refused:
        letters.fill(found, letters.naming(db), config=NOWHERE)
    assert "Lead attorney: is not on file; enter it on the case" in str(refused.value)
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotFoundError, match="There is no letter nonsense"):
        letters.addressees(db, case_id, "nonsense")
    with pytest.raises(NotFoundError, match="nobody to write to"):
        letters.chosen(db, case_id, "preservation")
    with pytest.raises(NotFoundError, match="nobody of that name"):
        letters.chosen(db, case_id, "records_request", "Cedar")


def test_a_letter_is_saved_in_the_case_s_folder_and_comes_back_as_a_draft(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)
    settings.edit_settings(db, {"case_folder": "{last} {number}", "file_naming": "{date} {what}"})
    (found,) = letters.addressees(db, case_id, "representation_adverse")
    names = letters.naming(db)
    ready = letters.fill(found, names, config=NOWHERE, extra={"attorney.name": "R. Shah"})
    first, second = letters.save(ready), letters.save(ready)
    assert first.parent.parent == tmp_path / "out"
    assert first.name == "2026-11-21-Representation-adverse-carrier-DRAFT.docx"
    assert second.name == "2026-11-21-Representation-adverse-carrier-DRAFT-2.docx"
    changes = letters.record(db, [(ready, first)])
    assert changes.label.startswith("Wrote representation, adverse carrier to O'Neil")
    assert changes.undoable
    stored = db.raw.execute(
        "SELECT d.kind, d.dated, d.file_size IS NOT NULL, g.status, g.template FROM documents d "
        "JOIN legal_drafts g ON g.document_id = d.id"
    ).fetchall()
    assert [tuple(row) for row in stored] == [
        ("letter_of_representation", TODAY.isoformat(), 1, "draft", "representation_adverse")
    ]
    assert db.raw.execute("SELECT what, format FROM export_log").fetchone()[1] == "docx"
    history.undo(db)
    assert db.raw.execute("SELECT count(*) FROM legal_drafts").fetchone() == (0,)
    assert db.raw.execute("SELECT count(*) FROM export_log").fetchone() == (1,), "a disclosure stays"


def test_a_letter_goes_through_review_and_sending_it_tells_the_record(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)
    drafts = []
    for code in ("representation_adverse", "records_request"):
        (found,) = letters.addressees(db, case_id, code)
        extra = {"attorney.name": "R. Shah", "recipient.address": "1 Elm", "client.dob": "01/02/1990"}
        ready = letters.fill(found, letters.naming(db), config=NOWHERE, extra=extra)
        changes = letters.record(db, [(ready, letters.save(ready))])
        drafts.append(changes.first_added("legal_drafts") or 0)
    service.submit(db, drafts)
    with pytest.raises(InputError, match="no attorney approved it"):
        service.mark_sent(db, drafts)
    with pytest.raises(InputError, match="only an attorney approves"):
        service.approve(db, drafts, by=" ")
    service.ask_changes(db, drafts[:1], by="R. Shah", note="name the limits")
    service.approve(db, drafts, by="R. Shah")
    changes = service.mark_sent(db, drafts[:1], channel="certified_mail")
    assert "Sent by certified mail" in changes.label
    assert "follow-up Mon 12/07" in changes.label
    assert db.raw.execute("SELECT lor_sent_on FROM claims").fetchone() == (TODAY.isoformat(),)
    title, due = db.raw.execute("SELECT title, due FROM tasks WHERE document_id IS NOT NULL").fetchone()
    assert title.startswith("Acknowledged? Letter of representation to O'Neil")
    assert due == date(2026, 12, 7).isoformat()
    talk = db.raw.execute(
        "SELECT channel, direction, category, counts_as_client_contact FROM communications"
    ).fetchall()
    assert [tuple(row) for row in talk] == [("certified_mail", "out", "coverage", 0)]
    service.mark_sent(db, drafts[1:], channel="fax")
    asked = db.raw.execute("SELECT kind, status, document_id IS NOT NULL FROM records_requests").fetchall()
    assert [tuple(row) for row in asked] == [("records", "sent", 1)]
    with pytest.raises(InputError, match="was sent 11/21/2026"):
        service.mark_sent(db, drafts[:1], unreviewed=True)
    with pytest.raises(InputError, match="was sent already"):
        service.withdraw(db, drafts)


def test_a_letter_says_draft_until_it_is_approved_and_again_when_it_is_to_be_changed(
    db: Database, tmp_path: Path
) -> None:
    case_id = filled_case(db, tmp_path)
    (found,) = letters.addressees(db, case_id, "representation_adverse")
    ready = letters.fill(found, letters.naming(db), config=NOWHERE, extra={"attorney.name": "R. Shah"})
    assert ready.lines[0] == DRAFT_LINE
    draft = letters.save(ready)
    draft_id = letters.record(db, [(ready, draft)]).first_added("legal_drafts") or 0

    def file() -> Path:
        return Path(db.raw.execute("SELECT path FROM documents").fetchone()[0])

    def says_draft() -> bool:
        return DRAFT_LINE in list(text_of(file().read_bytes()))

    edited = Document(str(draft))
    edited.add_paragraph("Added by hand in Word.")
    edited.save(str(draft))
    with pytest.raises(InputError):
        letterreview.approve_drafts(db, [draft_id], by="  ")
    assert list(draft.parent.iterdir()) == [draft], "nothing is written before the attorney has a name"
    letterreview.submit_drafts(db, [draft_id])
    assert (file(), says_draft()) == (draft, True)
    changes = letterreview.approve_drafts(db, [draft_id], by="R. Shah")
    final = draft.with_name(draft.name.replace("-DRAFT", ""))
    assert changes.label.startswith("Approved by R. Shah, DRAFT taken out: Representation, adverse carrier: ")
    assert (file(), says_draft()) == (final, False)
    assert "Added by hand in Word." in list(text_of(final.read_bytes()))
    assert draft.exists()
    history.undo(db)
    assert (file(), says_draft()) == (draft, True)
    history.redo(db)
    changes = letterreview.return_drafts(db, [draft_id], by="R. Shah", note="the limits")
    assert changes.label.startswith("To be changed, DRAFT again: ")
    assert says_draft()
    assert file().name == draft.name.replace("-DRAFT", "-DRAFT-2")
    changes = letterreview.send_drafts(db, [draft_id], unreviewed=True)
    assert changes.label.startswith("Sent by letter, DRAFT taken out: ")
    assert not says_draft()


def test_a_draft_whose_file_is_gone_or_is_her_own_is_approved_all_the_same(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)
    own = tmp_path / "memo-DRAFT.docx"
    Document().save(str(own))
    made = records.add_record(db, "document", {"case_id": case_id, "path": str(own), "title": HOSTILE}, label="x")
    values = {"title": HOSTILE, "document_id": made.first_added("documents")}
    first = service.add_draft(db, case_id, values).first_added("legal_drafts") or 0
    assert "DRAFT taken" not in letterreview.approve_drafts(db, [first], by="R. Shah").label
    assert list(tmp_path.glob("memo*")) == [own]
    (found,) = letters.addressees(db, case_id, "representation_adverse")
    ready = letters.fill(found, letters.naming(db), config=NOWHERE, extra={"attorney.name": "R. Shah"})
    gone = letters.save(ready)
    second = letters.record(db, [(ready, gone)]).first_added("legal_drafts") or 0
    gone.unlink()
    changes = letterreview.approve_drafts(db, [second], by="R. Shah")
    assert changes.label.startswith("Approved by R. Shah, its file is not where it was: ")


def test_letters_to_a_client_are_in_the_client_s_language_and_those_to_others_in_english(
    db: Database, tmp_path: Path
) -> None:
    case_id = filled_case(db, tmp_path)
    (client,) = db.raw.execute("SELECT client_id FROM cases").fetchone()
    edit_contact(db, client, {"language": "Spanish, some English"}, phones=[], emails=[], addresses=[])
    phases.change_phase(db, [case_id], "opening")
    at = datetime(2026, 12, 1, 13, 5)  # noqa: DTZ001  # wall time
    values = {"case_id": case_id, "kind": "therapy_pt", "starts_at": at, "status": "scheduled", "location": "Mercy PT"}
    records.add_record(db, "appointment", values, label="x")
    extra = {"recipient.address": "1 Elm", "attorney.name": "R. Shah", "user.title": "Case Manager"}
    (status,) = letters.addressees(db, case_id, "client_status")
    text = "\n".join(letters.fill(status, letters.naming(db), config=NOWHERE, extra=extra).lines)
    assert status.language == "es"
    assert "21 de noviembre de 2026" in text
    assert "Estimado(a) Maria:" in text
    assert "Su próxima cita: martes 1 de diciembre a la 1:05 de la tarde, terapia física, Mercy PT." in text
    assert "Dónde estamos: Estamos escribiendo a las compañías de seguros" in text
    codes = {each.letter.code: each.language for each in letters.due(db, case_id)}
    assert codes == {"client_welcome": "es", "representation_adverse": "en"}
    (other,) = letters.addressees(db, case_id, "representation_adverse")
    assert (other.language, other.values["today"]) == ("en", "November 21, 2026")
    phases.close_case(db, case_id, reason="settled", outcome={"outcome": f"Paid in full, {HOSTILE}"})
    (ended,) = letters.addressees(db, case_id, "closing")
    text = "\n".join(letters.fill(ended, letters.naming(db), config=NOWHERE, extra=extra).lines)
    assert f"Así terminó: «Paid in full, {HOSTILE[:9]}" in text, "what she typed in English does not vanish"
    assert "Entre « » va lo que anotó nuestra oficina." in text
    edit_contact(db, client, {"language": "Tagalog"}, phones=[], emails=[], addresses=[])
    assert letters.addressees(db, case_id, "closing")[0].values["closing.outcome"].startswith("Paid in full,")
    assert letters.addressees(db, case_id, "client_status")[0].language == "en"


def test_what_is_due_follows_the_stage_and_what_was_written(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)
    assert letters.due(db, case_id) == []
    phases.change_phase(db, [case_id], "treating")
    assert [each.letter.code for each in letters.due(db, case_id)] == ["representation_adverse", "wage_verification"]
    phases.change_phase(db, [case_id], "records")
    codes = [each.letter.code for each in letters.due(db, case_id)]
    assert codes == ["representation_adverse", "records_request", "bills_request", "wage_verification"]
    found = letters.chosen(db, case_id, "bills_request", "mercy")
    extra = {"recipient.address": "1 Elm", "client.dob": "01/02/1990"}
    ready = letters.fill(found[0], letters.naming(db), config=NOWHERE, extra=extra)
    letters.record(db, [(ready, letters.save(ready))])
    assert "bills_request" not in [each.letter.code for each in letters.due(db, case_id)]


def test_a_request_s_letter_asks_for_the_dates_of_the_request(db: Database, tmp_path: Path) -> None:
    case_id = filled_case(db, tmp_path)

    def asked(code: str) -> tuple[str, str]:
        (found,) = letters.addressees(db, case_id, code)
        return found.values["request.from"], found.values["request.to"]

    assert asked("records_request") == ("October 1, 2026", "the present")
    (provider,) = db.raw.execute("SELECT id FROM case_providers").fetchone()
    days = {"dos_from": date(2025, 1, 2), "dos_to": date(2025, 3, 4), "until_today": False}
    requests.add_request(db, case_id, {"case_provider_id": provider, "kind": "prior_records", "status": "sent", **days})
    assert asked("records_request") == ("January 2, 2025", "March 4, 2025")
    assert asked("bills_request") == ("October 1, 2026", "the present")
    requests.add_request(db, case_id, {"case_provider_id": provider, "status": "sent", "all_dates": True})
    assert asked("records_request") == ("", "")


def test_a_reduction_is_asked_for_with_what_the_recovery_cost_and_no_field_is_a_name_alone(
    db: Database, tmp_path: Path
) -> None:
    case_id = filled_case(db, tmp_path)
    liens.add_lien(db, case_id, "Plan", {"kind": "health_plan_insured", "asserted_cents": 900_00})
    (before,) = letters.addressees(db, case_id, "lien_reduction")
    settlement.put_fee_agreement(db, case_id, {"signed_on": TODAY}, {"pre_suit": (1, 3)})
    settlement.put_recovery(db, case_id, {"source": "BI", "amount_cents": 30_000_00, "agreed_on": TODAY})
    (found,) = letters.addressees(db, case_id, "lien_reduction")
    assert (before.values["settlement.fees_costs"], found.values["settlement.fees_costs"]) == ("", "$10,000.00")
    places = (letters.__file__, queries.letters.__file__, queries.letter_facts.__file__)
    sources = "".join(Path(str(place)).read_text(encoding="utf-8") for place in places)
    assert [path for path in FIELDS if f'"{path}"' not in sources] == []


def test_names_of_files_follow_the_firm_s_pattern() -> None:
    facts = {"number": "26-1", "last": "Garcia", "what": "Closing", "to": "", "date": "2026-11-21"}
    assert filled("{number} {what} {to} {date}", facts) == "26-1 Closing 2026-11-21"
    assert filled("{to}-{last}", facts) == "Garcia"
    assert pattern_problem("") is None
    assert pattern_problem("{number} {last}") is None
    for wrong in ("{nummer}", "plain", "{number}/{last}", "{number", "{number} {", "..\\{last}"):
        assert pattern_problem(wrong), wrong
    assert all(pattern_problem("{" + name + "}") is None for name in FACTS)
