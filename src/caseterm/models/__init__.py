"""Every table, and nothing else; a file for each part of the dictionary.

Money is integer cents. `date` is an all-day fact, `datetime` an instant in UTC, and a naive datetime is what the
clock on the wall shows (with the IANA zone beside it where the place matters). Codes are the keys of rules/terms.
"""

from caseterm.models.base import LINE_LIMIT, NOTE_LIMIT, Record
from caseterm.models.cases import Case, Incident, Injury, Party, PhaseHistory
from caseterm.models.insurance import Claim, Coverage, Policy
from caseterm.models.own import Act, ActContext, CaseListRow, CaseText, Change, Draft, Remembered
from caseterm.models.people import Contact, ContactAddress, ContactEmail, ContactPhone
from caseterm.models.settings import Settings
from caseterm.models.treatment import Appointment, AppointmentSeries, CalendarLink, CaseProvider, RideLeg, SeriesVisit
from caseterm.models.work import Communication, Deadline, Document, ExportLog, ImportBatch, Note, Task, Tolling

__all__ = [
    "LINE_LIMIT",
    "NOTE_LIMIT",
    "Act",
    "ActContext",
    "Appointment",
    "AppointmentSeries",
    "CalendarLink",
    "Case",
    "CaseListRow",
    "CaseProvider",
    "CaseText",
    "Change",
    "Claim",
    "Communication",
    "Contact",
    "ContactAddress",
    "ContactEmail",
    "ContactPhone",
    "Coverage",
    "Deadline",
    "Document",
    "Draft",
    "ExportLog",
    "ImportBatch",
    "Incident",
    "Injury",
    "Note",
    "Party",
    "PhaseHistory",
    "Policy",
    "Record",
    "Remembered",
    "RideLeg",
    "SeriesVisit",
    "Settings",
    "Task",
    "Tolling",
]
