"""Putting cases into another phase, and closing one: the same dialogs from every screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseterm import queries, services
from caseterm.rules.phase_names import phase_label
from caseterm.rules.terms import PHASES
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.pick import PickDialog

SHOWN_TASKS = 6


def choose_phase(screen: BaseScreen, case_ids: Sequence[int]) -> None:
    """Pick a phase; what its checklist will add is shown first, then Enter applies it."""
    lines = queries.caselist.lines(screen.db, case_ids)
    current = lines[0].phase if lines and len({line.phase for line in lines}) == 1 else None
    row = screen.db.raw.execute("SELECT claim_type FROM cases WHERE id = ?", (case_ids[0],)).fetchone()
    kind = str(row[0]) if row and len(case_ids) == 1 else ""
    numbered = [(code, f"{number} {phase_label(kind, code)}") for number, code in enumerate(PHASES, start=1)]
    who = lines[0].client if len(lines) == 1 else f"{len(lines)} cases"

    def chosen(phase: str | None) -> None:
        if phase == "closed" and len(case_ids) == 1:
            close_case(screen, case_ids[0])
        elif phase and phase != current:
            _preview(screen, case_ids, phase, who)

    screen.app.push_screen(PickDialog(f"Stage of {who}", numbered, current=current), chosen)


def _preview(screen: BaseScreen, case_ids: Sequence[int], phase: str, who: str) -> None:
    titles = screen.attempt(lambda: services.phases.preview_phase(screen.db, case_ids, phase)) or []

    def answered(answer: Any) -> None:
        if answer:
            screen.store(lambda: services.phases.change_phase(screen.db, case_ids, phase))

    left = services.phases.left_open(screen.db, case_ids)
    if not titles and not left:
        answered(True)
        return
    lines = [f"{who} to {PHASES[phase]}"]
    if titles:
        lines += _listed(f"{_tasks(titles)} will be created", titles)
    if left:
        lines += _listed(f"Still open in the phase you leave: {_tasks(left)}", left)
    screen.app.push_screen(KeyConfirm("\n".join(lines), [("enter", "Apply", True)], cancel="Leave as it is"), answered)


def _tasks(titles: Sequence[str]) -> str:
    return "1 task" if len(titles) == 1 else f"{len(titles)} tasks"


def _listed(heading: str, titles: Sequence[str]) -> list[str]:
    more = [f"  ... and {len(titles) - SHOWN_TASKS} more"] if len(titles) > SHOWN_TASKS else []
    return [heading, *(f"  {title}" for title in titles[:SHOWN_TASKS]), *more]


def close_case(screen: BaseScreen, case_id: int) -> None:
    """Say what is still open, ask why it is closed and how it ended, close it, and offer the closing letter."""
    from caseterm.screens.closing import close_case as close

    close(screen, case_id)
