"""How good a passphrase is, in words; never a rule about capitals and digits."""

import itertools
import math
import unicodedata

SHORTEST = 8
LONGEST = 1000
FAIR_BITS, STRONG_BITS = 45.0, 70.0
_COMMON = (
    "password", "passwort", "passphrase", "caseterm", "letmein", "welcome", "qwerty", "asdfgh", "iloveyou", "admin",
    "monkey", "dragon", "sunshine", "football", "secret", "changeme", "lawfirm", "paralegal", "attorney",
)  # fmt: skip
_BITS_OF_A_WORD = 11.0


def normal(passphrase: str) -> bytes:
    """The bytes that count: an accented letter is the same however a keyboard composes it."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def refusal(passphrase: str) -> str | None:
    """Why a new passphrase cannot be taken, or None."""
    if not passphrase.strip():
        return "Type a passphrase."
    if len(passphrase) < SHORTEST:
        return f"Too short: at least {SHORTEST} characters. Four or five words that do not belong together are good."
    if len(passphrase) > LONGEST:
        return f"Too long: at most {LONGEST} characters."
    return None


def remark(passphrase: str) -> tuple[str, str]:
    """How hard it is to guess: a role (bad, warn, good) and the words for it."""
    if not passphrase:
        return "muted", ""
    bits = strength(passphrase)
    if bits < FAIR_BITS:
        return "bad", "Weak: a computer finds it. Four or five words that do not belong together are good."
    if bits < STRONG_BITS:
        return "warn", "Fair. One more word makes it strong."
    return "good", "Strong."


def strength(passphrase: str) -> float:
    """About how many bits somebody who guesses cleverly must try; words count as words, repeats for little."""
    text = unicodedata.normalize("NFC", passphrase).casefold()
    for common in _COMMON:
        text = text.replace(common, "~")
    words = text.split()
    plain_words = sum(word.isalpha() and len(word) >= 3 for word in words)
    if plain_words >= 3:
        rest = "".join(word for word in words if not (word.isalpha() and len(word) >= 3))
        distinct = len({word for word in words if word.isalpha() and len(word) >= 3})
        return distinct * (_BITS_OF_A_WORD + 4) + _of_letters(rest)
    return _of_letters(text if passphrase == passphrase.casefold() else text + "~")


def _of_letters(text: str) -> float:
    if not text:
        return 0.0
    pool = 0
    pool += 26 if any(char.isascii() and char.isalpha() for char in text) else 0
    pool += 10 if any(char.isdigit() for char in text) else 0
    pool += 20 if any(not char.isalnum() for char in text) else 0
    pool += 60 if any(not char.isascii() for char in text) else 0
    telling = 1.0
    for before, char in itertools.pairwise(text):
        step = ord(char) - ord(before)
        telling += 0.2 if step in (-1, 0, 1) else 0.75
    return telling * math.log2(max(2, pool))
