"""Records without their bill and bills without their record, by provider and dates of service."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from caseterm.values import value

DAY = timedelta(days=1)


@value
class Span:
    """Dates of service, both ends within; the earlier is the less."""

    first: date
    last: date

    def __lt__(self, other: "Span") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a span ends before it begins")


@value
class Unmatched:
    """One side is there and the other was neither received nor asked for; `kind` is a code of UNMATCHED_KINDS."""

    kind: str
    span: Span
    days: int = 0
    """Visits known on these dates; 0 where the record knows of none."""


@value
class Papers:
    """One provider's papers: what came and what is asked for, and the days the client was there."""

    records: Sequence[Span] = ()
    bills: Sequence[Span] = ()
    records_asked: Sequence[Span] = ()
    bills_asked: Sequence[Span] = ()
    visits: Sequence[date] = ()


def unmatched(papers: Papers) -> list[Unmatched]:
    """What is missing on either side, each stretch once.

    Where visits are known, a stretch without any is none: a record from May to October needs bills of its visits only.
    """
    found = _missing("record_without_bill", papers.records, [*papers.bills, *papers.bills_asked], papers.visits)
    found += _missing("bill_without_record", papers.bills, [*papers.records, *papers.records_asked], ())
    return found


def _missing(kind: str, there: Sequence[Span], other: Sequence[Span], visits: Sequence[date]) -> list[Unmatched]:
    days = sorted({day for day in visits if any(span.first <= day <= span.last for span in there)})
    if days:
        bare = [day for day in days if not any(span.first <= day <= span.last for span in other)]
        if not bare:
            return []
        return [Unmatched(kind, Span(bare[0], bare[-1]), len(bare))]
    return [Unmatched(kind, span) for span in without(there, other)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days as few spans as can be, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.first <= found[-1].last + DAY:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return found


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The days of `spans` that are in none of `taken`."""
    left: list[Span] = []
    cuts = merged(taken)
    for span in merged(spans):
        first = span.first
        for cut in cuts:
            if cut.last < first or cut.first > span.last:
                continue
            if cut.first > first:
                left.append(Span(first, cut.first - DAY))
            first = cut.last + DAY
        if first <= span.last:
            left.append(Span(first, span.last))
    return left


def quiet_until(found: Unmatched, spans: Iterable[tuple[str, Span | None, date | None]], today: date) -> date | None:
    """The last day for which somebody said why this is no matter, date.max for good; None where it is one.

    Each reason has a kind, the dates it is about (None for all) and the last day it holds (None for good).
    """
    days = [
        until or date.max
        for kind, span, until in spans
        if kind == found.kind
        and (until is None or until >= today)
        and (span is None or (span.first <= found.span.first and span.last >= found.span.last))
    ]
    return max(days, default=None)
