"""Hostile texts through every format, every list of the command line and every file name: text, and acting nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from caseterm.exports.blocks import Column, Document, Paragraph, Table
from caseterm.exports.files import safe_name
from caseterm.exports.formats import FORMATS, Setting
from caseterm.exports.table import csv_bytes
from caseterm.rules.text import show
from tests.cli.terminal import environment
from tests.exports.hostile import everywhere
from tests.exports.sample import make, run
from tests.torture.crowd import crowded, poisoned
from tests.torture.hostile_screens import clean_surrogates, mark, stored
from tests.torture.nasty import Nasty, kept, paired
from tests.torture.outcome import Outcome
from tests.torture.record import opened

LONG = 3_000
"""Characters after which a text is put into the documents once and not in every place."""
IN_ONE = 40
"""Texts in one PDF, for setting a page costs far more than a text."""
LISTS = (
    ("today",), ("cases", "--view", "all"), ("case", "1"), ("tasks",), ("agenda", "--days", "60"), ("history",),
    ("check",), ("cases", "--view", "all", "--json"), ("case", "1", "--json"), ("tasks", "--json"),
    ("history", "--json"), ("dump", "--json"), ("export", "--format", "json"), ("export", "--format", "csv"), ("keys",),
    *(("summary", "1", "--format", each, "-o", "-") for each in ("txt", "md", "html", "json")),
)  # fmt: skip
_ACTIVE = set("=+-@\t\r|%＝＋－＠")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)")


def every_output(folder: Path, texts: Sequence[Nasty], *, lists: Sequence[tuple[str, ...]] = LISTS) -> Outcome:
    """Each text through each writer; what was lost of it, and what acted."""
    outcome = Outcome("hostile texts in every output")
    plain = _tags(_written("html", "x")) | _tags(_written("html", "9" * 60))  # what is wide is set smaller
    for one in texts:
        outcome.tried += 1
        for name, look in _WRITERS.items():
            try:
                wrong = look(one.value, plain)
            except Exception as problem:
                wrong = [f"a crash: {type(problem).__name__}"]
            outcome.note(f"{one.name} as {name}", wrong)
            outcome.acknowledged += not wrong
        outcome.note(f"{one.name} as a file's name", _file_name(folder, one.value))
    for start in range(0, len(texts), IN_ONE):
        outcome.note(f"pdf, texts {start} and on", _pdf(folder, texts[start : start + IN_ONE]))
    outcome.note("lists", _lists(folder, texts, lists))
    outcome.remarks.append(f"{len(_WRITERS) + 2} formats, {len(lists)} commands; acknowledged: writings looked at")
    return outcome


def _written(form: str, text: str) -> str:
    document = everywhere(text) if len(text) <= LONG else replace(make(), blocks=(Paragraph(text),))
    return FORMATS[form].write(document, Setting(facts={"note": text, text[:99]: 1})).data.decode()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.marks: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks |= {tag, *(f"{tag} {name}" for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def _tags(source: str) -> set[str]:
    reader = _Reader()
    reader.feed(source)
    return reader.marks


def _html(text: str, plain: set[str]) -> list[str]:
    source = _written("html", text)
    reader = _Reader()
    reader.feed(source)
    wrong = [f"brought in <{tag}>" for tag in sorted(reader.marks - plain)]
    return wrong + _kept(text, "".join(reader.seen)) + _acting(source)


def _markdown(text: str, _plain: set[str]) -> list[str]:
    source = _written("md", text)
    wrong = ["an element is left in it"] if "<" in source.replace("<br>", "") else []
    wrong += ["a link is left in it"] if re.search(r"(?<!\\)(?:\\\\)*\]\(", source) else []
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source)
    read = read.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("<br>", " ")
    return wrong + _kept(text, read) + _acting(source)


def _text(text: str, _plain: set[str]) -> list[str]:
    source = _written("txt", text)
    return _kept(text, source) + _acting(source.replace("\f", ""))


def _json(text: str, _plain: set[str]) -> list[str]:
    source = _written("json", text)
    same = json.loads(source)["facts"] == {"note": paired(text), paired(text[:99]): 1}
    return _acting(source) + ([] if same else ["another text was read back"])


def _csv(text: str, _plain: set[str]) -> list[str]:
    data = csv_bytes(("Name", text[:200]), [(text, "x"), (f"{text}", text)]).decode("utf-8-sig")
    csv.field_size_limit(4_000_000)
    rows = list(csv.reader(io.StringIO(data, newline="")))
    wrong = [] if [len(row) for row in rows] == [2, 2, 2] else ["the cells of a row are not what they were"]
    for cell in [cell for row in rows for cell in row]:
        first = cell.lstrip(" \n\v\f\u00a0\u2000\u2003\u3000\ufeff\u200b\u2060\u00ad")[:1]
        number = re.fullmatch(r"[+-]?\d[\d,]*(\.\d+)?", cell)
        wrong += ["a cell could be run"] if first in _ACTIVE and first and not number else []
    return wrong + (_kept(text, rows[1][0]) if len(rows) > 1 and rows[1] else [])


_WRITERS: dict[str, Callable[[str, set[str]], list[str]]] = {
    "html": _html,
    "markdown": _markdown,
    "text": _text,
    "json": _json,
    "csv": _csv,
}


def _kept(text: str, read: str) -> list[str]:
    """Whether every letter and digit of the text is still there, in its order; marks for what acts come on top."""
    wanted = kept("".join(char for char in clean_surrogates(text) if show(char) == char))
    if len(text) > LONG:  # over so many pages that the heads of pages stand between
        wanted = wanted[:100]
    there = kept(re.sub(r"<(?:U\+)?[0-9A-F]{2,5}>", "", unicodedata.normalize("NFC", read)))
    return [] if wanted in there else ["letters or digits of it are lost"]


def _acting(source: str) -> list[str]:
    found = _FORBIDDEN.search(source)
    return [f"U+{ord(found[0]):04X} is in it"] if found else []


def _file_name(folder: Path, text: str) -> list[str]:
    """A file of that name can be made on any system, in its folder and nowhere else."""
    name = safe_name(text, ".pdf")
    place = folder / "names"
    place.mkdir(exist_ok=True)
    path = place / name
    wrong = [] if path.parent == place and Path(name).name == name else ["leaves its folder"]
    wrong += ["has a character that Windows refuses"] if re.search(r'[<>:"/\\|?*\x00-\x1f]', name) else []
    wrong += ["is a device of Windows"] if _DEVICE.match(name) else []
    wrong += ["begins or ends badly"] if name[0] in ".- ~" or name.removesuffix(".pdf")[-1] in ". " else []
    wrong += ["is too long"] if len(name.encode()) > 200 else []
    path.write_bytes(b"x")
    wrong += [] if [each.name for each in place.iterdir()] == [name] else ["made another file"]
    path.unlink()
    return wrong


def _pdf(folder: Path, texts: Sequence[Nasty]) -> list[str]:
    """One document with the texts in table rows and paragraphs, read back by another program."""
    table = Table((Column("Mark"), Column("Text", weight=6)), tuple((mark(one), _pdf_text(one)) for one in texts))
    document: Document = replace(make(), blocks=(table, *(Paragraph(f"{mark(one)} {_pdf_text(one)}") for one in texts)))
    try:
        written = FORMATS["pdf"].write(document, Setting())
    except Exception as problem:
        if len(texts) == 1:
            return [f"{texts[0].name}: a crash: {type(problem).__name__}"]
        half = len(texts) // 2
        return _pdf(folder, texts[:half]) + _pdf(folder, texts[half:])
    path = folder / "texts.pdf"
    path.write_bytes(written.data)
    run("qpdf", "--check", path)
    read = _ascii(run("pdftotext", "-raw", "-enc", "UTF-8", path, "-"))
    wrong = [f"{one.name}: letters or digits of it are lost" for one in texts if _left_to_right(one.value)
             and _ascii(mark(one) + clean_surrogates(one.value[:100])) not in read]  # fmt: skip
    active = [word for word in (b"/JavaScript", b"/OpenAction", b"/Launch", b"/URI") if word in written.data]
    return wrong + [f"{word.decode()} is in it" for word in active]


def _pdf_text(one: Nasty) -> str:
    return one.value[:LONG]


def _ascii(text: str) -> str:
    text = re.sub(r"<(?:U\+)?[0-9A-F]{2,5}>", "", text.replace("\u200b", ""))  # places to break a long word
    return "".join(char for char in text if char.isascii() and char.isalnum())


def _left_to_right(text: str) -> bool:
    return not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _lists(folder: Path, texts: Sequence[Nasty], lists: Sequence[tuple[str, ...]]) -> list[str]:
    """Every list of the command line over a record with the texts in all its rows, past all cleaning."""
    base = folder / "lists.db"
    crowded(base, len(texts))
    path = poisoned(base, folder / "walked.db", [mark(one) + stored(one.value) for one in texts])
    with opened(path) as db:
        number = db.raw.execute("SELECT number FROM cases ORDER BY id LIMIT 1").fetchone()[0]
    if "\0" in number:
        number = "1"
    wrong = []
    for command in lists:
        words = [number if word == "1" else word for word in command]
        done = subprocess.run(
            [sys.executable, "-m", "caseterm", "--db", path, *words],
            capture_output=True,
            env=environment(folder),
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace").replace("\f", "")
        found = _FORBIDDEN.search(said) or re.search(r"(?<!\n)\r(?!\n)" if "csv" not in command else "\x00", said)
        wrong += [f"{command[0]} sent U+{ord(found[0][0]):04X}"] if found else []
        wrong += [f"{' '.join(command)} ended with {done.returncode}"] if done.returncode not in (0, 1, 66) else []
        wrong += [f"{command[0]} shows a traceback"] if b"Traceback" in done.stderr else []
        if command[-1] == "--json" and done.returncode == 0:
            json.loads(done.stdout)
    return wrong
