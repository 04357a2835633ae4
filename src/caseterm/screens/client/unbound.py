"""A question before a lien is paid whose holder has not bound itself in writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from caseterm.rules.counting import counted
from caseterm.rules.text import show

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

SHOWN = 6


def ask_unbound(desk: Desk, names: Sequence[str], then: Callable[[], None]) -> None:
    """Do it at once where every holder wrote its final letter, else once she says so; `names` are those without."""
    from caseterm.screens.dialogs.confirm import KeyConfirm

    if not names:
        then()
        return

    def answered(yes: Any) -> None:
        if yes:
            then()

    listed = [f"! {show(name)}: no final letter" for name in names[:SHOWN]]
    listed += [f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    one = len(names) == 1
    why = "Until it writes what it takes, the holder may" if one else "Until they write what they take, the holders may"
    title = f"Pay {'a lien' if one else counted(len(names), 'lien')} without a final letter?"
    text = "\n".join([title, *listed, f"{why} ask for more.", "The history keeps that it was paid so."])
    desk.app.push_screen(KeyConfirm(text, [("y", "Pay all the same", True)], cancel="Wait for the letter"), answered)
