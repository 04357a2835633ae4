"""When each kind of party was last heard of, in one case or in all open ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseterm.queries.case_facts import rhythm
from caseterm.queries.casefile_rows import in_list
from caseterm.rules.alignment import KIND_OF, KINDS, NEEDS_CONSENT, Aligned, align
from caseterm.rules.attention import contact_days
from caseterm.rules.people import person_name
from caseterm.rules.speaking import Manners, reached_by
from caseterm.rules.terms_visits import TREATING
from caseterm.store.database import Database

HEARD = "(m.direction = 'in' OR m.outcome = 'reached')"
"""What counts as a word from somebody: they wrote or called, or were reached."""
_NAME = "k.last, k.first, k.suffix, k.org_name"
_OPEN = "SELECT id FROM cases WHERE archived_at IS NULL AND status = 'open' AND phase <> 'closed'"


def _of(case_id: int | None) -> str:
    """The condition on a row's case: this one, by its index, or any open one."""
    return "case_id = :c" if case_id is not None else f"case_id IN ({_OPEN})"


def _there(of: str) -> str:
    """Everybody who has a part in these cases, with the role by which the kind is known."""
    return f"""
SELECT p.case_id, p.role, {_NAME}, 0 AS place FROM parties p JOIN contacts k ON k.id = p.contact_id
WHERE p.archived_at IS NULL AND p.{of}
UNION ALL SELECT p.case_id, 'provider', {_NAME}, 1 FROM case_providers p JOIN contacts k ON k.id = p.contact_id
WHERE p.archived_at IS NULL AND p.treatment_status IN {in_list(TREATING)} AND p.{of}
UNION ALL SELECT m.case_id, 'adjuster_bi', {_NAME}, 2 FROM claims m JOIN contacts k ON k.id = m.adjuster_id
WHERE m.archived_at IS NULL AND m.{of}
UNION ALL SELECT p.case_id, 'insurer', {_NAME}, 3 FROM policies p JOIN contacts k ON k.id = p.insurer_id
WHERE p.archived_at IS NULL AND p.{of}"""


@dataclass(frozen=True)
class CaseLine:
    """One case of the board: each kind of party that has a part in it."""

    case_id: int
    number: str
    client: str
    phase: str
    found: Mapping[str, Aligned]

    def levels(self, today: date) -> tuple[int, int]:
        """How many kinds are silent, and how many are due."""
        levels = [each.level(today) for each in self.found.values()]
        return levels.count(2), levels.count(1)


def of_case(db: Database, case_id: int) -> list[Aligned]:
    """Each kind of party in one case, in the order of the kinds; nothing when the case is gone."""
    lines = _lines(db, case_id)
    return list(lines[0].found.values()) if lines else []


def board(db: Database) -> list[CaseLine]:
    """Every open case in which somebody is due, those with the most silent parties first."""
    today = db.clock.today()
    late = [(line.levels(today), line) for line in _lines(db, None)]
    kept = [(levels, line) for levels, line in late if any(levels)]
    return [line for _, line in sorted(kept, key=lambda each: (-each[0][0], -each[0][1], each[1].client))]


def _lines(db: Database, case_id: int | None) -> list[CaseLine]:
    given = {"c": case_id}
    there = _names(db.raw.execute(_there(_of(case_id)), given))
    heard = _heard(db, case_id)
    unspoken = _unspoken(db, case_id)
    cadence = rhythm(db.raw)
    which = "id = :c" if case_id is not None else f"id IN ({_OPEN})"
    lines = []
    for number, case_no, phase, opened, lawyer, *name in db.raw.execute(
        f"SELECT c.id, c.number, c.phase, c.opened_on, c.lead_attorney, {_NAME} FROM cases c "
        f"JOIN contacts k ON k.id = c.client_id WHERE c.archived_at IS NULL AND c.{which} ORDER BY c.id",
        given,
    ):
        client = person_name(*name)
        who = {**there.get(number, {}), "client": [client], "attorney": [lawyer] if lawyer else []}
        opened_on = date.fromisoformat(opened)
        told = heard.get(number, {})
        days = contact_days(cadence, phase, opened_on, told.get("client", opened_on))
        found = {
            kind: align(
                kind,
                _who(who[kind]),
                told.get(kind),
                phase=phase,
                opened_on=opened_on,
                client_days=days,
                forbidden=unspoken.get(number, "") if kind == "family" else "",
            )
            for kind in KINDS
            if who.get(kind) or kind in ("client", "attorney")
        }
        lines.append(CaseLine(number, case_no, client, phase, found))
    return lines


def _unspoken(db: Database, case_id: int | None) -> dict[int, str]:
    """By case why nobody of the family may be called: the client has consented for none of them."""
    rows = db.raw.execute(
        f"SELECT p.case_id, p.role, p.consent_to_speak, {_NAME} FROM parties p JOIN contacts k ON k.id = p.contact_id "
        f"WHERE p.archived_at IS NULL AND p.role IN {in_list(NEEDS_CONSENT)} AND p.{_of(case_id)} ORDER BY p.id",
        {"c": case_id},
    )
    families: dict[int, list[Manners]] = {}
    for number, role, consent, *name in rows:
        families.setdefault(number, []).append(Manners(person_name(*name), role, bool(consent)))
    return {number: each[0].forbidden for number, each in families.items() if all(one.forbidden for one in each)}


def _names(rows: Iterable[tuple[object, ...]]) -> dict[int, dict[str, list[str]]]:
    """The names of each kind in each case, each once."""
    found: dict[int, dict[str, list[str]]] = {}
    for case_id, role, last, first, suffix, org, _ in rows:
        kind = KIND_OF.get(str(role))
        if kind is not None:
            names = found.setdefault(int(str(case_id)), {}).setdefault(kind, [])
            name = person_name(str(last), str(first), str(suffix), str(org))
            if name not in names:
                names.append(name)
    return found


def _who(names: list[str]) -> str:
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "") if names else ""


def _heard(db: Database, case_id: int | None) -> dict[int, dict[str, date]]:
    """The day of the last word of each kind in each case; telling the attorney counts, and who spoke of a request."""
    found: dict[int, dict[str, date]] = {}
    of = _of(case_id)
    for number, role, at in db.raw.execute(
        f"SELECT m.case_id, m.role, max(m.at) FROM communications m WHERE m.archived_at IS NULL "
        f"AND m.{of} AND (CASE WHEN m.role IN {in_list(_CLIENT)} "
        f"THEN m.counts_as_client_contact ELSE {HEARD} END) GROUP BY m.case_id, m.role "
        "UNION ALL SELECT case_id, 'attorney', max(dated) FROM attorney_updates WHERE archived_at IS NULL "
        f"AND {of} GROUP BY case_id "
        "UNION ALL SELECT case_id, 'provider', max(dated) FROM request_followups WHERE archived_at IS NULL "
        f"AND spoke_with <> '' AND {of} GROUP BY case_id",
        {"c": case_id},
    ):
        kind = KIND_OF.get(role)
        if kind is not None:
            on = date.fromisoformat(at[:10])
            days = found.setdefault(number, {})
            for each in (kind, "carrier") if kind == "adjuster" else (kind,):  # an adjuster speaks for the carrier
                days[each] = max(on, days.get(each, on))
    return found


_CLIENT = frozenset(role for role, kind in KIND_OF.items() if kind == "client")


# ---- how to speak to somebody --------------------------------------------------------------------------------


class Household(dict[tuple[str, int | None], Manners]):
    """The manners of everybody on a case by role and contact's id; of family nobody has named there is no consent."""

    def __missing__(self, key: tuple[str, int | None]) -> Manners:
        return Manners(role=key[0])


def manners(db: Database, case_id: int) -> Household:
    """What to mind in speaking with each person of a case."""
    wish = f"k.preferred_name, k.language, k.interpreter_needed, k.preferred_channel, k.best_time, {_NAME}"
    rows = db.raw.execute(
        f"SELECT 'provider', p.contact_id, 1, {wish} FROM case_providers p JOIN contacts k ON k.id = p.contact_id "
        "WHERE p.case_id = :c AND p.archived_at IS NULL "
        f"UNION ALL SELECT 'adjuster_bi', m.adjuster_id, 1, {wish} FROM claims m "
        "JOIN contacts k ON k.id = m.adjuster_id WHERE m.case_id = :c AND m.archived_at IS NULL "
        f"UNION ALL SELECT 'client', c.client_id, 1, {wish} FROM cases c JOIN contacts k ON k.id = c.client_id "
        "WHERE c.id = :c "
        f"UNION ALL SELECT p.role, p.contact_id, p.consent_to_speak, {wish} FROM parties p "
        f"JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = :c AND p.archived_at IS NULL AND p.role <> 'client'",
        {"c": case_id},
    )
    found = Household()
    for role, contact_id, consent, called, language, interpreter, channel, best, *name in rows:
        found[role, contact_id] = Manners(
            person_name(*name), role, bool(consent), called, language, bool(interpreter), channel, best
        )
    return found


def wishes(db: Database, contact_ids: Iterable[int]) -> dict[int, str]:
    """How and when these contacts want to be called; only those who said so."""
    wanted = ", ".join(str(int(number)) for number in contact_ids) or "0"
    rows = db.raw.execute(f"SELECT id, preferred_channel, best_time FROM contacts WHERE id IN ({wanted})")
    return {number: said for number, channel, best in rows if (said := reached_by(channel, best))}


def client_manners(db: Database, case_id: int) -> Manners:
    """The wishes of a case's client."""
    row = db.raw.execute(
        f"SELECT {_NAME}, k.preferred_name, k.language, k.interpreter_needed, k.preferred_channel, k.best_time "
        "FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        return Manners()
    last, first, suffix, org, called, language, interpreter, channel, best = row
    return Manners(
        person_name(last, first, suffix, org), called=called, language=language, interpreter=bool(interpreter),
        channel=channel, best_time=best,
    )  # fmt: skip
