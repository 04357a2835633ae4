"""The conflict check: the names of a case among every person and organisation ever entered, put away or not."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from caseterm.queries.casefile_rows import named
from caseterm.rules.conflicts import SAME, Check, Hit, Name, Part, alike_of, given_match
from caseterm.rules.people import person_name
from caseterm.store.database import Database

_AMONG = "(SELECT value FROM json_each(?))"
_PARTS = f"""
SELECT p.contact_id AS contact_id, p.role, p.case_id FROM parties p WHERE p.contact_id IN {_AMONG}
UNION SELECT p.contact_id, 'provider', p.case_id FROM case_providers p WHERE p.contact_id IN {_AMONG}
UNION SELECT m.adjuster_id, 'adjuster_bi', m.case_id FROM claims m WHERE m.adjuster_id IN {_AMONG}
UNION SELECT p.insurer_id, 'insurer', p.case_id FROM policies p WHERE p.insurer_id IN {_AMONG}
UNION SELECT d.counsel_id, 'defense_attorney', d.case_id FROM defendants d WHERE d.counsel_id IN {_AMONG}
"""


def check(db: Database, case_id: int) -> Check:
    """Everybody of a case against everybody in all other cases. It reads only, so a thread may do it."""
    with db.look() as connection:
        return check_in(connection, case_id)


def check_in(connection: sqlite3.Connection, case_id: int) -> Check:
    """The same over a connection, inside an act too."""
    searched = tuple(_names(connection, case_id))
    (known,) = connection.execute("SELECT count(*) FROM contacts").fetchone()
    lasts = [row[0] for row in connection.execute("SELECT DISTINCT last FROM contacts WHERE last <> ''")]
    orgs = [row[0] for row in connection.execute("SELECT DISTINCT org_name FROM contacts WHERE org_name <> ''")]
    found: list[tuple[Name, Name, str]] = []
    for name in searched:
        found += _people(connection, name, lasts) if name.last else _organisations(connection, name, orgs)
    parts = _parts(connection, {other.contact_id for _, other, _ in found if other.contact_id}, case_id)
    hits = [
        Hit(name, other.contact_id, other.shown, why, tuple(parts[other.contact_id]))
        for name, other, why in found
        if other.contact_id in parts
    ]
    hits += _insured(connection, searched, case_id)
    return Check(searched, int(known), tuple(sorted(hits, key=lambda hit: (hit.level, hit.why != SAME, hit.name))))


def _names(connection: sqlite3.Connection, case_id: int) -> Iterator[Name]:
    """Whom to search for: the parties, the insurers, and those named only in a policy."""
    seen: set[int] = set()
    roles = (
        "SELECT contact_id AS id, role FROM parties WHERE case_id = :c AND archived_at IS NULL "
        "UNION ALL SELECT insurer_id, 'insurer' FROM policies WHERE case_id = :c AND archived_at IS NULL "
        "UNION ALL SELECT client_id, 'client' FROM cases WHERE id = :c"
    )
    query = f"SELECT k.*, r.role FROM ({roles}) r JOIN contacts k ON k.id = r.id"
    for row in named(connection.execute(query, {"c": case_id})):
        if row["id"] not in seen:
            seen.add(row["id"])
            yield Name(
                last=row["last"],
                first=row["first"],
                middle=row["middle"],
                preferred=row["preferred_name"],
                org=row["org_name"],
                role=row["role"],
                contact_id=row["id"],
            )


def _people(connection: sqlite3.Connection, name: Name, lasts: list[str]) -> Iterator[tuple[Name, Name, str]]:
    alike = json.dumps(alike_of(name.last, lasts))
    rows = connection.execute(
        f"SELECT id, last, first, middle, preferred_name FROM contacts WHERE last IN {_AMONG}", (alike,)
    )
    for contact_id, last, first, middle, preferred in rows:
        other = Name(last=last, first=first, middle=middle, preferred=preferred, contact_id=contact_id)
        why = "same contact" if contact_id == name.contact_id else given_match(name, other)
        if why is not None:
            yield name, other, why if last == name.last or why != SAME else "name alike"


def _organisations(connection: sqlite3.Connection, name: Name, orgs: list[str]) -> Iterator[tuple[Name, Name, str]]:
    alike = json.dumps(alike_of(name.org, orgs, organisation=True))
    for contact_id, org in connection.execute(
        f"SELECT id, org_name FROM contacts WHERE org_name IN {_AMONG}", (alike,)
    ):
        same = "same contact" if contact_id == name.contact_id else SAME if org == name.org else "name alike"
        yield name, Name(org=org, contact_id=contact_id), same


def _parts(connection: sqlite3.Connection, ids: Iterable[int | None], case_id: int) -> dict[int | None, list[Part]]:
    """What these contacts are in other cases, closed and archived ones too; those in none are left out."""
    wanted = json.dumps(sorted(each for each in ids if each is not None))
    query = (
        f"SELECT x.contact_id, x.role, c.number, k.last, k.first, k.suffix, k.org_name, c.status, c.archived_at "
        f"FROM ({_PARTS}) x JOIN cases c ON c.id = x.case_id JOIN contacts k ON k.id = c.client_id "
        "WHERE c.id <> ? ORDER BY c.opened_on DESC, c.id DESC"
    )
    found: dict[int | None, list[Part]] = {}
    for contact_id, role, number, last, first, suffix, org, status, archived in connection.execute(
        query, (wanted, wanted, wanted, wanted, wanted, case_id)
    ):
        standing = "archived" if archived else status.replace("_", " ")
        found.setdefault(contact_id, []).append(Part(role, number, person_name(last, first, suffix, org), standing))
    return found


def _insured(connection: sqlite3.Connection, searched: tuple[Name, ...], case_id: int) -> Iterator[Hit]:
    """Those who were only ever entered as the named insured of another side's policy."""
    rows = connection.execute(
        "SELECT p.named_insured, c.number, k.last, k.first, k.suffix, k.org_name, c.status FROM policies p "
        "JOIN cases c ON c.id = p.case_id JOIN contacts k ON k.id = c.client_id "
        "WHERE p.named_insured <> '' AND p.party <> 'client' AND c.id <> ?",
        (case_id,),
    ).fetchall()
    names = [row[0] for row in rows]
    for name in searched:
        whole = f"{name.first} {name.last}".strip() if name.last else name.org
        alike = set(alike_of(whole, names)) if len(whole.split()) > 1 else set()
        for insured, number, last, first, suffix, org, status in rows:
            if insured in alike:
                part = Part("named_insured", number, person_name(last, first, suffix, org), status)
                yield Hit(name, None, insured, "named insured", (part,))
