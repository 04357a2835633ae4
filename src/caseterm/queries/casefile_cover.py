"""The insurance in a case's file: policy, coverage, claim and adjuster as one line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import PhoneLine, day, emails_of, named, phones_of
from caseterm.rules.people import person_name
from caseterm.store.database import Database


@dataclass(frozen=True)
class CoverageLine:
    """One coverage with its policy and claim; limits and deductible are cents."""

    coverage_id: int
    policy_id: int
    claim_id: int | None
    insurer_id: int | None
    insurer: str
    party: str
    policy_no: str
    named_insured: str
    effective_from: date | None
    effective_to: date | None
    dec_page_received: bool
    limits_disclosed_on: date | None
    kind: str
    limit_per_person: int | None
    limit_per_accident: int | None
    csl_limit: int | None
    deductible: int | None
    exhausted_on: date | None
    claim_no: str
    claim_status: str
    claim_opened_on: date | None
    liability_position: str
    lor_sent_on: date | None
    lor_ack_on: date | None
    adjuster_id: int | None
    adjuster: str
    adjuster_phones: tuple[PhoneLine, ...]
    adjuster_emails: tuple[str, ...]
    notes: str
    archived: bool


def coverages(db: Database, case_id: int, *, archived: bool = False) -> list[CoverageLine]:
    """Every coverage of a case, policy by policy; one with several claims has a line for each."""
    rows = named(db.raw.execute(_COVERAGES, {"c": case_id, "all": archived}))
    return [_line(db, row) for row in rows]


_COVERAGES = """
SELECT v.id AS coverage_id, v.policy_id, v.kind, v.limit_per_person, v.limit_per_accident, v.csl_limit, v.deductible,
 v.exhausted_on, v.notes, v.archived_at, p.insurer_id, p.policy_no, p.named_insured, p.party, p.effective_from,
 p.effective_to, p.dec_page_received, p.limits_disclosed_on, i.org_name AS i_org, i.last AS i_last, i.first AS i_first,
 m.id AS claim_id, m.claim_no, m.status AS claim_status, m.opened_on, m.liability_position, m.lor_sent_on, m.lor_ack_on,
 m.adjuster_id, a.last AS a_last, a.first AS a_first, a.suffix AS a_suffix, a.org_name AS a_org
FROM coverages v JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts i ON i.id = p.insurer_id
LEFT JOIN claims m ON m.coverage_id = v.id AND (:all OR m.archived_at IS NULL)
LEFT JOIN contacts a ON a.id = m.adjuster_id
WHERE v.case_id = :c AND (:all OR v.archived_at IS NULL)
ORDER BY v.archived_at IS NOT NULL,
 CASE p.party WHEN 'defendant' THEN 0 WHEN 'third' THEN 1 ELSE 2 END, p.id, v.id, m.id
"""


def heard_from(db: Database, case_id: int, contact_id: int) -> tuple[date, str, str, str] | None:
    """The last time a contact was in touch about a case: day, way, channel, and what was said; None for never."""
    row = db.raw.execute(
        "SELECT at, direction, channel, coalesce(nullif(subject, ''), body) FROM communications WHERE case_id = ? AND "
        "contact_id = ? AND archived_at IS NULL ORDER BY at DESC, id DESC LIMIT 1",
        (case_id, contact_id),
    ).fetchone()
    return (date.fromisoformat(row[0][:10]), *row[1:]) if row else None


def _line(db: Database, row: dict[str, Any]) -> CoverageLine:
    adjuster_id = row["adjuster_id"]
    return CoverageLine(
        coverage_id=row["coverage_id"],
        policy_id=row["policy_id"],
        claim_id=row["claim_id"],
        insurer_id=row["insurer_id"],
        insurer=person_name(row["i_last"] or "", row["i_first"] or "", "", row["i_org"] or ""),
        party=row["party"],
        policy_no=row["policy_no"],
        named_insured=row["named_insured"],
        effective_from=day(row["effective_from"]),
        effective_to=day(row["effective_to"]),
        dec_page_received=bool(row["dec_page_received"]),
        limits_disclosed_on=day(row["limits_disclosed_on"]),
        kind=row["kind"],
        limit_per_person=row["limit_per_person"],
        limit_per_accident=row["limit_per_accident"],
        csl_limit=row["csl_limit"],
        deductible=row["deductible"],
        exhausted_on=day(row["exhausted_on"]),
        claim_no=row["claim_no"] or "",
        claim_status=row["claim_status"] or "not_opened",
        claim_opened_on=day(row["opened_on"]),
        liability_position=row["liability_position"] or "",
        lor_sent_on=day(row["lor_sent_on"]),
        lor_ack_on=day(row["lor_ack_on"]),
        adjuster_id=adjuster_id,
        adjuster=person_name(row["a_last"] or "", row["a_first"] or "", row["a_suffix"] or "", row["a_org"] or ""),
        adjuster_phones=phones_of(db, adjuster_id) if adjuster_id else (),
        adjuster_emails=emails_of(db, adjuster_id) if adjuster_id else (),
        notes=row["notes"],
        archived=row["archived_at"] is not None,
    )
