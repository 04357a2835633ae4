"""Names that may be the same though they are spelt differently, one held against many and many against many."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from caseterm.rules.text import fold


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_ENDS = _words("inc incorporated llc llp lp ltd limited corp corporation company co pllc pc plc pa na the of and group")
_COMMON = _words(
    "insurance assurance mutual casualty indemnity auto automobile medical health center centre clinic hospital",
    "services service systems associates department county",
)
SHORT, MIDDLE = 4, 7
FEW = 60
"""So many questions are answered by looking at every word; more pay for an index."""
_PLAIN = {**{code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}, ord("'"): ""}


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, without marks."""
    if text.isascii():
        return tuple(text.translate(_PLAIN).split())
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


@lru_cache(maxsize=65_536)
def organisation_words(text: str) -> tuple[str, ...]:
    """The words by which an organisation is told from others; all of them where only common ones are left."""
    words = tuple(word for word in words_of(text) if word not in _ENDS)
    own = tuple(word for word in words if word not in _COMMON)
    return own or words


def alike_of(wanted: str, known: Iterable[str], *, organisation: bool = False) -> list[str]:
    """Those of the known surnames, or of the organisations' names, that may be the wanted one."""
    read = organisation_words if organisation else words_of
    mine = read(wanted)
    if not mine:
        return []
    near: dict[str, bool] = {}
    found = []
    for each in known:
        if _may_be(mine, read(each), near):
            found.append(each)
    return found


def _may_be(mine: tuple[str, ...], theirs: tuple[str, ...], near: dict[str, bool]) -> bool:
    """Whether two names by their words may be one; `near` keeps which words are almost one of `mine`."""
    if len(theirs) == 1 == len(mine):
        return theirs == mine or almost(theirs[0], mine[0])
    return _shares(mine, theirs, near)


def _shares(mine: tuple[str, ...], theirs: tuple[str, ...], near: dict[str, bool]) -> bool:
    """Whether every word of the shorter name stands, letters apart, in the longer."""
    if not theirs:
        return False
    short, long = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    if all(word in long for word in short) or "".join(mine) == "".join(theirs):
        return True
    for word in theirs:
        if word not in near:
            near[word] = any(almost(word, own) for own in mine)
    if short is theirs:
        return all(near[word] for word in theirs)
    return all(any(almost(word, each) for each in long) for word in mine) if any(near[w] for w in theirs) else False


def almost(one: str, other: str) -> bool:
    """Whether two words differ by one letter (two in long ones), or by two that changed places.

    A word with digits is only itself: Local 1021 is not Local 1031.
    """
    if one == other:
        return True
    short = min(len(one), len(other))
    most = 0 if short < SHORT else 1 if short < MIDDLE else 2
    if not most or abs(len(one) - len(other)) > most:
        return False
    if (_letters(one) ^ _letters(other)).bit_count() > 2 * most:  # each change touches at most two letters
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    start = 0
    while start < short and one[start] == other[start]:
        start += 1
    end = 0
    while end < short - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if len(a) <= 1 and len(b) <= 1:
        return True
    if len(a) == 2 and len(b) == 2 and a == b[::-1]:
        return True
    return most == 2 and _two_changes(a, b)


@lru_cache(maxsize=65_536)
def _letters(word: str) -> int:
    """Which letters a word has, a bit each; letters beyond the alphabet share bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits


def _two_changes(one: str, other: str) -> bool:
    """Whether two letters added, left out or changed make one piece the other; no end of theirs is the same.

    So where any of them stands unchanged, one change lies before it and one behind.
    """
    a, b = (one, other) if len(one) >= len(other) else (other, one)
    if len(a) <= 2:
        return True
    match len(a) - len(b):
        case 0:
            return a[1:-1] == b[1:-1] or a[1:] == b[:-1] or a[:-1] == b[1:]
        case 1:
            return a[1:-1] in (b[1:], b[:-1])
        case _:
            return a[1:-1] == b


class Alike:
    """Many names, to be asked again and again for those that may be a wanted one; it finds what `alike_of` finds.

    Only names with a word in common, letters apart, are compared at all: `_Words` knows which words those are.
    """

    def __init__(self, known: Iterable[str], *, organisation: bool = False) -> None:
        self._read = organisation_words if organisation else words_of
        self._names = tuple(known)
        self._having: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for place, name in enumerate(self._names):
            words = self._read(name)
            for word in words if len(words) == 1 else dict.fromkeys(words):
                self._having.setdefault(word, []).append(place)
            if len(words) > 1:
                self._joined.setdefault("".join(words), []).append(place)
        self._words = _Words(self._having)
        self.asked = 0
        """How often it was asked for a word: the index is made for many questions only."""

    def of(self, wanted: str) -> tuple[str, ...]:
        """Those of the names that may be the wanted one, in their order."""
        if not self._names:
            return ()
        if wanted not in self._known:
            self._known[wanted] = self._find(self._read(wanted))
        return self._known[wanted]

    def _find(self, mine: tuple[str, ...]) -> tuple[str, ...]:
        self.asked += 1
        near = {word for own in dict.fromkeys(mine) for word in self._words.near(own, many=self.asked > FEW)}
        places = {place for word in near for place in self._having[word]}
        whole = "".join(mine)
        places.update(self._joined.get(whole, ()), self._having.get(whole, ()))
        found = (self._names[place] for place in sorted(places))
        asked: dict[str, bool] = {}
        return tuple(name for name in found if _may_be(mine, self._read(name), asked))


class _Words:
    """Words by their size and by pieces of them, so that one is held only against those it may almost be.

    Two words that differ by one letter, or by two that changed places, are the same with at most one letter left out
    of each. Of three pieces of a word that two changes have touched, one stands unchanged in the other, moved by as
    many places as letters were added or left out before it. Making the pieces is worth it only for many questions.
    """

    def __init__(self, words: Mapping[str, object]) -> None:
        self._all = words
        self._by_size: dict[int, list[str]] = {}
        self._lettered: dict[int, list[tuple[int, str]]] = {}
        self._short: dict[int, dict[str, list[str]]] = {}
        self._long: dict[int, dict[tuple[int, str], list[str]]] = {}
        for word in words:
            if len(word) >= SHORT and word.isalpha():
                self._by_size.setdefault(len(word), []).append(word)

    def near(self, wanted: str, *, many: bool) -> set[str]:
        """The words that are almost the wanted one, and itself where it is among them; `many` questions are asked."""
        if not wanted.isalpha():  # a word with digits is only itself
            return {wanted} if wanted in self._all else set()
        bits = _letters(wanted)
        held = [(_letters(word), word) for word in self._of_pieces(wanted)] if many else self._of_size(len(wanted))
        near = [
            word for letters, word in held if (letters ^ bits).bit_count() <= 4
        ]  # as almost() has it, without a call
        found = {word for word in near if almost(word, wanted)}
        return found | {wanted} if wanted in self._all else found

    def _of_size(self, size: int) -> list[tuple[int, str]]:
        """All words that are at most two letters longer or shorter, each with its letters."""
        if size not in self._lettered:
            sizes = range(size - 2, size + 3)
            words = (word for length in sizes for word in self._by_size.get(length, ()))
            self._lettered[size] = [(_letters(word), word) for word in words]
        return self._lettered[size]

    def _of_pieces(self, wanted: str) -> set[str]:
        """The words that have a piece of the wanted one where it may stand."""
        size = len(wanted)
        held: set[str] = set()
        if SHORT <= size <= MIDDLE:
            for length in range(max(SHORT, size - 1), min(MIDDLE, size + 1) + 1):
                short = self._shorter(length)
                for left in _left_out(wanted):
                    held.update(short.get(left, ()))
        if size >= MIDDLE:
            for length in range(max(MIDDLE, size - 2), size + 3):
                long = self._longer(length)
                for number, start, end in _looks(size, length) if long else ():
                    held.update(long.get((number, wanted[start:end]), ()))
        return held

    def _shorter(self, size: int) -> dict[str, list[str]]:
        """The words of so many letters under what is left of each."""
        if size not in self._short:
            found = self._short[size] = {}
            for word in self._by_size.get(size, ()):
                for left in _left_out(word):
                    found.setdefault(left, []).append(word)
        return self._short[size]

    def _longer(self, size: int) -> dict[tuple[int, str], list[str]]:
        """The words of so many letters under each of their three pieces."""
        if size not in self._long:
            found = self._long[size] = {}
            for word in self._by_size.get(size, ()):
                for number, (start, end) in enumerate(_thirds(size)):
                    found.setdefault((number, word[start:end]), []).append(word)
        return self._long[size]


def _left_out(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@lru_cache(maxsize=512)
def _thirds(size: int) -> tuple[tuple[int, int], ...]:
    """Where the three pieces of a word of so many letters begin and end."""
    one, two = size // 3, size // 3 + (size - size // 3) // 2
    return (0, one), (one, two), (two, size)


@lru_cache(maxsize=4096)
def _looks(size: int, length: int) -> tuple[tuple[int, int, int], ...]:
    """Where in a word of `size` letters the pieces of one of `length` letters may stand: piece, start, end.

    With two changes in all: the first piece has not moved unless it was touched, the last has moved by the whole
    difference in length, and the middle one by what came before it and what came after it.
    """
    more = size - length
    found = []
    for number, (start, end) in enumerate(_thirds(length)):
        first, last = max(-number, more - 2 + number), min(number, more + 2 - number)
        found += [(number, start + by, end + by) for by in range(first, last + 1) if end + by <= size]
    return tuple(found)
