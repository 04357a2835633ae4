"""The attorney's side of a case: drafts to be approved, recommendations, requests, promises, reviews, updates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caseterm import queries
from caseterm.exports.printing import open_file
from caseterm.queries.attorney import AttorneyHead, AttorneyLine
from caseterm.rules import terms
from caseterm.rules.dates import paper_day, short_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_attorney import CONFLICT_RESULTS, DECISIONS, DRAFT_STATUSES, REQUEST_KINDS, UPDATE_WAYS
from caseterm.screens.client.attorneyacts import AttorneyActs
from caseterm.screens.client.section import split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.widgets.rows import Cell, Column, Row

GROUPS: Mapping[str, str] = {
    "draft": "Drafts",
    "recommendation": "Recommendations",
    "attorney_request": "Requests and research",
    "promise": "Promises",
    "file_review": "File reviews",
    "attorney_update": "Updates to the attorney",
    "conflict_check": "Conflict checks",
    "closure": "Closing",
}
STATES: Mapping[str, Mapping[str, str]] = {
    "draft": DRAFT_STATUSES,
    "recommendation": DECISIONS,
    "attorney_request": REQUEST_KINDS,
    "promise": {"open": "Open", "kept": "Kept", "broken": "Not kept"},
    "file_review": {},
    "attorney_update": UPDATE_WAYS,
    "conflict_check": CONFLICT_RESULTS,
    "closure": {},
}
ADDED = (
    ("r", "Recommendation", "recommendation"),
    ("q", "Attorney's request", "attorney_request"),
    ("l", "Legal research", "research"),
    ("d", "Draft", "draft"),
    ("p", "Promise", "promise"),
    ("v", "File review and grade", "file_review"),
    ("u", "Update to the attorney", "attorney_update"),
)


class AttorneySection(AttorneyActs):
    name = "attorney"
    title = "Attorney"
    one = "entry"
    strip = 6
    marking = True
    empty = "Nothing for the attorney yet. a adds a recommendation, request, draft, promise, review or update."
    hints = (("x", "Done"), ("s", "Status"), ("m n", "Sent"))

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Since", 8),
            Column("what", "What", 20, grow=True),
            Column("who", "Who", 14, min_total=64),
            Column("state", "Now", 17),
        ]

    def rows(self) -> list[Row]:
        found = queries.attorney.lines(self.db, self.case_id, archived=self.desk.archived)
        self.head = queries.attorney.head(self.db, self.case_id)
        self.lines = {line.key: line for line in found}
        rows = [Row("heading:case", {"text": self._standing(self.head)}, kind="heading")] if found else []
        kind = ""
        for key, line in self.lines.items():
            if line.kind != kind:
                kind = line.kind
                waiting = sum(each.open for each in found if each.kind == kind)
                rows.append(
                    Row(
                        f"heading:{kind}",
                        {"text": GROUPS[kind] + (f"   {waiting} open" if waiting else "")},
                        kind="heading",
                    )
                )
            rows.append(Row(key, self._cells(line)))
        return rows

    def _standing(self, head: AttorneyHead) -> str:
        grade = f"Grade {head.grade}" if head.grade else "No grade"
        review = f"review due {month_day(head.review_due, self.today)}" if head.review_due else ""
        return "   ".join(
            part for part in (grade, review, f"update due {month_day(head.update_due, self.today)}") if part
        )

    def _cells(self, line: AttorneyLine) -> dict[str, Cell]:
        role = "" if line.open and not line.archived else "muted"
        title = " ".join(line.title.split())
        return {
            "on": (month_day(line.on, self.today, none="-"), role),
            "what": (title, role),
            "who": (label(terms.ROLES, line.who) if line.who in terms.ROLES else line.who, "muted"),
            "state": self._state(line, role),
        }

    def _state(self, line: AttorneyLine, role: str) -> Cell:
        if line.open and line.due is not None:
            days = (line.due - self.today).days
            if days < 0:
                return (f"{-days} d late !", "warn")
            return (f"due {short_day(line.due, self.today)}", role)
        if line.kind == "attorney_request" and not line.open:
            return ("answered", "muted")
        word = label(STATES[line.kind], line.state).lower() if line.state else ""
        return (word, "warn" if line.state in ("changes", "conflict", "found", "broken") else role)

    def searched(self, row: Row) -> str:
        line = self.lines[str(row.key)]
        return f"{super().searched(row)} {line.title} {line.row.get('answer', '')}".casefold()

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        row = line.row
        state = label(STATES[line.kind], line.state).lower() if line.state else ""
        when = f"   {paper_day(line.on)}" if line.on else ""
        shown: list[list[Cell]] = [[(GROUPS[line.kind].removesuffix("s"), "bold"), f"   {state}{when}"]]
        shown += paragraph(line.title, width - 2)
        path = self._path(line)
        if path:
            shown += paragraph(f"File: {Path(path).name}, o opens it", width - 2, "muted")
        for word, text in _told(line.kind, row):
            shown += paragraph(f"{word}: {text}", width - 2, "muted")
        return shown + paragraph(" ".join(row["notes"].split()), width - 2, "muted")

    def row_name(self, key: str) -> str:
        text = " ".join(self.lines[key].title.split())
        return text if len(text) <= 60 else f"{text[:59]}…"

    # adding and changing

    def add(self) -> None:
        from caseterm.screens.dialogs.menu import MenuDialog

        self.desk.app.push_screen(MenuDialog("Add for the attorney", ADDED), self._add)

    def _add(self, kind: Any) -> None:
        from caseterm.screens.client.attorneyforms import add_row

        if kind:
            add_row(self, str(kind))

    def review(self) -> None:
        self._add("file_review")

    def update(self) -> None:
        self._add("attorney_update")

    def edit(self, key: str) -> None:
        from caseterm.screens.client.attorneyforms import edit_row

        kind, number = split_key(key)
        if kind == "conflict_check":
            self.clear_check(key)
        elif kind == "closure":
            from caseterm.screens.closing import edit_closing

            edit_closing(self.desk, self.case_id)
        else:
            edit_row(self, kind, number)

    def open(self, key: str) -> None:
        """A draft's file, by the program the platform has for it; another row's form."""
        path = self._path(self.lines[key])
        if path:
            self.desk.say(open_file(Path(path).expanduser()).words)
        else:
            self.edit(key)

    def _path(self, line: AttorneyLine) -> str:
        """Where a draft's file lies; "" for another row."""
        if line.kind != "draft" or not line.row["document_id"]:
            return ""
        return str(queries.casefile_care.stored(self.db, "documents", line.row["document_id"])["path"])


def _told(kind: str, row: dict[str, Any]) -> list[tuple[str, str]]:
    """What the strip says of a row beyond its title."""
    cents = {
        name: format_cents(row[f"{name}_cents"], dollar=True) for name in ("cost", "saving") if row.get(f"{name}_cents")
    }
    sent_by = label(terms.CHANNELS, row.get("sent_by")).lower()
    said = {
        "recommendation": [("Cost", cents.get("cost", "")), ("Saves", cents.get("saving", "")),
                           ("Takes", f"{row['days']} d" if row.get("days") else ""), ("Benefit", row.get("benefit")),
                           ("Decision", row.get("decision_note"))],
        "attorney_request": [("Answer", row.get("answer")), ("Sources", row.get("sources"))],
        "draft": [("To change", row.get("review_note")), ("Sent by", sent_by)],
        "promise": [("Outcome", row.get("outcome"))],
        "closure": [("Still open", row.get("left_open")), ("Kept because", row.get("retention_basis"))],
        "conflict_check": [("Searched", row.get("searched")), ("Cleared because", row.get("reason"))],
    }.get(kind, [])  # fmt: skip
    return [(word, " ".join(str(text).split())) for word, text in said if text]
