"""What a typed path may mean: the folders and files it could become, newest first."""

from datetime import date
from pathlib import Path

from caseterm.rules.patterns import later
from caseterm.rules.text import fold
from caseterm.values import value

SUFFIXES = (".csv", ".xlsx", ".xlsm", ".tsv", ".txt", ".tab", ".xls", ".htm", ".html", ".ics")
MOST = 500
_WHOLE = later(r"""/(?=/|~/|["']|[A-Za-z]:[\\/])""")
"""Where a whole path begins behind a folder: /home/me//srv/cases.csv, /home/me/~/cases.csv."""


@value
class Entry:
    """One folder or file; `changed_on` is the day it was last written."""

    path: Path
    is_folder: bool
    size: int = 0
    changed_on: date | None = None

    @property
    def detail(self) -> str:
        """Size and day, or that it is a folder."""
        if self.is_folder:
            return "folder"
        size = f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, self.size // 1000)} kB"
        return f"{self.changed_on:%m/%d/%Y}  {size}" if self.changed_on else size


def expanded(text: str) -> Path:
    """The path a person typed: quotes around it, ~ and blanks at its ends are no part of it.

    A whole path pasted behind the folder that stood in the line counts alone.
    """
    text = _pasted(text.strip()).strip("'\"").strip()
    if text.startswith("file://"):
        text = text.removeprefix("file://").replace("%20", " ")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _pasted(text: str) -> str:
    _, address, path = text.rpartition("file://")
    if address:
        return address + path
    begins = [found.end() for found in _WHOLE.finditer(text)]
    return text[begins[-1] :] if begins else text


def offered(text: str, suffixes: tuple[str, ...] = SUFFIXES) -> list[Entry]:
    """The entries a typed path could go on to: folders by name, then files of these kinds, newest first.

    A folder that cannot be read offers nothing.
    """
    typed = expanded(text or "./")
    folder, start = (typed, "") if text.endswith(("/", "\\")) or not text else (typed.parent, fold(typed.name))
    found: list[Entry] = []
    try:
        for path in folder.iterdir():
            if path.name.startswith(".") and not typed.name.startswith("."):
                continue
            if start and start not in fold(path.name):
                continue
            entry = _entry(path, suffixes)
            if entry is not None:
                found.append(entry)
            if len(found) >= MOST:
                break
    except OSError:
        return []
    folders = sorted((entry for entry in found if entry.is_folder), key=lambda entry: fold(entry.path.name))
    files = sorted(
        (entry for entry in found if not entry.is_folder),
        key=lambda entry: (entry.changed_on or date.min, entry.path.name),
        reverse=True,
    )
    return [*files, *folders] if start else [*folders, *files]


def _entry(path: Path, suffixes: tuple[str, ...]) -> Entry | None:
    try:
        if path.is_dir():
            return Entry(path, True)
        if path.suffix.casefold() not in suffixes:
            return None
        facts = path.stat()
        return Entry(path, False, facts.st_size, date.fromtimestamp(facts.st_mtime))  # noqa: DTZ012
    except OSError:
        return None
