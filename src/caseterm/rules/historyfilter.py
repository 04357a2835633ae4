"""What the history is asked for: words, who, what kind of thing, which days, which case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseterm.rules.changewords import TABLE_WORDS
from caseterm.rules.dates import DateProblem, parse_date
from caseterm.rules.filters import FilterProblem
from caseterm.rules.text import fold, squeeze

FIELDS: Mapping[str, str] = {
    "who": "who:gold",
    "kind": "kind:task  kind:document  kind:undo  kind:import",
    "case": "case:26-0142",
    "from": "from:11/1",
    "to": "to:yesterday",
    "on": "on:mon",
}
DAYS = ("from", "to", "on")
_WORD = re.compile(r'([a-z]+):("[^"]*"?|\S*)|"([^"]*)"?|(\S+)', re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class HistoryFilter:
    """All of it must hold. Words are folded; `kinds` are squeezed words; both days count in."""

    words: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self != HistoryFilter()


def parse_history_filter(text: str, *, today: date) -> HistoryFilter:
    """Read a filter line; days are as typed anywhere, in the past. A field without its value demands nothing yet.

    Raises FilterProblem in words.
    """
    words: list[str] = []
    fields: dict[str, list[str]] = {name: [] for name in FIELDS}
    for match in _WORD.finditer(text):
        name, value, phrase, word = match.groups()
        if name is None:
            folded = fold(phrase if word is None else word)
            words += [folded] if word is None and folded else folded.split()
        elif name.casefold() not in FIELDS:
            raise FilterProblem(f"There is no field of that name. Fields: {', '.join(FIELDS)}.")
        elif value.strip('"').strip():
            fields[name.casefold()].append(value.strip('"').strip())
    days = {name: [_day(name, each, today) for each in fields[name]] for name in DAYS}
    return HistoryFilter(
        tuple(dict.fromkeys(words)),
        tuple(fold(each) for each in fields["who"]),
        tuple(squeeze(each).casefold() for each in fields["kind"]),
        tuple(squeeze(each) for each in fields["case"]),
        max([*days["from"], *days["on"]], default=None),
        min([*days["to"], *days["on"]], default=None),
    )


def _day(name: str, value: str, today: date) -> date:
    try:
        return parse_date(value, today=today, prefer="past")
    except DateProblem as problem:
        raise FilterProblem(f"{name}: {problem}") from None


def tables_of_kind(kind: str) -> list[str]:
    """The tables whose word begins like this: task, contactlog, document."""
    return [
        table
        for table, word in {**TABLE_WORDS, "settings": "Settings"}.items()
        if squeeze(word).casefold().startswith(kind) or (kind.endswith("s") and table.replace("_", "") == kind)
    ]


def filter_words(wanted: HistoryFilter) -> str:
    """The filter as a line of a print: words: knee   who: gold   from 11/01/2026."""
    named = {"words": wanted.words, "who": wanted.who, "kind": wanted.kinds, "case": wanted.cases}
    parts = [f"{name}: {', '.join(values)}" for name, values in named.items() if values]
    parts += [f"from {wanted.first:%m/%d/%Y}"] if wanted.first else []
    parts += [f"to {wanted.last:%m/%d/%Y}"] if wanted.last else []
    return "   ".join(parts)
