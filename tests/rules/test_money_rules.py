"""What a bill, a lien, a cost and a loss come to, and Medicare's clocks."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.costs import BudgetLine, CostLine, WageLine, days_off, gravest, mileage_cents, spent_on, wages_lost
from caseterm.rules.liens import LienLine, lien_totals
from caseterm.rules.medicare import medicare_clocks
from caseterm.rules.reductions import half_up
from caseterm.rules.specials import BillLine, ProviderSpecials, add_up, remaining
from caseterm.rules.terms_money import LIEN_KINDS, LIEN_SHORT, LIEN_STATUSES
from tests.conftest import TODAY

CENTS = st.integers(0, 10**12)
BILLS = st.builds(
    BillLine, st.integers(1, 9), st.just(1), st.none(), st.none(), CENTS, CENTS, CENTS, CENTS, CENTS, CENTS, CENTS,
    related=st.booleans(), archived=st.booleans(),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(BILLS, max_size=8))
def test_sums_are_those_of_the_bills_that_count_and_no_cent_appears(bills: list[BillLine]) -> None:
    sums = add_up(bills)
    counted = [bill for bill in bills if bill.related and not bill.archived]
    assert sums.balance == sum(bill.balance for bill in counted)
    assert sums.billed == sums.adjusted + sums.paid + sums.balance
    provider = ProviderSpecials(1, 1, "A", "", tuple(bills))
    assert provider.owed == max(0, sums.balance)
    assert replace(provider, lien=True).owed == replace(provider, dont_pay=True).owed == 0


@settings(max_examples=60, deadline=None)
@given(rate=st.integers(0, 10**9), hours=st.integers(0, 1680), days=st.integers(0, 4000), miles=st.integers(0, 10**6))
def test_wages_and_miles_are_exact_to_half_a_cent(rate: int, hours: int, days: int, miles: int) -> None:
    assert wages_lost(rate, "hour", hours_week=hours, days=days) == half_up(Fraction(rate * hours * days, 70))
    assert wages_lost(rate, "year", hours_week=0, days=364) == rate
    assert mileage_cents(miles, 205) == half_up(Fraction(miles * 205, 100))


def test_days_off_count_both_ends_and_run_to_today_where_they_have_none() -> None:
    line = WageLine(1, "X", 0, off_from=date(2026, 11, 16))
    assert days_off(line, TODAY) == (TODAY - date(2026, 11, 16)).days + 1
    assert days_off(replace(line, off_to=date(2026, 11, 16)), TODAY) == 1
    assert days_off(WageLine(1, "X", 0), TODAY) == 0


def test_what_is_left_of_a_coverage_is_never_below_nothing() -> None:
    assert (remaining(5_000_00, 4_999_99), remaining(5_000_00, 6_000_00), remaining(None, 1)) == (1, 0, None)


def test_a_budget_takes_the_costs_of_its_category_and_stage() -> None:
    costs = [
        CostLine(1, None, "expert", 100, "litigation"),
        CostLine(2, None, "copies", 10),
        CostLine(3, None, "expert", 1),
    ]
    assert [spent_on(costs, *key) for key in (("", ""), ("expert", ""), ("", "litigation"), ("expert", "demand"))] == [
        111, 101, 100, 0,
    ]  # fmt: skip
    near, over = BudgetLine(1, "", "", 100, 85), BudgetLine(2, "expert", "", 100, 101)
    assert gravest([near, over]) is over
    assert gravest([BudgetLine(3, "", "", 100, 79)]) is None
    assert (over.share, BudgetLine(4, "", "", 1, 10**9).share, BudgetLine(5, "", "", 0, 0).share) == (
        "101 %", "over 999 %", "no sum",
    )  # fmt: skip


def test_a_lien_comes_to_the_surest_sum_there_is() -> None:
    lien = LienLine(1, "other", None, "X", "potential")
    assert (lien.now, lien.is_final) == (None, False)
    told: list[int | None] = []
    for name in ("asserted", "audited", "reduced", "negotiated", "final", "paid"):
        lien = replace(lien, **{name: len(told)})  # type: ignore[arg-type]
        told.append(lien.now)
    assert told == [0, 1, 2, 3, 4, 5]
    assert not lien.is_final, "a sum alone is no letter"
    assert replace(lien, final_letter_on=TODAY).is_final
    released = LienLine(1, "other", None, "X", "released", asserted=500)
    assert (released.now, released.is_final) == (0, True)
    totals = lien_totals(
        [released, LienLine(2, "other", None, "Y", "asserted", 900), LienLine(3, "other", None, "Z", "noticed")]
    )
    assert (totals.now, totals.open, totals.unknown, totals.all_final) == (900, 2, 1, False)


def test_each_letter_of_medicare_starts_its_clock_and_ends_the_one_before() -> None:
    lien = LienLine(1, "medicare_parts_ab", None, "BCRC", "noticed", rights_letter_on=TODAY)
    assert [(clock.code, clock.due - TODAY) for clock in medicare_clocks(lien)] == [("cpl", timedelta(65))]
    lien = replace(lien, conditional_on=TODAY)
    assert medicare_clocks(lien) == []
    lien = replace(lien, notice_on=TODAY)
    assert [(clock.kind, clock.due - TODAY) for clock in medicare_clocks(lien)] == [("lien_dispute", timedelta(30))]
    lien = replace(lien, demand_on=TODAY)
    found = {clock.code: (clock.due - TODAY).days for clock in medicare_clocks(lien)}
    assert found == {"demand": 60, "appeal": 125}
    lien = replace(lien, demand_received_on=TODAY + timedelta(2))
    assert medicare_clocks(lien)[1].due == TODAY + timedelta(122)
    assert all("not verified" in clock.basis for clock in medicare_clocks(lien))
    assert medicare_clocks(replace(lien, kind="medicare_advantage")) == []


def test_every_kind_of_lien_has_a_short_word_that_fits_its_column() -> None:
    assert set(LIEN_SHORT) == set(LIEN_KINDS)
    assert max(map(len, LIEN_SHORT.values())) <= 14
    assert max(map(len, LIEN_STATUSES.values())) <= 16
