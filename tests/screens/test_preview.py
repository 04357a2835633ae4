"""The print preview by keys: what it shows, the file it writes, the printer it sends to."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.clock import fixed_clock
from caseterm.config import Config
from caseterm.errors import DiskFullError
from caseterm.exports import files, printing
from caseterm.exports.printing import Printers, PrintOutcome
from caseterm.screens.preview import PreviewScreen
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.summary_case import firm, full_case


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


async def preview(app: CaseTermApp, pilot: "Pilot[None]", *case_ids: int) -> PreviewScreen:
    screen = PreviewScreen(case_ids)
    await app.push_screen(screen)
    await settle(app, pilot)
    return screen


def logged(db: Database) -> list[tuple[str, str, str]]:
    return db.raw.execute("SELECT audience, format, destination FROM export_log ORDER BY id").fetchall()


def in_turn(results: list[PrintOutcome], asked: list[tuple[str | None, int]]) -> Callable[..., PrintOutcome]:
    """A printer that notes what it was asked and answers from a list."""

    def send(path: Path, *, printer: str | None, copies: int) -> PrintOutcome:
        asked.append((printer, copies))
        return results.pop(0)

    return send


async def test_the_preview_shows_the_first_page_and_says_that_nothing_is_saved(db: Database) -> None:
    firm(db)
    case_id = full_case(db)
    async with running(db, size=SMALL) as (app, pilot):
        await preview(app, pilot, case_id)
        text = shown(app)
        assert "print  26-0142  Nguyễn, Thị Hạnh" in text
        assert re.search(r"for: Attorney   format: PDF, \d+ pages ", text)
        assert re.search(r"Page 1 of \d+ on screen", text)
        assert "Gold & Shah LLP" in text
        assert "PRIVILEGED AND CONFIDENTIAL" in text
        assert "!! 01/01/2027" in text
        assert "Nothing is saved until you press enter." in text
        assert "enter Save file  p Printer" in text
        await press(pilot, "end")
        assert re.search(r"Page (\d) of \1", shown(app)), shown(app)
        assert "PgUp back" in shown(app)


async def test_the_wide_preview_shows_every_option_and_where_the_file_will_go(db: Database, home: Path) -> None:
    case_id = full_case(db)
    (home / "CaseSummaries").mkdir()
    (home / "CaseSummaries" / "26-0142-Nguyễn-2026-11-21.pdf").write_text("older")
    async with running(db, size=LARGE) as (app, pilot):
        await preview(app, pilot, case_id)
        text = shown(app)
        for words in (
            "> Attorney (all)",
            "Client (plain words)",
            "> PDF",
            "HTML (browser print)",
            "[x] Deadlines",
            "~/CaseSummaries/",
            "26-0142-Nguyễn-2026-11-21.pdf",
            "(exists: will save as -2)",
            "[x] until reviewed",
        ):
            assert words in text
        assert re.search(r" PDF: \d+ pages ", text)


async def test_enter_saves_and_says_where_and_enter_again_opens_it(
    db: Database, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = full_case(db)
    opened: list[Path] = []

    def open_file(path: Path) -> PrintOutcome:
        opened.append(path)
        return PrintOutcome(True, "Opened.")

    monkeypatch.setattr(printing, "open_file", open_file)
    async with running(db) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "enter")
        await settle(app, pilot)
        path = home / "CaseSummaries" / "26-0142-Nguyễn-2026-11-21.pdf"
        assert path.read_bytes().startswith(b"%PDF-")
        assert "Saved ~/CaseSummaries/26-0142-Nguyễn-2026-11-21.pdf   enter Open" in shown(app)
        assert logged(db) == [("attorney", "pdf", str(path))]
        await press(pilot, "enter")
        await settle(app, pilot)
        assert opened == [path]
        assert "Opened ~/CaseSummaries/" in shown(app)
        assert len(list(path.parent.iterdir())) == 1


async def test_the_reader_changes_the_document_and_the_name_of_the_file(db: Database, home: Path) -> None:
    case_id = full_case(db)
    async with running(db) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "w", "c", "r", "t")
        await settle(app, pilot)
        text = shown(app)
        assert "for: Client   format: Text" in text
        assert "YOUR CASE" in text
        assert "PRIVILEGED" not in text
        await press(pilot, "enter")
        await settle(app, pilot)
        saved = (home / "CaseSummaries" / "26-0142-Nguyễn-2026-11-21-client.txt").read_text()
        assert "6. WHAT COMES NEXT" in saved
        assert "SECRETTASK" not in saved


async def test_sections_are_switched_by_letter_until_escape(db: Database, home: Path) -> None:
    case_id = full_case(db)
    async with running(db) as (app, pilot):
        screen = await preview(app, pilot, case_id)
        await press(pilot, "r", "t", "i", "b", "o", "z")
        assert "[ ] Incident, liability" in shown(app)
        await press(pilot, "b", "escape")
        await settle(app, pilot)
        assert "1 left out" in shown(app)
        assert screen.options.sections is not None
        assert "tasks" not in screen.options.sections
        assert "incident" in screen.options.sections
        await press(pilot, "enter")
        await settle(app, pilot)
        saved = next((home / "CaseSummaries").iterdir()).read_text()
        assert "SECRETTASK" in saved  # the snapshot's next task
        assert "OPEN TASKS" not in saved
        assert "NOT REVIEWED" not in saved


async def test_another_name_is_taken_and_keeps_its_suffix(db: Database, home: Path) -> None:
    case_id = full_case(db)
    async with running(db) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "e", "ctrl+a", "ctrl+k")
        await type_text(pilot, "mine")
        await press(pilot, "enter")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert (home / "CaseSummaries" / "mine.pdf").is_file()


async def test_p_saves_then_asks_for_printer_and_copies_and_says_what_became_of_it(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = full_case(db)
    asked: list[tuple[str | None, int]] = []
    monkeypatch.setattr(printing, "printers", lambda: Printers(("Back", "Front"), "Front"))
    monkeypatch.setattr(
        printing, "send", in_turn([PrintOutcome(True, "Sent to Front as job Front-7.", "Front-7")], asked)
    )
    monkeypatch.setattr(printing, "follow", lambda job: PrintOutcome(True, f"Job {job} is done.", job))
    async with running(db, size=LARGE) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "p")
        await settle(app, pilot)
        assert "Print on" in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Copies" in shown(app)
        await press(pilot, "ctrl+a", "ctrl+k", "3", "enter")
        await settle(app, pilot)
        assert asked == [("Front", 3)]
        assert "Job Front-7 is done." in shown(app)
        assert [row[2] for row in logged(db)][1:] == ["printer Front"]


async def test_a_printer_that_is_not_there_leaves_the_file_saved_and_says_so(
    db: Database, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = full_case(db)
    monkeypatch.setattr(printing, "printers", lambda: Printers(problem="No printer is set up on this computer."))
    async with running(db, size=LARGE) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "p")
        await settle(app, pilot)
        text = " ".join(shown(app).split())
        assert "No printer is set up on this computer." in text
        assert "It is saved:" in text
        assert "case_id" not in text
        assert "Enter in the preview opens it; print it there." in text
        assert "Saved, not printed. enter Open" in text
        assert len(list((home / "CaseSummaries").iterdir())) == 1


async def test_a_full_disk_is_told_and_leaves_the_preview_as_it_was(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = full_case(db)

    def refuse(*_: object) -> Path:
        raise DiskFullError("The disk is full.", safe="Nothing was written.", next_step="Make room.")

    monkeypatch.setattr(files, "save", refuse)
    async with running(db) as (app, pilot):
        screen = await preview(app, pilot, case_id)
        await press(pilot, "enter")
        await settle(app, pilot)
        text = shown(app)
        assert "Not saved" in text
        assert "The disk is full." in text
        assert "Make room." in text
        await press(pilot, "enter")
        assert app.screen is screen
        assert screen.saved == []
        assert logged(db) == []
        monkeypatch.undo()


async def test_several_cases_give_a_file_each_and_one_entry_each(db: Database, home: Path) -> None:
    ids = [full_case(db, number=f"26-000{n}", last=f"Client{n}") for n in range(1, 4)]
    async with running(db) as (app, pilot):
        await preview(app, pilot, *ids)
        assert "1 of 3  Client1" in shown(app)
        assert "3 files" in shown(app)
        await press(pilot, "r", "m", "enter")
        await settle(app, pilot)
        names = sorted(path.name for path in (home / "CaseSummaries").iterdir())
        assert names == [f"26-000{n}-Client{n}-2026-11-21.md" for n in range(1, 4)]
        assert "Saved 3 files in ~/CaseSummaries" in shown(app)
        assert len(logged(db)) == 3


async def test_a_hostile_name_shows_as_typed_and_harms_nothing(db: Database, home: Path) -> None:
    case_id = full_case(db, last=HOSTILE)
    for size in (SMALL, LARGE, (60, 16)):
        async with running(db, size=size) as (app, pilot):
            await preview(app, pilot, case_id)
            text = shown(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert "O'Neil [/b] [@click=app.bell]x[/]" in text.replace("\n", "") or size[0] == 60
            await press(pilot, "enter")
            await settle(app, pilot)
    assert all(path.parent == home / "CaseSummaries" for path in (home / "CaseSummaries").iterdir())
    assert len(list((home / "CaseSummaries").iterdir())) == 3


async def test_a_read_only_copy_saves_and_says_that_it_was_not_recorded(db: Database, home: Path) -> None:
    full_case(db)
    with Database.open(db.path, fixed_clock(TODAY)) as second:
        assert second.readonly
        async with running(second, size=LARGE) as (app, pilot):
            await preview(app, pilot, 1)
            await press(pilot, "enter")
            await settle(app, pilot)
            assert "the export was not recorded" in shown(app)
    assert len(list((home / "CaseSummaries").iterdir())) == 1


async def test_a_change_elsewhere_brings_the_preview_up_to_date(db: Database) -> None:
    from caseterm import services

    case_id = full_case(db)
    async with running(db) as (app, pilot):
        await preview(app, pilot, case_id)
        contact = db.raw.execute("SELECT client_id FROM cases WHERE id = ?", (case_id,)).fetchone()[0]
        app.announce(services.contacts.edit_contact(db, contact, {"last": "Trần"}))
        await settle(app, pilot)
        assert "Trần, Thị Hạnh" in shown(app)


async def test_escape_goes_back_to_the_caseload(db: Database) -> None:
    case_id = full_case(db)
    async with running(db) as (app, pilot):
        await preview(app, pilot, case_id)
        await press(pilot, "escape")
        assert "[1 Cases]" in shown(app)
        assert not isinstance(app.screen, PreviewScreen)


async def test_a_template_that_fails_is_told_at_once_and_nothing_is_written(
    db: Database, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = full_case(db)
    async with running(db, size=LARGE) as (app, pilot):
        monkeypatch.setattr(app, "config", Config(home / "config"))
        screen = await preview(app, pilot, case_id)
        screen.action_copy_templates()
        await pilot.pause()
        assert "Copied 3 templates to ~/config/templates" in shown(app)
        (home / "config" / "templates" / "letterhead.typ").write_text("#nonsense")
        await press(pilot, "w", "c")
        await settle(app, pilot)
        assert "The print template could not be used" in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Nothing was written." in shown(app)
        assert not (home / "CaseSummaries").exists()
