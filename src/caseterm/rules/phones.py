"""Telephone numbers in a cell of free text: the numbers, their labels, and whatever else stood there."""

import re
import unicodedata
from itertools import pairwise

from caseterm.rules.patterns import later
from caseterm.values import value

_LABELS = {
    "mobile": "c cell cellphone cellular mobile mob m cl iphone",
    "home": "h hm home house res residence landline",
    "work": "w wk work business bus job",
    "office": "o off ofc office main direct dir",
    "fax": "f fx fax facsimile",
    "other": "other alt alternate p ph phone tel telephone t call emergency",
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words.split()}
_FILLER = {"phone", "no", "number", "num", "ph", "tel", "telephone"}

_EXTENSION = r"(?:\s*[,;]?\s*(?:x|ext|extn|extension|#)\s*[.:#]?\s*(?P<{name}>\d{{1,6}})(?!\d))?"
_PHONE = later(
    r"(?<![\w+])(?:"
    r"(?:\+?1[\s.\-]{0,2})?(?P<us>\(?\s*[2-9]\d{2}\s*\)?[\s.\-/–]{0,3}\d{3}[\s.\-–]{0,3}\d{4})"
    r"|\+(?P<abroad>(?!1[\s.\-(]*\d{3}\D*\d{3}\D*\d{4})[1-9](?:[\s.\-]?\(?\d\)?){6,14})"
    r"|(?P<local>[2-9]\d{2}[\s.\-–]\d{4})"
    r")(?!\d)" + _EXTENSION.format(name="ext"),
    re.IGNORECASE,
)
_SIMPLE = later(r"\(?([2-9]\d{2})\)?[ .\-]?(\d{3})[ .\-]?(\d{4})")
_LABEL_AT_END = later(r"(.*\w.*?)\s*[(,;:]\s*(\w+)")
_SEPARATOR = later(r"[,;/|\n&]|\s(?:and|or)\s", re.IGNORECASE)


@value
class Phone:
    """One number: digits only (ten for the US, with + and country code for others), label, extension.

    `label` is mobile, home, work, office, fax, other or empty; `note` is any other word that stood by the
    number, such as whose it is.
    """

    number: str
    label: str = ""
    ext: str = ""
    note: str = ""


def split_phones(text: str) -> tuple[tuple[Phone, ...], str]:
    """Every telephone number in a cell, and the text that is none of them.

    Reads (206) 555-0146 (c), h: 555.0101 x12 / work 206.555.0199. No digit is ever lost: what is not a
    number, extension, label or note comes back as the second value.
    """
    simple = _SIMPLE.fullmatch(text)
    if simple is not None:
        return (Phone("".join(simple.groups())),), ""
    text = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    matches = list(_PHONE.finditer(text))
    if not matches:
        return (), text.strip()
    befores, afters = _gaps(text, matches)
    phones: list[Phone] = []
    left: list[str] = []
    for match, before, after in zip(matches, befores, afters, strict=True):
        label, notes, rest = _words(before, after)
        left.extend(rest)
        phones.append(Phone(_digits_of(match), label, match["ext"] or "", ", ".join(notes)))
    return tuple(phones), "; ".join(left)


def _digits_of(match: re.Match[str]) -> str:
    if match["abroad"]:
        return "+" + re.sub(r"\D", "", match["abroad"])
    return re.sub(r"\D", "", match["us"] or match["local"])


def _gaps(text: str, matches: list[re.Match[str]]) -> tuple[list[str], list[str]]:
    """The words before and after each number that belong to it rather than to its neighbour."""
    befores = [text[: matches[0].start()]]
    afters: list[str] = []
    for left, right in pairwise(matches):
        after, before = _shared(text[left.end() : right.start()], had_label=bool(befores[-1].strip(" ,;/|&\n")))
        afters.append(after)
        befores.append(before)
    afters.append(text[matches[-1].end() :])
    return befores, afters


def _shared(gap: str, *, had_label: bool) -> tuple[str, str]:
    parted = _SEPARATOR.search(gap)
    if parted is not None:
        return gap[: parted.start()], gap[parted.end() :]
    closed = re.match(r"\s*\([^()]*\)", gap)
    if closed is not None:
        return closed[0], gap[closed.end() :]
    if had_label or gap.rstrip().endswith(":"):
        return "", gap
    return gap, ""


def _words(before: str, after: str) -> tuple[str, list[str], list[str]]:
    label = ""
    notes: list[str] = []
    rest: list[str] = []
    for chunk in (before, after):
        said = re.sub(r"\s+", " ", chunk).strip(" \t()[]:;.,-–=/|&#")
        if not said:
            continue
        named = _LABEL_AT_END.fullmatch(said) if chunk is before and not label else None
        if named is not None and named[2].casefold() in _LABEL_OF:
            label, said = _LABEL_OF[named[2].casefold()], named[1].rstrip(" ,;:-")
        words = [word for word in re.split(r"[^\w]+", said.casefold()) if word]
        found = [_LABEL_OF[word] for word in words if word in _LABEL_OF]
        if not label and found and all(word in _LABEL_OF or word in _FILLER for word in words):
            label = next((name for name in found if name != "other"), "other")
        elif len(said) <= 30 and not any(char.isdigit() for char in said):
            notes.append(said)
        else:
            rest.append(said)
    return label, notes, rest


def label_in(words: str) -> str:
    """The label a column's header gives its numbers: Cell Phone is mobile, Wk Tel is work, Phone is empty."""
    for word in re.split(r"[^a-z]+", words.casefold()):
        label = _LABEL_OF.get(word, "other")
        if label != "other":
            return label
    return ""


def format_phone(number: str, ext: str = "") -> str:
    """Digits as people read them: (206) 555-0146 x12, 555-0101; anything else as it is."""
    if number.isdigit() and len(number) == 10:
        shown = f"({number[:3]}) {number[3:6]}-{number[6:]}"
    elif number.isdigit() and len(number) == 7:
        shown = f"{number[:3]}-{number[3:]}"
    else:
        shown = number
    return f"{shown} x{ext}" if ext else shown
