"""No command: open the screens."""

from argparse import Namespace

from caseterm.tui import require_terminal, run_screens


def run(options: Namespace) -> int:
    """Open the database, making it on first start, and show the screens."""
    require_terminal()
    from caseterm.clock import clock_from
    from caseterm.config import load_config
    from caseterm.paths import config_folder, database_path
    from caseterm.store.database import Database

    config = load_config(config_folder())
    with Database.open(database_path(options.db), clock_from()) as db:
        return run_screens(db, config)
