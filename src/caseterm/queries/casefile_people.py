"""The people in a case's file: parties by role, one contact's card, and names to choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import PhoneLine, addresses_of, day, emails_of, named, phones_of
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.speaking import Manners
from caseterm.rules.terms import ROLES
from caseterm.rules.text import digits, fold
from caseterm.store.database import Database

MOST_SUGGESTED = 8


@dataclass(frozen=True)
class PersonLine:
    """One contact's part in a case. `source` is party, provider or claim; `id` is the row of that source."""

    source: str
    id: int
    contact_id: int
    name: str
    role: str
    phone: str
    """The number to offer: none of somebody with whom we may not speak."""
    about: str
    archived: bool
    forbidden: str = ""
    """Why nobody is to speak with them."""


@dataclass(frozen=True)
class AddressParts:
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


@dataclass(frozen=True)
class ContactCard:
    """Everything about one contact, for its form and its strip."""

    contact_id: int
    name: str
    full_name: str
    values: dict[str, Any]
    dob: date | None
    phones: tuple[PhoneLine, ...]
    emails: tuple[str, ...]
    addresses: tuple[str, ...]
    address: AddressParts
    parent: str
    other_cases: int


def people(db: Database, case_id: int, *, archived: bool = False) -> list[PersonLine]:
    """Parties in the order of the roles' list, then providers and adjusters that are no party yet."""
    parties = [_person(row) for row in named(db.raw.execute(_PARTIES, {"c": case_id, "all": archived}))]
    order = {role: place for place, role in enumerate(ROLES)}
    parties.sort(key=lambda line: (line.archived, order.get(line.role, len(order)), line.id))
    known = {line.contact_id for line in parties if not line.archived}
    others: list[PersonLine] = []
    for row in named(db.raw.execute(_OTHERS, {"c": case_id})):
        if row["contact_id"] not in known:
            known.add(row["contact_id"])
            others.append(_person(row))
    return parties + others


_CONTACT = (
    "k.id AS contact_id, k.last, k.first, k.suffix, k.org_name, k.title, k.specialty, "
    "(SELECT number FROM contact_phones f WHERE f.contact_id = k.id AND f.archived_at IS NULL "
    " ORDER BY f.position, f.id LIMIT 1) AS number, "
    "(SELECT ext FROM contact_phones f WHERE f.contact_id = k.id AND f.archived_at IS NULL "
    " ORDER BY f.position, f.id LIMIT 1) AS ext, "
    "(SELECT org_name FROM contacts o WHERE o.id = k.parent_org_id) AS parent"
)
_PARTIES = (
    f"SELECT 'party' AS source, p.id, p.role, p.consent_to_speak AS consent, p.archived_at, {_CONTACT} FROM parties p "
    "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = :c AND (:all OR p.archived_at IS NULL)"
)
_OTHERS = (
    f"SELECT 'claim' AS source, m.id, 'adjuster_bi' AS role, 0 AS consent, NULL AS archived_at, {_CONTACT} "
    "FROM claims m JOIN contacts k ON k.id = m.adjuster_id WHERE m.case_id = :c AND m.archived_at IS NULL "
    f"UNION ALL SELECT 'provider', p.id, 'provider', 0, NULL, {_CONTACT} FROM case_providers p "
    "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = :c AND p.archived_at IS NULL"
)


def _person(row: dict[str, Any]) -> PersonLine:
    name = person_name(row["last"], row["first"], row["suffix"], row["org_name"])
    mind = Manners(name, row["role"], bool(row["consent"]))
    return PersonLine(
        source=row["source"],
        id=row["id"],
        contact_id=row["contact_id"],
        name=name,
        role=row["role"],
        phone=mind.number(format_phone(row["number"], row["ext"]) if row["number"] else ""),
        about=row["parent"] or row["specialty"] or row["title"],
        archived=row["archived_at"] is not None,
        forbidden=mind.forbidden,
    )


def card(db: Database, contact_id: int) -> ContactCard:
    """One contact with all its numbers and addresses."""
    row = next(named(db.raw.execute("SELECT * FROM contacts WHERE id = ?", (contact_id,))))
    parts = db.raw.execute(
        "SELECT street, unit, city, state, zip FROM contact_addresses WHERE contact_id = ? AND archived_at IS NULL "
        "ORDER BY position, id LIMIT 1",
        (contact_id,),
    ).fetchone()
    parent = db.raw.execute("SELECT org_name FROM contacts WHERE id = ?", (row["parent_org_id"],)).fetchone()
    (cases,) = db.raw.execute(
        "SELECT count(*) FROM (SELECT case_id FROM parties WHERE contact_id = :k AND archived_at IS NULL "
        "UNION SELECT case_id FROM case_providers WHERE contact_id = :k AND archived_at IS NULL "
        "UNION SELECT case_id FROM claims WHERE adjuster_id = :k AND archived_at IS NULL)",
        {"k": contact_id},
    ).fetchone()
    return ContactCard(
        contact_id=contact_id,
        name=person_name(row["last"], row["first"], row["suffix"], row["org_name"]),
        full_name=person_name(
            row["last"],
            " ".join(part for part in (row["first"], row["middle"]) if part),
            row["suffix"],
            row["org_name"],
        ),
        values=row,
        dob=day(row["dob"]),
        phones=phones_of(db, contact_id),
        emails=emails_of(db, contact_id),
        addresses=addresses_of(db, contact_id),
        address=AddressParts(*parts) if parts else AddressParts(),
        parent=parent[0] if parent else "",
        other_cases=max(0, cases - 1),
    )


def suggest(db: Database, query: str, *, kind: str = "") -> list[tuple[int, str, str]]:
    """Known contacts for what is typed (name words or digits of a phone), best first: id, name, what tells them apart.

    `kind` may be person or organization.
    """
    wanted, number = fold(query).split(), digits(query)
    rows = db.raw.execute(
        "SELECT k.id, k.last, k.first, k.suffix, k.org_name, k.preferred_name, k.specialty, k.title, "
        "(SELECT group_concat(number, char(10)) FROM contact_phones f WHERE f.contact_id = k.id "
        " AND f.archived_at IS NULL) AS numbers, (SELECT org_name FROM contacts o WHERE o.id = k.parent_org_id) "
        "FROM contacts k WHERE k.archived_at IS NULL AND (? = '' OR k.kind = ?)",
        (kind, kind),
    )
    found: list[tuple[int, int, str, str]] = []
    for contact_id, last, first, suffix, org, preferred, specialty, title, numbers, parent in rows:
        name = person_name(last, first, suffix, org)
        phones = (numbers or "").splitlines()
        rank = _rank(wanted, number, fold(f"{name} {preferred}"), phones)
        if rank is not None:
            phone = format_phone(phones[0]) if phones else ""
            detail = "  ".join(part for part in (parent or specialty or title, phone) if part)
            found.append((rank, contact_id, name, detail))
    found.sort(key=lambda each: (each[0], fold(each[2])))
    return [(contact_id, name, detail) for _, contact_id, name, detail in found[:MOST_SUGGESTED]]


def _rank(wanted: list[str], number: str, name: str, phones: list[str]) -> int | None:
    """0 where the name begins with what is typed, 1 where its words do, 2 by phone; None where it does not fit."""
    if wanted and name.startswith(" ".join(wanted)):
        return 0
    words = name.split()
    if wanted and all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    if len(number) >= 3 and any(number in digits(phone) for phone in phones):
        return 2
    return 3 if not wanted else None
