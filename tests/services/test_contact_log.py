from datetime import date, datetime

import pytest

from caseterm.errors import InputError
from caseterm.services import contact_log, history
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import line, open_case


def rows(db: Database, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.raw.execute(query)]


def test_a_call_is_logged_now_resets_the_clock_and_brings_its_task_in_one_act(db: Database) -> None:
    case_id = open_case(db)
    changes = contact_log.log_contact(
        db, case_id=case_id, body="status given", minutes=4, follow_up=("send records", date(2026, 11, 28))
    )
    assert changes.label == "Logged call 9:41 AM, 4 min, reached (Garcia, Maria), task Sat 11/28. Clock reset"
    assert rows(db, "SELECT at, channel, direction, outcome, role, body, duration_min FROM communications") == [
        ("2026-11-21 09:41:00.000000", "call", "out", "reached", "client", "status given", 4)
    ]
    assert rows(db, "SELECT title, due, case_id FROM tasks") == [("send records", "2026-11-28", case_id)]
    (task_id,) = rows(db, "SELECT id FROM tasks")[0]
    assert rows(db, "SELECT follow_up_task_id, contact_id = (SELECT client_id FROM cases) FROM communications") == [
        (task_id, 1)
    ]
    assert line(db, case_id, "last_contact_on", "open_tasks") == ("2026-11-21", 1)
    history.undo(db)
    assert rows(db, "SELECT count(*) FROM communications") == [(0,)]
    assert rows(db, "SELECT count(*) FROM tasks") == [(0,)]


@pytest.mark.parametrize(
    ("role", "direction", "outcome", "counts"),
    [
        ("client", "out", "reached", 1),
        ("parent_guardian", "in", "reached", 1),
        ("client", "out", "left_message", 0),
        ("client", "internal", "reached", 0),
        ("adjuster_bi", "out", "reached", 0),
    ],
)
def test_only_a_contact_that_got_through_to_the_clients_side_counts(
    db: Database, role: str, direction: str, outcome: str, counts: int
) -> None:
    case_id = open_case(db)
    changes = contact_log.log_contact(db, case_id=case_id, role=role, direction=direction, outcome=outcome)
    assert rows(db, "SELECT counts_as_client_contact FROM communications") == [(counts,)]
    assert ("clock reset" in changes.label) == bool(counts)


def test_the_same_contact_on_several_cases_is_one_act(db: Database) -> None:
    ids = [open_case(db), open_case(db, last="Garcia"), open_case(db, last="Lee")]
    changes = contact_log.log_contact_many(
        db,
        ids,
        channel="text",
        outcome="delivered",
        body="office closed Thursday",
        at=datetime.fromisoformat("2026-11-20T15:00"),
    )
    assert changes.label == "Logged text, delivered, on 3 cases"
    assert rows(db, "SELECT case_id, body FROM communications ORDER BY case_id") == [
        (case_id, "office closed Thursday") for case_id in ids
    ]
    history.undo(db)
    assert rows(db, "SELECT count(*) FROM communications") == [(0,)]


def test_a_note_keeps_its_lines_and_a_blank_one_is_refused(db: Database) -> None:
    case_id = open_case(db)
    changes = contact_log.add_note(db, case_id=case_id, body="first line\nsecond [/b] \x1b[31m")
    assert changes.label == "Noted: first line (Garcia, Maria)"
    assert rows(db, "SELECT body FROM case_notes") == [("first line\nsecond [/b] ␛[31m",)]
    with pytest.raises(InputError, match="there is no text"):
        contact_log.add_note(db, case_id=case_id, body=" \n ")


def test_a_hostile_text_is_stored_so_that_nothing_in_it_can_act(db: Database) -> None:
    case_id = open_case(db)
    contact_log.log_contact(db, case_id=case_id, body=HOSTILE)
    (body,) = rows(db, "SELECT body FROM communications")[0]
    assert "\x1b" not in str(body)
    assert "[@click=app.bell]x[/] [90%] 山田" in str(body)
