"""What is known of a provider beyond one case, and the referral that goes to one."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import NotFoundError
from caseterm.models import Contact, ProviderProfile, Referral
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.whose import client_of
from caseterm.store.database import Database

_AFTER = frozenset({"needed", "declined"})


def set_profile(db: Database, contact_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """What a provider speaks, accepts and is near to; the row is made when first said. Raises InputError."""
    with act(db, Op.EDIT, "Changed the directory") as write:
        contact = write.session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError("That provider is not there any more.", safe="Nothing was changed.")
        row = write.session.exec(select(ProviderProfile).where(ProviderProfile.contact_id == contact_id)).first()
        if row is None:
            write.add(ProviderProfile, {**values, "contact_id": contact_id})
        else:
            write.change(row, {**values, "archived_at": None})
        write.label = f"Directory: {contact_name(contact)}"
    return write.changes


def refer_to(db: Database, referral_id: int, contact_id: int) -> ChangeSet:
    """Send a referral's search to one provider: it is named, and looked for from now on. Raises NotFoundError."""
    with act(db, Op.EDIT, "Referral") as write:
        row, contact = write.session.get(Referral, referral_id), write.session.get(Contact, contact_id)
        if row is None or contact is None:
            raise NotFoundError("That referral or provider is not there any more.", safe="Nothing was changed.")
        write.case_id = row.case_id
        status = "searching" if row.status in _AFTER else row.status
        write.change(row, {"to_contact_id": contact_id, "status": status})
        write.label = f"Referral to {contact_name(contact)}, {row.to_specialty} ({client_of(write, row.case_id)})"
    return write.changes


def start_referral(db: Database, case_id: int, contact_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """A new referral to one provider of the directory. Raises InputError naming the field."""
    with act(db, Op.ADD, "Referral", case_id=case_id) as write:
        contact = write.session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError("That provider is not there any more.", safe="Nothing was changed.")
        start = {"needed_on": write.today, "status": "searching", "to_specialty": contact.specialty}
        row = write.add(Referral, {**start, **values, "case_id": case_id, "to_contact_id": contact_id})
        what = f", {row.to_specialty}" if row.to_specialty else ""
        write.label = f"Referral to {contact_name(contact)}{what} ({client_of(write, case_id)})"
    return write.changes
