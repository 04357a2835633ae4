from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.errors import InputError
from caseterm.rules.limitations import (
    NO_ORDINARY_PERIOD,
    NoPeriodError,
    anniversary,
    last_open_day,
    limitation,
    parse_table,
    verified_words,
)
from caseterm.rules.terms import CASE_TYPES
from caseterm.rules.workdays import holiday_name

PATH = Path(__file__).parents[2] / "data" / "limitations.toml"
TABLE = parse_table(PATH.read_text(encoding="utf-8"), file=PATH.name)
YEARS = {
    "AL": 2, "AK": 2, "AZ": 2, "AR": 3, "CA": 2, "CO": 2, "CT": 2, "DE": 2, "DC": 3, "GA": 2, "HI": 2, "ID": 2,
    "IL": 2, "IN": 2, "IA": 2, "KS": 2, "KY": 1, "ME": 6, "MD": 3, "MA": 3, "MI": 3, "MN": 6, "MS": 3, "MO": 5,
    "MT": 3, "NE": 4, "NV": 2, "NH": 3, "NJ": 2, "NM": 3, "NY": 3, "NC": 3, "ND": 6, "OH": 2, "OK": 2, "OR": 2,
    "PA": 2, "RI": 3, "SC": 3, "SD": 3, "TN": 1, "TX": 2, "UT": 4, "VT": 3, "VA": 2, "WA": 3, "WV": 2, "WI": 3,
    "WY": 4, "FL": 2, "LA": 2,
}  # fmt: skip


def due(state: str, day: str, case_type: str = "premises_slip_fall") -> date:
    return limitation(TABLE, state, case_type, date.fromisoformat(day)).due


def test_fifty_states_and_the_district_each_have_their_period() -> None:
    assert len(YEARS) == 51
    found = {state: due(state, "2025-03-14").year - 2025 for state in YEARS}
    assert found == YEARS


@pytest.mark.parametrize(
    ("state", "case_type", "day", "expected"),
    [
        ("CA", "auto", "2025-03-15", "2027-03-15"),
        ("LA", "auto", "2024-06-30", "2025-06-30"),
        ("LA", "auto", "2024-07-01", "2026-07-01"),
        ("FL", "auto", "2023-03-23", "2027-03-23"),
        ("FL", "auto", "2023-03-24", "2025-03-24"),
        ("CO", "auto", "2025-03-15", "2028-03-15"),
        ("CO", "dog_bite", "2025-03-15", "2027-03-15"),
        ("KY", "auto", "2025-03-15", "2027-03-15"),
        ("KY", "dog_bite", "2025-03-15", "2026-03-15"),
        ("KY", "motorcycle", "2025-03-15", "2026-03-15"),
        ("CA", "auto", "2024-02-29", "2026-02-28"),
        ("MD", "auto", "2024-02-29", "2027-02-28"),
        ("MO", "auto", "2024-02-29", "2029-02-28"),
        ("NE", "auto", "2024-02-29", "2028-02-29"),
    ],
)
def test_the_date_is_the_anniversary_under_the_rule_of_the_day_of_incident(
    state: str, case_type: str, day: str, expected: str
) -> None:
    assert due(state, day, case_type).isoformat() == expected


@pytest.mark.parametrize(
    ("incident", "file_by"),
    [
        ("2025-03-15", "2027-03-15"),  # a Monday
        ("2025-01-01", "2026-12-31"),  # New Year's Day, a Friday
        ("2024-11-21", "2026-11-20"),  # a Saturday
        ("2024-11-22", "2026-11-20"),  # a Sunday
        ("2024-11-26", "2026-11-25"),  # Thanksgiving
        ("2024-07-04", "2026-07-02"),  # a Saturday holiday, kept on Friday
    ],
)
def test_file_by_is_the_last_open_day_on_or_before_and_never_later(incident: str, file_by: str) -> None:
    computed = limitation(TABLE, "CA", "auto", date.fromisoformat(incident))
    assert computed.file_by.isoformat() == file_by
    assert (computed.file_by == computed.due) == (not any("is closed" in each for each in computed.warnings))


def test_the_leap_day_shows_the_safe_date_and_names_the_other_reading() -> None:
    computed = limitation(TABLE, "CA", "auto", date(2024, 2, 29))
    assert any("by another reading March 1" in warning for warning in computed.warnings)


def test_every_basis_says_state_years_source_and_not_verified() -> None:
    for state in YEARS:
        basis = limitation(TABLE, state, "auto", date(2025, 6, 2)).basis
        assert basis.startswith(state)
        assert "from 06/02/2025" in basis
        assert basis.endswith("not verified.")
    assert "Cal. Code Civ. Proc. 335.1" in limitation(TABLE, "ca", "auto", date(2025, 6, 2)).basis


def test_flags_become_warnings_in_words() -> None:
    flags = ("minor", "death", "government", "incompetent")
    warnings = " ".join(limitation(TABLE, "NY", "auto", date(2025, 6, 2), flags=flags).warnings)
    for word in ("majority", "Death", "notice of claim", "Incompetence", "90 days"):
        assert word in warnings


def test_kinds_of_case_with_rules_of_their_own_say_so() -> None:
    for kind in ("medical_malpractice", "product", "assault", "wrongful_death"):
        warnings = limitation(TABLE, "TX", kind, date(2025, 6, 2)).warnings
        assert any(warning.startswith(CASE_TYPES[kind]) for warning in warnings)


@pytest.mark.parametrize("case_type", sorted(NO_ORDINARY_PERIOD))
def test_claims_without_an_ordinary_period_get_no_date(case_type: str) -> None:
    with pytest.raises(NoPeriodError, match="attorney sets"):
        limitation(TABLE, "CA", case_type, date(2025, 6, 2))


@pytest.mark.parametrize("state", ["", "PR", "ZZ"])
def test_a_place_that_is_not_in_the_table_gets_no_date(state: str) -> None:
    with pytest.raises(NoPeriodError, match="no limitation period"):
        limitation(TABLE, state, "auto", date(2025, 6, 2))


def test_where_sources_disagree_the_warning_says_so() -> None:
    for state in ("FL", "LA", "MN", "UT", "CO"):
        warnings = limitation(TABLE, state, "dog_bite", date(2025, 6, 2)).warnings
        assert any(warning.startswith("Sources disagree") for warning in warnings), state


def test_every_period_has_a_citation_and_periods_of_a_state_meet_without_a_gap() -> None:
    assert all(period.citation for period in TABLE.periods)
    for state in ("FL", "LA"):
        newer, older = (p for p in TABLE.periods if p.state == state)
        assert newer.first is not None
        assert older.last is not None
        assert newer.first - older.last == timedelta(days=1)


@settings(max_examples=100)
@given(day=st.dates(date(1990, 1, 1), date(2060, 12, 31)), years=st.integers(1, 6))
def test_an_anniversary_is_never_late_and_file_by_is_an_open_day(day: date, years: int) -> None:
    falls = anniversary(day, years)
    assert (falls.year, falls.month) == (day.year + years, day.month)
    assert falls.day <= day.day
    by = last_open_day(falls)
    assert by <= falls
    assert by.weekday() < 5
    assert holiday_name(by) is None
    assert (falls - by).days <= 4


def test_a_deadline_reads_not_verified_until_name_and_date_are_there() -> None:
    assert verified_words("R. Shah", date(2026, 6, 2)) == "verified 06/02/2026 R. Shah"
    assert verified_words("", None) == "not verified"
    assert verified_words("R. Shah", None) == "not verified"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2", "period 1 CA, citation"),
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=0\ncitation='x'", "period 1 CA, years"),
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2\ncitation='x'\nfrom='1/1/26'", "period 1 CA, from"),
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2\ncitation='x'\nkind='boat'", "period 1 CA, kind"),
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2\ncitation='x'\ntolls=1", "period 1 CA, tolls"),
        ("[[period]]\nstate='CA'\nyears=2\ncitation='x'", "checked_on"),
        ("checked_on = 2026-01-01\nperiod = 3", "period"),
        ("checked_on = = 3", "ours.toml"),
    ],
)
def test_what_is_wrong_with_a_table_is_named_with_file_row_and_field(text: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_table(text, file="ours.toml")
    assert any(where in problem.field for problem in refused.value.problems)
