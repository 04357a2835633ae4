"""What is needed for a moment leaves nothing in the temporary folder, however the program ends."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from caseterm import resources, scratch
from caseterm.exports import templates

MAKES_ONE = """
import os, sys
from caseterm.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "note.txt").write_text("neck worse at night")
    print(folder, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(folder: Path) -> list[Path]:
    return list(folder.glob("caseterm-*"))


def test_a_folder_is_for_its_owner_alone_and_gone_afterwards(temporary: Path) -> None:
    with scratch.scratch_folder() as folder:
        assert folder.parent == temporary.resolve()
        assert os.name != "posix" or folder.stat().st_mode & 0o777 == 0o700
        (folder / "a").mkdir()
    assert left(temporary) == []


def test_what_a_killed_process_left_is_gone_at_the_next_look_and_what_runs_is_let_be(temporary: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "PYTHONPATH": ":".join(sys.path)}
    others = [
        subprocess.Popen([sys.executable, "-c", MAKES_ONE], env=environment, stdin=-1, stdout=-1, text=True)
        for _ in range(2)
    ]
    folders = [Path(other.stdout.readline().strip()) for other in others if other.stdout]
    others[0].send_signal(signal.SIGKILL)
    others[0].communicate()
    assert (folders[0] / "note.txt").exists(), "nothing of it could be unwound"
    (temporary / "caseterm-notes").mkdir()
    scratch.remove_left_behind()
    assert not folders[0].exists()
    assert (folders[1] / "note.txt").exists(), "the other still runs"
    assert (temporary / "caseterm-notes").exists(), "not one of ours"
    others[1].communicate("")
    assert not folders[1].exists()


def test_an_end_that_unwinds_nothing_takes_its_folders_along(temporary: Path) -> None:
    folder = scratch.lasting_folder()
    assert left(temporary) == [folder]
    scratch.remove_all()
    assert left(temporary) == []


def test_the_shipped_template_is_read_where_it_is_and_only_a_firms_own_is_copied(temporary: Path) -> None:
    assert templates.folder(temporary / "config").root == resources.data() / "templates"
    assert left(temporary) == []
    resources.copy_templates(temporary / "config")
    own = templates.folder(temporary / "config")
    assert own.own
    assert left(temporary) == [own.root]
    scratch.remove_all()
    templates._prepared.cache_clear()
