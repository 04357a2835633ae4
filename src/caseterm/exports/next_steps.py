"""The client's page "what comes next": large type, plain words, in the client's language."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from caseterm.exports.blocks import Block, Bullets, Document, Heading, Paragraph
from caseterm.exports.plain_words import VISIT_WORDS
from caseterm.rules.clientwords import firm_lines, typed, words_of
from caseterm.rules.education import Lesson
from caseterm.rules.nextsteps import (
    WORDS,
    NextSteps,
    NextVisit,
    day_words,
    does,
    printed_in,
    time_words,
    visit_words,
)
from caseterm.values import changed

MOST_ASKED = 3
MOST_PARAGRAPHS: Mapping[str, int] = {"now": 1, "next": 2}


def build(found: NextSteps, *, printed_at: datetime) -> Document:
    """The page as a document."""
    words = WORDS[printed_in(found.language)]
    typed_words = found.promises or found.homework
    return Document(
        title=words["title"],
        firm=firm_lines(found.firm, found.language),
        case_no=found.client,
        client_line=day_words(found.today, found.language),
        audience="client",
        printed_at=printed_at,
        printed_by=found.user,
        blocks=tuple(_blocks(found)),
        legend=f"{words['no_promise']} {words_of(found.language)['typed'] if typed_words else ''}".strip(),
        phi_line=None,
        lang=printed_in(found.language),
        large=True,
    )


def _blocks(found: NextSteps) -> Iterator[Block]:
    words = WORDS[printed_in(found.language)]
    hello = words["hello"].format(name=found.greeting)
    gap = words["gap"].format(days=found.gap_days) if found.gap_days is not None else ""
    for part in ("now", "next"):
        lesson = found.part(part)
        if lesson is not None:
            yield Heading(words[part])
            first = (hello, gap) if part == "now" else ()
            yield Paragraph(" ".join(text for text in (*first, _told(lesson)) if text))
    yield Heading(words["dates"])
    if found.visits:
        yield Bullets(tuple(_visits(found)))
    else:
        yield Paragraph(words["none"])
    language = found.language
    promised = [_by(what, due, language) for what, due in found.promises]
    yield Heading(words["yours"])
    homework = [_by(what, due if due and due >= found.today else None, language) for what, due in found.homework]
    yield Bullets((*homework, *does(found.language, found.phase))[: MOST_ASKED - bool(promised and homework)])
    yield Heading(words["ours"])
    yield Bullets((*promised, _call(found)))


def _by(what: str, due: date | None, language: str) -> str:
    """What is to be done as she typed it, and by when."""
    marked = typed(what, language)
    day = day_words(due, language) if due else ""
    return WORDS[printed_in(language)]["by"].format(what=marked, day=day) if day else marked


def _told(lesson: Lesson) -> str:
    """As much of a topic as leaves the page one page; she has the rest on her screen."""
    return " ".join((*lesson.paragraphs[: MOST_PARAGRAPHS[lesson.part]], *lesson.different, lesson.expect)).strip()


def _visits(found: NextSteps) -> Iterator[str]:
    """The appointments; a place that stands in the line before is not told again."""
    before = ""
    for each in found.visits:
        yield _visit(changed(each, place="") if each.place == before else each, found.language)
        before = each.place


def _visit(each: NextVisit, language: str) -> str:
    words = WORDS[printed_in(language)]
    ride = {"needed": "ride_needed", "booked": "ride_booked", "confirmed": "ride_booked"}.get(each.ride)
    who = "" if each.place and each.place.casefold().startswith(each.who.casefold()) else each.who
    parts = [visit_words(each.kind, language, VISIT_WORDS), who, each.place, words[ride] if ride else ""]
    at = words["at"].format(day=day_words(each.starts_at.date(), language), time=time_words(each.starts_at, language))
    return f"{at[:1].upper()}{at[1:]}: {', '.join(part for part in parts if part)}"


def _call(found: NextSteps) -> str:
    words = WORDS[printed_in(found.language)]
    who = found.call or words["office"]
    said = words["call" if found.office_phone else "call_plain"].format(who=who, phone=found.office_phone)
    return f"{said} {words['interpreter']}" if found.interpreter else said
