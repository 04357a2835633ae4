"""The lists of the import screen as rows: columns, cases, what to look at, how the file was read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseterm.importing import FilePreview, source_lines
from caseterm.imports.mapping import Column as FileColumn
from caseterm.rules.caserow import CaseRow
from caseterm.rules.counting import counted
from caseterm.rules.phones import format_phone
from caseterm.rules.terms import CASE_TYPES, PHASES, label
from caseterm.widgets.painted import text_and_role
from caseterm.widgets.rowlist import Cell, Column, Row
from caseterm.widgets.wrapping import wrapped

FILE_WIDTH = 74
"""Cells of a line on how the file was read; what is longer goes on below."""


@dataclass(frozen=True)
class Pane:
    """One list: its key and name, how many rows, its columns and rows, and the line below for one of them."""

    key: str
    label: str
    columns: Sequence[Column]
    rows: Callable[[FilePreview], list[Row]]
    detail: Callable[[FilePreview, int], str]
    count: Callable[[FilePreview], int | None]
    empty: str


@dataclass(frozen=True)
class Remark:
    """Something to look at: the line of the file, what becomes of the row, where, what and why."""

    line: int
    fate: str
    column: str
    value: str
    reason: str

    @property
    def role(self) -> str:
        return {"not taken": "bad", "look at": "warn"}.get(self.fate, "muted")


def pane_rows(pane: Pane, preview: FilePreview) -> tuple[Sequence[Column], list[Row]]:
    """The columns and rows of a list."""
    return pane.columns, pane.rows(preview)


def said_of(preview: FilePreview) -> str:
    """How the file was read, in one line."""
    source = preview.plan.source
    parts = [source.kind if source.kind != "text" else "", source.encoding, source.delimiter]
    if source.sheet:
        parts.append(f"sheet {source.sheet}")
    parts.append(f"headings on line {source.header_line}" if source.header_line else "no headings found")
    notes = len(source.notes) + len(preview.plan.mapping.notes)
    if notes:
        parts.append(f"{counted(notes, 'note')} under File")
    return ", ".join(part for part in parts if part)


def remarks(preview: FilePreview) -> list[Remark]:
    """Every row that is not taken, then what is taken and should be looked at, then lines that are no cases."""
    plan = preview.plan
    found = [Remark(item.line, "not taken", item.column, item.value, item.reason) for item in plan.refused]
    found += [
        Remark(item.line, "not taken", "whole row", item.client, f"{item.why} as {item.where}")
        for item in plan.duplicates
        if item.certain
    ]
    found += [
        Remark(item.line, "not taken", "whole row", item.client, f"{item.why} as {item.number} in the record")
        for item in preview.known
        if item.certain
    ]
    found.sort(key=lambda remark: remark.line)
    doubts = [Remark(item.line, "look at", item.column, item.value, item.reason) for item in plan.warnings]
    doubts += [
        Remark(item.line, "look at", "whole row", item.client, f"{item.why} (line {item.of_line})")
        for item in plan.duplicates
        if not item.certain
    ]
    doubts += [
        Remark(item.line, "look at", "whole row", item.client, f"{item.why} ({item.number} in the record)")
        for item in preview.known
        if not item.certain
    ]
    doubts.sort(key=lambda remark: remark.line)
    passed = [Remark(item.line, "passed over", "whole row", item.text, item.why) for item in plan.skipped]
    return [*found, *doubts, *passed]


def _column_rows(preview: FilePreview) -> list[Row]:
    return [
        Row(
            column.index,
            {
                "heading": column.heading,
                "goal": (column.target, "muted" if column.field is None else ""),
                "sure": _sureness(column),
                "sample": (column.samples[0].replace("\n", " ") if column.samples else "", "muted"),
            },
        )
        for column in preview.plan.mapping.columns
    ]


def _sureness(column: FileColumn) -> Cell:
    if column.field is None:
        return ("", "muted")
    return ("sure", "good") if column.sure else ("check", "warn")


def _column_detail(preview: FilePreview, key: int) -> str:
    column = preview.plan.mapping.columns[key]
    share = f"{column.filled:,} of {len(preview.plan.table.rows):,} filled"
    return f"{column.reason}; {share}"


def _case_rows(preview: FilePreview) -> list[Row]:
    return [
        Row(
            place,
            {
                "line": (str(row.line), "muted"),
                "client": row.client.listed,
                "doi": f"{row.doi:%m/%d/%Y}" if row.doi else ("no DOI", "warn"),
                "type": label(CASE_TYPES, row.case_type),
                "phase": label(PHASES, row.phase),
                "claim": (_claim(row), "muted"),
            },
        )
        for place, row in enumerate(preview.rows)
    ]


def _claim(row: CaseRow) -> str:
    return next((f"{cover.insurer} {cover.claim_no}".strip() for cover in row.covers if cover.insurer), "")


def _case_detail(preview: FilePreview, key: int) -> str:
    row = preview.rows[key]
    parts = [row.number, *(format_phone(phone.number, phone.ext) for phone in row.phones[:2])]
    if row.sol:
        parts.append(f"SOL {row.sol:%m/%d/%Y} not verified")
    if row.leftovers:
        parts.append("to the notes: " + ", ".join(heading for heading, _ in row.leftovers))
    return "  ".join(part for part in parts if part)


def _remark_rows(preview: FilePreview) -> list[Row]:
    return [
        Row(
            place,
            {
                "line": (str(remark.line), "muted"),
                "fate": (remark.fate, remark.role),
                "where": remark.column,
                "value": remark.value.replace("\n", " "),
                "reason": (remark.reason, "muted"),
            },
        )
        for place, remark in enumerate(remarks(preview))
    ]


def _remark_detail(preview: FilePreview, key: int) -> str:
    return remarks(preview)[key].reason


def _file_rows(preview: FilePreview) -> list[Row]:
    lines = [part for line in source_lines(preview) for part in wrapped([line], FILE_WIDTH)]
    return [Row(place, {"text": "".join(text_and_role(cell)[0] for cell in line)}) for place, line in enumerate(lines)]


def _file_detail(preview: FilePreview, key: int) -> str:
    return "s another sheet, n another encoding, f another file"


PANES = (
    Pane(
        "c",
        "Columns",
        (
            Column("heading", "Column", 20, grow=True),
            Column("goal", "Goes to", 25),
            Column("sure", "", 5),
            Column("sample", "First value", 16, grow=True),
        ),
        _column_rows,
        _column_detail,
        lambda preview: len(preview.plan.mapping.columns),
        "The file has no columns.",
    ),
    Pane(
        "r",
        "Cases",
        (
            Column("line", "Line", 5, align="right"),
            Column("client", "Client", 22, grow=True),
            Column("doi", "DOI", 10),
            Column("type", "Type", 14),
            Column("phase", "Phase", 13),
            Column("claim", "Insurer, claim", 24, grow=True, min_total=100),
        ),
        _case_rows,
        _case_detail,
        lambda preview: len(preview.rows),
        "No row of this file can be taken. p shows why, c the columns.",
    ),
    Pane(
        "p",
        "To look at",
        (
            Column("line", "Line", 5, align="right"),
            Column("fate", "", 11),
            Column("where", "Column", 14),
            Column("value", "Value", 16, grow=True),
            Column("reason", "Why", 24, grow=True),
        ),
        _remark_rows,
        _remark_detail,
        lambda preview: len(remarks(preview)),
        "Every row was taken and nothing is in doubt.",
    ),
    Pane("i", "File", (Column("text", "", 40, grow=True),), _file_rows, _file_detail, lambda _: None, ""),
)
