"""The terms of records and bills asked of others: each stored code with the words shown for it."""

from collections.abc import Mapping

REQUEST_KINDS: Mapping[str, str] = {
    "records": "Records",
    "bills": "Bills",
    "records_and_bills": "Records and bills",
    "films_imaging": "Films, imaging",
    "er_chart": "ER chart",
    "pharmacy": "Pharmacy",
    "prior_records": "Prior records",
    "employment": "Employment file",
    "wage": "Wages",
    "police_report": "Police report",
    "insurance_dec_page": "Dec page",
    "lien_amount": "Lien amount",
    "narrative_report": "Narrative report",
    "ambulance": "Ambulance",
    "school": "School file",
    "tax": "Tax returns",
}
REQUEST_STATUSES: Mapping[str, str] = {
    "draft": "Draft",
    "needs_authorization": "Needs authorization",
    "ready": "Ready to send",
    "sent": "Sent",
    "receipt_confirmed": "They have it",
    "fee_requested": "Fee wanted",
    "fee_paid": "Fee paid",
    "in_process": "In process",
    "partial": "Came in part",
    "received": "Came in",
    "reviewed_complete": "Complete",
    "reviewed_incomplete": "Incomplete",
    "rejected": "Refused",
    "no_records_cert": "Certified: none",
    "cancelled": "Cancelled",
    "subpoena": "Subpoena",
}
REQUEST_METHODS: Mapping[str, str] = {
    "fax": "Fax",
    "mail": "Mail",
    "portal": "Portal",
    "email": "Email",
    "vendor": "Copy service",
    "in_person": "In person",
    "subpoena": "Subpoena",
}
COMPLETENESS: Mapping[str, str] = {
    "unknown": "Not reviewed",
    "complete": "Complete",
    "partial": "Partial",
    "wrong_patient": "Wrong patient",
    "wrong_dates": "Wrong dates",
}
FOLLOW_UP_WAYS: Mapping[str, str] = {
    "call": "Call",
    "voicemail": "Voicemail",
    "fax": "Fax",
    "email": "Email",
    "portal": "Portal",
    "mail": "Mail",
    "in_person": "In person",
}
AUTHORIZATION_KINDS: Mapping[str, str] = {
    "hipaa": "HIPAA, medical",
    "hipaa_sensitive": "HIPAA, specially protected",
    "employment": "Employment and wages",
    "insurance": "Insurance",
    "tax": "Tax returns",
    "school": "School",
    "other": "Other",
}
UNMATCHED_KINDS: Mapping[str, str] = {
    "record_without_bill": "Record without a bill",
    "bill_without_record": "Bill without a record",
}

RECORDS_TRACK = frozenset(
    {
        "records", "records_and_bills", "films_imaging", "er_chart", "pharmacy", "prior_records", "narrative_report",
        "ambulance",
    }
)  # fmt: skip
BILLS_TRACK = frozenset({"bills", "records_and_bills"})
"""What is asked of a provider runs on these two tracks; everything else is on neither."""
MEDICAL_KINDS = RECORDS_TRACK | BILLS_TRACK
"""What a provider gives out only on an authorization of the patient."""
TREATMENT_PAPERS = MEDICAL_KINDS - {"prior_records", "narrative_report"}
"""What those who treat the client keep anyway."""

THEIRS = frozenset({"sent", "receipt_confirmed", "fee_paid", "in_process", "partial", "subpoena"})
"""Out, and theirs to answer."""
OURS = frozenset(
    {"draft", "needs_authorization", "ready", "fee_requested", "received", "reviewed_incomplete", "rejected"}
)
"""Ours to do something about."""
OVER = frozenset({"reviewed_complete", "no_records_cert", "cancelled"})
NOT_SENT = frozenset({"draft", "needs_authorization", "ready"})
CAME = frozenset({"partial", "received", "reviewed_complete", "reviewed_incomplete", "no_records_cert"})
"""Something came of it."""
ANSWERED = frozenset({"reviewed_complete", "no_records_cert"})
"""As much came as there is."""
