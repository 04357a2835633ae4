"""Files made to harm whoever opens them: refused in words or read for what they are, in little time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from openpyxl import Workbook

from caseterm.imports import reading
from tests.cli.terminal import environment
from tests.torture.outcome import Outcome
from tests.torture.record import opened, perform

MOST_MEMORY = 200_000_000
"""Bytes above what the program takes to read a file of three lines."""
MOST_SECONDS = 40.0
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)
SECRET = "Canary-of-another-file-2211"


Make = Callable[[Path], Path]


def hostile_files(
    folder: Path, *, made: Sequence[Make], large: bool = True, size: int = 1_000_000_000, templates: bool = True
) -> Outcome:
    """Bring each in by the command line and look at the answer, the time, the memory, and what was left behind."""
    outcome = Outcome("hostile files brought in")
    with opened(folder / "files.db") as db:
        assert perform(db, {"act": "new_case", "client": {"last": "Garcia"}})["ok"]
    (folder / "secret.txt").write_text(SECRET)
    plain = folder / "plain.csv"
    plain.write_text("Client,DOI\nRoe Jane,1/2/2026\n")
    usual = _brought_in(folder, plain)[1]
    every: list[Make] = [*made, *([partial(_large, size)] if large else [])]
    for make in every:
        path = make(folder)
        code, memory, said = _brought_in(folder, path)
        outcome.tried += 1
        wrong = [f"it ended with {code}"] if code not in (0, 65, 66, 74, 77) else []
        wrong += [f"it took {(memory - usual) // 1_000_000} MB more than usual"] if memory > usual + MOST_MEMORY else []
        wrong += ["a traceback was shown"] if "Traceback" in said else []
        wrong += ["another file was read"] if SECRET in said else []
        wrong += [] if said.strip() else ["nothing was said"]
        outcome.note(path.name, wrong)
        outcome.acknowledged += not wrong
        path.unlink()
    for name, template in _TEMPLATES.items() if templates else ():
        outcome.tried += 1
        wrong = _printed(folder, template)
        outcome.note(f"template that {name}", wrong)
        outcome.acknowledged += not wrong
    if large:
        outcome.count("MB in the largest", size // 1_000_000)
    outcome.remarks.append("acknowledged: answered in words")
    return outcome


def _brought_in(folder: Path, path: Path) -> tuple[int, int, str]:
    """`caseterm import FILE --dry-run`: its exit code, the most memory it took in bytes, and all it said."""
    command = [sys.executable, "-m", "caseterm", "--db", str(folder / "files.db"), "import", str(path), "--dry-run"]
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment(folder))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read(2_000_000).decode("utf-8", "replace")
    scale = 1 if sys.platform == "darwin" else 1024
    seconds = usage.ru_utime + usage.ru_stime
    code = process.returncode if seconds < MOST_SECONDS else -99
    return code, usage.ru_maxrss * scale, words


@contextmanager
def _workbook(folder: Path, name: str) -> Iterator[tuple[zipfile.ZipFile, dict[str, bytes]]]:
    """A workbook whose parts may be changed before they are put in; what is not put in stays as it was."""
    book = Workbook()
    assert book.active is not None
    book.active.append(["Client", "DOI"])
    book.active.append(["Roe Jane", "1/2/2026"])
    book.save(folder / "source.xlsx")
    with zipfile.ZipFile(folder / "source.xlsx") as source:
        parts = {part: source.read(part) for part in source.namelist()}
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        yield archive, parts
        for part, data in parts.items():
            archive.writestr(part, data)


def _zeros(archive: zipfile.ZipFile, name: str, size: int, filling: bytes = b" ") -> None:
    with archive.open(name, "w", force_zip64=True) as part:
        for _ in range(size // 1_000_000):
            part.write(filling * 1_000_000)


def _bomb(folder: Path) -> Path:
    with _workbook(folder, "bomb.xlsx") as (archive, parts):
        sheet = parts.pop("xl/worksheets/sheet1.xml")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(sheet.partition(b"<sheetData>")[0] + b"<sheetData>")
            for _ in range(600):
                part.write(b" " * 1_000_000)
    return folder / "bomb.xlsx"


def _bomb_elsewhere(folder: Path) -> Path:
    with _workbook(folder, "pictures.xlsx") as (archive, _parts):
        _zeros(archive, "xl/media/image1.png", 900_000_000)
    return folder / "pictures.xlsx"


def _many_parts(folder: Path) -> Path:
    with _workbook(folder, "parts.xlsx") as (archive, _parts):
        for number in range(20_000):
            archive.writestr(f"xl/x{number}.xml", b"")
    return folder / "parts.xlsx"


def _with_doctype(name: str, doctype: str, text: str, part: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with _workbook(folder, name) as (_archive, parts):
            xml = parts[part].decode()
            head = "" if xml.startswith("<?xml") else '<?xml version="1.0"?>'
            opening, _, rest = xml.partition("?>") if xml.startswith("<?xml") else ("", "", xml)
            start = f"{opening}?>" if opening else head
            parts[part] = (start + doctype.replace("FOLDER", str(folder)) + rest.replace("Roe Jane", text)).encode()
        return folder / name

    return make


def _strange_names(folder: Path) -> Path:
    with _workbook(folder, "paths.xlsx") as (archive, _parts):
        for name in ("../../../tmp/caseterm-escaped.txt", "/tmp/caseterm-escaped.txt", "xl/../../con.xml", "xl\\..\\x"):
            archive.writestr(name, b"x")
    return folder / "paths.xlsx"


def _nested(folder: Path) -> Path:
    path = folder / "nested.json"
    path.write_bytes(b'{"format": "caseterm", "x": ' + b"[" * 3_000_000)
    return path


def _wide(folder: Path) -> Path:
    path = folder / "wide.csv"
    path.write_bytes(b"Client,DOI\n" + b"," * 4_000_000 + b"\n")
    return path


def _one_line(folder: Path) -> Path:
    path = folder / "line.csv"
    path.write_bytes(b"Client,DOI\n" + b"x" * 30_000_000 + b",1/2/2026\n")
    return path


def _open_quote(folder: Path) -> Path:
    path = folder / "quote.csv"
    path.write_bytes(b'Client,DOI\n"Roe,1/2/2026\n' + b"Poe,1/2/2026\n" * 60_000)
    return path


def _text(name: str, line: str, size: int = reading.MAX_TEXT - 4096) -> Make:
    """A CSV that is as large as one may be, or larger, all of the same line."""

    def lines(folder: Path) -> Path:
        path = folder / name
        data = line.encode()
        with path.open("wb") as file:
            file.write(b"Client,DOI,Phone,Notes\n")
            for _ in range(1 + size // (len(data) * 1000)):
                file.write(data * 1000)
            file.truncate(min(size, file.tell()))
        return path

    return lines


def _letter(folder: Path) -> Path:
    path = folder / "letter.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<?xml version='1.0'?>{LAUGHS}]><w>&l;</w>")
        _zeros(archive, "word/media/x.bin", 300_000_000)
    return path


def _endless_series(folder: Path) -> Path:
    return _calendar(
        folder, "series.ics", "RRULE:FREQ=SECONDLY\r\nATTACH:file:///etc/passwd\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def _events_in_events(folder: Path) -> Path:
    return _calendar(folder, "events.ics", "BEGIN:VEVENT\r\n" * 200_000)


def _calendar(folder: Path, name: str, rest: str) -> Path:
    path = folder / name
    start = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T090000\r\n"
    path.write_text(f"{start}SUMMARY:Roe\r\n{rest}")
    return path


def _large(size: int, folder: Path) -> Path:
    """A CSV of that size, most of it a hole that takes no room on the disk."""
    path = folder / "large.csv"
    with path.open("wb") as file:
        file.write(b"Client,DOI\n" + b"Roe Jane,1/2/2026\n" * 5000)
        file.truncate(size)
    return path


_OUTSIDE = '<!DOCTYPE x [<!ENTITY l SYSTEM "file://FOLDER/secret.txt">]>'
_SHEET = "xl/worksheets/sheet1.xml"
MADE: tuple[Make, ...] = (
    _bomb, _bomb_elsewhere, _many_parts, _strange_names, _nested, _wide, _one_line, _open_quote, _letter,
    _endless_series, _events_in_events,
    _text("heavy.csv", "Roe Jane,1/2/2026,5105550111," + "note " * 66 + "\n", 39_000_000),
    _text("full.csv", "Roe Jane,1/2/2026,5105550111," + "note " * 30 + "\n"),
    _text("emoji.csv", "Roe \U0001f600 Jane,1/2/2026,5105550111," + "note " * 30 + "\n"),
    _text("twice.csv", '"Nu\u00c3\u00b1ez, \U0001f600",1/2/2026,5105550111,"' + "note " * 30 + '\n"\n'),
    _text("cells.csv", "ab," * 400 + "\n"),
    _text("quotes.csv", '"a",\n"'),
    _text("blank.csv", "\n"),
    _with_doctype("laughs.xlsx", f"{LAUGHS}]>", "&l;", _SHEET),
    _with_doctype("outside.xlsx", _OUTSIDE, "&l;", _SHEET),
    _with_doctype("workbook.xlsx", _OUTSIDE, "", "xl/workbook.xml"),
    _with_doctype("sheet.xlsx", f"{LAUGHS}]>", "", _SHEET),
    _with_doctype("dtd.xlsx", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "Roe Jane", _SHEET),
)  # fmt: skip
_TEMPLATES = {
    "never ends": "#let n = 0\n#while true { n = n + 1; if n < 0 { break } }",
    "reads a file": '#read("/etc/passwd")',
    "reads above its folder": '#read("../../../etc/passwd")',
    "asks the network": '#import "@preview/cetz:0.2.2": *',
    "takes all memory": '#let s = "x"\n#for _ in range(60) { s = s + s }',
    "is no text": "\x00\xff" * 50,
}


def _printed(folder: Path, template: str) -> list[str]:
    """Print a case with a firm's template of this kind; it must be refused in words, and nothing written."""
    home = folder / "home"
    place = home / "caseterm" / "templates"
    place.mkdir(parents=True, exist_ok=True)
    (place / "summary.typ").write_text(template, encoding="latin-1")
    target = folder / "printed.pdf"
    command = [
        sys.executable,
        "-m",
        "caseterm",
        "--db",
        str(folder / "files.db"),
        "summary",
        "26-0001",
        "-o",
        str(target),
    ]
    try:
        done = subprocess.run(command, capture_output=True, env=environment(home), timeout=90, check=False)
    except subprocess.TimeoutExpired:
        return ["it hangs"]
    said = done.stderr.decode("utf-8", "replace")
    wrong = [] if done.returncode == 74 and "template" in said else [f"it ended with {done.returncode}: {said[:120]}"]
    wrong += ["a traceback was shown"] if "Traceback" in said else []
    return wrong + (["a file was written"] if target.exists() else [])
