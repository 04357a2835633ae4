"""Where the user's files live, and how a private file or folder is made."""

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from caseterm.errors import CannotCreateError

DATABASE_NAME = "caseterm.db"


def data_folder() -> Path:
    """The platform's folder for a program's own data."""
    if (folder := _on_linux("XDG_DATA_HOME", ".local/share")) is not None:
        return folder
    from platformdirs import user_data_path

    return user_data_path("caseterm", appauthor=False)


def config_folder() -> Path:
    """The platform's folder for settings a person edits: config.toml, templates/."""
    if (folder := _on_linux("XDG_CONFIG_HOME", ".config")) is not None:
        return folder
    from platformdirs import user_config_path

    return user_config_path("caseterm", appauthor=False)


def _on_linux(variable: str, usual: str) -> Path | None:
    """What platformdirs says in the plain case, without the time its import takes; None where it is to be asked."""
    home, named = Path(os.environ.get("HOME", "")), Path(os.environ.get(variable, ""))
    if sys.platform != "linux" or not home.is_absolute() or "ANDROID_DATA" in os.environ:
        return None
    return (named if named.is_absolute() else home / usual) / "caseterm"


def database_path(asked: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The database to open: `--db`, else CASETERM_DB, else the one in the data folder."""
    chosen = asked or environment.get("CASETERM_DB", "")
    return Path(chosen).expanduser().absolute() if chosen else data_folder() / DATABASE_NAME


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone, whatever the umask. Raises OSError.

    `Path.mkdir(parents=True)` would give the ones above the umask's mode. On Windows folders inherit the profile's.
    """
    missing = [folder, *folder.parents]
    missing = missing[: next((n for n, path in enumerate(missing) if path.exists()), len(missing))]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise FileExistsError(17, os.strerror(17), str(folder))


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner may enter (0700); folders that exist keep their mode.

    Raises CannotCreateError naming the folder.
    """
    try:
        private_folder(folder)
    except OSError as problem:
        raise CannotCreateError(
            f"The folder {folder} could not be made ({problem.strerror}).",
            safe="Nothing was written.",
            next_step="Choose another place with --db FILE or CASETERM_DB.",
        ) from None


def make_private_file(path: Path) -> None:
    """Make an empty file only its owner may read (0600). Raises FileExistsError and OSError as os.open does."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, stat.S_IRUSR | stat.S_IWUSR))
