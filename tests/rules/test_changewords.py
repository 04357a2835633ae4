import json

from caseterm.rules.changewords import change_words, value_words


def image(**values: object) -> str:
    return json.dumps({"id": 1, "uuid": "u", "created_at": "x", "updated_at": "y", "archived_at": None, **values})


def test_a_change_tells_each_field_from_old_to_new() -> None:
    before = image(title="call", due="2026-11-24", priority=3, status="todo")
    after = image(title="call", due="2026-11-26", priority=2, status="waiting")
    assert change_words("tasks", before, after) == [
        "Task changed",
        "  Due: 11/24/2026 -> 11/26/2026",
        "  Priority: Normal -> High",
        "  Status: To do -> Waiting",
    ]


def test_a_new_row_tells_what_it_says_and_keeps_quiet_about_blanks() -> None:
    after = image(kind="bi_liability", limit_per_person=10_000_000, deductible=None, notes="", case_id=4)
    assert change_words("coverages", None, after) == [
        "Coverage added",
        "  Kind: BI liability",
        "  Limit per person: $100,000.00",
    ]


def test_archiving_restoring_and_removing_are_said_in_a_word() -> None:
    live, away = image(title="t"), json.dumps({**json.loads(image(title="t")), "archived_at": "2026-11-21"})
    assert change_words("documents", live, away) == ["Document archived"]
    assert change_words("documents", away, live) == ["Document restored"]
    assert change_words("documents", live, None) == ["Document removed"]


def test_a_change_of_stamps_alone_says_nothing() -> None:
    before = image(claim_key="a", title="t")
    after = json.dumps({**json.loads(before), "updated_at": "z", "claim_key": "b"})
    assert change_words("claims", before, after) == []


def test_values_read_as_words() -> None:
    assert value_words("contacts", "interpreter_needed", 1) == "yes"
    assert value_words("communications", "at", "2026-11-21 09:41:00") == "11/21/2026 09:41"
    assert value_words("cases", "phase", "treating") == "Treating"
    assert value_words("cases", "phase", "own_code") == "Own code"
    assert value_words("tasks", "notes", "a\nb") == "a b"


def test_a_fraction_is_said_as_the_share_it_is() -> None:
    third, none = image(stage="pre_suit", num=1, den=3), image(source="Acme", fee_num=None, fee_den=None)
    assert change_words("fee_tiers", None, third) == ["Fee added", "  Stage: Before suit", "  Share: 33 1/3 %"]
    assert change_words("fee_tiers", third, image(stage="pre_suit", num=2, den=5)) == [
        "Fee changed",
        "  Share: 33 1/3 % -> 40 %",
    ]
    assert change_words("recoveries", None, none) == ["Recovery added", "  Source: Acme"]
