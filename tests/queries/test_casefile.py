"""One case's file as it is read: counts, people, history, search, and the path each statement takes."""

from datetime import date, datetime

from caseterm import services
from caseterm.queries import casefile, casefile_history, casefile_people, casefile_work, sectioncounts
from caseterm.rules.inputs import ContactInput
from caseterm.store.database import Database
from tests.services.test_cases import open_case

EARLIER = datetime.fromisoformat("2026-11-21T09:00")


def test_counts_tell_how_much_stands_where_and_what_needs_her(db: Database) -> None:
    case_id = open_case(db)
    services.tasks.add_task(db, title="late", case_id=case_id, due=date(2026, 11, 20))
    services.deadlines.add_deadline(db, case_id=case_id, kind="sol", due=date(2028, 10, 1))
    found = sectioncounts.counts(db, case_id)
    assert (found["tasks"].n, found["tasks"].alarm) == (1, True)
    assert (found["deadlines"].n, found["deadlines"].alarm) == (1, True), "not verified"
    assert (found["contacts"].n, found["incident"].alarm, found["injuries"].n) == (1, False, 0)
    services.tasks.complete_tasks(db, [1])
    assert sectioncounts.counts(db, case_id)["tasks"] == sectioncounts.Count(0, False)


def test_a_provider_and_an_adjuster_stand_among_the_contacts_once(db: Database) -> None:
    case_id = open_case(db)
    clinic = ContactInput({"kind": "organization", "org_name": "Mercy PT"}, phones=[{"number": "5550150142"}])
    services.providers.add_provider(db, case_id, clinic, {})
    (provider,) = (line for line in casefile_people.people(db, case_id) if line.source == "provider")
    assert (provider.name, provider.phone) == ("Mercy PT", "(555) 015-0142")
    services.parties.add_party(db, case_id, "lienholder", ContactInput({}, contact_id=provider.contact_id))
    assert [line.role for line in casefile_people.people(db, case_id)] == ["client", "lienholder"]
    assert sectioncounts.counts(db, case_id)["contacts"].n == 2


def test_suggestions_find_by_beginning_by_word_and_by_phone_in_that_order(db: Database) -> None:
    open_case(db, "Núñez")
    open_case(db, "Garcia Nunez")
    names = [name for _, name, _ in casefile_people.suggest(db, "nunez")]
    assert names == ["Núñez, Maria", "Garcia Nunez, Maria"]
    assert casefile_people.suggest(db, "zzz") == []
    found = casefile_people.suggest(db, "2277")
    assert [detail for _, _, detail in found] == ["(555) 014-2277"] * 2
    assert len(casefile_people.suggest(db, "mar nun")) == 2


def test_the_history_of_one_case_tells_nothing_of_another(db: Database) -> None:
    first, second = open_case(db), open_case(db, "Lee")
    services.contact_log.add_note(db, case_id=second, body="secret of Lee")
    said = [line.label for line in casefile_history.history(db, first)]
    assert said == ["Opened 26-0001 Garcia, Maria"]
    newest = casefile_history.history(db, second)[0]
    assert newest.label == "Noted: secret of Lee (Lee, Maria)"
    assert (newest.at.hour, newest.at.minute) == (9, 41)
    assert "  Body: secret of Lee" in casefile_history.details(db, newest.id, second)
    assert casefile_history.details(db, newest.id, first) == []


def test_talk_merges_notes_and_contacts_newest_first_and_searches_folded_words(db: Database) -> None:
    case_id = open_case(db)
    services.contact_log.log_contact(db, case_id=case_id, body="Señora Núñez called", at=EARLIER)
    services.contact_log.add_note(db, case_id=case_id, body="letter sent")
    assert [line.kind for line in casefile_work.talk(db, case_id)] == ["note", "contact_log"]
    assert [line.text for line in casefile_work.talk(db, case_id, search="senora CALLED")] == ["Señora Núñez called"]
    assert casefile_work.talk(db, case_id, most=1)[0].kind == "note"


def test_opening_a_case_never_reads_a_whole_table_of_the_record(db: Database) -> None:
    case_id = open_case(db)
    seen: list[str] = []
    db.raw.set_trace_callback(seen.append)
    casefile.head(db, case_id)
    sectioncounts.counts(db, case_id)
    casefile_work.talk(db, case_id, most=3)
    casefile_work.tasks(db, case_id, open_only=True)
    db.raw.set_trace_callback(None)
    scans = []
    for statement in seen:
        for *_, detail in db.raw.execute(f"EXPLAIN QUERY PLAN {statement}"):
            if detail.startswith("SCAN ") and "settings" not in detail and "CONSTANT" not in detail:
                scans.append(f"{detail}: {statement[:80]}")
    known = {"SCAN (subquery-", "SCAN value", "SCAN json_each"}
    assert [scan for scan in scans if not any(scan.startswith(start) for start in known)] == []
