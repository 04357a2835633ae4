"""The conflict check: the names of cases among every person and organisation ever entered, put away or not.

One case or ten thousand are checked the same way: all names are read and looked up first, then each case is judged.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from caseterm.rules.alike import Alike
from caseterm.rules.conflicts import SAME, TOLD, Check, Hit, Name, Part, Side, given_alike, given_words, side
from caseterm.rules.people import person_name
from caseterm.store.database import Database
from caseterm.values import value

MOST_OF_A_NAME = 200
"""In a check of many cases: how many of one name are looked at for each, those of the other side first."""
_AMONG = "(SELECT value FROM json_each(?))"
_ROLES = f"""
SELECT case_id, contact_id AS id, role, 0 AS rank FROM parties WHERE case_id IN {_AMONG} AND archived_at IS NULL
UNION ALL SELECT case_id, insurer_id, 'insurer', 1 FROM policies WHERE case_id IN {_AMONG} AND archived_at IS NULL
UNION ALL SELECT id, client_id, 'client', 2 FROM cases WHERE id IN {_AMONG}
"""
_PARTS = f"""
SELECT p.contact_id AS contact_id, p.role, p.case_id FROM parties p WHERE p.contact_id IN {_AMONG}
UNION SELECT p.contact_id, 'provider', p.case_id FROM case_providers p WHERE p.contact_id IN {_AMONG}
UNION SELECT m.adjuster_id, 'adjuster_bi', m.case_id FROM claims m WHERE m.adjuster_id IN {_AMONG}
UNION SELECT p.insurer_id, 'insurer', p.case_id FROM policies p WHERE p.insurer_id IN {_AMONG}
UNION SELECT d.counsel_id, 'defense_attorney', d.case_id FROM defendants d WHERE d.counsel_id IN {_AMONG}
"""
_INSURED = """
SELECT p.named_insured, c.id, c.number, k.last, k.first, k.suffix, k.org_name, c.status FROM policies p
JOIN cases c ON c.id = p.case_id JOIN contacts k ON k.id = c.client_id
WHERE p.named_insured <> '' AND p.party <> 'client'
"""


def check(db: Database, case_id: int) -> Check:
    """Everybody of a case against everybody in all other cases. It reads only, so a thread may do it."""
    with db.look() as connection:
        return check_in(connection, case_id)


def check_in(connection: sqlite3.Connection, case_id: int) -> Check:
    """The same over a connection, inside an act too; every part of everybody found is told."""
    ((_, found),) = _checks(connection, [case_id], told=None, most=None)
    return found


def check_many(connection: sqlite3.Connection, case_ids: Sequence[int]) -> Iterator[tuple[int, Check]]:
    """Each of these cases against all others, themselves included. Of each person found as much is told as is kept."""
    return _checks(connection, case_ids, told=TOLD, most=MOST_OF_A_NAME)


@value
class Noted:
    """A recorded check of an imported case that somebody should look at: `grave` where the other side is known."""

    check_id: int
    case_id: int
    number: str
    client: str
    grave: bool
    lines: tuple[str, ...]


def of_act(db: Database, act_id: int) -> list[Noted]:
    """What the checks of an import found, the gravest first."""
    rows = db.raw.execute(
        "SELECT x.id, c.id, c.number, k.last, k.first, k.suffix, k.org_name, x.result, x.found FROM conflict_checks x "
        "JOIN cases c ON c.id = x.case_id JOIN contacts k ON k.id = c.client_id WHERE x.result IN ('found', 'alike') "
        "AND x.id IN (SELECT row_id FROM act_changes WHERE act_id = ? AND table_name = 'conflict_checks') "
        "ORDER BY x.result DESC, c.number",
        (act_id,),
    )
    return [
        Noted(check_id, case_id, number, person_name(last, first, suffix, org), result == "found",
              tuple(found.split("\n")))
        for check_id, case_id, number, last, first, suffix, org, result, found in rows
    ]  # fmt: skip


def _checks(
    connection: sqlite3.Connection, case_ids: Sequence[int], *, told: int | None, most: int | None
) -> Iterator[tuple[int, Check]]:
    searched = _searched(connection, case_ids)
    (known,) = connection.execute("SELECT count(*) FROM contacts").fetchone()
    register = _Register(connection, (name for names in searched.values() for name in names), told)
    insured = _Insured(connection)
    for case_id, names in searched.items():
        hits = [hit for name in names for hit in islice(register.hits(name, case_id), most)]
        hits += [hit for name in names for hit in islice(insured.hits(name, case_id), most)]
        yield case_id, Check(tuple(names), int(known), tuple(sorted(hits, key=_gravest)))


def _gravest(hit: Hit) -> tuple[int, bool, str]:
    return hit.level, hit.why != SAME, hit.name


def _searched(connection: sqlite3.Connection, case_ids: Sequence[int]) -> dict[int, list[Name]]:
    """Whom to search for in each case: its parties, its insurers, its client, each once."""
    names: dict[int, dict[int, Name]] = {case_id: {} for case_id in case_ids}
    wanted = json.dumps(list(names))
    query = (
        "SELECT r.case_id, r.role, k.id, k.last, k.first, k.middle, k.preferred_name, k.org_name "
        f"FROM ({_ROLES}) r JOIN contacts k ON k.id = r.id ORDER BY r.rank, r.case_id, k.id"
    )
    for case_id, role, contact_id, *name in connection.execute(query, (wanted, wanted, wanted)):
        found = names[case_id]
        if contact_id not in found:
            last, first, middle, preferred, org = name
            found[contact_id] = Name(last, first, middle, preferred, org, role, contact_id)
    return {case_id: list(found.values()) for case_id, found in names.items()}


class _Contact:
    """Somebody on record, with the parts he has in cases, the newest case first; `told` of them are told."""

    def __init__(self, name: Name, told: int | None) -> None:
        self.name = name
        self._told = told
        self._parts: list[tuple[int, Part]] = []
        self._roles: dict[str, int] = {}
        self._cases: dict[int, list[str]] = {}

    def add(self, case_id: int, part: Part) -> None:
        self._parts.append((case_id, part))
        self._roles[part.role] = self._roles.get(part.role, 0) + 1
        self._cases.setdefault(case_id, []).append(part.role)

    def stands(self, where: Side) -> bool:
        """Whether he stands on a side anywhere."""
        return any(side(role) == where for role in self._roles)

    @cached_property
    def _everywhere(self) -> tuple[tuple[Part, ...], int, frozenset[str]]:
        """The parts that are told, how many are not, and the roles of all."""
        parts = tuple(part for _, part in self._parts[: self._told])
        return parts, len(self._parts) - len(parts), frozenset(self._roles)

    def _elsewhere(self, case_id: int) -> tuple[tuple[Part, ...], int, frozenset[str]]:
        """The same of all other cases than one, closed and archived ones too."""
        here = self._cases.get(case_id)
        if here is None:
            return self._everywhere
        parts = tuple(islice((part for number, part in self._parts if number != case_id), self._told))
        roles = frozenset(role for role, count in self._roles.items() if count > here.count(role))
        return parts, len(self._parts) - len(here) - len(parts), roles

    def hit(self, searched: Name, why: str, case_id: int) -> Hit | None:
        """He as a hit of a case; None where he is in no other."""
        parts, untold, roles = self._elsewhere(case_id)
        return Hit(searched, self.name.contact_id, self.name.shown, why, parts, untold, roles) if roles else None


class _Group:
    """Contacts who bear one name."""

    def __init__(self) -> None:
        self.all: list[_Contact] = []
        self._before: dict[Side, list[_Contact]] = {}

    def for_side(self, searched: Side) -> list[_Contact]:
        """All of them, those first who stand against that side somewhere."""
        if searched not in self._before:
            against: Side = "theirs" if searched == "ours" else "ours"
            self._before[searched] = sorted(self.all, key=lambda each: not each.stands(against))
        return self._before[searched]


class _Register:
    """Everybody whose name is like one that is searched for."""

    def __init__(self, connection: sqlite3.Connection, searched: Iterable[Name], told: int | None) -> None:
        self._told = told
        lasts = connection.execute("SELECT DISTINCT last FROM contacts WHERE last <> '' ORDER BY last")
        orgs = connection.execute("SELECT DISTINCT org_name FROM contacts WHERE org_name <> '' ORDER BY org_name")
        self._lasts = Alike(row[0] for row in lasts)
        self._orgs = Alike((row[0] for row in orgs), organisation=True)
        self._people: dict[str, dict[tuple[str, ...], _Group]] = {}
        self._firms: dict[str, _Group] = {}
        self._contacts: dict[int, _Contact] = {}
        wanted = {(name.last, "" if name.last else name.org) for name in searched}
        self._read_people(connection, {each for last, _ in wanted for each in self._lasts.of(last)})
        self._read_firms(connection, {each for _, org in wanted for each in self._orgs.of(org)})
        self._read_parts(connection)

    def _read_people(self, connection: sqlite3.Connection, lasts: Iterable[str]) -> None:
        query = f"SELECT id, last, first, middle, preferred_name FROM contacts WHERE last IN {_AMONG} ORDER BY id"
        for contact_id, last, first, middle, preferred in connection.execute(query, (json.dumps(list(lasts)),)):
            name = Name(last=last, first=first, middle=middle, preferred=preferred, contact_id=contact_id)
            contact = self._contacts[contact_id] = _Contact(name, self._told)
            groups = self._people.setdefault(last, {})
            groups.setdefault(given_words(name), _Group()).all.append(contact)

    def _read_firms(self, connection: sqlite3.Connection, orgs: Iterable[str]) -> None:
        query = f"SELECT id, org_name FROM contacts WHERE org_name IN {_AMONG} ORDER BY id"
        for contact_id, org in connection.execute(query, (json.dumps(list(orgs)),)):
            contact = self._contacts.setdefault(contact_id, _Contact(Name(org=org, contact_id=contact_id), self._told))
            self._firms.setdefault(org, _Group()).all.append(contact)

    def _read_parts(self, connection: sqlite3.Connection) -> None:
        wanted = json.dumps(sorted(self._contacts))
        query = (
            "SELECT x.contact_id, x.role, c.id, c.number, k.last, k.first, k.suffix, k.org_name, c.status, "
            f"c.archived_at FROM ({_PARTS}) x JOIN cases c ON c.id = x.case_id JOIN contacts k ON k.id = c.client_id "
            "ORDER BY c.opened_on DESC, c.id DESC"
        )
        clients: dict[int, str] = {}
        for contact_id, role, case_id, number, last, first, suffix, org, status, archived in connection.execute(
            query, (wanted,) * 5
        ):
            if case_id not in clients:
                clients[case_id] = person_name(last, first, suffix, org)
            standing = "archived" if archived else status.replace("_", " ")
            self._contacts[contact_id].add(case_id, Part(role, number, clients[case_id], standing))

    def hits(self, name: Name, case_id: int) -> Iterator[Hit]:
        """Those who may be somebody of a case and have a part in another."""
        for group, why in self._people_like(name) if name.last else self._firms_like(name):
            for contact in group.for_side(side(name.role)):
                known = "same contact" if contact.name.contact_id == name.contact_id else why
                hit = contact.hit(name, known, case_id)
                if hit is not None:
                    yield hit

    def _people_like(self, name: Name) -> Iterator[tuple[_Group, str]]:
        mine = given_words(name)
        for last in self._lasts.of(name.last):
            for theirs, group in self._people.get(last, {}).items():
                why = given_alike(mine, theirs)
                if why is not None:
                    yield group, "name alike" if why == SAME and last != name.last else why

    def _firms_like(self, name: Name) -> Iterator[tuple[_Group, str]]:
        for org in self._orgs.of(name.org):
            if org in self._firms:
                yield self._firms[org], SAME if org == name.org else "name alike"


class _Insured:
    """Those who were only ever entered as the named insured of another side's policy."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows: dict[str, list[tuple[int, Part]]] = {}
        for insured, case_id, number, last, first, suffix, org, status in connection.execute(_INSURED):
            part = Part("named_insured", number, person_name(last, first, suffix, org), status)
            self._rows.setdefault(insured, []).append((case_id, part))
        self._names = Alike(self._rows)

    def hits(self, name: Name, case_id: int) -> Iterator[Hit]:
        """A hit for each policy of another case."""
        whole = f"{name.first} {name.last}".strip() if name.last else name.org
        if len(whole.split()) > 1:
            for insured in self._names.of(whole):
                for number, part in self._rows[insured]:
                    if number != case_id:
                        yield Hit(name, None, insured, "named insured", (part,))
