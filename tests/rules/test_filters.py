import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.filters import (
    CHOICES,
    FIELD_HELP,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    CaseFilter,
    FieldTest,
    FilterProblem,
    parse_filter,
    without_field,
)
from caseterm.rules.text import fold


def test_words_are_folded_and_all_of_them_count() -> None:
    assert parse_filter("Núñez  O'Neil NGU").words == ("nunez", "oneil", "ngu")


def test_a_number_with_punctuation_is_the_sum_of_its_parts() -> None:
    assert parse_filter("88-A12").words == ("88", "a12")
    assert parse_filter("88a12").words == ("88a12",)
    assert parse_filter("(555) 014-8831").words == ("555", "014", "8831")


def test_a_phrase_in_quotes_keeps_its_blanks() -> None:
    assert parse_filter('"Mercy PT" lee').words == ("mercy pt", "lee")
    assert parse_filter('"Mercy P').words == ("mercy p",)


@pytest.mark.parametrize(
    ("typed", "test"),
    [
        ("phase:treating", FieldTest("phase", "has", "treating")),
        ("PHASE:Treating", FieldTest("phase", "has", "treating")),
        ("sol:<90", FieldTest("sol", "<", 90)),
        ("sol:<=90d", FieldTest("sol", "<=", 90)),
        ("sol:-5", FieldTest("sol", "=", -5)),
        ("touch:>30", FieldTest("touch", ">", 30)),
        ("touch:>=30", FieldTest("touch", ">=", 30)),
        ("days:=7", FieldTest("days", "=", 7)),
        ("no:appt", FieldTest("no", "=", "appt")),
        ("no:task", FieldTest("no", "=", "task")),
        ("type:auto", FieldTest("type", "has", "auto")),
        ("owner:MG", FieldTest("owner", "has", "mg")),
        ('city:"San José"', FieldTest("city", "has", "san jose")),
        ("is:pinned", FieldTest("is", "=", "pinned")),
        ("claim:88-A12", FieldTest("claim", "has", "88 a12")),
    ],
)
def test_every_field(typed: str, test: FieldTest) -> None:
    assert parse_filter(typed) == CaseFilter(tests=(test,))


def test_fields_and_words_stand_in_any_order() -> None:
    found = parse_filter("ngu sol:<90 thi no:appt")
    assert found.words == ("ngu", "thi")
    assert found.tests == (FieldTest("sol", "<", 90), FieldTest("no", "=", "appt"))


@pytest.mark.parametrize("typed", ["", "   ", "phase:", "sol:", "sol:<", "no:", "no:ap", "is:pin", '"', "-- ,"])
def test_what_is_still_being_typed_asks_for_nothing(typed: str) -> None:
    assert not parse_filter(typed)
    assert parse_filter(typed) == CaseFilter()


def test_an_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(FilterProblem) as raised:
        parse_filter("ngu stage:treating")
    for name in ("phase", "sol", "touch", "no", "type", "owner", "city", "is", "claim"):
        assert f"{name}" in str(raised.value)
    assert "stage" not in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("sol:soon", "sol: takes a number of days, as in sol:<90"),
        ("touch:<>3", "touch: takes a number of days"),
        ("no:money", "no: takes one of appt, task, contact, sol"),
        ("phase:foo", "There is no such phase; there are intake, opening, investigation"),
        ("type:zeppelin", "There is no such type; there are auto, truck"),
        ("is:great", "is: takes one of pinned, open, closed, unverified"),
    ],
)
def test_a_wrong_value_names_the_right_ones(typed: str, reason: str) -> None:
    with pytest.raises(FilterProblem, match=reason):
        parse_filter(typed)


def test_a_field_is_taken_out_of_a_line_with_its_value() -> None:
    assert without_field('ngu type:"Slip and fall" sol:<90 Type:auto "a b"', "type") == 'ngu sol:<90 "a b"'


def test_a_time_or_an_address_is_a_word_and_not_a_field() -> None:
    assert parse_filter("12:30").words == ("12", "30")


def test_every_field_has_its_help() -> None:
    assert set(FIELD_HELP) == {*TEXT_FIELDS, *NUMBER_FIELDS, *CHOICES}
    for name, text in FIELD_HELP.items():
        first = text.split("  ", maxsplit=1)[0]
        assert [test.field for test in parse_filter(first).tests] == [name]


TYPED = st.text(alphabet='abnosilphe:<>=-"019 éß[]', max_size=20) | st.text(max_size=20)


@settings(max_examples=100, deadline=None)
@given(TYPED)
def test_any_line_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        found: CaseFilter | str = parse_filter(typed)
    except FilterProblem as problem:
        found = str(problem)
    assert found.endswith(".") if isinstance(found, str) else all(word == fold(word) for word in found.words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdefgé'-019", min_size=1, max_size=8), max_size=5))
def test_every_typed_word_is_asked_for(typed: list[str]) -> None:
    assert set(parse_filter(" ".join(typed)).words) == {part for word in typed for part in fold(word).split()}
