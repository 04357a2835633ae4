"""The follow-up line of a contact: +7d send records."""

from collections.abc import Mapping
from datetime import date

from caseterm.rules.dates import DateProblem, parse_date

_FILLER = frozenset({"on", "by", "due", "to"})


def parse_follow_up(
    text: str, *, today: date, fallback: str, anchors: Mapping[str, date | None] | None = None
) -> tuple[str, date]:
    """The task's title and its day, the date standing first or last: +7d send records, call again fri.

    Without other words the title is `fallback`. Raises DateProblem where no day can be read at either end.
    """
    words = text.split()
    for count in range(len(words), 0, -1):
        for dated, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            said = dated[1:] if len(dated) > 1 and dated[0].casefold() in _FILLER else dated
            try:
                day = parse_date(" ".join(said), today=today, anchors=anchors)
            except DateProblem:
                continue
            while rest and rest[-1].casefold() in _FILLER and dated is not words[:count]:
                rest = rest[:-1]
            return " ".join(rest) or fallback, day
    raise DateProblem("Give the follow-up a day: +7d send records, or call again fri.")
