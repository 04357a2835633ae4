"""Amounts as people and spreadsheets write them, in whole cents."""

import re
import unicodedata
from functools import lru_cache

from caseterm.rules.patterns import later
from caseterm.values import value

MAX_CENTS = 10**13  # a hundred billion dollars: past it a value is a number, not an amount

_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mm": 1_000_000, "mil": 1_000_000}
_SCALES |= {"mill": 1_000_000, "million": 1_000_000}
_PLAIN = later(r"\d{1,12}(?:\.\d{1,2})?")
_NUMBER = later(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?\s*(?P<scale>[a-z]*)")
_EXPONENT = later(r"\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_DOLLARS = later(r"^(?:us\s*\$|usd|\$)\s*|\s*(?:usd|dollars)$")
_DIGIT = later(r"\d")
_ZERO_DASH = later(r"\$\s*[-–—]\s*(?:\?\?)?")


@value
class Limits:
    """What a policy pays at most, in cents: each person, each accident, or one combined sum."""

    per_person: int | None = None
    per_accident: int | None = None
    combined: int | None = None


def parse_cents(text: str) -> int:
    """The cents in an amount: $1,234.56, (500), -$20, 25k, 1.5 million, 1234.5.

    A comma only parts thousands, so 1.234,56 and 12,34 are refused rather than guessed. More than two
    decimals are taken only as the rounding noise of a spreadsheet. Raises ValueError with the reason.
    """
    if _PLAIN.fullmatch(text):
        return _scaled(text, "", 1)
    amount, negative = _without_sign(_ascii_digits(text))
    if _ZERO_DASH.fullmatch(amount):
        return 0
    amount = _DOLLARS.sub("", amount.casefold()).strip()
    if not negative:
        amount, negative = _without_sign(amount)
    if not amount:
        raise ValueError("there is no amount")
    if _EXPONENT.fullmatch(amount):
        from decimal import Decimal  # seldom needed, and its import takes longer than the rest of this module

        amount = f"{Decimal(amount):f}"
    match = _NUMBER.fullmatch(amount)
    if match is None or not (match["whole"] or match["part"]):
        raise ValueError(_why_not(amount))
    scale = _SCALES.get(match["scale"])
    if scale is None:
        raise ValueError(f"the word after the number, {match['scale']}, is not k or million")
    digits = (match["whole"] or "0").replace(",", "") + "." + (match["part"] or "0")
    cents = _scaled(digits, amount, scale)
    return -cents if negative else cents


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip()
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _without_sign(amount: str) -> tuple[str, bool]:
    if amount.startswith("(") and amount.endswith(")"):
        return amount[1:-1].strip(), True
    if amount.startswith("$") and re.match(r"\$\s*\(.*\)$", amount):
        return amount[1:].strip(" ()"), True
    if amount.startswith("-"):
        return amount[1:].strip(), True
    if amount.endswith("-") and amount[:1].isdigit():
        return amount[:-1].strip(), True
    return (amount[1:].strip() if amount.startswith("+") else amount), False


def _scaled(digits: str, shown: str, scale: int) -> int:
    from decimal import Decimal

    exact = Decimal(digits) * scale * 100
    cents = int(exact.to_integral_value())
    if abs(exact - cents) > Decimal("0.001"):
        raise ValueError(f"{shown} has more than two decimals")
    if cents > MAX_CENTS:
        raise ValueError("the amount is too large")
    return cents


def _why_not(amount: str) -> str:
    if re.fullmatch(r"[\d.]+,\d{1,2}", amount):
        return "a comma before the last two digits is not read: write cents after a point"
    if re.search(r"\d,", amount) and re.fullmatch(r"[\d,.]+", amount):
        return "the commas do not part thousands"
    if _DIGIT.search(amount):
        return "this is more than one amount or not an amount"
    return "this is not an amount"


def format_cents(cents: int, *, parentheses: bool = False, dollar: bool = False) -> str:
    """Cents as people read them: 1,234.56; a negative amount as -1,234.56, or (1,234.56) on request."""
    sign = "$" if dollar else ""
    amount = f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    if cents >= 0:
        return amount
    return f"({amount})" if parentheses else f"-{amount}"


@lru_cache(maxsize=2048)
def parse_limits(text: str) -> Limits:
    """Policy limits: 25/50 and 100k/300k are thousands per person and per accident; one sum is per person.

    A third part (25/50/10) is property damage and stays out of the result; the caller keeps the text.
    A sum marked CSL is one combined limit. Raises ValueError with the reason.
    """
    words = re.sub(r"\b(per|each|person|accident|occurrence|occ|pp|pa|bi|limits?|policy)\b\.?", " ", text.casefold())
    combined = re.search(r"\bcsl\b|combined|single limit", words)
    words = re.sub(r"\bcsl\b|combined|single", " ", words)
    parts = [part.strip(" :.") for part in re.split(r"[/\\|]|\s&\s|\band\b|;|\s-\s", words) if part.strip(" :.")]
    if not parts:
        raise ValueError("there is no amount")
    if re.search(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d", text):
        raise ValueError("this is a date")
    if len(parts) > 3:
        raise ValueError("policy limits have at most three parts")
    amounts = [parse_cents(part) for part in parts]
    if any(amount < 0 for amount in amounts):
        raise ValueError("a limit cannot be negative")
    if len(parts) > 1:
        amounts = _in_dollars(parts, amounts)
    if combined:
        return Limits(combined=amounts[0])
    return Limits(per_person=amounts[0], per_accident=amounts[1] if len(amounts) > 1 else None)


def _in_dollars(parts: list[str], amounts: list[int]) -> list[int]:
    """25/50 means thousands; in 100/300k and 500/1m the first part is meant in thousands too."""
    if all(amount < 5_000_00 for amount in amounts) and not re.search(r"[km,.$]", "".join(parts)):
        return [amount * 1000 for amount in amounts]
    if amounts[0] < 5_000_00 and re.search(r"[km]", parts[-1]) and not re.search(r"[a-z$,]", parts[0]):
        fitting = [scale for scale in (1_000_000, 1_000) if amounts[0] * scale <= amounts[-1]]
        return [amounts[0] * fitting[0], *amounts[1:]] if fitting else amounts
    return amounts
