"""Restoring a backup: what would change, then the change, always with a way back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from caseterm.clock import Clock
from caseterm.errors import BusyError, CaseTermError
from caseterm.rules.counting import counted
from caseterm.rules.dates import short_day, show_time
from caseterm.services.backups import Backup, back_up_before, next_name
from caseterm.store.database import Database
from caseterm.store.lock import WriterLock, whoami
from caseterm.store.restore import Contents, acts_since, contents, finish, refuse_if_held, stage, verify
from caseterm.store.schema import prepare

WORD = "restore"
"""What must be typed before a restore."""


@dataclass(frozen=True)
class Comparison:
    """A backup beside the database: `now` is None when the database cannot be read or is not there."""

    backup: Path
    now: Contents | None
    then: Contents
    behind: int | None

    def lines(self, clock: Clock) -> list[str]:
        """What is there now and what would be there, one fact a line, at most 46 columns but for the last acts."""
        rows = [f"{'How many':<14}{'now':>12} -> {'then':>12}"]
        for name, field in (
            ("Open cases", "cases_open"),
            ("Closed cases", "cases_closed"),
            ("Open tasks", "tasks_open"),
            ("Contacts", "contacts"),
            ("Acts", "acts"),
        ):
            now = f"{getattr(self.now, field):,}" if self.now else "unreadable"
            rows.append(f"{name:<14}{now:>12} -> {getattr(self.then, field):>12,}")
        rows.append(f"Last act now: {_last(self.now, clock)}")
        rows.append(f"Last act then: {_last(self.then, clock)}")
        if self.now is not None and self.behind is None:
            rows.append("This backup has another history: it is not an earlier state of this database.")
        elif self.behind == 0:
            rows.append("No act was done since this backup.")
        elif self.behind is not None:
            rows.append(f"{counted(self.behind, 'act')} done since would be gone from the record.")
        return rows


def _last(found: Contents | None, clock: Clock) -> str:
    if found is None:
        return "cannot be read"
    if not found.last_at:
        return "none"
    at = clock.wall(datetime.fromisoformat(found.last_at).replace(tzinfo=UTC))
    return f"{short_day(at.date(), clock.today())} {show_time(at.time())}, {found.last_act}"


def compare(database: Path, backup: Path) -> Comparison:
    """Look at a backup beside the database; both are only read. Raises what `verify` raises about the backup."""
    verify(backup)
    then = contents(backup)
    now, behind = None, None
    with suppress(CaseTermError):
        now = contents(database)
        behind = acts_since(database, then)
    return Comparison(backup, now, then, behind)


def make_ready(database: Path, backup: Path, clock: Clock) -> str:
    """Back up what is there now, then lay the checked backup ready beside it; why there is no backup, in words.

    May take long and runs in any thread. From its end on the restore is decided. Raises StorageError; then nothing
    was changed.
    """
    verify(backup)
    said = ""
    if database.exists():
        try:
            back_up_before(Database(database, clock, actor=whoami(), readonly=False, holder=None), "before-restore")
        except BusyError:
            raise
        except CaseTermError as problem:  # damaged: it is kept as it is
            said = f"What was there could not be backed up and is kept as it is. {problem.title}"
    refuse_if_held(database)
    stage(backup, database, next_name(database, "replaced", clock.local()).path)
    return said


def restore(database: Path, backup: Path, clock: Clock) -> tuple[Path | None, str]:
    """Put a backup in the place of a database that nobody has open; where the replaced one is kept, and what to say.

    Raises BusyError when another copy of caseterm has it, StorageError; then the old one is in its place.
    """
    lock = WriterLock(database)
    if not lock.take(who=whoami(), now=clock.local()) and lock.holder is not None:
        raise BusyError(
            f"The database is in use by {lock.holder}.",
            safe="Nothing was changed.",
            next_step="Close the other copy of caseterm and restore again.",
        )
    try:
        said = make_ready(database, backup, clock)
        kept = finish(database)
    finally:
        lock.release()
    return kept, said or (_damage(kept) if kept is not None else "")


def _damage(kept: Path) -> str:
    """Whether what was replaced is damaged, which no backup had to find out where nothing was new in it."""
    try:
        verify(kept)
    except CaseTermError:
        return "What was there is damaged and is kept as it is."
    return ""


def swap(db: Database) -> Path | None:
    """Finish a restore that was made ready, in the program that has the database open; where the old one is kept.

    Everything read before is stale afterwards. Raises StorageError; then the restore is finished at the next start.
    """
    db.let_go()
    kept = finish(db.path)
    prepare(db.path, clock=db.clock, create=False, readonly=False)
    return kept


__all__ = ["WORD", "Backup", "Comparison", "compare", "make_ready", "restore", "swap"]
