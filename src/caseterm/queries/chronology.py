"""What a medical chronology is made of: visits with their pages, records, bills, and what no record tells."""

from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.queries.heads import case_head
from caseterm.queries.visit_days import gaps_of_case
from caseterm.rules.chronology import Chronology, Entry, RecordSet
from caseterm.rules.gaps import whole_gaps
from caseterm.rules.people import person_name
from caseterm.rules.terms import label
from caseterm.rules.terms_injuries import BODY_PARTS
from caseterm.rules.terms_visits import APPOINTMENT_KEPT, APPOINTMENT_KINDS, TREATMENT_KINDS
from caseterm.store.database import Database

_VISITS = """
SELECT v.dated, v.kind, v.complaint, v.findings, v.diagnosis, v.treatment, v.next_plan, v.body_part, v.work_status,
 v.page, d.title, p.id AS provider_id, p.specialty, k.last, k.first, k.suffix, k.org_name
FROM visits v LEFT JOIN case_providers p ON p.id = v.case_provider_id LEFT JOIN contacts k ON k.id = p.contact_id
LEFT JOIN documents d ON d.id = v.document_id
WHERE v.case_id = ? AND v.archived_at IS NULL ORDER BY v.dated, v.id
"""
_UNSEEN = f"""
SELECT substr(a.starts_at, 1, 10), a.kind, k.last, k.first, k.suffix, k.org_name, a.location FROM appointments a
LEFT JOIN case_providers p ON p.id = a.case_provider_id LEFT JOIN contacts k ON k.id = p.contact_id
WHERE a.case_id = ? AND a.archived_at IS NULL AND a.status IN {in_list(APPOINTMENT_KEPT)}
 AND a.kind IN {in_list(frozenset(TREATMENT_KINDS))} AND NOT EXISTS (
  SELECT 1 FROM visits v WHERE v.case_id = a.case_id AND v.archived_at IS NULL AND v.dated = substr(a.starts_at, 1, 10)
  AND (v.case_provider_id IS NULL OR a.case_provider_id IS NULL OR v.case_provider_id = a.case_provider_id))
ORDER BY a.starts_at
"""
_LACKING = """
SELECT k.last, k.first, k.suffix, k.org_name, p.records_requested_on, p.records_received_on FROM case_providers p
JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL AND NOT p.records_complete
AND p.treatment_status <> 'never_treated' ORDER BY p.id
"""


def chronology(db: Database, case_id: int) -> Chronology:
    """The chronology of a case. Raises NotFoundError."""
    head = case_head(db, case_id)
    incident = db.raw.execute("SELECT happened_on FROM incidents WHERE case_id = ?", (case_id,)).fetchone()
    bills = _bills(db, case_id)
    entries, uncited = [], []
    for row in named(db.raw.execute(_VISITS, (case_id,))):
        on = date.fromisoformat(row["dated"])
        provider = person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or "")
        if row["page"].strip():
            entries.append(_entry(row, on, provider, bills))
        else:
            uncited.append((on, provider or label(APPOINTMENT_KINDS, row["kind"])))
    return Chronology(
        **head,
        incident_on=day(incident[0]) if incident else None,
        entries=tuple(entries),
        sets=_sets(db, case_id),
        uncited=tuple(uncited),
        unseen=tuple(
            (date.fromisoformat(on), person_name(last or "", first or "", suffix or "", org or "") or place or kind)
            for on, kind, last, first, suffix, org, place in db.raw.execute(_UNSEEN, (case_id,))
        ),
        lacking=tuple(_lacking(row) for row in db.raw.execute(_LACKING, (case_id,))),
        gaps=whole_gaps(gaps_of_case(db.raw, case_id, db.clock.today())),
        questions=tuple(
            " ".join(str(row[0]).split())
            for row in db.raw.execute(
                "SELECT what FROM attorney_requests WHERE case_id = ? AND archived_at IS NULL AND done_on IS NULL "
                "ORDER BY due IS NULL, due",
                (case_id,),
            )
        ),
    )


def _entry(row: dict[str, Any], on: date, provider: str, bills: dict[int, list[tuple[str, str, int]]]) -> Entry:
    found = [row["complaint"], row["findings"], f"Dx: {row['diagnosis']}" if row["diagnosis"] else ""]
    treated = [row["treatment"], f"Plan: {row['next_plan']}" if row["next_plan"] else ""]
    cite = ", ".join(part for part in (row["title"] or "", row["page"]) if part)
    return Entry(
        on=on,
        provider=provider or "[provider not named]",
        kind=label(APPOINTMENT_KINDS, row["kind"]),
        found="\n".join(part for part in found if part) or "[nothing noted]",
        treatment="\n".join(part for part in treated if part),
        cite=cite,
        billed=_billed(bills.get(row["provider_id"] or 0, []), on.isoformat()),
        body_part=label(BODY_PARTS, row["body_part"]) if row["body_part"] else "",
        work=row["work_status"].replace("_", " "),
    )


def _bills(db: Database, case_id: int) -> dict[int, list[tuple[str, str, int]]]:
    """By provider the first and last day of each bill, and its amount."""
    found: dict[int, list[tuple[str, str, int]]] = {}
    query = (
        "SELECT case_provider_id, dos_from, dos_to, billed_cents FROM medical_bills WHERE case_id = ? "
        "AND archived_at IS NULL AND dos_from IS NOT NULL"
    )
    for provider_id, first, last, cents in db.raw.execute(query, (case_id,)):
        found.setdefault(provider_id, []).append((first, last or first, cents))
    return found


def _billed(bills: list[tuple[str, str, int]], on: str) -> int | None:
    """What is billed for one day; a bill over many days covers it without telling how much."""
    covering = [(first, last, cents) for first, last, cents in bills if first <= on <= last]
    if not covering:
        return None
    return sum(cents for first, last, cents in covering if first == last)


def _sets(db: Database, case_id: int) -> tuple[RecordSet, ...]:
    rows = db.raw.execute(
        "SELECT title, from_whom, dated, received_on, pages FROM documents WHERE case_id = ? AND archived_at IS NULL "
        "AND kind = 'medical_record' ORDER BY coalesce(received_on, dated), id",
        (case_id,),
    )
    return tuple(RecordSet(title, who, day(on), day(got), pages) for title, who, on, got, pages in rows)


def _lacking(row: Any) -> tuple[str, str]:
    last, first, suffix, org, asked, got = row
    state = "in part" if got else "asked for, not in" if asked else "not asked for"
    return person_name(last, first, suffix, org), state
