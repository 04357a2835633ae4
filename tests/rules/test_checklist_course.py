from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.checklist_course import Course, Standing, course, may_follow, renewed_notes
from caseterm.rules.checklists import Item, Matter, Offset, planned
from tests.conftest import TODAY
from tests.rules.test_checklists import item

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def task(
    key: str, due: date | None = None, *, planned: date | None = None, status: str = "todo", done: date | None = None
) -> Standing:
    return Standing(1, key, status, due, planned if planned is not None else due, done)


def run(items: list[Item], standing: list[Standing], today: date = TODAY, **anchors: date | None) -> Course:
    return course(items, "intake", Matter(anchors=anchors), standing, today=today)


def created(found: Course) -> list[tuple[str, date | None]]:
    return [(each.key, each.due) for each in found.create]


def test_an_item_that_waits_comes_when_the_one_before_is_done_counted_from_that_day() -> None:
    items = [item(key="1"), item(key="2", after="1", anchor="DONE", offset=Offset(5, "d"))]
    assert [each.key for each in planned(items, "intake", Matter(), today=TODAY)] == ["1"]
    assert run(items, [task("1")]).create == ()
    assert created(run(items, [task("1", status="done", done=TODAY)])) == [("2", TODAY + timedelta(days=5))]
    assert created(run(items, [task("1", status="not_applicable", done=TODAY)])) == [("2", TODAY + timedelta(days=5))]
    both = [task("1", status="done", done=TODAY), task("2", TODAY + timedelta(days=5))]
    assert run(items, both) == Course()


def test_an_item_whose_predecessor_the_case_never_had_comes_with_its_phase() -> None:
    items = [item(key="2", after="1", anchor="SIGN", offset=Offset(5, "d"))]
    matter = Matter(anchors={"SIGN": TODAY})
    assert [each.due for each in planned(items, "intake", matter, today=TODAY)] == [TODAY + timedelta(days=5)]
    assert planned(items, "intake", matter, have={"1"}, today=TODAY) == []


def test_a_recurring_item_comes_back_from_the_day_it_was_done_with_the_number_of_the_time() -> None:
    items = [item(key="1", every="30d", anchor="SIGN", offset=Offset(30, "d"))]
    done = TODAY - timedelta(days=2)
    first = task("1", status="done", done=done)
    assert created(run(items, [first], SIGN=date(2026, 1, 1))) == [("1#2", done + timedelta(days=30))]
    second = task("1#2", status="done", done=TODAY)
    assert created(run(items, [first, second], SIGN=date(2026, 1, 1))) == [("1#3", TODAY + timedelta(days=30))]
    assert run(items, [first, task("1#2", TODAY)], SIGN=date(2026, 1, 1)) == Course()


def test_a_recurring_item_set_aside_does_not_come_back_nor_one_of_a_phase_that_was_left() -> None:
    items = [item(key="1", every="30d"), item(key="2", phase="opening", every="30d")]
    assert run(items, [task("1", status="not_applicable"), task("2", status="done", done=TODAY)]) == Course()


def test_what_ended_long_ago_does_not_come_back_by_an_act_about_something_else() -> None:
    items = [item(key="1", every="30d"), item(key="2", after="1", anchor="DONE", offset=Offset(5, "d"))]
    standing = [task("1", status="done", done=TODAY - timedelta(days=90))]
    matter = Matter(anchors={})
    assert course(items, "intake", matter, standing, today=TODAY, fresh=set()) == Course()
    assert len(course(items, "intake", matter, standing, today=TODAY, fresh={1}).create) == 2


def test_any_contact_starts_the_clock_of_the_next_call_anew() -> None:
    items = [item(key="4.4", every="contact", anchor="LASTC", offset=Offset(14, "d"))]
    due = TODAY + timedelta(days=3)
    moved = run(items, [task("4.4#3", due)], LASTC=TODAY).move
    assert [each.planned.due for each in moved] == [TODAY + timedelta(days=14)]
    mine = task("4.4#3", due, planned=due + timedelta(days=1))
    assert run(items, [mine], LASTC=TODAY) == Course(), "a date she has set herself stays"


def test_an_anchor_that_moves_takes_what_hangs_on_it_along_with_its_hard_limit() -> None:
    items = [item(key="1", anchor="DOI", offset=Offset(30, "d"), hard=Offset(40, "d"))]
    due = TODAY + timedelta(days=10)
    found = run(items, [task("1", due)], DOI=TODAY - timedelta(days=10))
    assert [each.planned.due for each in found.move] == [TODAY + timedelta(days=20)]
    notes = renewed_notes("Hard limit 12/11/2026 (x), not verified.\nShe said so.", found.move[0].planned.notes)
    assert notes == "She said so.\nHard limit 12/21/2026 (date of incident +40d), not verified."


@pytest.mark.parametrize("status", ["done", "cancelled", "not_applicable"])
def test_what_is_over_never_moves(status: str) -> None:
    items = [item(key="1", anchor="DOI", offset=Offset(30, "d"))]
    assert run(items, [task("1", TODAY, status=status)], DOI=TODAY) == Course()


@settings(max_examples=80)
@given(DAYS, DAYS, DAYS, st.integers(1, 90))
def test_a_task_just_created_stays_and_following_twice_is_following_once(
    today: date, sign: date, later: date, days: int
) -> None:
    items = [item(key="1", offset=Offset(days, "d")), item(key="2", every=f"{days}d")]
    matter = Matter(anchors={"SIGN": sign})
    made = planned(items, "intake", matter, today=today)
    standing = [Standing(n, each.key, "todo", each.due, each.due) for n, each in enumerate(made)]
    assert course(items, "intake", matter, standing, today=today) == Course()
    moved = course(items, "intake", Matter(anchors={"SIGN": later}), standing, today=today)
    now = {each.task_id: each.planned.due for each in moved.move}
    after = [Standing(s.id, s.template_key, s.status, now.get(s.id, s.due), now.get(s.id, s.planned)) for s in standing]
    assert course(items, "intake", Matter(anchors={"SIGN": later}), after, today=today) == Course()
    assert all(due is not None and due >= min(today, sign) for due in now.values())


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["todo", "done", "not_applicable"]), min_size=4, max_size=4),
    st.sampled_from([{"communications"}, {"tasks"}, {"communications", "tasks"}]),
    st.booleans(),
)
def test_what_is_told_to_find_nothing_finds_nothing(statuses: list[str], tables: set[str], talked: bool) -> None:
    items = [
        item(key="1", offset=Offset(9, "d")),
        item(key="2", every="30d", anchor="PHASE", offset=Offset(3, "d")),
        item(key="3", after="1", anchor="DONE", offset=Offset(3, "d")),
        item(key="4", every="contact", anchor="LASTC", offset=Offset(14, "d")),
    ]
    anchors: dict[str, date | None] = {"SIGN": TODAY, "PHASE": TODAY, "LASTC": TODAY if talked else None}
    matter = Matter(anchors=anchors)
    made = planned(items, "intake", matter, today=TODAY)
    standing = [
        Standing(n, each.key, status, each.due, each.due, TODAY if status == "done" else None)
        for n, (each, status) in enumerate(zip(made, statuses, strict=False))
    ]
    if not may_follow(items, "intake", standing, tables):
        assert course(items, "intake", matter, standing, today=TODAY) == Course()
