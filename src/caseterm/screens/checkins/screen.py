"""Whom to call today: the longest silent first, one call after the other."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.checkins import CallDue
from caseterm.rules.checkin import CheckIn
from caseterm.rules.terms import CHANNELS, PHASES, label
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.checkins.form import open_call
from caseterm.screens.checkins.words import card_lines, silence
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column, Row
from caseterm.widgets.textpage import TextPage

COLUMNS = (
    Column("client", "Client", 20, grow=True),
    Column("phone", "Phone", 16),
    Column("silent", "Silent", 20),
    Column("best", "Best time", 11, min_total=76),
    Column("language", "Language", 12, min_total=96),
    Column("phase", "Stage", 14, min_total=90),
    Column("next", "Try", 14, min_total=60),
)


class CheckInList(BaseScreen):
    """The clients who are to hear from us; Enter calls, and the next one is under the cursor afterwards."""

    CSS_PATH = STYLES / "checkins.tcss"
    scope = "checkins"
    mode_key = "1"
    watches = frozenset({"cases", "contacts", "contact_phones", "communications", "appointments", "settings"})

    def __init__(self) -> None:
        super().__init__()
        self.due: dict[int, CallDue] = {}
        self.called = 0

    def compose_body(self) -> ComposeResult:
        yield Line(id="checkinline")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="checkins")
        yield Rule()
        yield TextPage(id="checkincard")

    def on_mount(self) -> None:
        self.query_one("#checkincard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#checkins", RowList)

    # what is shown

    def reload(self) -> None:
        today = self.program.today
        found = queries.checkins.due(self.db, today)
        self.due = {each.case_id: each for each in found}
        self.set_title("check-in calls")
        resting = queries.checkins.waiting(self.db, today)
        told = [f"{self.called} called" if self.called else "", f"{resting} tried, resting" if resting else ""]
        tail = "".join(f"   {part}" for part in told if part)
        clients = "client" if len(found) == 1 else "clients"
        self.query_one("#checkinline", Line).set(" To call: ", (f"{len(found)} {clients}", "bold"), (tail, "muted"))
        self.rows.empty_text = (
            "Every client has heard from you within the rhythm.\n\n"
            "Who was tried comes back on the day of the next try: text after 2 days, email after 5,\n"
            "letter after 10, certified letter after 21."
        )
        self.rows.set_rows([self._row(each) for each in found])
        self.show_card()

    def _row(self, found: CallDue) -> Row:
        today = self.program.today
        late = (today - found.due_on).days > 0
        language = f"{found.language}{' *' if found.interpreter else ''}".strip()
        return Row(
            found.case_id,
            {
                "client": found.client,
                "phone": found.phone or ("no phone", "warn"),
                "silent": (silence(found, today), "warn" if late else ""),
                "best": (found.best_time, "muted"),
                "language": language,
                "phase": (label(PHASES, found.phase), "muted"),
                "next": label(CHANNELS, found.next.channel).lower(),
            },
        )

    def current(self) -> CallDue | None:
        """The client under the cursor."""
        key = self.rows.cursor_key
        return self.due.get(key) if isinstance(key, int) else None

    def case_meant(self) -> int | None:
        found = self.current()
        return found.case_id if found is not None else None

    def show_card(self) -> None:
        found = self.current()
        page = self.query_one("#checkincard", TextPage)
        if found is None:
            page.set_lines([])
            return
        known = queries.checkins.card(self.db, found.case_id)
        page.set_lines([[" ", *line] for line in card_lines(found, known, self.program.today)])

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_call()

    # keys

    def action_call(self) -> None:
        """The call with the client under the cursor."""
        found = self.current()
        if found is None:
            self.say("Nobody is left to be called.")
            return
        open_call(self, found, after=self._after)

    def _after(self, changes: ChangeSet) -> None:
        self.called += 1
        self.reload()

    def action_tried(self, outcome: str, channel: str = "call") -> None:
        """Nobody was reached: only the try is logged, with a task for the next."""
        found = self.current()
        if found is None:
            self.say("Nobody is left to be called.")
            return
        given = CheckIn(outcome=outcome, channel=channel)
        self.store(lambda: services.checkins.check_in(self.db, found.case_id, given))

    def action_explain(self) -> None:
        """What comes next for the client under the cursor, to be read out."""
        from caseterm.screens.lesson import LessonScreen

        found = self.current()
        if found is not None:
            self.app.push_screen(LessonScreen(found.case_id))

    def action_open_client(self) -> None:
        """The client's file."""
        found = self.current()
        if found is not None:
            self.program.open_case(found.case_id, walk=list(self.due))
