"""Bills without their record, and records without their bill, that are no matter."""

from datetime import date

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import UnmatchedDismissal
from caseterm.rules.tasks import brief_day
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import UNMATCHED_KINDS
from caseterm.services.acts import act
from caseterm.services.request_tracks import provider_name, provider_of
from caseterm.services.whose import client_of
from caseterm.store.database import Database


def dismiss_unmatched(
    db: Database,
    provider_id: int,
    kind: str,
    *,
    reason: str,
    dos_from: date | None = None,
    dos_to: date | None = None,
    until_on: date | None = None,
) -> ChangeSet:
    """Say why a bill without its record (or a record without its bill) is no matter. Raises InputError."""
    if kind not in UNMATCHED_KINDS:
        raise InputError.one("Kind", kind, "is neither a bill without a record nor the other way round")
    if not reason.strip():
        raise InputError.one("Reason", "", "is needed")
    with act(db, Op.ADD, "Dismissed") as write:
        provider = provider_of(write, provider_id)
        write.case_id = provider.case_id
        write.add(
            UnmatchedDismissal,
            {"case_id": provider.case_id, "case_provider_id": provider_id, "kind": kind, "dos_from": dos_from,
             "dos_to": dos_to, "reason": reason, "until_on": until_on},
        )  # fmt: skip
        name = provider_name(write, provider_id)
        until = f" until {brief_day(until_on, write.today)}" if until_on else ""
        whose = client_of(write, provider.case_id)
        write.label = f"Dismissed{until}: {label(UNMATCHED_KINDS, kind).lower()}, {name} ({whose})"
    return write.changes


def take_back(db: Database, dismissal_id: int) -> ChangeSet:
    """Let what was said to be no matter be asked for again; what was said stays in the history."""
    with act(db, Op.EDIT, "Asked for again") as write:
        row = write.session.get_one(UnmatchedDismissal, dismissal_id)
        write.case_id = row.case_id
        write.change(row, {"archived_at": write.at})
        name, whose = provider_name(write, row.case_provider_id), client_of(write, row.case_id)
        write.label = f"Matters again: {label(UNMATCHED_KINDS, row.kind).lower()}, {name} ({whose})"
    return write.changes
