"""The way from gross to net, step by step: what both pictures of it are drawn from."""

from caseterm.rules.money import format_cents
from caseterm.rules.settlement import Statement
from caseterm.values import value


@value
class Step:
    """One bar: `amount` in cents, standing between `low` and `high` (cents of the gross); `total` for gross and net."""

    label: str
    amount: int
    low: int
    high: int
    total: bool = False

    @property
    def said(self) -> str:
        """The amount as it stands beside its bar; what goes off is in parentheses."""
        return format_cents(self.amount if self.total else -self.amount, parentheses=True)


def steps(statement: Statement) -> tuple[Step, ...]:
    """The gross, each thing that goes off it, and the net; what is 0 is left out, except gross and net."""
    taken = (
        ("Attorney's fee", statement.fees),
        ("Costs", statement.costs),
        ("Liens", statement.lien_total),
        ("Providers", statement.provider_total),
        ("Other", statement.other_total),
    )
    made = [Step("Gross", statement.gross, 0, statement.gross, total=True)]
    level = statement.gross
    for label, amount in taken:
        if amount:
            made.append(Step(label, amount, level - amount, level))
            level -= amount
    low, high = min(0, level), max(0, level)
    return (*made, Step("Net to client", statement.net, low, high, total=True))


def scale(found: tuple[Step, ...]) -> tuple[int, int]:
    """The lowest and the highest cents that the bars reach; never an empty stretch."""
    low = min(0, *(step.low for step in found))
    return low, max(low + 1, *(step.high for step in found))


def bar(step: Step, width: int, reach: tuple[int, int]) -> str:
    """A bar in cells: what stands is solid, what goes off is hatched; both are told apart without colour."""
    low, high = reach
    first = (step.low - low) * width // (high - low)
    last = (step.high - low) * width // (high - low)
    length = max(1, last - first) if step.amount else 0
    first = min(first, width - length)
    return (" " * first + ("█" if step.total else "▒") * length).ljust(width)
