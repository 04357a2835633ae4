from datetime import date
from time import monotonic

import pytest

from caseterm.clock import Clock, fixed_clock
from caseterm.screens import lifecycle
from caseterm.screens.lifecycle import BREATH, FEW, LOOKS, Lifecycle
from caseterm.store.database import Database
from tests.screens.harness import LARGE, press, running, set_clock, settle, shown
from tests.services.test_cases import open_case


async def test_below_the_least_size_only_a_message_shows_and_no_key_changes_anything(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await pilot.resize_terminal(58, 14)
        await settle(app, pilot)
        assert "Need 60x16, have 58x14." in shown(app)
        await press(pilot, "asterisk", "x", "escape")
        assert db.raw.execute("SELECT count(*) FROM acts").fetchone()[0] == 1
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert "Garcia, Maria" in shown(app)


async def test_left_running_past_midnight_the_list_says_the_new_day_count(db: Database) -> None:
    open_case(db)
    async with running(db, size=LARGE) as (app, pilot):
        assert "Sat Nov 21 2026" in shown(app)
        assert "never contacted, 20 d" in shown(app)
        set_clock(app, fixed_clock(date(2026, 11, 22)))
        app.look_at_the_calendar()
        await settle(app, pilot)
        assert "Sun Nov 22 2026" in shown(app)
        assert "never contacted, 21 d" in shown(app)


async def test_a_clock_set_back_is_said_once_with_what_is_safe_and_nothing_moves(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "asterisk", "slash")
        set_clock(app, fixed_clock(date(2026, 11, 19)))
        app.look_at_the_calendar()
        await settle(app, pilot)
        assert "The computer's clock was set back" in shown(app)
        assert "It says 11/19/2026 9:41 AM, but it was 11/21/2026 9:41 AM before." in shown(app)
        assert "Nothing is lost" in shown(app)
        assert "Set the clock right" in shown(app)
        app.screen.dismiss()
        await settle(app, pilot)
        assert "Thu Nov 19 2026" in shown(app)
        app.look_at_the_calendar()
        await settle(app, pilot)
        assert "was set back" not in shown(app)
        await press(pilot, "escape", "u")
        assert "Undid: Pinned" in shown(app)
    db.clock = fixed_clock(date(2026, 11, 18))
    async with running(db) as (app, _pilot):
        assert "It says 11/18/2026" in shown(app)


async def test_a_clock_set_back_waits_with_its_words_until_the_dialog_is_closed(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        typed = app.screen
        set_clock(app, fixed_clock(date(2026, 11, 19)))
        app.look_at_the_clock()
        await settle(app, pilot)
        assert app.screen is typed
        await press(pilot, "escape")
        app.look_at_the_clock()
        await settle(app, pilot)
        assert "It says 11/19/2026" in shown(app)


async def test_the_last_cases_are_remembered_for_the_next_start(db: Database) -> None:
    async with running(db) as (app, _pilot):
        app.recent = [3, 1]
    async with running(db) as (app, _pilot):
        assert app.recent == [3, 1]


async def test_a_second_copy_says_who_has_the_file_and_refuses_to_change_it(db: Database, clock: Clock) -> None:
    open_case(db)
    with Database.open(db.path, clock) as second:
        async with running(second) as (app, pilot):
            assert "READ-ONLY" in shown(app)
            assert "Read-only: in use by" in shown(app)
            await press(pilot, "asterisk")
            assert "Close that copy first." in shown(app)
            db.close()
            await press(pilot, "asterisk")
            assert "The other copy is gone: this one may write now. Do that again." in shown(app)
            assert "READ-ONLY" not in shown(app)
            assert second.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 0
            await press(pilot, "asterisk")
            assert second.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 1


async def test_a_copy_that_only_reads_takes_over_by_itself_once_the_other_is_gone(db: Database, clock: Clock) -> None:
    open_case(db)
    with Database.open(db.path, clock) as second:
        assert not second.take_over()
        async with running(second) as (app, pilot):
            db.close()
            app.look_at_the_calendar()
            await settle(app, pilot)
            assert "READ-ONLY" not in shown(app)
            assert "this one may write now." in shown(app)
        with Database.open(db.path, clock) as third:
            assert third.holder is not None
    assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 0


class Garbage:
    """In place of Python's own collector: how many new objects there are, and what was looked through."""

    def __init__(self) -> None:
        self.counts = (FEW + 1, 0, 0)
        self.looked: list[int] = []
        self.collect = self.looked.append

    def get_count(self) -> tuple[int, int, int]:
        return self.counts

    def isenabled(self) -> bool:
        return True


async def test_garbage_is_looked_for_once_a_key_has_been_dealt_with_and_never_on_the_heels_of_one(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_case(db)
    garbage, tidied = Garbage(), list[str]()
    async with running(db) as (app, pilot):
        monkeypatch.setattr(lifecycle, "gc", garbage)
        app.freezes = True
        app.keyed_at = monotonic() + 60
        app.tidy()
        assert garbage.looked == []
        for counts, generation in (((FEW + 1, LOOKS, 0), 0), ((FEW + 1, LOOKS + 1, 0), 1)):
            garbage.counts, app.keyed_at = counts, monotonic() - BREATH
            app.tidy()
            assert garbage.looked.pop() == generation
        monkeypatch.setattr(lifecycle, "BREATH", 0.0)
        monkeypatch.setattr(Lifecycle, "tidy", lambda app: tidied.append("tidied"))
        await press(pilot, "down")
        await settle(app, pilot)
        assert tidied == ["tidied"]
        app._tidies = False
        garbage.counts = (FEW, 0, 0)
        await press(pilot, "down")
        await settle(app, pilot)
        assert tidied == ["tidied"], "there is little to look through"
        app.freezes = False
