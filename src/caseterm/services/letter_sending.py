"""What it means that a letter went out: the contact log, the follow-up, the claim or the provider it is about."""

from datetime import date, timedelta

from sqlmodel import col, select

from caseterm.models import CaseProvider, Claim, Communication, Contact, Coverage, LegalDraft, Policy, Task
from caseterm.rules.contact_log import reached_client
from caseterm.rules.letters import LETTERS, Letter
from caseterm.rules.workdays import is_workday
from caseterm.services.contacts import contact_name
from caseterm.services.whose import initials
from caseterm.store.writing import Write

UNREVIEWED = "sent without an attorney's approval"


def send(write: Write, row: LegalDraft, channel: str, on: date) -> None:
    """Log a letter with its addressee, set the follow-up, and tell the record, in an open act."""
    letter = LETTERS.get(row.template)
    note = "" if row.status == "approved" else UNREVIEWED
    task = write.add(
        Task,
        {
            "case_id": row.case_id,
            "title": _follow_title(write, row, letter)[:1000],
            "due": follow_on(write, row),
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


def follow_on(write: Write, row: LegalDraft) -> date:
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
