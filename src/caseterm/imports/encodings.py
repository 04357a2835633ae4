"""Bytes of a text file as text: which encoding, and how it was known."""

import re
from dataclasses import dataclass

from caseterm.imports.errors import FileRefusedError
from caseterm.rules.counting import counted

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_NAMES = {"cp1252": "Windows-1252", "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 4096
_TWICE = re.compile("[ÂÃÅÄÆ][\u0080-\u00bf\u0152-\u017e\u02c6-\u2122]|â€|á[º»]")


@dataclass(frozen=True)
class Decoded:
    """The text, the encoding by its usual name, how it was known, and what the user should hear about it."""

    text: str
    encoding: str
    why: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a file: byte order mark, UTF-16 by its zeros, strict UTF-8, else Windows-1252.

    No statistics: guessing libraries turned Ñuñez into Ńuńez. `encoding` is the user's own choice. Bytes that the
    encoding has no character for become U+FFFD, with a note. Raises FileRefusedError for an unknown encoding.
    """
    if encoding is not None:
        return _chosen(data, encoding)
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            return Decoded(text, name, "its byte order mark", _lost(text))
    wide = _utf16_by_zeros(data[:_SAMPLE])
    if wide:
        text = data.decode(wide, "replace")
        return Decoded(text, "UTF-16", "a zero byte in every character", _lost(text))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_or_mixed(data)
    if text.isascii():
        return Decoded(text, "ASCII", "it has plain English letters only")
    return _repaired(Decoded(text, "UTF-8", "every byte fits UTF-8"))


def _chosen(data: bytes, encoding: str) -> Decoded:
    codec = "utf-8-sig" if encoding.casefold().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        text = data.decode(codec, "replace").lstrip("\ufeff")
    except (LookupError, UnicodeError, ValueError):
        raise FileRefusedError(
            f"The encoding {encoding} is not known.",
            next_step="Try utf-8, windows-1252, utf-16 or mac_roman, or leave it out.",
        ) from None
    return Decoded(text, _NAMES.get(codec, encoding), "you chose it", _lost(text))


def _utf16_by_zeros(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a zero in one of every two bytes, a text file has none elsewhere."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _windows_or_mixed(data: bytes) -> Decoded:
    """Windows-1252, unless nearly all accented letters are UTF-8 and a few lines were pasted in from elsewhere."""
    loose = data.decode("utf-8", "surrogateescape")
    strays = sum(1 for char in loose if "\udc80" <= char <= "\udcff")
    good = sum(1 for char in loose if char > "\x7f") - strays
    if good > strays * 4:
        text = re.sub("[\udc80-\udcff]", lambda hit: _windows(bytes([ord(hit[0]) - 0xDC00])), loose)
        note = f"{counted(strays, 'byte')} not fitting UTF-8 read as Windows-1252; look at the names with accents."
        return Decoded(text, "UTF-8, partly Windows-1252", "nearly every byte fits UTF-8", (note, *_lost(text)))
    text = _windows(data)
    return Decoded(text, "Windows-1252", "it is not UTF-8", _lost(text))


def _windows(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _lost(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{counted(count, 'byte')} without a character in this encoding, shown as \ufffd.",) if count else ()


def _repaired(decoded: Decoded) -> Decoded:
    """Undo text that was encoded twice (NuÃ±ez for Nuñez), where the line turns back exactly."""
    if _TWICE.search(decoded.text) is None:
        return decoded
    lines = decoded.text.split("\n")
    changed = 0
    for index, line in enumerate(lines):
        if _TWICE.search(line):
            once = _once(line)
            changed += once != line
            lines[index] = once
    if not changed:
        return decoded
    note = f"{counted(changed, 'line')} encoded twice (NuÃ±ez for Nuñez), turned back."
    return Decoded("\n".join(lines), decoded.encoding, decoded.why, (*decoded.notes, note))


def _once(line: str) -> str:
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line
