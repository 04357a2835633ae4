"""Disbursement statements from the record to a preview, a file or a printer."""

from caseterm.exports import disbursement as writer
from caseterm.queries import disbursement as query
from caseterm.rules.disclosure import ATTORNEY, CLIENT
from caseterm.rules.money import format_cents
from caseterm.sheets import Reader, Sheet
from caseterm.store.database import Database
from caseterm.summaries import local_now


def statement_sheet(
    case_id: int, version_id: int | None = None, *, offer: int | None = None, claim_id: int | None = None
) -> Reader:
    """A locked statement, the one in force, else a projection; `offer` in cents is looked at as if it were paid.

    The reader raises NotFoundError, and ConflictError for a statement that does not balance: that is never printed.
    """

    def made(db: Database) -> Sheet:
        facts = query.facts(db, case_id, version_id, offer=offer, claim_id=claim_id)
        final = facts.version is not None
        name = f"disbursement statement {facts.version}" if final else "projected disbursement"
        net = format_cents(facts.statement.net, dollar=True, parentheses=True)
        moved = f", the record has moved on in {len(facts.changed)}" if facts.changed else ""
        return Sheet(
            what=name,
            title=f"{name} of {facts.client}",
            file_stem=f"{'disbursement' if final else 'projection'}-{facts.number}"
            + (f"-{facts.version}" if final else f"-{facts.as_of.isoformat()}"),
            document=writer.build(facts, printed_at=local_now(db.clock)),
            said=((f" {name.capitalize()}: net {net}", "" if final else "warn"), (moved, "warn")),
            facts=writer.statement_json(facts),
            audience=CLIENT if final else ATTORNEY,
            case_id=case_id,
            letter=facts.letter,
        )

    return made
