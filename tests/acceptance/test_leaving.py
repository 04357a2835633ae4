"""Nothing typed is lost and nothing is destroyed by a wrong key: every way out, every question, every failed save."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from caseterm.app import CaseTermApp
from caseterm.clock import Clock
from caseterm.screens.client.logdialog import LogDialog
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.help import HelpDialog
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.form import FormScreen
from caseterm.store import database
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, calm, do, first_case, go, hit, key_event, send, status
from tests.screens.harness import running, settle, shown

TYPED = "zebra crossing"
ARROWS = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab")
OPENERS = [
    ("cases", "new_case"),
    ("client", "edit"),
    ("tasks", "edit"),
    ("tasks", "app.settings"),
    ("cases", "log_contact"),
    ("tasks", "add"),
]
"""A screen, and what opens something to type into on it."""
WAYS_OUT = ("escape", "ctrl+q", "ctrl+o")


async def open_and_type(app: CaseTermApp, pilot: "Pilot[None]", mode: str, action: str) -> None:
    """Open something and type a text into a field of it that takes any text."""
    if mode == "client":
        app.open_case(first_case(app), section="contacts")
    screen = await go(app, pilot, mode)
    if mode == "calendar":
        await do(app, pilot, "view('agenda')")
        rows = screen.query_one("#entries", RowList)
        while not str(rows.cursor_key).startswith("a"):
            rows.action_move(1)
    await do(app, pilot, action)
    name = {"app.settings": "firm_name", "edit": "title", "new_case": "source"}.get(action)
    if isinstance(app.screen, FormScreen):
        names = [field.field_name for field in app.screen.fields]
        app.screen.field(name if name in names else "source").focus()
        await calm(app, pilot)
    elif isinstance(app.screen, LogDialog):
        app.screen.text.focus()
    await send(app, pilot, ["end", *TYPED])


def still_there(app: CaseTermApp) -> bool:
    """Whether the text is in a field on some screen, in a draft, in a remembered line, or in the record."""
    fields = [widget for screen in app.screen_stack for widget in screen.query("*")]
    texts = [widget.value for widget in fields if isinstance(widget, Input)]
    texts += [widget.text for widget in fields if isinstance(widget, TextArea)]
    return any(TYPED in text for text in texts) or kept(app.db)


def kept(db: Database) -> bool:
    """Whether the text is in the database, as a draft or as a line to be recalled."""
    stored = db.raw.execute(
        "SELECT values_json FROM drafts UNION ALL SELECT value_json FROM remembered WHERE key = 'quickadd.lines'"
    )
    return any(TYPED in text for (text,) in stored)


@pytest.mark.parametrize(("mode", "action"), OPENERS)
async def test_what_is_typed_survives_every_way_out(caseload: Database, mode: str, action: str) -> None:
    async with running(caseload) as (app, pilot):
        for way in WAYS_OUT:
            await open_and_type(app, pilot, mode, action)
            assert not kept(app.db) or way != WAYS_OUT[0]
            await hit(app, pilot, way)
            assert app.is_running or kept(app.db), way
            assert still_there(app), way
            if isinstance(app.screen, KeyConfirm):
                assert "Leave without saving?" in shown(app)
                await hit(app, pilot, "enter")
                assert isinstance(app.screen, FormScreen), "enter goes on editing"
                assert still_there(app)
                await hit(app, pilot, "escape", "d")
            if not app.is_running:
                break
        assert kept(app.db), "thrown away on request, it can be brought back all the same"


async def test_a_form_left_by_discarding_comes_back_with_its_text(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await open_and_type(app, pilot, "tasks", "edit")
        await hit(app, pilot, "escape", "d")
        assert not isinstance(app.screen, FormScreen)
        await hit(app, pilot, "e")
        assert "Draft from 9:41 AM brought back." in shown(app)
        assert still_there(app)


@pytest.mark.parametrize("action", ["edit", "app.settings"])
async def test_undo_right_after_discarding_a_form_opens_it_again_with_its_text(caseload: Database, action: str) -> None:
    async with running(caseload) as (app, pilot):
        before = acts(caseload)
        for _ in range(2):
            await open_and_type(app, pilot, "tasks", action)
            await hit(app, pilot, "escape", "d")
            assert status(app).startswith("Left without saving: ")
            assert status(app).endswith("u Open it again")
            await hit(app, pilot, "u")
            assert isinstance(app.screen, FormScreen)
            assert still_there(app)
            assert acts(caseload) == before
            await hit(app, pilot, "escape", "d", "down", "w", "escape", "x")
            assert acts(caseload) == before + 1
            await hit(app, pilot, "u")
            assert status(app).startswith("Undid: "), "after another act undo means that one"
            before = acts(caseload)


async def test_a_line_typed_into_a_question_comes_back_when_it_is_asked_again(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await go(app, pilot, "tasks")
        while not isinstance(app.screen, PromptDialog):  # the first rows may be deadlines, which have no tags
            await hit(app, pilot, "down", "number_sign")
        await send(app, pilot, ["end", *TYPED])
        await hit(app, pilot, "ctrl+o")
        assert isinstance(app.screen, JumpDialog), "any case opens from a question, too"
        await hit(app, pilot, "escape", "number_sign")
        assert "ctrl+y brings back" in shown(app)
        assert TYPED in shown(app)
        await hit(app, pilot, "ctrl+y")
        assert isinstance(app.focused, Input)
        assert app.focused.value.endswith(TYPED)
        assert "brings back" not in shown(app)
        await hit(app, pilot, "enter", "number_sign", "escape", "number_sign")
        assert "brings back" not in shown(app), "what was stored was not left"


async def test_a_line_being_typed_is_kept_when_the_program_is_left(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await open_and_type(app, pilot, "tasks", "add")
        await hit(app, pilot, "ctrl+q")
        assert not app.is_running or app._exit
    assert kept(caseload)


async def test_quitting_over_an_unsaved_form_asks_and_then_quits(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await open_and_type(app, pilot, "tasks", "edit")
        await hit(app, pilot, "ctrl+q", "ctrl+q")
        assert app.is_running
        assert "Leave without saving?" in shown(app)
        await hit(app, pilot, "d")
        assert not app.is_running or app._exit
    assert kept(caseload)


async def test_escape_leads_from_the_deepest_place_to_the_root_in_six_steps_and_never_out(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await hit(app, pilot, "slash")
        await send(app, pilot, "a")
        await hit(app, pilot, "enter", "A", "enter")
        assert app.current_mode == "client"
        app.open_case(app.case_id or 0, section="notes")
        await calm(app, pilot)
        await hit(app, pilot, "slash", "a", "enter", "f1")
        assert isinstance(app.screen, HelpDialog)
        for _ in range(6):
            await hit(app, pilot, "escape")
        assert app.current_mode == "cases"
        assert len(app.screen_stack) == 1
        await settle(app, pilot)
        picture = shown(app)
        assert "marked" not in picture
        await hit(app, pilot, *["escape"] * 20)
        await settle(app, pilot)
        assert app.is_running
        assert shown(app) == picture


async def test_q_goes_back_step_by_step_and_asks_before_it_quits(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await hit(app, pilot, "enter", "q")
        assert app.current_mode == "cases"
        await hit(app, pilot, "space", "q")
        assert "Marks cleared" in status(app)
        await hit(app, pilot, "q")
        assert "Quit caseterm?" in shown(app)
        for key in ("q", "ctrl+q", "enter", "q", "space", *ARROWS):
            if not isinstance(app.screen, KeyConfirm):
                await hit(app, pilot, "q")
            if key != "ctrl+q":
                await hit(app, pilot, key)
            assert app.is_running, key


async def test_no_arrow_space_enter_or_opening_key_confirms_an_act_on_many_cases(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await do(app, pilot, "mark_all")
        screen = base(app)
        screen.show_view("all")  # type: ignore[attr-defined]  # the caseload
        await hit(app, pilot, "A")
        before = acts(caseload)
        for key in ("delete", "space", "enter", *ARROWS, "escape", "ctrl+s", "D"):
            if not isinstance(app.screen, KeyConfirm):
                await hit(app, pilot, "delete")
            assert "Archive 24 cases?" in shown(app)
            await hit(app, pilot, key)
            assert acts(caseload) == before, key
        while len(app.screen_stack) > 1:
            await hit(app, pilot, "escape")
        await hit(app, pilot, "delete", "y")
        assert acts(caseload) == before + 1
        assert "24 cases" in status(app)


async def test_no_arrow_space_or_enter_throws_a_form_away(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await open_and_type(app, pilot, "tasks", "edit")
        form = app.screen
        for key in ("escape", "enter", "space", *ARROWS, "e", "ctrl+o"):
            if app.screen is form:
                await hit(app, pilot, "escape")
            assert isinstance(app.screen, KeyConfirm)
            await hit(app, pilot, key)
            assert form in app.screen_stack, key
            assert still_there(app)


async def test_keys_in_the_first_moment_of_a_question_do_not_answer_it(
    caseload: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeyConfirm, "guard_seconds", 0.3)
    monkeypatch.setattr(MessageDialog, "guard_seconds", 0.3)
    async with running(caseload) as (app, pilot):
        await hit(app, pilot, "q")
        question = app.screen
        assert isinstance(question, KeyConfirm)
        for moment in (0.0, 0.1, 0.29):
            for key in ("y", "n", "escape", "enter"):
                app.post_message(key_event(key, at=question._opened + moment))
            await calm(app, pilot)
            assert app.screen is question
            assert app.is_running
        app.post_message(key_event("n", at=question._opened + 0.31))
        await calm(app, pilot)
        assert app.screen is not question
        message = MessageDialog("Not saved", "The disk is full.")
        await app.push_screen(message)
        await calm(app, pilot)
        app.post_message(key_event("enter", at=message._opened + 0.2))
        await calm(app, pilot)
        assert app.screen is message
        app.post_message(key_event("enter", at=message._opened + 0.4))
        await calm(app, pilot)
        assert app.screen is not message


# saves that fail


@contextmanager
def locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program holds the file."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The file cannot grow by a page."""
    usual = database.configure

    def tight(connection: sqlite3.Connection, *, readonly: bool = False) -> None:
        usual(connection, readonly=readonly)
        connection.execute("PRAGMA max_page_count=1")

    with monkeypatch.context() as patch:
        patch.setattr(database, "configure", tight)
        yield


Fault = Callable[[Path, pytest.MonkeyPatch], AbstractContextManager[None]]


@pytest.mark.parametrize(("fault", "said"), [(locked, "in use"), (full, "full")])
@pytest.mark.parametrize(("mode", "action"), [("tasks", "edit"), ("cases", "log_contact"), ("tasks", "add")])
async def test_a_failed_save_keeps_what_was_typed_and_says_what_is_safe(
    caseload: Database, monkeypatch: pytest.MonkeyPatch, mode: str, action: str, fault: Fault, said: str
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 20)
    async with running(caseload) as (app, pilot):
        await open_and_type(app, pilot, mode, action)
        opened = app.screen
        text = f"{TYPED} // {'much to say ' * 5000}" if fault is full else TYPED
        assert isinstance(app.focused, Input)
        if fault is full and isinstance(opened, FormScreen):
            opened.field("notes").set_text(text)
        else:
            app.focused.value = text
        before = acts(caseload)
        caseload.let_go()
        with fault(caseload.path, monkeypatch):
            await hit(app, pilot, "ctrl+s")
            assert said in shown(app).lower()
            assert acts(caseload) == before
            while app.screen is not opened:
                await hit(app, pilot, "escape")
            fields = [field.text for field in opened.query(TextArea)] + [field.value for field in opened.query(Input)]
            assert text in fields
        caseload.let_go()
        if fault is locked:
            await hit(app, pilot, "ctrl+s")
            assert acts(caseload) == before + 1, "and once the way is free it is stored"


async def test_a_second_copy_says_who_has_the_file_and_keeps_what_is_typed(caseload: Database, clock: Clock) -> None:
    with Database.open(caseload.path, clock) as second:
        assert second.readonly
        async with running(second) as (app, pilot):
            assert "READ-ONLY" in shown(app).splitlines()[0]
            assert "in use by" in status(app)
            await hit(app, pilot, "asterisk")
            assert "Read-only" in status(app)
            await open_and_type(app, pilot, "tasks", "edit")
            await hit(app, pilot, "ctrl+s")
            assert "Not saved" in shown(app)
            assert "What you typed is still in the form." in shown(app) or "Nothing was changed." in shown(app)
            await hit(app, pilot, "enter")
            assert isinstance(app.screen, FormScreen)
            assert still_there(app)
            await hit(app, pilot, "escape", "d")
            assert acts(caseload) == acts(second)


def acts(db: Database) -> int:
    return int(db.raw.execute("SELECT count(*) FROM acts").fetchone()[0])
