"""Acts of `caseterm batch` on fees, recoveries and deductions, whose services take more than plain fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.errors import InputError
from caseterm.rules.shares import parse_share
from caseterm.rules.terms_settlement import FEE_TRIGGERS
from caseterm.store.database import Database

Values = Mapping[str, Any]


def put_fee_agreement(db: Database, *, case_id: int, fees: Values, values: Values | None = None) -> ChangeSet:
    """Enter or change the fee agreement; `fees` has a share as it is typed for each stage: 1/3, 33.33 %, 40 %."""
    tiers: dict[str, tuple[int, int] | None] = {}
    for stage, typed in fees.items():
        if stage not in FEE_TRIGGERS:
            raise InputError.one("fees", stage[:40], f"is none of {', '.join(FEE_TRIGGERS)}")
        try:
            tiers[stage] = parse_share(typed) if isinstance(typed, str) else None
        except ValueError as problem:
            raise InputError.one("fees", typed[:40], str(problem)) from None
    return services.settlement.put_fee_agreement(db, case_id, values or {}, tiers)


def put_recovery(db: Database, *, case_id: int, values: Values, recovery_id: int | None = None) -> ChangeSet:
    """Enter what a source pays, or change it."""
    return services.settlement.put_recovery(db, case_id, values, recovery_id=recovery_id)


def put_deduction(db: Database, *, case_id: int, values: Values, deduction_id: int | None = None) -> ChangeSet:
    """Enter what else goes off the recovery, or change it."""
    return services.settlement.put_deduction(db, case_id, values, deduction_id=deduction_id)


def put_payout(db: Database, *, case_id: int, values: Values, payout_id: int | None = None) -> ChangeSet:
    """Note a payment out of trust or money held back there, or change it."""
    return services.payouts.put_payout(db, case_id, values, payout_id=payout_id)
