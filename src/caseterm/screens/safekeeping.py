"""Backups while she works: after the first frame, every hour of use, and by hand; their age where she looks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from caseterm import services
from caseterm.errors import CaseTermError
from caseterm.rules.backup_schedule import age_words, is_due, is_old
from caseterm.rules.date_words import paper_day, show_time
from caseterm.screens.lifecycle import Lifecycle
from caseterm.typedcommands import to_type

if TYPE_CHECKING:
    from caseterm.services.backups import Made

LOOK_FOR_A_BACKUP = 60.0


class Safekeeping(Lifecycle):
    """Makes backups in a worker thread, never two at once, and says only what needs her."""

    backup_tried_at: datetime | None = None
    backup_notice = ""

    def on_ready(self) -> None:
        self.call_after_refresh(self.start_backups)

    def start_backups(self) -> None:
        """The first look comes after the first frame; the clock decides about the later ones."""
        self.set_interval(LOOK_FOR_A_BACKUP, self.look_for_a_backup)
        self.look_for_an_earlier_record()
        self.look_for_a_backup()
        self.run_worker(self._look_around, thread=True, exit_on_error=False, group="backup")

    def look_for_an_earlier_record(self) -> None:
        """A database that was moved or lost is begun anew by the next start: its backups say that there was one."""
        if self.db.raw.execute("SELECT 1 FROM acts LIMIT 1").fetchone() is not None:
            return
        backup = services.backups.newest_of_a_record(self.db.path)
        if backup is None:
            return
        from caseterm.screens.dialogs.message import MessageDialog

        self.push_screen(
            MessageDialog(
                "This record is empty, and there are backups of another",
                f"{self.db.path} holds nothing, but its newest backup is from {paper_day(backup.at.date())} "
                f"{show_time(backup.at.time())}. The database was moved, renamed or taken away.",
                "The backups are untouched.",
                "Put the database back where it was, or bring the backup back: Restore a backup, in the commands (:).",
            )
        )

    def _look_around(self) -> None:
        """Other versions beside the database, and a folder that is not this computer's alone, are said at the start."""
        for finding in services.checking.around(self.db.path):
            if finding.state != "ok":
                said = f"{finding.words[:1].upper()}{finding.words[1:]}."
                self.call_from_thread(self.tell, said, hint=": Check the database", role="warn")

    def look_for_a_backup(self) -> None:
        """Back up when it is time and this copy may write."""
        now = self.db.clock.local()
        if not self.db.readonly and is_due(self.backup_tried_at, now):
            self.backup_tried_at = now
            self.run_worker(self._back_up_if_changed, thread=True, exit_on_error=False, group="backup")

    def _back_up_if_changed(self) -> None:
        from caseterm.freed import give_back

        try:
            made = services.backups.back_up_if_changed(self.db)
        except CaseTermError as problem:
            self.call_from_thread(self.backup_failed, problem)
        else:
            self.call_from_thread(self.backup_stands, made)
        finally:
            give_back()

    def backup_stands(self, made: Made) -> None:
        """The record is in a backup as it is; a second folder that is missing is said once."""
        self._flag("")
        if made.notice and made.notice != self.backup_notice:
            self.tell(made.notice, role="warn")
        self.backup_notice = made.notice

    def backup_failed(self, problem: CaseTermError) -> None:
        """Say why there is no backup; in the title how old the last one is once that is over a day."""
        newest = services.backups.newest(self.db.path)
        now = self.db.clock.local()
        if newest is None:
            self._flag("NO BACKUP")
        elif is_old(newest.at, now):
            self._flag(f"BACKUP {age_words(newest.at, now)} old".upper())
        if problem.title != self.backup_notice:
            self.tell(f"{problem.title} {to_type(problem.next_step, self.db.path)}".strip(), role="warn")
        self.backup_notice = problem.title

    def _flag(self, flag: str) -> None:
        if flag != self.backup_flag:
            self.backup_flag = flag
            self.stale_everywhere()

    def action_backup(self) -> None:
        """A checked copy of the database into the backups folder beside it."""
        self.run_worker(self._back_up_by_hand, thread=True, exit_on_error=False, group="backup")

    def _back_up_by_hand(self) -> None:
        from caseterm.freed import give_back

        try:
            made = services.backups.back_up_now(self.db, "by-hand")
        except CaseTermError as problem:
            self.call_from_thread(self.report, problem)
        else:
            self.call_from_thread(self.backup_stands, made)
            if made.backup is not None:
                self.call_from_thread(self.tell, f"Backed up and checked: {made.backup.path} {made.notice}".strip())
        finally:
            give_back()
