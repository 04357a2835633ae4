"""A story's settlement: the fee agreement, what was recovered, and the statements that were locked and paid."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from caseterm.rules.costs import CostLine
from caseterm.rules.liens import LienLine
from caseterm.rules.money import parse_cents
from caseterm.rules.people import person_name
from caseterm.rules.sample_case import ATTORNEY, MANAGER, Told
from caseterm.rules.sample_lines import line
from caseterm.rules.sample_offers import claim_of, of_case, put_offers
from caseterm.rules.sample_rows import Row
from caseterm.rules.settlement import Statement, payees, settle
from caseterm.rules.settling import Agreement, Money, RecoveryLine, Tier, given_of
from caseterm.rules.snapshot import digest, snapshot_text
from caseterm.rules.specials import BillLine, ProviderSpecials
from caseterm.rules.terms_money import PROVIDER_LIENS

TIERS = (("pre_suit", 1, 3), ("filed", 2, 5))
"""The common graduated fee; a firm's own agreement says what holds."""
PAID = ("settled", "verdict")
BILL_PARTS = ("billed", "adjusted", "paid_health", "paid_pip", "paid_medpay", "paid_client", "paid_other")


def put_settling(told: Told) -> None:
    """Fee, offers, recoveries and statements, as far as the case has come; of closed ones every fifth has them."""
    case = of_case(told, "cases")[0]
    closed = case["phase"] == "closed"
    if (closed and told.case_id % 5 and "offers" not in told.story) or case["phase"] == "intake":
        return
    agreement = _agreement(told)
    offers = put_offers(told)
    recoveries = _recoveries(told, case, offers)
    status = str(told.story.get("statement") or ("paid" if closed else ""))
    if recoveries and status:
        _lock(told, case, agreement, recoveries, status)


def _agreement(told: Told) -> Agreement:
    entered = dict(told.phases)
    signed = entered.get("opening", told.opened)
    basis = "net_after_costs" if told.case_id % 4 == 3 else "gross_before_costs"
    number = told.put("fee_agreements", {"signed_on": signed, "fee_basis": basis}, day=signed)
    for stage, num, den in TIERS:
        told.put("fee_tiers", {"agreement_id": number, "stage": stage, "num": num, "den": den}, day=signed)
    return Agreement(number, tuple(Tier(*tier) for tier in TIERS), basis, signed_on=signed)


def _recoveries(told: Told, case: Row, offers: list[Row]) -> list[Row]:
    """What the story tells in `recovered`, else what a settlement came to."""
    if "recovered" in told.story:
        for text in told.story["recovered"]:
            _put_told(told, text)
        return of_case(told, "recoveries")
    entered = dict(told.phases)
    over = case["phase"] == "closed"
    on = entered.get("settlement") or (case["phase_entered_on"] if over else None)
    claim_id, limit = claim_of(told)
    demand = max((row["amount_cents"] for row in offers if row["side"] == "us"), default=0)
    if on is None or claim_id is None or not demand or (over and case.get("close_reason") not in PAID):
        return []
    best = max((row["amount_cents"] for row in offers if row["side"] == "them"), default=demand * 2 // 5)
    amount = min((best + (demand - best) * 2 // 5) // 500_00 * 500_00 or best, limit or demand)
    funds = on + timedelta(days=26)
    told.put(
        "negotiation_events",
        {"claim_id": claim_id, "dated": on, "kind": "acceptance", "amount_cents": amount, "side": "us"},
        day=on,
    )
    told.put(
        "recoveries",
        {
            "claim_id": claim_id,
            "amount_cents": amount,
            "agreed_on": on,
            "release_signed_on": on + timedelta(days=6) if over or on + timedelta(days=6) <= told.today else None,
            "funds_received_on": funds if over or funds <= told.today else None,
        },
        day=on,
    )
    return of_case(told, "recoveries")


def _put_told(told: Told, text: str) -> None:
    given = line(text)
    day, amount, *cover = given.words
    kind = cover[0] if cover else ""
    values: Row = {
        "claim_id": claim_of(told, kind)[0],
        "kind": "um_uim" if kind in ("um", "uim") else "liability",
        "amount_cents": parse_cents(amount),
        "agreed_on": told.day(day),
        "notes": given.text(),
    }
    for name, key in (("release_signed_on", "release"), ("funds_received_on", "funds")):
        values[name] = told.day(given.named[key]) if key in given.named else None
    told.put("recoveries", values, day=values["agreed_on"])


# ---- the statement ----------------------------------------------------------------------------------------------


def _lock(told: Told, case: Row, agreement: Agreement, recoveries: list[Row], status: str) -> None:
    """The statement as the program would have locked it on its day."""
    statement = _statement(told, case, agreement, recoveries)
    text = snapshot_text(statement)
    closed = case["phase_entered_on"] if case["phase"] == "closed" else None
    on = closed - timedelta(days=4) if closed else told.day("-1")
    steps: Mapping[str, date | None] = {
        "signed_on": on if status in ("signed", "paid") else None,
        "paid_on": closed if status == "paid" else None,
    }
    told.put(
        "disbursements",
        {
            "version": 1, "status": status, "computed_json": text, "computed_sha256": digest(text), "locked_on": on,
            "locked_by": MANAGER, "approved_by": ATTORNEY, "approved_on": on, **steps,
        },
        day=on,
    )  # fmt: skip
    if steps["paid_on"] is not None:
        for kind, name, amount in payees(statement):
            if amount > 0:
                _pay(told, kind, name, amount, paid_on=steps["paid_on"])
    for text in told.story.get("payouts", ()):
        _put_payout(told, text)


def _put_payout(told: Told, text: str) -> None:
    """One line of the story: "-1 client_net 20,000 | check 1041", or "held until:+25 lien 4,000 | why"."""
    given = line(text)
    when, kind, amount = given.words
    if when == "held":
        until = told.day(given.named["until"]) if "until" in given.named else None
        _pay(told, kind, "", parse_cents(amount), held_why=given.text(), held_until=until)
    else:
        _pay(told, kind, "", parse_cents(amount), paid_on=told.day(when), reference=given.text())


def _pay(told: Told, kind: str, payee: str, amount: int, **values: Any) -> None:
    day = values.get("paid_on") or told.today
    told.put("payouts", {"kind": kind, "payee": payee, "amount_cents": amount, **values}, day=day)


def _statement(told: Told, case: Row, agreement: Agreement, recoveries: list[Row]) -> Statement:
    names = _names(told)
    insurers = _insurers(told, names)
    money = Money(
        recoveries=tuple(
            RecoveryLine(
                row["id"], row["claim_id"], "", row.get("kind", "liability"), row["amount_cents"],
                insurer=insurers.get(row["claim_id"], ""),
            )
            for row in recoveries
        ),
        agreement=agreement,
        liens=tuple(_lien(row, names) for row in of_case(told, "liens")),
        providers=tuple(_providers(told, names)),
        costs=tuple(
            CostLine(row["id"], row["dated"], row["category"], row["amount_cents"], vendor=row["vendor"])
            for row in sorted(of_case(told, "case_costs"), key=lambda row: (row["dated"], row["id"]))
        ),
        filed=bool(case.get("filed_on")),
    )  # fmt: skip
    return settle(given_of(money))


def _names(told: Told) -> dict[int, str]:
    """The contacts that this case names, as the program says them."""
    wanted = {row["contact_id"] for row in of_case(told, "case_providers")}
    wanted |= {row["holder_id"] for row in of_case(told, "liens")} | {
        row["insurer_id"] for row in of_case(told, "policies")
    }
    rows = told.sample.rows["contacts"]
    first = int(rows[0]["id"])
    return {number: _name(rows[number - first]) for number in wanted if number is not None}


def _name(row: Mapping[str, Any]) -> str:
    return person_name(row.get("last", ""), row.get("first", ""), row.get("suffix", ""), row.get("org_name", ""))


def _insurers(told: Told, names: Mapping[int, str]) -> dict[int | None, str]:
    policies = {row["id"]: names.get(row["insurer_id"], "") for row in of_case(told, "policies")}
    covers = {row["id"]: policies[row["policy_id"]] for row in of_case(told, "coverages")}
    return {row["id"]: covers[row["coverage_id"]] for row in of_case(told, "claims")}


def _lien(row: Row, names: Mapping[int, str]) -> LienLine:
    plain = ("final_letter_on", "paid_on", "reduction_kind", "reduction_why")
    sums = ("asserted", "reduced", "negotiated", "final", "paid")
    more: dict[str, Any] = {name: row[name] for name in plain if name in row}
    more |= {name: row.get(f"{name}_cents") for name in sums}
    return LienLine(
        id=row["id"],
        kind=row["kind"],
        holder_id=row["holder_id"],
        holder=names.get(row["holder_id"], ""),
        status=row["status"],
        **more,
    )


def _providers(told: Told, names: Mapping[int, str]) -> list[ProviderSpecials]:
    bills: dict[int, list[BillLine]] = {}
    for row in of_case(told, "medical_bills"):
        parts = {name.removeprefix("paid_"): row.get(f"{name}_cents", 0) for name in BILL_PARTS}
        bill = BillLine(row["id"], row["case_provider_id"], row["dos_from"], None, **parts)
        bills.setdefault(bill.provider_id, []).append(bill)
    covered = {row.get("case_provider_id") for row in of_case(told, "liens") if row["kind"] in PROVIDER_LIENS}
    found = [
        ProviderSpecials(
            row["id"], row["contact_id"], names[row["contact_id"]], row["specialty"], tuple(bills.get(row["id"], ())),
            finalized_on=row.get("bills_finalized_on"), lien=row["id"] in covered,
        )
        for row in of_case(told, "case_providers")
    ]  # fmt: skip
    return sorted(found, key=lambda each: (not each.bills, str(each.first or "9999"), each.name.casefold(), each.id))
