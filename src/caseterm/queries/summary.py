"""The facts of one case for its summary, read in one go."""

import json
import sqlite3
from typing import Any, TypeVar

from caseterm.errors import NotFoundError
from caseterm.models import (
    Appointment,
    Case,
    CaseProvider,
    Claim,
    Communication,
    Contact,
    ContactAddress,
    ContactEmail,
    ContactPhone,
    Coverage,
    Deadline,
    Incident,
    Injury,
    Party,
    Policy,
    Record,
    Settings,
    Task,
)
from caseterm.queries import summary_parts as parts
from caseterm.queries.plain import driver, plain_rows
from caseterm.rules.disclosure import ATTORNEY, treatment_gaps
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.summary import SnapshotFacts, SummaryFacts
from caseterm.rules.terms import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, LIMITATION_KINDS, TASK_OPEN, TREATMENT_KINDS
from caseterm.rules.text import squeeze
from caseterm.store.database import Database

TASKS_SHOWN = 10
CONTACTS_SHOWN = 5
VISITS_SHOWN = 5
AMONG = "(SELECT value FROM json_each(?))"
Row = TypeVar("Row", bound=Record)


def case_id_of(db: Database, number: str) -> int:
    """The case with this number, punctuation aside. Raises NotFoundError."""
    wanted = squeeze(number)
    for case_id, stored in db.raw.execute("SELECT id, number FROM cases ORDER BY archived_at IS NOT NULL, id"):
        if wanted and squeeze(stored) == wanted:
            return int(case_id)
    raise NotFoundError(f"There is no case {number}.", next_step="caseterm cases --find NAME lists the numbers.")


def load(db: Database, case_id: int) -> SummaryFacts:
    """All facts of a case's summary, as the attorney may see them. Raises NotFoundError."""
    with db.read() as session:
        connection = driver(session)
        case = next(iter(plain_rows(connection, Case, "WHERE id = ?", (case_id,))), None)
        if case is None:
            raise NotFoundError("This case is not there any more.")
        return _Gathered(db, connection, case).facts()


class _Gathered:
    """The rows of one case, each table read once."""

    def __init__(self, db: Database, connection: sqlite3.Connection, case: Case) -> None:
        self.connection = connection
        self.case = case
        self.today, self.now, self.actor = db.clock.today(), db.clock.local(), db.actor
        self.settings = next(iter(plain_rows(connection, Settings, "WHERE id = 1")), Settings())
        self.providers = self._rows(CaseProvider)
        self.appointments = self._rows(Appointment, "starts_at, id")
        self.parties = self._rows(Party)
        self.policies = self._rows(Policy)
        self.claims = self._rows(Claim)
        self.talks = self._rows(Communication, f"at DESC, id DESC LIMIT {CONTACTS_SHOWN}")
        self.contacts = self._contacts()
        self.names = {key: _name(row) for key, row in self.contacts.items()}
        self.phones = self._phones()

    def _rows(self, model: type[Row], order: str = "id") -> list[Row]:
        """This case's rows of a table that are not put away."""
        where = f"WHERE case_id = ? AND archived_at IS NULL ORDER BY {order}"
        return plain_rows(self.connection, model, where, (self.case.id,))

    def _contacts(self) -> dict[int, Contact]:
        ids = {self.case.client_id, *(row.contact_id for row in self.providers)}
        ids |= {row.contact_id for row in self.parties}
        ids |= {row.insurer_id for row in self.policies if row.insurer_id is not None}
        ids |= {row.adjuster_id for row in self.claims if row.adjuster_id is not None}
        ids |= {row.contact_id for row in self.talks if row.contact_id is not None}
        found = plain_rows(self.connection, Contact, f"WHERE id IN {AMONG}", (json.dumps(sorted(ids)),))
        return {row.id: row for row in found if row.id is not None}

    def _phones(self) -> dict[int, list[ContactPhone]]:
        where = f"WHERE contact_id IN {AMONG} AND archived_at IS NULL ORDER BY position, id"
        phones: dict[int, list[ContactPhone]] = {}
        for row in plain_rows(self.connection, ContactPhone, where, (json.dumps(sorted(self.contacts)),)):
            phones.setdefault(row.contact_id, []).append(row)
        return phones

    def _of_client(self, model: type[Row]) -> list[Row]:
        where = "WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id"
        return plain_rows(self.connection, model, where, (self.case.client_id,))

    def facts(self) -> SummaryFacts:
        places = {row.id: self.names.get(row.contact_id, "") for row in self.providers}
        ahead = [row for row in self.appointments if row.status in APPOINTMENT_AHEAD and row.starts_at >= self.now]
        visits = tuple(parts.visit_facts(row, places) for row in ahead)
        deadlines = parts.deadline_facts(row for row in self._rows(Deadline) if row.satisfied_on is None)
        tasks = parts.task_facts(row for row in self._rows(Task) if row.status in TASK_OPEN)
        providers = parts.provider_facts(self.providers, self.appointments, self.names, facts_on=self.today)
        client = self.contacts[self.case.client_id]
        numbers = {key: format_phone(rows[0].number, rows[0].ext) for key, rows in self.phones.items()}
        return SummaryFacts(
            as_of=self.today,
            audience=ATTORNEY,
            firm=parts.firm_facts(self.settings, self.actor),
            case=parts.head_facts(self.case, self.names[self.case.client_id]),
            snapshot=self._snapshot(deadlines, visits, tasks),
            client=parts.client_facts(
                client,
                self.phones.get(self.case.client_id, []),
                emails=self._of_client(ContactEmail),
                addresses=self._of_client(ContactAddress),
            ),
            incident=parts.incident_facts(next(iter(self._rows(Incident)), None), self.parties, self.names),
            injuries=tuple(parts.injury_facts(row) for row in self._rows(Injury)),
            providers=providers,
            gaps=self._gaps(),
            visits_ahead=visits[:VISITS_SHOWN],
            coverages=parts.coverage_facts(self._rows(Coverage), self.policies, self.claims, self.names, numbers),
            records=providers,
            deadlines=deadlines,
            tasks=tasks[:TASKS_SHOWN],
            recommendations=self.case.recommendations,
            contacts=tuple(parts.contact_facts(row, self.names) for row in self.talks),
        )

    def _snapshot(self, deadlines: Any, visits: Any, tasks: Any) -> SnapshotFacts:
        spoken = self._rows(Communication, "counts_as_client_contact DESC, at DESC LIMIT 1")
        last = spoken[0] if spoken and spoken[0].counts_as_client_contact else None
        return SnapshotFacts(
            limitation=next((row for row in deadlines if row.kind in LIMITATION_KINDS), None),
            last_contact_on=last.at.date() if last else None,
            last_contact_how=last.channel if last else "",
            next_visit=visits[0] if visits else None,
            next_task=next((row for row in tasks if row.due is not None), tasks[0] if tasks else None),
        )

    def _gaps(self) -> Any:
        treating = any(row.treatment_status in ("treating", "scheduled") for row in self.providers)
        kept = [row for row in self.appointments if row.status in APPOINTMENT_KEPT and row.kind in TREATMENT_KINDS]
        days = [row.starts_at.date() for row in kept]
        return treatment_gaps(days, least=self.settings.gap_red_days, today=self.today if treating else None)


def _name(contact: Contact) -> str:
    return person_name(contact.last, contact.first, contact.suffix, contact.org_name)
