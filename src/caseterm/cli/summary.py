"""`caseterm summary NO`: a case summary to a file, to standard output or to a printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from caseterm.cli.outputs import note, say, through, write_bytes
from caseterm.cli.parser import SUMMARY_FORMATS
from caseterm.errors import StorageError, UsageError
from caseterm.paths import config_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from caseterm.store.database import Database
    from caseterm.summaries import Outcome

NOT_PRINTED = StorageError.exit_code
LOOKS = 4
"""How often the printer's queue is looked at, half a second apart, before a job still in it is said to be there."""


def run(options: Namespace) -> int:
    """Write the summary of each case and say where it is."""
    if _format(options) == "pdf":
        from caseterm.exports.compiler import warm_up

        warm_up()
    from caseterm.cli.opening import reading_records

    if options.output == "-" and len(options.numbers) > 1:
        raise UsageError(
            "Standard output takes one summary at a time.", next_step="Name one case, or a folder: -o DIR/"
        )
    code, job = 0, ""
    with reading_records(options, loading="caseterm.summaries") as db:
        for _, outcome in zip(through("Writing summaries", options.numbers), _outcomes(options, db), strict=True):
            job = outcome.job or job
            for notice in outcome.notices:
                note(notice)
            if outcome.data is not None:
                write_bytes(outcome.data)
            elif outcome.sent is False:
                say(outcome.words[:1])
                note(" ".join(outcome.words[1:]))
                code = NOT_PRINTED
            else:
                say(outcome.words)
    if job:
        from caseterm.exports import printing

        say([printing.follow(job, checks=LOOKS).words])  # jobs go in order, so the last tells of all
    return code


def _outcomes(options: Namespace, db: Database) -> Iterator[Outcome]:
    """What becomes of each case; several at once where none is printed."""
    from caseterm import summaries

    wanted = summaries.Options(audience=options.audience, format=_format(options), draft=not options.final)
    if len(options.numbers) > 1 and options.printer is None:
        folder = Path(options.output).expanduser() if options.output else summaries.default_folder(db)
        yield from summaries.export_many(db, options.numbers, options=wanted, folder=folder, config_dir=config_folder())
        return
    for number in options.numbers:
        yield summaries.export_summary(
            db,
            number,
            options=wanted,
            output=_target(options),
            config_dir=config_folder(),
            print_it=options.printer is not None,
            printer=options.printer or None,
            copies=options.copies,
        )


def _format(options: Namespace) -> str:
    """The format asked for, else what the file's name ends with, else PDF."""
    if options.format:
        return str(options.format)
    ending = Path(options.output or "").suffix.removeprefix(".").lower()
    return ending if ending in SUMMARY_FORMATS else "pdf"


def _target(options: Namespace) -> str | None:
    """Several summaries need a folder; a name with a slash at its end is one."""
    if options.output is None or options.output == "-" or len(options.numbers) == 1:
        return str(options.output) if options.output is not None else None
    return str(options.output).rstrip("/") + "/"
