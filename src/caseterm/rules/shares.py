"""Exact shares of an amount: fractions as people write them, halves rounded up, and sums parted to the cent."""

import re
from collections.abc import Sequence
from fractions import Fraction

MOST_DIGITS = 9
_MIXED = re.compile(r"(?:(?P<whole>\d{1,3})\s+)?(?P<num>\d{1,9})\s*/\s*(?P<den>\d{1,9})")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,6})?")


def part(cents: int, num: int, den: int) -> int:
    """`num/den` of an amount that is not negative, a half cent rounded up."""
    return (2 * cents * num + den) // (2 * den)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """A total parted in proportion to the weights; the cents left over go to the largest remainders, the first first.

    The parts always sum to the total. Where every weight is 0, the first takes all.
    """
    if not weights:
        return []
    whole = sum(weights)
    if whole == 0:
        return [total, *([0] * (len(weights) - 1))]
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def parse_share(text: str) -> tuple[int, int]:
    """The exact fraction in 1/3, 33 1/3 %, 33.33 %, 40; a number is always a percentage.

    33.33 % is 3333/10000 and not a third. Raises ValueError with the reason.
    """
    typed = " ".join(text.replace("⅓", " 1/3").replace("⅔", " 2/3").replace("½", " 1/2").split())
    percent = typed.endswith("%")
    typed = re.sub(r"\s*(?:%|percent)$", "", typed, flags=re.IGNORECASE).strip()
    percent = percent or "percent" in text.casefold()
    found = None
    if match := _MIXED.fullmatch(typed):
        if int(match["den"]) == 0:
            raise ValueError("a fraction cannot have 0 below the line")
        found = Fraction(int(match["num"]), int(match["den"])) + int(match["whole"] or 0)
        if percent or match["whole"]:
            found /= 100
    elif _DECIMAL.fullmatch(typed):
        found = Fraction(typed) / 100
        if 0 < found < Fraction(1, 100) and not percent:
            raise ValueError("is that a percentage? Write 40 % or 2/5")
    if found is None:
        raise ValueError("write 1/3, 33 1/3 %, 33.33 % or 40 %")
    if found > 1:
        raise ValueError("more than the whole")
    if found.denominator >= 10**MOST_DIGITS:
        raise ValueError("the fraction is too fine")
    return found.numerator, found.denominator


def share_words(num: int, den: int) -> str:
    """A fraction as a percentage, exactly: 33 1/3 %, 33.33 %, 40 %."""
    hundred = Fraction(num * 100, den)
    if hundred.denominator == 1:
        return f"{hundred.numerator} %"
    if 1_000_000 % hundred.denominator == 0:
        text = f"{hundred.numerator * (1_000_000 // hundred.denominator):07d}"
        return f"{text[:-6]}.{text[-6:].rstrip('0')} %"
    whole, rest = divmod(hundred.numerator, hundred.denominator)
    return f"{f'{whole} ' if whole else ''}{rest}/{hundred.denominator} %"
