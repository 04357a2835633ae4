"""Everything out of the program and back in, put together for the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

from caseterm import queries, services

if TYPE_CHECKING:
    from caseterm.store.database import Database

FORMATS = ("json", "csv")


def export_bytes(db: "Database", fmt: str) -> bytes:
    """The whole database as JSON, or the caseload as CSV. Reads only. Raises ValueError for another format."""
    if fmt == "json":
        return "".join(services.transfer.export_json(db)).encode()
    if fmt == "csv":
        from caseterm.exports.table import csv_bytes

        return csv_bytes(queries.casetable.HEADINGS, queries.casetable.case_table(db))
    raise ValueError(f"{fmt} is none of {', '.join(FORMATS)}")


def export_file(db: "Database", path: Path, fmt: str) -> Path:
    """Write an export to a new file (0600, -2 where the name is taken), record it, and say where it is.

    Raises StorageError. A read-only copy writes the file and records nothing.
    """
    from caseterm.exports.files import save

    saved = save(export_bytes(db, fmt), path)
    if not db.readonly:
        what = "whole database" if fmt == "json" else "caseload"
        disclosure = services.exporting.Disclosure(None, what, "", fmt, str(saved))
        services.exporting.record_exports(db, [disclosure], verb="Exported")
    return saved


def is_export(path: Path) -> bool:
    """Whether `caseterm import` was given an export of a whole database rather than a spreadsheet."""
    return bool(services.transfer.is_export(path))


def import_whole(db: "Database", path: Path) -> int:
    """Put an export of a whole database into this empty one; how many rows. Raises CaseTermError in words."""
    services.backups.back_up_before(db, "before-import")
    return int(services.transfer.import_json(db, path))
