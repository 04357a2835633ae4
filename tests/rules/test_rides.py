from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.rides import (
    LEG_FAILED,
    LEG_OPEN,
    LEG_OVER,
    LEG_STATUSES,
    LEG_SURE,
    Leg,
    default_pickup,
    leg_words,
    moved_pickup,
    ride_state,
)
from caseterm.rules.rideways import half_note, half_of, missing_words
from caseterm.rules.terms_visits import RIDE_STATES
from tests.walls import wall

LEGS = st.lists(st.builds(Leg, st.sampled_from(sorted(LEG_STATUSES)), st.booleans()), max_size=5)
ORDER = ("needed", "booked", "confirmed")


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([], "not_needed"),
        (["cancelled"], "not_needed"),
        (["needed"], "needed"),
        (["booked", "quoted"], "needed"),
        (["booked", "confirmed"], "booked"),
        (["confirmed", "picked_up"], "confirmed"),
        (["confirmed", "vendor_no_show"], "needed"),
        (["confirmed", "cancelled"], "confirmed"),
    ],
)
def test_the_ride_is_as_sure_as_its_weakest_standing_leg(statuses: list[str], state: str) -> None:
    assert ride_state([Leg(status) for status in statuses]) == state


def test_a_leg_with_another_in_its_place_counts_no_more() -> None:
    assert ride_state([Leg("vendor_no_show", replaced=True), Leg("confirmed")]) == "confirmed"


@given(LEGS, st.sampled_from(sorted(LEG_STATUSES)))
def test_one_leg_more_never_makes_a_ride_surer(legs: list[Leg], status: str) -> None:
    before, after = ride_state(legs), ride_state([*legs, Leg(status)])
    assert after in RIDE_STATES
    if before != "not_needed":
        assert ORDER.index(after) <= ORDER.index(before)


def test_every_status_is_open_booked_sure_or_off() -> None:
    assert LEG_OPEN | LEG_SURE | {"booked", "cancelled"} == set(LEG_STATUSES)
    assert LEG_FAILED < LEG_OPEN
    assert LEG_OPEN.isdisjoint(LEG_SURE)
    assert LEG_SURE | {"cancelled"} >= LEG_OVER


def test_the_pick_up_is_forty_minutes_before_and_moves_with_its_appointment() -> None:
    at = wall("2026-11-24 09:30")
    assert default_pickup(at) == wall("2026-11-24 08:50")
    moved: datetime | None = moved_pickup(wall("2026-11-24 08:50"), at, wall("2026-12-01 14:00"))
    assert moved == wall("2026-12-01 13:20")
    assert moved_pickup(None, at, wall("2026-12-01 14:00")) is None


def test_a_leg_in_words_names_way_time_place_and_number() -> None:
    words = leg_words(
        mode="taxi", pickup_at=wall("2026-11-24 08:50"), trip_type="fixed", place="home", confirmation="4471"
    )
    assert words == "taxi 8:50 from home, conf. 4471"
    assert leg_words(mode="taxi", pickup_at=None, trip_type="will_call") == "taxi when called"


def test_a_ride_with_one_way_booked_says_which() -> None:
    there, back = ("outbound", False, "8:50 booked"), ("return", True, "")
    note = half_note([there, back])
    assert note == "way there 8:50 booked, WAY BACK NOT"
    assert half_note([("outbound", True, ""), ("return", False, "ok")]) == "way back ok, WAY THERE NOT"
    for ways in ([], [there], [back], [there, ("return", False, "ok")], [("outbound", True, ""), back]):
        assert half_note(ways) == ""
    assert (half_of("needed", note), half_of("booked", note), half_of("needed", "call first")) == (note, "", "")
    assert missing_words("needed", note) == "NO WAY BACK"
    assert missing_words("needed", "way back ok, WAY THERE NOT") == "NO WAY THERE"
    assert (missing_words("needed", ""), missing_words("booked", note)) == ("NO RIDE", "")
