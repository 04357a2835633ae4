"""What the Plan section shows: the version in force with its goals and work, the reviews, who has which version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseterm import queries
from caseterm.queries.plans import PlanLine, ReviewLine, ShareLine, WorkLine
from caseterm.rules.dates import paper_day
from caseterm.rules.recovery import Goal, difference
from caseterm.rules.terms import ROLES, label, lowered
from caseterm.rules.terms_care import GOAL_STATUSES, PLAN_STATUSES, SHARED_HOW, label_of
from caseterm.screens.client.section import RecordSection
from caseterm.screens.client.words import month_day, paragraph
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

Line = PlanLine | Goal | WorkLine | ReviewLine | ShareLine
_GOAL_TEXTS = ("text", "measure", "baseline", "target", "now", "status", "notes")


class PlanRows(RecordSection):
    name = "plan"
    title = "Plan"
    one = "entry"
    strip = 6
    empty = "No recovery plan yet. a draws one up; its goals and what is to be done follow."
    hints = (("x", "Done"), ("m v", "Review"), ("m n", "Version"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, Line] = {}
        self.plans: list[PlanLine] = []

    def columns(self, width: int) -> list[Column]:
        return [
            Column("what", "What", 24, grow=True),
            Column("state", "Now", 14),
            Column("on", "By", 9),
            Column("who", "Who", 12, grow=True, min_total=72),
        ]

    @property
    def current(self) -> PlanLine | None:
        """The version in force."""
        return next((plan for plan in self.plans if plan.current), None)

    def rows(self) -> list[Row]:
        self.plans = queries.plans.versions(self.db, self.case_id)
        self.lines = {}
        rows: list[Row] = []
        current = self.current
        if current is not None:
            rows += self._in_force(current)
        earlier = [plan for plan in self.plans if plan is not current]
        told = queries.plans.reviews(self.db, self.case_id)
        given = queries.plans.shares(self.db, self.case_id)
        rows += self._group("Reviews", [(f"plan_review:{each.id}", each) for each in told])
        rows += self._group("Given to", [(f"plan_share:{each.id}", each) for each in given])
        rows += self._group("Earlier versions", [(f"plan:{each.id}", each) for each in earlier])
        return rows

    def _in_force(self, plan: PlanLine) -> list[Row]:
        rows = self._group(f"Version {plan.version.number}", [(f"plan:{plan.id}", plan)])
        rows += self._group("Goals", [(f"goal:{goal.id}", goal) for goal in plan.version.goals])
        work = queries.plans.work_of(self.db, plan.id)
        return rows + self._group("To do", [(f"intervention:{each.id}", each) for each in work])

    def _group(self, title: str, lines: Sequence[tuple[str, Line]]) -> list[Row]:
        if not lines:
            return []
        self.lines.update(lines)
        heading = Row(f"heading:{title}", {"text": title}, kind="heading")
        return [heading, *(Row(key, self._cells(line)) for key, line in lines)]

    def _cells(self, line: Line) -> dict[str, Cell]:
        today = self.today
        if isinstance(line, Goal):
            over = line.status in ("met", "dropped")
            role = "muted" if over else ""
            late = not over and line.target_on is not None and line.target_on < today
            way = " -> ".join(part for part in (line.now or line.baseline, line.target) if part)
            return {
                "what": (line.text, role),
                "state": (label_of(GOAL_STATUSES, line.status), "warn" if line.status == "at_risk" else role),
                "on": (month_day(line.target_on, today, none="-"), "warn" if late else role),
                "who": (f"{way} {line.measure}".strip(), "muted"),
            }
        if isinstance(line, WorkLine):
            late = line.done_on is None and line.due is not None and line.due < today
            role = "muted" if line.done_on else ""
            state = f"done {month_day(line.done_on, today)}" if line.done_on else "task" if line.task_id else "to do"
            return {
                "what": (line.text, role),
                "state": (state, role),
                "on": (month_day(line.due, today, none="-"), "warn" if late else role),
                "who": (line.owner, role or "muted"),
            }
        return self._other_cells(line)

    def _other_cells(self, line: PlanLine | ReviewLine | ShareLine) -> dict[str, Cell]:
        today = self.today
        if isinstance(line, ReviewLine):
            word: Cell = "moving" if line.review.moving else ("stalled", "warn")
            said = line.review.why_not or line.progress or line.changes_made
            on = month_day(line.review.on, today)
            return {"what": said or "reviewed", "state": word, "on": on, "who": (f"version {line.version}", "muted")}
        if isinstance(line, ShareLine):
            newest = self.plans[0].version.number if self.plans else line.version
            old = line.version < newest
            state: Cell = (f"version {line.version}{' !' if old else ''}", "warn" if old else "")
            who = (f"{lowered(label(ROLES, line.role))}, {label_of(SHARED_HOW, line.how)}", "muted")
            return {"what": line.with_whom, "state": state, "on": month_day(line.dated, today), "who": who}
        version = line.version
        late = line.current and line.review_on is not None and line.review_on < today
        what = version.summary.split("\n", 1)[0] or f"drawn up {paper_day(version.dated)}"
        if not line.current:
            what = f"version {version.number}, {paper_day(version.dated)}"
        return {
            "what": what,
            "state": (label_of(PLAN_STATUSES, line.status), "warn" if line.status == "stalled" else ""),
            "on": (month_day(line.review_on if line.current else version.dated, today), "warn" if late else ""),
            "who": (line.author, "muted"),
        }

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        if isinstance(line, PlanLine):
            return self._plan_detail(line, width)
        if isinstance(line, Goal):
            by = f"   by {paper_day(line.target_on)}" if line.target_on else ""
            way = [("from", line.baseline), ("to", line.target), ("now", line.now), ("measured by", line.measure)]
            said = "   ".join(f"{word} {text}" for word, text in way if text)
            return [[(line.text, "bold"), by], *paragraph(said, width - 2)]
        if isinstance(line, ReviewLine):
            told = [
                ("Progress", line.progress),
                ("Why not", line.review.why_not),
                ("Changed", line.changes_made),
                ("Next", paper_day(line.next_review_on) if line.next_review_on else ""),
            ]
            head = f"Review of version {line.version}, {paper_day(line.review.on)}"
            return [[(head, "bold")], *(each for word, text in told if text for each in _told(word, text, width))]
        if isinstance(line, ShareLine):
            return [[(line.with_whom, "bold"), f"   version {line.version}, {paper_day(line.dated)}"]]
        whose = f"   {line.owner}" if line.owner else ""
        return [[(line.text, "bold"), whose], *paragraph(line.notes, width - 2)]

    def _plan_detail(self, line: PlanLine, width: int) -> list[list[Cell]]:
        version = line.version
        days = [
            f"expected recovery {paper_day(version.expected_mmi_on)}" if version.expected_mmi_on else "",
            f"next review {paper_day(line.review_on)}" if line.review_on and line.current else "",
        ]
        head = f"Version {version.number}, {paper_day(version.dated)}"
        lines: list[list[Cell]] = [[(head, "bold")], [("   ".join(day for day in days if day), "muted")]]
        if line.current:
            for each in queries.plans.stalled(self.db, self.case_id):
                lines += paragraph(f"{each.words[:1].upper()}{each.words[1:]}", width - 2, "warn")
        lines += paragraph(version.summary, width - 2)
        if line.what_changed:
            lines += _told("Why", line.what_changed, width)
        place = self.plans.index(line)
        if place + 1 < len(self.plans):
            lines += [[each] for each in difference(self.plans[place + 1].version, version)]
        return lines

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        if isinstance(line, PlanLine):
            return f"plan version {line.version.number}"
        if isinstance(line, ReviewLine):
            return f"review {paper_day(line.review.on)}"
        return line.with_whom if isinstance(line, ShareLine) else line.text


def _told(word: str, text: str, width: int) -> list[list[Cell]]:
    return paragraph(f"{word}: {' '.join(text.split())}", width - 2)
