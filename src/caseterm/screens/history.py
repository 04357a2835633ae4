"""The history of the whole record: who changed what, when, from what to what, found by words, person, kind and days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from caseterm import queries
from caseterm.errors import CaseTermError
from caseterm.rules.dates import paper_day, short_day, show_time
from caseterm.rules.filters import FilterProblem
from caseterm.rules.historyfilter import HistoryFilter, parse_history_filter
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.preview_lines import short_path
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.filterline import FilterLine
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap
from caseterm.widgets.textpage import TextPage

if TYPE_CHECKING:
    from pathlib import Path

    from caseterm.queries.acthistory import Act, Chain

MOST = 500
COLUMNS = (
    Column("on", "When", 18),
    Column("who", "Who", 10, min_total=70),
    Column("case", "Case", 9),
    Column("mark", "", 6),
    Column("what", "What", 20, grow=True),
)
PRINTS = (("p", "PDF", "pdf"), ("h", "HTML", "html"), ("t", "Text", "txt"), ("m", "Markdown", "md"))


class HistoryScreen(BaseScreen):
    """Every act, the newest first; under the list what the one under the cursor changed."""

    CSS_PATH = STYLES / "history.tcss"
    scope = "history"
    watches = frozenset({"cases", "contacts", "tasks", "appointments", "deadlines", "documents", "settings"})

    def __init__(self, find: str = "") -> None:
        super().__init__()
        self.find = self.asked = find
        self.wanted = HistoryFilter()
        self.acts: dict[int | str, Act] = {}
        self.more = False
        self.proof = ""
        self.busy = False
        self.last_file: Path | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="viewline"):
            yield Line(id="view")
            yield FilterLine(self.filter_by, placeholder="words  who:  kind:task  from:11/1  to:", id="filter")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="acts")
        yield Rule()
        yield TextPage(id="told")

    def on_mount(self) -> None:
        self.set_title("history")
        self.filter_line.put(self.find)
        self.filter_line.set_class(bool(self.find), "-open")
        self.refresh_if_stale()
        self.set_focus(self.rows)
        self.prove()

    @property
    def place_name(self) -> str:
        return f"{self.scope}:{self.asked}"

    @property
    def home(self) -> Widget | None:
        return self.page if self.has_class("-zoomed") else self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#acts", RowList)

    @property
    def page(self) -> TextPage:
        return self.query_one("#told", TextPage)

    @property
    def filter_line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    # what is shown

    def filter_by(self, text: str) -> None:
        """Show what the line asks for; while it cannot be read, what it asked for before."""
        self.find = text
        self.reload()

    def reload(self) -> None:
        try:
            self.wanted = parse_history_filter(self.find, today=self.program.today)
        except FilterProblem as problem:
            self.say(str(problem), role="warn")
            return
        found = queries.acthistory.acts(self.db, self.wanted, most=MOST + 1)
        self.more = len(found) > MOST
        self.acts = {act.id: act for act in found[:MOST]}
        self.rows.empty_text = (
            f"No act matches /{self.find}.\nEsc clears the filter." if self.wanted else "Nothing was changed yet."
        )
        self.rows.set_rows([self._row(act) for act in self.acts.values()])
        self.show_view()
        self.show_told()

    def _row(self, act: Act) -> Row:
        role = "muted" if act.mark else ""
        at = f"{short_day(act.at.date(), self.program.today)} {show_time(act.at.time())}"
        cells: dict[str, Cell] = {
            "on": (at, "muted"),
            "who": (act.who.partition("@")[0], "muted"),
            "case": act.case,
            "mark": (act.mark, "warn" if act.mark == "undone" else "muted"),
            "what": (act.label, role),
        }
        return Row(act.id, cells)

    def show_view(self) -> None:
        count = f"the newest {MOST}" if self.more else f"{len(self.acts):,}"
        found = " found" if self.wanted else ""
        self.query_one("#view", Line).set(" History: ", (count + found, "bold"), (f"   {self.proof}", "muted"))

    def show_told(self) -> None:
        """What the act under the cursor changed, from what to what."""
        act = self.acts.get(self.rows.cursor_key or 0)
        if act is None:
            self.page.set_lines([])
            return
        room = max(20, self.size.width - 3)
        lines: list[list[Cell]] = [[(f" {part}", "bold")] for part in wrap(act.label, room)]
        about = f"{paper_day(act.at.date())} {show_time(act.at.time())} by {act.who}"
        client = f"   {act.client} {act.case}" if act.case else ""
        state = {"undone": "   taken back since", "undo": "   an undo", "redo": "   a redo"}.get(act.mark, "")
        lines.append([(f" {about}{client}", "muted"), (state, "warn")])
        told = queries.acthistory.words(self.db, act)
        self.page.set_lines(lines + [[f" {part}"] for text in told for part in wrap(text, room)])

    def on_row_list_highlighted(self) -> None:
        self.show_told()

    def prove(self) -> None:
        """Go through the hash chain in a thread, and say how it stands."""

        def look() -> None:
            try:
                found = queries.acthistory.chain(self.db)
            except CaseTermError as problem:
                self.app.call_from_thread(self.program.report, problem)
            else:
                self.app.call_from_thread(self._proved, found)

        self.run_worker(look, thread=True, exit_on_error=False, group="proof")

    def _proved(self, found: Chain) -> None:
        if self.is_mounted:
            self.proof = found.short
            self.show_view()
            if found.broken is not None:
                self.say(f"The {found.words}: something was changed in it. See caseterm check.", role="bad")

    # keys

    def on_row_list_opened(self) -> None:
        self.action_zoom()

    def action_zoom(self) -> None:
        """What the act changed over the whole screen, to be scrolled; again for the list."""
        self.toggle_class("-zoomed")
        home = self.home
        if home is not None:
            self.set_focus(home)

    def action_open_case(self) -> None:
        """The case of the act under the cursor."""
        act = self.acts.get(self.rows.cursor_key or 0)
        if act is None or act.case_id is None:
            self.say("This act is on no one case." if act else "There is no act here.")
        else:
            self.program.open_case(act.case_id)

    def action_filter(self) -> None:
        self.filter_line.add_class("-open")
        self.set_focus(self.filter_line)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.set_focus(self.rows)
        if not event.value.strip():
            self.filter_line.remove_class("-open")

    def step_back(self) -> bool:
        line = self.filter_line
        if self.has_class("-zoomed"):
            self.action_zoom()
        elif line.value or line.has_focus:
            line.value = ""
            line.remove_class("-open")
            self.set_focus(self.rows)
        else:
            return False
        return True

    # paper

    def action_print(self) -> None:
        """Write what is found to a file, or send it to the printer."""
        from caseterm.screens.dialogs.menu import MenuDialog

        items: list[tuple[str, str, Any]] = [(key, f"{name} file", (code, "save")) for key, name, code in PRINTS]
        items.append(("s", "Send to the printer", ("pdf", "print")))
        if self.last_file is not None:
            items.append(("o", "Open the file saved last", ("", "open")))

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None and not self.busy:
                self.busy = True
                self.say("Working...")
                self.run_worker(partial(self._make, *answer), thread=True, exit_on_error=False, group="print")

        self.app.push_screen(MenuDialog("p  Print history", items), chosen)

    def _make(self, format: str, what: str) -> None:
        from caseterm import histories
        from caseterm.exports import printing

        try:
            if what == "open" and self.last_file is not None:
                self.app.call_from_thread(self._made, self.last_file, printing.open_file(self.last_file).words, "")
                return
            asked = histories.Asked(self.wanted)
            saved = histories.save(self.db, asked, format, config_dir=self.program.config.folder)
            words, role = f"Saved {short_path(saved, 60)}", ""
            if what == "print":
                sent = printing.send(saved, printer=None, copies=1)
                words, role = f"{words}. {sent.words}", "" if sent.sent else "warn"
                if sent.sent:
                    histories.record(self.db, asked, format, f"printer {sent.job or 'default'}", verb="Printed")
        except CaseTermError as problem:
            self.app.call_from_thread(self._not_made, problem)
        else:
            self.app.call_from_thread(self._made, saved, words, role)

    def _made(self, saved: Path, words: str, role: str) -> None:
        self.busy = False
        self.last_file = saved
        if self.is_mounted:
            self.reload()
            self.prove()
            self.say(words, hint="p o Open", role=role)

    def _not_made(self, problem: CaseTermError) -> None:
        self.busy = False
        self.program.report(problem)
