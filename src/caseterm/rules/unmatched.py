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
    """One side is there and the other was neither received nor asked for; `kind` is a code of UNMATCHED_KINDS.

    `count` is how many visits have no bill, or how many bills no record; 0 for a stretch without known visits.
    """

    kind: str
    span: Span
    count: int = 0


@value
class Dismissal:
    """Why something unmatched is no matter: its kind, the dates it is about (None for all), its last day (or none)."""

    kind: str
    span: Span | None = None
    until: date | None = None


@value
class Papers:
    """One provider's papers: what came and what is asked for, and the days the client was there."""

    records: Sequence[Span] = ()
    bills: Sequence[Span] = ()
    records_asked: Sequence[Span] = ()
    bills_asked: Sequence[Span] = ()
    visits: Sequence[date] = ()


def unmatched(papers: Papers, dismissals: Iterable[Dismissal] = (), *, today: date = date.min) -> list[Unmatched]:
    """What is missing on either side, as one stretch each, without what somebody dismissed until `today` or later.

    Where visits are known, a stretch without any is none: a record from May to October needs bills of its visits only.
    """
    quiet: dict[str, list[Span]] = {}
    for each in dismissals:
        if each.until is None or each.until >= today:
            quiet.setdefault(each.kind, []).append(each.span or Span(date.min + DAY, date.max - DAY))
    bills = [*papers.bills, *papers.bills_asked, *quiet.get("record_without_bill", ())]
    records = [*papers.records, *papers.records_asked, *quiet.get("bill_without_record", ())]
    visits = sorted({day for day in papers.visits if any(span.first <= day <= span.last for span in papers.records)})
    if visits:
        bare = [day for day in visits if not any(span.first <= day <= span.last for span in bills)]
        found = _one("record_without_bill", [Span(day, day) for day in bare], count=True)
    else:
        found = _one("record_without_bill", without(papers.records, bills), count=False)
    known = merged(records)
    lone = [bill for bill in dict.fromkeys(papers.bills) if not _within(bill, known)]
    return found + _one("bill_without_record", lone, count=True)


def _within(span: Span, known: Sequence[Span]) -> bool:
    """Whether all its days are among these, which neither overlap nor touch."""
    return any(each.first <= span.first and span.last <= each.last for each in known)


def _one(kind: str, spans: Sequence[Span], *, count: bool) -> list[Unmatched]:
    """The whole of it as one."""
    if not spans:
        return []
    whole = Span(min(span.first for span in spans), max(span.last for span in spans))
    return [Unmatched(kind, whole, len(spans) if count else 0)]


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
