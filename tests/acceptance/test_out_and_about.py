"""What leaves the program, and how any case is reached from anywhere."""

from pathlib import Path

import pytest
from textual.widgets import Input

from caseterm.commands import MODES
from caseterm.screens import clipboard
from caseterm.screens.preview import PreviewScreen
from caseterm.store.database import Database
from tests.acceptance.drive import base, calm, do, first_case, go, hit, send, status
from tests.screens.harness import running

COPIES = {"p": "phone", "e": "email", "a": "address", "n": "number", "c": "claim", "s": "summary"}


async def test_copying_says_what_was_copied_and_never_more_than_is_known(
    caseload: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    sent: list[str] = []

    def take(command: list[str], text: str) -> bool:
        taken.append(text)
        return True

    monkeypatch.setattr(clipboard, "_taken", take)
    async with running(caseload) as (app, pilot):
        monkeypatch.setattr(app, "copy_to_clipboard", sent.append)
        app.open_case(first_case(app, "Nguyen, Thi"))
        for mode in ("cases", "client"):
            await go(app, pilot, mode)
            for key, what in COPIES.items():
                monkeypatch.setattr(clipboard, "tool_for", lambda environment, platform: ["pbcopy"])
                await hit(app, pilot, "y", key)
                said = status(app)
                if said.endswith(f"has no {what}."):
                    continue
                text = taken.pop()
                assert said.startswith("Copied "), (mode, key, said)
                assert text in said or f"{len(text.splitlines())} lines" in said
                monkeypatch.setattr(clipboard, "tool_for", lambda environment, platform: None)
                await hit(app, pilot, "y", key)
                assert status(app).startswith("Sent to terminal: "), (mode, key, status(app))
                assert sent.pop() == text
        assert not taken


async def test_a_copy_that_no_tool_took_is_not_called_copied(
    caseload: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "tool_for", lambda environment, platform: ["/nowhere/at/all"])
    async with running(caseload) as (app, pilot):
        await hit(app, pilot, "y", "n")
        assert status(app).startswith("Sent to terminal: ")


async def test_saving_again_and_again_overwrites_nothing_and_each_export_is_recorded(
    caseload: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    async with running(caseload) as (app, pilot):
        case_id = first_case(app, "Nguyen, Thi")
        for turn in (1, 2):
            await app.push_screen(PreviewScreen((case_id,)))
            await calm(app, pilot)
            await hit(app, pilot, "r", "t")
            before = {path: path.read_bytes() for path in tmp_path.rglob("*.txt")}
            await hit(app, pilot, "enter")
            after = {path: path.read_bytes() for path in tmp_path.rglob("*.txt")}
            assert len(after) == turn
            assert all(after[path] == content for path, content in before.items()), "an earlier file was changed"
            new = next(path for path in after if path not in before)
            assert turn == 1 or new.stem.endswith(f"-{turn}")
            assert new.name in status(app)
            assert new.stat().st_mode & 0o077 == 0
            logged = caseload.raw.execute("SELECT case_id, format, destination FROM export_log ORDER BY id").fetchall()
            assert len(logged) == turn
            assert logged[-1] == (case_id, "txt", str(new))
            await hit(app, pilot, "escape")
        left = "SELECT count(*) FROM acts WHERE op = 'export'"
        for key in ("u", "U"):
            await hit(app, pilot, key)
            assert len(list(tmp_path.rglob("*.txt"))) == 2
            assert caseload.raw.execute(left).fetchone()[0] == 2, "what has left stays in the history"
        assert caseload.raw.execute("SELECT count(*) FROM export_log").fetchone()[0] == 2


def searches(db: Database, case_id: int) -> dict[str, str]:
    """What somebody may know of a case: surname, end of its number, digits of a phone, a claim number."""
    client, number = db.raw.execute("SELECT client, number FROM caselist WHERE case_id = ?", (case_id,)).fetchone()
    phone = db.raw.execute(
        "SELECT p.number FROM contact_phones p JOIN cases c ON c.client_id = p.contact_id WHERE c.id = ?", (case_id,)
    ).fetchone()
    claim = db.raw.execute("SELECT claim_no FROM claims WHERE case_id = ? AND claim_no <> ''", (case_id,)).fetchone()
    found = {"name": client.replace(",", ""), "number": number.partition("-")[2]}
    if phone:
        found["phone"] = "".join(char for char in phone[0] if char.isdigit())[-10:]
    if claim:
        found["claim"] = "".join(char for char in claim[0] if char.isalnum())
    return found


async def test_any_case_opens_from_any_screen_and_any_field_by_what_she_knows_of_it(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        app.open_case(first_case(app))
        cases = [n for (n,) in caseload.raw.execute("SELECT case_id FROM caselist WHERE is_open = 1 ORDER BY case_id")]
        turn = 0
        for mode in MODES:
            for typing in (False, True):
                for kind in (("name", "number"), ("phone", "claim"))[typing]:
                    turn += 1
                    case_id = cases[turn * 5 % len(cases)]
                    await go(app, pilot, mode)
                    if typing:
                        await do(app, pilot, "filter")
                        assert isinstance(app.focused, Input) or mode == "client"
                    await hit(app, pilot, "ctrl+o")
                    known = searches(caseload, case_id)
                    await send(app, pilot, known.get(kind, known["name"]))
                    await hit(app, pilot, "enter")
                    assert app.current_mode == "client"
                    opened = caseload.raw.execute(
                        "SELECT client FROM caselist WHERE case_id = ?", (app.case_id,)
                    ).fetchone()
                    assert app.case_id == case_id, (mode, kind, known, opened)
                    await go(app, pilot, mode)
                    base(app).action_back()
                    await calm(app, pilot)
