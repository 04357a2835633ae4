"""The one client screen with one case after another: each shows its own, and nothing of the one before."""

from textual.widgets import Input

from caseterm import services
from caseterm.store.database import Database
from caseterm.widgets.chrome import StatusRow
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.textpage import TextPage
from tests.screens.client.driving import GARCIA, NGUYEN, one, opened
from tests.screens.harness import LARGE, press, running, settle, shown, type_text

OF_NGUYEN = ("Nguyen", "26-0142", "014-8831", "Vietnamese", "StateAuto", "88-A12", "Ruiz", "Elm St", "Shah")


async def test_each_case_opened_from_the_caseload_is_the_one_that_shows(file_db: Database) -> None:
    async with running(file_db) as (app, pilot):
        for keys in (["enter"], ["down", "enter"]):
            await press(pilot, *keys)
            await settle(app, pilot)
            number, name = file_db.raw.execute(
                "SELECT number, client FROM caselist WHERE case_id = ?", (app.case_id,)
            ).fetchone()
            text = shown(app)
            assert number in text.splitlines()[0]
            assert str(name).split(",")[0] in text.splitlines()[1]
            await press(pilot, "1")


async def test_nothing_of_one_client_stays_on_the_screen_of_the_next(file_db: Database) -> None:
    for size in (LARGE, (80, 24)):
        async with opened(file_db, section="tasks", size=size) as (app, pilot, screen):
            await press(pilot, "space", "slash")
            await type_text(pilot, "call")
            await press(pilot, "enter", "y", "p")
            assert screen.query_one(StatusRow).text
            app.action_go("cases")
            await settle(app, pilot)
            app.open_case(GARCIA)
            await settle(app, pilot)
            text = shown(app)
            assert [word for word in OF_NGUYEN if word in text] == []
            assert screen.section_name == "overview"
            assert screen.focused is screen.section_list
            hidden = " ".join(str(row) for listed in screen.query(RowList) for row in listed._view.rows._rows)
            pages = " ".join(str(page._lines) for page in screen.query(TextPage))
            assert [word for word in OF_NGUYEN if word in hidden + pages] == []
            assert all(not listed.marks for listed in screen.query(RowList))
            assert screen.query_one("#search", Input).value == ""
            assert screen.query_one(StatusRow).text == ""
            for name in screen.names:
                screen.go_section(name)
                await settle(app, pilot)
                assert [word for word in OF_NGUYEN if word in shown(app)] == [], name


async def test_an_act_goes_to_the_case_that_is_in_view(file_db: Database) -> None:
    async with opened(file_db, section="tasks", size=LARGE) as (app, pilot, screen):
        await press(pilot, "1")
        app.open_case(GARCIA, section="notes")
        await settle(app, pilot)
        await press(pilot, "a")
        await type_text(pilot, "left voicemail")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT case_id FROM case_notes WHERE body LIKE '%left voicemail%'") == (GARCIA,)
        assert "left voicemail" in shown(app)
        await press(pilot, "minus")
        await settle(app, pilot)
        assert screen.case_id == NGUYEN
        assert "left voicemail" not in shown(app)


async def test_a_preview_of_one_case_does_not_stand_over_the_next(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, screen):
        for elsewhere in (False, True):
            await press(pilot, "p")
            await settle(app, pilot)
            assert len(app.screen_stack) == 2
            if elsewhere:
                app.action_go("cases")
            app.open_case(GARCIA if app.case_id == NGUYEN else NGUYEN)
            await settle(app, pilot)
            assert app.screen is screen
            assert ("26-0142" in shown(app)) == (app.case_id == NGUYEN)


async def test_the_section_asked_for_shows_also_when_the_case_is_the_same(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, screen):
        await press(pilot, "1")
        app.open_case(NGUYEN, section="insurance")
        await settle(app, pilot)
        assert screen.section_name == "insurance"
        assert "StateAuto" in shown(app)


async def test_what_changed_elsewhere_while_the_case_was_out_of_sight_shows_on_return(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, _screen):
        await press(pilot, "1")
        app.announce(services.tasks.add_task(file_db, title="Order the films", case_id=NGUYEN))
        await press(pilot, "2")
        await settle(app, pilot)
        assert "Order the films" in shown(app)


async def test_a_window_resized_while_the_case_was_out_of_sight_is_filled_on_return(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, screen):
        for size, sides in (((120, 40), True), ((100, 30), True), ((80, 24), False)):
            await press(pilot, "1")
            await pilot.resize_terminal(*size)
            await press(pilot, "2")
            await settle(app, pilot)
            assert (screen.size.width, screen.query_one("#side").display) == (size[0], sides)
            assert max(len(line) for line in shown(app).splitlines()) >= size[0] - 8
            assert ("Key facts" in shown(app)) == sides
