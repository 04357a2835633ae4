"""What a restore left beside the database when its process ended; asked at every opening."""

import os
from contextlib import suppress
from pathlib import Path


def left_by_restore(database: Path) -> list[Path]:
    """Everything a restore has laid beside the database: the copy that is ready, and halves of one."""
    start = f"{database.name}.restore-"
    with suppress(OSError), os.scandir(database.parent) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.name.startswith(start))
    return []


def unfinished_restore(database: Path) -> Path | None:
    """The checked copy that is to take the database's place, if one lies ready."""
    return next((path for path in left_by_restore(database) if path.name.endswith("-replaced")), None)
