"""The codes of negotiation, recoveries, fees and disbursement, with the words for them."""

from collections.abc import Mapping

NEGOTIATION_KINDS: Mapping[str, str] = {
    "demand": "Demand",
    "time_limited_demand": "Time-limited demand",
    "offer": "Offer",
    "counter_demand": "Counter demand",
    "counter_offer": "Counter offer",
    "limits_tender": "Limits tendered",
    "mediator_proposal": "Mediator's proposal",
    "offer_of_judgment": "Offer of judgment",
    "rejection": "Rejection",
    "acceptance": "Acceptance",
    "withdrawal": "Withdrawal",
}
NEGOTIATION_SHORT: Mapping[str, str] = {
    **NEGOTIATION_KINDS,
    "time_limited_demand": "Timed demand",
    "mediator_proposal": "Mediator",
    "offer_of_judgment": "Of judgment",
    "limits_tender": "Tender",
    "counter_demand": "Counter dem.",
}
DEMANDS = frozenset({"demand", "time_limited_demand", "counter_demand"})
OFFERS = frozenset({"offer", "counter_offer", "limits_tender", "mediator_proposal", "offer_of_judgment"})
ENDS = frozenset({"rejection", "acceptance", "withdrawal"})
SIDES: Mapping[str, str] = {"us": "Us", "them": "Them", "mediator": "Mediator", "court": "Court"}
METHODS: Mapping[str, str] = {
    "call": "Call",
    "email": "Email",
    "letter": "Letter",
    "certified_mail": "Certified mail",
    "overnight": "Overnight mail",
    "fax": "Fax",
    "portal": "Portal",
    "in_person": "In person",
    "mediation": "At mediation",
}
RECOVERY_KINDS: Mapping[str, str] = {
    "liability": "Liability",
    "um_uim": "UM/UIM",
    "medpay": "MedPay",
    "pip": "PIP",
    "workers_comp": "Workers' compensation",
    "premises_other": "Premises, other liability",
    "other": "Other",
}
FEE_BASES: Mapping[str, str] = {
    "gross_before_costs": "Gross, before costs",
    "net_after_costs": "Net, after costs",
    "net_after_costs_and_liens": "Net, after costs and liens",
}
BASIS_SHORT: Mapping[str, str] = {
    "gross_before_costs": "gross",
    "net_after_costs": "net of costs",
    "net_after_costs_and_liens": "net of costs and liens",
}
FEE_TRIGGERS: Mapping[str, str] = {
    "pre_suit": "Before suit",
    "filed": "Suit filed",
    "arbitration": "Arbitration",
    "trial": "Trial",
    "appeal": "Appeal",
}
COSTS_IF_LOST: Mapping[str, str] = {"firm": "The firm bears them", "client": "The client owes them"}
DISBURSEMENT_STATUSES: Mapping[str, str] = {
    "projection": "Projection",
    "draft": "Draft",
    "locked": "Locked",
    "signed": "Signed",
    "paid": "Paid",
    "unlocked": "Unlocked again",
}
LOCKED = frozenset({"locked", "signed", "paid"})
"""The statuses in which a statement stands and may be printed as final."""
DEDUCTION_KINDS: Mapping[str, str] = {
    "other_deduction": "Other deduction",
    "funding": "Funding advance",
}
PAYEE_KINDS: Mapping[str, str] = {
    "attorney_fee": "Attorney's fee",
    "referral_fee": "Referral fee",
    "cost_reimbursement": "Costs advanced",
    "lien": "Lien",
    "provider": "Provider",
    **DEDUCTION_KINDS,
    "client_net": "Client",
}
