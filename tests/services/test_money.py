"""Bills, liens, costs and losses: what is stored, as one act each, and what follows from it."""

from datetime import date, timedelta
from typing import Any

import pytest

from caseterm import queries
from caseterm.errors import InputError
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.rules.reductions import Choice, Settlement
from caseterm.services import costs, history, insurance, liens, money, providers, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case


def rows(db: Database, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.raw.execute(query)]


@pytest.fixture
def case_id(db: Database) -> int:
    found = open_case(db)
    providers.add_provider(db, found, ContactInput({"kind": "organization", "org_name": HOSTILE}), {})
    return found


def bill(billed: int, **more: Any) -> dict[str, Any]:
    return {"case_provider_id": 1, "dos_from": date(2026, 3, 4), "billed_cents": billed, **more}


def test_several_bills_are_one_act_and_one_undo(db: Database, case_id: int) -> None:
    changes = money.add_bills(db, case_id, [bill(1_250_00, adjusted_cents=250_00, paid_pip_cents=800_00), bill(20_00)])
    assert changes.label.startswith("Added 2 bills: O'Neil")
    assert "$1,270.00" in changes.label
    totals = queries.money.totals(db, case_id)
    assert (totals.bills.billed, totals.bills.paid, totals.bills.balance, totals.owed) == (
        1_270_00, 800_00, 220_00, 220_00,
    )  # fmt: skip
    history.undo(db)
    assert queries.money.totals(db, case_id).bills.count == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"dos_to": date(2026, 3, 1)}, "Service to"),
        ({"case_provider_id": 99}, "Provider"),
        ({"billed_cents": -1}, "Billed"),
    ],
)
def test_a_refused_line_leaves_no_line_of_its_act(
    db: Database, case_id: int, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputError, match=field):
        money.add_bills(db, case_id, [bill(1_00), bill(2_00) | wrong])
    assert rows(db, "SELECT count(*) FROM medical_bills") == [(0,)]


def test_what_is_not_related_is_listed_and_not_counted(db: Database, case_id: int) -> None:
    money.add_bills(db, case_id, [bill(100_00), bill(50_00, related=False)])
    (provider,) = queries.money.specials(db, case_id)
    assert (len(provider.bills), provider.sums.billed) == (2, 100_00)
    money.archive_bills(db, [1])
    assert queries.money.totals(db, case_id).bills.billed == 0
    money.archive_bills(db, [1], restore=True)
    assert queries.money.totals(db, case_id).bills.billed == 100_00


def test_a_provider_is_paid_once_through_its_lien_or_directly_or_not_at_all(db: Database, case_id: int) -> None:
    money.add_bills(db, case_id, [bill(900_00)])
    assert queries.money.totals(db, case_id).unfinalized != ()
    money.finalize_bills(db, [1], TODAY)
    assert queries.money.totals(db, case_id).unfinalized == ()
    liens.add_lien(db, case_id, None, {"kind": "hospital_statutory", "case_provider_id": 1, "asserted_cents": 900_00})
    assert queries.money.totals(db, case_id).owed == 0
    assert queries.money.liens(db, case_id)[0].holder.startswith("O'Neil")
    liens.set_status(db, [1], "released")
    assert queries.money.totals(db, case_id).owed == 900_00
    money.pay_at_settlement(db, [1], pay=False)
    assert queries.money.totals(db, case_id).owed == 0


def test_pip_is_used_up_by_its_bills_and_attention_says_so_until_it_is_noted(db: Database, case_id: int) -> None:
    insurance.add_insurance(
        db, case_id, InsuranceInput("Stateline", {"kind": "pip", "limit_per_person": 1_000_00}, {"party": "client"})
    )
    money.add_bills(db, case_id, [bill(2_000_00, paid_pip_cents=999_99)])
    (pip,) = queries.money.no_fault(db, case_id)
    assert (pip.paid, pip.left, pip.exhausted) == (999_99, 1, False)
    money.add_bills(db, case_id, [bill(500_00, paid_pip_cents=1)])
    (pip,) = queries.money.no_fault(db, case_id)
    assert (pip.left, pip.exhausted, pip.exhausted_on) == (0, True, "")
    assert "used_up" in _reasons(db, case_id)
    records.edit_record(db, "coverage", pip.coverage_id, {"exhausted_on": TODAY}, label="noted")
    assert "used_up" not in _reasons(db, case_id)


def _reasons(db: Database, case_id: int) -> set[str]:
    from caseterm.queries.case_facts import case_facts
    from caseterm.rules.attention import judge

    facts = case_facts(db.raw, [case_id], today=TODAY)[case_id]
    return {reason.code for reason in judge(facts, TODAY).reasons}


# liens


def test_medicares_letters_start_their_clocks_and_move_them(db: Database, case_id: int) -> None:
    values = {"kind": "medicare_parts_ab", "asserted_cents": 6_000_00, "rights_letter_on": date(2026, 11, 2)}
    liens.add_lien(db, case_id, "BCRC", values)
    assert rows(db, "SELECT due, status, template_key FROM tasks WHERE tags = 'lien'") == [
        ("2027-01-06", "todo", "lien.cpl:1")
    ]
    changes = liens.edit_lien(db, 1, 2, {"notice_on": date(2026, 11, 10)})
    assert "dispute the conditional payment notice by 12/10/2026" in changes.label
    assert rows(db, "SELECT status FROM tasks WHERE tags = 'lien'") == [("done",)]
    liens.edit_lien(db, 1, 2, {"notice_on": date(2026, 11, 12)})
    shown = "SELECT kind, due, trigger_date, archived_at IS NULL FROM deadlines ORDER BY id"
    assert rows(db, shown) == [("lien_dispute", "2026-12-12", "2026-11-12", 1)]
    liens.edit_lien(db, 1, 2, {"demand_on": date(2026, 11, 16)})
    assert rows(db, shown) == [
        ("lien_dispute", "2026-12-12", "2026-11-12", 0),
        ("medicare_demand", "2027-01-15", "2026-11-16", 1),
        ("appeal", "2027-03-21", "2026-11-16", 1),
    ]
    liens.edit_lien(db, 1, 2, {"demand_on": date(2026, 11, 16), "demand_received_on": date(2026, 11, 18)})
    assert rows(db, shown)[2] == ("appeal", "2027-03-18", "2026-11-18", 1)
    while history.undo(db).label.startswith("Undid: Changed lien"):
        pass
    assert rows(db, "SELECT count(*) FROM deadlines") == [(0,)]


def test_a_clock_an_attorney_verified_is_never_moved(db: Database, case_id: int) -> None:
    liens.add_lien(db, case_id, "BCRC", {"kind": "medicare_parts_ab", "demand_on": date(2026, 11, 16)})
    records.edit_record(db, "deadline", 1, {"verified_by": "R. Shah", "verified_on": TODAY}, label="verified")
    liens.edit_lien(db, 1, 2, {"demand_on": date(2026, 11, 18)})
    assert rows(db, "SELECT kind, due FROM deadlines ORDER BY id") == [
        ("medicare_demand", "2027-01-15"), ("appeal", "2027-03-23"),
    ]  # fmt: skip
    with pytest.raises(InputError, match="Demand received"):
        liens.edit_lien(db, 1, 2, {"demand_on": date(2026, 11, 18), "demand_received_on": date(2026, 11, 1)})


def test_a_lien_is_reduced_with_its_reasoning_agreed_bound_and_paid(db: Database, case_id: int) -> None:
    liens.add_lien(db, case_id, HOSTILE, {"kind": "health_plan_insured", "asserted_cents": 9_000_00})
    settlement = Settlement(100_000_00, 33_333_33, 1_666_67)
    changes = liens.reduce_liens(db, [1], "common_fund", settlement)
    assert "$5,850.00" in changes.label
    (lien,) = queries.money.liens(db, case_id)
    assert (lien.now, lien.is_final, lien.reduction_gross) == (5_850_00, False, 100_000_00)
    assert "not verified" in lien.reduction_why
    liens.reduce_liens(db, [1], "negotiated", settlement, Choice(amount=4_000_00))
    (lien,) = queries.money.liens(db, case_id)
    assert (lien.now, lien.status) == (4_000_00, "agreed")
    liens.final_letter(db, 1, 3_900_00, TODAY)
    liens.pay_liens(db, [1], TODAY)
    (lien,) = queries.money.liens(db, case_id)
    assert (lien.paid, lien.status, lien.is_final) == (3_900_00, "paid", True)
    assert queries.money.totals(db, case_id).liens.all_final


def test_liens_marked_together_share_and_one_without_a_sum_is_refused(db: Database, case_id: int) -> None:
    for cents in (100_00, 200_00, 450_00):
        liens.add_lien(db, case_id, "Clinic", {"kind": "provider_contract", "asserted_cents": cents})
    liens.reduce_liens(db, [1, 2, 3], "pro_rata_third", Settlement(2_000_00))
    assert rows(db, "SELECT reduced_cents FROM liens") == [(88_89,), (177_78,), (400_00,)]
    liens.edit_lien(db, 1, None, {"asserted_cents": 120_00, "kind": "provider_contract"})
    assert rows(db, "SELECT reduced_cents FROM liens WHERE id = 1") == [(None,)]
    liens.add_lien(db, case_id, "Clinic", {"kind": "other"})
    with pytest.raises(InputError, match="not known yet"):
        liens.reduce_liens(db, [1, 4], "waived", Settlement(0))
    with pytest.raises(InputError, match="no settlement yet"):
        liens.reduce_liens(db, [1], "ca_3045", Settlement(0))
    with pytest.raises(InputError, match="not known yet"):
        liens.pay_liens(db, [1, 4], TODAY)
    assert rows(db, "SELECT count(*) FROM liens WHERE paid_on IS NOT NULL") == [(0,)]
    liens.final_letter(db, 1, 100_00, TODAY)
    said = liens.pay_liens(db, [1, 2, 3], TODAY).label
    assert said.endswith("; without a final letter: Clinic, Clinic"), "the fact stays in the history"
    assert "final letter" not in liens.pay_liens(db, [1], TODAY).label
    assert liens.pay_liens(db, [2], TODAY).label.startswith("Paid lien without a final letter: ")


# costs and losses


def test_a_budget_follows_its_costs_and_the_review_lists_the_case(db: Database, case_id: int) -> None:
    records.add_record(
        db, "cost", {"case_id": case_id, "category": "expert", "phase": "intake", "amount_cents": 90_00}, label="a"
    )
    costs.set_budget(db, case_id, 100_00)
    records.add_record(db, "budget", {"case_id": case_id, "category": "expert", "budget_cents": 50_00}, label="b")
    found = queries.money.costs(db, case_id)
    assert [(each.category, each.spent, each.level) for each in found.budgets] == [("", 90_00, 1), ("expert", 90_00, 2)]
    assert {"over_budget", "near_budget"} <= _reasons(db, case_id)
    (reviewed,) = queries.budgets.review(db)
    assert reviewed.budget is not None
    assert (reviewed.budget.category, reviewed.spent, reviewed.case_id) == ("expert", 90_00, case_id)
    costs.set_budget(db, case_id, 1_000_00)
    assert rows(db, "SELECT count(*) FROM cost_budgets") == [(2,)]


def test_the_budget_review_tells_the_newest_look_at_the_file(db: Database, case_id: int) -> None:
    costs.set_budget(db, case_id, 50_00)
    records.add_record(
        db, "cost", {"case_id": case_id, "category": "expert", "phase": "intake", "amount_cents": 90_00}, label="a"
    )

    def told() -> date | None:
        (line,) = queries.budgets.review(db)
        return line.reviewed_on

    assert told() is None
    before = TODAY - timedelta(days=40)
    review = {"case_id": case_id, "reviewed_on": before, "by": "MG", "findings": "nothing missing"}
    records.add_record(db, "file_review", review, label="reviewed")
    assert told() == before
    records.edit_record(db, "case", case_id, {"reviewed_on": TODAY}, label="looked through")
    assert told() == TODAY
    records.edit_record(db, "case", case_id, {"reviewed_on": before - timedelta(days=9)}, label="corrected")
    assert told() == before


def test_miles_and_wages_make_their_amounts(db: Database, case_id: int) -> None:
    costs.put_expense(db, case_id, {"kind": "mileage", "miles_tenths": 246})
    costs.put_expense(db, case_id, {"kind": "mileage", "miles_tenths": 246, "rate_mills": 700}, expense_id=1)
    wages = {"employer": "X", "rate_cents": 22_50, "rate_unit": "hour", "hours_week": 380}
    costs.put_wage_loss(db, case_id, {**wages, "off_from": date(2025, 1, 29), "off_to": date(2025, 3, 14)})
    lost = queries.money.losses(db, case_id)
    assert (lost.spent("mileage"), lost.wages_lost) == (17_22, 5_496_43)
    with pytest.raises(InputError, match="Miles"):
        costs.put_expense(db, case_id, {"kind": "mileage"})
    with pytest.raises(InputError, match="Off to"):
        costs.put_wage_loss(db, case_id, {**wages, "off_from": TODAY, "off_to": date(2026, 1, 1)})
    with pytest.raises(InputError, match="Lost"):
        costs.put_wage_loss(db, case_id, {"employer": "X"})
    made = costs.put_wage_loss(db, case_id, {"lost_cents": 1_280_00})
    assert made.label.startswith("Added wage loss: $1,280.00 ("), "no doubled blank where no employer is given"
