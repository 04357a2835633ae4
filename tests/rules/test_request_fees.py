"""What a paid fee makes of the costs, whatever order it is paid, changed and put away in."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.costs import CostLine
from caseterm.rules.request_fees import CATEGORIES, Charge, Fee, category_of, charge, entered_by_hand, paid_fee
from caseterm.rules.terms_money import COST_CATEGORIES
from caseterm.rules.terms_requests import REQUEST_KINDS

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
FEES = st.one_of(st.none(), st.builds(Fee, st.integers(1, 9), st.sampled_from([DAY, NEXT])))


def test_a_fee_makes_a_cost_and_takes_it_along() -> None:
    paid = Fee(35_00, DAY)
    made = charge(None, paid, None)
    assert made == Charge(35_00, DAY)
    assert charge(paid, Fee(40_00, DAY), made) == Charge(40_00, DAY)
    assert charge(paid, Fee(35_00, NEXT), made) == Charge(35_00, NEXT)
    assert charge(paid, None, made) == Charge(35_00, DAY, archived=True)
    assert charge(None, paid, Charge(35_00, DAY, archived=True)) == made


def test_what_was_paid_before_and_what_was_put_away_by_hand_stay_as_they_are() -> None:
    paid = Fee(35_00, DAY)
    assert charge(paid, paid, None) is None
    assert charge(paid, Fee(40_00, DAY), Charge(35_00, DAY, archived=True)) == Charge(40_00, DAY, archived=True)
    assert charge(paid, Fee(40_00, DAY), Charge(35_00, NEXT)) == Charge(40_00, NEXT), "a day she moved stays"
    assert charge(None, None, None) is None
    assert (paid_fee(0, DAY), paid_fee(None, DAY), paid_fee(35_00, DAY, archived=True)) == (None, None, None)


@given(st.lists(FEES, max_size=8))
@settings(max_examples=60)
def test_after_any_course_the_costs_come_to_the_fee(course: list[Fee | None]) -> None:
    cost: Charge | None = None
    before: Fee | None = None
    for now in course:
        cost, before = charge(before, now, cost) or cost, now
        assert (cost.cents if cost and not cost.archived else 0) == (now.cents if now else 0)


def test_a_cost_entered_by_hand_for_the_same_fee_is_known() -> None:
    fee = Fee(35_00, DAY)

    def line(**values: object) -> CostLine:
        return CostLine(**{"id": 1, "dated": NEXT, "category": "medical_records", "amount": 35_00, **values})  # type: ignore[arg-type]

    def known(**values: object) -> bool:
        return entered_by_hand([line(**values)], fee, "medical_records", "Mercy PT") is not None

    assert known(vendor="MERCY pt")
    assert known(dated=DAY)
    assert not known()
    assert not known(vendor="Bay Copy", dated=DAY)
    assert not known(vendor="Mercy PT", amount=36_00)
    assert not known(vendor="Mercy PT", category="expert")
    assert not known(vendor="Mercy PT", archived=True)
    assert not known(vendor="Mercy PT", request_id=7)


def test_every_kind_of_request_has_a_category_of_cost() -> None:
    assert {category_of(kind) for kind in REQUEST_KINDS} <= set(COST_CATEGORIES)
    assert set(CATEGORIES) <= set(REQUEST_KINDS)
