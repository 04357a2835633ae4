"""The facts of one case for its summary, read in one go."""

from typing import Any, TypeVar

from sqlmodel import Session, col, select

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
        case = session.get(Case, case_id)
        if case is None:
            raise NotFoundError("This case is not there any more.")
        return _Gathered(db, session, case).facts()


class _Gathered:
    """The rows of one case, each table read once."""

    def __init__(self, db: Database, session: Session, case: Case) -> None:
        self.session = session
        self.case = case
        self.today, self.now, self.actor = db.clock.today(), db.clock.local(), db.actor
        self.settings = session.get(Settings, 1) or Settings()
        self.providers = self._rows(CaseProvider)
        self.appointments = sorted(self._rows(Appointment), key=lambda row: row.starts_at)
        self.parties = self._rows(Party)
        self.policies = self._rows(Policy)
        self.claims = self._rows(Claim)
        self.talks = self._newest_talks()
        self.contacts = self._contacts()
        self.names = {key: _name(row) for key, row in self.contacts.items()}
        self.phones = self._phones()

    def _rows(self, model: type[Row]) -> list[Row]:
        """This case's rows of a table that are not put away, oldest first."""
        case_id: Any = model.__table__.c.case_id  # type: ignore[attr-defined]  # SQLModel's classes hide their table
        query = select(model).where(case_id == self.case.id, col(model.archived_at).is_(None))
        return list(self.session.exec(query.order_by(col(model.id))))

    def _newest_talks(self) -> list[Communication]:
        query = select(Communication).where(
            Communication.case_id == self.case.id, col(Communication.archived_at).is_(None)
        )
        newest = query.order_by(col(Communication.at).desc(), col(Communication.id).desc())
        return list(self.session.exec(newest.limit(CONTACTS_SHOWN)))

    def _contacts(self) -> dict[int, Contact]:
        ids = {self.case.client_id, *(row.contact_id for row in self.providers)}
        ids |= {row.contact_id for row in self.parties}
        ids |= {row.insurer_id for row in self.policies if row.insurer_id is not None}
        ids |= {row.adjuster_id for row in self.claims if row.adjuster_id is not None}
        ids |= {row.contact_id for row in self.talks if row.contact_id is not None}
        found = self.session.exec(select(Contact).where(col(Contact.id).in_(ids)))
        return {row.id: row for row in found if row.id is not None}

    def _phones(self) -> dict[int, list[ContactPhone]]:
        query = select(ContactPhone).where(
            col(ContactPhone.contact_id).in_(self.contacts), col(ContactPhone.archived_at).is_(None)
        )
        phones: dict[int, list[ContactPhone]] = {}
        for row in self.session.exec(query.order_by(col(ContactPhone.position), col(ContactPhone.id))):
            phones.setdefault(row.contact_id, []).append(row)
        return phones

    def _of_client(self, model: type[ContactEmail] | type[ContactAddress]) -> list[Any]:
        query = select(model).where(model.contact_id == self.case.client_id, col(model.archived_at).is_(None))
        return list(self.session.exec(query.order_by(col(model.position), col(model.id))))

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
        spoken = self.session.exec(
            select(Communication.at, Communication.channel)
            .where(
                Communication.case_id == self.case.id,
                col(Communication.archived_at).is_(None),
                col(Communication.counts_as_client_contact),
            )
            .order_by(col(Communication.at).desc())
            .limit(1)
        ).first()
        return SnapshotFacts(
            limitation=next((row for row in deadlines if row.kind in LIMITATION_KINDS), None),
            last_contact_on=spoken[0].date() if spoken else None,
            last_contact_how=spoken[1] if spoken else "",
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
