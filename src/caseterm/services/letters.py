"""Letters and other drafts: entered as documents, reviewed by an attorney, sent with what follows from it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Document, LegalDraft
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day, short_day
from caseterm.rules.letters import LETTERS
from caseterm.rules.terms import CHANNELS, label
from caseterm.services.acts import act
from caseterm.services.documents import noted
from caseterm.services.letter_sending import follow_on, send
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write
from caseterm.values import value


@value
class Filed:
    """A letter that was written to a file: whose, which, to whom, and where it lies."""

    case_id: int
    code: str
    title: str
    contact_id: int | None
    to: str
    role: str
    path: str


@value
class Refiled:
    """What became of a letter's file: its new path, "" where it stays, and the words for it."""

    path: str
    words: str


Refile = Callable[[str], Refiled]
"""Makes of a letter's file the one that its new standing needs; the file that was there stays."""


def _as_it_is(_path: str) -> Refiled:
    return Refiled("", "")


def file_letters(db: Database, letters: Sequence[Filed]) -> ChangeSet:
    """Enter written letters as documents and as drafts for an attorney's review, as one act."""
    one = letters[0] if len(letters) == 1 else None
    with act(db, Op.WRITE_LETTER, "Wrote letters", case_id=one.case_id if one else None) as write:
        for each in letters:
            _file(write, each)
        cases = {each.case_id for each in letters}
        what = f"{counted(len(letters), 'letter')} of {counted(len(cases), 'case')}"
        if one is not None:
            what = f"{_lowered(one.title)} to {one.to} ({client_of(write, one.case_id)})"
        write.label = f"Wrote {what}: draft for review"
    return write.changes


def _file(write: Write, each: Filed) -> LegalDraft:
    letter = LETTERS[each.code]
    title = f"{each.title}: {each.to}" if each.to else each.title
    document = write.add(
        Document,
        {
            "case_id": each.case_id,
            "path": each.path,
            "title": title[:400],
            "kind": letter.kind,
            "dated": write.today,
            **noted(each.path, at=write.at),
        },
    )
    return write.add(
        LegalDraft,
        {
            "case_id": each.case_id,
            "title": title[:400],
            "template": each.code,
            "document_id": document.id,
            "contact_id": each.contact_id,
            "role": each.role,
            "status": "draft",
            "drafted_on": write.today,
        },
    )


def add_draft(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Enter a draft of the user's own: a pleading, a memo, a demand. Raises InputError."""
    with act(db, Op.ADD, "Added a draft", case_id=case_id) as write:
        row = write.add(LegalDraft, {"drafted_on": write.today, **values, "case_id": case_id})
        write.label = f"Added draft: {row.title} ({client_of(write, case_id)})"
    return write.changes


def edit_draft(db: Database, draft_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change what a draft says of itself; its status goes by the acts below. Raises InputError."""
    with act(db, Op.EDIT, "Changed a draft") as write:
        row = write.session.get_one(LegalDraft, draft_id)
        write.case_id = row.case_id
        write.change(row, {name: each for name, each in values.items() if name != "status"})
        write.label = f"Changed draft: {row.title} ({client_of(write, row.case_id)})"
    return write.changes


# ---- review --------------------------------------------------------------------------------------------------


def submit(db: Database, draft_ids: Sequence[int], *, reviewer: str = "", refile: Refile = _as_it_is) -> ChangeSet:
    """Give drafts to an attorney; without a name the case's lead attorney."""

    def values(write: Write, row: LegalDraft) -> dict[str, Any]:
        lead = write.connection.execute(
            "SELECT coalesce(nullif(lead_attorney, ''), supervising_attorney) FROM cases WHERE id = ?", (row.case_id,)
        ).fetchone()
        return {"status": "in_review", "in_review_on": write.today, "reviewer": reviewer or str(lead[0])}

    return _review(db, draft_ids, "In review", values, refile)


def approve(
    db: Database, draft_ids: Sequence[int], *, by: str, on: date | None = None, refile: Refile = _as_it_is
) -> ChangeSet:
    """An attorney approved drafts. Raises InputError without the attorney's name."""
    name = _named(by)
    return _review(
        db,
        draft_ids,
        f"Approved by {name}",
        lambda write, row: {"status": "approved", "reviewer": name, "reviewed_on": on or write.today},
        refile,
    )


def ask_changes(db: Database, draft_ids: Sequence[int], *, by: str, note: str, refile: Refile = _as_it_is) -> ChangeSet:
    """An attorney wants something else. Raises InputError without what."""
    if not note.strip():
        raise InputError.one("What to change", note, "there is no text")
    return _review(
        db,
        draft_ids,
        "To be changed",
        lambda write, row: {
            "status": "changes",
            "reviewer": by or row.reviewer,
            "reviewed_on": write.today,
            "review_note": note,
        },
        refile,
    )


def withdraw(db: Database, draft_ids: Sequence[int]) -> ChangeSet:
    """Drafts that will not be sent."""
    return _review(db, draft_ids, "Withdrawn", lambda write, row: {"status": "withdrawn"}, _as_it_is)


def _named(by: str) -> str:
    if not by.strip():
        raise InputError.one("Attorney", by, "a name is needed; only an attorney approves")
    return by.strip()


def _review(
    db: Database,
    draft_ids: Sequence[int],
    words: str,
    values: Callable[[Write, LegalDraft], dict[str, Any]],
    refile: Refile,
) -> ChangeSet:
    with act(db, Op.REVIEW_DRAFT, words) as write:
        rows = _drafts(write, draft_ids)
        for row in rows:
            if row.status == "sent":
                raise InputError.one("Draft", row.title, "was sent already; write it anew")
        told = []
        for row in rows:
            before = row.status
            write.change(row, values(write, row))
            if before == "approved" or row.status == "approved":
                told.append(_refiled(write, row, refile))
        write.label = f"{words}{_told(told)}: {_subject(write, rows)}"
    return write.changes


def _refiled(write: Write, row: LegalDraft, refile: Refile) -> str:
    """Let a letter's document point to the file that its standing needs; a draft of her own stays as it is."""
    document = write.session.get(Document, row.document_id) if row.document_id and row.template else None
    if document is None or not document.path:
        return ""
    found = refile(document.path)
    if found.path:
        write.change(document, {"path": found.path, **noted(found.path, at=write.at)})
    return found.words


def _told(words: Sequence[str]) -> str:
    """What became of the files, in how many where it is not the only one."""
    found = Counter(each for each in words if each)
    return "".join(f", {each}" + (f" ({count})" if len(words) > 1 else "") for each, count in found.items())


# ---- sending -------------------------------------------------------------------------------------------------


def mark_sent(
    db: Database,
    draft_ids: Sequence[int],
    *,
    channel: str = "letter",
    on: date | None = None,
    unreviewed: bool = False,
    refile: Refile = _as_it_is,
) -> ChangeSet:
    """Letters went out: logged with the addressee, the follow-up task set, the record brought up to date.

    Raises InputError for one that no attorney approved, unless `unreviewed` says that this is known.
    """
    with act(db, Op.SEND_LETTER, "Sent letters") as write:
        rows = _drafts(write, draft_ids)
        for row in rows:
            if row.status == "sent":
                raise InputError.one("Draft", row.title, f"was sent {paper_day(row.sent_on or write.today)}")
            if row.status != "approved" and not unreviewed:
                raise InputError.one("Draft", row.title, "no attorney approved it yet")
        told = [_refiled(write, row, refile) if row.status != "approved" else "" for row in rows]
        for row in rows:
            send(write, row, channel, on or write.today)
        said = f", follow-up {short_day(follow_on(write, rows[0]), write.today)}" if len(rows) == 1 else ""
        write.label = f"Sent by {label(CHANNELS, channel).lower()}{_told(told)}: {_subject(write, rows)}{said}"
    return write.changes


def _drafts(write: Write, draft_ids: Sequence[int]) -> list[LegalDraft]:
    rows = [write.session.get_one(LegalDraft, draft_id) for draft_id in dict.fromkeys(draft_ids)]
    cases = {row.case_id for row in rows}
    write.case_id = rows[0].case_id if len(cases) == 1 else None
    return rows


def _subject(write: Write, rows: Sequence[LegalDraft]) -> str:
    if len(rows) == 1:
        return f"{rows[0].title} ({client_of(write, rows[0].case_id)})"
    return counted(len(rows), "draft")


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
