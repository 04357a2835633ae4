"""What an offer gives the client, and what offer gives the client so much; nothing is stored."""

from collections.abc import Callable

from caseterm.rules.money import MAX_CENTS

STEPS = (100_00, 500_00, 1_000_00, 2_500_00, 5_000_00, 10_000_00, 25_000_00, 50_000_00, 100_000_00)
"""The steps by which + and - change an offer, in cents."""


def fitting_step(offer: int) -> int:
    """About a fiftieth of the offer, as a round step."""
    return max((step for step in STEPS if step * 50 <= offer), default=STEPS[0])


def other_step(step: int, by: int) -> int:
    """The next coarser (1) or finer (-1) step; the last one stays."""
    place = STEPS.index(step) if step in STEPS else 0
    return STEPS[min(len(STEPS) - 1, max(0, place + by))]


def moved(offer: int, step: int, by: int) -> int:
    """The next multiple of the step above (1) or below (-1) an offer."""
    place = offer // step if by < 0 and offer % step else offer // step + by
    return min(MAX_CENTS, max(0, place * step))


def offer_for(wanted: int, net_at: Callable[[int], int]) -> int | None:
    """The offer in cents from which the client gets at least `wanted`; None when no offer does.

    A cent less would give less than wanted, as `net_at` has it.
    """
    if net_at(0) >= wanted:
        return 0
    low, high = 0, 1_00
    while net_at(high) < wanted:
        low, high = high, high * 4
        if high > MAX_CENTS:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if net_at(middle) < wanted else (low, middle)
    return high


def midpoint(demand: int | None, offer: int | None) -> int | None:
    """The middle between demand and offer, a half cent down."""
    return None if demand is None or offer is None else (demand + offer) // 2
