"""Whether a name new to the firm may be somebody it knows: letters apart, nicknames, initials, parts of names."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from caseterm.rules.alike import almost, words_of
from caseterm.rules.nicknames import NICKNAMES
from caseterm.values import value

Side = Literal["ours", "theirs", "neither"]
SAME, ALIKE = "same name", "name alike"
TOLD = 5
"""How many of somebody's parts stand in the line of a hit."""
OURS = frozenset(
    {"client", "injured_party", "parent_guardian", "personal_representative", "power_of_attorney", "spouse_family"}
)
THEIRS = frozenset(
    {"defendant", "defendant_driver", "vehicle_owner", "premises_owner", "employer_of_defendant", "named_insured"}
)

_SIDES: Mapping[str, Side] = {**dict.fromkeys(OURS, "ours"), **dict.fromkeys(THEIRS, "theirs")}
_AGAINST: Mapping[Side, Side] = {"ours": "theirs", "theirs": "ours"}


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
        given = f"{self.first} {self.middle}" if self.first and self.middle else self.first or self.middle
        return f"{self.last}, {given}" if self.last and given else self.last or given or self.org


def side(role: str) -> Side:
    """On whose side a role stands."""
    return _SIDES.get(role, "neither")


def grave(searched: str, found: str) -> bool:
    """Whether two roles stand on opposite sides: who is ours here was theirs there, or the other way."""
    return _AGAINST.get(side(searched)) == side(found)


def given_match(one: Name, other: Name) -> str | None:
    """How the given names of two people with like surnames go together; None when they are two people's."""
    return given_alike(given_words(one), given_words(other))


@lru_cache(maxsize=65_536)
def given_alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """The same of their words, as `given_words` gives them."""
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


def given_words(name: Name) -> tuple[str, ...]:
    """The words of somebody's given names: first, preferred, middle."""
    return (*words_of(name.first), *words_of(name.preferred), *words_of(name.middle))


@value
class Part:
    """A part somebody has in another case."""

    role: str
    number: str
    client: str
    status: str


@value
class Hit:
    """Somebody the firm knows whose name is that of somebody in the case.

    `parts` are those that are told, the newest first, `untold` how many more there are; `roles` are those of all.
    """

    searched: Name
    contact_id: int | None
    name: str
    why: str
    parts: tuple[Part, ...] = ()
    untold: int = 0
    roles: frozenset[str] = frozenset()

    @property
    def level(self) -> int:
        """0 where the sides are opposite, 1 where the firm worked for or against them, 2 for carriers and the like."""
        return _level(self.searched.role, self.roles or frozenset(part.role for part in self.parts))


@lru_cache(maxsize=4096)
def _level(searched: str, roles: frozenset[str]) -> int:
    if any(grave(searched, role) for role in roles):
        return 0
    return 1 if any(side(role) != "neither" for role in roles) else 2


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
    def result_in_bulk(self) -> str:
        """The same for a case that comes with many others: found only where somebody stands on the other side.

        Namesakes on one's own side and repeat defendants are on record as alike, so that they bury nothing.
        """
        return "alike" if self.result == "found" and not self.grave else self.result

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
            for part in hit.parts[:TOLD]
        )
        left = len(hit.parts[TOLD:]) + hit.untold
        more = f" and {left} more" if left else ""
        side_words = "OTHER SIDE: " if hit.level == 0 else ""
        lines.append(f"{side_words}{hit.searched.shown} ~ {hit.name} ({hit.why}): {where or 'no case'}{more}")
    return lines
