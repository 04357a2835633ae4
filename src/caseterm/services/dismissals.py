"""A reason of attention put off until a day, with why."""

from datetime import date

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Dismissal
from caseterm.rules.attention import dismissible
from caseterm.rules.attention_reason import Reason
from caseterm.rules.date_words import short_day
from caseterm.services.acts import act
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database

LONGEST_DAYS = 120
"""Nothing is put off for longer: the program's own choice, four months."""


def dismiss(db: Database, case_id: int, reason: Reason, *, words: str, why: str, until: date) -> ChangeSet:
    """Put a reason off up to and including `until`; it comes back the day after, or sooner when it begins anew.

    Raises InputError naming the field, ConflictError for a date that can kill the case.
    """
    if not dismissible(reason.code):
        raise ConflictError(
            "A deadline is not put off here.",
            safe="It goes on reminding.",
            next_step="An attorney dismisses it on the deadline itself: m d there.",
        )
    with act(db, Op.EDIT, "Put off", case_id=case_id) as write:
        if not why.strip():
            raise InputError.one("Why", why, "say why it can wait")
        if not 0 <= (until - write.today).days <= LONGEST_DAYS:
            raise InputError.one("Until", f"{until:%m/%d/%Y}", f"is not within {LONGEST_DAYS} days from today")
        write.add(
            Dismissal,
            {
                "case_id": case_id, "code": reason.code, "since": reason.since, "about": words, "why": why,
                "until": until, "by": initials(write),
            },
        )  # fmt: skip
        write.label = f"Put off until {short_day(until, write.today)}: {words} ({client_of(write, case_id)})"
    return write.changes


def take_back(db: Database, dismissal_id: int) -> ChangeSet:
    """Let a reason that was put off call for her again at once; why it was put off stays in the history."""
    with act(db, Op.EDIT, "Calls again") as write:
        row = write.session.get_one(Dismissal, dismissal_id)
        write.case_id = row.case_id
        write.change(row, {"archived_at": write.at})
        write.label = f"No longer put off: {row.about} ({client_of(write, row.case_id)})"
    return write.changes
