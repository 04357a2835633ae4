"""Recommendations, requests, promises, updates, grade and file review; conflict checks; claim details; attention."""

from datetime import date, timedelta

import pytest

from caseterm import queries
from caseterm.errors import InputError
from caseterm.rules.claim_fields import CLAIM_FIELDS, FIELDS
from caseterm.rules.inputs import ContactInput
from caseterm.rules.phase_names import phase_label
from caseterm.rules.terms import CLAIM_TYPES, PHASES
from caseterm.services import attorney, cases, claimdetails, conflicts, history, intake, letters, parties
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import line, open_case


def one(db: Database, query: str) -> tuple[object, ...]:
    (row,) = db.raw.execute(query).fetchall()
    return tuple(row)


def reasons(db: Database, case_id: int) -> list[str]:
    """Every reason of a case in words, read anew."""
    from caseterm.queries.case_facts import case_facts
    from caseterm.rules.attention import judge, words

    today = db.clock.today()
    found = judge(case_facts(db.raw, [case_id], today=today)[case_id], today)
    return [words(each.code, each.since, each.about, today) for each in found.reasons]


def test_a_recommendation_is_decided_by_the_lead_attorney(db: Database) -> None:
    case_id = open_case(db, lead_attorney="R. Shah")
    changes = attorney.recommend(db, case_id, {"text": HOSTILE, "cost_cents": 50_000, "days": 14})
    (row,) = (changes.first_added("recommendations") or 0,)
    attorney.decide(db, [row], "accepted")
    assert one(db, "SELECT decision, decided_by, decided_on FROM recommendations") == (
        "accepted",
        "R. Shah",
        "2026-11-21",
    )
    attorney.decide(db, [row], "open")
    assert one(db, "SELECT decided_by, decided_on FROM recommendations") == ("", None)
    for wrong in ({"text": ""}, {"text": "x", "cost_cents": -1}, {"text": "x", "days": 40_000}):
        with pytest.raises(InputError):
            attorney.recommend(db, case_id, wrong)
    with pytest.raises(InputError, match="is none of"):
        attorney.decide(db, [row], "maybe")


def test_promises_and_requests_are_settled_and_attention_names_the_late_ones(db: Database) -> None:
    case_id = open_case(db)
    late = TODAY - timedelta(days=3)
    made = attorney.promise(db, case_id, {"what": "send the photos", "due": late}).first_added("promises") or 0
    asked = attorney.ask(db, case_id, {"kind": "research", "what": "tolling in NV", "due": late})
    assert "promised, 3 d late: send the photos" in reasons(db, case_id)
    assert "attorney waits 3 d: tolling in NV" in reasons(db, case_id)
    with pytest.raises(InputError, match="says why"):
        attorney.keep_promise(db, [made], kept=False)
    attorney.keep_promise(db, [made], kept=False, outcome="the camera is lost")
    assert one(db, "SELECT kept_on, broken_on, outcome FROM promises") == (None, "2026-11-21", "the camera is lost")
    attorney.answer(db, [asked.first_added("attorney_requests") or 0], text="NRS 11.180, not verified")
    assert one(db, "SELECT done_on, answer FROM attorney_requests")[0] == "2026-11-21"
    assert not [each for each in reasons(db, case_id) if "promised" in each or "attorney waits" in each]


def test_drafts_and_updates_that_wait_are_reasons(db: Database) -> None:
    case_id = open_case(db)
    old = TODAY - timedelta(days=15)
    made = letters.add_draft(db, case_id, {"title": "Motion", "drafted_on": old}).first_added("legal_drafts") or 0
    assert "not reviewed 15 d: Motion" in reasons(db, case_id)
    letters.approve(db, [made], by="A. Gold", on=TODAY - timedelta(days=5))
    assert "approved, not sent 5 d: Motion" in reasons(db, case_id)
    assert not [each for each in reasons(db, case_id) if "not updated" in each], (
        "the clock begins with the first update"
    )
    attorney.update_attorney(db, case_id, {"dated": TODAY - timedelta(days=31), "text": "all calm"})
    assert "attorney not updated 31 d" in reasons(db, case_id)
    assert queries.attorney.head(db, case_id).update_due == TODAY - timedelta(days=1)


def test_a_grade_needs_its_reason_everywhere(db: Database) -> None:
    case_id = open_case(db)
    with pytest.raises(InputError, match="a grade needs its reason"):
        attorney.set_grade(db, [case_id], "B", reason=" ")
    with pytest.raises(InputError, match="is none of"):
        attorney.set_grade(db, [case_id], "E", reason="x")
    attorney.set_grade(db, [case_id], "B", reason="limits are low")
    (client,) = one(db, "SELECT client_id FROM cases")
    assert isinstance(client, int)
    known = ContactInput({}, contact_id=client)
    with pytest.raises(InputError, match="a grade needs its reason"):
        intake.edit_case(db, case_id, known, case={"grade": "C", "grade_reason": ""}, incident={})
    intake.edit_case(db, case_id, known, case={"grade": "C", "grade_reason": "witness left"}, incident={})
    assert one(db, "SELECT grade, grade_reason FROM cases") == ("C", "witness left")


def test_a_file_review_sets_the_next_and_comes_back(db: Database) -> None:
    case_id = open_case(db)
    with pytest.raises(InputError, match="Findings"):
        attorney.review_file(db, case_id, findings=" ", next_on=None)
    attorney.review_file(db, case_id, findings="no ER bill", next_on=TODAY, grade="A", reason="clear liability")
    assert one(db, "SELECT reviewed_on, grade FROM cases") == ("2026-11-21", "A")
    assert "file review due" in reasons(db, case_id)
    attorney.review_file(
        db, case_id, findings="bill came", next_on=date(2027, 1, 20), grade="A", reason="clear liability"
    )
    assert "file review due" not in reasons(db, case_id)


def test_a_new_client_is_searched_for_at_once_and_the_whole_case_later(db: Database) -> None:
    first = open_case(db)
    driver = ContactInput({"last": "Nunez", "first": "William"})
    parties.add_party(db, first, "defendant_driver", driver)
    cases.archive_cases(db, [first])
    changes = intake.open_case(
        db, ContactInput({"last": "Núñez", "first": "Bill"}), case={"number": "26-0777"}, incident={}
    )
    assert changes.label.endswith("; conflict check: 1 on the other side !")
    case_id = changes.first_added("cases") or 0
    assert "conflict check open 0 d" in reasons(db, case_id)
    ((found,),) = db.raw.execute("SELECT found FROM conflict_checks").fetchall()
    assert (
        found
        == "OTHER SIDE: Núñez, Bill ~ Nunez, William (nickname): defendant driver in 26-0001 Garcia, Maria (archived)"
    )
    (check,) = one(db, "SELECT id FROM conflict_checks")
    assert isinstance(check, int)
    with pytest.raises(InputError, match="no conflict"):
        conflicts.settle(db, check, conflict=False, by="A. Gold", reason="")
    conflicts.settle(db, check, conflict=False, by="A. Gold", reason="born 1950")
    assert "conflict check open 0 d" not in reasons(db, case_id)
    history.undo(db)
    history.undo(db)
    assert db.raw.execute("SELECT count(*) FROM conflict_checks").fetchone() == (0,), "with the case it goes"
    quiet = intake.open_case(
        db, ContactInput({"last": "Zywiec", "first": "Ada"}), case={"number": "26-0778"}, incident={}
    )
    assert "conflict" not in quiet.label
    other = quiet.first_added("cases") or 0
    task = f"SELECT status FROM tasks WHERE case_id = {other} AND template_key = '1.1'"
    assert one(db, task) == ("todo",), "the client alone is not everybody"
    parties.add_party(db, other, "witness", ContactInput({"last": "Quist", "first": "Bo"}))
    conflicts.record(db, other, queries.conflicts.check(db, other))
    assert one(db, task) == ("done",)
    assert line(db, other, "client") == ("Zywiec, Ada",)


def test_facts_of_a_claim_type_are_typed_and_refused_by_kind(db: Database) -> None:
    case_id = open_case(db, claim_type="workers_compensation")
    claimdetails.put_details(
        db,
        case_id,
        {"wc_aww": 98_750, "wc_mmi": TODAY, "wc_rating": 12, "wc_benefit": "ttd", "wc_modified_offered": True},
    )
    assert queries.claimdetails.lines(db, case_id) == [
        ("Average weekly wage", "$987.50"), ("Benefit paid", "TTD"), ("Modified duty offered", "yes"),
        ("MMI reached", "11/21/2026"), ("Impairment rating %", "12"),
    ]  # fmt: skip
    claimdetails.put_details(db, case_id, {"wc_mmi": None})
    assert "wc_mmi" not in queries.claimdetails.values(db, case_id)
    for wrong in ({"wc_rating": 101}, {"wc_aww": -1}, {"wc_benefit": "lots"}, {"nonsense": 1}, {"wc_rating": "x"}):
        with pytest.raises(InputError):
            claimdetails.put_details(db, case_id, wrong)
    assert set(CLAIM_FIELDS) == set(CLAIM_TYPES)
    assert all(name == each.name for name, each in FIELDS.items())
    assert phase_label("workers_compensation", "negotiation") == "Rating"
    assert all(phase_label("auto_liability", phase) == word for phase, word in PHASES.items())
