"""What is explained to a client: chosen by stage and claim, plain enough to be read, checked as a file."""

from datetime import date

import pytest
from textstat import textstat

from caseterm import educationfiles
from caseterm.errors import InputError
from caseterm.rules.education import Lesson, Library, Told, language_of, lesson, lessons, newest, state
from caseterm.rules.education_file import parse_education
from caseterm.rules.terms import CLAIM_TYPES, PHASES

LIBRARIES = educationfiles.libraries()


def told(library: Library) -> list[tuple[str, str]]:
    """Every text that a client may read, with where it stands."""
    found = [(topic.key, topic.text) for topic in library.topics]
    found += [(f"{each.claim_type} {each.phases} {each.part}", each.text) for each in library.differences]
    return found


def test_every_stage_has_its_three_topics_in_both_languages_under_the_same_keys() -> None:
    english, spanish = LIBRARIES["en"], LIBRARIES["es"]
    assert [topic.key for topic in english.topics] == [topic.key for topic in spanish.topics]
    assert {(t.phase, t.part) for t in english.topics} >= {(p, part) for p in PHASES for part in ("now", "why", "next")}
    kinds = [(each.claim_type, each.phases, each.part) for each in english.differences]
    assert kinds == [(each.claim_type, each.phases, each.part) for each in spanish.differences]
    assert {claim for claim, _, _ in kinds} == set(CLAIM_TYPES)
    for library in (english, spanish):
        assert [each.phase for each in library.expectations] == list(PHASES)
        assert all(each.source for each in library.expectations)


def test_no_english_text_needs_more_than_eight_years_of_school() -> None:
    """By two measures: Flesch-Kincaid counts syllables, the automated readability index counts letters."""
    textstat.set_lang("en_US")
    for where, text in told(LIBRARIES["en"]):
        assert textstat.flesch_kincaid_grade(text) <= 8, where
        assert textstat.automated_readability_index(text) <= 8, where


def test_no_spanish_text_is_harder_than_fairly_easy() -> None:
    """Fernández Huerta from 70 on is read in the 7th grade; INFLESZ calls 65 to 80 fairly easy."""
    textstat.set_lang("es")
    for where, text in told(LIBRARIES["es"]):
        assert textstat.fernandez_huerta(text) >= 70, where
        assert textstat.szigriszt_pazos(text) >= 65, where


def test_no_text_promises_or_advises() -> None:
    banned = (
        "guarantee",
        "we will win",
        "you will win",
        "you will get $",
        "garantiz",
        "vamos a ganar",
        "you should sue",
    )
    for library in LIBRARIES.values():
        for where, text in told(library):
            assert not any(word in text.casefold() for word in banned), where


def test_a_stage_is_told_in_the_order_of_a_talk_and_a_gap_puts_the_visits_first() -> None:
    library = LIBRARIES["en"]
    assert [each.part for each in lessons(library, "treating", "auto_liability")] == ["now", "why", "next", "visits"]
    assert lessons(library, "treating", "", gap=True)[0].part == "visits"
    assert [each.part for each in lessons(library, "demand", "")] == ["now", "why", "next"]
    assert lessons(library, "demand", "", gap=True)[0].part == "visits"
    now = lessons(library, "records", "")[0]
    assert "one to three months" in now.expect
    assert "American Bar Association" in now.source
    assert now.whole[-1] == now.expect


def test_a_kind_of_claim_adds_what_is_different_for_it_and_nothing_else() -> None:
    work = _part(lessons(LIBRARIES["en"], "treating", "workers_compensation"), "now")
    assert len(work.different) == 1
    assert "In a work case" in work.different[0]
    assert _part(lessons(LIBRARIES["en"], "treating", ""), "now").different == ()
    spanish = lesson(LIBRARIES["es"], "treating.now", "workers_compensation")
    assert spanish is not None
    assert "caso de trabajo" in spanish.different[0]
    assert lesson(LIBRARIES["es"], "no.such", "") is None


def _part(found: list[Lesson], part: str) -> Lesson:
    return next(each for each in found if each.part == part)


@pytest.mark.parametrize(
    ("said", "code"),
    [("Spanish", "es"), ("es", "es"), ("Español (México)", "es"), ("", "en"), ("Estonian", "en"), ("Tagalog", "en")],
)
def test_the_language_a_client_speaks_is_recognised(said: str, code: str) -> None:
    assert language_of(LIBRARIES, said) == code


def test_the_last_delivery_counts_and_an_open_question_before_all() -> None:
    first = Told(1, "a", date(2026, 11, 1), understood="needs_repeat")
    second = Told(2, "a", date(2026, 11, 8), understood="teach_back_ok")
    assert newest([second, first])["a"] is second
    assert state(None) == ("not told yet", "warn")
    assert state(first) == ("to be repeated", "warn")
    assert state(second) == ("understood", "good")
    asks = Told(3, "a", date(2026, 11, 9), understood="teach_back_ok", question="How long?")
    assert state(asks)[0] == "question open"
    answered = Told(3, "a", date(2026, 11, 9), question="How long?", answered_on=date(2026, 11, 10))
    assert state(answered) == ("told", "")


def test_a_file_that_is_wrong_is_refused_by_file_line_and_field() -> None:
    text = (
        'language = "en"\nother = 1\n[[topic]]\nkey = "a"\nphase = "treatng"\npart = "now"\ntitle = "T"\ntext = "x"\n'
        '[[topic]]\nkey = "a"\nphase = "intake"\npart = "now"\ntitle = ""\ntext = 3\n'
        '[[difference]]\nclaim_type = "auto"\npart = "now"\ntext = "x"\nphases = ["nowhere"]\n'
    )
    with pytest.raises(InputError) as wrong:
        parse_education(text, file="en.toml")
    said = [f"{each.field} {each.reason}" for each in wrong.value.problems]
    assert any(line.startswith("en.toml, line 2, other is none of") for line in said)
    assert any(line.startswith("en.toml, line 5, topic 1, phase is one of intake") for line in said)
    assert any(line.startswith("en.toml, line 14, topic 2, text cannot be used") for line in said)
    assert any(line.startswith("en.toml, line 10, topic 2, key is the key of a topic above") for line in said)
    assert any("difference 1, claim_type is one of" in line for line in said)
    assert any("difference 1, phases holds" in line for line in said)
    assert any("every stage has now, why and next" in line for line in said)
