from pathlib import Path

import pytest

from caseterm.imports.words import (
    case_type_of,
    first_insurer,
    first_number,
    known_insurer,
    medicare_of,
    phase_of,
    split_insurer_claim,
    state_of,
    status_of,
    yes_or_no,
)
from caseterm.rules.terms import CASE_TYPES, PHASES, STATES
from tests.imports.zoo import plan_of


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        ("Pre-lit", "investigation"), ("Tx", "treating"), ("Treating", "treating"), ("Demand sent", "negotiation"),
        ("In suit", "litigation"), ("Settled", "settlement"), ("LITIGATION - discovery", "litigation"),
        ("3. Records & Bills", "records"), ("Closed", "closed"), ("Phase 2: Treatment", "treating"),
        ("Settled - pending funds", "settlement"), ("Trial prep", "litigation"), ("Still treating w/ PT", "treating"),
        ("Zebra", None), ("", None),
    ],
)  # fmt: skip
def test_other_systems_words_become_our_phases(word: str, phase: str | None) -> None:
    assert phase_of(word) == phase


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Auto - rear end", "auto"), ("MVA", "auto"), ("Slip and fall", "premises_slip_fall"),
        ("Premises", "premises_slip_fall"),
        ("Workers Comp", "wc"), ("WC", "wc"), ("Dog bite", "dog_bite"), ("Med Mal", "medical_malpractice"),
        ("Auto v. Ped", "pedestrian"), ("18-wheeler", "truck"), ("PI - Motorcycle", "motorcycle"),
        ("Uber/Lyft", "rideshare"),
    ],
)  # fmt: skip
def test_other_systems_words_become_our_case_types(word: str, code: str) -> None:
    found = case_type_of(word)
    assert found is not None
    assert found[0] == code


def test_every_word_of_ours_means_itself() -> None:
    assert {phase_of(shown) for shown in PHASES.values()} == set(PHASES)
    assert {shown: (case_type_of(shown) or ("",))[0] for shown in CASE_TYPES.values()} == {
        shown: code for code, shown in CASE_TYPES.items()
    }
    assert all(state_of(code) == code for code in STATES)


def test_a_type_that_said_more_is_marked_so_that_its_words_are_kept() -> None:
    assert case_type_of("Auto") == ("auto", True)
    assert case_type_of("Auto - rear end") == ("auto", False)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("USAA #87-B685", ("USAA", "87-B685")),
        ("State Farm #56-X5317", ("State Farm", "56-X5317")),
        ("State Farm 59-Z2217", ("State Farm", "59-Z2217")),
        ("GEICO (0123456-01)", ("GEICO", "0123456-01")),
        ("GEICO - Claim 0123456", ("GEICO", "0123456")),
        ("Liberty Mutual / Claim No. LA123-45", ("Liberty Mutual", "LA123-45")),
        ("Allstate; 75 5993 11", ("Allstate", "75 5993 11")),
        ("Progressive clm# 23-A424", ("Progressive", "23-A424")),
        ("Claim 44-100 Progressive", ("Progressive", "44-100")),
        ("21st Century #11", ("21st Century", "11")),
        ("Farmers", ("Farmers", "")),
        ("0123456-01", ("", "0123456-01")),
    ],
)
def test_insurer_and_claim_number_are_parted(cell: str, parts: tuple[str, str]) -> None:
    assert split_insurer_claim(cell) == parts


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("State Farm #12-34B-567 / GEICO 0440-99", "State Farm #12-34B-567"),
        ("State Farm #12-34B-567\nGEICO 0440-99", "State Farm #12-34B-567"),
        ("State Farm/GEICO", "State Farm"),
        ("Mercury 11-1; AAA 22-2", "Mercury 11-1"),
        ("Liberty Mutual / Claim No. LA123-45", "Liberty Mutual / Claim No. LA123-45"),
        ("State Farm / 12-34B-567", "State Farm / 12-34B-567"),
        ("GEICO / ABC12345", "GEICO / ABC12345"),
        ("Farm & Home Insurance #11", "Farm & Home Insurance #11"),
        ("Sedgwick / Walmart #123", "Sedgwick / Walmart #123"),
    ],
)
def test_the_first_of_several_insurers_is_told_from_the_rest(cell: str, first: str) -> None:
    assert first_insurer(cell) == first


def test_the_first_of_several_numbers_is_told_from_the_rest() -> None:
    assert first_number("12-34B-567 / 0440-99") == "12-34B-567"
    assert first_number("12-34B-567; 0440-99") == "12-34B-567"
    for one in ("12-34B-567", "75 5993 11", "LA 1234 / 2", "0440-99, ext 3", "A/B 1234"):
        assert first_number(one) == one


def test_states_statuses_and_answers_are_read_in_their_usual_spellings() -> None:
    assert [state_of(word) for word in ("wa", "Washington", "N.Y.", "Calif.", "New York", "XX")] == [
        "WA", "WA", "NY", "CA", "NY", None,
    ]  # fmt: skip
    assert [status_of(word) for word in ("Active", "Hold", "Closed", "Subbed Out", "?")] == [
        "open", "on_hold", "closed", "subbed_out", None,
    ]  # fmt: skip
    assert [yes_or_no(word) for word in ("Y", "yes - Spanish", "No", "", "maybe")] == [True, True, False, None, None]
    assert [medicare_of(word) for word in ("Y", "N", "Medicare Part A", "turning 65 soon", "MSA", "purple")] == [
        "beneficiary", "none", "beneficiary", "eligible_soon", "msa_review", None,
    ]  # fmt: skip


def test_insurers_are_known_by_name_or_by_what_they_call_themselves() -> None:
    assert known_insurer("State Farm Mutual")
    assert known_insurer("Acme Casualty")
    assert not known_insurer("Maria Garcia")


def test_a_second_insurer_in_a_cell_never_becomes_part_of_the_claim_number(tmp_path: Path) -> None:
    text = 'Client,DOI,Carrier / Claim\n"Roe, Jane",5/1/2024,State Farm #12-34B-567 / GEICO 0440-99\n'
    plan = plan_of(tmp_path, text)
    (case,) = plan.rows
    assert (case.covers[0].insurer, case.covers[0].claim_no) == ("State Farm", "12-34B-567")
    assert case.leftovers == (("Carrier / Claim", "State Farm #12-34B-567 / GEICO 0440-99"),)
    assert "more than one" in plan.warnings[0].reason
