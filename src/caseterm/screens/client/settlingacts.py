"""What is done with the statement of a settlement as a whole: locked, signed, paid out in parts or at once, printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.settlement import Version
from caseterm.rules.money import format_cents
from caseterm.rules.negotiation import standing
from caseterm.rules.settlechecks import Check
from caseterm.rules.settlement import settle
from caseterm.rules.settling import DeductionLine, Money, Offer, PayoutLine, RecoveryLine, given_of
from caseterm.rules.snapshot import differences, digest, snapshot_text
from caseterm.rules.terms_settlement import LOCKED
from caseterm.rules.trust import trust
from caseterm.screens.client.section import Section
from caseterm.screens.client.settling_trust import payout_form
from caseterm.screens.client.unbound import ask_unbound

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk
    from caseterm.store.database import Database

MISSING_SHOWN = 9


class StatementActs(Section):
    """The settlement as it was last read, and the acts on its statement; the section says how it is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.money = Money()
        self.statement = settle(given_of(self.money))
        self.projected = False
        self.checks: tuple[Check, ...] = ()
        self.versions: list[Version] = []
        self.recoveries: dict[str, RecoveryLine] = {}
        self.deductions: dict[str, DeductionLine] = {}
        self.payouts: dict[str, PayoutLine] = {}
        self.account = trust(self.statement, self.money)

    @property
    def locked(self) -> Version | None:
        """The statement that stands, if one does."""
        return next((each for each in self.versions if each.status in LOCKED), None)

    def moved(self, version: Version) -> tuple[str, ...]:
        """What the record says now that a locked statement did not."""
        if version.statement is None or version.status not in LOCKED:
            return ()
        return differences(version.statement, settle(given_of(self.money)))

    def what_if(self) -> None:
        """The projection, to be moved by keys."""
        from caseterm.screens.client.whatif import WhatIfDialog

        stands = standing(queries.settlement.events(self.db, self.case_id))
        known = stands.offer or stands.demand
        amount = self.statement.gross or ((known.amount or 0) if known else 0)
        self.desk.app.push_screen(WhatIfDialog(self.money, Offer(amount), stands, None))

    def lock(self) -> None:
        """Lock the statement; what is missing is told first, and an attorney's name asked for."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        missing = [check.text for check in self.checks if not check.done]
        missing += [text for text in self.statement.cautions if "final letter" not in text]
        seen = digest(snapshot_text(self.statement))

        def named(name: Any) -> None:
            by = str(name or "")
            self.desk.store(lambda: services.settlement.lock(self.db, self.case_id, approved_by=by, seen=seen))

        def ask(yes: Any) -> None:
            if yes:
                hint = "whose approval it has; empty if none"
                self.desk.prompt("Approved by, attorney", named, hint=hint, blank=True)

        unsaid = any(line.paid_on is None and not line.held_why for line in self.account.payouts)
        if self.projected or self.locked is not None or unsaid:
            named("")  # which says why it cannot be
        elif missing:
            listed = "\n".join(f"! {text}" for text in missing[:MISSING_SHOWN])
            more = f"\nand {len(missing) - MISSING_SHOWN} more" if len(missing) > MISSING_SHOWN else ""
            text = f"Lock the statement all the same?\n{listed}{more}"
            self.desk.app.push_screen(KeyConfirm(text, [("y", "Lock it", True)], cancel="Leave it open"), ask)
        else:
            ask(True)

    def unlock(self) -> None:
        """Let the locked statement go, with a reason; it stays on file."""
        version = self.locked
        if version is None:
            self.desk.say("No statement is locked. m l locks it.")
            return

        def typed(reason: Any) -> None:
            self.desk.store(lambda: services.settlement.unlock(self.db, version.id, str(reason)))

        self.desk.prompt(f"Unlock statement {version.version}: why", typed, hint="it stays on file with the reason")

    def signed(self) -> None:
        self._step("Signed by the client", services.settlement.sign)

    def paid_out(self) -> None:
        """All that is left of a signed statement is paid; what is held back stays.

        A lien without a final letter is asked for first.
        """
        signed = self.locked is not None and self.locked.status == "signed"
        loose = services.payouts.unbound_shares(self.db, self.account) if signed else ()
        names = [share.said() for share in loose]
        ask_unbound(self.desk, names, lambda: self._step("Paid out", services.payouts.pay_out))

    def _step(self, title: str, note: Callable[[Database, int, date], ChangeSet]) -> None:
        version = self.locked
        if version is None:
            self.desk.say("No statement is locked. m l locks it.")
            return

        def typed(day: Any) -> None:
            self.desk.store(lambda: note(self.db, version.id, day))

        self.desk.prompt(f"{title}: statement {version.version}", typed, kind="date", value=self.today, past=True)

    def print_statement(self) -> None:
        """The statement as it will be printed: the locked one, else the projection."""
        self._preview(self.locked.id if self.locked else None)

    def _preview(self, version_id: int | None) -> None:
        from caseterm import disbursing
        from caseterm.screens.sheetpreview import SheetPreview

        reader = disbursing.statement_sheet(self.case_id, version_id)
        sheet = self.desk.attempt(lambda: reader(self.db))
        if sheet is not None:
            self.desk.app.push_screen(SheetPreview(reader))

    # the trust account

    def pay_part(self) -> None:
        """Pay a part of what is in trust to one of the payees."""
        if self._in_trust():
            payout_form(self)

    def hold_back(self) -> None:
        """Keep a part in trust, with the reason."""
        if self._in_trust():
            payout_form(self, held=True)

    def _in_trust(self) -> bool:
        if not self.account.received:
            self.desk.say("Nothing is in trust yet. m f notes the funds of a recovery.")
        return self.account.received > 0

    def done(self, keys: Sequence[str]) -> None:
        """x: what was held back is paid out."""
        line = self.payouts.get(keys[0])
        if line is None or line.paid_on is not None:
            self.desk.say("x pays out what is held back. m y pays a part, m o all that is left.")
            return
        kept = line

        def typed(day: Any) -> None:
            self.desk.store(lambda: services.payouts.pay_held(self.db, kept.id, day))

        def ask() -> None:
            name = f"Paid on: {format_cents(line.amount, dollar=True)} held back"
            self.desk.prompt(name, typed, kind="date", value=self.today, past=True, select=True)

        loose = services.payouts.without_letter(self.db, kept.lien_id)
        ask_unbound(self.desk, [kept.payee] if loose else [], ask)
