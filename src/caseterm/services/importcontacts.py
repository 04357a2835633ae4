"""Contacts of imported cases: each insurer, adjuster, provider and returning client once."""

from collections.abc import Sequence
from datetime import date

from caseterm.models import Contact, ContactAddress, ContactEmail, ContactPhone
from caseterm.rules.caserow import CaseKey, CaseRow, Someone, name_key, same_person
from caseterm.rules.names import PersonName
from caseterm.rules.phones import Phone
from caseterm.rules.text import fold
from caseterm.services.bulk import Bulk
from caseterm.store.writing import Write

UNLABELLED = "phone"


class ContactWriter:
    """Finds contacts in the record or among those already put, and puts the new ones."""

    def __init__(self, write: Write, bulk: Bulk) -> None:
        self.write = write
        self.bulk = bulk
        self._organisations: dict[str, int] = {}
        self._people: dict[tuple[str, int | None], int] = {}
        self._clients: dict[str, list[tuple[CaseKey, int]]] = {}
        self._read_known()

    def _read_known(self) -> None:
        connection = self.write.connection
        phones: dict[int, set[str]] = {}
        query = "SELECT contact_id, number FROM contact_phones WHERE archived_at IS NULL"
        for contact_id, number in connection.execute(query):
            phones.setdefault(contact_id, set()).add(str(number))
        clients = {n for (n,) in connection.execute("SELECT DISTINCT client_id FROM cases")}
        query = (
            "SELECT id, kind, org_name, last, first, middle, suffix, dob, parent_org_id FROM contacts "
            "WHERE archived_at IS NULL ORDER BY id DESC"
        )
        for contact_id, kind, org, last, first, middle, suffix, dob, parent in connection.execute(query):
            if kind == "organization":
                self._organisations[fold(str(org))] = contact_id
                continue
            key = fold(f"{last} {first} {middle} {suffix}")
            if contact_id in clients:
                birth = date.fromisoformat(str(dob)[:10]) if dob else None
                known = CaseKey("", key, birth, None, frozenset(phones.get(contact_id, ())))
                self._clients.setdefault(key, []).append((known, contact_id))
            else:
                self._people[key, parent] = contact_id

    def client(self, row: CaseRow) -> int:
        """The client's contact: one known by name with birth or telephone, else a new one."""
        key = row.key
        for known, contact_id in self._clients.get(key.name, ()):
            if same_person(key, known):
                return contact_id
        name = row.client
        contact_id = self._put(
            name,
            row.phones,
            row.emails,
            dob=row.dob,
            ssn_last4=row.ssn_last4,
            language=row.language,
            interpreter_needed=row.interpreter,
            rides_needed=row.rides,
            employer=row.employer,
        )
        if row.address is not None:
            address = row.address
            self.bulk.add(
                ContactAddress,
                {
                    "contact_id": contact_id,
                    "street": address.street,
                    "unit": address.unit,
                    "city": address.city,
                    "state": address.state,
                    "zip": address.zip,
                },
            )
        self._clients.setdefault(key.name, []).append((key, contact_id))
        return contact_id

    def organisation(self, name: str) -> int:
        """The organisation of that name, case and punctuation aside."""
        key = fold(name)
        if key not in self._organisations:
            self._organisations[key] = self.bulk.add(Contact, {"kind": "organization", "org_name": name})
        return self._organisations[key]

    def adjuster(self, person: Someone, insurer_id: int | None) -> int | None:
        """The adjuster of that name at that insurer; None where neither name nor number was told."""
        if not person.name.full and not person.phones and not person.emails:
            return None
        name = person.name if person.name.full else PersonName(last="(adjuster, name not told)")
        return self._shared(name, person, insurer_id, title="Adjuster", parent_org_id=insurer_id)

    def provider(self, person: Someone) -> int:
        """The provider of that name."""
        return self._shared(person.name, person, None)

    def other(self, name: PersonName) -> int:
        """Anybody else by name."""
        return self._shared(name, Someone(name), None)

    def _shared(self, name: PersonName, person: Someone, place: int | None, **values: object) -> int:
        if name.organisation:
            known = self._organisations.get(fold(name.organisation))
            if known is None:
                known = self._put(name, person.phones, person.emails)
                self._organisations[fold(name.organisation)] = known
            return known
        key = (name_key(name) if person.name.full else f"{person.phones}{person.emails}", place)
        if key not in self._people:
            self._people[key] = self._put(name, person.phones, person.emails, **values)
        return self._people[key]

    def _put(self, name: PersonName, phones: Sequence[Phone], emails: Sequence[str], **values: object) -> int:
        contact_id = self.bulk.add(
            Contact,
            {
                "kind": "organization" if name.organisation else "person",
                "first": name.first,
                "middle": name.middle,
                "last": name.last,
                "suffix": name.suffix[:40],
                "preferred_name": name.preferred,
                "org_name": name.organisation,
                **values,
            },
        )
        for position, phone in enumerate(phones):
            self.bulk.add(
                ContactPhone,
                {
                    "contact_id": contact_id,
                    "label": phone.label or UNLABELLED,
                    "number": phone.number[:40],
                    "ext": phone.ext[:12],
                    "position": position,
                },
            )
        for position, address in enumerate(emails):
            self.bulk.add(ContactEmail, {"contact_id": contact_id, "address": address, "position": position})
        return contact_id
