"""What a lien comes to, and how sure that is. Amounts are cents."""

from collections.abc import Iterable
from datetime import date

from caseterm.rules.terms_money import LIEN_SETTLED
from caseterm.values import value


@value
class LienLine:
    """One lien of a case; an amount that is None is not known yet."""

    id: int
    kind: str
    holder_id: int | None
    holder: str
    status: str
    asserted: int | None = None
    audited: int | None = None
    reduced: int | None = None
    negotiated: int | None = None
    final: int | None = None
    paid: int | None = None
    provider_id: int | None = None
    provider: str = ""
    reference_no: str = ""
    claimed_on: date | None = None
    perfected: bool = False
    statute_note: str = ""
    reduction_kind: str = "none"
    reduction_num: int | None = None
    reduction_den: int | None = None
    reduction_why: str = ""
    reduction_gross: int | None = None
    final_letter_on: date | None = None
    paid_on: date | None = None
    rights_letter_on: date | None = None
    conditional_on: date | None = None
    notice_on: date | None = None
    demand_on: date | None = None
    demand_received_on: date | None = None
    notes: str = ""
    archived: bool = False

    @property
    def claim(self) -> int | None:
        """What the holder claims: the audited sum, else the asserted one."""
        return self.asserted if self.audited is None else self.audited

    @property
    def now(self) -> int | None:
        """What it comes to as far as is known; a released lien costs nothing."""
        if self.status == "released" and self.final is None and self.paid is None:
            return 0
        amounts = (self.paid, self.final, self.negotiated, self.reduced, self.audited, self.asserted)
        return next((cents for cents in amounts if cents is not None), None)

    @property
    def is_final(self) -> bool:
        """Whether the holder has bound itself in writing, with a sum."""
        if self.status == "released":
            return True
        return (self.final_letter_on is not None or self.status in LIEN_SETTLED) and (
            self.final is not None or self.paid is not None
        )


def unbound(lien: LienLine) -> bool:
    """Whether it would be paid on nothing but a sum somebody named: its holder wrote no final letter."""
    return lien.final_letter_on is None and lien.status not in ("final_in_writing", "released")


@value
class LienTotals:
    """All liens of a case together. `now` counts each as far as it is known, and `unknown` those without any sum."""

    count: int = 0
    asserted: int = 0
    now: int = 0
    final: int = 0
    open: int = 0
    unknown: int = 0

    @property
    def all_final(self) -> bool:
        return self.open == 0


def lien_totals(liens: Iterable[LienLine]) -> LienTotals:
    """The liens that are not put away, added up."""
    kept = [lien for lien in liens if not lien.archived]
    return LienTotals(
        count=len(kept),
        asserted=sum(lien.claim or 0 for lien in kept),
        now=sum(lien.now or 0 for lien in kept),
        final=sum(lien.now or 0 for lien in kept if lien.is_final),
        open=sum(not lien.is_final for lien in kept),
        unknown=sum(lien.now is None for lien in kept),
    )
