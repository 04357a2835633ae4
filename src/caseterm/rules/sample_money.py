"""A story's money: bills for the visits kept, who paid them, liens as far as the case is, costs, and what was lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from caseterm.rules.costs import MILEAGE_MILLS, mileage_cents, wages_lost
from caseterm.rules.reductions import Claimed, Settlement, reduce_claims
from caseterm.rules.request_fees import category_of
from caseterm.rules.requests import request_words
from caseterm.rules.sample_case import Told
from caseterm.rules.sample_rows import Row

FEES = {
    "er_urgent": (4_850_00, "99284", "Emergency visit, level 4"),
    "imaging": (2_650_00, "72148", "MRI, lumbar, without contrast"),
    "surgery": (38_500_00, "63030", "Surgery, facility and surgeon"),
    "injection": (4_200_00, "62323", "Epidural injection"),
    "initial_evaluation": (385_00, "97161", "Evaluation"),
    "follow_up": (195_00, "99213", "Office visit"),
    "office_visit": (210_00, "99213", "Office visit"),
    "therapy_pt": (215_00, "97110", "Therapeutic exercise"),
    "occupational_therapy": (225_00, "97530", "Therapeutic activities"),
    "chiropractic": (145_00, "98941", "Spinal adjustment"),
    "mental_health": (240_00, "90834", "Psychotherapy, 45 minutes"),
    "telehealth": (150_00, "99441", "Telephone visit"),
    "dental": (320_00, "D0140", "Dental visit"),
    "lab": (180_00, "80053", "Laboratory panel"),
}
"""What a visit is billed at, its code and its words; all invented."""
LATE = ("demand", "negotiation", "litigation", "settlement", "closed")
HOSPITAL_KINDS = frozenset({"er_urgent", "surgery"})


def put_money(told: Told) -> None:
    """The bills, liens, costs and losses of a case; of closed ones only every fifth has a ledger."""
    chance = Random(f"money/{told.story['number']}/{told.story['doi']}")
    case = mine(told, "cases")[0]
    if case["phase"] == "closed" and told.case_id % 5:
        return
    paid = _put_bills(told, case, chance)
    if case["phase"] in LATE:
        _put_liens(told, case, paid, chance)
    _put_costs(told, case, chance)
    if case["phase"] != "closed" and not case.get("death_case"):
        _put_losses(told, chance)


def mine(told: Told, table: str) -> list[Row]:
    """This case's rows of a table: those at its end."""
    key = "id" if table == "cases" else "case_id"
    found: list[Row] = []
    for row in reversed(told.sample.rows.get(table, [])):
        if row.get(key) != told.case_id:
            break
        found.append(row)
    return found[::-1]


class _Paid:
    """Who has paid how much so far, and what is left of PIP and MedPay."""

    def __init__(self, told: Told) -> None:
        self.left = {"pip": 0, "medpay": 0}
        for row in mine(told, "coverages"):
            if row["kind"] in self.left:
                self.left[row["kind"]] += row.get("limit_per_person") or row.get("csl_limit") or 0
        self.health = 0
        self.hospitals: set[int] = set()
        self.balances: dict[int, int] = {}


# ---- bills ------------------------------------------------------------------------------------------------------


def _put_bills(told: Told, case: Row, chance: Random) -> _Paid:
    paid = _Paid(told)
    health = (not any(paid.left.values()) and chance.random() < 0.6) or bool(told.story.get("health"))
    late = case["phase"] in LATE
    visits: dict[int, list[Row]] = {}
    for visit in mine(told, "appointments"):
        if visit["status"] in ("attended", "late") and visit["kind"] in FEES and visit.get("case_provider_id"):
            visits.setdefault(visit["case_provider_id"], []).append(visit)
    for provider in mine(told, "case_providers"):
        until = provider["bills_received_on"]
        if until is None and not late and chance.random() < 0.5:
            until = told.today - timedelta(days=45)  # a first statement of what is going on
        if until is None:
            continue
        account = f"{chance.randrange(10_000, 99_999)}-{told.case_id % 100:02}"
        for visit in visits.get(provider["id"], []):
            if visit["starts_at"].date() <= until:
                _put_bill(told, provider, visit, paid, chance, account=account, received_on=until, health=health)
        if late and provider["bills_complete"]:
            provider["bills_finalized_on"] = provider["bills_received_on"]
    return paid


def _put_bill(
    told: Told, provider: Row, visit: Row, paid: _Paid, chance: Random, *, account: str, received_on: date, health: bool
) -> None:
    usual, cpt, words = FEES[visit["kind"]]
    billed = usual * chance.randrange(90, 131) // 100
    values: Row = {
        "case_provider_id": provider["id"], "dos_from": visit["starts_at"].date(), "cpt": cpt, "description": words,
        "account_no": account, "billed_cents": billed, "received_on": received_on,
    }  # fmt: skip
    for kind in ("pip", "medpay"):
        share = min(paid.left[kind], billed * 8 // 10 if kind == "pip" else billed)
        if share and not (kind == "medpay" and values.get("paid_pip_cents")):
            values[f"paid_{kind}_cents"] = share
            paid.left[kind] -= share
    if health and provider["lop_on"] is None:
        values["adjusted_cents"] = billed * 38 // 100
        values["paid_health_cents"] = billed * 45 // 100
        values["paid_client_cents"] = min(25_00, billed // 20)
        paid.health += values["paid_health_cents"]
    told.put("medical_bills", values, day=received_on)
    settled = sum(cents for name, cents in values.items() if name.startswith(("paid_", "adjusted")))
    paid.balances[provider["id"]] = paid.balances.get(provider["id"], 0) + billed - settled
    if visit["kind"] in HOSPITAL_KINDS:
        paid.hospitals.add(provider["id"])


# ---- liens ------------------------------------------------------------------------------------------------------


def _put_liens(told: Told, case: Row, paid: _Paid, chance: Random) -> None:
    found = list(_liens(told, case, paid))
    entered = case["phase_entered_on"]
    for place, values in enumerate(found):
        values = {"status": "asserted", "claimed_on": told.opened + timedelta(days=60 + place * 9), **values}
        values["claimed_on"] = min(values["claimed_on"], told.today)
        medicare = values["kind"] == "medicare_parts_ab"  # slow to answer: at settlement its letter is still out
        if case["phase"] == "closed" or (case["phase"] == "settlement" and not medicare):
            values |= _final(values, min(entered + timedelta(days=12 + place), told.today), chance)
        if case["phase"] == "closed":
            values |= {"status": "paid", "paid_on": entered, "paid_cents": values["final_cents"]}
        told.put("liens", values, day=values["claimed_on"])


def _liens(told: Told, case: Row, paid: _Paid) -> Iterator[Row]:
    for provider in mine(told, "case_providers"):
        balance = paid.balances.get(provider["id"], 0)
        if balance <= 0:
            continue
        if provider["id"] in paid.hospitals:
            kind = "hospital_statutory"
        elif provider["lop_on"] is not None:
            kind = "letter_of_protection"
        else:
            continue
        yield {
            "kind": kind, "holder_id": provider["contact_id"], "case_provider_id": provider["id"],
            "asserted_cents": balance, "perfected": kind == "hospital_statutory",
        }  # fmt: skip
    if case.get("medicare_status") == "beneficiary":
        first = told.opened + timedelta(days=30)
        yield {
            "kind": "medicare_parts_ab", "holder_id": told.sample.contact("medicare"), "asserted_cents": 6_412_37,
            "reference_no": f"20{told.opened:%y}{told.case_id:05}", "rights_letter_on": first,
            "conditional_on": min(first + timedelta(days=58), told.today),
        }  # fmt: skip
    elif paid.health:
        yield {
            "kind": "health_plan_erisa_self_funded" if told.case_id % 2 else "health_plan_insured",
            "holder_id": told.sample.contact("valley_health"), "asserted_cents": paid.health,
            "reference_no": f"VH-{told.case_id:06}",
        }  # fmt: skip


def _final(values: Row, on: date, chance: Random) -> Row:
    """Agreed by its holder's letter, mostly by the common fund's third; Medicare's as it was asked."""
    asked = values["asserted_cents"]
    letter: Row = {"final_cents": asked, "final_letter_on": on, "status": "final_in_writing"}
    if values["kind"] == "medicare_parts_ab" or chance.random() < 0.2:
        return letter
    found = reduce_claims("common_fund_one_third", [Claimed(1, asked)], Settlement(0))[0]
    reduced: Row = {"reduction_kind": found.kind, "reduction_why": found.why, "reduced_cents": found.final}
    return {**letter, **reduced, "final_cents": found.final}


# ---- costs and losses -------------------------------------------------------------------------------------------


def _put_costs(told: Told, case: Row, chance: Random) -> None:
    spent = 0
    for day, phase, category, vendor, cents in _costs(told, case, chance):
        paid_on = told.workday(min(day, told.today))
        values: Row = {
            "dated": paid_on, "category": category, "vendor": vendor, "amount_cents": cents,
            "phase": phase, "check_no": str(chance.randrange(4100, 4999)),
        }  # fmt: skip
        told.put("case_costs", values, day=paid_on)
        spent += cents
    spent += _put_fees(told, case)
    if case["phase"] in LATE and case["phase"] != "closed" and spent:
        tight = bool(case.get("filed_on")) and told.case_id % 2 == 0
        share = int(told.story.get("budget", 95 if tight else 160))  # percent of what is spent so far
        budget = max(500_00, spent * share // 100 // 50_00 * 50_00)
        told.put("cost_budgets", {"budget_cents": budget}, day=told.opened)


def _put_fees(told: Told, case: Row) -> int:
    """The fees paid for requests, each a cost; what they come to."""
    names = told.sample.names
    of_providers = {row["id"]: row["contact_id"] for row in mine(told, "case_providers")}
    paid = [row for row in mine(told, "records_requests") if row.get("fee_paid_cents")]
    for row in paid:
        provider = names.get(of_providers.get(row["case_provider_id"]), "")
        payee = names.get(row.get("vendor_id"), provider)
        values: Row = {
            "dated": row["fee_paid_on"], "category": category_of(row["kind"]), "vendor": payee,
            "amount_cents": row["fee_paid_cents"], "phase": case["phase"], "request_id": row["id"],
            "description": request_words(row["kind"], provider if provider != payee else ""),
        }  # fmt: skip
        told.put("case_costs", values, day=row["fee_paid_on"])
    return sum(int(row["fee_paid_cents"]) for row in paid)


def _costs(told: Told, case: Row, chance: Random) -> Iterator[tuple[date, str, str, str, int]]:
    incident = mine(told, "incidents")
    agency = str(incident[0].get("police_agency", "")) if incident else ""
    if agency and incident[0].get("report_status") == "received":
        yield told.opened + timedelta(days=9), "investigation", "police_report", agency, 20_00
    for provider in mine(told, "case_providers"):
        if provider["records_received_on"] is not None:
            yield (
                provider["records_received_on"],
                "records",
                "medical_records",
                "Bay Copy Service",
                (45_00 + chance.randrange(0, 9_000)),
            )
    if case.get("filed_on"):
        court = str(case.get("court") or "Superior Court")
        yield case["filed_on"], "litigation", "filing_fee", court, 435_00
        yield case["filed_on"] + timedelta(days=6), "litigation", "service_of_process", "Golden Gate Process", 95_00
        yield case["filed_on"] + timedelta(days=80), "litigation", "deposition", "Pacific Reporters", 1_180_00
        if case.get("grade") in ("A", "B"):
            yield case["filed_on"] + timedelta(days=110), "litigation", "expert", "Medical expert, review", 2_750_00


def _put_losses(told: Told, chance: Random) -> None:
    employer = str(told.story["client"].get("employer", ""))
    if told.works and chance.random() < 0.7:
        first = told.incident_on + timedelta(days=1)
        days = chance.randrange(5, 40)
        last = min(first + timedelta(days=days), told.today)
        rate, hours = chance.randrange(1_800, 3_900, 25), chance.choice((320, 380, 400))
        lost = wages_lost(rate, "hour", hours_week=hours, days=(last - first).days + 1)
        values: Row = {
            "employer": employer, "rate_cents": rate, "rate_unit": "hour", "hours_week": hours,
            "off_from": first, "off_to": last, "lost_cents": lost, "verified": chance.random() < 0.4,
        }  # fmt: skip
        told.put("wage_losses", values, day=told.opened)
    for visit in [row for row in mine(told, "appointments") if row["status"] == "attended"][:3]:
        miles = chance.randrange(40, 480)
        values = {
            "kind": "mileage", "dated": visit["starts_at"].date(), "vendor": visit["location"],
            "description": "There and back", "miles_tenths": miles, "rate_mills": MILEAGE_MILLS,
            "amount_cents": mileage_cents(miles, MILEAGE_MILLS),
        }  # fmt: skip
        told.put("expenses", values, day=visit["starts_at"].date())
    if chance.random() < 0.6:
        day = min(told.opened + timedelta(days=14), told.today)
        values = {
            "kind": "out_of_pocket", "dated": day, "vendor": "Corner Pharmacy", "description": "Prescriptions, brace",
            "amount_cents": chance.randrange(18_00, 160_00), "receipt": True,
        }  # fmt: skip
        told.put("expenses", values, day=day)
