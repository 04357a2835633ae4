"""The codes of the attorney's side of a case, each with its words."""

from collections.abc import Mapping

DECISIONS: Mapping[str, str] = {
    "open": "Not decided",
    "accepted": "Accepted",
    "declined": "Declined",
    "deferred": "Later",
}
REQUEST_KINDS: Mapping[str, str] = {"request": "Attorney's request", "research": "Legal research"}
UPDATE_WAYS: Mapping[str, str] = {
    "email": "Email",
    "in_person": "In person",
    "call": "Call",
    "summary": "Case summary",
    "meeting": "Meeting",
}
DRAFT_STATUSES: Mapping[str, str] = {
    "draft": "Draft",
    "in_review": "In review",
    "changes": "To be changed",
    "approved": "Approved",
    "sent": "Sent",
    "withdrawn": "Withdrawn",
}
DRAFT_OPEN = frozenset({"draft", "in_review", "changes"})
"""Drafts no attorney has approved."""
CONFLICT_RESULTS: Mapping[str, str] = {
    "clear": "Nothing found",
    "found": "Found, not cleared",
    "alike": "Like names, same side",
    "cleared": "Found and cleared",
    "conflict": "Conflict",
}
FUNCTION_CHANGES: Mapping[str, str] = {
    "recovered": "Recovered",
    "better": "Better",
    "same": "The same",
    "worse": "Worse",
    "unknown": "Not known",
}
CLOSING_WORK: Mapping[str, str] = {
    "full_duty": "Back, full duty",
    "modified": "Back, modified duty",
    "other_work": "Other work",
    "off_work": "Off work",
    "not_working": "Was not working",
    "unknown": "Not known",
}
