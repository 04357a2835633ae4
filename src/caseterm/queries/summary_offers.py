"""What a summary says of a case's negotiation, and what the client would get at the offer as it stands."""

from __future__ import annotations

import sqlite3

from caseterm.queries.plain import over
from caseterm.rules.summary import NegotiationFacts, OfferFacts, ProjectionFacts


def negotiation(connection: sqlite3.Connection, case_id: int) -> NegotiationFacts:
    """Every demand and offer, oldest first, with what lies between the last ones."""
    if not _any(connection, "negotiation_events", case_id):
        return NegotiationFacts()
    from caseterm.queries import settlement  # most cases are not negotiated yet, and need none of it
    from caseterm.rules.negotiation import standing, waits

    db = over(connection)
    events = settlement.events(db, case_id)
    carriers = {claim.id: claim.insurer for claim in settlement.claims(db, case_id)}
    limits = {claim.id: claim.limit for claim in settlement.claims(db, case_id)}
    stands = standing(events)
    return NegotiationFacts(
        events=tuple(
            OfferFacts(
                on=event.dated,
                kind=event.kind,
                amount=event.amount,
                carrier=carriers.get(event.claim_id or 0, ""),
                limit=limits.get(event.claim_id or 0),
                expires_on=event.expires_on,
                waits=waits(event, events),
                authority=event.authority,
            )
            for event in events
        ),
        gap=stands.gap,
        middle=stands.middle,
    )


def projection(connection: sqlite3.Connection, case_id: int) -> ProjectionFacts | None:
    """The net at the recoveries entered, else at the last offer or demand; None where there is none of them."""
    has_recovery = _any(connection, "recoveries", case_id)
    if not has_recovery and not _any(connection, "negotiation_events", case_id):
        return None
    from caseterm.queries import settlement
    from caseterm.rules.negotiation import standing
    from caseterm.rules.settlement import settle
    from caseterm.rules.settling import Offer, fee_of, given_of, project
    from caseterm.rules.shares import share_words

    db = over(connection)
    stands = standing(settlement.events(db, case_id))
    known = stands.offer or stands.demand
    if not has_recovery and (known is None or known.amount is None):
        return None
    money = settlement.money(db, case_id)
    num, den, _basis = fee_of(money)
    if has_recovery or known is None:
        of, made = "recoveries", settle(given_of(money))
    else:
        of = "offer" if stands.offer else "demand"
        made = project(money, Offer(known.amount or 0, known.claim_id))
    return ProjectionFacts(
        of=of,
        gross=made.gross,
        fee=made.fees,
        rate=share_words(num, den),
        costs=made.costs,
        liens=made.lien_total,
        liens_open=sum(not lien.sure for lien in made.liens),
        providers=made.provider_total,
        other=made.other_total,
        net=made.net,
        cautions=made.cautions,
    )


def _any(connection: sqlite3.Connection, table: str, case_id: int) -> bool:
    query = f"SELECT 1 FROM {table} WHERE case_id = ? AND archived_at IS NULL LIMIT 1"
    return connection.execute(query, (case_id,)).fetchone() is not None


def claim_facts(connection: sqlite3.Connection, case_id: int) -> tuple[tuple[str, str], ...]:
    """What is known of the facts that cases of this claim type have."""
    if not _any(connection, "claim_details", case_id):
        return ()
    from caseterm.queries import claimdetails

    return tuple(claimdetails.lines(over(connection), case_id))
