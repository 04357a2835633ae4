"""The conflict check of a case: who of it may be known to the firm, from which case, and who cleared it."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.errors import CaseTermError
from caseterm.rules.conflicts import Check, Hit
from caseterm.rules.terms import ROLES, label, lowered
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.widgets.chrome import Line
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap
from caseterm.widgets.textpage import TextPage


def check_conflicts(screen: BaseScreen, case_id: int) -> None:
    """Search for everybody of a case in a thread, record it, and show what was found."""
    screen.say("Checking for conflicts...")
    job = partial(_search, screen, case_id)
    screen.run_worker(job, thread=True, group="conflicts", exclusive=True, exit_on_error=False)


def _search(screen: BaseScreen, case_id: int) -> None:
    try:
        found = queries.conflicts.check(screen.db, case_id)
    except CaseTermError as problem:
        screen.app.call_from_thread(screen.program.report, problem)
        return
    screen.app.call_from_thread(_found, screen, case_id, found)


def _found(screen: BaseScreen, case_id: int, found: Check) -> None:
    changes = screen.store(lambda: services.conflicts.record(screen.db, case_id, found))
    check_id = changes.first_added("conflict_checks") if changes is not None else None
    if found.hits and screen.is_current:
        screen.program.show_board(ConflictScreen(case_id, found, check_id))


def settle_check(screen: BaseScreen, check_id: int, *, conflict: bool | None = None) -> None:
    """Ask whether a recorded check is cleared, by whom and why."""
    from caseterm.screens.dialogs.pick import PickDialog
    from caseterm.screens.dialogs.prompt import PromptDialog

    settings = services.settings.current_settings(screen.db)

    def asked(by: Any, bad: bool) -> None:
        def why(reason: Any) -> None:
            if reason:
                screen.store(
                    lambda: services.conflicts.settle(screen.db, check_id, conflict=bad, by=str(by), reason=str(reason))
                )

        if by:
            title = "What the conflict is" if bad else "Why it is no conflict"
            screen.app.push_screen(PromptDialog(title), why)

    def chosen(bad: Any) -> None:
        if bad is not None:
            title = "Declared by" if bad else "Cleared by"
            dialog = PromptDialog(title, value=settings.user_name, hint="who looked at it")
            screen.app.push_screen(dialog, lambda by: asked(by, bool(bad)))

    if conflict is not None:
        chosen(conflict)
    else:
        items = [(False, "Cleared, and why"), (True, "A conflict, and which")]
        screen.app.push_screen(PickDialog("Conflict check", items), chosen)


class ConflictScreen(BaseScreen):
    """What came up, the other side first; the record keeps all of it."""

    CSS_PATH = STYLES / "conflicts.tcss"
    scope = "conflicts"
    mode_key = "2"
    watches = frozenset({"conflict_checks"})

    def __init__(self, case_id: int, found: Check, check_id: int | None) -> None:
        super().__init__()
        self.case_id, self.found, self.check_id = case_id, found, check_id

    def compose_body(self) -> ComposeResult:
        yield Line(id="conflictline")
        yield RowList(
            [
                Column("side", "", 2),
                Column("searched", "In this case", 16, grow=True),
                Column("found", "Known", 18, grow=True),
                Column("why", "How", 12),
                Column("where", "Where", 18, grow=True, min_total=72),
            ],
            marking=False,
            empty_text="Nobody by these names.",
            id="hits",
        )
        yield TextPage(id="hit")

    def on_mount(self) -> None:
        self.refresh_if_stale()
        self.set_focus(self.hits)

    @property
    def place_name(self) -> str:
        return f"{self.scope}:{self.case_id}:{self.check_id}"

    @property
    def home(self) -> Widget | None:
        return self.hits

    @property
    def hits(self) -> RowList:
        return self.query_one("#hits", RowList)

    def reload(self) -> None:
        head = queries.casefile.head(self.db, self.case_id)
        self.set_title(f"conflict check   {head.number}" if head else "conflict check")
        found = self.found
        grave = f" {found.grave} on the other side !  " if found.grave else ""
        self.query_one("#conflictline", Line).set(
            (grave, "bad"),
            f" {len(found.searched)} searched for in {found.known:,} names, {len(found.hits)} alike",
            right=[(self._standing(), "muted"), " "],
        )
        self.hits.set_rows([Row(place, self._cells(hit)) for place, hit in enumerate(found.hits)])
        self.show_hit()

    def _standing(self) -> str:
        if self.check_id is None:
            return "not recorded"
        row = queries.casefile_care.stored(self.db, "conflict_checks", self.check_id)
        settled = {"cleared": "cleared by", "conflict": "conflict, says"}.get(row["result"], "")
        return f"{settled} {row['cleared_by']}" if settled else "recorded, not cleared"

    def _cells(self, hit: Hit) -> dict[str, Cell]:
        role = "bad" if hit.level == 0 else "" if hit.level == 1 else "muted"
        first = hit.parts[0] if hit.parts else None
        where = f"{lowered(label(ROLES, first.role))} {first.number}" if first else ""
        more = f" +{len(hit.parts) - 1}" if len(hit.parts) > 1 else ""
        return {
            "side": ("!!" if hit.level == 0 else "", role),
            "searched": (hit.searched.shown, role),
            "found": (hit.name, role),
            "why": (hit.why, "muted"),
            "where": (f"{where}{more}", role),
        }

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self.show_hit()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.action_open_case()

    def now(self) -> Hit | None:
        """The hit under the cursor."""
        key = self.hits.cursor_key
        return self.found.hits[key] if isinstance(key, int) and key < len(self.found.hits) else None

    def show_hit(self) -> None:
        hit = self.now()
        lines: list[list[Cell]] = []
        if hit is not None:
            room = max(30, self.size.width - 4)
            here = lowered(label(ROLES, hit.searched.role))
            lines = [
                [(hit.searched.shown, "bold"), f", {here} here   ~   ", (hit.name, "bold"), (f"   {hit.why}", "muted")]
            ]
            for part in hit.parts[:20]:
                text = f"{label(ROLES, part.role)} in {part.number}, {part.client} ({part.status})"
                lines += [[piece] for piece in wrap(text, room)]
        self.query_one("#hit", TextPage).set_lines(lines)

    def action_open_case(self) -> None:
        """The newest case of the one under the cursor."""
        hit = self.now()
        row = None
        if hit is not None and hit.parts:
            row = self.db.raw.execute("SELECT id FROM cases WHERE number = ?", (hit.parts[0].number,)).fetchone()
        if row is not None:
            self.program.open_case(int(row[0]))
        else:
            self.say("This name is in no other case.")

    def action_settle(self, conflict: bool) -> None:
        """Cleared, or a conflict, by whom and why."""
        if self.check_id is None:
            self.say("This copy is read-only; nothing was recorded.", role="warn")
        else:
            settle_check(self, self.check_id, conflict=conflict)
