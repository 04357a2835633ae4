"""The settlement of a case: what comes in, what goes off, what is still missing, and the statements locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.queries.settlement import Version
from caseterm.rules.negotiation import standing
from caseterm.rules.settlechecks import Check, checks
from caseterm.rules.settlement import Statement, settle
from caseterm.rules.settling import DeductionLine, Money, Offer, RecoveryLine, given_of, project
from caseterm.rules.snapshot import differences, digest, snapshot_text
from caseterm.rules.terms_settlement import LOCKED
from caseterm.screens.client.section import Section, split_key
from caseterm.screens.client.settling_forms import deduction_form, fee_form, recovery_form
from caseterm.screens.client.settlingrows import settlement_rows
from caseterm.screens.client.waterfall import waterfall_lines
from caseterm.screens.client.words import paragraph
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

PLACE_OF = {
    "bills": "specials", "lien": "liens", "reduction": "liens", "medicare": "liens", "costs": "costs",
    "minor": "overview",
}  # fmt: skip
"""The section in which a line of the check list is settled, where it is not this one."""


MISSING_SHOWN = 9


class SettlementSection(Section):
    name = "settlement"
    title = "Settlement"
    one = "line"
    strip = 7
    hints = (("enter", "Read, open"), ("m", "Lock, print"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.money = Money()
        self.statement = settle(given_of(self.money))
        self.projected = False
        self.checks: tuple[Check, ...] = ()
        self.versions: list[Version] = []
        self.recoveries: dict[str, RecoveryLine] = {}
        self.deductions: dict[str, DeductionLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("what", "What", 20, grow=True),
            Column("amount", "Amount", 13, align="right"),
            Column("state", "State", 18 if width < 90 else 28),
        ]

    def rows(self) -> list[Row]:
        self._read()
        return settlement_rows(self)

    def _read(self) -> None:
        archived, db, case_id = self.desk.archived, self.db, self.case_id
        self.money = queries.settlement.money(db, case_id)
        self.versions = queries.settlement.versions(db, case_id)
        self.checks = checks(self.money, self.today)
        found = queries.settlement.recoveries(db, case_id, archived=archived)
        self.recoveries = {f"recovery:{line.id}": line for line in found}
        taken = queries.settlement.deductions(db, case_id, archived=archived)
        self.deductions = {f"deduction:{line.id}": line for line in taken}
        self.projected = not self.money.recoveries
        self.statement = self._projection() if self.projected else settle(given_of(self.money))

    def _projection(self) -> Statement:
        """What the last offer would give, else the last demand; of nothing where there is neither."""
        stands = standing(queries.settlement.events(self.db, self.case_id))
        known = stands.offer or stands.demand
        if known is None or known.amount is None:
            return settle(given_of(self.money))
        return project(self.money, Offer(known.amount, known.claim_id, "Offer" if stands.offer else "Demand"))

    @property
    def locked(self) -> Version | None:
        """The statement that stands, if one does."""
        return next((each for each in self.versions if each.status in LOCKED), None)

    def moved(self, version: Version) -> tuple[str, ...]:
        """What the record says now that a locked statement did not."""
        if version.statement is None or version.status not in LOCKED:
            return ()
        return differences(version.statement, settle(given_of(self.money)))

    def key_of(self, key: str) -> str | None:
        return key

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        version = self._version(key)
        if version is not None:
            return self._version_lines(version, width)
        if key.startswith("check:"):
            check = self.checks[split_key(key)[1]]
            return paragraph(check.text, width - 2, "bad" if check.grave and not check.done else "")
        lines = waterfall_lines(self.statement, width - 3)
        if self.projected:
            said = "Projection: no recovery is entered. This is the last offer, else the last demand."
            lines += paragraph(said, width - 2, "muted")
        for text in self.statement.cautions:
            lines += paragraph(f"! {text}", width - 2, "warn")
        return lines

    def _version(self, key: str) -> Version | None:
        kind, number = split_key(key)
        return next((each for each in self.versions if kind == "disbursement" and each.id == number), None)

    def _version_lines(self, version: Version, width: int) -> list[list[Cell]]:
        altered = "The numbers are not those that were locked: the file was changed from outside."
        seal, role = (altered, "bad") if version.altered else (f"SHA-256 {version.sha256[:32]}...", "muted")
        lines = paragraph(seal, width - 2, role)
        for text in self.moved(version):
            lines += paragraph(f"Since then: {text}", width - 2, "warn")
        if version.unlock_reason:
            lines.append([f"Unlocked: {version.unlock_reason}"])
        if version.statement is not None:
            lines += waterfall_lines(version.statement, width - 3)
        return lines

    # acts

    def add(self) -> None:
        """A recovery, another deduction, or the fee agreement."""

        def chosen(what: Any) -> None:
            if what == "recovery":
                recovery_form(self.desk, {})
            elif what == "deduction":
                deduction_form(self.desk)
            elif what == "fee":
                fee_form(self.desk)

        items = [("recovery", "Recovery"), ("deduction", "Other deduction"), ("fee", "Fee agreement")]
        self.desk.pick("Add to the settlement", items, chosen)

    def edit(self, key: str) -> None:
        kind, number = split_key(key)
        if kind == "recovery":
            recovery_form(self.desk, {}, self.recoveries[key])
        elif kind == "deduction":
            deduction_form(self.desk, self.deductions[key])
        elif kind == "fee":
            fee_form(self.desk)
        elif kind == "owed":
            self.agreed(key)
        elif kind in ("lien", "costs", "check"):
            self._go(kind, number)
        else:
            self.desk.read_detail()

    def open(self, key: str) -> None:
        if split_key(key)[0] == "disbursement":
            self._preview(split_key(key)[1])
        else:
            self.edit(key)

    def _go(self, kind: str, number: int) -> None:
        """To the section where this line is settled."""
        code = self.checks[number].code if kind == "check" else kind
        place = PLACE_OF.get(code, {"lien": "liens", "costs": "costs"}.get(kind, ""))
        if code == "agreement":
            fee_form(self.desk)
        elif code in ("funds", "release", "recoveries"):
            keys = list(self.recoveries)
            if len(keys) == 1:
                recovery_form(self.desk, {}, self.recoveries[keys[0]])
            else:
                self.desk.say("Choose the recovery above: m f notes its funds, m g its release.")
        elif place:
            self.desk.program.open_case(self.case_id, section=place)

    def funds(self, key: str) -> None:
        """The day on which a recovery's money came in."""
        self._day(key, "funds_received_on", "Funds received")

    def set_date(self, keys: Sequence[str]) -> None:
        """The day of the funds, on a recovery."""
        self.funds(keys[0])

    def release(self, key: str) -> None:
        """The day on which a recovery's release was signed."""
        self._day(key, "release_signed_on", "Release signed")

    def _day(self, key: str, name: str, title: str) -> None:
        line = self.recoveries.get(key)
        if line is None and len(self.recoveries) == 1:
            line = next(iter(self.recoveries.values()))
        if line is None:
            self.desk.say("Choose the recovery first.")
            return
        kept = line

        def typed(day: Any) -> None:
            self.desk.store(
                lambda: services.settlement.put_recovery(
                    self.db, self.case_id, {name: day or None}, recovery_id=kept.id
                )
            )

        start = (line.funds_on if name.startswith("funds") else line.release_on) or self.today
        self.desk.prompt(f"{title}: {line.name}", typed, kind="date", value=start, past=True, blank=True, select=True)

    def agreed(self, key: str) -> None:
        """The sum a provider takes for its balance."""
        kind, number = split_key(key)
        line = next((each for each in self.money.providers if kind == "owed" and each.id == number), None)
        if line is None:
            self.desk.say("Choose a provider's balance first.")
            return

        def typed(cents: Any) -> None:
            amount = cents if isinstance(cents, int) else None
            self.desk.store(lambda: services.settlement.agree_balance(self.db, number, amount))

        start = dict(self.money.agreed).get(number, line.sums.balance)
        hint = "what the provider takes; empty for the whole balance"
        self.desk.prompt(f"Agreed: {line.name}", typed, kind="money", value=start, hint=hint, blank=True, select=True)

    def archive(self, keys: Sequence[str]) -> None:
        self._away(keys[0], restore=False)

    def restore(self, keys: Sequence[str]) -> None:
        self._away(keys[0], restore=True)

    def _away(self, key: str, *, restore: bool) -> None:
        kind, number = split_key(key)
        if kind not in ("recovery", "deduction"):
            self.desk.say("Only a recovery or a deduction is put away here.")
            return
        name = self.recoveries[key].name if kind == "recovery" else self.deductions[key].payee
        act = services.records.restore_record if restore else services.records.archive_record
        words = f"{'Restored' if restore else 'Archived'} {kind}: {name} {self.whose}"
        self.desk.store(lambda: act(self.db, kind, number, label=words))

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

        if self.projected or self.locked is not None:
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
        self._step("signed", "Signed by the client")

    def paid_out(self) -> None:
        self._step("paid", "Paid out")

    def _step(self, status: str, title: str) -> None:
        version = self.locked
        if version is None:
            self.desk.say("No statement is locked. m l locks it.")
            return

        def typed(day: Any) -> None:
            self.desk.store(lambda: services.settlement.step(self.db, version.id, status, day or None))

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
