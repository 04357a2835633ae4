import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.jump import MOST, JumpCase, JumpIndex
from caseterm.rules.text import digits, fold, squeeze

HOSTILE = "O'Neil [/b] [@click=app.bell]x[/] [90%] 山田"


def case(case_id: int, client: str, number: str, *facts: tuple[str, str], is_open: bool = True) -> JumpCase:
    lines = [f"name\t{fold(client)}\t{client}", f"case no.\t{squeeze(number)}\t{number}"]
    for kind, text in facts:
        folded = digits(text) if kind == "phone" else squeeze(text) if kind in ("claim", "policy") else fold(text)
        lines.append(f"{kind}\t{folded}\t{text}")
    return JumpCase(case_id, client, number, "treating", is_open, "\n".join(lines))


CASES = [
    case(1, "Nguyen, Thi", "26-0142", ("phone", "5550148831"), ("claim", "88-A12"), ("adjuster", "Ruiz, Paula")),
    case(2, "O'Neil, Sean", "25-0987", ("provider", "Mercy Hospital"), ("defendant", "Nguyen, Bao")),
    case(3, "Garcia, María", "26-0031", ("policy", "PX 100-200"), ("adjuster", "Ruiz, Paula")),
    case(4, "Garcia, Miguel", "26-0107"),
    case(5, "Garcia, Ana", "20-0001", is_open=False),
    case(6, "Nguyen, Anh", "25-0142"),
    case(7, HOSTILE, "26-0500", ("provider", "[/b] Clinic")),
    case(8, "Peterson, Al", "24-0555", ("provider", "San Garcia Imaging")),
]


def found(text: str, recent: tuple[int, ...] = ()) -> list[int]:
    return [hit.case.case_id for hit in JumpIndex(CASES).search(text, recent=recent).hits]


def why(text: str) -> dict[int, str]:
    return {hit.case.case_id: hit.why for hit in JumpIndex(CASES).search(text).hits}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("26-0142", 1),
        ("260142", 1),
        ("0031", 3),
        ("(555) 014-8831", 1),
        ("5550148831", 1),
        ("8831", 1),
        ("88a12", 1),
        ("88-a12", 1),
        ("px100200", 3),
        ("nguyen t", 1),
        ("thi nguyen", 1),
        ("garcia maria", 3),
        ("oneil", 7),
        ("山田", 7),
        ("mercy", 2),
        ("mercy oneil", 2),
    ],
)
def test_a_case_is_found_by_any_of_its_facts(typed: str, first: int) -> None:
    assert found(typed)[0] == first


def test_the_surname_goes_before_other_facts_and_open_before_closed() -> None:
    assert found("garcia") == [3, 4, 5, 8]
    assert found("nguyen") == [6, 1, 2]


def test_an_exact_number_goes_before_everything_recent() -> None:
    assert found("26-0142", recent=(6, 2))[0] == 1
    assert found("0142", recent=(6,)) == [6, 1]


def test_recent_cases_go_first_among_equals_and_before_other_facts() -> None:
    assert found("garcia", recent=(4,))[:2] == [4, 3]
    assert found("ruiz", recent=(3,)) == [3, 1]


def test_nothing_typed_lists_the_recent_cases_in_their_order() -> None:
    assert found("", recent=(4, 99, 1)) == [4, 1]
    assert found("  -- ", recent=(2,)) == [2]


def test_each_row_says_why_it_is_there() -> None:
    assert why("ruiz") == {1: "adjuster Ruiz, Paula", 3: "adjuster Ruiz, Paula"}
    assert why("nguyen") == {1: "", 6: "", 2: "defendant Nguyen, Bao"}
    assert why("8831")[1] == "phone (555) 014-8831"
    assert why("88a12")[1] == "claim 88-A12"


def test_a_name_spelt_nearly_right_is_found_when_little_else_is() -> None:
    assert found("guyn")[:2] == [6, 1]
    assert why("garsia")[3] == "name alike"
    assert found("nguyan thi") == [1]
    assert found("zzzz") == []


def test_a_longer_query_and_then_a_shorter_one_find_what_each_should() -> None:
    index = JumpIndex(CASES)
    for typed in ("g", "ga", "garcia m", "garcia", "ngu", "", "gar"):
        fresh = JumpIndex(CASES).search(typed, recent=(8,))
        assert index.search(typed, recent=(8,)) == fresh


@pytest.mark.parametrize("typed", ["lee", "26-0200", "ngu", "555", "ibarra", "new", "zz"])
def test_an_index_made_from_the_one_before_finds_what_one_made_anew_does(typed: str) -> None:
    changed = [case(77, "Newman, Zoe", "26-0777"), *CASES[2:], CASES[1]._replace(client="Lee, Renamed", facts="")]
    renewed, fresh = JumpIndex(changed, before=JumpIndex(CASES)), JumpIndex(changed)
    assert renewed.search(typed) == fresh.search(typed)
    assert renewed.clients(typed) == fresh.clients(typed)


def test_no_more_than_fifty_are_listed_but_all_are_counted() -> None:
    many = JumpIndex([case(n, f"Lee, {n}", f"26-{n:04}") for n in range(1, 201)])
    hits = many.search("lee")
    assert (len(hits.hits), hits.total) == (MOST, 200)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12) | st.sampled_from([one.client for one in CASES]))
def test_any_text_may_be_typed_and_every_hit_has_all_its_words(typed: str) -> None:
    for hit in JumpIndex(CASES).search(typed).hits:
        assert hit.why == "name alike" or all(word in hit.case.facts for word in fold(typed).split())


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([one for one in CASES if fold(one.client)]), st.integers(1, 30))
def test_every_beginning_of_a_name_finds_it(wanted: JumpCase, length: int) -> None:
    assert wanted.case_id in found(fold(wanted.client)[:length])
