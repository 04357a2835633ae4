"""Calendar files of other programs, written by hand after what Outlook, Google, Apple and courts send."""

from datetime import date, datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseterm.imports import icsread
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.icsread import is_calendar, read_calendar, read_text
from caseterm.rules.icsentry import IcsEntry, IcsFile
from tests.conftest import HOSTILE, TODAY
from tests.walls import wall

HOME = "America/New_York"
OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:Pacific Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(event.strip() + "\n" for event in (head, *events) if event.strip())
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Clinic//EN\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(*lines: str, uid: str = "one@clinic", kind: str = "VEVENT") -> str:
    return "\n".join((f"BEGIN:{kind}", f"UID:{uid}", "SUMMARY:PT visit", *lines, f"END:{kind}"))


def read(data: bytes) -> IcsFile:
    return read_text(data, name="clinic.ics", today=TODAY, home=HOME)


def entries(*events: str, head: str = "") -> list[IcsEntry]:
    return list(read(calendar(*events, head=head)).entries)


def starts(found: list[IcsEntry]) -> list[str]:
    return [f"{each.starts_at:%Y-%m-%d %H:%M}" for each in found]


# ---- time zones ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "at", "zone", "head"),
    [
        ('DTSTART;TZID="Pacific Standard Time":20261201T093000', "09:30", "America/Los_Angeles", OUTLOOK_ZONE),
        ("DTSTART;TZID=Pacific Standard Time:20261201T093000", "09:30", "America/Los_Angeles", ""),
        ("DTSTART;TZID=Eastern Daylight Time:20261201T093000", "09:30", "America/New_York", ""),
        ("DTSTART;TZID=America/Chicago:20261201T093000", "09:30", "America/Chicago", ""),
        ("DTSTART;TZID=/freeassociation.org/Tzfile/America/Denver:20261201T093000", "09:30", "America/Denver", ""),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261201T093000", "09:30", "Europe/Berlin", ""),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261201T0930', "09:30", "America/New_York", ""),
        ("DTSTART:20261201T143000Z", "09:30", "America/New_York", ""),
        ("DTSTART:20261201T173000Z", "09:30", "America/Los_Angeles", "X-WR-TIMEZONE:America/Los_Angeles"),
        ("DTSTART:20261201T093000", "09:30", "America/New_York", ""),
        ("DTSTART;TZID=Room 4 clock:20261201T093000", "09:30", "America/New_York", ""),
        (
            "DTSTART;TZID=Customized Time Zone:20261201T093000",
            "09:30",
            "America/Los_Angeles",
            OUTLOOK_ZONE.replace("Pacific Standard Time", "Customized Time Zone"),
        ),
        (
            "DTSTART;TZID=Ship:20261201T093000",
            "02:45",
            "America/New_York",
            "BEGIN:VTIMEZONE\nTZID:Ship\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0145\n"
            "TZOFFSETTO:+0145\nEND:STANDARD\nEND:VTIMEZONE\n",
        ),
    ],
)
def test_the_zone_of_a_time_is_found_whatever_the_program_calls_it(line: str, at: str, zone: str, head: str) -> None:
    line = line if line.endswith("Z") or line[-7] == "T" else f"{line}00"
    (found,) = entries(event(line), head=head)
    assert (f"{found.starts_at:%H:%M}", found.zone) == (at, zone)
    assert bool(found.remarks) == any(word in line for word in ("Room", "Customized", "Ship", "(UTC"))


def test_the_zones_of_one_file_are_not_remembered_for_the_next() -> None:
    strange = OUTLOOK_ZONE.replace("-0800", "+0300").replace("-0700", "+0300").replace("Pacific Standard Time", "Ours")
    assert starts(entries(event("DTSTART;TZID=Ours:20261201T093000"), head=strange)) == ["2026-12-01 01:30"]
    (found,) = entries(event("DTSTART;TZID=Ours:20261201T093000"))
    assert (f"{found.starts_at:%H:%M}", found.zone) == ("09:30", HOME)
    assert "is not known" in found.remarks[0]


def test_a_time_that_the_clocks_skip_becomes_the_one_they_show() -> None:
    (found,) = entries(event("DTSTART;TZID=America/New_York:20270314T023000"))
    assert starts([found]) == ["2027-03-14 03:30"]


# ---- repeated events -------------------------------------------------------------------------------------------


def test_outlook_s_weekly_visits_keep_their_hour_over_the_clock_change_without_what_was_left_out() -> None:
    found = entries(
        event(
            'DTSTART;TZID="Pacific Standard Time":20261026T090000',
            'DTEND;TZID="Pacific Standard Time":20261026T094500',
            "RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=MO;WKST=SU",
            'EXDATE;TZID="Pacific Standard Time":20261109T090000',
        ),
        event(
            'RECURRENCE-ID;TZID="Pacific Standard Time":20261116T090000',
            'DTSTART;TZID="Pacific Standard Time":20261117T140000',
        ).replace("PT visit", "PT visit (moved)"),
        head=OUTLOOK_ZONE,
    )
    assert starts(found) == ["2026-10-26 09:00", "2026-11-02 09:00", "2026-11-17 14:00", "2026-11-23 09:00"]
    assert [each.recurrence for each in found] == [
        "20261026T1600Z", "20261102T1700Z", "20261116T1700Z", "20261123T1700Z",
    ]  # fmt: skip
    assert found[0].ends_at == wall("2026-10-26 09:45")
    assert found[2].title == "PT visit (moved)"


def test_a_cancelled_day_a_cancelled_file_and_a_changed_day_without_its_pattern() -> None:
    cancelled = event("RECURRENCE-ID:20261201T140000Z", "DTSTART:20261201T140000Z", "STATUS:CANCELLED")
    weekly = event("DTSTART:20261124T140000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert [each.cancelled for each in entries(weekly, cancelled)] == [False, True, False]
    assert all(each.cancelled for each in entries(weekly, head="METHOD:CANCEL"))
    (alone,) = entries(cancelled)
    assert (alone.recurrence, alone.cancelled) == ("20261201T1400Z", True)


def test_this_and_the_following_days_moved_by_the_file() -> None:
    weekly = event("DTSTART;TZID=America/New_York:20261124T090000", "RRULE:FREQ=WEEKLY;COUNT=4")
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20261208T090000",
        "DTSTART;TZID=America/New_York:20261208T113000",
        "LOCATION:Annex",
    )
    found = entries(weekly, later)
    assert starts(found) == ["2026-11-24 09:00", "2026-12-01 09:00", "2026-12-08 11:30", "2026-12-15 11:30"]
    assert [each.place for each in found] == ["", "", "Annex", "Annex"]


def test_whole_days_added_days_and_the_end_of_a_rule_in_utc() -> None:
    (trial,) = entries(event("DTSTART;VALUE=DATE:20270111", "DTEND;VALUE=DATE:20270114"))
    assert trial.all_day
    assert (trial.starts_at, trial.ends_at) == (wall("2027-01-11 00:00"), wall("2027-01-13 23:59"))
    holidays = event(
        "DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=DAILY;UNTIL=20261226", "EXDATE;VALUE=DATE:20261225",
        "RDATE;VALUE=DATE:20261231",
    )  # fmt: skip
    assert [each.recurrence for each in entries(holidays)] == ["20261224", "20261226", "20261231"]
    until = event("DTSTART;TZID=America/New_York:20261124T090000", "RRULE:FREQ=DAILY;UNTIL=20261126T140000Z")
    assert starts(entries(until)) == ["2026-11-24 09:00", "2026-11-25 09:00", "2026-11-26 09:00"]
    before = event("DTSTART;TZID=America/New_York:20261124T090000", "RRULE:FREQ=DAILY;UNTIL=20261126T135900Z")
    assert len(entries(before)) == 2


def test_a_rule_without_an_end_is_taken_for_a_year_and_says_so() -> None:
    file = read(calendar(event("DTSTART:20200106T140000Z", "RRULE:FREQ=WEEKLY")))
    assert (file.entries[0].day, file.entries[-1].day) == (date(2025, 11, 24), date(2027, 11, 22))
    assert "'PT visit' repeats without an end: taken until 11/22/2027." in file.remarks
    assert "Events that repeat are taken from 11/20/2025 to 11/22/2027." in file.remarks


@settings(max_examples=60, deadline=None)
@example(first=wall("2026-03-08 02:00"), rule="FREQ=DAILY;INTERVAL=3", count=None)
@example(first=wall("2026-03-08 02:30"), rule="FREQ=WEEKLY;BYDAY=TU,TH", count=3)
@given(
    first=st.datetimes(wall("2026-01-01 00:00"), wall("2026-12-01 00:00")).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    rule=st.sampled_from(
        [
            "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
            "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=2",
            "FREQ=YEARLY;BYMONTH=1,7;BYDAY=1SU", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYYEARDAY=100",
        ]
    ),
    count=st.one_of(st.none(), st.integers(1, 30)),
)  # fmt: skip
def test_rules_give_the_days_that_dateutil_gives(first: datetime, rule: str, count: int | None) -> None:
    whole = rule + (f";COUNT={count}" if count else ";UNTIL=20270301T000000")
    theirs = [at for at in rrulestr(whole, dtstart=first) if at != first]
    wanted = [first, *theirs]
    if count is not None:
        wanted = wanted[:count]
    wanted = [at for at in wanted if date(2025, 11, 20) <= at.date() <= date(2027, 11, 22)]
    found = entries(event(f"DTSTART:{first:%Y%m%dT%H%M%S}", f"RRULE:{whole}"))
    assert [each.starts_at for each in found] == [moved_by_the_clocks(at) for at in wanted]


def moved_by_the_clocks(at: datetime) -> datetime:
    skipped = at.date() in (date(2026, 3, 8), date(2027, 3, 14)) and at.hour == 2
    return at.replace(hour=3) if skipped else at


# ---- to-dos, people, text --------------------------------------------------------------------------------------


def test_to_dos_have_their_day_and_urgency_and_done_ones_say_so() -> None:
    due = event("DUE;VALUE=DATE:20261202", "PRIORITY:1", uid="a", kind="VTODO")
    found = entries(due, event(uid="b", kind="VTODO"), event("STATUS:COMPLETED", uid="c", kind="VTODO"))
    by_uid = {each.uid: each for each in found}
    assert (by_uid["a"].kind, by_uid["a"].day, by_uid["a"].priority) == ("task", date(2026, 12, 2), 1)
    assert (by_uid["b"].starts_at, by_uid["b"].done, by_uid["c"].done) == (None, False, True)


def test_folded_and_escaped_text_people_and_windows_letters() -> None:
    text = (
        "DTSTART:20261201T140000Z\nLOCATION:Suite 4\\, 12 Main St\\; rear\n"
        "DESCRIPTION:Bring\\nthe brace and this is a long li\n ne that was folded\n"
        'ATTENDEE;CN="García, María":mailto:maria@example.com\nORGANIZER;CN=Front desk:mailto:desk@clinic.example'
    )
    (found,) = entries(event(text))
    assert found.place == "Suite 4, 12 Main St; rear"
    assert found.text == "Bring\nthe brace and this is a long line that was folded"
    assert found.people == ("García, María", "maria@example.com", "Front desk", "desk@clinic.example")
    data = calendar(event("DTSTART:20261201T140000Z")).decode().replace("PT visit", "Muñoz").encode("cp1252")
    assert read(data).entries[0].title == "Muñoz"
    utf16 = b"\xff\xfe" + calendar(event("DTSTART:20261201T140000Z")).decode().encode("utf-16-le")
    assert len(read(utf16).entries) == 1


def test_events_without_a_uid_get_the_same_one_each_time_and_twins_are_both_kept() -> None:
    nameless = event("DTSTART:20261201T140000Z").replace("UID:one@clinic\n", "")
    assert entries(nameless)[0].uid == entries(nameless)[0].uid != ""
    twins = entries(event("DTSTART:20261201T140000Z"), event("DTSTART:20261202T140000Z"))
    assert starts(twins) == ["2026-12-01 09:00", "2026-12-02 09:00"]
    assert len({each.recurrence for each in twins}) == 2
    newer = entries(
        event("DTSTART:20261201T140000Z", "SEQUENCE:1"), event("DTSTART:20261203T140000Z", "SEQUENCE:2")
    )  # fmt: skip
    assert starts(newer) == ["2026-12-03 09:00"]


# ---- hostile and broken ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no calendar file"),
        (b"Name,Phone\r\nLee,555\r\n", "no calendar file"),
        (b"\x00\x01\x02\xff\xfe", "no calendar file"),
        (calendar(event("DTSTART:20261201T140000Z"))[:-16], "cut off"),
        (b"BEGIN:VCALENDAR\r\n" * 3000 + b"END:VCALENDAR\r\n" * 3000, "nested deeper"),
        (calendar(*[event("DTSTART:20261201T140000Z", uid=str(n)) for n in range(5001)]), "more than 5,000 events"),
        (calendar(event("DESCRIPTION:" + "x" * 1_000_001)), "a line longer"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_calendar_or_too_much_of_one_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(FileRefusedError, match=reason):
        read(data)


def test_too_many_repetitions_are_refused_and_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    many = [event("DTSTART:20251201T140000Z", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(9)]
    with pytest.raises(FileRefusedError, match="more than 5,000"):
        read(calendar(*many))
    large = tmp_path / "large.ics"
    with large.open("wb") as file:
        file.truncate(icsread.MOST_BYTES + 1)
    with pytest.raises(FileRefusedError, match="larger than 10 MB"):
        read_calendar(large, today=TODAY, home=HOME)
    with pytest.raises(FileRefusedError, match="is a folder"):
        read_calendar(tmp_path, today=TODAY, home=HOME)
    with pytest.raises(FileRefusedError, match="There is no file"):
        read_calendar(tmp_path / "none.ics", today=TODAY, home=HOME)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("RRULE:FREQ=SECONDLY", "by the hour or faster"),
        ("RRULE:FREQ=DAILY;INTERVAL=0;COUNT=5", "not followed"),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,1,2,3,4,5,6;BYSECOND=0,1", "not followed"),
        ("RRULE:FREQ=DAILY;BYEASTER=0", "not followed"),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", "cannot be read"),
        ("RRULE:FREQ=FORTNIGHTLY", "cannot be read"),
        ("RRULE:FREQ=DAILY;COUNT=99999999999999999999999", "PT visit"),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", ""),
        ("RRULE:FREQ=MONTHLY;BYDAY=99MO;COUNT=2", ""),
        ("EXDATE:nonsense", "cannot be read"),
        ("DURATION:P99999999W", "end"),
    ],
)
def test_a_rule_meant_to_keep_the_program_busy_gives_the_first_day_and_a_sentence(line: str, said: str) -> None:
    file = read(calendar(event("DTSTART:20261124T140000Z", line)))
    assert file.entries[0].starts_at == wall("2026-11-24 09:00")
    assert len(file.entries) <= 400
    assert said in " ".join((*file.remarks, *file.entries[0].remarks, file.entries[0].title))


def test_rules_that_never_fit_share_one_budget_of_work() -> None:
    hostile = [
        event("DTSTART:19000101T140000Z", "RRULE:FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30", uid=f"{n}")
        for n in range(200)
    ]
    file = read(calendar(*hostile))
    assert file.entries == ()
    assert any("too many to work out" in remark for remark in file.remarks)


def test_events_out_of_all_time_or_without_a_start_are_left_out_in_words() -> None:
    file = read(
        calendar(
            event("DTSTART:16010101T000000Z", uid="a"), event(uid="b"), event("DTSTART:00000000T000000", uid="c"),
            event("DTSTART:20261201T140000Z", "DTEND:20261130T140000Z", uid="d"),
            "BEGIN:VJOURNAL\nUID:j\nEND:VJOURNAL",
        )
    )  # fmt: skip
    assert [(each.uid, each.ends_at) for each in file.entries] == [("d", None)]
    assert "'PT visit' lies in the year 1600 and is left out." in file.remarks
    assert "'PT visit' has no start that can be read and is left out." in file.remarks
    assert "1 VJOURNAL not taken." in file.remarks


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTODO", "END:VTODO", "BEGIN:VALARM", "END:VALARM",
                    "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:X", "UID:a",
                    "DTSTART:20261201T140000Z", "DTSTART;TZID=X:20261201T140000", "DTSTART;VALUE=DATE:20261201",
                    "DTSTART:", "DTEND:20261131T990000", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:", "RRULE:FREQ=;=",
                    "EXDATE:20261202,,20261203", "RECURRENCE-ID:20261202", "RDATE;VALUE=PERIOD:20261202T000000Z/P1D",
                    "DURATION:PT", "SEQUENCE:x", "TZOFFSETTO:+9999", "ATTENDEE;CN=", "X-WR-TIMEZONE:nowhere",
                ]
            ),
            st.text(max_size=30),
            st.text(max_size=20).map(lambda text: f"SUMMARY:{text}"),
            st.sampled_from([f"SUMMARY:{HOSTILE}", f"LOCATION;LANGUAGE={HOSTILE}:x"]),
        ),
        max_size=20,
    )
)  # fmt: skip
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])
    try:
        file = read(text.encode("utf-8", "surrogatepass"))
    except FileRefusedError as problem:
        refused = problem.title
    else:
        refused = "."
        assert all(each.starts_at is not None or each.kind == "task" for each in file.entries)
        assert len({(each.uid, each.recurrence) for each in file.entries}) == len(file.entries)
    assert refused.endswith((".", ")"))


def test_a_calendar_is_known_by_its_name_or_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"")
    (tmp_path / "b").write_bytes(calendar())
    (tmp_path / "c.csv").write_bytes(b"Name\r\n")
    assert [is_calendar(tmp_path / name) for name in ("a.ics", "b", "c.csv", "none")] == [True, True, False, False]
