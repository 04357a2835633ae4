"""Rides as they are booked and followed: the legs of one appointment, and the board of the next days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.rides import LEG_OPEN, Leg
from caseterm.rules.speaking import Manners
from caseterm.rules.text import fold
from caseterm.store.database import Database

_STANDS = "a.archived_at IS NULL AND a.status IN ('scheduled', 'confirmed')"


@dataclass(frozen=True)
class RideLeg:
    """One way of a ride with what the driver is told. Times are wall times of the appointment; `cost` is cents."""

    id: int
    appointment_id: int
    case_id: int | None
    client: str
    number: str
    client_phone: str
    starts_at: datetime
    kind: str
    title: str
    direction: str
    mode: str
    trip_type: str
    status: str
    pickup_at: datetime | None
    pickup_address: str
    drop_address: str
    vendor_id: int | None
    vendor: str
    vendor_phone: str
    companion: str
    driver_note: str
    language: str
    confirmation_no: str
    cost: int | None
    paid_by: str
    cancelled_reason: str
    replaced: bool
    manners: Manners
    """How the client wants to be called."""

    @property
    def open(self) -> bool:
        """Whether somebody has still to do something about it."""
        return not self.replaced and self.status in LEG_OPEN

    @property
    def at(self) -> datetime:
        """When it happens, as near as known: the pick-up, else the appointment."""
        return self.pickup_at or self.starts_at

    @property
    def leg(self) -> Leg:
        return Leg(self.status, self.replaced)


@dataclass(frozen=True)
class RideWanted:
    """An appointment whose ride is needed and has not a single way yet."""

    appointment_id: int
    case_id: int | None
    client: str
    number: str
    starts_at: datetime
    kind: str
    title: str
    place: str


@dataclass(frozen=True)
class RideDefaults:
    """What a ride starts from: the client's home, where the appointment is, and how they rode the last time."""

    appointment_id: int
    case_id: int | None
    client: str
    number: str
    starts_at: datetime
    ends_at: datetime | None
    kind: str
    title: str
    home: str
    place: str
    language: str
    mode: str
    vendor: tuple[int, str] | None
    paid_by: str


_LEGS = """
SELECT r.id, r.appointment_id, r.case_id, k.last, k.first, k.suffix, k.org_name, c.number, a.starts_at, a.kind, a.title,
       r.direction, r.mode, r.trip_type, r.status, r.pickup_at, r.pickup_address, r.drop_address,
       v.last, v.first, v.suffix, v.org_name, r.companion, r.driver_note, r.language, r.confirmation_no, r.cost,
       r.paid_by, r.cancelled_reason, r.vendor_id,
       EXISTS (SELECT 1 FROM ride_legs n WHERE n.rebooked_from_id = r.id AND n.archived_at IS NULL),
       (SELECT p.number || '/' || p.ext FROM contact_phones p WHERE p.contact_id = k.id AND p.archived_at IS NULL
        ORDER BY p.position, p.id LIMIT 1),
       (SELECT p.number || '/' || p.ext FROM contact_phones p WHERE p.contact_id = v.id AND p.archived_at IS NULL
        ORDER BY p.position, p.id LIMIT 1),
       k.preferred_name, k.language, k.interpreter_needed, k.preferred_channel, k.best_time
FROM ride_legs r JOIN appointments a ON a.id = r.appointment_id
LEFT JOIN cases c ON c.id = r.case_id LEFT JOIN contacts k ON k.id = c.client_id
LEFT JOIN contacts v ON v.id = r.vendor_id
WHERE r.archived_at IS NULL AND {where}
ORDER BY coalesce(r.pickup_at, a.starts_at), a.starts_at, r.direction, r.id
"""


def legs_of(db: Database, appointment_id: int) -> list[RideLeg]:
    """The ways of one appointment's ride, those cancelled and replaced too, in the order of their hour."""
    return _legs(db, "r.appointment_id = :appointment", {"appointment": appointment_id})


def legs_of_case(db: Database, case_id: int) -> list[RideLeg]:
    """Every way of a case's rides."""
    return _legs(db, "r.case_id = :case", {"case": case_id})


def board(db: Database, first: date, last: date) -> list[RideLeg]:
    """The ways of `first` to `last` that count: of appointments that stand, and those that failed or were ridden."""
    where = (
        "a.starts_at >= :first AND a.starts_at < :after AND a.archived_at IS NULL AND r.status <> 'cancelled' "
        "AND c.archived_at IS NULL"
    )
    return _legs(db, where, _stretch(first, last))


def wanted(db: Database, first: date, last: date) -> list[RideWanted]:
    """The appointments of these days that need a ride nobody has begun to arrange."""
    query = f"""
SELECT a.id, a.case_id, k.last, k.first, k.suffix, k.org_name, c.number, a.starts_at, a.kind, a.title,
       CASE WHEN a.location <> '' THEN a.location ELSE coalesce(nullif(o.org_name, ''), o.last, '') END
FROM appointments a LEFT JOIN cases c ON c.id = a.case_id LEFT JOIN contacts k ON k.id = c.client_id
LEFT JOIN case_providers cp ON cp.id = a.case_provider_id LEFT JOIN contacts o ON o.id = cp.contact_id
WHERE a.ride = 'needed' AND {_STANDS} AND a.starts_at >= :first AND a.starts_at < :after AND c.archived_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM ride_legs r WHERE r.appointment_id = a.id AND r.archived_at IS NULL
                  AND r.status <> 'cancelled')
ORDER BY a.starts_at, a.id"""
    return [
        RideWanted(
            appointment_id=row[0], case_id=row[1], client=_name(row[2:6]), number=row[6] or "",
            starts_at=datetime.fromisoformat(row[7]), kind=row[8], title=row[9], place=row[10],
        )
        for row in db.raw.execute(query, _stretch(first, last))
    ]  # fmt: skip


def defaults(db: Database, appointment_id: int) -> RideDefaults | None:
    """What the ride of an appointment starts from; None when it is gone."""
    row = db.raw.execute(
        """
SELECT a.case_id, k.last, k.first, k.suffix, k.org_name, c.number, a.starts_at, a.ends_at, a.kind, a.title,
       a.location, cp.contact_id, o.org_name, o.last, k.language, k.id, h.id, h.org_name
FROM appointments a LEFT JOIN cases c ON c.id = a.case_id LEFT JOIN contacts k ON k.id = c.client_id
LEFT JOIN case_providers cp ON cp.id = a.case_provider_id LEFT JOIN contacts o ON o.id = cp.contact_id
LEFT JOIN contacts h ON h.id = o.parent_org_id
WHERE a.id = ? AND a.archived_at IS NULL""",
        (appointment_id,),
    ).fetchone()
    if row is None:
        return None
    before = db.raw.execute(
        """
SELECT r.mode, r.vendor_id, v.org_name, r.paid_by FROM ride_legs r LEFT JOIN contacts v ON v.id = r.vendor_id
WHERE r.case_id = ? AND r.archived_at IS NULL ORDER BY r.id DESC LIMIT 1""",
        (row[0],),
    ).fetchone()
    there = row[12] or row[17] or row[13] or ""
    address = _address(db, row[11]) or _address(db, row[16])
    known = ", ".join(part for part in (there, address) if part)
    place = known if not row[10] or fold(row[10]) == fold(there) else row[10]
    return RideDefaults(
        appointment_id=appointment_id, case_id=row[0], client=_name(row[1:5]), number=row[5] or "",
        starts_at=datetime.fromisoformat(row[6]), ends_at=datetime.fromisoformat(row[7]) if row[7] else None,
        kind=row[8], title=row[9], home=_address(db, row[15]), place=place, language=row[14] or "",
        mode=before[0] if before else "rideshare",
        vendor=(before[1], before[2]) if before and before[1] else None,
        paid_by=before[3] if before else "",
    )  # fmt: skip


def vendors(db: Database) -> list[tuple[int, str]]:
    """The organisations that have driven somebody before, or are known for transport."""
    query = (
        "SELECT id, org_name FROM contacts WHERE archived_at IS NULL AND kind = 'organization' AND "
        "(specialty = 'Transport' OR id IN (SELECT vendor_id FROM ride_legs)) ORDER BY org_name"
    )
    return [(row[0], row[1]) for row in db.raw.execute(query)]


def _legs(db: Database, where: str, values: Mapping[str, object]) -> list[RideLeg]:
    return [
        RideLeg(
            id=row[0], appointment_id=row[1], case_id=row[2], client=_name(row[3:7]), number=row[7] or "",
            starts_at=datetime.fromisoformat(row[8]), kind=row[9], title=row[10], direction=row[11], mode=row[12],
            trip_type=row[13], status=row[14], pickup_at=datetime.fromisoformat(row[15]) if row[15] else None,
            pickup_address=row[16], drop_address=row[17], vendor=_name(row[18:22]), companion=row[22],
            driver_note=row[23], language=row[24], confirmation_no=row[25], cost=row[26], paid_by=row[27],
            cancelled_reason=row[28], vendor_id=row[29],
            replaced=bool(row[30]), client_phone=_phone(row[31]), vendor_phone=_phone(row[32]),
            manners=_manners(row[33:]),
        )
        for row in db.raw.execute(_LEGS.replace("{where}", where), values)
    ]  # fmt: skip


def _stretch(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "after": (last + timedelta(days=1)).isoformat()}


def _name(parts: tuple[str | None, ...]) -> str:
    last, first, suffix, org = (part or "" for part in parts)
    return person_name(last, first, suffix, org)


def _manners(row: Sequence[Any]) -> Manners:
    called, language, interpreter, channel, best = row
    return Manners(
        called=called or "", language=language or "", interpreter=bool(interpreter), channel=channel or "",
        best_time=best or "",
    )  # fmt: skip


def _phone(stored: str | None) -> str:
    number, _, ext = (stored or "").partition("/")
    return format_phone(number, ext) if number else ""


def _address(db: Database, contact_id: int | None) -> str:
    row = db.raw.execute(
        "SELECT street, unit, city, zip FROM contact_addresses WHERE contact_id = ? AND archived_at IS NULL "
        "ORDER BY position, id LIMIT 1",
        (contact_id,),
    ).fetchone()
    return ", ".join(part for part in row if part) if row else ""
