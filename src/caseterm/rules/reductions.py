"""What reduces a lien, rule by rule: exact fractions, cents at the end, half a cent up.

Every rule gives the line of reasoning that is printed beside its sum, with its source. None of the sources was checked
by an attorney, so every line says "not verified". Amounts are cents.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from caseterm.rules.money import format_cents
from caseterm.rules.terms_money import PROVIDER_LIENS
from caseterm.values import changed, value

FIXED_PERCENTAGE_UP_TO = 10_000_00
FIXED_PERCENTAGE = Fraction(1, 4)
ILLINOIS_ALL = Fraction(2, 5)
ILLINOIS_CATEGORY = Fraction(1, 3)
THIRD = Fraction(1, 3)
HALF = Fraction(1, 2)
SOURCES: Mapping[str, str] = {
    "procurement_411_37": "42 CFR 411.37",
    "fixed_percentage": "Medicare's fixed percentage option, settlements up to $10,000 since 10/02/2023",
    "il_lien_act": "Illinois Health Care Services Lien Act, 770 ILCS 23; McVey v. M.L.K. Enterprises, 2015",
    "common_fund": "common fund doctrine; varies by state, and the words of a plan may bar it",
    "common_fund_one_third": "common fund doctrine, one third; varies by state, and the words of a plan may bar it",
    "pro_rata_third": "practice: one third of the settlement shared by the original bills",
    "pro_rata": "agreement: a share of the settlement shared by the claims",
    "ca_3045": "Cal. Civ. Code 3045.4, from general knowledge",
    "statutory_cap": "a statute's cap, named in the lien's note",
    "made_whole": "made whole doctrine; varies by state and plan",
    "negotiated": "agreement with the holder",
    "waived": "waived by the holder",
    "none": "",
}
SHARED = frozenset({"il_lien_act", "pro_rata_third", "pro_rata"})
"""Rules under which several holders share one sum."""

_MEDICARE = frozenset({"medicare_parts_ab", "medicare_advantage", "medicare_part_d"})
MADE_FOR: Mapping[str, tuple[frozenset[str], str]] = {
    "procurement_411_37": (_MEDICARE, "This is Medicare's rule, and the holder is another."),
    "fixed_percentage": (_MEDICARE, "This is Medicare's rule, and the holder is another."),
    "il_lien_act": (PROVIDER_LIENS, "This act is for providers' liens, and the holder is another."),
    "ca_3045": (frozenset({"hospital_statutory"}), "This statute is for hospitals' liens, and the holder is another."),
}
"""Rules made for some kinds of lien: those kinds, and the caution for any other."""

NEEDS_SETTLEMENT = frozenset(SOURCES) - {"none", "negotiated", "waived", "made_whole", "common_fund_one_third"}
"""Rules that cannot be counted before there is a settlement."""


@value
class Settlement:
    """What there is to be shared: gross, attorney's fee, costs, and liens that go before."""

    gross: int
    fee: int = 0
    costs: int = 0
    prior: int = 0

    @property
    def procurement(self) -> int:
        """What the settlement cost to get, never more than it."""
        return min(self.gross, self.fee + self.costs)

    @property
    def net(self) -> int:
        return self.gross - self.procurement


@value
class Claimed:
    """One holder's claim; `category` is the kind of holder, for rules that cap each kind."""

    id: int
    amount: int
    category: str = ""


@value
class Reduction:
    """What a rule makes of a claim. One that does not apply leaves the claim as it is and says why."""

    kind: str
    claim: int
    final: int
    why: str
    applies: bool = True
    caution: str = ""

    @property
    def off(self) -> int:
        return self.claim - self.final


@value
class Choice:
    """What was chosen with a rule: its fraction where it has one, the sum agreed, and what a cap is counted on."""

    num: int | None = None
    den: int | None = None
    amount: int | None = None
    on_net: bool = False

    def fraction(self, otherwise: Fraction) -> Fraction:
        """The chosen fraction, never more than the whole."""
        if self.num is None or not self.den:
            return otherwise
        return min(Fraction(1), Fraction(self.num, self.den))


def half_up(amount: Fraction) -> int:
    """The nearest cent, half a cent up."""
    return int((amount + HALF) // 1)


def apportion(total: Fraction, weights: Sequence[int]) -> list[int]:
    """A sum in cents shared by weights, to the cent: the largest remainders take what is left; the first of equals."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    return _rounded([total * weight / whole for weight in weights], total)


def _rounded(exact: Sequence[Fraction], total: Fraction) -> list[int]:
    cents = [int(share // 1) for share in exact]
    left = half_up(total) - sum(cents)
    by_rest = sorted(range(len(exact)), key=lambda place: (cents[place] - exact[place], place))
    for place in by_rest[:left]:
        cents[place] += 1
    return cents


def reduce_claims(
    kind: str, claims: Sequence[Claimed], settlement: Settlement, chosen: Choice | None = None
) -> list[Reduction]:
    """What a rule makes of each claim; the holders of a shared rule share among these claims and no others.

    Raises KeyError for a rule that is not known.
    """
    chosen = chosen or Choice()
    if kind in NEEDS_SETTLEMENT and settlement.gross <= 0:
        return [_unmoved(kind, claim.amount, "there is no settlement yet to count it on") for claim in claims]
    if kind in SHARED:
        found = _SHARING[kind](claims, settlement, chosen)
    else:
        rule = _ALONE[kind]
        found = [rule(claim.amount, settlement, chosen) for claim in claims]
    return [_for_its_holder(each, claim.category) for each, claim in zip(found, claims, strict=True)]


def _for_its_holder(found: Reduction, category: str) -> Reduction:
    """With a caution where the rule is one for other holders."""
    whose = MADE_FOR.get(found.kind)
    if whose is None or not category or category in whose[0] or not found.applies:
        return found
    return changed(found, caution=" ".join(part for part in (whose[1], found.caution) if part))


def money(cents: int) -> str:
    return format_cents(cents, dollar=True)


def percent(fraction: Fraction) -> str:
    """A fraction as it is said: 40 %, 1/3, 33.33 %."""
    hundredth = fraction * 100
    if (hundredth * 100).denominator == 1:
        return f"{float(hundredth):.2f}".rstrip("0").rstrip(".") + " %"
    return f"{fraction.numerator}/{fraction.denominator}"


def _line(kind: str, said: str) -> str:
    source = SOURCES[kind]
    return f"{said}. {source[:1].upper()}{source[1:]}; not verified." if source else f"{said}."


def _unmoved(kind: str, claim: int, why: str) -> Reduction:
    return Reduction(kind, claim, claim, _line(kind, f"Does not apply: {why}"), applies=False)


def _none(claim: int, _settlement: Settlement, _chosen: Choice) -> Reduction:
    return Reduction("none", claim, claim, f"No reduction: {money(claim)} as claimed.")


def _procurement(claim: int, settlement: Settlement, _chosen: Choice) -> Reduction:
    kind, spent = "procurement_411_37", settlement.procurement
    spoken = f"fee {money(settlement.fee)} + costs {money(settlement.costs)}"
    if claim >= settlement.gross:
        final = settlement.gross - spent
        said = f"Paid {money(claim)}, not less than the settlement of {money(settlement.gross)}: less {spoken}"
        return Reduction(kind, claim, final, _line(kind, f"{said} = {money(final)}"))
    off = half_up(Fraction(claim) * spent / settlement.gross)
    said = f"{money(claim)} x ({spoken}) / settlement {money(settlement.gross)} = {money(off)} Medicare's share"
    return Reduction(kind, claim, claim - off, _line(kind, f"{said}; {money(claim)} - share = {money(claim - off)}"))


def _fixed_percentage(claim: int, settlement: Settlement, _chosen: Choice) -> Reduction:
    kind = "fixed_percentage"
    if settlement.gross > FIXED_PERCENTAGE_UP_TO:
        return _unmoved(kind, claim, f"the settlement is over {money(FIXED_PERCENTAGE_UP_TO)}")
    share = half_up(settlement.gross * FIXED_PERCENTAGE)
    if share >= claim:
        return _unmoved(kind, claim, f"25 % of the settlement is {money(share)}, no less than what is claimed")
    said = f"25 % of {money(settlement.gross)} = {money(share)}"
    only = "Only for physical trauma, a liability settlement, no demand letter yet and no other recovery."
    return Reduction(kind, claim, share, _line(kind, said), caution=only)


def _common_fund(claim: int, settlement: Settlement, _chosen: Choice) -> Reduction:
    off = half_up(Fraction(claim) * settlement.procurement / settlement.gross)
    spoken = f"(fee {money(settlement.fee)} + costs {money(settlement.costs)}) / {money(settlement.gross)}"
    said = f"{money(claim)} x {spoken} = {money(off)} off, {money(claim - off)} left"
    return Reduction("common_fund", claim, claim - off, _line("common_fund", said))


def _common_third(claim: int, _settlement: Settlement, chosen: Choice) -> Reduction:
    kind, share = "common_fund_one_third", chosen.fraction(THIRD)
    off = half_up(claim * share)
    said = f"{percent(share)} of {money(claim)} = {money(off)} off, {money(claim - off)} left"
    return Reduction(kind, claim, claim - off, _line(kind, said))


def _california(claim: int, settlement: Settlement, _chosen: Choice) -> Reduction:
    left = max(0, settlement.net - settlement.prior)
    final = min(claim, half_up(left * HALF))
    before = f"fee {money(settlement.fee)}, costs {money(settlement.costs)}, prior liens {money(settlement.prior)}"
    said = f"50 % of {money(left)} ({money(settlement.gross)} less {before}) caps it at {money(final)}"
    return Reduction("ca_3045", claim, final, _line("ca_3045", said))


def _cap(claim: int, settlement: Settlement, chosen: Choice) -> Reduction:
    share = chosen.fraction(HALF)
    base, words = _base(settlement, chosen)
    cap = half_up(base * share)
    final = min(claim, cap)
    said = f"{percent(share)} of {words} = {money(cap)}; {money(final)} is owed"
    return Reduction("statutory_cap", claim, final, _line("statutory_cap", said))


def _made_whole(claim: int, _settlement: Settlement, _chosen: Choice) -> Reduction:
    return Reduction("made_whole", claim, 0, _line("made_whole", f"{money(claim)}: the client is not made whole"))


def _negotiated(claim: int, _settlement: Settlement, chosen: Choice) -> Reduction:
    if chosen.amount is None:
        return _unmoved("negotiated", claim, "no sum was agreed")
    final = min(claim, max(0, chosen.amount))
    said = f"{money(claim)} negotiated to {money(final)}"
    return Reduction("negotiated", claim, final, _line("negotiated", said))


def _waived(claim: int, _settlement: Settlement, _chosen: Choice) -> Reduction:
    return Reduction("waived", claim, 0, _line("waived", f"{money(claim)} waived"))


def _base(settlement: Settlement, chosen: Choice) -> tuple[int, str]:
    """What a cap is counted on, in cents and in words."""
    if chosen.on_net:
        return settlement.net, f"{money(settlement.net)} (settlement less fee and costs)"
    return settlement.gross, f"{money(settlement.gross)}"


def _illinois(claims: Sequence[Claimed], settlement: Settlement, chosen: Choice) -> list[Reduction]:
    """40 % of the settlement for all, one third for a category, pro rata within both."""
    base, words = _base(settlement, chosen)
    sums: dict[str, int] = {}
    for claim in claims:
        sums[claim.category] = sums.get(claim.category, 0) + claim.amount
    allowed = {name: min(Fraction(amount), base * ILLINOIS_CATEGORY) for name, amount in sums.items()}
    asked = sum(allowed.values(), Fraction(0))
    pool = min(asked, base * ILLINOIS_ALL)
    exact = [
        pool * allowed[claim.category] / asked * claim.amount / sums[claim.category]
        if asked and claim.amount
        else Fraction(0)
        for claim in claims
    ]
    finals = _rounded(exact, pool)
    caution = ""
    if pool == base * ILLINOIS_ALL:
        caution = "Liens reach 40 %: the attorney's lien is then at most 30 % of the settlement."
    return _shares("il_lien_act", claims, finals, f"40 % of {words} for all, 1/3 for one kind of holder", caution)


def _pro_rata(kind: str) -> Callable[[Sequence[Claimed], Settlement, Choice], list[Reduction]]:
    def rule(claims: Sequence[Claimed], settlement: Settlement, chosen: Choice) -> list[Reduction]:
        share = THIRD if kind == "pro_rata_third" else chosen.fraction(THIRD)
        base, words = _base(settlement, chosen)
        amounts = [claim.amount for claim in claims]
        pool = min(Fraction(sum(amounts)), base * share)
        return _shares(kind, claims, apportion(pool, amounts), f"{percent(share)} of {words}", "")

    return rule


def _shares(kind: str, claims: Sequence[Claimed], finals: Sequence[int], pool: str, caution: str) -> list[Reduction]:
    asked, given = sum(claim.amount for claim in claims), sum(finals)
    count = f"{len(claims)} claims of {money(asked)} share" if len(claims) > 1 else f"the claim of {money(asked)} gets"
    return [
        Reduction(kind, claim.amount, final, _line(kind, f"{pool}: {count} {money(given)}, here {money(final)}"),
                  caution=caution)
        for claim, final in zip(claims, finals, strict=True)
    ]  # fmt: skip


_ALONE: Mapping[str, Callable[[int, Settlement, Choice], Reduction]] = {
    "none": _none,
    "procurement_411_37": _procurement,
    "fixed_percentage": _fixed_percentage,
    "common_fund": _common_fund,
    "common_fund_one_third": _common_third,
    "ca_3045": _california,
    "statutory_cap": _cap,
    "made_whole": _made_whole,
    "negotiated": _negotiated,
    "waived": _waived,
}
_SHARING: Mapping[str, Callable[[Sequence[Claimed], Settlement, Choice], list[Reduction]]] = {
    "il_lien_act": _illinois,
    "pro_rata_third": _pro_rata("pro_rata_third"),
    "pro_rata": _pro_rata("pro_rata"),
}
