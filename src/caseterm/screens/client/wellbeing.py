"""The Care section: how the client is, what is hard, what stands in the way, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.care import CareRow
from caseterm.rules.wellbeing import down_since, pain_course
from caseterm.screens.client.carekinds import KINDS
from caseterm.screens.client.kinds import Kind
from caseterm.screens.client.kindsection import KindsSection


class CareSection(KindsSection):
    name = "care"
    title = "Care"
    empty = "Nothing is known of how the client is. a adds an assessment, barrier, equipment or referral."
    hints = (("x", "Resolved"), ("s", "Status"), ("m k", "Check-in"), ("m g", "Trend"))
    kinds = KINDS

    def read(self) -> Mapping[str, list[CareRow]]:
        self.course = queries.checkins.wellbeings(self.db, self.case_id)
        return super().read()

    def heading(self, kind: Kind, found: Sequence[CareRow]) -> str:
        if kind.kind == "assessment":
            course = pain_course(self.course)
            return f"{kind.heading}   pain {course}" if course else kind.heading
        return super().heading(kind, found)

    def remark(self, line: CareRow) -> str:
        if line.table != "assessments":
            return ""
        down = down_since(self.course)
        return f"Worse than before: {down[1]}" if down and down[0] == line.values["dated"] else ""

    def store_new(self, kind: Kind, values: Mapping[str, Any], words: str) -> ChangeSet:
        if kind.kind == "assessment":
            return services.assessments.add_assessment(self.db, values, label=words)
        return super().store_new(kind, values, words)

    def trend(self) -> None:
        """Pain and function as a picture."""
        from caseterm.screens.client.carepictures import show_trend

        show_trend(self.desk)

    def print_care(self) -> None:
        """The progress report, the plan for its readers, or the timeline."""
        from caseterm.screens.client.carepictures import print_care

        print_care(self.desk)

    def find_provider(self) -> None:
        """The directory, for the referral under the cursor or for a new one."""
        from caseterm.screens.directory import Directory

        line = self.lines.get(self.desk.row_key or "")
        if line is not None and line.table == "referrals":
            specialty = str(line.values["to_specialty"])
            self.desk.program.show_board(Directory(self.case_id, specialty=specialty, referral_id=line.id))
        else:
            self.desk.program.show_board(Directory(self.case_id))

    def check_in(self) -> None:
        """The check-in call with this client."""
        from caseterm.screens.checkins.form import open_call

        open_call(self.desk, queries.checkins.one(self.db, self.case_id, self.today))
