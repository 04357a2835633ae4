"""The accounting of disclosures, from the record of exports to a sheet."""

from caseterm.exports import disclosed as disclosed_print
from caseterm.queries import disclosed as disclosed_query
from caseterm.rules.counting import counted
from caseterm.rules.disclosed import accounting_json
from caseterm.sheets import Reader, Sheet
from caseterm.store.database import Database
from caseterm.summaries import local_now


def disclosures(case_id: int) -> Reader:
    """What was disclosed of a case, to whom and when. Raises NotFoundError from the reader."""

    def made(db: Database) -> Sheet:
        found = disclosed_query.accounting(db, case_id)
        outside = sum(each.outside for each in found.given)
        return Sheet(
            what="accounting of disclosures",
            title=f"{found.number}  {found.client}",
            file_stem=f"disclosures-{found.number}-{found.today.isoformat()}",
            document=disclosed_print.build(found, printed_at=local_now(db.clock)),
            said=(
                (f" Disclosures: {counted(len(found.given), 'file or print', 'files and prints')}", ""),
                (f", {outside} for outside the firm" if outside else "", "bold"),
            ),
            facts=accounting_json(found),
            case_id=case_id,
            letter=found.letter,
        )

    return made
