"""What the conflict checks of an import found: each case with somebody to look at, the other side first."""

from __future__ import annotations

from caseterm import queries
from caseterm.queries.conflicts import Noted
from caseterm.screens.conflicts import settle_check
from caseterm.screens.listboard import ListBoard
from caseterm.widgets.rows import Cell, Column
from caseterm.widgets.safe import wrap


class ImportedConflicts(ListBoard[Noted]):
    """The cases of one import with somebody known; one that was settled leaves the list."""

    scope = "conflicts"
    mode_key = "1"
    watches = frozenset({"conflict_checks", "cases", "contacts"})
    called = "conflict checks"
    columns = (
        Column("side", "", 2),
        Column("number", "Case", 10),
        Column("client", "Client", 18, grow=True),
        Column("known", "Known", 30, grow=True),
        Column("more", "", 8, "right"),
    )
    card_height = 6
    short_card = 2

    def __init__(self, act_id: int) -> None:
        super().__init__()
        self.act_id = act_id

    @property
    def place_name(self) -> str:
        return f"importedconflicts{self.act_id}"

    def read(self) -> dict[int, Noted]:
        return {line.check_id: line for line in queries.conflicts.of_act(self.db, self.act_id)}

    def heading(self) -> list[Cell]:
        grave = sum(line.grave for line in self.lines.values())
        alike = len(self.lines) - grave
        return [
            " Known to the firm:",
            (f"   {grave} with the other side !" if grave else "", "bad"),
            f"   {alike} with like names on the same side" if alike else "",
        ]

    def why_empty(self) -> str:
        return "Nobody of this import has to be looked at any more. Esc leads back."

    def cells(self, line: Noted) -> dict[str, Cell]:
        role = "bad" if line.grave else ""
        more = len(line.lines) - 1
        return {
            "side": ("!!" if line.grave else "", role),
            "number": (line.number, role),
            "client": (line.client, role),
            "known": line.lines[0].removeprefix("OTHER SIDE: "),
            "more": (f"+{more}" if more else "", "muted"),
        }

    def card(self, line: Noted) -> list[list[Cell]]:
        room = max(30, self.size.width - 3)
        return [[f" {part}"] for text in line.lines for part in wrap(text, room)]

    def on_row_list_opened(self) -> None:
        self.action_open_case()

    def action_open_case(self) -> None:
        """The attorney's side of the case, where the check stands."""
        line = self.meant()
        if line is not None:
            self.open_file("attorney", f"conflict_check:{line.check_id}")

    def action_settle(self, conflict: bool) -> None:
        """Cleared, or a conflict, by whom and why."""
        line = self.meant()
        if line is not None:
            settle_check(self, line.check_id, conflict=conflict)
