"""Lines of pieces that go on below."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell
from caseterm.widgets.wrapping import wrapped


def texts(cells: list[Cell], width: int) -> list[str]:
    return ["".join(cell if isinstance(cell, str) else cell[0] for cell in line) for line in wrapped(cells, width)]


def test_a_line_that_fits_stays_as_it_is() -> None:
    assert wrapped([("Mercy", "bold"), "  (408) 555-0107"], 22) == [[("Mercy", "bold"), "  (408) 555-0107"]]


def test_a_line_is_parted_between_its_facts() -> None:
    line: list[Cell] = [("due 03/02/2028", "bold"), "   file by Thu 03/02/2028   runs from 03/02/2026"]
    assert texts(line, 50) == ["due 03/02/2028   file by Thu 03/02/2028", "  runs from 03/02/2026"]


def test_what_goes_on_stands_under_what_follows_the_label() -> None:
    line: list[Cell] = [("Status   ", "muted"), "treating, Physical therapy, letter of protection 09/01/2026"]
    assert texts(line, 40) == ["Status   treating, Physical therapy,", "         letter of protection 09/01/2026"]


def test_roles_stay_with_their_words() -> None:
    assert wrapped([("a b", "bad"), " c"], 3) == [[("a", "bad"), (" b", "bad")], [("  c", "")]]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=9)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "   "])), min_size=1, max_size=12), st.integers(22, 60))
def test_no_word_is_lost_and_no_line_too_long(pieces: list[tuple[str, str]], width: int) -> None:
    cells: list[Cell] = [(word + blanks, "") for word, blanks in pieces]
    lines = texts(cells, width)
    assert "".join("".join(lines).split()) == "".join("".join(word for word, _ in pieces).split())
    longest = max(map(len, "".join(word + blanks for word, blanks in pieces).split()))
    assert all(cells_width([line]) <= max(width, 2 * longest + 14) for line in lines)
