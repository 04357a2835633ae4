"""A spreadsheet's way into the record, put together for the command line and the import screen.

Nothing is written until `import_preview`; everything before it only reads.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caseterm.changes import ChangeSet
from caseterm.imports.fields import Field
from caseterm.imports.mapfile import read_mapfile
from caseterm.imports.plan import ImportPlan, change_column, understand
from caseterm.rules.caserow import CaseRow
from caseterm.rules.counting import counted
from caseterm.rules.terms import CASE_TYPES, PHASES, label
from caseterm.rules.text import show

if TYPE_CHECKING:
    from caseterm.queries.knowncases import Known
    from caseterm.rules.billrows import Taken
    from caseterm.store.database import Database

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FilePreview:
    """A file understood and compared with the record: `rows` are what an import would write."""

    plan: ImportPlan
    known: "tuple[Known, ...]"

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """The rows that would be written."""
        there = {found.line for found in self.known if found.certain}
        return tuple(row for row in self.plan.rows if row.line not in there)

    @property
    def not_taken(self) -> int:
        """How many rows of the file would not be written, for whatever reason."""
        return len(self.plan.table.rows) - len(self.rows)

    @property
    def summary(self) -> str:
        """What an import would do, in one sentence."""
        parts = [f"{counted(len(self.rows), 'case')} to import"]
        for number, words in (
            (len(self.plan.refused_lines), "cannot be read"),
            (len(self.plan.repeated), "repeated in the file"),
            (sum(found.certain for found in self.known), "already in the record"),
        ):
            if number:
                parts.append(f"{counted(number, 'row')} {words}")
        return ", ".join(parts) + "."


def preview_file(
    db: "Database",
    path: Path,
    *,
    map_path: Path | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    header_line: int | None = None,
    progress: Progress | None = None,
) -> FilePreview:
    """Read a spreadsheet and say what an import would do. Nothing is written.

    `progress` hears rows read and rows in all. Raises CaseTermError in words: no such file, not a spreadsheet, no
    such sheet, a mapping file that does not fit.
    """
    with _uncollected():
        plan = understand(
            path,
            today=db.clock.today(),
            mapping=read_mapfile(map_path) if map_path else None,
            sheet=sheet,
            encoding=encoding,
            header_line=header_line,
            progress=progress,
        )
        return compared(db, plan)


def compared(db: "Database", plan: ImportPlan) -> FilePreview:
    """A plan beside the record."""
    from caseterm.queries.knowncases import find_known

    return FilePreview(plan, find_known(db, plan.rows))


def with_column(db: "Database", preview: FilePreview, index: int, goal: Field | None) -> FilePreview:
    """The preview with one column sent elsewhere (None: kept in the notes)."""
    with _uncollected():
        return compared(db, change_column(preview.plan, index, goal))


def import_preview(db: "Database", preview: FilePreview, *, progress: Progress | None = None) -> ChangeSet:
    """Write what the preview shows, as one act that one undo removes, after a backup.

    Raises ConflictError when nothing is left to write, ReadOnlyError, StorageError; then nothing was written.
    """
    from caseterm.services.backups import back_up_before
    from caseterm.services.importing import import_cases

    back_up_before(db, "before-import")
    with _uncollected():
        return import_cases(
            db,
            preview.rows,
            file_name=preview.plan.source.name,
            refused=preview.not_taken,
            progress=progress,
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing of the hundred thousand rows an import makes is garbage; looking for some took a quarter of its time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def save_mapping(preview: FilePreview, beside: Path) -> Path:
    """Write the mapping as TOML beside the spreadsheet, never over a file; where it is. Raises StorageError."""
    from caseterm.exports.files import save

    return save(preview.plan.mapfile().encode(), beside.with_name(f"{beside.stem}-columns.toml"))


def source_lines(preview: FilePreview) -> list[str]:
    """How the file was read: kind, encoding, sheet, where the headings stand, what was passed over."""
    source, table = preview.plan.source, preview.plan.table
    lines = [f"File: {show(source.name)}, {source.kind}"]
    if source.encoding:
        lines.append(f"Encoding: {source.encoding} ({source.encoding_why})")
    if source.delimiter:
        lines.append(f"Separator: {source.delimiter}")
    if source.sheet:
        lines.append(f"Sheet: {show(source.sheet)}")
    lines.append(f"Headings: line {source.header_line}" if table.has_heading else "Headings: none found")
    lines += [f"Title: {show(title)}" for title in source.titles]
    lines += [f"Note: {show(note)}" for note in (*source.notes, *preview.plan.mapping.notes)]
    return lines


def mapping_lines(preview: FilePreview) -> list[str]:
    """One line a column: heading, field, how sure, why."""
    columns = preview.plan.mapping.columns
    wide = min(max((len(show(column.heading)) for column in columns), default=0), 28)
    return [
        f"{show(column.heading)[:wide]:<{wide}}  -> {column.target:<28} "
        f"{'sure ' if column.sure else 'check'}  {show(column.reason)}"
        for column in columns
    ]


def row_lines(preview: FilePreview) -> list[str]:
    """The first cases as they would be written, one a line."""
    return [case_line(row) for row in preview.rows[:5]]


def case_line(row: CaseRow) -> str:
    """A case of the file in one line: who, what, when, with whom."""
    insurer = next((f"{cover.insurer} {cover.claim_no}".strip() for cover in row.covers if cover.insurer), "")
    parts = [
        row.number,
        row.client.listed,
        f"DOI {row.doi:%m/%d/%Y}" if row.doi else "no DOI",
        label(CASE_TYPES, row.case_type),
        label(PHASES, row.phase),
        insurer,
    ]
    return show(f"line {row.line}: " + ", ".join(part for part in parts if part))


def problem_lines(preview: FilePreview) -> list[str]:
    """Every row that is not taken and every value that is only kept as text: line, column, value, reason."""
    plan = preview.plan
    lines = [f"not taken: {show(str(problem))}" for problem in plan.refused]
    lines += [
        f"not taken: line {found.line}: {found.why} as {found.where} ({show(found.client)})"
        for found in plan.duplicates
        if found.certain
    ]
    lines += [f"not taken: {show(str(found))}" for found in preview.known if found.certain]
    lines += [f"passed over: line {item.line}: {show(item.text)}: {item.why}" for item in plan.skipped]
    lines += [
        f"look at: line {found.line}: {found.why} as line {found.of_line} ({show(found.client)})"
        for found in plan.duplicates
        if not found.certain
    ]
    lines += [f"look at: {show(str(found))}" for found in preview.known if not found.certain]
    lines += [f"look at: {show(str(problem))}" for problem in plan.warnings]
    return lines


def conflict_lines(db: "Database", changes: ChangeSet, *, most: int = 20) -> list[str]:
    """What the conflict checks of an import found, a case with its lines; the rest is on each case."""
    from caseterm.queries.conflicts import of_act

    found = of_act(db, changes.act_id)
    lines: list[str] = []
    for each in found[:most]:
        lines.append(show(f"{each.number} {each.client}"))
        lines += [f"  {show(line)}" for line in each.lines]
    if len(found) > most:
        lines.append(f"and {len(found) - most:,} more; each case has its own under Attorney")
    return lines


def report_lines(preview: FilePreview) -> list[str]:
    """The whole preview as text, for the command line."""
    blocks = (
        ("", source_lines(preview)),
        ("Columns", mapping_lines(preview)),
        ("First cases", row_lines(preview)),
        ("Rows and values to look at", problem_lines(preview)),
    )
    lines: list[str] = []
    for title, block in blocks:
        if block:
            lines += ["", title] if title else []
            lines += block
    return [*lines, "", preview.summary]


def as_json(preview: FilePreview) -> dict[str, object]:
    """The preview as plain values, for `--json`."""
    plan = preview.plan
    return {
        "file": plan.source.name,
        "kind": plan.source.kind,
        "encoding": plan.source.encoding,
        "sheet": plan.source.sheet,
        "header_line": plan.source.header_line,
        "notes": [*plan.source.notes, *plan.mapping.notes],
        "columns": [
            {
                "heading": column.heading,
                "field": column.target,
                "confidence": column.confidence,
                "reason": column.reason,
            }
            for column in plan.mapping.columns
        ],
        "cases": len(preview.rows),
        "refused": [
            {"line": item.line, "column": item.column, "value": item.value, "reason": item.reason}
            for item in plan.refused
        ],
        "kept_as_text": [
            {"line": item.line, "column": item.column, "value": item.value, "reason": item.reason}
            for item in plan.warnings
        ],
        "duplicates_in_file": [
            {"line": item.line, "of_line": item.of_line, "why": item.why, "left_out": item.certain}
            for item in plan.duplicates
        ],
        "already_in_record": [
            {"line": item.line, "number": item.number, "why": item.why, "left_out": item.certain}
            for item in preview.known
        ],
        "passed_over": [{"line": item.line, "text": item.text, "why": item.why} for item in plan.skipped],
        "summary": preview.summary,
    }


def read_bill_list(path: Path) -> "Taken":
    """The rows of a provider's bill list, CSV or workbook, under the columns of the bills. Raises CaseTermError."""
    from caseterm.imports.reading import read_table
    from caseterm.rules.billrows import take_rows

    table = read_table(path)
    rows = [record.cells for record in table.rows]
    return take_rows([list(table.headings), *rows] if table.has_heading else rows)


__all__ = [
    "FilePreview",
    "as_json",
    "case_line",
    "compared",
    "conflict_lines",
    "import_preview",
    "mapping_lines",
    "preview_file",
    "problem_lines",
    "read_bill_list",
    "report_lines",
    "row_lines",
    "save_mapping",
    "source_lines",
    "with_column",
]
