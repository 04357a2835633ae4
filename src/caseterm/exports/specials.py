"""The table of medical specials as a document: by provider or by date of service, then the other losses."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from caseterm.exports.blocks import Block, Column, Document, Fact, Heading, Paragraph, Strip, Table
from caseterm.exports.officepaper import case_paper
from caseterm.rules.costs import MILEAGE_SOURCE, ExpenseLine, WageLine
from caseterm.rules.counting import counted
from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.specials import BillLine, ProviderSpecials, Sums, in_order
from caseterm.rules.specials_print import ORDERS, SpecialsFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_money import BILL_PAYERS, EXPENSE_KINDS, RATE_UNITS

PAYERS = tuple(zip(("health", "pip", "medpay", "client", "other"), BILL_PAYERS.values(), strict=True))
BILLED_OR_PAID = "Whether amounts billed or amounts paid count is a rule of the state: the attorney decides."


def build(facts: SpecialsFacts, order: str, *, printed_at: datetime) -> Document:
    """The document in one of rules.specials_print.ORDERS; `printed_at` is aware, in the zone to be shown."""
    blocks = _blocks(facts, order)
    return case_paper(facts, "Medical specials", blocks, printed_at=printed_at, audience=facts.audience, wide=True)


def _blocks(facts: SpecialsFacts, order: str) -> Iterator[Block]:
    yield Strip(tuple(_strip(facts)))
    yield Heading(f"1. Medical bills, {ORDERS[order].lower()}")
    rows = _by_date(facts) if order == "date" else _by_provider(facts, with_bills=order == "bills")
    yield Table(_columns(facts, order), tuple(rows), totals=_totals(facts, order), notes=tuple(_notes(facts, order)),
                empty_text="No bills on file.")  # fmt: skip
    yield Heading("2. Wages lost")
    yield _wages(facts)
    yield Heading("3. Out of pocket")
    yield _expenses(facts, "out_of_pocket")
    yield Heading("4. Mileage")
    yield _expenses(facts, "mileage")
    yield Heading("5. Future medical")
    yield _expenses(facts, "future_medical")
    yield Heading("Total")
    yield _summary(facts)
    if facts.office:
        yield Paragraph(BILLED_OR_PAID, quiet=True)


def _strip(facts: SpecialsFacts) -> Iterator[Fact]:
    sums = facts.sums
    yield Fact("Date of incident", paper_day(facts.incident_on) if facts.incident_on else "not on file")
    yield Fact("Billed", _money(sums.billed), counted(sums.count, "bill"))
    if facts.office:
        open_ = [each.name for each in facts.providers if each.bills and not each.finalized_on]
        note = f"{counted(len(open_), 'provider')} not final" if open_ else "all bills final"
        yield Fact("Balance", _money(sums.balance), note, alarm=bool(open_))
    else:
        yield Fact("As of", paper_day(facts.today))


def _columns(facts: SpecialsFacts, order: str) -> tuple[Column, ...]:
    first = (Column("Date", weight=1.5), Column("Provider", weight=2.2)) if order == "date" else (
        Column("Provider", weight=2.6), Column("Specialty", weight=1.5))  # fmt: skip
    second = (Column("Service", weight=2.6),) if order == "date" else (
        Column("Service", weight=1.9), Column("Vis.", "right", 0.6))  # fmt: skip
    amounts = (Column("Billed", "right", 1.35),)
    if not facts.office:
        return (*first, *second, *amounts, Column("Exh.", weight=0.7))
    paid = (Column("Adjusted", "right", 1.35), Column("Paid", "right", 1.9), Column("Balance", "right", 1.35))
    state = () if order == "date" else (Column("Lien", weight=0.7), Column("R B", weight=0.6))
    return (*first, *second, *amounts, *paid, *state, Column("Exh.", weight=0.6))


def _by_provider(facts: SpecialsFacts, *, with_bills: bool) -> Iterator[tuple[str, ...]]:
    for each in facts.providers:
        head = (each.name, each.specialty, _span(each.first, each.last), str(each.visits or ""))
        yield _row(facts, head, each.sums, each)
        for bill in in_order(each.bills) if with_bills else ():
            head = (f"- {_what(bill)}", "", _span(bill.dos_from, bill.dos_to), "")
            yield _row(facts, head, _sums(bill), None)


def _by_date(facts: SpecialsFacts) -> Iterator[tuple[str, ...]]:
    every = [(bill, each) for each in facts.providers for bill in each.bills]
    places = {id(bill): each for bill, each in every}
    for bill in in_order([bill for bill, _ in every]):
        each = places[id(bill)]
        head = (_span(bill.dos_from, bill.dos_to), each.name, _what(bill))
        yield _row(facts, head, _sums(bill), None, dated=True, exhibit=each.exhibit)


def _what(bill: BillLine) -> str:
    """97110 Therapeutic exercise, and how it stands."""
    return (" ".join(part for part in (bill.cpt, bill.description) if part) or "bill") + _flags(bill)


def _row(
    facts: SpecialsFacts,
    head: tuple[str, ...],
    sums: Sums,
    whose: ProviderSpecials | None,
    *,
    dated: bool = False,
    exhibit: str = "",
) -> tuple[str, ...]:
    exhibit = whose.exhibit if whose else exhibit
    if not facts.office:
        return (*head, _money(sums.billed), exhibit)
    state = (_lien(whose), f"{_mark(whose.records_in) or '-'} {_mark(whose.bills_in) or '-'}") if whose else ("", "")
    return (
        *head, _money(sums.billed), _money(sums.adjusted), _paid(sums) if whose else _short_paid(sums),
        _money(sums.balance), *(() if dated else state), exhibit,
    )  # fmt: skip


def _totals(facts: SpecialsFacts, order: str) -> tuple[str, ...] | None:
    if not any(each.bills for each in facts.providers):
        return None
    sums = facts.sums
    visits = sum(each.visits for each in facts.providers)
    head = ("Total", "", "") if order == "date" else ("Total", "", "", str(visits or ""))
    if not facts.office:
        return (*head, _money(sums.billed), "")
    state = () if order == "date" else ("", "")
    return (*head, *(_money(getattr(sums, name)) for name in ("billed", "adjusted", "paid", "balance")), *state, "")


def _notes(facts: SpecialsFacts, order: str) -> Iterator[str]:
    """What the letters in the table stand for, those that stand in it."""
    if not facts.office:
        return
    yield from facts.left
    unpaid = [each.name for each in facts.providers if each.dont_pay]
    if unpaid:
        yield f"Not paid at settlement: {', '.join(unpaid)}."
    flagged = [bill for each in facts.providers for bill in each.bills]
    if any(not bill.related for bill in flagged):
        yield "(not related): is listed and not counted."
    said = "" if order == "date" else "R B: records and bills in the file. LOP: letter of protection."
    if order != "provider":
        letters = ", ".join(f"{word[0].upper()} {word}" for _, word in PAYERS)
        said = f"{said} Paid by {letters}.".lstrip()
    yield said


def _wages(facts: SpecialsFacts) -> Table:
    verified = (Column("Verified", weight=1.4),) if facts.office else ()
    columns = (
        Column("Employer", weight=2.4), Column("Job", weight=1.6), Column("Off work", weight=2.2),
        Column("Rate", weight=2), *verified, Column("Lost", "right", 1.4),
    )  # fmt: skip
    rows = tuple(_wage(line, office=facts.office) for line in facts.wages)
    totals = ("Total", *[""] * (len(columns) - 2), _money(facts.wages_lost)) if rows else None
    return Table(columns, rows, totals=totals, empty_text="None on file.")


def _wage(line: WageLine, *, office: bool) -> tuple[str, ...]:
    rate = f"{_money(line.rate)} {label(RATE_UNITS, line.rate_unit)}" if line.rate is not None else ""
    hours = f", {line.hours_week / 10:g} h a week" if rate and line.hours_week else ""
    verified = f"yes {paper_day(line.verified_on)}" if line.verified_on else "yes" if line.verified else "NOT VERIFIED"
    off = _span(line.off_from, line.off_to) if line.off_to or not line.off_from else f"{paper_day(line.off_from)} on"
    said = (verified,) if office else ()
    return (line.employer, line.job_title, off, rate + hours, *said, _money(line.lost))


def _expenses(facts: SpecialsFacts, kind: str) -> Table:
    lines = [line for line in facts.expenses if line.kind == kind]
    mileage = kind == "mileage"
    middle = Column("Miles", "right", 1) if mileage else Column("Receipt", "center", 0.9)
    columns = (
        Column("Date", weight=1.3), Column("To" if mileage else "Paid to", weight=2.4), Column("For", weight=3), middle,
        Column("Amount", "right", 1.4),
    )  # fmt: skip
    rows = tuple(_expense(line, mileage=mileage) for line in lines)
    totals = ("Total", "", "", _miles(lines) if mileage else "", _money(facts.spent(kind))) if rows else None
    notes = (f"{MILEAGE_SOURCE}; each line at its own rate.",) if mileage and rows and facts.office else ()
    return Table(columns, rows, totals=totals, notes=notes, empty_text="None on file.")


def _expense(line: ExpenseLine, *, mileage: bool) -> tuple[str, ...]:
    when = paper_day(line.dated) if line.dated else ""
    middle = _miles([line]) if mileage else _mark(line.receipt)
    return (when, line.vendor, line.description, middle, _money(line.amount))


def _miles(lines: Sequence[ExpenseLine]) -> str:
    return f"{sum(line.miles_tenths or 0 for line in lines) / 10:,.1f}"


def _summary(facts: SpecialsFacts) -> Table:
    parts = [("Medical bills, as billed", facts.sums.billed), ("Wages lost", facts.wages_lost)]
    parts += [(label(EXPENSE_KINDS, kind), facts.spent(kind)) for kind in ("out_of_pocket", "mileage")]
    notes = ("Future medical care stands beside this total.",) if facts.spent("future_medical") else ()
    return Table(
        (Column("Past damages", weight=4), Column("Amount", "right", 1.4)),
        tuple((name, _money(cents)) for name, cents in parts),
        totals=("Total", _money(facts.total)),
        notes=notes,
    )


def _sums(bill: BillLine) -> Sums:
    return Sums(1, bill.billed, bill.adjusted, bill.health, bill.pip, bill.medpay, bill.client, bill.other)


def _paid(sums: Sums) -> str:
    """What was paid, and under it by whom."""
    parts = [f"{word} {_money(cents)}" for name, word in PAYERS if (cents := getattr(sums, name))]
    return "\n".join([_money(sums.paid), *parts]) if len(parts) > 1 else parts[0] if parts else _money(0)


def _short_paid(sums: Sums) -> str:
    """What was paid on one bill, with a letter for each who paid."""
    letters = "".join(word[0].upper() for name, word in PAYERS if getattr(sums, name))
    return f"{_money(sums.paid)} {letters}".rstrip()


def _flags(bill: BillLine) -> str:
    flags = ["disputed" if bill.disputed else "", "" if bill.related else "not related"]
    said = ", ".join(flag for flag in flags if flag)
    return f" ({said})" if said else ""


def _lien(whose: ProviderSpecials | None) -> str:
    if whose is None:
        return ""
    return "lien" if whose.lien else "LOP" if whose.lop_on else ""


def _mark(there: bool | None) -> str:
    return "x" if there else ""


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return "no date"
    return paper_day(first) if last is None or last == first else f"{paper_day(first)} - {paper_day(last)}"


def _money(cents: int) -> str:
    return format_cents(cents, parentheses=True)
