"""Restoring a backup from the palette: choose it, see what would change, type the word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import services
from caseterm.errors import CaseTermError
from caseterm.rules.counting import counted
from caseterm.rules.locking import wait_after
from caseterm.screens.safekeeping import Safekeeping

if TYPE_CHECKING:
    from caseterm.services.restoring import Comparison

OTHER = "other"
BACKUP_FILES = (".db", ".sqlite", ".sqlite3", ".bak")


class Restoring(Safekeeping):
    """The way back to an earlier state of the whole record."""

    def action_restore_backup(self) -> None:
        """Choose one of the backups beside the database, or any other file."""
        from caseterm.screens.dialogs.pick import PickDialog

        self.db.refuse_if_readonly()
        items: list[tuple[Any, ...]] = [
            (backup.path, backup.words, f"{max(1, backup.path.stat().st_size // 1000):,} kB")
            for backup in services.backups.listed(self.db.path)
        ]
        self.push_screen(PickDialog("Restore a backup", [*items, (OTHER, "Another file...", "")]), self._backup_chosen)

    def _backup_chosen(self, choice: Path | str | None) -> None:
        from caseterm.screens.dialogs.openfile import OpenFileDialog

        if isinstance(choice, Path):
            self._look_at(choice)
        elif choice == OTHER:
            start = f"{self.db.path.parent}/"
            dialog = OpenFileDialog("Restore a backup", start, suffixes=BACKUP_FILES, noun="backup")
            self.push_screen(dialog, self._backup_chosen)

    def _look_at(self, backup: Path) -> None:
        if services.encryption.is_locked(backup):
            self._ask_for_its_passphrase(backup)
            return
        self.tell(f"Looking at {backup.name}...")
        self._in_background(partial(services.restoring.compare, self.db.path, backup), self._ask)

    def _ask_for_its_passphrase(self, backup: Path, problem: str = "") -> None:
        """A backup under another key than the database's; each wrong passphrase takes longer."""
        from caseterm.screens.dialogs.passphrase import AskPassphrase

        def given(said: str | None) -> None:
            if said is None:
                self.tell("Nothing was changed.")
                return
            self.tell("Looking...")
            self.run_worker(partial(look, said), thread=True, exit_on_error=False, group="restore")

        def look(said: str) -> None:
            tries = services.lockout.count_try(self.db.path, self.db.clock)
            try:
                services.encryption.open_file(backup, said)
            except CaseTermError as failed:
                self.call_from_thread(wait, wait_after(tries), f"{failed.title} {failed.next_step}".strip())
            else:
                services.lockout.forget_tries(self.db.path)
                self.call_from_thread(self._look_at, backup)

        def wait(seconds: int, said: str) -> None:
            self.tell(f"That was not it. You are asked again in {counted(seconds, 'second')}.", role="warn")
            self.set_timer(seconds, partial(self._ask_for_its_passphrase, backup, said))

        text = f"{backup.name} is under another key. Type its passphrase, or its recovery key."
        self.push_screen(AskPassphrase("Restore a backup", text, problem), given)

    def _ask(self, comparison: Comparison) -> None:
        from caseterm.screens.dialogs.confirm import TypedConfirm

        lines = [
            f"Restore {comparison.backup.name}",
            *comparison.lines(self.db.clock),
            "What is replaced is backed up and kept; another restore brings it back.",
        ]

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.tell("Backing up what is there now...")
                make_ready = services.restoring.make_ready
                job = partial(make_ready, self.db.path, comparison.backup, self.db.clock)
                self._in_background(job, partial(self._swap, comparison.backup))
            else:
                self.tell("Nothing was changed.")

        self.push_screen(TypedConfirm("\n".join(lines), services.restoring.WORD), answered)

    def _in_background(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def run() -> None:
            try:
                result = work()
            except CaseTermError as problem:
                self.call_from_thread(self.report, problem)
            else:
                self.call_from_thread(then, result)

        self.run_worker(run, thread=True, exit_on_error=False, group="restore")

    def _swap(self, backup: Path, said: str) -> None:
        """Everything on the screens belongs to the replaced database; show the restored one from the start."""
        try:
            kept = services.restoring.swap(self.db)
        except CaseTermError as problem:
            self.report(problem)
            return
        self._forget_what_was_read()
        back = f" To take it back, restore {kept.name}." if kept is not None else ""
        self.tell(f"{said} Restored {backup.name}.{back}".strip(), role="good")

    def _forget_what_was_read(self) -> None:
        there = {case_id for (case_id,) in self.db.raw.execute("SELECT id FROM cases")}
        self.action_go("cases")
        self.recent = [case_id for case_id in self.recent if case_id in there]
        self.case_id, self.section, self.walk_list, self.walk_name = None, None, (), ""
        self.is_sample = bool(self.db.raw.execute("SELECT demo FROM settings WHERE demo").fetchone())
        services.caselist.roll_to_today(self.db)
        self.stale_everywhere()
