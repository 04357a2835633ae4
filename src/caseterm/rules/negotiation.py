"""Where a negotiation stands: the last demand, the best offer, what lies between, what waits for an answer."""

from collections.abc import Sequence
from datetime import date

from caseterm.rules.terms_settlement import DEMANDS, ENDS, OFFERS
from caseterm.values import value

ANSWER_DAYS = 7
"""Days after which an offer without an answer is said; our own default."""
NEAR_DAYS = 14


@value
class EventLine:
    """One event; `amount` is cents or None. `claim_id` None is the case as a whole."""

    id: int
    claim_id: int | None
    dated: date | None
    kind: str
    amount: int | None = None
    side: str = "them"
    by_whom: str = ""
    expires_on: date | None = None
    method: str = ""
    authority: str = ""
    deadline_id: int | None = None
    notes: str = ""
    archived: bool = False

    @property
    def order(self) -> tuple[date, int]:
        """When it happened; one without a day is the oldest."""
        return (self.dated or date.min, self.id)


@value
class Standing:
    """How it stands on one claim, or on the whole case."""

    demand: EventLine | None = None
    offer: EventLine | None = None
    accepted: EventLine | None = None

    @property
    def gap(self) -> int | None:
        """What lies between demand and offer, in cents."""
        if self.demand is None or self.offer is None:
            return None
        return (self.demand.amount or 0) - (self.offer.amount or 0)

    @property
    def middle(self) -> int | None:
        """The middle of the bracket, a half cent down."""
        if self.demand is None or self.offer is None:
            return None
        return ((self.demand.amount or 0) + (self.offer.amount or 0)) // 2


def standing(events: Sequence[EventLine]) -> Standing:
    """The last demand and the last offer with an amount, and the acceptance if there is one."""
    demand = offer = accepted = None
    for event in sorted((each for each in events if not each.archived), key=lambda each: each.order):
        if event.kind in DEMANDS and event.amount is not None:
            demand = event
        elif event.kind in OFFERS and event.amount is not None:
            offer = event
        elif event.kind == "acceptance":
            accepted = event
        elif event.kind == "withdrawal":
            demand, offer = (None, offer) if event.side == "us" else (demand, None)
    return Standing(demand, offer, accepted)


def answered(event: EventLine, events: Sequence[EventLine]) -> bool:
    """Whether the other side moved, or anything ended it, on the same claim after a demand or offer."""
    opposite = OFFERS if event.kind in DEMANDS else DEMANDS
    return any(
        other.order > event.order
        and other.claim_id == event.claim_id
        and (other.kind in opposite or other.kind in ENDS)
        for other in events
        if not other.archived
    )


def waits(event: EventLine, events: Sequence[EventLine]) -> bool:
    """Whether it is the last demand or offer of its kind on its claim, and nothing has answered it."""
    mine = DEMANDS if event.kind in DEMANDS else OFFERS if event.kind in OFFERS else frozenset[str]()
    newest = all(
        other.order <= event.order
        for other in events
        if not other.archived and other.claim_id == event.claim_id and other.kind in mine
    )
    return bool(mine) and not event.archived and newest and not answered(event, events)


def runs(event: EventLine, events: Sequence[EventLine]) -> bool:
    """Whether the last day of a demand still counts: a counter offer does not end it, an end of the matter does."""
    if event.kind not in DEMANDS or event.expires_on is None or event.archived:
        return False
    return not any(
        other.order > event.order and other.claim_id == event.claim_id and other.kind in ENDS | {"limits_tender"}
        for other in events
        if not other.archived
    )


def expiry_words(event: EventLine, today: date) -> str:
    """How long a demand or offer still stands: in 5 d, today, expired 3 d ago; empty without a day."""
    if event.expires_on is None:
        return ""
    days = (event.expires_on - today).days
    if days < 0:
        return f"expired {-days} d ago"
    return f"expires in {days} d" if days else "expires today"


def demand_problem(event: EventLine, state: str) -> str:
    """Why a time-limited demand may not bind the carrier under the statutes known here, none of them verified.

    California's CCP 999.1: 30 days by e-mail or certified mail, 33 by mail. Georgia's OCGA 9-11-67.1: 30 days, by
    certified or overnight mail.
    """
    if event.kind != "time_limited_demand" or event.expires_on is None or event.dated is None:
        return ""
    days = (event.expires_on - event.dated).days
    least = 33 if state == "CA" and event.method in ("letter", "") else 30
    if state == "CA" and days < least:
        return f"{days} days: CCP 999.1 asks 30 by e-mail or certified mail, 33 by mail (not verified)."
    if state == "GA" and (days < least or event.method not in ("certified_mail", "overnight")):
        return "OCGA 9-11-67.1 asks 30 days, by certified or overnight mail (not verified)."
    return ""


def is_near(event: EventLine, today: date) -> bool:
    """Whether its last day is near or over."""
    return event.expires_on is not None and (event.expires_on - today).days <= NEAR_DAYS
