"""The rows of a settlement: the net first, then what comes in, what goes off, what is missing, what was locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caseterm.queries.settlement import Version
from caseterm.rules.date_words import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.settlement import Due
from caseterm.rules.settling import RecoveryLine, fee_of, stage_of
from caseterm.rules.shares import share_words
from caseterm.rules.terms import label
from caseterm.rules.terms_money import LIEN_SHORT
from caseterm.rules.terms_settlement import (
    BASIS_SHORT,
    DEDUCTION_KINDS,
    DISBURSEMENT_STATUSES,
    FEE_TRIGGERS,
    LOCKED,
    RECOVERY_KINDS,
)
from caseterm.screens.client.settling_trust import trust_rows
from caseterm.screens.client.words import month_day
from caseterm.widgets.rows import Cell, Row

if TYPE_CHECKING:
    from caseterm.screens.client.settlingacts import StatementActs


def settlement_rows(section: StatementActs) -> list[Row]:
    """All rows, in the order of the statement."""
    return [
        *_net(section),
        _heading("in", "Comes in"),
        *_recoveries(section),
        _heading("fee", "Fee"),
        _fee(section),
        _heading("off", "Goes off"),
        *_off(section),
        *trust_rows(section),
        _heading("check", _checked(section)),
        *_checks(section),
        *_versions(section),
    ]


def _heading(key: str, text: str) -> Row:
    return Row(f"heading:{key}", {"text": text}, kind="heading")


def _row(key: str, what: str, cents: int | None, state: Cell = "", *, role: str = "") -> Row:
    amount = format_cents(cents, parentheses=True) if cents is not None else ""
    return Row(key, {"what": (what, role), "amount": (amount, role), "state": state})


def _net(section: StatementActs) -> Iterator[Row]:
    statement, locked = section.statement, section.locked
    state: Cell = ("projection", "warn") if section.projected else ("final numbers open", "warn")
    if locked is not None:
        moved = section.moved(locked)
        word = f"{label(DISBURSEMENT_STATUSES, locked.status).lower()} {locked.version}"
        state = (f"{word}, moved !", "warn") if moved else (word, "good")
    elif not section.projected and all(check.done for check in section.checks):
        state = ("ready to lock (m l)", "good")
    role = "bad" if statement.net < 0 else "bold"
    yield _row("statement:0", "Net to client", statement.net, state, role=role)


def _recoveries(section: StatementActs) -> Iterator[Row]:
    if not section.recoveries:
        yield _row("statement:1", "None yet; a enters one", None, role="muted")
    for key, line in section.recoveries.items():
        what = f"{line.name}, {label(RECOVERY_KINDS, line.kind)}" if line.source or line.insurer else line.name
        own = f", fee {share_words(*line.fee)}" if line.fee else ""
        yield _row(key, what + own, line.amount, _came_in(section, line), role="muted" if line.archived else "")


def _came_in(section: StatementActs, line: RecoveryLine) -> Cell:
    if line.archived:
        return ("archived", "muted")
    if line.funds_on is None:
        return ("no funds yet !", "bad")
    released = "" if line.release_on else ", no release"
    return (f"in {month_day(line.funds_on, section.today)}{released}", "warn" if released else "good")


def _fee(section: StatementActs) -> Row:
    num, den, basis = fee_of(section.money)
    words = f"{share_words(num, den)} of {BASIS_SHORT[basis]}, {label(FEE_TRIGGERS, stage_of(section.money)).lower()}"
    agreement = section.money.agreement
    state: Cell = ("no agreement !", "bad") if agreement is None else ("not signed !", "warn")
    if agreement is not None and agreement.signed_on:
        state = (f"signed {month_day(agreement.signed_on, section.today)}", "good")
    goodwill = f", lowered by {format_cents(agreement.goodwill)}" if agreement and agreement.goodwill else ""
    return _row("fee:0", words + goodwill, -section.statement.fees, state)


def _off(section: StatementActs) -> Iterator[Row]:
    statement = section.statement
    if statement.costs:
        yield _row("costs:0", "Costs advanced", -statement.costs, f"{len(statement.ledger)} in the ledger")
    kept = [lien for lien in section.money.liens if not lien.archived]
    for lien, due in zip(kept, statement.liens, strict=True):
        name = f"{due.name}, {label(LIEN_SHORT, lien.kind)}"
        yield _row(f"lien:{lien.id}", name, -due.amount, _lien_state(due))
    owed = [each for each in section.money.providers if not each.archived and not each.lien and each.sums.balance > 0]
    paid = [each for each in owed if not each.dont_pay]
    for line, due in zip(paid, statement.providers, strict=True):
        agreed = f"agreed of {format_cents(due.claimed)}" if due.amount != due.claimed else "balance"
        state: Cell = agreed if due.sure else (f"{agreed}, not final !", "bad")
        yield _row(f"owed:{line.id}", due.name, -due.amount, state)
    for line in owed:
        if line.dont_pay:
            yield _row(f"owed:{line.id}", line.name, line.sums.balance, ("not paid here", "muted"), role="muted")
    for key, taken in section.deductions.items():
        role = "muted" if taken.archived else ""
        kind = label(DEDUCTION_KINDS, taken.kind).lower()
        yield _row(key, f"{taken.payee}, {kind}", -taken.amount, ("archived", "muted") if role else "", role=role)


def _lien_state(due: Due) -> Cell:
    if due.paid:
        return ("paid", "good")
    if due.sure:
        return ("final letter", "good")
    return ("no amount known !" if due.why == "no amount known" else "no final letter !", "bad")


def _checked(section: StatementActs) -> str:
    missing = sum(not check.done for check in section.checks)
    name = "Check list" if section.locked is not None else "Before it is locked"
    return f"{name}: {missing} missing" if missing else f"{name}: nothing is missing"


def _checks(section: StatementActs) -> Iterator[Row]:
    for place, check in enumerate(section.checks):
        role = "muted" if check.done else "bad" if check.grave else "warn"
        mark = "✓" if check.done else "!"
        yield Row(f"check:{place}", {"what": (f"{mark} {check.what}", role), "state": (check.state, role)})


def _versions(section: StatementActs) -> Iterator[Row]:
    if section.versions:
        yield _heading("locked", "Statements locked")
    for version in section.versions:
        name = f"Statement {version.version}" + (f", {paper_day(version.locked_on)}" if version.locked_on else "")
        approved = f", approved {version.approved_by}" if version.approved_by else ""
        net = version.statement.net if version.statement else None
        faint = "" if version.status in LOCKED else "muted"
        yield _row(f"disbursement:{version.id}", name + approved, net, _version_state(section, version), role=faint)


def _version_state(section: StatementActs, version: Version) -> Cell:
    if version.altered or version.statement is None:
        return ("ALTERED !", "bad")
    word = label(DISBURSEMENT_STATUSES, version.status).lower()
    moved = section.moved(version)
    return (
        (f"{word}, {len(moved)} differ !", "warn") if moved else (word, "good" if version.status in LOCKED else "muted")
    )
