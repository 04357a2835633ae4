from collections.abc import Sequence
from pathlib import Path

import pytest

from caseterm import calendars
from caseterm.calendars import CalendarPreview, chosen, import_preview, preview_calendar, turned
from caseterm.changes import Op
from caseterm.clock import fixed_clock
from caseterm.errors import ConflictError
from caseterm.models import Claim, Coverage
from caseterm.rules.inputs import ContactInput
from caseterm.services import appointments, cases, history, providers
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.imports.test_ics import OUTLOOK_ZONE, calendar, event
from tests.services.test_series import whole
from tests.walls import wall

WEEKLY = ("DTSTART;TZID=America/New_York:20261124T090000", "RRULE:FREQ=WEEKLY;COUNT=4")


@pytest.fixture
def filled(db: Database) -> Database:
    """Two Garcias, one Nguyen with a claim and a provider, one client with a hostile name."""
    for number, last, first in (
        ("26-0031", "Garcia", "Maria"), ("26-0032", "Garcia", "Miguel"), ("26-0101", "Nguyễn", "Thu Hà"),
        ("26-0200", HOSTILE, "X"),
    ):  # fmt: skip
        cases.new_case(
            db, client={"last": last, "first": first}, case={"opened_on": TODAY, "number": number}, incident={}
        )
    care = ContactInput({"kind": "organization", "org_name": "Lakeside Physical Therapy"})
    providers.add_provider(db, case(db, "26-0101"), care, {})
    with act(db, Op.ADD, "Claim") as write:
        case_id = case(db, "26-0101")
        coverage = write.add(Coverage, {"case_id": case_id, "policy_id": policy(write, case_id)})
        write.add(
            Claim, {"case_id": case_id, "coverage_id": coverage.id, "claim_no": "88-A1234", "claim_key": "88a1234"}
        )
    return db


def policy(write: object, case_id: int) -> int:
    from caseterm.models import Policy

    row = write.add(Policy, {"case_id": case_id})  # type: ignore[attr-defined]  # an open act
    return int(row.id)


def case(db: Database, number: str) -> int:
    return int(db.raw.execute("SELECT id FROM cases WHERE number = ?", (number,)).fetchone()[0])


def preview(db: Database, tmp_path: Path, *events: str, head: str = "", name: str = "clinic.ics") -> CalendarPreview:
    path = tmp_path / name
    path.write_bytes(calendar(*events, head=head))
    return preview_calendar(db, path)


def visit(title: str, *lines: str, uid: str = "one@clinic") -> str:
    return event(*(lines or ("DTSTART:20261201T143000Z",)), uid=uid).replace("PT visit", title)


def rows(db: Database) -> list[tuple[object, ...]]:
    query = (
        "SELECT substr(a.starts_at, 1, 16), a.status, a.title, c.number FROM appointments a "
        "LEFT JOIN cases c ON c.id = a.case_id WHERE a.archived_at IS NULL ORDER BY a.starts_at, a.id"
    )
    return [tuple(row) for row in db.raw.execute(query)]


@pytest.mark.parametrize(
    ("title", "lines", "number", "why", "sure"),
    [
        ("PT Maria Garcia", (), "26-0031", "client's name", True),
        ("Garcia, Miguel - follow-up", (), "26-0032", "client's name", True),
        ("Visit", ("DESCRIPTION:re file 26-0032\\, bring films",), "26-0032", "case number", True),
        ("IME re claim 88-A1234", (), "26-0101", "claim number", True),
        ("IME re 88 A1234", (), "26-0101", "claim number", True),
        ("M. Garcia PT", (), None, "2 cases may be meant", False),
        ("Garcia PT", (), None, "2 cases may be meant", False),
        ("NGUYEN T. eval", (), "26-0101", "surname and initial", False),
        ("Nguyen eval", (), None, "surname only", False),
        ("Nguyen eval", ("LOCATION:Lakeside Physical Therapy",), "26-0101", "surname only, and the provider", False),
        ("Staff lunch", (), None, "no case is named", False),
        (HOSTILE, (), "26-0200", "", False),
    ],
)
def test_an_entry_finds_its_case_by_number_or_name_and_says_why(
    filled: Database, tmp_path: Path, title: str, lines: Sequence[str], number: str | None, why: str, sure: bool
) -> None:
    shown = preview(filled, tmp_path, visit(title, "DTSTART:20261201T143000Z", *lines))
    (row,) = shown.rows
    if title == HOSTILE:
        assert calendars.report_lines(shown)
        assert all(line.isprintable() or "\t" in line for line in calendars.report_lines(shown))
        return
    assert (row.case_id, row.match.why, row.match.sure) == (case(filled, number) if number else None, why, sure)
    assert row.taken == (number is not None)


def test_a_file_is_imported_once_changed_where_it_changed_and_undone_as_one(filled: Database, tmp_path: Path) -> None:
    before = whole(filled)
    first = preview(filled, tmp_path, visit("PT Garcia, Maria", *WEEKLY), visit("Staff lunch", uid="lunch"))
    assert first.summary == "4 entries to import (4 new). Left out: 1 no case."
    changes = import_preview(filled, first)
    assert changes.label == "Imported 4 entries from clinic.ics: 4 new"
    assert [row[0] for row in rows(filled)] == [f"2026-{day} 09:00" for day in ("11-24", "12-01", "12-08", "12-15")]
    assert {row[3] for row in rows(filled)} == {"26-0031"}
    assert filled.raw.execute("SELECT kind, zone FROM appointments").fetchone() == ("therapy_pt", "America/New_York")
    again = preview(filled, tmp_path, visit("PT Garcia, Maria", *WEEKLY))
    assert {row.state for row in again.rows} == {"same"}
    with pytest.raises(ConflictError, match="Nothing to import"):
        import_preview(filled, again)
    # one moved, one cancelled, one gone
    appointments.mark_kept(_on(filled, "2026-11-24"), [1])
    changed = preview(
        filled, tmp_path,
        visit("PT Garcia, Maria", *WEEKLY, "EXDATE;TZID=America/New_York:20261215T090000"),
        visit("PT Garcia, Maria", "RECURRENCE-ID;TZID=America/New_York:20261201T090000",
              "DTSTART;TZID=America/New_York:20261202T100000"),
        visit("PT Garcia, Maria", "RECURRENCE-ID;TZID=America/New_York:20261208T090000",
              "DTSTART;TZID=America/New_York:20261208T090000", "STATUS:CANCELLED"),
    )  # fmt: skip
    assert [(row.state, row.note) for row in changed.rows] == [
        ("same", ""), ("changed", "was Tue 12/01 9:00"), ("cancelled", ""), ("gone", ""),
    ]  # fmt: skip
    imported = whole(filled)
    assert import_preview(filled, changed).label.endswith("1 changed, 2 cancelled")
    assert [(row[0], row[1]) for row in rows(filled)] == [
        ("2026-11-24 09:00", "attended"),
        ("2026-12-01 09:00", "rescheduled"),
        ("2026-12-02 10:00", "scheduled"),
        ("2026-12-08 09:00", "cancelled_by_provider"),
        ("2026-12-15 09:00", "cancelled_by_provider"),
    ]
    assert {row.state for row in preview_calendar(filled, tmp_path / "clinic.ics").rows} == {"same"}
    history.undo(filled)
    assert whole(filled) == imported
    history.undo(filled)
    history.undo(_on(filled, f"{TODAY}"))
    assert whole(filled) == before
    assert not filled.raw.execute("SELECT 1 FROM calendar_links").fetchone()


def _on(db: Database, day: str) -> Database:
    """The same database on another day."""
    from datetime import date

    db.clock = fixed_clock(date.fromisoformat(day))
    return db


def test_what_she_booked_already_is_joined_and_what_she_changed_since_is_left(filled: Database, tmp_path: Path) -> None:
    case_id = case(filled, "26-0031")
    booked = appointments.add_appointment(
        filled, starts_at=wall("2026-12-01 09:30"), case_id=case_id, kind="therapy_pt", notes="brace"
    ).first_added("appointments")
    shown = preview(filled, tmp_path, visit("PT Maria Garcia"))
    assert shown.rows[0].state == "booked"
    import_preview(filled, shown)
    assert len(rows(filled)) == 1
    assert filled.raw.execute("SELECT notes FROM appointments").fetchone() == ("brace",)
    moved = visit("PT Maria Garcia", "DTSTART:20261203T143000Z")
    appointments.archive_appointment(filled, booked or 0)
    (row,) = preview(filled, tmp_path, moved).rows
    assert (row.state, row.note, row.taken) == ("left", "you put it away", False)
    history.undo(filled)
    appointments.cancel(filled, booked or 0, by="client")
    (row,) = preview(filled, tmp_path, moved).rows
    assert (row.state, row.note) == ("left", "it has its outcome already")


def test_she_gives_entries_a_case_keeps_them_without_one_or_leaves_them(filled: Database, tmp_path: Path) -> None:
    shown = preview(
        filled, tmp_path, visit("Garcia PT", uid="a"), visit("Staff lunch", uid="b"), visit("Court tour", uid="c"),
        visit("PT Maria Garcia", "DTSTART:20261101T143000Z", uid="past"),
        visit("Hearing Thu Ha Nguyen", "DTSTART;VALUE=DATE:20270111", uid="hearing"),
    )  # fmt: skip
    assert [row.taken for row in shown.rows] == [False, False, False, False, True]
    places = {row.entry.uid: place for place, row in enumerate(shown.rows)}
    assert not turned(shown, [places["b"]], taken=True).rows[places["b"]].taken
    shown = chosen(shown, [places["a"]], case(filled, "26-0032"))
    shown = chosen(shown, [places["b"]], None)
    shown = turned(shown, [places["past"]], taken=True)
    shown = turned(shown, [places["hearing"]], taken=False)
    shown = turned(shown, [places["hearing"]], taken=True)
    import_preview(filled, shown)
    assert rows(filled) == [
        ("2026-11-01 09:30", "scheduled", "PT Maria Garcia", "26-0031"),
        ("2026-12-01 09:30", "scheduled", "Garcia PT", "26-0032"),
        ("2026-12-01 09:30", "scheduled", "Staff lunch", None),
        ("2027-01-11 00:00", "scheduled", "Hearing Thu Ha Nguyen", "26-0101"),
    ]
    assert filled.raw.execute("SELECT max(ends_at) FROM appointments").fetchone()[0].startswith("2027-01-11 23:59")


def test_to_dos_become_tasks_and_another_zone_keeps_its_own_hour(filled: Database, tmp_path: Path) -> None:
    todo = event("DUE;VALUE=DATE:20261202", "PRIORITY:1", uid="todo", kind="VTODO").replace(
        "PT visit", "Send films, 26-0031"
    )
    west = visit("Maria Garcia eval", 'DTSTART;TZID="Pacific Standard Time":20261201T093000', uid="west")
    import_preview(filled, preview(filled, tmp_path, todo, west, head=OUTLOOK_ZONE))
    task = filled.raw.execute("SELECT title, due, priority, case_id FROM tasks").fetchone()
    assert task == ("Send films, 26-0031", "2026-12-02", 1, case(filled, "26-0031"))
    assert filled.raw.execute("SELECT substr(starts_at, 12, 5), zone FROM appointments").fetchone() == (
        "09:30",
        "America/Los_Angeles",
    )
    later = todo.replace("20261202", "20261209")
    shown = preview(filled, tmp_path, later, west, head=OUTLOOK_ZONE)
    assert [row.state for row in shown.rows] == ["same", "changed"]
    import_preview(filled, shown)
    assert filled.raw.execute("SELECT due FROM tasks").fetchall() == [("2026-12-09",)]
    history.undo(filled)
    assert filled.raw.execute("SELECT due FROM tasks").fetchall() == [("2026-12-02",)]
