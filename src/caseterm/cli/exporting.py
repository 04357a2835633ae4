"""`caseterm export`: the whole database as JSON, the caseload as CSV, or the calendar as ICS."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from caseterm import feeds, queries, services, transfer
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, write_bytes
from caseterm.errors import StorageError


def run(options: Namespace) -> int:
    """Write the export; what left the program is put on the disclosure record."""
    if options.format == "ics":
        return _calendar(options)
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


def _calendar(options: Namespace) -> int:
    """The calendar of the caseload or of one case."""
    with reading(options) as db:
        case_id = queries.summary.case_id_of(db, options.case) if options.case else None
        if options.output != "-":
            path = Path(options.output).expanduser()
            saved, count, _ = feeds.save_feed(db, path, case_id=case_id, names=options.names, todos=options.todos)
            say([feeds.saved_words(saved, count)])
            return 0
        data, _ = feeds.feed_bytes(db, case_id=case_id, names=options.names, todos=options.todos)
        write_bytes(data)
        with suppress(StorageError):  # a copy that may not be written still exports
            feeds.record(db, "standard output", case_id=case_id, names=options.names)
    return 0
