"""What stands on the card of a coverage, in words: letters, limits as they are typed, statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseterm.queries.casefile_cover import CoverageLine
from caseterm.rules.claim_fields import FIELDS
from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents, parse_limits
from caseterm.rules.text import fold


def statement_words(facts: Mapping[str, object], whom: str) -> str:
    """Refused, asked by Acme Mutual, 11/02/2026; '' where it is another's, or none was asked for.

    `facts` are those of the claim type, `whom` the insurer and the adjuster of a coverage.
    """
    state, by, on = (facts.get(f"auto_statement{part}") for part in ("", "_by", "_on"))
    if not state or (by and not set(fold(str(by)).split()) & set(fold(whom).split())):
        return ""
    said = dict(FIELDS["auto_statement"].choices).get(str(state), str(state)).lower()
    parts = (said, f"asked by {by}" if by else "", paper_day(on) if isinstance(on, date) else "")
    return ", ".join(part for part in parts if part)


def limits_named(line: CoverageLine) -> str:
    """Every limit of a coverage, and how it is known."""
    names = (
        (line.limit_per_person, "per person"), (line.limit_per_accident, "per accident"),
        (line.csl_limit, "combined"), (line.deductible, "deductible"),
    )  # fmt: skip
    parts = [f"{format_cents(cents, dollar=True)} {name}" for cents, name in names if cents is not None]
    if line.limits_disclosed_on:
        parts.append(f"disclosed {paper_day(line.limits_disclosed_on)}")
    if line.dec_page_received:
        parts.append("dec page in")
    if line.exhausted_on:
        parts.append(f"exhausted {paper_day(line.exhausted_on)}")
    return ", ".join(parts)


def letters(line: CoverageLine) -> str:
    parts = []
    if line.lor_sent_on:
        parts.append(f"LOR sent {paper_day(line.lor_sent_on)}")
    if line.lor_ack_on:
        parts.append(f"acknowledged {paper_day(line.lor_ack_on)}")
    return ", ".join(parts)


def limits_text(line: CoverageLine) -> str:
    """Limits as they are typed, so that they read back as the same."""
    if line.csl_limit is not None:
        return f"${line.csl_limit / 100:,.2f} CSL"
    amounts = [cents for cents in (line.limit_per_person, line.limit_per_accident) if cents is not None]
    return "/".join(f"${cents / 100:,.2f}".removesuffix(".00") for cents in amounts)


def limits_problem(value: object) -> str | None:
    """Why limits cannot be read, or cannot be; None when they can."""
    try:
        found = parse_limits(str(value))
    except ValueError as problem:
        return f"{problem}. Try 100/300, 50k or 500k CSL."
    if found.per_accident is not None and found.per_person is not None and found.per_accident < found.per_person:
        return "the limit per accident is below the one per person. Try 100/300, 50k or 500k CSL."
    return None
