"""Each reason why a case calls for her is shown with its key, and the key goes there and settles it."""

from datetime import date
from importlib import import_module

import pytest

from caseterm.rules.attention_places import MORE, PLACES
from caseterm.rules.attention_reason import Reason
from caseterm.screens import reasons
from caseterm.screens.client import places
from caseterm.screens.client.screen import ClientScreen
from caseterm.screens.reasons import all_words, joined, keyed, told
from caseterm.services import records
from caseterm.store.database import Database
from caseterm.widgets.safe import width_of
from tests.conftest import HOSTILE
from tests.screens.client.driving import one
from tests.screens.harness import press, running, shown
from tests.services.test_cases import open_case

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("code", PLACES)
def test_the_key_of_each_reason_is_known_and_does_something_in_its_section(code: str) -> None:
    place = PLACES[code]
    (each,) = told([(Reason(4, TODAY, code), "words")], {})
    assert each.section in places.NAMES
    assert len(each.letter) == 1
    assert each.verb
    name, _, given = each.action.partition("(")
    verb = given.strip("()'") if name in ("on_row", "on_rows", "in_section") else ""
    assert hasattr(ClientScreen, f"action_{name}"), each.action
    if verb:
        assert place.command == MORE
        where = next(entry.where for entry in places.PLACES if entry.name == each.section)
        module, _, cls = where.partition(":")
        assert hasattr(getattr(import_module(f"caseterm.screens.client.{module}"), cls), verb), each.action


def test_a_changed_key_is_the_one_that_is_shown() -> None:
    found = told([(Reason(4, TODAY, "task_overdue"), "late")], {"done": "f11"})
    assert found[0].letter == "1", "only one letter fits: a longer key gives way to a number"
    assert told([(Reason(4, TODAY, "task_overdue"), "late")], {"done": "d"})[0].letter == "d"
    assert reasons.why_key("cases", {"cases.why": "W"}) == "W"


def test_the_keys_of_a_reason_are_never_cut_away_and_what_is_left_out_is_counted() -> None:
    judged = [(Reason(4, TODAY, code), "漢字 " * 30) for code in ("task_overdue", "no_contact", "request_late")]
    found = told(judged, {})
    for width in (20, 40, 71):
        assert keyed(found[0], "w", width).endswith(" · w x")
        assert width_of(keyed(found[0], "w", width)) <= width
        assert joined(found, "w", width).endswith(" · w x; +2")
        assert width_of(joined(found, "w", width)) <= width
    assert joined(found[:1], "w", 400).endswith(" · w x")
    assert joined([], "w", 80) == ""
    assert all_words(found, "W", 40).endswith("… · W")
    assert width_of(all_words(found, "W", 40)) <= 40


async def test_w_lists_the_reasons_and_a_letter_goes_there_and_settles_it(db: Database) -> None:
    case_id = open_case(db, HOSTILE, opened_on=date(2026, 9, 1), phase="treating")
    task = {"case_id": case_id, "title": f"Call {HOSTILE}", "due": date(2026, 11, 11)}
    other = {"case_id": case_id, "title": "Not this one", "due": date(2026, 11, 30)}
    for values in (other, task):
        records.add_record(db, "task", values, label="t")
    records.add_record(db, "deadline", {"case_id": case_id, "kind": "sol", "due": date(2027, 9, 1)}, label="d")
    async with running(db) as (app, pilot):
        assert "never contacted, 81 d · w l" in shown(app)
        await press(pilot, "w")
        assert "Why O'Neil" in shown(app)
        assert "overdue 10 d: Call O'Neil" in shown(app)
        await press(pilot, "x")
        assert one(db, "SELECT status FROM tasks WHERE due = '2026-11-11'") == ("done",)
        assert one(db, "SELECT status FROM tasks WHERE due = '2026-11-30'") == ("todo",)
        assert "> Tasks" in shown(app)
        await press(pilot, "W", "v")
        assert "Verified by" in shown(app)
        await press(pilot, "escape", "W", "l")
        assert "Log contact" in shown(app)
        await press(pilot, "escape", "1", "w", "q")
        assert "[1 Cases]" in shown(app), "another key closes the list and does nothing"


async def test_what_is_gone_from_its_section_is_not_done_to_another_row(db: Database) -> None:
    case_id = open_case(db, opened_on=date(2026, 9, 1))
    records.add_record(db, "task", {"case_id": case_id, "title": "Stays", "due": TODAY}, label="t")
    async with running(db) as (app, pilot):
        app.open_case(case_id, section="tasks")
        await press(pilot)
        screen = app.base_screen()
        assert isinstance(screen, ClientScreen)
        screen.settle("task:999", "done")
        await press(pilot)
        assert "does not stand here any more" in shown(app)
        assert one(db, "SELECT count(*) FROM tasks WHERE status = 'done'") == (0,)
