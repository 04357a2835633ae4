"""The documents of a case by their paths, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.exports.printing import open_file
from caseterm.queries.casefile_history import ActLine
from caseterm.queries.casefile_work import DocumentLine
from caseterm.rules import terms
from caseterm.rules.dates import paper_day, show_time
from caseterm.rules.terms import label
from caseterm.screens.client.section import RecordSection, Section, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class DocumentsSection(RecordSection):
    name = "documents"
    title = "Documents"
    one = "document"
    kind = "document"
    strip = 4
    empty = "No documents. a adds one by its path; the file stays where it is."
    hints = (("enter", "Open"), ("d", "Date"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, DocumentLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Date", 8),
            Column("kind", "Kind", 16),
            Column("title", "Title", 16, grow=True),
            Column("pages", "Pp", 4, "right", min_total=56),
            Column("state", "", 9),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_work.documents(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"document:{line.id}": line for line in found}
        return [Row(key, self._cells(line)) for key, line in self.lines.items()]

    def _cells(self, line: DocumentLine) -> dict[str, Cell]:
        role = "muted" if line.archived else ""
        return {
            "on": (month_day(line.dated or line.received_on, self.today, none="-"), role),
            "kind": (label(terms.DOCUMENT_KINDS, line.kind), role),
            "title": (line.title, role),
            "pages": (str(line.pages or ""), "muted"),
            "state": file_state(line.path),
        }

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        facts = [f"from {line.from_whom}" if line.from_whom else ""]
        facts.append(f"received {paper_day(line.received_on)}" if line.received_on else "")
        head: list[Cell] = [(line.title, "bold"), f"   {'   '.join(fact for fact in facts if fact)}"]
        return [head, [(line.path or "no path", "muted")], *paragraph(line.notes, width - 2)]

    def row_name(self, key: str) -> str:
        return self.lines[key].title

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        line = self.lines[key]
        return (line.path, f"path of {line.title}") if what == "address" and line.path else None

    # acts

    def open(self, key: str) -> None:
        """The file, by the program the platform has for it."""
        line = self.lines[key]
        if not line.path:
            self.desk.say(f"{line.title} has no path. e adds one.", role="warn")
        elif not found_file(line.path):
            self.desk.say(f"There is no file at {line.path}. e changes the path.", role="bad")
        else:
            self.desk.say(open_file(Path(line.path).expanduser()).words)

    def specs(self) -> list[FieldSpec]:
        return [
            FieldSpec("title", "Title", required=True),
            FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms.DOCUMENT_KINDS)),
            FieldSpec("path", "Path", hint="where the file is", width=50),
            FieldSpec("dated", "Dated", "date", prefer="past"),
            FieldSpec("received_on", "Received", "date", prefer="past"),
            FieldSpec("from_whom", "From"),
            FieldSpec("pages", "Pages", "number"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            words = f"Added document: {given['title']} {self.whose}"
            values = {**document_values(given), "case_id": self.case_id}
            return services.records.add_record(self.db, "document", values, label=words)

        self.desk.form("document", f"new:{self.case_id}", "New document", self.specs(), {"kind": "other"}, save)

    def edit(self, key: str) -> None:
        number = split_key(key)[1]
        row = queries.casefile_care.stored(self.db, "documents", number, days=("dated", "received_on"))

        def save(given: Given) -> ChangeSet:
            words = f"Changed document: {given['title']} {self.whose}"
            return services.records.edit_record(self.db, "document", number, document_values(given), label=words)

        self.desk.form("document", key, "Edit document", self.specs(), row, save)

    def set_date(self, keys: Sequence[str]) -> None:
        line = self.lines[keys[0]]

        def typed(day: Any) -> None:
            if day:
                words = f"Dated {line.title} {paper_day(day)} {self.whose}"
                self.desk.store(
                    lambda: services.records.edit_record(self.db, "document", line.id, {"dated": day}, label=words)
                )

        self.desk.prompt("Dated", typed, kind="date", value=line.dated, past=True)


def document_values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    days = {name: given[name] for name in ("dated", "received_on", "pages")}
    return {**texts(given, "title", "kind", "path", "from_whom", "notes"), **days}


def found_file(path: str) -> bool:
    """Whether a file stands at a path."""
    try:
        return Path(path).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        return False


def file_state(path: str) -> Cell:
    if not path:
        return ("no path", "muted")
    return "" if found_file(path) else ("missing !", "warn")


class HistorySection(Section):
    """Who changed what and when; nothing here can be changed."""

    name = "history"
    title = "History"
    one = "act"
    strip = 7
    empty = "Nothing was changed yet."
    hints = (("/", "Search"), ("enter", "Read"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, ActLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "When", 15),
            Column("who", "Who", 10, min_total=64),
            Column("what", "What", 20, grow=True),
        ]

    def rows(self) -> list[Row]:
        self.lines = {f"act:{line.id}": line for line in queries.casefile_history.history(self.db, self.case_id)}
        return [
            Row(
                key,
                {
                    "on": (f"{month_day(line.at.date(), self.today)} {show_time(line.at.time())}", "muted"),
                    "who": (line.actor.split("@")[0], "muted"),
                    "what": (line.label, "muted" if line.kind in ("undo", "redo") else ""),
                },
            )
            for key, line in self.lines.items()
        ]

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        when = f"{paper_day(line.at.date())} {show_time(line.at.time())}"
        lines: list[list[Cell]] = [[(part, "bold")] for part in wrap(line.label, width - 2)]
        lines.append([(f"{when} by {line.actor}", "muted")])
        told = queries.casefile_history.details(self.db, line.id, self.case_id)
        return lines + [[part] for text in told for part in wrap(text, width - 2)]

    def edit(self, key: str) -> None:
        self.desk.say("The history cannot be changed. u undoes the last act.")

    def open(self, key: str) -> None:
        """Read it whole."""
        self.desk.read_detail()
