"""Reads rows straight from the pages of an SQLite file, past everything that is damaged.

The file format is that of sqlite.org/fileformat2.html. Nothing here trusts a number it reads: what does not fit is
counted and left out, and no page is read twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAGIC = b"SQLite format 3\x00"
INTERIOR, LEAF = 0x05, 0x0D
MOST_RESERVED = 80
"""SQLCipher's; others reserve less."""
_INTEGERS: Mapping[int, int] = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True)
class RawRow:
    """One row as it lies in the file; `garbled` when a text in it is no UTF-8, so something in it was changed."""

    rowid: int
    values: tuple[Any, ...]
    garbled: bool = False


class PageFile:
    """The pages of a file. `bad` counts pages and rows that could not be read."""

    def __init__(self, data: bytes | memoryview, *, reserved: int = 0) -> None:
        """`reserved`: how many bytes at the end of each page are no content, when the first page cannot tell."""
        self.data = memoryview(data)
        sound = bytes(self.data[:16]) == MAGIC
        size = int.from_bytes(self.data[16:18], "big") if sound else 4096
        size = 65536 if size == 1 else size
        self.size = size if 512 <= size <= 65536 and size & (size - 1) == 0 else 4096
        self.usable = self.size - (self.data[20] if sound and self.data[20] <= MOST_RESERVED else reserved)
        self.count = -(-len(self.data) // self.size)
        self.seen: set[int] = set()
        self.bad = 0

    def page(self, number: int) -> memoryview:
        """One page, the first is 1; the last may be short. Raises ValueError when it is not in the file."""
        if not 1 <= number <= self.count:
            raise ValueError
        return self.data[(number - 1) * self.size : number * self.size]

    def rows(self, root: int) -> Iterator[RawRow]:
        """Every row below a table's root page that can be read."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self.seen:
                continue
            try:
                page = self.page(number)
                start = 100 if number == 1 else 0
                kind, cells = page[start], struct.unpack_from(">H", page, start + 3)[0]
            except (ValueError, IndexError, struct.error):
                self.bad += 1
                continue
            if kind == LEAF:
                self.seen.add(number)
                yield from self._leaf(page, start, cells)
            elif kind == INTERIOR:
                self.seen.add(number)
                waiting += reversed(self._children(page, start, cells))
            else:
                self.bad += 1

    def schema_rows(self) -> Iterator[RawRow]:
        """Every row anywhere that says where a table begins; for a file whose first page does not lead to them."""
        bad = self.bad
        for number in range(2, self.count + 1):
            page = self.page(number)
            if len(page) >= 8 and page[0] == LEAF:
                for row in self._leaf(page, 0, struct.unpack_from(">H", page, 3)[0]):
                    if len(row.values) == 5 and row.values[0] == "table" and isinstance(row.values[3], int):
                        yield row
        self.bad = bad

    def stray_rows(self) -> Iterator[list[RawRow]]:
        """The rows of every leaf page that no table led to, page by page."""
        for number in range(2, self.count + 1):
            page = self.page(number)
            if number in self.seen or len(page) < 8 or page[0] != LEAF:
                continue
            cells = struct.unpack_from(">H", page, 3)[0]
            if 0 < cells <= self.size // 4:
                self.seen.add(number)
                yield list(self._leaf(page, 0, cells))

    def _children(self, page: memoryview, start: int, cells: int) -> list[int]:
        found: list[int] = []
        for place in range(min(cells, self.size // 4)):
            try:
                at = struct.unpack_from(">H", page, start + 12 + 2 * place)[0]
                found.append(struct.unpack_from(">I", page, at)[0])
            except struct.error:
                self.bad += 1
        try:
            found.append(struct.unpack_from(">I", page, start + 8)[0])
        except struct.error:
            self.bad += 1
        return found

    def _leaf(self, page: memoryview, start: int, cells: int) -> Iterator[RawRow]:
        for place in range(min(cells, self.size // 4)):
            try:
                at = struct.unpack_from(">H", page, start + 8 + 2 * place)[0]
                length, at = varint(page, at)
                rowid, at = varint(page, at)
                yield record(self._payload(page, at, length), rowid)
            except (ValueError, IndexError, struct.error):
                self.bad += 1

    def _payload(self, page: memoryview, at: int, length: int) -> bytes:
        """A row's bytes, put together from its page and the overflow pages behind it."""
        if not 0 < length <= len(self.data):
            raise ValueError
        local = self._local(length)
        parts = [bytes(page[at : at + local])]
        if len(parts[0]) < local:
            raise ValueError
        missing = length - local
        following = struct.unpack_from(">I", page, at + local)[0] if missing else 0
        while missing:
            over = self.page(following)
            part = bytes(over[4 : 4 + min(missing, self.usable - 4)])
            if not part:
                raise ValueError
            parts.append(part)
            missing -= len(part)
            following = struct.unpack_from(">I", over, 0)[0]
        return b"".join(parts)

    def _local(self, length: int) -> int:
        most = self.usable - 35
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        return local if local <= most else least


def varint(data: memoryview | bytes, at: int) -> tuple[int, int]:
    """A variable-length integer (64 bits, signed) and the place behind it. Raises IndexError at the end of the data."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def record(data: bytes, rowid: int) -> RawRow:
    """The values of a row's bytes. Raises ValueError or IndexError when they do not fit together."""
    end, at = varint(data, 0)
    if not 1 <= end <= len(data):
        raise ValueError
    kinds = []
    while at < end:
        kind, at = varint(data, at)
        kinds.append(kind)
    values: list[Any] = []
    garbled = False
    for kind in kinds:
        size = _size(kind)
        part = data[at : at + size]
        if len(part) < size:
            raise ValueError
        at += size
        if kind in _INTEGERS:
            values.append(int.from_bytes(part, "big", signed=True))
        elif kind == 7:
            values.append(struct.unpack(">d", part)[0])
        elif kind in (8, 9):
            values.append(kind - 8)
        elif kind >= 12 and kind % 2 == 0:
            values.append(part)
        elif kind >= 13:
            garbled |= not _is_text(part)
            values.append(part.decode("utf-8", "replace"))
        else:
            values.append(None)
    if at != len(data):
        raise ValueError
    return RawRow(rowid, tuple(values), garbled)


def _size(kind: int) -> int:
    if kind in _INTEGERS:
        return _INTEGERS[kind]
    if kind == 7:
        return 8
    if kind in (0, 8, 9):
        return 0
    if kind < 12:
        raise ValueError
    return (kind - 12) // 2


def _is_text(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
