"""What makes a case complex, read from its record."""

from caseterm.queries import alignment, checkins
from caseterm.queries.casefile_rows import in_list
from caseterm.rules.alignment import silent
from caseterm.rules.attention_care import CareSigns
from caseterm.rules.complexity import Complexity, flags
from caseterm.rules.dates import paper_day
from caseterm.rules.people import person_name
from caseterm.rules.terms_visits import TREATING
from caseterm.store.database import Database


def of_case(db: Database, case_id: int, care: CareSigns) -> list[Complexity]:
    """The flags of one case today, each with its reason; `care` is what attention knows of its care."""
    treating = db.raw.execute(
        f"SELECT k.last, k.first, k.suffix, k.org_name FROM case_providers p JOIN contacts k ON k.id = p.contact_id "
        f"WHERE p.case_id = ? AND p.archived_at IS NULL AND p.treatment_status IN {in_list(TREATING)}",
        (case_id,),
    ).fetchall()
    told = db.raw.execute(
        "SELECT comorbidities FROM assessments WHERE case_id = ? AND archived_at IS NULL AND comorbidities <> '' "
        "ORDER BY dated DESC, id DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    barriers = db.raw.execute(
        "SELECT description FROM barriers WHERE case_id = ? AND archived_at IS NULL AND resolved_on IS NULL "
        "AND severity IN ('active', 'blocking') ORDER BY severity = 'active', id",
        (case_id,),
    ).fetchall()
    today = db.clock.today()
    late = care.expected_mmi_on is not None and care.expected_mmi_on < today
    delays = [care.stalled] if care.stalled else []
    if late and care.expected_mmi_on is not None:
        delays.append(f"past the expected recovery, {paper_day(care.expected_mmi_on)}")
    return flags(
        treating=[person_name(*row) for row in treating],
        comorbidities=[part.strip() for part in str(told[0]).split(",") if part.strip()] if told else [],
        delays=delays,
        barriers=[str(text) for (text,) in barriers],
        tries=len(checkins.tries_of(db, case_id)),
        silent=[f"{who}, {days} d" for who, days in silent(alignment.of_case(db, case_id), today)],
    )
