"""The money of a case: bills by provider, liens, costs and budgets, losses, and all of it together.

Plain SQL over the driver's connection, frozen values out, every amount in cents.
"""

from __future__ import annotations

from collections.abc import Sequence

from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.rules.costs import BudgetLine, CostLine, ExpenseLine, WageLine, spent_on
from caseterm.rules.liens import LienLine, LienTotals, lien_totals
from caseterm.rules.people import person_name
from caseterm.rules.requests import request_words
from caseterm.rules.specials import BillLine, ProviderSpecials, Sums, add_up, in_order, remaining
from caseterm.rules.terms_money import PROVIDER_LIENS
from caseterm.rules.terms_visits import APPOINTMENT_KEPT
from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@value
class Costs:
    """A case's costs with its budgets."""

    lines: tuple[CostLine, ...] = ()
    budgets: tuple[BudgetLine, ...] = ()

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines if not line.archived)

    @property
    def recoverable(self) -> int:
        """What comes out of the settlement."""
        return sum(line.amount for line in self.lines if line.recoverable and not line.archived)


@value
class Losses:
    """What the client lost beside medical bills."""

    wages: tuple[WageLine, ...] = ()
    expenses: tuple[ExpenseLine, ...] = ()

    @property
    def wages_lost(self) -> int:
        return sum(line.lost for line in self.wages if not line.archived)

    def spent(self, kind: str) -> int:
        """The expenses of one kind together."""
        return sum(line.amount for line in self.expenses if line.kind == kind and not line.archived)


@value
class NoFault:
    """A PIP or MedPay coverage: its limit, what the bills say it paid, and what is left."""

    coverage_id: int
    kind: str
    insurer: str
    limit: int | None
    paid: int
    left: int | None
    exhausted_on: str = ""

    @property
    def exhausted(self) -> bool:
        return self.left == 0 and self.limit is not None


@value
class Totals:
    """The money of a case in one look. `owed` is what the settlement pays providers beside the liens."""

    bills: Sums
    owed: int
    unfinalized: tuple[str, ...]
    liens: LienTotals
    costs: int
    costs_recoverable: int
    budget: int | None
    wages: int
    out_of_pocket: int
    mileage: int
    future: int
    no_fault: tuple[NoFault, ...]

    @property
    def specials(self) -> int:
        """Medical bills as billed, wages, what the client paid and drove; future care stands beside it."""
        return self.bills.billed + self.wages + self.out_of_pocket + self.mileage


def specials(db: Database, case_id: int, *, archived: bool = False) -> list[ProviderSpecials]:
    """The providers of a case with their bills, those first treated with first; providers without bills last."""
    bills: dict[int, list[BillLine]] = {}
    for bill in _bills(db, case_id, archived=archived):
        bills.setdefault(bill.provider_id, []).append(bill)
    visits = dict(
        db.raw.execute(
            f"SELECT case_provider_id, count(*) FROM appointments WHERE case_id = ? AND archived_at IS NULL "
            f"AND status IN {in_list(APPOINTMENT_KEPT)} GROUP BY case_provider_id",
            (case_id,),
        ).fetchall()
    )
    covered = {row[0] for row in db.raw.execute(_COVERED, (case_id,))}
    rows = named(db.raw.execute(_PROVIDERS, {"c": case_id, "all": archived}))
    found = [
        ProviderSpecials(
            id=row["id"],
            contact_id=row["contact_id"],
            name=_name(row),
            specialty=row["specialty"],
            bills=tuple(in_order(bills.get(row["id"], []))),
            visits=visits.get(row["id"], 0),
            finalized_on=day(row["bills_finalized_on"]),
            dont_pay=bool(row["dont_pay_at_settlement"]),
            lop_on=day(row["lop_on"]),
            lien=row["id"] in covered,
            records_in=row["records_received_on"] is not None,
            bills_in=row["bills_received_on"] is not None,
            exhibit=row["exhibit"],
            archived=row["archived_at"] is not None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda line: (not line.bills, str(line.first or "9999"), line.name.casefold(), line.id))


def liens(db: Database, case_id: int, *, archived: bool = False) -> list[LienLine]:
    """The liens of a case in the order they were entered."""
    return [_lien(row) for row in named(db.raw.execute(_LIENS, {"c": case_id, "all": archived}))]


def costs(db: Database, case_id: int, *, archived: bool = False) -> Costs:
    """The costs of a case, newest first, and its budgets with what was spent of each."""
    given = {"c": case_id, "all": archived}
    lines = tuple(
        CostLine(
            id=row["id"],
            dated=day(row["dated"]),
            category=row["category"],
            amount=row["amount_cents"],
            recoverable=bool(row["recoverable"]),
            archived=row["archived_at"] is not None,
            request_id=row["request_id"],
            request=_request(row),
            **{name: row[name] for name in ("phase", "vendor", "description", "paid_by", "check_no", "notes")},
        )
        for row in named(db.raw.execute(_COSTS, given))
    )
    budgets = tuple(
        BudgetLine(
            id=row["id"],
            category=row["category"],
            phase=row["phase"],
            budget=row["budget_cents"],
            spent=spent_on(lines, row["category"], row["phase"]),
            notes=row["notes"],
            archived=row["archived_at"] is not None,
        )
        for row in named(db.raw.execute(_ROWS.format("cost_budgets", "phase, category, id"), given))
    )
    return Costs(lines, budgets)


def _request(row: dict[str, Any]) -> str:
    """The request whose fee a cost is: Records, Mercy PT; "" where it is none's."""
    if row["request_id"] is None:
        return ""
    return request_words(row["asked"], _name(row) if row["org_name"] is not None else row["sent_to"])


def losses(db: Database, case_id: int, *, archived: bool = False) -> Losses:
    """Wages lost, out-of-pocket spending, mileage and future care of a case."""
    given = {"c": case_id, "all": archived}
    wages = tuple(
        WageLine(
            id=row["id"],
            employer=row["employer"],
            lost=row["lost_cents"],
            rate=row["rate_cents"],
            verified=bool(row["verified"]),
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in ("job_title", "rate_unit", "hours_week", "notes")},
            **_days(row, *_WAGE_DAYS),
        )
        for row in named(db.raw.execute(_ROWS.format("wage_losses", "off_from IS NULL, off_from, id"), given))
    )
    expenses = tuple(
        ExpenseLine(
            id=row["id"],
            kind=row["kind"],
            dated=day(row["dated"]),
            amount=row["amount_cents"],
            receipt=bool(row["receipt"]),
            archived=row["archived_at"] is not None,
            **{name: row[name] for name in ("vendor", "description", "miles_tenths", "rate_mills", "notes")},
        )
        for row in named(db.raw.execute(_ROWS.format("expenses", "dated IS NULL, dated, id"), given))
    )
    return Losses(wages, expenses)


def no_fault(db: Database, case_id: int, sums: Sums | None = None) -> list[NoFault]:
    """The PIP and MedPay coverages of a case with what the bills paid out of them, the older coverage first."""
    pip, medpay = (sums.pip, sums.medpay) if sums else db.raw.execute(_PAID_BY_COVERAGE, (case_id,)).fetchone()
    pool = {"pip": pip, "medpay": medpay}
    found: list[NoFault] = []
    for row in named(db.raw.execute(_NO_FAULT, (case_id,))):
        limit = row["limit_per_person"] if row["limit_per_person"] is not None else row["csl_limit"]
        mine = pool[row["kind"]] if limit is None else min(limit, pool[row["kind"]])
        if row["is_last"]:
            mine = pool[row["kind"]]  # what no coverage before could have paid
        pool[row["kind"]] -= mine
        found.append(
            NoFault(
                row["id"], row["kind"], _name(row), limit, mine, remaining(limit, mine), str(row["exhausted_on"] or "")
            )
        )
    return found


def totals(db: Database, case_id: int) -> Totals:
    """All the money of a case: bills, liens, costs, losses, and what PIP and MedPay have left."""
    ledger = specials(db, case_id)
    bills = add_up(bill for provider in ledger for bill in provider.bills)
    spent, lost = costs(db, case_id), losses(db, case_id)
    whole = [each.budget for each in spent.budgets if not each.category and not each.phase]
    return Totals(
        bills=bills,
        owed=sum(provider.owed for provider in ledger),
        unfinalized=tuple(each.name for each in ledger if each.bills and each.finalized_on is None),
        liens=lien_totals(liens(db, case_id)),
        costs=spent.total,
        costs_recoverable=spent.recoverable,
        budget=sum(whole) if whole else None,
        wages=lost.wages_lost,
        out_of_pocket=lost.spent("out_of_pocket"),
        mileage=lost.spent("mileage"),
        future=lost.spent("future_medical"),
        no_fault=tuple(no_fault(db, case_id, bills)),
    )


_WAGE_DAYS = ("off_from", "off_to", "restricted_from", "restricted_to", "verified_on")
_ROWS = "SELECT * FROM {} WHERE case_id = :c AND (:all OR archived_at IS NULL) ORDER BY {}"
_COSTS = """
SELECT x.*, r.kind AS asked, r.sent_to, k.org_name, k.last, k.first, k.suffix FROM case_costs x
LEFT JOIN records_requests r ON r.id = x.request_id LEFT JOIN case_providers p ON p.id = r.case_provider_id
LEFT JOIN contacts k ON k.id = p.contact_id
WHERE x.case_id = :c AND (:all OR x.archived_at IS NULL) ORDER BY x.dated IS NULL, x.dated DESC, x.id DESC
"""
_PROVIDERS = """
SELECT p.*, k.org_name, k.last, k.first, k.suffix FROM case_providers p JOIN contacts k ON k.id = p.contact_id
WHERE p.case_id = :c AND (:all OR p.archived_at IS NULL)
"""
_COVERED = (
    f"SELECT case_provider_id FROM liens WHERE case_id = ? AND archived_at IS NULL AND status <> 'released' "
    f"AND case_provider_id IS NOT NULL AND kind IN {in_list(PROVIDER_LIENS)}"
)
_LIENS = """
SELECT l.*, k.org_name, k.last, k.first, k.suffix, o.org_name AS p_org, o.last AS p_last, o.first AS p_first
FROM liens l LEFT JOIN contacts k ON k.id = l.holder_id
LEFT JOIN case_providers p ON p.id = l.case_provider_id LEFT JOIN contacts o ON o.id = p.contact_id
WHERE l.case_id = :c AND (:all OR l.archived_at IS NULL) ORDER BY l.archived_at IS NOT NULL, l.id
"""
_PAID_BY_COVERAGE = """
SELECT coalesce(sum(paid_pip_cents), 0), coalesce(sum(paid_medpay_cents), 0) FROM medical_bills
WHERE case_id = ? AND archived_at IS NULL AND related
"""
_NO_FAULT = """
SELECT v.id, v.kind, v.limit_per_person, v.csl_limit, v.exhausted_on, k.org_name, k.last, k.first, k.suffix,
  row_number() OVER (PARTITION BY v.kind ORDER BY v.id DESC) = 1 AS is_last
FROM coverages v JOIN policies p ON p.id = v.policy_id LEFT JOIN contacts k ON k.id = p.insurer_id
WHERE v.case_id = ? AND v.archived_at IS NULL AND v.kind IN ('pip', 'medpay') ORDER BY v.id
"""


def _bills(db: Database, case_id: int, *, archived: bool) -> Sequence[BillLine]:
    given = {"c": case_id, "all": archived}
    rows = named(db.raw.execute(_ROWS.format("medical_bills", "dos_from IS NULL, dos_from, id"), given))
    return [bill_line(row) for row in rows]


def bill_line(row: dict[str, Any]) -> BillLine:
    """A stored bill."""
    return BillLine(
        id=row["id"],
        provider_id=row["case_provider_id"],
        dos_from=day(row["dos_from"]),
        dos_to=day(row["dos_to"]),
        billed=row["billed_cents"],
        adjusted=row["adjusted_cents"],
        received_on=day(row["received_on"]),
        archived=row["archived_at"] is not None,
        **{name: row[f"paid_{name}_cents"] for name in ("health", "pip", "medpay", "client", "other")},
        **{name: row[name] for name in ("description", "cpt", "account_no", "notes")},
        lien_on_balance=bool(row["lien_on_balance"]),
        related=bool(row["related"]),
        disputed=bool(row["disputed"]),
    )


def _lien(row: dict[str, Any]) -> LienLine:
    days = (
        "claimed_on", "final_letter_on", "paid_on", "rights_letter_on", "conditional_on", "notice_on", "demand_on",
        "demand_received_on",
    )  # fmt: skip
    same = (
        "id", "kind", "holder_id", "status", "reference_no", "statute_note", "reduction_kind", "reduction_num",
        "reduction_den", "reduction_why", "notes",
    )  # fmt: skip
    return LienLine(
        holder=_name(row),
        provider_id=row["case_provider_id"],
        provider=person_name(row["p_last"] or "", row["p_first"] or "", "", row["p_org"] or ""),
        reduction_gross=row["reduction_gross_cents"],
        perfected=bool(row["perfected"]),
        archived=row["archived_at"] is not None,
        **{name: row[name] for name in same},
        **{name: row[f"{name}_cents"] for name in ("asserted", "audited", "reduced", "negotiated", "final", "paid")},
        **_days(row, *days),
    )


def _name(row: dict[str, Any]) -> str:
    return person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or "")


def _days(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: day(row[name]) for name in names}
