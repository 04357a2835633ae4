"""AES-256 deciphering (FIPS 197) in cipher block chaining, for reading what is left of a damaged encrypted file.

SQLCipher refuses a file whose first page is damaged, and everything behind it would be out of reach. Only deciphering
is here; nothing is ever encrypted by this module.
"""

import struct
from collections.abc import Sequence

BLOCK = 16
ROUNDS = 14


def _times(one: int, other: int) -> int:
    """Multiply in the field of 256 elements."""
    made = 0
    while other:
        if other & 1:
            made ^= one
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return made


def _boxes() -> tuple[bytes, bytes]:
    """The substitution and its inverse, from the definition: the inverse in the field, then an affine map."""
    box, back = bytearray(256), bytearray(256)
    powers = [1]
    for _ in range(254):
        powers.append(_times(powers[-1], 3))
    for value in range(256):
        inverse = powers[-powers.index(value) % 255] if value else 0
        made = 0x63
        for turn in range(5):
            made ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
        box[value], back[made] = made, value
    return bytes(box), bytes(back)


_BOX, _BACK = _boxes()


def _tables() -> list[list[int]]:
    """For each row of a column, what a byte of it becomes: put back through the box and mixed back."""
    found = []
    for row in range(4):
        factors = [14, 9, 13, 11]
        turned = factors[-row:] + factors[:-row]
        found.append([int.from_bytes(bytes(_times(byte, factor) for factor in turned), "big") for byte in _BACK])
    return found


_T0, _T1, _T2, _T3 = _tables()


class Decipher:
    """One key, made ready."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("AES-256 takes a key of 32 bytes")
        self._rounds = _schedule(key)

    def chained(self, data: bytes, start: bytes) -> bytes:
        """Decipher whole blocks, each xored with the enciphered one before it, the first with `start`."""
        words = struct.unpack(f">{len(data) // 4}I", data)
        before = struct.unpack(">4I", start)
        out: list[int] = []
        for at in range(0, len(words), 4):
            block = words[at : at + 4]
            plain = self._block(block)
            out += (plain[0] ^ before[0], plain[1] ^ before[1], plain[2] ^ before[2], plain[3] ^ before[3])
            before = block
        return struct.pack(f">{len(out)}I", *out)

    def _block(self, block: Sequence[int]) -> tuple[int, int, int, int]:
        t0, t1, t2, t3, back = _T0, _T1, _T2, _T3, _BACK
        first, *middle, last = self._rounds
        a, b, c, d = block[0] ^ first[0], block[1] ^ first[1], block[2] ^ first[2], block[3] ^ first[3]
        for k0, k1, k2, k3 in middle:
            a, b, c, d = (
                t0[a >> 24] ^ t1[d >> 16 & 255] ^ t2[c >> 8 & 255] ^ t3[b & 255] ^ k0,
                t0[b >> 24] ^ t1[a >> 16 & 255] ^ t2[d >> 8 & 255] ^ t3[c & 255] ^ k1,
                t0[c >> 24] ^ t1[b >> 16 & 255] ^ t2[a >> 8 & 255] ^ t3[d & 255] ^ k2,
                t0[d >> 24] ^ t1[c >> 16 & 255] ^ t2[b >> 8 & 255] ^ t3[a & 255] ^ k3,
            )
        return (
            (back[a >> 24] << 24 | back[d >> 16 & 255] << 16 | back[c >> 8 & 255] << 8 | back[b & 255]) ^ last[0],
            (back[b >> 24] << 24 | back[a >> 16 & 255] << 16 | back[d >> 8 & 255] << 8 | back[c & 255]) ^ last[1],
            (back[c >> 24] << 24 | back[b >> 16 & 255] << 16 | back[a >> 8 & 255] << 8 | back[d & 255]) ^ last[2],
            (back[d >> 24] << 24 | back[c >> 16 & 255] << 16 | back[b >> 8 & 255] << 8 | back[a & 255]) ^ last[3],
        )


def _schedule(key: bytes) -> list[tuple[int, int, int, int]]:
    """The keys of the rounds in the order of deciphering, those between first and last mixed back."""
    words = list(struct.unpack(">8I", key))
    factor = 1
    for at in range(8, 4 * (ROUNDS + 1)):
        word = words[-1]
        if at % 8 == 0:
            word = _boxed((word << 8 | word >> 24) & 0xFFFFFFFF) ^ factor << 24
            factor = _times(factor, 2)
        elif at % 8 == 4:
            word = _boxed(word)
        words.append(words[-8] ^ word)
    rounds = [(words[at], words[at + 1], words[at + 2], words[at + 3]) for at in range(0, len(words), 4)][::-1]
    mixed = [(_mixed(a), _mixed(b), _mixed(c), _mixed(d)) for a, b, c, d in rounds[1:-1]]
    return [rounds[0], *mixed, rounds[-1]]


def _boxed(word: int) -> int:
    return int.from_bytes(bytes(_BOX[byte] for byte in word.to_bytes(4, "big")), "big")


def _mixed(word: int) -> int:
    one, two, three, four = (_BOX[byte] for byte in word.to_bytes(4, "big"))
    return _T0[one] ^ _T1[two] ^ _T2[three] ^ _T3[four]
