"""What must stand before a statement is locked: told with names and ages, the missing first."""

from collections.abc import Iterator
from datetime import date

from caseterm.rules.counting import counted
from caseterm.rules.date_words import paper_day
from caseterm.rules.liens import LienLine
from caseterm.rules.money import format_cents
from caseterm.rules.reductions import NEEDS_SETTLEMENT
from caseterm.rules.settlement import settle
from caseterm.rules.settling import Money, RecoveryLine, given_of, lien_name
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import PAYEE_KINDS
from caseterm.rules.trust import trust
from caseterm.values import value


@value
class Check:
    """One line of the list: what it is about, how that stands, and more to say; `grave` must not be missed."""

    code: str
    done: bool
    what: str
    state: str
    more: str = ""
    grave: bool = False

    @property
    def text(self) -> str:
        """Blue Shield: no final letter, claimed 81 d ago."""
        return f"{self.what}: {self.state}{f', {self.more}' if self.more else ''}"


def checks(money: Money, today: date) -> tuple[Check, ...]:
    """Every line, what is missing first and the grave before the rest."""
    return tuple(sorted(_checks(money, today), key=lambda check: (check.done, not check.grave)))


def _checks(money: Money, today: date) -> Iterator[Check]:
    recoveries = [each for each in money.recoveries if not each.archived]
    gross = sum(each.amount for each in recoveries)
    yield _agreement(money)
    if not recoveries:
        yield Check("recoveries", False, "Recovery", "none entered", grave=True)
    for line in recoveries:
        yield _came_in(line, today)
        signed = f"released {_short(line.release_on)}" if line.release_on else "release not signed"
        yield Check("release", line.release_on is not None, line.name, signed)
    billed = [each for each in money.providers if each.bills and not each.archived]
    open_ = [each.name for each in billed if each.finalized_on is None]
    if open_:
        yield Check("bills", False, ", ".join(open_), "bills not final", grave=True)
    elif billed:
        yield Check("bills", True, counted(len(billed), "provider"), "bills final")
    for lien in money.liens:
        if not lien.archived:
            yield _final(lien, today)
            yield from _counted_on(lien, gross)
    if money.medicare in ("beneficiary", "msa_review") and not any("medicare" in each.kind for each in money.liens):
        yield Check("medicare", False, "Medicare", "no lien on file", "and the client has Medicare", grave=True)
    if money.minor:
        more = "the attorney confirms whether a court must approve; not verified"
        yield Check("minor", False, "Minor", "court approval?", more)
    unpaid = sum(each.amount for each in money.costs if each.paid_by == "unpaid" and not each.archived)
    if unpaid:
        more = "ask for the last invoices"
        yield Check("costs", False, "Costs", f"{format_cents(unpaid, dollar=True)} unpaid", more)
    if money.payouts:
        yield from _trust(money)


def _agreement(money: Money) -> Check:
    agreement = money.agreement
    if agreement is None:
        return Check("agreement", False, "Fee agreement", "none on file", "a third of the gross is assumed", grave=True)
    if not agreement.tiers:
        return Check("agreement", False, "Fee agreement", "has no fee", "a third is assumed", grave=True)
    if agreement.signed_on is None:
        return Check("agreement", False, "Fee agreement", "not signed")
    return Check("agreement", True, "Fee agreement", f"signed {_short(agreement.signed_on)}")


def _came_in(line: RecoveryLine, today: date) -> Check:
    if line.funds_on:
        return Check("funds", True, line.name, f"funds in {_short(line.funds_on)}")
    days = f"agreed {_ago(line.agreed_on, today)}" if line.agreed_on else ""
    return Check("funds", False, line.name, "no funds yet", days, grave=True)


def _final(lien: LienLine, today: date) -> Check:
    name = lien_name(lien)
    if lien.is_final:
        return Check(
            "lien", True, name, "final letter", paper_day(lien.final_letter_on) if lien.final_letter_on else ""
        )
    days = f"claimed {_ago(lien.claimed_on, today)}" if lien.claimed_on else ""
    return Check("lien", False, name, "no final letter", days, grave=True)


def _counted_on(lien: LienLine, gross: int) -> Iterator[Check]:
    """A rule that was counted on another settlement than the one there is now."""
    on = lien.reduction_gross
    if lien.reduction_kind in NEEDS_SETTLEMENT and not lien.is_final and on is not None and on != gross:
        was, now = (format_cents(cents, dollar=True) for cents in (on, gross))
        more = f"it was counted on {was}, the gross is {now}"
        yield Check("reduction", False, lien_name(lien), "count rule anew", more, grave=True)


def _trust(money: Money) -> Iterator[Check]:
    """What is held back, with its reason; and what was paid that the statement does not give."""
    account = trust(settle(given_of(money)), money)
    if account.free < 0:
        more = f"{format_cents(-account.free, dollar=True)} more than came in is paid or held"
        yield Check("trust", False, "Trust", "overdrawn", more, grave=True)
    for share in account.shares:
        if share.paid > share.due:
            over = format_cents(share.paid - share.due, dollar=True)
            yield Check("trust", False, share.said(), "paid too much", f"{over} over the statement", grave=True)
    for line in account.payouts:
        if line.paid_on is None:
            what = f"{line.payee or label(PAYEE_KINDS, line.kind)}, {format_cents(line.amount, dollar=True)} held"
            yield Check("held", bool(line.held_why), what, line.held_why or "nobody said why", grave=not line.held_why)


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    return f"{days} d ago" if days else "today"


def _short(day: date) -> str:
    """11/04/26: it stands in a narrow column."""
    return f"{day:%m/%d/%y}"
