"""A story's attorney side: recommendations, drafts, promises, reviews, conflict check, closing, visits on record."""

from datetime import date, timedelta
from random import Random

from caseterm.rules.closing import retention
from caseterm.rules.limitations import DEFENDANT_ROLES
from caseterm.rules.sample_case import ATTORNEY, MANAGER, SUPERVISOR, Told
from caseterm.rules.sample_money import mine
from caseterm.rules.sample_rows import Row
from caseterm.rules.sample_told import told_fact
from caseterm.rules.sample_wellbeing import GROWN

YEARS, REVIEWED_AFTER = 7, 30
ADVICE = {
    "treating": ("Ask for a narrative before the last PT block ends", 350_00, 2_500_00, 21,
                 "One report instead of two; the limits question can be put now"),
    "records": ("Order the films only where the demand needs them", 0, 420_00, 10, "Saves a third of the copy costs"),
    "demand": ("Send a time-limited demand at limits", 0, 1_800_00, 30, "Answers before the defense examination"),
    "negotiation": ("Mediate before the next offer", 1_250_00, 6_000_00, 45, "Cheaper than the depositions it avoids"),
    "litigation": ("Take the adjuster's deposition last", 0, 1_180_00, 60, "The records custodian may be enough"),
    "settlement": ("Ask the hospital for the common-fund share", 0, 3_400_00, 14, "Goes to the client"),
}  # fmt: skip
ASKED = {
    "treating": ("request", "Summary of treatment to date in two pages", 4),
    "records": ("request", "Which bills are still missing for the demand?", 3),
    "demand": ("research", "Does the policy stack over two vehicles?", 6),
    "litigation": ("request", "Who attends the depositions still open, with dates", 4),
    "settlement": ("request", "Which liens have their final letter?", 3),
}
PROMISED = {
    "records": "Say which bill is still missing",
    "demand": "Send the letter to read before it goes",
    "litigation": "Send the dates of the depositions",
    "settlement": "Call when the check has cleared",
}
FOUND = (
    "Two bills missing, nothing else open.", "Contact every two weeks is kept; records are behind.",
    "Liability is clear; wage proof still outstanding.",
)  # fmt: skip
SAID = {
    "er_urgent": ("Pain in neck and back after the collision", "Tender, X-rays negative", "Analgesics, follow up"),
    "imaging": ("", "Protrusion, 5 mm, contacting the root", ""),
    "initial_evaluation": ("Pain with sitting and lifting", "Range of motion limited by a third", "Plan of care set"),
    "follow_up": ("Pain eases, worse in the evening", "Strength 4/5, reflexes equal", "Therapy to continue"),
    "chiropractic": ("Stiff in the morning", "Spasm, less than before", "Adjustment"),
    "therapy_pt": ("Sits thirty minutes", "Tolerates exercise, gait even", "Exercise, manual therapy"),
}
MOST_VISITS = 12


def put_attorney(told: Told) -> None:
    """The rows of one story; of closed cases only how they closed."""
    chance = Random(f"attorney/{told.story['number']}/{told.story['doi']}")
    case = mine(told, "cases")[0]
    if case["phase"] == "closed":
        _closure(told, case, chance)
        return
    _conflict(told)
    _defendants(told, case)
    if case["phase"] == "intake":
        return
    _drafts(told, case, chance)
    _talk(told, case, chance)
    _visits(told)
    _claim_facts(told, case, chance)


def _closure(told: Told, case: Row, chance: Random) -> None:
    closed_on = case["closed_on"]
    kept = retention(closed_on, YEARS)
    settled = case.get("close_reason") in ("settled", "verdict")
    values: Row = {
        "closed_on": closed_on, "retain_until": kept.until, "retention_basis": kept.basis,
        "outcome": "Settled; disbursed and signed." if settled else "Closed without a recovery.",
        "function_change": chance.choice(("recovered", "better", "same")) if settled else "unknown",
        "work_status": chance.choice(("full_duty", "modified", "unknown")),
    }  # fmt: skip
    if settled:
        values["satisfaction"] = chance.choice((3, 4, 4, 5, 5))
    told.put("closures", values, day=closed_on)


def _conflict(told: Told) -> None:
    on = max(told.workday(min(told.opened + timedelta(days=1), told.today)), told.opened)
    parties = mine(told, "parties")
    found = str(told.story.get("conflict", ""))
    values: Row = {
        "checked_on": on, "by": "MG", "searched": f"{len(parties)} parties of the case", "found": found,
        "hits": int(bool(found)), "result": "found" if found else "clear",
    }  # fmt: skip
    told.put("conflict_checks", values, day=on)


def _defendants(told: Told, case: Row) -> None:
    """Who stands behind the first defendant: the other side's policy, and counsel once suit is filed."""
    policies = [row for row in mine(told, "policies") if row.get("party", "defendant") == "defendant"]
    counsel = [row for row in mine(told, "parties") if row["role"] == "defense_attorney"]
    for party in mine(told, "parties"):
        if party["role"] in DEFENDANT_ROLES and (policies or counsel):
            filed = case.get("filed_on")
            values: Row = {
                "party_id": party["id"], "policy_id": policies[0]["id"] if policies else None,
                "counsel_id": counsel[0]["contact_id"] if counsel else None,
                "served_on": filed + timedelta(days=18) if filed else None,
            }  # fmt: skip
            told.put("defendants", values, day=told.opened)
            return


def _drafts(told: Told, case: Row, chance: Random) -> None:
    for claim in mine(told, "claims"):
        if claim.get("lor_sent_on"):
            on = claim["lor_sent_on"]
            values: Row = {
                "title": "Representation, adverse carrier", "template": "representation_adverse", "status": "sent",
                "contact_id": claim.get("adjuster_id"), "role": "adjuster_bi", "drafted_on": on, "reviewer": ATTORNEY,
                "reviewed_on": on, "sent_on": on, "sent_by": "letter",
            }  # fmt: skip
            told.put("legal_drafts", values, day=on)
            break
    waiting = {"demand": "Demand letter", "litigation": "Responses to interrogatories", "settlement": "Lien reduction"}
    if case["phase"] in waiting and chance.random() < 0.7 and "drafts" not in told.story:
        on = told.today - timedelta(days=chance.randrange(1, 6))
        values = {"title": waiting[case["phase"]], "status": "in_review", "drafted_on": on, "in_review_on": on}
        told.put("legal_drafts", {**values, "reviewer": ATTORNEY}, day=on)


def _talk(told: Told, case: Row, chance: Random) -> None:
    if case["phase"] in ADVICE and chance.random() < 0.6 and case["status"] == "open" and told.age >= GROWN:
        text, cost, saving, days, benefit = ADVICE[case["phase"]]
        on = told.day(f"-{chance.randrange(2, 12)}")
        decided = chance.random() < 0.4
        values: Row = {
            "dated": on, "text": text, "benefit": benefit, "cost_cents": cost or None, "saving_cents": saving,
            "days": days, "decision": "accepted" if decided else "open",
            "decided_by": ATTORNEY if decided else "",
            "decided_on": told.workday(on + timedelta(days=1)) if decided else None,
        }  # fmt: skip
        told.put("recommendations", values, day=on)
    on = max(told.day(str(told.story.get("updated", -chance.randrange(2, 25)))), told.opened)
    how = chance.choice(("email", "summary", "meeting"))
    told.put("attorney_updates", {"dated": on, "to_whom": ATTORNEY, "how": how, "text": ""}, day=on)
    _reviewed(told, case, chance)
    if chance.random() < 0.3 and "attorney_asks" not in told.story:
        kind, what, days = ASKED.get(case["phase"], ASKED["treating"])
        by = {"kind": kind, "what": what, "asked_by": SUPERVISOR, "asked_on": told.day("-2")}
        told.put("attorney_requests", {**by, "due": told.day(f"+{days}")}, day=told.day("-2"))
    if chance.random() < 0.35 and "promises" not in told.story:
        made = told.day(f"-{chance.randrange(1, 7)}")
        values = {
            "what": PROMISED.get(case["phase"], "Call back with what the adjuster says"), "to_whom": told.speaker,
            "role": "client", "made_on": made, "due": told.day(f"+{chance.randrange(1, 6)}"),
        }  # fmt: skip
        told.put("promises", values, day=made)


def _reviewed(told: Told, case: Row, chance: Random) -> None:
    """The last review of the file and the next; a case that is new has had none."""
    reviewed = case.get("reviewed_on") or told.day(f"-{chance.randrange(3, 50)}")
    if reviewed < told.opened + timedelta(days=REVIEWED_AFTER):
        return
    ahead = max(reviewed + timedelta(days=60), told.day("+3"))
    if "review_due" in told.story:
        ahead = told.day(str(told.story["review_due"]))
    found = {
        "reviewed_on": reviewed,
        "by": MANAGER,
        "findings": str(told.story.get("found") or chance.choice(FOUND)),
        "next_on": ahead,
    }
    told.put("file_reviews", found, day=reviewed)


def _visits(told: Told) -> None:
    """What the complete sets of records say of the visits kept, each with its page."""
    if mine(told, "visits"):
        return
    records = [row for row in mine(told, "documents") if row.get("kind") == "medical_record"]
    names = told.sample.names
    for provider in mine(told, "case_providers"):
        if not provider.get("records_complete"):
            continue
        page, who = 1, names.get(provider["contact_id"], "")
        kept = [
            row
            for row in mine(told, "appointments")
            if row.get("case_provider_id") == provider["id"] and row["status"] in ("attended", "late")
        ]
        own = next((row["id"] for row in records if row.get("from_whom") == who), None)
        for visit in kept[:MOST_VISITS]:
            complaint, findings, treatment = SAID.get(visit["kind"], SAID["follow_up"])
            on: date = visit["starts_at"].date()
            values: Row = {
                "appointment_id": visit["id"], "case_provider_id": provider["id"], "dated": on, "kind": visit["kind"],
                "complaint": complaint, "findings": visit.get("outcome") or findings, "treatment": treatment,
                "page": f"p. {page}", "document_id": own,
            }  # fmt: skip
            told.put("visits", values, day=on)
            page += 3


def _claim_facts(told: Told, case: Row, chance: Random) -> None:
    """A few facts of the claim type, and those the story tells; the others stay blank."""
    said: dict[str, Row] = {}
    match case.get("claim_type"):
        case "workers_compensation":
            wage = chance.randrange(78_000, 142_000, 500)
            said = {
                "wc_employer": {"value_text": str(told.story["client"].get("employer", ""))},
                "wc_notified": {"value_on": told.incident_on + timedelta(days=1)},
                "wc_aww": {"value_cents": wage}, "wc_rate": {"value_cents": wage * 2 // 3},
                "wc_benefit": {"value_text": "ttd"}, "wc_modified_offered": {"value_number": 0},
            }  # fmt: skip
        case "catastrophic_long_term":
            said = {"cat_class": {"value_text": "multi_trauma"}, "cat_attendant": {"value_number": 28}}
        case "auto_liability" if told.case_id % 3 == 0:
            said = {"auto_property": {"value_cents": chance.randrange(180_000, 1_900_000, 5_000)}}
    said |= {name: told_fact(told, name, given) for name, given in told.story.get("facts", {}).items()}
    for name, value in said.items():
        if any(value.values()) or "value_number" in value:
            told.put("claim_details", {"name": name, **value}, day=told.opened)
