"""Requests: asked for by one act, chased, received in part, and the provider's own dates always in line with them."""

from datetime import date, timedelta
from typing import Any

import pytest

from caseterm import queries
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.rules.heard import read_follow_up
from caseterm.rules.inputs import ContactInput
from caseterm.services import authorizations, history, providers, records, requests, unmatched
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case

LATER = TODAY + timedelta(days=14)


def provider(db: Database, case_id: int, name: str, *, fax: str = "", **values: Any) -> int:
    contact = ContactInput({"kind": "organization", "org_name": name, "fax": fax})
    found = providers.add_provider(db, case_id, contact, values).first_added("case_providers")
    assert found is not None
    return found


def dates(db: Database, provider_id: int, track: str = "records") -> tuple[str | None, str | None, int]:
    row = db.raw.execute(
        f"SELECT {track}_requested_on, {track}_received_on, {track}_complete FROM case_providers WHERE id = ?",
        (provider_id,),
    ).fetchone()
    return row[0], row[1], row[2]


def test_one_act_asks_every_provider_of_a_case_and_one_undo_takes_it_back(db: Database) -> None:
    case_id = open_case(db)
    with_fax, without = provider(db, case_id, "Mercy PT", fax="5550107000"), provider(db, case_id, HOSTILE)
    done = requests.ask(db, [with_fax, without], ["records", "bills"])
    assert done.label == "Requested records and bills from 2 providers (Garcia, Maria), follow-up in 14 days"
    lines = queries.requests.of_case(db, case_id)
    assert [(line.kind, line.method, line.status) for line in lines] == [
        ("records", "fax", "sent"), ("bills", "fax", "sent"), ("records", "mail", "sent"), ("bills", "mail", "sent"),
    ]  # fmt: skip
    assert {(line.sent_on, line.follow_up_on, line.until_today) for line in lines} == {(TODAY, LATER, True)}
    incident = db.raw.execute("SELECT happened_on FROM incidents").fetchone()
    assert {line.dos_from.isoformat() if line.dos_from else None for line in lines} == {incident[0]}
    assert lines[0].sent_to == "(555) 010-7000"
    assert dates(db, with_fax) == dates(db, without, "bills") == (TODAY.isoformat(), None, 0)
    again = requests.ask(db, [with_fax, without], ["records"])
    assert (bool(again), again.label) == (False, "Nothing was asked for: all of it is out already")
    requests.receive(db, [line.id for line in lines[:2]], completeness="complete")
    over = {"records_complete": True, "treatment_status": "treatment_complete"}
    records.edit_record(db, "provider", with_fax, over, label="care over")
    again = requests.ask(db, [with_fax, without], ["records"])
    assert again.label == "Nothing was asked for: all of it is in or out already", "of several it is left alone"
    assert requests.ask(db, [with_fax]).label.startswith("Requested records from Mercy PT"), "alone it is meant"
    for _ in range(4):
        history.undo(db)
    assert queries.requests.of_case(db, case_id) == []
    assert dates(db, with_fax) == (None, None, 0)


def test_a_part_comes_in_and_the_rest_is_asked_for_by_a_request_of_its_own(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT")
    (first,) = _ids(requests.ask(db, [mercy]))
    came = requests.receive(db, [first], pages=212, completeness="partial", missing="no films")
    assert came.label == (
        "Received records from Mercy PT (Garcia, Maria), 0 days after asking, 212 pages, something is missing"
    )
    line = queries.requests.one(db, first)
    assert line is not None
    assert (line.status, line.pages_received, line.follow_up_on) == ("partial", 212, LATER)
    assert dates(db, mercy) == (TODAY.isoformat(), None, 0), "the rest is still out"
    films = requests.add_request(
        db, case_id, {"case_provider_id": mercy, "kind": "films_imaging", "follows_id": first, "status": "sent"}
    )
    second = films.first_added("records_requests")
    assert second is not None
    line = queries.requests.one(db, first)
    assert line is not None
    assert (line.status, line.followed, line.asked.over) == ("reviewed_incomplete", True, True)
    requests.receive(db, [second], completeness="complete")
    assert dates(db, mercy) == (TODAY.isoformat(), TODAY.isoformat(), 1)
    requests.archive_requests(db, [second])
    assert dates(db, mercy) == (TODAY.isoformat(), TODAY.isoformat(), 0), "what it lacked is asked for no longer"
    history.undo(db)
    assert dates(db, mercy)[2] == 1


def test_dates_from_before_there_were_requests_stand_in_and_become_one_when_touched(db: Database) -> None:
    case_id = open_case(db)
    asked = date(2026, 10, 1)
    mercy = provider(db, case_id, "Mercy PT", records_requested_on=asked, bills_received_on=TODAY, bills_complete=True)
    found = {line.kind: line for line in queries.requests.of_case(db, case_id)}
    assert found["records"].id < 0
    assert found["records"].status == "sent"
    assert (found["bills"].status, found["bills"].asked.over) == ("reviewed_complete", True)
    assert [line.kind for line in queries.requests.outstanding(db)] == ["records"]
    said = read_follow_up("L., processing +7", today=TODAY)
    done = requests.follow_up(db, [found["records"].id], said)
    assert done.label == "Followed up Records, Mercy PT (Garcia, Maria): L.: processing, in process, next 11/28"
    found = {line.kind: line for line in queries.requests.of_case(db, case_id)}
    line = found["records"]
    assert (line.id > 0, line.sent_on, line.status, line.follow_up_on) == (
        True, asked, "in_process", TODAY + timedelta(days=7),
    )  # fmt: skip
    assert dates(db, mercy) == (asked.isoformat(), None, 0)
    heard = queries.requests.follow_ups(db, [line.id])[line.id]
    assert [(each.spoke_with, each.outcome, each.how) for each in heard] == [("L.", "processing", "call")]
    history.undo(db)
    assert queries.requests.of_case(db, case_id)[0].id < 0
    assert requests.ask(db, [mercy], ["records"]).label.startswith("Nothing was asked for")


def test_the_providers_own_dates_cannot_say_another_thing_than_its_requests(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT")
    records.edit_record(db, "provider", mercy, {"records_requested_on": TODAY}, label="Asked")
    (first,) = _ids(requests.set_status(db, [queries.requests.of_case(db, case_id)[0].id], "in_process"))
    with pytest.raises(InputError, match="follows from the requests"):
        records.edit_record(db, "provider", mercy, {"records_received_on": TODAY}, label="Came")
    same = records.edit_record(
        db, "provider", mercy, {"records_requested_on": TODAY, "specialty": "PT", "bills_received_on": TODAY}, label="x"
    )
    assert same
    requests.edit_request(db, first, {"sent_on": date(2026, 11, 2), "kind": "er_chart"})
    assert dates(db, mercy)[0] == "2026-11-02"
    with pytest.raises(InputError):
        requests.edit_request(db, first, {"kind": "gossip"})
    with pytest.raises(InputError):
        requests.edit_request(db, first, {"dos_from": date(2026, 2, 1), "dos_to": date(2026, 1, 1)})
    with pytest.raises(NotFoundError):
        requests.set_status(db, [4711], "sent")


def test_what_waits_for_an_authorization_is_ready_once_it_is_signed(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT", hipaa_expires_on=TODAY - timedelta(days=1))
    other = provider(db, case_id, "City ER")
    done = requests.ask(db, [mercy, other])
    assert done.label.endswith("follow-up in 14 days, 1 to wait for an authorization")
    held, sent = queries.requests.of_case(db, case_id)[1], queries.requests.of_case(db, case_id)[0]
    assert (held.status, held.sent_on, sent.status) == ("needs_authorization", None, "sent")
    with pytest.raises(InputError, match="before it was signed"):
        authorizations.add_authorization(db, case_id, {"signed_on": TODAY, "expires_on": TODAY - timedelta(days=1)})
    until = TODAY + timedelta(days=365)
    signed = authorizations.add_authorization(db, case_id, {"signed_on": TODAY, "expires_on": until})
    assert signed.label == (
        "Authorization: HIPAA, medical, all providers, to 11/21/2027 (Garcia, Maria), 1 request ready to send"
    )
    requests.set_status(db, [held.id], "sent")
    line = queries.requests.one(db, held.id)
    assert line is not None
    assert (line.sent_on, line.follow_up_on) == (TODAY, LATER)
    own = authorizations.edit_authorization(db, -mercy, {"expires_on": TODAY + timedelta(days=30)})
    assert own.label.startswith("Changed authorization: HIPAA, medical, Mercy PT")
    row = db.raw.execute("SELECT hipaa_expires_on FROM case_providers WHERE id = ?", (mercy,)).fetchone()
    assert row == ("2026-12-21",)
    names = [line.provider for line in queries.requests.authorizations(db, case_id)]
    assert names == ["", "Mercy PT"]
    authorizations.archive_authorization(db, _ids(own, "authorizations")[0])
    assert db.raw.execute("SELECT hipaa_expires_on FROM case_providers WHERE id = ?", (mercy,)).fetchone() == (None,)


def test_who_answered_for_a_provider_is_asked_the_next_time(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT", fax="5550107000")
    requests.add_request(db, case_id, {"case_provider_id": mercy, "kind": "records", "vendor": "Copy & Co"})
    requests.ask(db, [mercy], ["bills"])
    bills = queries.requests.of_case(db, case_id)[-1]
    assert (bills.vendor, bills.holder, bills.method) == ("Copy & Co", "Copy & Co", "vendor")
    assert [name for _id, name in queries.requests.vendors(db)] == ["Copy & Co"]
    requests.receive(db, [queries.requests.of_case(db, case_id)[0].id], completeness="complete")
    requests.ask(db, [mercy], ["records"])
    assert queries.requests.of_case(db, case_id)[-1].dos_from == TODAY


def test_asking_again_needs_something_that_is_out(db: Database) -> None:
    mercy = provider(db, open_case(db), HOSTILE)
    with pytest.raises(ConflictError):
        providers.request_again(db, mercy, "records")
    providers.request(db, mercy, "records")
    assert "asked again, next 12/05" in providers.request_again(db, mercy, "records").label
    assert unmatched.dismiss_unmatched(db, mercy, "record_without_bill", reason="free clinic", until_on=LATER)
    with pytest.raises(InputError, match="Reason"):
        unmatched.dismiss_unmatched(db, mercy, "record_without_bill", reason=" ")


def _ids(changes: Any, table: str = "records_requests") -> list[int]:
    found = [row.row_id for row in changes.rows if row.table == table]
    return list(dict.fromkeys(found))


def test_a_late_request_and_an_ending_authorization_are_reasons_until_settled(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT", records_requested_on=TODAY - timedelta(days=30))
    assert "asked 30 d ago: records, Mercy PT" in queries.casefile.reasons(db, case_id)
    (first,) = (line.id for line in queries.requests.of_case(db, case_id))
    requests.follow_up(db, [first], read_follow_up("processing", today=TODAY))
    assert not [each for each in queries.casefile.reasons(db, case_id) if "asked" in each]
    changes_on = db.raw.execute("SELECT changes_on FROM caselist WHERE case_id = ?", (case_id,)).fetchone()[0]
    assert changes_on <= LATER.isoformat()
    ends = TODAY + timedelta(days=9)
    authorizations.add_authorization(db, case_id, {"case_provider_id": mercy, "expires_on": ends})
    assert "authorization ends in 9 d: Mercy PT" in queries.casefile.reasons(db, case_id)
    requests.ask(db, [mercy], ["bills"])
    for line in queries.requests.of_case(db, case_id):
        requests.receive(db, [line.id], completeness="complete")
    assert not [each for each in queries.casefile.reasons(db, case_id) if "authorization" in each], "all is in"


def test_records_of_visits_without_their_bill_are_said_until_a_reason_is_given(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT")
    visit = {"case_id": case_id, "case_provider_id": mercy, "kind": "therapy_pt", "status": "attended"}
    records.add_record(db, "appointment", {**visit, "starts_at": "2026-10-12T09:00:00"}, label="Visit")
    requests.receive(db, _ids(requests.ask(db, [mercy])), completeness="complete")
    (found,) = queries.unmatched.of_case(db, case_id)
    day = date(2026, 10, 12)
    assert (found.found.kind, found.found.span.first, found.found.count) == ("record_without_bill", day, 1)
    unmatched.dismiss_unmatched(db, mercy, "record_without_bill", reason="free", until_on=TODAY - timedelta(days=1))
    assert queries.unmatched.of_case(db, case_id) == [found], "that reason has run out"
    unmatched.dismiss_unmatched(db, mercy, "record_without_bill", reason="free", dos_to=day)
    assert queries.unmatched.of_case(db, case_id) == []
    history.undo(db)
    requests.ask(db, [mercy], ["bills"])
    assert queries.unmatched.of_case(db, case_id) == [], "it is asked for"


def test_a_fee_that_was_named_is_the_fee_that_is_paid(db: Database) -> None:
    mercy = provider(db, open_case(db), "Mercy PT")
    (first,) = _ids(requests.ask(db, [mercy]))
    requests.follow_up(db, [first], read_follow_up("Dana: invoice $35 first", today=TODAY))
    line = queries.requests.one(db, first)
    assert line is not None
    assert (line.status, line.fee_quoted_cents, line.fee_paid_cents) == ("fee_requested", 3500, None)
    assert line.follow_up_on == TODAY + timedelta(days=3), "a fee is for us to pay: it comes back soon"
    assert queries.requests.chased([line], TODAY) == [], "who was called today is called again on the day that was said"
    assert queries.requests.chased([line], TODAY + timedelta(days=3)) == [line]
    refused = _ids(requests.set_status(db, [first], "rejected"))[0]
    said = requests.follow_up(db, [refused], read_follow_up("Dana: processing now", today=TODAY))
    assert said.label.endswith("Dana: processing now, in process, next 12/05")
    history.undo(db)
    history.undo(db)
    requests.set_status(db, [first], "fee_paid")
    line = queries.requests.one(db, first)
    assert line is not None
    assert (line.fee_paid_cents, line.fee_paid_on, line.follow_up_on) == (3500, TODAY, LATER)


def test_a_fee_that_is_paid_is_a_cost_of_the_case_and_goes_with_its_request(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, HOSTILE)
    (asked,) = _ids(requests.ask(db, [mercy]))

    def costs(*, archived: bool = False) -> list[tuple[int, date | None, bool]]:
        found = queries.money.costs(db, case_id, archived=archived).lines
        return [(line.amount, line.dated, line.archived) for line in found]

    assert requests.set_status(db, [asked], "fee_paid").label.endswith("fee paid; how much is not known, e enters it")
    assert costs() == []
    done = requests.edit_request(db, asked, {"fee_paid_cents": 35_00})
    assert done.label.endswith(", $35.00 to the costs")
    assert costs() == [(35_00, TODAY, False)]
    (line,) = queries.money.costs(db, case_id).lines
    assert (line.category, line.phase, line.request) == ("medical_records", "intake", f"Records, {line.vendor}")
    assert line.vendor.startswith("O'Neil [/b]")
    history.undo(db)
    assert costs() == []
    history.redo(db)
    requests.edit_request(db, asked, {"notes": "x"})
    assert len(costs()) == 1, "another edit makes no second one"
    assert requests.edit_request(db, asked, {"fee_paid_cents": 40_00}).label.endswith(", cost now $40.00")
    assert costs() == [(40_00, TODAY, False)]
    with pytest.raises(InputError, match="is the fee of the request Records, O'Neil"):
        records.edit_record(db, "cost", line.id, {"amount_cents": 1_00}, label="x")
    records.edit_record(db, "cost", line.id, {"amount_cents": 40_00, "check_no": "4471"}, label="x")
    assert requests.archive_requests(db, [asked]).label.endswith(", taken out of the costs")
    assert (costs(), costs(archived=True)) == ([], [(40_00, TODAY, True)])
    requests.archive_requests(db, [asked], restore=True)
    assert costs() == [(40_00, TODAY, False)]
    requests.edit_request(db, asked, {"fee_paid_cents": None})
    assert costs() == []


def test_a_fee_that_stands_in_the_costs_already_is_counted_once(db: Database) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT")
    ids = _ids(requests.ask(db, [mercy], ["records", "bills"]))
    values = {"case_id": case_id, "category": "medical_records", "vendor": "Mercy PT", "amount_cents": 20_00}
    records.add_record(db, "cost", values, label="x")
    for number in ids:
        requests.edit_request(db, number, {"fee_quoted_cents": 20_00})
    done = requests.set_status(db, ids, "fee_paid")
    assert done.label.endswith("fee paid, 2 costs with it")
    found = queries.money.costs(db, case_id).lines
    assert sorted(line.request for line in found) == ["Bills, Mercy PT", "Records, Mercy PT"]
    assert sum(line.amount for line in found) == 40_00
