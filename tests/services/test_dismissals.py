"""A reason is put off with why and until when, comes back by itself, and a deadline never goes."""

from datetime import date, timedelta

import pytest

from caseterm.clock import fixed_clock
from caseterm.errors import ConflictError, InputError
from caseterm.queries import caselist as query
from caseterm.rules.attention_reason import Reason
from caseterm.services import caselist, contact_log, dismissals, history
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import line, open_case

TODAY = date(2026, 11, 21)


def silent(db: Database) -> tuple[int, Reason]:
    """A case nobody has called for three weeks, and that reason."""
    case_id = open_case(db)
    (reason,) = [each for each, _ in query.judged(db, case_id) if each.code == "never_contacted"]
    return case_id, reason


def codes(db: Database, case_id: int) -> set[str]:
    return {reason.code for reason, _ in query.judged(db, case_id)}


def test_it_is_quiet_until_its_day_and_comes_back_the_day_after(db: Database) -> None:
    case_id, reason = silent(db)
    until = TODAY + timedelta(days=5)
    changes = dismissals.dismiss(db, case_id, reason, words="never contacted, 20 d", why=HOSTILE, until=until)
    assert changes.label == "Put off until Thu 11/26: never contacted, 20 d (Garcia, Maria)"
    assert "never_contacted" not in codes(db, case_id)
    assert line(db, case_id, "reason") != ("never_contacted",)
    db.clock = fixed_clock(until)
    caselist.roll_to_today(db)
    assert "never_contacted" not in codes(db, case_id)
    db.clock = fixed_clock(until + timedelta(days=1))
    caselist.roll_to_today(db)
    assert "never_contacted" in codes(db, case_id)
    db.clock = fixed_clock(TODAY)
    history.undo(db)
    assert "never_contacted" in codes(db, case_id)


def test_the_same_trouble_beginning_anew_is_told_again(db: Database) -> None:
    case_id, reason = silent(db)
    dismissals.dismiss(db, case_id, reason, words="x", why="on holiday", until=TODAY + timedelta(days=60))
    contact_log.log_contact(db, case_id=case_id)
    db.clock = fixed_clock(TODAY + timedelta(days=40))
    caselist.roll_to_today(db)
    assert "no_contact" in codes(db, case_id)


def test_a_deadline_is_never_put_off_and_a_reason_not_without_why_or_for_ever(db: Database) -> None:
    case_id, reason = silent(db)
    for code in ("deadline_near", "deadline_passed", "deadline_unverified", "no_limitation", "appeal_by"):
        with pytest.raises(ConflictError):
            dismissals.dismiss(db, case_id, Reason(1, TODAY, code), words="x", why="y", until=TODAY)
    for why, until in ((" ", TODAY), ("y", TODAY - timedelta(days=1)), ("y", TODAY + timedelta(days=121))):
        with pytest.raises(InputError):
            dismissals.dismiss(db, case_id, reason, words="x", why=why, until=until)
