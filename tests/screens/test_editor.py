"""F4 hands a field of several lines to the user's editor and leaves nothing behind."""

import sys
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from textual.app import App

from caseterm.errors import CaseTermError
from caseterm.screens.editor import edit_in_editor, editor_command
from caseterm.screens.form import FieldSpec, FormScreen

EDITS = """
import os, stat, sys
from pathlib import Path
path = Path(sys.argv[-1])
Path(sys.argv[1]).write_text(
    f"{path}\\n{stat.S_IMODE(path.stat().st_mode):o} {stat.S_IMODE(path.parent.stat().st_mode):o}\\n"
    + path.read_text(encoding="utf-8"), encoding="utf-8"
)
(path.parent / ".note.txt.swp").write_text("left behind")
path.write_text(path.read_text(encoding="utf-8") + "second \\x1b[31mline\\n\\n", encoding="utf-8")
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that adds a line and writes down what it was given; the file it writes to."""
    script, seen = tmp_path / "edit or.py", tmp_path / "seen"
    script.write_text(EDITS)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}' '{seen}'")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return seen


async def test_f4_edits_the_notes_of_a_form_and_removes_every_trace(
    seen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: App[None] = App()
    saved: list[Mapping[str, object]] = []

    def save(values: dict[str, object]) -> str | None:
        saved.append(values)
        return None

    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", nullcontext)
        specs = [FieldSpec("title", "Title"), FieldSpec("notes", "Notes", "notes")]
        form = FormScreen("Note", "", specs, {"notes": "first [/b] 山田"}, save=save, today=date(2026, 11, 21))
        await app.push_screen(form)
        await pilot.press("f4")
        assert form.texts()["title"] == "", "a single line is not handed out"
        await pilot.press("tab", "f4")
        assert form.texts()["notes"] == "first [/b] 山田\nsecond ␛[31mline"
        assert form.dirty
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert saved[0]["notes"] == "first [/b] 山田\nsecond ␛[31mline"
    path, modes, text = seen.read_text(encoding="utf-8").split("\n", 2)
    assert text == "first [/b] 山田\n"
    assert modes == "600 700"
    assert not Path(path).exists()
    assert not Path(path).parent.exists(), "and no swap file of the editor stays"
    assert not list(tmp_path.glob("caseterm-*"))


async def test_a_terminal_that_cannot_be_handed_over_is_said_and_the_text_stays(seen: Path) -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)):
        with pytest.raises(CaseTermError, match="cannot be handed"):
            edit_in_editor(app, "text")
    assert not seen.exists()


async def test_an_editor_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app: App[None] = App()
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' -c 'raise SystemExit(3)'")
    async with app.run_test(size=(80, 24)):
        monkeypatch.setattr(app, "suspend", nullcontext)
        with pytest.raises(CaseTermError, match="ended with an error"):
            edit_in_editor(app, "text")


def test_visual_goes_before_editor_and_one_that_is_not_there_is_named() -> None:
    assert editor_command({"VISUAL": sys.executable, "EDITOR": "nano"}) == [sys.executable]
    with pytest.raises(CaseTermError, match="no-such-editor is not there"):
        editor_command({"EDITOR": "no-such-editor -w"})
