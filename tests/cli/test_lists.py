"""The lists on the command line: one entry a line, or JSON, and harmless whatever stands in the record."""

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LISTS = [
    ("today",),
    ("cases",),
    ("cases", "--view", "all"),
    ("case", "26-9999"),
    ("tasks",),
    ("agenda", "--days", "30"),
    ("keys",),
    ("check",),
]


@pytest.mark.parametrize("argv", LISTS, ids=" ".join)
def test_a_list_is_plain_lines_without_control_characters(on_sample: Run, argv: tuple[str, ...]) -> None:
    ran = on_sample(*argv)
    assert ran.code == 0
    assert len(ran.lines) > 5
    for char in ran.out:
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"), f"U+{ord(char):04X}"
    assert all(char < "\u2500" or char > "\u257f" for char in ran.out)
    assert all(line.strip() for line in ran.lines)


@pytest.mark.parametrize("argv", LISTS, ids=" ".join)
def test_the_same_list_is_one_json_document(on_sample: Run, argv: tuple[str, ...]) -> None:
    ran = on_sample(*argv, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_hostile_text_comes_back_from_json_as_it_is_stored(on_sample: Run) -> None:
    facts = json.loads(on_sample("case", "26-9999", "--json").out)
    assert "[@click=app.bell]x[/]" in facts["case"]["client"]
    assert "\u202egpj" in facts["case"]["client"]
    line = next(line for line in on_sample("cases").lines if line.startswith("26-9999"))
    assert "[@click=app.bell]x[/]" in line
    assert "<U+202E>gpj" in line
    assert "山田" in line


def test_today_names_the_day_and_counts_what_it_holds(on_sample: Run) -> None:
    lines = on_sample("today").lines
    assert lines[0] == "Today is Saturday, 11/21/2026."
    assert "46 open cases" in lines[1]
    kinds = {line.split("\t")[0] for line in lines[2:]}
    assert {"task", "deadline", "case"} <= kinds
    silent = next(line for line in lines if line.startswith("case\t") and "Nguyen, Thi\t" in line)
    assert "needs you: SOL in 40 d" in silent


def test_today_on_an_empty_database_says_so_kindly(run: Run, empty_database: Path, tmp_path: Path) -> None:
    ran = run("today", "--db", str(shutil.copy(empty_database, tmp_path / "empty.db")))
    assert ran.code == 0
    assert ran.lines[1].startswith("There are no cases yet.")


def test_cases_are_found_by_name_claim_and_field(on_sample: Run) -> None:
    assert [line.split("\t")[1] for line in on_sample("cases", "--find", "nguyen 88-a12").lines] == ["Nguyen, Thi"]
    soon = on_sample("cases", "--find", "sol:<60").lines
    assert [line.split("\t")[0] for line in soon] == ["26-0142"]
    assert len(on_sample("cases", "--find", "garcia").lines) == 2


def test_views_go_by_their_names_and_phases_by_theirs(on_sample: Run) -> None:
    every = on_sample("cases", "--view", "all").lines
    closed = on_sample("cases", "--view", "closed").lines
    opened = on_sample("cases", "--view", "All open").lines
    assert (len(every), len(closed), len(opened)) == (76, 30, 46)
    assert all("\tTreating, " in line for line in on_sample("cases", "--view", "treating").lines)
    assert on_sample("cases", "--view", "Needs attention").lines


def test_nothing_found_is_said_on_standard_error_and_is_no_failure(on_sample: Run) -> None:
    ran = on_sample("cases", "--find", "zzzz")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No case in All open matches zzzz.\n"


def test_a_case_is_one_fact_a_line(on_sample: Run) -> None:
    facts = [line.partition(": ")[::2] for line in on_sample("case", "26-0142").lines]
    values = dict(facts)
    assert values["Client"] == "Nguyen, Thi"
    assert values["Last contact"].startswith("34 days ago")
    assert values["Language"] == "Vietnamese"
    assert "88-A12" in values["Coverage"] or any(name == "Coverage" and "88-A12" in value for name, value in facts)
    assert sum(name == "Needs you" for name, _ in facts) >= 3
    assert ("Needs you", "SOL in 40 d (deadlines)") in {(name, value) for name, value in facts}
    assert sum(name == "Contact" for name, _ in facts) == 5
    assert sum(", 1 visit, 09/09/2026" in value for name, value in facts if name == "Provider") == 1
    assert facts[-2] == ("Note of", "Wed 05/06/2026 9:30 AM, M. Gold")
    assert facts[-1] == (
        "Note",
        "R. Shah verified the limitation from the police report, date of incident confirmed against the 911 log.",
    )
    notes = json.loads(on_sample("case", "26-0142", "--json").out)["notes"]
    assert [note["text"] for note in notes] == [value for name, value in facts if name == "Note"]


def test_a_case_number_is_found_as_it_is_typed(on_sample: Run) -> None:
    assert on_sample("case", "26-0142").code == 0
    missing = on_sample("case", "99-0001")
    assert (missing.code, missing.out) == (66, "")
    assert missing.err.startswith("caseterm: There is no case 99-0001.")


def test_overdue_tasks_are_the_first_of_all_tasks(on_sample: Run) -> None:
    overdue, every = on_sample("tasks", "--overdue").lines, on_sample("tasks").lines
    assert every[: len(overdue)] == overdue
    assert all("overdue" in line.split("\t")[1] for line in overdue)
    assert len(every) > len(overdue) + 100
    assert any("waiting on P. Ruiz" in line for line in every)


def test_the_agenda_runs_day_by_day_and_names_rides_not_booked(on_sample: Run) -> None:
    entries = json.loads(on_sample("agenda", "--days", "14", "--json").out)
    days = [str(entry.get("starts_at") or entry.get("act_by") or entry["due"])[:10] for entry in entries]
    assert days == sorted(days)
    assert {"2026-11-21" <= day < "2026-12-05" for day in days} == {True}
    lines = on_sample("agenda", "--days", "14").lines
    assert any("ride not booked" in line and "Evans, Karl" in line for line in lines)
    assert any("interpreter booked" in line and "al-Masri, Layla" in line for line in lines)


def test_keys_follow_the_config_file_and_clashes_are_told(run: Run, home: Path) -> None:
    from caseterm.paths import config_folder

    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('[keys]\n"done" = "d"\n"nonsense" = "q"\n', encoding="utf-8")
    ran = run("keys")
    assert ran.code == 0
    done = next(line for line in ran.lines if line.endswith("\tdone"))
    assert done.startswith("d\tDone\t")
    assert "nonsense, which is no command" in ran.err
    assert "d stands for" in ran.err
    clashes = json.loads(run("keys", "--json").out)["clashes"]
    assert {"date.set", "done"} == set(clashes[0]["ids"])


def test_no_key_stands_for_two_commands_as_the_program_comes(run: Run) -> None:
    assert json.loads(run("keys", "--json").out)["clashes"] == []
