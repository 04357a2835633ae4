"""The scripting interface: acts as JSON lines, undo, redo, history, dump."""

import inspect
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm import models
from caseterm.cli.batch import answer_to
from caseterm.cli.batchacts import ACTS
from caseterm.clock import fixed_clock
from caseterm.store import audit
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.cli.terminal import environment
from tests.conftest import HOSTILE, TODAY

MANUAL = Path(__file__).parents[2] / "docs" / "scripting.md"
Batch = Callable[..., list[dict[str, Any]]]

A_CASE = {
    "act": "new_case",
    "client": {"first": "Ana", "last": "Garcia"},
    "case": {"number": "26-0142", "state": "CA"},
    "incident": {"happened_on": "2026-03-01", "state": "CA"},
    "phones": [{"number": "5105550100"}],
}
A_DAY: list[dict[str, Any]] = [
    A_CASE,
    {"act": "new_case", "client": {"last": "Okafor"}, "case": {"number": "26-0143"}, "incident": {}},
    {"act": "add_task", "case": "26-0142", "title": "call adjuster", "due": "2026-11-24", "tags": "liens", "ref": "x"},
    {"act": "add_task", "title": "buy stamps", "priority": 4},
    {"act": "set_due", "tasks": [1, 2], "day": "2026-11-25"},
    {"act": "shift_due", "tasks": [1], "days": 7},
    {"act": "set_due", "tasks": [2], "day": None},
    {"act": "set_priority", "tasks": [1], "priority": 1},
    {"act": "set_waiting", "tasks": [1], "on_whom": "adjuster"},
    {"act": "set_tags", "tasks": [1, 2], "tags": "+urgent"},
    {"act": "set_case", "tasks": [2], "case": "26-0143"},
    {"act": "set_status", "tasks": [2], "status": "cancelled"},
    {"act": "reopen_tasks", "tasks": [2]},
    {"act": "edit_task", "task": 1, "values": {"title": "call the adjuster", "notes": "twice\nalready"}},
    {"act": "complete_tasks", "tasks": [1, 2]},
    {"act": "archive_tasks", "tasks": [2]},
    {"act": "restore_tasks", "tasks": [2]},
    {"act": "add_follow_ups", "cases": ["26-0142", 2], "day": "2026-12-01"},
    {"act": "change_phase", "cases": ["26-0142", "26-0143"], "phase": "treating"},
    {"act": "pin_cases", "cases": ["26-0142"]},
    {"act": "unpin_cases", "cases": ["26-0142"]},
    {"act": "add_appointment", "starts_at": "2026-11-20T09:30", "case": "26-0142", "kind": "therapy_pt"},
    {"act": "set_ride", "appointment": 1, "state": "needed", "note": ""},
    {"act": "confirm_appointment", "appointment": 1},
    {"act": "edit_appointment", "appointment": 1, "values": {"location": "2nd floor"}},
    {"act": "mark_no_show", "appointment": 1, "reason": "transport"},
    {"act": "reopen_appointment", "appointment": 1},
    {"act": "reschedule", "appointment": 1, "starts_at": "2026-11-19T11:00"},
    {"act": "mark_kept", "appointments": [2]},
    {"act": "add_appointment", "starts_at": "2026-12-20T09:30", "case": "26-0142", "kind": "therapy_pt"},
    {"act": "cancel_appointment", "appointment": 3, "by": "weather"},
    {"act": "archive_appointment", "appointment": 3},
    {"act": "add_appointment", "starts_at": "2026-11-20T08:00", "case": "26-0142", "kind": "therapy_pt"},
    {"act": "mark_no_show", "appointment": 4, "reason": "transport"},
    {"act": "note_barrier", "appointment": 4},
    {"act": "need_rides", "appointment": 4},
    {"act": "call_about", "appointment": 4, "due": "2026-11-23"},
    {"act": "add_series", "repeats": "mon wed fri for 2 weeks", "starts_at": "2026-11-23T09:00", "case": "26-0142",
     "kind": "therapy_pt", "ends_at": "2026-11-23T09:45"},
    {"act": "add_task_for", "appointment": 5, "title": HOSTILE, "due": "2026-11-22"},
    {"act": "remind", "appointment": 5, "how": "message"},
    {"act": "skip_reminder", "appointment": 6},
    {"act": "book_ride", "appointment": 6, "legs": [
        {"direction": "outbound", "mode": "nemt_wheelchair", "vendor": "GoldLine", "status": "booked",
         "pickup_at": "2026-11-25T08:10", "confirmation_no": "4471", "cost": 9500}, {"direction": "return"}]},
    {"act": "set_leg_status", "legs": [1, 2], "status": "confirmed"},
    {"act": "rebook_ride", "leg": 1, "reason": "van broke down"},
    {"act": "edit_leg", "leg": 3, "values": {"pickup_at": "2026-11-25T08:00", "companion": "her sister"}},
    {"act": "edit_visits", "appointment": 5, "values": {"location": "2nd floor"}, "scope": "all"},
    {"act": "move_visits", "appointment": 5, "starts_at": "2026-11-23T11:00", "scope": "following"},
    {"act": "cancel_visits", "appointment": 9, "by": "provider", "scope": "following"},
    {"act": "archive_visits", "appointment": 9, "scope": "one"},
    {"act": "log_contact", "case": "26-0142", "channel": "call", "outcome": "reached", "body": HOSTILE,
     "follow_up": {"title": "call back", "due": "2026-11-30"}},
    {"act": "log_contact_many", "cases": ["26-0142", "26-0143"], "channel": "text", "outcome": "no_answer"},
    {"act": "add_note", "case": "26-0142", "body": HOSTILE},
    {"act": "add_contact", "values": {"first": "Wes", "last": "Lee"}, "emails": [{"address": "w@example.com"}]},
    {"act": "edit_contact", "contact": 3, "values": {"title": "Dr."}, "phones": [{"number": "5105550111"}]},
    {"act": "add_party", "case": "26-0142", "role": "witness", "contact_id": 3},
    {"act": "add_provider", "case": "26-0142", "contact": {"kind": "organization", "org_name": "Bay PT"}},
    {"act": "request_papers", "provider": 1, "papers": "bills"},
    {"act": "ask_providers", "providers": [1], "papers": ["records"]},
    {"act": "follow_up_requests", "requests": [1, 2], "said": "L., processing +7"},
    {"act": "set_request_status", "requests": [1], "status": "fee_requested"},
    {"act": "set_request_day", "requests": [1], "day": "2026-11-30"},
    {"act": "edit_request", "request": 1, "values": {"fee_quoted_cents": 3500, "method": "mail"}},
    {"act": "receive_requests", "requests": [2], "pages": 212, "completeness": "partial", "missing": "no films"},
    {"act": "add_request", "case": "26-0142",
     "values": {"case_provider_id": 1, "kind": "films_imaging", "follows_id": 2, "sent_on": "2026-11-20"}},
    {"act": "archive_requests", "requests": [3]},
    {"act": "restore_requests", "requests": [3]},
    {"act": "add_authorization", "case": "26-0142", "values": {"case_provider_id": 1, "expires_on": "2027-11-01"}},
    {"act": "edit_authorization", "authorization": 1, "values": {"signed_on": "2026-11-01"}},
    {"act": "archive_authorization", "authorization": 1},
    {"act": "dismiss_unmatched", "provider": 1, "kind": "record_without_bill", "reason": "free clinic"},
    {"act": "matters_again", "dismissal": 1},
    {"act": "add_insurance", "case": "26-0142", "insurer": "Acme", "coverage": {"kind": "bi_liability"},
     "policy": {"policy_no": "P-1"}, "claim": {"claim_no": "88A12"}, "adjuster": {"first": "Ad", "last": "Juster"}},
    {"act": "compute_limitation", "case": "26-0142"},
    {"act": "add_deadline", "case": "26-0142", "kind": "other", "due": "2027-01-05", "title": "answer"},
    {"act": "edit_deadline", "deadline": 2, "values": {"title": "answer due"}},
    {"act": "verify_deadline", "deadline": 1, "by": "M. Gold", "on": "2026-11-21"},
    {"act": "satisfy_deadline", "deadline": 2, "how": "filed", "on": "2026-11-21"},
    {"act": "unsatisfy_deadline", "deadline": 2},
    {"act": "hear_reminders", "deadlines": [2]},
    {"act": "add_tolling", "deadline": 2, "values": {"reason": "agreement", "days": 10}},
    {"act": "dismiss_deadline", "deadline": 2, "by": "R. Shah", "why": "no suit", "on": "2026-11-21"},
    {"act": "add_clock", "case": "26-0142", "clock": "medicare_cpn", "starts_on": "2026-11-18"},
    {"act": "add_negotiation", "case": "26-0142",
     "values": {"kind": "time_limited_demand", "amount_cents": 5000000, "expires_on": "2026-12-01"}},
    {"act": "edit_negotiation", "event": 1, "values": {"expires_on": "2026-12-05"}},
    {"act": "add_negotiation", "case": "26-0142", "values": {"kind": "offer", "amount_cents": 100000}},
    {"act": "archive_negotiation", "event": 2},
    {"act": "put_fee_agreement", "case": "26-0142", "fees": {"pre_suit": "33 1/3 %", "filed": "40"},
     "values": {"signed_on": "2026-03-02"}},
    {"act": "put_recovery", "case": "26-0142", "values": {"amount_cents": 4000000, "agreed_on": "2026-11-20"}},
    {"act": "put_recovery", "case": "26-0142", "recovery": 1, "values": {"funds_received_on": "2026-11-21"}},
    {"act": "put_deduction", "case": "26-0142", "values": {"payee": "Loan Co", "kind": "funding", "amount_cents": 100}},
    {"act": "put_payout", "case": "26-0142", "values": {"amount_cents": 10000, "held_why": "last bill"}},
    {"act": "put_payout", "case": "26-0142", "payout": 1, "values": {"paid_on": "2026-11-21", "reference": "check 7"}},
    {"act": "agree_balance", "provider": 1, "cents": 50000},
    {"act": "add_bills", "case": "26-0142", "bills": [
        {"case_provider_id": 1, "dos_from": "2026-03-04", "billed_cents": 125000, "description": HOSTILE},
        {"case_provider_id": 1, "dos_from": "2026-03-05", "billed_cents": 20000, "paid_pip_cents": 20000}]},
    {"act": "edit_bill", "bill": 2, "values": {"adjusted_cents": 100}},
    {"act": "archive_bills", "bills": [2]},
    {"act": "finalize_bills", "providers": [1], "on": "2026-11-21"},
    {"act": "pay_at_settlement", "providers": [1], "pay": False},
    {"act": "add_lien", "case": "26-0142", "holder": "BCRC",
     "values": {"kind": "medicare_parts_ab", "asserted_cents": 500000, "rights_letter_on": "2026-11-02"}},
    {"act": "edit_lien", "lien": 1, "values": {"notice_on": "2026-11-10", "audited_cents": 450000}},
    {"act": "reduce_liens", "liens": [1], "rule": "procurement_411_37", "settlement": 4000000, "fee": 1333333},
    {"act": "lien_final_letter", "lien": 1, "cents": 300000, "on": "2026-11-20"},
    {"act": "pay_liens", "liens": [1], "on": "2026-11-21"},
    {"act": "set_budget", "case": "26-0142", "cents": 250000},
    {"act": "put_expense", "case": "26-0142", "values": {"kind": "mileage", "miles_tenths": 246, "vendor": "PT"}},
    {"act": "put_wage_loss", "case": "26-0142", "values": {
        "employer": HOSTILE, "rate_cents": 2250, "rate_unit": "hour", "hours_week": 400, "off_from": "2026-03-02",
        "off_to": "2026-03-15"}},
    {"act": "add_record", "kind": "injury", "case": "26-0142", "values": {"body_part": "neck_cervical"}},
    {"act": "edit_record", "kind": "injury", "row": 1, "values": {"side": "left"}},
    {"act": "archive_record", "kind": "injury", "row": 1},
    {"act": "restore_record", "kind": "injury", "row": 1},
    {"act": "add_party", "case": "26-0142", "role": "defendant", "contact": {"last": "Roe"}},
    {"act": "put_defendant", "party": 5, "values": {"served_on": "2026-11-02"}, "counsel": 4,
        "limitation_on": "2028-03-01"},
    {"act": "merge_contacts", "keep": 2, "gone": 9},
    {"act": "recommend", "case": "26-0142", "values": {"text": HOSTILE, "saving_cents": 50000}},
    {"act": "decide_recommendations", "recommendations": [1], "decision": "accepted", "by": "R. Shah"},
    {"act": "ask_for_attorney", "case": "26-0142", "values": {"kind": "research", "what": "UM stacking"}},
    {"act": "answer_attorney", "requests": [1], "answer": "no"},
    {"act": "promise", "case": "26-0142", "values": {"what": "call back", "due": "2026-11-24"}},
    {"act": "keep_promises", "promises": [1], "kept": False, "outcome": "was ill"},
    {"act": "update_attorney", "case": "26-0142", "values": {"how": "email", "text": HOSTILE}},
    {"act": "set_grade", "cases": ["26-0142"], "grade": "B", "reason": "limits"},
    {"act": "review_file", "case": "26-0142", "findings": "bills missing", "next_on": None, "grade": "A",
        "reason": "x"},
    {"act": "add_draft", "case": "26-0142", "values": {"title": "Motion"}},
    {"act": "edit_draft", "draft": 1, "values": {"title": HOSTILE}},
    {"act": "submit_drafts", "drafts": [1]},
    {"act": "return_drafts", "drafts": [1], "by": "R. Shah", "note": "shorter"},
    {"act": "withdraw_drafts", "drafts": [1]},
    {"act": "approve_drafts", "drafts": [1], "by": "R. Shah", "on": "2026-11-20"},
    {"act": "send_drafts", "drafts": [1], "channel": "fax"},
    {"act": "check_conflicts", "case": "26-0142"},
    {"act": "settle_conflict", "check": 1, "conflict": False, "by": "A. Gold", "reason": "no"},
    {"act": "put_claim_details", "case": "26-0142", "values": {"auto_rental_from": "2026-03-02", "auto_property": 100}},
    {"act": "tell_client", "case": "26-0142", "topic": "treating.next", "understood": "unsure", "questions": HOSTILE},
    {"act": "answer_client", "education": 1},
    {"act": "set_profile", "contact": 2, "values": {"languages": HOSTILE, "accepts_lop": True}},
    {"act": "start_referral", "case": "26-0142", "contact": 2, "values": {"to_specialty": "neurology"}},
    {"act": "refer_to", "referral": 1, "contact": 4},
    {"act": "close_case", "case": "26-0143", "reason": "declined", "outcome": {"outcome": HOSTILE, "satisfaction": 3}},
    {"act": "edit_closure", "case": "26-0143", "values": {"retention_verified_by": "A. Gold"}},
    {"act": "reopen_case", "case": "26-0143"},
    {"act": "archive_cases", "cases": ["26-0143"]},
    {"act": "restore_cases", "cases": ["26-0143"]},
    {"act": "edit_settings", "values": {"firm_name": "Gold & Shah LLP"}},
    {"act": "import_file", "file": "IMPORT"},
    {"act": "load_sample", "cases": 3},
    {"act": "remove_sample"},
    {"act": "undo"},
    {"act": "redo"},
]  # fmt: skip


@pytest.fixture
def batch(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Send lines to `caseterm batch`; its answers."""

    def sent(*acts: dict[str, Any] | bytes) -> list[dict[str, Any]]:
        lines = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in acts]
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines) + b"\n")))
        ran = run("--db", str(tmp_path / "a.db"), "batch")
        assert ran.err == ""
        answers = [json.loads(line) for line in ran.lines]
        codes = [answer["code"] for answer in answers if not answer["ok"]]
        assert ran.code == (codes[0] if codes else 0)
        return answers

    return sent


def content(db: Database) -> dict[str, list[Any]]:
    """Every row of the record but the history, which only grows, as the same acts leave it."""
    tables = [*audit.logged_tables(db.raw), "caselist"]
    return {name: db.raw.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in tables}


def manual_acts() -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    _, *sections = MANUAL.read_text(encoding="utf-8").split("\n### ")
    for section in sections:
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) ?\|$", section, re.MULTILINE)
        yield section.split("\n", 1)[0], [(name, form, words.startswith("needed")) for name, form, words in rows]


def test_the_manual_names_every_act_and_field_as_the_program_takes_them() -> None:
    assert dict(manual_acts()) == {
        act.name: [(field.name, field.form, field.needed) for field in act.fields] for act in ACTS.values()
    }


@pytest.mark.parametrize("name", ACTS)
def test_an_acts_fields_are_its_services(name: str) -> None:
    act = ACTS[name]
    _, *rest = inspect.signature(act.call).parameters.values()
    wanted = {each.name for each in rest if each.default is inspect.Parameter.empty}
    assert {field.parameter for field in act.fields if field.needed} == wanted
    assert {field.parameter for field in act.fields} <= {each.name for each in rest}


def test_every_act_is_done_told_and_undone_to_where_it_was(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("Client,DOI,Claim #\nLin Wei,03/02/2026,X-1\nAbel Sy,04/02/2026,X-2\n")
    acts = [{**act, "file": str(tmp_path / "in.csv")} if act["act"] == "import_file" else act for act in A_DAY]
    assert {act["act"] for act in acts} == set(ACTS)
    answers = batch(*acts)
    assert [answer for answer in answers if not answer["ok"]] == []
    assert [answer["line"] for answer in answers] == list(range(1, len(acts) + 1))
    assert answers[2] == {
        "line": 3, "ok": True, "act": "add_task", "ref": "x", "id": 3, "rows": 1, "added": {"tasks": [1]},
        "label": "Added task 11/24: call adjuster (Garcia, Ana)",
    }  # fmt: skip
    with Database.open(tmp_path / "a.db", fixed_clock(TODAY)) as db:
        assert audit.first_broken_act(db.raw) is None
        after = content(db)
    done = len(acts) - 2  # the pair of undo and redo at the end is none of the record's
    undone = batch(*[{"act": "undo"}] * done)
    assert all(answer["ok"] for answer in undone)
    assert batch({"act": "undo"})[0]["error"] == "There is nothing to undo."
    with Database.open(tmp_path / "a.db", fixed_clock(TODAY)) as db:
        assert not any(content(db).values())
    assert all(answer["ok"] for answer in batch(*[{"act": "redo"}] * done))
    with Database.open(tmp_path / "a.db", fixed_clock(TODAY)) as db:
        assert content(db) == after


def test_a_bad_act_is_told_and_the_rest_goes_on(batch: Batch) -> None:
    answers = batch(
        A_CASE,
        b"not json",
        b"\xff\xfe{}",
        b"[1]",
        b"[" * 5000,
        b"",
        b'{"act": "add_note", "case": "26-0142", "body": "' + b"x" * 4_000_001 + b'"}',
        {"act": "fly"},
        {"act": "add_task", "case": "26-9999", "title": "a"},
        {"act": "add_task", "title": "a", "colour": "red", "ref": 7},
        {"act": "add_task"},
        {"act": "add_task", "title": "a", "due": "tomorrow"},
        {"act": "complete_tasks", "tasks": [99]},
        {"act": "edit_record", "kind": "injury", "row": 99, "values": {"side": "left"}},
        {"act": "edit_record", "kind": "injury", "row": 1, "values": {"uuid": "x"}},
        {"act": "add_note", "case": "26-0142", "body": "\ud800 half \u0000 a pair"},
    )
    told = [(answer["line"], answer["ok"], answer.get("code")) for answer in answers]
    refused = {8: 65, 9: 66, 10: 65, 11: 65, 12: 65, 13: 66, 14: 66, 15: 65}
    bad = [(line, False, refused.get(line, 65)) for line in (2, 3, 4, 5, 7, *refused)]
    assert told == [(1, True, None), *bad, (16, True, None)]
    assert answers[8]["ref"] == 7
    assert answers[8]["fields"] == [{"field": "colour", "reason": "is no field of add_task"}]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=30)
    | st.sampled_from([1, 2, "26-0142", "2026-11-24", "2026-11-24T09:30", "9999-12-31", "0001-01-01",
                       HOSTILE, "x" * 9000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@st.composite
def _odd_acts(draw: st.DrawFn) -> dict[str, Any]:
    """An act of the day with one of its fields, or one column, put out of shape."""
    asked = dict(draw(st.sampled_from([act for act in A_DAY if act["act"] not in ("load_sample", "import_file")])))
    fields = ACTS[asked["act"]].fields
    if not fields:
        return asked
    field = draw(st.sampled_from(fields))
    if isinstance(asked.get(field.name), dict) and draw(st.booleans()):
        model = {"client": "Contact", "incident": "Incident"}.get(field.name, "Case")
        column = draw(st.sampled_from(sorted(getattr(models, model).model_fields)))
        return asked | {field.name: {column: draw(_JSON)}}
    return asked | {field.name: draw(_JSON)}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=_odd_acts())
def test_whatever_is_sent_is_answered_in_words(db: Database, asked: dict[str, Any]) -> None:
    if not content(db)["cases"]:
        assert answer_to(db, json.dumps(A_CASE).encode())["ok"]
    answer = answer_to(db, json.dumps(asked).encode())
    assert answer.get("code", 0) in (0, 65, 66), answer
    assert db.raw.execute("SELECT id FROM act_now").fetchone() == (0,)
    assert json.loads(json.dumps(answer)) == answer


def test_an_answer_comes_at_once_and_after_the_act_is_on_disk(home: Path, db: Database) -> None:
    path = db.path
    db.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "caseterm", "--db", str(path), "batch"],
        env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(1, 6):
        process.stdin.write(json.dumps({"act": "add_task", "title": f"task {number}"}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["ok"]
        with Database.open(path, fixed_clock(TODAY), exclusive=False) as db:
            assert db.raw.execute("SELECT count(*), max(title) FROM tasks").fetchone() == (number, f"task {number}")
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_batch_is_refused_while_another_copy_has_the_database(run: Run, db: Database) -> None:
    for command in (["batch"], ["undo"], ["redo"]):
        ran = run("--db", str(db.path), *command)
        assert (ran.code, ran.out) == (75, "")


def test_undo_and_redo_say_what_they_did(batch: Batch, run: Run, tmp_path: Path) -> None:
    batch({"act": "add_task", "title": "one"}, {"act": "add_task", "title": "two"})
    where = ("--db", str(tmp_path / "a.db"))
    assert run(*where, "undo", "2").lines == ["Undid: Added task: two", "Undid: Added task: one"]
    assert run(*where, "redo").lines == ["Redid: Added task: one"]
    said = json.loads(run(*where, "redo", "--json").out)
    assert said == [{"id": 6, "label": "Redid: Added task: two", "rows": 1}]
    nothing = run(*where, "redo")
    assert (nothing.code, nothing.err) == (65, "caseterm: There is nothing to redo.\n")
    assert run("--db", str(tmp_path / "none.db"), "undo").code == 66
    assert not (tmp_path / "none.db").exists()


def test_the_history_says_who_what_when_and_from_what_to_what(batch: Batch, run: Run, tmp_path: Path) -> None:
    batch(A_CASE, {"act": "add_task", "case": "26-0142", "title": HOSTILE, "due": "2026-11-24"},
          {"act": "set_due", "tasks": [1], "day": "2026-11-26"}, {"act": "add_task", "title": "stamps"})  # fmt: skip
    where = ("--db", str(tmp_path / "a.db"))
    lines = run(*where, "history", "26-0142").lines
    when, who, number, label = lines[0].split("\t")
    assert (when, number) == ("11/21/2026 09:41", "26-0142")
    assert who
    assert label.startswith("Due 11/24 -> 11/26: ")
    assert "    Due: 11/24/2026 -> 11/26/2026" in lines
    assert not any("stamps" in line or "\x1b" in line or "\u202e" in line for line in lines)
    every = json.loads(run(*where, "history", "--json").out)
    assert [each["op"] for each in every] == ["add_task", "set_due", "add_task", "new_case"]
    assert "Task added" in every[0]["changes"]
    assert [each["id"] for each in json.loads(run(*where, "history", "--find", "due GARCIA", "--json").out)] == [3]
    assert len(json.loads(run(*where, "history", "--limit", "1", "--json").out)) == 1
    assert run(*where, "history", "99-1").code == 66


def test_a_dump_holds_every_row_and_is_the_same_twice(on_sample: Run, sample_file: Path) -> None:
    first, second = on_sample("dump", "--json"), on_sample("dump", "--json")
    assert first.code == 0
    assert first.out == second.out
    tables = json.loads(first.out)["tables"]
    with Database.open(sample_file, fixed_clock(TODAY), exclusive=False) as db:
        for name in (*audit.logged_tables(db.raw), "acts", "changes"):
            assert len(tables[name]["rows"]) == db.raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]


@pytest.mark.parametrize("command", [["batch"], ["dump", "--json"], ["history"]])
def test_a_full_disk_under_the_output_is_told_in_words(home: Path, db: Database, command: list[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        return
    assert answer_to(db, b'{"act": "add_task", "title": "kept"}')["ok"]
    db.close()
    with full.open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "caseterm", "--db", str(db.path), *command],
            env=environment(home), input=b'{"act": "add_task", "title": "saved, not answered"}\n', stdout=output,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 74
    assert done.stderr.startswith(b"caseterm: The output could not be written: No space left on device.\n")
    with Database.open(db.path, fixed_clock(TODAY)) as again:
        assert again.raw.execute("SELECT count(*) FROM tasks").fetchone() == (2 if command == ["batch"] else 1,)
