"""The forms of a settlement: a recovery, the fee agreement, another deduction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.settling import Agreement, DeductionLine, RecoveryLine
from caseterm.rules.shares import parse_share, share_words
from caseterm.rules.terms_settlement import COSTS_IF_LOST, DEDUCTION_KINDS, FEE_BASES, FEE_TRIGGERS, RECOVERY_KINDS
from caseterm.screens.client.offer_words import claim_words
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

TIER_WORDS: Mapping[str, str] = {
    "pre_suit": "Fee before suit", "filed": "Fee once filed", "arbitration": "Fee, arbitration",
    "trial": "Fee at trial", "appeal": "Fee on appeal",
}  # fmt: skip
SHARE_HINT = "1/3, 33 1/3 %, 33.33 %, 40 %"


def recovery_form(desk: Desk, start: Mapping[str, object], line: RecoveryLine | None = None) -> None:
    """What a source pays, new or changed."""
    known: list[tuple[object, str]] = [
        (claim.id, claim_words(claim)) for claim in queries.settlement.claims(desk.db, desk.case_id)
    ]
    specs = [
        FieldSpec("claim_id", "Claim", "choice", choices=known, width=54),
        FieldSpec("source", "Source", hint="else the insurer"),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(RECOVERY_KINDS)),
        FieldSpec("amount_cents", "Amount", "money", required=True),
        FieldSpec("agreed_on", "Agreed", "date", prefer="past"),
        FieldSpec("funds_received_on", "Funds received", "date", prefer="past"),
        FieldSpec("release_signed_on", "Release signed", "date", prefer="past"),
        _share_spec("fee", "Fee of its own", f"{SHARE_HINT}; empty: the agreement's"),
        FieldSpec("fee_basis", "Fee taken of", "choice", choices=choices(FEE_BASES), hint="empty: as agreed"),
        FieldSpec("cost_share_cents", "Share of costs", "money", hint="empty: in proportion"),
        FieldSpec("notes", "Notes", "notes"),
    ]
    values: dict[str, object] = {"kind": "liability", "agreed_on": desk.program.today, **start}
    if line is not None:
        values = {
            **{name: getattr(line, name) for name in ("claim_id", "source", "kind", "agreed_on", "notes")},
            "amount_cents": line.amount,
            "funds_received_on": line.funds_on,
            "release_signed_on": line.release_on,
            "fee": share_words(*line.fee) if line.fee else "",
            "fee_basis": line.basis or None,
            "cost_share_cents": line.costs,
        }

    def save(given: Given) -> ChangeSet:
        days = ("agreed_on", "funds_received_on", "release_signed_on")
        plain = {name: given[name] for name in ("claim_id", "amount_cents", "cost_share_cents", *days)}
        fee = _shares(given, "fee")
        stored = {**plain, **fee, **texts(given, "source", "kind", "fee_basis", "notes")}
        number = line.id if line else None
        return services.settlement.put_recovery(desk.db, desk.case_id, stored, recovery_id=number)

    target = f"recovery:{line.id}" if line else f"new:{desk.case_id}"
    desk.form("recovery", target, "Edit recovery" if line else "New recovery", specs, values, save)


def deduction_form(desk: Desk, line: DeductionLine | None = None) -> None:
    """What else goes off the recovery, new or changed."""
    specs = [
        FieldSpec("payee", "Payee", required=True),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(DEDUCTION_KINDS)),
        FieldSpec("amount_cents", "Amount", "money", required=True),
        FieldSpec("notes", "Notes", "notes"),
    ]
    values: dict[str, object] = {"kind": "other_deduction"}
    if line is not None:
        values = {"payee": line.payee, "kind": line.kind, "amount_cents": line.amount, "notes": line.notes}

    def save(given: Given) -> ChangeSet:
        stored = {"amount_cents": given["amount_cents"], **texts(given, "payee", "kind", "notes")}
        number = line.id if line else None
        return services.settlement.put_deduction(desk.db, desk.case_id, stored, deduction_id=number)

    target = f"deduction:{line.id}" if line else f"new:{desk.case_id}"
    desk.form("deduction", target, "Edit deduction" if line else "New deduction", specs, values, save)


def fee_form(desk: Desk) -> None:
    """The fee agreement of the case: a fee from each stage on, what it is taken of, caps and the referral."""
    agreed = queries.settlement.agreement(desk.db, desk.case_id)
    tiers = [
        _share_spec(f"tier_{stage}", word, SHARE_HINT if stage == "pre_suit" else "")
        for stage, word in TIER_WORDS.items()
    ]
    specs = [
        FieldSpec("signed_on", "Signed", "date", prefer="past"),
        *tiers,
        FieldSpec("fee_basis", "Taken of", "choice", required=True, choices=choices(FEE_BASES)),
        FieldSpec("stage", "Stage now", "choice", choices=choices(FEE_TRIGGERS), hint="empty: filed or not"),
        FieldSpec("goodwill_cents", "Fee lowered by", "money", hint="goodwill of the firm"),
        FieldSpec("costs_if_lost", "If lost, costs", "choice", choices=choices(COSTS_IF_LOST)),
        FieldSpec("referral_to", "Referred by"),
        _share_spec("referral", "Gets of the fee", "1/3, 25 %"),
        _share_spec("minor_cap", "Minor's cap", "of the gross; warns, not verified"),
        _share_spec("statutory_cap", "Statutory cap", "of the gross; warns, not verified"),
        FieldSpec("statutory_cap_note", "Cap's source"),
        FieldSpec("notes", "Notes", "notes"),
    ]

    def save(given: Given) -> ChangeSet:
        shares = _shares(given, "referral", "minor_cap", "statutory_cap")
        written = texts(given, "stage", "fee_basis", "referral_to", "statutory_cap_note", "notes")
        stored = {
            **written, **shares, "signed_on": given["signed_on"], "goodwill_cents": given["goodwill_cents"] or 0,
            "costs_if_lost": given["costs_if_lost"] or "firm",
        }  # fmt: skip
        fees = {stage: _share(given[f"tier_{stage}"]) for stage in TIER_WORDS}
        return services.settlement.put_fee_agreement(desk.db, desk.case_id, stored, fees)

    target = f"fee:{desk.case_id}"
    desk.form("fee_agreement", target, "Fee agreement", specs, _agreed_values(agreed), save)


def _agreed_values(agreed: Agreement | None) -> dict[str, object]:
    """The fee agreement as its form shows it; where there is none, the common graduated fee is not assumed."""
    if agreed is None:
        return {"fee_basis": "gross_before_costs", "costs_if_lost": "firm"}
    shares = {"referral": agreed.referral, "minor_cap": agreed.minor_cap, "statutory_cap": agreed.statutory_cap}
    return {
        "signed_on": agreed.signed_on,
        **{f"tier_{tier.stage}": share_words(tier.num, tier.den) for tier in agreed.tiers},
        "fee_basis": agreed.basis,
        "stage": agreed.stage or None,
        "goodwill_cents": agreed.goodwill or None,
        "costs_if_lost": agreed.costs_if_lost,
        "referral_to": agreed.referral_to,
        **{name: share_words(*share) if share else "" for name, share in shares.items()},
        "statutory_cap_note": agreed.statutory_note,
        "notes": agreed.notes,
    }


def _share_spec(name: str, label: str, hint: str = "") -> FieldSpec:
    return FieldSpec(name, label, check=share_problem, width=16, hint=hint)


def share_problem(value: object) -> str | None:
    """Why a share cannot be read; None when it can."""
    try:
        parse_share(str(value))
    except ValueError as problem:
        why = str(problem)
        return f"{why[:1].upper()}{why[1:]}."
    return None


def _share(typed: object) -> tuple[int, int] | None:
    return parse_share(str(typed)) if typed else None


def _shares(given: Given, *names: str) -> dict[str, Any]:
    """The shares of a form as the columns of their fractions."""
    found: dict[str, Any] = {}
    for name in names:
        num, den = _share(given[name]) or (None, None)
        found |= {f"{name}_num": num, f"{name}_den": den}
    return found
