"""Bills, liens and costs by keys: typed, pasted, read from a file, reduced, spent."""

import json
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.screens.budgets.board import BudgetReview
from caseterm.screens.client.billgrid import BillGrid
from caseterm.screens.client.reducing import ReduceDialog
from caseterm.services import drafts, insurance, providers
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import opened
from tests.screens.harness import press, settle, shown, type_text
from tests.services.test_cases import open_case

PASTED = "Date\tCode\tCharge\tPIP\n3/9/2026\t97110\t150.00\t100\n13/45/2026\t97140\t120.00\t\nTotal\t\t270\t\n"


def rows(db: Database, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.raw.execute(query)]


@pytest.fixture
def case_id(db: Database) -> int:
    found = open_case(db)
    providers.add_provider(db, found, ContactInput({"kind": "organization", "org_name": HOSTILE}), {})
    coverage = {"kind": "pip", "limit_per_person": 100_00}
    insurance.add_insurance(db, found, InsuranceInput("Stateline", coverage, {"party": "client"}))
    return found


async def test_bills_are_typed_as_in_a_spreadsheet_pasted_and_taken_back(db: Database, case_id: int) -> None:
    billed = "SELECT dos_from, description, billed_cents, paid_pip_cents FROM medical_bills ORDER BY id"
    async with opened(db, section="specials", case_id=case_id) as (app, pilot, _screen):
        await press(pilot, "a")
        assert isinstance(app.screen, BillGrid)
        await type_text(pilot, "3/4/26")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "ER visit")
        await press(pilot, "tab", "tab", "enter")
        assert "Billed: an amount is needed" in shown(app)
        assert rows(db, billed) == []
        await type_text(pilot, "1,250")
        assert "1,250.00" in shown(app)
        await press(pilot, "enter")
        assert rows(db, billed) == [("2026-03-04", "ER visit", 1_250_00, 0)]
        assert "1 stored" in shown(app)

        await type_text(pilot, '"')  # as above
        await press(pilot, "tab", "shift+tab")
        assert "03/04/2026" in shown(app)
        await press(pilot, "f8")
        app.screen.focused.post_message(Paste(PASTED))  # type: ignore[union-attr]
        await pilot.pause()
        assert "2 rows taken in; a line of totals was passed over" in shown(app)
        assert "no month 13" in shown(app)
        await press(pilot, "ctrl+s")
        assert len(rows(db, billed)) == 1, "nothing is stored while a cell is refused"
        await type_text(pilot, "3/10/26")
        await press(pilot, "escape")
        assert "2 rows not stored" in shown(app)
        app.screen_stack[-2].keep_draft()  # type: ignore[attr-defined]
        assert '"150.00"' in rows(db, "SELECT json_extract(values_json, '$.rows') FROM drafts")[0][0]
        await pilot.pause(0.35)
        await press(pilot, "escape", "ctrl+s")
        assert rows(db, billed)[1:] == [("2026-03-09", "", 150_00, 100_00), ("2026-03-10", "", 120_00, 0)]
        assert rows(db, "SELECT count(*) FROM drafts") == [(0,)]
        await press(pilot, "escape")
        await settle(app, pilot)
        assert "PIP is used up: exhausted on" in shown(app)
        await press(pilot, "enter")
        assert rows(db, "SELECT exhausted_on IS NOT NULL FROM coverages") == [(1,)]
        assert "Total 1,520.00  adj. 0.00  paid 100.00  balance 1,420.00" in shown(app)
        assert "\x1b" not in shown(app)
        await press(pilot, "u", "u")
        assert len(rows(db, billed)) == 1, "the pasted rows are one act"
        await press(pilot, "x")
        assert "Bills are final" in shown(app)
        await press(pilot, "m", "n", "m", "b")
        assert rows(db, "SELECT bills_finalized_on IS NOT NULL, dont_pay_at_settlement FROM case_providers") == [(1, 1)]
        assert "ER visit" not in shown(app).split("Status")[0].split("Total")[0]


async def test_rows_that_were_not_stored_come_back_when_the_program_ended(db: Database, case_id: int) -> None:
    kept = ["3/9/2026", *[""] * 3, "150.00", *[""] * 7]
    drafts.save(db, "bills", "provider:1", {"rows": json.dumps([kept, ["too", "short"]])})
    async with opened(db, section="specials", case_id=case_id) as (app, pilot, _screen):
        await press(pilot, "a")
        assert "1 row taken in; brought back as they were left" in shown(app)
        await press(pilot, "escape")
        await pilot.pause(0.35)
        await press(pilot, "d")
        await settle(app, pilot)
        assert rows(db, "SELECT count(*) FROM drafts") == [(0,)]
        assert rows(db, "SELECT count(*) FROM medical_bills") == [(0,)]


async def test_a_providers_list_is_read_from_a_file_into_the_grid(db: Database, case_id: int, tmp_path: Path) -> None:
    path = tmp_path / "bills.csv"
    path.write_text('Service Date,Description,Charges\n3/4/2026,"Visit, long",$200.00\n3/5/2026,MRI,abc\n')
    async with opened(db, section="specials", case_id=case_id) as (app, pilot, _screen):
        await press(pilot, "m", "f", "ctrl+u")
        await type_text(pilot, str(path))
        await press(pilot, "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, BillGrid)
        assert "Billed: this is not an amount" in shown(app)
        await type_text(pilot, "950")
        await press(pilot, "ctrl+s")
    assert rows(db, "SELECT description, billed_cents FROM medical_bills") == [("Visit, long", 200_00), ("MRI", 950_00)]


async def test_a_lien_is_noted_reduced_by_a_rule_and_bound_in_writing(db: Database, case_id: int) -> None:
    async with opened(db, section="liens", case_id=case_id) as (app, pilot, _screen):
        assert "No liens noted" in shown(app)
        await press(pilot, "a")
        await type_text(pilot, "medicare parts")
        await press(pilot, "enter")
        await type_text(pilot, "BCRC")
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        await type_text(pilot, "12,000")
        await press(pilot, "ctrl+s")
        assert rows(db, "SELECT kind, asserted_cents FROM liens") == [("medicare_parts_ab", 12_000_00)]
        await press(pilot, "m", "r")
        assert isinstance(app.screen, ReduceDialog)
        assert "not here" in shown(app), "no rule that needs a settlement applies before there is one"
        assert "> None " in shown(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ReduceDialog)
        assert "> Medicare, procurement costs (411.37) " in shown(app), "marked as in lists"
        for key, typed in (("g", "100k"), ("f", "40 %"), ("n", "3/0"), ("c", "1,000")):
            await press(pilot, key)
            await type_text(pilot, typed)
            await press(pilot, "enter")
            if key == "n":
                assert "no fraction" in shown(app)
                await press(pilot, "escape")
        assert "7,080.00" in shown(app)
        await press(pilot, "enter")
        assert rows(db, "SELECT reduction_kind, reduced_cents FROM liens") == [("procurement_411_37", 7_080_00)]
        assert "not verified" in shown(app)
        await press(pilot, "d", "enter")
        assert "Final letter dated, BCRC" in shown(app)
        await press(pilot, "enter")
        assert rows(db, "SELECT final_cents, status FROM liens") == [(7_080_00, "final_in_writing")]
        await press(pilot, "x", "enter")
        assert rows(db, "SELECT paid_cents, status FROM liens") == [(7_080_00, "paid")]
        await press(pilot, "e")
        assert "Paid without a final letter" not in shown(app)
        await press(pilot, "escape", "u", "u", "e")
        await type_text(pilot, "medicare parts")
        await press(pilot, "enter", "enter", "enter")
        await type_text(pilot, "paid")
        await press(pilot, "tab")
        assert "Paid without a final letter: the holder may ask for more." in shown(app)
        while "Leave without saving?" not in shown(app):  # out of the list of choices first
            await press(pilot, "escape")
        app.screen.__dict__["_opened"] = 0.0
        await press(pilot, "d")
        await settle(app, pilot)
        assert "est." in shown(app)


async def test_costs_wages_and_miles_are_noted_and_the_board_shows_what_is_over(db: Database, case_id: int) -> None:
    async with opened(db, section="costs", case_id=case_id) as (app, pilot, _screen):
        await press(pilot, "a", "c", "enter")
        await type_text(pilot, "expert")
        await press(pilot, "enter")
        await type_text(pilot, "2,500")
        await press(pilot, "enter")
        await type_text(pilot, "Dr. " + "x" * 60)
        await press(pilot, "ctrl+s", "a", "b")
        await type_text(pilot, "2000")
        await press(pilot, "ctrl+s", "a", "k", "enter")
        await type_text(pilot, "24.6")
        await press(pilot, "ctrl+s", "a", "w")
        await type_text(pilot, "Nails")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "22.50")
        await press(pilot, "enter", "enter", "enter")
        await type_text(pilot, "1/29/26")
        await press(pilot, "enter")
        await type_text(pilot, "2/11/26")
        await press(pilot, "ctrl+s")
        text = shown(app)
        assert "125 % over !!" in text
        assert "1,800.00" in text, "two weeks of forty hours"
        assert rows(db, "SELECT amount_cents FROM expenses") == [(5_04,)]
        await press(pilot, "g", "B")
        assert isinstance(app.screen, BudgetReview)
        assert "1 over a budget" in shown(app)
        await press(pilot, "r")
        await type_text(pilot, f"another expert {HOSTILE[:11]}")
        await press(pilot, "ctrl+s", "v")
        await type_text(pilot, "nothing missing")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "B\nsteady")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BudgetReview), "recommended and graded without leaving the board"
        assert rows(db, "SELECT text FROM recommendations") == [(f"another expert {HOSTILE[:11]}",)]
        assert rows(db, "SELECT findings, next_on FROM file_reviews") == [("nothing missing", "2027-01-20")]
        assert rows(db, "SELECT grade, grade_reason FROM cases") == [("B", "steady")]
        await press(pilot, "b")
        await type_text(pilot, "9k")
        await press(pilot, "enter")
        assert rows(db, "SELECT budget_cents FROM cost_budgets") == [(9_000_00,)]
        assert "over a budget" not in shown(app)
        assert "\x1b" not in shown(app)
