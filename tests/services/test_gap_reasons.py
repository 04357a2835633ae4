"""A gap that was given its reason: told with it in the caseload, quiet until its day, and ended by any kept visit."""

from datetime import date, datetime, time, timedelta

from caseterm.clock import fixed_clock
from caseterm.queries import caselist as query
from caseterm.rules.inputs import ContactInput
from caseterm.services import appointments, caselist, history, providers, records
from caseterm.store.database import Database
from tests.services.test_appointments import added
from tests.services.test_cases import line, open_case

TODAY = date(2026, 11, 21)


def treated(db: Database, *, days: int) -> int:
    """A case whose therapy was last kept so many days ago; a visit missed since then changes nothing."""
    case_id = open_case(db)
    clinic = providers.add_provider(
        db, case_id, ContactInput({"kind": "organization", "org_name": "Mercy"}), {"treatment_status": "treating"}
    ).first_added("case_providers")
    for ago, kept in ((days, True), (3, False)):
        at = datetime.combine(TODAY - timedelta(days=ago), time(9))
        number = added(
            appointments.add_appointment(db, starts_at=at, case_id=case_id, kind="therapy_pt", case_provider_id=clinic)
        )
        if kept:
            appointments.mark_kept(db, [number])
        else:
            appointments.mark_no_show(db, number, reason="work")
    return case_id


def gap_words(db: Database, case_id: int) -> list[str]:
    return [words for reason, words in query.judged(db, case_id) if reason.code == "gap"]


def test_a_gap_is_told_with_its_reason_and_is_quiet_until_the_day_it_was_dismissed_to(db: Database) -> None:
    case_id = treated(db, days=35)
    assert gap_words(db, case_id) == ["gap 35 d PT"]
    values = {"case_id": case_id, "after_on": TODAY - timedelta(days=35), "reason": "travel", "explanation": "in Cebu"}
    records.add_record(db, "gap_reason", values, label="Gap explained")
    assert gap_words(db, case_id) == ["gap 35 d PT, travel"]
    until = TODAY + timedelta(days=9)
    records.add_record(db, "gap_reason", {**values, "dismissed_until": until}, label="Gap dismissed")
    assert gap_words(db, case_id) == []
    assert line(db, case_id, "reason") != ("gap",)
    db.clock = fixed_clock(until + timedelta(days=1))
    caselist.roll_to_today(db)
    assert gap_words(db, case_id) == ["gap 45 d PT, travel"]
    db.clock = fixed_clock(TODAY)
    caselist.roll_to_today(db)
    history.undo(db)
    assert gap_words(db, case_id) == ["gap 35 d PT, travel"]


def test_a_visit_that_only_a_record_tells_of_ends_the_gap(db: Database) -> None:
    case_id = treated(db, days=35)
    seen = {"case_id": case_id, "dated": TODAY - timedelta(days=8), "kind": "follow_up"}
    records.add_record(db, "visit", seen, label="Visit read from a record")
    assert gap_words(db, case_id) == []
    history.undo(db)
    assert gap_words(db, case_id) == ["gap 35 d PT"]
