"""Faults of the disk, the folder, other programs and the clock at each kind of write: in words, nothing half written.

A file system of a few megabytes is mounted for the disk that is full and the one that may not be written, where that is
allowed (root); elsewhere a limit on the size of files stands in for the first, and the second is left out.
"""

from __future__ import annotations

import re
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from caseterm import importing, services
from caseterm.clock import fixed_clock
from caseterm.errors import CaseTermError
from caseterm.exports.files import save
from caseterm.queries.newest import newest_act_at
from caseterm.rules.clockback import is_set_back
from caseterm.services import backups, restoring
from caseterm.services.recovering import recover_to
from caseterm.store import backup
from caseterm.store import database as store_database
from caseterm.store.database import Database
from caseterm.store.surroundings import look_around
from tests.conftest import TODAY
from tests.torture.outcome import Outcome
from tests.torture.record import faults, opened, perform

LARGE = "x" * 190_000
SIZE = 24_000_000
ROOM = 16_384
"""Bytes left on the disk that is full."""


@dataclass(frozen=True)
class Place:
    """Where one injection happens: the database in a folder of its own, and what the writes need beside it."""

    folder: Path
    beside: Path

    @property
    def path(self) -> Path:
        return self.folder / "cases.db"


Write = Callable[[Place, Database], object]
WRITES: dict[str, Write] = {
    "an act": lambda _, db: services.contact_log.add_note(db, case_id=1, body=LARGE),
    "a bulk act": lambda _, db: services.tasks.set_tags(db, _tasks(db), "+" + "tag" * 100),
    "a draft": lambda _, db: services.drafts.save(db, "note", "1", {"body": LARGE}),
    "undo": lambda _, db: services.history.undo(db),
    "settings": lambda _, db: services.settings.edit_settings(db, {"firm_address": "x" * 1900}),
    "an import": lambda at, db: importing.import_preview(db, importing.preview_file(db, at.beside / "in.csv")),
    "a backup": lambda _, db: backups.back_up_now(db, "by-hand"),
    "a restore": lambda at, db: restoring.make_ready(db.path, at.beside / "earlier.db", db.clock),
    "a recovery": lambda at, db: recover_to(at.beside / "earlier.db", at.folder / "new.db", db.clock),
    "an export": lambda at, _: save(LARGE.encode() * 2, at.folder / "out.pdf"),
}
TO_THE_RECORD = ("an act", "a bulk act", "a draft", "undo", "settings", "an import")


def _tasks(db: Database) -> list[int]:
    return [number for (number,) in db.raw.execute("SELECT id FROM tasks LIMIT 400")]


@contextmanager
def _full(at: Place, db: Database) -> Iterator[None]:
    """The disk is full to the last pages; where it is not one of its own, no file may grow."""
    if at.folder.is_mount():
        ballast = at.folder / "ballast"
        free = shutil.disk_usage(at.folder).free
        ballast.write_bytes(bytes(max(0, free - ROOM)))
        yield
        ballast.unlink()
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@contextmanager
def _read_only(at: Place, db: Database) -> Iterator[None]:
    """A second mount over the first, read-only: what is open already stays, everything new is refused."""
    db.let_go()
    subprocess.run(["mount", "--bind", str(at.folder), str(at.folder)], check=True)
    _mount("remount,ro,bind", at.folder)
    yield
    db.let_go()
    subprocess.run(["umount", str(at.folder)], check=True)


@contextmanager
def _gone(at: Place, db: Database) -> Iterator[None]:
    db.let_go()
    away = at.folder.with_name("pulled-out")
    at.folder.rename(away)
    yield
    db.let_go()
    made = at.folder.exists()
    if made:
        shutil.rmtree(at.folder)
    away.rename(at.folder)
    assert not made, "the folder that was gone was made anew"


@contextmanager
def _held(at: Place, db: Database) -> Iterator[None]:
    db.let_go()
    blocker = sqlite3.connect(at.path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    yield
    blocker.execute("ROLLBACK")
    blocker.close()


@contextmanager
def _no_journal(at: Place, db: Database) -> Iterator[None]:
    journal = at.path.with_name("cases.db-journal")
    journal.mkdir()
    yield
    journal.rmdir()


@dataclass(frozen=True)
class Fault:
    """One fault: how it is brought about, at which writes, what must be said, and whether it needs its own disk."""

    name: str
    begin: Callable[[Place, Database], AbstractContextManager[None]]
    writes: tuple[str, ...]
    said: str
    mounted: bool = False


FAULTS = (
    Fault("the disk is full", _full, tuple(WRITES), r"disk is full|reported an error|full|File too large|No space"),
    Fault(
        "the file system may not be written",
        _read_only,
        tuple(WRITES),
        r"may not|could not be (opened|written|made)",
        True,
    ),
    Fault(
        "the folder is gone", _gone, TO_THE_RECORD, r"could not be opened|not at .* any more|disk reported|not there"
    ),
    Fault(
        "another program holds the file",
        _held,
        (*TO_THE_RECORD, "a backup"),
        r"(in use by|holds).*program|program holds",
    ),
    Fault(
        "no journal can be made", _no_journal, TO_THE_RECORD, r"could not be opened|disk reported|may not be written"
    ),
)


def injected(folder: Path) -> list[Outcome]:
    """Every fault at each kind of write, then those of time and of other copies; a line of the table each."""
    with ExitStack() as stack:
        small = _small_disk(folder, stack)
        found = [_at_each_write(folder, fault, small) for fault in FAULTS]
    return [*found, *alone(folder)]


def alone(folder: Path) -> list[Outcome]:
    """The faults of time, of other copies and of what another process left."""
    return [_alone(folder / f"alone-{number}", each) for number, each in enumerate(ALONE)]


def _small_disk(folder: Path, stack: ExitStack) -> Path | None:
    """A file system of its own, where one may be mounted; taken away again at the end."""
    place = folder / "small"
    place.mkdir()
    try:
        _mount("size=" + str(SIZE), place, "-t", "tmpfs", "tmpfs")
    except (OSError, subprocess.CalledProcessError):
        return None
    stack.callback(subprocess.run, ["umount", str(place)], check=False)
    return place


def _mount(options: str, place: Path, *more: str) -> None:
    subprocess.run(["mount", "-o", options, *more, str(place)], check=True, capture_output=True)


def _at_each_write(folder: Path, fault: Fault, small: Path | None) -> Outcome:
    outcome = Outcome(fault.name)
    if fault.mounted and small is None:
        outcome.skipped = "no file system may be mounted here"
        return outcome
    for number, name in enumerate(fault.writes):
        beside = folder / f"{fault.begin.__name__}-{number}"
        beside.mkdir()
        where = small if small is not None and fault.begin in (_full, _read_only) else beside / "stick"
        where.mkdir(exist_ok=True)
        outcome.tried += 1
        outcome.note(name, _one(Place(where, beside), fault, WRITES[name]))
        for each in where.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.rmtree(beside)
    outcome.acknowledged = outcome.tried - len({line.partition(":")[0] for line in outcome.wrong})
    return outcome


def _one(at: Place, fault: Fault, write: Write) -> list[str]:
    """One injection: what was said, what was left, and whether the same work is done once the fault is over."""
    _prepared(at)
    with opened(at.path) as db, patch.object(store_database, "BUSY_MILLISECONDS", 60), _impatient():
        db.raw.execute("SELECT 1")
        before, files = _state(at.path), _names(at)
        said = ""
        try:
            with fault.begin(at, db):
                try:
                    write(at, db)
                    wrong = ["nothing was said: it was done all the same"]
                except CaseTermError as problem:
                    said = problem.sentences
                    wrong = [] if re.search(fault.said, said) else [f"said: {said[:160]!r}"]
                    wrong += (
                        [] if problem.safe or problem.next_step else ["nothing is said of what is safe or what to do"]
                    )
                except Exception as problem:
                    wrong = [f"a crash: {type(problem).__name__}: {problem}"[:200]]
        except AssertionError as problem:
            wrong = [*wrong, str(problem)]
        wrong += [] if _state(at.path) == before else ["the record is not as it was"]
        wrong += faults(db)
        left = sorted(_names(at) - files)
        wrong += [f"left behind: {', '.join(left)}"] if left else []
        try:
            write(at, db)
        except Exception as problem:
            wrong.append(f"afterwards the same work failed: {type(problem).__name__} {problem}"[:200])
        return wrong + faults(db)


def _prepared(at: Place) -> None:
    """A case with tasks and a long note, a copy from before, a spreadsheet; `at.folder` holds the database alone."""
    with opened(at.path) as db:
        assert perform(db, {"act": "load_sample", "cases": 4})["ok"]
        db.let_go()
        shutil.copy(at.path, at.beside / "earlier.db")
        services.contact_log.add_note(db, case_id=1, body="the newest act")
    rows = "".join(f'"Roe{n}, Jane",3/4/2026,{"note " * 300}\n' for n in range(80))
    (at.beside / "in.csv").write_text(f"Client,DOI,Notes\n{rows}", encoding="utf-8")


def _names(at: Place) -> set[str]:
    """The files there are, lock and folders aside."""
    return {str(path.relative_to(at.folder)) for path in at.folder.rglob("*") if path.is_file()} - {"cases.db.lock"}


def _state(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(name, *row) for name in sorted(names) for row in connection.execute(f'SELECT * FROM "{name}"')]
    finally:
        connection.close()


@contextmanager
def _impatient() -> Iterator[None]:
    """Wait for other programs for a moment only, as the tests do."""
    with (
        patch("caseterm.store.backup.PATIENCE_SECONDS", 0.1),
        patch.object(backup.back_up, "__kwdefaults__", {**(backup.back_up.__kwdefaults__ or {}), "patience": 0.1}),
    ):
        yield


# ---- faults that come alone ------------------------------------------------------------------------------------


def _conflict_copies(folder: Path) -> list[str]:
    """Copies that sync tools made beside the database are named by check."""
    path = folder / "cases.db"
    opened(path).close()
    names = [
        "cases (Maria's conflicted copy 2026-11-20).db",
        "cases.sync-conflict-20261120-101010-ABCDEFG.db",
        "cases-LAPTOP.db",
    ]
    for name in names:
        shutil.copy(path, folder / name)
    told = " ".join(finding.words for finding in look_around(path))
    return [f"{name} is not named" for name in names if name not in told]


def _clock_set_back(folder: Path) -> list[str]:
    """Acts keep their order, undo takes the newest, and no backup goes, when the clock is two years behind."""
    with opened(folder / "cases.db") as db:
        assert perform(db, {"act": "add_task", "title": "before"})["ok"]
        first = backups.back_up_now(db, "by-hand").backup
        assert first is not None
        db.clock = fixed_clock(TODAY - timedelta(days=730))
        said = is_set_back(newest_act_at(db), db.clock.now())
        assert perform(db, {"act": "add_task", "title": "behind"})["ok"]
        backups.back_up_if_changed(db)
        wrong = [] if first.path.exists() else ["a backup went"]
        wrong += [] if said else ["it is not known that the clock was set back"]
        wrong += [] if backups.newest(db.path) != first else ["the newest backup is not the newest"]
        answer = perform(db, {"act": "undo"})
        wrong += [] if "behind" in answer["label"] else ["undo took another act"]
        return wrong + faults(db)


def _hours_that_are_not(folder: Path) -> list[str]:
    """An hour that summer time skips is refused in words; one that comes twice is taken and said to be so."""
    with opened(folder / "cases.db") as db:
        skipped = perform(db, {"act": "add_appointment", "starts_at": "2026-03-08T02:30"})
        twice = perform(db, {"act": "add_appointment", "starts_at": "2026-11-01T01:30"})
        count = db.raw.execute("SELECT count(*) FROM appointments").fetchone()[0]
    wrong = (
        [] if not skipped["ok"] and "02:30" in skipped["error"].replace("2:30", "02:30") else [f"skipped: {skipped}"]
    )
    return wrong + ([] if twice["ok"] and "twice" in twice["label"] and count == 1 else [f"twice: {twice}"])


def _an_old_form(folder: Path) -> list[str]:
    """The draft of a form left open for a year is still there, whole, and another copy changed nothing of it."""
    with opened(folder / "cases.db") as db:
        services.drafts.save(db, "task", "1", {"title": "typed a year ago", "notes": LARGE})
    with Database.open(folder / "cases.db", fixed_clock(TODAY + timedelta(days=366))) as db:
        draft = services.drafts.load(db, "task", "1")
        same = draft is not None and dict(draft.values) == {"title": "typed a year ago", "notes": LARGE}
        return ([] if same else ["the draft is not what it was"]) + faults(db)


def _second_folder_gone(folder: Path) -> list[str]:
    """The backup is made and its second folder's absence said."""
    with opened(folder / "cases.db") as db:
        services.settings.edit_settings(db, {"backup_folder": str(folder / "stick")})
        made = backups.back_up_now(db, "by-hand")
        wrong = [] if made.backup is not None and made.backup.path.exists() else ["no backup was made"]
        return wrong + ([] if "not there" in str(made) else [f"said {made}"])


def _second_copy(folder: Path) -> list[str]:
    """A second copy reads, says who has the first, writes nothing, and takes over when the first is gone."""
    first = opened(folder / "cases.db")
    with first, opened(folder / "cases.db") as second:
        wrong = [] if second.readonly and second.holder is not None else ["it may write"]
        answer = perform(second, {"act": "add_task", "title": "from the second"})
        wrong += [] if not answer["ok"] and "since" in answer["error"] else [f"said {answer}"]
        wrong += [] if not second.take_over() else ["it took over from one that is there"]
        first.close()
        wrong += [] if second.take_over() else ["it does not take over"]
        answer = perform(second, {"act": "add_task", "title": "after taking over"})
        return wrong + ([] if answer["ok"] else [f"it still refuses: {answer}"]) + faults(second)


def _stale_lock(folder: Path) -> list[str]:
    """A lock left by a killed process is nobody's."""
    (folder / "cases.db.lock").write_text('{"who": "maria", "machine": "old", "since": "01/02 09:00"}')
    with opened(folder / "cases.db") as db:
        return [] if not db.readonly else ["a dead process keeps the file"]


ALONE: tuple[Callable[[Path], list[str]], ...] = (
    _conflict_copies,
    _clock_set_back,
    _hours_that_are_not,
    _an_old_form,
    _second_folder_gone,
    _second_copy,
    _stale_lock,
)


def _alone(folder: Path, inject: Callable[[Path], list[str]]) -> Outcome:
    folder.mkdir()
    outcome = Outcome(inject.__name__.replace("_", " ").strip(), tried=1)
    try:
        outcome.note("there", inject(folder))
    except Exception as problem:
        outcome.note("there", [f"a crash: {type(problem).__name__}: {problem}"[:200]])
    outcome.acknowledged = int(not outcome.wrong)
    return outcome
