"""`caseterm chronology`, `index`, `disclosures` and `meeting`: the papers of one case or many, and the list of all."""

from argparse import Namespace

from caseterm import disclosing, sheets
from caseterm.cli.opening import reading
from caseterm.cli.outputs import through
from caseterm.cli.sheets import write_sheet
from caseterm.errors import UsageError
from caseterm.queries.summary import case_id_of

READERS = {"chronology": sheets.chronology, "index": sheets.file_index, "disclosures": disclosing.disclosures}


def run(options: Namespace) -> int:
    """Write the paper asked for, of each case."""
    with reading(options) as db:
        if options.command == "meeting":
            write_sheet(db, sheets.meeting()(db), options)
            return 0
        if len(options.numbers) > 1:
            if options.output == "-":
                raise UsageError("Standard output takes one case at a time.", next_step="Name a folder: -o DIR/")
            if options.output is not None:
                options.output = f"{str(options.output).rstrip('/')}/"
        reader = READERS[options.command]
        for case_id in through("Writing", [case_id_of(db, number) for number in options.numbers]):
            write_sheet(db, reader(case_id)(db), options)
    return 0
