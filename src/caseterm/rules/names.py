"""A name in one cell, taken apart without losing a letter of it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from caseterm.rules.text import fold


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_SUFFIXES = _words("jr sr ii iii iv esq esquire phd cpa dds rn 2nd 3rd")
_SUFFIXES_IN_CAPITALS = _words("MD DO DC PT DPT NP PA LCSW V PA-C FNP")
_PREFIXES = _words("mr mrs ms miss dr hon rev prof sra srta judge")
_PARTICLES = _words(
    "de la las los del della di da dos das do du des van von der den ter zu zur af al el bin ibn abu",
    "st ste saint san santa mac mc lo y e vander vande",
)
_CAPITAL_PARTICLES = _words(
    "De Del Della Van Von St Ste Saint Di Da Dos Du El Al DE DEL VAN VON ST La LA San Santa Bin Ibn Abu Mac Mc"
)
_ORG_ENDS = _words("inc llc llp lp ltd corp corporation company co pllc pc plc pa incorporated limited na")
_ORG_WORDS = _words(
    "insurance insurers assurance mutual casualty indemnity hospital clinic center centre university college",
    "district county department dept association associates services systems medical health healthcare therapy",
    "chiropractic orthopedics orthopaedics imaging radiology pharmacy ambulance transit authority holdings",
    "partners stores restaurant logistics trucking physicians surgery rehabilitation rehab wellness spine agency",
    "administration",
)
_ORG_OR_SURNAME = _words("church bank trust school city state group fund board pain")
_ENDS_AFTER_A_COMMA = _ORG_ENDS - {"pa", "na", "pc"}
_ENDS_OF_A_NAME = _ORG_ENDS - {"pa", "na", "lp"}
_CAPACITY = re.compile(
    r"\b(?:estate of|by (?:and|&) through|on behalf of|o/?b/?o|a minor|minor child|guardian (?:of|for)|"
    r"individually|as parent|personal representative|c/o|next friend|deceased|the heirs)\b",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"[\"“”«]([^\"“”«»]{1,40})[\"“”»]|\(([^()]{1,40})\)|(?<!\w)['‘]([^'‘’]{2,40})['’](?!\w)")
_DIGIT = re.compile(r"\d")
_COUPLE = re.compile(r"\s(?:and|&|y|und|et)\s", re.IGNORECASE)
_VIETNAMESE = {
    "nguyễn",
    "trần",
    "lê",
    "phạm",
    "huỳnh",
    "hoàng",
    "phan",
    "vũ",
    "võ",
    "đặng",
    "bùi",
    "đỗ",
    "hồ",
    "ngô",
}
_VIETNAMESE |= {"dương", "lý", "đinh", "trương", "lâm", "đoàn", "mai", "trịnh", "cao"}


@dataclass(frozen=True)
class PersonName:
    """The parts of a name. An organisation fills `organisation` alone; `note` says what needs a look."""

    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    preferred: str = ""
    title: str = ""
    organisation: str = ""
    note: str = ""

    @property
    def full(self) -> str:
        """First Middle Last Suffix, or the organisation."""
        if self.organisation:
            return self.organisation
        return " ".join(part for part in (self.title, self.first, self.middle, self.last, self.suffix) if part)

    @property
    def listed(self) -> str:
        """Last, First Middle, as lists sort it."""
        if self.organisation:
            return self.organisation
        given = " ".join(part for part in (self.first, self.middle, self.suffix) if part)
        return ", ".join(part for part in (self.last, given) if part)

    @property
    def key(self) -> str:
        """The folded name by which two rows are known to mean one person: first, middle, last, suffix."""
        if self.organisation:
            return fold(self.organisation)
        return fold(" ".join((self.first, self.middle, self.last, self.suffix)))


@lru_cache(maxsize=4096)
def looks_like_organisation(text: str) -> bool:
    """Whether a name is a company, clinic or office rather than a person."""
    words = fold(text.replace("&", " and ")).split()
    if not words:
        return False
    if "," in text:
        after = fold(text.rsplit(",", 1)[1]).replace(" ", "")
        before = set(fold(text.rsplit(",", 1)[0]).split())
        return after in _ENDS_AFTER_A_COMMA or bool(len(words) > 2 and before & _ORG_WORDS)
    if len(words) > 1 and words[-1] in _ENDS_OF_A_NAME:
        return True
    if text.rstrip().endswith((" PA", " P.A.", " P.C.", " N.A.")):
        return True
    known = set(words) & _ORG_WORDS
    return len(words) > 1 and bool(known or (len(words) > 2 and set(words) & _ORG_OR_SURNAME))


@lru_cache(maxsize=20_000)
def split_person(text: str) -> PersonName:
    """The parts of "Last, First Middle Jr.", "First de la Last" and their kin.

    The order is only changed where a comma or a western order shows it: names in Chinese, Japanese or Korean
    script and Vietnamese names in their own order stay whole as `last`. Couples and names in a legal capacity
    (estate of, by and through) stay whole with a note. No letter or digit is lost.
    """
    text = " ".join(text.split())
    if looks_like_organisation(text):
        return PersonName(organisation=text)
    capacity = _CAPACITY.search(text)
    if capacity is not None:
        return PersonName(last=text, note=f"kept whole because of the words {capacity[0].lower()}")
    text, preferred = _without_nickname(text)
    if not text:
        return PersonName(last=preferred)
    name = _with_comma(text) if "," in text else _in_order(text)
    return PersonName(
        name.first, name.middle, name.last, name.suffix, preferred, name.title, note=name.note or _doubt(text)
    )


def _without_nickname(text: str) -> tuple[str, str]:
    found = _NICKNAME.search(text)
    if found is None:
        return text, ""
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    rest = rest.replace(" ,", ",").strip(" ,") if re.search(r"\w", rest) else ""
    said = next(group for group in found.groups() if group)
    return rest, " ".join(said.split())


def _with_comma(text: str) -> PersonName:
    pieces = [piece.strip() for piece in text.split(",")]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return PersonName(last=text)
    names, suffixes = pieces[:1], list[str]()
    for piece in pieces[1:]:
        (suffixes if _all_suffixes(piece) else names).append(piece)
    if len(names) == 1:  # John Smith, Jr.
        name = _in_order(names[0])
        return PersonName(
            name.first,
            name.middle,
            name.last,
            _joined(name.suffix, *suffixes),
            title=name.title,
            note=name.note,
        )
    last, last_suffix = _trailing_suffix(names[0].split())
    given, given_suffix = _trailing_suffix(" ".join(names[1:]).split())
    title, given = _leading_title(given)
    first, middle = _given(given)
    suffix = _joined(*last_suffix, *given_suffix, *suffixes)
    if not given:
        return PersonName(last=" ".join(last), suffix=suffix, title=title)
    return PersonName(first, middle, " ".join(last), suffix, title=title, note=_couple(first))


def _given(words: list[str]) -> tuple[str, str]:
    """Given names as first and middle; couples and Vietnamese "Thị" names stay together as first."""
    whole = " ".join(words)
    if len(words) < 2 or _COUPLE.search(f" {whole} ") or fold(words[0]) in ("thi", "ms", "mr"):
        return whole, ""
    return words[0], " ".join(words[1:])


def _in_order(text: str) -> PersonName:
    words, suffix = _trailing_suffix(text.split())
    title, words = _leading_title(words)
    tail = _joined(*suffix)
    if len(words) < 2 or _keeps_its_order(words):
        return PersonName(last=" ".join(words), suffix=tail, title=title)
    if _COUPLE.search(text):
        return PersonName(" ".join(words[:-1]), last=words[-1], suffix=tail, title=title, note=_couple(text))
    start = _last_name_start(words)
    return PersonName(words[0], " ".join(words[1:start]), " ".join(words[start:]), tail, title=title)


def _last_name_start(words: list[str]) -> int:
    for index in range(1, len(words) - 1):
        bare = words[index].rstrip(".")
        if bare in _CAPITAL_PARTICLES or (bare.islower() and bare in _PARTICLES):
            return index
    return len(words) - 1


def _keeps_its_order(words: list[str]) -> bool:
    if any("CJK" in unicodedata.name(char, "") or "HANGUL" in unicodedata.name(char, "") for char in words[0]):
        return True
    return len(words) > 2 and unicodedata.normalize("NFC", words[0]).casefold() in _VIETNAMESE


def _trailing_suffix(words: list[str]) -> tuple[list[str], list[str]]:
    found: list[str] = []
    while len(words) > 1 and _is_suffix(words[-1], alone=len(words) < 3):
        found.insert(0, words[-1])
        words = words[:-1]
    return words, found


def _is_suffix(word: str, *, alone: bool) -> bool:
    bare = word.replace(".", "").strip(",")
    return bare.casefold() in _SUFFIXES or (not alone and bare in _SUFFIXES_IN_CAPITALS)


def _all_suffixes(piece: str) -> bool:
    return all(_is_suffix(word, alone=False) for word in piece.split())


def _leading_title(words: list[str]) -> tuple[str, list[str]]:
    if len(words) > 1 and words[0].rstrip(".").casefold() in _PREFIXES:
        return words[0], words[1:]
    return "", words


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _couple(text: str) -> str:
    return "two people in one name" if _COUPLE.search(f" {text} ") else ""


def _doubt(text: str) -> str:
    if "?" in text or "\ufffd" in text:
        return "a letter of the name was lost before this file was saved"
    if _DIGIT.search(text):
        return "the name has digits in it"
    return ""
