"""The medical bills of a case: each provider with its sums, its bills under it, and what all of them come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.errors import CaseTermError
from caseterm.rules.billrows import Taken
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.specials import BillLine, ProviderSpecials, Sums, add_up
from caseterm.screens.client.billforms import (
    PAID,
    PAYER_HEADS,
    bill_form,
    mark_of,
    money,
    no_fault_words,
    paid_by,
    provider_form,
    short_day,
)
from caseterm.screens.client.nofault import offer_exhausted
from caseterm.screens.client.section import Party, Section, split_key
from caseterm.screens.client.words import paragraph
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


DATES_FROM = 74


class SpecialsSection(Section):
    """Rows of two kinds, "ledger:12" for a provider and "bill:7" for a line of its bill."""

    name = "specials"
    title = "Specials"
    one = "line"
    strip = 7
    marking = True
    empty = "No bills yet. Add a provider under Treatment (g r), then a types its bills here."
    hints = (("a", "Type bills"), ("x", "Final"), ("e", "Edit"), ("m", "More"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ledger: dict[str, ProviderSpecials] = {}
        self.bills: dict[str, tuple[ProviderSpecials, BillLine]] = {}
        self.folded = False
        self.dated = False

    # what is shown

    def columns(self, width: int) -> list[Column]:
        self.dated = width >= DATES_FROM
        sums = add_up(bill for line in queries.money.specials(self.db, self.case_id) for bill in line.bills)
        room = width - (20 + 17 + 10 * 4 + 3 + 6)
        paying = [(name, word) for name, word in PAYER_HEADS if getattr(sums, name)]
        payers = [Column(name, word, 9, "right") for name, word in paying[: max(0, room // 10)]]
        return [
            Column("name", "Provider, service", 18, grow=True),
            Column("dates", "Dates", 17, min_total=DATES_FROM),
            Column("billed", "Billed", 10, "right"),
            Column("adjusted", "Adjusted", 10, "right", min_total=66),
            *payers,
            Column("paid", "Paid", 10, "right"),
            Column("balance", "Balance", 10, "right"),
            Column("mark", "", 3),
        ]

    def rows(self) -> list[Row]:
        found = queries.money.specials(self.db, self.case_id, archived=self.desk.archived)
        self.ledger = {f"ledger:{line.id}": line for line in found}
        self.bills = {f"bill:{bill.id}": (line, bill) for line in found for bill in line.bills}
        rows: list[Row] = []
        for key, line in self.ledger.items():
            rows.append(Row(key, self._provider(line)))
            if not self.folded:
                rows += [Row(f"bill:{bill.id}", self._bill(bill)) for bill in line.bills]
        if self.bills:
            rows.append(Row("total", {"text": self._total()}, kind="heading"))
        return rows

    def _total(self) -> str:
        sums = self.sums
        amounts = (("Total", sums.billed), ("adj.", sums.adjusted), ("paid", sums.paid), ("balance", sums.balance))
        return "  ".join(f"{word} {money(cents)}" for word, cents in amounts)

    @property
    def sums(self) -> Sums:
        return add_up(bill for line in self.ledger.values() for bill in line.bills)

    def _provider(self, line: ProviderSpecials) -> dict[str, Cell]:
        role = "muted" if line.archived else "bold"
        dates = f"{short_day(line.first)}-{short_day(line.last)}" if line.first else ""
        return {
            "name": (line.name, role),
            "dates": (dates, "muted"),
            "mark": mark_of(line),
            **self._amounts(line.sums, role if line.bills else "muted"),
        }

    def _bill(self, bill: BillLine) -> dict[str, Cell]:
        role = "muted" if bill.archived or not bill.related else ""
        what = " ".join(part for part in (bill.description, bill.cpt) if part) or "bill"
        until = f"-{short_day(bill.dos_to)}" if bill.dos_to and bill.dos_to != bill.dos_from else ""
        when = f"{short_day(bill.dos_from)}{until}" if bill.dos_from else "no date"
        sums = Sums(1, bill.billed, bill.adjusted, bill.health, bill.pip, bill.medpay, bill.client, bill.other)
        return {
            "name": (f"  {what}" if self.dated else f"  {when} {what}", role),
            "dates": (when, "muted"),
            "mark": ("dsp", "warn") if bill.disputed else ("not", "muted") if not bill.related else "",
            **self._amounts(sums, role),
        }

    @staticmethod
    def _amounts(sums: Sums, role: str) -> dict[str, Cell]:
        amounts = {name: getattr(sums, name) for name in ("billed", "adjusted", "paid", *PAID)}
        cells: dict[str, Cell] = {name: (money(cents) if cents else "", role) for name, cents in amounts.items()}
        over = sums.balance < 0
        cells["balance"] = (money(sums.balance) if sums.count else "", "warn" if over else role)
        return cells

    def key_of(self, key: str) -> str | None:
        if key.startswith("provider:"):
            return f"ledger:{split_key(key)[1]}"
        return key if key in self.bills or key in self.ledger else None

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line, bill = self.bills[key] if key in self.bills else (self.ledger[key], None)
        return self._bill_lines(line, bill, width) if bill else self._provider_lines(line, width)

    def _bill_lines(self, line: ProviderSpecials, bill: BillLine, width: int) -> list[list[Cell]]:
        days = paper_day(bill.dos_from) if bill.dos_from else "no day of service"
        if bill.dos_to and bill.dos_to != bill.dos_from:
            days += f" to {paper_day(bill.dos_to)}"
        facts = [bill.cpt and f"CPT {bill.cpt}", bill.account_no and f"account {bill.account_no}"]
        facts += ["disputed" if bill.disputed else "", "" if bill.related else "not related, not counted"]
        facts += ["lien on the balance" if bill.lien_on_balance else ""]
        facts += [f"received {paper_day(bill.received_on)}" if bill.received_on else ""]
        lines: list[list[Cell]] = [
            [(line.name, "bold"), f"   {days}"],
            [("What     ", "muted"), bill.description or "-"],
            [("Amounts  ", "muted"), f"billed {money(bill.billed)}, adjusted {money(bill.adjusted)}, "
             f"balance {money(bill.balance)}"],
            [("Paid     ", "muted"), paid_by(bill)],
        ]  # fmt: skip
        if any(facts):
            lines.append([("         ", "muted"), ", ".join(fact for fact in facts if fact)])
        return lines + paragraph(bill.notes, width - 2)

    def _provider_lines(self, line: ProviderSpecials, width: int) -> list[list[Cell]]:
        state = [f"bills final since {paper_day(line.finalized_on)}" if line.finalized_on else "bills not final"]
        state += ["do not pay at settlement" if line.dont_pay else "", "a lien stands for it" if line.lien else ""]
        state += [f"letter of protection {paper_day(line.lop_on)}" if line.lop_on else ""]
        sums = line.sums
        days = dict.fromkeys(paper_day(day) for day in (line.first, line.last) if day)
        span = " to ".join(days) or "no bills"
        left = [
            f"{'PIP' if each.kind == 'pip' else 'MedPay'} {no_fault_words(each)}"
            for each in queries.money.no_fault(self.db, self.case_id, self.sums)
        ]
        lines: list[list[Cell]] = [
            [(line.name, "bold"), f"   {line.specialty}" if line.specialty else ""],
            [("Bills    ", "muted"), f"{counted(sums.count, 'bill')}, {span}, {counted(line.visits, 'visit')}"],
            [("Paid     ", "muted"), paid_by(sums)],
            [("Status   ", "muted"), ", ".join(part for part in state if part)],
            [("Owed     ", "muted"), f"{money(line.owed)} from the settlement, beside liens"],
        ]
        if left:
            lines.append([("No-fault ", "muted"), ", ".join(left)])
        return lines

    def party(self, key: str | None) -> Party | None:
        line = self._line(key or "")
        return ("provider", line.contact_id, line.name) if line else None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        if what == "number" and key in self.bills and self.bills[key][1].account_no:
            return self.bills[key][1].account_no, "account number"
        return None

    def _line(self, key: str) -> ProviderSpecials | None:
        return self.bills[key][0] if key in self.bills else self.ledger.get(key)

    # typing bills

    def add(self) -> None:
        """Type bills of the provider under the cursor, else of one chosen."""
        self._with_provider(lambda line: self._grid(line, None))

    def add_one(self) -> None:
        """One bill in the form, with its flags and notes."""
        self._with_provider(lambda line: bill_form(self, line, None))

    def from_file(self) -> None:
        """Read a provider's bill list into the grid; nothing is stored yet."""
        self._with_provider(self._choose_file)

    def _with_provider(self, then: Callable[[ProviderSpecials], None]) -> None:
        line = self._line(self._cursor())
        if line is not None:
            then(line)
        elif not self.ledger:
            self.desk.say(self.empty)
        else:
            items = [(key, each.name) for key, each in self.ledger.items()]
            self.desk.pick("Bills of", items, lambda key: then(self.ledger[key]) if key else None)

    def _cursor(self) -> str:
        keys: Any = getattr(self.desk, "keys", list)()
        return str(keys[0]) if keys else ""

    def _grid(self, line: ProviderSpecials, taken: Taken | None) -> None:
        from caseterm.screens.client.billgrid import BillGrid

        self.desk.app.push_screen(BillGrid(self.desk, line.id, line.name, taken))

    def _choose_file(self, line: ProviderSpecials) -> None:
        from caseterm.importing import read_bill_list
        from caseterm.screens.dialogs.openfile import OpenFileDialog
        from caseterm.screens.fromfile import usual_folder

        def chosen(path: Path | None) -> None:
            if path is None:
                return
            self.desk.program.remember({"import.folder": f"{path.parent}/"})
            try:
                taken = read_bill_list(path)
            except CaseTermError as problem:
                self.desk.program.report(problem)
                return
            if taken.rows:
                self._grid(line, taken)
            else:
                self.desk.say(f"No bills were found in {path.name}.", role="warn")

        folder = self.desk.program.recall("import.folder", "") or usual_folder()
        self.desk.app.push_screen(OpenFileDialog(f"Bills of {line.name}", folder), chosen)

    # acts

    def open(self, key: str) -> None:
        """Enter: the bill's form; on a provider the grid."""
        if key in self.bills:
            self.edit(key)
        else:
            self._grid(self.ledger[key], None)

    def edit(self, key: str) -> None:
        if key in self.bills:
            bill_form(self, *self.bills[key])
        else:
            provider_form(self, self.ledger[key])

    def done(self, keys: Sequence[str]) -> None:
        """x: no more bills will come from these providers; once more takes it back."""
        found = self._providers(keys)
        on = None if all(line.finalized_on for line in found) else self.today
        ids = [line.id for line in found]
        self.desk.store_marked(lambda: services.money.finalize_bills(self.db, ids, on))

    def dont_pay(self, keys: Sequence[str]) -> None:
        """Do not pay these providers at settlement; once more pays them."""
        found = self._providers(keys)
        pay, ids = all(line.dont_pay for line in found), [line.id for line in found]
        self.desk.store_marked(lambda: services.money.pay_at_settlement(self.db, ids, pay=pay))

    def fold(self) -> None:
        """Show the providers alone, or their bills too."""
        self.folded = not self.folded
        self.desk.stale = True
        self.desk.refresh_if_stale()
        self.desk.say("Providers alone; m b shows their bills again." if self.folded else "Bills are shown.")

    def exhausted(self) -> None:
        """Offer to note the day on which PIP or MedPay was used up."""
        offer_exhausted(self.desk, always=True)

    def print_table(self) -> None:
        """The table of specials, in the preview: for whom and in which order is asked first."""
        from caseterm.rules.specials_print import ORDERS

        items = [(order, words) for order, words in ORDERS.items()]
        items.append(("outside", "For the adjuster: amounts billed alone"))
        self.desk.pick("Print the specials", items, self._print)

    def _print(self, order: str | None) -> None:
        from caseterm.rules.disclosure import ATTORNEY, PROVIDER
        from caseterm.screens.sheetpreview import SheetPreview
        from caseterm.sheets import specials

        if order is not None:
            outside = order == "outside"
            reader = specials(
                self.case_id, "provider" if outside else order, audience=PROVIDER if outside else ATTORNEY
            )
            self.desk.app.push_screen(SheetPreview(reader))

    def archive(self, keys: Sequence[str]) -> None:
        self._away(keys, restore=False)

    def restore(self, keys: Sequence[str]) -> None:
        self._away(keys, restore=True)

    def _away(self, keys: Sequence[str], *, restore: bool) -> None:
        ids = [self.bills[key][1].id for key in keys if key in self.bills]
        if not ids:
            self.desk.say("A provider is put away under Treatment (g r). Here bills are.")
            return
        self.desk.store_marked(lambda: services.money.archive_bills(self.db, ids, restore=restore))

    def _providers(self, keys: Sequence[str]) -> list[ProviderSpecials]:
        found = {line.id: line for key in keys if (line := self._line(key)) is not None}
        return list(found.values())
