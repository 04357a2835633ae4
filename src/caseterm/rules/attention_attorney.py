"""Why the attorney's side of a case needs her: drafts nobody reviewed, promises, requests, reviews, conflicts.

The distances are the program's own proposals; the clock of updates begins with the first one that is entered.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from caseterm.rules.attention_reason import Reason, Turn
from caseterm.values import value

DRAFT_OLD, DRAFT_TOO_OLD, UNSENT = 7, 14, 3


@value
class Counsel:
    """What waits on the attorney's side: days with what they are about; None where nothing does."""

    draft: tuple[date, str] | None = None
    unsent: tuple[date, str] | None = None
    promise: tuple[date, str] | None = None
    request: tuple[date, str] | None = None
    review_on: date | None = None
    updated_on: date | None = None
    update_days: int = 30
    conflict_on: date | None = None


NO_COUNSEL = Counsel()


def turns(facts: Counsel) -> Iterator[Turn]:
    """Each reason with the day from which it holds: level, since, code, about."""
    if facts.draft is not None:
        since, about = facts.draft
        yield since + timedelta(days=DRAFT_OLD), Reason(6, since, "draft_waits", about)
        yield since + timedelta(days=DRAFT_TOO_OLD), Reason(5, since, "draft_waits", about)
    if facts.unsent is not None:
        since, about = facts.unsent
        yield since + timedelta(days=UNSENT), Reason(6, since, "draft_unsent", about)
    if facts.promise is not None:
        due, about = facts.promise
        yield due, Reason(6, due, "promise_due", about)
        yield due + timedelta(days=1), Reason(4, due, "promise_due", about)
    if facts.request is not None:
        due, about = facts.request
        yield due + timedelta(days=1), Reason(4, due, "attorney_waits", about)
    if facts.review_on is not None:
        yield facts.review_on, Reason(7, facts.review_on, "review_due")
    if facts.updated_on is not None:
        yield facts.updated_on + timedelta(days=facts.update_days), Reason(7, facts.updated_on, "update_due")
    if facts.conflict_on is not None:
        yield facts.conflict_on, Reason(2, facts.conflict_on, "conflict_open")


def words(code: str, days: int, about: str) -> str:
    """A reason as the list shows it; "" for a code of others."""
    match code:
        case "draft_waits":
            return f"not reviewed {days} d: {about}"
        case "draft_unsent":
            return f"approved, not sent: {about}"
        case "promise_due":
            return f"promised, {days} d late: {about}" if days else f"promised for today: {about}"
        case "attorney_waits":
            return f"attorney waits {days} d: {about}"
        case "review_due":
            return f"file review due {days} d ago" if days else "file review due"
        case "update_due":
            return f"attorney not updated {days} d"
        case "conflict_open":
            return "conflict check not cleared"
    return ""
