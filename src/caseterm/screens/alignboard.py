"""Who is out of touch over the whole caseload: one case a line, a column for each kind of party."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries
from caseterm.queries.alignment import CaseLine
from caseterm.rules.alignment import KINDS, SHORT, Aligned
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import PHASE_SHORT, label
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.textpage import TextPage

COLUMNS = (
    Column("name", "Case", 14, grow=True),
    Column("phase", "Stage", 10, min_total=96),
    *(Column(kind, SHORT[kind], 8, "right") for kind in KINDS),
)


class AlignmentBoard(BaseScreen):
    """Open cases in which some party is due, the most silent first; f shows those of one kind of party."""

    CSS_PATH = STYLES / "alignboard.tcss"
    scope = "aligned"
    mode_key = "1"
    watches = frozenset({"cases", "contacts", "communications", "parties", "case_providers", "claims",
                         "attorney_updates", "request_followups"})  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[int, CaseLine] = {}
        self.kind = ""

    def compose_body(self) -> ComposeResult:
        yield Line(id="alignline")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="aligned")
        yield Rule()
        yield TextPage(id="aligncard")

    def on_mount(self) -> None:
        self.query_one("#aligncard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#aligned", RowList)

    # what is shown

    def reload(self) -> None:
        today = self.program.today
        found = queries.alignment.board(self.db)
        if self.kind:
            found = [line for line in found if self.kind in line.found and line.found[self.kind].level(today)]
            found.sort(key=lambda line: line.found[self.kind].since)
        self.lines = {line.case_id: line for line in found}
        self.set_title("aligned")
        silent = [
            f"{SHORT[kind].rstrip('.').lower()} {count}"
            for kind in KINDS
            if (count := sum(kind in line.found and line.found[kind].level(today) == 2 for line in found))
        ]
        what = f", {KINDS[self.kind].lower()} only" if self.kind else ""
        self.query_one("#alignline", Line).set(
            f" Out of touch: {counted(len(found), 'case')}{what}",
            (f"   silent: {', '.join(silent)}" if silent else "", "warn"),
        )
        self.rows.empty_text = "Everybody has been heard of within their rhythm."
        self.rows.set_rows([Row(case_id, self._cells(line)) for case_id, line in self.lines.items()])
        self.show_card()

    def _cells(self, line: CaseLine) -> dict[str, Cell]:
        cells: dict[str, Cell] = {"name": line.client, "phase": (label(PHASE_SHORT, line.phase), "muted")}
        return cells | {kind: self._age(line.found.get(kind)) for kind in KINDS}

    def _age(self, each: Aligned | None) -> Cell:
        """40!! where silent, 31! where due, plain on time, a dot where nobody is or nothing is awaited."""
        if each is None or not each.awaited:
            return (".", "muted")
        level = each.level(self.program.today)
        return (f"{each.age(self.program.today)}{'!' * level}", ("muted", "warn", "bad")[level])

    def show_card(self) -> None:
        """Who it is that is due in the case under the cursor."""
        page, line, today = self.query_one("#aligncard", TextPage), self.line(), self.program.today
        if line is None:
            page.set_lines([])
            return
        late = sorted((each for each in line.found.values() if each.level(today)), key=lambda each: each.since)
        lines: list[list[Cell]] = [[(f" {line.client}", "bold"), f"  {line.number}"]]
        for each in late:
            heard = f"last word {paper_day(each.heard_on)}" if each.heard_on else "never heard of"
            role = ("", "warn", "bad")[each.level(today)]
            lines.append(
                [f" {KINDS[each.kind]}: {each.who or 'nobody named'}, {heard}", (f"  {each.age(today)} d", role)]
            )
        page.set_lines(lines)

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_open_case()

    # keys

    def line(self) -> CaseLine | None:
        """The case under the cursor."""
        key = self.rows.cursor_key
        return self.lines.get(key) if isinstance(key, int) else None

    def action_open_case(self) -> None:
        """The parties in the client's file."""
        line = self.line()
        if line is not None:
            self.program.open_case(line.case_id, section="aligned", walk=list(self.lines))

    def action_log(self) -> None:
        """Log a contact with the party that is due for longest."""
        from caseterm.screens.client.log import open_log, party_of

        line = self.line()
        if line is None:
            self.say("No case under the cursor.")
            return
        today = self.program.today
        late = [each for kind, each in line.found.items() if each.level(today) and (not self.kind or kind == self.kind)]
        first = min(late, key=lambda each: each.since)
        open_log(self, [line.case_id], party_of(self.db, line.case_id, first))

    def action_turn(self) -> None:
        """All kinds of party, then each by itself."""
        kinds = ["", *KINDS]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.reload()
