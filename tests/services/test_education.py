"""What was explained is written down; a question stays a task until it is answered; the page says what comes next."""

import json
from datetime import date, timedelta

import pytest

from caseterm import queries, sheets
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.rules.education import newest, state
from caseterm.services import cases, education, history, plans, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case

NOW, NEXT = ("treating.now", "You are in treatment"), ("treating.next", "The end of treatment")


def test_a_talk_is_one_act_and_its_question_a_task_until_it_is_answered(db: Database) -> None:
    case_id = open_case(db)
    told = education.deliver(db, case_id, [NOW, NEXT], understood="teach_back_ok", questions=HOSTILE)
    assert told.label == "Told: 2 topics (Garcia, Maria), task to answer a question"
    first, second = sorted(queries.education.told(db, case_id), key=lambda each: each.id)
    assert (first.to_whom, first.how, first.asks) == ("Garcia, Maria", "call", True)
    assert (second.question, state(second)) == ("", ("understood", "good"))
    ((number, title, due, _),) = tasks_of(db)
    assert title.startswith("Answer the client: O'Neil")
    assert due == str(TODAY + timedelta(days=education.ANSWER_DAYS))
    education.answered(db, first.id)
    assert tasks_of(db)[0][3] == "done"
    assert not newest(queries.education.told(db, case_id))["treating.now"].asks
    with pytest.raises(ConflictError):
        education.answered(db, first.id)
    history.undo(db)
    assert tasks_of(db)[0][3] == "todo"
    tasks.complete_tasks(db, [number])
    assert not newest(queries.education.told(db, case_id))["treating.now"].asks


def test_a_question_that_comes_later_becomes_a_task_too_and_wrong_days_are_refused(db: Database) -> None:
    case_id = open_case(db)
    number = education.deliver(db, case_id, [NOW]).first_added("education")
    assert number is not None
    changed = education.change(db, number, {"questions": "How long?"}, label="Changed")
    assert changed.label == "Changed, task to answer a question"
    education.change(db, number, {"questions": "How long, really?"}, label="Changed")
    assert len(tasks_of(db)) == 1
    with pytest.raises(InputError):
        education.deliver(db, case_id, [NOW], on=TODAY + timedelta(days=1))
    with pytest.raises(InputError):
        education.deliver(db, case_id, [])
    with pytest.raises(InputError):
        education.deliver(db, case_id, [NOW], understood="perhaps")


def test_the_page_says_in_the_clients_language_what_comes_next(db: Database) -> None:
    changes = cases.new_case(
        db,
        client={"first": "María", "last": HOSTILE, "language": "Spanish", "interpreter_needed": True},
        case={"phase": "opening", "claim_type": "workers_compensation"},
        incident={},
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    plan = plans.draw_up(db, case_id, {}).first_added("care_plans")
    assert plan is not None
    plans.add_intervention(db, plan, {"text": HOSTILE, "owner": "client", "due": date(2026, 12, 1)})
    spanish = text(db, case_id)
    assert "LO QUE SIGUE" in spanish
    assert "Hola, María:" in spanish
    assert "martes 1 de diciembre" in spanish
    assert "intérprete" in spanish
    assert "\x1b" not in spanish
    english = text(db, case_id, language="en")
    assert "Dear María:" in english
    assert "no promise and no legal advice" in english
    facts = json.loads(text(db, case_id, "json"))["facts"]
    assert [each["key"] for each in facts["topics"]] == [
        "opening.now",
        "opening.why",
        "opening.next",
        "treating.visits",
    ]
    sheet = sheets.next_steps(case_id)(db)
    assert (sheet.what, sheet.audience, sheet.document.lang) == ("what comes next", "client", "es")
    with pytest.raises(NotFoundError):
        sheets.next_steps(999)(db)


def tasks_of(db: Database) -> list[tuple[int, str, str, str]]:
    return db.raw.execute("SELECT id, title, due, status FROM tasks WHERE title LIKE 'Answer%' ORDER BY id").fetchall()


def text(db: Database, case_id: int, format: str = "txt", *, language: str = "") -> str:
    return sheets.prepare(sheets.next_steps(case_id, language=language)(db), format).write().data.decode()
