"""Why a case needs her for the client's sake: doing worse, a barrier, missed visits, no ride, stalled plan, silence."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseterm.rules.alignment import SILENT
from caseterm.rules.attention_reason import Reason, Turn
from caseterm.values import value

WORSE_DAYS = 30
"""How long a turn for the worse is told when nobody asked again: by then a check-in is due anyway."""
MISSED, MISSED_DAYS = 2, 30
RIDE_DAYS = 3
LEFT_VISITS, ENDING_DAYS = 2, 14


@value
class CareSigns:
    """What is known of a client's recovery; a missing day is None."""

    worse_on: date | None = None
    worse: str = ""
    blocked_since: date | None = None
    blocked_by: str = ""
    blocked_id: int = 0
    missed: tuple[date, ...] = ()
    """No-shows since the last kept visit, in their order."""
    missed_id: int = 0
    """The last of them."""
    rideless: tuple[tuple[date, str, int], ...] = ()
    """Appointments ahead without the ride they need: day, what, and the row."""
    stalled_since: date | None = None
    stalled: str = ""
    review_on: date | None = None
    expected_mmi_on: date | None = None
    plan_id: int = 0
    ending: tuple[tuple[date | None, int | None, str, int, date], ...] = ()
    """Authorizations in force: last day, visits left, what for, the row, and the day it was granted."""
    appeals: tuple[tuple[date, str, int], ...] = ()
    """Denied and not appealed: the last day to appeal, what, and the row."""
    adjuster_since: date | None = None
    """The day from which an adjuster is waited for: the last word, else the day of opening; None where none is."""
    adjuster_days: int = 30
    """The rhythm with the adjuster in this stage."""

    def turns(self, today: date) -> Iterator[Turn]:
        """Every reason with the day from which it holds."""
        yield from self._client(today)
        yield from self._visits(today)
        yield from self._plan()
        if self.adjuster_since is not None:
            silent_on = self.adjuster_since + timedelta(days=SILENT * self.adjuster_days)
            yield silent_on, Reason(6, self.adjuster_since, "adjuster_silent")
        for last_on, left, about, number, granted_on in self.ending:
            row = f"care_authorization:{number}"
            if left is not None and left <= LEFT_VISITS:
                yield date.min, Reason(5, granted_on, "visits_left", f"{left} of {about}", row)
            if last_on is not None:
                yield last_on - timedelta(days=ENDING_DAYS), Reason(5, last_on, "care_ends", about, row)
        for last_on, about, number in self.appeals:
            if last_on >= today:
                told = Reason(2, last_on, "appeal_by", about, f"care_authorization:{number}")
                yield last_on - timedelta(days=ENDING_DAYS), told
                yield last_on + timedelta(days=1), None

    def _client(self, today: date) -> Iterator[Turn]:
        if self.worse_on is not None and (today - self.worse_on).days < WORSE_DAYS:
            yield self.worse_on, Reason(4, self.worse_on, "worse", self.worse)
            yield self.worse_on + timedelta(days=WORSE_DAYS), None
        if self.blocked_since is not None:
            since, row = self.blocked_since, f"barrier:{self.blocked_id}"
            yield since, Reason(5, since, "blocked", self.blocked_by, row)

    def _visits(self, today: date) -> Iterator[Turn]:
        recent = [day for day in self.missed if (today - day).days <= MISSED_DAYS]
        if len(recent) >= MISSED:
            row = f"appointment:{self.missed_id}"
            yield recent[-1], Reason(4, recent[-1], "missed", f"{len(recent)} visits in a row", row)
            yield recent[0] + timedelta(days=MISSED_DAYS + 1), None
        for on, what, number in self.rideless:
            yield on - timedelta(days=RIDE_DAYS), Reason(3, on, "no_ride", what, f"appointment:{number}")
            yield on + timedelta(days=1), None

    def _plan(self) -> Iterator[Turn]:
        row = f"plan:{self.plan_id}"
        if self.stalled_since is not None:
            yield self.stalled_since, Reason(5, self.stalled_since, "plan_stalled", self.stalled, row)
        elif self.review_on is not None:
            yield self.review_on, Reason(7, self.review_on, "plan_review", "", row)
        if self.expected_mmi_on is not None:
            yield self.expected_mmi_on + timedelta(days=1), Reason(6, self.expected_mmi_on, "past_mmi", "", row)


WELL = CareSigns()
"""Nothing known that calls for anybody."""


def words(code: str, days: int, about: str) -> str | None:
    """A reason in words, with the days since (or until) the day it counts from; None for another's code."""
    match code:
        case "worse":
            return f"doing worse {days} d: {about}"
        case "blocked":
            return f"blocked {days} d: {about}"
        case "missed":
            return f"missed {about}, {days} d ago"
        case "no_ride":
            return f"no ride in {days} d: {about}" if days else f"no ride today: {about}"
        case "plan_stalled":
            return f"plan stalled {days} d: {about}".rstrip(": ")
        case "plan_review":
            return f"plan review due {days} d" if days else "plan review due today"
        case "past_mmi":
            return f"past expected recovery {days} d"
        case "adjuster_silent":
            return f"adjuster silent {days} d"
        case "visits_left":
            return f"visits left: {about}, granted {days} d ago"
        case "care_ends":
            return f"authorization ends in {days} d: {about}"
        case "appeal_by":
            return f"appeal in {days} d: {about}"
    return None
