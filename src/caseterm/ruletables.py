"""The tables of limitation periods and of courts, as shipped and with the firm's own rows; they need no database."""

from functools import lru_cache
from pathlib import Path

from caseterm import resources
from caseterm.errors import InputError
from caseterm.paths import config_folder
from caseterm.rules.courtdays_calendar import Courts
from caseterm.rules.courtdays_file import parse_courts
from caseterm.rules.limitation_table import Table
from caseterm.rules.limitations_file import parse_table

LIMITATIONS_FILE, COURTS_FILE = "limitations.toml", "courts.toml"


def table() -> Table:
    """The limitation periods, the firm's own rows in the config folder before the program's. Raises InputError."""
    own = config_folder() / LIMITATIONS_FILE
    return _firms_table(own, own.stat().st_mtime_ns) if own.is_file() else _shipped_table()


def courts() -> Courts:
    """How courts count and when they are closed, with the firm's own additions. Raises InputError."""
    own = config_folder() / COURTS_FILE
    return _firms_courts(own, own.stat().st_mtime_ns) if own.is_file() else _shipped_courts()


@lru_cache(maxsize=1)
def _shipped_table() -> Table:
    return parse_table(_text(resources.data() / LIMITATIONS_FILE), file=LIMITATIONS_FILE)


@lru_cache(maxsize=2)
def _firms_table(path: Path, _changed: int) -> Table:
    return parse_table(_text(path), file=str(path), own=_shipped_table())


@lru_cache(maxsize=1)
def _shipped_courts() -> Courts:
    return parse_courts(_text(resources.data() / COURTS_FILE), file=COURTS_FILE)


@lru_cache(maxsize=2)
def _firms_courts(path: Path, _changed: int) -> Courts:
    return parse_courts(_text(path), file=str(path), own=_shipped_courts())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        said = problem.strerror if isinstance(problem, OSError) else "it is no UTF-8 text"
        raise InputError.one(str(path), "", f"cannot be read: {said}") from None
