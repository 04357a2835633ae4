from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from caseterm.app import CaseTermApp
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.services import contacts, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import press, running, settle, shown
from tests.services.test_cases import open_case


async def type_at_once(app: CaseTermApp, pilot: "Pilot[None]", text: str) -> None:
    """Type a text faster than it can be read: every key is on its way before the first is handled."""
    for char in text:
        app.post_message(events.Key(_character_to_key(char), char))
    await settle(app, pilot)


async def test_o_opens_the_dialog_and_letters_and_enter_give_the_case(db: Database) -> None:
    open_case(db, "Garcia")
    wanted = open_case(db, "Nguyen")
    async with running(db) as (app, pilot):
        await press(pilot, "o")
        await type_at_once(app, pilot, "ngu")
        assert "Nguyen, Maria" in shown(app)
        assert "1 case" in shown(app)
        opened: list[int | None] = []
        app.open_case = lambda case_id, **_: opened.append(case_id)  # type: ignore[method-assign]
        await press(pilot, "enter")
        assert opened == [wanted]
        assert not isinstance(app.screen, JumpDialog)


async def test_ctrl_o_opens_it_from_inside_a_text_field(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "slash")
        await type_at_once(app, pilot, "zzz")
        assert isinstance(app.focused, Input)
        await press(pilot, "ctrl+o")
        assert isinstance(app.screen, JumpDialog)
        await type_at_once(app, pilot, "26-0001")
        assert "Garcia, Maria" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "zzz"


async def test_a_row_says_why_it_is_there(db: Database) -> None:
    case_id = open_case(db, "Garcia")
    provider = contacts.add_contact(db, {"kind": "organization", "org_name": "Mercy Hospital"}).first_added("contacts")
    records.add_record(db, "provider", {"case_id": case_id, "contact_id": provider}, label="Added Mercy")
    async with running(db) as (app, pilot):
        await press(pilot, "o")
        await type_at_once(app, pilot, "mercy")
        assert "provider Mercy Hospital" in shown(app)


async def test_nothing_typed_lists_the_last_opened_and_arrows_move_while_typing_goes_on(db: Database) -> None:
    cases = [open_case(db, name) for name in ("Garcia", "Lee", "Shah")]
    async with running(db) as (app, pilot):
        app.recent = [cases[2], cases[0]]
        await press(pilot, "f3")
        assert isinstance(app.screen, JumpDialog)
        assert app.screen.rows.cursor_key == cases[2]
        await press(pilot, "down")
        assert app.screen.rows.cursor_key == cases[0]
        await type_at_once(app, pilot, "maria")
        assert app.screen.rows.row_count == 3
        await press(pilot, "down", "down", "up")
        assert app.screen.rows.cursor_index == 1
        assert isinstance(app.focused, Input)


async def test_nothing_found_says_so_and_enter_stays(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "o")
        await type_at_once(app, pilot, "qqqq")
        assert "No case matches" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, JumpDialog)
        await press(pilot, "escape")
        assert not isinstance(app.screen, JumpDialog)


async def test_a_hostile_name_is_shown_as_it_is_and_nothing_acts(db: Database) -> None:
    open_case(db, HOSTILE)
    async with running(db) as (app, pilot):
        await press(pilot, "o")
        await type_at_once(app, pilot, "90")
        text = shown(app)
        assert "O'Neil [/b] [@click=" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


async def test_letters_typed_before_the_dialog_stands_are_kept(db: Database) -> None:
    open_case(db, "Garcia")
    open_case(db, "Nguyen")
    async with running(db) as (app, pilot):
        for key in "ongu":
            app.simulate_key(key)
        await settle(app, pilot)
        assert isinstance(app.screen, JumpDialog)
        assert app.screen.field.value == "ngu"


async def test_a_case_found_by_its_claim_number_opens_at_insurance(db: Database) -> None:
    case_id = open_case(db)
    records.add_record(db, "policy", {"case_id": case_id}, label="p")
    records.add_record(db, "coverage", {"case_id": case_id, "policy_id": 1}, label="c")
    records.add_record(db, "claim", {"case_id": case_id, "coverage_id": 1, "claim_no": "88-A12"}, label="c")
    async with running(db) as (app, pilot):
        await press(pilot, "ctrl+o")
        await type_at_once(app, pilot, "88a12")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert app.section == "insurance"
        assert "> Insurance" in shown(app)
        await press(pilot, "1", "/")
        await type_at_once(app, pilot, "88-A1")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert app.current_mode == "client", "one enter from the filter too"
        assert "> Insurance" in shown(app)
