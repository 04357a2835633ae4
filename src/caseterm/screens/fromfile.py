"""A file from outside, read in the background and shown before anything of it is written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual.widget import Widget

from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.openfile import OpenFileDialog
from caseterm.widgets.chrome import TitleRow
from caseterm.widgets.rowlist import RowList

NOT_WRITTEN = "Nothing is written until you press enter."
Preview = TypeVar("Preview")


class FromFileScreen(BaseScreen, Generic[Preview]):
    """Chooses a file, reads it while the keys stay alive, and writes what it holds as one act."""

    subject: ClassVar[str]
    """What stands in the title row."""
    noun: ClassVar[str]
    """What such a file is called."""
    suffixes: ClassVar[tuple[str, ...]]
    writes: ClassVar[str]
    """What is being written: "cases"."""

    def __init__(self, path: str | None) -> None:
        super().__init__()
        self.path = Path(path) if path else None
        self.preview: Preview | None = None
        self.busy = ""

    def on_mount(self) -> None:
        self.query_one(TitleRow).set(current=self.mode_key)
        self.set_title(self.subject)
        if self.path is None:
            self.action_other_file()
        else:
            self.read(self.path)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#rows", RowList)

    @abstractmethod
    def job(self, path: Path) -> Callable[[], Preview]:
        """What reads a file; it runs in a thread."""

    @abstractmethod
    def take(self, preview: Preview) -> None:
        """Show what was read."""

    def action_other_file(self) -> None:
        """Choose the file; leaving the first choice leaves the screen."""
        if self.busy:
            return

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.program.remember({"import.folder": f"{path.parent}/"})
                self.forget_options()
                self.read(path)
            elif self.preview is None:
                self.program.go_back()

        folder = self.program.recall("import.folder", "") or usual_folder()
        dialog = OpenFileDialog(f"Import a {self.noun}", folder, suffixes=self.suffixes, noun=self.noun)
        self.app.push_screen(dialog, chosen)

    def forget_options(self) -> None:
        """How the file before was to be read says nothing of another."""

    def read(self, path: Path) -> None:
        """Read the file in the background and show what it holds."""
        self.path = path
        self.set_title(f"{self.subject}   {path.name}")
        self.start(self.job(path), self.is_read, say=f"Reading {path.name}...")

    def is_read(self, preview: Preview) -> None:
        """The file is read, or was read anew."""
        self.busy = ""
        if self.is_mounted:
            self.take(preview)

    def start(self, work: Callable[[], Any], then: Callable[[Any], None], *, say: str) -> None:
        """Do the work in a thread and go on with what it gives; meanwhile `busy`."""
        self.busy = say
        self.say(say)
        job = partial(self._work, work, then)
        self.run_worker(job, thread=True, exclusive=True, group="import", exit_on_error=False)

    def _work(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            result = work()
        except CaseTermError as problem:
            self.app.call_from_thread(self._failed, problem)
        else:
            self.app.call_from_thread(then, result)

    def _failed(self, problem: CaseTermError) -> None:
        self.busy = ""
        if self.is_mounted:
            self.program.report(problem)
            if self.preview is None:
                self.action_other_file()

    def is_imported(self, changes: ChangeSet) -> None:
        """All of it is on disk as one act."""
        self.busy = ""
        if self.is_mounted:
            self.app.pop_screen()
        self.show_report(changes)
        self.program.call_after_refresh(self.program.announce, changes)

    def show_report(self, changes: ChangeSet) -> None:
        """Show what should be looked at now, where there is something."""

    def step_back(self) -> bool:
        """An import that is being written is not left in the middle."""
        if self.busy.startswith("Importing"):
            self.say(f"The {self.writes} are being written; one moment.")
            return True
        return False


def usual_folder() -> str:
    """Where downloads land, else the home folder."""
    downloads = Path.home() / "Downloads"
    return f"{downloads if downloads.is_dir() else Path.home()}/"
