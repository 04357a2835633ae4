import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from caseterm import importing, queries, services
from caseterm.errors import ConflictError, ReadOnlyError
from caseterm.importing import import_preview, preview_file, problem_lines, report_lines
from caseterm.queries.knowncases import find_known
from caseterm.rules.caserow import Address, CaseRow, Cover, InjuryWords, Someone, Visit
from caseterm.rules.inputs import ContactInput
from caseterm.rules.money import Limits
from caseterm.rules.names import PersonName, split_person
from caseterm.rules.phones import Phone
from caseterm.services import parties
from caseterm.services.importing import import_cases
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import open_case

FILES = Path(__file__).parents[1] / "imports" / "files"
TABLES = (
    "contacts contact_phones contact_emails contact_addresses cases phase_history parties incidents injuries policies "
    "coverages claims case_providers appointments deadlines communications case_notes import_batches caselist "
    "conflict_checks"
)


def count(db: Database, table: str) -> int:
    return int(db.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def rows(db: Database, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.raw.execute(query)]


def full_row(line: int = 2) -> CaseRow:
    adjuster = Someone(split_person("Kim, Soo-jin"), (Phone("2065550100", "work", "4"),), ("kim@example.com",))
    return CaseRow(
        line=line,
        client=PersonName("Maria", "Q", "Garcia", preferred="Mia"),
        number="M-1",
        dob=date(1985, 12, 6),
        ssn_last4="6789",
        phones=(Phone("2065550146", "mobile"), Phone("5550101", "", "12")),
        emails=("maria@example.com",),
        address=Address("12 Oak St", "4", "Boston", "MA", "02108"),
        language="Spanish",
        interpreter=True,
        case_type="auto",
        phase="treating",
        doi=date(2024, 5, 1),
        place="I-5",
        description="rear-ended",
        state="WA",
        county="King",
        opened_on=date(2024, 5, 3),
        signed_on=date(2024, 5, 4),
        covers=(
            Cover("defendant", "bi_liability", "State Farm", "59-Z2217", "P-1", Limits(2_500_000, 5_000_000), adjuster),
            Cover("client", "um_uim", "GEICO", "UM-7"),
        ),
        defendants=(split_person("Acme Stores Inc"),),
        attorney="J. Roe",
        manager="Ana",
        sol=date(2027, 5, 1),
        last_contact=date(2026, 11, 1),
        next_visit=Visit(date(2026, 12, 3), time(14), "PT"),
        providers=(Someone(split_person("Swedish Hospital")), Someone(split_person("Dr. Chen, DC"))),
        injuries=(InjuryWords("L shoulder sprain", "shoulder", "left", "sprain_strain"),),
        medicare="none",
        source="TV ad",
        notes=("CALL BACK",),
        leftovers=(("Settlement", "$12,500"), ("Phase", "Tx")),
    )


def plain_row(line: int, name: str, **values: object) -> CaseRow:
    return CaseRow(line, split_person(name), phase="intake")._replace(**values)  # type: ignore[arg-type]


def test_both_sample_files_come_in_and_one_undo_removes_each(db: Database) -> None:
    before = {table: count(db, table) for table in TABLES.split()}
    for name, cases in (("caseload-clean.csv", 40), ("caseload-from-excel.csv", 31)):
        changes = import_preview(db, preview_file(db, FILES / name))
        assert changes.label.startswith(f"Imported {cases} cases from {name}; conflict checks: ")
        assert count(db, "cases") == before["cases"] + cases
        assert services.history.undo(db).label == f"Undid: {changes.label}"
        assert {table: count(db, table) for table in TABLES.split()} == before
        services.history.redo(db)
        assert count(db, "caselist") == cases
        services.history.undo(db)


def test_every_value_of_a_row_is_found_in_the_record(db: Database) -> None:
    import_cases(db, [full_row()], file_name="cases.csv")
    (case,) = rows(
        db,
        "SELECT number, case_type, phase, status, state, county, opened_on, signed_on, source, lead_attorney, "
        "case_manager, medicare_status, phase_entered_on FROM cases",
    )
    assert case == (
        "M-1", "auto", "treating", "open", "WA", "King", "2024-05-03", "2024-05-04", "TV ad", "J. Roe", "Ana", "none",
        "2026-11-21",
    )  # fmt: skip
    client = rows(
        db, "SELECT first, middle, last, preferred_name, dob, ssn_last4, language, interpreter_needed FROM contacts c "
        "JOIN cases ON cases.client_id = c.id"
    )  # fmt: skip
    assert client == [("Maria", "Q", "Garcia", "Mia", "1985-12-06", "6789", "Spanish", 1)]
    assert rows(db, "SELECT happened_on, place, description FROM incidents") == [("2024-05-01", "I-5", "rear-ended")]
    assert rows(db, "SELECT label, number, ext FROM contact_phones ORDER BY id") == [
        ("mobile", "2065550146", ""), ("phone", "5550101", "12"), ("work", "2065550100", "4"),
    ]  # fmt: skip
    assert rows(db, "SELECT street, unit, city, state, zip FROM contact_addresses") == [
        ("12 Oak St", "4", "Boston", "MA", "02108")
    ]
    assert rows(
        db,
        "SELECT o.org_name, p.party, p.policy_no, v.kind, v.limit_per_person, v.limit_per_accident, "
        "c.claim_no, c.claim_key, a.last FROM claims c "
        "JOIN coverages v ON v.id = c.coverage_id JOIN policies p ON p.id = v.policy_id "
        "JOIN contacts o ON o.id = p.insurer_id LEFT JOIN contacts a ON a.id = c.adjuster_id ORDER BY c.id",
    ) == [
        ("State Farm", "defendant", "P-1", "bi_liability", 2_500_000, 5_000_000, "59-Z2217", "59z2217", "Kim"),
        ("GEICO", "client", "", "um_uim", None, None, "UM-7", "um7", None),
    ]
    assert rows(db, "SELECT role FROM parties ORDER BY id") == [
        ("client",), ("insurer",), ("adjuster_bi",), ("insurer",), ("defendant",),
    ]  # fmt: skip
    assert rows(db, "SELECT body_part, side, description FROM injuries") == [("shoulder", "left", "L shoulder sprain")]
    assert count(db, "case_providers") == 2
    assert rows(db, "SELECT starts_at, status, title FROM appointments") == [
        ("2026-12-03 14:00:00.000000", "scheduled", "PT")
    ]
    assert rows(db, "SELECT at, counts_as_client_contact FROM communications") == [("2026-11-01 12:00:00.000000", 1)]
    ((body,),) = rows(db, "SELECT body FROM case_notes")
    assert body == "CALL BACK\n\nFrom cases.csv, line 2:\nSettlement: $12,500\nPhase: Tx"
    assert rows(db, "SELECT file_name, accepted, refused FROM import_batches") == [("cases.csv", 1, 0)]


def test_a_limitation_date_from_a_file_is_not_verified(db: Database) -> None:
    import_cases(db, [full_row()], file_name="cases.csv")
    assert rows(db, "SELECT kind, due, trigger_date, verified_by, basis FROM deadlines") == [
        ("sol", "2027-05-01", "2024-05-01", "", "As imported from cases.csv, line 2; not verified")
    ]
    assert rows(db, "SELECT sol_on, sol_state, last_contact_on, next_on FROM caselist") == [
        ("2027-04-30", "unverified", "2026-11-01", "2026-12-03")
    ]


def test_a_case_with_state_and_date_of_incident_gets_its_limitation_computed_not_verified(db: Database) -> None:
    told = {"doi": date(2025, 5, 1), "state": "WA", "case_type": "auto"}
    cases = [
        plain_row(2, "A, A", **{**told, "phase": "treating"}),
        plain_row(3, "B, B", **{**told, "phase": "litigation"}),
        plain_row(4, "C, C", **{**told, "case_type": "wc"}),
        plain_row(5, "D, D", **{**told, "state": ""}),
    ]
    import_cases(db, cases, file_name="cases.csv")
    (found,) = rows(db, "SELECT case_id, kind, due, verified_by FROM deadlines")
    assert found == (1, "sol", "2028-05-01", "")
    assert "not verified" in str(rows(db, "SELECT basis, notes FROM deadlines")).casefold()


def test_stamps_are_stored_as_the_orm_reads_them(db: Database) -> None:
    from sqlmodel import select

    from caseterm.models import Appointment, Case, Communication

    import_cases(db, [full_row()], file_name="cases.csv")
    with db.read() as session:
        case = session.exec(select(Case)).one()
        assert case.created_at == db.clock.now()
        assert case.opened_on == date(2024, 5, 3)
        assert case.pinned is False
        assert session.exec(select(Appointment)).one().starts_at == datetime(2026, 12, 3, 14)  # noqa: DTZ001
        assert session.exec(select(Communication)).one().counts_as_client_contact is True


def test_insurers_adjusters_and_providers_are_one_contact_however_many_cases(db: Database) -> None:
    preview = preview_file(db, FILES / "caseload-clean.csv")
    import_preview(db, preview)
    names = [name for (name,) in rows(db, "SELECT org_name FROM contacts WHERE kind = 'organization'")]
    assert len(names) == len(set(names))
    assert rows(
        db,
        "SELECT parent_org_id, first, last, count(*) FROM contacts WHERE kind = 'person' AND title = 'Adjuster' "
        "GROUP BY 1, 2, 3 HAVING count(*) > 1",
    ) == []  # fmt: skip
    organisations = len(names)
    import_preview(db, preview_file(db, FILES / "caseload-from-excel.csv"))
    assert count(db, "contacts WHERE kind = 'organization'") == organisations


def test_a_returning_client_keeps_one_contact_and_a_namesake_gets_another(db: Database) -> None:
    born = {"dob": date(1980, 1, 1)}
    cases = [
        plain_row(2, "Roe, Jane", doi=date(2024, 5, 1), **born),
        plain_row(3, "Roe, Jane", doi=date(2025, 5, 1), **born),
        plain_row(4, "Roe, Jane", doi=date(2025, 5, 1), dob=date(1990, 2, 2)),
    ]
    import_cases(db, cases, file_name="cases.csv")
    ids = [n for (n,) in rows(db, "SELECT client_id FROM cases ORDER BY id")]
    assert ids[0] == ids[1]
    assert ids[2] != ids[0]


def test_what_is_in_the_record_is_known_again_and_not_written_twice(db: Database) -> None:
    import_preview(db, preview_file(db, FILES / "caseload-from-excel.csv"))
    again = preview_file(db, FILES / "caseload-from-excel.csv")
    assert len(again.known) == 31
    assert again.rows == ()
    assert again.summary == (
        "0 cases to import, 1 row cannot be read, 1 row repeated in the file, 31 rows already in the record."
    )
    assert any("the same name and date of incident as 26-0001 Garcia, Maria" in line for line in problem_lines(again))
    with pytest.raises(ConflictError, match="Nothing to import"):
        import_preview(db, again)
    assert count(db, "cases") == 31


def test_a_number_that_another_client_has_is_told_and_changed_never_lost(db: Database) -> None:
    import_preview(db, preview_file(db, FILES / "caseload-from-excel.csv"))
    second = preview_file(db, FILES / "caseload-clean.csv")
    assert len(second.rows) == 40
    assert any("the number is another case's" in line for line in problem_lines(second))
    import_preview(db, second)
    assert count(db, "cases") == 71
    taken = "SELECT k.last FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.number LIKE '26-0005%' ORDER BY 1"
    assert [last for (last,) in rows(db, taken)] == ["Kealoha", "Petrov"]
    assert count(db, "case_notes WHERE body LIKE '%Case number in the file: 26-0005%'") == 1
    assert preview_file(db, FILES / "caseload-clean.csv").rows == ()


def test_a_returning_client_on_the_first_row_and_new_people_below_come_in_together(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    for text in (
        'Client,DOI,Phone,Insurer\n"Roe, Jane",5/1/2024,310-555-0112,USAA\n',
        'Client,DOI,Phone,Insurer\n"Roe, Jane",6/1/2025,310-555-0112,USAA\n"Poe, Ed",6/1/2025,310-555-0114,GEICO\n',
    ):
        path.write_text(text)
        import_preview(db, preview_file(db, path))
    assert rows(db, "SELECT k.last FROM cases c JOIN contacts k ON k.id = c.client_id ORDER BY c.id") == [
        ("Roe",), ("Roe",), ("Poe",),
    ]  # fmt: skip
    services.history.undo(db)
    assert count(db, "cases") == 1
    services.history.redo(db)
    assert count(db, "cases") == 3


def test_two_clients_under_one_number_of_a_file_are_two_cases_and_known_again(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('File,Client,DOI\nA-1,"Roe, Jane",5/1/2024\nA1,"Poe, Ed",5/1/2024\nA-1,"Roe, Jane Q",5/1/2024\n')
    preview = preview_file(db, path)
    assert any("for another client, with -2 behind it, as line 2" in line for line in problem_lines(preview))
    import_preview(db, preview)
    assert rows(db, "SELECT number FROM cases ORDER BY id") == [("A-1",), ("A1-2",)]
    assert preview_file(db, path).rows == ()


def test_a_known_number_is_found_without_its_punctuation_and_in_the_archive(db: Database) -> None:
    import_cases(db, [full_row()], file_name="cases.csv")
    services.cases.archive_cases(db, [1])
    (known,) = find_known(db, [plain_row(9, "Poe, Ed", number="m 1", doi=date(2024, 5, 1))])
    assert (known.line, known.certain, known.archived) == (9, True, True)
    assert "(archived)" in str(known)


def test_the_same_client_with_another_incident_is_another_case(db: Database) -> None:
    import_cases(db, [plain_row(2, "Roe, Jane", doi=date(2024, 5, 1))], file_name="a.csv")
    later = plain_row(2, "Roe, Jane", doi=date(2026, 1, 1))
    doubtful = plain_row(3, "Roe, Jane")
    known = find_known(db, [later, doubtful])
    assert [(found.line, found.certain) for found in known] == [(3, False)]
    import_cases(db, [later], file_name="b.csv")
    assert count(db, "cases") == 2


def test_numbers_are_given_around_those_the_file_brings(db: Database) -> None:
    cases = [plain_row(2, "A, A"), plain_row(3, "B, B", number="26-0001"), plain_row(4, "C, C", number="26-0003")]
    cases.append(plain_row(5, "D, D"))
    import_cases(db, cases, file_name="cases.csv")
    assert rows(db, "SELECT number FROM cases ORDER BY id") == [("26-0002",), ("26-0001",), ("26-0003",), ("26-0004",)]


def test_closed_and_other_states_fit_the_records_rules(db: Database) -> None:
    cases = [
        plain_row(2, "A, A", phase="closed", status="closed", closed_on=date(2026, 6, 1), close_reason="settled"),
        plain_row(3, "B, B", phase="closed", status="closed"),
        plain_row(4, "C, C", phase="litigation", status="on_hold", closed_on=date(2026, 6, 1)),
    ]
    import_cases(db, cases, file_name="cases.csv")
    assert rows(db, "SELECT status, closed_on, phase_entered_on FROM cases ORDER BY id") == [
        ("closed", "2026-06-01", "2026-06-01"), ("closed", "2026-11-21", "2026-11-21"), ("on_hold", None, "2026-11-21"),
    ]  # fmt: skip


def test_an_appointment_without_a_time_is_tentative_and_says_so(db: Database) -> None:
    import_cases(db, [plain_row(2, "A, A", next_visit=Visit(date(2026, 12, 3)))], file_name="cases.csv")
    assert rows(db, "SELECT starts_at, status, purpose FROM appointments") == [
        ("2026-12-03 09:00:00.000000", "tentative", "The imported file gave no time; 9:00 AM stands in for it.")
    ]


def test_a_very_long_note_is_kept_in_several(db: Database) -> None:
    import_cases(db, [plain_row(2, "A, A", notes=("x" * 400_000,))], file_name="cases.csv")
    bodies = [str(body) for (body,) in rows(db, "SELECT body FROM case_notes ORDER BY id")]
    assert "".join(bodies) == "x" * 400_000
    assert len(bodies) == 3


def test_a_failure_in_the_middle_leaves_nothing(db: Database) -> None:
    def broken(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_cases(db, [full_row()], file_name="cases.csv", progress=broken)
    assert all(count(db, table) == 0 for table in TABLES.split())
    import_cases(db, [full_row()], file_name="cases.csv")
    assert count(db, "cases") == 1


def test_progress_is_told(db: Database) -> None:
    heard: list[tuple[int, int]] = []
    cases = [plain_row(n + 2, f"Roe{n}, Jane") for n in range(600)]
    import_cases(db, cases, file_name="c.csv", progress=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 600), (250, 600), (500, 600)]


def test_a_read_only_copy_imports_nothing(db: Database) -> None:
    db.readonly = True
    with pytest.raises(ReadOnlyError):
        import_cases(db, [full_row()], file_name="cases.csv")


def test_hostile_names_in_file_name_and_cells_are_stored_as_text(db: Database) -> None:
    row = plain_row(2, "Roe [/b], Jane", leftovers=(("[@click=app.bell]x[/]", "=2+2"),))
    changes = import_cases(db, [row], file_name="\x1b[31m[/x].csv")
    assert changes.label == "Imported Roe [/b], Jane from ␛[31m[/x].csv"
    assert "\x1b" not in str(rows(db, "SELECT body, by FROM case_notes"))


def test_a_file_is_looked_over_before_the_libraries_that_write_it_are_there(db: Database) -> None:
    late = ("sqlmodel", "sqlalchemy", "pydantic", "openpyxl")
    code = f"""
import sys
from caseterm.cli import main
assert main(["--db", {str(db.path)!r}, "import", {str(FILES / "caseload-clean.csv")!r}, "--dry-run"]) == 0
print([name for name in {late!r} if name in sys.modules])
"""
    db.close()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_report_says_all_of_it_in_lines(db: Database) -> None:
    text = "\n".join(report_lines(preview_file(db, FILES / "caseload-from-excel.csv")))
    assert "Encoding: Windows-1252 (it is not UTF-8)" in text
    assert "Headings: line 3" in text
    assert "Ins / Claim #  -> insurer and claim number" in text
    assert "not taken: line 8, DOI: “13/45/25” cannot be read as a date: there is no month 13" in text
    assert "not taken: line 37: the same name and date of incident as line 6" in text
    assert "passed over: line 38: TOTAL: a total, not a case" in text
    assert text.endswith("31 cases to import, 1 row cannot be read, 1 row repeated in the file.")


def test_each_imported_case_is_checked_for_conflicts_as_if_it_were_checked_alone(db: Database) -> None:
    old = open_case(db, last="Roe")
    parties.add_party(db, old, "defendant_driver", ContactInput({"last": "Nguyen", "first": "Thi"}))
    cases = [
        plain_row(2, "Nguyen, Thi", number="A-1"),
        plain_row(3, "Rowe, Janet", number="A-2"),
        plain_row(4, f"{HOSTILE}, Al", number="A-3"),
        plain_row(5, "Zimmer, Zoe", number="A-4"),
    ]
    changes = import_cases(db, cases, file_name="cases.csv")
    assert changes.label.endswith("conflict checks: 1 with the other side known !")
    results = "SELECT c.number, k.result, c.id IN (SELECT case_id FROM caselist WHERE reason = 'conflict_open') "
    assert rows(db, f"{results} FROM conflict_checks k JOIN cases c ON c.id = k.case_id ORDER BY 1") == [
        ("A-1", "found", 1), ("A-2", "clear", 0), ("A-3", "clear", 0), ("A-4", "clear", 0),
    ]  # fmt: skip
    (noted,) = queries.conflicts.of_act(db, changes.act_id)
    assert (noted.number, noted.grave) == ("A-1", True)
    assert noted.lines[0].startswith("OTHER SIDE: Nguyen, Thi ~ Nguyen, Thi (same name): defendant driver in ")
    alone = queries.conflicts.check(db, noted.case_id)
    assert [hit.name for hit in alone.hits if hit.level == 0] == ["Nguyen, Thi"]
    assert importing.conflict_lines(db, changes)[0] == "A-1 Nguyen, Thi"
    services.history.undo(db)
    assert rows(db, "SELECT count(*) FROM conflict_checks") == [(0,)]


def test_namesakes_on_the_same_side_of_an_import_are_listed_but_wait_for_nobody(db: Database) -> None:
    born = {"dob": date(1980, 1, 1)}
    cases = [
        plain_row(2, "Garcia, Maria", doi=date(2024, 5, 1), **born),
        plain_row(3, "Garcia, Mary", doi=date(2025, 5, 1), dob=date(1990, 2, 2)),
    ]
    changes = import_cases(db, cases, file_name="cases.csv")
    assert changes.label.endswith("conflict checks: 2 with like names")
    assert rows(db, "SELECT result, hits FROM conflict_checks") == [("alike", 1), ("alike", 1)]
    assert rows(db, "SELECT count(*) FROM caselist WHERE reason = 'conflict_open'") == [(0,)]
