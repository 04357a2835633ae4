"""Requests: when they are due, what a line of a follow-up means, what a track comes to, what is unmatched."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules import attention_requests, heard, requests, terms_requests, unmatched
from caseterm.rules.attention_reason import Reason
from caseterm.rules.requests import Asked, Permit, Track
from caseterm.rules.unmatched import Dismissal, Papers, Span, Unmatched
from tests.conftest import TODAY


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_every_status_is_theirs_ours_or_over() -> None:
    groups = (terms_requests.THEIRS, terms_requests.OURS, terms_requests.OVER)
    assert sum(map(len, groups)) == len(terms_requests.REQUEST_STATUSES)
    assert frozenset().union(*groups) == set(terms_requests.REQUEST_STATUSES)
    for status in terms_requests.OURS:
        assert requests.next_step(Asked("records", status, status_on=TODAY), TODAY)


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, "wait"), (7, "do they have it?"), (14, "follow up"), (30, "second request"),
     (45, "HIM or privacy officer"), (60, "attorney decides: subpoena?"), (400, "attorney decides: subpoena?")],
)  # fmt: skip
def test_the_older_a_request_the_higher_it_goes(days: int, step: str) -> None:
    assert requests.next_step(Asked("records", "sent", ago(days)), TODAY) == step


def test_what_is_out_is_due_on_its_day_and_what_is_ours_soon() -> None:
    assert requests.due_on(Asked("records", "sent", ago(5))) == ago(5) + timedelta(days=14)
    assert requests.due_on(Asked("records", "sent", ago(20), follow_up_on=ago(-3))) == ago(-3)
    assert requests.is_due(Asked("records", "sent", ago(14)), TODAY)
    assert not requests.is_due(Asked("records", "sent", ago(13)), TODAY)
    assert requests.is_due(Asked("records", "received", ago(9), status_on=ago(3)), TODAY)
    assert requests.is_due(Asked("records", "fee_requested", ago(9), status_on=TODAY), TODAY)
    assert requests.due_on(Asked("records", "reviewed_complete", ago(90))) is None
    assert requests.due_on(Asked("records", "rejected", ago(90), status_on=ago(9), followed=True)) is None


def test_a_track_is_in_when_nothing_is_out_and_complete_when_each_was_answered() -> None:
    first = Asked("records", "reviewed_complete", ago(60), received_on=ago(20))
    films = Asked("films_imaging", "sent", ago(10))
    part = Asked("records", "partial", ago(60), received_on=ago(12))
    assert requests.track([]) == Track()
    assert requests.track([films]) == Track(ago(10))
    assert requests.track([first]) == Track(ago(60), ago(20), complete=True)
    assert requests.track([first, films]) == Track(ago(60), None, complete=False)
    assert requests.track([part]) == Track(ago(60), None, complete=False)
    short = Asked("records", "reviewed_incomplete", ago(60), received_on=ago(12), followed=True)
    came = Asked("films_imaging", "received", ago(10), received_on=ago(1))
    assert requests.track([short, films]) == Track(ago(60), None, complete=False)
    assert requests.track([short, came]) == Track(ago(60), ago(1), complete=False)
    assert requests.track([short, Asked("films_imaging", "reviewed_complete", ago(10), received_on=ago(1))]) == Track(
        ago(60), ago(1), complete=True
    )
    assert requests.track([Asked("records", "cancelled", ago(60))]) == Track()
    assert requests.track([Asked("records", "no_records_cert", ago(9), received_on=ago(2))]).complete


@pytest.mark.parametrize(
    ("typed", "who", "outcome", "how", "days", "status"),
    [
        ("L., processing", "L.", "processing", "call", 14, "in_process"),
        ("spoke with L., processing", "L.", "processing", "call", 14, "in_process"),
        ("Dana in HIM: fee $35 +10", "Dana in HIM", "fee $35", "call", 10, "fee_requested"),
        ("voicemail", "", "voicemail", "voicemail", 14, ""),
        ("left a message, call back Monday +3", "", "left a message, call back Monday", "voicemail", 3, ""),
        ("refaxed to 555-0100 +7d", "", "refaxed to 555-0100", "fax", 7, ""),
        ("Ann: they have it, two weeks", "Ann", "they have it, two weeks", "call", 14, "receipt_confirmed"),
        ("spoke to Ann", "Ann", "reached", "call", 14, ""),
        ("+21 no answer", "", "+21 no answer", "call", 14, ""),
    ],
)
def test_a_follow_up_is_read_from_one_line(
    typed: str, who: str, outcome: str, how: str, days: int, status: str
) -> None:
    said = heard.read_follow_up(typed, today=TODAY)
    assert (said.who, said.outcome, said.how, said.status) == (who, outcome, how, status)
    assert said.next_on == TODAY + timedelta(days=days)


def test_a_named_fee_is_kept_and_an_empty_line_refused() -> None:
    assert heard.read_follow_up("Dana: invoice $1,035.50", today=TODAY).fee_cents == 103_550
    assert heard.read_follow_up("Denise: fee 25 wanted", today=TODAY).fee_cents == 2_500
    with pytest.raises(ValueError, match="What did they say"):
        heard.read_follow_up("  +7", today=TODAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_in_words(text: str) -> None:
    try:
        said = heard.read_follow_up(text, today=TODAY)
    except ValueError:
        said = heard.read_follow_up(f"L. {text[:9]} x", today=TODAY)
    assert said.outcome
    assert said.status in {"", *terms_requests.REQUEST_STATUSES}
    assert said.how in terms_requests.FOLLOW_UP_WAYS


def test_what_was_said_takes_a_request_forward_and_never_back() -> None:
    processing = heard.read_follow_up("L., processing", today=TODAY)
    has_it = heard.read_follow_up("L., they have it", today=TODAY)
    assert heard.after_follow_up("sent", processing) == "in_process"
    assert heard.after_follow_up("in_process", has_it) == "in_process"
    assert heard.after_follow_up("partial", processing) == "partial"
    assert heard.after_follow_up("received", processing) == "received"
    assert heard.after_follow_up("rejected", processing) == "in_process", "who works on it refuses no longer"


@pytest.mark.parametrize(
    ("note", "asked", "kind"),
    [("no films", "records", "films_imaging"), ("MRI CD", "records", "films_imaging"),
     ("itemized bill", "records_and_bills", "bills"), ("op report of 06/02", "records", "records"),
     ("op report", "records_and_bills", "records"), ("page 4", "er_chart", "er_chart")],
)  # fmt: skip
def test_what_is_missing_says_what_to_ask_for(note: str, asked: str, kind: str) -> None:
    assert heard.kind_of_missing(note, asked=asked) == kind


def test_an_authorization_that_a_longer_one_stands_for_does_not_warn() -> None:
    short = Permit(1, 7, "hipaa", expires_on=TODAY + timedelta(days=10))
    general = Permit(2, 0, "hipaa", expires_on=TODAY + timedelta(days=200))
    assert requests.ending([short], TODAY) == [short]
    assert requests.ending([short, general], TODAY) == []
    assert requests.permit_for([short, general], 7) == general
    assert requests.permit_for([short], 8) is None
    assert not Permit(3, 0, "hipaa", revoked_on=TODAY).stands(TODAY)
    other = Permit(4, 0, "employment", expires_on=TODAY + timedelta(days=400))
    assert requests.ending([short, other], TODAY) == [short]


def test_records_ask_for_bills_of_their_visits_and_bills_for_their_record() -> None:
    may, june = Span(date(2026, 5, 1), date(2026, 5, 31)), Span(date(2026, 6, 1), date(2026, 6, 30))
    visits = [date(2026, 5, 4), date(2026, 6, 9), date(2026, 6, 20), date(2026, 8, 1)]
    found = unmatched.unmatched(Papers(records=[may, june], bills=[may], visits=visits))
    assert found == [Unmatched("record_without_bill", Span(date(2026, 6, 9), date(2026, 6, 20)), 2)]
    assert unmatched.unmatched(Papers(records=[may, june], bills=[may], bills_asked=[june], visits=visits)) == []
    lone = [may, Span(date(2026, 7, 3), date(2026, 7, 3))]
    assert unmatched.unmatched(Papers(records=[june], bills=lone, bills_asked=[june])) == [
        Unmatched("bill_without_record", Span(may.first, lone[1].last), 2)
    ]
    assert unmatched.unmatched(Papers(records=[june])) == [Unmatched("record_without_bill", june)]


def test_what_was_dismissed_is_left_out_as_long_as_the_reason_holds_and_what_comes_later_is_not() -> None:
    june, july = Span(date(2026, 6, 1), date(2026, 6, 30)), Span(date(2026, 7, 1), date(2026, 7, 31))
    papers = Papers(bills=[june, july])

    def left(*told: Dismissal) -> list[Unmatched]:
        return unmatched.unmatched(papers, told, today=TODAY)

    both = [Unmatched("bill_without_record", Span(june.first, july.last), 2)]
    assert left() == both
    assert left(Dismissal("bill_without_record")) == []
    assert left(Dismissal("bill_without_record", june)) == [Unmatched("bill_without_record", july, 1)]
    assert left(Dismissal("bill_without_record", None, TODAY)) == []
    assert left(Dismissal("bill_without_record", None, ago(1))) == both
    assert left(Dismissal("record_without_bill")) == both


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)).map(
        lambda pair: Span(TODAY + timedelta(days=pair[0]), TODAY + timedelta(days=sum(pair)))
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(SPANS, SPANS)
def test_taking_spans_from_spans_is_taking_days_from_days(spans: list[Span], taken: list[Span]) -> None:
    def days(found: list[Span]) -> set[date]:
        return {span.first + timedelta(days=n) for span in found for n in range((span.last - span.first).days + 1)}

    left = unmatched.without(spans, taken)
    assert days(left) == days(spans) - days(taken)
    assert unmatched.merged(left) == left


def test_the_oldest_of_what_is_late_stands_for_all_and_says_when_that_changes() -> None:
    facts = attention_requests
    late = facts.OpenRequest("sent", ago(31), ago(3), "records, Mercy PT")
    later = facts.OpenRequest("sent", ago(20), ago(-4), "bills, Mercy PT")
    old = facts.OpenRequest("in_process", ago(61), ago(1), "records, City ER")
    found = list(facts.turns([late, later, old], [], TODAY))
    assert found[0] == (ago(1), Reason(6, ago(61), "request_late", "records, City ER and 1 more", "request:0"))
    assert found[1] == (ago(1), Reason(5, ago(61), "request_late", "records, City ER and 1 more", "request:0"))
    assert found[2] == (ago(-4), None)
    assert facts.words("request_late", 61, "records, City ER") == "asked 61 d ago: records, City ER"
    assert facts.words("gap", 3, "PT") is None
    lacks = facts.MissingPaper(
        "record_without_bill", ago(9), "Mercy PT, 3 visits", row="unmatched:4.record_without_bill.2026-11-01"
    )
    assert list(facts.turns([], [], TODAY, missing=[lacks])) == [
        (date.min, Reason(7, ago(9), "record_without_bill", "Mercy PT, 3 visits", lacks.row))
    ]
    quiet = facts.MissingPaper("record_without_bill", ago(9), "Mercy PT", quiet_until=ago(-5))
    assert [turn_on for turn_on, _ in facts.turns([], [], TODAY, missing=[quiet])] == [ago(-6)]
    fee = facts.OpenRequest("fee_requested", ago(20), ago(2), "bills, County Ambulance")
    assert [told and told.code for _on, told in facts.turns([fee], [], TODAY)] == ["request_fee"]


def test_an_authorization_is_a_reason_a_month_before_its_end_and_a_graver_one_after() -> None:
    facts = attention_requests
    permit = facts.EndingPermit(TODAY + timedelta(days=40), "Mercy PT")
    assert [turn_on for turn_on, _told in facts.turns([], [permit], TODAY)] == [
        TODAY + timedelta(days=10), TODAY + timedelta(days=41),
    ]  # fmt: skip
    over = list(facts.turns([], [facts.EndingPermit(ago(3), "all providers")], TODAY))
    assert over == [(ago(2), Reason(5, ago(3), "permit_over", "all providers", "authorization:0"))]
    assert facts.words("permit_over", 3, "all providers") == "authorization expired 3 d ago: all providers"
