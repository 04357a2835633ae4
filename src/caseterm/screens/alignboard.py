"""Who is out of touch over the whole caseload: one case a line, a column for each kind of party."""

from __future__ import annotations

from caseterm import queries
from caseterm.queries.alignment import CaseLine
from caseterm.rules.alignment import KINDS, SHORT, Aligned
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import PHASE_SHORT, label
from caseterm.screens.listboard import ListBoard
from caseterm.widgets.rows import Cell, Column

DROPPED = {"carrier": 59, "attorney": 68, "employer": 77}
"""The columns that a narrow list leaves out, with the cells at which they stand."""
COLUMNS = (
    Column("name", "Case", 14, grow=True),
    Column("phase", "Stage", 10, min_total=96),
    *(Column(kind, SHORT[kind], 8, "right", min_total=DROPPED.get(kind, 0)) for kind in KINDS),
)


class AlignmentBoard(ListBoard[CaseLine]):
    """Open cases in which some party is due, the most silent first; t shows those of one kind of party."""

    scope = "aligned"
    mode_key = "1"
    watches = frozenset({"cases", "contacts", "communications", "parties", "case_providers", "claims",
                         "attorney_updates", "request_followups"})  # fmt: skip
    called = "aligned"
    columns = COLUMNS
    card_height = 5
    lofty_card = 8

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""

    # what is shown

    def read(self) -> dict[int, CaseLine]:
        today = self.program.today
        found = queries.alignment.board(self.db)
        if self.kind:
            found = [line for line in found if self.kind in line.found and line.found[self.kind].level(today)]
            found.sort(key=lambda line: line.found[self.kind].since)
        return {line.case_id: line for line in found}

    def heading(self) -> list[Cell]:
        today, lines = self.program.today, self.lines.values()
        silent = [
            f"{SHORT[kind].rstrip('.').lower()} {count}"
            for kind in KINDS
            if (count := sum(kind in line.found and line.found[kind].level(today) == 2 for line in lines))
        ]
        what = f", {KINDS[self.kind].lower()} only" if self.kind else ""
        return [
            f" Out of touch: {counted(len(lines), 'case')}{what}",
            (f"   silent: {', '.join(silent)}" if silent else "", "warn"),
        ]

    def why_empty(self) -> str:
        return "Everybody has been heard of within their rhythm.\n\nt turns to the next kind of party."

    def cells(self, line: CaseLine) -> dict[str, Cell]:
        cells: dict[str, Cell] = {"name": line.client, "phase": (label(PHASE_SHORT, line.phase), "muted")}
        return cells | {kind: self._age(line.found.get(kind)) for kind in KINDS}

    def _age(self, each: Aligned | None) -> Cell:
        """40!! where silent, 31! where due, plain on time, a dot where nobody is, may be called, or is awaited."""
        if each is None or not each.awaited or each.forbidden:
            return (".", "muted")
        level = each.level(self.program.today)
        return (f"{each.age(self.program.today)}{'!' * level}", ("muted", "warn", "bad")[level])

    def card(self, line: CaseLine) -> list[list[Cell]]:
        """Who it is that is due in the case."""
        today = self.program.today
        late = sorted((each for each in line.found.values() if each.level(today)), key=lambda each: each.since)
        lines: list[list[Cell]] = [[(f" {line.client}", "bold"), f"  {line.number}"]]
        for each in late:
            heard = f"last word {paper_day(each.heard_on)}" if each.heard_on else "never heard of"
            role = ("", "warn", "bad")[each.level(today)]
            lines.append(
                [f" {KINDS[each.kind]}: {each.who or 'nobody named'}, {heard}", (f"  {each.age(today)} d", role)]
            )
        return lines

    def on_row_list_opened(self) -> None:
        self.action_open_case()

    # keys

    def action_open_case(self) -> None:
        """The parties in the client's file."""
        line = self.current()
        self.open_file("aligned", f"kind:{self._longest(line).kind}" if line else None)

    def action_log(self) -> None:
        """Log a contact with the party that is due for longest."""
        from caseterm.screens.client.log import open_log, party_of

        line = self.meant()
        if line is None:
            return
        open_log(self, [line.case_id], party_of(self.db, line.case_id, self._longest(line)))

    def _longest(self, line: CaseLine) -> Aligned:
        """The party that is due for longest, of the kind in view."""
        today = self.program.today
        late = [each for kind, each in line.found.items() if each.level(today) and (not self.kind or kind == self.kind)]
        return min(late, key=lambda each: each.since)

    def action_turn(self) -> None:
        """All kinds of party, then each by itself."""
        kinds = ["", *KINDS]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.reload()
