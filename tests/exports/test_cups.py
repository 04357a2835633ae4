"""Printing through a real CUPS: one queue keeps what it is sent, the other makes a PDF of it."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseterm.exports.formats import FORMATS, Setting
from caseterm.exports.printing import follow, printers, send
from tests.exports.sample import make, run

pytestmark = pytest.mark.cups
SCRIPT = Path(__file__).parent / "cups.sh"


def until(ready: Callable[[], bool], what: str) -> None:
    waiting = threading.Event()
    for _ in range(200):
        if ready():
            return
        waiting.wait(0.1)
    raise AssertionError(f"waited 20 seconds for {what}")


@pytest.fixture(scope="module")
def service() -> Iterator[Path]:
    """The folder of a running print service; its user must be able to walk into it, so not pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="caseterm-cups-", dir="/tmp"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "/usr/sbin:/sbin", prepend=":")
        patch.setenv("CUPS_SERVER", str(folder / "cups.sock"))
        try:
            subprocess.run(["sh", str(SCRIPT), "start", str(folder)], check=True, timeout=60)
            yield folder
        finally:
            subprocess.run(["sh", str(SCRIPT), "stop", str(folder)], check=False, timeout=60)
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "26-0142-Nguyễn.pdf"
    path.write_bytes(FORMATS["pdf"].write(make(rows=90), Setting()).data)
    return path


def test_the_printer_gets_the_file_byte_for_byte_with_its_copies_and_no_name(service: Path, summary: Path) -> None:
    outcome = send(summary, copies=3)
    assert outcome.sent, outcome.words
    assert outcome.words == f"Sent to CAP, 3 copies as job {outcome.job}."
    assert "is done" in follow(outcome.job, checks=40).words
    number = outcome.job.rpartition("-")[2]
    assert (service / "got" / f"{number}.data").read_bytes() == summary.read_bytes()
    job = (service / "got" / f"{number}.job").read_text()
    assert "title caseterm document" in job
    assert "copies 3" in job
    assert "Nguy" not in job
    assert "26-0142" not in job


def test_every_format_reaches_the_printer(service: Path, tmp_path: Path) -> None:
    for form in FORMATS.values():
        path = tmp_path / f"summary{form.suffix}"
        path.write_bytes(form.write(make(), Setting()).data)
        outcome = send(path, printer="CAP")
        assert outcome.sent, outcome.words
        number = outcome.job.rpartition("-")[2]
        got = service / "got" / f"{number}.data"
        until(lambda: got.exists() and got.read_bytes() == path.read_bytes(), form.code)  # noqa: B023


def test_the_pdf_printer_makes_the_same_pages(service: Path, summary: Path) -> None:
    folder = Path(pwd.getpwuid(os.getuid()).pw_dir) / "PDF"
    before = made_in(folder)
    outcome = send(summary, printer="PDF")
    assert outcome.sent, outcome.words
    assert "is done" in follow(outcome.job, checks=60).words
    until(lambda: bool(made_in(folder) - before), "the printed file")
    ((printed, _),) = made_in(folder) - before
    try:
        assert "Nguy" not in printed.name
        facts = run("pdfinfo", printed)
        (count,) = re.findall(r"Pages: +\d+", run("pdfinfo", summary))
        assert count in facts
        assert "612 x 792 pts (letter)" in facts
        assert ink(printed, summary) < 0.02
    finally:
        printed.unlink()


def made_in(folder: Path) -> set[tuple[Path, int]]:
    """The files with the moment each was written: a run that was broken off may have left one of the same name."""
    return {(path, path.stat().st_mtime_ns) for path in folder.glob("*.pdf")}


def ink(one: Path, other: Path) -> float:
    """The share of the first page's dots that differ by more than half between two files."""
    pages: list[bytes] = []
    for path in (one, other):
        run("pdftoppm", "-r", "40", "-gray", "-f", "1", "-l", "1", "-singlefile", path, path.with_suffix(""))
        image = path.with_suffix(".pgm")
        pages.append(image.read_bytes()[-340 * 440 :])
        image.unlink()
    different = [abs(a - b) > 128 for a, b in zip(pages[0], pages[1], strict=True)]
    return sum(different) / len(different)


def test_a_stopped_printer_and_an_unknown_one_are_told(service: Path, summary: Path) -> None:
    waiting = send(summary, printer="STOPPED")
    assert waiting.sent
    assert "waits: the printer is stopped (Out of paper)" in follow(waiting.job, checks=4).words
    unknown = send(summary, printer="Nowhere")
    assert not unknown.sent
    assert unknown.words == "There is no printer called Nowhere. There are: CAP, PDF, STOPPED."


def test_the_printers_are_listed_with_the_default(service: Path) -> None:
    found = printers()
    assert set(found.names) == {"CAP", "PDF", "STOPPED"}
    assert found.default == "CAP"


def test_a_service_that_is_down_is_told(service: Path, summary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(service / "nobody.sock"))
    outcome = send(summary)
    assert not outcome.sent
    assert "not running" in outcome.words
    assert "not running" in printers().problem
