"""The trust account of a settlement: its rows, and the form of a payment or of money held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.settling import PayoutLine
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import PAYEE_KINDS
from caseterm.rules.trust import Share, Trust
from caseterm.screens.client.words import month_day, paragraph
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, texts
from caseterm.widgets.rows import Cell, Row

if TYPE_CHECKING:
    from caseterm.screens.client.settlingacts import StatementActs


def trust_rows(section: StatementActs) -> Iterator[Row]:
    """What was paid out and what is held, once money is in."""
    account, stands = section.account, section.locked
    paid_before = stands is not None and stands.status == "paid"  # as a whole, before single payments were kept
    if not section.payouts and (paid_before or not account.received):
        return
    parts = (("in", account.received), ("paid", account.paid), ("held", account.held))
    said = ", ".join(f"{format_cents(cents)} {word}" for word, cents in parts if cents or word == "in")
    yield Row("heading:trust", {"text": f"Trust account: {said}"}, kind="heading")
    for key, line in section.payouts.items():
        role = "muted" if line.archived else ""
        amount = format_cents(-line.amount, parentheses=True)
        yield Row(key, {"what": (_who(section, line), role), "amount": (amount, role), "state": _state(section, line)})
    if account.payouts:
        role = "bad" if account.free < 0 else ""
        amount = format_cents(account.free, parentheses=True)
        yield Row("trust:0", {"what": ("Lies free in trust", role), "amount": (amount, role), "state": ""})


def _who(section: StatementActs, line: PayoutLine) -> str:
    kind = label(PAYEE_KINDS, line.kind)
    client = section.desk.head.client if section.desk.head is not None and line.kind == "client_net" else ""
    name = line.payee or client
    return f"{name}, {kind.lower()}" if name else kind


def _state(section: StatementActs, line: PayoutLine) -> Cell:
    if line.archived:
        return ("archived", "muted")
    if line.paid_on is not None:
        return (f"paid {month_day(line.paid_on, section.today)}", "good")
    if not line.held_why:
        return ("held, why? !", "bad")
    late = line.held_until is not None and line.held_until < section.today
    until = f" to {month_day(line.held_until, section.today)}" if line.held_until else ""
    return (f"held{until}{' !' if late else ''}", "warn")


def payout_lines(section: StatementActs, line: PayoutLine, width: int) -> list[list[Cell]]:
    """The strip of a payment or of money held back."""
    amount = format_cents(line.amount, dollar=True)
    lines: list[list[Cell]] = [[(_who(section, line), "bold"), f"   {amount}"]]
    if line.paid_on is not None:
        lines += paragraph(f"Paid {paper_day(line.paid_on)}   {line.reference}".rstrip(), width - 2)
    else:
        until = f", until {paper_day(line.held_until)}" if line.held_until else ""
        lines += paragraph(f"Held back: {line.held_why or 'nobody said why'}{until}", width - 2)
        lines += paragraph("x pays it out, e says why and until when.", width - 2, "muted")
    return lines + paragraph(line.notes, width - 2, "muted")


def payout_form(section: StatementActs, line: PayoutLine | None = None, *, held: bool = False) -> None:
    """A payment, or money held back: to whom, how much, when or why."""
    desk, account = section.desk, section.account
    client = desk.head.client if desk.head is not None else ""
    payees = [(place, _payee_words(each, client)) for place, each in enumerate(account.shares)]
    specs = [
        FieldSpec("payee", "Held back of" if held else "Payee", "choice", required=True, choices=payees, width=46),
        FieldSpec("amount_cents", "Amount", "money", required=True, hint=_free(account, line)),
    ]
    if held:
        specs += [FieldSpec("held_why", "Why"), FieldSpec("held_until", "Until", "date")]
    else:
        specs += [
            FieldSpec("paid_on", "Paid on", "date", required=True, prefer="past"),
            FieldSpec("reference", "Reference", hint="number of the check or wire"),
        ]
    specs.append(FieldSpec("notes", "Notes", "notes"))

    def save(given: Given) -> ChangeSet:
        share = account.shares[int(given["payee"])]
        written = texts(given, "notes", *(("held_why",) if held else ("reference",)))
        day = {"held_until": given["held_until"]} if held else {"paid_on": given["paid_on"]}
        whose = {"kind": share.kind, "payee": share.name, "lien_id": share.lien_id}
        values = {**whose, "amount_cents": given["amount_cents"], **day, **written}
        number = line.id if line is not None else None
        return services.payouts.put_payout(desk.db, desk.case_id, values, payout_id=number)

    verb = "Edit" if line is not None else "New"
    target = f"payout:{line.id}" if line is not None else f"new:{desk.case_id}"
    name = "held" if held else "payout"
    what = "money held back" if held else "payment"
    title = what.capitalize() if line is None and held else f"{verb} {what}"

    def remark(typed: Mapping[str, object]) -> str:
        share = account.shares[int(place)] if isinstance(place := typed.get("payee"), int) else None
        if held or share is None or not services.payouts.without_letter(desk.db, share.lien_id):
            return ""
        return f"{share.said()} wrote no final letter: it may ask for more. The history keeps it."

    desk.form(name, target, title, specs, _values(section, line, held=held), save, remark=remark)


def _values(section: StatementActs, line: PayoutLine | None, *, held: bool) -> dict[str, object]:
    shares = section.account.shares
    if line is None:
        unsure = {due.name for due in section.statement.liens if not due.sure}
        wanted = [place for place, each in enumerate(shares) if each.left > 0 and each.name in unsure] if held else []
        wanted += [place for place, each in enumerate(shares) if each.left > 0 and each.kind == "client_net"]
        place = wanted[0] if wanted else None
        left = shares[place].left if held and place is not None and shares[place].kind == "lien" else None
        return {"payee": place, "amount_cents": left, **({} if held else {"paid_on": section.today})}
    mine = (place for place, each in enumerate(shares) if (each.kind, each.name) == (line.kind, line.payee))
    alike = (place for place, each in enumerate(shares) if each.kind == line.kind)
    names = ("paid_on", "reference", "held_why", "held_until", "notes")
    return {
        "payee": next(mine, next(alike, None)),
        "amount_cents": line.amount,
        **{name: getattr(line, name) for name in names},
    }


def _payee_words(share: Share, client: str) -> str:
    left = format_cents(share.left, parentheses=True)
    return f"{share.said(client=client)}, {left} left"


def _free(account: Trust, line: PayoutLine | None) -> str:
    free = account.free + (line.amount if line is not None and not line.archived else 0)
    return f"{format_cents(max(0, free))} lies free in trust"
