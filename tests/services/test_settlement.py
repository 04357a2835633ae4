"""Negotiation and settlement in the record: clocks of demands, the fee in force, statements locked for good."""

from datetime import date

import pytest

from caseterm.changes import Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import CaseCost, Lien
from caseterm.queries import settlement as query
from caseterm.queries.case_facts import case_facts
from caseterm.queries.closing import still_open
from caseterm.rules import negotiation as rules
from caseterm.rules.attention import judge, words
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.rules.money import Limits
from caseterm.rules.settlechecks import checks
from caseterm.rules.settling import Offer, fee_of
from caseterm.rules.snapshot import differences
from caseterm.rules.stacking import stacked_words, times
from caseterm.services import (
    claimdetails,
    history,
    insurance,
    money,
    negotiation,
    payouts,
    providers,
    records,
    settlement,
)
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import line, open_case

THIRD, FORTY = (1, 3), (2, 5)


def insured(db: Database, insurer: str = "Acme Mutual", limit: int = 100_000_00, kind: str = "bi_liability") -> int:
    """A case with one claim on a coverage of that much a person."""
    case_id = open_case(db)
    claim(db, case_id, insurer, limit, kind)
    return case_id


def claim(db: Database, case_id: int, insurer: str, limit: int, kind: str = "bi_liability") -> int:
    insurance.add_insurance(
        db,
        case_id,
        InsuranceInput(
            insurer=insurer,
            policy={"party": "defendant"},
            coverage={"kind": kind, "limit_per_person": limit},
            claim={"claim_no": "88-A12", "status": "opened"},
        ),
    )
    return query.claims(db, case_id)[-1].id


def deadlines(db: Database) -> list[tuple[object, ...]]:
    found = db.raw.execute(
        "SELECT kind, due, title, satisfied_how, verified_by FROM deadlines WHERE archived_at IS NULL"
    )
    return [tuple(row) for row in found]


def test_a_time_limited_demand_has_a_clock_that_moves_with_it_and_ends_with_the_answer(db: Database) -> None:
    case_id = insured(db)
    (against,) = query.claims(db, case_id)
    assert (against.insurer, against.limit, against.limits) == ("Acme Mutual", 100_000_00, Limits(100_000_00))
    demand = {"claim_id": against.id, "kind": "time_limited_demand", "amount_cents": 100_000_00, "side": "us"}
    with pytest.raises(InputError, match="last day"):
        negotiation.add_event(db, case_id, demand)
    made = negotiation.add_event(db, case_id, {**demand, "expires_on": date(2026, 12, 20)})
    assert made.label == "Entered: time-limited demand $100,000.00 (Garcia, Maria)"
    assert deadlines(db) == [("demand_expiry", "2026-12-20", "Demand expires, $100,000.00", "", "")]
    (event,) = query.events(db, case_id)
    assert event.dated == TODAY
    assert rules.expiry_words(event, TODAY) == "expires in 29 d"
    assert rules.waits(event, [event])
    negotiation.edit_event(db, event.id, {"expires_on": date(2026, 12, 1)})
    assert deadlines(db)[0][1] == "2026-12-01"
    negotiation.add_event(db, case_id, {"claim_id": against.id, "kind": "rejection"})
    assert deadlines(db)[0][3] == "Rejection"
    history.undo(db)
    assert deadlines(db)[0][3] == ""
    negotiation.archive_event(db, event.id)
    assert deadlines(db) == []


def test_the_last_demand_and_the_last_offer_make_gap_and_middle_and_an_offer_waits_until_answered(db: Database) -> None:
    case_id = insured(db)
    one = query.claims(db, case_id)[0].id
    for kind, amount in (
        ("demand", 90_000_00),
        ("offer", 20_000_00),
        ("counter_demand", 80_000_01),
        ("offer", 30_000_00),
    ):
        negotiation.add_event(db, case_id, {"claim_id": one, "kind": kind, "amount_cents": amount})
    found = query.events(db, case_id)
    stands = rules.standing(found)
    assert (stands.gap, stands.middle) == (50_000_01, 55_000_00)
    assert [rules.waits(event, found) for event in found] == [False, False, False, True]
    negotiation.add_event(db, case_id, {"claim_id": one, "kind": "acceptance", "amount_cents": 30_000_00})
    assert not rules.waits(found[-1], query.events(db, case_id))
    assert query.claims(db, case_id)[0].status == "settled"
    with pytest.raises(InputError, match="Amount"):
        negotiation.add_event(db, case_id, {"claim_id": one, "kind": "offer"})
    with pytest.raises(InputError, match="no claim of this case"):
        negotiation.add_event(db, case_id, {"claim_id": 999, "kind": "rejection"})
    with pytest.raises(InputError, match="before the day"):
        negotiation.add_event(
            db, case_id, {"kind": "offer", "amount_cents": 1, "dated": TODAY, "expires_on": date(2026, 11, 1)}
        )


def test_the_fee_follows_the_stage_of_the_case_and_a_tier_taken_out_comes_back(db: Database) -> None:
    case_id = open_case(db)
    assert fee_of(query.money(db, case_id)) == (1, 3, "gross_before_costs")
    with pytest.raises(InputError, match="Fee before suit"):
        settlement.put_fee_agreement(db, case_id, {}, {"pre_suit": None})
    made = settlement.put_fee_agreement(
        db, case_id, {"fee_basis": "net_after_costs", "signed_on": TODAY}, {"pre_suit": THIRD, "filed": FORTY}
    )
    assert made.label == "Fee agreement: before suit 33 1/3 %, suit filed 40 % (Garcia, Maria)"
    assert fee_of(query.money(db, case_id)) == (1, 3, "net_after_costs")
    records.edit_record(db, "case", case_id, {"filed_on": TODAY}, label="Filed")
    assert fee_of(query.money(db, case_id)) == (2, 5, "net_after_costs")
    settlement.put_fee_agreement(db, case_id, {"stage": "trial"}, {"pre_suit": THIRD, "filed": None})
    assert fee_of(query.money(db, case_id))[:2] == THIRD
    settlement.put_fee_agreement(db, case_id, {"stage": ""}, {"filed": FORTY})
    assert fee_of(query.money(db, case_id))[:2] == FORTY
    assert db.raw.execute("SELECT count(*) FROM fee_agreements").fetchone()[0] == 1


def settled(db: Database) -> int:
    """60,000 recovered; 1,000 costs, 5,000 lien without a letter, a balance of 900 of which 600 is agreed."""
    case_id = insured(db)
    settlement.put_fee_agreement(db, case_id, {"signed_on": TODAY}, {"pre_suit": THIRD})
    settlement.put_recovery(
        db, case_id, {"claim_id": query.claims(db, case_id)[0].id, "amount_cents": 60_000_00, "agreed_on": TODAY}
    )
    cost = {"case_id": case_id, "dated": TODAY, "category": "expert", "amount_cents": 1_000_00}
    with act(db, Op.ADD, "Costs", case_id=case_id) as write:
        write.add(CaseCost, cost)
        write.add(CaseCost, {**cost, "amount_cents": 77_00, "paid_by": "client"})
        write.add(CaseCost, {**cost, "amount_cents": 55_00, "recoverable": False})
        write.add(Lien, {"case_id": case_id, "kind": "health_plan_insured", "asserted_cents": 5_000_00})
    providers.add_provider(db, case_id, ContactInput({"kind": "organization", "org_name": HOSTILE}), {})
    (provider_id,) = db.raw.execute("SELECT id FROM case_providers").fetchone()
    money.add_bills(
        db, case_id, [{"case_provider_id": provider_id, "billed_cents": 1_000_00, "adjusted_cents": 100_00}]
    )
    settlement.agree_balance(db, provider_id, 600_00)
    return case_id


def test_the_statement_of_a_case_is_made_from_its_bills_liens_costs_and_fee(db: Database) -> None:
    case_id = settled(db)
    found = query.statement(db, case_id)
    assert (found.gross, found.fees, found.costs) == (60_000_00, 20_000_00, 1_000_00)
    assert (found.lien_total, found.provider_total, found.net) == (5_000_00, 600_00, 33_400_00)
    assert found.providers[0].claimed == 900_00
    open_ = [each.text for each in checks(query.money(db, case_id), TODAY) if each.grave]
    assert open_[0] == "Acme Mutual: no funds yet, agreed today"
    assert open_[1].startswith("O'Neil")
    assert open_[1].endswith(": bills not final")
    assert open_[2] == "Health plan, insured: no final letter"
    (provider_id,) = db.raw.execute("SELECT id FROM case_providers").fetchone()
    money.pay_at_settlement(db, [provider_id], pay=False)
    found = query.statement(db, case_id)
    assert (found.provider_total, found.net, len(found.unpaid)) == (0, 34_000_00, 1)


def test_an_offer_is_looked_at_in_place_of_what_is_agreed_on_its_claim_and_nothing_is_stored(db: Database) -> None:
    case_id = settled(db)
    first = query.claims(db, case_id)[0].id
    second = claim(db, case_id, "Own Insurance", 50_000_00, "uim")
    before = db.raw.execute("SELECT count(*) FROM changes").fetchone()
    assert query.statement(db, case_id, Offer(90_000_00, first)).gross == 90_000_00
    assert query.statement(db, case_id, Offer(15_000_00, second, "UIM", "um_uim")).gross == 75_000_00
    assert db.raw.execute("SELECT count(*) FROM changes").fetchone() == before


def test_a_locked_statement_never_changes_and_only_a_reason_lets_it_go(db: Database) -> None:
    case_id = settled(db)
    made = settlement.lock(db, case_id, approved_by="A. Lee")
    assert made.label == "Locked statement 1: net $33,400.00 (Garcia, Maria)"
    with pytest.raises(ConflictError, match="locked already"):
        settlement.lock(db, case_id)
    history.undo(db)  # takes back what was done before: the sum agreed with the provider
    (version,) = query.versions(db, case_id)
    assert version.statement is not None
    assert (version.status, version.altered, version.statement.net) == ("locked", False, 33_400_00)
    with pytest.raises(InputError, match="Reason"):
        settlement.unlock(db, version.id, " ")
    with pytest.raises(ConflictError, match="after it is signed"):
        payouts.pay_out(db, version.id, TODAY)
    settlement.sign(db, version.id)
    settlement.put_recovery(db, case_id, {"funds_received_on": TODAY}, recovery_id=1)
    payouts.pay_out(db, version.id, TODAY)
    settlement.unlock(db, version.id, "lien came in lower")
    with pytest.raises(ConflictError, match="not locked"):
        settlement.unlock(db, version.id, "again")
    assert query.versions(db, case_id)[0].statement == version.statement


def test_what_moved_after_the_lock_is_said_and_altered_numbers_are_known(db: Database) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    settlement.put_deduction(db, case_id, {"payee": "Loan", "kind": "funding", "amount_cents": 400_00})
    (version,) = query.versions(db, case_id)
    assert version.statement is not None
    assert differences(version.statement, query.statement(db, case_id)) == (
        "Other deductions: $0.00 locked, $400.00 now",
        "Net to client: $33,400.00 locked, $33,000.00 now",
        "Deduction Loan: none locked, $400.00 now",
    )
    with db.housekeeping() as connection:
        connection.execute("UPDATE disbursements SET computed_json = replace(computed_json, '3340000', '3340100')")
    assert query.versions(db, case_id)[0].altered


def test_uim_limits_that_add_up_are_counted_so_and_no_other(db: Database) -> None:
    case_id = insured(db, limit=50_000_00)
    claim(db, case_id, HOSTILE, 25_000_00, "uim")
    claimdetails.put_details(db, case_id, {"auto_stacked": 3})
    assert [(each.limit, each.stacked) for each in query.claims(db, case_id)] == [(50_000_00, 1), (75_000_00, 3)]
    assert stacked_words(Limits(25_000_00, 50_000_00), 3) == (
        "stacked over 3: $75,000.00 per person, $150,000.00 per accident (not verified)"
    )
    assert stacked_words(Limits(25_000_00), 1) == ""
    assert (times("uim", True), times("bi_liability", 3), times("um", None)) == (1, 1, 1)
    with pytest.raises(InputError):
        claimdetails.put_details(db, case_id, {"auto_stacked": 21})


def test_nothing_is_locked_without_a_recovery_or_when_the_numbers_moved(db: Database) -> None:
    case_id = open_case(db)
    with pytest.raises(ConflictError, match="no recovery"):
        settlement.lock(db, case_id)
    settlement.put_recovery(db, case_id, {"source": HOSTILE, "amount_cents": 1_000_00})
    with pytest.raises(ConflictError, match="changed since"):
        settlement.lock(db, case_id, seen="another")
    with pytest.raises(InputError, match="before the day"):
        settlement.put_recovery(
            db, case_id, {"amount_cents": 1, "agreed_on": TODAY, "funds_received_on": date(2026, 11, 1)}
        )
    assert line(db, case_id, "number") == ("26-0001",)


def test_offers_funds_and_liens_that_wait_need_her_in_words_and_by_their_days(db: Database) -> None:
    case_id = insured(db)
    one = query.claims(db, case_id)[0].id
    offer = {"claim_id": one, "kind": "offer", "amount_cents": 30_000_00, "dated": date(2026, 11, 10)}
    negotiation.add_event(db, case_id, offer)

    def said() -> set[str]:
        facts = case_facts(db.raw, [case_id], today=TODAY)[case_id]
        return {words(each.code, each.since, each.about, TODAY) for each in judge(facts, TODAY).reasons}

    assert "offer 11 d unanswered: $30,000 Acme Mutual" in said()
    (event,) = query.events(db, case_id)
    negotiation.edit_event(db, event.id, {"expires_on": date(2026, 11, 24)})
    assert "offer ends in 3 d: $30,000 Acme Mutual" in said()
    assert line(db, case_id, "level", "reason") == (1, "offer_ends")
    negotiation.edit_event(db, event.id, {"expires_on": date(2026, 11, 20)})
    assert "offer ran out 1 d ago: $30,000 Acme Mutual" in said()
    settlement.put_recovery(db, case_id, {"claim_id": one, "amount_cents": 1, "agreed_on": date(2026, 10, 1)})
    with act(db, Op.ADD, "Lien", case_id=case_id) as write:
        write.add(Lien, {"case_id": case_id, "kind": "medicaid"})
    assert {"no funds 51 d: Acme Mutual", "no final letter 20 d: Medicaid"} <= said()
    assert not any("offer" in each for each in said())
    (recovery,) = query.recoveries(db, case_id)
    settlement.put_recovery(db, case_id, {"funds_received_on": date(2026, 11, 1)}, recovery_id=recovery.id)
    assert "funds in 20 d, not paid out" in said()
    open_ = {each.many for each in still_open(db, case_id)}
    assert {"recoveries not paid out", "liens not final"} <= open_
    assert "recoveries without funds" not in open_
