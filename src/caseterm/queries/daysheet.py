"""What a day sheet, a week sheet and a client's appointment sheet are made of."""

from datetime import date, timedelta

from caseterm.queries import calendar, rides
from caseterm.queries.heads import letterhead
from caseterm.rules.calendar import Appointment, DeadlineDue, TaskDue
from caseterm.rules.daysheet import ClientDays, ClientVisit, Day, Days, Way, ways_of
from caseterm.rules.phones import format_phone
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.rides import RIDE_MODES
from caseterm.rules.workdays import holiday_name
from caseterm.store.database import Database


def days(db: Database, first: date, last: date) -> Days:
    """Everything of the days from first to last, both included."""
    entries = calendar.entries(db, first, last)
    ways = [(leg.starts_at.date(), _way(leg)) for leg in rides.board(db, first, last) if leg.leg.stands]
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        found.append(
            Day(
                day=day,
                holiday=holiday_name(day) or "",
                visits=tuple(each for each in entries if isinstance(each, Appointment) and each.day == day),
                ways=tuple(way for at, way in ways if at == day),
                deadlines=tuple(each for each in entries if isinstance(each, DeadlineDue) and each.day == day),
                tasks=tuple(each for each in entries if isinstance(each, TaskDue) and each.due == day),
            )
        )
    firm, user, legend, letter = letterhead(db)
    return Days(firm, user, legend, letter, tuple(found))


def client(db: Database, case_id: int, first: date, last: date) -> ClientDays | None:
    """The appointments one client is to come to; None when the case is gone."""
    row = db.raw.execute(
        "SELECT c.number, l.client, k.preferred_name, k.first, k.language FROM cases c "
        "JOIN caselist l ON l.case_id = c.id JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        return None
    ways = [_way(leg) for leg in rides.legs_of_case(db, case_id) if leg.leg.stands]
    visits = [
        each
        for each in calendar.entries(db, first, last)
        if isinstance(each, Appointment)
        and each.case_id == case_id
        and each.ahead
        and each.kind not in WITHOUT_THE_CLIENT
    ]
    firm, user, _legend, letter = letterhead(db)
    settings = db.raw.execute("SELECT firm_phone FROM settings").fetchone()
    return ClientDays(
        firm=firm,
        user=user,
        letter=letter,
        client=row[1],
        greeting=row[2] or row[3],
        number=row[0],
        office_phone=settings[0] if settings else "",
        language=row[4],
        first=first,
        last=last,
        visits=tuple(ClientVisit(each, *_place(db, each.id), ways_of(ways, each.id)) for each in visits),
    )


def _way(leg: rides.RideLeg) -> Way:
    return Way(
        appointment_id=leg.appointment_id,
        client=leg.client,
        back=leg.direction == "return",
        will_call=leg.trip_type == "will_call",
        pickup_at=leg.pickup_at,
        pickup=leg.pickup_address,
        drop=leg.drop_address,
        mode=RIDE_MODES.get(leg.mode, leg.mode),
        driver=leg.vendor,
        driver_phone=leg.vendor_phone,
        confirmation=leg.confirmation_no,
        status=leg.status,
        open=leg.open,
    )


def _place(db: Database, appointment_id: int) -> tuple[str, str]:
    """Where an appointment is, and the number to call there."""
    start = rides.defaults(db, appointment_id)
    row = db.raw.execute(
        "SELECT p.number, p.ext FROM appointments a JOIN case_providers cp ON cp.id = a.case_provider_id "
        "JOIN contact_phones p ON p.contact_id = cp.contact_id AND p.archived_at IS NULL WHERE a.id = ? "
        "ORDER BY p.position, p.id LIMIT 1",
        (appointment_id,),
    ).fetchone()
    return (start.place if start else "", format_phone(row[0], row[1]) if row else "")
