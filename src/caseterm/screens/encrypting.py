"""Encryption from the commands: a passphrase, the recovery key, and the backups made before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import services
from caseterm.errors import CaseTermError
from caseterm.rules.counting import counted
from caseterm.rules.locking import wait_after
from caseterm.screens.openpaths import expanded
from caseterm.screens.restoring import Restoring

if TYPE_CHECKING:
    from caseterm.services.encryption import Change

_HINT = (
    "From now on the program asks for it at every start. Four or five words that do not belong together are good; "
    "nobody can find it out for you when it is forgotten, so a recovery key comes next."
)
_WORKING = "The whole database is copied and compared, row by row. Nothing is lost if the computer stops now."


class Encrypting(Restoring):
    """Who may open the database."""

    def on_ready(self) -> None:
        self.call_after_refresh(self.offer_encryption)

    def offer_encryption(self) -> None:
        """At the first start with her own database, once."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        used = self.db.raw.execute("SELECT 1 FROM acts LIMIT 1").fetchone()
        if used or not services.encryption.is_to_be_offered(self.db):
            return
        text = (
            "Protect the database with a passphrase?\nEncrypted, what is written here can be read by nobody else, even "
            "when the computer or a backup is stolen. The program then asks for the passphrase at every start. It can "
            "be switched on and off later: press : and type encrypt."
        )

        def answered(answer: Any) -> None:
            self.remember({services.encryption.OFFERED: True})
            if answer == "e":
                self.action_encrypt()

        items = [("e", "Encrypt it (recommended)", "e"), ("n", "Not now", "n")]
        self.push_screen(KeyConfirm(text, items), answered)

    # the four commands

    def action_encrypt(self) -> None:
        """Put the database under a passphrase, or bring the backups along that were left behind."""
        from caseterm.screens.dialogs.passphrase import NewPassphrase

        self.db.refuse_if_readonly()
        if services.encryption.is_encrypted(self.db):
            self._ask_about_backups()
            return

        def chosen(said: str | None) -> None:
            if said is not None:
                job = partial(services.encryption.encrypt_ready, self.db.path, said)
                self._change("Encrypting", job, self._encrypted)

        self.push_screen(NewPassphrase("Encrypt the database", _HINT), chosen)

    def action_decrypt(self) -> None:
        """Take the encryption away, after the passphrase and a typed word."""
        from caseterm.screens.dialogs.confirm import TypedConfirm

        text = "Take the encryption away?\nAfterwards anybody who has the file can read it. Backups stay encrypted."

        def agreed(yes: bool | None) -> None:
            if yes:
                job = partial(services.encryption.decrypt_ready, self.db.path)
                self._change("Decrypting", job, self._decrypted)

        self._with_passphrase("Decrypt the database", lambda _said, _seed: self._ask_typed(TypedConfirm, text, agreed))

    def _ask_typed(self, dialog: Any, text: str, agreed: Callable[[bool | None], None]) -> None:
        self.push_screen(dialog(text, "decrypt"), agreed)

    def action_rekey(self) -> None:
        """Change the passphrase; the database is not touched."""
        from caseterm.screens.dialogs.passphrase import NewPassphrase

        def known(_said: str, seed: bytes) -> None:
            def chosen(new: str | None) -> None:
                if new is not None:
                    job = partial(services.encryption.change_passphrase, self.db.path, seed, new)
                    self._in_background(job, self._rekeyed)

            self.push_screen(
                NewPassphrase("Change the passphrase", _HINT.replace(", so a recovery key comes next", "")), chosen
            )

        self._with_passphrase("Change the passphrase", known)

    def _rekeyed(self, count: int) -> None:
        self.tell(f"The passphrase is changed, for the database and {counted(count, 'backup')}.", role="good")

    def action_recovery_key(self) -> None:
        """Show the recovery key again, or make a new one."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        def known(said: str, seed: bytes) -> None:
            def chosen(answer: Any) -> None:
                if answer == "s":
                    self._show_key(services.encryption.recovery_key_of(seed))
                elif answer == "n":
                    self._renew(said, seed)

            items = [("s", "Show it again", "s"), ("n", "Make a new one; the old one opens nothing any more", "n")]
            self.push_screen(KeyConfirm("Recovery key", items, cancel="Leave it as it is"), chosen)

        self._with_passphrase("Recovery key", known)

    def _renew(self, said: str, seed: bytes) -> None:
        """A new key under the same passphrase; who came in by the recovery key chooses a passphrase first."""
        from caseterm.screens.dialogs.passphrase import NewPassphrase

        def go(passphrase: str | None) -> None:
            if passphrase is not None:
                job = partial(services.encryption.renew_ready, self.db.path, passphrase)
                self._change("Making a new key", job, partial(self._renewed, seed))

        if services.encryption.is_recovery_key(said):
            self.push_screen(NewPassphrase("Choose a passphrase", _HINT), go)
        else:
            go(said)

    # how they go

    def _with_passphrase(self, title: str, then: Callable[[str, bytes], None], problem: str = "") -> None:
        """Ask for the passphrase that is set, look at it in a thread, and go on with it and its seed."""
        from caseterm.screens.dialogs.passphrase import AskPassphrase

        self.db.refuse_if_readonly()
        if not services.encryption.is_encrypted(self.db):
            self.tell("The database is not encrypted. To encrypt it: press : and type encrypt.")
            return

        def given(said: str | None) -> None:
            if said is not None:
                self.tell("Looking...")
                self.run_worker(partial(look, said), thread=True, exit_on_error=False, group="encrypt")

        def look(said: str) -> None:
            tries = services.lockout.count_try(self.db.path, self.db.clock)
            try:
                seed = services.encryption.seed_for(self.db, said)
            except CaseTermError as failed:
                self.call_from_thread(wait, wait_after(tries), f"{failed.title} {failed.next_step}".strip())
            else:
                services.lockout.forget_tries(self.db.path)
                self.call_from_thread(then, said, seed)

        def wait(seconds: int, problem: str) -> None:
            self.tell(f"That was not it. You are asked again in {counted(seconds, 'second')}.", role="warn")
            self.set_timer(seconds, partial(self._with_passphrase, title, then, problem))

        self.push_screen(AskPassphrase(title, "Type the passphrase, or the recovery key.", problem), given)

    def _change(self, what: str, job: Callable[[], Change], then: Callable[[Change], None]) -> None:
        """Make a change ready in a thread, with nothing on the screens in its way, and put it in place."""
        from caseterm.screens.dialogs.passphrase import Working

        working = Working(what, _WORKING)
        self.push_screen(working)
        self.db.let_go()

        def run() -> None:
            try:
                change = job()
            except CaseTermError as problem:
                self.call_from_thread(self._after_working, working, partial(self.report, problem))
            except BaseException:
                self.call_from_thread(working.dismiss)
                raise
            else:
                self.call_from_thread(self._after_working, working, partial(self._swap_in, change, then))

        self.run_worker(run, thread=True, exit_on_error=False, group="encrypt")

    def _after_working(self, working: Any, then: Callable[[], None]) -> None:
        working.dismiss()
        then()

    def _swap_in(self, change: Change, then: Callable[[Change], None]) -> None:
        try:
            services.encryption.swap(self.db, change)
        except CaseTermError as problem:
            self.report(problem)
        else:
            then(change)

    def _encrypted(self, change: Change) -> None:
        self.tell("Encrypted. The file that lay there in the clear was overwritten and is gone.", role="good")
        self._show_key(change.recovery_key, then=self._ask_about_backups)

    def _renewed(self, old_seed: bytes, change: Change) -> None:
        self.tell("Encrypted anew. The old recovery key opens it no more.", role="good")

        def bring_along() -> None:
            job = partial(services.encryption.renew_copies, self.db.path, old_seed)
            self._in_background(job, self._copies_done)

        self._show_key(change.recovery_key, then=bring_along)

    def _decrypted(self, _change: Change) -> None:
        self.tell("The database lies in the clear now. Its backups stay encrypted.", role="warn")

    def _show_key(
        self, key: str, said: str = "", *, saved: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        from caseterm.screens.dialogs.passphrase import RecoveryKey
        from caseterm.screens.dialogs.prompt import PromptDialog

        def named(name: str | None) -> None:
            if not name:
                self._show_key(key, then=then)
                return
            text = services.encryption.sheet(self.db.path, key, self.db.clock)
            try:
                target = services.encryption.save_sheet(expanded(name).absolute(), text)
            except CaseTermError as problem:
                self._show_key(key, f"{problem.title} {problem.next_step}".strip(), then=then)
            else:
                self._show_key(key, f"Saved: {target}. Print it, then remove the file.", saved=True, then=then)

        def answered(answer: str | None) -> None:
            if answer == "s":
                where = str(Path.home() / "caseterm-recovery-key.txt")
                self.push_screen(
                    PromptDialog("Save the recovery key", value=where, hint="A new file; print it."), named
                )
            elif then is not None:
                then()

        self.push_screen(RecoveryKey(key, said, saved=saved), answered)

    # backups made before

    def _ask_about_backups(self) -> None:
        from caseterm.screens.dialogs.confirm import KeyConfirm

        plain = services.encryption.plain_copies(self.db.path)
        if not plain:
            self.tell("Encrypted: the database and every backup of it.", role="good")
            return
        encrypt = partial(services.encryption.encrypt_copies, self.db.path, plain)
        if not self.db.raw.execute("SELECT 1 FROM acts LIMIT 1").fetchone():  # a first start: nothing to decide about
            self._in_background(encrypt, self._copies_done)
            return
        text = (
            f"{counted(len(plain), 'backup')} made before can still be read\nby anybody who has the files. Encrypted, "
            "they open with the same passphrase. What is removed is overwritten first."
        )

        def answered(answer: Any) -> None:
            if answer == "e":
                self.tell(f"Encrypting {counted(len(plain), 'backup')}...")
                self._in_background(encrypt, self._copies_done)
            elif answer == "r":
                self._in_background(partial(services.encryption.remove_copies, plain), self._copies_done)
            else:
                self.tell("The backups stay as they are. To encrypt them later: press : and type encrypt.", role="warn")

        items = [
            ("e", "Encrypt them (recommended)", "e"),
            ("r", "Remove them", "r"),
            ("k", "Keep them as they are", "k"),
        ]
        self.push_screen(KeyConfirm(text, items), answered)

    def _copies_done(self, left: list[Path]) -> None:
        if left:
            self.tell(f"{counted(len(left), 'backup')} could not be changed, such as {left[0]}.", role="warn")
        else:
            self.tell("Done: no backup of the database lies in the clear.", role="good")
