"""Items done for each of something: a task comes with its row, moves with it and ends with it, and never twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseterm.errors import InputError
from caseterm.rules.checklist_course import Closed, Course, Standing
from caseterm.rules.checklist_each import each_course
from caseterm.rules.checklist_file import parse_checklist
from caseterm.rules.checklist_rows import KINDS, Row, nearest
from caseterm.rules.checklists import Item, Matter, Offset, planned
from tests.conftest import HOSTILE, TODAY
from tests.rules.test_checklists import GOOD, item

REMIND = item(key="4.2", phase="treating", anchor="APPT", offset=Offset(-1, "d"), each="appointment", until="reminded")
ASK = item(key="5.2", phase="records", anchor="PHASE", offset=Offset(3, "d"), each="provider", until="bills_requested")
CHASE = item(
    key="5.4", phase="records", anchor="REQ", offset=Offset(14, "d"), every="14d", each="request", until="received"
)


def visit(token: str, days: int, **more: object) -> Row:
    return replace(Row(token, "PT, Mercy", {"APPT": TODAY + timedelta(days=days)}), **more)  # type: ignore[arg-type]  # each value is of its field's type


def run(
    items: list[Item], rows: dict[str, list[Row]], standing: Sequence[Standing] = (), *, phase: str = "treating"
) -> Course:
    matter = Matter(anchors={"PHASE": TODAY})
    return each_course(items, phase, matter, standing, rows, today=TODAY)


def after(found: Course, standing: Sequence[Standing] = ()) -> list[Standing]:
    """The tasks as they stand once a course was carried out."""
    ended = {each.task_id: each for each in found.close}
    moved = {each.task_id: each.planned for each in found.move}
    kept = []
    for task in standing:
        new = moved.get(task.id)
        if new is not None:
            task = replace(task, template_key=new.template_key or task.template_key, due=new.due, planned=new.due)
        if task.id in ended:
            task = replace(task, status=ended[task.id].status, ended_on=ended[task.id].on)
        kept.append(task)
    first = max((task.id for task in standing), default=0) + 1
    return kept + [Standing(n, p.key, "todo", p.due, p.due) for n, p in enumerate(found.create, start=first)]


def test_a_task_comes_for_each_row_under_its_name_whatever_phase_the_case_is_in() -> None:
    found = run([REMIND], {"appointment": [visit("7", 2), visit("8", 4)]}, phase="litigation")
    assert [(each.key, each.due, each.item.title) for each in found.create] == [
        ("4.2@7", TODAY + timedelta(days=1), "PT, Mercy: Call"),
        ("4.2@8", TODAY + timedelta(days=3), "PT, Mercy: Call"),
    ]
    assert run([REMIND], {"appointment": [visit("7", 2), visit("8", 4)]}, after(found)) == Course()


def test_what_counts_from_the_phase_comes_in_it_only_and_stands_for_all_where_there_is_none() -> None:
    rows = {"provider": [Row("3", "Mercy"), Row("4", "City ER", ended={"bills_requested": TODAY})]}
    assert run([ASK], rows).create == ()
    found = run([ASK], rows, phase="records")
    assert [(each.key, each.item.title) for each in found.create] == [("5.2@3", "Mercy: Call")]
    matter = Matter(anchors={"PHASE": TODAY})
    assert planned([ASK], "records", matter, rows=rows, today=TODAY) == []
    assert [each.key for each in planned([ASK], "records", matter, rows={"provider": []}, today=TODAY)] == ["5.2"]
    plain = [Standing(1, "5.2", "done", TODAY, TODAY, TODAY)]
    assert run([ASK], rows, plain, phase="records") == Course(), "the one that stood for all is not doubled"


def test_a_row_that_moves_takes_its_task_along_unless_she_has_dated_it_herself() -> None:
    task = Standing(1, "4.2@7", "todo", TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    found = run([REMIND], {"appointment": [visit("7", 9)]}, [task])
    assert [(each.task_id, each.planned.due) for each in found.move] == [(1, TODAY + timedelta(days=8))]
    own = replace(task, due=TODAY + timedelta(days=3))
    assert run([REMIND], {"appointment": [visit("7", 9)]}, [own]) == Course()


def test_a_row_that_stands_for_another_takes_over_its_open_task_and_makes_none() -> None:
    task = Standing(1, "4.2@7", "todo", TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    rows = {"appointment": [visit("7", 2, gone=True), visit("9", 6, came_from="7")]}
    found = run([REMIND], rows, [task])
    assert (found.create, found.close) == ((), ())
    assert [(each.task_id, each.planned.key, each.planned.due, each.keep) for each in found.move] == [
        (1, "4.2@9", TODAY + timedelta(days=5), False)
    ]
    assert run([REMIND], rows, after(found, [task])) == Course()
    done = replace(task, status="done", ended_on=TODAY)
    assert [each.key for each in run([REMIND], rows, [done]).create] == ["4.2@9"]


@pytest.mark.parametrize(
    ("row", "closed"),
    [
        (visit("7", 2, ended={"reminded": TODAY - timedelta(days=1)}), ("done", TODAY - timedelta(days=1))),
        (visit("7", 2, ended={"seen": TODAY}), None),
        (visit("7", 2, gone=True), ("not_applicable", TODAY)),
        (visit("7", -2, late=frozenset({"reminded"})), ("not_applicable", TODAY)),
    ],
)
def test_a_task_ends_with_what_its_item_names_and_with_its_row(row: Row, closed: tuple[str, date] | None) -> None:
    task = Standing(1, "4.2@7", "todo", TODAY, TODAY - timedelta(days=9))
    found = run([REMIND], {"appointment": [row]}, [task])
    assert found.close == (() if closed is None else (Closed(1, *closed),))
    assert run([REMIND], {"appointment": [row]}, after(found, [task])) == Course()
    if closed is not None:
        assert run([REMIND], {"appointment": [row]}).create == (), "what is over when it is first seen gets no task"


def test_a_task_whose_row_is_no_more_is_not_applicable() -> None:
    task = Standing(5, "4.2@7", "waiting", TODAY, TODAY)
    assert run([REMIND], {"appointment": []}, [task]).close == (Closed(5, "not_applicable", TODAY),)
    assert run([REMIND], {}, [task]) == Course(), "rows that were not read say nothing"


def test_a_chase_comes_back_until_the_answer_is_there() -> None:
    request = Row("3r", "Mercy records", {"REQ": TODAY - timedelta(days=14)})
    first = Standing(1, "5.4@3r", "done", TODAY, TODAY, TODAY)
    found = run([CHASE], {"request": [request]}, [first])
    assert [(each.key, each.due) for each in found.create] == [("5.4@3r#2", TODAY + timedelta(days=14))]
    came = replace(request, ended={"received": TODAY})
    assert run([CHASE], {"request": [came]}, [first]).create == ()
    assert run([CHASE], {"request": [came]}, after(found, [first])).close == (Closed(2, "done", TODAY),)


def test_a_chase_is_due_on_the_request_s_own_day_and_moves_on_with_it() -> None:
    own = Row("q3", "Mercy records", {"REQ": TODAY}, due=TODAY + timedelta(days=20))
    (made,) = run([CHASE], {"request": [own]}).create
    assert made.due == TODAY + timedelta(days=20)
    task = Standing(1, "5.4@q3", "todo", made.due, made.due)
    assert run([CHASE], {"request": [own]}, [task]) == Course()
    later = replace(own, due=TODAY + timedelta(days=34))
    assert [each.planned.due for each in run([CHASE], {"request": [later]}, [task]).move] == [later.due]
    assert run([CHASE], {"request": [replace(own, due=TODAY)]}, [task]) == Course(), "never back"
    (late,) = run([CHASE], {"request": [replace(own, due=TODAY - timedelta(days=3))]}).create
    assert late.due == TODAY


def test_steps_for_a_row_follow_each_other_and_the_row_s_end_ends_the_last() -> None:
    steps = [
        item(key="a", phase="treating", anchor="TRIED", offset=Offset(2, "d"), each="unanswered call"),
        item(key="b", phase="treating", anchor="TRIED", offset=Offset(5, "d"), each="unanswered call", after="a"),
    ]
    rows = {"unanswered call": [Row("2026-11-20", "", {"TRIED": TODAY - timedelta(days=1)})]}
    found = run(steps, rows)
    assert [each.key for each in found.create] == ["a@2026-11-20"]
    done = [replace(after(found)[0], status="done", ended_on=TODAY)]
    assert [(each.key, each.due) for each in run(steps, rows, done).create] == [
        ("b@2026-11-20", TODAY + timedelta(days=4))
    ]
    assert run(steps, {"unanswered call": []}, done).create == ()


def test_a_row_that_stands_again_beside_the_one_that_stood_for_it_keeps_its_task() -> None:
    rows = {"appointment": [visit("4", 0), visit("9", 8, came_from="4", near=False)]}
    standing = after(run([REMIND], rows))
    assert [task.token for task in standing] == ["4"]
    assert run([REMIND], rows, standing) == Course()


def test_appointments_have_their_tasks_a_week_beyond_the_next_one() -> None:
    rows = nearest([visit(str(n), n) for n in (-20, -3, 30, 34, 38)], "APPT", TODAY)
    assert [row.token for row in rows if row.near] == ["-3", "30", "34"]
    gone = nearest([visit("1", 1, gone=True), visit("9", 9), visit("20", 20)], "APPT", TODAY)
    assert [row.token for row in gone if row.near] == ["1", "9"]


def test_a_name_is_cut_and_cannot_look_like_the_title() -> None:
    row = visit("7", 2, name=HOSTILE + ": Pay now" + "x" * 90)
    (made,) = run([REMIND], {"appointment": [row]}).create
    name, _, title = made.item.title.partition(": ")
    assert title == "Call"
    assert len(name) <= 60


@settings(max_examples=60)
@example([(0, 0, ""), (4, 0, "gone"), (4, 8, "moved"), (4, 0, "")], set())
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(-9, 25), st.sampled_from(["", "gone", "seen", "reminded", "moved"])),
        max_size=9,
    ),
    st.sets(st.integers(0, 5)),
)
def test_following_twice_is_following_once_and_no_row_has_two_open_tasks(
    told: list[tuple[int, int, str]], done: set[int]
) -> None:
    standing: list[Standing] = []
    rows: dict[int, Row] = {}
    for number, (place, days, what) in enumerate(told):
        if what == "moved" and place in rows:
            rows[100 + number] = visit(str(100 + number), days, came_from=rows[place].token)
        ended = {what: TODAY} if what in ("seen", "reminded") else {}
        rows[place] = visit(str(place), days, gone=what in ("gone", "moved"), ended=ended)
        mine = {"appointment": nearest(rows.values(), "APPT", TODAY)}
        standing = after(run([REMIND], mine, standing), standing)
        standing = [
            replace(each, status="done", ended_on=TODAY) if each.open and each.id in done else each for each in standing
        ]
        assert run([REMIND], mine, standing) == Course()
        keys = Counter(each.template_key for each in standing)
        assert max(keys.values(), default=0) <= 1
        assert {each.token for each in standing if each.open} <= {row.token for row in rows.values() if not row.gone}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('each = "boat"', "item 1.1, each"),
        ('each = "appointment"\nuntil = "received"', "item 1.1, until"),
        ('each = "visit"\nuntil = "seen"', "item 1.1, until"),
        ('until = "seen"', "item 1.1, until"),
        ('through = "never"', "item 1.1, through"),
    ],
)
def test_what_an_item_is_for_each_of_and_what_ends_it_is_checked(line: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_checklist(GOOD + line, file="ours.toml")
    assert any(where in problem.field for problem in refused.value.problems)


def test_the_words_of_files_copied_before_are_still_read() -> None:
    for word in (
        "appointment", "visit", "request", "set of records", "offer", "set of discovery", "IME",
        "deposition or mediation",
    ):  # fmt: skip
        assert word in KINDS
        assert parse_checklist(GOOD + f'each = "{word}"', file="ours.toml").items[0].each == word
