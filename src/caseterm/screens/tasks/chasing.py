"""Chasing what waits on somebody: what they said goes into its notes, and it comes back on its next day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from caseterm import services
from caseterm.queries.tasks import TaskLine
from caseterm.rules.dates import DateProblem
from caseterm.rules.followup import parse_follow_up
from caseterm.rules.tasks import CHASE_DAYS
from caseterm.rules.terms import TASK_OPEN

if TYPE_CHECKING:
    from caseterm.screens.tasks.acts import TaskActs


def ask_chase(screen: TaskActs, found: list[TaskLine]) -> None:
    """Ask in one line what they said and when to ask again; without a day it is two weeks."""
    from caseterm.screens.dialogs.prompt import PromptDialog

    ids = [line.id for line in found if line.waiting_on and line.status in TASK_OPEN]
    if not ids:
        screen.say("It waits on nobody. w says on whom.")
        return
    today = screen.program.today

    def typed(text: Any) -> None:
        if text is not None:
            said, next_on = read_chase(str(text), today)
            screen.do(ids, "Chased:", lambda: services.tasks.chase(screen.db, ids, said=said, next_on=next_on))

    names = {line.waiting_on for line in found}
    whom = names.pop() if len(names) == 1 else f"{len(names)} people"
    hint = f"what they said, then when to ask again: spoke with L., processing +14d; without a day in {CHASE_DAYS} d"
    screen.app.push_screen(PromptDialog(f"Chased {whom}", "text", "", hint, blank=True), typed)


def read_chase(text: str, today: date) -> tuple[str, date]:
    """What was said and the next day of a typed line; a day that has passed is part of what was said."""
    try:
        said, day = parse_follow_up(text, today=today, fallback="")
    except DateProblem:
        return text, today + timedelta(days=CHASE_DAYS)
    return (said, day) if day > today else (text, today + timedelta(days=CHASE_DAYS))
