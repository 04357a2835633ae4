"""Negotiation, recoveries, the fee agreement and the statements of a case; frozen values, amounts in cents."""

from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, named
from caseterm.queries.money import costs, liens, specials
from caseterm.rules.money import Limits
from caseterm.rules.negotiation import EventLine
from caseterm.rules.people import person_name
from caseterm.rules.settlement import Statement, settle
from caseterm.rules.settling import (
    Agreement,
    DeductionLine,
    Money,
    Offer,
    PayoutLine,
    RecoveryLine,
    Tier,
    given_of,
    project,
)
from caseterm.rules.snapshot import digest, read_back
from caseterm.rules.stacking import STACKED, stacked, times
from caseterm.store.database import Database
from caseterm.values import value


@value
class ClaimLine:
    """A claim on which is negotiated, with what its coverage pays at most."""

    id: int
    claim_no: str
    insurer: str
    coverage: str
    limits: Limits
    status: str
    adjuster: str
    stacked: int = 1
    """How often the limits were counted."""

    @property
    def limit(self) -> int | None:
        """The most that one person gets."""
        return self.limits.per_person if self.limits.per_person is not None else self.limits.combined


@value
class Version:
    """A statement as it was locked. `altered` when its numbers are not those that were sealed with it."""

    id: int
    version: int
    status: str
    statement: Statement | None
    sha256: str
    altered: bool
    locked_on: date | None
    locked_by: str
    approved_by: str
    signed_on: date | None
    paid_on: date | None
    unlocked_on: date | None
    unlock_reason: str


def events(db: Database, case_id: int, *, archived: bool = False) -> list[EventLine]:
    """The negotiation of a case, oldest first."""
    same = ("id", "claim_id", "kind", "side", "by_whom", "method", "authority", "deadline_id", "notes")
    rows = named(db.raw.execute(_ROWS.format("negotiation_events", "dated, id"), {"c": case_id, "all": archived}))
    return [
        EventLine(
            amount=row["amount_cents"],
            dated=day(row["dated"]),
            expires_on=day(row["expires_on"]),
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in same},
        )
        for row in rows
    ]


def claims(db: Database, case_id: int) -> list[ClaimLine]:
    """The claims of a case that money may come from, those against others first; stacked limits add up."""
    given = _stacked(db, case_id)
    return [
        ClaimLine(
            id=row["id"],
            claim_no=row["claim_no"],
            insurer=person_name(row["i_last"] or "", row["i_first"] or "", "", row["i_org"] or ""),
            coverage=row["coverage"],
            limits=stacked(
                Limits(row["limit_per_person"], row["limit_per_accident"], row["csl_limit"]),
                times(row["coverage"], given),
            ),
            stacked=times(row["coverage"], given),
            status=row["status"],
            adjuster=person_name(row["a_last"] or "", row["a_first"] or "", "", row["a_org"] or ""),
        )
        for row in named(db.raw.execute(_CLAIMS, (case_id,)))
    ]


def _stacked(db: Database, case_id: int) -> int | None:
    """Over how many vehicles or policies the UM/UIM limits were said to add up."""
    row = db.raw.execute(
        "SELECT value_number FROM claim_details WHERE case_id = ? AND name = ? AND archived_at IS NULL",
        (case_id, STACKED),
    ).fetchone()
    return row[0] if row else None


def agreement(db: Database, case_id: int) -> Agreement | None:
    """The fee agreement of a case with its tiers; the newest where there are several."""
    found = next(named(db.raw.execute(_ROWS.format("fee_agreements", "id DESC"), {"c": case_id, "all": False})), None)
    if found is None:
        return None
    tiers = db.raw.execute(
        "SELECT stage, num, den FROM fee_tiers WHERE agreement_id = ? AND archived_at IS NULL ORDER BY id",
        (found["id"],),
    )
    return Agreement(
        id=found["id"],
        tiers=tuple(Tier(*tier) for tier in tiers),
        basis=found["fee_basis"],
        signed_on=day(found["signed_on"]),
        minor_cap=_share(found, "minor_cap"),
        statutory_cap=_share(found, "statutory_cap"),
        statutory_note=found["statutory_cap_note"],
        referral=_share(found, "referral"),
        goodwill=found["goodwill_cents"],
        **{name: found[name] for name in ("stage", "costs_if_lost", "referral_to", "notes")},
    )


def recoveries(db: Database, case_id: int, *, archived: bool = False) -> list[RecoveryLine]:
    """What the sources of a case pay."""
    return [
        RecoveryLine(
            amount=row["amount_cents"],
            fee=_share(row, "fee"),
            basis=row["fee_basis"],
            costs=row["cost_share_cents"],
            agreed_on=day(row["agreed_on"]),
            funds_on=day(row["funds_received_on"]),
            release_on=day(row["release_signed_on"]),
            insurer=person_name(row["i_last"] or "", row["i_first"] or "", "", row["i_org"] or ""),
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in ("id", "claim_id", "source", "kind", "notes")},
        )
        for row in named(db.raw.execute(_RECOVERIES, {"c": case_id, "all": archived}))
    ]


def deductions(db: Database, case_id: int, *, archived: bool = False) -> list[DeductionLine]:
    rows = named(db.raw.execute(_ROWS.format("deductions", "id"), {"c": case_id, "all": archived}))
    return [
        DeductionLine(
            amount=row["amount_cents"],
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in ("id", "kind", "payee", "notes")},
        )
        for row in rows
    ]


def payouts(db: Database, case_id: int, *, archived: bool = False) -> list[PayoutLine]:
    """What was paid out of trust, by day, and then what is held back there."""
    order = "paid_on IS NULL, paid_on, id"
    rows = named(db.raw.execute(_ROWS.format("payouts", order), {"c": case_id, "all": archived}))
    return [
        PayoutLine(
            amount=row["amount_cents"],
            paid_on=day(row["paid_on"]),
            held_until=day(row["held_until"]),
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in ("id", "kind", "payee", "reference", "held_why", "lien_id", "notes")},
        )
        for row in rows
    ]


def money(db: Database, case_id: int) -> Money:
    """Everything of a case that a statement is made from."""
    case = db.raw.execute("SELECT filed_on, minor, medicare_status FROM cases WHERE id = ?", (case_id,)).fetchone()
    agreed = db.raw.execute(
        "SELECT id, agreed_cents FROM case_providers WHERE case_id = ? AND agreed_cents IS NOT NULL", (case_id,)
    )
    return Money(
        recoveries=tuple(recoveries(db, case_id)),
        agreement=agreement(db, case_id),
        deductions=tuple(deductions(db, case_id)),
        liens=tuple(liens(db, case_id)),
        providers=tuple(specials(db, case_id)),
        agreed=tuple((row[0], row[1]) for row in agreed),
        costs=tuple(sorted(costs(db, case_id).lines, key=lambda line: (line.dated or date.min, line.id))),
        filed=bool(case and case[0]),
        minor=bool(case and case[1]),
        medicare=str(case[2]) if case else "",
        payouts=tuple(payouts(db, case_id)),
    )


def statement(db: Database, case_id: int, offer: Offer | None = None) -> Statement:
    """The statement as the record stands; with `offer` as if that were accepted today."""
    found = money(db, case_id)
    return settle(given_of(found)) if offer is None else project(found, offer)


def versions(db: Database, case_id: int) -> list[Version]:
    """The statements that were locked, newest first."""
    return [_version(row) for row in named(db.raw.execute(_VERSIONS, (case_id,)))]


def _version(row: dict[str, Any]) -> Version:
    text = row["computed_json"]
    try:
        found = read_back(text)
    except ValueError:
        found = None
    same = ("id", "version", "status", "locked_by", "approved_by", "unlock_reason")
    days = ("locked_on", "signed_on", "paid_on", "unlocked_on")
    whole: dict[str, Any] = {name: row[name] for name in same} | {name: day(row[name]) for name in days}
    altered = digest(text) != row["computed_sha256"]
    return Version(statement=found, sha256=row["computed_sha256"], altered=altered, **whole)


def _share(row: dict[str, Any], name: str) -> tuple[int, int] | None:
    num, den = row[f"{name}_num"], row[f"{name}_den"]
    return None if num is None or den is None else (num, den)


_ROWS = "SELECT * FROM {} WHERE case_id = :c AND (:all OR archived_at IS NULL) ORDER BY {}"
_VERSIONS = "SELECT * FROM disbursements WHERE case_id = ? AND archived_at IS NULL ORDER BY version DESC"
_RECOVERIES = """
SELECT r.*, i.org_name AS i_org, i.last AS i_last, i.first AS i_first FROM recoveries r
LEFT JOIN claims m ON m.id = r.claim_id LEFT JOIN coverages v ON v.id = m.coverage_id
LEFT JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts i ON i.id = p.insurer_id
WHERE r.case_id = :c AND (:all OR r.archived_at IS NULL) ORDER BY r.archived_at IS NOT NULL, r.id
"""
_CLAIMS = """
SELECT m.id, m.claim_no, m.status, v.kind AS coverage, v.limit_per_person, v.limit_per_accident, v.csl_limit,
 i.org_name AS i_org, i.last AS i_last, i.first AS i_first, a.org_name AS a_org, a.last AS a_last, a.first AS a_first
FROM claims m JOIN coverages v ON v.id = m.coverage_id JOIN policies p ON p.id = v.policy_id
LEFT JOIN contacts i ON i.id = p.insurer_id LEFT JOIN contacts a ON a.id = m.adjuster_id
WHERE m.case_id = ? AND m.archived_at IS NULL AND v.archived_at IS NULL
ORDER BY CASE p.party WHEN 'defendant' THEN 0 WHEN 'third' THEN 1 ELSE 2 END, m.id
"""
