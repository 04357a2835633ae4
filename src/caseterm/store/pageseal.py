"""The pages of an encrypted file as SQLCipher 4 seals them, read without SQLCipher.

So whether a key fits, and which pages are damaged, can be told even when SQLCipher refuses the whole file. The layout
is that of zetetic.net/sqlcipher/design: each page of 4,096 bytes ends with 16 bytes to begin deciphering from and an
HMAC over the page and its number; the first 16 bytes of the file are the salt of the seal's key.

What is encrypted now is sealed with HMAC-SHA256, which today's processors do in a third of the time. Files that were
sealed with SQLCipher's usual HMAC-SHA512 stay so, and which one a file has is read from its pages.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from caseterm.store.cipher import PLAIN
from caseterm.store.peeking import look_into
from caseterm.values import value

PAGE = 4096
SALT = 16
CHAIN = 16
RESERVED = 80
"""What SQLite leaves free at the end of each page: room for the larger seal, whichever it is."""
_SEAL_SALT = 0x3A
_SEAL_ROUNDS = 2
_TRIED_PAGES = 24


@value
class Seal:
    """One way to seal pages: its name in SQLCipher and in Python, and the bytes it takes."""

    pragma: str
    digest: str
    size: int

    @property
    def tail(self) -> int:
        """How many bytes at the end of each page are not enciphered."""
        return CHAIN + self.size


SHA256 = Seal("HMAC_SHA256", "sha256", 32)
SHA512 = Seal("HMAC_SHA512", "sha512", 64)
NEW = SHA256
"""How a new file is sealed."""
SEALS = (SHA256, SHA512)


def seal_key(key: bytes, salt: bytes) -> bytes:
    """The key of the pages' seals, made from the database's key and the file's salt as SQLCipher does."""
    mixed = bytes(byte ^ _SEAL_SALT for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, mixed, _SEAL_ROUNDS, 32)


def is_sealed(page: bytes | memoryview, number: int, sealing: bytes, seal: Seal) -> bool:
    """Whether a page carries the seal of this key and this place; the first page is 1."""
    if len(page) != PAGE:
        return False
    start = SALT if number == 1 else 0
    made = hmac.new(sealing, page[start : -seal.size], seal.digest)
    made.update(number.to_bytes(4, "little"))
    return hmac.compare_digest(made.digest(), bytes(page[-seal.size :]))


def fits(path: Path, key: bytes) -> bool:
    """Whether a key opens a file, judged by the seals of some of its pages. Raises OSError."""
    return seal_of(path, key) is not None


def seal_of(path: Path, key: bytes) -> Seal | None:
    """How a file is sealed under a key; None when none of the pages that are tried carries its seal. Raises OSError."""
    with look_into(path) as file:
        salt = file.read(0, SALT)
        if len(salt) < SALT:
            return None
        sealing = seal_key(key, salt)
        for number in _some(file.size // PAGE):
            page = file.read((number - 1) * PAGE, PAGE)
            for seal in SEALS:
                if is_sealed(page, number, sealing, seal):
                    return seal
    return None


def broken_pages(path: Path, key: bytes) -> list[int]:
    """The numbers of the pages whose seal does not hold, a short last one among them. Raises OSError."""
    seal = seal_of(path, key) or NEW
    with look_into(path) as file:
        sealing = seal_key(key, file.read(0, SALT))
        broken, number = [], 1
        while page := file.read((number - 1) * PAGE, PAGE):
            if not is_sealed(page, number, sealing, seal):
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

    sealing, seal = _sealing(data, key)
    pages: list[bytes] = []
    broken: list[int] = []
    for number in range(1, -(-len(data) // PAGE) + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        if not is_sealed(page, number, sealing, seal):
            broken.append(number)
            pages.append(bytes(PAGE))
            continue
        start = SALT if number == 1 else 0
        body, chain = page[start : -seal.tail], page[-seal.tail : -seal.size]
        decipher = Cipher(algorithms.AES256(key), modes.CBC(chain)).decryptor()
        clear = decipher.update(body) + decipher.finalize()
        pages.append((PLAIN if number == 1 else b"") + clear + bytes(seal.tail))
    return Opened(b"".join(pages), tuple(broken))


def _sealing(data: bytes, key: bytes) -> tuple[bytes, Seal]:
    """The key of the seals and their kind; a salt with one bit turned is found out by the seal of another page."""
    salt = data[:SALT]
    right = seal_key(key, salt)
    numbers = list(_some(len(data) // PAGE))

    def held(sealing: bytes) -> Seal | None:
        pages = ((number, data[(number - 1) * PAGE : number * PAGE]) for number in numbers)
        return next((seal for n, page in pages for seal in SEALS if is_sealed(page, n, sealing, seal)), None)

    if (seal := held(right)) is not None:
        return right, seal
    for bit in range(8 * len(salt)):
        turned = bytearray(salt)
        turned[bit // 8] ^= 1 << bit % 8
        sealing = seal_key(key, bytes(turned))
        if (seal := held(sealing)) is not None:
            return sealing, seal
    return right, NEW
