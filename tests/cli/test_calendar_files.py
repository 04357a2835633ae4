"""Calendar files by command: written with the names asked for, brought in with what was understood shown first."""

import json
import shutil
from pathlib import Path

import vobject

from tests.cli.conftest import Run
from tests.imports.test_ics import calendar, event


def test_the_caseload_s_calendar_goes_to_a_private_file_or_to_standard_output(
    run: Run, sample_file: Path, tmp_path: Path
) -> None:
    database = tmp_path / "own.db"
    shutil.copy(sample_file, database)
    out = tmp_path / "out" / "caseload.ics"
    ran = run("--db", f"{database}", "export", "--format", "ics", "-o", f"{out}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Saved {out}, ")
    assert out.stat().st_mode & 0o777 == 0o600
    text = out.read_text(encoding="utf-8")
    assert len(vobject.readOne(text).vevent_list) > 100
    assert "SUMMARY:PT M.G. 26-0031" in text
    assert "Garcia" not in text
    one = run("--db", f"{database}", "export", "--format", "ics", "--case", "26-0031", "--names", "full")
    assert "Garcia\\, Maria 26-0031" in one.out.replace("\r\n ", "").replace("\n ", "")
    assert "26-0142" not in one.out
    none = run("--db", f"{database}", "export", "--format", "ics", "--case", "26-0031", "--names", "none", "--todos")
    assert "M.G." not in none.out
    assert "BEGIN:VTODO" in none.out
    assert run("--db", f"{database}", "export", "--format", "ics", "--case", "nothing").code == 66
    assert run("--db", f"{database}", "export", "--format", "ics", "-o", "/proc/none/x.ics").code in (73, 77)


def test_a_court_s_file_is_shown_then_imported_once(run: Run, sample_file: Path, tmp_path: Path) -> None:
    database, path = tmp_path / "own.db", tmp_path / "court.ics"
    shutil.copy(sample_file, database)
    hearing = event("DTSTART:20261215T140000Z", uid="hearing").replace("PT visit", "Hearing, file 26-0031")
    lunch = event("DTSTART:20261216T140000Z", uid="lunch").replace("PT visit", "Bar lunch")
    past = event("DTSTART:20260116T140000Z", uid="past").replace("PT visit", "Status 26-0031")
    path.write_bytes(calendar(hearing, lunch, past))
    shown = run("--db", f"{database}", "import", f"{path}", "--dry-run")
    assert shown.code == 0
    assert "+\tTue 12/15 6:00am\tHearing, file 26-0031\tGarcia, Maria 26-0031\tnew, case number" in shown.out
    assert "-\tWed 12/16 6:00am\tBar lunch\tno case\tno case is named" in shown.out
    assert shown.lines[-1] == "1 entry to import (1 new). Left out: 1 past, 1 no case."
    values = json.loads(run("--db", f"{database}", "import", f"{path}", "--dry-run", "--json", "--past").out)
    assert [each["taken"] for each in values["entries"]] == [True, True, False]
    done = run("--db", f"{database}", "import", f"{path}", "--yes", "--without-case")
    assert done.code == 0
    assert "Imported 2 entries from court.ics: 2 new" in done.err
    again = run("--db", f"{database}", "import", f"{path}", "--yes")
    assert again.code == 65
    assert "Nothing to import" in again.err
    to_case = run("--db", f"{database}", "import", f"{path}", "--yes", "--past", "--case", "26-0142")
    assert "Imported 1 entry from court.ics: 1 new" in to_case.err


def test_a_broken_file_is_refused_with_the_reason(run: Run, sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    ran = run("--db", f"{sample_file}", "import", f"{path}", "--dry-run")
    assert ran.code == 65
    assert "The file is cut off: its end is missing." in ran.err
