"""What a new request starts from: the dates it covers, how and to whom it goes, the authorization behind it."""

from datetime import date, timedelta
from typing import Any

from caseterm.models import CaseProvider
from caseterm.queries.request_sql import ALL_AUTHORIZATIONS
from caseterm.rules.phones import format_phone
from caseterm.rules.requests import Permit, permit_for
from caseterm.rules.terms_requests import ANSWERED, CAME
from caseterm.services.request_tracks import requests_of
from caseterm.services.whose import initials
from caseterm.store.writing import Write


def defaults(write: Write, provider: CaseProvider, track: str) -> dict[str, Any]:
    """The usual request of a track: from the incident, or from where the last one ended, to today; by fax.

    Who answered for this provider the last time, in whatever case, is asked again.
    """
    vendor_id, fax = _answers(write, provider.contact_id)
    method = "vendor" if vendor_id is not None else "fax" if fax else "mail"
    permit = permit_of(write, provider.case_id, provider.id)
    held = permit is not None and not permit.stands(write.today)
    return {
        "dos_from": _from(write, provider, track),
        "until_today": True,
        "method": method,
        "vendor_id": vendor_id,
        "sent_to": format_phone(fax) if fax else "",
        "requested_by": initials(write),
        "authorization_id": permit.id if permit is not None and permit.id > 0 and not held else None,
        "status": "needs_authorization" if held else "sent",
        "sent_on": None if held else write.today,
    }


def _from(write: Write, provider: CaseProvider, track: str) -> date | None:
    assert provider.id is not None
    ends = [
        (row.sent_on if row.until_today else row.dos_to) or row.received_on
        for row in requests_of(write, provider.id, track)
        if row.status in ANSWERED | CAME
    ]
    covered = max((day for day in ends if day is not None), default=None)
    if covered is not None:
        return min(covered + timedelta(days=1), write.today)
    row = write.connection.execute(
        "SELECT happened_on FROM incidents WHERE case_id = ? AND archived_at IS NULL", (provider.case_id,)
    ).fetchone()
    found = date.fromisoformat(row[0]) if row and row[0] else provider.first_visit_on
    return min(found, write.today) if found else None


def _answers(write: Write, contact_id: int) -> tuple[int | None, str]:
    """The vendor that answers for a provider, and the fax the request goes to."""
    row = write.connection.execute(
        "SELECT v.id, v.fax FROM records_requests r JOIN case_providers p ON p.id = r.case_provider_id "
        "JOIN contacts v ON v.id = r.vendor_id WHERE p.contact_id = ? AND r.archived_at IS NULL "
        "AND v.archived_at IS NULL ORDER BY r.id DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    if row is not None:
        return int(row[0]), str(row[1])
    found = write.connection.execute("SELECT fax FROM contacts WHERE id = ?", (contact_id,)).fetchone()
    return None, str(found[0]) if found else ""


def permit_of(write: Write, case_id: int, provider_id: int | None) -> Permit | None:
    """The medical authorization on file for a provider, whether it still stands or not; None where there is none."""
    rows = write.connection.execute(
        "SELECT id, coalesce(case_provider_id, 0), kind, expires_on, revoked_on, signed_on "
        f"FROM ({ALL_AUTHORIZATIONS}) WHERE case_id = ? AND archived_at IS NULL",
        (case_id,),
    )
    permits = [
        Permit(row[0], row[1], row[2], *(date.fromisoformat(each) if each else None for each in row[3:]))
        for row in rows
    ]
    return permit_for(permits, provider_id or 0)
