"""`caseterm batch`: acts as JSON lines on standard input, one JSON line out per act, after its commit."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any, BinaryIO

from caseterm.changes import ChangeSet
from caseterm.cli.batchacts import ACTS
from caseterm.cli.opening import writing
from caseterm.cli.outputs import say
from caseterm.errors import CaseTermError, InputError
from caseterm.services import checking
from caseterm.store.database import Database
from caseterm.store.faults import storage_errors

LONGEST_LINE = 4_000_000
MOST_IDS = 200
"""An act of more rows tells their number only."""


def run(options: Namespace) -> int:
    """Do every act of standard input; 0, or the exit code of the first one refused."""
    if options.acts:
        say(act_lines())
        return 0
    first_code = 0
    with writing(options) as db:
        for place, line in enumerate(_lines(sys.stdin.buffer), 1):
            if line.strip():
                answer = answer_to(db, line)
                sys.stdout.write(json.dumps({"line": place, **answer}) + "\n")
                sys.stdout.flush()
                first_code = first_code or int(answer.get("code", 0))
    return first_code


def answer_to(db: Database, line: bytes) -> dict[str, Any]:
    """Do the act of one line and say what came of it; it is on disk when this returns."""
    named: dict[str, Any] = {}
    try:
        asked = _parsed(line)
        named = {name: asked[name] for name in ("act", "ref") if isinstance(asked.get(name), str | int)}
        name = asked.get("act")
        if not isinstance(name, str) or name not in ACTS:
            raise InputError.one("act", "", f"must be one of {', '.join(ACTS)}")
        with storage_errors(db.path):
            changes = ACTS[name].perform(db, asked)
        return {"ok": True, **named, **_told(changes)}
    except CaseTermError as problem:
        return {"ok": False, **named, **_refused(problem)}
    except Exception as problem:
        damage = checking.damage_behind(db.path)
        return {"ok": False, **named, **(_refused(damage) if damage else _failed(problem))}


def act_lines() -> Iterator[str]:
    """Every act with its fields, as the manual has them."""
    for act in ACTS.values():
        yield f"{act.name}: {act.words}"
        for field in act.fields:
            needed = "" if field.needed else ", may be left out"
            words = f"; {field.words}" if field.words else ""
            yield f"  {field.name}: {field.form}{needed}{words}"


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream as they come; one that is too long comes cut, its rest passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise InputError.one("line", "", f"is longer than {LONGEST_LINE:,} bytes")
    try:
        asked = json.loads(line.decode("utf-8"), parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        raise InputError.one("line", "", "is no JSON in UTF-8") from None
    if not isinstance(asked, dict):
        raise InputError.one("line", "", "must be one JSON object")
    return asked


def _told(changes: ChangeSet) -> dict[str, Any]:
    told: dict[str, Any] = {"id": changes.act_id if changes else None, "label": changes.label}
    if len(changes.rows) > MOST_IDS:
        return told | {"rows": len(changes.rows)}
    for verb in ("added", "changed", "removed"):
        ids: dict[str, list[int]] = {}
        for row in changes.rows:
            if row.verb == verb and row.row_id not in ids.setdefault(row.table, []):
                ids[row.table].append(row.row_id)
        if ids:
            told[verb] = ids
    return told | {"rows": len(changes.rows)}


def _refused(problem: CaseTermError) -> dict[str, Any]:
    said: dict[str, Any] = {"code": problem.exit_code, "error": problem.title}
    if problem.safe:
        said["safe"] = problem.safe
    if problem.next_step:
        said["next"] = problem.next_step
    if isinstance(problem, InputError):
        said["fields"] = [{"field": each.field, "reason": each.reason} for each in problem.problems]
    return said


def _failed(problem: Exception) -> dict[str, Any]:
    """An error of caseterm's own: named without data, its place in the log, and the next act goes on."""
    from caseterm.clock import system_clock
    from caseterm.crash import write_crash
    from caseterm.paths import data_folder

    log = write_crash(problem, at=system_clock().now(), folder=data_folder())
    where = f"Where it happened, without any of your data: {log}" if log else ""
    said = {"code": 70, "error": f"An error of caseterm's own ({type(problem).__name__}).", "safe": "It was not done."}
    return said | ({"next": where} if where else {})
