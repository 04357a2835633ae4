"""`caseterm dump --json`: every row of the record in a stable order, for comparing and for other programs."""

import sys
from argparse import Namespace

from caseterm import services
from caseterm.cli.opening import reading


def run(options: Namespace) -> int:
    """Write the whole database to standard output; the same content gives the same bytes."""
    with reading(options) as db:
        for piece in services.transfer.export_json(db):
            sys.stdout.write(piece)
    return 0
