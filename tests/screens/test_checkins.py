"""Three clients called in a row, each stored as one act, by keys alone."""

from datetime import date

import pytest

from caseterm.clock import fixed_clock
from caseterm.rules.checkin import CheckIn
from caseterm.services import checkins, contacts, settings
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, SMALL, press, running, shown, type_text
from tests.services.test_cases import open_case
from tests.services.test_contact_log import rows


@pytest.mark.parametrize(("size", "last"), [(SMALL, HOSTILE), (LARGE, "Garcia")])
async def test_three_clients_are_called_one_after_the_other(db: Database, size: tuple[int, int], last: str) -> None:
    first = open_case(db, last, opened_on=date(2026, 9, 1))
    second, third = (open_case(db, name, opened_on=date(2026, 9, day)) for name, day in (("Abara", 2), ("Zhou", 3)))
    client = db.raw.execute("SELECT client_id FROM cases WHERE id = ?", (first,)).fetchone()[0]
    contacts.edit_contact(db, client, {"language": "Spanish", "interpreter_needed": True, "best_time": "after 6 pm"})
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "g", "u")
        assert "To call: 3 clients" in shown(app)
        for known in ("(555) 014-2277", "INTERPRETER", "after 6 pm", "no assessment yet", "no appointment ahead"):
            assert known in shown(app), known
        await press(pilot, "enter", "tab")
        await type_text(pilot, "doing worse\n")
        assert "¿Cuánto dolor tiene hoy, de 0 a 10?" in shown(app)
        await type_text(pilot, "11\n")
        assert "must be 0 to 10" in shown(app)
        await press(pilot, "shift+tab", "backspace", "backspace")
        await type_text(pilot, "7\npoor\nlow\ndri\nsev\n")
        await press(pilot, "ctrl+s")
        assert "Check-in call" in shown(app)
        assert "1 called" in shown(app)
        assert rows(db, "SELECT case_id, pain, sleep, mood FROM assessments") == [(first, 7, "poor", "low")]
        assert rows(db, "SELECT domain, level FROM functional_limitations") == [("driving", "severe")]
        await press(pilot, "n")
        assert rows(db, "SELECT case_id, outcome FROM communications ORDER BY id DESC LIMIT 1") == [
            (second, "no_answer")
        ]
        assert "To call: 1 client " in shown(app)
        assert "1 tried, resting" in shown(app)
        await press(pilot, "c", "ctrl+s")
        assert "a word of the talk, or one answer, is needed" in shown(app), "an empty form is no talk"
        await press(pilot, "tab", "5", "ctrl+s")  # an answer in another field is enough
        assert rows(db, "SELECT case_id, outcome FROM communications ORDER BY id DESC LIMIT 1") == [(third, "reached")]
        assert "Every client has heard from you" in shown(app)
        await press(pilot, "u")
        assert "To call: 1 client " in shown(app)
        await press(pilot, "e")
        assert app.case_id == third


async def test_the_card_tells_what_became_worse_and_was_promised(db: Database) -> None:
    case_id = open_case(db, opened_on=date(2026, 9, 1))
    checkins.check_in(db, case_id, CheckIn(pain=3, mood="good"))
    checkins.check_in(
        db, case_id, CheckIn(pain=7, mood="low", promise=f"call {HOSTILE}", promise_on=date(2026, 11, 23))
    )
    db.clock = fixed_clock(date(2026, 12, 20))
    settings.edit_settings(db, {"lock_minutes": 0})
    async with running(db, size=LARGE) as (app, pilot):
        await press(pilot, "g", "u")
        assert "pain 3 7" in shown(app)
        assert "WORSE: pain 3 to 7, mood low" in shown(app)
        assert "promised call" in shown(app)
        await press(pilot, "g", "W")
        assert (app.case_id, app.section, app.current_mode) == (case_id, "care", "client")
        await press(pilot, "1", "g", "u", "g", "T")
        assert "No provider yet." in shown(app)
        await press(pilot, "1")
        assert "[1 Cases]" in shown(app)
        assert "Needs attention" in shown(app), "a board over the caseload is left by the caseload's own key"
