"""The sample caseload: opened for a try, or written to a file."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from caseterm import services
from caseterm.cli.outputs import say
from caseterm.clock import Clock, clock_from
from caseterm.config import load_config
from caseterm.errors import CannotCreateError
from caseterm.paths import config_folder
from caseterm.store.database import Database
from caseterm.tui import require_terminal, run_screens

BAR_WIDTH = 40


def run(options: Namespace) -> int:
    """Build the sample; open it, or with --keep write it to the file named."""
    clock = clock_from()
    if options.keep is not None:
        return _keep(Path(options.keep).expanduser().absolute(), options, clock)
    require_terminal()
    config = load_config(config_folder())
    with _private_folder(None) as folder:
        path = folder / "sample.db"
        _build(path, options, clock)
        with Database.open(path, clock) as db:
            return run_screens(db, config)


def _keep(target: Path, options: Namespace, clock: Clock) -> int:
    if target.exists() or target.is_symlink():
        raise CannotCreateError(
            f"{target} is there already.", safe="It was left as it is.", next_step="Name another file after --keep."
        )
    if not target.parent.is_dir():
        raise CannotCreateError(f"There is no folder {target.parent}.", next_step="Make it first, or name another.")
    with _private_folder(target.parent) as folder:
        path = folder / target.name
        cases = _build(path, options, clock)
        _put(path, target)
    say([f"{cases} sample cases are in {target}.", f"Open them with: caseterm --db {target}"])
    return 0


def _build(path: Path, options: Namespace, clock: Clock) -> int:
    with Database.open(path, clock) as db:
        services.sample.load(db, cases=options.cases, seed=options.seed, progress=_progress_bar())
        return int(db.raw.execute("SELECT count(*) FROM cases").fetchone()[0])


def _put(path: Path, target: Path) -> None:
    """Give the finished file its name, never over another."""
    try:
        if hasattr(os, "link"):
            os.link(path, target)
        else:
            path.rename(target)
    except FileExistsError:
        raise CannotCreateError(f"{target} is there already.", safe="It was left as it is.") from None
    except OSError:
        try:
            shutil.move(path, target)
        except OSError as problem:
            raise CannotCreateError(f"{target} could not be written ({problem.strerror}).") from None


@contextmanager
def _private_folder(parent: Path | None) -> Iterator[Path]:
    """A folder only its owner may enter, gone afterwards, also when the process is asked to end."""
    with _ends_on_signals():
        try:
            folder = Path(tempfile.mkdtemp(prefix=".caseterm-", dir=parent))
        except OSError as problem:
            where = parent or Path(tempfile.gettempdir())
            raise CannotCreateError(f"Nothing can be made in {where} ({problem.strerror}).") from None
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ends_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the stack, so that what is temporary is removed."""

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _progress_bar() -> Callable[[str, int, int], None] | None:
    """A bar on standard error, when that is a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(what: str, done: int, total: int) -> None:
        filled = BAR_WIDTH * done // max(total, 1)
        bar = f"{what:<18} [{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done:,} of {total:,}"
        sys.stderr.write(f"\r{bar}\x1b[K" if done < total else "\r\x1b[K")
        sys.stderr.flush()

    return show
