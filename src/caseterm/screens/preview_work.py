"""What the preview does with a document: makes the file, saves, opens and prints it, all in threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from caseterm import summaries
from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError
from caseterm.exports import printing
from caseterm.exports.formats import Written
from caseterm.screens.base import BaseScreen
from caseterm.screens.preview_lines import short_path
from caseterm.summaries import Options, Prepared, Saved


class PreviewWork(BaseScreen):
    """A screen with a document whose file is made, saved, opened and printed in threads.

    A thread touches no widget: it hands its result to the program's own thread by `_tell`.
    """

    def __init__(self, case_ids: tuple[int, ...]) -> None:
        super().__init__()
        self.case_ids = case_ids
        self.options = Options()
        self.prepared: Prepared | None = None
        self.written: Written | None = None
        self.saved: list[Saved] = []
        self.busy = False

    def target(self) -> Path:
        """The file that Enter will write, before a number is added."""
        raise AssertionError("a subclass says where")

    def show_options(self) -> None:
        """Show the options again."""

    # the file, made in a thread

    def _write(self, prepared: Prepared) -> None:
        try:
            written = prepared.write()
        except CaseTermError as problem:
            self._tell(self._not_written, prepared, problem)
        else:
            self._tell(self._is_written, prepared, written)

    def _tell(self, then: Callable[..., Any], *values: Any) -> None:
        """Hand a thread's result to the screen, on the program's own thread."""
        self.app.call_from_thread(then, *values)

    def _is_written(self, prepared: Prepared, written: Written) -> None:
        if prepared is self.prepared and self.is_mounted:
            self.written = written
            self.show_options()
            if written.notices:
                self.say(written.notices[0], role="warn")

    def _not_written(self, prepared: Prepared, problem: CaseTermError) -> None:
        if prepared is self.prepared and self.is_mounted:
            self.say(problem.sentences, role="bad")

    # saving and opening

    def action_save_or_open(self) -> None:
        """Enter: the file is written; Enter again opens it."""
        if self.busy or self.prepared is None:
            return
        if self.saved:
            self._start(self._open, self.saved[0].path, say="Opening...")
        else:
            self.save(then=None)

    def save(self, *, then: Callable[[], None] | None) -> None:
        """Write the file or files in a thread, put them on record, then say where they are and go on."""
        assert self.prepared is not None
        job = partial(self._save, self.prepared, self.written, self.target(), then)
        self._start(job, say=f"Saving {len(self.case_ids)} files..." if len(self.case_ids) > 1 else "Saving...")

    def _start(self, work: Callable[..., None], *values: Any, say: str) -> None:
        self.busy = True
        self.say(say)
        self.run_worker(partial(work, *values), thread=True, group="work", exit_on_error=False)

    def _save(self, prepared: Prepared, written: Written | None, target: Path, then: Callable[[], None] | None) -> None:
        saved: list[Saved] = []
        problem: CaseTermError | None = None
        try:
            if len(self.case_ids) == 1:
                saved.append(self.save_file(prepared, target, written))
            else:
                folder = self.program.config.folder
                for each in summaries.save_many(
                    self.db, self.case_ids, prepared.options, folder=target.parent, config_dir=folder
                ):
                    saved.append(each)
                    if len(saved) % 5 == 0:
                        self._tell(self.say, f"Saving {len(saved)} of {len(self.case_ids)}...")
        except CaseTermError as failed:
            problem = failed
        changes, problem = self._recorded(saved, problem)
        self._tell(self._is_saved, prepared, saved, changes, problem, then)

    def _recorded(
        self, saved: list[Saved], problem: CaseTermError | None, *, printer: str | None = None
    ) -> tuple[ChangeSet | None, CaseTermError | None]:
        """Put what was written on record at once, whatever happened afterwards."""
        try:
            return (self.record(saved, printer) if saved else None), problem
        except CaseTermError as failed:
            return None, problem or failed

    def save_file(self, prepared: Prepared, target: Path, written: Written | None) -> Saved:
        """Write one file; called in a thread."""
        return summaries.save(prepared, target, written=written)

    def record(self, saved: list[Saved], printer: str | None) -> ChangeSet | None:
        """Put files, or their prints, on the disclosure record; called in a thread."""
        return summaries.record(self.db, saved, printer=printer)

    def _is_saved(
        self,
        prepared: Prepared,
        saved: list[Saved],
        changes: ChangeSet | None,
        problem: CaseTermError | None,
        then: Callable[[], None] | None,
    ) -> None:
        self.busy = False
        if changes:
            self.program.changed.publish(changes)
        if problem is not None:
            self.say(f"{len(saved)} of {len(self.case_ids)} files were saved." if saved else "Not saved.", role="bad")
            self.program.report(problem)
            return
        if prepared is self.prepared:
            self.saved = saved
        notices = [notice for each in saved for notice in each.notices]
        notices += [] if changes else [summaries.UNRECORDED]
        self._say_saved(saved, notices)
        self.show_options()
        if then is not None:
            then()

    def _say_saved(self, saved: list[Saved], notices: list[str]) -> None:
        room = max(20, self.size.width - 22)
        if len(saved) == 1:
            words = f"Saved {short_path(saved[0].path, room)}"
        else:
            words = f"Saved {len(saved)} files in {short_path(saved[0].path.parent, room - 10)}"
        self.program.tell(
            f"{notices[0]} {words}" if notices else words, hint="enter Open", role="warn" if notices else ""
        )

    def _open(self, path: Path) -> None:
        outcome = printing.open_file(path)
        self._tell(self._done, outcome.words if not outcome.sent else f"Opened {short_path(path, 60)}", outcome.sent)

    def _done(self, words: str, good: bool) -> None:
        self.busy = False
        self.say(words, role="" if good else "warn")

    # the printer

    def action_print(self) -> None:
        """p: save the file if it is not, then ask for printer and copies."""
        if self.busy or self.prepared is None:
            return
        if self.saved:
            self._look_for_printers()
        else:
            self.save(then=self._look_for_printers)

    def _look_for_printers(self) -> None:
        self._start(lambda: self._tell(self._printers_found, printing.printers()), say="Looking for printers...")

    def _printers_found(self, found: printing.Printers) -> None:
        from caseterm.screens.dialogs.pick import PickDialog

        self.busy = False
        if not found.names:
            if found.by_system:
                self._ask_copies(None)
            else:
                self._say_unprinted(found.problem)
            return
        items = [(name, name, "default" if name == found.default else "") for name in found.names]
        self.say("Saved. Choose the printer.")

        def chosen(name: str | None) -> None:
            if name is None:
                self.say("Saved, not printed.", hint="enter Open")
            else:
                self._ask_copies(name)

        self.app.push_screen(PickDialog("Print on", items, current=found.default), chosen)

    def _say_unprinted(self, problem: str) -> None:
        from caseterm.screens.dialogs.message import MessageDialog

        self.say("Saved, not printed.", hint="enter Open")
        more = f", and {len(self.saved) - 1} more" if len(self.saved) > 1 else ""
        kept = f"It is saved: {self.saved[0].path}{more}"
        self.app.push_screen(
            MessageDialog("Not printed", problem, kept, "Enter in the preview opens it; print it there.")
        )

    def _ask_copies(self, printer: str | None) -> None:
        from caseterm.screens.dialogs.prompt import PromptDialog

        def answered(text: object) -> None:
            if text is None:
                self.say("Saved, not printed.", hint="enter Open")
                return
            typed = str(text).strip()
            if not typed.isdecimal() or not 1 <= int(typed) <= printing.MOST_COPIES:
                self.say(f"Copies: a number from 1 to {printing.MOST_COPIES}. Not printed.", role="bad")
                return
            self._start(self._send, list(self.saved), printer, int(typed), say="Sending to the printer...")

        self.app.push_screen(PromptDialog("Copies", value="1", hint="1 to 99"), answered)

    def _send(self, saved: list[Saved], printer: str | None, copies: int) -> None:
        sent: list[Saved] = []
        outcome = printing.PrintOutcome(False, "Nothing to print.")
        for each in saved:
            outcome = printing.send(each.path, printer=printer, copies=copies)
            if not outcome.sent:
                break
            sent.append(each)
        where = printer or outcome.job.rpartition("-")[0] or "default"
        changes, problem = self._recorded(sent, None, printer=where)
        self._tell(self._is_sent, outcome, len(sent), changes, problem)
        if outcome.sent and outcome.job:
            state = printing.follow(outcome.job)
            self._tell(self._done, state.words, state.sent)

    def _is_sent(
        self,
        outcome: printing.PrintOutcome,
        count: int,
        changes: ChangeSet | None,
        problem: CaseTermError | None,
    ) -> None:
        self.busy = False
        if changes:
            self.program.changed.publish(changes)
        if problem is not None:
            self.program.report(problem)
        files_ = f"{count} files. " if count > 1 else ""
        self.say(files_ + outcome.words, role="" if outcome.sent else "bad")
