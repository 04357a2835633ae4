"""No command: open the screens."""

from argparse import Namespace
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from caseterm.tui import prepare_environment, require_terminal, run_screens


def run(options: Namespace) -> int:
    """Open the database, making it on first start, and show the screens."""
    require_terminal()
    from caseterm.clock import clock_from
    from caseterm.config import load_config
    from caseterm.paths import config_folder, database_path
    from caseterm.store.cipher import is_encrypted
    from caseterm.store.database import Database

    config = load_config(config_folder())
    path = database_path(options.db)
    if is_encrypted(path):
        _unlock_meanwhile(path, options)
    with Database.open(path, clock_from()) as db:
        return run_screens(db, config)


def _unlock_meanwhile(path: Path, options: Namespace) -> None:
    """Ask for the passphrase and derive the key while another thread loads what the screens need."""
    from caseterm.cli.unlocking import unlock

    prepare_environment()
    loading = Thread(target=_load, daemon=True)
    loading.start()
    unlock(path, options)
    loading.join()


def _load() -> None:
    with suppress(Exception):  # what cannot be loaded is said where it is needed
        for name in ("sqlcipher3.dbapi2", "caseterm.app", "caseterm.screens.caseload", "caseterm.services.caselist"):
            import_module(name)
