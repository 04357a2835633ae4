"""What came into the trust account, what was paid out of it to whom, what is held back there, and what is left.

Nothing of it is stored but the payments: every sum follows from the statement, the funds that are in, and those rows,
so that due = paid + held + left for every payee, and received = paid + held + free, to the cent.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from caseterm.rules.settlement import Statement, payees
from caseterm.rules.settling import Money, PayoutLine, lien_name
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import PAYEE_KINDS
from caseterm.rules.text import fold
from caseterm.values import value

ONE_PAYEE = frozenset({"attorney_fee", "cost_reimbursement", "client_net"})
"""Kinds of payment with one payee only, whatever name was written on the check."""


@value
class Share:
    """One payee's part in cents: what the statement gives, what was paid of it and what is held back of it."""

    kind: str
    name: str
    due: int
    paid: int = 0
    held: int = 0
    lien_id: int | None = None

    @property
    def left(self) -> int:
        """What is still to be paid; below zero when more was paid or held than the statement gives."""
        return self.due - self.paid - self.held

    def said(self, firm: str = "", client: str = "") -> str:
        """The name on the check, else the kind of payment."""
        names = {"attorney_fee": firm, "cost_reimbursement": firm, "client_net": client}
        return names.get(self.kind, self.name) or label(PAYEE_KINDS, self.kind)


@value
class Trust:
    """The trust account of a case, in cents."""

    received: int
    shares: tuple[Share, ...]
    payouts: tuple[PayoutLine, ...]

    @property
    def paid(self) -> int:
        return sum(each.amount for each in self.payouts if each.paid_on is not None)

    @property
    def held(self) -> int:
        return sum(each.amount for each in self.payouts if each.paid_on is None)

    @property
    def there(self) -> int:
        """What lies in the account."""
        return self.received - self.paid

    @property
    def free(self) -> int:
        """What lies there and is not held back."""
        return self.there - self.held

    def left_to(self, kind: str, name: str) -> int:
        """What is still to be paid to a payee; nothing to one who has no part."""
        return next((each.left for each in self.shares if _key(each.kind, each.name) == _key(kind, name)), 0)


def trust(statement: Statement, money: Money) -> Trust:
    """The trust account under a statement: the one in force, else that of the record as it stands."""
    liens = {each.id: lien_name(each) for each in money.liens}
    kept = tuple(
        _named(each, liens.get(each.lien_id or 0, ""), money.agreement.referral_to if money.agreement else "")
        for each in money.payouts
        if not each.archived
    )
    received = sum(each.amount for each in money.recoveries if each.funds_on is not None and not each.archived)
    return Trust(received, tuple(_shares(statement, kept, money)), kept)


def _named(line: PayoutLine, holder: str, referral: str) -> PayoutLine:
    """A payment under the name that its payee has today."""
    name = holder or (referral if line.kind == "referral_fee" else "") or line.payee
    return line if name == line.payee else PayoutLine(**{**vars(line), "payee": name})


def _shares(statement: Statement, payouts: Sequence[PayoutLine], money: Money) -> Iterator[Share]:
    numbers = {_key("lien", lien_name(each)): each.id for each in money.liens if not each.archived}
    due: dict[tuple[str, str], int] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, name, amount in payees(statement):
        key = _key(kind, name)
        due[key] = due.get(key, 0) + amount
        names.setdefault(key, (kind, name))
    sums: dict[tuple[str, str], list[int]] = {}
    for line in payouts:
        key = _key(line.kind, line.payee)
        names.setdefault(key, (line.kind, line.payee))
        sums.setdefault(key, [0, 0])[0 if line.paid_on is not None else 1] += line.amount
    for key, (kind, name) in names.items():
        paid, held = sums.get(key, (0, 0))
        yield Share(kind, name, due.get(key, 0), paid, held, numbers.get(key) if kind == "lien" else None)


def _key(kind: str, name: str) -> tuple[str, str]:
    return kind, "" if kind in ONE_PAYEE else fold(name)


def held_words(line: PayoutLine, day: str) -> str:
    """held: final demand of Medicare, until 12/20/2026."""
    until = f", until {day}" if line.held_until else ""
    return f"held: {line.held_why or 'nobody said why'}{until}"


def last_paid(account: Trust) -> date | None:
    """The day of the last payment."""
    return max((each.paid_on for each in account.payouts if each.paid_on is not None), default=None)
