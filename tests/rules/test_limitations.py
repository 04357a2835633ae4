from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.errors import InputError
from caseterm.rules.limitation_table import WRONGFUL_DEATH, NoPeriodError
from caseterm.rules.limitations import (
    NO_ORDINARY_PERIOD,
    PUBLIC_BODIES,
    anniversary,
    clock_date,
    clocks_for,
    last_open_day,
    limitation,
    months_on,
    public_clocks,
    tolled_until,
    verified_words,
)
from caseterm.rules.limitations_file import parse_table
from caseterm.rules.terms import CASE_TYPES, DEADLINE_KINDS
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
        newer, older = (p for p in TABLE.periods if p.state == state and not p.claim)
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


@settings(max_examples=60)
@given(day=st.dates(date(1990, 1, 1), date(2060, 12, 31)), months=st.integers(0, 400))
def test_months_end_where_dateutil_ends_them(day: date, months: int) -> None:
    assert months_on(day, months) == day + relativedelta(months=months)


# ---- wrongful death, minors, clocks -----------------------------------------------------------------------------


def test_wrongful_death_has_its_own_period_in_every_state_from_the_day_of_death() -> None:
    for state in (*YEARS, "US"):
        computed = limitation(TABLE, state, "auto", date(2025, 6, 2), claim=WRONGFUL_DEATH)
        assert 1 <= computed.due.year - 2025 <= 3, state
        assert "wrongful death" in computed.basis
        assert computed.rule.startswith(f"period:{state}:wrongful_death")
    slip = limitation(TABLE, "WI", "premises_slip_fall", date(2025, 6, 2), claim=WRONGFUL_DEATH)
    crash = limitation(TABLE, "WI", "auto", date(2025, 6, 2), claim=WRONGFUL_DEATH)
    assert (slip.due.year, crash.due.year) == (2028, 2027)


def test_a_death_later_than_the_injury_counts_from_the_death_only_for_that_claim_and_where_the_state_does() -> None:
    hurt, died = date(2025, 6, 2), date(2025, 9, 14)
    for state, claim, due in (
        ("OR", WRONGFUL_DEATH, date(2028, 9, 14)),
        ("OR", "", date(2027, 6, 2)),
        ("TN", WRONGFUL_DEATH, date(2026, 6, 2)),
        ("ND", WRONGFUL_DEATH, date(2027, 9, 14)),
        ("UT", WRONGFUL_DEATH, date(2027, 9, 14)),
        ("FL", WRONGFUL_DEATH, date(2027, 9, 14)),
    ):
        computed = limitation(TABLE, state, "auto", hurt, claim=claim, died_on=died)
        assert computed.due == due, state
        assert computed.starts_on == (died if due.day == 14 else hurt)


def test_what_is_only_general_knowledge_says_so_beside_the_date() -> None:
    computed = limitation(TABLE, "OR", "auto", date(2025, 6, 2), claim=WRONGFUL_DEATH)
    assert any("general knowledge and was not checked" in warning for warning in computed.warnings)
    for period in TABLE.periods:
        assert period.source, period.key
    assert all(clock.source and clock.citation for clock in TABLE.clocks)


def test_a_minor_gets_the_states_own_words_and_the_day_of_majority() -> None:
    born = date(2012, 2, 29)
    warnings = " ".join(limitation(TABLE, "NE", "auto", date(2025, 6, 2), flags=["minor"], born_on=born).warnings)
    assert "NE, minors: Majority is 19." in warnings
    assert "Turns 19 on 02/28/2031." in warnings
    warnings = " ".join(limitation(TABLE, "CA", "auto", date(2025, 6, 2), flags=["minor"], born_on=born).warnings)
    assert "Turns 18 on 02/28/2030." in warnings
    assert "minors:" not in warnings


@pytest.mark.parametrize(
    ("key", "starts", "due", "file_by"),
    [
        ("fl_pip_14d", "2026-11-14", "2026-11-28", "2026-11-27"),  # a Saturday
        ("ny_no_fault_30d", "2026-11-02", "2026-12-02", "2026-12-02"),
        ("ca_notice_any", "2026-08-31", "2027-02-28", "2027-02-26"),  # a Sunday, of a month without 31 days
        ("us_notice_any", "2026-11-02", "2028-11-02", "2028-11-02"),
        ("us_ftca_suit", "2026-05-25", "2026-11-25", "2026-11-25"),
        ("medicare_appeal", "2026-11-02", "2027-03-02", "2027-03-02"),
        ("tx_hospital_lien", "2026-11-21", "2026-11-30", "2026-11-30"),  # five business days from a Saturday
        ("ca_demand_mailed", "2026-11-02", "2026-12-05", "2026-12-04"),  # a Saturday
        ("ga_demand", "2026-11-02", "2026-12-02", "2026-12-02"),
        ("fl_pip_overdue", "2026-11-02", "2026-12-02", "2026-12-02"),
        ("ga_hospital_lien", "2026-11-02", "2027-01-16", "2027-01-15"),  # a Saturday
        ("medicare_demand", "2026-11-02", "2027-01-01", "2026-12-31"),  # New Year's Day
        ("medicare_cpl", "2026-11-02", "2027-01-06", "2027-01-06"),
        ("hipaa_access", "2026-11-02", "2026-12-02", "2026-12-02"),
        ("frcp_answer", "2026-11-02", "2026-11-23", "2026-11-23"),
        ("medicare_cpn", "2026-11-25", "2026-12-25", "2026-12-24"),  # Christmas: back, never forward
    ],
)
def test_a_clock_ends_on_its_day_and_file_by_goes_back(key: str, starts: str, due: str, file_by: str) -> None:
    computed = clock_date(TABLE.clock(key), date.fromisoformat(starts), checked_on=TABLE.checked_on)
    assert (computed.due.isoformat(), computed.file_by.isoformat()) == (due, file_by)
    assert computed.rule == f"clock:{key}"
    assert computed.basis.endswith("not verified.")
    assert (due == file_by) == (not any("is closed" in each for each in computed.warnings))


def test_clocks_far_away_or_unknown_are_refused_in_words() -> None:
    with pytest.raises(NoPeriodError, match="no clock"):
        TABLE.clock("sundial")
    for key in ("medicare_cpn", "us_notice_any"):
        with pytest.raises(NoPeriodError, match="too far"):
            clock_date(TABLE.clock(key), date(9999, 12, 30), checked_on=TABLE.checked_on)


def test_a_case_is_offered_the_clocks_of_its_state_and_kind_first() -> None:
    keys = [clock.key for clock in clocks_for(TABLE, "FL", "auto")]
    assert keys.index("fl_pip_14d") < keys.index("medicare_cpn")
    assert "ny_no_fault_30d" not in keys
    assert "fl_pip_14d" not in [clock.key for clock in clocks_for(TABLE, "FL", "dog_bite")]
    assert {"us_ftca_suit", "frcp_answer"} <= set(keys)


@pytest.mark.parametrize(
    ("state", "body", "keys"),
    [
        ("NY", "local", {"ny_notice_local", "ny_public_suit"}),
        ("NY", "state", {"ny_notice_state"}),
        ("CA", "local", {"ca_notice_any"}),
        ("GA", "", {"ga_notice_local", "ga_notice_state"}),
        ("GA", "federal", {"us_notice_any"}),
        ("VT", "local", set()),
    ],
)
def test_a_public_defendant_has_the_notices_of_its_kind_of_body(state: str, body: str, keys: set[str]) -> None:
    assert {clock.key for clock in public_clocks(TABLE, state, body)} == keys
    assert body in PUBLIC_BODIES


def test_every_clock_is_of_a_known_kind_and_says_its_length() -> None:
    for clock in TABLE.clocks:
        assert clock.kind in DEADLINE_KINDS
        assert clock.length.split()[0].isdigit()
    assert TABLE.clock("ca_notice_any").length == "6 months"
    assert TABLE.clock("al_notice_local").length == "6 months"
    assert TABLE.clock("ny_notice_state").length == "90 days"


def test_tolling_adds_its_days_to_a_reading_and_unknown_lengths_add_none() -> None:
    due = date(2027, 3, 15)
    assert tolled_until(due, []) is None
    assert tolled_until(due, [(date(2026, 1, 1), None, None)]) is None
    assert tolled_until(due, [(date(2026, 1, 1), date(2026, 1, 30), None)]) == date(2027, 4, 14)
    assert tolled_until(due, [(None, None, 10), (date(2026, 1, 1), date(2026, 1, 1), None)]) == date(2027, 3, 26)


# ---- the file ---------------------------------------------------------------------------------------------------

ROW = "checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2\ncitation='x'"
CLOCK = "checked_on = 2026-01-01\n[[clock]]\nkey='a'\nkind='other'\nname='b'\ntrigger='c'\ncitation='d'\nsource='e'"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("checked_on = 2026-01-01\n[[period]]\nstate='CA'\nyears=2", "line 2, period 1, citation"),
        (ROW.replace("years=2", "years=0"), "line 4, period 1, years"),
        (ROW.replace("years=2", "years=31"), "line 4, period 1, years"),
        (ROW + "\nfrom='1/1/26'", "line 6, period 1, from"),
        (ROW + "\nkind='boat'", "line 6, period 1, kind"),
        (ROW + "\ncounts='incident'", "line 6, period 1, counts"),
        (ROW + "\nclaim='wrongful_death'\ncounts='death'", "line 7, period 1, counts"),
        (ROW + "\nclaim='boat'", "line 6, period 1, claim"),
        (ROW + "\nnot_for=['boat']", "line 6, period 1, not_for"),
        (ROW + "\ntolls=1", "line 6, period 1, tolls"),
        (ROW + "\nwarnings=[1]", "line 6, period 1, warnings"),
        (ROW + "\nfrom=2026-01-02\nuntil=2026-01-01", "line 7, period 1, until"),
        (ROW + "\nconfirmed_by='R. Shah'", "line 6, period 1, confirmed_by"),
        (ROW.replace("'CA'", "'ZZ'"), "line 3, period 1, state"),
        (CLOCK, "line 2, clock 1, days"),
        (CLOCK + "\ndays=3\nyears=1", "line 10, clock 1, years"),
        (CLOCK.replace("'other'", "'sundial'") + "\ndays=3", "line 4, clock 1, kind"),
        (CLOCK + "\ndays=3\nbody='any body'", "line 10, clock 1, body"),
        (CLOCK + "\ndays=3\nclaims='boat'", "line 10, clock 1, claims"),
        (CLOCK + "\ndays=3\nstarts='monday'", "line 10, clock 1, starts"),
        (CLOCK + "\ndays=3\nstates=['ZZ']", "line 10, clock 1, states"),
        (
            "checked_on = 2026-01-01\n[[minor]]\nstate='CA'\ntext='x'\nsource='y'\nmajority=7",
            "line 6, minor 1, majority",
        ),
        ("[[period]]\nstate='CA'\nyears=2\ncitation='x'", "checked_on"),
        ("checked_on = 2026-01-01\nperiod = 3", "line 2, period"),
        ("checked_on = 2026-01-01\nperiods = 3", "line 2, periods"),
        ("checked_on = = 3", "ours.toml"),
    ],
)
def test_what_is_wrong_with_a_table_is_named_with_file_line_row_and_field(text: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_table(text, file="ours.toml")
    assert all(problem.field.startswith("ours.toml") for problem in refused.value.problems)
    assert any(where in problem.field for problem in refused.value.problems)


def test_a_firms_rows_go_before_the_programs_and_say_whose_they_are() -> None:
    text = (
        "checked_on = 2026-10-01\n[[period]]\nstate='CA'\nyears=1\nmonths=6\ncitation='memo 12'\n"
        "confirmed_by='R. Shah'\nconfirmed_on=2026-09-30\n"
        "[[clock]]\nkey='fl_pip_14d'\nkind='pip_treatment_14d'\nname='PIP, ours'\ntrigger='the crash'\n"
        "starts='incident'\ndays=10\nstates=['FL']\ncitation='memo 13'\nsource='R. Shah'\n"
    )
    own = parse_table(text, file="limitations.toml", own=TABLE)
    computed = limitation(own, "CA", "auto", date(2025, 6, 2))
    assert computed.due == date(2026, 12, 2)
    assert computed.basis == (
        "CA: 1 year and 6 months from 06/02/2025, memo 12. "
        "The firm's table of 10/01/2026, row confirmed by R. Shah; not verified."
    )
    assert limitation(own, "TX", "auto", date(2025, 6, 2)) == limitation(TABLE, "TX", "auto", date(2025, 6, 2))
    assert own.clock("fl_pip_14d").days == 10
    assert len(own.clocks) == len(TABLE.clocks)
    colorado = parse_table(
        "checked_on = 2026-10-01\n[[period]]\nstate='CO'\nyears=1\ncitation='x'", file="own.toml", own=TABLE
    )
    assert limitation(colorado, "CO", "auto", date(2025, 6, 2)).due.year == 2028
    assert limitation(colorado, "CO", "dog_bite", date(2025, 6, 2)).due.year == 2026
