"""The forms of bills, and the words in which amounts, payers and what no-fault coverage has left are said."""

from __future__ import annotations

from datetime import date

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.queries.money import NoFault
from caseterm.rules.money import format_cents
from caseterm.rules.specials import BillLine, ProviderSpecials, Sums
from caseterm.rules.terms_money import BILL_PAYERS
from caseterm.screens.client.nofault import offer_exhausted
from caseterm.screens.client.section import Section
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, texts
from caseterm.widgets.rows import Cell

PAID = ("health", "pip", "medpay", "client", "other")
_CENTS = ("billed_cents", "adjusted_cents", *BILL_PAYERS)
PAYER_HEADS = (("health", "Health"), ("pip", "PIP"), ("medpay", "MedPay"), ("client", "Client"), ("other", "Other"))
PROVIDER_SPECS = (
    FieldSpec("bills_finalized_on", "Bills final since", "date", prefer="past"),
    FieldSpec("dont_pay_at_settlement", "Do not pay at settlem.", "yesno"),
    FieldSpec("lop_on", "Letter of protection", "date", prefer="past"),
    FieldSpec("exhibit", "Exhibit", width=12),
)
BILL_SPECS = (
    FieldSpec("dos_from", "Service from", "date", prefer="past"),
    FieldSpec("dos_to", "Service to", "date", prefer="past"),
    FieldSpec("description", "What"),
    FieldSpec("cpt", "CPT", width=12),
    FieldSpec("billed_cents", "Billed", "money", required=True),
    FieldSpec("adjusted_cents", "Adjusted", "money"),
    *(FieldSpec(name, f"Paid by {word}", "money") for name, word in BILL_PAYERS.items()),
    FieldSpec("account_no", "Account", width=20),
    FieldSpec("related", "Related", "yesno"),
    FieldSpec("disputed", "Disputed", "yesno"),
    FieldSpec("lien_on_balance", "Lien on balance", "yesno"),
    FieldSpec("received_on", "Bill received", "date", prefer="past"),
    FieldSpec("notes", "Notes", "notes"),
)


def bill_values(given: Given) -> Given:
    """The form's values as the record keeps them: an amount left blank is nothing."""
    return {
        **texts(given, "description", "cpt", "account_no", "notes"),
        **{name: given[name] or 0 for name in _CENTS},
        **{name: given[name] for name in ("dos_from", "dos_to", "received_on")},
        **{name: bool(given[name]) for name in ("related", "disputed", "lien_on_balance")},
    }


def money(cents: int) -> str:
    return format_cents(cents, parentheses=True)


def paid_by(line: BillLine | Sums) -> str:
    """Who paid how much: "PIP 2,500.00, health 400.00"."""
    parts = [f"{word} {money(getattr(line, name))}" for name, word in zip(PAID, BILL_PAYERS.values(), strict=True)
             if getattr(line, name)]  # fmt: skip
    return f"{money(line.paid)}: {', '.join(parts)}" if parts else "nothing yet"


def no_fault_words(each: NoFault) -> str:
    """What a PIP or MedPay coverage has left."""
    if each.limit is None:
        return f"paid {money(each.paid)}, limit not known"
    used = " (used up)" if each.exhausted else ""
    return f"{money(each.left or 0)} of {money(each.limit)} left{used}"


def short_day(day: date | None) -> str:
    return f"{day:%m/%d/%y}" if day else ""


def mark_of(line: ProviderSpecials) -> Cell:
    if line.dont_pay:
        return ("no$", "warn")
    if line.lien:
        return ("ln", "muted")
    return ("fin", "good") if line.finalized_on else ""


def bill_form(section: Section, line: ProviderSpecials, bill: BillLine | None) -> None:
    """A line of a provider's bill, new or known, with all its columns."""
    start: dict[str, object] = {"related": True}
    if bill is not None:
        paid = {f"paid_{name}_cents": getattr(bill, name) or None for name in PAID}
        names = ("dos_from", "dos_to", "cpt", "description", "account_no", "related", "disputed", "received_on")
        start = {name: getattr(bill, name) for name in (*names, "lien_on_balance", "notes")}
        start |= {"billed_cents": bill.billed, "adjusted_cents": bill.adjusted or None, **paid}

    def save(given: Given) -> ChangeSet:
        values = {**bill_values(given), "case_provider_id": line.id}
        section.desk.app.call_later(offer_exhausted, section.desk)
        if bill is None:
            return services.money.add_bills(section.db, section.case_id, [values])
        return services.money.edit_bill(section.db, bill.id, values)

    title = f"{'Edit' if bill else 'New'} bill: {line.name}"
    target = f"bill:{bill.id}" if bill else f"new:{line.id}"
    section.desk.form("bill", target, title, list(BILL_SPECS), start, save)


def provider_form(section: Section, line: ProviderSpecials) -> None:
    """How it stands with a provider's bills."""
    start = {
        "bills_finalized_on": line.finalized_on,
        "dont_pay_at_settlement": line.dont_pay,
        "exhibit": line.exhibit,
        "lop_on": line.lop_on,
    }

    def save(given: Given) -> ChangeSet:
        values = {**given, "dont_pay_at_settlement": bool(given["dont_pay_at_settlement"])}
        values |= texts(given, "exhibit")
        words = f"Changed how {line.name} is paid {section.whose}"
        return services.records.edit_record(section.db, "provider", line.id, values, label=words)

    section.desk.form("ledger", f"ledger:{line.id}", f"Bills of {line.name}", list(PROVIDER_SPECS), start, save)
