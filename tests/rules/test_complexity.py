"""The five flags of a complex case, each with its reason and none without."""

from typing import Any

from caseterm.rules.complexity import FLAGS, flags

CALM: dict[str, Any] = {"treating": ["A"] * 3, "comorbidities": [], "delays": [], "barriers": [], "tries": 1}


def test_a_calm_case_has_none() -> None:
    assert flags(**CALM) == []


def test_each_flag_says_why() -> None:
    found = flags(
        treating=["A"] * 4,
        comorbidities=["diabetes", "asthma"],
        delays=["past the expected recovery, 11/01/2026"],
        barriers=["no car", "childcare"],
        tries=2,
        silent=["adjuster"],
    )
    assert [each.code for each in found] == list(FLAGS)
    assert [each.words for each in found] == [
        "multiple providers (4 treating)",
        "comorbidities (diabetes, asthma)",
        "delayed recovery (past the expected recovery, 11/01/2026)",
        "social or logistical barriers (no car and 1 more)",
        "communication breakdown (2 calls unanswered, adjuster silent)",
    ]
