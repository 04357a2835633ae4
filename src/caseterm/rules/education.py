"""What is explained to a client: the topics of a stage, what is different for a kind of claim, and how far it was told.

The texts themselves are files (rules/education_file.py); here they are chosen and put together.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from caseterm.rules.text import fold
from caseterm.values import value

PARTS: Mapping[str, str] = {
    "now": "What is happening",
    "why": "Why it matters",
    "next": "What comes next",
    "visits": "Why to keep the visits",
}
"""The three topics of every stage, and the one about visits that the stages of care have beside them."""
ENGLISH = "en"
CARE_PHASES = frozenset({"opening", "investigation", "treating"})
"""Where visits are told of, whatever else is."""


@value
class Topic:
    """One text to be told: its key is the same in every language."""

    key: str
    phase: str
    part: str
    title: str
    text: str


@value
class Difference:
    """What is added to a part for one kind of claim; no phases are all of them."""

    claim_type: str
    phases: tuple[str, ...]
    part: str
    text: str


@value
class Expectation:
    """How long a stage often takes, and who says so."""

    phase: str
    text: str
    source: str


@value
class Library:
    """All texts of one language; `names` are the words by which a client's language is recognised."""

    language: str
    names: tuple[str, ...]
    topics: tuple[Topic, ...]
    differences: tuple[Difference, ...] = ()
    expectations: tuple[Expectation, ...] = ()


@value
class Lesson:
    """A topic as it is told in one case: its paragraphs, and what is different for this kind of claim."""

    key: str
    part: str
    title: str
    paragraphs: tuple[str, ...]
    different: tuple[str, ...]
    expect: str
    source: str
    language: str

    @property
    def whole(self) -> tuple[str, ...]:
        """Everything that is said, a paragraph each."""
        return (*self.paragraphs, *self.different, *((self.expect,) if self.expect else ()))


@value
class Told:
    """One delivery: when, how, to whom, how it was understood, and a question that was left."""

    id: int
    topic: str
    on: date
    how: str = ""
    to_whom: str = ""
    language: str = ""
    understood: str = ""
    question: str = ""
    answered_on: date | None = None

    @property
    def asks(self) -> bool:
        """Whether a question is still open."""
        return bool(self.question) and self.answered_on is None


def lessons(library: Library, phase: str, claim_type: str, *, gap: bool = False) -> list[Lesson]:
    """What is to be told in a stage, in the order of a talk; the visits come first where there is a gap in them."""
    found = [_lesson(library, topic, phase, claim_type) for topic in library.topics if _wanted(topic, phase, gap)]
    order = list(PARTS)
    return sorted(found, key=lambda each: -1 if gap and each.part == "visits" else order.index(each.part))


def _wanted(topic: Topic, phase: str, gap: bool) -> bool:
    if topic.part == "visits":
        return topic.phase == phase or gap or phase in CARE_PHASES
    return topic.phase == phase


def lesson(library: Library, key: str, claim_type: str) -> Lesson | None:
    """One topic by its key; None where this language has none of it."""
    topic = next((each for each in library.topics if each.key == key), None)
    return _lesson(library, topic, topic.phase, claim_type) if topic else None


def _lesson(library: Library, topic: Topic, phase: str, claim_type: str) -> Lesson:
    different = tuple(
        each.text
        for each in library.differences
        if each.claim_type == claim_type and each.part == topic.part and (not each.phases or phase in each.phases)
    )
    expect = next((each for each in library.expectations if each.phase == phase and topic.part == "now"), None)
    return Lesson(
        key=topic.key,
        part=topic.part,
        title=topic.title,
        paragraphs=tuple(line for line in topic.text.splitlines() if line.strip()),
        different=different,
        expect=expect.text if expect else "",
        source=expect.source if expect else "",
        language=library.language,
    )


def language_of(libraries: Mapping[str, Library], said: str) -> str:
    """The code of the language a client speaks, English where there are no texts in it."""
    word = fold(said).strip()
    for code, library in libraries.items():
        if word and (word == code or any(word.startswith(fold(name)) for name in library.names)):
            return code
    return ENGLISH


def newest(told: Sequence[Told]) -> dict[str, Told]:
    """The last delivery of each topic."""
    found: dict[str, Told] = {}
    for each in sorted(told, key=lambda one: (one.on, one.id)):
        found[each.topic] = each
    return found


def state(told: Told | None) -> tuple[str, str]:
    """How far a topic was told, in words, and the role they are shown in."""
    if told is None:
        return "not told yet", "warn"
    if told.asks:
        return "question open", "warn"
    words = {
        "teach_back_ok": ("understood", "good"),
        "needs_repeat": ("to be repeated", "warn"),
        "unsure": ("told, unsure", "warn"),
    }
    return words.get(told.understood, ("told", ""))
