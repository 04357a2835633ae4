"""What liens would come to on another settlement, where the rule chosen for them is counted on one."""

from collections.abc import Sequence

from caseterm.rules.liens import LienLine
from caseterm.rules.reductions import NEEDS_SETTLEMENT, Choice, Claimed, Settlement, reduce_claims
from caseterm.values import changed


def liens_at(liens: Sequence[LienLine], settlement: Settlement) -> tuple[LienLine, ...]:
    """The liens with their rules counted anew; one that is agreed, final or paid stays, as does one without a rule."""
    found = {lien.id: lien for lien in liens}
    for kind in sorted({lien.reduction_kind for lien in liens if _moves(lien)}):
        mine = [lien for lien in liens if lien.reduction_kind == kind and _moves(lien)]
        claims = [Claimed(lien.id, lien.claim or 0, lien.kind) for lien in mine]
        chosen = Choice(mine[0].reduction_num, mine[0].reduction_den)
        for lien, result in zip(mine, reduce_claims(kind, claims, settlement, chosen), strict=True):
            found[lien.id] = changed(lien, reduced=result.final, reduction_why=result.why)
    return tuple(found[lien.id] for lien in liens)


def _moves(lien: LienLine) -> bool:
    settled = lien.is_final or lien.negotiated is not None or lien.final is not None or lien.paid is not None
    return lien.reduction_kind in NEEDS_SETTLEMENT and lien.claim is not None and not settled and not lien.archived
