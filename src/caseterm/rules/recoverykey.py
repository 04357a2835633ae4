"""The recovery key as it is printed and typed again: nine groups of four, with check letters.

Twenty random bytes in an alphabet without I, L, O and U, so that nothing in it can be read as something else.
"""

import hashlib

SEED_BYTES = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
LENGTH = SEED_BYTES * 8 // 5 + GROUP
"""Letters without the hyphens; the last group checks the others."""
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def printed(seed: bytes) -> str:
    """The key to print: 7K2M-... Raises ValueError for a seed of another length."""
    if len(seed) != SEED_BYTES:
        raise ValueError("a seed has 20 bytes")
    letters = _letters(seed) + _check(seed)
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def looks_like_one(text: str) -> bool:
    """Whether a text is meant to be a recovery key, right or mistyped."""
    letters = _plain(text)
    return len(letters) == LENGTH and set(letters) <= set(ALPHABET)


def read(text: str) -> bytes | None:
    """The seed behind a typed recovery key; None when it is none or a letter of it is wrong."""
    if not looks_like_one(text):
        return None
    letters = _plain(text)
    number = 0
    for letter in letters[:-GROUP]:
        number = number << 5 | ALPHABET.index(letter)
    seed = number.to_bytes(SEED_BYTES, "big")
    return seed if _check(seed) == letters[-GROUP:] else None


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper().translate(_LOOKALIKES)


def _letters(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    count = len(data) * 8 // 5
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _check(seed: bytes) -> str:
    return _letters(hashlib.blake2b(seed, digest_size=5, person=b"caseterm-check").digest())[:GROUP]
