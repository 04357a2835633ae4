"""Who stands behind a defendant: counsel, the policy that answers, service, and a limitation of their own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Deadline, Defendant, Party
from caseterm.rules.inputs import ContactInput
from caseterm.rules.limitations import DEFENDANT_ROLES, last_open_day
from caseterm.rules.terms import LIMITATION_KINDS
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.deadlines_computed import closed_days
from caseterm.services.parties import put_or_change, put_party
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write


def put_defendant(
    db: Database,
    party_id: int,
    values: Mapping[str, Any],
    *,
    counsel: ContactInput | None = None,
    limitation_on: date | None = None,
) -> ChangeSet:
    """Say who stands behind a defendant. Counsel becomes a party of the case; without one the link is taken away.

    `limitation_on` enters a limitation date against this defendant, not verified, unless one stands.
    Raises InputError for a party that is no defendant.
    """
    with act(db, Op.EDIT, "Changed a defendant") as write:
        party = write.session.get_one(Party, party_id)
        write.case_id = party.case_id
        if party.role not in DEFENDANT_ROLES:
            raise InputError.one("Role", party.role, "only a defendant has counsel, carrier and service")
        row = write.session.exec(select(Defendant).where(Defendant.party_id == party_id)).first()
        given = {**values, "counsel_id": None}
        if counsel is not None:
            lawyer = put_or_change(write, counsel)
            put_party(write, party.case_id, lawyer, "defense_attorney")
            given["counsel_id"] = lawyer.id
        if row is None:
            write.add(Defendant, {**given, "case_id": party.case_id, "party_id": party_id})
        else:
            write.change(row, given)
        said = _limitation(write, party, limitation_on) if limitation_on is not None else ""
        write.label = f"Defendant {_name(write, party)} ({client_of(write, party.case_id)}){said}"
    return write.changes


def _limitation(write: Write, party: Party, due: date) -> str:
    known = write.session.exec(
        select(Deadline).where(
            Deadline.case_id == party.case_id,
            Deadline.defendant_id == party.contact_id,
            col(Deadline.kind).in_(sorted(LIMITATION_KINDS)),
            col(Deadline.archived_at).is_(None),
        )
    ).first()
    if known is not None:
        return "" if known.due == due else "; a limitation stands already, change it in Deadlines"
    state = write.connection.execute("SELECT state FROM cases WHERE id = ?", (party.case_id,)).fetchone()
    write.add(
        Deadline,
        {
            "case_id": party.case_id,
            "kind": "sol",
            "title": f"Limitation against {_name(write, party)}"[:400],
            "defendant_id": party.contact_id,
            "due": due,
            "file_by": last_open_day(due, closed_days(state[0] if state else "")),
            "basis": "entered with the defendant",
        },
    )
    return f"; limitation {due:%m/%d/%Y}, not verified"


def _name(write: Write, party: Party) -> str:
    from caseterm.models import Contact

    return contact_name(write.session.get_one(Contact, party.contact_id))
