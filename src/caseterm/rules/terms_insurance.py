"""The terms of insurance: whose policy, what it covers, how a claim stands."""

from collections.abc import Mapping

POLICY_PARTIES: Mapping[str, str] = {
    "client": "Client's",
    "defendant": "Defendant's",
    "third": "Third party's",
}

COVERAGES: Mapping[str, str] = {
    "bi_liability": "BI liability",
    "pd_liability": "PD liability",
    "pip": "PIP",
    "medpay": "MedPay",
    "um": "UM",
    "uim": "UIM",
    "um_uim": "UM/UIM",
    "collision": "Collision",
    "rental": "Rental",
    "umbrella_excess": "Umbrella",
    "premises_liability": "Premises liability",
    "commercial_general": "Commercial general",
    "product_liability": "Product liability",
    "workers_comp": "Workers' comp",
    "no_fault": "No-fault",
    "health": "Health",
    "medicare": "Medicare",
    "medicare_advantage": "Medicare Advantage",
    "medicaid": "Medicaid",
    "tricare_va": "TRICARE or VA",
    "erisa_self_funded": "ERISA self-funded",
    "disability_std": "Short-term disability",
    "disability_ltd": "Long-term disability",
    "auto_other": "Auto, other",
}

COVERAGE_SHORT: Mapping[str, str] = {
    **COVERAGES,
    "bi_liability": "BI",
    "pd_liability": "PD",
    "premises_liability": "Prem.",
    "workers_comp": "WC",
    "commercial_general": "CGL",
}

CLAIM_STATUSES: Mapping[str, str] = {
    "not_opened": "Not opened",
    "opened": "Opened",
    "acknowledged": "Acknowledged",
    "investigating": "Investigating",
    "accepted": "Accepted",
    "partially_accepted": "Partially accepted",
    "denied": "Denied",
    "limits_tendered": "Limits tendered",
    "exhausted": "Exhausted",
    "settled": "Settled",
    "closed": "Closed",
}

LIABILITY_POSITIONS: Mapping[str, str] = {
    "unknown": "Unknown",
    "accepted": "Accepted",
    "disputed": "Disputed",
    "comparative": "Comparative",
    "denied": "Denied",
}
