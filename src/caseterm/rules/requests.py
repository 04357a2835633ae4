"""Requests for records and bills: when they are due to be chased, what comes next, what a provider's tracks come to.

The day counts are published practice (every 14 days; a second request at 30; the privacy officer at 45; an attorney
decides at 60) and the program's own defaults, not verified and no legal advice.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from caseterm.rules.date_words import paper_day
from caseterm.rules.terms_requests import (
    ANSWERED,
    BILLS_TRACK,
    CAME,
    NOT_SENT,
    OURS,
    OVER,
    RECORDS_TRACK,
    REQUEST_KINDS,
    THEIRS,
)
from caseterm.values import value

CHASE_DAYS = 14
REVIEW_DAYS = 3
SEND_DAYS = 2
SOON_EXPIRES_DAYS = 30
LADDER: tuple[tuple[int, str], ...] = (
    (60, "attorney decides: subpoena?"),
    (45, "HIM or privacy officer"),
    (30, "second request"),
    (14, "follow up"),
    (7, "do they have it?"),
    (0, "wait"),
)
"""By days since it was sent, the longest first."""
TRACKS: Mapping[str, frozenset[str]] = {"records": RECORDS_TRACK, "bills": BILLS_TRACK}


@value
class Asked:
    """What of a request decides how it stands; `followed` when another request took its place."""

    kind: str
    status: str
    sent_on: date | None = None
    follow_up_on: date | None = None
    status_on: date | None = None
    received_on: date | None = None
    followed: bool = False

    @property
    def over(self) -> bool:
        """Whether nobody has anything more to do about it."""
        return self.status in OVER or (self.followed and self.status not in THEIRS)

    @property
    def theirs(self) -> bool:
        """Whether the answer is theirs to give."""
        return self.status in THEIRS


def due_on(asked: Asked) -> date | None:
    """The day on which somebody should look at it again; None when it is over."""
    if asked.over:
        return None
    if asked.theirs:
        return asked.follow_up_on or (asked.sent_on + timedelta(days=CHASE_DAYS) if asked.sent_on else None)
    since = asked.status_on or asked.received_on or asked.sent_on
    days = REVIEW_DAYS if asked.status == "received" else SEND_DAYS if asked.status in NOT_SENT else 0
    return asked.follow_up_on or (since + timedelta(days=days) if since else None)


def is_due(asked: Asked, today: date) -> bool:
    """Whether it is to be chased, sent, paid or reviewed by today."""
    due = due_on(asked)
    return due is not None and due <= today


def age(asked: Asked, today: date) -> int | None:
    """Days since it was sent; None before."""
    return (today - asked.sent_on).days if asked.sent_on else None


def next_step(asked: Asked, today: date) -> str:
    """What is to be done next, in a few words."""
    ours = {
        "draft": "finish and send", "needs_authorization": "get it signed", "ready": "send it",
        "fee_requested": "pay or dispute the fee", "received": "review it", "rejected": "ask anew",
        "reviewed_incomplete": "ask for what is missing",
    }  # fmt: skip
    if asked.over:
        return ""
    if asked.status in OURS:
        return ours[asked.status]
    if asked.status == "partial":
        return "the rest"
    days = age(asked, today) or 0
    return next(words for least, words in LADDER if days >= least)


@value
class Track:
    """Records or bills of one provider: first asked, all in, and whether all there is came."""

    requested_on: date | None = None
    received_on: date | None = None
    complete: bool = False


def track(asked: Iterable[Asked]) -> Track:
    """What a track's requests come to, those called off left out.

    It is in once nothing of it is out any more and something came; complete when each was answered in full or by
    another request.
    """
    live = [each for each in asked if each.status != "cancelled"]
    sent = [each.sent_on or each.received_on for each in live]
    first = min((day for day in sent if day is not None), default=None)
    came = [each.received_on for each in live if each.status in CAME and each.received_on is not None]
    waiting = any(each.status in THEIRS | NOT_SENT | {"fee_requested"} and not each.over for each in live)
    whole = bool(live) and all(each.status in ANSWERED or each.over for each in live)
    whole = whole and any(each.status in ANSWERED for each in live)
    return Track(first, max(came, default=None) if not waiting else None, whole)


def on_track(name: str, kind: str) -> bool:
    """Whether a kind of request is on the track of records or of bills."""
    return kind in TRACKS[name]


def range_words(dos_from: date | None, dos_to: date | None, *, all_dates: bool, until_today: bool) -> str:
    """05/14/2026 to present."""
    if all_dates:
        return "all dates"
    start = paper_day(dos_from) if dos_from else ""
    end = "present" if until_today else paper_day(dos_to) if dos_to else ""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"to {end}" if dos_to and not until_today else ""


def request_words(kind: str, name: str) -> str:
    """Records, Mercy PT."""
    words = REQUEST_KINDS.get(kind, kind.replace("_", " "))
    return f"{words}, {name}" if name else words


# ---- authorizations --------------------------------------------------------------------------------------------


@value
class Permit:
    """An authorization as far as it decides whether something may be asked for; provider 0 is every one."""

    id: int
    provider_id: int
    kind: str
    expires_on: date | None = None
    revoked_on: date | None = None
    signed_on: date | None = None

    def stands(self, day: date) -> bool:
        """Whether it is good on a day."""
        gone = self.revoked_on is not None and self.revoked_on <= day
        return not gone and (self.expires_on is None or self.expires_on >= day)


def permit_for(permits: Iterable[Permit], provider_id: int) -> Permit | None:
    """The medical authorization for a provider that lasts longest: its own before one for all."""
    fit = [each for each in permits if each.kind.startswith("hipaa") and each.provider_id in (0, provider_id)]
    return max(fit, key=_lasts, default=None)


def _lasts(permit: Permit) -> tuple[bool, date, bool]:
    return permit.revoked_on is None, permit.expires_on or date.max, permit.provider_id != 0


def ending(permits: Iterable[Permit], today: date, *, within: int = SOON_EXPIRES_DAYS) -> list[Permit]:
    """The authorizations that run out within so many days, or have, and that no longer one stands for."""
    known = list(permits)
    found = []
    for permit in known:
        if permit.expires_on is None or permit.revoked_on or (permit.expires_on - today).days > within:
            continue
        longer = (
            other
            for other in known
            if other.kind == permit.kind and other.provider_id in (0, permit.provider_id) and not other.revoked_on
        )
        if all(other.expires_on is not None and other.expires_on <= permit.expires_on for other in longer):
            found.append(permit)
    return found
