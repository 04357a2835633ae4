from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm.queries import deadlines as deadline_queries
from caseterm.queries import taskcard
from caseterm.queries import tasks as queries
from caseterm.queries.tasks import Asked
from caseterm.rules.tasks import group_of
from caseterm.services import cases, deadlines, phases, tasks
from caseterm.services.settings import edit_settings
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case
from tests.services.test_tasks import add


def titles(groups: list[queries.Group]) -> dict[str, list[str]]:
    return {group.code: [line.title for line in group.lines] for group in groups if group.lines}


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def test_tasks_stand_in_their_groups_the_pressing_ones_first(db: Database) -> None:
    add(db, "later", due=day(8))
    add(db, "low", due=day(0), priority=4)
    add(db, "urgent", due=day(0), priority=1)
    add(db, "at nine", due=day(0), priority=4, due_time="09:00")
    add(db, "late", due=day(-3))
    add(db, "soon", due=day(7))
    add(db, "whenever")
    add(db, "limits letter", due=day(2), waiting_on="P. Ruiz")
    add(db, "chase", due=day(-1), waiting_on="P. Ruiz")
    assert titles(queries.by_due(db, Asked())) == {
        "overdue": ["late", "chase"],
        "today": ["at nine", "urgent", "low"],
        "next": ["soon"],
        "later": ["later"],
        "waiting": ["limits letter"],
        "none": ["whenever"],
    }


Task = st.fixed_dictionaries(
    {"due": st.one_of(st.none(), st.integers(-10, 20)), "waiting_on": st.sampled_from(["", "P. Ruiz"])}
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(Task, max_size=6))
def test_the_groups_of_the_query_are_those_of_the_rule(db: Database, found: list[dict[str, object]]) -> None:
    with db.housekeeping() as connection:
        connection.execute("DELETE FROM tasks")
    expected = {}
    for each in found:
        due = day(each["due"]) if isinstance(each["due"], int) else None
        task_id = add(db, due=due, waiting_on=each["waiting_on"])
        expected[task_id] = group_of(due=due, waiting=bool(each["waiting_on"]), today=TODAY)
    groups = queries.by_due(db, Asked())
    assert {line.id: group.code for group in groups for line in group.lines} == expected


def test_my_tasks_are_those_that_bear_no_other_name(db: Database) -> None:
    edit_settings(db, {"user_name": "M. Gold", "user_initials": "MG"})
    for owner in ("", "CM", "mg", "M. Gold", "Atty", "RS"):
        add(db, f"for {owner or 'nobody'}", owner=owner)
    found = titles(queries.by_due(db, Asked("mine")))["none"]
    assert found == ["for nobody", "for CM", "for mg", "for M. Gold"]
    assert queries.counts(db)["everyone"] == 6


def test_each_list_holds_what_it_says_and_the_counts_agree(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "records")
    add(db, "late", due=day(-1))
    done = add(db, "done lately")
    tasks.complete_tasks(db, [done])
    gone = add(db, "put away")
    tasks.archive_tasks(db, [gone])
    add(db, "wait", waiting_on="Mercy")
    counts = queries.counts(db)
    assert (counts["overdue"], counts["waiting"], counts["done"], counts["archived"]) == (1, 1, 1, 1)
    assert counts["phase:records"] == 7
    for name in ("mine", "everyone", "overdue", "waiting", "undated", "case", "done", "archived", "phase:records"):
        assert queries.total_count(db, Asked(name)) == counts[name], name
    assert titles(queries.by_done_day(db, Asked("done"))) == {"2026-11-21": ["done lately"]}
    assert titles(queries.by_done_day(db, Asked("archived"))) == {"archived": ["put away"]}


def test_a_done_task_leaves_the_list_unless_it_is_kept_in_sight(db: Database) -> None:
    task_id = add(db, "call", due=day(2))
    tasks.complete_tasks(db, [task_id])
    assert titles(queries.by_due(db, Asked())) == {}
    assert titles(queries.by_due(db, Asked(kept=frozenset({task_id})))) == {"next": ["call"]}


def test_every_word_must_be_found_wherever_it_stands(db: Database) -> None:
    case_id = open_case(db, "Núñez")
    add(db, "chase records", case_id=case_id, tags="mercy")
    add(db, "chase bill")
    add(db, "limits", waiting_on="P. O'Hara")
    for words, expected in (
        (("chase", "nunez"), ["chase records"]),
        (("nunez", "mercy"), ["chase records"]),
        (("chase",), ["chase records", "chase bill"]),
        (("ohara",), ["limits"]),
        (("5550142277",), ["chase records"]),
        (("chase", "zebra"), []),
    ):
        found = titles(queries.by_due(db, Asked("everyone", words=words)))
        assert [title for group in found.values() for title in group] == expected


def test_one_case_alone_can_be_shown(db: Database) -> None:
    one, two = open_case(db, "Abara"), open_case(db, "Brown")
    add(db, "a", case_id=one)
    add(db, "b", case_id=two)
    assert titles(queries.by_due(db, Asked("everyone", case_id=two))) == {"none": ["b"]}
    assert queries.counts(db, case_id=two)["everyone"] == 1


def test_by_case_the_clients_stand_in_order_and_tasks_without_one_last(db: Database) -> None:
    zed, abe = open_case(db, "Zed"), open_case(db, "Abe")
    for title, case_id in (("none", None), ("z", zed), ("a", abe), ("y", zed)):
        add(db, title, case_id=case_id)
    groups = queries.by_case(db, Asked("case"))
    assert [(group.heading, [line.title for line in group.lines]) for group in groups] == [
        ("Abe, Maria  26-0002", ["a"]),
        ("Zed, Maria  26-0001", ["z", "y"]),
        ("No client", ["none"]),
    ]


def test_what_waits_is_grouped_by_whom_the_longest_wait_first(db: Database) -> None:
    for title, whom in (("b", "P. Ruiz"), ("films", "Mercy"), ("a", "p ruiz")):
        add(db, title, waiting_on=whom)
    groups = queries.by_whom(db, Asked("waiting"))
    assert [(group.heading, group.total) for group in groups] == [("Mercy", 1), ("P. Ruiz", 2)]
    with db.housekeeping() as connection:
        connection.execute("UPDATE tasks SET waiting_since = '2026-10-01' WHERE title = 'a'")
    groups = queries.by_whom(db, Asked("waiting"))
    assert [(group.heading, [line.title for line in group.lines]) for group in groups] == [
        ("p ruiz", ["a", "b"]),
        ("Mercy", ["films"]),
    ]


def test_tasks_of_an_archived_case_are_out_of_sight_and_those_of_a_closed_one_are_not(db: Database) -> None:
    gone, closed = open_case(db, "Abara"), open_case(db, "Brown")
    add(db, "a", case_id=gone)
    add(db, "b", case_id=closed)
    cases.archive_cases(db, [gone])
    phases.close_case(db, closed, reason="declined")
    assert titles(queries.by_due(db, Asked("everyone"))) == {"none": ["b"]}


def test_a_long_group_gives_its_first_lines_and_its_whole_number(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_GROUP", 2)
    for number in range(5):
        add(db, f"t{number}")
    group = queries.by_due(db, Asked())[-1]
    assert (group.total, [line.title for line in group.lines]) == (5, ["t0", "t1"])
    case_id = open_case(db)
    add(db, "own", case_id=case_id)
    groups = queries.by_case(db, Asked("case"))
    assert [(each.code, each.total, len(each.lines)) for each in groups] == [
        (f"case:{case_id}", 1, 1),
        ("case:None", 5, 5),
    ]
    add(db, "another", case_id=case_id)
    assert [(each.code, each.total) for each in queries.by_case(db, Asked("case"))] == [
        (f"case:{case_id}", 2),
        ("more", 5),
    ]


def test_progress_counts_what_is_settled_of_a_checklist(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "records")
    ids = [n for (n,) in db.raw.execute("SELECT id FROM tasks ORDER BY id")]
    tasks.complete_tasks(db, ids[:2])
    tasks.set_status(db, ids[2:3], "not_applicable")
    assert queries.progress(db, [case_id], "records") == {case_id: (3, 7)}
    phases.change_phase(db, [case_id], "demand")
    assert queries.case_progress(db, case_id) == [("records", 3, 7), ("demand", 0, 3)]


def test_near_deadlines_come_unverified_first_and_without_the_satisfied(db: Database) -> None:
    case_id = open_case(db)

    def deadline(offset: int, title: str) -> int:
        changes = deadlines.add_deadline(db, case_id=case_id, kind="other", due=day(offset), title=title)
        return changes.first_added("deadlines") or 0

    verified = deadline(5, "verified")
    deadlines.verify(db, verified, by="R. Shah", on=TODAY)
    deadlines.satisfy(db, deadline(3, "met"), how="filed", on=TODAY)
    deadline(93, "far off")
    deadline(-2, "missed")
    deadline(40, "near")
    assert [line.title for line in deadline_queries.near(db)] == ["missed", "near", "verified"]
    assert [line.title for line in deadline_queries.near(db, words=("near", "garcia"))] == ["near"]
    assert deadline_queries.near(db, case_id=case_id + 1) == []


def test_the_card_of_a_task_has_its_notes_its_phone_and_its_checklist(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "records")
    task_id = add(db, HOSTILE, case_id=case_id, notes="two\nlines", minutes=15)
    card = taskcard.task_card(db, task_id)
    assert card is not None
    assert (card.notes, card.minutes, card.phone, card.case_phase) == ("two\nlines", 15, "5550142277", "records")
    assert len(card.checklist) == 7
    assert taskcard.task_card(db, 999) is None


def test_the_card_of_a_deadline_has_its_reasoning(db: Database) -> None:
    deadline_id = deadlines.limitation_for(db, open_case(db)).first_added("deadlines") or 0
    card = deadline_queries.deadline_card(db, deadline_id)
    assert card is not None
    assert card.trigger_date == date(2026, 10, 1)
    assert "not verified" in card.basis
    assert card.line.must_by == date(2028, 9, 29)
    assert deadline_queries.deadline_card(db, 999) is None
