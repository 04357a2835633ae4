"""No command: open the screens."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from caseterm.tui import prepare_environment, require_terminal, run_screens

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

_FIRST_FRAME = (
    "asyncio", "caseterm.app", "caseterm.screens.caseload", "caseterm.services.caselist", "sqlcipher3.dbapi2",
    "caseterm.store.database", "caseterm.screens.dialogs.confirm", "caseterm.screens.dialogs.toosmall",
    "textual.layouts.factory", "textual.pilot",
    "textual.drivers.windows_driver" if sys.platform == "win32" else "textual.drivers.linux_driver",
)  # fmt: skip
"""All that is imported up to the first frame."""


def run(options: Namespace) -> int:
    """Open the database, making it on first start, and show the screens."""
    require_terminal()
    from caseterm.paths import config_folder, database_path
    from caseterm.store.cipher import is_encrypted

    path = database_path(options.db)
    if is_encrypted(path):
        _unlock_meanwhile(path, options)
    from caseterm.clock import clock_from
    from caseterm.config import load_config
    from caseterm.store.database import Database

    config = load_config(config_folder())
    with Database.open(path, clock_from()) as db:
        return run_screens(db, config)


def _unlock_meanwhile(path: Path, options: Namespace) -> None:
    """Ask for the passphrase and derive the key while another thread loads what the screens need.

    Deriving takes longer than loading, so what it needs comes first, and is little.
    """
    from caseterm.cli.unlocking import unlock
    from caseterm.store import keyfile

    assert keyfile
    prepare_environment()
    loading = Thread(target=_load, daemon=True)
    loading.start()
    unlock(path, options)
    loading.join()


def _load() -> None:
    with suppress(Exception):  # what cannot be loaded is said where it is needed
        for name in _FIRST_FRAME:
            import_module(name)
        from textual.app import App

        App()  # the first one of a process works out the themes' colors; those after it find them
