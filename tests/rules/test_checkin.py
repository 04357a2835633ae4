"""The script of a check-in call, and the ladder for a client who does not answer."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.checkin import ATTEMPTS, CheckIn, next_try, question

DAY_0 = date(2026, 11, 2)


def test_the_ladder_is_call_text_email_letter_certified_letter() -> None:
    tries: list[date] = []
    steps = []
    for _ in range(5):
        step = next_try(tries, DAY_0)
        steps.append((step.channel, (step.on - DAY_0).days))
        tries.append(step.on)
    assert steps == [("call", 0), ("text", 2), ("email", 5), ("letter", 10), ("certified_mail", 21)]


@given(st.lists(st.integers(0, 90), max_size=8), st.integers(0, 120))
def test_the_next_try_is_never_in_the_past(days: list[int], today: int) -> None:
    now = DAY_0 + timedelta(days=today)
    step = next_try(sorted(DAY_0 + timedelta(days=each) for each in days), now)
    assert step.on >= now
    if days and max(days) == today:
        assert step.on > now
    assert step.channel in {channel for _, channel, _ in ATTEMPTS}


def test_the_script_speaks_spanish_to_who_speaks_it() -> None:
    assert question("pain", "Spanish") == "¿Cuánto dolor tiene hoy, de 0 a 10?"
    assert question("pain", "español").startswith("¿Cuánto")
    assert question("pain", "Vietnamese") == question("pain", "") == "How bad is the pain today, 0 to 10?"


def test_a_call_without_answers_is_no_assessment() -> None:
    assert CheckIn(body="only a chat", promise="call back").assessed() == {}
    assert CheckIn(pain=0).assessed()["pain"] == 0
    assert CheckIn(plan_moving=False, reason_stalled="x").assessed()["plan_moving"] is False
    assert CheckIn(domain="driving").assessed()["pain"] is None
