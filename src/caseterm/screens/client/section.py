"""What every section of a case's file can do; each says how in a class of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from caseterm import services
from caseterm.rules.text import fold
from caseterm.widgets.painted import text_and_role
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk
    from caseterm.store.database import Database

Party = tuple[str, int | None, str]


class Section:
    """One section: its rows, the strip under them, and what the verbs mean on them.

    A row's key is "kind:id", so that rows of several tables can stand in one list.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    one: ClassVar[str] = "row"
    """What one row is called, in the sentences of the status row."""
    empty: ClassVar[str] = "Nothing here yet. a adds."
    strip: ClassVar[int] = 0
    """Lines of the strip under the rows; 0 for none."""
    marking: ClassVar[bool] = False
    unmarked: ClassVar[str] = "Marks work in Tasks, Appts, Requests, Specials, Liens and Attorney."
    """What is said of marks where rows take none."""
    hints: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys of this section's own, put first into the key bar."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # what is shown

    def columns(self, width: int) -> list[Column]:
        """The columns of a list that many cells wide."""
        return []

    def rows(self) -> list[Row]:
        """The rows, read anew."""
        return []

    def key_of(self, key: str) -> str | None:
        """The key of the row for a record, where the rows may have one."""
        return key

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        """The strip for the row under the cursor."""
        return []

    def searched(self, row: Row) -> str:
        """The text in which / looks for words."""
        return fold(" ".join(text_and_role(cell)[0] for cell in row.cells.values()))

    def found(self, search: str) -> tuple[list[Row], int]:
        """The rows with all the words of a search, and how many there are without it."""
        rows = self.rows()
        total = sum(map(self.counts, rows))
        words = fold(search).split()
        if not words:
            return rows, total
        return [row for row in rows if row.kind == "row" and all(w in self.searched(row) for w in words)], total

    def counts(self, row: Row) -> bool:
        """Whether a row is one of what the title counts."""
        return row.kind == "row"

    # shorthand

    @property
    def db(self) -> Database:
        return self.desk.db

    @property
    def case_id(self) -> int:
        return self.desk.case_id

    @property
    def today(self) -> date:
        return self.desk.program.today

    @property
    def whose(self) -> str:
        """The client's name in brackets, for the words of an act."""
        return f"({self.desk.head.client})" if self.desk.head else ""

    def refuse(self, verb: str) -> None:
        """Say that a verb has no meaning here, and which sections have it."""
        self.desk.say(f"{verb} means nothing in {self.title}.")

    # verbs; keys are those of the marked rows, else of the row under the cursor

    def add(self) -> None:
        self.refuse("Add")

    def edit(self, key: str) -> None:
        self.refuse("Edit")

    def open(self, key: str) -> None:
        """Enter on a row."""
        self.edit(key)

    def done(self, keys: Sequence[str]) -> None:
        self.refuse("Done")

    def set_date(self, keys: Sequence[str]) -> None:
        self.refuse("A date")

    def set_status(self, keys: Sequence[str]) -> bool:
        """Choose a row's status; False where rows have none, and the case's stage is meant."""
        return False

    def waiting(self, keys: Sequence[str]) -> None:
        self.desk.say("Waiting on somebody is kept on a task. Go to Tasks with ].")

    def request(self, key: str, papers: str) -> None:
        self.desk.say(f"{papers.capitalize()} are requested on a provider's row. g R goes to Requests.")

    def request_rows(self, keys: Sequence[str], papers: str) -> None:
        self.request(keys[0], papers)

    def follow_up(self, keys: Sequence[str]) -> None:
        self.desk.say("What they said about a request is logged in Requests: g R.")

    def archive(self, keys: Sequence[str]) -> None:
        self.refuse("Archive")

    def restore(self, keys: Sequence[str]) -> None:
        self.refuse("Restore")

    def verify(self, key: str) -> None:
        self.refuse("Verify")

    def satisfy(self, key: str) -> None:
        self.refuse("Satisfy")

    def party(self, key: str | None) -> Party | None:
        """Whom a contact from this row is with: role, contact's id, name; None for the client."""
        return None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        """What y and a letter copy from this row, with the word for it; None to copy the case's own."""
        return None


class RecordSection(Section):
    """A section of plain rows of one kind, as services.records knows them."""

    kind: ClassVar[str] = ""

    def row_name(self, key: str) -> str:
        """What a row is called when it was put away."""
        return self.one

    def archive(self, keys: Sequence[str]) -> None:
        self._away(keys, services.records.archive_record, "Archived")

    def restore(self, keys: Sequence[str]) -> None:
        self._away(keys, services.records.restore_record, "Restored")

    def _away(self, keys: Sequence[str], act: Any, verb: str) -> None:
        if keys:
            kind, number = split_key(keys[0])
            words = f"{verb} {self.one}: {self.row_name(keys[0])} {self.whose}"
            self.desk.store(lambda: act(self.db, kind, number, label=words))


def split_key(key: str) -> tuple[str, int]:
    """The kind and the id in a row's key."""
    kind, _, number = key.partition(":")
    return kind, int(number)
