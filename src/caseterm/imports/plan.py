"""A whole file understood before anything is written: what would be taken, what not, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseterm.imports.delimited import Record
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.fields import Field
from caseterm.imports.mapfile import MapFile, mapfile_text
from caseterm.imports.mapping import FileMapping, has_name, propose
from caseterm.imports.reading import Source, Table, read_table
from caseterm.imports.repeats import Duplicate, goes_on, in_the_notes_of, with_what_repeats_say, without_repeats
from caseterm.imports.rows import RowReader
from caseterm.imports.tablerows import Skipped
from caseterm.rules.caserow import CaseRow, RowProblem
from caseterm.rules.counting import counted
from caseterm.rules.text import fold

PREVIEW = 5


@dataclass(frozen=True)
class ImportPlan:
    """Everything about a file before it is written.

    `rows` are the cases that would be written, `refused` the values that cost a row, `warnings` those that did not,
    `duplicates` the rows that repeat an earlier one (the certain ones are not among `rows`).
    """

    table: Table
    mapping: FileMapping
    rows: tuple[CaseRow, ...]
    refused: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...]
    duplicates: tuple[Duplicate, ...]
    today: date

    @property
    def source(self) -> Source:
        return self.table.source

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return self.table.skipped

    @property
    def preview(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The first rows as they stand in the file, with their lines."""
        width = len(self.table.headings)
        return tuple((row.line, tuple((*row.cells, *[""] * width)[:width])) for row in self.table.rows[:PREVIEW])

    @property
    def refused_lines(self) -> tuple[int, ...]:
        """The lines of the rows that were not taken."""
        return tuple(dict.fromkeys(problem.line for problem in self.refused))

    @property
    def repeated(self) -> tuple[Duplicate, ...]:
        """The rows left out because an earlier row is the same case."""
        return tuple(found for found in self.duplicates if found.certain)

    @property
    def summary(self) -> str:
        """What would happen, in one sentence."""
        parts = [f"{counted(len(self.rows), 'case')} can be taken"]
        if self.refused_lines:
            parts.append(f"{counted(len(self.refused_lines), 'row')} cannot")
        if self.repeated:
            parts.append(f"{counted(len(self.repeated), 'row')} repeated in the file")
        return ", ".join(parts) + "."

    def mapfile(self) -> str:
        """The mapping as a TOML file for the next time."""
        columns = {column.heading: column.field for column in self.mapping.columns}
        source = self.table.source
        return mapfile_text(columns, sheet=source.sheet if len(source.sheets) > 1 else "")


def understand(
    path: Path,
    *,
    today: date,
    mapping: MapFile | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    header_line: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImportPlan:
    """Read a spreadsheet file and say what an import of it would do; nothing is written.

    `progress` hears rows done and rows in all. Raises FileRefusedError, NotFoundError, PermissionDeniedError and
    StorageError in words for the user.
    """
    mapping = mapping or MapFile()
    table = read_table(
        path,
        sheet=sheet or mapping.sheet,
        encoding=encoding or mapping.encoding,
        header_line=header_line or mapping.header_line,
    )
    _refuse_strange_headings(table, mapping)
    return check(table, propose(table, today, mapping), today=today, progress=progress)


def check(
    table: Table, mapping: FileMapping, *, today: date, progress: Callable[[int, int], None] | None = None
) -> ImportPlan:
    """Read every row of a table by a mapping; used again when the user changes a column."""
    reader = RowReader(mapping, today, width=table.width)
    rows: list[CaseRow] = []
    problems: list[RowProblem] = []
    above: Record | None = None
    total = len(table.rows)
    for done, record in enumerate(table.rows):
        found = reader.read(record)
        if found.row is not None:
            rows.append(found.row)
            above = record
        elif found.nameless and goes_on(record, above, mapping.columns):
            rows[-1], found = in_the_notes_of(rows[-1], record, found.problems[0].column, mapping.columns)
            above = record
        else:
            above = None
        if found.problems:
            problems.extend(found.problems)
        if progress is not None and done % 500 == 0:
            progress(done, total)
    kept, duplicates = with_what_repeats_say(*without_repeats(rows), table.rows, mapping.columns)
    repeated = {found.line for found in duplicates if found.certain}
    return ImportPlan(
        table=table,
        mapping=mapping,
        rows=kept,
        refused=tuple(problem for problem in problems if problem.refused),
        warnings=tuple(problem for problem in problems if not problem.refused and problem.line not in repeated),
        duplicates=duplicates,
        today=today,
    )


def change_column(plan: ImportPlan, index: int, goal: Field | None) -> ImportPlan:
    """The plan with one column meaning something else."""
    return check(plan.table, plan.mapping.change(index, goal), today=plan.today)


def _refuse_strange_headings(table: Table, mapping: MapFile) -> None:
    """A mapping file none of whose headings is in the file was made for another one."""
    known = {fold(heading) for heading in table.headings}
    if mapping.columns and not known & set(mapping.columns):
        raise FileRefusedError(
            "None of the mapping file's columns is in this spreadsheet.",
            next_step="Use the mapping of this kind of file.",
        )


def can_name_clients(plan: ImportPlan) -> bool:
    """Whether some column names the client; without one no row can be taken."""
    return has_name(plan.mapping)
