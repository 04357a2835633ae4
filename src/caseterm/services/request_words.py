"""What the acts on requests are called in the history and on the status row."""

from collections.abc import Sequence, Set
from datetime import date

from caseterm.models import RecordsRequest
from caseterm.rules import requests as rules
from caseterm.rules.counting import counted
from caseterm.rules.heard import Said
from caseterm.rules.requests import CHASE_DAYS, request_words
from caseterm.rules.tasks import brief_day
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import REQUEST_STATUSES
from caseterm.services.request_tracks import asked_of, provider_name
from caseterm.services.whose import client_of
from caseterm.store.writing import Write


def words(write: Write, row: RecordsRequest) -> str:
    """What was asked of whom: Records, Mercy PT."""
    return request_words(row.kind, provider_name(write, row.case_provider_id) or row.sent_to)


def subject(write: Write, rows: Sequence[RecordsRequest]) -> str:
    """What an act is about: the one request and its client, or how many."""
    if len(rows) != 1:
        return f"{len(rows)} requests"
    return f"{words(write, rows[0])} ({client_of(write, rows[0].case_id)})"


def standing(row: RecordsRequest, today: date) -> str:
    """How far a request is, and when it is looked at again."""
    due = rules.due_on(asked_of(row))
    status = label(REQUEST_STATUSES, row.status).lower()
    return f"{status}, follow-up {brief_day(due, today)}" if due is not None and due > today else status


def asked_words(write: Write, made: Sequence[RecordsRequest], known: int, settled: int) -> str:
    """What was asked of whom, what waits, what was out already and what is all in."""
    if not made:
        return f"Nothing was asked for: all of it is {'in or ' if settled else ''}out already"
    cases = {row.case_id for row in made}
    whose = client_of(write, made[0].case_id) if len(cases) == 1 else f"{len(cases)} clients"
    kinds = " and ".join(dict.fromkeys(row.kind for row in made))
    names = list(dict.fromkeys(provider_name(write, row.case_provider_id) for row in made))
    who = names[0] if len(names) == 1 else f"{len(names)} providers"
    held = sum(row.status == "needs_authorization" for row in made)
    if held == len(made):
        return f"To request {kinds} from {who} ({whose}): the authorization has run out"
    more = f", {known} out already" if known else ""
    more += f", {settled} all in" if settled else ""
    more += f", {held} to wait for an authorization" if held else ""
    return f"Requested {kinds} from {who} ({whose}), follow-up in {CHASE_DAYS} days{more}"


def received_words(write: Write, rows: Sequence[RecordsRequest], on: date, pages: int | None, completeness: str) -> str:
    """What came, how long it took, and whether it is all."""
    row = rows[0]
    told = f", {counted(pages, 'page')}" if pages is not None else ""
    verdict = {"complete": ", complete", "partial": ", something is missing", "wrong_patient": ", WRONG PATIENT",
               "wrong_dates": ", wrong dates"}.get(completeness, "")  # fmt: skip
    if len(rows) > 1:
        return f"Received: {subject(write, rows)}{told}{verdict}"
    days = f", {(on - row.sent_on).days} days after asking" if row.sent_on and row.sent_on <= on else ""
    name = provider_name(write, row.case_provider_id) or row.sent_to
    what = request_words(row.kind, "").lower()
    return f"Received {what} from {name or 'them'} ({client_of(write, row.case_id)}){days}{told}{verdict}"


def heard_status(said: Said, now: Set[str]) -> str:
    """The status in words, where it is that of these requests now and what was said does not say it already."""
    words = label(REQUEST_STATUSES, said.status).lower() if said.status in now else ""
    return f", {words}" if words and words not in said.outcome.lower() else ""


def cost_words(rows: Sequence[RecordsRequest], costs: Sequence[str]) -> str:
    """What an act did to the costs of the case: of one request as it is, of several only that it did."""
    told = [each for each in costs if each]
    if len(rows) == 1:
        unknown = rows[0].status == "fee_paid" and not rows[0].fee_paid_cents
        return "; how much is not known, e enters it" if unknown else "".join(told)
    return f", {counted(len(told), 'cost')} with it" if told else ""
