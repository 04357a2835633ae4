"""The requests of a case as `caseterm case` tells them, one a line."""

from collections.abc import Iterator

from caseterm.rules.counting import counted
from caseterm.rules.date_words import paper_day
from caseterm.rules.summary import RequestFacts, SummaryFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import REQUEST_KINDS, REQUEST_STATUSES


def request_lines(facts: SummaryFacts) -> Iterator[tuple[str, str]]:
    """What was asked of whom, how it stands, and what they said last."""
    for row in facts.records or ():
        if row.status:
            yield "Request", _request(row)


def _request(row: RequestFacts) -> str:
    last = f"{paper_day(row.said_on)} {row.said}" if row.said and row.said_on and not row.complete else ""
    parts = (
        label(REQUEST_KINDS, row.kind),
        row.provider,
        f"by {row.vendor}" if row.vendor else "",
        row.range,
        label(REQUEST_STATUSES, row.status).lower(),
        f"sent {paper_day(row.sent_on)}" if row.sent_on else "",
        f"received {paper_day(row.received_on)}" if row.received_on else "",
        counted(row.pages, "page") if row.pages is not None else "",
        f"missing: {row.missing}" if row.missing else "",
        "to be chased" if row.late else "",
        last,
    )
    return ", ".join(part for part in parts if part)
