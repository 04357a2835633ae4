"""Whatever stands in a cell: no crash, no loss, nothing that can act on a terminal."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm.errors import CaseTermError
from caseterm.imports import delimited, reading, tablerows
from caseterm.imports.mapfile import read_mapfile
from caseterm.imports.plan import understand
from caseterm.rules.text import clean_input, fold, show
from tests.imports.zoo import TODAY, plan_of

NASTY = [
    "Roe [bold]v.[/] Doe", "[/x]", "[@click=app.quit]x[/]", "A\x00B", "A\x1b[2JB", "A\x1b]52;c;UFdO\x07B", "A\x9bB",
    "inv\u202eoice", "Jo\u200bhn", "日本語の名前", "👩‍👩‍👧‍👦 family", "Z" + "\u0301" * 60, "A\udfffB", "L" * 5000,
    "'; DROP TABLE cases;--", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1", "＝1",
    "../../etc/passwd", "{{7*7}}", "%(x)s %s %n", "NaN", "1e309", "٣", "١٢/٣/٢٠٢٦", "0001-01-01", "Null", "None",
    "Doe (minor), by & through Roe", "  ", "\u3000x\u3000", 'a,b;c"d', "line\nline\n", '"', "\\", "ﷺ", "İpek",
    "e\u0301",
]  # fmt: skip
FIELDS = re.split(
    r"\|",
    "client name|last name|date of birth|phone|email|address|zip|case number|case type|phase|status|date of incident|"
    "incident description|state|opened on|insurer|claim number|insurer and claim number|policy limits|adjuster|"
    "adjuster phone|statute of limitations|last contact|next appointment|provider|injuries|language|interpreter needed|"
    "medicare|ssn (last four kept)|defendant|notes|kept in notes",
)


def _safe(text: str) -> bool:
    return all(unicodedata.category(char) not in ("Cc", "Cs") or char == "\n" for char in text)


@pytest.mark.parametrize("field", FIELDS)
def test_every_nasty_value_in_every_field_is_taken_kept_or_refused_in_words(tmp_path: Path, field: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    headings = ["Who", "When", "What"] if field != "client name" else ["Who ", "When", "What"]
    writer.writerow(headings)
    for number, value in enumerate(NASTY):
        writer.writerow([f"Person{chr(97 + number % 26)}{chr(97 + number // 26)}", "5/1/2024", value])
    kept = tmp_path / "columns.toml"
    who = "first name" if field in ("client name", "last name") else "last name"
    kept.write_text(f'[columns]\n"Who" = "{who}"\n"When" = "signed on"\n"What" = "{field}"\n', encoding="utf-8")
    data = out.getvalue().encode("utf-8", "surrogatepass")
    plan = plan_of(tmp_path, data, mapping=read_mapfile(kept))
    lines = {row.line for row in plan.rows} | set(plan.refused_lines) | {found.line for found in plan.repeated}
    assert len(lines | {item.line for item in plan.skipped}) == len(plan.table.rows) + len(plan.skipped)
    for row in plan.rows:
        assert _safe(row.client.full)
        assert all(_safe(text) for _, text in row.leftovers)
        assert all(_safe(note) for note in row.notes)
    for problem in (*plan.refused, *plan.warnings):
        assert problem.reason
        assert problem.line > 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_are_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(data)
    try:
        plan = understand(path, today=TODAY)
    except CaseTermError as problem:
        said = problem.title
    else:
        said = plan.summary
    assert said


_CELL = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=25)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=6))
def test_no_text_of_an_accepted_row_is_lost(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Last Name", "DOI", "Remarks", "Zebra count"])
    for number, (one, two) in enumerate(cells):
        writer.writerow([f"Roe{number}", "5/1/2024", one, two])
    plan = plan_of(tmp_path, out.getvalue().encode())
    if any("encoded twice" in note for note in plan.source.notes):  # Ã³ was turned back into ó, and is said to be
        return
    for row in plan.rows:
        one, two = cells[int(row.client.last[3:])]
        kept = " ".join((*row.notes, *(text for _, text in row.leftovers), *(item.text for item in plan.skipped)))
        for value in (one, two):
            assert clean_input(value, multiline=True) in kept or _taken_elsewhere(row, value)


def _taken_elsewhere(row: object, value: str) -> bool:
    """A value a field has taken (a telephone, a date) stands in the row in the field's own form."""
    held = fold(repr(row))
    return all(char in held for char in fold(value) if char != " ")


def test_what_the_report_shows_can_not_reach_the_terminal_as_a_command(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, b'Client,DOI\n"Roe \x1b[31m\x9b, J",5/1/2024\n"Poe, E",\x1b]0;x\x07\n')
    for problem in (*plan.refused, *plan.warnings):
        assert _safe(show(str(problem)))
    assert plan.rows[0].client.full.isprintable()


def test_a_file_too_large_for_the_memory_is_refused_in_words_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"Client,DOI\n" + b"Roe Jane,1/2/2026\n" * 100)
    monkeypatch.setattr(tablerows, "MAX_CELLS", 199)
    with pytest.raises(CaseTermError, match="more than 199 cells"):
        reading.read_table(path)
    path.write_bytes(b"Client,DOI\nRoe Jane,1/2/2026\n" + b"\n" * 2000)
    monkeypatch.setattr(tablerows, "MAX_LINES", 1000)
    with pytest.raises(CaseTermError, match="more than 1,000 lines"):
        reading.read_table(path)
    with path.open("ab") as file:
        file.truncate(reading.MAX_TEXT + 1)
    with pytest.raises(CaseTermError, match="at most 16 MB are read"):
        reading.read_table(path)


def test_a_line_of_too_many_cells_and_a_record_without_an_end_are_refused_by_their_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 100)
    monkeypatch.setattr(delimited, "CELL_LIMIT", 6000)
    wide = "Client,DOI\n" + "," * (delimited.MOST_CELLS + 1)
    with pytest.raises(CaseTermError, match="Line 2 has more in it"):
        list(delimited.read_records(wide, ","))
    endless = 'a,b\n"x\ny",1\n' + 'x,"\n",' * 1001
    with pytest.raises(CaseTermError, match="Line 4 has more in it"):
        list(delimited.read_records(endless, ","))


@given(st.lists(st.sampled_from(["a", "b c", ",", '"', '""', "\n", "\r\n", "\r", "é"]), max_size=40))
def test_records_are_those_of_the_csv_module_and_stand_on_the_lines_they_name(parts: list[str]) -> None:
    text = "".join(parts)
    if text.count('"') % 2:
        return
    records = list(delimited.read_records(text, ","))
    lines = list(io.StringIO(text, newline=""))
    assert [record.line for record in records] == sorted({record.line for record in records})
    assert all(record.line <= len(lines) for record in records)
    if not any(record.fault for record in records):
        assert [record.cells for record in records] == list(csv.reader(io.StringIO(text, newline="")))
