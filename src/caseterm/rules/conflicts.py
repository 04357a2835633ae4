"""Whether a name new to the firm may be somebody it knows: letters apart, nicknames, initials, parts of names."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from caseterm.rules.nicknames import NICKNAMES
from caseterm.rules.text import fold
from caseterm.values import value

Side = Literal["ours", "theirs", "neither"]
SAME, ALIKE = "same name", "name alike"


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_ENDS = _words("inc incorporated llc llp lp ltd limited corp corporation company co pllc pc plc pa na the of and group")
_COMMON = _words(
    "insurance assurance mutual casualty indemnity auto automobile medical health center centre clinic hospital",
    "services service systems associates department county",
)
OURS = frozenset(
    {"client", "injured_party", "parent_guardian", "personal_representative", "power_of_attorney", "spouse_family"}
)
THEIRS = frozenset(
    {"defendant", "defendant_driver", "vehicle_owner", "premises_owner", "employer_of_defendant", "named_insured"}
)
SHORT, MIDDLE = 4, 7
_PLAIN = {**{code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}, ord("'"): ""}


@value
class Name:
    """A name searched for: a person's parts, or an organisation's whole name."""

    last: str = ""
    first: str = ""
    middle: str = ""
    preferred: str = ""
    org: str = ""
    role: str = ""
    contact_id: int | None = None

    @property
    def shown(self) -> str:
        given = " ".join(part for part in (self.first, self.middle) if part)
        return ", ".join(part for part in (self.last, given) if part) or self.org


def side(role: str) -> Side:
    """On whose side a role stands."""
    return "ours" if role in OURS else "theirs" if role in THEIRS else "neither"


def grave(searched: str, found: str) -> bool:
    """Whether two roles stand on opposite sides: who is ours here was theirs there, or the other way."""
    return {side(searched), side(found)} == {"ours", "theirs"}


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
        theirs = read(each)
        if len(theirs) == 1 == len(mine):
            if theirs == mine or almost(theirs[0], mine[0]):
                found.append(each)
        elif _shares(mine, theirs, near):
            found.append(each)
    return found


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


def given_match(one: Name, other: Name) -> str | None:
    """How the given names of two people with like surnames go together; None when they are two people's."""
    mine, theirs = _given(one), _given(other)
    if not mine or not theirs:
        return "surname, no first name"
    if mine[0] == theirs[0]:
        return SAME
    for a in mine:
        for b in theirs:
            if a == b or b in NICKNAMES.get(a, ()) or a in NICKNAMES.get(b, ()):
                return "nickname" if a != b else ALIKE
            if (len(a) == 1 or len(b) == 1) and a[0] == b[0] and a in mine[:1] and b in theirs[:1]:
                return "initial"
            if almost(a, b):
                return ALIKE
    return None


def _given(name: Name) -> tuple[str, ...]:
    return (*words_of(name.first), *words_of(name.preferred), *words_of(name.middle))


def almost(one: str, other: str) -> bool:
    """Whether two words differ by one letter (two in long ones), or by two that changed places."""
    if one == other:
        return True
    short = min(len(one), len(other))
    most = 0 if short < SHORT else 1 if short < MIDDLE else 2
    if not most or abs(len(one) - len(other)) > most:
        return False
    if (_letters(one) ^ _letters(other)).bit_count() > 2 * most:  # each change touches at most two letters
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
    return most == 2 and _distance(a, b) <= most


@lru_cache(maxsize=65_536)
def _letters(word: str) -> int:
    """Which letters a word has, a bit each; letters beyond the alphabet share bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits


def _distance(one: str, other: str) -> int:
    """Letters added, left out or changed; only asked of short pieces."""
    if max(len(one), len(other)) > 2 * MIDDLE:
        return MIDDLE
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        new = [i]
        for j, b in enumerate(other, 1):
            new.append(min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b)))
        row = new
    return row[-1]


@value
class Part:
    """A part somebody has in another case."""

    role: str
    number: str
    client: str
    status: str


@value
class Hit:
    """Somebody the firm knows whose name is that of somebody in the case."""

    searched: Name
    contact_id: int | None
    name: str
    why: str
    parts: tuple[Part, ...] = ()

    @property
    def level(self) -> int:
        """0 where the sides are opposite, 1 where the firm worked for or against them, 2 for carriers and the like."""
        if any(grave(self.searched.role, part.role) for part in self.parts):
            return 0
        return 1 if any(side(part.role) != "neither" for part in self.parts) else 2


@value
class Check:
    """A conflict check as it was made: who was searched for among how many names, and what came up."""

    searched: tuple[Name, ...]
    known: int
    hits: tuple[Hit, ...]

    @property
    def grave(self) -> int:
        return sum(hit.level == 0 for hit in self.hits)

    @property
    def result(self) -> str:
        """found where somebody must look; clear where at most carriers and providers came up."""
        return "found" if any(hit.level < 2 for hit in self.hits) else "clear"

    @property
    def words(self) -> str:
        """What came of it, for the status row."""
        looked = [hit for hit in self.hits if hit.level < 2]
        if self.grave:
            return f"conflict check: {self.grave} on the other side !"
        return f"conflict check: {len(looked)} to look at" if looked else "conflict check: nothing found"


def hit_lines(hits: Iterable[Hit], roles: Mapping[str, str]) -> list[str]:
    """The hits as they are kept on record, the gravest first."""
    lines = []
    for hit in sorted(hits, key=lambda each: (each.level, each.name)):
        where = "; ".join(
            f"{roles.get(part.role, part.role).lower()} in {part.number} {part.client} ({part.status})"
            for part in hit.parts[:5]
        )
        more = f" and {len(hit.parts) - 5} more" if len(hit.parts) > 5 else ""
        side_words = "OTHER SIDE: " if hit.level == 0 else ""
        lines.append(f"{side_words}{hit.searched.shown} ~ {hit.name} ({hit.why}): {where or 'no case'}{more}")
    return lines
