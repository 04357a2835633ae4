"""The deadlines of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_work import DeadlineLine
from caseterm.queries.deadlines import DeadlineCard
from caseterm.rules import terms
from caseterm.rules.dates import paper_day, short_day
from caseterm.rules.terms import label
from caseterm.screens.base import BaseScreen
from caseterm.screens.client.section import RecordSection, split_key
from caseterm.screens.client.words import days_left, month_day, paragraph
from caseterm.screens.deadline_asks import ask_dismiss, ask_satisfy, ask_tolling, ask_verify
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, anchors, choices, texts
from caseterm.screens.tasks.deadline_card import tolling_words
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import width_of, wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class DeadlinesSection(RecordSection):
    name = "deadlines"
    title = "Deadlines"
    one = "deadline"
    kind = "deadline"
    strip = 6
    empty = "No deadline. a adds one; m l computes the limitation date; m k takes one from a rule."
    hints = (("m", "Verify, satisfy"), ("d", "Date"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, DeadlineLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("name", "Deadline", 14, grow=True),
            Column("due", "Due", 8),
            Column("file", "File by", 8, min_total=64),
            Column("left", "Left", 11),
            Column("state", "Checked", 14, min_total=46),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_work.deadlines(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"deadline:{line.id}": line for line in found}
        return [Row(key, self._cells(line)) for key, line in self.lines.items()]

    def _cells(self, line: DeadlineLine) -> dict[str, Cell]:
        faint = "muted" if line.satisfied_on or line.archived else ""
        left: Cell = ("met", "muted") if line.satisfied_on else days_left(line.first_day, self.today)
        checked: Cell = "verified" if line.verified_on else ("? not verified", "warn")
        if line.satisfied_on:
            checked = (f"met {month_day(line.satisfied_on, self.today)}", "good")
        return {
            "name": (self._name(line), faint),
            "due": (f"{line.due:%m/%d/%y}", faint),
            "file": (f"{line.file_by:%m/%d/%y}" if line.file_by else "-", faint),
            "left": left,
            "state": checked,
        }

    def _name(self, line: DeadlineLine) -> str:
        name = line.title or label(terms.DEADLINE_KINDS, line.kind)
        return f"{name}, {line.defendant}" if line.defendant else name

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        file_by = f"   file by {short_day(line.file_by, self.today)}" if line.file_by else ""
        runs = f"   runs from {paper_day(line.trigger_date)}" if line.trigger_date else ""
        dates = f"due {paper_day(line.due)}{file_by}{runs}"
        name = wrap(self._name(line), width - 2)
        lines: list[list[Cell]] = [[(name[0], "bold"), f"   {dates}"]]
        if width_of(f"{self._name(line)}   {dates}") > width - 2:
            lines = [[(part, "bold")] for part in name[:2]]
            lines.append([dates])
        if line.verified_on:
            lines.append([f"Verified by {line.verified_by} on {paper_day(line.verified_on)}"])
        else:
            lines.append([("Not verified. m v records the attorney who confirmed it, and when.", "warn")])
        card = self._card(key)
        if line.satisfied_on:
            proof = f"   proof {card.proof}" if card and card.proof else ""
            lines.append([(f"Settled {paper_day(line.satisfied_on)}: {line.satisfied_how}{proof}", "good")])
        elif card is not None:
            lines += self._running(card)
        text = "\n".join(part for part in (line.basis, line.notes) if part)
        return lines + paragraph(text, width - 2, "muted")

    def _running(self, card: DeadlineCard) -> list[list[Cell]]:
        """What else is to be known of one that still runs: a typed-over date, tolling."""
        lines: list[list[Cell]] = []
        if card.computed_due is not None and card.computed_due != card.line.due:
            lines.append([(f"Computed {paper_day(card.computed_due)}, another date was typed.", "warn")])
        for stop in card.tollings:
            lines.append([f"Tolling, not counted: {tolling_words(stop)}"])
        if card.tolled is not None:
            lines.append([(f"If all of it holds {paper_day(card.tolled)} is possible; not verified.", "warn")])
        return lines

    def row_name(self, key: str) -> str:
        return f"{self._name(self.lines[key])} {paper_day(self.lines[key].due)}"

    # acts

    def specs(self) -> list[FieldSpec]:
        people = queries.casefile_people.people(self.db, self.case_id)
        against = [(line.contact_id, line.name) for line in people if line.source == "party"]
        return [
            FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms.DEADLINE_KINDS)),
            FieldSpec("due", "Due", "date", required=True, anchors=anchors(self.desk)),
            FieldSpec("file_by", "File by", "date", anchors=anchors(self.desk), hint="empty: the last open day"),
            FieldSpec("title", "Title"),
            FieldSpec("trigger_date", "Runs from", "date", prefer="past", anchors=anchors(self.desk)),
            FieldSpec("defendant_id", "Against", "choice", choices=against),
            FieldSpec("citation", "Rule", hint="statute, order, contract"),
            FieldSpec("basis", "Basis", hint="how the date was found"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            values = {name: given[name] for name in ("due", "file_by", "trigger_date", "defendant_id")}
            texts_given = texts(given, "kind", "title", "citation", "basis", "notes")
            return services.deadlines.add_deadline(self.db, case_id=self.case_id, **values, **texts_given)

        self.desk.form("deadline", f"new:{self.case_id}", "New deadline", self.specs(), {"kind": "other"}, save)

    def edit(self, key: str) -> None:
        number = split_key(key)[1]
        days = ("due", "file_by", "trigger_date")
        row = queries.casefile_care.stored(self.db, "deadlines", number, days=days)

        def save(given: Given) -> ChangeSet:
            values = {name: given[name] for name in ("due", "file_by", "trigger_date", "defendant_id")}
            new = {**values, **texts(given, "kind", "title", "citation", "basis", "notes")}
            return services.deadlines.edit_deadline(self.db, number, new)

        self.desk.form("deadline", key, "Edit deadline", self.specs(), row, save)

    def set_date(self, keys: Sequence[str]) -> None:
        line = self.lines[keys[0]]

        def typed(day: Any) -> None:
            if day:
                self.desk.store(lambda: services.deadlines.edit_deadline(self.db, line.id, {"due": day}))

        self.desk.prompt(f"Due: {self._name(line)}", typed, kind="date", value=line.due, hint="doi+2y, 12/3/2027")

    def verify(self, key: str) -> None:
        """Who confirmed it, then when."""
        self._ask(key, ask_verify)

    def satisfy(self, key: str) -> None:
        """What met it, the proof, then when; a deadline that was met runs again."""
        self._ask(key, ask_satisfy)

    def dismiss(self, key: str) -> None:
        """Which attorney decided that it does not apply, and why."""
        self._ask(key, ask_dismiss)

    def tolling(self, key: str) -> None:
        """What may stop its clock."""
        self._ask(key, ask_tolling)

    def _ask(self, key: str, ask: Callable[[BaseScreen, DeadlineCard], None]) -> None:
        card = self._card(key)
        if card is not None:
            ask(self.desk, card)

    def _card(self, key: str) -> DeadlineCard | None:
        return queries.deadlines.deadline_card(self.db, split_key(key)[1])
