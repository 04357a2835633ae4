"""Letters and other drafts: entered as documents, reviewed by an attorney, sent with what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import CaseProvider, Claim, Communication, Contact, Coverage, Document, LegalDraft, Policy, Task
from caseterm.rules.contact_log import reached_client
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day, short_day
from caseterm.rules.letters import LETTERS, Letter
from caseterm.rules.terms import CHANNELS, label
from caseterm.rules.workdays import is_workday
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.documents import noted
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write
from caseterm.values import value

UNREVIEWED = "sent without an attorney's approval"


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
        write.label = f"{words}: {_subject(write, rows)}{_told(told)}"
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
    said = [each for each in words if each]
    return "" if not said else f"; {said[0]}" if len(words) == 1 else f"; {counted(len(said), 'file')} without DRAFT"


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
            _send(write, row, channel, on or write.today)
        said = f", follow-up {short_day(_follow_on(write, rows[0]), write.today)}" if len(rows) == 1 else ""
        write.label = f"Sent by {label(CHANNELS, channel).lower()}: {_subject(write, rows)}{said}{_told(told)}"
    return write.changes


def _send(write: Write, row: LegalDraft, channel: str, on: date) -> None:
    letter = LETTERS.get(row.template)
    note = "" if row.status == "approved" else UNREVIEWED
    task = write.add(
        Task,
        {
            "case_id": row.case_id,
            "title": _follow_title(write, row, letter)[:1000],
            "due": _follow_on(write, row),
            "owner": initials(write),
            "document_id": row.document_id,
        },
    )
    role = row.role or "other"
    talk = write.add(
        Communication,
        {
            "case_id": row.case_id,
            "at": write.database.clock.local(),
            "direction": "out",
            "channel": channel,
            "contact_id": row.contact_id,
            "role": role,
            "subject": row.title,
            "body": note.capitalize(),
            "outcome": "delivered",
            "category": letter.category if letter else "other",
            "by": initials(write),
            "follow_up_task_id": task.id,
            "counts_as_client_contact": reached_client(role, "out", "delivered"),
        },
    )
    told = {"review_note": "; ".join(part for part in (row.review_note, note) if part)[:2000]} if note else {}
    write.change(row, {"status": "sent", "sent_on": on, "sent_by": channel, "communication_id": talk.id, **told})
    _follow_in_record(write, row, on)


def _follow_on(write: Write, row: LegalDraft) -> date:
    """The day of the follow-up: so many days from today, and then the next workday."""
    letter = LETTERS.get(row.template)
    day = write.today + timedelta(days=letter.days if letter else 14)
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def _follow_title(write: Write, row: LegalDraft, letter: Letter | None) -> str:
    contact = write.session.get(Contact, row.contact_id) if row.contact_id else None
    to = contact_name(contact) if contact is not None else ""
    if letter is None:
        return f"Answer to {row.title}?"
    return letter.follow.format(to=to or row.title.partition(": ")[2] or "the addressee")


def _follow_in_record(write: Write, row: LegalDraft, on: date) -> None:
    """What a sent letter means for the claim or the provider it is about."""
    if row.template in ("representation_adverse", "representation_own"):
        claims = select(Claim, Policy).join(Coverage, col(Coverage.id) == col(Claim.coverage_id))
        claims = claims.join(Policy, col(Policy.id) == col(Coverage.policy_id))
        for claim, policy in write.session.exec(claims.where(Claim.case_id == row.case_id)).all():
            own = policy.party == "client"
            to_them = row.contact_id in (claim.adjuster_id, policy.insurer_id) and row.contact_id is not None
            if to_them and claim.lor_sent_on is None and own == (row.template == "representation_own"):
                write.change(claim, {"lor_sent_on": on})
    elif row.template in ("records_request", "bills_request") and row.contact_id is not None:
        from caseterm.services.request_tracks import mirror
        from caseterm.services.requests import put_asked

        name = row.template.removesuffix("_request")
        where = select(CaseProvider).where(
            CaseProvider.case_id == row.case_id,
            CaseProvider.contact_id == row.contact_id,
            col(CaseProvider.archived_at).is_(None),
        )
        for provider in write.session.exec(where).all():
            asked = put_asked(write, provider, name)
            if asked is not None:
                write.change(asked, {"document_id": row.document_id})
            mirror(write, [provider.id])


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
