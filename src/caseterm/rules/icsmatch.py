"""Whose appointment an entry of a calendar file is: by a number, an address, the client's name, the provider."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caseterm.rules.icsentry import IcsEntry
from caseterm.rules.text import fold, squeeze

SURE, LIKELY = 85, 60
"""From which score a case is certain, and from which it is proposed; below she has to choose it herself."""
_SHORTEST_NUMBER = 5
_TOKEN = re.compile(r"[^\s,;()\[\]<>\"]+")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class KnownCase:
    """What a case is known by. `providers` are the ids of its case_providers rows with the provider's name."""

    case_id: int
    number: str
    client: str
    last: str
    first: str
    org: str = ""
    is_open: bool = True
    claims: tuple[str, ...] = ()
    dockets: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    providers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class CaseMatch:
    """The case an entry belongs to, None where it is not known, why, and the other cases it may be."""

    case_id: int | None
    score: int
    why: str
    others: tuple[int, ...] = ()
    provider_id: int | None = None

    @property
    def sure(self) -> bool:
        return self.case_id is not None and self.score >= SURE


class Matcher:
    """The cases of the record, arranged for finding each entry's."""

    def __init__(self, cases: Iterable[KnownCase]) -> None:
        self.cases: Mapping[int, KnownCase] = {case.case_id: case for case in cases}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._emails: dict[str, list[int]] = defaultdict(list)
        self._names: dict[str, list[int]] = defaultdict(list)
        self._why: dict[tuple[str, int], str] = {}
        for case in self.cases.values():
            named = ((case.number, "case number"), *((each, "claim number") for each in case.claims))
            for number, why in (*named, *((each, "docket number") for each in case.dockets)):
                key = squeeze(number)
                if len(key) >= _SHORTEST_NUMBER and any(char.isdigit() for char in key):
                    self._numbers[key].append(case.case_id)
                    self._why.setdefault((key, case.case_id), why)
            for address in case.emails:
                self._emails[address.casefold()].append(case.case_id)
            first_word = fold(case.org or case.last).split()[:1]
            if first_word:
                self._names[first_word[0]].append(case.case_id)

    def match(self, entry: IcsEntry) -> CaseMatch:
        """The case of an entry: the best that is alone at its score, open ones before closed ones."""
        words = fold(entry.words).split()
        spaced = f" {' '.join(words)} "
        scores: dict[int, tuple[int, str]] = {}

        def found(case_id: int, score: int, why: str) -> None:
            if score > scores.get(case_id, (0, ""))[0]:
                scores[case_id] = (score, why)

        for key in _number_keys(entry.words):
            for case_id in self._numbers.get(key, ()):
                found(case_id, 100, self._why[key, case_id])
        for address in _ADDRESS.findall(entry.words):
            for case_id in self._emails.get(address.casefold(), ()):
                found(case_id, 95, "client's e-mail")
        for word in set(words):
            for case_id in self._names.get(word, ()):
                score, why = _by_name(self.cases[case_id], words, spaced)
                if score:
                    found(case_id, score, why)
        return self._best(scores, spaced)

    def provider(self, case_id: int | None, entry: IcsEntry) -> int | None:
        """The provider of a case that an entry names; None where none is or several are."""
        case = self.cases.get(case_id) if case_id is not None else None
        return _provider(case, f" {' '.join(fold(entry.words).split())} ") if case is not None else None

    def _best(self, scores: Mapping[int, tuple[int, str]], spaced: str) -> CaseMatch:
        if not scores:
            return CaseMatch(None, 0, "no case is named")
        ranked: list[tuple[int, bool, bool, int]] = []
        for case_id, (score, _) in scores.items():
            case = self.cases[case_id]
            ranked.append((score, case.is_open, _provider(case, spaced) is not None, case_id))
        ranked.sort(key=lambda each: each[:3], reverse=True)
        best = ranked[0]
        others = tuple(each[3] for each in ranked[1:])
        if len(ranked) > 1 and ranked[1][:3] == best[:3]:
            return CaseMatch(None, best[0], f"{len(ranked)} cases may be meant", tuple(each[3] for each in ranked))
        case_id = best[3]
        score, why = scores[case_id]
        provider = _provider(self.cases[case_id], spaced)
        if provider is not None and score < SURE:
            score, why = score + 20, f"{why}, and the provider"
        chosen = case_id if score >= LIKELY else None
        return CaseMatch(chosen, score, why, (case_id, *others) if chosen is None else others, provider)


def _number_keys(text: str) -> set[str]:
    tokens = [squeeze(token) for token in _TOKEN.findall(text[:20_000])]
    pairs = [one + two for one, two in pairwise(tokens)]
    return {key for key in (*tokens, *pairs) if len(key) >= _SHORTEST_NUMBER and any(char.isdigit() for char in key)}


def _by_name(case: KnownCase, words: Sequence[str], spaced: str) -> tuple[int, str]:
    """How well a client's name stands in a text."""
    if case.org:
        return (90, "client's name") if f" {fold(case.org)} " in spaced else (0, "")
    last, first = fold(case.last), fold(case.first).split()
    if not last or f" {last} " not in spaced:
        return 0, ""
    if first and first[0] in words:
        near = f" {first[0]} {last} " in spaced or f" {last} {first[0]} " in spaced
        return (95, "client's name") if near else (88, "client's first and last name")
    if first and (f" {first[0][0]} {last} " in spaced or f" {last} {first[0][0]} " in spaced):
        return 70, "surname and initial"
    return 45, "surname only"


def _provider(case: KnownCase, spaced: str) -> int | None:
    """The one provider of a case that a text names, by the whole name or a doctor's surname behind dr."""
    found = []
    for provider_id, name in case.providers:
        whole = fold(name)
        last = fold(name.partition(",")[0])
        if whole and (f" {whole} " in spaced or (last and f" dr {last} " in spaced)):
            found.append(provider_id)
    return found[0] if len(found) == 1 else None
