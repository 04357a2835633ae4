"""The facts of a disbursement statement for paper: a locked version, or a projection of the record as it stands."""

from caseterm.errors import ConflictError, NotFoundError
from caseterm.queries import settlement
from caseterm.queries.casefile_rows import day
from caseterm.rules.disbursement import DisbursementFacts
from caseterm.rules.money import format_cents
from caseterm.rules.negotiation import standing
from caseterm.rules.settlechecks import checks
from caseterm.rules.settlement import Statement, problem, settle
from caseterm.rules.settling import Money, Offer, given_of, project
from caseterm.rules.snapshot import differences
from caseterm.rules.terms_settlement import LOCKED
from caseterm.rules.trust import Trust, trust
from caseterm.store.database import Database

AFTER_ACCEPTANCE = frozenset({"recoveries", "funds", "release"})


def facts(
    db: Database, case_id: int, version_id: int | None = None, *, offer: int | None = None, claim_id: int | None = None
) -> DisbursementFacts:
    """A locked statement by its id, the one that stands, else a projection; `offer` in cents always is a projection.

    Raises NotFoundError for a case or statement that is not there, and ConflictError for one that does not balance
    or was altered after it was locked: neither is ever printed.
    """
    row = db.raw.execute(_CASE, (case_id,)).fetchone()
    if row is None:
        raise NotFoundError("That case is not there any more.")
    number, client, incident_on, name, address, phone, user, paper, legend = row
    versions = settlement.versions(db, case_id)
    found = next((each for each in versions if (each.id == version_id if version_id else each.status in LOCKED)), None)
    if version_id is not None and found is None:
        raise NotFoundError("That statement is not there any more.")
    money, today = settlement.money(db, case_id), db.clock.today()
    firm = (name or "", *(part for part in (*str(address or "").split("\n"), phone) if part))
    shared = (firm, user or "", legend or "", paper != "legal", number, client, day(incident_on), today)
    open_ = [check for check in checks(money, today) if not check.done]
    if found is None or offer is not None:
        statement, of = _projection(db, case_id, offer, claim_id)
        _refuse_unbalanced(statement)
        real = offer is None and bool(money.recoveries)  # of an offer no funds are due and no release is signed yet
        missing = tuple(check.text for check in open_ if real or check.code not in AFTER_ACCEPTANCE)
        account = _account(statement, money) if real else None
        return DisbursementFacts(*shared, statement, offer=of, missing=missing, account=account)
    if found.statement is None or found.altered:
        raise ConflictError(
            "This statement is not printed: its numbers are not those that were locked.",
            safe="Nothing was written.",
            next_step="Unlock it with a reason, look at the numbers, and lock it again.",
        )
    _refuse_unbalanced(found.statement)
    return DisbursementFacts(
        *shared,
        found.statement,
        version=found.version,
        status=found.status,
        locked_on=found.locked_on,
        approved_by=found.approved_by,
        sha256=found.sha256,
        changed=differences(found.statement, settle(given_of(money))) if found.status in LOCKED else (),
        account=_account(found.statement, money) if found.status in LOCKED else None,
    )


def _account(statement: Statement, money: Money) -> Trust | None:
    """The trust account under a statement; None while nothing was paid or held."""
    return trust(statement, money) if money.payouts else None


def _refuse_unbalanced(statement: Statement) -> None:
    if wrong := problem(statement):
        raise ConflictError(f"The statement does not balance and is not printed. {wrong}", safe="Nothing was written.")


def _projection(db: Database, case_id: int, offer: int | None, claim_id: int | None) -> tuple[Statement, str]:
    """What the record gives today, and of what: an offer asked for, recoveries, the last offer, or the demand."""
    money = settlement.money(db, case_id)
    names = {claim.id: claim.insurer for claim in settlement.claims(db, case_id)}
    if offer is not None:
        made = project(money, Offer(offer, claim_id, names.get(claim_id or 0) or "Offer"))
        return made, f"an offer of {format_cents(offer, dollar=True)}"
    if money.recoveries:
        return settle(given_of(money)), "the recoveries entered"
    stands = standing(settlement.events(db, case_id))
    known = stands.offer or stands.demand
    if known is None or known.amount is None:
        step = "Enter one in Offers or Settlement."
        raise ConflictError("There is no recovery, offer or demand to make a statement of.", next_step=step)
    word = "the last offer" if stands.offer else "the last demand"
    name = names.get(known.claim_id or 0) or ("Offer" if stands.offer else "Demand")
    made = project(money, Offer(known.amount, known.claim_id, name))
    return made, f"{word}, {format_cents(known.amount, dollar=True)}"


_CASE = """
SELECT c.number, l.client, i.happened_on, s.firm_name, s.firm_address, s.firm_phone, s.user_name, s.paper,
 s.confidentiality_legend
FROM cases c JOIN caselist l ON l.case_id = c.id LEFT JOIN incidents i ON i.case_id = c.id LEFT JOIN settings s
WHERE c.id = ?
"""
