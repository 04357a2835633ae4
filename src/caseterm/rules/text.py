"""Text from people: made safe to store, safe to show, and easy to find."""

import re
import unicodedata
from functools import cache, lru_cache

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_C1 = {code: f"<{code:02X}>" for code in range(0x80, 0xA0)}
_KEPT_INVISIBLE = {0x200C, 0x200D}  # joiners: names in Persian and Hindi, and emoji families, need them
_MARKED = (
    {
        0x00AD,
        0x034F,
        0x061C,
        0x115F,
        0x1160,
        0x180E,
        0x2028,
        0x2029,
        0x3164,
        0xFEFF,
        0xFFA0,
        0xFFF9,
        0xFFFA,
        0xFFFB,
    }
    | set(range(0x200B, 0x2010))
    | set(range(0x202A, 0x202F))
    | set(range(0x2060, 0x2070))
    | set(range(0xE0000, 0xE0020))
) - _KEPT_INVISIBLE

_STORE_LINES = {code: mark for code, mark in (_PICTURES | _C1).items() if code not in (0x09, 0x0A)}
_SHOW = _PICTURES | _C1 | {code: f"<U+{code:04X}>" for code in _MARKED}

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)

_FOLD = {code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`." else " " for code in range(128)}
"""What becomes of ASCII where text is searched."""
_DIGITS = {code: None for code in range(128) if not chr(code).isdecimal()}


def clean_input(value: str, *, multiline: bool = False) -> str:
    """What is stored for what was typed, pasted or imported.

    Composed Unicode (NFC), no lone surrogates, outer blanks removed. Control characters become the visible
    picture of themselves (escape becomes ␛), so nothing typed is lost and nothing can act. Line ends become
    a newline where `multiline`, a blank otherwise.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)
    text = text.translate(_STORE_LINES)  # before blanks are removed: Python takes some controls for blanks
    if not multiline:
        text = " ".join(part.strip() for part in text.replace("\t", " ").split("\n"))
    return unicodedata.normalize("NFC", text).strip()


def show(value: str) -> str:
    """One line of text as a terminal may receive it: controls, bidi and invisible characters become marks."""
    if value.isascii() and value.isprintable():
        return value
    return _replace_surrogates(value).translate(_SHOW)


def show_lines(value: str) -> list[str]:
    """The same for text of several lines; a tab becomes blanks."""
    return [show(line.replace("\t", "    ")) for line in value.split("\n")]


def json_inert(source: str) -> str:
    """JSON text whose characters that could act on a terminal are written as escapes: nothing is lost, nothing acts."""
    return _acts().sub(_as_json_escape, source)


@cache
def _acts() -> re.Pattern[str]:
    """One character that could act, made when first asked for: few commands write JSON."""
    return re.compile(f"[{''.join(map(re.escape, map(chr, sorted(_SHOW.keys() - {0x0A}))))}\\ud800-\\udfff]")


def _as_json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _replace_surrogates(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in value)
    return value


@lru_cache(maxsize=4096)
def fold(value: str) -> str:
    """Text as it is searched: no case, no accents, no punctuation, single blanks.

    "O'Neil-Núñez" and "oneil nunez" meet; apostrophes vanish, other punctuation parts words.
    """
    if value.isascii():
        return " ".join(value.translate(_FOLD).split())
    text = value.casefold().translate(_LETTERS)
    if text.isascii():
        return " ".join(text.translate(_FOLD).split())
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    kept: list[str] = []
    for char in text:
        if char.isalnum():
            kept.append(char)
        elif char in "'’ʼ`´‘." or unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        else:
            kept.append(" ")
    return " ".join("".join(kept).split())


def squeeze(value: str) -> str:
    """Folded text without blanks: claim 88-A12 and 88a12 meet."""
    return fold(value).replace(" ", "")


def digits(value: str) -> str:
    """The decimal digits of a text, as ASCII."""
    if value.isascii():
        return value.translate(_DIGITS)
    return "".join(str(unicodedata.decimal(char)) for char in value if char.isdecimal())
