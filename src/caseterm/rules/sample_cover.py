"""A story's insurance: policies, coverages, and the claims made on them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from caseterm.rules.sample_case import Told, put_party
from caseterm.rules.sample_rows import Row
from caseterm.rules.text import squeeze


def put_policy(told: Told, policy: Mapping[str, Any]) -> None:
    start = told.incident_on - timedelta(days=120)
    values: Row = {
        "insurer_id": told.sample.contact(policy["insurer"]),
        "policy_no": policy.get("no", ""),
        "named_insured": policy.get("insured", ""),
        "party": policy.get("party", "defendant"),
        "effective_from": start,
        "effective_to": start + timedelta(days=182),
        "dec_page_received": bool(policy.get("dec")),
        "limits_disclosed_on": told.day(str(policy["limits"])) if "limits" in policy else None,
        "notes": policy.get("notes", ""),
    }
    policy_id = told.put("policies", values, day=told.opened)
    for cover in policy["cover"]:
        _coverage(told, policy_id, cover)


def _coverage(told: Told, policy_id: int, cover: Mapping[str, Any]) -> None:
    values: Row = {"policy_id": policy_id, "kind": cover["kind"]}
    for name, key in (("limit_per_person", "per"), ("limit_per_accident", "acc"), ("csl_limit", "csl")):
        values[name] = cover[key] * 100 if key in cover else None
    values["exhausted_on"] = told.day(str(cover["exhausted"])) if "exhausted" in cover else None
    coverage_id = told.put("coverages", values, day=told.opened)
    if "claim" not in cover and "adjuster" not in cover:
        return
    claim: Row = {"coverage_id": coverage_id, "claim_no": cover.get("claim", "")}
    claim |= {"claim_key": squeeze(claim["claim_no"]), "status": cover.get("status", "opened")}
    claim["liability_position"] = cover.get("position", "unknown")
    for name, key in (("lor_sent_on", "lor"), ("lor_ack_on", "ack"), ("opened_on", "opened")):
        claim[name] = told.day(str(cover[key])) if key in cover else None
    if "adjuster" in cover:
        claim["adjuster_id"] = told.sample.contact(cover["adjuster"])
        put_party(told, cover["adjuster"], told.sample.people[cover["adjuster"]].get("role", "adjuster_bi"))
    told.put("claims", claim, day=told.opened)
