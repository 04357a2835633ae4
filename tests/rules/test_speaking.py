"""With whom we may speak, and how: one rule for every list and card."""

import pytest

from caseterm.rules.alignment import KIND_OF
from caseterm.rules.speaking import Manners, reached_by
from caseterm.rules.terms import ROLES
from tests.conftest import HOSTILE

FAMILY = {"spouse_family", "caregiver", "emergency_contact"}


@pytest.mark.parametrize("role", ROLES)
def test_no_number_is_offered_of_family_or_caregivers_without_consent_on_file(role: str) -> None:
    silent, spoken = Manners("Ana Diaz", role), Manners("Ana Diaz", role, consent=True)
    assert (silent.number("555-0100") == "") is (role in FAMILY)
    assert spoken.number("555-0100") == "555-0100"
    assert (silent.forbidden, spoken.forbidden) == (
        ("No consent on file to speak with Ana Diaz." if role in FAMILY else "", "")
    )
    assert (KIND_OF.get(role) == "family") is (role in FAMILY)


def test_family_that_nobody_named_may_not_be_spoken_with_either() -> None:
    assert Manners(role="caregiver").forbidden == "No consent on file to speak with anybody of the family."


def test_the_wishes_are_told_in_one_line_and_only_those_that_there_are() -> None:
    assert Manners().wishes == ""
    told = Manners(called="Thi", language="Vietnamese", interpreter=True, channel="text", best_time="after 3 pm")
    assert told.wishes == '"Thi", Vietnamese, INTERPRETER, prefers text, best after 3 pm'
    assert reached_by("", HOSTILE) == f"best {HOSTILE}"
