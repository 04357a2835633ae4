"""Errors in every layer, with marked data in hand: none of it is told on the terminal, in the log or in a file.

Crashes of the screens and widgets themselves are in test_crash.py.
"""

import errno
import gc
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from caseterm.cli import main
from caseterm.crash import LOG_NAME

CANARY = "Zsofia-Canary-4711"
SECRETS = (CANARY, "Canary", "4711", "whiplash-7788")
LAYERS = ("rules", "store", "queries", "services", "exports", "imports", "cli")
PLACES = (1, 4, 20, 90)
"""The call inside the layer, counted from the start of the command, that goes wrong."""
OUTSIDE = {"main", "utf8_streams", "quiet_pipe"}
"""What catches the errors of all the rest and holds no data."""
ACTS = [
    {"act": "new_case", "client": {"first": CANARY, "last": CANARY}, "incident": {"description": "whiplash-7788"}},
    {"act": "add_task", "title": CANARY, "notes": "whiplash-7788"},
    {"act": "edit_task", "task": 1, "values": {"title": CANARY}},
]
COMMANDS = {
    "batch": ["batch"],
    "cases": ["cases", "--view", "all"],
    "summary": ["summary", "26-0001", "--format", "html", "-o", "-"],
    "import": ["import", "SHEET", "--yes"],
    "export": ["export", "--format", "csv"],
    "history": ["history"],
}


def _errors() -> list[Callable[[], BaseException]]:
    """Exceptions as libraries raise them, each with marked data where it carries data."""
    return [
        lambda: ValueError(f"cannot deal with {CANARY}"),
        lambda: KeyError(CANARY),
        lambda: sqlite3.IntegrityError(f"UNIQUE constraint failed: {CANARY}"),
        lambda: OSError(errno.EIO, os.strerror(errno.EIO), f"/home/{CANARY}"),
        lambda: UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, "invalid"),
        lambda: RuntimeError({"client": CANARY}),
        lambda: _chained(),
    ]


def _chained() -> BaseException:
    try:
        raise LookupError(CANARY)
    except LookupError as problem:
        error = TypeError(f"{CANARY} is no date")
        error.__cause__ = problem
        error.add_note(CANARY)
        return error


@contextmanager
def going_wrong(layer: str, place: int, error: BaseException) -> Iterator[list[int]]:
    """Let one call inside a layer raise; the list is filled once it has."""
    count = 0
    raised: list[int] = []

    def look(frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        if raised or event != "call" or f"/caseterm/{layer}/" not in frame.f_code.co_filename.replace("\\", "/"):
            return
        if frame.f_code.co_name.startswith(("<", "_tell")) or frame.f_code.co_name in OUTSIDE:
            return
        count += 1
        if count == place:
            raised.append(count)
            raise error

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield raised
    finally:
        sys.settrace(before)


@pytest.fixture
def record(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of marked data, a spreadsheet of it, and a home of its own."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("CASETERM_TODAY", "2026-11-21")
    path = tmp_path / "cases.db"
    shutil.copy(empty_database, path)
    ran(path, "batch", monkeypatch)
    (tmp_path / "sheet.csv").write_text(f"Client,DOI,Notes\n{CANARY},1/2/2026,whiplash-7788\n")
    return path


def ran(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    lines = "".join(json.dumps(act) + "\n" for act in ACTS).encode()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(lines)))
    words = [str(path.parent / "sheet.csv") if word == "SHEET" else word for word in COMMANDS[name]]
    return main(["--db", str(path), *words])


def told(text: str) -> set[str]:
    return {secret for secret in SECRETS if secret in text}


@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")  # the error may strike where one is closed
@pytest.mark.parametrize("layer", LAYERS)
def test_no_error_of_a_layer_tells_a_value(
    layer: str, record: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = record.read_bytes()
    kinds, hit, crashed = _errors(), 0, 0
    for name in COMMANDS:
        for number, place in enumerate(PLACES):
            gc.collect(0)  # what the last one left open would hold the file
            record.write_bytes(whole)
            capfd.readouterr()
            with going_wrong(layer, place, kinds[(number + len(name)) % len(kinds)]()) as raised:
                code = ran(record, name, monkeypatch)
            said = capfd.readouterr()
            hit += len(raised)
            refused = [line for line in said.out.splitlines() if '"ok": false' in line]
            crashed += bool(raised) and (code == 70 or any('"code": 70' in line for line in refused))
            heard = "".join(line for line in said.err.splitlines() if not line.startswith("Imported "))
            assert told(heard) == set(), (name, place, said.err)
            assert told("".join(refused)) == set(), (name, place)
            assert "Traceback" not in said.err, (name, place)
    assert hit >= 3
    assert crashed >= 1
    left = [path for path in record.parent.rglob("*") if path.is_file() and path.name not in ("cases.db", "sheet.csv")]
    left = [path for path in left if "backups" not in path.parts]
    assert LOG_NAME in {path.name for path in left}
    for path in left:
        assert told(path.read_bytes().decode("utf-8", "replace")) == set(), path


def test_a_statement_that_fails_tells_none_of_its_parameters(
    record: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from caseterm.store.writing import Write

    def failing(self: Write, *_: object, **__: object) -> None:
        from sqlalchemy import text

        self.session.connection().execute(text("INSERT INTO nowhere VALUES (:who)"), {"who": CANARY})

    monkeypatch.setattr(Write, "add", failing)
    capfd.readouterr()
    assert ran(record, "batch", monkeypatch) != 0
    said = capfd.readouterr()
    assert '"ok": false' in said.out
    log = record.parent.rglob(LOG_NAME)
    refused = "".join(line for line in said.out.splitlines() if '"ok": false' in line)
    assert told(said.err + refused + "".join(path.read_text() for path in log)) == set()
