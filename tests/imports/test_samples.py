from datetime import date

from caseterm.imports.plan import understand
from caseterm.rules.money import Limits
from caseterm.rules.phones import Phone
from tests.imports.zoo import FILES, TODAY, clients, fields, refusals


def test_the_clean_file_is_taken_whole() -> None:
    plan = understand(FILES / "caseload-clean.csv", today=TODAY)
    assert len(plan.rows) == 40
    assert not plan.refused
    assert not plan.warnings
    assert not plan.duplicates
    assert all(column.sure for column in plan.mapping.columns)
    first = plan.rows[0]
    assert (first.number, first.client.full, first.dob, first.doi) == (
        "26-0001", "Maria Garcia", date(1985, 12, 6), date(2023, 10, 7),
    )  # fmt: skip
    assert (first.state, first.case_type, first.phase, first.opened_on) == (
        "CA",
        "auto",
        "litigation",
        date(2023, 11, 13),
    )
    assert first.phones == (Phone("2065550132"),)
    cover = first.covers[0]
    assert (cover.insurer, cover.claim_no, cover.limits) == ("Nationwide", "70-X3539", Limits(2_500_000))
    assert cover.adjuster is not None
    assert cover.adjuster.name.full == "R. O'Dell"
    assert ("case_type", "Auto - rear end") in first.leftovers
    assert "Łukasz Dupont-Aignan" in [row.client.full for row in plan.rows]
    assert plan.rows[4].status == "closed"


def test_the_file_saved_by_excel_is_understood() -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    assert plan.source.encoding == "Windows-1252"
    assert plan.source.header_line == 3
    assert plan.source.titles == ("Gold & Shah LLP - open cases as of 11/20/2026",)
    assert fields(plan) == {
        "Client Name": "client name", "DOI": "date of incident", "Type": "case type", "Status": "phase",
        "Cell Phone": "phone", "Ins / Claim #": "insurer and claim number", "Adjuster": "adjuster",
        "Policy Limits": "policy limits", "Notes": "notes",
    }  # fmt: skip
    assert refusals(plan) == [(8, "DOI", "13/45/25")]
    assert plan.refused[0].reason == "cannot be read as a date: there is no month 13"
    assert [(found.line, found.of_line, found.certain) for found in plan.duplicates] == [(37, 6, True)]
    assert [(item.line, item.text) for item in plan.skipped] == [(38, "TOTAL")]
    assert len(plan.rows) == 31
    assert "Ångström, Ngozi" in clients(plan)
    assert "McDonald-O’Brien, Oluwaseun" in clients(plan)


def test_notes_formulas_and_quotes_of_the_file_saved_by_excel_stay_text() -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    notes = [note for row in plan.rows for note in row.notes]
    assert "=2+2" in notes
    assert 'needs ride, "wheelchair"' in notes
    assert "no english - daughter translates" in notes


def test_letters_that_excel_lost_are_pointed_out_with_their_lines() -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    assert [problem.line for problem in plan.warnings if "letter of the name was lost" in problem.reason] == [
        6, 7, 13, 31,
    ]  # fmt: skip


def test_a_case_without_its_date_of_incident_is_taken() -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    row = next(row for row in plan.rows if row.line == 13)
    assert row.doi is None
    assert row.covers[0].claim_no == "88-A4786"
