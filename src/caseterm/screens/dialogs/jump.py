"""Open any case from anywhere by name, number, phone, claim or policy number, provider or adjuster."""

from collections.abc import Sequence

from caseterm.rules.jump import JumpHit, JumpIndex
from caseterm.rules.terms import PHASE_SHORT, label
from caseterm.screens.dialogs.finder import FinderDialog
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.rows import Key as RowKey

SEARCHED = "name, number, phone, claim, policy, provider, adjuster"

SECTIONS = {
    "claim": "insurance",
    "policy": "insurance",
    "adjuster": "insurance",
    "adjuster,": "insurance",
    "insurer": "insurance",
    "provider": "treatment",
}
"""Where a case opens when this is why it was found."""


class JumpDialog(FinderDialog[int]):
    """Returns the case to open, or None."""

    heading = "Open case"
    placeholder = SEARCHED
    columns = (
        Column("client", "Client", 22, grow=True),
        Column("number", "No.", 10),
        Column("phase", "Phase", 10),
        Column("why", "Why", 20, grow=True, min_total=56),
    )

    def __init__(self, index: JumpIndex, recent: Sequence[int]) -> None:
        super().__init__()
        self.index = index
        self.recent = tuple(recent)
        self.why: dict[int, str] = {}

    def find(self, text: str) -> str:
        found = self.index.search(text, recent=self.recent)
        self.rows.empty_text = self._why_empty(text)
        self.why = {hit.case.case_id: hit.why for hit in found.hits}
        self.rows.set_rows([_row(hit) for hit in found.hits], keep=False)
        count = len(found.hits)
        if not text.strip():
            return f"Last opened: {count}" if count else ""
        if found.total > count:
            return f"{count} of {found.total} cases, type more to narrow"
        return f"{count} case{'' if count == 1 else 's'}"

    def taken(self, key: RowKey) -> int:
        return int(key)

    def section_of(self, case_id: int) -> str | None:
        """The section that holds what was searched by: an adjuster on the phone is answered from insurance."""
        return SECTIONS.get(self.why.get(case_id, "").partition(" ")[0])

    def _why_empty(self, text: str) -> str:
        if not len(self.index):
            return "No cases yet. Esc, then 1 and N open the first one."
        if text.strip():
            return f"No case matches. Searched by:\n{SEARCHED}."
        return f"Type to search {len(self.index)} cases by\n{SEARCHED}."


def _row(hit: JumpHit) -> Row:
    case = hit.case
    phase: Cell = label(PHASE_SHORT, case.phase) if case.is_open else ("closed", "muted")
    return Row(
        case.case_id,
        {"client": case.client, "number": case.number, "phase": phase, "why": (hit.why, "muted")},
    )
