import csv
import io
from pathlib import Path

import pytest

from caseterm import queries
from caseterm.exports.table import csv_bytes, inert
from caseterm.importing import import_preview, preview_file
from caseterm.queries.casetable import HEADINGS
from caseterm.store.database import Database
from caseterm.transfer import export_bytes

FILES = Path(__file__).parents[1] / "imports" / "files"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "=cmd|'/C calc'!A0",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "\ufeff=1",
        "-",
        "|x",
        "\tx",
    ],
)
def test_what_a_spreadsheet_would_run_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-125.50", "+5", "1,234.56", "Roe, Jane", "", "(206) 555-0146", "a=b", "O'Neil"])
def test_numbers_and_plain_text_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


def test_rows_come_back_from_the_file_as_they_went_in() -> None:
    rows = [("Núñez, Ana", 'say "hi"\nthere', "日本"), ("", "a;b", "x")]
    data = csv_bytes(("A", "B", "C"), rows)
    assert data.startswith(b"\xef\xbb\xbf")
    back = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert back == [["A", "B", "C"], *[list(row) for row in rows]]


def test_an_exported_caseload_is_understood_by_the_import_of_another_office(db: Database, tmp_path: Path) -> None:
    import_preview(db, preview_file(db, FILES / "caseload-clean.csv"))
    path = tmp_path / "out.csv"
    path.write_bytes(export_bytes(db, "csv"))
    again = preview_file(db, path)
    assert len(again.plan.rows) == 40
    assert all(found.certain for found in again.known)
    assert not again.plan.refused
    fields = {column.heading: column.target for column in again.plan.mapping.columns}
    assert {heading for heading, target in fields.items() if target == "kept in notes"} <= {
        "Limitation verified by",
        "Email",
        "Address",
        "Unit",
        "City",
        "Home state",
        "Zip",
        "Language",
        "County",
    } | {
        heading for heading in HEADINGS if not any(row.cells[HEADINGS.index(heading)] for row in again.plan.table.rows)
    }
    first = again.plan.rows[0]
    assert (first.number, first.client.full, first.case_type, first.phase) == (
        "26-0001", "Maria Garcia", "auto", "litigation",
    )  # fmt: skip
    assert first.covers[0].claim_no == "70-X3539"


def test_a_case_of_an_archived_file_is_left_out(db: Database) -> None:
    from caseterm import services

    import_preview(db, preview_file(db, FILES / "caseload-clean.csv"))
    services.cases.archive_cases(db, [1, 2])
    assert len(queries.casetable.case_table(db)) == 38
