"""The client's page and its texts from the command line; the page is as plain as it must be to be read."""

from pathlib import Path

import pytest
from textstat import textstat

from caseterm import ownfiles
from tests.cli.conftest import Run


def test_the_samples_pages_are_read_after_eight_years_of_school(run: Run, copy_of_sample: Path) -> None:
    for number, language in (("26-0142", "en"), ("26-0031", "es"), ("26-9999", "en")):
        ran = run("--db", str(copy_of_sample), "next", number, "--language", language, "--format", "md", "-o", "-")
        assert ran.code == 0
        assert "\x1b" not in ran.out
        text = "\n".join(line for line in ran.out.splitlines() if not line.startswith(("#", "*", "|", "-", ">")))
        if language == "en":
            textstat.set_lang("en_US")
            assert textstat.flesch_kincaid_grade(text) <= 8
        else:
            textstat.set_lang("es")
            assert textstat.fernandez_huerta(text) >= 70
            assert "Lo que sigue" in ran.out


def test_the_texts_are_listed_copied_changed_and_checked(on_sample: Run, run: Run, tmp_path: Path) -> None:
    assert "es\ttreating.visits\tTreating" in run("education").out
    assert "wrong_language" not in run("education", "--json").out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ownfiles, "config_folder", lambda: tmp_path)
        assert "stands in for the program's own" in run("education", "copy").out
        assert "in your folder already" in run("education", "copy").err
        own = tmp_path / "education" / "en.toml"
        own.write_text(own.read_text(encoding="utf-8").replace('part = "now"', 'part = "then"', 1), encoding="utf-8")
        wrong = run("education", "check")
        assert wrong.code != 0
        assert "en.toml, line " in wrong.err
        assert "topic 1, part" in wrong.err
    assert run("education", "check").code == 0
    refused = on_sample("next", "26-0142", "--language", "xx")
    assert refused.code != 0
    assert "is one of en, es" in refused.err
