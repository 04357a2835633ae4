"""Whom to call today: the longest silent first, one call after the other."""

from __future__ import annotations

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.checkins import CallDue
from caseterm.rules.checkin import CheckIn
from caseterm.rules.counting import counted
from caseterm.rules.terms import CHANNELS, PHASES, label
from caseterm.screens.checkins.form import open_call
from caseterm.screens.checkins.words import card_lines, silence
from caseterm.screens.listboard import ListBoard
from caseterm.widgets.rows import Cell, Column

COLUMNS = (
    Column("client", "Client", 18, grow=True),
    Column("phone", "Phone", 16),
    Column("silent", "Silent", 20),
    Column("best", "Best time", 11, min_total=76),
    Column("language", "Language", 12, min_total=96),
    Column("phase", "Stage", 14, min_total=90),
    Column("next", "Try", 14, min_total=60),
)


class CheckInList(ListBoard[CallDue]):
    """The clients who are to hear from us; Enter calls, and the next one is under the cursor afterwards."""

    scope = "checkins"
    mode_key = "1"
    watches = frozenset({"cases", "contacts", "contact_phones", "communications", "appointments", "settings"})
    called = "check-in calls"
    columns = COLUMNS
    card_height = 7
    nothing = "Nobody is left to be called."

    def __init__(self) -> None:
        super().__init__()
        self.talks = 0
        """How many were called since the list was opened."""

    # what is shown

    def read(self) -> dict[int, CallDue]:
        return {each.case_id: each for each in queries.checkins.due(self.db, self.program.today)}

    def heading(self) -> list[Cell]:
        resting = queries.checkins.waiting(self.db, self.program.today)
        told = [f"{self.talks} called" if self.talks else "", f"{resting} tried, resting" if resting else ""]
        tail = "".join(f"   {part}" for part in told if part)
        return [" To call: ", (counted(len(self.lines), "client"), "bold"), (tail, "muted")]

    def why_empty(self) -> str:
        return (
            "Every client has heard from you within the rhythm.\n\n"
            "Who was tried comes back on the day of the next try: text after 2 days, email after 5,\n"
            "letter after 10, certified letter after 21.\n\n"
            "g k shows who is to be reminded of an appointment, g h the day."
        )

    def cells(self, line: CallDue) -> dict[str, Cell]:
        today = self.program.today
        late = (today - line.due_on).days > 0
        language = f"{line.language}{' *' if line.interpreter else ''}".strip()
        return {
            "client": line.client,
            "phone": line.phone or ("no phone", "warn"),
            "silent": (silence(line, today), "warn" if late else ""),
            "best": (line.best_time, "muted"),
            "language": language,
            "phase": (label(PHASES, line.phase), "muted"),
            "next": label(CHANNELS, line.next.channel).lower(),
        }

    def card(self, line: CallDue) -> list[list[Cell]]:
        known = queries.checkins.card(self.db, line.case_id)
        return [[" ", *each] for each in card_lines(line, known, self.program.today)]

    def on_row_list_opened(self) -> None:
        self.action_call()

    # keys

    def action_call(self) -> None:
        """The call with the client under the cursor."""
        found = self.meant()
        if found is not None:
            open_call(self, found, after=self._after)

    def _after(self, changes: ChangeSet) -> None:
        self.talks += 1
        self.reload()

    def action_tried(self, outcome: str, channel: str = "call") -> None:
        """Nobody was reached: only the try is logged, with a task for the next."""
        found = self.meant()
        if found is not None:
            given = CheckIn(outcome=outcome, channel=channel)
            self.store(lambda: services.checkins.check_in(self.db, found.case_id, given))

    def action_explain(self) -> None:
        """What comes next for the client under the cursor, to be read out."""
        from caseterm.screens.lesson import LessonScreen

        found = self.meant()
        if found is not None:
            self.app.push_screen(LessonScreen(found.case_id))

    def action_open_client(self) -> None:
        """The client's file."""
        self.open_file()
