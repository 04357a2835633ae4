from datetime import time

import pytest

from caseterm.errors import InputError
from caseterm.queries import calendar
from caseterm.services import history, records, settings
from caseterm.store.database import Database
from tests.services.test_cases import line, open_case


def test_settings_have_defaults_until_they_are_changed_and_undo_brings_them_back(db: Database) -> None:
    assert settings.current_settings(db).contact_cadence_days == 14
    settings.edit_settings(db, {"firm_name": "Gold & Shah LLP", "user_initials": "MG"})
    settings.edit_settings(db, {"firm_name": "Other"})
    history.undo(db)
    assert settings.current_settings(db).firm_name == "Gold & Shah LLP"


def test_a_longer_rhythm_of_contact_reaches_every_line_at_once(db: Database) -> None:
    case_id = open_case(db)

    call = {"case_id": case_id, "at": "2026-11-02T10:00:00", "channel": "call", "outcome": "reached"}
    records.add_record(db, "contact_log", call, label="Logged")
    assert line(db, case_id, "contact_due_on") == ("2026-11-16",)
    settings.edit_settings(db, {"contact_cadence_days": 21})
    assert line(db, case_id, "contact_due_on") == ("2026-11-23",)


def test_a_setting_out_of_range_is_refused_by_name(db: Database) -> None:
    with pytest.raises(InputError, match="Contact cadence days: must be at least 1"):
        settings.edit_settings(db, {"contact_cadence_days": 0})


def test_office_hours_are_times_and_the_office_closes_after_it_opens(db: Database) -> None:
    settings.edit_settings(db, {"opens_at": "09:00", "closes_at": "17:30", "travel_minutes": 35})
    found = calendar.settings(db)
    assert (found.opens, found.closes, found.travel) == (time(9), time(17, 30), 35)
    for wrong in ({"closes_at": "08:30"}, {"opens_at": "nine"}, {"opens_at": ""}, {"closes_at": "9"}, {"opens_at": 9}):
        with pytest.raises(InputError):
            settings.edit_settings(db, wrong)
    assert calendar.settings(db) == found
