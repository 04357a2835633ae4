"""Why a case needs her for its records and bills: requests to chase, fees, refusals, authorizations that run out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from caseterm.rules.attention_reason import Reason, Turn
from caseterm.rules.terms_requests import THEIRS
from caseterm.values import value

OLD_DAYS = 60
"""Past this an attorney decides whether to subpoena: published practice, not verified."""
PERMIT_DAYS = 30
_CODES = {"fee_requested": "request_fee", "rejected": "request_refused", "needs_authorization": "permit_wanted"}


@value
class OpenRequest:
    """A request that is not over; `due_on` is when to look at it again."""

    status: str
    sent_on: date | None
    due_on: date
    about: str
    id: int = 0
    since: date | None = None
    """Since when it stands so; what was never sent counts from then."""


@value
class MissingPaper:
    """A bill without its record or the other way round; `quiet_until` where somebody said why that is no matter."""

    kind: str
    since: date
    about: str
    quiet_until: date | None = None
    row: str = ""
    """Its row in the Requests section."""


@value
class EndingPermit:
    """An authorization that runs out and is still needed."""

    expires_on: date
    about: str
    id: int = 0


def turns(
    requests: Sequence[OpenRequest],
    permits: Sequence[EndingPermit],
    today: date,
    *,
    missing: Sequence[MissingPaper] = (),
) -> Iterator[Turn]:
    """The reasons of a case's requests: one for all that are to be chased, by the oldest of them."""
    late = sorted((each for each in requests if each.status in THEIRS and each.due_on <= today), key=_since)
    if late:
        oldest = late[0]
        more = f" and {len(late) - 1} more" if len(late) > 1 else ""
        since, row = _since(oldest), f"request:{oldest.id}"
        about = f"{oldest.about}{more}"
        yield oldest.due_on, Reason(6, since, "request_late", about, row)
        yield since + timedelta(days=OLD_DAYS), Reason(5, since, "request_late", about, row)
    for each in requests:
        if each.status in THEIRS and each.due_on > today:
            yield each.due_on, None
        elif each.status in _CODES:
            yield date.min, Reason(7, _since(each), _CODES[each.status], each.about, f"request:{each.id}")
    for paper in missing:
        told = Reason(7, paper.since, paper.kind, paper.about, paper.row)
        if paper.quiet_until is None:
            yield date.min, told
        elif paper.quiet_until < date.max:
            yield paper.quiet_until + timedelta(days=1), told
    for permit in permits:
        ends, row = permit.expires_on, f"authorization:{permit.id}"
        if ends >= today:
            yield ends - timedelta(days=PERMIT_DAYS), Reason(7, ends, "permit_ends", permit.about, row)
        yield ends + timedelta(days=1), Reason(5, ends, "permit_over", permit.about, row)


def _since(each: OpenRequest) -> date:
    return each.sent_on or each.since or each.due_on


def words(code: str, days: int, about: str) -> str | None:
    """A reason in words, with the days since (or until) the day it counts from; None for another's code."""
    match code:
        case "request_late":
            return f"asked {days} d ago: {about}"
        case "request_fee":
            return f"fee wanted, asked {days} d ago: {about}"
        case "request_refused":
            return f"refused, asked {days} d ago: {about}"
        case "permit_wanted":
            return f"authorization wanted {days} d: {about}"
        case "record_without_bill":
            return f"no bill {days} d: {about}"
        case "bill_without_record":
            return f"no record {days} d: {about}"
        case "permit_ends":
            return f"authorization ends in {days} d: {about}"
        case "permit_over":
            return f"authorization expired {days} d ago: {about}"
    return None
