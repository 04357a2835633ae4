"""Excel workbooks of every make, built here cell by cell."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from caseterm.errors import NotFoundError
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.plan import ImportPlan, understand
from caseterm.imports.workbook import as_text
from caseterm.rules.money import Limits
from tests.imports.zoo import TODAY, clients, fields, refusals

ROWS: list[list[Any]] = [
    ["Client", "DOL", "Phone", "Claim #", "Limits", "Zip"],
    ["Garcia, Maria", datetime(2023, 4, 30), 2065550146, 123456789, 25000.0, 2108],  # noqa: DTZ001
    ["Roe, Jane", date(2024, 5, 1), "206-555-0147", "59-Z2217", "25/50", 98101],
]


def saved(folder: Path, fill: Callable[[Workbook, Worksheet], None], name: str = "book.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(book, sheet)
    path = folder / name
    book.save(path)
    return path


def plan_of(folder: Path, fill: Callable[[Workbook, Worksheet], None], **options: Any) -> ImportPlan:
    return understand(saved(folder, fill), today=TODAY, **options)


def put(sheet: Worksheet, rows: list[list[Any]]) -> None:
    for row in rows:
        sheet.append(row)


def test_dates_numbers_and_texts_of_cells_are_read_as_meant(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, lambda _, sheet: put(sheet, ROWS))
    assert clients(plan) == ["Garcia, Maria", "Roe, Jane"]
    first, second = plan.rows
    assert (first.doi, second.doi) == (date(2023, 4, 30), date(2024, 5, 1))
    assert first.phones[0].number == "2065550146"
    assert first.covers[0].claim_no == "123456789"
    assert first.covers[0].limits == Limits(2_500_000)
    assert second.covers[0].limits == Limits(2_500_000, 5_000_000)
    assert first.address is not None
    assert first.address.zip == "02108"
    assert (first.line, second.line) == (2, 3)


def test_titles_in_merged_cells_and_blank_rows_stand_above_the_headings(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1"] = "Gold & Shah LLP: open cases"
        sheet.merge_cells("A1:F1")
        for column, value in enumerate(ROWS[0], start=2):
            sheet.cell(4, column, value)
        for column, value in enumerate(["Garcia, Maria", "13/45/25", None, None, None, None], start=2):
            sheet.cell(6, column, value)

    plan = plan_of(tmp_path, fill)
    assert plan.source.titles == ("Gold & Shah LLP: open cases",)
    assert plan.source.header_line == 4
    assert refusals(plan) == [(6, "DOL", "13/45/25")]


def test_days_counted_from_1904_are_the_days_they_mean_with_and_without_a_format(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        book.epoch = CALENDAR_MAC_1904
        put(sheet, [["Client", "DOL"], ["Roe, Jane", date(2024, 11, 3)], ["Poe, Ed", 44138], ["Doe, Al", "11/5/2024"]])

    assert [row.doi for row in plan_of(tmp_path, fill).rows] == [date(2024, 11, day) for day in (3, 4, 5)]


def test_cells_merged_downwards_stand_in_every_row_they_cover(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        put(sheet, [["Client", "DOL", "Carrier"], ["Roe, Jane", "5/1/2024", "USAA"], ["Poe, Ed", None, None],
                    [], ["Doe, Al", None, None], ["Kim, Bo", "6/1/2024", None]])  # fmt: skip
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("C5:C6")
        sheet.merge_cells("A9:C20")

    plan = plan_of(tmp_path, fill)
    assert clients(plan) == ["Roe, Jane", "Poe, Ed", "Doe, Al", "Kim, Bo"]
    assert [row.doi for row in plan.rows] == [date(2024, 5, 1), date(2024, 5, 1), None, date(2024, 6, 1)]
    assert [len(row.covers) for row in plan.rows] == [1, 1, 0, 0]


def test_the_sheet_that_looks_like_cases_is_chosen_and_another_may_be_named(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.title = "Dashboard"
        put(sheet, [["Total cases", 3], ["Updated", "Tuesday"]])
        put(book.create_sheet("Open Cases"), ROWS)
        closed = book.create_sheet("Closed")
        put(closed, [ROWS[0], ["Old, Al", date(2019, 1, 2), None, None, None, None]])

    plan = plan_of(tmp_path, fill)
    assert plan.source.sheet == "Open Cases"
    assert any("3 sheets" in note for note in plan.source.notes)
    assert any("Closed may hold cases too" in note for note in plan.source.notes)
    assert clients(understand(tmp_path / "book.xlsx", today=TODAY, sheet="closed")) == ["Old, Al"]
    with pytest.raises(FileRefusedError, match="Dashboard, Open Cases, Closed"):
        understand(tmp_path / "book.xlsx", today=TODAY, sheet="Nope")


def test_hidden_columns_rows_and_sheets_are_read_or_passed_over_in_words(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        put(sheet, ROWS)
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[3].hidden = True
        hidden = book.create_sheet("Backup")
        put(hidden, ROWS)
        hidden.sheet_state = "hidden"

    plan = plan_of(tmp_path, fill)
    assert plan.source.sheet == "Sheet"
    assert len(plan.rows) == 2
    assert "Hidden columns were read too: D." in plan.source.notes
    assert "Hidden or filtered rows were read too: 1." in plan.source.notes


def test_a_formula_saved_without_its_result_never_passes_for_an_empty_date(tmp_path: Path) -> None:
    rows = [*ROWS, ["Poe, Ed", "=DATE(2024,6,1)", None, None, None, None]]
    plan = plan_of(tmp_path, lambda _, sheet: put(sheet, rows))
    assert [(problem.line, problem.column) for problem in plan.refused] == [(4, "DOL")]
    assert "formula" in plan.refused[0].reason
    assert any("B4" in note for note in plan.source.notes)


def test_a_formula_with_its_result_is_read_as_the_result(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda _, sheet: put(sheet, [*ROWS, ["Poe, Ed", "=1+1", None, None, None, None]]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>45444</v>")
    assert b"45444" in sheet or b"<f>1+1</f><v />" in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>45444</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    plan = understand(path, today=TODAY)
    assert plan.rows[2].doi == date(2024, 6, 1)


def test_a_wrong_size_written_by_another_program_cuts_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda _, sheet: put(sheet, ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:F3"', b'ref="A1"')
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    assert len(understand(path, today=TODAY).rows) == 2


def test_the_kind_of_file_is_known_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda _, sheet: put(sheet, ROWS), "cases.csv")
    assert understand(path, today=TODAY).source.kind == "Excel workbook"


def test_text_formulas_and_markup_in_cells_stay_text(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        put(sheet, [["Client", "DOL", "Notes"]])
        sheet["A2"], sheet["B2"] = "Roe [/b], Jane", date(2024, 5, 1)
        sheet["C2"] = "=2+2"
        sheet["C2"].data_type = "s"

    plan = plan_of(tmp_path, fill)
    assert clients(plan) == ["Roe [/b], Jane"]
    assert plan.rows[0].notes == ("=2+2",)


def test_errors_of_excel_are_no_values(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        put(sheet, [["Client", "DOL", "Phone"], ["Roe, Jane", date(2024, 5, 1), "#N/A"], ["Poe, Ed", "#REF!", None]])

    plan = plan_of(tmp_path, fill)
    assert plan.rows[0].phones == ()
    assert refusals(plan) == [(3, "DOL", "#REF!")]


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(FileRefusedError, match="unpacks to 60 MB"):
        understand(path, today=TODAY)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda _, sheet: put(sheet, ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = bomb + parts["xl/workbook.xml"].split(b"?>", 1)[-1]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(FileRefusedError, match="cannot be read"):
        understand(path, today=TODAY)


@pytest.mark.parametrize(
    ("inside", "words"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", "binary Excel"), ("hello.txt", "not an Excel workbook")],
)
def test_other_zip_files_are_refused_in_words(tmp_path: Path, inside: str, words: str) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(FileRefusedError, match=words):
        understand(path, today=TODAY)


def test_a_missing_file_and_a_folder_are_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        understand(tmp_path / "none.csv", today=TODAY)
    with pytest.raises(FileRefusedError, match="folder"):
        understand(tmp_path, today=TODAY)


def test_values_become_text_as_one_would_type_them() -> None:
    values = [25000.0, 1234.5, 0.1 + 0.2, True, None, clock_time(9, 5), datetime(2024, 5, 1, 14, 30), 7]  # noqa: DTZ001
    assert [as_text(value) for value in values] == [
        "25000", "1234.5", "0.3", "TRUE", "", "09:05", "2024-05-01 14:30", "7",
    ]  # fmt: skip


def test_a_sheet_of_first_and_last_names_apart(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Last Name", "First Name", "Accident", "Year of birth"],
        ["Nguyễn", "Thị Ánh", date(2024, 5, 1), 1985],
        ["王", "小明", date(2024, 5, 2), 1990],
    ]
    plan = plan_of(tmp_path, lambda _, sheet: put(sheet, rows))
    assert fields(plan)["Accident"] == "date of incident"
    assert [(row.client.last, row.client.first) for row in plan.rows] == [("Nguyễn", "Thị Ánh"), ("王", "小明")]
    assert not plan.refused
