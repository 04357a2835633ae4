"""The pages of an encrypted file as SQLCipher 4 seals them, read without SQLCipher.

So whether a key fits, and which pages are damaged, can be told even when SQLCipher refuses the whole file. The layout
is that of zetetic.net/sqlcipher/design: each page of 4,096 bytes ends with 16 bytes to begin deciphering from and an
HMAC-SHA512 over the page and its number; the first 16 bytes of the file are the salt of the seal's key.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from caseterm.store.cipher import PLAIN
from caseterm.values import value

PAGE = 4096
SALT = 16
RESERVED = 80
SEAL = 64
_SEAL_SALT = 0x3A
_SEAL_ROUNDS = 2
_TRIED_PAGES = 24


def seal_key(key: bytes, salt: bytes) -> bytes:
    """The key of the pages' seals, made from the database's key and the file's salt as SQLCipher does."""
    mixed = bytes(byte ^ _SEAL_SALT for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, mixed, _SEAL_ROUNDS, 32)


def is_sealed(page: bytes | memoryview, number: int, sealing: bytes) -> bool:
    """Whether a page carries the seal of this key and this place; the first page is 1."""
    if len(page) != PAGE:
        return False
    start = SALT if number == 1 else 0
    made = hmac.new(sealing, page[start:-SEAL], hashlib.sha512)
    made.update(number.to_bytes(4, "little"))
    return hmac.compare_digest(made.digest(), bytes(page[-SEAL:]))


def fits(path: Path, key: bytes) -> bool:
    """Whether a key opens a file, judged by the seals of some of its pages. Raises OSError."""
    with path.open("rb") as file:
        salt = file.read(SALT)
        size = file.seek(0, 2)
        if len(salt) < SALT:
            return False
        sealing = seal_key(key, salt)
        for number in _some(size // PAGE):
            file.seek((number - 1) * PAGE)
            if is_sealed(file.read(PAGE), number, sealing):
                return True
    return False


def broken_pages(path: Path, key: bytes) -> list[int]:
    """The numbers of the pages whose seal does not hold, a short last one among them. Raises OSError."""
    with path.open("rb") as file:
        sealing = seal_key(key, file.read(SALT))
        file.seek(0)
        broken, number = [], 1
        while page := file.read(PAGE):
            if not is_sealed(page, number, sealing):
                broken.append(number)
            number += 1
    return broken


def _some(count: int) -> Iterator[int]:
    """The first page, then others spread over the file."""
    step = max(1, count // _TRIED_PAGES)
    yield from range(1, count + 1, step)


@value
class Opened:
    """What could be deciphered of a file: its pages in the clear, and the numbers of those whose seal is broken.

    A page with a broken seal is all zeros: nothing of it can be believed.
    """

    data: bytes
    broken: tuple[int, ...]


def opened(data: bytes, key: bytes) -> Opened:
    """Decipher every page whose seal holds, in memory: SQLCipher refuses a file whose first page is damaged."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # opening a database never needs it

    sealing = _sealing(data, key)
    pages: list[bytes] = []
    broken: list[int] = []
    for number in range(1, -(-len(data) // PAGE) + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        if not is_sealed(page, number, sealing):
            broken.append(number)
            pages.append(bytes(PAGE))
            continue
        start = SALT if number == 1 else 0
        body, chain = page[start:-RESERVED], page[-RESERVED : -RESERVED + SALT]
        decipher = Cipher(algorithms.AES256(key), modes.CBC(chain)).decryptor()
        clear = decipher.update(body) + decipher.finalize()
        pages.append((PLAIN if number == 1 else b"") + clear + bytes(RESERVED))
    return Opened(b"".join(pages), tuple(broken))


def _sealing(data: bytes, key: bytes) -> bytes:
    """The key of the seals; a salt with one bit turned is found out by the seal of another page."""
    salt = data[:SALT]
    right = seal_key(key, salt)
    numbers = list(_some(len(data) // PAGE))

    def holds(sealing: bytes) -> bool:
        return any(is_sealed(data[(number - 1) * PAGE : number * PAGE], number, sealing) for number in numbers)

    if len(salt) < SALT or holds(right):
        return right
    for bit in range(8 * SALT):
        turned = bytearray(salt)
        turned[bit // 8] ^= 1 << bit % 8
        sealing = seal_key(key, bytes(turned))
        if holds(sealing):
            return sealing
    return right
