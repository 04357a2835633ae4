"""Closing a case: what is open is kept on record, and the file has a day until which it is kept."""

from datetime import date, datetime

import pytest

from caseterm import queries
from caseterm.errors import ConflictError, InputError
from caseterm.rules.closing import retention
from caseterm.services import appointments, attorney, closing, history, letters, phases, settings, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case


def test_a_file_is_kept_from_the_closing_and_a_minors_from_the_birthday() -> None:
    assert retention(date(2026, 11, 21), 7).until == date(2033, 11, 21)
    assert retention(date(2024, 2, 29), 7).until == date(2031, 2, 28)
    minor = retention(date(2026, 11, 21), 7, born=date(2015, 5, 5))
    assert minor.until == date(2040, 5, 5)
    assert "18th birthday" in minor.basis
    assert retention(date(2026, 11, 21), 7, born=date(1980, 1, 1)).until == date(2033, 11, 21)
    assert retention(date(2026, 11, 21), 1).basis == "1 year from closing, the firm's setting; not verified"


def test_what_is_open_is_named_kind_by_kind_and_kept_when_the_case_is_closed(db: Database) -> None:
    case_id = open_case(db)
    assert queries.closing.still_open(db, case_id) == []
    tasks.add_task(db, title=HOSTILE, case_id=case_id, due=TODAY)
    attorney.promise(db, case_id, {"what": "send a copy", "due": TODAY})
    letters.add_draft(db, case_id, {"title": "Closing letter"})
    appointments.add_appointment(
        db, case_id=case_id, starts_at=datetime.fromisoformat("2026-11-24T09:30"), kind="therapy_pt"
    )
    words = [each.word for each in queries.closing.still_open(db, case_id)]
    assert words == ["task", "promise", "draft", "appointment ahead"]
    settings.edit_settings(db, {"retention_years": 10})
    outcome = {"outcome": "settled at limits", "satisfaction": 5, "function_change": "better", "retain_until": None}
    phases.close_case(db, case_id, reason="settled", outcome=outcome)
    kept = queries.closing.closure(db, case_id)
    assert kept["retain_until"] == date(2036, 11, 21)
    assert kept["retention_basis"].startswith("10 years from closing")
    assert "1 promise: send a copy" in kept["left_open"]
    closing.edit_closure(db, case_id, {"retention_verified_by": "A. Gold"})
    (line,) = [each for each in queries.attorney.lines(db, case_id) if each.kind == "closure"]
    assert line.title == "settled at limits; keep until 11/21/2036, verified by A. Gold"
    history.undo(db)
    history.undo(db)
    assert queries.closing.closure(db, case_id) == {}
    with pytest.raises(ConflictError):
        closing.edit_closure(db, case_id, {})


def test_a_case_closed_twice_has_one_closing(db: Database) -> None:
    case_id = open_case(db)
    phases.close_case(db, case_id, reason="declined", outcome={"retain_until": date(2030, 1, 1)})
    assert queries.closing.closure(db, case_id)["retention_basis"] == "entered when the case was closed"
    phases.reopen_case(db, case_id)
    phases.change_phase(db, [case_id], "closed")
    assert queries.closing.closure(db, case_id)["retain_until"] == date(2033, 11, 21)
    with pytest.raises(InputError):
        closing.edit_closure(db, case_id, {"satisfaction": 6})
