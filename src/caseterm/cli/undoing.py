"""`caseterm undo` and `caseterm redo`: the same as u and ctrl+r on the screens."""

from argparse import Namespace

from caseterm import services
from caseterm.cli.opening import writing
from caseterm.cli.outputs import say, say_json
from caseterm.errors import NotFoundError
from caseterm.paths import database_path


def run(options: Namespace) -> int:
    """Take back, or do again, one act or several; each is an act of its own and is told when it is on disk."""
    path = database_path(options.db)
    if not path.exists():
        raise NotFoundError(f"There is no database at {path}.", next_step="Check --db and CASETERM_DB.")
    step = services.history.undo if options.command == "undo" else services.history.redo
    told = []
    with writing(options) as db:
        for _ in range(options.count):
            changes = step(db)
            told.append({"id": changes.act_id, "label": changes.label, "rows": len(changes.rows)})
            if not options.json:
                say([changes.label])
    if options.json:
        say_json(told)
    return 0
