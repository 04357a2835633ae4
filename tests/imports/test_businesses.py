"""Businesses and people in columns where either may stand."""

from pathlib import Path

import pytest

from caseterm.imports.businesses import business_or_person, provider_name
from caseterm.imports.cells import split_list
from caseterm.rules.names import PersonName
from tests.imports.zoo import plan_of


@pytest.mark.parametrize(
    "text",
    ["Lakeside PT", "PT Lakeside", "Harbor View PT", "Progressive Ins", "Progressive", "Swedish ER", "Lakeside Mall",
     "Uber", "Valley Ortho", "ABC Trucking"],
)  # fmt: skip
def test_a_business_is_never_turned_round_into_a_person(text: str) -> None:
    if len(text.split()) > 1:
        assert business_or_person(text) == PersonName(organisation=text)
    assert business_or_person(text).full == provider_name(text).full == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Richard Doe", PersonName("Richard", last="Doe")),
        ("Doe, Richard", PersonName("Richard", last="Doe")),
        ("Ed Poe", PersonName("Ed", last="Poe")),
        ("Dr. Market", PersonName(last="Market", title="Dr.")),
    ],
)
def test_people_on_the_other_side_stay_people(text: str, name: PersonName) -> None:
    assert business_or_person(text) == name


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Dr. Anna Lee", "Lee, Anna"),
        ("Lee, Anna", "Lee, Anna"),
        ("Anna Lee, PT", "Lee, Anna PT"),
        ("Anna Lee MD", "Lee, Anna MD"),
        ("R. O'Dell", "O'Dell, R."),
        ("Cedars Sinai", "Cedars Sinai"),
        ("St. Mary's", "St. Mary's"),
        ("Lee MD", "Lee MD"),
        ("Chen", "Chen"),
    ],
)
def test_who_treats_is_a_person_only_where_the_name_shows_one(text: str, listed: str) -> None:
    assert provider_name(text).listed == listed


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Lakeside PT, Harbor Ortho", ["Lakeside PT", "Harbor Ortho"]),
        ("Kaiser Permanente; Smith, John DC", ["Kaiser Permanente", "Smith, John DC"]),
        ("Smith, John MD", ["Smith, John MD"]),
        ("1) Lakeside PT 2) Harbor MRI", ["Lakeside PT", "Harbor MRI"]),
        ("Swedish ER; Dr. Chen, DC", ["Swedish ER", "Dr. Chen, DC"]),
        ("21st Street Clinic", ["21st Street Clinic"]),
    ],
)
def test_providers_in_a_list_are_told_apart(cell: str, names: list[str]) -> None:
    assert split_list(cell) == names


def test_a_remark_in_brackets_is_no_part_of_a_providers_name_and_stands_in_the_notes(tmp_path: Path) -> None:
    text = 'Client,Provider,Adjuster\n"Roe, Jane",Harbor Chiro (Dr. Kim),Bob Jones (BI) - desk\n'
    (case,) = plan_of(tmp_path, text).rows
    assert case.providers[0].name == PersonName(organisation="Harbor Chiro")
    assert case.covers[0].adjuster is not None
    assert case.covers[0].adjuster.name == PersonName("Bob", last="Jones")
    assert case.leftovers == (("Provider", "Harbor Chiro (Dr. Kim)"), ("Adjuster", "Bob Jones (BI) - desk"))


def test_names_of_a_file_go_to_the_record_as_they_stand(tmp_path: Path) -> None:
    text = (
        "Client,Provider,Adjuster,Defendant\n"
        '"Roe, Jane","Lakeside PT, Harbor Ortho",Progressive Ins 310-555-0100,Lakeside Mall; Ed Poe\n'
    )
    (case,) = plan_of(tmp_path, text).rows
    assert [who.name.listed for who in case.providers] == ["Lakeside PT", "Harbor Ortho"]
    assert case.covers[0].adjuster is not None
    assert case.covers[0].adjuster.name.listed == "Progressive Ins"
    assert [name.listed for name in case.defendants] == ["Lakeside Mall", "Poe, Ed"]
