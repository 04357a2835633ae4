"""Logging a contact: how few keys it takes, what is stored, what is kept when she leaves."""

from caseterm.screens.client.log import open_log
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import GARCIA, NGUYEN, one, opened
from tests.screens.harness import press, running, settle, shown, type_text


async def test_two_keys_and_the_text_log_a_call_that_reached_the_client(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l")
        await type_text(pilot, "status given")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(
            file_db,
            "SELECT channel, direction, outcome, role, at, contact_id FROM communications ORDER BY id DESC LIMIT 1",
        ) == ("call", "out", "reached", "client", "2026-11-21 09:41:00.000000", 1)
        text = shown(app)
        assert "Logged call 9:41 AM, reached (Nguyen, Thi). Contact clock reset." in text
        assert "last contact today" in text
        assert "11/21 call out: status given" in text


async def test_letters_choose_how_which_way_and_with_what_result(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l", "shift+tab", "v", "m", "tab")
        await type_text(pilot, "call me")
        assert "Does not count as client contact." in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(
            file_db, "SELECT channel, outcome, counts_as_client_contact FROM communications ORDER BY id DESC LIMIT 1"
        ) == ("voicemail", "left_message", 0)
        assert "last contact 34 d !" in shown(app)


async def test_a_text_is_delivered_and_an_incoming_call_reached(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l", "shift+tab", "t")
        assert "[Delivered]" in shown(app)
        await press(pilot, "i")
        assert "[Reached]" in shown(app)
        assert "[In]" in shown(app)


async def test_from_an_insurance_row_the_adjuster_is_filled_in_and_the_follow_up_is_a_task(file_db: Database) -> None:
    async with opened(file_db, section="insurance") as (app, pilot, _screen):
        await press(pilot, "l")
        await settle(app, pilot)
        assert "Ruiz, P., adjuster, BI" in shown(app)
        await type_text(pilot, "limits 100k")
        await press(pilot, "tab")
        await type_text(pilot, "+7d get letter")
        assert "= Sat Nov 28 2026, in 7 days ! Saturday: task get letter" in shown(app)
        await press(pilot, "tab")
        await type_text(pilot, "4m")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(
            file_db,
            "SELECT m.role, k.last, m.duration_min, t.title, t.due FROM communications m "
            "JOIN contacts k ON k.id = m.contact_id JOIN tasks t ON t.id = m.follow_up_task_id",
        ) == ("adjuster_bi", "Ruiz", 4, "get letter", "2026-11-28")
        assert "Logged call 9:41 AM, 4 min, reached (Ruiz, P.), task Sat 11/28." in shown(app)
        await press(pilot, "u")
        await settle(app, pilot)
        assert one(file_db, "SELECT count(*) FROM tasks WHERE title = 'get letter'") == (0,)


async def test_a_follow_up_without_a_day_keeps_the_dialog_open(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l", "tab")
        await type_text(pilot, "call again")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert app.screen.is_modal
        assert "Give the follow-up a day: +7d send records" in shown(app)
        assert one(file_db, "SELECT count(*) FROM communications") == (2,)


async def test_leaving_keeps_the_text_and_the_next_l_brings_it_back(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l")
        await type_text(pilot, "half a")
        await press(pilot, "escape")
        await settle(app, pilot)
        assert "Not logged. The text is kept: l brings it back." in shown(app)
        await press(pilot, "l")
        await settle(app, pilot)
        assert "half a" in shown(app)
        assert "Draft from 9:41 AM brought back." in shown(app)
        await press(pilot, "f1")
        await settle(app, pilot)
        assert "Help: Form" in shown(app)
        await press(pilot, "escape")
        await type_text(pilot, " wo")
        await press(pilot, "ctrl+o")
        await settle(app, pilot)
        assert isinstance(app.screen, JumpDialog), "any case opens from here, too"
        await press(pilot, "escape", "l")
        await settle(app, pilot)
        await type_text(pilot, "rd")
        dialog = app.screen
        await press(pilot, "enter")
        dialog.keep_draft()  # type: ignore[attr-defined]  # its timer may come once more
        await settle(app, pilot)
        assert one(file_db, "SELECT body FROM communications ORDER BY id DESC LIMIT 1") == ("half a word",)
        assert one(file_db, "SELECT count(*) FROM drafts") == (0,)


async def test_several_clients_get_the_same_entry_in_one_act(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, screen):
        open_log(screen, [NGUYEN, GARCIA])
        await settle(app, pilot)
        assert "2 clients" in shown(app)
        await type_text(pilot, "office closed")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT count(*) FROM communications WHERE body = 'office closed'") == (2,)
        await press(pilot, "u")
        assert one(file_db, "SELECT count(*) FROM communications WHERE body = 'office closed'") == (0,)


async def test_every_printable_letter_goes_into_the_text(file_db: Database) -> None:
    from textual.events import Paste

    async with opened(file_db) as (app, pilot, _screen):
        await press(pilot, "l")
        assert app.focused is not None
        app.focused.post_message(Paste(HOSTILE))
        await type_text(pilot, "qcteo?1:x")
        await press(pilot, "enter")
        await settle(app, pilot)
        (body,) = one(file_db, "SELECT body FROM communications ORDER BY id DESC LIMIT 1")
        assert str(body).endswith("gpjqcteo?1:x")
        assert "O'Neil [/b] [@click=app" in shown(app)


async def test_in_the_smallest_terminal_every_choice_is_there_to_be_read(file_db: Database) -> None:
    async with running(file_db, size=(60, 16)) as (app, pilot):
        app.open_case(1)
        await settle(app, pilot)
        await press(pilot, "l")
        text = shown(app)
        for word in ("Log contact", "Voicemail", "in Person", "[Out]", "[Reached]", "Wrong", "Delivered", "esc Leave"):
            assert word in text
        assert text.splitlines()[0].strip(), "the box covers neither the first line nor the last"
        assert text.splitlines()[-1].strip()
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        line = next(line for line in shown(app).splitlines() if "[Reached]" in line)
        assert "Delivered" in line, "with room it is one line again"
        assert "esc Leave" in shown(app)
