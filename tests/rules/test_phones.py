import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.phones import Phone, format_phone, label_in, split_phones


@pytest.mark.parametrize(
    ("text", "phones", "left"),
    [
        ("(206) 555-0146", [Phone("2065550146")], ""),
        ("(206)555-0146", [Phone("2065550146")], ""),
        ("2065550146", [Phone("2065550146")], ""),
        ("206.555.0146", [Phone("2065550146")], ""),
        ("206/555-0146", [Phone("2065550146")], ""),
        ("+1 (206) 555-0146", [Phone("2065550146")], ""),
        ("1-206-555-0146", [Phone("2065550146")], ""),
        ("12065550146", [Phone("2065550146")], ""),
        ("206-555-0146 ext. 12", [Phone("2065550146", ext="12")], ""),
        ("206-555-0146, x 12", [Phone("2065550146", ext="12")], ""),
        ("206-555-0146 #12", [Phone("2065550146", ext="12")], ""),
        ("555-0101", [Phone("5550101")], ""),
        ("+44 20 7946 0958", [Phone("+442079460958")], ""),
        ("cell: 206-555-0146", [Phone("2065550146", "mobile")], ""),
        ("Cell phone 206-555-0146", [Phone("2065550146", "mobile")], ""),
        ("206-555-0146 cell", [Phone("2065550146", "mobile")], ""),
        ("206-555-0146 (daughter)", [Phone("2065550146", note="daughter")], ""),
        (
            "206-555-0146 (c), h: 555.0101 x12 / work (206)5550199",
            [Phone("2065550146", "mobile"), Phone("5550101", "home", "12"), Phone("2065550199", "work")],
            "",
        ),
        ("GARCIA, MARIA (c) 206-555-0146", [Phone("2065550146", "mobile", note="GARCIA, MARIA")], ""),
        ("206-555-0146; 206-555-0147", [Phone("2065550146"), Phone("2065550147")], ""),
        ("206-555-0146\n206-555-0147 (w)", [Phone("2065550146"), Phone("2065550147", "work")], ""),
        ("h 206-555-0146 c 206-555-0147", [Phone("2065550146", "home"), Phone("2065550147", "mobile")], ""),
        ("206-555-0146 h 206-555-0147 c", [Phone("2065550146", "home"), Phone("2065550147", "mobile")], ""),
        ("206-555-0146 or 206-555-0147", [Phone("2065550146"), Phone("2065550147")], ""),
        ("none", [], "none"),
        ("", [], ""),
        ("12/11/2023", [], "12/11/2023"),
        ("123-45-6789", [], "123-45-6789"),
        ("0115550146", [], "0115550146"),
        ("1-800-GEICO", [], "1-800-GEICO"),
    ],
)
def test_numbers_labels_and_extensions_are_told_apart(text: str, phones: list[Phone], left: str) -> None:
    assert split_phones(text) == (tuple(phones), left)


def test_what_is_no_number_is_kept_beside_it() -> None:
    phones, left = split_phones("206-555-0146 only between 9 and 12, never on Sundays please")
    assert phones[0].number == "2065550146"
    assert "only between 9" in left or "only between 9" in phones[0].note


@settings(max_examples=100)
@given(st.text(alphabet="0123456789()-+. x/,;:cwhé\n", max_size=60) | st.text(max_size=40))
def test_no_digit_is_lost(text: str) -> None:
    phones, left = split_phones(text)
    kept = "".join(phone.number + phone.ext + phone.note for phone in phones) + left
    wanted = re.sub(r"[^0-9]", "", text)
    assert len(re.sub(r"[^0-9]", "", kept)) >= len(wanted) - len(phones)  # a leading 1 is the country


@settings(max_examples=50)
@given(st.from_regex(r"[2-9][0-9]{9}", fullmatch=True), st.from_regex(r"([1-9][0-9]{0,4})?", fullmatch=True))
def test_a_number_shown_is_read_back(number: str, ext: str) -> None:
    assert split_phones(format_phone(number, ext)) == ((Phone(number, ext=ext),), "")


@pytest.mark.parametrize(
    ("header", "label"),
    [("Cell Phone", "mobile"), ("Wk Tel", "work"), ("Phone", ""), ("Fax #", "fax"), ("Home", "home")],
)
def test_a_header_labels_its_numbers(header: str, label: str) -> None:
    assert label_in(header) == label


def test_numbers_that_are_not_american_are_shown_as_they_are() -> None:
    assert format_phone("+442079460958") == "+442079460958"
    assert format_phone("5550101") == "555-0101"
