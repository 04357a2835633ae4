import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.text import clean_input, digits, fold, show, squeeze


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("nunez", "Núñez"), ("lukasz", "Łukasz"), ("dang", "Đặng"), ("oneil", "O'Neil"), ("obrien", "Ō’Brien")],
)
def test_folding_finds_names_typed_without_their_accents(typed: str, wanted: str) -> None:
    assert fold(wanted) == typed


def test_a_claim_number_is_found_without_its_punctuation() -> None:
    assert squeeze("88-A12") == squeeze("88a12") == "88a12"


@given(st.text())
def test_nothing_shown_can_reach_the_terminal_as_a_command(text: str) -> None:
    for char in show(text):
        assert unicodedata.category(char) not in ("Cc", "Cs")
        assert not 0x202A <= ord(char) <= 0x202E
        assert not 0x2066 <= ord(char) <= 0x2069


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_input(text, multiline=True)
    assert clean_input(once, multiline=True) == once


def test_control_characters_are_kept_as_pictures_of_themselves() -> None:
    assert clean_input("A\x1b[31mB\x00") == "A␛[31mB␀"


def test_digits_of_any_script_count() -> None:
    assert digits("(555) ٣-1") == "55531"
