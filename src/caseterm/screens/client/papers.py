"""The documents of a case by their paths, and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError
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
    from caseterm.services.documents import Look


class DocumentsSection(RecordSection):
    name = "documents"
    title = "Documents"
    one = "document"
    kind = "document"
    strip = 4
    empty = "No documents. a adds one by its path; the file stays where it is."
    hints = (("enter", "Open"), ("x", "Check"), ("d", "Date"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, DocumentLine] = {}

    def print_disclosures(self) -> None:
        """What was disclosed of the case, in the preview."""
        from caseterm import disclosing
        from caseterm.screens.sheetpreview import SheetPreview

        self.desk.app.push_screen(SheetPreview(disclosing.disclosures(self.case_id)))

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
            "state": file_state(line.path, line.file_size),
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
            values = {**document_values(given), "case_id": self.case_id}
            words = f"Added document: {given['title']} {self.whose}{unfound(values['path'])}"
            changes = services.records.add_record(self.db, "document", values, label=words)
            self.note_large(changes.first_added("documents"), values["path"])
            return changes

        self.desk.form("document", f"new:{self.case_id}", "New document", self.specs(), {"kind": "other"}, save)

    def edit(self, key: str) -> None:
        number = split_key(key)[1]
        row = queries.casefile_care.stored(self.db, "documents", number, days=("dated", "received_on"))

        def save(given: Given) -> ChangeSet:
            values = document_values(given)
            words = f"Changed document: {given['title']} {self.whose}{unfound(values['path'])}"
            changes = services.records.edit_record(self.db, "document", number, values, label=words)
            if values["path"] != row["path"]:
                self.note_large(number, values["path"])
            return changes

        self.desk.form("document", key, "Edit document", self.specs(), row, save)

    def note_large(self, number: int | None, path: str) -> None:
        """A large file is noted once it is read, in a thread; a small one was noted with its path."""
        if number is not None and services.documents.is_large(path):
            self._look(number, self._take)

    def done(self, keys: Sequence[str]) -> None:
        """Look whether the file is still what was noted; where it is not, ask whether it is right as it is."""
        line = self.lines[keys[0]]
        if line.path:
            self.desk.say(f"Reading the file of {line.title}...")
            self._look(line.id, self._looked)
        else:
            self.desk.say(f"{line.title} has no path. e adds one.", role="warn")

    def _look(self, number: int, then: Callable[[Look], None]) -> None:
        app, db = self.desk.app, self.db

        def run() -> None:
            try:
                look = services.documents.look_again(db, number)
            except CaseTermError as problem:
                app.call_from_thread(self.desk.program.report, problem)
            else:
                app.call_from_thread(then, look)

        self.desk.run_worker(run, thread=True, exit_on_error=False, group="files")

    def _take(self, look: Look) -> None:
        if look.now is not None:
            self.desk.store(lambda: services.documents.accept(self.db, look))

    def _looked(self, look: Look) -> None:
        from caseterm.screens.dialogs.confirm import KeyConfirm

        self.desk.say(look.words, role="" if look.standing in ("as noted", "not noted") else "warn")
        if look.standing == "not noted":
            self._take(look)
        elif look.standing == "changed":

            def answered(answer: Any) -> None:
                if answer == "y":
                    self._take(look)

            choices = [("y", "It is right as it is now: note that", "y"), ("n", "Leave the warning", "n")]
            self.desk.app.push_screen(KeyConfirm(look.words, choices), answered)

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


def file_state(path: str, noted: int | None) -> Cell:
    """What the list says of a file without reading it: gone, or of another size than noted."""
    if not path:
        return ("no path", "muted")
    try:
        size = Path(path).expanduser().stat().st_size
    except (OSError, ValueError, RuntimeError):
        return ("missing !", "warn")
    return ("changed !", "warn") if noted is not None and size != noted else ""


def unfound(path: str) -> str:
    """What an act's words say where there is no file at a path."""
    return "; no file at its path" if path and not found_file(path) else ""


class HistorySection(Section):
    """Who changed what and when; nothing here can be changed."""

    name = "history"
    title = "History"
    one = "act"
    strip = 7
    empty = "Nothing was changed yet."
    hints = (("/", "Search"), ("enter", "Read"), ("g y", "Filter, print"))

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
                    "what": (f"{'[undone] ' * line.undone}{line.label}", "muted" * (line.kind != "do" or line.undone)),
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
