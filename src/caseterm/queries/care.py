"""What bears on a client's recovery beside the treatment: assessments, limitations, barriers, equipment, referrals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, named
from caseterm.rules.people import person_name
from caseterm.store.database import Database

DAYS: Mapping[str, tuple[str, ...]] = {
    "assessments": ("dated", "back_to_work_on"),
    "functional_limitations": ("since", "resolved_on"),
    "barriers": ("opened_on", "resolved_on"),
    "equipment": ("ordered_on", "approved_on", "delivered_on"),
    "referrals": ("needed_on", "sent_on", "accepted_on", "first_visit_on"),
    "advocacy": ("dated",),
    "care_authorizations": ("requested_on", "decided_on", "from_on", "expires_on", "appeal_by", "appealed_on"),
    "prescriptions": ("from_on", "until_on"),
    "visits": ("dated",),
}
"""The tables, with those of their columns that are days."""
_ORDERS: Mapping[str, str] = {
    "assessments": "dated DESC, id DESC",
    "functional_limitations": "resolved_on IS NOT NULL, id DESC",
    "barriers": "resolved_on IS NOT NULL, severity = 'watch', severity = 'active', opened_on, id",
    "equipment": "status IN ('delivered', 'returned', 'denied'), id",
    "referrals": "status IN ('completed', 'cancelled', 'declined'), urgency = 'routine', needed_on, id",
    "advocacy": "dated DESC, id DESC",
    "care_authorizations": "status IN ('denied') AND appealed_on IS NOT NULL, expires_on IS NULL, expires_on, id",
    "prescriptions": "from_on DESC, id DESC",
    "visits": "dated DESC, id DESC",
}


@dataclass(frozen=True)
class CareRow:
    """One row of one of the tables, its values by column; `who` is the contact it names, `by` its provider."""

    table: str
    id: int
    values: Mapping[str, Any]
    who: str = ""
    by: str = ""

    @property
    def archived(self) -> bool:
        return self.values["archived_at"] is not None


def rows(db: Database, case_id: int, tables: Iterable[str], *, archived: bool = False) -> Mapping[str, list[CareRow]]:
    """The rows of each of these tables, those that still matter first."""
    return {table: _rows(db, case_id, table, archived=archived) for table in tables}


def _rows(db: Database, case_id: int, table: str, *, archived: bool) -> list[CareRow]:
    found = named(
        db.raw.execute(
            f'SELECT * FROM "{table}" WHERE case_id = ? AND (? OR archived_at IS NULL) '
            f"ORDER BY archived_at IS NOT NULL, {_ORDERS[table]}",
            (case_id, archived),
        )
    )
    lines = []
    for row in found:
        values = {name: day(value) if name in DAYS[table] else value for name, value in row.items()}
        who = contact_name(db, row.get("vendor_id") or row.get("to_contact_id") or row.get("carrier_id"))
        by = _provider(db, row.get("from_provider_id") or row.get("case_provider_id"))
        lines.append(CareRow(table, row["id"], values, who, by))
    return lines


def contact_name(db: Database, contact_id: int | None) -> str:
    """A contact as lists show it; nothing for none."""
    if contact_id is None:
        return ""
    row = db.raw.execute("SELECT last, first, suffix, org_name FROM contacts WHERE id = ?", (contact_id,)).fetchone()
    return person_name(*row) if row else ""


def _provider(db: Database, case_provider_id: int | None) -> str:
    if case_provider_id is None:
        return ""
    row = db.raw.execute("SELECT contact_id FROM case_providers WHERE id = ?", (case_provider_id,)).fetchone()
    return contact_name(db, row[0]) if row else ""


def open_barriers(db: Database, case_id: int) -> list[tuple[int, str, str, date | None]]:
    """Barriers that stand, the gravest first: id, severity, description, since when."""
    found = db.raw.execute(
        f"SELECT id, severity, description, opened_on FROM barriers WHERE case_id = ? AND archived_at IS NULL "
        f"AND resolved_on IS NULL ORDER BY {_ORDERS['barriers']}",
        (case_id,),
    )
    return [(row[0], row[1], row[2], day(row[3])) for row in found]
