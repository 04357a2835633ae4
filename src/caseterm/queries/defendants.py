"""The defendants of a case with what stands behind each."""

from dataclasses import dataclass
from datetime import date

from caseterm.queries.casefile_rows import day, named
from caseterm.rules.people import person_name
from caseterm.store.database import Database


@dataclass(frozen=True)
class DefendantFacts:
    """Counsel, carrier, service and the limitation dates against one defendant."""

    party_id: int
    contact_id: int
    counsel_id: int | None
    counsel: str
    policy_id: int | None
    carrier: str
    liability_position: str
    served_on: date | None
    answer_due: date | None
    answered_on: date | None
    dismissed_on: date | None
    notes: str
    deadlines: tuple[tuple[str, date, bool], ...]
    """Title, day, whether verified."""


_STATEMENT = """
SELECT p.id AS party_id, p.contact_id, d.counsel_id, d.policy_id, d.liability_position, d.served_on, d.answer_due,
 d.answered_on, d.dismissed_on, d.notes, l.last, l.first, l.suffix, l.org_name, i.last AS i_last, i.first AS i_first,
 i.org_name AS i_org
FROM parties p LEFT JOIN defendants d ON d.party_id = p.id AND d.archived_at IS NULL
LEFT JOIN contacts l ON l.id = d.counsel_id LEFT JOIN policies o ON o.id = d.policy_id
LEFT JOIN contacts i ON i.id = o.insurer_id WHERE p.id = ?
"""


def facts(db: Database, party_id: int) -> DefendantFacts | None:
    """What stands behind one party; None where there is no such row."""
    row = next(named(db.raw.execute(_STATEMENT, (party_id,))), None)
    if row is None:
        return None
    deadlines = db.raw.execute(
        "SELECT title, kind, due, verified_on FROM deadlines WHERE defendant_id = ? AND archived_at IS NULL "
        "AND satisfied_on IS NULL AND case_id = (SELECT case_id FROM parties WHERE id = ?) ORDER BY due",
        (row["contact_id"], party_id),
    )
    return DefendantFacts(
        party_id=party_id,
        contact_id=row["contact_id"],
        counsel_id=row["counsel_id"],
        counsel=person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or ""),
        policy_id=row["policy_id"],
        carrier=person_name(row["i_last"] or "", row["i_first"] or "", "", row["i_org"] or ""),
        liability_position=row["liability_position"] or "unknown",
        served_on=day(row["served_on"]),
        answer_due=day(row["answer_due"]),
        answered_on=day(row["answered_on"]),
        dismissed_on=day(row["dismissed_on"]),
        notes=row["notes"] or "",
        deadlines=tuple((title or kind, date.fromisoformat(due), bool(on)) for title, kind, due, on in deadlines),
    )


def policies(db: Database, case_id: int) -> list[tuple[int, str]]:
    """The policies of a case to choose from: id, insurer with its number."""
    rows = db.raw.execute(
        "SELECT p.id, k.last, k.first, k.org_name, p.policy_no FROM policies p "
        "LEFT JOIN contacts k ON k.id = p.insurer_id WHERE p.case_id = ? AND p.archived_at IS NULL ORDER BY p.id",
        (case_id,),
    )
    return [(row[0], f"{person_name(row[1] or '', row[2] or '', '', row[3] or '')} {row[4]}".strip()) for row in rows]
