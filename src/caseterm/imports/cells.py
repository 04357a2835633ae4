"""Cells that hold several things at once: people with their numbers, addresses on one line, providers in a list."""

import re
from collections.abc import Callable
from functools import lru_cache

from caseterm.imports.words import state_of
from caseterm.rules.caserow import Address, Someone
from caseterm.rules.names import PersonName, split_person
from caseterm.rules.phones import split_phones
from caseterm.rules.text import clean_input

EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_STATE_ZIP = re.compile(r"[,\s]+([A-Za-z.]{2,20})\.?[,\s]+(\d{5}(?:-\d{4})?)(?:,?\s*(?:USA?|United States))?$")
_STATE_END = re.compile(r",\s*([A-Za-z]{2})\.?$")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+(?=\D)")
_LISTED_WITH_CREDENTIAL = re.compile(
    r"\s*[^\W\d]\S*,\s*[^\W\d]\S*(?:\s\S+)?,?\s(?:MD|M\.D\.|DC|D\.C\.|DO|DPM|NP|PA-C|PhD)\.?\s*"
)
_REMARK = re.compile(r"\s*\([^()\d]*\)")
_ENDINGS = frozenset(
    [
        "md",
        "dc",
        "do",
        "pt",
        "dpt",
        "np",
        "pa",
        "rn",
        "dds",
        "phd",
        "inc",
        "llc",
        "llp",
        "pllc",
        "pc",
        "ltd",
        "jr",
        "sr",
    ]
)


def clean(text: str) -> str:
    """A cell as it is stored, several lines kept. Fast for plain text, which nearly every cell is."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return clean_input(text, multiline=True)


def one_line(text: str) -> str:
    """A cell as one line."""
    return clean_input(text) if "\n" in text or "\t" in text else text


@lru_cache(maxsize=4096)
def someone(text: str, named: Callable[[str], PersonName] = split_person) -> tuple[Someone, str]:
    """Who stands in a cell with the phones and e-mails beside the name, and the text that was none of these.

    `named` takes the name apart.
    """
    emails = tuple(EMAIL.findall(text))
    rest = EMAIL.sub(" ", text)
    phones, left = split_phones(rest) if re.search(r"\d{3}", rest) else ((), "")
    if phones:
        rest, notes = _name_of(rest, [phone.note for phone in phones], left)
        phones = tuple(type(phone)(phone.number, phone.label, phone.ext) for phone in phones)
    else:
        notes = ""
    name = " ".join(re.sub(r"\s*[|/;]\s*$|^\s*[|/;]", "", rest.strip(" ,;-–|<>()\n")).split())
    return Someone(named(name) if name else PersonName(), phones, emails), notes


def _name_of(text: str, notes: list[str], left: str) -> tuple[str, str]:
    """Which of the words around the numbers are the name: the first, and what else was said."""
    words = [word for word in (*notes, left) if word]
    words.sort(key=lambda word: text.find(word.split(";")[0]))
    return (words[0], "; ".join(words[1:])) if words else ("", "")


def split_address(text: str) -> Address:
    """Street, city, state and ZIP of an address in one cell, as far as they can be told apart."""
    lines = [line.strip(" ,") for line in text.split("\n") if line.strip(" ,")]
    whole = ", ".join(lines)
    found = _STATE_ZIP.search(whole)
    if found is not None and state_of(found[1]):
        street, city = _street_city(whole[: found.start()])
        return Address(street, "", city, state_of(found[1]) or "", found[2])
    ending = _STATE_END.search(whole)
    if ending is not None and state_of(ending[1]):
        street, city = _street_city(whole[: ending.start()])
        return Address(street, "", city, state_of(ending[1]) or "")
    return Address(street=whole)


def _street_city(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return (text.strip(), "") if re.search(r"\d", text) else ("", text.strip())
    return ", ".join(parts[:-1]), parts[-1]


def fix_zip(text: str) -> str | None:
    """A ZIP with the zeros a spreadsheet ate put back; None where it is none."""
    found = re.fullmatch(r"(\d{3,5})(?:-?(\d{4}))?", text.strip())
    if found is None or (len(found[1]) < 5 and found[2]):
        return None
    return found[1].zfill(5) + (f"-{found[2]}" if found[2] else "")


def split_list(text: str) -> list[str]:
    """Names in a list, commas before MD, PT, LLC and their kin not taken for separators, nor that of Smith, John DC."""
    pieces: list[str] = []
    parts = _NUMBERED.split(text)[1:] if _NUMBERED.match(text) else re.split(r"[;\n|]|\s/\s|\s&\s(?=Dr\b)", text)
    for part in parts:
        if _LISTED_WITH_CREDENTIAL.fullmatch(part):
            pieces.append(part.strip())
            continue
        begun = len(pieces)
        for piece in part.split(","):
            word = piece.strip().replace(".", "").casefold()
            if len(pieces) > begun and word in _ENDINGS:
                pieces[-1] += f", {piece.strip()}"
            elif piece.strip():
                pieces.append(piece.strip())
    return pieces


def without_remark(text: str) -> str:
    """A name without what is said of it in brackets: Harbor Chiro (Dr. Kim). The caller keeps the cell."""
    bare = _REMARK.sub("", text).strip(" ,") if "(" in text else text
    return bare if any(char.isalpha() for char in bare) else text


def split_people(text: str) -> list[str]:
    """Several people or companies in a cell, parted by semicolons, lines or bars; commas belong to the names."""
    return [piece.strip(" ,") for piece in re.split(r"[;\n|]", text) if piece.strip(" ,")]
