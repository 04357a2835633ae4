"""What a column of somebody's spreadsheet can mean."""

from enum import StrEnum


class Field(StrEnum):
    """A place in the record a column can go to. The value is the word for it, on screen and in mapping files."""

    NAME = "client name"
    LAST = "last name"
    FIRST = "first name"
    MIDDLE = "middle name"
    SUFFIX = "suffix"
    PREFERRED = "preferred name"
    DOB = "date of birth"
    SSN = "ssn (last four kept)"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    UNIT = "unit"
    CITY = "city"
    HOME_STATE = "home state"
    ZIP = "zip"
    CITY_LINE = "city, state and zip"
    NUMBER = "case number"
    TYPE = "case type"
    PHASE = "phase"
    STATUS = "status"
    DOI = "date of incident"
    PLACE = "incident place"
    DESCRIPTION = "incident description"
    REPORT_NO = "police report number"
    STATE = "state"
    COUNTY = "county"
    COURT = "court"
    DOCKET = "docket number"
    OPENED = "opened on"
    SIGNED = "signed on"
    FILED = "filed on"
    CLOSED = "closed on"
    INSURER = "insurer"
    CLAIM_NO = "claim number"
    INSURER_CLAIM = "insurer and claim number"
    POLICY_NO = "policy number"
    LIMITS = "policy limits"
    LIMIT_PERSON = "limit per person"
    LIMIT_ACCIDENT = "limit per accident"
    ADJUSTER = "adjuster"
    ADJUSTER_PHONE = "adjuster phone"
    ADJUSTER_EMAIL = "adjuster email"
    OWN_INSURER = "client's insurer"
    OWN_CLAIM_NO = "client's claim number"
    OWN_INSURER_CLAIM = "client's insurer and claim number"
    OWN_POLICY_NO = "client's policy number"
    OWN_LIMITS = "client's policy limits"
    OWN_ADJUSTER = "client's adjuster"
    HEALTH_INSURER = "health insurer"
    DEFENDANT = "defendant"
    DEFENSE_ATTORNEY = "defense attorney"
    ATTORNEY = "attorney"
    MANAGER = "case manager"
    SOL = "statute of limitations"
    LAST_CONTACT = "last contact"
    NEXT_APPOINTMENT = "next appointment"
    PROVIDER = "provider"
    INJURIES = "injuries"
    LANGUAGE = "language"
    INTERPRETER = "interpreter needed"
    RIDES = "rides needed"
    MEDICARE = "medicare"
    EMPLOYER = "employer"
    SOURCE = "referral source"
    NOTES = "notes"
    LEAVE_OUT = "leave out"


MANY = frozenset(
    {Field.PHONE, Field.EMAIL, Field.PROVIDER, Field.INJURIES, Field.NOTES, Field.DEFENDANT, Field.LEAVE_OUT}
)
"""Fields that several columns may feed."""

KEPT = "kept in notes"
"""The word for a column that matches no field: its values go into the case's notes under their heading."""

DECISIVE = frozenset({Field.DOI, Field.DOB, Field.SOL})
"""Dates that decide a case: a value that cannot be read refuses the row."""

DATES = DECISIVE | {
    Field.OPENED, Field.SIGNED, Field.FILED, Field.CLOSED, Field.LAST_CONTACT, Field.NEXT_APPOINTMENT,
}  # fmt: skip
FUTURE_DATES = frozenset({Field.SOL, Field.NEXT_APPOINTMENT})
NAMES = frozenset({Field.NAME, Field.LAST, Field.FIRST})
CLIENTS_OWN = NAMES | {
    Field.MIDDLE, Field.DOB, Field.SSN, Field.PHONE, Field.EMAIL, Field.ADDRESS, Field.UNIT, Field.CITY,
    Field.HOME_STATE, Field.ZIP, Field.CITY_LINE,
}  # fmt: skip
"""What is said of the client's own person."""


def field_named(words: str) -> Field | None:
    """The field a mapping file names. Raises ValueError for a word that is none; None for "kept in notes"."""
    said = " ".join(words.casefold().replace("_", " ").split())
    if said in ("", KEPT, "keep", "keep in notes"):
        return None
    for field in Field:
        if said in (field.value, field.name.casefold().replace("_", " ")):
            return field
    raise ValueError(f"{words} is not a field; the fields are: {', '.join(field.value for field in Field)}, {KEPT}")
