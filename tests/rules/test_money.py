import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.money import MAX_CENTS, Limits, format_cents, parse_cents, parse_limits


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("1,234.56", 123456),
        ("$1,234.56", 123456),
        (" $ 1,234.56 ", 123456),
        ("25000", 2_500_000),
        ("25,000.00", 2_500_000),
        ("25k", 2_500_000),
        ("$25K", 2_500_000),
        ("1.5 million", 150_000_000),
        ("2m", 200_000_000),
        ("(500)", -50_000),
        ("($1,500.25)", -150_025),
        ("$(500.00)", -50_000),
        ("-500", -50_000),
        ("-$500", -50_000),
        ("$-500", -50_000),
        ("500-", -50_000),
        ("−500", -50_000),
        ("+5", 500),
        (".5", 50),
        ("12.", 1200),
        ("USD 40", 4000),
        ("US$40", 4000),
        ("40 dollars", 4000),
        ("$ -", 0),
        ("$ -   ", 0),
        ("2.5E+05", 25_000_000),
        ("1234.5600000000001", 123456),
        ("0.30000000000000004", 30),
        ("１２３", 12300),
        ("٣", 300),
    ],
)
def test_amounts_are_read_as_written(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no amount"),
        ("$", "no amount"),
        ("1.234,56", "write cents after a point"),
        ("12,34", "write cents after a point"),
        ("1,23,456", "thousands"),
        ("12.345", "two decimals"),
        ("abc", "not an amount"),
        ("5 and 6", "not an amount"),
        ("25q", "not k or million"),
        ("NaN", "not an amount"),
        ("Infinity", "not an amount"),
        ("0x10", "not an amount"),
        ("1/3", "not an amount"),
        ("--5", "not an amount"),
        ("1_000", "not an amount"),
        ("99999999999999999999", "too large"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_cents(text)


@settings(max_examples=80)
@given(st.integers(-MAX_CENTS, MAX_CENTS), st.booleans(), st.booleans())
def test_what_is_written_is_read_back(cents: int, parentheses: bool, dollar: bool) -> None:
    assert parse_cents(format_cents(cents, parentheses=parentheses, dollar=dollar)) == cents


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_any_text_gives_cents_or_a_reason(text: str) -> None:
    try:
        cents = parse_cents(text)
    except ValueError as problem:
        reason = str(problem)
        cents = 0
    else:
        reason = "read"
    assert reason
    assert abs(cents) <= MAX_CENTS


@settings(max_examples=60)
@given(st.integers(-(10**9), 10**9))
def test_a_spreadsheet_float_of_cents_is_read_to_the_cent(cents: int) -> None:
    assert parse_cents(repr(cents / 100)) == cents


def test_negative_amounts_stand_in_parentheses_on_request() -> None:
    assert format_cents(-123456) == "-1,234.56"
    assert format_cents(-123456, parentheses=True, dollar=True) == "($1,234.56)"
    assert format_cents(5) == "0.05"


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("25/50", Limits(2_500_000, 5_000_000)),
        ("25/50/10", Limits(2_500_000, 5_000_000)),
        ("100k/300k", Limits(10_000_000, 30_000_000)),
        ("100/300k", Limits(10_000_000, 30_000_000)),
        ("$25,000/$50,000", Limits(2_500_000, 5_000_000)),
        ("$25,000 per person / $50,000 per accident", Limits(2_500_000, 5_000_000)),
        ("25,000.00", Limits(2_500_000)),
        ("$250,000", Limits(25_000_000)),
        ("1m CSL", Limits(combined=100_000_000)),
        ("500/1m", Limits(50_000_000, 100_000_000)),
        ("1/2m", Limits(100_000_000, 200_000_000)),
        ("$25/$50", Limits(2_500, 5_000)),
    ],
)
def test_policy_limits_are_read_per_person_and_per_accident(text: str, limits: Limits) -> None:
    assert parse_limits(text) == limits


@pytest.mark.parametrize("text", ["", "unknown", "1/2/3/4", "-5/10", "state minimum"])
def test_limits_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_limits(text)
