"""`caseterm specials`: the table of medical specials of one case or many."""

import argparse
from argparse import Namespace
from collections.abc import Callable

from caseterm.cli.timing import SWEEP_FORMATS
from caseterm.rules.specials_print import ORDERS


def _specials(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("numbers", metavar="NO", nargs="+", help="the case number, for example 26-0142; or several")
    sub.add_argument("--by", choices=tuple(ORDERS), default="provider", help="default provider; bills adds each bill")
    sub.add_argument("--for", dest="audience", choices=("attorney", "provider"), default="attorney",
                     help="provider: for the adjuster, amounts billed alone")  # fmt: skip
    sub.add_argument("--format", choices=SWEEP_FORMATS, default=None, help="default: as the file is named, else pdf")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")


COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "specials": (
        "casemoney",
        "write the table of medical specials",
        "What was billed, adjusted, paid by whom and what is open, by provider or by date of service, then wages\n"
        "lost, out of pocket, mileage and future care. Outside the firm only amounts billed are told.",
        "examples:\n  caseterm specials 26-0142\n  caseterm specials 26-0142 --by date --format txt -o -\n"
        "  caseterm specials 26-0142 26-0143 --for provider -o specials/",
        _specials,
    ),
}


def run(options: Namespace) -> int:
    """Write the tables asked for, and put each on the disclosure record."""
    from caseterm import sheets
    from caseterm.cli.opening import reading
    from caseterm.cli.outputs import through
    from caseterm.cli.sheets import write_sheet
    from caseterm.errors import UsageError
    from caseterm.queries.summary import case_id_of

    output = options.output or ""
    if len(options.numbers) > 1 and output and output != "-" and not output.endswith(("/", "\\")):
        raise UsageError("Several cases need a folder.", next_step="End -o with a slash.")
    with reading(options) as db:
        for case_id in through("Writing", [case_id_of(db, number) for number in options.numbers]):
            write_sheet(db, sheets.specials(case_id, options.by, audience=options.audience)(db), options)
    return 0
