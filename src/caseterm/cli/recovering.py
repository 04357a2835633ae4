"""`caseterm recover FILE NEWFILE`: what can be read from a damaged database, in a new one."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from caseterm import services
from caseterm.cli.outputs import note, say, say_json
from caseterm.cli.unlocking import unlock
from caseterm.clock import clock_from
from caseterm.rules.counting import counted
from caseterm.store.cipher import is_encrypted
from caseterm.store.inspection import inspect
from caseterm.store.recovery import Recovered
from caseterm.typedcommands import command

NOT_ALL = 1


def run(options: Namespace) -> int:
    """Recover, say what was saved and what was not; 1 when anything is missing or in doubt."""
    source, target = (Path(name).expanduser().absolute() for name in (options.file, options.newfile))
    unlock(source, options)
    found, listing = services.recovering.recover_to(source, target, clock_from())
    broken = [finding for finding in inspect(target) if finding.state == "broken"]
    whole = not (found.lost or found.doubtful or found.unlinked or found.unreadable or broken)
    if options.json:
        say_json(_as_json(found, target, listing, whole=whole))
    else:
        say([f"Recovered: {target}", f"Read from: {source}, which was left exactly as it is"])
        say(_lines(found))
        say(f"{finding.name}: {finding.state}, {finding.words}" for finding in broken)
    if listing is not None:
        what = "by name only, for the list is not encrypted" if is_encrypted(target) else "with everything in them"
        note(f"The rows that could not be placed, {what}: {listing}")
        if is_encrypted(target):
            dump = command(target, "dump", "--json")
            note(f"What was in them is inside the new database: {dump} | grep recover.lost")
    if whole:
        return 0
    note(f"Compare with the newest backup before you go on: {command(source, 'backup', '--list')}")
    return NOT_ALL


def _lines(found: Recovered) -> Iterator[str]:
    yield f"Saved: {counted(found.saved.total(), 'row')}, {_by_table(found.saved)}"
    if found.rebuilt:
        yield f"Brought back from the history: {counted(found.rebuilt.total(), 'row')}, {_by_table(found.rebuilt)}"
    if found.corrected:
        yield f"Put right by the history: {counted(found.corrected.total(), 'row')}, {_by_table(found.corrected)}"
    if found.unreadable:
        yield f"Unreadable: {counted(found.unreadable, 'page or row', 'pages or rows')}"
    if found.doubtful:
        yield f"In doubt: {_by_table(Counter(table for table, _row in found.doubtful))}; the history says otherwise"
    for table, row_id, parent in found.unlinked:
        yield f"Let go: row {row_id} of {table} pointed at a row of {parent} that is gone"
    if found.lost:
        by_reason = Counter((lost.table or "unknown", lost.why) for lost in found.lost)
        for (table, why), count in by_reason.items():
            yield f"Not saved: {counted(count, 'row')} of {table}, {why}"
    if not found.history_whole:
        yield "History: not whole; what is missing from it cannot be proved or undone"


def _by_table(counter: Counter[str]) -> str:
    return ", ".join(f"{table.replace('_', ' ')} {count:,}" for table, count in sorted(counter.items()))


def _as_json(found: Recovered, target: Path, listing: Path | None, *, whole: bool) -> dict[str, object]:
    return {
        "whole": whole,
        "file": target,
        "saved": dict(found.saved),
        "rebuilt": dict(found.rebuilt),
        "corrected": dict(found.corrected),
        "doubtful": [{"table": table, "row": row_id} for table, row_id in found.doubtful],
        "unlinked": [{"table": t, "row": row_id, "gone": parent} for t, row_id, parent in found.unlinked],
        "lost": [{"table": lost.table, "row": lost.row_id, "why": lost.why} for lost in found.lost],
        "lost_file": listing,
        "unreadable": found.unreadable,
        "history_whole": found.history_whole,
    }
