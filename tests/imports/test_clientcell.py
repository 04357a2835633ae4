"""Cells that say more than the client's name."""

from pathlib import Path

import pytest

from caseterm.imports.clientcell import client_cell
from tests.imports.zoo import clients, plan_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GARCIA-LOPEZ, MARIA D. (minor; mother: Ana)", "GARCIA-LOPEZ, MARIA D."),
        ("ROE, JANE (DECEASED)", "ROE, JANE"),
        ("Roe, Jane (DOB 1/2/90)", "Roe, Jane"),
        ("(minor) Roe, Jane", "Roe, Jane"),
        ("Roe, Jane [see 204117]", "Roe, Jane"),
        ("SMITH John", "SMITH, John"),
        ("GARCIA-LOPEZ Maria D.", "GARCIA-LOPEZ, Maria D."),
        ("Nguyen, Van A & Tran, Bich", "Nguyen, Van A"),
        ("Garcia, Maria; Garcia, Jose", "Garcia, Maria"),
        ("Garcia, Maria / Garcia, Jose", "Garcia, Maria"),
        ("Maria Garcia\nJose Garcia", "Maria Garcia"),
        ("Garcia, Maria (minor) and Garcia, Jose", "Garcia, Maria"),
    ],
)
def test_the_client_is_named_without_what_else_is_said(text: str, name: str) -> None:
    found = client_cell(text)
    assert found.name == name
    assert found.more


@pytest.mark.parametrize(
    "text",
    ["JOHN SMITH", "John SMITH", "JR Smith", "McDonald John", "ACME Inc.", "Smith, Robert (Bob)",
     "Smith, John & Mary", "John and Mary Smith", "Smith & Sons, Inc.", "Smith & Sons, Thi Hạnh",
     "Estate of John Smith", "Roe, Jane", "(minor)", "Doe (minor & twin", "Roe, Jane / minor",
     "Roe, Jane [@click=app.bell]"],
)  # fmt: skip
def test_a_name_that_is_nothing_else_is_left_alone(text: str) -> None:
    assert client_cell(text) == (text, "")


def test_what_is_left_out_of_a_name_stands_in_the_notes_and_is_said(tmp_path: Path) -> None:
    text = 'Client,DOI\n"Nguyen, Van A & Tran, Bich",5/1/2024\n"Roe, Jane (minor; mother: Ana)",5/2/2024\n'
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Nguyen, Van A", "Roe, Jane"]
    assert [row.leftovers for row in plan.rows] == [
        (("Client", "Nguyen, Van A & Tran, Bich"),), (("Client", "Roe, Jane (minor; mother: Ana)"),),
    ]  # fmt: skip
    assert [problem.line for problem in plan.warnings] == [2, 3]


def test_the_insured_of_a_first_party_claim_is_no_defendant(tmp_path: Path) -> None:
    (case,) = plan_of(tmp_path, 'Client,Insured,DOI\n"ROE, JANE","Roe, Jane",5/1/2024\n').rows
    assert case.defendants == ()
    assert case.leftovers == (("Insured", "Roe, Jane"),)
