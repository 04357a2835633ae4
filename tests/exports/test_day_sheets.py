import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from caseterm import sheets
from caseterm.cli import main
from caseterm.exports.blocks import Document, Facts, Heading, Paragraph, Table
from caseterm.services import appointments, cases, contacts, deadlines, rides, settings, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_appointments import added
from tests.walls import wall

MONDAY = wall("2026-11-23 00:00").date()


def filled(db: Database, last: str = "Nguyen") -> int:
    """A client with a visit on Monday and its ride, a deadline, a task and an inside call."""
    settings.edit_settings(db, {"firm_name": "Gold & Shah LLP", "firm_phone": "(510) 555-0100"})
    made = cases.new_case(
        db, client={"last": last, "first": "Thi", "preferred_name": "Hanh"}, case={"opened_on": TODAY}, incident={}
    )
    case_id = made.first_added("cases")
    assert case_id is not None
    client = db.raw.execute("SELECT client_id FROM cases ORDER BY id DESC").fetchone()[0]
    contacts.edit_contact(db, client, {}, addresses=[{"street": "12 Elm", "city": "Oakland"}])
    number = added(
        appointments.add_appointment(
            db, starts_at=wall("2026-11-23 09:30"), case_id=case_id, kind="therapy_pt", location="Mercy PT, 5 Main St"
        )
    )
    there = {"direction": "outbound", "mode": "taxi", "status": "confirmed", "pickup_at": wall("2026-11-23 08:50"),
             "pickup_address": "12 Elm", "vendor": "Harbor Rides", "confirmation_no": "4471"}  # fmt: skip
    back = {"direction": "return", "mode": "taxi", "status": "confirmed", "trip_type": "will_call"}
    rides.book_ride(db, number, [there, {**back, "vendor": "Harbor Rides"}], reminders=False)
    appointments.add_appointment(db, starts_at=wall("2026-11-23 15:00"), case_id=case_id, kind="call", title="Adjuster")
    deadlines.add_deadline(db, case_id=case_id, kind="other", title="Answer due", due=MONDAY)
    tasks.add_task(db, title="Ask for the film", case_id=case_id, due=MONDAY, due_time="16:00")
    return case_id


def words(document: Document) -> str:
    """Every text of a document, in order."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                found.append(text)
            case Facts(rows=rows):
                found += [f"{fact.label}: {fact.value} {fact.note}".rstrip() for fact in rows]
            case Table(rows=rows):
                found += [" | ".join(row) for row in rows]
    return "\n".join(found)


def test_a_day_sheet_holds_appointments_rides_deadlines_and_tasks(db: Database) -> None:
    filled(db)
    said = words(sheets.days(MONDAY, MONDAY)(db).document)
    assert "9:30 | Nguyen, Thi\n26-0001 | PT\nMercy PT, 5 Main St | ride 8:50 conf. 4471 ok | [ ]" in said
    assert "8:50 AM | Nguyen, Thi | 12 Elm\nto ? | Harbor Rides\nTaxi | Confirmed\nconf. 4471" in said
    assert "calls when ready" in said
    assert "Answer due" in said
    assert "Ask for the film, by 16:00 | Nguyen, Thi\n26-0001 | [ ]" in said


def test_a_week_sheet_has_a_heading_for_each_of_seven_days_and_says_which_are_empty(db: Database) -> None:
    filled(db)
    sheet = sheets.days(MONDAY, MONDAY + timedelta(days=6))(db)
    headings = [block.text for block in sheet.document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[0] == "Monday 11/23"
    assert headings[3] == "Thursday 11/26 (Thanksgiving Day)"
    assert len(headings) == 7
    assert words(sheet.document).count("Nothing.") == 6


def test_the_client_s_sheet_is_large_and_holds_only_what_is_theirs_in_plain_words(db: Database) -> None:
    case_id = filled(db)
    sheet = sheets.client_days(case_id, MONDAY, MONDAY + timedelta(days=27))(db)
    said = words(sheet.document)
    assert sheet.document.large
    assert sheet.audience == "client"
    assert "Hanh, you have 1 appointment. Please keep it." in said
    assert "Monday, November 23, 9:30 AM" in said
    assert "What: Physical therapy" in said
    assert "Ride: 8:50 AM at 12 Elm. Harbor Rides" in said
    assert "Ride home: Call Harbor Rides when you are ready." in said
    for inside in ("Adjuster", "Answer due", "film", "26-0001", "4471"):
        assert inside not in said, "the file itself must not hold it"


@pytest.mark.parametrize("format", ["pdf", "html", "md", "txt", "json"])
def test_each_sheet_is_written_in_every_format_with_hostile_names(db: Database, tmp_path: Path, format: str) -> None:
    case_id = filled(db, HOSTILE)
    for reader in (sheets.days(MONDAY, MONDAY), sheets.client_days(case_id, MONDAY, MONDAY)):
        prepared = sheets.prepare(reader(db), format)
        saved = sheets.save(prepared, tmp_path / prepared.name)
        data = saved.path.read_bytes()
        if format == "pdf":
            checked = subprocess.run(["qpdf", "--check", str(saved.path)], capture_output=True, check=False)
            assert checked.returncode == 0
        else:
            assert b"O'Neil" in data or b"O&#x27;Neil" in data


def test_the_command_writes_the_sheet_and_records_it(
    db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(db)
    monkeypatch.setenv("CASETERM_TODAY", TODAY.isoformat())
    path = db.path
    db.close()
    assert main(["--db", str(path), "sheet", "11/23", "--format", "txt", "-o", "-"]) == 0
    assert "Mercy PT" in capsys.readouterr().out
    assert main(["--db", str(path), "sheet", "--case", "26-0001", "-o", str(tmp_path / "c.pdf")]) == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert main(["--db", str(path), "sheet", "--case", "99-9999"]) == 66
    capsys.readouterr()
    assert main(["--db", str(path), "history"]) == 0
    assert "appointment sheet" in capsys.readouterr().out
