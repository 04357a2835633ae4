from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.names import PersonName, looks_like_organisation, split_person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Garcia, Maria", PersonName("Maria", last="Garcia")),
        ("Garcia, Maria Elena", PersonName("Maria", "Elena", "Garcia")),
        ("Maria Garcia", PersonName("Maria", last="Garcia")),
        ("Maria Q. Garcia", PersonName("Maria", "Q.", "Garcia")),
        ("GARCIA, MARIA", PersonName("MARIA", last="GARCIA")),
        ("  Garcia ,  Maria ", PersonName("Maria", last="Garcia")),
        ("Smith, John, Jr.", PersonName("John", last="Smith", suffix="Jr.")),
        ("Smith Jr., John", PersonName("John", last="Smith", suffix="Jr.")),
        ("Smith, John A III", PersonName("John", "A", "Smith", "III")),
        ("John Smith, Jr.", PersonName("John", last="Smith", suffix="Jr.")),
        ("John Smith Jr.", PersonName("John", last="Smith", suffix="Jr.")),
        ("Mary-Jane O'Neil-Smith Jr., Esq.", PersonName("Mary-Jane", last="O'Neil-Smith", suffix="Jr. Esq.")),
        ("Søren de la Cruz", PersonName("Søren", last="de la Cruz")),
        ("de la Cruz, Søren", PersonName("Søren", last="de la Cruz")),
        ("Maria De La Cruz", PersonName("Maria", last="De La Cruz")),
        ("Karl van der Berg", PersonName("Karl", last="van der Berg")),
        ("Anna Maria van der Berg", PersonName("Anna", "Maria", "van der Berg")),
        ("Mei-Ling St. James", PersonName("Mei-Ling", last="St. James")),
        ("Al-Hassan, Ana María", PersonName("Ana", "María", "Al-Hassan")),
        ("Ana Al-Hassan", PersonName("Ana", last="Al-Hassan")),
        ("Van Nguyen", PersonName("Van", last="Nguyen")),
        ("Anh Do", PersonName("Anh", last="Do")),
        ("Smith & Sons, Thi Hạnh", PersonName("Thi Hạnh", last="Smith & Sons")),
        ("Nguyễn Thị Ánh", PersonName(last="Nguyễn Thị Ánh")),
        ("Nguyễn, Xiùyīng", PersonName("Xiùyīng", last="Nguyễn")),
        ("王小明", PersonName(last="王小明")),
        ("김 수진", PersonName(last="김 수진")),
        ("Kim, Soo-jin", PersonName("Soo-jin", last="Kim")),
        ('Robert "Bob" Smith', PersonName("Robert", last="Smith", preferred="Bob")),
        ("Smith, Robert (Bob)", PersonName("Robert", last="Smith", preferred="Bob")),
        ("Robert 'Bob' O'Neil", PersonName("Robert", last="O'Neil", preferred="Bob")),
        ("Dr. Jane Roe, MD", PersonName("Jane", last="Roe", suffix="MD", title="Dr.")),
        ("R. O'Dell", PersonName("R.", last="O'Dell")),
        ("Cher", PersonName(last="Cher")),
        ("Li", PersonName(last="Li")),
        ("McDonald-O’Brien, Oluwaseun", PersonName("Oluwaseun", last="McDonald-O’Brien")),
        ("Smith, John & Mary", PersonName("John & Mary", last="Smith", note="two people in one name")),
        ("John and Mary Smith", PersonName("John and Mary", last="Smith", note="two people in one name")),
    ],
)
def test_a_name_is_taken_apart(text: str, name: PersonName) -> None:
    assert split_person(text) == name


@pytest.mark.parametrize(
    "text",
    ["Smith & Sons, Inc.", "State Farm Insurance", "Cascadia Mutual", "Swedish Hospital", "ABC Trucking LLC",
     "Valley Physical Therapy", "Harbor Spine Center, PLLC", "County of King", "Acme Corp."],
)  # fmt: skip
def test_organisations_are_not_taken_for_people(text: str) -> None:
    assert looks_like_organisation(text)
    assert split_person(text) == PersonName(organisation=text)


@pytest.mark.parametrize(
    "text", ["Smith, John", "John Smith", "Li", "Smith & Sons, Thi Hạnh", "", "Roe, P.A.", "Charlotte Church"]
)
def test_people_are_not_taken_for_organisations(text: str) -> None:
    assert not looks_like_organisation(text)


@pytest.mark.parametrize(
    "text", ["Estate of Maria Garcia", "Doe (minor), by & through Roe", "Roe, Jane o/b/o J.R., a minor"]
)
def test_names_in_a_legal_capacity_stay_whole(text: str) -> None:
    name = split_person(text)
    assert name.last == text
    assert "kept whole" in name.note


@pytest.mark.parametrize("text", ["Smith, Thi H?nh", "?wi?tek, Ari", "Nu\ufffdez, Ana"])
def test_a_letter_lost_by_an_earlier_program_is_pointed_out(text: str) -> None:
    assert "letter of the name was lost" in split_person(text).note


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


_NAMES = st.text(alphabet="aB çđ'’-.,&\"()?1 ", max_size=40) | st.text(max_size=25)
_WORDS = st.lists(
    st.sampled_from(
        ["Maria", "de", "la", "Cruz", "Jr.", "III", ",", "&", "and", "Dr.", "(Bob)", "O'Neil", "MD", "St."]
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=100)
@given(_NAMES | _WORDS)
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    name = split_person(text)
    parts = (name.first, name.middle, name.last, name.suffix, name.preferred, name.title, name.organisation)
    assert _letters("".join(parts)) == _letters(text)


@settings(max_examples=60)
@given(
    st.sampled_from(["Maria", "Søren", "Mei-Ling", "D'Andre", "Thi Hạnh"]),
    st.sampled_from(["Garcia", "de la Cruz", "St. James", "Al-Hassan", "O’Brien", "Smith & Sons", "Nguyễn"]),
    st.sampled_from(["", "Jr.", "III", "Esq."]),
)
def test_a_listed_name_is_read_back_to_the_same_person(first: str, last: str, suffix: str) -> None:
    name = PersonName(first, last=last, suffix=suffix)
    assert split_person(name.listed) == name
