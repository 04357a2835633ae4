"""Why a case needs her for its bills and costs."""

from datetime import date

from caseterm.rules.attention import CaseFacts, judge, words
from caseterm.rules.attention_money import Spending, used_up
from caseterm.rules.attention_reason import Reason
from caseterm.rules.costs import BudgetLine

TODAY = date(2026, 11, 21)
SINCE = date(2026, 11, 2)


def reasons(spending: Spending) -> list[Reason]:
    facts = CaseFacts("litigation", TODAY, TODAY, filed=True, last_contact_on=TODAY, open_tasks=1, spending=spending)
    return list(judge(facts, TODAY).reasons)


def test_a_coverage_that_the_bills_used_up_is_told_until_it_is_noted() -> None:
    limits = [("pip", "Stateline", 10_000_00, False), ("medpay", "Stateline", 5_000_00, False)]
    assert used_up(limits, {"pip": 9_999_99, "medpay": 5_000_00}) == "MedPay Stateline"
    assert used_up(limits, {"pip": 10_000_00, "medpay": 0}) == "PIP Stateline"
    assert used_up([("pip", "A", 10_000_00, True)], {"pip": 10_000_00}) == ""
    assert used_up([("pip", "A", 0, False)], {"pip": 0}) == ""


def test_a_second_coverage_is_used_up_by_what_the_first_could_not_pay() -> None:
    limits = [("pip", "A", 1_000_00, True), ("pip", "B", 2_000_00, False)]
    assert used_up(limits, {"pip": 2_999_99}) == ""
    assert used_up(limits, {"pip": 3_000_00}) == "PIP B"


def test_a_budget_warns_at_eighty_percent_and_more_gravely_once_it_is_over() -> None:
    def one(spent: int) -> list[tuple[int, str, str]]:
        budget = BudgetLine(1, "expert", "", 2_000_00, spent)
        found = reasons(Spending(budgets=(budget,), spent_on=SINCE))
        return [(each.level, each.code, words(each.code, each.since, each.about, TODAY)) for each in found]

    assert one(1_599_99) == []
    assert one(1_600_00) == [(7, "near_budget", "80 % of the expert budget, 19 d")]
    assert one(2_000_00) == [(7, "near_budget", "100 % of the expert budget, 19 d")]
    assert one(2_500_00) == [(5, "over_budget", "125 % of the expert budget, 19 d")]


def test_used_up_coverage_stands_among_the_reasons_since_its_last_bill() -> None:
    found = reasons(Spending(used_up="PIP Stateline", used_on=SINCE))
    assert [(each.level, each.since, each.code) for each in found] == [(6, SINCE, "used_up")]
    assert words("used_up", SINCE, "PIP Stateline", TODAY) == "used up 19 d: PIP Stateline"


def test_money_spent_where_nothing_was_budgeted_is_over() -> None:
    assert BudgetLine(1, "", "", 0, 1).level == 2
    assert BudgetLine(1, "", "", 0, 0).level == 0
    assert reasons(Spending(budgets=(BudgetLine(1, "", "litigation", 0, 5_00),)))[0].about == (
        "beyond the cost budget, litigation"
    )
