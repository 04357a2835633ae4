"""What waits for her today on each of the lists over the whole caseload, counted."""

from dataclasses import dataclass
from datetime import timedelta

from caseterm.queries import calendar, caselist, checkins, reminders, requests, rides
from caseterm.store.database import Database

RIDE_DAYS = 6


@dataclass(frozen=True)
class Waiting:
    """How many rows each list has for today: rides to arrange this week, deadlines of 14 days, cases in care that
    have no appointment ahead."""

    requests: int
    check_ins: int
    reminders: int
    rides: int
    deadlines: int
    without_appointment: int


def waiting(db: Database) -> Waiting:
    """Every list counted as it stands."""
    today = db.clock.today()
    week = (today, today + timedelta(days=RIDE_DAYS))
    return Waiting(
        requests=len(requests.chased(requests.outstanding(db), today)),
        check_ins=len(checkins.due(db, today)),
        reminders=len(reminders.due(db, today)),
        rides=sum(leg.open for leg in rides.board(db, *week)) + len(rides.wanted(db, *week)),
        deadlines=len(calendar.deadlines_within(db, today)),
        without_appointment=len(caselist.case_ids(db, "noappt")),
    )
