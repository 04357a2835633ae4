from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.clashes import Slot, clash
from caseterm.rules.travel import same_place, tight_pair, tight_ways
from tests.walls import wall

NINE = wall("2026-11-24 09:00")
PLACES = ["Mercy PT", "Mercy PT, 12 Elm St", "Bay Imaging", "Telephone", ""]


def slot(id: int, start: int = 0, length: int | None = 45, *, place: str = "Mercy PT", **facts: object) -> Slot:
    starts_at = NINE + timedelta(minutes=start)
    ends_at = None if length is None else starts_at + timedelta(minutes=length)
    return Slot(id, starts_at, ends_at, place=place, **facts)  # type: ignore[arg-type]  # each test names its facts


def test_too_little_time_between_two_places_is_said_in_words_with_what_is_assumed() -> None:
    way = tight_pair(slot(1, case_id=1, client_id=7), slot(2, 55, place="Bay Imaging", case_id=2, client_id=7))
    assert way is not None
    assert way.words == "10 minutes to get from Mercy PT to Bay Imaging (20 assumed)"
    at_once = tight_pair(slot(1, case_id=1), slot(2, 45, place="Bay Imaging", case_id=1))
    assert at_once is not None
    assert at_once.words == "no time to get from Mercy PT to Bay Imaging (20 assumed)"


def test_her_own_two_places_are_said_to_be_hers() -> None:
    way = tight_pair(
        slot(1, kind="client_meeting", case_id=1, place="Our office"),
        slot(2, 46, kind="care_conference", case_id=2, place="Redwood Hospital"),
        assumed=30,
    )
    assert way is not None
    assert way.words == "1 minute for you to get from Our office to Redwood Hospital (30 assumed)"


@pytest.mark.parametrize(
    "other",
    [
        slot(2, 65, place="Bay Imaging", client_id=7, case_id=1),
        slot(2, 44, place="Bay Imaging", client_id=7, case_id=1),
        slot(2, 50, place="Mercy PT, room 2", client_id=7, case_id=1),
        slot(2, 50, place="Telephone", client_id=7, case_id=1),
        slot(2, 50, place="", client_id=7, case_id=1),
        slot(2, 50, place="Bay Imaging", client_id=8, case_id=2),
        slot(2, 50, place="Bay Imaging", client_id=7, case_id=1, kind="cmc_conference"),
    ],
    ids=["time enough", "an overlap", "one place", "by telephone", "no place", "another client", "without the client"],
)
def test_what_asks_for_no_way_is_not_tight(other: Slot) -> None:
    assert tight_pair(slot(1, client_id=7, case_id=1), other) is None


def test_whole_days_and_a_setting_of_nothing_ask_for_no_way() -> None:
    day = Slot(1, wall("2026-11-23 00:00"), wall("2026-11-23 23:59"), 1, 7, place="Court")
    next_day = Slot(2, wall("2026-11-24 00:00"), wall("2026-11-24 23:59"), 1, 7, place="Bay Imaging")
    assert tight_pair(day, next_day) is None
    assert tight_pair(slot(1, client_id=7), slot(2, 45, place="Bay Imaging", client_id=7), assumed=0) is None


def test_a_clinic_whose_name_begins_like_a_telephone_is_a_place() -> None:
    assert tight_pair(slot(1, client_id=7), slot(2, 50, place="Zoomcare Clinic", client_id=7)) is not None
    assert same_place("Our office, room 1", "our office")
    assert not same_place("Mercy PT", "Mercy PTA Clinic")


slots = st.builds(
    slot,
    st.integers(1, 40),
    st.integers(0, 600),
    st.none() | st.integers(0, 120),
    place=st.sampled_from(PLACES),
    client_id=st.integers(1, 2),
    case_id=st.just(1),
    kind=st.sampled_from(["therapy_pt", "client_meeting", "call"]),
)


@given(st.lists(slots, max_size=8, unique_by=lambda each: each.id), st.integers(0, 90))
@settings(max_examples=80, deadline=None)
def test_the_sweep_finds_exactly_the_tight_pairs_and_never_a_clash(found: list[Slot], assumed: int) -> None:
    expected = {
        (one.id, other.id) for one in found for other in found if tight_pair(one, other, assumed=assumed) is not None
    }
    ways = tight_ways(found, assumed=assumed)
    assert {(key, way.other) for key, each in ways.items() for way in each} == expected
    assert expected == {(other, one) for one, other in expected}, "both appointments say so"
    by_id = {each.id: each for each in found}
    assert not any(clash(by_id[one], by_id[other]) for one, other in expected)
    assert all(0 <= way.minutes < way.assumed for each in ways.values() for way in each)
