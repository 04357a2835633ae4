"""How a request reads in lists and in the strip below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseterm.queries.requests import FollowUpLine, RequestLine
from caseterm.queries.unmatched import Excused
from caseterm.rules import requests as rules
from caseterm.rules.counting import counted
from caseterm.rules.date_words import bare_day, paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.requests import SOON_EXPIRES_DAYS
from caseterm.rules.terms import PRIORITIES, label
from caseterm.rules.terms_requests import COMPLETENESS, FOLLOW_UP_WAYS, REQUEST_METHODS, REQUEST_STATUSES
from caseterm.rules.unmatched import Unmatched
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import ACROSS, Cell
from caseterm.widgets.safe import cut, wrap

SHORT = {"needs_authorization": "To be signed"}
LATE_ROLES: tuple[tuple[int, str], ...] = ((45, "bad"), (0, "warn"))


def status_cell(line: RequestLine) -> Cell:
    """How far it has come."""
    words = SHORT.get(line.status) or label(REQUEST_STATUSES, line.status)
    if line.archived or line.asked.over:
        return (words, "good" if line.status == "reviewed_complete" and not line.archived else "muted")
    if line.status in ("rejected", "needs_authorization", "fee_requested", "reviewed_incomplete"):
        return (words, "warn")
    return words


def due_cell(line: RequestLine, today: date) -> Cell:
    """When to look again, with its mark where that day has come."""
    due = rules.due_on(line.asked)
    if due is None or line.archived:
        return ""
    text = bare_day(due, today)
    return (f"{text} !", "warn") if due <= today else text


def age_cell(line: RequestLine, today: date) -> Cell:
    """Days since it was sent."""
    days = rules.age(line.asked, today)
    if days is None:
        return ("-", "muted")
    if line.asked.over or not rules.is_due(line.asked, today):
        return (f"{days} d", "muted" if line.asked.over else "")
    return (f"{days} d", next(role for least, role in LATE_ROLES if days >= least))


def range_short(line: RequestLine) -> str:
    """05/14/26-now, all."""
    if line.all_dates:
        return "all dates"
    start = f"{line.dos_from:%m/%d/%y}" if line.dos_from else ""
    end = "now" if line.until_today else f"{line.dos_to:%m/%d/%y}" if line.dos_to else ""
    return f"{start}-{end}" if start else f"to {end}" if line.dos_to and not line.until_today else ""


def request_lines(
    line: RequestLine, heard: Sequence[FollowUpLine], reach: tuple[str, str], *, today: date, width: int, whose: bool
) -> list[list[Cell]]:
    """Whom to call, what was asked and paid, what came, and what they said last."""
    phone, fax = reach
    room = max(20, width - 2)
    numbers: list[Cell] = ["   ", (phone or "no phone", "bold" if phone else "muted"), f"   fax {fax}" if fax else ""]
    head: list[Cell] = [(cut(line.holder, max(12, room - cells_width(numbers))), "bold"), *numbers]
    whom = f"for {line.provider}" if line.vendor else ""
    if whom and cells_width([*head, "   ", whom]) <= room:
        head += ["   ", (whom, "muted")]
    lines = [head]
    if whom and len(head) == 1 + len(numbers):
        lines.append([(whom, "muted")])
    client = f"{line.client} {line.number}: " if whose else ""
    asked = [f"{client}{rules.request_words(line.kind, '')}", line.range, _sent(line)]
    lines += [[part] for part in wrap(", ".join(part for part in asked if part), room)]
    due = rules.is_due(line.asked, today)
    step = rules.next_step(line.asked, today) if due or not line.asked.theirs else ""
    stands = [label(REQUEST_STATUSES, line.status).lower(), *_money(line), *_came(line)]
    lines += [[part] for part in wrap(", ".join(stands), room)]
    if step:
        told = (f"next: {step}", "warn" if due else "")
        if cells_width([*lines[-1], "   ", told]) <= room:
            lines[-1] += ["   ", told]
        else:
            lines.append([told])
    if line.missing_note:
        lines += [[("Missing  ", "muted"), part] for part in wrap(line.missing_note, room - 9)[:1]]
    lines += [heard_line(each) for each in heard]
    if line.notes:
        lines += [[(part, "muted")] for part in wrap(" ".join(line.notes.split()), room)]
    return lines


def heard_line(each: FollowUpLine) -> list[Cell]:
    """11/06 call  L.: processing, look again 11/20."""
    who = f"{each.spoke_with}: " if each.spoke_with else ""
    again = f"   (again {each.next_on:%m/%d})" if each.next_on else ""
    how = label(FOLLOW_UP_WAYS, each.how).lower()
    return [(f"{each.dated:%m/%d} {how:<9} ", "muted"), f"{who}{each.outcome}", (again, "muted")]


def _sent(line: RequestLine) -> str:
    how = label(REQUEST_METHODS, line.method).lower()
    by = f" by {how}" if how else ""
    to = f" to {line.sent_to}" if line.sent_to else ""
    number = f", their no. {line.reference}" if line.reference else ""
    urgent = f", {PRIORITIES[line.priority].lower()}" if line.priority in (1, 2) else ""
    when = f"sent {paper_day(line.sent_on)}" if line.sent_on else "not sent"
    return f"{when}{by}{to}{number}{urgent}"


def _money(line: RequestLine) -> list[str]:
    found = []
    if line.fee_quoted_cents:
        found.append(
            f"fee {format_cents(line.fee_quoted_cents, dollar=True)}" + (", disputed" if line.fee_disputed else "")
        )
    if line.fee_paid_cents:
        on = f" {paper_day(line.fee_paid_on)}" if line.fee_paid_on else ""
        found.append(f"paid {format_cents(line.fee_paid_cents, dollar=True)}{on}")
    return found


def _came(line: RequestLine) -> list[str]:
    found = []
    if line.received_on:
        of = f" of {line.pages_expected}" if line.pages_expected else ""
        pages = f", {line.pages_received}{of} pages" if line.pages_received is not None else ""
        verdict = label(COMPLETENESS, line.completeness).lower()
        found.append(f"came {paper_day(line.received_on)}{pages}" + (f" ({verdict})" if line.completeness else ""))
    elif line.pages_expected:
        found.append(f"{line.pages_expected} pages expected")
    if line.affidavit:
        found.append("affidavit asked")
    return found


def unmatched_words(found: Unmatched) -> str:
    """No bill for 3 visits, 05/04/26 to 06/20/26."""
    what = "No bill" if found.kind == "record_without_bill" else "No record"
    start = f"{found.span.first:%m/%d/%y}" if found.span.first > date.min else "the beginning"
    span = start if found.span.first == found.span.last else f"{start} to {found.span.last:%m/%d/%y}"
    return f"{what} for{_counted(found)} {span}"


def _counted(found: Unmatched) -> str:
    noun = "visit" if found.kind == "record_without_bill" else "bill"
    return f" {counted(found.count, noun)}," if found.count else ""


def unmatched_cells(found: Unmatched) -> dict[str, Cell]:
    """The same as a row among a case's requests."""
    return {ACROSS: (f"! {unmatched_words(found)}", "warn")}


def excused_words(found: Excused, today: date) -> str:
    """No bill, 01/03/26 to 01/07/26: free clinic (until 12/21/26)."""
    what = "No bill" if found.kind == "record_without_bill" else "No record"
    days = [f"{each:%m/%d/%y}" for each in dict.fromkeys((found.first, found.last)) if each]
    until = "for good" if found.until is None else f"until {found.until:%m/%d/%y}"
    over = ", over" if found.until is not None and found.until < today else ""
    return f"{what}, {' to '.join(days) or 'all days'}: {' '.join(found.reason.split())} ({until}{over})"


def expiry_cell(expires_on: date | None, revoked_on: date | None, today: date) -> Cell:
    """Until when an authorization is good, with its mark where it runs out or has."""
    if revoked_on is not None:
        return (f"revoked {revoked_on:%m/%d/%y}", "muted")
    if expires_on is None:
        return ("no end", "muted")
    days = (expires_on - today).days
    if days < 0:
        return (f"expired {expires_on:%m/%d/%y} !", "bad")
    return (f"to {expires_on:%m/%d/%y}" + (f", {days} d !" if days <= SOON_EXPIRES_DAYS else ""),
            "warn" if days <= SOON_EXPIRES_DAYS else "")  # fmt: skip
