"""Bringing a spreadsheet in by keys: the file chosen, its columns, cases and problems shown, enter, undo."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.screens.dialogs.openfile import OpenFileDialog
from caseterm.screens.importing import ImportScreen
from caseterm.screens.openpaths import expanded, offered
from caseterm.store.database import Database
from tests.screens.harness import LARGE, press, running, settle, shown, type_text

FILES = Path(__file__).parents[1] / "imports" / "files"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A downloads folder with both sample files, in a home of the test's own."""
    home = tmp_path / "home"
    downloads = home / "Downloads"
    (downloads / "older").mkdir(parents=True)
    for name in ("caseload-clean.csv", "caseload-from-excel.csv"):
        shutil.copy(FILES / name, downloads / name)
    (downloads / "picture.png").write_bytes(b"x")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return downloads


def count(db: Database, table: str) -> int:
    return int(db.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def opened(app: CaseTermApp, pilot: "Pilot[None]", path: Path) -> ImportScreen:
    screen = ImportScreen(str(path))
    await app.push_screen(screen)
    await settle(app, pilot)
    return screen


async def test_both_samples_come_in_by_keys_and_go_again_by_undo(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        for typed, cases in (("clean", 40), ("from", 31)):
            await press(pilot, "i")
            await settle(app, pilot)
            assert isinstance(app.screen, OpenFileDialog)
            await type_text(pilot, typed)
            await press(pilot, "enter")
            await settle(app, pilot)
            assert isinstance(app.screen, ImportScreen)
            assert f"{cases} cases to import" in shown(app)
            assert "Nothing is written until you press enter." in shown(app)
            assert count(db, "cases") == 0
            await press(pilot, "enter")
            await settle(app, pilot)
            assert not isinstance(app.screen, ImportScreen)
            assert f"Imported {cases} cases from caseload-" in shown(app)
            assert "u Undo" in shown(app)
            assert count(db, "cases") == cases
            assert "with like names on the same side" in shown(app)
            await press(pilot, "u")
            await settle(app, pilot)
            assert count(db, "cases") == 0
            assert "Nobody of this import has to be looked at any more." in shown(app)
            await press(pilot, "escape")
            await settle(app, pilot)


async def test_the_columns_say_where_they_go_and_why(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        await opened(app, pilot, folder / "caseload-from-excel.csv")
        page = shown(app)
        assert "Windows-1252, comma, headings on line 3" in page
        assert "Ins / Claim #            insurer and claim number  sure  USAA #87-B685" in page
        assert "“Client Name” means client name; 33 of 33 filled" in page
        await press(pilot, "down")
        assert "“DOI” means date of incident and the values fit; 32 of 33 filled" in shown(app)


async def test_cases_and_problems_are_a_key_away(db: Database, folder: Path) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        await opened(app, pilot, folder / "caseload-from-excel.csv")
        await press(pilot, "p")
        page = shown(app)
        assert "8 not taken   DOI" in page
        assert "13/45/25" in page
        assert "cannot be read as a date: there is no month 13" in page
        assert "37 not taken   whole row" in page
        await press(pilot, "r")
        assert "Garcia, Maria" in shown(app)
        assert "USAA 87-B685" in shown(app)
        await press(pilot, "i")
        assert "Title: Gold & Shah LLP - open cases as of 11/20/2026" in shown(app)
        await press(pilot, "tab")
        assert "[Columns 9]" in shown(app)


async def test_a_column_is_sent_elsewhere_by_key(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        screen = await opened(app, pilot, folder / "caseload-from-excel.csv")
        await press(pilot, "end", "e")
        await type_text(pilot, "referral")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Notes goes to referral source." in shown(app)
        assert screen.preview is not None
        assert any(row.source == "CALL BACK" for row in screen.preview.rows)
        await press(pilot, "e")
        await type_text(pilot, "kept")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Notes goes to kept in notes." in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        bodies = [str(body) for (body,) in db.raw.execute("SELECT body FROM case_notes")]
        assert any("Notes: CALL BACK" in body for body in bodies)


async def test_the_mapping_is_saved_beside_the_file(db: Database, folder: Path) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        await opened(app, pilot, folder / "caseload-from-excel.csv")
        await press(pilot, "w")
        await settle(app, pilot)
        saved = folder / "caseload-from-excel-columns.toml"
        assert '"Ins / Claim #" = "insurer and claim number"' in saved.read_text(encoding="utf-8")
        assert "Mapping saved" in shown(app)


async def test_a_file_already_in_the_record_has_nothing_to_import(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        for _ in range(2):
            await opened(app, pilot, folder / "caseload-clean.csv")
            await press(pilot, "enter")
            await settle(app, pilot)
        page = shown(app)
        assert "0 cases to import, 40 rows already in the record." in page
        assert "There is nothing to import from this file as it is read." in page
        await press(pilot, "p")
        assert "the same case number" in shown(app)
        assert count(db, "cases") == 40


async def test_a_file_that_is_no_spreadsheet_says_so_and_asks_again(db: Database, folder: Path) -> None:
    (folder / "paper.csv").write_bytes(b"%PDF-1.4")
    async with running(db) as (app, pilot):
        screen = await opened(app, pilot, folder / "paper.csv")
        assert isinstance(app.screen, OpenFileDialog)
        assert "This is a PDF, not a spreadsheet." in shown(app)
        await press(pilot, "escape")
        await settle(app, pilot)
        assert not screen.is_current
        assert not isinstance(app.screen, ImportScreen | OpenFileDialog)


async def test_leaving_writes_nothing(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        await opened(app, pilot, folder / "caseload-clean.csv")
        await press(pilot, "escape")
        await settle(app, pilot)
        assert not isinstance(app.screen, ImportScreen)
        assert count(db, "cases") == 0
        assert count(db, "acts") == 0


async def test_a_read_only_copy_says_so_on_enter(db: Database, folder: Path) -> None:
    db.readonly = True
    async with running(db) as (app, pilot):
        await opened(app, pilot, folder / "caseload-clean.csv")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Read-only" in shown(app)
        assert count(db, "cases") == 0
    db.readonly = False


async def test_another_sheet_and_another_encoding_are_a_key_away(db: Database, folder: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, client in (("Open", "Roe, Jane"), ("Closed", "Poe, Ed")):
        sheet = book.create_sheet(name)
        sheet.append(["Client", "DOI", "Phone"])
        sheet.append([client, "5/1/2024", "206-555-0146"])
    del book["Sheet"]
    book.save(folder / "book.xlsx")
    (folder / "mac.csv").write_bytes('Client,DOI\n"Núñez, Ana",5/1/2024\n'.encode("mac_roman"))
    async with running(db) as (app, pilot):
        screen = await opened(app, pilot, folder / "book.xlsx")
        await press(pilot, "s")
        await type_text(pilot, "clos")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert screen.preview is not None
        assert [row.client.last for row in screen.preview.rows] == ["Poe"]
        await press(pilot, "escape")
        screen = await opened(app, pilot, folder / "mac.csv")
        await press(pilot, "n")
        await type_text(pilot, "mac")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert screen.preview is not None
        assert [row.client.last for row in screen.preview.rows] == ["Núñez"]


async def test_hostile_headings_and_values_are_shown_as_they_are(db: Database, folder: Path) -> None:
    text = 'Client,"[@click=app.bell]x[/]",DOI,Defendant\n"Roe [/b] \x1b[31m, J",[bold]$accent,13/45/25,\n'
    text += '"Poe, E",[/],5/1/2024,"Coe [/b]$accent, A"\n"Coe [/b]$accent, A",x,5/2/2024,\n'
    path = folder / "[b]odd.csv"
    path.write_text(text, encoding="utf-8")
    async with running(db, size=LARGE) as (app, pilot):
        await opened(app, pilot, path)
        for key, words in (("c", "[@click=app.bell]x[/]"), ("p", "13/45/25"), ("r", "Poe, E"), ("i", "[b]odd.csv")):
            await press(pilot, key)
            assert words in shown(app)
            assert "\x1b" not in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Imported 2 cases from [b]odd.csv" in shown(app)
        assert "2 with the other side !" in shown(app)
        assert "Coe [/b]$accent, A ~ Coe [/b]$accent, A (same name)" in shown(app)
        assert "\x1b" not in shown(app)
        await press(pilot, "c")
        await type_text(pilot, "M. Gold")
        await press(pilot, "enter")
        await type_text(pilot, "two people")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert count(db, "conflict_checks WHERE result = 'cleared'") == 1
        assert "1 with the other side !" in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "> Attorney" in shown(app)


async def test_nothing_is_cut_at_eighty_columns(db: Database, folder: Path) -> None:
    path = folder / "caseload-from-excel.csv"
    path.write_bytes(b"Open cases, " + b"and more of them, " * 5 + b"to the last word\n" + path.read_bytes())
    async with running(db) as (app, pilot):
        await opened(app, pilot, path)
        last = shown(app).split("\n")[-1]
        assert last.startswith("  enter Import  e Change column  p To look at  f Other file  esc Back")
        assert all(len(line) <= 80 for line in shown(app).split("\n"))
        await press(pilot, "i")
        await settle(app, pilot)
        assert "to the last word" in " ".join(shown(app).split())


async def test_the_file_dialog_goes_through_folders_and_completes(db: Database, folder: Path) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "i")
        await settle(app, pilot)
        assert "picture.png" not in shown(app)
        assert "older/" in shown(app)
        await type_text(pilot, "old")
        await press(pilot, "enter")
        assert "No spreadsheet here." in shown(app)
        dialog = app.screen
        assert isinstance(dialog, OpenFileDialog)
        dialog.line.value = f"{folder}/cle"
        await pilot.pause()
        await press(pilot, "tab")
        assert dialog.line.value == str(folder / "caseload-clean.csv")
        dialog.line.value = "/no/such/place.csv"
        await pilot.pause()
        await press(pilot, "enter")
        assert "There is no such file." in shown(app)


def test_typed_paths_are_read_as_people_paste_them(folder: Path) -> None:
    assert expanded(" '~/Downloads/x.csv' ") == folder / "x.csv"
    assert expanded("file:///tmp/a%20b.csv") == Path("/tmp/a b.csv")
    for pasted in (f"{folder}/x.csv", "~/Downloads/x.csv", f"'{folder}/x.csv'", f"file://{folder}/x.csv"):
        assert expanded(f"/srv/files/{pasted}") == folder / "x.csv", "behind the folder that stood there"
    assert expanded("/srv/~old/it's here.csv") == Path("/srv/~old/it's here.csv")
    assert next(entry.path.name for entry in offered(f"{folder}/")) == "older"
    assert [entry.path.name for entry in offered(f"{folder}/EXCEL")] == ["caseload-from-excel.csv"]
    assert offered(f"{folder}/none/") == []
