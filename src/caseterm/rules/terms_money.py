"""The terms of bills, liens, costs and losses: each stored code with the words shown for it."""

from collections.abc import Mapping

LIEN_KINDS: Mapping[str, str] = {
    "hospital_statutory": "Hospital lien (statute)",
    "provider_statutory": "Provider lien (statute)",
    "letter_of_protection": "Letter of protection",
    "provider_contract": "Provider, by contract",
    "health_plan_erisa_self_funded": "Health plan, ERISA self-funded",
    "health_plan_insured": "Health plan, insured",
    "medicare_parts_ab": "Medicare Parts A and B",
    "medicare_advantage": "Medicare Advantage",
    "medicare_part_d": "Medicare Part D",
    "medicaid": "Medicaid",
    "tricare_va": "TRICARE or VA",
    "workers_comp": "Workers' compensation",
    "pip_medpay_subrogation": "PIP or MedPay subrogation",
    "disability_plan": "Disability plan",
    "attorney_lien_prior_counsel": "Prior counsel's attorney lien",
    "child_support": "Child support",
    "funding_advance": "Funding advance",
    "government_other": "Other government",
    "ambulance": "Ambulance",
    "other": "Other lien",
}
LIEN_SHORT: Mapping[str, str] = {
    **LIEN_KINDS,
    "hospital_statutory": "Hospital",
    "provider_statutory": "Provider lien",
    "letter_of_protection": "LOP",
    "provider_contract": "Provider",
    "health_plan_erisa_self_funded": "ERISA plan",
    "health_plan_insured": "Health plan",
    "medicare_parts_ab": "Medicare A/B",
    "medicare_advantage": "Medicare Adv.",
    "medicare_part_d": "Medicare D",
    "workers_comp": "Workers' comp",
    "pip_medpay_subrogation": "PIP/MedPay",
    "attorney_lien_prior_counsel": "Prior counsel",
    "government_other": "Government",
    "disability_plan": "Disability",
    "funding_advance": "Funding",
    "other": "Other",
}
MEDICARE_LIENS = frozenset({"medicare_parts_ab"})
"""Liens that Medicare's recovery contractor keeps the clocks of; plans under Parts C and D write their own letters."""

PROVIDER_LIENS = frozenset(
    {"hospital_statutory", "provider_statutory", "letter_of_protection", "provider_contract", "ambulance"}
)
"""Liens for a provider's own bills: their balance is paid through the lien and not beside it."""

LIEN_STATUSES: Mapping[str, str] = {
    "potential": "Potential",
    "noticed": "Noticed",
    "asserted": "Asserted",
    "disputed": "Disputed",
    "audited": "Audited",
    "negotiating": "Negotiating",
    "agreed": "Agreed",
    "final_in_writing": "Final in writing",
    "paid": "Paid",
    "released": "Released",
}
LIEN_SETTLED = frozenset({"final_in_writing", "paid", "released"})
"""Liens whose holder has bound itself in writing."""

REDUCTION_KINDS: Mapping[str, str] = {
    "none": "None",
    "procurement_411_37": "Medicare, procurement costs (411.37)",
    "fixed_percentage": "Medicare, fixed percentage",
    "il_lien_act": "Illinois Health Care Services Lien Act",
    "common_fund": "Common fund: share of fee and costs",
    "common_fund_one_third": "Common fund: one third",
    "pro_rata_third": "Pro rata in one third of the settlement",
    "pro_rata": "Pro rata in a sum set aside",
    "ca_3045": "California hospital lien, 50 %",
    "statutory_cap": "Capped at a share of the settlement",
    "made_whole": "Made whole: nothing owed",
    "negotiated": "Negotiated sum",
    "waived": "Waived",
}
COST_CATEGORIES: Mapping[str, str] = {
    "filing_fee": "Filing fee",
    "service_of_process": "Service of process",
    "medical_records": "Medical records",
    "police_report": "Police report",
    "postage_fedex": "Postage, courier",
    "copies": "Copies",
    "investigator": "Investigator",
    "expert": "Expert",
    "deposition": "Deposition",
    "transcripts": "Transcripts",
    "mediation": "Mediation",
    "travel": "Travel",
    "translation": "Translation",
    "transport": "Client transport",
    "research": "Research",
    "court_costs": "Court costs",
    "imaging_copies": "Imaging copies",
    "interest": "Interest",
    "other": "Other cost",
}
COST_PAYERS: Mapping[str, str] = {
    "firm": "Firm",
    "client": "Client",
    "co_counsel": "Co-counsel",
    "prior_counsel": "Prior counsel",
    "funding": "Funding company",
    "unpaid": "Not paid yet",
}
RATE_UNITS: Mapping[str, str] = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "two_weeks": "every two weeks",
    "month": "a month",
    "year": "a year",
}
EXPENSE_KINDS: Mapping[str, str] = {
    "out_of_pocket": "Out of pocket",
    "mileage": "Mileage",
    "future_medical": "Future medical",
}
BILL_PAYERS: Mapping[str, str] = {
    "paid_health_cents": "health",
    "paid_pip_cents": "PIP",
    "paid_medpay_cents": "MedPay",
    "paid_client_cents": "client",
    "paid_other_cents": "other",
}
"""Who paid on a bill: the column, and the word."""
