"""The course of a treatment, derived from its visits."""

from collections.abc import Sequence
from datetime import date

from caseterm.values import value

ACTIVE = frozenset({"referred", "scheduled", "treating", "on_hold"})


@value
class Course:
    """First, last and next visit, how many were kept, and the days since the last while treatment goes on.

    `alarm` is 0, 1 for a gap worth a look, 2 for a long one.
    """

    first: date | None = None
    last: date | None = None
    next: date | None = None
    visits: int = 0
    gap: int | None = None
    alarm: int = 0


def course(
    kept: Sequence[date],
    ahead: Sequence[date],
    *,
    today: date,
    active: bool,
    amber: int,
    red: int,
    first_visit_on: date | None = None,
) -> Course:
    """The course of one provider's care; `amber` and `red` are the firm's gap limits in days.

    A visit booked before the gap would get long keeps a short gap calm, as it does on the caseload.
    """
    days = sorted(kept)
    coming = min(ahead, default=None)
    last = days[-1] if days else first_visit_on
    gap = (today - last).days if active and last is not None and last <= today else None
    alarm = 0
    if gap is not None and last is not None:
        booked_soon = coming is not None and (coming - last).days <= red
        alarm = 2 if gap >= red else 1 if gap >= amber and not booked_soon else 0
    first = min([*days[:1], *([first_visit_on] if first_visit_on else [])], default=None)
    return Course(first=first, last=last, next=coming, visits=len(days), gap=gap, alarm=alarm)
