"""Names that may be the same, and who stands on the other side."""

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.alike import FEW, Alike, alike_of, almost
from caseterm.rules.conflicts import Check, Hit, Name, Part, given_match, grave, hit_lines
from caseterm.rules.nicknames import NICKNAMES


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("garcia", "gracia", True), ("smith", "smyth", True), ("hernandez", "ernandes", True),
        ("kowalski", "kovalsky", True), ("chen", "cheng", True), ("lee", "leo", False), ("brown", "braun", False),
        ("martin", "martinez", False), ("ng", "ng", True), ("johnson", "johnston", True), ("diaz", "dias", True),
    ],
)  # fmt: skip
def test_words_that_differ_by_a_letter_are_almost_the_same(one: str, other: str, same: bool) -> None:
    assert almost(one, other) is same
    assert almost(other, one) is same


@given(st.text("abcdefghij", min_size=1, max_size=12), st.text("abcdefghij", min_size=1, max_size=12))
def test_almost_goes_both_ways_and_holds_for_the_same(one: str, other: str) -> None:
    assert almost(one, one)
    assert almost(one, other) == almost(other, one)


def test_surnames_and_organisations_are_found_by_their_own_words() -> None:
    known = ["Garcia Lopez", "Garza", "García", "GRACIA", "O'Neil", "de la Cruz"]
    assert alike_of("Garcia", known) == ["Garcia Lopez", "García", "GRACIA"]
    assert alike_of("ONeill", known) == ["O'Neil"]
    assert alike_of("", known) == []
    firms = [
        "State Farm Mutual Automobile Insurance Company",
        "Statefarm",
        "Farm Bureau",
        "Acme Insurance",
        "Acme, LLC",
    ]
    assert alike_of("State Farm", firms, organisation=True) == firms[:2]
    assert alike_of("ACME Inc.", firms, organisation=True) == firms[3:]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (Name(first="Bob"), Name(first="Robert"), "nickname"),
        (Name(first="Lupe"), Name(first="Guadalupe"), "nickname"),
        (Name(first="J."), Name(first="John"), "initial"),
        (Name(first="Maria"), Name(first="María"), "same name"),
        (Name(first="Ana Maria"), Name(first="Maria"), "name alike"),
        (Name(first="Jon", middle="Paul"), Name(first="John"), "nickname"),
        (Name(first="Maria"), Name(first="Carmen"), None),
        (Name(first=""), Name(first="Carmen"), "surname, no first name"),
        (Name(first="Margaret", preferred="Peggy"), Name(first="Peggy"), "nickname"),
    ],
)
def test_given_names_go_together_by_nickname_initial_or_letters(one: Name, other: Name, how: str | None) -> None:
    assert given_match(one, other) == how
    assert (given_match(other, one) is None) is (how is None)


def test_nicknames_know_each_other_both_ways() -> None:
    for name, group in NICKNAMES.items():
        assert all(name in NICKNAMES[other] for other in group)


def test_the_other_side_comes_first_and_carriers_need_no_look() -> None:
    client, carrier = Name(last="Garcia", first="Ana", role="client"), Name(org="Acme", role="insurer")
    there = Part("defendant_driver", "25-1", "Lee, Bo", "closed")
    hits = (
        Hit(carrier, 3, "Acme", "same contact", (Part("insurer", "25-2", "Diaz, Eva", "open"),) * 7),
        Hit(client, 2, "Garcia, Anna", "name alike", (there,)),
    )
    found = Check((client, carrier), 100, hits)
    assert grave("client", "defendant")
    assert not grave("client", "insurer")
    assert (found.grave, found.result, found.words) == (1, "found", "conflict check: 1 on the other side !")
    assert Check((carrier,), 100, hits[:1]).result == "clear"
    first, second = hit_lines(hits, {"defendant_driver": "Defendant driver", "insurer": "Insurer"})
    assert first == "OTHER SIDE: Garcia, Ana ~ Garcia, Anna (name alike): defendant driver in 25-1 Lee, Bo (closed)"
    assert second.endswith("and 2 more")


SYLLABLES = ("ga", "ri", "mo", "len", "tor", "vas", "quez", "smi", "th", "ber", "nar", "do", "ki", "wa")
NAMES = st.text("abcé'- 12", min_size=0, max_size=13)


@given(st.lists(NAMES, max_size=30), st.lists(NAMES, min_size=1, max_size=6), st.booleans())
@settings(max_examples=80)
def test_many_names_find_what_one_after_another_finds(known: list[str], wanted: list[str], organisation: bool) -> None:
    few, many = Alike(known, organisation=organisation), Alike(known, organisation=organisation)
    many.asked = FEW
    for name in wanted:
        slow = alike_of(name, known, organisation=organisation)
        assert list(few.of(name)) == slow
        assert list(many.of(name)) == slow


@given(st.text("ab", min_size=4, max_size=12), st.lists(st.integers(0, 40), max_size=2), st.text("abc", max_size=2))
@settings(max_examples=100)
def test_a_word_changed_in_two_places_is_found_by_its_pieces(word: str, places: list[int], letters: str) -> None:
    other = word
    for place, letter in zip(places, letters, strict=False):
        at = place % len(other)
        other = (other[:at] + letter + other[at:], other[:at] + letter + other[at + 1 :])[place % 2]
    index = Alike([other])
    index.asked = FEW
    assert list(index.of(word)) == alike_of(word, [other])


def test_two_changes_are_counted_as_a_table_counts_them() -> None:
    def distance(one: str, other: str) -> int:
        row = list(range(len(other) + 1))
        for i, a in enumerate(one, 1):
            new = [i]
            for j, b in enumerate(other, 1):
                new.append(min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b)))
            row = new
        return row[-1]

    words = ["".join(letters) for size in (7, 8) for letters in product("ab", repeat=size)][::7]
    assert all(almost(one, other) == (distance(one, other) <= 2) for one in words for other in words)


def test_a_number_in_a_name_is_no_slip_of_a_finger() -> None:
    locals_ = ["Local 1021", "Local 1031", "Trust 2021-A"]
    assert alike_of("Local 1021", locals_, organisation=True) == ["Local 1021"]
    assert Alike(locals_, organisation=True).of("Local 1021") == ("Local 1021",)


def test_ten_thousand_surnames_take_no_time_for_five_names_nor_for_hundreds() -> None:
    known = [a + b + c + d for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in ("", "s", "ez", "son")]
    assert len(known) > 10_000
    started = time.process_time()
    index = Alike(known)
    assert all(name in index.of(name) for name in known[:5])
    few = time.process_time() - started
    assert all(name in index.of(name) for name in known[::40])
    assert few < 0.25
    assert time.process_time() - started < 3
