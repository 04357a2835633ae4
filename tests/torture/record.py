"""What is in a database: its content as one hash, and every fault that can be found in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseterm.cli.batch import answer_to
from caseterm.clock import fixed_clock
from caseterm.store import audit
from caseterm.store.database import Database
from caseterm.store.valuekinds import of_other_kinds
from tests.conftest import TODAY
from tests.torture.day import Act, Day


def opened(path: Path) -> Database:
    """A database on the day that stands still."""
    return Database.open(path, fixed_clock(TODAY))


def content(db: Database, *, exact: bool = False) -> str:
    """A hash of every row of the record and of the caseload's lines.

    Without `exact` the random row names (uuid) are left out, so that the same acts done twice compare equal.
    """
    digest = hashlib.sha256()
    for table in [*audit.logged_tables(db.raw), "caselist", "casetext"]:
        names = [name for name in audit.columns(db.raw, table) if exact or name != "uuid"]
        columns = ", ".join(f'"{name}"' for name in names)
        digest.update(table.encode())
        for row in db.raw.execute(f'SELECT {columns} FROM "{table}" ORDER BY 1'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def faults(db: Database) -> list[str]:
    """What is wrong with a database by its own means: pages, references, history, an act left open."""
    found = [line for (line,) in db.raw.execute("PRAGMA integrity_check(5)") if line != "ok"]
    found += [f"a row of {row[0]} points nowhere" for row in db.raw.execute("PRAGMA foreign_key_check")]
    broken = audit.first_broken_act(db.raw)
    found += [f"the chain breaks at act {broken}"] if broken is not None else []
    found += ["an act was left open"] if db.raw.execute("SELECT id FROM act_now").fetchone() != (0,) else []
    found += [f"{count} rows of {table} hold what is never written" for table, count in of_other_kinds(db.raw).items()]
    outside = db.raw.execute("SELECT count(*) FROM changes WHERE act_id NOT IN (SELECT id FROM acts)").fetchone()[0]
    return found + ([f"{outside} rows were changed by no act"] if outside else [])


@dataclass(frozen=True)
class Found:
    """A database looked at: its acts' labels in order, its content, its faults."""

    labels: tuple[str, ...]
    content: str
    faults: tuple[str, ...]


def examine(path: Path) -> Found:
    """Open a database as the program does and look at all of it."""
    with opened(path) as db:
        labels = tuple(label for (label,) in db.raw.execute("SELECT label FROM acts ORDER BY id"))
        return Found(labels, content(db), tuple(faults(db)))


def perform(db: Database, act: Act) -> dict[str, Any]:
    """Do one act as a line of `caseterm batch`."""
    return answer_to(db, json.dumps(act).encode())


@dataclass(frozen=True)
class Script:
    """Acts that all change something, with the label of each and the content before the first and after each."""

    acts: tuple[Act, ...]
    labels: tuple[str, ...]
    contents: tuple[str, ...]

    def lines(self, start: int = 0) -> bytes:
        """The acts from one on, as `caseterm batch` reads them."""
        return b"".join(json.dumps(act).encode() + b"\n" for act in self.acts[start:])


def written(folder: Path, *, seed: int, length: int, undo: bool = True) -> Script:
    """A script of so many acts that were done once, on a database of its own in the folder."""
    acts: list[Act] = []
    labels: list[str] = []
    with opened(folder / f"reference-{seed}.db") as db:
        contents = [content(db)]
        day = Day(db, seed, folder=folder, undo=undo)
        while len(acts) < length:
            act = day.draw()
            answer = perform(db, act)
            if answer.get("code") == 70:
                raise AssertionError(f"an error of caseterm's own: {answer} at {act}")
            if answer["ok"] and answer["id"] is not None:
                acts.append(act)
                labels.append(answer["label"])
                contents.append(content(db))
    return Script(tuple(acts), tuple(labels), tuple(contents))


def judged(found: Found, script: Script, acknowledged: int, *, spare: int = 1) -> list[str]:
    """What is wrong after a kill: acts lost, acts halved, acts nobody sent. `spare`: how many may be there unseen."""
    there = len(found.labels)
    wrong = list(found.faults)
    if there < acknowledged:
        wrong.append(f"{acknowledged - there} acknowledged acts are lost")
    if there > acknowledged + spare:
        wrong.append(f"{there - acknowledged} acts are there that were never answered")
    if found.labels != script.labels[:there]:
        wrong.append("the history is not what was sent")
    elif found.content != script.contents[there]:
        wrong.append(f"after {there} acts the content is not what those acts make")
    return wrong
