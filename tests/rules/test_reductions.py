"""Lien reductions: the published examples, and what no rule may ever do."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.reductions import (
    SOURCES,
    Choice,
    Claimed,
    Settlement,
    apportion,
    half_up,
    percent,
    reduce_claims,
)
from caseterm.rules.terms_money import REDUCTION_KINDS

HUNDRED = 100_000_00


def one(kind: str, claim: int, settlement: Settlement, chosen: Choice | None = None) -> int:
    return reduce_claims(kind, [Claimed(1, claim)], settlement, chosen)[0].final


def test_forty_percent_of_the_whole_settlement_in_illinois() -> None:
    settlement = Settlement(HUNDRED, fee=30_000_00, costs=10_000_00)
    claims = [Claimed(1, 50_000_00, "hospital"), Claimed(2, 50_000_00, "professional")]
    found = reduce_claims("il_lien_act", claims, settlement)
    assert sum(each.final for each in found) == 40_000_00
    assert settlement.gross - settlement.fee - settlement.costs - 40_000_00 == 20_000_00
    assert "attorney's lien is then at most 30 %" in found[0].caution
    assert "not verified" in found[0].why
    assert "770 ILCS 23" in found[0].why


def test_forty_percent_of_what_is_left_is_a_method_that_must_be_asked_for() -> None:
    settlement = Settlement(HUNDRED, fee=30_000_00, costs=10_000_00)
    assert one("statutory_cap", 90_000_00, settlement, Choice(2, 5, on_net=True)) == 24_000_00
    claims = [Claimed(1, 50_000_00, "hospital"), Claimed(2, 50_000_00, "professional")]
    found = reduce_claims("il_lien_act", claims, settlement, Choice(on_net=True))
    assert sum(each.final for each in found) == 24_000_00
    assert 60_000_00 - 24_000_00 == 36_000_00


def test_one_kind_of_holder_gets_a_third_in_illinois() -> None:
    found = reduce_claims("il_lien_act", [Claimed(1, HUNDRED, "hospital")], Settlement(HUNDRED))
    assert found[0].final == 33_333_33


def test_bills_share_a_third_of_the_settlement_to_the_cent() -> None:
    claims = [Claimed(1, 100_00), Claimed(2, 200_00), Claimed(3, 450_00)]
    found = reduce_claims("pro_rata_third", claims, Settlement(2_000_00))
    assert [each.final for each in found] == [88_89, 177_78, 400_00]
    assert sum(each.final for each in found) == 666_67 == half_up(Fraction(2_000_00, 3))


def test_bills_below_their_share_are_paid_whole() -> None:
    found = reduce_claims("pro_rata_third", [Claimed(1, 100_00), Claimed(2, 50_00)], Settlement(2_000_00))
    assert [each.final for each in found] == [100_00, 50_00]


def test_medicare_bears_its_share_of_what_the_settlement_cost() -> None:
    settlement = Settlement(HUNDRED, fee=33_333_33, costs=1_500_00)
    found = reduce_claims("procurement_411_37", [Claimed(1, 12_000_00)], settlement)[0]
    assert found.off == half_up(Fraction(12_000_00 * 34_833_33, HUNDRED)) == 4_180_00
    assert found.final == 7_820_00
    assert "$12,000.00 x (fee $33,333.33 + costs $1,500.00)" in found.why


def test_medicare_gets_what_is_left_where_it_paid_no_less_than_the_settlement() -> None:
    settlement = Settlement(10_000_00, fee=3_333_33, costs=500_00)
    assert one("procurement_411_37", 10_000_00, settlement) == 6_166_67
    assert one("procurement_411_37", 40_000_00, settlement) == 6_166_67


def test_the_fixed_percentage_is_for_small_settlements() -> None:
    assert one("fixed_percentage", 9_000_00, Settlement(10_000_00)) == 2_500_00
    over = reduce_claims("fixed_percentage", [Claimed(1, 9_000_00)], Settlement(10_000_01))[0]
    assert not over.applies
    assert over.final == 9_000_00
    assert "over $10,000.00" in over.why
    dearer = reduce_claims("fixed_percentage", [Claimed(1, 1_000_00)], Settlement(8_000_00))[0]
    assert not dearer.applies
    assert "no less than what is claimed" in dearer.why


def test_a_common_fund_carries_fee_and_costs() -> None:
    settlement = Settlement(HUNDRED, fee=33_333_33, costs=1_666_67)
    assert one("common_fund", 9_000_00, settlement) == 5_850_00
    assert one("common_fund_one_third", 10_000_00, Settlement(0)) == 6_666_67
    assert one("common_fund_one_third", 10_000_00, Settlement(0), Choice(2, 5)) == 6_000_00


def test_a_hospital_in_california_gets_half_of_what_is_left_after_prior_liens() -> None:
    settlement = Settlement(HUNDRED, fee=33_333_33, costs=6_666_67, prior=10_000_00)
    assert one("ca_3045", 80_000_00, settlement) == 25_000_00
    assert one("ca_3045", 5_000_00, settlement) == 5_000_00


def test_agreed_waived_and_made_whole() -> None:
    nothing = Settlement(0)
    assert one("negotiated", 5_000_00, nothing, Choice(amount=3_000_00)) == 3_000_00
    assert one("negotiated", 5_000_00, nothing) == 5_000_00
    assert one("waived", 5_000_00, nothing) == 0
    assert one("made_whole", 5_000_00, nothing) == 0
    assert one("none", 5_000_00, nothing) == 5_000_00


def test_without_a_settlement_a_rule_that_needs_one_says_so() -> None:
    found = reduce_claims("procurement_411_37", [Claimed(1, 5_000_00)], Settlement(0))[0]
    assert not found.applies
    assert found.final == 5_000_00
    assert "no settlement yet" in found.why


def test_every_rule_has_its_words_and_its_source() -> None:
    assert set(SOURCES) == set(REDUCTION_KINDS)
    assert percent(Fraction(2, 5)) == "40 %"
    assert percent(Fraction(1, 3)) == "1/3"
    assert percent(Fraction(3333, 10000)) == "33.33 %"


CENTS = st.integers(0, 10**10)


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from(sorted(REDUCTION_KINDS)),
    amounts=st.lists(st.tuples(CENTS, st.sampled_from("abc")), min_size=1, max_size=6),
    gross=CENTS, fee=CENTS, costs=CENTS, prior=CENTS, num=st.integers(0, 9), den=st.integers(1, 9),
    on_net=st.booleans(),
)  # fmt: skip
def test_no_rule_takes_less_than_nothing_or_more_than_the_claim(
    kind: str, amounts: list[tuple[int, str]], gross: int, fee: int, costs: int, prior: int, num: int, den: int,
    on_net: bool,
) -> None:  # fmt: skip
    claims = [Claimed(place, amount, category) for place, (amount, category) in enumerate(amounts)]
    found = reduce_claims(kind, claims, Settlement(gross, fee, costs, prior), Choice(num, den, prior, on_net))
    for claim, each in zip(claims, found, strict=True):
        assert 0 <= each.final <= claim.amount == each.claim == each.final + each.off
        assert each.why
        assert each.applies or each.final == claim.amount


@settings(max_examples=100, deadline=None)
@given(total=CENTS, den=st.integers(1, 12), weights=st.lists(CENTS, min_size=1, max_size=8))
def test_shares_sum_to_the_sum_shared_and_follow_their_weights(total: int, den: int, weights: list[int]) -> None:
    pool = Fraction(total, den)
    shares = apportion(pool, weights)
    assert sum(shares) == (half_up(pool) if sum(weights) else 0)
    for weight, share in zip(weights, shares, strict=True):
        exact = pool * weight / sum(weights) if sum(weights) else Fraction(0)
        assert abs(share - exact) < 1


@settings(max_examples=50, deadline=None)
@given(gross=st.integers(1, 10**10), amounts=st.lists(CENTS, min_size=1, max_size=6))
def test_illinois_never_passes_its_caps(gross: int, amounts: list[int]) -> None:
    claims = [Claimed(place, amount, "ab"[place % 2]) for place, amount in enumerate(amounts)]
    found = reduce_claims("il_lien_act", claims, Settlement(gross))
    assert sum(each.final for each in found) <= min(sum(amounts), half_up(Fraction(gross * 2, 5)))
    for name in "ab":
        of_kind = sum(each.final for claim, each in zip(claims, found, strict=True) if claim.category == name)
        assert of_kind <= Fraction(gross, 3) + len(claims)


def test_an_unknown_rule_is_a_programmers_error() -> None:
    with pytest.raises(KeyError):
        reduce_claims("none such", [Claimed(1, 1)], Settlement(1))
