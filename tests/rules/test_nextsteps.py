"""The words of the client's page, in both languages."""

from datetime import date, datetime

from textstat import textstat

from caseterm.exports.plain_words import VISIT_WORDS
from caseterm.rules.clientwords import WORDS as CARE
from caseterm.rules.nextsteps import DOES, VISITS_SPANISH, WORDS, day_words, does, time_words, visit_words
from caseterm.rules.terms import PHASES
from caseterm.rules.terms_visits import APPOINTMENT_KINDS


def test_both_languages_have_every_word_and_every_kind_of_visit() -> None:
    assert set(WORDS["en"]) == set(WORDS["es"])
    assert set(VISITS_SPANISH) == set(APPOINTMENT_KINDS)
    assert all(does(code, phase) in DOES[code].values() for code in ("en", "es") for phase in PHASES)


def test_days_and_times_are_said_as_the_client_says_them() -> None:
    assert day_words(date(2026, 11, 24), "en") == "Tuesday, November 24"
    assert day_words(date(2026, 11, 24), "es") == "martes 24 de noviembre"
    assert time_words(datetime.fromisoformat("2026-11-24T14:05"), "en") == "2:05 PM"
    assert time_words(datetime.fromisoformat("2026-11-24T14:05"), "es") == "2:05 de la tarde"
    assert time_words(datetime.fromisoformat("2026-11-24T09:30"), "es") == "9:30 de la mañana"
    assert day_words(date(2026, 11, 24), "ht") == "Tuesday, November 24"
    assert visit_words("imaging", "es", VISIT_WORDS) == "Rayos X o escáner"
    assert visit_words("surgery", "en", VISIT_WORDS) == "Surgery"


def test_the_pages_own_words_are_as_plain_as_the_topics() -> None:
    textstat.set_lang("en_US")
    english = " ".join(
        (*WORDS["en"].values(), *CARE["en"].values(), *(text for texts in DOES["en"].values() for text in texts))
    )
    assert textstat.flesch_kincaid_grade(english) <= 8
    textstat.set_lang("es")
    spanish = " ".join(
        (*WORDS["es"].values(), *CARE["es"].values(), *(text for texts in DOES["es"].values() for text in texts))
    )
    assert textstat.fernandez_huerta(spanish) >= 70
