"""The Visits section: what was authorized, prescribed, and what the record of each visit says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseterm import queries
from caseterm.queries.care import CareRow
from caseterm.screens.client.kinds import Kind
from caseterm.screens.client.kindsection import KindsSection
from caseterm.screens.client.visitkinds import KINDS


class VisitsSection(KindsSection):
    name = "visits"
    title = "Visits"
    empty = "No authorization, prescription or visit read yet. a adds one; m t shows the treatment as a picture."
    hints = (("s", "Status"), ("m t", "Timeline"))
    kinds = KINDS

    def read(self) -> Mapping[str, list[CareRow]]:
        self.told = queries.treatment.treatment(self.db, self.case_id)  # once, not behind each move of the cursor
        return super().read()

    def heading(self, kind: Kind, found: Sequence[CareRow]) -> str:
        if kind.table != "prescriptions":
            return kind.heading
        told = self.told.attendance.values()
        wanted, kept = sum(each.wanted for each in told), sum(each.kept for each in told)
        return f"{kind.heading}   {wanted} by today, {kept} kept"

    def remark(self, line: CareRow) -> str:
        if line.table != "visits":
            return ""
        told = self.told
        return "; ".join([*told.doubled, *([told.contradicted] if told.contradicted else [])])

    def timeline(self) -> None:
        """The picture of the treatment."""
        self.desk.app.call_later(self.desk.app.run_action, "go_timeline")
