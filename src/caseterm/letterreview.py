"""Letters through their review, with their files: DRAFT stands in the header until one is approved or sent.

The draft stays where it is, edited or not; without the line it becomes a file of its own, to which the record then
points. Undo points back to the draft.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from caseterm.changes import ChangeSet
from caseterm.errors import InputError
from caseterm.exports import files
from caseterm.exports.draftmark import marked, unmarked
from caseterm.letters import DRAFT, FORMAT
from caseterm.services import letters as service
from caseterm.services.letters import Refiled
from caseterm.store.database import Database

FINAL = "-FINAL"
_DRAFT_NAME = re.compile(rf"{DRAFT}(-\d+)?$")


def submit_drafts(db: Database, draft_ids: Sequence[int], *, reviewer: str = "") -> ChangeSet:
    """Give drafts to an attorney; one that was approved says DRAFT again. Raises StorageError."""
    return service.submit(db, draft_ids, reviewer=reviewer, refile=again)


def approve_drafts(db: Database, draft_ids: Sequence[int], *, by: str, on: date | None = None) -> ChangeSet:
    """An attorney approved drafts: each has a file without DRAFT now. Raises InputError, StorageError."""
    return service.approve(db, draft_ids, by=by, on=on, refile=without)


def return_drafts(db: Database, draft_ids: Sequence[int], *, by: str, note: str) -> ChangeSet:
    """An attorney wants something else; one that was approved says DRAFT again. Raises InputError, StorageError."""
    return service.ask_changes(db, draft_ids, by=by, note=note, refile=again)


def send_drafts(
    db: Database, draft_ids: Sequence[int], *, channel: str = "letter", on: date | None = None, unreviewed: bool = False
) -> ChangeSet:
    """Letters went out; one that nobody approved loses DRAFT here. Raises InputError, StorageError."""
    return service.mark_sent(db, draft_ids, channel=channel, on=on, unreviewed=unreviewed, refile=without)


def without(path: str) -> Refiled:
    """The file without the line, saved beside the draft under the firm's name for it."""
    data, why = _read(path)
    if data is None:
        return Refiled("", why)
    made = unmarked(data)
    if made is None:
        return Refiled("", "")
    old = Path(path).expanduser()
    stem = _DRAFT_NAME.sub("", old.stem)
    saved = files.save(made, old.with_name((stem if stem != old.stem else f"{stem}{FINAL}") + old.suffix))
    return Refiled(str(saved), "DRAFT taken out")


def again(path: str) -> Refiled:
    """The file with the line, saved beside the one without it."""
    data, why = _read(path)
    if data is None:
        return Refiled("", why)
    if unmarked(data) is not None:
        return Refiled("", "")
    old = Path(path).expanduser()
    saved = files.save(marked(data), old.with_name(f"{old.stem.removesuffix(FINAL)}{DRAFT}{old.suffix}"))
    return Refiled(str(saved), "DRAFT again")


def _read(path: str) -> tuple[bytes | None, str]:
    """A Word file's bytes; what is none has no such line, and what is gone is said."""
    if not path.casefold().endswith(f".{FORMAT}"):
        return None, ""
    try:
        data = Path(path).expanduser().read_bytes()
        unmarked(data)
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError):
        return None, "its file is not where it was"
    except OSError:
        return None, "its file may not be read"
    except InputError:
        return None, ""
    return data, ""
