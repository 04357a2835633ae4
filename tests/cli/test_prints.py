"""What the command line writes: summaries, exports, imports, backups, checks and the sample."""

import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from caseterm.clock import fixed_clock
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.conftest import TODAY

SHEET = 'Client,DOI,Phone,Claim #,Note\n"Roe, Jane",3/4/2026,(510) 555-0133,77-B1,likes tea\n"Poe, Ed",1/2/2026,,,\n'


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


# summary


def test_a_summary_is_saved_beside_the_one_before_and_recorded(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "nguyen.pdf"
    for expected in (target, tmp_path / "nguyen-2.pdf"):
        ran = run("--db", str(copy_of_sample), "summary", "26-0142", "-o", str(target))
        assert (ran.code, ran.lines) == (0, [f"Saved {expected}"])
        assert expected.read_bytes().startswith(b"%PDF-")
    logged = rows(copy_of_sample, "SELECT what, audience, format, destination FROM export_log ORDER BY id")
    assert logged[0] == ("case summary", "attorney", "pdf", str(target))
    assert len(logged) == 2


@pytest.mark.parametrize(("ending", "start"), [("html", "<!"), ("md", "#"), ("txt", "Gold"), ("json", "{")])
def test_the_ending_of_the_name_chooses_the_format(
    run: Run, copy_of_sample: Path, tmp_path: Path, ending: str, start: str
) -> None:
    target = tmp_path / f"summary.{ending}"
    assert run("--db", str(copy_of_sample), "summary", "26-0142", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").lstrip().startswith(start)


def test_a_clients_copy_on_standard_output_holds_no_opinion(run: Run, copy_of_sample: Path) -> None:
    ran = run("--db", str(copy_of_sample), "summary", "26-0142", "--for", "client", "--format", "txt", "-o", "-")
    assert ran.code == 0
    assert "Hanh Nguyen" in ran.out
    assert "No comparative fault argued" not in ran.out
    assert "Do not wait for the last PT block" not in ran.out


def test_several_summaries_go_into_a_folder(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "monday"
    ran = run("--db", str(copy_of_sample), "summary", "26-0142", "26-0031", "--format", "md", "-o", str(folder))
    assert ran.code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "26-0031-Garcia-2026-11-21.md",
        "26-0142-Nguyen-2026-11-21.md",
    ]


def test_the_specials_go_into_a_folder_or_to_standard_output_and_are_recorded(
    run: Run, copy_of_sample: Path, tmp_path: Path
) -> None:
    ran = run("--db", str(copy_of_sample), "specials", "26-0142", "25-0790", "--for", "provider", "-o", f"{tmp_path}/")
    assert (ran.code, len(ran.lines)) == (0, 2)
    assert {path.name[:16] for path in tmp_path.glob("specials-*.pdf")} == {"specials-26-0142", "specials-25-0790"}
    ran = run("--db", str(copy_of_sample), "specials", "26-0142", "--by", "date", "--format", "txt", "-o", "-")
    assert "MedPay Golden Meridian Mutual: paid $5,000.00 of $5,000.00, $0.00 left." in "\n".join(ran.lines)
    told = "SELECT audience, format, count(*) FROM export_log WHERE what = 'medical specials' GROUP BY 1, 2 ORDER BY 1"
    assert rows(copy_of_sample, told) == [("attorney", "txt", 1), ("provider", "pdf", 2)]
    assert run("--db", str(copy_of_sample), "specials", "26-0142", "25-0790", "-o", "one.pdf").code == 64


def test_the_prints_of_care_go_where_they_are_asked_and_are_recorded(
    run: Run, copy_of_sample: Path, tmp_path: Path
) -> None:
    sheet = ("--db", str(copy_of_sample), "sheet")
    assert run(*sheet, "--plan", "26-0031", "--for", "client", "-o", f"{tmp_path}/").code == 0
    ran = run(*sheet, "--progress", "26-0031", "--format", "txt", "-o", "-")
    assert "PROGRESS REPORT" in ran.out
    assert run(*sheet, "--timeline", "26-0031", "-o", str(tmp_path / "t.html")).code == 0
    assert 'class="lanes"' in (tmp_path / "t.html").read_text()
    client = run(*sheet, "--progress", "26-0031", "--for", "client", "--format", "txt", "-o", "-")
    assert ("CÓMO VA USTED" in client.out, "PRIVILEGED" in client.out) == (True, False), "in the client's language"
    refused = run(*sheet, "--timeline", "26-0031", "--for", "client")
    assert (refused.code, "--plan NO or --progress NO" in refused.err) == (65, True)
    told = "SELECT what, audience, format FROM export_log ORDER BY id"
    assert rows(copy_of_sample, told) == [
        ("recovery plan", "client", "pdf"),
        ("progress report", "attorney", "txt"),
        ("treatment timeline", "attorney", "html"),
        ("progress report", "client", "txt"),
    ]


def test_a_printer_that_is_not_there_is_74_and_the_file_stays(
    run: Run, copy_of_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    target = tmp_path / "summary.pdf"
    ran = run("--db", str(copy_of_sample), "summary", "26-0142", "-o", str(target), "--print", "Nowhere")
    assert ran.code == 74
    assert ran.lines == [f"Saved {target}"]
    assert ran.err
    assert target.exists()


PRINTER = """#!/bin/sh
case "$0 $1" in
  */lp*-t) echo "request id is Front-7 (1 file(s))";;
  */lpstat*-o) echo "Front-7  gold  1024  Sat Nov 21";;
  */lpstat*-p) printf 'printer Front disabled since Sat Nov 21 -\\n\\tOut of paper\\n';;
esac
"""


def test_a_print_says_what_became_of_the_job(
    run: Run, copy_of_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lp", "lpstat"):
        (tmp_path / name).write_text(PRINTER, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    target = tmp_path / "summary.txt"
    ran = run("--db", str(copy_of_sample), "summary", "26-0142", "-o", str(target), "--print")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        f"Saved {target}",
        "Sent to Front as job Front-7.",
        "Job Front-7 waits: the printer is stopped (Out of paper).",
    ]


# export and import


def test_an_export_comes_back_the_same(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    exported = tmp_path / "all.json"
    assert run("--db", str(copy_of_sample), "export", "--format", "json", "-o", str(exported)).code == 0
    again = tmp_path / "again.db"
    ran = run("--db", str(again), "import", str(exported), "--yes")
    assert ran.code == 0
    for table in ("cases", "contacts", "communications", "acts"):
        query = f"SELECT * FROM {table} WHERE id <= 4 ORDER BY id"
        assert rows(again, query) == rows(copy_of_sample, query)
    refused = run("--db", str(again), "import", str(exported), "--yes")
    assert refused.code == 65


def test_the_caseload_goes_to_standard_output_as_csv(on_sample: Run, copy_of_sample: Path, run: Run) -> None:
    ran = run("--db", str(copy_of_sample), "export", "--format", "csv")
    assert ran.code == 0
    assert ran.lines[0].lstrip("\ufeff").startswith("Case number,Last name")
    assert len(ran.lines) == 77
    assert rows(copy_of_sample, "SELECT what, destination FROM export_log") == [("caseload", "standard output")]


def test_a_dry_run_shows_everything_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    sheet, path = tmp_path / "cases.csv", tmp_path / "new.db"
    sheet.write_text(SHEET, encoding="utf-8")
    ran = run("--db", str(path), "import", str(sheet), "--dry-run")
    assert ran.code == 0
    assert "2 cases to import." in ran.out
    assert "Nothing was written" in ran.err
    assert not path.exists()
    plan = json.loads(run("--db", str(path), "import", str(sheet), "--dry-run", "--json").out)
    assert (plan["cases"], plan["written"]) == (2, False)


def test_without_somebody_to_ask_nothing_is_imported(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, path = tmp_path / "cases.csv", tmp_path / "new.db"
    sheet.write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    ran = run("--db", str(path), "import", str(sheet))
    assert ran.code == 64
    assert "--yes" in ran.err
    assert rows(path, "SELECT count(*) FROM cases") == [(0,)]


class _Person(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "cases"), [("yes\n", 2), ("no\n", 0), ("", 0)])
def test_only_yes_imports(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, cases: int) -> None:
    sheet, path = tmp_path / "cases.csv", tmp_path / "new.db"
    sheet.write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", _Person(answer))
    ran = run("--db", str(path), "import", str(sheet))
    assert ran.code == 0
    assert "Import 2 cases?" in ran.err
    assert rows(path, "SELECT count(*) FROM cases") == [(cases,)]


def test_what_fits_no_field_is_imported_and_printed_with_the_case(run: Run, tmp_path: Path) -> None:
    sheet, path = tmp_path / "cases.csv", tmp_path / "new.db"
    sheet.write_text('Case Number,Client,Jacket,Locker\n26-9001,"Doe, Jane",red,B-12\n', encoding="utf-8")
    assert run("--db", str(path), "import", str(sheet), "--yes").code == 0
    lines = run("--db", str(path), "case", "26-9001").lines
    assert lines[-3:] == ["Note: From cases.csv, line 2:", "Note: Jacket: red", "Note: Locker: B-12"]


def test_importing_the_same_file_again_is_65(run: Run, tmp_path: Path) -> None:
    sheet, path = tmp_path / "cases.csv", tmp_path / "new.db"
    sheet.write_text(SHEET, encoding="utf-8")
    assert run("--db", str(path), "import", str(sheet), "--yes").code == 0
    again = run("--db", str(path), "import", str(sheet), "--yes")
    assert again.code == 65
    assert rows(path, "SELECT count(*) FROM cases") == [(2,)]


def test_a_file_that_is_not_there_or_no_spreadsheet_is_told(run: Run, tmp_path: Path) -> None:
    assert run("--db", str(tmp_path / "a.db"), "import", str(tmp_path / "none.csv")).code == 66
    picture = tmp_path / "photo.csv"
    picture.write_bytes(bytes(range(256)) * 20)
    ran = run("--db", str(tmp_path / "a.db"), "import", str(picture), "--yes")
    assert ran.code == 65
    assert "Traceback" not in ran.err


# backup and check


def test_a_backup_is_a_whole_database_of_its_own(run: Run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "monday.db"
    ran = run("--db", str(sample_file), "backup", str(target))
    assert ran.code == 0
    assert ran.lines[0].startswith(f"Copied to {target}")
    assert run("--db", str(target), "check").code == 0
    assert rows(target, "SELECT count(*) FROM cases") == rows(sample_file, "SELECT count(*) FROM cases")


def test_a_backup_into_a_folder_is_named_by_the_day(run: Run, sample_file: Path, tmp_path: Path) -> None:
    assert run("--db", str(sample_file), "backup", str(tmp_path)).code == 0
    assert (tmp_path / "sample-2026-11-21-0941.db").is_file()


def test_check_finds_a_whole_database_whole(on_sample: Run, sample_file: Path) -> None:
    ran = on_sample("check")
    assert ran.code == 0
    assert ran.lines[-1] == "Nothing is broken."
    assert "History: ok, the chain of 4 acts holds" in ran.lines
    assert any(line.startswith("Settings: ok") and "journal_mode delete, synchronous 3" in line for line in ran.lines)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["DROP TRIGGER log_cases_update"], "Change log"),
        (
            [
                "DROP TRIGGER log_cases_update",
                "CREATE TRIGGER log_cases_update AFTER UPDATE ON cases BEGIN SELECT 1; END",
            ],
            "Change log",
        ),
        (["DROP VIEW act_changes"], "Change log"),
        (["DROP VIEW act_now", "CREATE VIEW act_now AS SELECT 1 AS id"], "Change log"),
        (["INSERT INTO changes (act_id, table_name, row_id, after) VALUES (1, 'cases', 1, NULL)"], "History"),
        (["DROP TRIGGER log_acts_no_update", "UPDATE acts SET label = 'forged' WHERE id = 2"], "History"),
        (["PRAGMA foreign_keys=OFF", "UPDATE tasks SET case_id = 987654 WHERE id = 1"], "References"),
        (["DELETE FROM caselist WHERE case_id = 3"], "Caseload"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_check_finds_what_was_tampered_with(run: Run, copy_of_sample: Path, statements: list[str], broken: str) -> None:
    connection = sqlite3.connect(copy_of_sample, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    ran = run("--db", str(copy_of_sample), "check", "--json")
    assert ran.code == 78
    found = json.loads(ran.out)
    assert not found["whole"]
    assert broken in [each["name"] for each in found["findings"] if each["state"] == "broken"]


@pytest.mark.parametrize("command", [("dump", "--json"), ("today",), ("tasks",), ("case", "26-0142")], ids=" ".join)
def test_a_value_made_another_by_damage_is_called_damage(
    run: Run, copy_of_sample: Path, command: tuple[str, ...]
) -> None:
    connection = sqlite3.connect(copy_of_sample, isolation_level=None)
    connection.execute("DROP TRIGGER log_tasks_update")
    connection.execute("UPDATE tasks SET title = x'80ff'")
    connection.close()
    ran = run("--db", str(copy_of_sample), *command)
    assert ran.code == 78
    assert "is damaged" in ran.err
    assert "error of its own" not in ran.err


def test_check_tells_of_changes_from_outside_and_open_permissions(run: Run, copy_of_sample: Path) -> None:
    connection = sqlite3.connect(copy_of_sample, isolation_level=None)
    connection.execute("UPDATE cases SET notes = 'by hand' WHERE id = 1")
    connection.close()
    copy_of_sample.chmod(0o644)
    ran = run("--db", str(copy_of_sample), "check")
    assert ran.code == 0
    assert "Outside changes: note, 1 rows were changed by another program" in ran.lines
    assert any(line.startswith("File permissions: note, 0644") and "chmod 600" in line for line in ran.lines)


def test_check_names_documents_that_are_gone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    there = tmp_path / "letter.pdf"
    there.write_bytes(b"x")
    with Database.open(path, fixed_clock(TODAY)) as db:
        from caseterm import services

        services.cases.new_case(db, client={"first": "A", "last": "B"}, case={}, incident={})
        for name in (there, tmp_path / "gone.pdf"):
            values = {"case_id": 1, "title": name.name, "path": str(name)}
            services.records.add_record(db, "document", values, label="Added")
    ran = run("--db", str(path), "check")
    assert ran.code == 0
    assert "Documents: note, of 2 files, 1 not where they were: 26-0001 no. 2" in ran.lines


@pytest.mark.parametrize("size", [50, 4096, 100_000])
def test_check_of_a_truncated_file_is_78_without_a_word_of_code(run: Run, copy_of_sample: Path, size: int) -> None:
    data = copy_of_sample.read_bytes()[:size]
    copy_of_sample.write_bytes(data)
    ran = run("--db", str(copy_of_sample), "check")
    assert ran.code == 78
    assert "Traceback" not in ran.out + ran.err
    assert copy_of_sample.read_bytes() == data


# the sample


def test_keep_writes_the_sample_and_says_how_to_open_it(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "demo.db"
    ran = run("demo", "--cases", "4", "--keep", str(target))
    assert ran.code == 0
    assert ran.lines == [f"4 sample cases are in {target}.", f"Open them with: caseterm --db {target}"]
    assert rows(target, "SELECT count(*) FROM cases WHERE demo") == [(4,)]
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["demo.db"]


def test_keep_never_overwrites_and_needs_its_folder(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "demo.db"
    target.write_text("mine")
    assert run("demo", "--keep", str(target)).code == 73
    assert target.read_text() == "mine"
    assert run("demo", "--keep", str(tmp_path / "no" / "demo.db")).code == 73


def test_a_failure_while_building_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "move", full)
    monkeypatch.setattr("caseterm.cli.demo.os.link", full)
    ran = run("demo", "--cases", "2", "--keep", str(tmp_path / "demo.db"))
    assert ran.code == 73
    assert "No space left" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_outstanding_requests_are_a_sheet_of_their_own(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "chase.txt"
    ran = run("--db", str(copy_of_sample), "sheet", "--requests", "--due", "-o", str(target))
    assert (ran.code, ran.lines) == (0, [f"Saved {target}"])
    told = target.read_text(encoding="utf-8")
    assert "REQUESTS TO CHASE" in told
    assert "CLEARCOPY RECORDS SERVICE" in told
    ran = run("--db", str(copy_of_sample), "sheet", "--requests", "--case", "26-0142", "--format", "json", "-o", "-")
    assert {"Mercy Physical Therapy", "Golden Lotus Nails"} == {
        office["name"] for office in json.loads(ran.out)["facts"]["offices"]
    }
    logged = rows(copy_of_sample, "SELECT what, format FROM export_log ORDER BY id")
    assert logged == [("outstanding requests", "txt"), ("outstanding requests", "json")]
