"""Each kind of party has its rhythm; one that misses it twice is silent."""

from datetime import date, timedelta

from caseterm.rules.alignment import KIND_OF, KINDS, NEEDS_CONSENT, age_words, align, awaited, silent
from caseterm.rules.attention_care import CareSigns, words
from caseterm.rules.terms import PHASES, ROLES

TODAY = date(2026, 11, 21)
OPENED = date(2026, 1, 5)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_every_role_has_a_known_kind_and_consent_is_asked_for_the_family_alone() -> None:
    assert set(KIND_OF) <= set(ROLES)
    assert set(KIND_OF.values()) == set(KINDS)
    assert {"spouse_family", "caregiver", "emergency_contact"} == NEEDS_CONSENT


def test_an_adjuster_is_due_after_thirty_days_and_after_fourteen_once_a_demand_is_out() -> None:
    records = align("adjuster", "Reyes", days_ago(30), phase="records", opened_on=OPENED)
    assert (records.level(TODAY), records.level(TODAY - timedelta(days=1))) == (1, 0)
    assert age_words(records, TODAY) == "30 d !"
    talks = align("adjuster", "Reyes", days_ago(28), phase="negotiation", opened_on=OPENED)
    assert (talks.days, talks.level(TODAY), age_words(talks, TODAY)) == (14, 2, "28 d !!")
    assert align("adjuster", "Reyes", days_ago(400), phase="litigation", opened_on=OPENED).level(TODAY) == 0


def test_who_was_never_heard_of_counts_from_the_day_the_case_was_opened() -> None:
    found = align("employer", "", None, phase="treating", opened_on=days_ago(61))
    assert age_words(found, TODAY) == "never, 61 d !!"
    client = align("client", "Garcia", days_ago(14), phase="treating", opened_on=OPENED, client_days=14)
    assert silent([found, client], TODAY) == []
    adjuster = align("adjuster", "Reyes", None, phase="treating", opened_on=days_ago(61))
    employer = align("employer", "", days_ago(60), phase="treating", opened_on=OPENED)
    assert silent([adjuster, client, employer], TODAY) == [("Reyes", 61), ("employer", 60)]


def test_nobody_is_awaited_in_a_closed_case() -> None:
    assert not any(awaited(kind, "closed") for kind in KINDS)
    assert all(awaited("client", phase) for phase in PHASES if phase != "closed")


def test_a_silent_adjuster_is_a_reason_from_the_day_the_rhythm_was_missed_twice() -> None:
    signs = CareSigns(adjuster_since=days_ago(40), adjuster_days=14)
    ((turn_on, reason),) = list(signs.turns(TODAY))
    assert turn_on == days_ago(40) + timedelta(days=28)
    assert reason is not None
    assert reason.level == 6
    assert words(reason.code, (TODAY - reason.since).days, reason.about) == "adjuster silent 40 d"
    assert not list(CareSigns().turns(TODAY))
