"""The client's name in a cell that says more: a remark in brackets, a second person."""

import re
from typing import NamedTuple

from caseterm.rules.names import looks_like_organisation
from caseterm.rules.text import fold

_SAYS_MORE = re.compile(r"[;\n/&+(\[]|\s(?:and|AND)\s")
_LAST_IN_CAPITALS = re.compile(
    r"((?:[A-Z][A-Z'’-]{2,} )*[A-Z][A-Z'’-]{2,}) ([A-Z]?[a-z]\S*(?: [A-Z]?[a-z]\S*| [A-Z]\.?)*)"
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_REMARK_WORDS = """
minor infant child deceased decd dec adult driver passenger owner pedestrian mother father son daughter wife husband
spouse guardian gal new old closed dropped settled lit vip hold see spanish english aka fka nka estate incapacitated
"""
_REMARKS = frozenset(_REMARK_WORDS.split())
_NICKNAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?")
_SECOND = re.compile(r"\s*[;\n]\s*|\s+(?:/|&|\+|and|AND)\s+")


class ClientCell(NamedTuple):
    """The client's name, and why more stands in the cell than that; no reason where nothing else does."""

    name: str
    more: str = ""


def client_cell(text: str) -> ClientCell:
    """The client of a cell. What is left out is told by the reason, and the caller keeps the whole cell."""
    if _SAYS_MORE.search(text) is None:
        capitals = _LAST_IN_CAPITALS.fullmatch(text)
        if capitals is not None and not looks_like_organisation(text):
            return ClientCell(f"{capitals[1]}, {capitals[2]}", "is read with the last name first, which is in capitals")
        return ClientCell(text)
    one = _first_of_two(text)
    if one != text:
        return ClientCell(_without_remarks(one), "names two people; the first is taken, the other stands in the notes")
    name = _without_remarks(text)
    return (
        ClientCell(name, "has a remark beside the name, which stands in the notes")
        if name != text
        else ClientCell(text)
    )


def _without_remarks(text: str) -> str:
    """The text without brackets that hold something else than a nickname: (minor; mother: Ana), but not (Bob)."""
    bare = _BRACKETS.sub(lambda found: found[0] if _is_nickname(found[1]) else "", text).strip(" ,")
    return bare if re.search(r"[^\W\d]", bare) else text


def _is_nickname(said: str) -> bool:
    """Whether words in brackets belong to the name; (?) and [/b] are no remarks either, nor is what is not in words."""
    if not re.search(r"\w\w", said) or re.search(r"[^\w\s;:,.'’/&+#-]", said):
        return True
    return bool(_NICKNAME.fullmatch(said.strip())) and _REMARKS.isdisjoint(fold(said).split())


def _first_of_two(text: str) -> str:
    """The first of two people each named in full (Nguyen, Van A & Tran, Bich); a couple with one surname stays."""
    found = _SECOND.search(text)
    if found is None:
        return text
    one, two = text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")
    if looks_like_organisation(text) or looks_like_organisation(one) or ("(" in one and ")" not in one):
        return text
    listed = all(re.match(r"[^\W\d][^,]*,\s*[^\W\d]", name) for name in (one, two))
    parted = found[0].strip() in ("", ";", "/") and all(len(fold(name).split()) > 1 for name in (one, two))
    return one if listed or (parted and "," not in one) else text
