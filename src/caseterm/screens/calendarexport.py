"""A calendar file out of the calendar or of a client's file: how clients are named, and where it goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import feeds, summaries
from caseterm.errors import CaseTermError
from caseterm.rules.icsfeed import NAMES, Names
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.prompt import PromptDialog

if TYPE_CHECKING:
    from caseterm.screens.base import BaseScreen

_KEYS: dict[Names, str] = {"initials": "i", "none": "n", "full": "f"}


def export_calendar(screen: BaseScreen, case_id: int | None = None) -> None:
    """Ask how clients are named and for the file, then write it: one case, or the whole caseload."""
    items = [(_KEYS[names], words, names) for names, words in NAMES.items()]

    def chosen(names: Any) -> None:
        if names is not None:
            _ask_for_file(screen, case_id, names)

    screen.app.push_screen(MenuDialog("Export .ics: how are clients named?", items), chosen)


def _ask_for_file(screen: BaseScreen, case_id: int | None, names: Names) -> None:
    path = summaries.default_folder(screen.db) / feeds.file_name(screen.db, case_id)

    def typed(answer: Any) -> None:
        if answer:
            target = Path(str(answer)).expanduser()
            job = partial(_work, screen, target, case_id, names)
            screen.say("Writing the calendar...")
            screen.run_worker(job, thread=True, group="export", exit_on_error=False)

    hint = "A file is never overwritten: the next is -2. Notes are never in it."
    screen.app.push_screen(PromptDialog("Save the calendar as", "text", f"{path}", hint), typed)


def _work(screen: BaseScreen, path: Path, case_id: int | None, names: Names) -> None:
    try:
        saved, count, changes = feeds.save_feed(screen.db, path, case_id=case_id, names=names)
    except CaseTermError as problem:
        screen.app.call_from_thread(screen.program.report, problem)
        return

    def done() -> None:
        if changes is not None:
            screen.program.announce(changes)
        if screen.is_mounted:
            screen.say(feeds.saved_words(saved, count) + ".")

    screen.app.call_from_thread(done)
