"""Every reason of attention has a place where it is settled; and letters never stand for two."""

import ast
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules import attention
from caseterm.rules.attention_places import PLACES, letters


def codes() -> set[str]:
    """Every code for which the rules have words."""
    found: set[str] = set()
    for path in Path(attention.__file__).parent.glob("attention*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    return found


def test_every_reason_has_a_place_and_no_place_is_left_of_an_old_one() -> None:
    assert len(codes()) > 40
    assert codes() == set(PLACES)


def test_every_reason_says_its_age_in_days() -> None:
    today = date(2026, 11, 21)
    for code in codes():
        for since in (today - timedelta(days=12), today + timedelta(days=12)):
            assert "12 d" in attention.words(code, since, "about", today), code


@given(st.lists(st.sampled_from("sxfvnlaoe"), max_size=20))
def test_each_reason_has_a_letter_of_its_own_and_the_first_has_its_key(wanted: list[str]) -> None:
    given_out = letters(wanted)
    assert len(set(given_out)) == len(given_out) == len(wanted)
    assert all(len(each) == 1 for each in given_out)
    assert {key: given_out[wanted.index(key)] for key in wanted} == {key: key for key in wanted}


def test_a_case_with_more_reasons_than_there_are_keys_still_has_them_all() -> None:
    given_out = letters(["x"] * 150)
    assert len(given_out) == 150
    there = [letter for letter in given_out if letter]
    assert len(there) == len(set(there)) > 60
    assert given_out[len(there) :] == [""] * (150 - len(there))
