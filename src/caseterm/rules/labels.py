"""What the user calls each field."""

_LABELS = {
    "dob": "Date of birth",
    "happened_on": "Date of incident",
    "died_on": "Date of death",
    "at_time": "Time of incident",
    "due": "Due",
    "first": "First name",
    "middle": "Middle name",
    "last": "Last name",
    "org_name": "Organization",
    "number": "Case number",
    "case_type": "Type",
    "claim_type": "Claim type",
    "claim_no": "Claim number",
    "policy_no": "Policy number",
    "report_no": "Report number",
    "docket_no": "Docket number",
    "comparative_fault_pct": "Comparative fault %",
    "gov_entity_involved": "Government entity",
    "limit_per_person": "Limit per person",
    "limit_per_accident": "Limit per accident",
    "csl_limit": "Single limit",
    "icd10": "ICD-10",
    "npi": "NPI",
    "ssn_last4": "SSN, last 4",
    "zip": "ZIP",
    "starts_at": "Starts",
    "ends_at": "Ends",
    "lor_sent_on": "LOR sent",
    "lor_ack_on": "LOR acknowledged",
    "lop_on": "Letter of protection",
    "hipaa_sent_on": "HIPAA sent",
    "hipaa_expires_on": "HIPAA expires",
    "dos_from": "Dates of service from",
    "dos_to": "Dates of service to",
    "cpt": "CPT",
    "dont_pay_at_settlement": "Do not pay at settlement",
    "bills_finalized_on": "Bills final since",
    "miles_tenths": "Miles, in tenths",
    "rate_mills": "Cents a mile, in tenths",
    "hours_week": "Hours a week, in tenths",
    "reduction_num": "Fraction, of",
    "reduction_den": "Fraction, in",
    "reduction_why": "Reasoning",
    "notice_on": "Conditional payment notice on",
    "rights_letter_on": "Rights letter on",
    "conditional_on": "Conditional letter on",
    "from_whom": "From",
    "duration_min": "Minutes",
    "at": "When",
    "by": "By",
}


_OF_TABLE = {
    ("contact_phones", "number"): "Phone",
    ("contact_emails", "address"): "Email",
    ("care_authorizations", "number"): "Authorization number",
}
"""Where a column's name means something else than in most tables."""


def field_label(name: str, table: str = "") -> str:
    """The words for a field's name: "incident_on" reads "Incident on" unless the field has a better one."""
    better = _OF_TABLE.get((table, name)) or _LABELS.get(name)
    if better:
        return better
    words = name.removesuffix("_id").removesuffix("_cents").replace("_", " ")
    return words[:1].upper() + words[1:]
