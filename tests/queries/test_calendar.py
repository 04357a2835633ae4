from datetime import date, timedelta

import pytest

from caseterm.changes import Op
from caseterm.models import Appointment
from caseterm.queries import calendar, visit
from caseterm.rules.calendar import Appointment as Shown
from caseterm.rules.calendar import DeadlineDue, Entry, TaskDue
from caseterm.services import appointments, cases, contacts, records
from caseterm.store.database import Database
from tests.services.test_appointments import YESTERDAY, added, book, open_case
from tests.walls import wall

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TODAY = date(2026, 11, 21)


def shown(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
    """Kind and day of each entry, in order of days."""
    names = {Shown: "appointment", TaskDue: "task", DeadlineDue: "deadline"}
    return sorted((names[type(each)], f"{each.due if isinstance(each, TaskDue) else each.day}") for each in entries)


def add_task(db: Database, due: date, **values: object) -> None:
    records.add_record(db, "task", {"title": "call", "due": due, **values}, label="t")


def add_deadline(db: Database, case_id: int, due: date, **values: object) -> None:
    records.add_record(db, "deadline", {"case_id": case_id, "due": due, **values}, label="d")


def test_a_month_holds_its_first_minute_and_its_last_but_not_the_next(db: Database) -> None:
    for at in ("2026-10-31 23:59", "2026-11-01 00:00", "2026-11-30 23:59", "2026-12-01 00:00"):
        book(db, wall(at))
    assert shown(calendar.entries(db, FIRST, LAST)) == [("appointment", "2026-11-01"), ("appointment", "2026-11-30")]


def test_an_appointment_comes_with_its_client_provider_and_both_of_its_dates(db: Database) -> None:
    case_id = open_case(db)
    clinic = contacts.add_contact(
        db, {"kind": "organization", "org_name": "Mercy PT"}, phones=[{"number": "5550140142"}],
        addresses=[{"street": "12 Elm St", "city": "Troy"}],
    ).first_added("contacts")  # fmt: skip
    provider = records.add_record(db, "provider", {"case_id": case_id, "contact_id": clinic}, label="p")
    provider_id = provider.first_added("case_providers")
    old = book(db, YESTERDAY, case_id=case_id, case_provider_id=provider_id)
    appointments.mark_no_show(db, old, reason="transport")
    new = added(appointments.reschedule(db, old, wall("2026-11-24 10:00")))
    before, after = (calendar.one(db, each) for each in (old, new))
    assert before is not None
    assert after is not None
    assert (before.client, before.provider, before.moved_to) == ("Garcia, Maria", "Mercy PT", wall("2026-11-24 10:00"))
    assert (after.moved_from, after.status, before.no_show_reason) == (YESTERDAY, "scheduled", "transport")
    assert calendar.providers(db, case_id) == ((provider_id, "Mercy PT"),)
    detail = visit.detail(db, new)
    assert detail is not None
    assert (detail.provider_phone, detail.provider_address) == ("(555) 014-0142", "12 Elm St, Troy")
    assert (detail.visits, detail.missed, detail.last_visit_on) == (0, 1, None)


def test_the_detail_counts_the_kept_visits_before_it(db: Database) -> None:
    case_id = open_case(db)
    ids = [book(db, wall(f"2026-11-{day} 09:00"), case_id=case_id) for day in (10, 12, 24)]
    appointments.mark_kept(db, ids[:2])
    detail = visit.detail(db, ids[2])
    assert detail is not None
    assert (detail.visits, detail.last_visit_on) == (2, date(2026, 11, 12))
    assert visit.detail(db, 999) is None


def test_archived_rows_and_the_rows_of_archived_cases_are_left_out(db: Database) -> None:
    gone, kept = open_case(db), open_case(db, "Okafor")
    appointments.archive_appointment(db, book(db, case_id=kept))
    book(db, case_id=gone)
    add_task(db, TODAY, case_id=gone)
    add_deadline(db, gone, TODAY)
    cases.archive_cases(db, [gone])
    assert calendar.entries(db, FIRST, LAST) == ()
    assert calendar.overdue(db, date(2027, 1, 1)) == calendar.Overdue()
    assert calendar.one(db, 1) is None


def test_tasks_done_and_deadlines_satisfied_are_left_out(db: Database) -> None:
    case_id = open_case(db)
    add_task(db, TODAY)
    add_task(db, TODAY, status="done", done_on=TODAY)
    add_deadline(db, case_id, TODAY)
    add_deadline(db, case_id, TODAY, satisfied_on=TODAY)
    assert shown(calendar.entries(db, FIRST, LAST)) == [("deadline", "2026-11-21"), ("task", "2026-11-21")]


def test_a_deadline_stands_on_the_day_to_file_by_even_when_it_falls_due_in_another_month(db: Database) -> None:
    case_id = open_case(db)
    add_deadline(db, case_id, date(2026, 12, 1), file_by=date(2026, 11, 30))
    add_deadline(db, case_id, date(2027, 12, 1), file_by=date(2026, 11, 25), verified_by="R", verified_on=TODAY)
    found = calendar.entries(db, FIRST, LAST)
    assert shown(found) == [("deadline", "2026-11-25"), ("deadline", "2026-11-30")]
    assert calendar.entries(db, date(2026, 12, 1), date(2026, 12, 31)) == ()
    assert [each.verified for each in calendar.deadlines_within(db, TODAY)] == [True, False]


def test_what_is_late_is_named_and_past_appointments_ask_for_their_outcome(db: Database) -> None:
    case_id = open_case(db)
    add_task(db, date(2026, 11, 19))
    add_task(db, TODAY)
    add_deadline(db, case_id, date(2026, 11, 1))
    asked, kept = book(db, YESTERDAY), book(db, YESTERDAY)
    book(db, wall("2026-11-21 08:00"))
    appointments.mark_kept(db, [kept])
    late = calendar.overdue(db, TODAY)
    assert [each.due for each in late.tasks] == [date(2026, 11, 19)]
    assert [each.day for each in late.deadlines] == [date(2026, 11, 1)]
    assert [each.id for each in late.outcomes] == [asked]
    assert (late.more_due, late.more_asked) == (0, 0)


def test_a_no_show_is_chased_until_it_has_a_new_date_or_is_two_weeks_old(db: Database) -> None:
    missed, old = book(db, YESTERDAY), book(db, wall("2026-11-06 23:00"))
    for each in (missed, old):
        appointments.mark_no_show(db, each, reason="transport")
    assert [each.id for each in calendar.overdue(db, TODAY).outcomes] == [missed]
    appointments.reschedule(db, missed, wall("2026-11-24 10:00"))
    assert calendar.overdue(db, TODAY).outcomes == ()


def test_a_long_list_of_late_things_is_cut_and_says_how_much_is_left(db: Database) -> None:
    with db.write(Op.ADD, "many") as write:
        for n in range(calendar.OVERDUE_SHOWN + 3):
            write.add(Appointment, {"starts_at": YESTERDAY - timedelta(days=n), "kind": "call"})
    late = calendar.overdue(db, TODAY)
    assert len(late.outcomes) == calendar.OVERDUE_SHOWN
    assert late.outcomes[-1].starts_at == YESTERDAY
    assert (late.more_due, late.more_asked) == (0, 3)


def test_a_stretch_of_days_is_read_by_the_index_on_the_start(db: Database) -> None:
    query = calendar._APPOINTMENTS.format(where=calendar._WITHIN)
    plan = db.raw.execute(f"EXPLAIN QUERY PLAN {query}", {"first": f"{FIRST}", "after": f"{LAST}"})
    steps = "\n".join(str(row[3]) for row in plan)
    assert "ix_appointments_starts_at (starts_at>? AND starts_at<?)" in steps
    assert "SCAN" not in steps


@pytest.mark.parametrize("week_start", [0, 6])
def test_the_week_start_and_zone_are_the_firm_s(db: Database, week_start: int) -> None:
    with db.housekeeping() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO settings (id, firm_name, firm_address, firm_phone, user_name, user_initials, "
            "user_title, default_state, zone, confidentiality_legend, contact_cadence_days, "
            "contact_cadence_late_days, gap_amber_days, gap_red_days, paper, week_start, export_folder, "
            "backup_folder, backup_days, backup_weeks, demo) VALUES (1, '', '', '', '', '', '', '', "
            "'America/Chicago', '', 14, 30, 14, 30, 'letter', ?, '', '', 30, 52, 0)",
            (week_start,),
        )
    assert calendar.settings(db) == calendar.CalendarSettings(week_start, "America/Chicago")


def test_two_cases_of_one_client_share_the_client(db: Database) -> None:
    first = open_case(db)
    client_id = db.raw.execute("SELECT client_id FROM cases").fetchone()[0]
    second = cases.new_case(db, client=client_id, case={}, incident={}).first_added("cases")
    book(db, case_id=first)
    book(db, case_id=second)
    assert [each.client_id for each in calendar.entries(db, FIRST, LAST) if isinstance(each, Shown)] == [client_id] * 2
