"""A pattern that is compiled late is a pattern like any other."""

import re

from caseterm.rules.patterns import later


def test_it_is_compiled_when_first_asked_and_then_lends_its_methods() -> None:
    word = later(r"[a-z]+", re.IGNORECASE)
    assert vars(word).keys() == {"_text", "_flags"}
    match = word.fullmatch("Abc")
    assert match is not None
    assert match.group() == "Abc"
    assert "fullmatch" in vars(word)
    assert [found.group() for found in word.finditer("a 1 b")] == ["a", "b"]
    assert word.search("1") is None
