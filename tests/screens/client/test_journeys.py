"""Journeys of a working day, by keys from the caseload on."""

import re

import pytest

from caseterm.services.settings import edit_settings
from caseterm.store.database import Database
from tests.screens.client.driving import one
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_j1_the_adjuster_calls_about_a_claim_number(file_db: Database, size: tuple[int, int]) -> None:
    async with running(file_db, size=size) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "88a12")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert app.case_id == 1
        text = shown(app)
        for fact in ("> Insurance", "88-A12", "Ruiz, P.", "(555) 014-0199", "SOL"):
            assert fact in text
        await press(pilot, "k")
        assert app.section == "insurance", "the rows have the keyboard, not the list of sections"
        await press(pilot, "l")
        await type_text(pilot, "wants bills")
        await press(pilot, "tab")
        await type_text(pilot, "+7d")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(file_db, "SELECT role, body FROM communications WHERE role <> 'client'") == (
            "adjuster_bi",
            "wants bills",
        )
        assert one(file_db, "SELECT title, due FROM tasks WHERE title LIKE 'follow up:%'") == (
            "follow up: wants bills",
            "2026-11-28",
        )


async def test_j2_the_client_asks_what_is_happening_with_her_case(file_db: Database) -> None:
    async with running(file_db) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "8831")
        await press(pilot, "enter", "enter")
        await settle(app, pilot)
        text = shown(app)
        for answer in (
            "Treating day 95",
            "last contact 34 d !",
            "Next       Tue 11/24 9:30  PT  Mercy PT   NO RIDE !",
            "Waiting on P. Ruiz",
            "Last note  10/18 call in: neck worse at night, missed 2",
        ):
            assert answer in text
        await press(pilot, "l")
        await type_text(pilot, "explained")
        await press(pilot, "shift+tab", "i", "tab", "enter")
        await settle(app, pilot)
        assert "last contact today" in shown(app)
        await press(pilot, "escape")
        await settle(app, pilot)
        assert "[1 Cases]" in shown(app)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_j9_a_new_client_is_opened_with_an_unverified_limitation_date(
    file_db: Database, size: tuple[int, int]
) -> None:
    edit_settings(file_db, {"default_state": "CA"})
    async with running(file_db, size=size) as (app, pilot):
        await press(pilot, "N")
        await settle(app, pilot)
        await type_text(pilot, "Brown, Tasha")
        await press(pilot, "tab")
        await type_text(pilot, "5550147720")
        await press(pilot, "tab")
        await type_text(pilot, "3/2/26")
        await press(pilot, "ctrl+s")
        assert "State: needed" in shown(app), "without it there is no limitation date"
        await type_text(pilot, "CA")
        await press(pilot, "tab", "ctrl+s")
        await settle(app, pilot)
        text = shown(app)
        assert "[2 Client]" in text
        assert "Opened 26-0143 Brown, Tasha: SOL 03/02/2028 not verified, 5 tasks." in text
        for fact in ("Brown, Tasha", "Intake day 0", "DOI 03/02/2026", "467 d ? not verified"):
            assert fact in text
        assert one(file_db, "SELECT number FROM cases ORDER BY id DESC LIMIT 1") == ("26-0143",)
        assert one(file_db, "SELECT due, verified_on FROM deadlines ORDER BY id DESC LIMIT 1") == ("2028-03-02", None)
        newest = "(SELECT client_id FROM cases ORDER BY id DESC LIMIT 1)"
        assert one(file_db, f"SELECT count(*) FROM contact_addresses WHERE contact_id = {newest}") == (0,)
        await press(pilot, "g", "s", "u")
        await settle(app, pilot)
        assert one(file_db, "SELECT count(*) FROM cases") == (2,)
        assert "This case is not there any more." in shown(app)
        assert not re.search(r"(Tasks|tasks|Deadlines) +[1-9]", shown(app)), "its counts went with it"
        await press(pilot, "l", "p", "s", "a")
        assert not app.screen.is_modal
        assert "Undid: Opened 26-0143" in shown(app)
        await press(pilot, "j")
        assert "This case is not there any more." in shown(app)
        assert "a adds one" not in shown(app), "no section offers to add to it"
        await press(pilot, "1")
        await settle(app, pilot)
        status = shown(app).splitlines()[-2]
        assert status.startswith(" Undid: Opened 26-0143")
        assert "U Redo" in status
