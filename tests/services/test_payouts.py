"""Payments out of trust: in parts, with money held back, never more than is there, and the lock over what is unsaid."""

from datetime import date

import pytest

from caseterm.errors import ConflictError, InputError
from caseterm.queries import settlement as query
from caseterm.queries.case_facts import case_facts
from caseterm.queries.closing import still_open
from caseterm.rules.attention import judge, words
from caseterm.rules.snapshot import differences
from caseterm.services import history, payouts, records, settlement
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services import test_settlement


def settled(db: Database) -> int:
    """The case of the settlement's tests with its 60,000 in."""
    case_id = test_settlement.settled(db)
    settlement.put_recovery(db, case_id, {"funds_received_on": TODAY}, recovery_id=1)
    return case_id


def number_of(db: Database, why: str = "") -> int:
    return int(db.raw.execute("SELECT id FROM payouts WHERE held_why = ? ORDER BY id DESC", (why,)).fetchone()[0])


def held(db: Database, case_id: int, cents: int, why: str = "") -> int:
    """Money of the lien held back; the row's id."""
    values = {"kind": "lien", "payee": HOSTILE, "amount_cents": cents, "held_why": why, "held_until": date(2026, 11, 1)}
    payouts.put_payout(db, case_id, values)
    return number_of(db, why)


def test_nothing_is_paid_or_held_that_does_not_lie_free_in_trust(db: Database) -> None:
    case_id = settled(db)
    made = payouts.put_payout(db, case_id, {"amount_cents": 20_000_00, "paid_on": TODAY})
    assert made.label == "Paid the client: $20,000.00 (Garcia, Maria)"
    held(db, case_id, 5_000_00, "final demand")
    found = payouts.account(db, case_id)
    assert (found.received, found.paid, found.held, found.free) == (60_000_00, 20_000_00, 5_000_00, 35_000_00)
    for values, why in (
        ({"amount_cents": 35_000_01, "paid_on": TODAY}, r"more than the \$35,000.00 that lies free in trust"),
        ({"amount_cents": 0, "paid_on": TODAY}, "more than nothing"),
        ({"amount_cents": 1, "paid_on": date(2026, 11, 22)}, "still to come"),
        ({"amount_cents": 1, "kind": "provider", "paid_on": TODAY}, "Payee"),
        ({"amount_cents": 1, "kind": "nonsense", "paid_on": TODAY}, "(?i)kind"),
    ):
        with pytest.raises(InputError, match=why):
            payouts.put_payout(db, case_id, values)
    assert payouts.account(db, case_id) == found
    (first, second) = found.payouts
    payouts.put_payout(db, case_id, {"amount_cents": 55_000_00}, payout_id=first.id)
    assert payouts.account(db, case_id).free == 0
    payouts.archive_payout(db, second.id)
    assert payouts.account(db, case_id).free == 5_000_00
    payouts.put_payout(db, case_id, {"kind": "attorney_fee", "amount_cents": 1, "paid_on": TODAY})
    with pytest.raises(InputError, match="lies free"):
        payouts.archive_payout(db, second.id, restore=True)
    for _ in range(5):
        history.undo(db)
    assert payouts.account(db, case_id).payouts == ()


def test_a_statement_is_locked_only_when_it_is_said_why_money_is_held(db: Database) -> None:
    case_id = settled(db)
    number = held(db, case_id, 5_000_00)
    with pytest.raises(ConflictError, match="nobody said why") as refused:
        settlement.lock(db, case_id)
    assert "5,000.00 is held back for" in str(refused.value)
    payouts.put_payout(db, case_id, {"held_why": "final demand of the plan"}, payout_id=number)
    assert settlement.lock(db, case_id).label.startswith("Locked statement 1")


def test_all_that_is_left_is_paid_at_once_and_what_is_held_stays_until_it_is_paid_too(db: Database) -> None:
    case_id = settled(db)
    payouts.put_payout(db, case_id, {"amount_cents": 3_400_00, "paid_on": TODAY})
    records.edit_record(db, "lien", 1, {"final_cents": 5_000_00, "final_letter_on": TODAY}, label="Final letter")
    lien = next(each for each in payouts.account(db, case_id).shares if each.kind == "lien")
    values = {"kind": "lien", "payee": lien.name, "lien_id": 1, "amount_cents": 2_000_00, "held_why": "dispute"}
    payouts.put_payout(db, case_id, {**values, "held_until": date(2026, 11, 1)})
    settlement.lock(db, case_id)
    (version,) = query.versions(db, case_id)
    with pytest.raises(ConflictError, match="after it is signed"):
        payouts.pay_out(db, version.id, TODAY)
    settlement.sign(db, version.id)
    made = payouts.pay_out(db, version.id, TODAY)
    assert made.label == "Paid out but for $2,000.00 held back: statement 1 (Garcia, Maria)"
    found = payouts.account(db, case_id)
    assert (found.paid, found.held, found.free) == (58_000_00, 2_000_00, 0)
    assert all(each.left == 0 for each in found.shares)
    assert query.versions(db, case_id)[0].status == "signed"
    facts = case_facts(db.raw, [case_id], today=TODAY)[case_id]
    said = [words(each.code, each.since, each.about, TODAY) for each in judge(facts, TODAY).reasons]
    assert any(each.startswith("held 20 d past its day: $2,000") for each in said)
    assert not any("not paid out" in each for each in said)
    open_ = {each.many: each.titles for each in still_open(db, case_id)}
    assert open_["payments held in trust"] == ("$2,000.00 dispute",)
    payouts.pay_held(db, number_of(db, "dispute"), TODAY)
    assert db.raw.execute("SELECT status, paid_cents FROM liens").fetchone() == ("paid", 5_000_00)
    with pytest.raises(ConflictError, match="paid already"):
        payouts.pay_held(db, number_of(db, "dispute"), TODAY)
    assert payouts.pay_out(db, version.id, TODAY).label == "Paid out: statement 1 (Garcia, Maria)"
    assert query.versions(db, case_id)[0].status == "paid"
    assert version.statement is not None
    assert differences(version.statement, query.statement(db, case_id)) == (), "a lien paid in parts costs what it did"


def test_nothing_more_is_paid_out_by_a_statement_before_all_of_its_money_is_in(db: Database) -> None:
    case_id = settled(db)
    settlement.put_recovery(db, case_id, {"source": "UM", "amount_cents": 10_000_00, "agreed_on": TODAY})
    payouts.put_payout(db, case_id, {"amount_cents": 10_000_00, "paid_on": TODAY})
    settlement.lock(db, case_id)
    (version,) = query.versions(db, case_id)
    settlement.sign(db, version.id)
    with pytest.raises(ConflictError, match=r"\$60,000.00 of \$70,000.00 has come in"):
        payouts.pay_out(db, version.id, TODAY)
    assert payouts.account(db, case_id).paid == 10_000_00


def test_a_statement_that_gives_less_than_was_paid_is_not_paid_out_and_overdraws_nothing(db: Database) -> None:
    case_id = settled(db)
    payouts.put_payout(db, case_id, {"amount_cents": 33_400_01, "paid_on": TODAY})
    settlement.lock(db, case_id)
    (version,) = query.versions(db, case_id)
    settlement.sign(db, version.id)
    with pytest.raises(ConflictError, match=r"Client: \$33,400.01 is paid or held, the statement gives \$33,400.00"):
        payouts.pay_out(db, version.id, TODAY)
    number = payouts.account(db, case_id).payouts[0].id
    payouts.put_payout(db, case_id, {"reference": "1041"}, payout_id=number)
    payouts.put_payout(db, case_id, {"amount_cents": 33_400_00}, payout_id=number)
    payouts.pay_out(db, version.id, TODAY)
    assert payouts.account(db, case_id).free == 0


def test_a_locked_statement_gives_no_payee_more_than_its_part(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    fee = {"kind": "attorney_fee", "amount_cents": 20_000_00, "paid_on": TODAY}
    stranger = {"kind": "provider", "payee": f"not {HOSTILE}", "amount_cents": 1, "paid_on": TODAY}
    for values, left in (({**fee, "amount_cents": 20_000_01}, r"\$20,000.00"), (stranger, r"\$0.00")):
        with pytest.raises(InputError, match=f"more than the {left} that the locked statement leaves"):
            payouts.put_payout(db, case_id, values)
    payouts.put_payout(db, case_id, fee)
    number = number_of(db)
    with pytest.raises(InputError, match=r"more than the \$20,000.00"):
        payouts.put_payout(db, case_id, {"amount_cents": 20_000_01}, payout_id=number)
    with pytest.raises(InputError, match=r"more than the \$0.00"):
        payouts.put_payout(db, case_id, {**fee, "amount_cents": 1})
    with pytest.raises(InputError, match="locked statement leaves"):
        payouts.put_payout(db, case_id, {"kind": "cost_reimbursement"}, payout_id=number)
    assert payouts.account(db, case_id).paid == 20_000_00
