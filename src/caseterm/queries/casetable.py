"""The open and closed caseload as one flat table, a case a row, for a spreadsheet."""

from caseterm.rules.money import format_cents
from caseterm.rules.phones import format_phone
from caseterm.rules.terms import CASE_TYPES, PHASES, STATUSES, label
from caseterm.store.database import Database

HEADINGS = (
    "Case number", "Last name", "First name", "Middle name", "Suffix", "Date of birth", "Phone", "Email", "Address",
    "Unit", "City", "Home state", "Zip", "Language", "Case type", "Phase", "Status", "Date of incident", "State",
    "County", "Date opened", "Date signed", "Date closed", "Insurer", "Claim number", "Policy number",
    "Limit per person", "Limit per accident", "Adjuster", "Attorney", "Case manager", "Statute of limitations",
    "Limitation verified by", "Last contact", "Referral source",
)  # fmt: skip
"""The headings; an import understands each of them."""

_QUERY = """
SELECT c.number, coalesce(nullif(k.org_name, ''), k.last), k.first, k.middle, k.suffix, k.dob,
  (SELECT group_concat(number || ',' || ext, ';') FROM (SELECT number, ext FROM contact_phones
    WHERE contact_id = k.id AND archived_at IS NULL ORDER BY position, id)),
  (SELECT group_concat(address, '; ') FROM (SELECT address FROM contact_emails
    WHERE contact_id = k.id AND archived_at IS NULL ORDER BY position, id)),
  a.street, a.unit, a.city, a.state, a.zip, k.language, c.case_type, c.phase, c.status, i.happened_on, c.state,
  c.county, c.opened_on, c.signed_on, c.closed_on, o.org_name, m.claim_no, p.policy_no, v.limit_per_person,
  v.limit_per_accident, j.last, j.first, c.lead_attorney, c.case_manager, d.due, d.verified_by,
  (SELECT max(at) FROM communications WHERE case_id = c.id AND archived_at IS NULL AND counts_as_client_contact),
  c.source
FROM cases c JOIN contacts k ON k.id = c.client_id
LEFT JOIN incidents i ON i.case_id = c.id AND i.archived_at IS NULL
LEFT JOIN contact_addresses a ON a.id = (SELECT min(id) FROM contact_addresses
  WHERE contact_id = k.id AND archived_at IS NULL)
LEFT JOIN policies p ON p.id = (SELECT min(id) FROM policies
  WHERE case_id = c.id AND archived_at IS NULL AND party = 'defendant')
LEFT JOIN contacts o ON o.id = p.insurer_id
LEFT JOIN coverages v ON v.id = (SELECT min(id) FROM coverages WHERE policy_id = p.id AND archived_at IS NULL)
LEFT JOIN claims m ON m.id = (SELECT min(id) FROM claims WHERE coverage_id = v.id AND archived_at IS NULL)
LEFT JOIN contacts j ON j.id = m.adjuster_id
LEFT JOIN deadlines d ON d.id = (SELECT id FROM deadlines WHERE case_id = c.id AND archived_at IS NULL
  AND kind IN ('sol', 'sol_minor', 'sol_wrongful_death') ORDER BY due, id LIMIT 1)
WHERE c.archived_at IS NULL ORDER BY c.number
"""


def case_table(db: Database) -> list[tuple[str, ...]]:
    """The rows under HEADINGS, archived cases left out: days in ISO form, money in dollars, words for codes."""
    with db.look() as connection:
        return [_row(row) for row in connection.execute(_QUERY)]


def _row(row: tuple[object, ...]) -> tuple[str, ...]:
    cells = list(row)
    cells[6] = _phones(str(cells[6] or ""))
    cells[14] = label(CASE_TYPES, str(cells[14]))
    cells[15] = label(PHASES, str(cells[15]))
    cells[16] = label(STATUSES, str(cells[16]))
    for place in (26, 27):
        cents = cells[place]
        cells[place] = format_cents(cents) if isinstance(cents, int) else ""
    cells[28:30] = [", ".join(str(part) for part in cells[28:30] if part)]
    cells[33] = str(cells[33] or "")[:10]
    return tuple("" if cell is None else str(cell) for cell in cells)


def _phones(joined: str) -> str:
    pairs = (part.rpartition(",") for part in joined.split(";") if part)
    return "; ".join(format_phone(number, ext) for number, _, ext in pairs)
