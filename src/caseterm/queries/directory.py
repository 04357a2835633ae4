"""The providers as a directory for referrals: where they are, what they take, and how they treated our clients."""

from dataclasses import dataclass
from typing import Any

from caseterm.queries.casefile_rows import in_list
from caseterm.rules.directory import Entry
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.terms_visits import APPOINTMENT_KEPT
from caseterm.store.database import Database

_ENTRIES = f"""
SELECT k.id, k.last, k.first, k.suffix, k.org_name, coalesce(nullif(k.specialty, ''), (SELECT p.specialty
  FROM case_providers p WHERE p.contact_id = k.id AND p.specialty <> '' GROUP BY p.specialty ORDER BY count(*) DESC
  LIMIT 1), ''),
  (SELECT f.number || '/' || f.ext FROM contact_phones f WHERE f.contact_id = k.id AND f.archived_at IS NULL
  ORDER BY f.position, f.id LIMIT 1),
  coalesce(a.city, ''), coalesce(a.zip, ''), coalesce(d.languages, ''), d.accepts_lop, d.near_transit, d.wheelchair,
  d.accepting, d.first_opening_days, coalesce(d.notes, ''),
  (SELECT count(DISTINCT p.case_id) FROM case_providers p WHERE p.contact_id = k.id AND p.archived_at IS NULL),
  (SELECT count(*) FROM appointments v JOIN case_providers p ON p.id = v.case_provider_id WHERE p.contact_id = k.id
   AND v.archived_at IS NULL AND v.status IN {in_list(APPOINTMENT_KEPT)}),
  (SELECT count(*) FROM appointments v JOIN case_providers p ON p.id = v.case_provider_id WHERE p.contact_id = k.id
   AND v.archived_at IS NULL AND v.status IN ('no_show', 'cancelled_by_client'))
FROM contacts k
LEFT JOIN provider_profiles d ON d.contact_id = k.id AND d.archived_at IS NULL
LEFT JOIN contact_addresses a ON a.id = (SELECT id FROM contact_addresses x WHERE x.contact_id = k.id
  AND x.archived_at IS NULL ORDER BY x.position, x.id LIMIT 1)
WHERE k.archived_at IS NULL AND (d.id IS NOT NULL OR EXISTS (SELECT 1 FROM case_providers p WHERE p.contact_id = k.id
  AND p.archived_at IS NULL))"""


@dataclass(frozen=True)
class Asker:
    """For whom a provider is looked for: the case, and what narrows the choice."""

    case_id: int
    client: str
    city: str
    zip: str
    language: str


def entries(db: Database) -> list[Entry]:
    """Every provider of a case or with a profile."""
    answers: dict[int, list[int]] = {}
    for contact_id, days in db.raw.execute(_ANSWERS):
        answers.setdefault(contact_id, []).append(int(days))
    return [_entry(row, tuple(answers.get(row[0], ()))) for row in db.raw.execute(_ENTRIES)]


_ANSWERS = " UNION ALL ".join(
    f"SELECT contact_id, julianday({what}_received_on) - julianday({what}_requested_on) FROM case_providers "
    f"WHERE archived_at IS NULL AND {what}_received_on >= {what}_requested_on"
    for what in ("records", "bills")
)


def _entry(row: tuple[Any, ...], answers: tuple[int, ...]) -> Entry:
    number, _, ext = str(row[6] or "").partition("/")
    lop, transit, wheelchair, accepting = (None if each is None else bool(each) for each in row[10:14])
    return Entry(
        contact_id=row[0], name=person_name(*row[1:5]), specialty=row[5],
        phone=format_phone(number, ext) if number else "", city=row[7], zip=row[8], languages=row[9],
        accepts_lop=lop, near_transit=transit, wheelchair=wheelchair, accepting=accepting, first_opening_days=row[14],
        notes=row[15], cases=row[16], kept=row[17], missed=row[18], answers=answers,
    )  # fmt: skip


def profile(db: Database, contact_id: int) -> dict[str, Any]:
    """What is stored of a provider beyond one case, by column, for its form; empty where nothing is."""
    names = ("languages", "accepts_lop", "near_transit", "wheelchair", "accepting", "first_opening_days", "notes")
    row = db.raw.execute(
        f"SELECT {', '.join(names)} FROM provider_profiles WHERE contact_id = ?", (contact_id,)
    ).fetchone()
    found = dict(zip(names, row, strict=True)) if row else {}
    flags = ("accepts_lop", "near_transit", "wheelchair", "accepting")
    return {name: bool(value) if name in flags and value is not None else value for name, value in found.items()}


def asker(db: Database, case_id: int) -> Asker | None:
    """The client of a case as somebody to be referred; None when the case is gone."""
    row = db.raw.execute(
        "SELECT k.last, k.first, k.suffix, k.org_name, k.language, a.city, a.zip FROM cases c "
        "JOIN contacts k ON k.id = c.client_id LEFT JOIN contact_addresses a ON a.contact_id = k.id "
        "AND a.archived_at IS NULL WHERE c.id = ? ORDER BY a.position, a.id LIMIT 1",
        (case_id,),
    ).fetchone()
    if row is None:
        return None
    return Asker(case_id, person_name(*row[:4]), row[5] or "", row[6] or "", row[4])
