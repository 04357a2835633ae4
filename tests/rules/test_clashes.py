from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.clashes import Slot, clash, clashes
from tests.walls import wall

NINE = wall("2026-11-24 09:00")


def slot(id: int, start: int = 0, length: int | None = 45, **facts: object) -> Slot:
    starts_at = NINE + timedelta(minutes=start)
    ends_at = None if length is None else starts_at + timedelta(minutes=length)
    return Slot(id, starts_at, ends_at, **facts)  # type: ignore[arg-type]  # the facts are named by each test


def test_one_client_cannot_be_in_two_places_even_across_two_cases() -> None:
    one, other = slot(1, case_id=1, client_id=7), slot(2, 30, case_id=2, client_id=7)
    assert clash(one, other) == clash(other, one) == "same client in two places"


def test_what_one_case_asks_of_several_people_is_still_a_clash() -> None:
    assert clash(slot(1, case_id=1), slot(2, 15, case_id=1)) == "same case"


def test_she_cannot_sit_in_two_meetings_but_two_clients_may_have_therapy_at_once() -> None:
    assert clash(slot(1, kind="client_meeting"), slot(2, 10, kind="call")) == "you in two places"
    assert clash(slot(1, kind="therapy_pt"), slot(2, 10, kind="therapy_pt")) == ""


def test_one_person_named_on_both_is_in_two_places_however_the_name_is_typed() -> None:
    assert clash(slot(1, who="R. Shah"), slot(2, 10, who="r shah")) == "R. Shah in two places"


def test_an_appointment_that_begins_when_the_other_ends_is_no_clash() -> None:
    assert clash(slot(1, client_id=7), slot(2, 45, client_id=7)) == ""
    assert clash(slot(1, client_id=7), slot(2, 44, client_id=7)) != ""


def test_without_an_end_half_an_hour_is_assumed_and_an_empty_stretch_still_takes_place() -> None:
    assert clash(slot(1, 0, None, client_id=7), slot(2, 29, client_id=7))
    assert not clash(slot(1, 0, None, client_id=7), slot(2, 30, client_id=7))
    assert clash(slot(1, 0, 0, client_id=7), slot(2, 0, 0, client_id=7))


def test_a_long_appointment_clashes_with_each_that_falls_into_it() -> None:
    found = clashes([slot(1, 0, 240, client_id=7), slot(2, 30, client_id=7), slot(3, 180, client_id=7)])
    assert found[1] == ((2, "same client in two places"), (3, "same client in two places"))
    assert found[2] == ((1, "same client in two places"),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 600), st.one_of(st.none(), st.integers(0, 300)), st.integers(1, 4)), max_size=25)
)
def test_the_sweep_finds_exactly_the_pairs_that_comparing_all_finds(days: list[tuple[int, int | None, int]]) -> None:
    slots = [slot(n, start, length, client_id=client) for n, (start, length, client) in enumerate(days)]
    expected = {(a.id, b.id) for a in slots for b in slots if clash(a, b)}
    assert {(a, b) for a, others in clashes(slots).items() for b, _reason in others} == expected
