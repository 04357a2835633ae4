"""A week and more of appointments, tasks and deadlines for the calendar's tests; today is Sat Nov 21 2026."""

from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.services import appointments, cases, contacts, records, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.walls import wall


@dataclass
class Days:
    """The rows that tests ask about, by id."""

    nguyen: int
    garcia: int
    hostile: int
    missed: int
    visit: int
    chiro: int
    call: int
    chase: int


def open_case(db: Database, last: str, first: str, **contact: object) -> int:
    changes = cases.new_case(
        db, client={"last": last, "first": first, **contact}, case={"opened_on": date(2026, 1, 5)}, incident={},
        phones=[{"number": "5550148831", "text_ok": True}],
    )  # fmt: skip
    return changes.first_added("cases") or 0


def provider(db: Database, case_id: int, name: str) -> int:
    clinic = contacts.add_contact(
        db, {"kind": "organization", "org_name": name}, phones=[{"number": "5550140142"}],
        addresses=[{"street": "12 Elm St", "city": "Troy"}],
    ).first_added("contacts")  # fmt: skip
    added = records.add_record(db, "provider", {"case_id": case_id, "contact_id": clinic}, label="p")
    return added.first_added("case_providers") or 0


def book(db: Database, at: str, case_id: int | None, kind: str, minutes: int = 45, **values: object) -> int:
    start = wall(at)
    changes = appointments.add_appointment(
        db, starts_at=start, ends_at=start + timedelta(minutes=minutes), case_id=case_id, kind=kind,
        **values,  # type: ignore[arg-type]  # each line names its own
    )  # fmt: skip
    return changes.first_added("appointments") or 0


def fill(db: Database) -> Days:
    """Put everything in; the same ids every time."""
    nguyen = open_case(db, "Nguyen", "Thi", language="Vietnamese", interpreter_needed=True)
    garcia, abara = open_case(db, "Garcia", "Maria"), open_case(db, "Abara", "Ngozi")
    evans, lee = open_case(db, "Evans", "Karl"), open_case(db, "Lee", "James")
    okafor, hostile = open_case(db, "Okafor", "Chidi"), open_case(db, HOSTILE, "Sean")
    mercy = provider(db, nguyen, "Mercy PT")
    kept = [book(db, f"2026-11-{day} 09:30", nguyen, "therapy_pt", case_provider_id=mercy) for day in (10, 12, 18)]
    appointments.mark_kept(db, kept)
    missed = book(db, "2026-11-20 09:30", garcia, "therapy_pt", case_provider_id=provider(db, garcia, "Mercy PT"))
    visit = book(db, "2026-11-24 09:30", nguyen, "therapy_pt", case_provider_id=mercy)
    appointments.set_ride(db, visit, "confirmed", note="8:50")
    chiro = book(db, "2026-11-24 14:00", abara, "chiropractic", ride="needed", location="Valley Chiro")
    book(db, "2026-11-23 08:00", evans, "imaging", ride="needed", location="Valley Imaging")
    book(db, "2026-11-23 16:00", None, "care_conference", 30, title="file review", who="R. Shah")
    call = book(db, "2026-11-25 10:00", hostile, "call", 30)
    book(db, "2026-11-25 10:15", lee, "client_meeting", 30)
    book(db, "2026-12-03 10:00", okafor, "deposition", 120, location="court reporter B")
    moved = book(db, "2026-11-19 11:00", evans, "imaging", location="Valley Imaging")
    appointments.reschedule(db, moved, wall("2026-11-30 09:00"))
    for day in (4, 5, 6, 7, 8, 11, 18, 25, 31):
        book(db, f"2027-01-{day:02} 09:00", nguyen, "therapy_pt", case_provider_id=mercy)
        book(db, f"2027-01-{day:02} 13:30", garcia, "follow_up")
    tasks.add_task(db, title="call adjuster P. Ruiz re limits", case_id=nguyen, due=date(2026, 11, 19), priority=2)
    chase = tasks.add_task(db, title="chase Mercy bill", case_id=nguyen, due=date(2026, 11, 24))
    tasks.add_task(db, title="deposit cheque", case_id=lee, due=date(2026, 11, 27))
    _deadline(db, garcia, "demand_expiry", date(2026, 12, 1), verified_by="R. Shah", verified_on=date(2026, 11, 2))
    _deadline(db, okafor, "expert_disclosure", date(2026, 12, 4))
    _deadline(db, nguyen, "sol", date(2027, 1, 2), file_by=date(2026, 12, 31))
    return Days(nguyen, garcia, hostile, missed, visit, chiro, call, chase.first_added("tasks") or 0)


def _deadline(db: Database, case_id: int, kind: str, due: date, **values: object) -> None:
    records.add_record(db, "deadline", {"case_id": case_id, "kind": kind, "due": due, **values}, label="d")
