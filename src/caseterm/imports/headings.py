"""Column headings nobody agreed on, understood by their words."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from caseterm.imports.fields import CLIENTS_OWN, DATES, Field
from caseterm.imports.headingwords import (
    ELSEWHERE,
    FILLER,
    LESS_LIKELY,
    NO_NAMES,
    NOT_THE_CLIENT,
    PHRASES,
    SOFT,
    SPELLED,
    WORD,
)
from caseterm.rules.text import fold

_INSURANCE = re.compile(r"\b(?:insur|polic|claim|carrier|adjuster|limits|coverage)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def words_of(heading: str) -> tuple[str, ...]:
    """A heading as plain words: camel case parted, abbreviations spelled out, filler left out."""
    whole = fold(heading).replace(" ", "")
    if whole in SPELLED:
        return _plain((whole,))
    text = re.sub(r"['’]s\b", "", heading).replace("#", " number ")
    text = re.sub(r"(?<=\w\w)\.(?=\w\w)", " ", text).replace("&", " and ").replace("@", " ")
    text = re.sub(r"\byour\b", "own" if _INSURANCE.search(text) else "", text, flags=re.IGNORECASE)
    text = re.sub(r"\bmed[\s-]?pay\b", "medpay", text, flags=re.IGNORECASE)
    text = " ".join(_parted(word) for word in text.split())
    text = re.sub(r"\b(\w)[/.\s]+(\w)[/.\s]+(\w)\b\.?", r"\1\2\3", text)
    text = re.sub(r"\be[\s-]?mail\b", "email", text, flags=re.IGNORECASE)
    return _plain(tuple(fold(text).split()))


def _parted(word: str) -> str:
    """A word cut where camel case joins two, unless it is known as it stands (SoL, McCase)."""
    if fold(word) in WORD or fold(word) in SPELLED:
        return word
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", word)


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        for part in SPELLED.get(word, word).split():
            main = WORD.get(part, part)
            if main not in FILLER and main not in found:
                found.append(main)
    return tuple(found)


def _key(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


_BY_WORDS: dict[frozenset[str], list[Field]] = {}
for _field, _phrases in (*PHRASES.items(), *LESS_LIKELY.items()):
    for _phrase in _phrases.split("|"):
        _known = _BY_WORDS.setdefault(_key(tuple(_phrase.split())), [])
        if _field not in _known:
            _known.append(_field)
_SINGLE = {word for words in _BY_WORDS for word in words if len(word) > 4}
_WEAK = frozenset(
    {"date", "number", "id", "home", "work", "company", "e", "assigned", "received", "responsible", "staff", "owner"}
)


_LESSER = frozenset(
    {
        _key(("client", "id")),
        _key(("client", "number")),
        _key(("insured",)),
        _key(("insured", "name")),
        _key(("claim", "type")),
        _key(("place",)),
        _key(("case", "name")),
        _key(("case", "caption")),
        _key(("caption",)),
        _key(("case", "style")),
    }
)


@lru_cache(maxsize=4096)
def fields_for(heading: str) -> tuple[tuple[Field, float], ...]:
    """The fields a heading can mean, best first, each with a share of certainty from 0 to 1."""
    words = words_of(heading)
    if not words:
        return ()
    key = _key(words)
    found = {field: 0.95 - 0.07 * rank for rank, field in enumerate(_BY_WORDS.get(key, ()))}
    if key <= _WEAK or key in _LESSER:
        found = {field: score - 0.25 for field, score in found.items()}
    for extra in (key & SOFT, key & (SOFT | {"number"})):
        if extra and key - extra:
            for rank, field in enumerate(_BY_WORDS.get(key - extra, ())):
                if ("date" not in extra or field in DATES) and not speaks_of_another(extra, field):
                    found.setdefault(field, 0.8 - 0.07 * rank)
    if not found:
        found = _by_part(key) or ({} if key & ELSEWHERE else _by_likeness(words))
    if key == {"case", "place"}:  # where the paper is
        return ()
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def _by_part(key: frozenset[str]) -> dict[Field, float]:
    """A known phrase inside a longer heading: the longest one, worth what share of the words it covers."""
    best: dict[Field, float] = {}
    for phrase, fields in _BY_WORDS.items():
        if len(phrase) > 1 and phrase < key:
            score = 0.4 + 0.35 * len(phrase) / len(key)
            for rank, field in enumerate(fields):
                if not speaks_of_another(key - phrase, field):
                    best[field] = max(best.get(field, 0), score - 0.07 * rank)
    if best or len(key) > 3:
        return best
    for phrase, fields in _BY_WORDS.items():
        if len(phrase) == 1 and phrase < key and not phrase <= _WEAK and not phrase <= SOFT:
            for rank, field in enumerate(fields):
                if not speaks_of_another(key - phrase, field):
                    best[field] = max(best.get(field, 0), 0.5 - 0.07 * rank)
    return best


def speaks_of_another(words: Iterable[str], field: Field) -> bool:
    """Whether words around a known phrase say that it is another's: Witness Phone, Lien Number."""
    others = NOT_THE_CLIENT if field in CLIENTS_OWN else NO_NAMES
    if "own" in words and not field.value.startswith("client's"):
        return True
    return not ELSEWHERE.isdisjoint(words) or not others.isdisjoint(words)


def _by_likeness(words: tuple[str, ...]) -> dict[Field, float]:
    """A misspelt heading (Adjustr, Insurence): each long word replaced by the known one it is nearly."""
    fixed = tuple(_nearest(word) for word in words)
    if fixed == words:
        return {}
    return {field: 0.72 - 0.07 * rank for rank, field in enumerate(_BY_WORDS.get(_key(fixed), ()))}


def _nearest(word: str) -> str:
    if len(word) < 5 or word in _SINGLE:
        return word
    best, ratio, size = word, 0.78, len(word)
    letters = SequenceMatcher(None, "", word)
    for known in (*_SINGLE, *WORD):
        length = len(known)
        if length > 4 and 2 * min(length, size) > ratio * (length + size):  # no two words can be more alike than that
            letters.set_seq1(known)
            if letters.quick_ratio() > ratio and (likeness := SequenceMatcher(None, word, known).ratio()) > ratio:
                best, ratio = WORD.get(known, known), likeness
    return best


def heading_score(cells: list[str]) -> float:
    """How much a row looks like headings: the certainties of its cells that name a field."""
    score = 0.0
    for cell in cells:
        if 0 < len(cell) <= 60 and not re.search(r"\d{3}", cell):
            known = fields_for(cell.strip())
            if known and known[0][1] >= 0.6:
                score += known[0][1]
    return score
