"""The sweep of deadlines from the record to a file or a printer: what the screen and the command line share."""

from collections.abc import Sequence
from pathlib import Path

from caseterm.changes import ChangeSet
from caseterm.errors import ReadOnlyError
from caseterm.exports import deadline_sweep, files, formats
from caseterm.queries import deadlines as query
from caseterm.rules.sweep import SWEEP_DAYS, Sweep, sweep_json
from caseterm.services.exporting import Disclosure, record_exports
from caseterm.store.database import Database
from caseterm.summaries import Options, Prepared, Saved, default_folder, local_now

WHAT = "deadline sweep"


def prepare(
    db: Database,
    format: str = "pdf",
    *,
    days: int = SWEEP_DAYS,
    config_dir: Path | None = None,
    read: Sweep | None = None,
) -> Prepared:
    """Read the deadlines (unless they were read before) and lay them out. Raises InputError for an unknown format."""
    sweep = read if read is not None else query.sweep(db, days)
    row = db.raw.execute("SELECT confidentiality_legend FROM settings").fetchone()
    document = deadline_sweep.build(sweep, printed_at=local_now(db.clock), legend=row[0] if row else "")
    setting = formats.Setting(
        facts=sweep_json(sweep), config_dir=config_dir, paper="letter" if sweep.letter else "legal"
    )
    name = files.safe_name(f"deadlines-{sweep.today.isoformat()}", formats.named(format).suffix)
    return Prepared(0, "", Options(format=format), document, setting, name)


def save(prepared: Prepared, path: Path, *, written: formats.Written | None = None) -> Saved:
    """Write the sweep to a new file at `path`, or beside it with a number. Raises StorageError; then there is none."""
    made = written or prepared.write()
    return Saved(0, prepared.options, files.save(made.data, path), made.notices)


def target(db: Database, prepared: Prepared, output: str | None) -> Path:
    """The file asked for; a folder takes the usual name; without either the default folder."""
    if output is None:
        return default_folder(db) / prepared.name
    path = Path(output).expanduser()
    return path / prepared.name if path.is_dir() or output.endswith(("/", "\\")) else path


def record(db: Database, saved: Sequence[Saved], *, where: str = "", printed: bool = False) -> ChangeSet | None:
    """Put what left the program on the disclosure record; None on a read-only copy, which cannot."""
    disclosures = [
        Disclosure(None, WHAT, each.options.audience, each.options.format, where or str(each.path)) for each in saved
    ]
    try:
        return record_exports(db, disclosures, verb="Printed" if printed else "Saved")
    except ReadOnlyError:
        return None
