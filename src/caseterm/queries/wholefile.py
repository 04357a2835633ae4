"""A case's file as it is opened: each part is read once, and stands for as long as nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from caseterm import queries
from caseterm.rules.attention import CaseFacts
from caseterm.store.database import Database

if TYPE_CHECKING:
    from caseterm.queries.casefile import CaseHead
    from caseterm.queries.casefile_care import AppointmentLine, ProviderLine
    from caseterm.queries.casefile_cover import CoverageLine
    from caseterm.queries.casefile_work import DeadlineLine, TalkLine, TaskLine
    from caseterm.queries.sectioncounts import Count
    from caseterm.rules.attention_reason import Reason
    from caseterm.rules.complexity import Complexity

LATELY = 40
"""So much of the newest talk is read with a file."""
JUDGED = ("open", "on_hold")


class WholeFile:
    """What the client screen shows of a case beside the rows of the section in view."""

    def __init__(self, db: Database, case_id: int) -> None:
        self.db = db
        self.case_id = case_id

    @cached_property
    def head(self) -> CaseHead | None:
        """The head of the case; None when there is no such case."""
        return queries.casefile.head(self.db, self.case_id)

    @cached_property
    def facts(self) -> CaseFacts | None:
        """What attention looks at; None when there is no such case."""
        return queries.casefile.facts(self.db, self.case_id)

    @cached_property
    def reasons(self) -> Sequence[tuple[Reason, str]]:
        """Why the case calls for her today, the gravest first, each with its words."""
        return queries.casefile.worded(self.facts, self.db.clock.today()) if self.facts is not None else ()

    @cached_property
    def complexity(self) -> Sequence[Complexity]:
        """What makes it complex."""
        return queries.complexity.of_case(self.db, self.case_id, self.facts.care) if self.facts is not None else ()

    @cached_property
    def providers(self) -> Sequence[ProviderLine]:
        return queries.casefile_care.providers(self.db, self.case_id)

    @cached_property
    def counts(self) -> Mapping[str, Count]:
        """How much stands in each section."""
        return queries.sectioncounts.counts(self.db, self.case_id, self.providers)

    @cached_property
    def tasks(self) -> Sequence[TaskLine]:
        """The open ones."""
        return queries.casefile_work.tasks(self.db, self.case_id, open_only=True)

    @cached_property
    def appointments(self) -> Sequence[AppointmentLine]:
        """Those ahead."""
        return queries.casefile_care.appointments(self.db, self.case_id, ahead_only=True)

    @cached_property
    def talk(self) -> Sequence[TalkLine]:
        """The newest notes and entries of the contact log."""
        return queries.casefile_work.talk(self.db, self.case_id, most=LATELY)

    @cached_property
    def coverages(self) -> Sequence[CoverageLine]:
        return queries.casefile_cover.coverages(self.db, self.case_id)

    @cached_property
    def deadlines(self) -> Sequence[DeadlineLine]:
        return queries.casefile_work.deadlines(self.db, self.case_id)

    def read(self) -> None:
        """Read all of it, for a case that she may open next."""
        if self.head is None:
            return
        judged = ("reasons", "complexity") if self.head.status in JUDGED else ()
        for part in ("counts", "tasks", "appointments", "talk", "coverages", "deadlines", *judged):
            getattr(self, part)


class Files:
    """The file read last, given again until something is written or the day is another."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: tuple[int, object, date] | None = None
        self._file = WholeFile(db, 0)

    def of(self, case_id: int) -> WholeFile:
        """The file of a case as it is in the database now."""
        known = (case_id, self._db.version, self._db.clock.today())
        if known != self._known:
            self._known, self._file = known, WholeFile(self._db, case_id)
        return self._file
