"""Requests for records and bills: when they are due to be chased, what comes next, what a provider's tracks come to.

The day counts are published practice (every 14 days; a second request at 30; the privacy officer at 45; an attorney
decides at 60) and the program's own defaults, not verified and no legal advice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.date_words import paper_day
from caseterm.rules.dates import parse_date
from caseterm.rules.money import parse_cents
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


# ---- what was said ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A follow-up as it was typed: who said what, how it was heard, and when to look again.

    `status` is what it makes of the request, "" when nothing; `fee_cents` a fee that was named.
    """

    outcome: str
    who: str = ""
    how: str = "call"
    next_on: date | None = None
    status: str = ""
    fee_cents: int | None = None


_NEXT = re.compile(r"(?:^|[\s,;])(\+\s?\d+\s?[a-z]*)\s*$", re.IGNORECASE)
_SPOKE = re.compile(r"^(?:spoke (?:with|to)|talked to|reached)\s+", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:left|voice ?mail|vm|no answer|busy|fax|re-?fax|e-?mail|mailed|sent|re-?sent|portal|asked|called|waiting|"
    r"in process|processing|they)",
    re.IGNORECASE,
)
_WAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("voicemail", re.compile(r"\b(?:voice ?mail|vm|left (?:a )?message)\b", re.IGNORECASE)),
    ("fax", re.compile(r"^(?:re-?)?fax|\bre-?sent by fax\b", re.IGNORECASE)),
    ("email", re.compile(r"^(?:re-?)?e-?mail", re.IGNORECASE)),
    ("portal", re.compile(r"^(?:on |by |in )?(?:the )?portal\b", re.IGNORECASE)),
)
_MEANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fee_requested", re.compile(r"\b(?:fee|invoice|pre-?pay(?:ment)?)\b|\$\s?\d", re.IGNORECASE)),
    ("in_process", re.compile(r"\b(?:in process|processing|working on it|being copied|in the mail|mailed)\b", re.I)),
    (
        "receipt_confirmed",
        re.compile(r"\b(?:have it|has it|got it|confirmed receipt|receipt confirmed|logged)\b", re.I),
    ),
)
_FEE = re.compile(r"\$\s?(\d[\d,]*(?:\.\d{1,2})?)")


def read_follow_up(text: str, *, today: date) -> Said:
    """A follow-up line: "L., processing", "voicemail +7", "Dana in HIM: fee $35 +10b".

    The name stands before the first colon or comma; +N at the end is when to look again, else 14 days on. Raises
    ValueError in words.
    """
    typed = " ".join(text.split())
    match = _NEXT.search(typed)
    next_on = today + timedelta(days=CHASE_DAYS)
    if match:
        next_on = parse_date(match.group(1).replace(" ", ""), today=today)
        typed = typed[: match.start()].rstrip(" ,;")
    if not typed:
        raise ValueError("What did they say? Such as: L., processing")
    who, said = _parted(typed)
    status = next((code for code, means in _MEANS if means.search(said)), "")
    fee = _FEE.search(said)
    return Said(
        outcome=said,
        who=who,
        how=next((way for way, means in _WAYS if means.search(said)), "call"),
        next_on=next_on,
        status=status,
        fee_cents=parse_cents(fee.group(1)) if fee and status == "fee_requested" else None,
    )


def _parted(typed: str) -> tuple[str, str]:
    """Who, and what was said."""
    named = bool(_SPOKE.match(typed))
    typed = _SPOKE.sub("", typed)
    for mark in (":", ","):
        who, found, said = typed.partition(mark)
        if found and said.strip() and len(who) <= 60 and (named or not _NO_NAME.match(who)):
            return who.strip(), said.strip()
    return (typed, "reached") if named else ("", typed)


def after_follow_up(status: str, said: Said) -> str:
    """The status of a request once this was said: it goes forward, never back from what came in."""
    if not said.status or status not in THEIRS | {"fee_requested"}:
        return status
    if said.status == "receipt_confirmed":
        return said.status if status == "sent" else status
    return status if status == "partial" and said.status == "in_process" else said.status


# ---- what is missing -------------------------------------------------------------------------------------------

_MISSING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("films_imaging", re.compile(r"\b(?:films?|x-?rays?|mris?|ct|images?|imaging|cds?|disc)\b", re.IGNORECASE)),
    ("bills", re.compile(r"\b(?:bills?|billing|itemi[sz]ed|ledger|ub-?04|hcfa|cms-?1500)\b", re.IGNORECASE)),
    ("ambulance", re.compile(r"\b(?:ambulance|run sheet|pcr|ems)\b", re.IGNORECASE)),
    ("er_chart", re.compile(r"\b(?:er|emergency)\b", re.IGNORECASE)),
    ("pharmacy", re.compile(r"\b(?:pharmacy|prescriptions?|meds)\b", re.IGNORECASE)),
    ("narrative_report", re.compile(r"\bnarrative\b", re.IGNORECASE)),
)


def kind_of_missing(note: str, *, asked: str) -> str:
    """What to ask for when this is missing from what came of a request of the kind `asked`."""
    found = next((kind for kind, means in _MISSING if means.search(note)), "")
    return found or ("records" if asked == "records_and_bills" else asked)


def request_words(kind: str, name: str) -> str:
    """Records, Mercy PT."""
    words = REQUEST_KINDS.get(kind, kind.replace("_", " "))
    return f"{words}, {name}" if name else words


# ---- authorizations --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
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
