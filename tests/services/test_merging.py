"""Two contacts made one: what moves, what is joined, what is refused, and that one undo takes it back."""

import pytest

from caseterm import queries
from caseterm.errors import ConflictError, InputError
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.services import attorney, contacts, history, insurance, merging, parties, providers
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import line, open_case


def dump(db: Database) -> list[tuple[object, ...]]:
    """Every row that a merge may touch, without its stamp."""
    found: list[tuple[object, ...]] = []
    for table in ("contacts", "contact_phones", "contact_emails", "contact_addresses", "parties", "claims", "cases"):
        names = [row[1] for row in db.raw.execute(f"PRAGMA table_info({table})") if row[1] != "updated_at"]
        found += [(table, *row) for row in db.raw.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")]
    return found


def two(db: Database) -> tuple[int, int]:
    """The same woman twice: a client with one case, and a witness and adjuster in another."""
    first = open_case(db)
    second = open_case(db, last="Lopez")
    (keep,) = db.raw.execute("SELECT client_id FROM cases WHERE id = ?", (first,)).fetchone()
    person = ContactInput(
        {"last": "Garcia", "first": HOSTILE, "employer": "Mill", "notes": "met at the mill"},
        phones=[{"number": "(555) 014-2277"}, {"number": "5550003333"}],
        emails=[{"address": "m@example.com"}],
    )
    parties.add_party(db, second, "witness", person)
    (gone,) = db.raw.execute("SELECT contact_id FROM parties WHERE role = 'witness'").fetchone()
    parties.add_party(db, first, "client", ContactInput({}, contact_id=gone))
    insurance.add_insurance(
        db,
        second,
        InsuranceInput(
            insurer="Acme", coverage={"kind": "bi_liability"}, policy={}, claim={"claim_no": "1"},
            adjuster=ContactInput({}, contact_id=gone),
        ),
    )  # fmt: skip
    attorney.promise(db, second, {"what": "call her", "due": "2026-12-01", "contact_id": gone})
    return keep, gone


def test_everything_of_the_one_points_at_the_other_and_undo_takes_it_back(db: Database) -> None:
    keep, gone = two(db)
    told = queries.merging.preview(db, keep, gone)
    assert {(move.table, move.rows) for move in told.moves} >= {("parties", 3), ("claims", 1), ("promises", 1)}
    assert told.cases == 2
    before = dump(db)
    changes = merging.merge_contacts(db, keep, gone)
    assert changes.label.startswith("Merged Garcia, O'Neil [/b]")
    for table, column in queries.merging.pointing(db.raw):
        if table not in queries.merging.OWN:
            assert not db.raw.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (gone,)).fetchall(), table
    card = queries.casefile_people.card(db, keep)
    assert [phone.number for phone in card.phones] == ["5550142277", "5550003333"]
    assert card.emails == ("m@example.com",)
    assert card.values["employer"] == "Mill"
    assert "met at the mill" in card.values["notes"]
    roles = db.raw.execute(
        "SELECT count(*) FROM parties WHERE role = 'client' AND contact_id = ? AND archived_at IS NULL", (keep,)
    )
    assert roles.fetchone() == (1,), "a role both had in a case stays once"
    history.undo(db)
    assert dump(db) == before
    history.redo(db)
    assert queries.casefile_people.card(db, keep).values["employer"] == "Mill"


def test_the_caseload_shows_the_name_that_stays(db: Database) -> None:
    keep, gone = two(db)
    merging.merge_contacts(db, gone, keep)
    assert "O'Neil" in str(line(db, 1, "client")[0])


def test_what_cannot_be_one_is_refused(db: Database) -> None:
    keep, gone = two(db)
    contacts.add_contact(db, {"kind": "organization", "org_name": "Garcia Roofing"})
    (org,) = db.raw.execute("SELECT id FROM contacts WHERE org_name = 'Garcia Roofing'").fetchone()
    for other, words in ((keep, "is this contact itself"), (org, "is an organization")):
        with pytest.raises(InputError, match=words):
            merging.merge_contacts(db, keep, other)
    merging.merge_contacts(db, keep, gone)
    with pytest.raises(ConflictError, match="put away"):
        merging.merge_contacts(db, keep, gone)


def test_a_profile_that_may_stand_once_keeps_standing_once(db: Database) -> None:
    case_id = open_case(db)
    ids = []
    for name in ("Mercy PT", "Mercy Physical Therapy"):
        providers.add_provider(db, case_id, ContactInput({"kind": "organization", "org_name": name}), {})
        (contact,) = db.raw.execute("SELECT id FROM contacts WHERE org_name = ?", (name,)).fetchone()
        ids.append(contact)
    merging.merge_contacts(db, ids[1], ids[0])
    kept = db.raw.execute("SELECT DISTINCT contact_id FROM case_providers").fetchall()
    assert [tuple(row) for row in kept] == [(ids[1],)]
