from datetime import date, timedelta

import pytest

from caseterm.clock import fixed_clock
from caseterm.queries import deadlines as query
from caseterm.services import cases, deadlines, phases
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case
from tests.services.test_deadlines import defendant


def added(db: Database, case_id: int, days: int, **values: object) -> int:
    due = TODAY + timedelta(days=days)
    made = deadlines.add_deadline(db, case_id=case_id, kind="other", due=due, file_by=due, **values)  # type: ignore[arg-type]  # values of the fields' types
    return made.first_added("deadlines") or 0


def test_the_sweep_has_the_unverified_first_then_by_the_day_to_act_by(db: Database) -> None:
    case_id = open_case(db)
    far, near, past, beyond = (added(db, case_id, days) for days in (80, 5, -3, 91))
    deadlines.verify(db, past, by="R. Shah", on=TODAY)
    found = [line.id for line in query.sweep(db).lines]
    assert found == [near, far, past]
    assert [line.id for line in query.near(db, days=91)] == [near, far, beyond, past]
    sweep = query.sweep(db)
    assert (sweep.passed, len(sweep.unverified), len(sweep.verified)) == (1, 2, 1)
    deadlines.satisfy(db, near, how="filed", on=TODAY)
    phases.close_case(db, case_id, reason="settled")
    assert query.sweep(db).lines == ()


def test_a_line_says_against_whom_it_runs_and_is_found_by_that_name(db: Database) -> None:
    case_id = open_case(db)
    city = defendant(db, case_id, HOSTILE, "local")
    added(db, case_id, 10, defendant_id=city, citation="Gov. Code 911.2")
    line = query.near(db, words=("山田",))[0]
    assert line.full_name.startswith("Other deadline, O'Neil [/b]")
    assert (line.citation, line.moved) == ("Gov. Code 911.2", False)
    assert query.near(db, words=("nobody",)) == []
    assert query.near(db, case_id=999) == []


def test_where_no_day_to_file_by_was_stored_it_is_the_last_open_day(db: Database) -> None:
    deadline_id = added(db, open_case(db), 41)
    with db.housekeeping() as connection:
        connection.execute("UPDATE deadlines SET due = '2027-01-01', file_by = NULL")
    card = query.deadline_card(db, deadline_id)
    assert card is not None
    assert (card.line.file_by, card.line.moved) == (date(2026, 12, 31), True)


def test_a_reminder_rings_until_it_is_heard_and_again_on_the_next_rung(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a year day by day, each reminder heard: every rung once, daily at the end, none after satisfaction."""
    case_id = open_case(db)
    deadline_id = added(db, case_id, 160)
    rang: list[int] = []
    for passed in range(168):
        monkeypatch.setattr(db, "clock", fixed_clock(TODAY + timedelta(days=passed)))
        if found := query.reminders(db):
            assert [line.id for line in found] == [deadline_id]
            rang.append(160 - passed)
            deadlines.hear(db, [deadline_id])
        assert query.reminders(db) == []
        assert bool(query.near(db)) == (passed >= 70), "heard or not, it is never out of the sweep"
    assert rang == [160, 150, 120, 90, 60, 45, 30, 21, 14, *range(7, -8, -1)]
    deadlines.satisfy(db, deadline_id, how="filed", on=TODAY)
    for passed in range(168, 175):
        monkeypatch.setattr(db, "clock", fixed_clock(TODAY + timedelta(days=passed)))
        assert query.reminders(db) == []


def test_a_card_shows_tolling_as_a_reading_and_the_proof(db: Database) -> None:
    deadline_id = added(db, open_case(db), 30)
    deadlines.add_tolling(db, deadline_id, {"reason": "agreement", "days": 10, "authority": HOSTILE})
    deadlines.add_tolling(db, deadline_id, {"reason": "defendant_absent"})
    deadlines.satisfy(db, deadline_id, how="filed", on=TODAY, document="stamped.pdf")
    card = query.deadline_card(db, deadline_id)
    assert card is not None
    assert card.tolled == TODAY + timedelta(days=40)
    assert [stop.reason for stop in card.tollings] == ["agreement", "defendant_absent"]
    assert (card.satisfied_on, card.proof) == (TODAY, "stamped.pdf")
    assert query.documents(db, deadline_id)[0][1] == "stamped.pdf"
    assert query.deadline_card(db, 999) is None


def test_the_rules_ask_a_case_for_its_state_kind_and_day(db: Database) -> None:
    case_id = open_case(db, case_type="dog_bite")
    found = query.of_case(db, case_id)
    assert found == query.DeadlineCase("CA", "dog_bite", date(2026, 10, 1))
    assert query.of_case(db, 999) is None
    cases.archive_cases(db, [case_id])
    assert query.near(db) == []
    assert query.house(db)[1] == "America/New_York"
