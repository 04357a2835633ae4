import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from caseterm.widgets.safe import C, T, cut, pad, shown, width_of, wrap
from tests.widgets.hostile import NAME, TEXTS, harmless

anything = st.one_of(st.text(max_size=60), st.sampled_from(TEXTS))


def test_markup_stays_literal_in_content_and_text() -> None:
    assert C(NAME).plain == NAME
    assert C(NAME).spans == []
    assert T(NAME, "bold").plain == NAME
    assert T(NAME, "bold").spans == []


def test_line_ends_act_only_where_asked() -> None:
    assert C("one\ntwo").plain == "one␊two"
    assert C("one\ntwo", multiline=True).plain == "one\ntwo"
    assert T("one\ntwo", multiline=True).plain == "one\ntwo"


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    assert harmless(C(text).plain)
    assert harmless(T(text).plain)
    assert harmless(pad(text, 20))


def test_joined_emoji_are_drawn_as_their_parts_so_that_every_terminal_agrees() -> None:
    assert shown("👩‍👧👍🏽❤️") == "👩👧👍❤"
    assert width_of("👩‍👧") == 4


@given(anything, st.integers(0, 40))
def test_cut_never_exceeds_the_width_and_says_when_it_cut(text: str, width: int) -> None:
    result = cut(text, width)
    assert cell_len(result) <= width
    if width and width_of(text) > width:
        assert result.endswith("…")
    elif width:
        assert result == shown(text)


@given(anything, st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_pad_fills_exactly_the_width(text: str, width: int, align: str) -> None:
    result = pad(text, width, "right" if align == "right" else "left")
    assert cell_len(result) == width
    assert result.strip() == cut(text, width).strip()


def test_a_wide_character_is_never_halved() -> None:
    assert cut("山田太郎", 6) == "山田…"
    assert pad("山田太郎", 6) == "山田… "
    assert pad("山田", 6, "right") == "  山田"


@given(anything, st.integers(1, 30))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    widest = max((width_of(char) for char in text), default=0)
    assert all(cell_len(line) <= max(width, widest) for line in lines)
    joined = "".join(lines).replace(" ", "")
    assert joined == "".join(shown(part) for part in _lines(text)).replace(" ", "")


def test_a_word_as_long_as_a_note_is_wrapped_and_cut_at_once() -> None:
    for text in ("\u202e" * 5_000, "\u65e5" * 20_000, "x" * 100_000, "e\u0301\u0302" * 9_000):
        lines = wrap(text, 59)
        assert "".join(lines) == shown(text)
        assert all(cell_len(line) <= 59 for line in lines)
        assert cell_len(cut(text, 30)) <= 30
        assert cut(text, 30) == cut(text[:400], 30)


def _lines(text: str) -> list[str]:
    return [part.replace("\t", "    ") for part in text.split("\n")]
