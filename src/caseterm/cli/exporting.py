"""`caseterm export`: the whole database as JSON, or the caseload as CSV."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from caseterm import services, transfer
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, write_bytes
from caseterm.errors import StorageError


def run(options: Namespace) -> int:
    """Write the export; what left the program is put on the disclosure record."""
    with reading(options) as db:
        if options.output != "-":
            saved = transfer.export_file(db, Path(options.output).expanduser(), options.format)
            say([f"Saved {saved}"])
            return 0
        write_bytes(transfer.export_bytes(db, options.format))
        what = "whole database" if options.format == "json" else "caseload"
        disclosure = services.exporting.Disclosure(None, what, "", options.format, "standard output")
        with suppress(StorageError):  # a copy that may not be written still exports
            services.exporting.record_exports(db, [disclosure], verb="Exported")
    return 0
