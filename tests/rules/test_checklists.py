from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.checklist_file import parse_checklist
from caseterm.rules.checklists import (
    ANCHORS,
    Item,
    Matter,
    Offset,
    applies,
    left_out,
    merged,
    planned,
)
from caseterm.rules.terms import CLAIM_TYPES, PHASES
from tests.conftest import TODAY

FOLDER = Path(__file__).parents[2] / "data" / "checklists"
FILES = sorted(FOLDER.glob("*.toml"))
GOOD = """
name = "Ours"
[[item]]
key = "1.1"
phase = "intake"
title = "Call"
anchor = "SIGN"
offset = "+2b"
who = "CM"
"""


def shipped(name: str) -> tuple[Item, ...]:
    return parse_checklist((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), file=f"{name}.toml").items


def item(**values: object) -> Item:
    return Item(**{"key": "1", "phase": "intake", "title": "Call", "anchor": "SIGN", "who": "CM", **values})  # type: ignore[arg-type]  # each value is of its field's type


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_every_file_that_ships_reads_without_a_problem_and_names_its_sources(path: Path) -> None:
    checklist = parse_checklist(path.read_text(encoding="utf-8"), file=path.name)
    assert checklist.items
    assert checklist.claim_type == ("" if path.stem == "base" else path.stem)
    assert all(each.source for each in checklist.items)
    assert all(len(each.title) <= 62 for each in checklist.items)


def test_there_is_a_file_for_the_base_and_for_each_kind_of_claim() -> None:
    assert {path.stem for path in FILES} == {"base", *CLAIM_TYPES}


def test_an_auto_claim_has_all_seventy_eight_items_of_the_ten_phases() -> None:
    items = merged([parse_checklist((FOLDER / f"{n}.toml").read_text(), file=n) for n in ("base", "auto_liability")])
    counts = {phase: sum(each.phase == phase for each in items) for phase in PHASES}
    assert list(counts.values()) == [6, 11, 8, 9, 10, 6, 6, 7, 9, 6]
    assert [each.key for each in items if each.who == "Atty"] == ["1.4", "3.7", "3.8", "6.4", "7.5", "7.6", "9.6"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_what_a_file_leaves_out_or_builds_on_is_there(path: Path) -> None:
    checklist = parse_checklist(path.read_text(encoding="utf-8"), file=path.name)
    base = {each.key for each in shipped("base")}
    assert set(checklist.leave_out) <= base
    assert all((FOLDER / f"{name}.toml").is_file() for name in checklist.also)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('phase = "intake"', 'phase = "inteke"', "line 4, item 1.1, phase"),
        ('anchor = "SIGN"', 'anchor = "sign"', "line 4, item 1.1, anchor"),
        ('offset = "+2b"', 'offset = "2 days"', "line 4, item 1.1, offset"),
        ('who = "CM"', 'who = "Bob"', "line 4, item 1.1, who"),
        ('who = "CM"', 'when = { state = ["Florida"] }', "line 4, item 1.1, when, state"),
        ('who = "CM"', "when = { rain = true }", "line 4, item 1.1, when, rain"),
        ('who = "CM"', "who = 3", "line 4, item 1.1, who"),
        ('who = "CM"', 'due = "+2d"', "line 4, item 1.1, due"),
        ('title = "Call"', "", "line 4, item 1.1, title"),
        ('key = "1.1"', "", "item 1, key"),
        ('name = "Ours"', 'claim_type = "boats"', "claim_type"),
        ('name = "Ours"', 'leave_out = "2.4"', "leave_out"),
        ('name = "Ours"', "colour = 1", "colour"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_item_and_field(old: str, new: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_checklist(GOOD.replace(old, new), file="ours.toml")
    assert any(where in problem.field and "ours.toml" in problem.field for problem in refused.value.problems)


def test_every_problem_of_a_file_is_said_at_once() -> None:
    with pytest.raises(InputError) as refused:
        parse_checklist(GOOD.replace("intake", "x").replace("SIGN", "y").replace("+2b", "z"), file="ours.toml")
    assert len(refused.value.problems) == 3


def test_a_key_given_twice_and_a_file_that_is_no_toml_are_refused() -> None:
    with pytest.raises(InputError, match="key of an item above"):
        parse_checklist(GOOD + GOOD.replace('name = "Ours"', ""), file="ours.toml")
    with pytest.raises(InputError, match=r"line 2"):
        parse_checklist('name = "Ours"\nitem = = 3\n', file="ours.toml")


@settings(max_examples=60)
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    problems: list[FieldProblem] = []
    try:
        parse_checklist(text, file="ours.toml")
    except InputError as refused:
        problems = refused.problems
    assert all("ours.toml" in problem.field for problem in problems)


@pytest.mark.parametrize(
    ("offset", "day"),
    [
        (Offset(3, "d"), date(2026, 11, 24)),
        (Offset(2, "b"), date(2026, 11, 24)),
        (Offset(4, "b"), date(2026, 11, 27)),
        (Offset(24, "h"), date(2026, 11, 22)),
        (Offset(72, "h"), date(2026, 11, 24)),
        (Offset(30, "h"), date(2026, 11, 23)),
        (Offset(2, "w"), date(2026, 12, 5)),
        (Offset(1, "m"), date(2026, 12, 21)),
        (Offset(-120, "d"), date(2026, 7, 24)),
    ],
)
def test_offsets_count_days_business_days_hours_weeks_and_months(offset: Offset, day: date) -> None:
    assert offset.after(TODAY, frozenset({date(2026, 11, 26)})) == day


def test_a_task_is_dated_from_its_anchor_and_says_what_is_missing_without_one() -> None:
    items = [item(offset=Offset(5, "d")), item(key="2", anchor="FUNDS", offset=Offset(5, "b"))]
    dated, undated = planned(items, "intake", Matter(anchors={"SIGN": TODAY}), today=TODAY)
    assert (dated.due, dated.notes) == (date(2026, 11, 26), "")
    assert undated.due is None
    assert undated.notes == "No date yet: counts from settlement check received +5b."


def test_a_standard_date_that_is_past_is_due_today_but_a_hard_limit_stays_past() -> None:
    late = Matter(anchors={"SIGN": date(2026, 1, 5), "DOI": date(2026, 1, 1)})
    items = [item(offset=Offset(2, "d")), item(key="2", anchor="DOI", hard=Offset(30, "d"))]
    soft, hard = planned(items, "intake", late, today=TODAY)
    assert (soft.due, soft.notes) == (TODAY, "By the checklist it was due 01/07/2026.")
    assert hard.due == date(2026, 1, 31)
    assert "Hard limit 01/31/2026 (date of incident +30d), not verified." in hard.notes


def test_an_item_the_case_has_had_is_not_planned_again() -> None:
    items = [item(), item(key="2"), item(key="3", phase="opening"), item(key="4", anchor="APPT", each="visit")]
    assert [each.item.key for each in planned(items, "intake", Matter(), have={"1"}, today=TODAY)] == ["2"]


@pytest.mark.parametrize(
    ("when", "matter", "right"),
    [
        ({"state": ["FL"]}, Matter(state="FL"), True),
        ({"state": ["FL"]}, Matter(state="CA"), False),
        ({"motor_vehicle": True}, Matter(case_type="rideshare"), True),
        ({"motor_vehicle": True}, Matter(case_type="dog_bite"), False),
        ({"medicare": True}, Matter(medicare_status="unknown"), True),
        ({"medicare": True}, Matter(medicare_status="none"), False),
        ({"government": True, "minor": False}, Matter(government=True), True),
        ({"minor": True}, Matter(), False),
    ],
)
def test_conditions_choose_by_state_kind_medicare_age_and_government(
    when: dict[str, object], matter: Matter, right: bool
) -> None:
    assert applies(item(when=when), matter) is right


def test_what_is_left_out_says_why() -> None:
    items = [item(each="appointment"), item(key="2", when={"state": ["NY"], "motor_vehicle": True}), item(key="3")]
    assert [why for _, why in left_out(items, "intake", Matter(state="CA", case_type="auto"))] == [
        "for each appointment",
        "does not apply: state NY, motor vehicle",
    ]


def test_every_anchor_an_item_counts_from_has_its_words() -> None:
    assert all(each.anchor in ANCHORS for path in FILES for each in shipped(path.stem))
