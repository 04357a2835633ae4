"""A case's care on paper: the picture of the treatment, the recovery plan, the progress report."""

from caseterm.educationfiles import language_for
from caseterm.exports import careprints, client_pages, progress
from caseterm.queries.carepaper import paper
from caseterm.rules.carepaper import REPORTS, care_json, plan_for, report_for
from caseterm.rules.counting import counted
from caseterm.rules.disclosure import ATTORNEY, AUDIENCES, CLIENT
from caseterm.sheets import Reader, Sheet
from caseterm.store.database import Database
from caseterm.summaries import local_now


def timeline(case_id: int) -> Reader:
    """The picture of a case's treatment. The reader raises NotFoundError for a case that is not there."""

    def made(db: Database) -> Sheet:
        found = paper(db, case_id)
        loud = sum(not reason for *_, reason in found.gaps or ())
        return Sheet(
            what="treatment timeline",
            title=f"{found.number}  {found.client}",
            file_stem=f"timeline-{found.number}-{found.today.isoformat()}",
            document=careprints.treatment(found, printed_at=local_now(db.clock)),
            said=(
                (f" Timeline: {counted(len(found.lanes or ()), 'provider')}", ""),
                (f", {counted(loud, 'long gap')} without a reason" if loud else "", "warn"),
            ),
            facts=care_json(found),
            case_id=case_id,
            letter=found.letter,
        )

    return made


def recovery_plan(case_id: int, audience: str = ATTORNEY) -> Reader:
    """The plan in force, with what its reader may see; a client's own in large type and the client's language.

    The reader raises NotFoundError.
    """

    def made(db: Database) -> Sheet:
        found = plan_for(paper(db, case_id), audience)
        language, at = language_for(found.language), local_now(db.clock)
        if audience == CLIENT:
            document = client_pages.recovery_plan(found, language, printed_at=at)
        else:
            document = careprints.recovery_plan(found, audience, printed_at=at)
        version = f"version {found.plan.version}" if found.plan else "no plan in force"
        return Sheet(
            what="recovery plan",
            title=f"{found.number}  {found.client}",
            file_stem=f"recovery-plan-{found.number}-{audience}-{found.today.isoformat()}",
            document=document,
            said=(
                (f" Recovery plan, {version}", "" if found.plan else "warn"),
                (f", for: {AUDIENCES[audience]}", ""),
                (f", large type, {language}" if audience == CLIENT else "", ""),
            ),
            facts=care_json(found),
            audience=audience,
            case_id=case_id,
            letter=found.letter,
        )

    return made


def report(case_id: int, audience: str = ATTORNEY) -> Reader:
    """The initial, progress or closure report, with what its reader may see. The reader raises NotFoundError."""

    def made(db: Database) -> Sheet:
        found = report_for(paper(db, case_id), audience)
        name, at = REPORTS[found.report], local_now(db.clock)
        language = language_for(found.language)
        if audience == CLIENT:
            document = client_pages.report(found, language, printed_at=at)
        else:
            document = progress.report(found, audience, printed_at=at)
        whose = "" if audience == ATTORNEY else f"-{audience}"
        return Sheet(
            what=name.lower(),
            title=f"{found.number}  {found.client}",
            file_stem=f"{name.lower().replace(' ', '-')}-{found.number}{whose}-{found.today.isoformat()}",
            document=document,
            said=(
                (f" {name}: {counted(len(found.assessed or ()), 'assessment')}", ""),
                (", nobody asked yet" if not found.assessed else "", "warn"),
                (f", for: {AUDIENCES[audience]}", ""),
                (f", large type, {language}" if audience == CLIENT else "", ""),
            ),
            facts=care_json(found),
            audience=audience,
            case_id=case_id,
            letter=found.letter,
        )

    return made
