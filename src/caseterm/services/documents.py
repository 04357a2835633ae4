"""The files behind documents: noted when their path is recorded, looked at again, taken as right when changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import Document
from caseterm.services.acts import act
from caseterm.store import documentfiles
from caseterm.store.database import Database
from caseterm.store.documentfiles import FileFacts, Standing

AT_ONCE = 32 << 20
"""Bytes of a file that is read while she waits; a larger one is noted by `look_again`, in a worker."""
UNNOTED: Mapping[str, Any] = {"file_size": None, "file_sha256": None, "file_seen_at": None}


@dataclass(frozen=True)
class Look:
    """A document's file looked at: how it stands, what was noted, and what is there now (None where nothing is)."""

    document_id: int
    title: str
    standing: Standing
    noted: int | None
    now: FileFacts | None

    @property
    def words(self) -> str:
        """A sentence for the status row."""
        now = f"{self.now.size:,} bytes" if self.now else ""
        return {
            "as noted": f"{self.title}: the file is as it was noted, {now}.",
            "missing": f"{self.title}: there is no file at its path. e changes the path.",
            "not noted": f"{self.title}: the file is there, {now}; it was not noted yet.",
            "unreadable": f"{self.title}: the file may not be read.",
            "changed": f"{self.title}: the file changed since it was noted: "
            + (f"{self.noted or 0:,} -> {now}." if self.now and self.now.size != self.noted else f"as long, {now}."),
        }[self.standing]


def noted(path: str, *, at: Any) -> dict[str, Any]:
    """The columns that note a file: all empty where there is none, where it is large, or where it may not be read."""
    try:
        size = documentfiles.size_of(path) if path else None
        facts = documentfiles.facts_of(path) if size is not None and size <= AT_ONCE else None
    except OSError:
        facts = None
    return dict(UNNOTED) if facts is None else {**_columns(facts), "file_seen_at": at}


def is_large(path: str) -> bool:
    """Whether a file must be read in a worker."""
    try:
        return (documentfiles.size_of(path) or 0) > AT_ONCE
    except OSError:
        return False


def look_again(db: Database, document_id: int) -> Look:
    """How a document's file stands now; reads all of it, so call it in a worker. Changes nothing."""
    with db.look() as connection:
        row = connection.execute(
            "SELECT title, path, file_size, file_sha256 FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
    title, path, size, sha256 = row or ("The document", "", None, None)
    try:
        now = documentfiles.facts_of(path) if path else None
    except OSError:
        return Look(document_id, title, "unreadable", size, None)
    if now is None:
        return Look(document_id, title, "missing", size, None)
    if not sha256:
        return Look(document_id, title, "not noted", size, now)
    return Look(document_id, title, "as noted" if (now.size, now.sha256) == (size, sha256) else "changed", size, now)


def accept(db: Database, look: Look) -> ChangeSet:
    """Take a document's file as right in the state it was looked at. Raises ConflictError where there is none."""
    if look.now is None:
        raise ConflictError(f"There is no file to note for {look.title}.", safe="Nothing was changed.")
    verb = "Noted the file of" if look.standing == "not noted" else "Accepted the changed file of"
    with act(db, Op.EDIT, f"{verb} {look.title}") as write:
        row = write.session.get_one(Document, look.document_id)
        write.case_id = row.case_id
        write.change(row, {**_columns(look.now), "file_seen_at": write.at})
    return write.changes


def _columns(facts: FileFacts) -> dict[str, Any]:
    return {"file_size": facts.size, "file_sha256": facts.sha256}
