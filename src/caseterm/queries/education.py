"""What was explained to a client and what is to be: the deliveries of a case, and the facts that choose the topics."""

from dataclasses import dataclass
from datetime import date

from caseterm.queries.casefile_rows import day
from caseterm.queries.visit_days import limits, visits_of
from caseterm.rules.education import Told
from caseterm.rules.gaps import open_gap
from caseterm.rules.people import person_name
from caseterm.store.database import Database


@dataclass(frozen=True)
class Learner:
    """Whom to tell and by which texts: stage, kind of claim, the client's language and name, days since a visit."""

    case_id: int
    number: str
    client: str
    greeting: str
    language: str
    interpreter: bool
    phase: str
    claim_type: str
    gap_days: int | None


def learner(db: Database, case_id: int) -> Learner | None:
    """The client of a case as a learner; None when the case is gone."""
    row = db.raw.execute(
        "SELECT c.number, k.last, k.first, k.suffix, k.org_name, k.preferred_name, k.language, k.interpreter_needed, "
        "c.phase, c.claim_type FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        return None
    return Learner(
        case_id=case_id, number=row[0], client=person_name(*row[1:5]), greeting=row[5] or row[2] or row[4],
        language=row[6], interpreter=bool(row[7]), phase=row[8], claim_type=row[9], gap_days=_gap(db, case_id),
    )  # fmt: skip


def _gap(db: Database, case_id: int) -> int | None:
    """Days since the last kept visit, where the gap of the whole case is open and no visit is booked."""
    today = db.clock.today()
    visits = visits_of(db.raw, case_id, today)
    found = open_gap(visits.whole, limits(db.raw), today=today, since=visits.incident_on)
    told = found is not None and found.kind == "open" and visits.whole.next_on is None
    return found.days if found is not None and told else None


def told(db: Database, case_id: int, *, archived: bool = False) -> list[Told]:
    """Every delivery, the newest first; a question whose task is done counts as answered on that day."""
    rows = db.raw.execute(
        "SELECT e.id, e.topic, e.dated, e.how, e.to_whom, e.language, e.understood, e.questions, "
        "coalesce(e.answered_on, t.done_on) FROM education e LEFT JOIN tasks t ON t.id = e.task_id "
        "WHERE e.case_id = ? AND (? OR e.archived_at IS NULL) ORDER BY e.dated DESC, e.id DESC",
        (case_id, archived),
    )
    return [
        Told(
            id=row[0], topic=row[1], on=date.fromisoformat(row[2]), how=row[3], to_whom=row[4], language=row[5],
            understood=row[6], question=row[7], answered_on=day(row[8]),
        )
        for row in rows
    ]  # fmt: skip
