"""What `caseterm case` says of a case's negotiation and of the client's net as it stands."""

from collections.abc import Iterator

from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.summary import OfferFacts, SummaryFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import NEGOTIATION_KINDS


def offer_lines(facts: SummaryFacts) -> Iterator[tuple[str, str]]:
    """Each demand and offer, what lies between the last ones, and the projected net."""
    told = facts.negotiation
    for event in told.events if told else ():
        yield "Negotiation", _event(event)
    if told and told.gap is not None and told.middle is not None:
        yield "Gap", f"{_dollars(told.gap)}, the middle is {_dollars(told.middle)}"
    net = facts.projection
    if net is not None:
        off = f"fee {_dollars(net.fee)}, costs {_dollars(net.costs)}, liens {_dollars(net.liens)}"
        yield "Projected net", f"{_dollars(net.net)} of {_dollars(net.gross)} ({net.of}), {off}"


def _event(event: OfferFacts) -> str:
    parts = (
        paper_day(event.on) if event.on else "",
        label(NEGOTIATION_KINDS, event.kind).lower(),
        _dollars(event.amount) if event.amount is not None else "",
        event.carrier,
        f"expires {paper_day(event.expires_on)}" if event.expires_on else "",
        "waits for an answer" if event.waits else "",
    )
    return ", ".join(part for part in parts if part)


def _dollars(cents: int) -> str:
    return format_cents(cents, dollar=True, parentheses=True)
