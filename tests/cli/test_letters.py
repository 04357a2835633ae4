"""Letters from the command line: written, shown, refused; the templates listed, copied and checked."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_letters_of_a_case_are_written_shown_and_refused(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    db = ("--db", str(copy_of_sample))
    folder = tmp_path / "out"
    ran = run(*db, "letter", "records-request", "26-0031", "--to", "mercy", "-o", str(folder))
    (made,) = folder.iterdir()
    assert (ran.code, ran.lines) == (0, [f"Saved {made}"])
    assert made.name == "26-0031-Records-request-Mercy-Physical-Therapy-2026-11-21-DRAFT.docx"
    assert "1 draft for the attorney's review" in ran.err
    shown = run(*db, "letter", "representation_adverse", "26-0031", "26-0142", "--show")
    assert "Your claim number:\t88-A47-310" in shown.out
    assert len(list(folder.iterdir())) == 1
    refused = run(*db, "letter", "demand_cover", "26-0142", "26-0031", "-o", str(folder))
    assert refused.code == 65
    assert "Demand cover to Ruiz, Paula, 26-0031: Demand: is not on file; enter it in Offers" in refused.err
    assert len(list(folder.iterdir())) == 1, "one that lacks something stops all of them"
    given = run(*db, "letter", "demand_cover", "26-0031", "--set", "demand.amount=$50,000.00", "-o", str(folder))
    assert given.code == 0
    assert run(*db, "letter", "demand_cover", "26-0031", "--set", "demnd=1").code == 65
    assert run(*db, "letter", "nonsense", "26-0031").code == 66
    with closing(sqlite3.connect(copy_of_sample)) as connection, connection:
        stored = connection.execute("SELECT template, status FROM legal_drafts ORDER BY id DESC LIMIT 2").fetchall()
    assert stored == [("demand_cover", "draft"), ("records_request", "draft")]


def test_templates_are_listed_copied_and_checked(run: Run, home: Path) -> None:
    assert "closing\tClosing\tcaseterm's" in run("letters").out
    assert "{{ claim.number }}\tClaim number" in run("letters", "fields").lines
    copied = run("letters", "copy")
    assert copied.code == 0
    (own,) = home.rglob("closing.docx")
    assert f"your own\t{own}" in run("letters").out
    assert run("letters", "check").code == 0
    own.write_bytes(b"not Word")
    checked = run("letters", "check")
    assert (checked.code, "closing.docx: is no Word document (.docx)" in checked.err) == (65, True)
    assert run("letters", "copy").code == 65


def test_papers_of_many_cases_go_into_a_folder_with_a_bar_on_a_terminal(
    run: Run, copy_of_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = ("--db", str(copy_of_sample))
    folder = tmp_path / "papers"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    ran = run(*db, "chronology", "26-0142", "26-0031", "--format", "md", "-o", str(folder))
    assert ran.code == 0
    assert len(list(folder.iterdir())) == 2
    assert "Writing [" in ran.err
    assert ran.err.endswith("\r\x1b[K")
    assert run(*db, "index", "26-0142", "--format", "txt", "-o", "-").out.count("FILE INDEX") >= 1
    assert run(*db, "index", "26-0142", "26-0031", "-o", "-").code == 64
    meeting = run(*db, "meeting", "--format", "json", "-o", "-")
    assert '"client": "Nguyen, Thi"' in meeting.out
    with closing(sqlite3.connect(copy_of_sample)) as connection, connection:
        what = [row[0] for row in connection.execute("SELECT what FROM export_log ORDER BY id DESC LIMIT 4")]
    assert what == ["caseload list", "file index", "medical chronology", "medical chronology"]
    run(*db, "summary", "26-0142", "--for", "provider", "-o", str(folder / "told.pdf"))
    told = json.loads(run(*db, "disclosures", "26-0142", "--format", "json", "-o", "-").out)
    made = [(each["what"], each["audience"], each["outside"]) for each in told["facts"]["disclosures"][-4:]]
    assert made == [
        ("medical chronology", "attorney", False),
        ("file index", "attorney", False),
        ("caseload list", "attorney", False),
        ("case summary", "provider", True),
    ]
    page = run(*db, "disclosures", "26-0142", "--format", "txt", "-o", "-").out
    assert "ACCOUNTING OF DISCLOSURES" in page
    assert "provider or" in page
    assert "caseload list, of" in page
