"""The figures of the caseload review: shares of what is known, and dashes for what is not."""

from datetime import date

from caseterm.rules.outcomes import Closed, Outcomes, PhaseTime, outcomes_json, percent

TODAY = date(2026, 11, 21)
NOTHING = Outcomes(TODAY, 0, 0, 0, 0, (), (), 0, 0, 0, (), ())


def test_an_empty_caseload_has_no_shares() -> None:
    for share in (NOTHING.contact_rate, NOTHING.attendance, NOTHING.gap_rate, NOTHING.experience, NOTHING.cost_share):
        assert share is None
        assert percent(share) == "-"
    assert outcomes_json(NOTHING)["closed"]["cases"] == 0


def test_shares_are_of_what_is_known() -> None:
    found = Outcomes(
        TODAY, 40, 30, 9, 3, (10, 50), (21,), 8, 2, 1,
        (PhaseTime("treating", (10, 100, 400), (90, 110)), PhaseTime("demand")),
        (
            Closed(5, back_at_work=True, pain_before=7, pain_after=2, cost=50_000, budget=100_000),
            Closed(None, back_at_work=None, pain_before=None, pain_after=None, cost=999, budget=0),
            Closed(4, back_at_work=False, pain_before=6, pain_after=5, cost=100_000, budget=50_000),
        ),
    )  # fmt: skip
    assert (found.contact_rate, found.attendance, found.gap_rate) == (0.75, 0.75, 0.25)
    assert (found.experience, found.back_at_work, found.less_pain, found.cost_share) == (4.5, 0.5, 3.0, 1.0)
    treating, demand = found.phases
    assert (treating.median_age, treating.median_stay, treating.late) == (100, 100, 1)
    assert (demand.median_age, demand.median_stay, demand.late) == (None, None, 0)
    assert percent(0.834) == "83 %"
