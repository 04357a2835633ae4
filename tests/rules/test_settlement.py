"""Fees, costs, liens and net: the published examples, and that no cent appears or vanishes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules import settlement, waterfall, whatif
from caseterm.rules.costs import CostLine
from caseterm.rules.liens import LienLine
from caseterm.rules.negotiation import EventLine, demand_problem
from caseterm.rules.settlechecks import checks
from caseterm.rules.settlement import Cap, Cost, Deduction, Due, Given, Referral, Source, Statement, settle
from caseterm.rules.settling import Money, Offer, RecoveryLine, project
from caseterm.rules.shares import parse_share, part, share_words, split
from caseterm.values import changed

D = 100


def one(amount: int, fee: str, *, basis: str = "gross_before_costs", costs: int = 0, liens: int = 0) -> Statement:
    """A case with one recovery; whole dollars."""
    num, den = parse_share(fee)
    return settle(
        Given(
            (Source("Acme", "liability", amount * D, num, den, basis),),
            (Cost("", "expert", "", costs * D),) if costs else (),
            (Due("Hospital", "hospital_statutory", liens * D, liens * D, True),) if liens else (),
        )
    )


@pytest.mark.parametrize(
    ("name", "statement", "fee", "net"),
    [
        ("V1 as published, 33.33 %", one(250_000, "33.33%", costs=8_500, liens=45_000), 83_325_00, 113_175_00),
        ("V1 with a true third", one(250_000, "1/3", costs=8_500, liens=45_000), 83_333_33, 113_166_67),
        ("V2", one(100_000, "1/3", basis="net_after_costs", costs=10_000), 30_000_00, 60_000_00),
        ("V3", one(100_000, "1/3", costs=10_000), 33_333_33, 56_666_67),
        ("V4", one(10_000, "1/3", basis="net_after_costs", costs=1_000), 3_000_00, 6_000_00),
        ("V5", one(10_000, "1/3", costs=1_000), 3_333_33, 5_666_67),
        ("V7, liens 40 % of the gross", one(100_000, "30", costs=10_000, liens=40_000), 30_000_00, 20_000_00),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_published_examples_come_out(name: str, statement: Statement, fee: int, net: int) -> None:
    assert (statement.fees, statement.net) == (fee, net)
    assert settlement.problem(statement) == ""


def test_liens_of_what_is_left_are_another_method_than_liens_of_the_gross() -> None:
    """V8: 40 % of gross less fee and costs. The case was overruled; the method is what is tested."""
    before = one(100_000, "30", costs=10_000)
    base = before.gross - before.fees - before.costs
    liens = part(base, 40, 100)
    assert (base, liens) == (60_000_00, 24_000_00)
    assert one(100_000, "30", costs=10_000, liens=liens // D).net == 36_000_00


def test_the_base_net_of_costs_and_liens_takes_both_off_first() -> None:
    statement = one(100_000, "1/3", basis="net_after_costs_and_liens", costs=10_000, liens=30_000)
    assert (statement.fees, statement.net) == (20_000_00, 40_000_00)
    assert statement.rows[0].words == "33 1/3 % of $60,000.00 (net of costs and liens)"


def test_each_recovery_has_its_own_fee_and_its_share_of_the_costs() -> None:
    """Costs of 1,000.01 over 30,000 and 10,000: 750.01 and 250.00; MedPay with an own share of 100."""
    liability = Source("Acme", "liability", 30_000_00, 1, 3, "net_after_costs")
    uim = Source("Own", "um_uim", 10_000_00, 1, 4, "net_after_costs")
    medpay = Source("Own", "medpay", 5_000_00, 0, 1, costs=100_00)
    costs = (Cost("2026-01-02", "medical_records", "Vendor", 1_100_01),)
    statement = settle(Given((liability, uim, medpay), costs))
    assert [row.costs for row in statement.rows] == [750_01, 250_00, 100_00]
    assert [row.fee for row in statement.rows] == [9_750_00, 2_437_50, 0]
    assert statement.net == 45_000_00 - 9_750_00 - 2_437_50 - 1_100_01


def test_a_referring_attorney_is_paid_out_of_the_fee_and_a_goodwill_cut_goes_to_the_client() -> None:
    source = Source("Acme", "liability", 90_000_00, 1, 3)
    statement = settle(Given((source,), goodwill=1_000_00, referral=Referral("Lee", 1, 3)))
    assert (statement.fees, statement.referral, statement.firm_fee) == (29_000_00, 9_666_67, 19_333_33)
    assert statement.net == 61_000_00
    assert ("referral_fee", "Lee", 9_666_67) in list(settlement.payees(statement))


def test_what_is_not_paid_at_settlement_is_shown_and_not_deducted() -> None:
    source = Source("Acme", "liability", 9_000_00, 1, 3)
    owed, held = Due("Dr. A", "provider", 700_00, 500_00), Due("Dr. B", "provider", 900_00, 900_00)
    statement = settle(Given((source,), providers=(owed,), unpaid=(held,)))
    assert (statement.provider_total, statement.net) == (500_00, 5_500_00)
    assert statement.unpaid == (held,)


def test_a_net_below_zero_and_one_below_the_fee_warn_and_block_nothing() -> None:
    poor, thin = one(10_000, "1/3", costs=1_000, liens=9_000), one(10_000, "40", liens=3_000)
    assert poor.net == -3_333_33
    assert poor.cautions[0] == "The net to the client is below zero: ($3,333.33)."
    assert thin.cautions == ("The client gets less than the fee: $3,000.00 against $4,000.00.",)
    assert settlement.problem(poor) == "" == settlement.problem(thin)


def test_a_minors_cap_and_a_lien_without_a_letter_warn() -> None:
    source = Source("Acme", "liability", 100_000_00, 1, 3)
    lien = Due("Plan", "health_plan_insured", 5_000_00, 4_000_00)
    statement = settle(Given((source,), liens=(lien,), caps=(Cap("minor's cap", 1, 4),)))
    assert statement.cautions == (
        "The fee is over the minor's cap of 25 % ($25,000.00).",
        "1 of 1 liens without a final letter.",
    )


def test_own_shares_that_are_not_the_costs_are_said() -> None:
    source = Source("Acme", "liability", 9_000_00, 1, 3, costs=100_00)
    assert settle(Given((source,))).cautions == ("The sources' own shares of costs are $100.00, the costs $0.00.",)


cents = st.integers(0, 10**9)
bases = st.sampled_from(["gross_before_costs", "net_after_costs", "net_after_costs_and_liens"])
shares = st.integers(1, 997).flatmap(lambda den: st.tuples(st.integers(0, den), st.just(den)))
sources = st.builds(
    lambda amount, share, basis, costs: Source("S", "liability", amount, share[0], share[1], basis, costs),
    cents, shares, bases, st.none() | cents,
)  # fmt: skip
dues = st.builds(lambda claimed, amount: Due("L", "other", claimed, amount), cents, cents)
inputs = st.builds(
    lambda sources, costs, liens, providers, others, goodwill, referral: Given(
        tuple(sources),
        tuple(Cost("", "other", "", amount) for amount in costs),
        tuple(liens),
        tuple(providers),
        (),
        tuple(Deduction("O", "funding", amount) for amount in others),
        goodwill,
        Referral("R", *referral) if referral else None,
    ),
    st.lists(sources, max_size=4),
    st.lists(cents, max_size=3),
    st.lists(dues, max_size=3),
    st.lists(dues, max_size=3),
    st.lists(cents, max_size=2),
    cents,
    st.none() | shares,
)


@settings(max_examples=100, deadline=None)
@given(inputs)
def test_no_cent_appears_or_vanishes_whatever_is_given(told: Given) -> None:
    statement = settle(told)
    assert settlement.problem(statement) == ""
    gross = sum(source.amount for source in told.sources)
    costs = sum(cost.amount for cost in told.costs)
    paid = sum(due.amount for due in (*told.liens, *told.providers))
    others = sum(other.amount for other in told.others)
    assert statement.fees + costs + paid + others + statement.net == gross == statement.gross
    assert 0 <= statement.referral <= statement.fees <= gross
    found = " ".join(statement.cautions)
    assert ("below zero" in found) == (statement.net < 0)
    assert ("less than the fee" in found) == bool(told.sources and 0 <= statement.net < statement.fees)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**10), st.lists(st.integers(0, 10**8), min_size=1, max_size=6))
def test_a_total_parted_sums_to_itself_and_each_part_is_within_a_cent(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    if whole := sum(weights):
        assert all(abs(got * whole - total * weight) < whole for got, weight in zip(parts, weights, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**8), bases, shares.filter(lambda share: share[0] < share[1]), cents)
def test_the_offer_found_gives_the_client_what_was_wanted_and_a_cent_less_does_not(
    wanted: int, basis: str, share: tuple[int, int], costs: int
) -> None:
    def net_at(offer: int) -> int:
        return settle(Given((Source("S", "liability", offer, *share, basis),), (Cost("", "other", "", costs),))).net

    found = whatif.offer_for(wanted, net_at)
    assert found is not None
    assert net_at(found) >= wanted
    assert found == 0 or net_at(found - 1) < wanted


def test_no_offer_gives_the_client_anything_when_the_fee_is_the_whole() -> None:
    assert whatif.offer_for(1, lambda offer: 0) is None


def test_a_statement_altered_by_a_cent_is_said_not_to_balance() -> None:
    from dataclasses import replace

    good = one(10_000, "1/3", costs=1_000)
    assert "payments add up to $10,000.01" in settlement.problem(replace(good, net=good.net + 1))
    assert "The costs add up to $1,000.00" in settlement.problem(replace(good, costs=good.costs + 1))


@pytest.mark.parametrize(
    ("typed", "share", "said"),
    [
        ("1/3", (1, 3), "33 1/3 %"),
        ("33 1/3 %", (1, 3), "33 1/3 %"),
        ("33⅓%", (1, 3), "33 1/3 %"),
        ("33.33%", (3333, 10000), "33.33 %"),
        ("33.33", (3333, 10000), "33.33 %"),
        ("40", (2, 5), "40 %"),
        ("40 percent", (2, 5), "40 %"),
        ("0", (0, 1), "0 %"),
        ("2/7", (2, 7), "28 4/7 %"),
    ],
)
def test_a_share_reads_as_the_exact_fraction_and_is_said_exactly(typed: str, share: tuple[int, int], said: str) -> None:
    assert parse_share(typed) == share
    assert share_words(*share) == said
    assert parse_share(said) == share


@pytest.mark.parametrize("typed", ["", "a third", "1/0", "140", "4/3", "0.4", "1/3/4", "-5"])
def test_what_is_no_share_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(ValueError, match=r"write|below|whole|percentage"):
        parse_share(typed)


def test_the_waterfall_goes_down_from_gross_to_net_and_is_read_without_colour() -> None:
    found = waterfall.steps(one(100_000, "1/3", costs=10_000, liens=20_000))
    assert [(step.label, step.said) for step in found] == [
        ("Gross", "100,000.00"),
        ("Attorney's fee", "(33,333.33)"),
        ("Costs", "(10,000.00)"),
        ("Liens", "(20,000.00)"),
        ("Net to client", "36,666.67"),
    ]
    bars = [waterfall.bar(step, 30, waterfall.scale(found)) for step in found]
    assert bars[0] == "█" * 30
    assert bars[1] == " " * 20 + "▒" * 10
    assert bars[-1] == "█" * 11 + " " * 19


def test_a_net_below_zero_stands_left_of_the_line() -> None:
    found = waterfall.steps(one(10_000, "50", liens=10_000))
    low, high = waterfall.scale(found)
    assert (low, high) == (-5_000_00, 10_000_00)
    assert waterfall.bar(found[-1], 30, (low, high)) == "█" * 10 + " " * 20


@pytest.mark.parametrize(
    ("offer", "step", "by", "then"),
    [(50_000, 1_000, 1, 51_000), (50_500, 1_000, 1, 51_000), (50_500, 1_000, -1, 50_000), (0, 1_000, -1, 0)],
)
def test_an_offer_moves_to_the_next_round_step(offer: int, step: int, by: int, then: int) -> None:
    assert whatif.moved(offer * D, step * D, by) == then * D


@pytest.mark.parametrize(
    ("state", "days", "method", "said"),
    [
        ("CA", 30, "email", ""),
        ("CA", 29, "email", "29 days: CCP 999.1"),
        ("CA", 30, "letter", "30 days: CCP 999.1"),
        ("CA", 33, "", ""),
        ("GA", 40, "email", "OCGA 9-11-67.1"),
        ("GA", 30, "overnight", ""),
        ("NV", 5, "email", ""),
    ],
)
def test_a_time_limited_demand_that_may_not_bind_says_why(state: str, days: int, method: str, said: str) -> None:
    made = date(2026, 11, 1)
    demand = EventLine(
        1, 1, made, "time_limited_demand", 1, "us", expires_on=made + timedelta(days=days), method=method
    )
    found = demand_problem(demand, state)
    assert found.startswith(said)
    assert bool(found) == bool(said)
    assert not found or "not verified" in found


def test_a_lien_whose_rule_counts_on_the_settlement_follows_the_offer_and_an_agreed_one_stays() -> None:
    """42 CFR 411.37 at two offers, fee a third, costs 1,000: 11,000 / 30,000 and 21,000 / 60,000 come off."""
    medicare = LienLine(
        1, "medicare_parts_ab", None, "BCRC", "asserted", 6_000_00, reduced=1_00, reduction_kind="procurement_411_37"
    )
    agreed = changed(medicare, id=2, negotiated=2_500_00)
    cost = CostLine(1, None, "expert", 1_000_00)
    money = Money(liens=(medicare, agreed), costs=(cost, changed(cost, id=2, paid_by="client")))
    for offer, lien in ((30_000_00, 3_800_00), (60_000_00, 3_900_00)):
        statement = project(money, Offer(offer))
        assert [due.amount for due in statement.liens] == [lien, 2_500_00]
        assert statement.liens[0].why.startswith("$6,000.00 x (fee")
        assert statement.net == offer - statement.fees - 1_000_00 - lien - 2_500_00
        assert settlement.problem(statement) == ""


def test_a_reduction_counted_on_another_settlement_is_asked_for_anew() -> None:
    lien = LienLine(
        1, "medicaid", None, "Medi-Cal", "agreed", 900_00, reduced=600_00, reduction_kind="common_fund",
        reduction_gross=50_000_00,
    )  # fmt: skip
    money = Money((RecoveryLine(1, None, "Acme", "liability", 60_000_00, agreed_on=date(2026, 11, 1)),), liens=(lien,))
    open_ = [check.text for check in checks(money, date(2026, 11, 21)) if not check.done]
    assert "Medi-Cal: count rule anew, it was counted on $50,000.00, the gross is $60,000.00" in open_
    assert open_[0].startswith("Fee agreement: none on file")
