import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules import recoverykey

SEEDS = st.binary(min_size=20, max_size=20)


@given(SEEDS, st.booleans())
@settings(max_examples=60)
def test_what_is_printed_is_read_again_however_it_is_typed(seed: bytes, lower: bool) -> None:
    text = recoverykey.printed(seed)
    assert [len(group) for group in text.split("-")] == [4] * 9
    typed = text.replace("-", " ").replace("0", "o").replace("1", "l")
    assert recoverykey.read(typed.lower() if lower else typed) == seed


@given(SEEDS, st.integers(0, 35), st.sampled_from(recoverykey.ALPHABET))
@settings(max_examples=60)
def test_a_letter_mistyped_or_two_turned_round_are_found(seed: bytes, place: int, letter: str) -> None:
    letters = recoverykey.printed(seed).replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    assert recoverykey.read(wrong) is None or wrong == letters
    turned = letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]
    assert recoverykey.read(turned) is None or turned == letters


@pytest.mark.parametrize("text", ["", "blue lamp river onion", "A" * 35, "A" * 37, "é" * 36, "\ud800" * 36])
def test_other_texts_are_no_recovery_key(text: str) -> None:
    assert not recoverykey.looks_like_one(text)
    assert recoverykey.read(text) is None
