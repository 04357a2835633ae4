"""Hostile texts on every screen of the real program in a pseudo-terminal: the raw bytes it sends are looked at.

The texts are put into every column past all cleaning, as a damaged import might, of a caseload so full that each of
them stands in every list. What the program may send is learnt from the same walk over harmless texts: any other control
sequence is one a text brought in.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import termios
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from caseterm.exports.cells import cut
from caseterm.rules.text import clean_input, show
from caseterm.screens.client.places import PLACES
from tests.cli.terminal import Terminal, environment
from tests.torture.crowd import PHONE, crowded, poisoned
from tests.torture.nasty import Nasty
from tests.torture.outcome import Outcome

SIZES = ((24, 80), (40, 120))
EACH = 150
"""Texts in one caseload: so many that a list of them can be walked to its end."""
QUIET = 0.02
"""Seconds without output and without work, twice, after which a key counts as done."""
SEEN = 20
"""Cells of a text, its mark aside, that must be seen somewhere as they are shown, or all of a shorter one."""
ESCAPE, DOWN, PAGE, HOME, TAB = "\x1b[27u", "\x1b[B", "\x1b[6~", "\x1b[H", "\t" * 5
FIELDS = 6
"""How often so many fields of a form are gone on."""
MOST = 400
"""Keys after which a list is left, whatever it still has."""
LITTLE = 10
"""Fewer letters than this drawn by a key are nothing new."""
LATE = 0.2
"""Seconds in which a busy machine may still draw what escape asked for."""
LEAVING = 8
"""How often escape is pressed at most to leave what is open."""
IDLE = 3
"""Keys in a row that show nothing new, after which a list has come to its end."""
KINDS = 12
"""Kinds of screens on each of which, at each size, at least the beginning of a text must have been drawn."""
_SEQUENCE = re.compile(
    r"\x1b\[([?>=<]*)([0-9;:]*)([ -/]*)([@-~])|\x1b\](.*?)(?:\x07|\x1b\\)|\x1b([P^_X].*?)\x1b\\|\x1b(.)", re.DOTALL
)
_JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What joins characters into one or tints them: terminals disagree on the width, so lists leave it out."""
_BIDI = {0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_MARK = re.compile(r"[a-z]{3}\d{3}:")


@dataclass(frozen=True)
class Stage:
    """A part of the walk: the kind of screen it shows, the keys that lead there, and the key that goes through it."""

    name: str
    keys: Sequence[str]
    through: str = PAGE
    most: int = MOST


Task = tuple[tuple[int, int], Sequence[Nasty]]


@dataclass
class Walked:
    """What one walk over some texts showed."""

    size: tuple[int, int]
    texts: Sequence[Nasty]
    kinds: int
    """The kinds of screens gone through."""
    sent: set[str]
    acting: list[str]
    unseen: dict[str, str] = field(default_factory=dict)
    """The texts that were nowhere drawn as they are, with the most of them that was."""
    seen: dict[str, set[str]] = field(default_factory=dict)
    """The marks drawn in each kind of screen."""

    @property
    def where(self) -> str:
        return _where(self.size, self.texts)


def every_screen(
    folder: Path,
    texts: Sequence[Nasty],
    *,
    sizes: Sequence[tuple[int, int]] = SIZES,
    walk: Sequence[Stage] = (),
) -> Outcome:
    """Walk through every screen with each of the texts in its rows; what was interpreted, and what was not drawn."""
    return judged([walked(task, folder, walk=walk) for task in tasks(texts, sizes)])[0]


def tasks(texts: Sequence[Nasty], sizes: Sequence[tuple[int, int]] = SIZES) -> list[Task]:
    """The walks: at each size one over harmless texts, and as many as it takes for all of these."""
    some = [texts[start : start + EACH] for start in range(0, len(texts), EACH)]
    return [(size, chunk) for size in sizes for chunk in ([], *some)]


def stages_of_all() -> Iterator[Stage]:
    """The walk: the four screens and what opens from them, every section of a full case, forms, boards and paper."""
    yield Stage("caseload", ("1", HOME), PAGE)
    yield Stage("caseload", ("1", HOME), DOWN, 20)
    for keys in ("v", "o", "a", ":", "?", "/q", "fp", "m", "y"):
        yield Stage("dialogs", ("1", *keys), "")
    yield Stage("tasks", ("4", "v", "l", *"every", "\r", HOME), PAGE)
    for keys in ("e", "d", "s", "@"):
        yield Stage("forms", ("4", HOME, *keys), TAB, FIELDS)
    yield Stage("calendar", ("3", "v", "a"), PAGE)
    yield Stage("day, week and month", ("3", "v", "d", DOWN, "v", "w", DOWN, "v", "m", DOWN), "")
    yield Stage("forms", ("3", "v", "d", DOWN, "e"), TAB, FIELDS)
    for letter in "bkuqxBJw":
        yield Stage("boards", ("1", "g", letter))
    yield Stage("history", ("1", "g", "y"))
    for number, place in enumerate(PLACES):
        there = ("1", "o", f"\x1b[200~{PHONE}\x1b[201~", "\r", "\t", "]" * number)
        yield Stage(f"file: {place.word}", there, PAGE)
        yield Stage("forms", ("2", "e"), TAB, FIELDS)
    for keys in ("n", "l", "N"):
        yield Stage("forms", ("2", *keys), TAB, FIELDS)
    yield Stage("paper", ("2", "p"), PAGE, 40)
    yield Stage("paper", ("2", "p", "w", "c"), PAGE, 10)
    yield Stage("timeline", ("2", "g", "T"))


def walked(task: Task, folder: Path, *, walk: Sequence[Stage] = ()) -> Walked:
    """Walk once, at one size over some texts."""
    size, texts = task
    stages = tuple(walk) or tuple(stages_of_all())
    base = folder / "plain.db"
    if not base.exists():
        crowded(base, len(texts) or EACH)
    home = folder / _where(size, texts).replace(" ", "-")
    home.mkdir()
    database = poisoned(base, home / "walked.db", [mark(one) + stored(one.value) for one in texts])
    shown = _walked(database, home, size, stages)
    shutil.rmtree(home)
    sent, words = _looked_at("".join(raw for _, raw in shown))
    found = Walked(size, texts, len({stage.name for stage in stages}), sent, _acting(words))
    for stage, raw in shown:
        seen = set(_MARK.findall(_looked_at(raw)[1]))
        found.seen.setdefault(stage.name, set()).update(seen)
    for one in texts:
        best = _drawn(words, one)
        if best is not None:
            found.unseen[one.name] = best
    return found


def _where(size: tuple[int, int], texts: Sequence[Nasty]) -> str:
    return f"{size[1]}x{size[0]} {texts[0].name if texts else 'plain'}"


def judged(found: Sequence[Walked | Outcome]) -> list[Outcome]:
    """Put together what the walks showed; each text must be drawn as it is at each size, on many kinds of screens."""
    outcome = Outcome("hostile texts on every screen")
    walks = [each for each in found if isinstance(each, Walked)]
    allowed = {each.size: each.sent for each in walks if not each.texts}
    drawn: Counter[str] = Counter()
    fewest = max((each.kinds for each in walks), default=0)
    wanted = min(KINDS, fewest)
    for each in walks:
        marks = {mark(one) for one in each.texts}
        outcome.note(each.where, [f"sent {one!r}" for one in sorted(each.sent - allowed.get(each.size, set()))[:5]])
        outcome.note(each.where, each.acting)
        outcome.tried += len(each.texts)
        outcome.acknowledged += len(each.texts) - len(each.unseen)
        outcome.note(each.where, [f"{name}: not drawn as it is: {best!r}" for name, best in each.unseen.items()])
        drawn.update({name: len(seen & marks) for name, seen in each.seen.items()})
        for one in each.texts:
            on = [name for name, seen in each.seen.items() if mark(one) in seen]
            fewest = min(fewest, len(on))
            outcome.note(f"{each.where}: {one.name}", [f"only on {on}"] if len(on) < wanted else [])
    kinds = ", ".join(f"{name} {number:,}" for name, number in drawn.items())
    sizes = " and ".join(f"{columns}x{lines}" for lines, columns in allowed)
    outcome.remarks.append(f"at {sizes}; each on at least {fewest} of {len(drawn)} kinds of screens: {kinds}")
    return [outcome, *(each for each in found if isinstance(each, Outcome))]


def mark(one: Nasty) -> str:
    """What stands before a text so that it is found again in what was sent."""
    family, number = one.name.split("-")
    return f"{family[:3]}{int(number):03}:"


def stored(text: str) -> str:
    """What of a text a database can hold, cut where no screen draws on: everything but lone surrogates."""
    return clean_surrogates(text)[:4000]


def clean_surrogates(text: str) -> str:
    """A text with its lone surrogates replaced."""
    return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)


def _walked(database: Path, folder: Path, size: tuple[int, int], stages: Sequence[Stage]) -> list[tuple[Stage, str]]:
    """What the program sent in each stage, standard error included; the program must still be there at the end."""
    terminal = Terminal(["--db", str(database)], environment(folder, COLORTERM="truecolor"))
    termios.tcsetwinsize(terminal.fd, size)
    terminal.wait_for("Needs attention")
    settled(terminal)
    shown, start = [], 0
    for stage in stages:
        for key in stage.keys:
            _pressed(terminal, key)
        _gone_through(terminal, stage)
        _left(terminal)
        shown.append((stage, terminal.shown[start:].decode("utf-8", "replace")))
        start = len(terminal.shown)
    terminal.signal(15)
    code = terminal.ended()
    os.close(terminal.fd)
    assert code == 143, f"the program ended with {code}: {_last_words(folder, terminal.shown)}"
    return [*shown, (stages[-1], terminal.shown[start:].decode("utf-8", "replace"))]


def _gone_through(terminal: Terminal, stage: Stage) -> None:
    """Press the stage's key until it shows nothing new, however late a busy machine draws what one press asked for."""
    before, idle = "", 0
    for _ in range(stage.most if stage.through else 0):
        words = _pressed(terminal, stage.through)
        idle = idle + 1 if len(words) < LITTLE or words == before else 0
        if idle == IDLE:
            return
        before = words


def _last_words(folder: Path, shown: bytes) -> str:
    """What the program wrote about its end: the log, else the last of the screen."""
    logs = [path.read_text() for path in folder.rglob("caseterm.log")]
    return "\n".join(logs)[-3000:] or repr(shown[-700:])


def _left(terminal: Terminal) -> None:
    """Leave what is open over the screen; what was changed in a form by going through it is thrown away.

    A busy machine may draw the question a while after the key, and the next key would answer it.
    """
    idle = 0
    for _ in range(LEAVING):
        words = _pressed(terminal, ESCAPE) + _drawn_late(terminal)
        if "Discard" in words:
            words = _pressed(terminal, "d")
        idle = idle + 1 if len(words) < LITTLE else 0
        if idle == 2:
            return


def _drawn_late(terminal: Terminal) -> str:
    """What is still drawn after all seemed done."""
    start = len(terminal.shown)
    if select.select([terminal.fd], [], [], LATE)[0]:
        settled(terminal)
    return _looked_at(terminal.shown[start:].decode("utf-8", "replace"))[1].strip()


def _pressed(terminal: Terminal, key: str) -> str:
    """Press a key and wait until all it does is done; the words drawn by it."""
    start = len(terminal.shown)
    try:
        os.write(terminal.fd, key.encode())
    except OSError as problem:
        raise AssertionError(f"the program is gone at {key!r}: {terminal.shown[-700:]!r}") from problem
    settled(terminal)
    return _looked_at(terminal.shown[start:].decode("utf-8", "replace"))[1].strip()


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
    """How long a process has run, or "R" while any thread of it does; the same text twice where it cannot be told."""
    with suppress(OSError):
        threads = [each.read_text().rpartition(")")[2].split() for each in Path(f"/proc/{process}/task").glob("*/stat")]
        return "R" if any(one[0] == "R" for one in threads) else " ".join(f"{one[11]} {one[12]}" for one in threads)
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
