"""Medical bills added up: what was billed, taken off, paid by whom, and what is still open. Amounts are cents."""

from collections.abc import Iterable, Sequence
from datetime import date

from caseterm.values import value


@value
class BillLine:
    """One line of a provider's bill."""

    id: int
    provider_id: int
    dos_from: date | None
    dos_to: date | None
    billed: int
    adjusted: int = 0
    health: int = 0
    pip: int = 0
    medpay: int = 0
    client: int = 0
    other: int = 0
    description: str = ""
    cpt: str = ""
    account_no: str = ""
    lien_on_balance: bool = False
    related: bool = True
    disputed: bool = False
    received_on: date | None = None
    notes: str = ""
    archived: bool = False

    @property
    def paid(self) -> int:
        return self.health + self.pip + self.medpay + self.client + self.other

    @property
    def balance(self) -> int:
        """What is still open; below nothing where more was paid and taken off than billed."""
        return self.billed - self.adjusted - self.paid


@value
class Sums:
    """Bills added up."""

    count: int = 0
    billed: int = 0
    adjusted: int = 0
    health: int = 0
    pip: int = 0
    medpay: int = 0
    client: int = 0
    other: int = 0

    @property
    def paid(self) -> int:
        return self.health + self.pip + self.medpay + self.client + self.other

    @property
    def balance(self) -> int:
        return self.billed - self.adjusted - self.paid


@value
class ProviderSpecials:
    """One provider's bills in a case and how it stands with them.

    `lien` says that a lien of its own stands for its balance, which is then paid through that lien.
    """

    id: int
    contact_id: int
    name: str
    specialty: str
    bills: tuple[BillLine, ...] = ()
    visits: int = 0
    finalized_on: date | None = None
    dont_pay: bool = False
    lop_on: date | None = None
    lien: bool = False
    records_in: bool = False
    bills_in: bool = False
    exhibit: str = ""
    archived: bool = False

    @property
    def sums(self) -> Sums:
        return add_up(self.bills)

    @property
    def first(self) -> date | None:
        return min((bill.dos_from for bill in self.bills if bill.dos_from), default=None)

    @property
    def last(self) -> date | None:
        return max((last for bill in self.bills if (last := bill.dos_to or bill.dos_from)), default=None)

    @property
    def owed(self) -> int:
        """What the settlement must pay this provider directly: no lien stands for it, and it is to be paid at all."""
        return 0 if self.dont_pay or self.lien else max(0, self.sums.balance)


def counted(bills: Iterable[BillLine]) -> list[BillLine]:
    """The bills that count: related to the incident, and not put away."""
    return [bill for bill in bills if bill.related and not bill.archived]


def add_up(bills: Iterable[BillLine]) -> Sums:
    """The sums of the bills that count."""
    kept = counted(bills)
    names = ("billed", "adjusted", "health", "pip", "medpay", "client", "other")
    return Sums(len(kept), *(sum(getattr(bill, name) for bill in kept) for name in names))


def in_order(bills: Sequence[BillLine]) -> list[BillLine]:
    """Bills by their first day of service; those without one stand last."""
    return sorted(bills, key=lambda bill: (bill.dos_from is None, bill.dos_from or date.min, bill.id))


def remaining(limit: int | None, paid: int) -> int | None:
    """What a PIP or MedPay coverage still pays; None where its limit is not known, nothing below nothing."""
    return None if limit is None else max(0, limit - paid)
