"""Names that may be the same, and who stands on the other side."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.conflicts import Check, Hit, Name, Part, alike_of, almost, given_match, grave, hit_lines
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


def test_ten_thousand_surnames_take_no_time() -> None:
    syllables = ("ga", "ri", "mo", "len", "tor", "vas", "quez", "smi", "th", "ber", "nar", "do", "ki", "wa")
    known = [a + b + c + d for a in syllables for b in syllables for c in syllables for d in ("", "s", "ez", "son")]
    assert len(known) > 10_000
    started = time.process_time()
    assert "garimo" in alike_of("Garimo", known)
    assert time.process_time() - started < 0.5
