"""People and organisations, shared by every case they have a part in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Contact, ContactAddress, ContactEmail, ContactPhone
from caseterm.rules.people import person_name
from caseterm.rules.text import fold
from caseterm.services.acts import act
from caseterm.store.database import Database
from caseterm.store.writing import Write

Parts = Sequence[Mapping[str, Any]]

_Reach = ContactPhone | ContactEmail | ContactAddress
_TELLING: Mapping[type[_Reach], Sequence[str]] = {
    ContactPhone: ("number",),
    ContactEmail: ("address",),
    ContactAddress: ("street", "unit", "city", "state", "zip"),
}


def contact_name(contact: Contact) -> str:
    """ "Last, First" or the organisation's name."""
    return person_name(contact.last, contact.first, contact.suffix, contact.org_name)


def put_contact(
    write: Write, values: Mapping[str, Any], *, phones: Parts = (), emails: Parts = (), addresses: Parts = ()
) -> Contact:
    """Add a contact with its phones {number, label, ext, text_ok}, emails {address} and addresses, in an open act."""
    _refuse_unborn(write, values)
    contact = write.add(Contact, values)
    for model, parts in ((ContactPhone, phones), (ContactEmail, emails), (ContactAddress, addresses)):
        for position, part in enumerate(parts):
            write.add(model, {**part, "contact_id": contact.id, "position": position})
    return contact


def find_or_put_organization(write: Write, name: str, **values: Any) -> Contact:
    """The organisation of that name (case and punctuation aside), added when it is new."""
    wanted = fold(name)
    known = write.session.exec(
        select(Contact).where(Contact.kind == "organization", col(Contact.archived_at).is_(None))
    )
    for contact in known:
        if fold(contact.org_name) == wanted:
            return contact
    return put_contact(write, {"kind": "organization", "org_name": name, **values})


def add_contact(
    db: Database, values: Mapping[str, Any], *, phones: Parts = (), emails: Parts = (), addresses: Parts = ()
) -> ChangeSet:
    """Add a contact that no case uses yet. Raises InputError."""
    with act(db, Op.ADD, "Added a contact") as write:
        contact = put_contact(write, values, phones=phones, emails=emails, addresses=addresses)
        write.label = f"Added {contact_name(contact)}"
    return write.changes


def edit_contact(
    db: Database,
    contact_id: int,
    values: Mapping[str, Any],
    *,
    phones: Parts | None = None,
    emails: Parts | None = None,
    addresses: Parts | None = None,
) -> ChangeSet:
    """Change a contact and, where given, its lists of phones, emails and addresses. Raises InputError."""
    with act(db, Op.EDIT, "Changed a contact") as write:
        contact = write.session.get_one(Contact, contact_id)
        change_contact(write, contact, values, phones=phones, emails=emails, addresses=addresses)
        write.label = f"Changed {contact_name(contact)}"
    return write.changes


def change_contact(
    write: Write,
    contact: Contact,
    values: Mapping[str, Any],
    *,
    phones: Parts | None = None,
    emails: Parts | None = None,
    addresses: Parts | None = None,
    keeps: bool = False,
) -> None:
    """Change a contact in an open act; a list that is given replaces the one stored, with `keeps` comes before it."""
    if values.get("dob") != contact.dob:
        _refuse_unborn(write, values)
    write.change(contact, values)
    for model, parts in ((ContactPhone, phones), (ContactEmail, emails), (ContactAddress, addresses)):
        if parts is not None and contact.id is not None:
            (_put_before if keeps else _replace)(write, model, contact.id, parts)


def _refuse_unborn(write: Write, values: Mapping[str, Any]) -> None:
    born = values.get("dob")
    if isinstance(born, date) and born > write.today:
        raise InputError.one("Date of birth", born, f"{born:%m/%d/%Y} is a day still to come")


def _stored(write: Write, model: type[_Reach], contact_id: int) -> list[_Reach]:
    query = select(model).where(model.contact_id == contact_id, col(model.archived_at).is_(None))
    return [*write.session.exec(query.order_by(col(model.position), col(model.id)))]


def _put_before(write: Write, model: type[_Reach], contact_id: int, parts: Parts) -> None:
    """What is not known yet comes first; of what is known, only what was blank is filled in."""
    kept, new = _stored(write, model, contact_id), []
    for part in parts:
        known = next((row for row in kept if _same(row, part)), None)
        if known is None:
            new.append(part)
        else:
            write.change(known, {name: value for name, value in part.items() if value and not getattr(known, name)})
    for position, row in enumerate(kept if new else (), len(new)):
        write.change(row, {"position": position})
    for position, part in enumerate(new):
        write.add(model, {**part, "contact_id": contact_id, "position": position})


def _same(row: _Reach, part: Mapping[str, Any]) -> bool:
    """Whether a stored number or address is the one given: nothing that both have differs."""
    pairs = ((fold(str(getattr(row, name))), fold(str(part.get(name) or ""))) for name in _TELLING[type(row)])
    return all(not known or not given or known == given for known, given in pairs)


def _replace(write: Write, model: type[_Reach], contact_id: int, parts: Parts) -> None:
    kept = _stored(write, model, contact_id)
    for position, part in enumerate(parts):
        if position < len(kept):
            write.change(kept[position], {**part, "position": position})
        else:
            write.add(model, {**part, "contact_id": contact_id, "position": position})
    for row in kept[len(parts) :]:
        write.change(row, {"archived_at": write.at})
