"""The sample's stories hold together on whatever day they are told."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from caseterm import resources
from caseterm.rules import terms
from caseterm.rules.recurrence import days_of, from_rule
from caseterm.rules.rides import LEG_STATUSES, RIDE_DIRECTIONS, RIDE_MODES, RIDE_PAYERS, TRIP_TYPES, Leg, ride_state
from caseterm.rules.sample import Sample, tell
from caseterm.rules.sample_lines import line, series, snapped, years_before
from caseterm.rules.sample_made import made_stories
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_STATUSES, INJURY_TYPES, SIDES
from caseterm.rules.terms_insurance import CLAIM_STATUSES, COVERAGES, LIABILITY_POSITIONS, POLICY_PARTIES
from caseterm.rules.terms_visits import (
    APPOINTMENT_AHEAD,
    APPOINTMENT_KINDS,
    APPOINTMENT_STATUSES,
    NO_SHOW_REASONS,
    RIDE_STATES,
    TREATMENT_STATUSES,
)
from caseterm.rules.workdays import is_workday

MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(days=n) for n in range(7)] + [date(2028, 2, 29), date(2027, 1, 1)]
Rows = Mapping[str, list[dict[str, Any]]]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.data() / "sample" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def told(today: date, seed: int = 1) -> Rows:
    sample = Sample(_data("directory"), today=today, next_ids={})
    stories = _data("stories")["case"]
    made = made_stories(_data("phrases"), seed=seed, today=today, open_cases=10, closed_cases=25)
    for story in [*stories, *made]:
        tell(sample, story)
    return sample.rows


def by_id(rows: Rows, table: str) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in rows[table]}


def test_there_are_forty_five_open_cases_and_thirty_closed_ones_at_every_phase() -> None:
    cases = told(MONDAY)["cases"]
    assert Counter(case["status"] == "closed" for case in cases) == {False: 45, True: 30}
    assert {case["phase"] for case in cases} == set(terms.PHASES)
    assert len({case["number"] for case in cases}) == 75
    assert all(case["demo"] for case in cases)


def test_at_least_thirty_stories_are_told_by_hand_and_none_repeats_another() -> None:
    stories = _data("stories")["case"]
    assert len(stories) >= 30
    descriptions = [story["incident"]["description"] for story in stories]
    assert len(set(descriptions)) == len(descriptions)
    assert sum(len(story.get("talk", ())) for story in stories) > 120


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_visits_are_on_working_days_but_for_emergencies(today: date) -> None:
    rows = told(today)
    for row in rows["appointments"]:
        assert row["ends_at"] > row["starts_at"]
        if row["kind"] != "er_urgent":
            assert is_workday(row["starts_at"].date()), (row["kind"], row["starts_at"])


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nobody_speaks_with_an_adjuster_on_a_sunday_and_nothing_is_said_in_the_future(today: date) -> None:
    for row in told(today)["communications"]:
        assert row["at"].date() < today or row["at"].date() == today
        if row["role"] != "client":
            assert row["at"].weekday() < 5, (row["role"], row["at"])
        assert 7 <= row["at"].hour <= 22


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_is_past_has_an_outcome_but_for_a_few_of_last_week_and_what_is_ahead_has_none(today: date) -> None:
    unsaid = []
    for row in told(today)["appointments"]:
        past = row["starts_at"].date() < today
        if past and row["status"] in APPOINTMENT_AHEAD:
            unsaid.append(row["starts_at"].date())
        else:
            assert (row["status"] in APPOINTMENT_AHEAD) == (not past), (row["status"], row["starts_at"])
        assert bool(row.get("no_show_reason")) == (row["status"] == "no_show")
    assert 2 <= len(unsaid) <= 4
    assert min(unsaid) >= today - timedelta(days=14)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_rides_stand_as_their_ways_make_them_and_a_failed_one_was_rebooked(today: date) -> None:
    rows = told(today)
    visits = by_id(rows, "appointments")
    ways: dict[int, list[dict[str, Any]]] = {}
    for way in rows["ride_legs"]:
        ways.setdefault(way["appointment_id"], []).append(way)
        assert way["pickup_at"] is not None or way["trip_type"] == "will_call"
        if way["direction"] == "outbound":
            assert way["pickup_at"] < visits[way["appointment_id"]]["starts_at"]
    for number, found in ways.items():
        replaced = {way["rebooked_from_id"] for way in found}
        assert visits[number]["ride"] == ride_state(Leg(way["status"], way["id"] in replaced) for way in found)
    failed = [way for way in rows["ride_legs"] if way["status"] == "failed_rebook"]
    assert {way["id"] for way in failed} == {way["rebooked_from_id"] for way in rows["ride_legs"]} - {None}
    assert failed
    assert {"completed", "confirmed", "booked"} <= {way["status"] for way in rows["ride_legs"]}
    assert any(way["trip_type"] == "will_call" and way["mode"] == "nemt_wheelchair" for way in rows["ride_legs"])


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_a_series_goes_on_after_today_and_holds_each_of_its_days_once(today: date) -> None:
    rows = told(today)
    visits = by_id(rows, "appointments")
    places = rows["series_visits"]
    assert len({place["appointment_id"] for place in places}) == len(places)
    assert len(rows["appointment_series"]) >= 8
    for one in rows["appointment_series"]:
        days = [place["day"] for place in places if place["series_id"] == one["id"]]
        assert len(set(days)) == len(days)
        assert max(days) >= today
        assert set(days) <= set(days_of(from_rule(one["rule"]), one["first_on"]))
    for place in places:
        visit = visits[place["appointment_id"]]
        assert visit["status"] == "rescheduled" or visit["starts_at"].date() == place["day"]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_each_case_goes_through_its_phases_in_order_after_its_incident(today: date) -> None:
    rows = told(today)
    incidents = {row["case_id"]: row["happened_on"] for row in rows["incidents"]}
    order = list(terms.PHASES)
    for case in rows["cases"]:
        history = [row for row in rows["phase_history"] if row["case_id"] == case["id"]]
        assert incidents[case["id"]] <= case["opened_on"] <= today
        assert [row["left_on"] for row in history[:-1]] == [row["entered_on"] for row in history[1:]]
        assert history[-1]["left_on"] is None
        assert (history[-1]["phase"], history[-1]["entered_on"]) == (case["phase"], case["phase_entered_on"])
        days = [row["entered_on"] for row in history]
        assert days == sorted(days)
        places = [order.index(row["phase"]) for row in history]
        assert places == sorted(places)
        assert (case["closed_on"] is not None) == (case["status"] == "closed")


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_care_begins_after_the_incident_and_work_is_done_by_today(today: date) -> None:
    rows = told(today)
    incidents = {row["case_id"]: row["happened_on"] for row in rows["incidents"]}
    for row in rows["appointments"]:
        assert row["starts_at"].date() >= incidents[row["case_id"]]
    for row in rows["tasks"]:
        assert (row.get("status") == "done") == (row.get("done_on") is not None)
        assert row.get("done_on") is None or row["done_on"] <= today
    for row in rows["deadlines"]:
        assert bool(row.get("verified_by")) == (row.get("verified_on") is not None)
        assert row.get("satisfied_on") is None or row["satisfied_on"] <= today


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_characters_of_the_day_are_there(today: date) -> None:
    rows = told(today)
    people = by_id(rows, "contacts")
    cases = {
        f"{people[case['client_id']]['last']}, {people[case['client_id']]['first']}": case for case in rows["cases"]
    }
    assert {"Garcia, Maria", "Garcia, Miguel", "Nguyen, Thi", "Nguyen, Kim-Ly", "Nguyen, Văn Dũng"} <= set(cases)
    silent = cases["Nguyen, Thi"]["id"]
    reached = [
        row["at"].date()
        for row in rows["communications"]
        if row["case_id"] == silent and row["counts_as_client_contact"]
    ]
    assert (today - max(reached)).days == 34
    limits = [row["due"] for row in rows["deadlines"] if row["case_id"] == silent and row["kind"] == "sol"]
    assert [(due - today).days for due in limits] == [41]
    gap = cases["Abara, Ngozi"]["id"]
    kept = [
        row["starts_at"].date()
        for row in rows["appointments"]
        if row["case_id"] == gap and row["kind"] == "chiropractic" and row["status"] == "attended"
    ]
    assert 31 <= (today - max(kept)).days <= 35
    arabic = people[cases["al-Masri, Layla"]["client_id"]]
    assert arabic["interpreter_needed"]
    assert arabic["rides_needed"]
    rides = {row.get("ride") for row in rows["appointments"] if row["case_id"] == cases["al-Masri, Layla"]["id"]}
    assert {"needed", "confirmed"} <= rides


def test_names_come_in_many_scripts_of_the_latin_alphabet() -> None:
    names = " ".join(
        "".join(row.get(part, "") for part in ("last", "first", "middle")) for row in told(MONDAY)["contacts"]
    )
    for letter in "Łźêấʻ":
        assert letter in names, letter


def test_every_adjuster_works_for_the_insurer_of_the_policy() -> None:
    rows = told(MONDAY)
    people, policies, coverages = (by_id(rows, name) for name in ("contacts", "policies", "coverages"))
    for claim in rows["claims"]:
        if "adjuster_id" in claim:
            insurer = policies[coverages[claim["coverage_id"]]["policy_id"]]["insurer_id"]
            assert people[claim["adjuster_id"]]["parent_org_id"] == insurer


def test_adjusters_and_providers_are_shared_by_cases() -> None:
    rows = told(MONDAY)
    adjusters = Counter(claim.get("adjuster_id") for claim in rows["claims"])
    providers = Counter(row["contact_id"] for row in rows["case_providers"])
    assert adjusters.most_common(1)[0][1] >= 5
    assert providers.most_common(1)[0][1] >= 8
    names = [(row.get("org_name"), row.get("last"), row.get("first")) for row in rows["contacts"]]
    firms = [name for name in names if name[0]]
    assert len(firms) == len(set(firms))


def test_every_telephone_number_is_one_set_aside_for_fiction() -> None:
    for row in told(MONDAY)["contact_phones"]:
        assert re.fullmatch(r"\d{3}55501\d\d", row["number"]), row["number"]


@pytest.mark.parametrize(
    ("table", "column", "known"),
    [
        ("cases", "case_type", terms.CASE_TYPES),
        ("cases", "claim_type", terms.CLAIM_TYPES),
        ("cases", "close_reason", terms.CLOSE_REASONS),
        ("cases", "medicare_status", terms.MEDICARE),
        ("parties", "role", terms.ROLES),
        ("injuries", "body_part", BODY_PARTS),
        ("injuries", "injury_type", INJURY_TYPES),
        ("injuries", "side", SIDES),
        ("injuries", "status", INJURY_STATUSES),
        ("policies", "party", POLICY_PARTIES),
        ("coverages", "kind", COVERAGES),
        ("claims", "status", CLAIM_STATUSES),
        ("claims", "liability_position", LIABILITY_POSITIONS),
        ("case_providers", "treatment_status", TREATMENT_STATUSES),
        ("appointments", "kind", APPOINTMENT_KINDS),
        ("appointments", "status", APPOINTMENT_STATUSES),
        ("appointments", "no_show_reason", NO_SHOW_REASONS),
        ("appointments", "ride", RIDE_STATES),
        ("tasks", "status", terms.TASK_STATUSES),
        ("deadlines", "kind", terms.DEADLINE_KINDS),
        ("communications", "channel", terms.CHANNELS),
        ("communications", "direction", terms.DIRECTIONS),
        ("communications", "outcome", terms.OUTCOMES),
        ("communications", "role", terms.ROLES),
        ("communications", "category", terms.CATEGORIES),
        ("documents", "kind", terms.DOCUMENT_KINDS),
        ("incidents", "report_status", terms.REPORT_STATUSES),
        ("ride_legs", "status", LEG_STATUSES),
        ("ride_legs", "mode", RIDE_MODES),
        ("ride_legs", "direction", RIDE_DIRECTIONS),
        ("ride_legs", "trip_type", TRIP_TYPES),
        ("ride_legs", "paid_by", RIDE_PAYERS),
    ],
)
def test_only_the_fields_own_words_are_used(table: str, column: str, known: Mapping[str, str]) -> None:
    used = {row[column] for row in told(MONDAY)[table] if row.get(column)}
    assert used <= set(known), used - set(known)


def test_the_same_seed_and_day_make_the_same_cases_and_another_seed_makes_others() -> None:
    told.cache_clear()
    first = told(MONDAY)
    told.cache_clear()
    assert told(MONDAY) == first
    other = told(MONDAY, seed=2)
    assert other["contacts"] != first["contacts"]


def test_a_case_does_not_change_when_more_are_made_after_it() -> None:
    phrases = _data("phrases")
    few = made_stories(phrases, seed=3, today=MONDAY, open_cases=4, closed_cases=2)
    more = made_stories(phrases, seed=3, today=MONDAY, open_cases=9, closed_cases=2)
    assert few[:4] == more[:4]


def test_a_day_moves_to_a_working_day_away_from_today_unless_it_is_exact() -> None:
    saturday = date(2026, 11, 21)
    assert snapped(saturday, "0") == date(2026, 11, 23)
    assert snapped(saturday, "-6") == date(2026, 11, 13)
    assert snapped(saturday, "-6!") == date(2026, 11, 15)
    assert snapped(saturday, "+5") == date(2026, 11, 27)  # Thanksgiving is the 26th


def test_a_series_is_kept_before_today_and_scheduled_from_today_on() -> None:
    visits = list(series("mon,thu 9:30 45m -7..7", today=MONDAY, kind="therapy_pt"))
    assert [f"{visit.starts_at:%m/%d %H:%M}" for visit in visits] == [
        "11/16 09:30",
        "11/19 09:30",
        "11/23 09:30",
        "11/30 09:30",
    ]
    assert [visit.status for visit in visits] == ["attended", "attended", "scheduled", "scheduled"]


def test_a_series_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="no series of visits"):
        list(series("sometimes", today=MONDAY, kind="therapy_pt"))


def test_a_line_is_its_words_its_named_values_and_its_texts() -> None:
    given = line("-2 9:30 high #records wait:P._Ruiz since:-9 | Call the adjuster | She promised.")
    assert given.words == ("-2", "9:30", "high", "#records")
    assert given.named_text("wait") == "P. Ruiz"
    assert (given.text(), given.text(1), given.text(2)) == ("Call the adjuster", "She promised.", "")
    assert line("-2 offer 9,000 | | For mediation").texts == ("", "For mediation")


def test_two_years_before_a_leap_day_is_the_last_of_february() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), -1) == date(2029, 2, 28)
