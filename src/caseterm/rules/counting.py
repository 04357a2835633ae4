"""How many of a thing, in words."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """1 row, 2 rows, 1,000 cases; `plural` where an s does not do."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
