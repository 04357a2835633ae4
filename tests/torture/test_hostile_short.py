"""The short form of `make torture --part hostile`: a few texts of each family, and the worst of the files."""

from pathlib import Path
from typing import cast

import pytest

from tests.cli.terminal import Terminal
from tests.torture import faulting, hostile_fields, hostile_files, hostile_outputs, hostile_screens
from tests.torture.nasty import core, families, nasty

SHORT = ("tasks", "file: Injuries")
WALK = tuple(stage for stage in hostile_screens.stages_of_all() if stage.name in SHORT)


def test_there_are_at_least_seven_hundred_texts_each_of_its_own_name_and_kind() -> None:
    texts = nasty()
    assert len(texts) >= 700
    assert len({one.name for one in texts}) == len({one.value for one in texts}) == len(texts)
    assert min(families(texts).values()) >= 10
    assert max(len(one.value) for one in texts) == 100_000


def test_hostile_texts_are_kept_in_every_field_or_refused_in_words(tmp_path: Path) -> None:
    outcome = hostile_fields.every_field(tmp_path, core(1)[1::14], codes=frozenset({core(1)[1].name}))
    assert outcome.wrong == []
    assert outcome.acknowledged > 100


def test_hostile_texts_send_nothing_to_the_terminal_but_themselves(tmp_path: Path) -> None:
    outcome = hostile_screens.every_screen(tmp_path, core(1), sizes=[(24, 80)], walk=WALK)
    assert outcome.wrong == []
    assert outcome.tried == len(core(1))
    assert "each on at least 2 of 2 kinds" in outcome.remarks[0]


def test_hostile_texts_stay_text_in_every_format_and_file_name(tmp_path: Path) -> None:
    outcome = hostile_outputs.every_output(
        tmp_path, core(2), lists=[*hostile_outputs.LISTS[12:14], hostile_outputs.LISTS[15]]
    )
    assert outcome.wrong == []
    assert outcome.acknowledged == 5 * len(core(2))


def test_hostile_files_are_refused_in_words(tmp_path: Path) -> None:
    doctypes = [make for make in hostile_files.MADE if make.__name__ == "make"]
    made = [*(make for make in hostile_files.MADE if make.__name__ in ("_bomb", "_wide")), *doctypes[:3]]
    outcome = hostile_files.hostile_files(tmp_path, made=made, size=100_000_000, templates=False)
    assert outcome.wrong == []
    assert outcome.acknowledged == len(made) + 1


def test_faults_of_time_and_of_other_copies_are_said_and_lose_nothing(tmp_path: Path) -> None:
    outcomes = faulting.alone(tmp_path)
    assert [line for each in outcomes for line in each.wrong] == []
    assert sum(each.tried for each in outcomes) == 7


@pytest.mark.parametrize("late", [False, True])
def test_a_form_is_left_even_where_its_question_is_drawn_late(monkeypatch: pytest.MonkeyPatch, late: bool) -> None:
    drawn, stack = "", ["screen", "form"]

    def pressed(_terminal: object, key: str) -> str:
        nonlocal drawn
        before = stack[-1]
        if stack[-1] == "question":
            del stack[-2 if key == "d" else -1 :]
        elif stack[-1] == "form" and key == hostile_screens.ESCAPE:
            stack.append("question")
        changed = "x" * 99 if stack[-1] != before else ""
        drawn = "Leave? s Save d Discard esc Keep" if stack[-1] == "question" else changed
        return "" if late else drawn

    monkeypatch.setattr(hostile_screens, "_pressed", pressed)
    monkeypatch.setattr(hostile_screens, "_drawn_late", lambda _terminal: drawn if late else "")
    hostile_screens._left(cast("Terminal", None))
    assert stack == ["screen"]


def test_the_judges_see_what_is_lost_sent_or_run() -> None:
    assert hostile_screens._looked_at("a\x1b]0;x\x07b\x1b[2Jc") == ({"OSC 0;x", "CSI J"}, "abc")
    assert hostile_screens._acting("a\u202eb\x07") == ["U+0007 was sent", "U+202E was sent"]
    one = next(one for one in nasty() if one.value == "Roe [x]v.[/] Doe")
    told = hostile_screens.mark(one)
    assert hostile_screens._drawn(f"{told}Roe [x]v.[/] Doe  ", one) is None
    assert hostile_screens._drawn(f"{told}Roe v. Doe", one) == "Roe|v.Doe"
    assert hostile_outputs._kept("Roe", "Re") == ["letters or digits of it are lost"]
    assert hostile_outputs._acting("a\x9bb") == ["U+009B is in it"]
