"""Calendar files as other programs read them: by vobject, by dateutil's own reader of zones, and by ours."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm import calendars, feeds
from caseterm.changes import Op
from caseterm.exports.ics import calendar_bytes
from caseterm.imports.icsread import read_text
from caseterm.models import Deadline, Task
from caseterm.rules.icsfeed import ClientName, FeedItem, Names, day_alarms, scrubbed, subject_line
from caseterm.rules.text import clean_input
from caseterm.rules.zones import STATE_ZONES
from caseterm.services import appointments, cases, series
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_series import MONDAY, MWF
from tests.walls import wall

STAMP = datetime(2026, 11, 1, 12, tzinfo=UTC)
MARIA = ClientName("Garcia, María", "María", "Garcia", ("Elena", "Mari"))


def item(**values: Any) -> FeedItem:
    given = {"uuid": "u1", "kind": "appointment", "summary": "PT", "changed_at": STAMP, "zone": "America/New_York"}
    return FeedItem(**{**given, **values})


def theirs(data: bytes) -> Any:
    return vobject.readOne(data.decode())


# ---- zones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", sorted({zone for zones in STATE_ZONES.values() for zone in zones} | {
    "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca",
}))  # fmt: skip
def test_another_reader_gets_every_hour_from_the_zone_as_it_is_described(zone: str) -> None:
    data = calendar_bytes([item(starts_at=wall("2026-06-01 09:00"), zone=zone)], name="x")
    read = tzical(StringIO(data.decode().replace("\r\n", "\n"))).get(zone)
    assert read is not None
    place = ZoneInfo(zone)
    at = wall("2026-01-01 00:30")
    while at < wall("2030-12-31 00:00"):
        if at.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None) == at:
            assert read.utcoffset(at) == at.replace(tzinfo=place).utcoffset(), at
        at += timedelta(hours=31)


def test_a_zone_is_written_by_rules_that_outlook_knows_from_before_its_first_use() -> None:
    text = calendar_bytes([item(starts_at=wall("2026-06-01 09:00"))], name="x").decode()
    assert "DTSTART:20250309T020000\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in text
    assert "DTSTART:20251102T020000\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11" in text
    assert "RRULE" not in calendar_bytes(
        [item(starts_at=wall("2026-06-01 09:00"), zone="America/Phoenix")], name="x"
    ).decode()  # fmt: skip


# ---- what is written -------------------------------------------------------------------------------------------


def test_vobject_reads_times_alarms_and_states() -> None:
    visit = item(starts_at=wall("2026-12-01 09:30"), ends_at=wall("2026-12-01 10:15"), alarms=(timedelta(days=1),))
    gone = item(uuid="u2", starts_at=wall("2027-03-15 08:00"), status="CANCELLED", alarms=(timedelta(days=1),))
    deadline = item(uuid="u3", kind="deadline", day=TODAY, alarms=day_alarms((7,)))
    task = item(uuid="u4", kind="task", day=TODAY, priority=1)
    data = calendar_bytes([visit, gone, deadline, task], name="Caseload")
    read = theirs(data)
    first, second, third, fourth = read.vevent_list
    assert first.dtstart.value.replace(tzinfo=None) == wall("2026-12-01 09:30")
    assert first.dtstart.value.utcoffset() == timedelta(hours=-5)
    assert first.dtend.value - first.dtstart.value == timedelta(minutes=45)
    assert first.valarm.trigger.value == timedelta(days=-1)
    assert (first.uid.value, first.status.value, first.transp.value) == ("u1@caseterm", "CONFIRMED", "OPAQUE")
    assert second.dtstart.value.utcoffset() == timedelta(hours=-4)
    assert second.status.value == "CANCELLED"
    assert not hasattr(second, "valarm")
    assert (third.dtstart.value, third.dtend.value) == (TODAY, TODAY + timedelta(days=1))
    assert third.valarm.trigger.value == timedelta(days=-7, hours=9)
    assert (fourth.transp.value, fourth.summary.value) == ("TRANSPARENT", "PT")
    todo = theirs(calendar_bytes([task], name="x", todos=True)).vtodo
    assert (todo.due.value, todo.priority.value, todo.status.value) == (TODAY, "1", "NEEDS-ACTION")
    assert calendar_bytes([visit, gone, deadline, task], name="Caseload") == data
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


HOSTILE_TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [HOSTILE, "a\\nb;c,d", "x" * 300, "END:VEVENT", '"', "：", "\r\nBEGIN:VEVENT\r\n", "é" * 80, "%0A;\\"]
    ),
).map(clean_input)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    summary=HOSTILE_TEXT.filter(bool),
    place=HOSTILE_TEXT,
    text=st.lists(HOSTILE_TEXT, max_size=3).map("\n".join).map(lambda value: clean_input(value, multiline=True)),
    at=st.datetimes(wall("2026-01-01 00:00"), wall("2035-01-01 00:00")),
    zone=st.sampled_from(["America/New_York", "America/Phoenix", "America/Los_Angeles", "Europe/London"]),
)
def test_whatever_the_text_it_comes_back_the_same_by_two_readers(
    summary: str, place: str, text: str, at: datetime, zone: str
) -> None:
    at = at.replace(second=0, microsecond=0)
    at = at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    data = calendar_bytes([item(summary=summary, place=place, text=text, starts_at=at, zone=zone)], name=HOSTILE)
    event = theirs(data).vevent
    assert clean_input(event.summary.value) == summary
    assert event.dtstart.value.replace(tzinfo=None) == at
    (found,) = read_text(data, name="x", today=TODAY, home="America/New_York").entries
    assert (found.title, found.place, found.text) == (summary, place, text)
    assert (found.starts_at, found.zone, found.uid) == (at, zone, "u1@caseterm")


# ---- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "initials", "none"),
    [
        ("", "PT M.G. 26-0031", "PT 26-0031"),
        ("PT", "PT M.G. 26-0031", "PT 26-0031"),
        ("Call Garcia's mother", "PT M.G. 26-0031: Call G. mother", "PT 26-0031: Call client mother"),
        ("Maria GARCÍA, re MRI", "PT M.G. 26-0031: M. G., re MRI", "PT 26-0031: client, re MRI"),
        ("Elena (Mari)", "PT M.G. 26-0031: E. (M.)", "PT 26-0031: client (client)"),
        ("Marina at garciaville", "PT M.G. 26-0031: Marina at garciaville", "PT 26-0031: Marina at garciaville"),
    ],
)
def test_the_client_s_name_is_left_out_of_titles_too(title: str, initials: str, none: str) -> None:
    assert subject_line("PT", title, MARIA, "26-0031", "initials") == initials
    assert subject_line("PT", title, MARIA, "26-0031", "none") == none
    assert scrubbed(title, MARIA, "full") == title


@pytest.fixture
def filled(db: Database) -> Database:
    changes = cases.new_case(
        db, client={"last": "Garcia", "first": "María"}, case={"opened_on": TODAY, "number": "26-0031"}, incident={}
    )
    case_id = changes.first_added("cases") or 0
    series.add_series(db, pattern=MWF, starts_at=MONDAY, case_id=case_id, kind="therapy_pt", notes="SECRET NOTE")
    appointments.add_appointment(
        db, starts_at=wall("2027-01-11 00:00"), ends_at=wall("2027-01-12 23:59"), case_id=case_id, kind="trial",
        title="Garcia v. Acme", location="Garcia home",
    )  # fmt: skip
    with act(db, Op.ADD, "Rest") as write:
        write.add(Deadline, {"case_id": case_id, "due": wall("2027-03-02 00:00").date(), "kind": "sol"})
        write.add(Task, {"case_id": case_id, "title": "Ask Garcia for films", "due": TODAY, "priority": 1})
    return db


@pytest.mark.parametrize("names", ["initials", "none", None])
def test_no_name_and_no_note_leaves_unless_it_is_asked_for(
    filled: Database, names: Names | None, tmp_path: Path
) -> None:
    path, count, changes = feeds.save_feed(filled, tmp_path / "cal.ics", names=names)
    text = path.read_text(encoding="utf-8")
    assert count == 21
    assert not any(word in text for word in ("Garcia", "María", "Maria", "SECRET"))
    assert ("M.G." in text) == (names != "none")
    assert "26-0031" in text
    assert path.stat().st_mode & 0o777 == 0o600
    assert changes is not None
    assert changes.undoable is False
    logged = filled.raw.execute("SELECT what, format, destination FROM export_log").fetchone()
    words = "without names" if names == "none" else "with initials"
    assert logged == (f"calendar of the caseload {words}", "ics", str(path))
    assert feeds.save_feed(filled, tmp_path / "cal.ics")[0].name == "cal-2.ics"
    full = feeds.feed_bytes(filled, names="full")[0].decode()
    assert "SUMMARY:Trial Garcia\\, María 26-0031: Garcia v. Acme" in full.replace("\r\n ", "")
    assert "SECRET" not in full


def test_an_export_keeps_its_identities_and_comes_back_without_a_double(filled: Database, tmp_path: Path) -> None:
    case_id = filled.raw.execute("SELECT id FROM cases").fetchone()[0]
    first = theirs(feeds.feed_bytes(filled, case_id=case_id)[0])
    moved = filled.raw.execute("SELECT id, uuid FROM appointments ORDER BY starts_at LIMIT 1").fetchone()
    appointments.edit_appointment(filled, moved[0], {"starts_at": wall("2026-11-23 11:00")})
    second = theirs(feeds.feed_bytes(filled, case_id=case_id)[0])
    by_uid = [{event.uid.value: event for event in read.vevent_list} for read in (first, second)]
    assert by_uid[0].keys() == by_uid[1].keys()
    old, new = (each[f"{moved[1]}@caseterm"] for each in by_uid)
    assert int(new.sequence.value) > int(old.sequence.value)
    assert new.dtstart.value.hour == 11
    path, _, _ = feeds.save_feed(filled, tmp_path / "own.ics")
    shown = calendars.preview_calendar(filled, path)
    assert {row.state for row in shown.rows} == {"same"}
    data = path.read_bytes().replace(b"T110000", b"T113000")
    path.write_bytes(data)
    shown = calendars.preview_calendar(filled, path)
    (changed,) = shown.taken
    assert (changed.state, changed.note) == ("changed", "was Mon 11/23 11:00")
    assert calendars.import_preview(filled, shown).label.endswith("1 changed")
    count = filled.raw.execute("SELECT count(*) FROM appointments WHERE status <> 'rescheduled'").fetchone()
    assert count == (19,)


def test_every_way_of_naming_is_one_that_can_be_asked_for() -> None:
    for names, todos in product(("full", "initials", "none"), (True, False)):
        line = subject_line("Task", "Call", MARIA, "26-0031", names)  # type: ignore[arg-type]  # the three of them
        assert calendar_bytes([item(kind="task", day=TODAY, summary=line)], name="x", todos=todos)
