"""The days of one UID: a pattern laid out, days left out and added, days that were changed by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from caseterm.imports.icsparts import Part, When, placed
from caseterm.imports.icsrules import MOST_TIMES, Budget, RuleProblem, endless, times_of, until_of
from caseterm.rules.date_words import paper_day
from caseterm.rules.icsentry import IcsEntry


def days_of_group(
    parts: Sequence[Part], *, first: date, last: date, budget: Budget
) -> tuple[list[IcsEntry], list[str]]:
    """The entries of the parts that share a UID, and sentences on what was decided.

    Repeated events are laid out from `first` to `last`; a changed day takes the place of the pattern's.
    """
    said: list[str] = []
    changed = {part.of.key: part for part in sorted(parts, key=lambda each: each.sequence) if part.of is not None}
    masters = [part for part in parts if part.of is None]
    newest = max((part.sequence for part in masters), default=0)
    masters = [part for part in masters if part.sequence == newest]
    found: dict[str, IcsEntry] = {}
    for master in masters:
        if not master.rules and not master.extra:
            entry = master.entry
            if len(masters) > 1 and master.start is not None and master.entry.recurrence == "":
                twin = found.get("")
                if twin is not None and twin.starts_at != entry.starts_at:
                    entry = replace(entry, recurrence=master.start.key)
            found[entry.recurrence] = entry
            continue
        for entry in _laid_out(master, changed, first=first, last=last, budget=budget, said=said):
            found[entry.recurrence] = entry
    for key, part in changed.items():
        found[key] = replace(part.entry, recurrence=key, repeats=True)
    return list(found.values()), said


@dataclass(frozen=True)
class _Shift:
    """A change of one day that holds for all after it: by how much they move, and what they then say."""

    since: datetime
    by: timedelta
    part: Part


def _laid_out(
    master: Part, changed: dict[str, Part], *, first: date, last: date, budget: Budget, said: list[str]
) -> Iterator[IcsEntry]:
    start = master.start
    if start is None:
        yield master.entry
        return
    named = f"{master.entry.title[:40]!r}"
    end = datetime.combine(last, time(23, 59, 59))
    without = {each.key for each in master.without}
    days_without = {each.at.date() for each in master.without if each.whole_day}
    shifts = [
        _Shift(part.of.at, part.start.at - part.of.at, part)
        for part in changed.values()
        if part.following and part.of is not None and part.start is not None
    ]
    shifts.sort(key=lambda each: each.since)
    if any(endless(rule) for rule in master.rules):
        said.append(f"{named} repeats without an end: taken until {paper_day(last)}.")
    count = 0
    for at in _times(master, start, first=first, end=end, budget=budget, said=said, named=named):
        if at.at.date() < first or at.key in without or at.at.date() in days_without or at.key in changed:
            continue
        if count >= MOST_TIMES:
            said.append(f"{named} comes more than {MOST_TIMES:,} times; the first {MOST_TIMES:,} were taken.")
            return
        count += 1
        yield _one_day(master, at, next((each for each in reversed(shifts) if each.since <= at.at), None))


def _times(
    master: Part, start: When, *, first: date, end: datetime, budget: Budget, said: list[str], named: str
) -> Iterator[When]:
    """Every time of a pattern up to an end, each once, in order."""
    found: dict[str, When] = {start.key: start}
    for rule in master.rules:
        until = until_of(rule)
        try:
            for wall in times_of(rule, start.written, first=first, last=end, budget=budget):
                at = placed(wall, start, master.zones)
                if at is None or (until is not None and until.tzinfo is not None and at.instant > until):
                    break
                found[at.key] = at
                if len(found) > 100_000:
                    break
        except RuleProblem as problem:
            said.append(f"{named}: {problem}")
    for extra in master.extra:
        if extra.at <= end:
            found[extra.key] = extra
    yield from sorted(found.values(), key=lambda each: each.at)


def _one_day(master: Part, at: When, shift: _Shift | None) -> IcsEntry:
    entry, length, start = master.entry, master.length, at.at
    if shift is not None:
        entry, length, start = shift.part.entry, shift.part.length, at.at + shift.by
    ends_at = start + length if length is not None else None
    if entry.all_day and entry.starts_at is not None and entry.ends_at is not None:
        ends_at = start + (entry.ends_at - entry.starts_at)
    return replace(entry, recurrence=at.key, starts_at=start, ends_at=ends_at, repeats=True)
