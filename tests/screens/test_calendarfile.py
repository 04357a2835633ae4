from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.services import cases
from caseterm.store.database import Database
from caseterm.widgets.lineinput import TextField
from tests.conftest import HOSTILE, TODAY
from tests.imports.test_ics import calendar, event
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.screens.test_calendar import fits, status


@pytest.fixture
def file(db: Database, tmp_path: Path) -> Path:
    """Two clients in the record, and a clinic's file with five entries and a note."""
    for number, last, first in (("26-0031", "Garcia", "Maria"), ("26-0101", "Nguyễn", "Thu")):
        client = {"last": last, "first": first}
        cases.new_case(db, client=client, case={"opened_on": TODAY, "number": number}, incident={})
    path = tmp_path / "clinic.ics"
    named = [
        ("PT Maria Garcia", "DTSTART:20261201T143000Z", "a"),
        ("Nguyen eval", "DTSTART:20261202T143000Z", "b"),
        (HOSTILE, "DTSTART;VALUE=DATE:20261203", "c"),
        ("Staff lunch", "DTSTART:20261204T170000Z", "d"),
        ("Maria Garcia block", "DTSTART:20261207T140000Z\nRRULE:FREQ=WEEKLY", "e"),
    ]
    path.write_bytes(calendar(*(event(line, uid=uid).replace("PT visit", title) for title, line, uid in named)))
    return path


async def name(app: CaseTermApp, pilot: "Pilot[None]", path: Path) -> None:
    """Answer the dialog's line with a path; letter by letter it would take its time."""
    app.screen.query_one(TextField).set_text(f"{path}")
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_clinic_s_file_is_looked_at_decided_and_imported_by_keys(
    db: Database, file: Path, size: tuple[int, int]
) -> None:
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "i")
        await name(app, pilot, file)
        await settle(app, pilot)
        text = shown(app)
        assert "[3 Calendar]" in text
        assert "52 entries to import (52 new). Left out: 3 no case." in text
        assert "[x] Tue 12/01 9:30" in text
        assert "client's name" in text
        fits(app)
        await press(pilot, "space")
        assert "51 entries to import (51 new). Left out: 1 new, 3 no case." in shown(app)
        await press(pilot, "up", "space")
        # the next one has no certain case: not taken before she says whose it is
        await press(pilot, "space")
        assert "It has no case: c chooses one, w keeps it without." in status(app)
        assert "surname only" in shown(app)
        await press(pilot, "c")
        await type_text(pilot, "nguyen\n")
        await settle(app, pilot)
        assert "Nguyễn, Thu" in shown(app)
        assert "53 entries to import" in shown(app)
        assert "[ ] Thu 12/03 all day" in shown(app)
        await press(pilot, "w", "down")
        assert "without a case" in shown(app)
        await press(pilot, "end")
        assert "repeats without an end: taken until" in shown(app)
        fits(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert status(app).startswith("Imported 54 entries from clinic.ics: 54 new.")
        assert db.raw.execute("SELECT count(*), count(case_id) FROM appointments").fetchone() == (54, 53)
        # the same again has nothing to do
        await press(pilot, "3", "m", "i")
        await name(app, pilot, file)
        await settle(app, pilot)
        assert "0 entries to import" in shown(app)
        await press(pilot, "space")
        assert "There is nothing to do for it: here, unchanged." in status(app)
        await press(pilot, "enter", "escape", "u")
        await settle(app, pilot)
        assert db.raw.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


async def test_a_broken_file_is_said_and_another_can_be_chosen(db: Database, file: Path) -> None:
    broken = file.with_name("broken.ics")
    broken.write_bytes(b"BEGIN:VCALENDAR\r\n")
    async with running(db) as (app, pilot):
        await press(pilot, "3", "m", "i")
        await name(app, pilot, broken)
        await settle(app, pilot)
        assert "The file is cut off: its end is missing." in shown(app)
        await name(app, pilot, file)
        await settle(app, pilot)
        assert "52 entries to import" in shown(app)
        await press(pilot, "A")
        assert "0 entries to import" in shown(app)
        await press(pilot, "A")
        assert "52 entries to import" in shown(app)


async def test_the_calendar_and_one_case_are_exported_by_key(
    db: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "a home with a name that is longer than any field of a dialog is wide"))
    async with running(db) as (app, pilot):
        await press(pilot, "3", "a")
        await type_text(pilot, "PT tue 9:00 for 2 weeks @Garcia\n")
        await press(pilot, "m", "e")
        assert "Initials and case number" in shown(app)
        await press(pilot, "i")
        assert "CaseSummaries/calendar.ics ]" in shown(app), "the end of a long answer is in sight"
        await name(app, pilot, tmp_path / "all.ics")
        await settle(app, pilot)
        assert status(app).startswith("Saved ")
        assert "SUMMARY:PT M.G. 26-0031" in (tmp_path / "all.ics").read_text(encoding="utf-8")
        app.open_case(1)
        await settle(app, pilot)
        await press(pilot, "m", "e", "f")
        assert "calendar-26-0031.ics" in shown(app)
        await name(app, pilot, tmp_path / "one.ics")
        await settle(app, pilot)
        assert "Garcia\\, Maria" in (tmp_path / "one.ics").read_text(encoding="utf-8")
        assert db.raw.execute("SELECT count(*) FROM export_log").fetchone() == (2,)
