"""What was said about a request, read from one line; and what to ask for when something is missing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.dates import parse_date
from caseterm.rules.money import parse_cents
from caseterm.rules.requests import CHASE_DAYS, REVIEW_DAYS
from caseterm.rules.terms_requests import THEIRS


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
_FEE = re.compile(r"(?:\$\s?|\bfee (?:of |is |was )?)(\d[\d,]*(?:\.\d{1,2})?)", re.IGNORECASE)


def read_follow_up(text: str, *, today: date) -> Said:
    """A follow-up line: "L., processing", "voicemail +7", "Dana in HIM: fee $35 +10b".

    The name stands before the first colon or comma; +N at the end is when to look again, else 14 days on, or 3 where
    they want a fee, for that is for us to pay. Raises ValueError in words.
    """
    typed = " ".join(text.split())
    match = _NEXT.search(typed)
    next_on = None
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
        next_on=next_on or today + timedelta(days=REVIEW_DAYS if status == "fee_requested" else CHASE_DAYS),
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
    """The status of a request once this was said: it goes forward, never back from what came in.

    An office that refused and now works on it, or has it, refuses no longer.
    """
    if not said.status or status not in THEIRS | {"fee_requested", "rejected"}:
        return status
    if status == "rejected":
        return said.status
    if said.status == "receipt_confirmed":
        return said.status if status == "sent" else status
    return status if status == "partial" and said.status == "in_process" else said.status


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
