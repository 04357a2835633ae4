"""The settlement of a case: what comes in, what goes off, what is still missing, and the statements locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseterm import queries, services
from caseterm.queries.settlement import Version
from caseterm.rules.negotiation import standing
from caseterm.rules.settlechecks import checks
from caseterm.rules.settlement import Statement, settle
from caseterm.rules.settling import Offer, given_of, project
from caseterm.rules.trust import trust
from caseterm.screens.client.section import split_key
from caseterm.screens.client.settling_forms import deduction_form, fee_form, recovery_form
from caseterm.screens.client.settling_trust import payout_form, payout_lines
from caseterm.screens.client.settlingacts import StatementActs
from caseterm.screens.client.settlingrows import settlement_rows
from caseterm.screens.client.waterfall import waterfall_lines
from caseterm.screens.client.words import paragraph
from caseterm.widgets.rows import Cell, Column, Row

PLACE_OF = {
    "bills": "specials", "lien": "liens", "reduction": "liens", "medicare": "liens", "costs": "costs",
    "minor": "overview",
}  # fmt: skip
"""The section in which a line of the check list is settled, where it is not this one."""


class SettlementSection(StatementActs):
    name = "settlement"
    title = "Settlement"
    one = "line"
    strip = 7
    hints = (("enter", "Read, open"), ("m", "Lock, print"))

    def columns(self, width: int) -> list[Column]:
        return [
            Column("what", "What", 20, grow=True),
            Column("amount", "Amount", 9, align="right"),
            Column("state", "State", 20 if width < 90 else 28),
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
        self.payouts = {
            f"payout:{each.id}": each for each in queries.settlement.payouts(db, case_id, archived=archived)
        }
        stands = self.locked.statement if self.locked is not None else None
        self.account = trust(stands or self.statement, self.money)

    def _projection(self) -> Statement:
        """What the last offer would give, else the last demand; of nothing where there is neither."""
        stands = standing(queries.settlement.events(self.db, self.case_id))
        known = stands.offer or stands.demand
        if known is None or known.amount is None:
            return settle(given_of(self.money))
        return project(self.money, Offer(known.amount, known.claim_id, "Offer" if stands.offer else "Demand"))

    def key_of(self, key: str) -> str | None:
        return key

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        version = self._version(key)
        if version is not None:
            return self._version_lines(version, width)
        if key.startswith("check:"):
            check = self.checks[split_key(key)[1]]
            return paragraph(check.text, width - 2, "bad" if check.grave and not check.done else "")
        if key in self.payouts:
            return payout_lines(self, self.payouts[key], width)
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
        """A recovery, another deduction, the fee agreement, a payment, or money held back."""

        def chosen(what: Any) -> None:
            if what == "recovery":
                recovery_form(self.desk, {})
            elif what == "deduction":
                deduction_form(self.desk)
            elif what == "fee":
                fee_form(self.desk)
            elif what == "payment":
                self.pay_part()
            elif what == "held":
                self.hold_back()

        items = [
            ("recovery", "Recovery"), ("deduction", "Other deduction"), ("fee", "Fee agreement"),
            ("payment", "Payment"), ("held", "Money held back"),
        ]  # fmt: skip
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
        elif kind == "payout":
            payout_form(self, self.payouts[key], held=self.payouts[key].paid_on is None)
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
            lien = "A lien is reduced in Liens: g L, then m r."
            self.desk.say(lien if kind == "lien" else "Choose a provider's balance first.")
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
        if kind == "payout":
            self.desk.store(lambda: services.payouts.archive_payout(self.db, number, restore=restore))
            return
        if kind not in ("recovery", "deduction"):
            self.desk.say("Only a recovery, a deduction or a payment is put away here.")
            return
        name = self.recoveries[key].name if kind == "recovery" else self.deductions[key].payee
        act = services.records.restore_record if restore else services.records.archive_record
        words = f"{'Restored' if restore else 'Archived'} {kind}: {name} {self.whose}"
        self.desk.store(lambda: act(self.db, kind, number, label=words))
