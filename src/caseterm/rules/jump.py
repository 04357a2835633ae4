"""Open any case from a few letters: what is searched, how hits are ranked, and why each is there."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from caseterm.rules.phones import format_phone
from caseterm.rules.text import fold, squeeze

MOST = 50
FEW = 3
SHORTEST_GUESS = 3
_EXACT, _SURNAME, _NAME, _NUMBER_TAIL, _RECENT, _WORD, _INSIDE = range(7)
_NOT_A_REASON = frozenset(("name", "case no."))


class JumpCase(NamedTuple):
    """One case as it is found: `facts` is a line each of kind, folded text and shown text, parted by tabs."""

    case_id: int
    client: str
    number: str
    phase: str
    is_open: bool
    facts: str


@dataclass(frozen=True, slots=True)
class JumpHit:
    """A case that was found, with the fact that found it where that is neither its name nor its number."""

    case: JumpCase
    why: str = ""


@dataclass(frozen=True, slots=True)
class JumpHits:
    """The best hits, best first, and how many cases there were in all."""

    hits: tuple[JumpHit, ...]
    total: int


class JumpIndex:
    """Every case by folded text, in memory: a key is answered without the database."""

    def __init__(self, cases: Sequence[JumpCase], *, before: "JumpIndex | None" = None) -> None:
        """Of an index from `before` the texts are taken that are as they were, as an act leaves most."""
        self.cases = cases
        known = before._searched if before is not None else {}
        self._searched: dict[str, tuple[str, str, str]] = {
            case.facts: known.get(case.facts) or _searched(case.facts) for case in cases
        }
        found = [self._searched[case.facts] for case in cases]
        self._texts = [text for text, _, _ in found]
        self._names = [name for _, name, _ in found]
        self._numbers = [number for _, _, number in found]
        self._places = {case.case_id: place for place, case in enumerate(cases)}
        self._last: tuple[str, ...] = ()
        self._found: list[int] = []

    def __len__(self) -> int:
        return len(self.cases)

    def case(self, case_id: int) -> JumpCase | None:
        """The case with this id, None when it is archived or gone."""
        place = self._places.get(case_id)
        return None if place is None else self.cases[place]

    def search(self, text: str, *, recent: Sequence[int] = (), most: int = MOST) -> JumpHits:
        """The best cases for what was typed: exact number, surname, number's end, recent, the rest, alike.

        All words must be found in one case. Without words, the recent cases in their order.
        """
        words = tuple(fold(text).split())
        if not words:
            known = [case for case_id in recent if (case := self.case(case_id)) is not None]
            return JumpHits(tuple(JumpHit(case) for case in known[:most]), len(known))
        places = self._matching(words)
        order = {self._places[case_id]: n for n, case_id in enumerate(recent) if case_id in self._places}
        query, number = " ".join(words), squeeze(text)
        ranked = heapq.nsmallest(most, ((self._rank(place, words, query, number, order), place) for place in places))
        hits = [JumpHit(self.cases[place], self._why(place, words)) for _, place in ranked]
        if len(hits) < FEW and len(query) >= SHORTEST_GUESS:
            taken = {place for _, place in ranked}
            hits += [hit for place, hit in self._alike(words) if place not in taken][: most - len(hits)]
        return JumpHits(tuple(hits), max(len(places), len(hits)))

    def clients(self, text: str) -> list[JumpCase]:
        """The cases whose client's name or number begins with each of the words; open ones first."""
        words = fold(text).split()
        if not words:
            return []
        places = [place for place in range(len(self.cases)) if self._names_client(place, words)]
        query = " ".join(words)
        return [
            self.cases[place]
            for place in sorted(
                places,
                key=lambda n: (not self.cases[n].is_open, not self._names[n].startswith(query), self._names[n]),
            )
        ]

    def _names_client(self, place: int, words: Sequence[str]) -> bool:
        if not all(word in self._texts[place] for word in words):
            return False
        name = f" {self._names[place]} {fold(self.cases[place].number)}"
        return all(f" {word}" in name for word in words)

    def _matching(self, words: tuple[str, ...]) -> list[int]:
        """The places whose text has every word; a longer query looks only where the shorter one was found."""
        narrower = len(words) >= len(self._last) > 0 and all(
            new.startswith(old) for new, old in zip(words, self._last, strict=False)
        )
        places: Sequence[int] = self._found if narrower else range(len(self.cases))
        texts = self._texts
        for word in words:
            places = [place for place in places if word in texts[place]]
        self._last, self._found = words, list(places)
        return self._found

    def _rank(
        self, place: int, words: tuple[str, ...], query: str, number: str, order: dict[int, int]
    ) -> tuple[int, int, bool, str, str]:
        case, name = self.cases[place], self._names[place]
        return (
            self._class(place, words, query, number, order),
            order.get(place, MOST),
            not case.is_open,
            name,
            case.number,
        )

    def _class(self, place: int, words: tuple[str, ...], query: str, number: str, order: dict[int, int]) -> int:
        text, name = self._texts[place], self._names[place]
        if number[-1:].isdigit() and f"\n{number}\n" in text:
            return _EXACT
        if name.startswith(query):
            return _SURNAME
        if all(word in f" {name}" and f" {word}" in f" {name}" for word in words):
            return _NAME
        if len(number) > 1 and number.isdigit() and self._numbers[place].endswith(number):
            return _NUMBER_TAIL
        if place in order:
            return _RECENT
        return _WORD if all(f"\n{word}" in text or f" {word}" in text for word in words) else _INSIDE

    def _facts(self, place: int) -> Iterator[tuple[str, str, str]]:
        for line in self.cases[place].facts.split("\n"):
            kind, folded, shown = line.split("\t", 2)
            yield kind, folded, shown

    def _why(self, place: int, words: Sequence[str]) -> str:
        """The fact that has the most of the words, unless the client's name and number have as many."""
        best, most = "", 0
        for kind, folded, shown in self._facts(place):
            found = sum(word in folded for word in words)
            if found > most:
                shown = format_phone(shown) if kind == "phone" else shown
                best, most = "" if kind in _NOT_A_REASON else f"{kind} {shown}", found
        return best

    # ---- names that are nearly what was typed ----

    @cached_property
    def _name_words(self) -> set[str]:
        return {word for name in self._names for word in name.split()}

    def _alike(self, words: Sequence[str]) -> list[tuple[int, JumpHit]]:
        """Cases whose client's name has, for each word, that word or one spelt much like it."""
        choices: list[set[str]] = []
        for word in words:
            near = [name for name in self._name_words if abs(len(name) - len(word)) <= 2]
            choices.append({word, *get_close_matches(word, near, n=5, cutoff=0.74)})
        found = []
        for place, name in enumerate(self._names):
            parts = name.split()
            if all(any(part in choice for part in parts) for choice in choices):
                found.append((place, JumpHit(self.cases[place], "name alike")))
        found.sort(key=lambda item: (not item[1].case.is_open, self._names[item[0]]))
        return found


def _searched(facts: str) -> tuple[str, str, str]:
    """What is searched of a case: the folded text of its facts, a line each, its client's name, its number."""
    text = f"\n{chr(10).join([part.split(chr(9))[1] for part in facts.split(chr(10)) if part])}\n"
    name = text[1 : text.index("\n", 1)] if len(text) > 2 else ""
    return text, name, facts.partition("case no.\t")[2].partition("\t")[0]
