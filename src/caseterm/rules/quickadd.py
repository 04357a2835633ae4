"""The quick-add line: one sentence with @client !priority #tag ~minutes, a date, a time and // a note.

What is recognised becomes a token; everything else stays in the title, so nothing typed is ever lost.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from caseterm.rules.date_words import DateProblem
from caseterm.rules.dates import ANCHOR_WORDS, parse_date
from caseterm.rules.recurrence import PatternProblem
from caseterm.rules.repeat_words import Repeat, find_repeat
from caseterm.rules.times import parse_length, parse_range
from caseterm.rules.workdays import FEDERAL

Kind = Literal["task", "appt", "note"]
Role = Literal["kind", "client", "priority", "tag", "minutes", "repeat", "date", "time", "escape", "note"]
KIND_PREFIX: Mapping[str, Kind] = {"t:": "task", "a:": "appt", "n:": "note"}
URGENT, HIGH, NORMAL, LOW = 1, 2, 3, 4
PRIORITY_WORDS: Mapping[str, int] = {
    "!": HIGH,
    "!!": URGENT,
    "!urgent": URGENT,
    "!high": HIGH,
    "!normal": NORMAL,
    "!low": LOW,
}
GRAMMAR: Sequence[tuple[str, str]] = (
    ("t:  a:  n:", "first: a task, an appointment, a note"),
    ('@name  @"Last, First"', "the client"),
    ("!  !!  !low", "priority: high, urgent, low"),
    ("#records", "a tag"),
    ("~45m  ~1h30", "how long"),
    ("fri  12/3  +2w  +10b  doi+2y", "the day; the last one on the line is taken"),
    ("3pm  9:30  9:30-10:15  noon", "the time; a number alone is never a time"),
    ("mon wed fri for 6 weeks", "an appointment that comes again; also until 1/15, 18 visits"),
    ("every other tue  daily", "with how long: every other tue for 3 months, daily 10 times"),
    ("// text", "a note, to the end of the line"),
    ("\\Sunday", "keep the word as it is"),
)


@dataclass(frozen=True)
class Span:
    """Where a recognised part stands in the line: offsets into the text, end excluded."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True)
class QuickAdd:
    """What a line means. `client` is as typed after @; `minutes` as typed after ~; `hints` are sentences."""

    kind: Kind
    title: str
    client: str | None = None
    priority: int | None = None
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    note: str = ""
    repeat: Repeat | None = None
    spans: tuple[Span, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass
class _Word:
    start: int
    end: int
    text: str
    role: Role | None = None


@dataclass
class _Found:
    """What the words of one line have yielded so far."""

    client: str | None = None
    priority: int | None = None
    tags: list[str] = field(default_factory=list)
    minutes: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    repeat: Repeat | None = None
    hints: list[str] = field(default_factory=list)


def parse_line(
    text: str,
    *,
    today: date,
    kind: Kind = "task",
    anchors: Mapping[str, date | None] | None = None,
    holidays: Container[date] = FEDERAL,
    day_in_view: date | None = None,
) -> QuickAdd:
    """Read one line; never refuses. `anchors` are the dates of the case in view (doi, sol, sign).

    A time without a day is on the day in view for an appointment, else today; a repetition finds its own first day.
    """
    words, note_span, note = _split(text)
    spans: list[Span] = []
    if words and (prefix := KIND_PREFIX.get(words[0].text[:2].casefold())):
        kind = prefix
        spans.append(Span(words[0].start, words[0].start + 2, "kind"))
        words[0] = _Word(words[0].start + 2, words[0].end, words[0].text[2:])
        if not words[0].text:
            del words[0]
    found = _Found()
    _take_tokens(words, found, kind)
    if kind == "appt":
        _take_repeat(words, found, today)
    if kind != "note":
        _take_date(words, found, _DateReader(today, kind, anchors or {}, holidays))
        _take_time(words, found)
        if found.start is not None and found.day is None and found.repeat is None:
            found.day = day_in_view if day_in_view and kind == "appt" else today
    kept = [word.text[word.role == "escape" :] for word in words if word.role in (None, "escape")]
    title = " ".join(" ".join(kept).split())
    spans.extend(_joined(words))
    if note_span:
        spans.append(note_span)
    return QuickAdd(
        kind,
        title,
        client=found.client,
        priority=found.priority,
        tags=tuple(dict.fromkeys(found.tags)),
        minutes=found.minutes,
        day=found.day,
        start=found.start,
        end=found.end,
        note=note,
        repeat=found.repeat,
        spans=tuple(spans),
        hints=tuple(found.hints),
    )


# ---- words and tokens ------------------------------------------------------------------------------------

_NOTE = re.compile(r"(?:^|(?<=\s))//(?:\s|$)")
_WORD = re.compile(r'@"[^"]*(?:"\S*|$)|\S+')
_TAG = re.compile(r"#([^\W\d_](?:[^\W_]|-)*)")


def _split(text: str) -> tuple[list[_Word], Span | None, str]:
    cut = _NOTE.search(text)
    line = text[: cut.start()] if cut else text
    note = text[cut.end() :].strip() if cut else ""
    words = [_Word(*match.span(), match[0]) for match in _WORD.finditer(line)]
    return words, Span(cut.start(), len(text), "note") if cut else None, note


def _take_tokens(words: list[_Word], found: _Found, kind: Kind) -> None:
    """Mark @ ! # ~ and \\ words; of each but tags the rightmost counts and the others stay words.

    Only a task has a priority and tags, so that an appointment's or a note's stay in its text.
    """
    for word in reversed(words):
        text = word.text
        if text.startswith("\\") and len(text) > 1:
            word.role = "escape"
        elif text.startswith("@") and found.client is None and (name := _name(text)):
            word.role, found.client = "client", name
        elif kind == "task" and (match := _TAG.fullmatch(text)):
            word.role = "tag"
            found.tags.insert(0, match[1])
        elif kind == "task" and found.priority is None and text.casefold() in PRIORITY_WORDS:
            word.role, found.priority = "priority", PRIORITY_WORDS[text.casefold()]
        elif kind != "note" and found.minutes is None and text.startswith("~") and text[1:2].isdigit():
            try:
                found.minutes = parse_length(text[1:])
            except DateProblem:
                continue
            word.role = "minutes"


def _name(token: str) -> str:
    """The name after @, without its quotes and without a comma or full stop that belongs to the sentence."""
    if token.startswith('@"'):
        inside, _, after = token[2:].partition('"')
        return " ".join(inside.split()) if not after.strip(",.;:") else ""
    return token[1:].rstrip(",;:")


def _take_repeat(words: list[_Word], found: _Found, today: date) -> None:
    """Mark the words of a repetition, which is only an appointment's; one without its end stays, with a hint."""
    free = [word for word in words if word.role is None]
    try:
        repeat, hint = find_repeat([word.text for word in free], today=today)
    except PatternProblem as problem:
        found.hints.append(str(problem))
        return
    if hint:
        found.hints.append(hint)
    if repeat is not None:
        found.repeat = repeat.repeat
        for place in repeat.places:
            free[place].role = "repeat"


# ---- dates -----------------------------------------------------------------------------------------------

_LONGEST_DATE, _LONGEST_TIME = 7, 5
_BEFORE_DATE, _BEFORE_TIME = ("on", "by", "due"), ("at",)
_UNSURE = re.compile(r"sat|sun|mon|tom|tod|may \d{1,2}|\d{1,2} may|\d{8}|\d{1,2}[-.]\d{1,2}(?:[-.]\d{2})?", re.ASCII)
_UNSURE_TIME = re.compile(r"\d{1,2}[ap]", re.ASCII)
_NAMES = frozenset(("Tom", "Tod"))
_ANCHORED = re.compile(rf"(?:{'|'.join(ANCHOR_WORDS)})\s*[+-]\s*\d.*", re.ASCII)


@dataclass(frozen=True)
class _DateReader:
    today: date
    kind: Kind
    anchors: Mapping[str, date | None]
    holidays: Container[date]

    def read(self, words: Sequence[_Word]) -> date | None:
        """The day that these words name, or None; a task never falls on a past day named in passing."""
        phrase = " ".join(word.text for word in words).rstrip(",;")
        if phrase in _NAMES:
            return None
        day = parse_date(phrase, today=self.today, anchors=self.anchors, holidays=self.holidays, prose=True)
        in_passing = not re.search(r"\d{4}|/\d\d$|[a-z][+-]", phrase)
        return None if self.kind == "task" and day < self.today and in_passing else day


def _take_date(words: list[_Word], found: _Found, reader: _DateReader) -> None:
    """Take the rightmost date phrase, the longest at that place, with on, by or due before it."""
    refused_end = 0
    for first, last in _windows(words, _LONGEST_DATE):
        if last == refused_end:
            continue
        chosen = words[first:last]
        try:
            day = reader.read(chosen)
        except DateProblem as problem:
            if len(chosen) == 1 and _ANCHORED.fullmatch(chosen[0].text.casefold()):
                found.hints.append(str(problem))
            continue
        before = words[first - 1] if first else None
        led = before is not None and before.role is None and before.text.casefold() in _BEFORE_DATE
        phrase = " ".join(word.text for word in chosen).casefold().rstrip(",;")
        if day is None or (_UNSURE.fullmatch(phrase) and not led and not _ends_sentence(words, last)):
            refused_end = last  # "last fri" was understood and left alone: its "fri" is not another date
            continue
        found.day = day
        _mark(words, first - led, last, "date")
        return


def _windows(words: Sequence[_Word], longest: int) -> Iterator[tuple[int, int]]:
    """Runs of unclaimed words: the rightmost end first, at each end the longest first."""
    for last in range(len(words), 0, -1):
        first = last
        while first > 0 and last - first < longest and words[first - 1].role is None:
            first -= 1
        for start in range(first, last):
            yield start, last


def _ends_sentence(words: Sequence[_Word], after: int) -> bool:
    """Whether only tokens and a time follow, so a word such as sat can hardly be a verb."""
    rest = [word.text for word in words[after:] if word.role is None]
    if rest and rest[0].casefold() in _BEFORE_TIME:
        rest = rest[1:]
    return not rest or _time_of(rest) is not None


def _mark(words: Sequence[_Word], first: int, last: int, role: Role) -> None:
    for word in words[first:last]:
        word.role = role


# ---- times -----------------------------------------------------------------------------------------------


def _time_of(texts: Sequence[str]) -> tuple[time, time | None] | None:
    try:
        return parse_range(" ".join(texts).rstrip(",;"))
    except DateProblem:
        return None


def _take_time(words: list[_Word], found: _Found) -> None:
    """Take the rightmost time or range; 3p counts only after at or beside the date."""
    for first, last in _windows(words, _LONGEST_TIME):
        texts = [word.text for word in words[first:last]]
        times = _time_of(texts)
        if times is None:
            continue
        before = words[first - 1] if first else None
        led = before is not None and before.role is None and before.text.casefold() in _BEFORE_TIME
        beside = any(0 <= place < len(words) and words[place].role == "date" for place in (first - 1 - led, last))
        if _UNSURE_TIME.fullmatch(" ".join(texts).casefold()) and not led and not beside:
            continue
        found.start, found.end = times
        _mark(words, first - led, last, "time")
        return


def _joined(words: Sequence[_Word]) -> Iterator[Span]:
    """One span for each run of words that makes up a date or a time, one for each other token."""
    run: Span | None = None
    for word in words:
        if run and word.role == run.role and word.role in ("date", "time", "repeat"):
            run = Span(run.start, word.end, run.role)
            continue
        if run:
            yield run
        run = Span(word.start, word.end, word.role) if word.role else None
    if run:
        yield run
