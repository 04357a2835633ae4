"""Who has a part in a case: known contacts or new ones, by role."""

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Case, Contact, Party
from caseterm.rules.counting import counted
from caseterm.rules.inputs import ContactInput
from caseterm.rules.limitations import DEFENDANT_ROLES
from caseterm.rules.terms import ROLES, label
from caseterm.services.acts import act
from caseterm.services.contacts import change_contact, contact_name, put_contact
from caseterm.services.deadlines_computed import put_others
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write


def add_party(
    db: Database,
    case_id: int,
    role: str,
    person: ContactInput,
    *,
    consent: bool = False,
    notes: str = "",
    public_body: str = "",
) -> ChangeSet:
    """Give a known or new contact a part in a case. Raises InputError naming the fields."""
    with act(db, Op.ADD, "Added a contact", case_id=case_id) as write:
        contact = put_or_change(write, person)
        row = put_party(write, case_id, contact, role)
        write.change(row, {"consent_to_speak": consent, "notes": notes, "public_body": public_body})
        said = _notices(write, row)
        write.label = f"Added {label(ROLES, role)}: {contact_name(contact)} ({client_name(write, case_id)}){said}"
    return write.changes


def edit_party(
    db: Database,
    party_id: int,
    role: str,
    person: ContactInput,
    *,
    consent: bool = False,
    notes: str = "",
    public_body: str = "",
) -> ChangeSet:
    """Change a party's role and its contact's values, as one act. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed a contact") as write:
        row = write.session.get_one(Party, party_id)
        write.case_id = row.case_id
        contact = put_or_change(write, person)
        case = write.session.get_one(Case, row.case_id)
        if role != row.role or contact.id != row.contact_id:
            refuse_client_change(case, row, role, contact)
        values = {"role": role, "contact_id": contact.id, "consent_to_speak": consent, "notes": notes}
        write.change(row, {**values, "public_body": public_body})
        write.label = f"Changed {contact_name(contact)} ({client_name(write, row.case_id)}){_notices(write, row)}"
    return write.changes


def _notices(write: Write, row: Party) -> str:
    """Compute the notices due against a public defendant, not verified; in words what came of it."""
    if not row.public_body or row.role not in DEFENDANT_ROLES:
        return ""
    try:
        made = put_others(write, write.session.get_one(Case, row.case_id))
    except InputError:
        return "; no notice computed, state or date of incident missing"
    return f"; {counted(len(made), 'notice date')} computed, not verified" if made else ""


def put_party(write: Write, case_id: int, contact: Contact, role: str) -> Party:
    """The contact's row in that role, added when it has none, in an open act."""
    known = write.session.exec(
        select(Party).where(
            Party.case_id == case_id,
            Party.contact_id == contact.id,
            Party.role == role,
            col(Party.archived_at).is_(None),
        )
    ).first()
    return known or write.add(Party, {"case_id": case_id, "contact_id": contact.id, "role": role})


def put_or_change(write: Write, person: ContactInput) -> Contact:
    """The known contact with its values changed, or the new one, in an open act."""
    if person.contact_id is None:
        return put_contact(
            write,
            person.values,
            phones=person.phones or (),
            emails=person.emails or (),
            addresses=person.addresses or (),
        )
    contact = write.session.get_one(Contact, person.contact_id)
    change_contact(
        write,
        contact,
        person.values,
        phones=person.phones,
        emails=person.emails,
        addresses=person.addresses,
        keeps=person.keeps,
    )
    return contact


def client_name(write: Write, case_id: int) -> str:
    """The client's name, for the words of an act."""
    return client_of(write, case_id)


def refuse_client_change(case: Case, row: Party, role: str, contact: Contact) -> None:
    """The client of a case stays its client. Raises InputError."""
    if row.role == "client" and row.contact_id == case.client_id:
        raise InputError.one(
            "Role" if role != "client" else "Name",
            role if role != "client" else contact_name(contact),
            "the client of a case stays its client; add the other person in a role of their own",
        )
