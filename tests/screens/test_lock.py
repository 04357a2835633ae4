"""The lock: nothing of hers to be seen or reached, everything kept as it was."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from textual import events
from textual.app import App

from caseterm import services
from caseterm.app import CaseTermApp
from caseterm.clock import running_seconds
from caseterm.errors import StorageError
from caseterm.screens import lock
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.form import FormScreen
from caseterm.screens.lock import Lock
from caseterm.screens.lock_curtain import CurtainState, curtain_lines
from caseterm.store.database import Database
from tests.screens.harness import press, running, settle, shown, type_text
from tests.services.test_cases import open_case

RIGHT = "seven quiet horses"


class Seconds:
    """A clock of the machine that goes on when told."""

    def __init__(self, app: CaseTermApp) -> None:
        self.now = running_seconds()
        app.running_seconds = self
        app._used()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal from now on, each drawing as text."""
    seen: list[str] = []
    usual: Callable[..., None] = App._display

    def display(self: App[None], screen: Any, renderable: Any) -> None:
        if renderable is not None:
            seen.append(renderable.render_segments(self.console))
        usual(self, screen, renderable)

    monkeypatch.setattr(App, "_display", display)
    return seen


@pytest.fixture
def encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.encryption, "is_encrypted", lambda db: True)
    monkeypatch.setattr(services.encryption, "passphrase_opens", lambda db, text: text == RIGHT)


@pytest.fixture(autouse=True)
def keys_count_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lock, "lock_guard_seconds", 0.0)


async def test_nothing_passes_the_curtain_and_the_form_beneath_stays_as_it_was(
    db: Database, drawn: list[str], encrypted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared: list[bool] = []
    monkeypatch.setattr(lock, "clear_copied", lambda: cleared.append(True))
    case_id = open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "N")
        await type_text(pilot, "Unsaved-name")
        assert isinstance(app.screen, FormScreen)
        form: FormScreen = app.screen
        texts, focus = form.texts(), form.focused
        assert "Unsaved-name" in texts.values()
        await press(pilot, "ctrl+backslash")
        assert "caseterm is locked" in drawn[-1]
        drawn.clear()

        app.tell("Garcia said something.")
        app.report(StorageError("Garcia's disk is full."))
        app.announce(services.tasks.add_task(db, title="call Garcia", case_id=case_id))
        app.stale_everywhere()
        form.refresh(layout=True)
        acts = db.raw.execute("SELECT count(*) FROM acts").fetchone()
        await press(pilot, "1", "x", "u", "colon", "ctrl+p", "ctrl+o", "f1", "f7", "ctrl+s", "ctrl+c", "tab", "escape")
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, 10, 5, 0, 0, 1, False, False, False))
        app.post_message(events.Paste("pasted"))
        await pilot.resize_terminal(90, 30)
        await settle(app, pilot)
        await press(pilot, "escape", "ctrl+q")
        assert app.is_running
        assert "A form is not saved yet" in shown(app)
        assert cleared == [True], "what was copied is taken out of the clipboard"
        assert drawn
        assert not [text for text in drawn if "Garcia" in text or "Unsaved" in text or "New case" in text]
        assert not [text for text in drawn if "caseterm is locked" not in text]
        assert db.raw.execute("SELECT count(*) FROM acts").fetchone() == acts

        await type_text(pilot, RIGHT + "\n")
        await settle(app, pilot)
        assert not app.locked
        assert isinstance(app.screen, MessageDialog), "what opened meanwhile is shown now"
        assert "Garcia's disk is full." in drawn[-1]
        await press(pilot, "escape")
        assert app.screen_stack[-1] is form
        assert (form.texts(), form.focused) == (texts, focus)
        await type_text(pilot, "s")
        assert "Unsaved-names" in form.texts().values()


async def test_wrong_passphrases_wait_longer_each_time_also_after_a_restart(
    db: Database, drawn: list[str], encrypted: None
) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        seconds = Seconds(app)
        app.action_lock()
        for wait in (1, 2, 4):
            await type_text(pilot, "seven quiet cows\n")
            await settle(app, pilot)
            unit = "second" if wait == 1 else "seconds"
            assert f"Try again in {wait} {unit}." in shown(app)
            await type_text(pilot, RIGHT + "\n")
            await settle(app, pilot)
            assert app.locked, "what is typed while it counts down is no try"
            seconds.now += wait
            app.look_at_the_lock()
            assert "That was not it. Try again." in shown(app)
        assert "cows" not in "".join(drawn)
        assert "•" not in shown(app)
    async with running(db) as (app, pilot):
        app.action_lock()
        assert "Try again in 4 seconds." in shown(app), "the program was ended, the wait was not"
        seconds = Seconds(app)
        seconds.now += 4
        app.look_at_the_lock()
        await type_text(pilot, "wrong again\n")
        await settle(app, pilot)
        assert "Try again in 8 seconds." in shown(app)
        seconds.now += 8
        app.look_at_the_lock()
        await type_text(pilot, RIGHT)
        await press(pilot, "a", "backspace", "enter")
        await settle(app, pilot)
        assert not app.locked
        assert "4 wrong passphrases were typed while it was locked." in shown(app)
        assert services.lockout.failures(db.path) == 0
        told = "SELECT label, undoable FROM acts WHERE op = 'unlock'"
        assert list(db.raw.execute(told)) == [("Unlocked with the passphrase after 4 wrong ones", 0)]
        await press(pilot, "u")
        assert "Undid: Opened" in shown(app), "unlocking does not stand between her and her last act"


async def test_idle_minutes_and_a_sleeping_machine_lock_and_keys_keep_it_open(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "suspend", lambda self: nullcontext())
    open_case(db)
    async with running(db) as (app, pilot):
        seconds = Seconds(app)

        def wait(minutes: float) -> None:
            for _ in range(int(minutes * 6)):
                seconds.now += 10
                app.look_at_the_lock()

        wait(9.5)
        assert not app.locked
        await press(pilot, "down")
        wait(9.5)
        assert not app.locked, "a key counts as use"
        wait(0.5)
        assert app.locked
        assert "Garcia" not in shown(app)
        assert "Press any key to go on." in shown(app)
        assert "caseterm encrypt" in shown(app)
        await press(pilot, "asterisk")
        assert not app.locked
        assert "Garcia" in shown(app)
        assert db.raw.execute("SELECT pinned FROM cases").fetchone() == (0,), "the key that opens does nothing else"

        services.settings.edit_settings(db, {"lock_minutes": 0})
        seconds.now += 40_000
        app.look_at_the_lock()
        wait(60)
        assert not app.locked
        services.settings.edit_settings(db, {"lock_minutes": 30})
        app._used()
        seconds.now += 45  # the machine slept: far less than 30 minutes
        await press(pilot, "asterisk")
        assert app.locked, "locked at once on waking, before the first key does anything"
        assert db.raw.execute("SELECT pinned FROM cases").fetchone() == (0,)
        await press(pilot, "enter")
        with app.suspend():
            seconds.now += 3000  # in an editor
        app.look_at_the_lock()
        assert not app.locked


async def test_keys_typed_before_the_lock_go_where_they_were_meant_and_those_behind_it_nowhere(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lock, "lock_guard_seconds", 5.0)
    open_case(db)
    async with running(db, keys={"lock": "f4,L"}) as (app, pilot):
        for key, character in (("slash", "/"), ("g", "g"), ("f4", None), ("asterisk", "*"), ("enter", "\r")):
            app.post_message(events.Key(key, character))
        await settle(app, pilot)
        assert app.locked, "enter came too early to open"
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone() == (0,)
        monkeypatch.setattr(Lock, "lock_guard_seconds", 0.0)
        await press(pilot, "space")
        assert not app.locked
        await type_text(pilot, "L")
        assert not app.locked, "a letter is text in a text field, whatever it locks elsewhere"
        assert app.screen.query_one("#filter").value == "gL"
        await press(pilot, "escape", "escape", "L")
        assert app.locked


def test_the_curtain_fits_every_window() -> None:
    for width in (1, 10, 20, 60, 200):
        for state in (
            CurtainState(False),
            CurtainState(True, 1000, "That was not it. Try again in 60 seconds.", "warn"),
        ):
            assert all(len(text) <= max(width, 46) for text, _ in curtain_lines(state, width))


def test_a_clock_set_back_does_not_lengthen_the_wait_nor_a_broken_file_shorten_it(db: Database) -> None:
    path = db.path
    for count in range(1, 12):
        assert services.lockout.count_try(path, db.clock) == count
    assert services.lockout.seconds_left(path, db.clock) == 60
    before = db.clock.now()
    file = services.lockout.tries_file(path)
    assert file.stat().st_mode & 0o777 == 0o600
    later = (before + timedelta(days=2)).isoformat()
    file.write_text(f'{{"failures": 3, "at": "{later}"}}')
    assert services.lockout.seconds_left(path, db.clock) == 4
    file.write_text("{")
    assert services.lockout.seconds_left(path, db.clock) == 0
    services.lockout.forget_tries(path)
    assert not file.exists()
