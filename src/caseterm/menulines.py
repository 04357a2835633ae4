"""A line of a leader's menu, and how a table of them is written down."""

from caseterm.values import value


@value
class MenuItem:
    """One letter of a leader menu."""

    key: str
    label: str
    action: str


def lines(text: str) -> tuple[MenuItem, ...]:
    """The items of a text with one line each: letter | label | action."""
    items = []
    for line in text.strip().splitlines():
        key, label, action = (part.strip() for part in line.split("|"))
        items.append(MenuItem(key, label, action))
    return tuple(items)
