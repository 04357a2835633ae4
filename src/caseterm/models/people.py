"""Contacts: people and organisations, shared across cases."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from caseterm.models.base import Day, Line, Record, text_field


class Contact(Record, table=True):
    """A person or an organisation; one row however many cases it has a part in."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'organization')", name="kind_known"),
        CheckConstraint("last <> '' OR first <> '' OR org_name <> ''", name="has_a_name"),
        Index("ix_contacts_last_first", "last", "first"),
        Index("ix_contacts_org_name", "org_name"),
    )

    kind: str = Field(default="person", max_length=16)
    first: Line = text_field()
    middle: Line = text_field()
    last: Line = text_field()
    suffix: Line = Field(default="", max_length=40)
    preferred_name: Line = text_field()
    org_name: Line = text_field()
    title: Line = text_field()
    parent_org_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    dob: Day = None
    ssn_last4: str = Field(default="", max_length=4)
    fax: str = Field(default="", max_length=40)
    preferred_channel: str = Field(default="", max_length=16)
    language: Line = Field(default="", max_length=60)
    interpreter_needed: bool = False
    rides_needed: bool = False
    best_time: Line = text_field()
    specialty: Line = text_field()
    npi: str = Field(default="", max_length=20)
    employer: Line = text_field()


class ContactPhone(Record, table=True):
    __tablename__ = "contact_phones"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="mobile", max_length=20)
    number: str = Field(max_length=40)
    ext: str = Field(default="", max_length=12)
    text_ok: bool = False
    position: int = 0


class ContactEmail(Record, table=True):
    __tablename__ = "contact_emails"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="", max_length=20)
    address: Line = Field(max_length=254)
    position: int = 0


class ContactAddress(Record, table=True):
    __tablename__ = "contact_addresses"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="home", max_length=20)
    street: Line = text_field()
    unit: Line = text_field()
    city: Line = text_field()
    state: Line = Field(default="", max_length=30)
    zip: Line = Field(default="", max_length=16)
    position: int = 0
