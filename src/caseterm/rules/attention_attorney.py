"""Why the attorney's side of a case needs her: drafts nobody reviewed, promises, requests, reviews, conflicts.

The distances are the program's own proposals; the clock of updates begins with the first one that is entered.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from caseterm.rules.attention_reason import Reason, Turn
from caseterm.values import value

DRAFT_OLD, DRAFT_TOO_OLD, UNSENT = 7, 14, 3

Waiting = tuple[date, str, int]


@value
class Counsel:
    """What waits on the attorney's side: days with what they are about and the row's id; None where nothing does."""

    draft: Waiting | None = None
    unsent: Waiting | None = None
    promise: Waiting | None = None
    request: Waiting | None = None
    review_on: date | None = None
    updated_on: date | None = None
    update_days: int = 30
    conflict_on: date | None = None
    conflict_id: int = 0


NO_COUNSEL = Counsel()


def turns(facts: Counsel) -> Iterator[Turn]:
    """Each reason with the day from which it holds: level, since, code, about."""
    if facts.draft is not None:
        since, about, number = facts.draft
        row = f"draft:{number}"
        yield since + timedelta(days=DRAFT_OLD), Reason(6, since, "draft_waits", about, row)
        yield since + timedelta(days=DRAFT_TOO_OLD), Reason(5, since, "draft_waits", about, row)
    if facts.unsent is not None:
        since, about, number = facts.unsent
        yield since + timedelta(days=UNSENT), Reason(6, since, "draft_unsent", about, f"draft:{number}")
    if facts.promise is not None:
        due, about, number = facts.promise
        row = f"promise:{number}"
        yield due, Reason(6, due, "promise_due", about, row)
        yield due + timedelta(days=1), Reason(4, due, "promise_due", about, row)
    if facts.request is not None:
        due, about, number = facts.request
        yield due + timedelta(days=1), Reason(4, due, "attorney_waits", about, f"attorney_request:{number}")
    if facts.review_on is not None:
        yield facts.review_on, Reason(7, facts.review_on, "review_due")
    if facts.updated_on is not None:
        yield facts.updated_on + timedelta(days=facts.update_days), Reason(7, facts.updated_on, "update_due")
    if facts.conflict_on is not None:
        since, row = facts.conflict_on, f"conflict_check:{facts.conflict_id}"
        yield since, Reason(2, since, "conflict_open", "", row)


def words(code: str, days: int, about: str) -> str:
    """A reason as the list shows it; "" for a code of others."""
    match code:
        case "draft_waits":
            return f"not reviewed {days} d: {about}"
        case "draft_unsent":
            return f"approved, not sent {days} d: {about}"
        case "promise_due":
            return f"promised, {days} d late: {about}" if days else f"promised for today: {about}"
        case "attorney_waits":
            return f"attorney waits {days} d: {about}"
        case "review_due":
            return f"file review due {days} d ago" if days else "file review due"
        case "update_due":
            return f"attorney not updated {days} d"
        case "conflict_open":
            return f"conflict check open {days} d"
    return ""
