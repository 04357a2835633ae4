"""From a case's record to a statement: which fee holds, what each lien and provider gets, and what is still missing."""

from collections.abc import Iterator, Sequence
from datetime import date

from caseterm.rules.costs import CostLine
from caseterm.rules.lienforecast import liens_at
from caseterm.rules.liens import LienLine
from caseterm.rules.reductions import Settlement
from caseterm.rules.settlement import Cap, Cost, Deduction, Due, Given, Referral, Source, Statement, settle
from caseterm.rules.specials import ProviderSpecials
from caseterm.rules.terms import label
from caseterm.rules.terms_money import LIEN_KINDS, REDUCTION_KINDS
from caseterm.rules.terms_settlement import FEE_TRIGGERS, RECOVERY_KINDS
from caseterm.values import changed, value

ASSUMED_FEE = (1, 3)
"""The fee of a projection where no agreement is on file; it is said so."""
NOT_OURS = frozenset({"client", "funding"})
"""Who paid a cost that the firm is not repaid for."""


@value
class Tier:
    """The fee from one stage on."""

    stage: str
    num: int
    den: int


@value
class Agreement:
    """The fee agreement; a share that is None was not agreed."""

    id: int
    tiers: tuple[Tier, ...] = ()
    basis: str = "gross_before_costs"
    stage: str = ""
    signed_on: date | None = None
    costs_if_lost: str = "firm"
    minor_cap: tuple[int, int] | None = None
    statutory_cap: tuple[int, int] | None = None
    statutory_note: str = ""
    referral_to: str = ""
    referral: tuple[int, int] | None = None
    goodwill: int = 0
    notes: str = ""


@value
class RecoveryLine:
    """What one source pays; a fee that is None is the agreement's."""

    id: int
    claim_id: int | None
    source: str
    kind: str
    amount: int
    fee: tuple[int, int] | None = None
    basis: str = ""
    costs: int | None = None
    agreed_on: date | None = None
    funds_on: date | None = None
    release_on: date | None = None
    insurer: str = ""
    notes: str = ""
    archived: bool = False

    @property
    def name(self) -> str:
        return self.source or self.insurer or label(RECOVERY_KINDS, self.kind)


@value
class DeductionLine:
    id: int
    kind: str
    payee: str
    amount: int
    notes: str = ""
    archived: bool = False


@value
class PayoutLine:
    """One payment out of trust; without a day it is held back there, with the reason and until when."""

    id: int
    kind: str
    payee: str
    amount: int
    paid_on: date | None = None
    reference: str = ""
    held_why: str = ""
    held_until: date | None = None
    lien_id: int | None = None
    notes: str = ""
    archived: bool = False


@value
class Money:
    """Everything of a case that a statement is made from; the liens and providers are those not put away."""

    recoveries: tuple[RecoveryLine, ...] = ()
    agreement: Agreement | None = None
    deductions: tuple[DeductionLine, ...] = ()
    liens: tuple[LienLine, ...] = ()
    providers: tuple[ProviderSpecials, ...] = ()
    agreed: tuple[tuple[int, int], ...] = ()
    """The sums agreed with providers for their balances: the provider's id in the case, cents."""
    costs: tuple[CostLine, ...] = ()
    filed: bool = False
    minor: bool = False
    medicare: str = ""
    payouts: tuple[PayoutLine, ...] = ()


@value
class Offer:
    """An offer that is looked at as if it were paid; in place of what is agreed on the same claim."""

    amount: int
    claim_id: int | None = None
    name: str = "Offer"
    kind: str = "liability"


def stage_of(money: Money) -> str:
    """The stage the fee is at: as the agreement says, else by whether suit was filed."""
    said = money.agreement.stage if money.agreement else ""
    return said or ("filed" if money.filed else "pre_suit")


def tier_at(tiers: Sequence[Tier], stage: str) -> Tier | None:
    """The tier in force at a stage: the last one reached, else the first there is."""
    order = list(FEE_TRIGGERS)
    known = sorted(tiers, key=lambda tier: order.index(tier.stage))
    reached = [tier for tier in known if order.index(tier.stage) <= order.index(stage)]
    return reached[-1] if reached else next(iter(known), None)


def fee_of(money: Money) -> tuple[int, int, str]:
    """The fee that holds today: its fraction and what it is taken of."""
    agreement = money.agreement
    tier = tier_at(agreement.tiers, stage_of(money)) if agreement else None
    num, den = (tier.num, tier.den) if tier else ASSUMED_FEE
    return num, den, agreement.basis if agreement else "gross_before_costs"


def given_of(money: Money, offer: Offer | None = None) -> Given:
    """What the statement is computed from; with `offer` as if that were accepted today."""
    num, den, basis = fee_of(money)
    kept = [each for each in money.recoveries if not each.archived]
    if offer is not None and offer.claim_id is not None:
        kept = [each for each in kept if each.claim_id != offer.claim_id]
    elif offer is not None:
        kept = []
    sources = [
        Source(each.name, each.kind, each.amount, *(each.fee or (num, den)), each.basis or basis, each.costs)
        for each in kept
    ]
    if offer is not None:
        sources.append(Source(offer.name, offer.kind, offer.amount, num, den, basis))
    agreed = dict(money.agreed)
    owed = [each for each in money.providers if not each.archived and not each.lien and each.sums.balance > 0]
    agreement = money.agreement
    referral = agreement.referral if agreement else None
    return Given(
        sources=tuple(sources),
        costs=tuple(
            Cost(each.dated.isoformat() if each.dated else "", each.category, each.vendor, each.amount)
            for each in money.costs
            if each.recoverable and not each.archived and each.paid_by not in NOT_OURS
        ),
        liens=tuple(_lien(each) for each in money.liens if not each.archived),
        providers=tuple(_provider(each, agreed.get(each.id)) for each in owed if not each.dont_pay),
        unpaid=tuple(_provider(each, agreed.get(each.id)) for each in owed if each.dont_pay),
        others=tuple(Deduction(each.payee, each.kind, each.amount) for each in money.deductions if not each.archived),
        goodwill=agreement.goodwill if agreement else 0,
        referral=Referral(agreement.referral_to, *referral) if agreement and referral else None,
        caps=tuple(_caps(money)),
    )


def project(money: Money, offer: Offer) -> Statement:
    """The statement as if the offer were accepted today; liens whose rule is counted on the settlement follow it."""
    first = settle(given_of(money, offer))
    moved = liens_at(money.liens, Settlement(first.gross, first.fees, first.costs))
    return first if moved == money.liens else settle(given_of(changed(money, liens=moved), offer))


def lien_name(lien: LienLine) -> str:
    """The name under which a lien stands in a statement."""
    return lien.holder or lien.provider or label(LIEN_KINDS, lien.kind)


def _lien(lien: LienLine) -> Due:
    kind, name = label(LIEN_KINDS, lien.kind), lien_name(lien)
    why = lien.reduction_why or (label(REDUCTION_KINDS, lien.reduction_kind) if lien.reduction_kind != "none" else "")
    amount = lien.now
    if amount is None:
        why = "no amount known"
    return Due(name, kind, lien.claim or 0, amount or 0, lien.is_final, lien.paid_on is not None, 0, why)


def _provider(line: ProviderSpecials, agreed: int | None) -> Due:
    sums = line.sums
    amount = sums.balance if agreed is None else agreed
    why = "" if agreed is None else "agreed"
    return Due(line.name, line.specialty, sums.balance, amount, line.finalized_on is not None, False, sums.billed, why)


def _caps(money: Money) -> Iterator[Cap]:
    agreement = money.agreement
    if agreement and agreement.minor_cap and money.minor:
        yield Cap("minor's cap", *agreement.minor_cap)
    if agreement and agreement.statutory_cap:
        note = f" ({agreement.statutory_note})" if agreement.statutory_note else ""
        yield Cap(f"statutory cap{note}", *agreement.statutory_cap)
