"""A story's requests: what was asked of each provider and of others, what they said about it, what came in.

Only cases that go on have rows of their own; a closed one keeps the dates on its providers, as it was kept then.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from caseterm.rules.requests import CHASE_DAYS, TRACKS, Asked, on_track, track
from caseterm.rules.sample_case import Told
from caseterm.rules.sample_lines import Line, is_day, line
from caseterm.rules.sample_rows import Row
from caseterm.rules.terms_requests import ANSWERED, CAME, THEIRS

CHASE = timedelta(days=CHASE_DAYS)
CLERKS = ("Rosalind", "T. Ngo, billing", "Mr. Abad", "Lorraine", "the records desk")
KNOWN_CLERKS: Mapping[str, str] = {"mercy_pt": "Carmen", "east_bay_er": "Denise, HIM", "delta_chiro": "Sue"}
"""Who answers at an office: always the same."""
SAID = ("in the queue, ten working days", "sent to the copy service", "being copied", "waiting for the doctor's notes")
_VERDICTS = {"reviewed_complete": "complete", "partial": "partial", "reviewed_incomplete": "partial"}


def asked_of(told: Told, care: Mapping[str, Any], *, fax: str) -> list[Row]:
    """The requests to one provider: those the story tells in `asks`, else one for each track its dates tell of."""
    if not open_case(told):
        return []
    rows = [_told(told, line(text), fax=fax) for text in care.get("asks", ())]
    for number, name in enumerate(TRACKS):
        if f"{name}_requested" in care and not any(on_track(name, row["kind"]) for row in rows):
            rows.append(_usual(told, care, name, fax=fax, turn=number))
    return rows


def open_case(told: Told) -> bool:
    """Whether the case goes on."""
    return told.phases[-1][0] != "closed"


def tracks_of(rows: Sequence[Row]) -> Row:
    """The provider's own dates that follow from its requests."""
    values: Row = {}
    followed = {row["follows"] for row in rows if row.get("follows")}
    for name in TRACKS:
        mine = [row for row in rows if on_track(name, row["kind"])]
        if mine:
            found = track(
                Asked(row["kind"], row["status"], row["sent_on"], row["follow_up_on"], row["status_on"],
                      row["received_on"], followed=row["kind"] in followed and row["status"] not in ANSWERED)
                for row in mine
            )  # fmt: skip
            values |= {f"{name}_requested_on": found.requested_on, f"{name}_received_on": found.received_on,
                       f"{name}_complete": found.complete}  # fmt: skip
    return values


def put_requests(told: Told, rows: Sequence[Row], *, provider_id: int | None = None) -> None:
    """Store requests with what was said about each; one may follow another by its kind."""
    ids: dict[str, int] = {}
    for row in rows:
        again = row["follow_up_on"]
        heard, follows, vendor = row.pop("heard"), row.pop("follows", ""), row.pop("vendor", "")
        values = {**row, "case_provider_id": provider_id, "follows_id": ids.get(follows)}
        if vendor:
            values["vendor_id"] = told.contact(vendor)
        request_id = told.put("records_requests", values, day=row["sent_on"] or told.opened)
        ids[row["kind"]] = request_id
        for place, (on, how, who, outcome) in enumerate(heard, start=1):
            last = place == len(heard) and again is not None
            told.put(
                "request_followups",
                {"request_id": request_id, "dated": on, "how": how, "spoke_with": who, "outcome": outcome,
                 "next_on": again if last else on + CHASE},
                day=on,
            )  # fmt: skip


def put_ask(told: Told, given: Line) -> None:
    """Something asked of somebody who is no provider."""
    if open_case(told):
        put_requests(told, [_told(told, given, fax="")])


def put_authorization(told: Told, care: Mapping[str, Any], provider_id: int) -> None:
    """The HIPAA form a provider has."""
    if "hipaa" in care and open_case(told):
        signed = told.day(str(care["hipaa"]))
        ends = told.day(str(care["hipaa_expires"])) if "hipaa_expires" in care else None
        values: Row = {"case_provider_id": provider_id, "kind": "hipaa", "signed_on": signed, "sent_on": signed}
        told.put("authorizations", {**values, "expires_on": ends}, day=signed)


def _base(told: Told, kind: str, sent: date | None, *, fax: str) -> Row:
    return {
        "kind": kind, "dos_from": told.incident_on, "until_today": True, "method": "fax" if fax else "mail",
        "sent_to": fax, "sent_on": sent, "requested_by": "MG", "received_on": None, "follow_up_on": None, "heard": [],
    }  # fmt: skip


def _usual(told: Told, care: Mapping[str, Any], name: str, *, fax: str, turn: int) -> Row:
    """What a track's dates tell: asked for, followed up every two weeks or so, and in."""
    sent = told.day(str(care[f"{name}_requested"]))
    came = told.day(str(care[f"{name}_received"])) if f"{name}_received" in care else None
    whole = bool(care.get(f"{name}_complete"))
    status = "reviewed_complete" if whole and came else "received" if came else "sent"
    row = _base(told, name, sent, fax=fax)
    key = str(care["provider"])
    clerk = KNOWN_CLERKS.get(key) or CLERKS[sum(map(ord, key)) % len(CLERKS)]
    row["heard"] = list(_heard(told, sent, came, turn=turn, clerk=clerk))
    last = row["heard"][-1][0] if row["heard"] else sent
    if status == "sent" and row["heard"]:
        status = "in_process"
    row |= {
        "status": status, "status_on": came or last, "received_on": came,
        "reviewed_on": came + timedelta(days=2) if whole and came else None,
        "completeness": _VERDICTS.get(status, "unknown"),
        "follow_up_on": None if came else last + CHASE,
    }  # fmt: skip
    if came:
        row["pages_received"] = 12 + (sent.toordinal() * 7 + told.case_id * 13) % 190 if name == "records" else 4
    return row


def _heard(told: Told, sent: date, came: date | None, *, turn: int, clerk: str) -> Iterator[tuple[date, str, str, str]]:
    """Follow-ups: one every two weeks, the last of them sometimes missed."""
    end = came or told.today - timedelta(days=2 + (told.case_id + turn) % 3 * 8)
    number = 0
    day = sent + CHASE + timedelta(days=(told.case_id + turn) % 4)
    while day < end and number < 8:
        at = told.case_id + turn + number
        how = ("call", "fax", "call", "voicemail")[at % 4]
        who = clerk if how == "call" else ""
        said = SAID[at % len(SAID)] if how == "call" else "asked again" if how == "fax" else "voicemail left"
        yield told.workday(day), how, who, said
        number += 1
        day += CHASE + timedelta(days=at % 5)


def _told(told: Told, given: Line, *, fax: str) -> Row:
    """A request as the story tells it: `-26 bills status:sent fee:35 | -12 call Ann: in the mail`."""
    day, kind = given.words[:2]
    status = given.named.get("status", "sent")
    sent = told.day(day) if status not in ("draft", "needs_authorization", "ready") else None
    row = _base(told, kind, sent, fax="" if "vendor" in given.named else fax)
    row["heard"] = [_said(told, text) for text in given.texts if is_day(text.split(" ")[0])]
    notes = [text for text in given.texts if not is_day(text.split(" ")[0])]
    came = told.day(given.named["came"]) if "came" in given.named else None
    last = max([each[0] for each in row["heard"]], default=told.day(day))
    row |= {
        "status": status, "status_on": came or last, "received_on": came,
        "reviewed_on": came if status.startswith("reviewed") else None,
        "completeness": _VERDICTS.get(status, "unknown"), "missing_note": given.named_text("missing"),
        "reference": given.named_text("ref"), "notes": " ".join(notes),
        "follow_up_on": (last + CHASE if status in THEIRS else None)
        if "again" not in given.named else told.day(given.named["again"]),
        "follows": given.named.get("follows", ""), "vendor": given.named.get("vendor", ""),
    }  # fmt: skip
    for name, column in (("pages", "pages_received"), ("of", "pages_expected")):
        if name in given.named:
            row[column] = int(given.named[name])
    for name, column in (("fee", "fee_quoted_cents"), ("paid", "fee_paid_cents")):
        if name in given.named:
            row[column] = int(given.named[name]) * 100
    if "paid" in given.named:
        row["fee_paid_on"] = last
    if "to" in given.named:
        row |= {"sent_to": given.named_text("to"), "dos_from": None, "until_today": False}
    row["method"] = given.named.get("by", "vendor" if row["vendor"] else row["method"])
    assert status not in CAME or came is not None
    return row


def _said(told: Told, text: str) -> tuple[date, str, str, str]:
    day, how, rest = text.split(" ", 2)
    who, found, outcome = rest.partition(": ")
    return told.day(day), how, who if found else "", outcome if found else rest
