import re
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseterm.rules.quickadd import HIGH, LOW, NORMAL, URGENT, Kind, QuickAdd, parse_line

TODAY = date(2026, 11, 21)
ANCHORS = {"doi": date(2025, 3, 2), "sol": date(2027, 3, 2)}


def read(text: str, kind: Kind = "task") -> QuickAdd:
    return parse_line(text, today=TODAY, kind=kind, anchors=ANCHORS)


def marked(text: str, line: QuickAdd) -> dict[str, str]:
    return {span.role: text[span.start : span.end] for span in line.spans}


def test_a_task_with_time_client_and_priority() -> None:
    text = "call adjuster tomorrow 3pm @Nguyen !high"
    line = read(text)
    assert (line.kind, line.title, line.client, line.priority) == ("task", "call adjuster", "Nguyen", HIGH)
    assert (line.day, line.start, line.end) == (date(2026, 11, 22), time(15), None)
    assert marked(text, line) == {
        "date": "tomorrow",
        "time": "3pm",
        "client": "@Nguyen",
        "priority": "!high",
    }


def test_business_days_and_a_tag() -> None:
    text = "request records from Mercy Hospital +10b @ngu #records"
    line = read(text)
    assert (line.title, line.client, line.tags) == ("request records from Mercy Hospital", "ngu", ("records",))
    assert line.day == date(2026, 12, 7)
    assert parse_line(text, today=TODAY, holidays=()).day == date(2026, 12, 4)


def test_an_appointment_with_a_range_and_a_length() -> None:
    line = read("a: IME Dr. Patel 12/3 9:30-10:30 @O'Neil ~60m")
    assert (line.kind, line.title, line.client, line.minutes) == ("appt", "IME Dr. Patel", "O'Neil", 60)
    assert (line.day, line.start, line.end) == (date(2026, 12, 3), time(9, 30), time(10, 30))


def test_a_quoted_client_and_a_time_after_at() -> None:
    text = 'a: depo of defendant next thu at 1pm @"Garcia, Maria"'
    line = read(text)
    assert (line.title, line.client) == ("depo of defendant", "Garcia, Maria")
    assert (line.day, line.start) == (date(2026, 11, 26), time(13))
    assert marked(text, line)["time"] == "at 1pm"
    assert marked(text, line)["date"] == "next thu"


def test_a_date_counted_from_the_incident() -> None:
    line = read("file complaint doi+2y !!")
    assert (line.title, line.day, line.priority) == ("file complaint", date(2027, 3, 2), URGENT)


def test_an_empty_anchor_keeps_the_words_and_says_why() -> None:
    line = parse_line("file complaint doi+2y", today=TODAY)
    assert (line.title, line.day) == ("file complaint doi+2y", None)
    assert line.hints == ("There is no date of incident to count from yet. Type the date itself, as in 12/3/2026.",)


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("follow up on 12/1 letter mon", "follow up on 12/1 letter", date(2026, 11, 23)),
        ("buy tickets for \\Sunday game", "buy tickets for Sunday game", None),
        ("send lien letter re claim #4471-A by fri", "send lien letter re claim #4471-A", date(2026, 11, 27)),
        ("call 555-0142 re 3 missed visits", "call 555-0142 re 3 missed visits", None),
        ("review May invoices", "review May invoices", None),
        ("check I-95 camera footage 24/7 store", "check I-95 camera footage 24/7 store", None),
        ("send demand due dec 3, 2026", "send demand", date(2026, 12, 3)),
        ("chase bill in 2 business days", "chase bill", date(2026, 11, 24)),
        ("letter 60 days from 3/4/2027", "letter", date(2027, 5, 3)),
        ("call Tom re lien", "call Tom re lien", None),
        ("call Tom", "call Tom", None),
        ("call lienholder tom", "call lienholder", date(2026, 11, 22)),
        ("ask why she sat in the ER", "ask why she sat in the ER", None),
        ("confirm ride sat @Lee", "confirm ride", date(2026, 11, 28)),
        ("photo 3 may be missing", "photo 3 may be missing", None),
        ("file by 3 may", "file", date(2027, 5, 3)),
        ("exhibits 4-7 to counsel", "exhibits 4-7 to counsel", None),
        ("have client sign HIPAA", "have client sign HIPAA", None),
        ("summarise last fri visit", "summarise last fri visit", None),
        ("ask about yesterday", "ask about yesterday", None),
        ("log the 11/2/2026 letter", "log the letter", date(2026, 11, 2)),
        ("add +3 pages", "add +3 pages", None),
        ("confirm doi with client", "confirm doi with client", None),
        ("", "", None),
    ],
)
def test_what_stays_in_the_title_and_what_becomes_the_date(text: str, title: str, day: date | None) -> None:
    line = read(text)
    assert (line.title, line.day) == (title, day)


@pytest.mark.parametrize(
    ("text", "title", "start"),
    [
        ("call adjuster 3p tomorrow", "call adjuster", time(15)),
        ("call adjuster at 3p", "call adjuster", time(15)),
        ("copy exhibit 3a for file", "copy exhibit 3a for file", None),
        ("lunch conference mon at noon", "lunch conference", time(12)),
        ("depo 12/3 9-10am", "depo", time(9)),
        ("call at 9 tomorrow", "call at 9", None),
        ("depo tomorrow 3 pm - 4 pm", "depo", time(15)),
    ],
)
def test_a_bare_number_is_never_a_time(text: str, title: str, start: time | None) -> None:
    line = read(text)
    assert (line.title, line.start) == (title, start)


def test_a_time_without_a_day_is_today() -> None:
    assert read("call adjuster 3pm").day == TODAY


def test_a_past_day_may_be_an_appointment() -> None:
    assert read("a: PT visit yesterday @Lee").day == date(2026, 11, 20)


def test_dates_in_a_note_are_never_taken() -> None:
    line = read("n: client called, pain 7/10 worse since mon @Lee #pain !")
    assert (line.kind, line.title) == ("note", "client called, pain 7/10 worse since mon #pain !")
    assert (line.day, line.start, line.client, line.tags, line.priority) == (None, None, "Lee", (), None)


def test_an_appointment_keeps_what_only_a_task_has_in_its_title() -> None:
    line = read("a: IME #ortho !high fri 9:30 @Lee")
    assert (line.title, line.tags, line.priority) == ("IME #ortho !high", (), None)


def test_the_note_after_two_slashes_is_kept_whole() -> None:
    text = "call adjuster fri // ask about @limits tomorrow https://example.org // twice"
    line = read(text)
    assert line.title == "call adjuster"
    assert line.note == "ask about @limits tomorrow https://example.org // twice"
    assert read("read https://example.org mon").title == "read https://example.org"


def test_the_kind_comes_from_the_screen_unless_a_prefix_says_otherwise() -> None:
    assert read("PT mon", "appt").kind == "appt"
    assert read("t: PT mon", "appt").kind == "task"
    assert (read("N:hello").kind, read("N:hello").title) == ("note", "hello")


def test_priorities_are_numbered_from_urgent_to_low() -> None:
    asked = [read(f"x {mark}").priority for mark in ("!urgent", "!!", "!", "!high", "!normal", "!low", "")]
    assert asked == [URGENT, URGENT, HIGH, HIGH, NORMAL, LOW, None] == [1, 1, 2, 2, 3, 4, None]


def test_the_rightmost_client_counts_and_the_other_stays() -> None:
    line = read("ask @Lee about @Nguyen, please")
    assert (line.title, line.client) == ("ask @Lee about please", "Nguyen")
    assert read("mail bob@example.org").client is None


def test_an_unfinished_quote_is_read_to_the_end_while_it_is_typed() -> None:
    assert read('call @"Garcia, Ma').client == "Garcia, Ma"


def test_lengths_in_hours_and_minutes() -> None:
    assert [read(f"x {typed}").minutes for typed in ("~60", "~1h", "~1.5h", "~1h30", "~soon")] == [
        60,
        60,
        90,
        90,
        None,
    ]


TOKENS = """
call Dr. Patel's @Nguyen @"Garcia,Maria" @ @" ! !! !high #records #4471-A #a-b ~60m ~ ~x tomorrow fri next thu 12/3 3pm
at on by due 9:30-10:30 9-10am +10b +3 doi+2y sign in 3 days \\Sunday \\ // t: a: n: 山田 [/b] [@click=x] 24/7 sat
may 5 noon
"""
LINES = st.lists(st.sampled_from(TOKENS.split()) | st.text(max_size=6), max_size=10).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(LINES, st.sampled_from(["task", "appt", "note"]))
@example('ask @"Lee', "task")
@example("\\// a", "task")
def test_every_typed_word_is_in_the_title_a_token_or_the_note(text: str, kind: str) -> None:
    line = read(text, "task" if kind == "task" else "appt" if kind == "appt" else "note")
    spans = line.spans
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    rest = list(text)
    for span in spans:
        shown = text[span.start + 1 : span.end] if span.role == "escape" else ""
        rest[span.start : span.end] = shown.rjust(span.end - span.start)
    assert line.title.split() == "".join(rest).split()
    noted = [text[span.start :] for span in spans if span.role == "note"]
    assert line.note == (noted[0][2:].strip() if noted else "")


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_each_token_that_was_taken_has_its_value(text: str) -> None:
    line = read(text)
    roles = {span.role for span in line.spans}
    assert ("client" in roles) == (line.client is not None)
    assert ("priority" in roles) == (line.priority is not None)
    assert ("minutes" in roles) == (line.minutes is not None)
    assert ("tag" in roles) == bool(line.tags)
    assert ("time" in roles) == (line.start is not None)
    assert ("date" in roles or "time" in roles) == (line.day is not None)
    assert not re.search(r"\s\s", line.title)


def test_an_appointment_that_comes_again() -> None:
    text = "a: PT Mon Wed Fri 9:00 for six weeks @Garcia // bring brace"
    line = read(text)
    assert (line.title, line.start, line.day, line.client, line.note) == ("PT", time(9), None, "Garcia", "bring brace")
    assert line.repeat is not None
    assert line.repeat.pattern.weekdays == (0, 2, 4)
    assert [text[span.start : span.end] for span in line.spans if span.role == "repeat"] == [
        "Mon Wed Fri",
        "for six weeks",
    ]
    assert read("t: send report mon wed fri for six weeks").repeat is None


def test_days_without_an_end_are_one_appointment_with_a_hint() -> None:
    line = read("a: PT mon wed 9:00")
    assert (line.repeat, line.day) == (None, date(2026, 11, 25))
    assert line.hints == ("To make it a series, say how long: for 6 weeks, until 1/15 or 18 visits.",)
