"""From the gross recovery down to the client's net: fees, costs, liens, balances, always summing to the cent.

Formula and rounding: each fee is its base times an exact fraction, a half cent up; the client's net is what is left
by subtraction, so no cent appears or vanishes. The three bases follow published practice (gross; New York's net of
costs; "Deducted": net of costs, liens and medical bills). Calculated aid, not verified: the attorney confirms.
"""

from collections.abc import Iterator, Sequence

from caseterm.rules.money import format_cents
from caseterm.rules.shares import part, share_words, split
from caseterm.rules.terms_settlement import BASIS_SHORT
from caseterm.values import value


@value
class Source:
    """One recovery: its amount in cents, the fee's fraction and base, and its own share of the costs where agreed."""

    name: str
    kind: str
    amount: int
    num: int
    den: int
    basis: str = "gross_before_costs"
    costs: int | None = None


@value
class Cost:
    """One recoverable line of the cost ledger; `dated` is ISO or empty, `amount` cents."""

    dated: str
    category: str
    vendor: str
    amount: int


@value
class Due:
    """What a lienholder or provider claims and what is to be paid; `sure` once that is final in writing.

    `billed` is 0 where nothing was billed; `why` says how the amount came about.
    """

    name: str
    kind: str
    claimed: int
    amount: int
    sure: bool = False
    paid: bool = False
    billed: int = 0
    why: str = ""


@value
class Deduction:
    name: str
    kind: str
    amount: int


@value
class Cap:
    """The most a fee may be of the gross, with the reason; exceeded, it warns and blocks nothing."""

    name: str
    num: int
    den: int


@value
class Referral:
    """The part of the fee that a referring attorney takes out of the firm's."""

    name: str
    num: int
    den: int


@value
class Given:
    """Everything a statement is computed from; amounts are cents and never negative."""

    sources: tuple[Source, ...] = ()
    costs: tuple[Cost, ...] = ()
    liens: tuple[Due, ...] = ()
    providers: tuple[Due, ...] = ()
    unpaid: tuple[Due, ...] = ()
    """Balances that are not paid at settlement: shown, never deducted."""
    others: tuple[Deduction, ...] = ()
    goodwill: int = 0
    """By how much the firm lowers its fee."""
    referral: Referral | None = None
    caps: tuple[Cap, ...] = ()


@value
class FeeRow:
    """One source's fee and how it was reached."""

    name: str
    kind: str
    amount: int
    costs: int
    deducted: int
    base: int
    basis: str
    num: int
    den: int
    fee: int

    @property
    def words(self) -> str:
        """33 1/3 % of $60,000.00 (net of costs)."""
        base = f"{share_words(self.num, self.den)} of {format_cents(self.base, dollar=True)}"
        return f"{base} ({BASIS_SHORT.get(self.basis, self.basis)})"


@value
class Statement:
    """A disbursement: totals in cents and the rows they come from. Nothing in it is derived, so `problem` can judge."""

    rows: tuple[FeeRow, ...]
    ledger: tuple[Cost, ...]
    liens: tuple[Due, ...]
    providers: tuple[Due, ...]
    unpaid: tuple[Due, ...]
    others: tuple[Deduction, ...]
    gross: int
    goodwill: int
    fees: int
    referral_to: str
    referral: int
    costs: int
    lien_total: int
    provider_total: int
    other_total: int
    net: int
    cautions: tuple[str, ...] = ()

    @property
    def firm_fee(self) -> int:
        """The fee without what a referring attorney takes of it."""
        return self.fees - self.referral


def settle(given: Given) -> Statement:
    """The statement of what comes in and where it goes; it balances whatever is given, also with a negative net."""
    costs = sum(each.amount for each in given.costs)
    dues = sum(each.amount for each in (*given.liens, *given.providers))
    rows = _fee_rows(given.sources, costs, dues)
    gross, charged = sum(row.amount for row in rows), sum(row.fee for row in rows)
    goodwill = min(given.goodwill, charged)
    fees = charged - goodwill
    referral = part(fees, given.referral.num, given.referral.den) if given.referral else 0
    others = sum(each.amount for each in given.others)
    net = gross - fees - costs - dues - others
    return Statement(
        rows=rows,
        ledger=given.costs,
        liens=given.liens,
        providers=given.providers,
        unpaid=given.unpaid,
        others=given.others,
        gross=gross,
        goodwill=goodwill,
        fees=fees,
        referral_to=given.referral.name if given.referral else "",
        referral=referral,
        costs=costs,
        lien_total=sum(each.amount for each in given.liens),
        provider_total=sum(each.amount for each in given.providers),
        other_total=others,
        net=net,
        cautions=tuple(_cautions(given, gross=gross, fees=fees, net=net, costs=costs)),
    )


def _fee_rows(sources: Sequence[Source], costs: int, dues: int) -> tuple[FeeRow, ...]:
    """Each source with its share of costs (its own, else in proportion) and of what is paid to others."""
    own = sum(each.costs or 0 for each in sources)
    open_ = [each.amount if each.costs is None else 0 for each in sources]
    shared = split(max(0, costs - own), open_) if any(each.costs is None for each in sources) else [0] * len(sources)
    held = split(dues, [each.amount for each in sources])
    rows = []
    for source, share, due in zip(sources, shared, held, strict=True):
        cost = share if source.costs is None else source.costs
        base = _base(source.basis, source.amount, cost, due)
        fee = min(part(base, source.num, source.den), source.amount)
        rows.append(
            FeeRow(source.name, source.kind, source.amount, cost, due, base, source.basis, source.num, source.den, fee)
        )
    return tuple(rows)


def _base(basis: str, amount: int, costs: int, dues: int) -> int:
    match basis:
        case "net_after_costs":
            return max(0, amount - costs)
        case "net_after_costs_and_liens":
            return max(0, amount - costs - dues)
    return amount


def _cautions(given: Given, *, gross: int, fees: int, net: int, costs: int) -> Iterator[str]:
    if net < 0:
        yield f"The net to the client is below zero: {format_cents(net, parentheses=True, dollar=True)}."
    elif given.sources and net < fees:
        yield f"The client gets less than the fee: {_said(net)} against {_said(fees)}."
    for cap in given.caps:
        most = part(gross, cap.num, cap.den)
        if fees > most:
            yield f"The fee is over the {cap.name} of {share_words(cap.num, cap.den)} ({_said(most)})."
    own = sum(each.costs or 0 for each in given.sources)
    if own > costs or (given.sources and own != costs and all(each.costs is not None for each in given.sources)):
        yield f"The sources' own shares of costs are {_said(own)}, the costs {_said(costs)}."
    unsure = sum(not each.sure for each in given.liens)
    if unsure:
        yield f"{unsure} of {len(given.liens)} liens without a final letter."


def _said(cents: int) -> str:
    return format_cents(cents, dollar=True, parentheses=True)


def problem(statement: Statement) -> str:
    """Why a statement does not balance, in words; empty when every total is its rows' sum and all of it is the gross.

    It judges the numbers as they stand, such as those read back from a snapshot, and computes none of them.
    """
    kept = sum(row.fee for row in statement.rows) - statement.goodwill
    sums = (
        ("recoveries", statement.gross, sum(row.amount for row in statement.rows)),
        ("fees", statement.fees, kept),
        ("costs", statement.costs, sum(row.amount for row in statement.ledger)),
        ("liens", statement.lien_total, sum(row.amount for row in statement.liens)),
        ("providers", statement.provider_total, sum(row.amount for row in statement.providers)),
        ("other deductions", statement.other_total, sum(row.amount for row in statement.others)),
    )
    for name, total, rows in sums:
        if total != rows:
            return f"The {name} add up to {_said(rows)}, the statement says {_said(total)}."
    paid = sum(amount for _kind, _name, amount in payees(statement))
    if paid != statement.gross:
        return f"The payments add up to {_said(paid)}, the gross is {_said(statement.gross)}."
    return ""


def payees(statement: Statement) -> Iterator[tuple[str, str, int]]:
    """Every payment: the kind of payee, the name (empty for firm and client), cents. They sum to the gross."""
    yield "attorney_fee", "", statement.firm_fee
    if statement.referral:
        yield "referral_fee", statement.referral_to, statement.referral
    if statement.costs:
        yield "cost_reimbursement", "", statement.costs
    yield from (("lien", each.name, each.amount) for each in statement.liens if each.amount)
    yield from (("provider", each.name, each.amount) for each in statement.providers if each.amount)
    yield from ((each.kind, each.name, each.amount) for each in statement.others if each.amount)
    yield "client_net", "", statement.net
