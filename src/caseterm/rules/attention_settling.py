"""Why a case needs her for its money: offers that run out or wait, funds that do not come, liens open at settlement.

The days are the program's own proposals and no legal advice.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from caseterm.rules.attention_reason import Reason, Turn
from caseterm.values import value

NEAR_DAYS = 14
URGENT_DAYS = 3
OFFER_DAYS = 7
DEMAND_DAYS = 40
FUNDS_DAYS = 30
PAYOUT_DAYS = 14
NEGOTIATING = frozenset({"demand", "negotiation"})
"""The phases in which a demand waits for its answer; in a suit it no longer does."""


@value
class OpenOffer:
    """The newest demand or offer on a claim that nothing has answered; a demand's last day is a deadline of its own."""

    ours: bool
    made_on: date
    expires_on: date | None
    about: str
    id: int = 0


@value
class Settling:
    """The money of a case that waits. `agreed_on` and `about` are of the oldest recovery without its funds; `funds_on`
    is the day from which all funds lie there and nothing was paid out."""

    offers: tuple[OpenOffer, ...] = ()
    agreed_on: date | None = None
    about: str = ""
    recovery_id: int = 0
    funds_on: date | None = None
    open_liens: tuple[str, ...] = ()
    lien_id: int = 0
    """The first of the open liens."""
    held_until: date | None = None
    """The earliest day until which money is held back in trust."""
    held: str = ""
    held_id: int = 0


NOTHING = Settling()


def turns(found: Settling, phase: str, phase_on: date, today: date) -> Iterator[Turn]:
    """The reasons of a case's negotiation and settlement."""
    offers = found.offers if phase in NEGOTIATING else [each for each in found.offers if not each.ours]
    yield from _offers(offers, today)
    if found.agreed_on is not None:
        agreed_on, row = found.agreed_on, f"recovery:{found.recovery_id}"
        yield agreed_on + timedelta(days=FUNDS_DAYS), Reason(4, agreed_on, "funds_late", found.about, row)
    if found.funds_on is not None:
        yield found.funds_on + timedelta(days=PAYOUT_DAYS), Reason(4, found.funds_on, "not_paid_out")
    if found.held_until is not None:
        row = f"payout:{found.held_id}"
        yield found.held_until + timedelta(days=1), Reason(5, found.held_until, "held_over", found.held, row)
    if found.open_liens and (phase == "settlement" or found.agreed_on or found.funds_on):
        more = f" and {len(found.open_liens) - 1} more" if len(found.open_liens) > 1 else ""
        yield date.min, Reason(5, phase_on, "lien_open", f"{found.open_liens[0]}{more}", f"lien:{found.lien_id}")


def _offers(offers: Sequence[OpenOffer], today: date) -> Iterator[Turn]:
    for offer in offers:
        ends, row = offer.expires_on, f"event:{offer.id}"
        if ends is None:
            code, days = ("demand_waits", DEMAND_DAYS) if offer.ours else ("offer_waits", OFFER_DAYS)
            yield offer.made_on + timedelta(days=days), Reason(5, offer.made_on, code, offer.about, row)
        elif not offer.ours:
            if ends >= today:
                yield ends - timedelta(days=NEAR_DAYS), Reason(2, ends, "offer_ends", offer.about, row)
                yield ends - timedelta(days=URGENT_DAYS), Reason(1, ends, "offer_ends", offer.about, row)
            yield ends + timedelta(days=1), Reason(3, ends, "offer_over", offer.about, row)


def words(code: str, days: int, about: str) -> str | None:
    """A reason in words, with the days since (or until) the day it counts from; None for another's code."""
    match code:
        case "offer_ends":
            return f"offer ends in {days} d: {about}" if days else f"offer ends today: {about}"
        case "offer_over":
            return f"offer ran out {days} d ago: {about}"
        case "offer_waits":
            return f"offer {days} d unanswered: {about}"
        case "demand_waits":
            return f"demand {days} d unanswered: {about}"
        case "funds_late":
            return f"no funds {days} d: {about}"
        case "not_paid_out":
            return f"funds in {days} d, not paid out"
        case "held_over":
            return f"held {days} d past its day: {about}"
        case "lien_open":
            return f"no final letter {days} d: {about}"
    return None
