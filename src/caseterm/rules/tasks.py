"""Tasks in words and groups: tags, how a due date moved, and which group of the list a task stands in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from caseterm.rules.date_words import YEAR_SHOWN_AFTER
from caseterm.rules.text import fold

NEXT_DAYS = 7
LATE_MUCH = 7
CHASE_DAYS = 14
"""How long after one chase the next one is, where no day was given (a published cadence)."""
GROUPS: Mapping[str, str] = {
    "overdue": "Overdue",
    "today": "Today",
    "next": f"Next {NEXT_DAYS} days",
    "later": "Later",
    "waiting": "Waiting",
    "none": "No date",
}
"""The groups of the task list in their order, each with its heading."""

BOXES: Mapping[str, str] = {
    "todo": "[ ]",
    "doing": "[>]",
    "waiting": "[~]",
    "done": "[x]",
    "cancelled": "[-]",
    "not_applicable": "[-]",
}
MINE = frozenset({"", "cm", "me", "case manager"})
_TAG = re.compile(r"[+-]?#?([^\s,;#]+)")


def group_of(*, due: date | None, waiting: bool, today: date) -> str:
    """The group a task stands in. One that waits on somebody comes back to her on its date, to be chased."""
    if waiting and (due is None or due > today):
        return "waiting"
    if due is None:
        return "none"
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    return "next" if due <= today + timedelta(days=NEXT_DAYS) else "later"


def flag_of(*, due: date | None, priority: int, today: date, open_: bool) -> str:
    """The mark before a task: `!!` for late and pressing, `!` for late or urgent."""
    if not open_:
        return ""
    late = (today - due).days if due is not None else 0
    if late > 0:
        return "!!" if priority <= 2 or late > LATE_MUCH else "!"
    return "!" if priority == 1 else ""


def is_mine(owner: str, me: Iterable[str]) -> bool:
    """Whether a task is the user's own: nobody else's name is on it."""
    folded = fold(owner)
    return folded in MINE or folded in {fold(name) for name in me if name}


def split_tags(text: str) -> list[str]:
    """The tags of a text, with or without # and commas, each once."""
    return list(dict.fromkeys(match[1] for match in _TAG.finditer(text)))


def revised_tags(current: str, typed: str) -> str:
    """The tags after what was typed: `+tag` adds, `-tag` takes away, tags alone take the place of all."""
    words = [word for word in re.split(r"[\s,;]+", typed.replace("+", " +")) if word]
    if not any(word[0] in "+-" for word in words):
        return " ".join(split_tags(typed))
    tags = split_tags(current)
    for word in words:
        for tag in split_tags(word):
            if word[0] == "-":
                tags = [each for each in tags if fold(each) != fold(tag)]
            elif fold(tag) not in {fold(each) for each in tags}:
                tags.append(tag)
    return " ".join(tags)


def brief_day(day: date | None, today: date) -> str:
    """11/24, with its year once that could be mistaken; "no date" for none."""
    if day is None:
        return "no date"
    far = abs((day - today).days) > YEAR_SHOWN_AFTER
    return f"{day.month:02}/{day.day:02}" + (f"/{day.year:04}" if far else "")


def late_words(due: date, today: date) -> str:
    """How a due date stands to today: 2 d late, today, in 5 d."""
    days = (due - today).days
    return "today" if not days else f"in {days} d" if days > 0 else f"{-days} d late"
