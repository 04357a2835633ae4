"""`caseterm count` and `caseterm deadlines`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_count_prints_the_date_and_every_day_of_it(run: Run) -> None:
    ran = run("count", "2026-11-05", "21")
    assert ran.code == 0
    assert ran.lines[:2] == ["21 days after 11/05/2026", "due\tFri 11/27/2026\tnot verified"]
    assert "Thu 11/26/2026\tclosed\tThanksgiving Day" in ran.lines
    assert ran.lines[-1].startswith("Calculated aid, not legal advice")
    assert len(ran.lines) > 25
    assert len(run("count", "11/5/2026", "21", "days", "--short").lines) < 25


def test_both_dates_are_printed_where_the_rule_is_read_in_two_ways(run: Run) -> None:
    ran = run("count", "2026-07-18", "14", "days", "before")
    assert ran.lines[1:3] == ["safe\tThu 07/02/2026\tnot verified", "possible\tFri 07/03/2026\tnot verified"]
    told = json.loads(run("count", "7/18/2026", "14", "--before", "--json").out)
    assert (told["safe"]["on"], told["possible"]["on"], told["verified"]) == ("2026-07-02", "2026-07-03", False)
    assert told["readings_differ"] is True
    assert told["safe"]["days"][0] == {"day": "2026-07-18", "what": "event", "number": None, "why": None}


def test_hours_mail_courts_and_closed_offices_are_counted(run: Run) -> None:
    told = json.loads(run("count", "2007-11-02", "72h", "--at", "10:23", "--json").out)
    assert (told["safe"]["on"], told["safe"]["at"]) == ("2007-11-05", "09:23")
    assert "due\tFri 09/11/2026\tnot verified" in run("count", "2026-08-06", "30d", "--service", "mail").lines
    assert "rule\tTex. R. Civ. P. 4\tTexas court" in run("count", "today", "5", "--court", "tx").lines
    ran = run("count", "2008-05-12", "-21d", "--state", "ma", "--closed", "2008-04-21")
    assert ran.code == 64  # a period that begins with a dash needs -- or the word before
    ran = run("count", "2008-05-12", "21d before", "--state", "ma", "--closed", "2008-04-21")
    assert "due\tTue 04/22/2008\tnot verified" in ran.lines


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("2026-11-05", "soon"), "A period is a number and a unit"),
        (("sometime", "21"), "Day"),
        (("2026-11-05", "48h"), "needs the time"),
        (("2026-11-05", "48h", "--at", "teatime"), "--at"),
        (("2026-11-05", "21", "--court", "ZZ"), "two letters of a state, or US"),
        (("2026-11-05", "21", "--state", "US"), "two letters of a state"),
        (("2026-11-05", "48h", "--at", "3pm", "--zone", "../etc/passwd"), "--zone"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(run: Run, argv: tuple[str, ...], said: str) -> None:
    ran = run("count", *argv)
    assert ran.code == 65
    assert said in ran.err
    assert ran.out == ""


def test_deadlines_are_lines_with_the_unverified_first(on_sample: Run) -> None:
    ran = on_sample("deadlines")
    assert ran.code == 0
    verified = [line.startswith("verified") for line in ran.lines]
    assert verified == sorted(verified)
    assert len(ran.lines) > 5
    told = json.loads(on_sample("deadlines", "--days", "30", "--json").out)
    assert told["days"] == 30
    assert all(each["days_left"] <= 30 for each in told["deadlines"])
    assert on_sample("deadlines", "--days", "1").lines[0]


def test_the_sweep_is_written_in_each_format_and_put_on_record(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    for ending, start in (("pdf", b"%PDF"), ("html", b"<!"), ("md", b"#"), ("txt", b"Gold"), ("json", b"{")):
        ran = run("--db", str(copy_of_sample), "deadlines", "--format", ending, "-o", f"{tmp_path}/")
        assert ran.lines == [f"Saved {tmp_path}/deadlines-2026-11-21.{ending}"]
        assert (tmp_path / f"deadlines-2026-11-21.{ending}").read_bytes().startswith(start)
    assert run("--db", str(copy_of_sample), "deadlines", "-o", str(tmp_path / "friday.md")).code == 0
    assert (tmp_path / "friday.md").read_text().startswith("#")
    assert "# " in run("--db", str(copy_of_sample), "deadlines", "--format", "md", "-o", "-").out
