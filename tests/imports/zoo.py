"""Builds spreadsheets of every make for the tests and says what was understood."""

from datetime import date
from pathlib import Path
from typing import Any

from caseterm.imports.mapfile import MapFile
from caseterm.imports.plan import ImportPlan, understand

TODAY = date(2026, 11, 21)
FILES = Path(__file__).parent / "files"


def written(folder: Path, content: str | bytes, name: str = "cases.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def plan_of(folder: Path, content: str | bytes, name: str = "cases.csv", **options: Any) -> ImportPlan:
    """What would be imported from a file with this content."""
    return understand(written(folder, content, name), today=TODAY, **options)


def fields(plan: ImportPlan) -> dict[str, str]:
    """Heading to field, in words."""
    return {column.heading: column.target for column in plan.mapping.columns}


def clients(plan: ImportPlan) -> list[str]:
    """The clients that would be imported, "Last, First"."""
    return [row.client.listed for row in plan.rows]


def refusals(plan: ImportPlan) -> list[tuple[int, str, str]]:
    """Line, column and value of everything that cost a row."""
    return [(problem.line, problem.column, problem.value) for problem in plan.refused]


__all__ = ["FILES", "TODAY", "MapFile", "clients", "fields", "plan_of", "refusals", "written"]
