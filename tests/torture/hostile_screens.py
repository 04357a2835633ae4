"""Hostile texts on every screen of the real program in a pseudo-terminal: the raw bytes it sends are looked at.

The texts are put into every column past all cleaning, as a damaged import might. What the program may send is learnt
from the same walk over harmless texts: any other control sequence is one a text brought in.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import termios
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from sqlmodel import SQLModel

from caseterm import services
from caseterm.changes import Op
from caseterm.exports.cells import cut
from caseterm.models import ImportBatch, Record, Settings
from caseterm.rules.text import clean_input, show
from caseterm.services.acts import act
from tests.acceptance.hostile import text_columns
from tests.cli.terminal import Terminal, environment
from tests.torture.nasty import Nasty
from tests.torture.outcome import Outcome
from tests.torture.record import opened, perform

SIZES = ((24, 80), (40, 120))
EACH = 140
"""Texts in one caseload: so many that each is drawn somewhere on the walk."""
QUIET = 0.04
"""Seconds without output, three times, after which a key counts as done."""
SEEN = 20
"""Cells of a text, its mark aside, that must be seen somewhere as they are shown, or all of a shorter one."""
ESCAPE = "\x1b"
SECTIONS, CASES = 12, 3
_SEQUENCE = re.compile(
    r"\x1b\[([?>=<]*)([0-9;:]*)([ -/]*)([@-~])|\x1b\](.*?)(?:\x07|\x1b\\)|\x1b([P^_X].*?)\x1b\\|\x1b(.)", re.DOTALL
)
_JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What joins characters into one or tints them: terminals disagree on the width, so lists leave it out."""
_BIDI = {0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def every_screen(
    folder: Path, texts: Sequence[Nasty], *, sizes: Sequence[tuple[int, int]] = SIZES, walk: Sequence[str] = ()
) -> Outcome:
    """Walk through every screen with each of the texts in its rows; what was interpreted, and what was not drawn."""
    outcome = Outcome("hostile texts on every screen")
    base = folder / "plain.db"
    with opened(base) as db:
        assert perform(db, {"act": "load_sample", "cases": 10})["ok"]
    unseen: dict[str, list[str]] = {}
    for size in sizes:
        allowed, _ = _looked_at(_walked(_poisoned(base, folder, []), folder, size, walk))
        for start in range(0, len(texts), EACH):
            chunk = texts[start : start + EACH]
            raw = _walked(_poisoned(base, folder, chunk), folder, size, walk)
            sent, words = _looked_at(raw)
            where = f"{size[1]}x{size[0]}, texts {start} and on"
            outcome.note(where, [f"sent {one!r}" for one in sorted(sent - allowed)[:5]])
            outcome.note(where, _acting(words))
            for one in chunk:
                outcome.tried += 1
                best = _drawn(words, one)
                if best is not None:
                    unseen.setdefault(one.name, []).append(best)
                else:
                    outcome.acknowledged += 1
    for name, bests in unseen.items():
        if len(bests) == len(sizes):
            outcome.note(name, [f"not drawn as it is: {bests[0]!r}"])
    outcome.remarks.append(f"at {' and '.join(f'{columns}x{lines}' for lines, columns in sizes)}")
    return outcome


def mark(one: Nasty) -> str:
    """What stands before a text so that it is found again in what was sent."""
    family, number = one.name.split("-")
    return f"{family[:3]}{int(number):03}:"


def _poisoned(base: Path, folder: Path, texts: Sequence[Nasty]) -> Path:
    path = folder / "walked.db"
    shutil.copy(base, path)
    values = [mark(one) + clean_surrogates(one.value)[:4000] for one in texts]
    models: list[type[SQLModel]] = [Settings, *(each for each in Record.__subclasses__() if each is not ImportBatch)]
    with opened(path) as db, act(db, Op.EDIT, "Poisoned") as write:
        for model in models if values else ():
            columns = [name for name in text_columns(model) if name not in ("sha256", "path")]
            ids = [number for (number,) in write.connection.execute(f'SELECT id FROM "{model.__tablename__}"')]
            for place, number in enumerate(ids):
                row = [values[(place * 5 + spot * 11) % len(values)] for spot in range(len(columns))]
                setters = ", ".join(f'"{name}" = ?' for name in columns)
                with suppress(Exception):  # a rule of the record stands against it: the row stays as it is
                    write.connection.execute(
                        f'UPDATE "{model.__tablename__}" SET {setters} WHERE id = ?', [*row, number]
                    )
        for value in values:  # each once where there is room for it
            task = services.tasks.put_task(write, {"title": "plain", "due": write.today}).id
            write.connection.execute("UPDATE tasks SET title = ? WHERE id = ?", (value, task))
        found = write.connection.execute("SELECT id FROM cases").fetchall() if values else []
        for place, (number,) in enumerate(found):
            name = f"{number} {values[place * 3 % len(values)]}"
            write.connection.execute("UPDATE cases SET number = ? WHERE id = ?", (name, number))
    return path


def clean_surrogates(text: str) -> str:
    """What of a text a database can hold: everything but lone surrogates."""
    return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)


def keys() -> Iterator[str]:
    """The walk: the four screens and what opens from them, the file of several cases, forms, print and history."""
    down, page, end, home = "\x1b[B", "\x1b[6~", "\x1b[F", "\x1b[H"
    yield from (
        page,
        page,
        home,
        down,
        "v",
        ESCAPE,
        "o",
        "a",
        ESCAPE,
        ESCAPE,
        ":",
        ESCAPE,
        "?",
        ESCAPE,
        "/",
        "q",
        ESCAPE,
    )
    yield from ("3", down, "v", "w", down, "v", "d", down, "v", "a", page, "t", "v", "m", "\r", ESCAPE)
    yield from (
        "4",
        "v",
        "l",
        *"every",
        "\r",
        *([page] * 26),
        end,
        home,
        down,
        "e",
        ESCAPE,
        ESCAPE,
        "g",
        "b",
        page,
        ESCAPE,
    )
    yield from ("1", home, "\r")
    for number in range(CASES):
        for _ in range(SECTIONS):
            yield from ("]", page, page, home)
            if number == 0:
                yield from (down, "e", ESCAPE, ESCAPE)
        yield "J"
    yield from ("n", ESCAPE, ESCAPE, "l", ESCAPE, ESCAPE, "p", page, page, "w", "c", page, ESCAPE, ESCAPE)
    yield from (":", *"history of everything", "\r", page, page, ESCAPE, "1", page)


def _walked(database: Path, folder: Path, size: tuple[int, int], walk: Sequence[str]) -> str:
    """Everything the program sent, text of its standard error included; the program must still be there at the end."""
    terminal = Terminal(["--db", str(database)], environment(folder, COLORTERM="truecolor"))
    termios.tcsetwinsize(terminal.fd, size)
    terminal.wait_for("Needs attention")
    settled(terminal)
    for key in walk or keys():
        os.write(terminal.fd, key.encode())
        settled(terminal)
    terminal.signal(15)
    code = terminal.ended()
    os.close(terminal.fd)
    assert code == 143, f"the program ended with {code}: {terminal.shown[-700:]!r}"
    return terminal.shown.decode("utf-8", "replace")


def settled(terminal: Terminal) -> None:
    """Wait until the program sends no more and waits for keys itself, however busy the machine is."""
    before, still = "", 0
    while still < 2:
        if select.select([terminal.fd], [], [], QUIET)[0]:
            if not terminal._read():
                return
            still = 0
            continue
        now = _at_work(terminal.pid)
        still = still + 1 if now == before and not now.startswith("R") else 0
        before = now


def _at_work(process: int) -> str:
    """Whether a process is running and how long it has run; the same text twice where that cannot be told."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return f"{fields[0]} {fields[11]} {fields[12]}"
    return ""


def _looked_at(raw: str) -> tuple[set[str], str]:
    """The control sequences sent, each by its kind (and whole where it carries text), and the words between them."""
    kinds = set()
    for private, numbers, middle, final, title, string, other in _SEQUENCE.findall(raw):
        if final:
            kinds.add(f"CSI {private}{numbers if final in 'hltu' else ''}{middle}{final}")
        else:
            kinds.add(f"OSC {title}" if title else f"string {string}" if string else f"ESC {other}")
    return kinds, _SEQUENCE.sub("", raw)


def _acting(words: str) -> list[str]:
    """Characters that act, left in what was drawn."""
    found = {
        char for char in words if (unicodedata.category(char) == "Cc" and char not in "\r\n") or ord(char) in _BIDI
    }
    return [f"U+{ord(char):04X} was sent" for char in sorted(found)]


def _drawn(words: str, one: Nasty) -> str | None:
    """None when the text was drawn as it is shown; else the most of it that was."""
    first = clean_surrogates(one.value).replace("\r\n", "\n").replace("\r", "\n").split("\n")[0]
    variants = [
        "".join(_JOINERS.sub("", cut(show(text), SEEN)).rstrip("…").split()) for text in (first, clean_input(first))
    ]
    best = ""
    for found in re.finditer(re.escape(mark(one)), words):
        there = "".join(_JOINERS.sub("", words[found.end() : found.end() + 400]).split())
        for wanted in variants:
            if there.startswith(wanted):
                return None
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(there, wanted, strict=False)))
            best = max(best, there[:same] + "|" + there[same : same + 8], key=len)
    return best
