"""The facts of one case for its summary, read in one go."""

from __future__ import annotations

import json
import sqlite3
from types import SimpleNamespace

from caseterm.errors import NotFoundError
from caseterm.queries import summary_attorney, summary_care, summary_money, summary_offers, summary_requests, treatment
from caseterm.queries import summary_parts as parts
from caseterm.queries.care_facts import CareFacts
from caseterm.queries.plain import plain_rows
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.gaps import whole_gaps
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.summary import SnapshotFacts, SummaryFacts
from caseterm.rules.terms import LEGEND, LIMITATION_KINDS, PAPER, TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.text import squeeze
from caseterm.rules.timeline import Course
from caseterm.store.database import Database
from caseterm.values import changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from caseterm import models

TASKS_SHOWN = 10
CONTACTS_SHOWN = 5
VISITS_SHOWN = 5
UNSET: Any = SimpleNamespace(
    firm_name="", firm_address="", firm_phone="", user_name="", confidentiality_legend=LEGEND, paper=PAPER
)
"""The settings before any were made."""
AMONG = "(SELECT value FROM json_each(?))"


def case_id_of(db: Database, number: str) -> int:
    """The case with this number, punctuation aside. Raises NotFoundError."""
    wanted = squeeze(number)
    with db.look() as connection:
        exact = connection.execute("SELECT id FROM cases WHERE number = ?", (number,)).fetchone()
        if exact:
            return int(exact[0])
        numbers = connection.execute("SELECT id, number FROM cases ORDER BY archived_at IS NOT NULL, id").fetchall()
    for case_id, stored in numbers:
        if wanted and squeeze(stored) == wanted:
            return int(case_id)
    raise NotFoundError(f"There is no case {number}.", next_step="caseterm cases --find NAME lists the numbers.")


def load(db: Database, case_id: int) -> SummaryFacts:
    """All facts of a case's summary, as the attorney may see them. Raises NotFoundError."""
    with db.look() as connection:
        case = next(iter(plain_rows(connection, "cases", "WHERE id = ?", (case_id,))), None)
        if case is None:
            raise NotFoundError("This case is not there any more.")
        return _Gathered(db, connection, case).facts()


class _Gathered:
    """The rows of one case, each table read once."""

    def __init__(self, db: Database, connection: sqlite3.Connection, case: models.Case) -> None:
        self.connection = connection
        self.case = case
        self.today, self.now, self.actor = db.clock.today(), db.clock.local(), db.actor
        self.settings: models.Settings = next(iter(plain_rows(connection, "settings", "WHERE id = 1")), UNSET)
        self.providers: list[models.CaseProvider] = self._rows("case_providers")
        self.parties: list[models.Party] = self._rows("parties")
        self.policies: list[models.Policy] = self._rows("policies")
        self.claims: list[models.Claim] = self._rows("claims")
        self.talks: list[models.Communication] = self._rows(
            "communications", f"at DESC, id DESC LIMIT {CONTACTS_SHOWN}"
        )
        self.contacts = self._contacts()
        self.names = {key: _name(row) for key, row in self.contacts.items()}
        self.phones = self._phones()

    def _rows(self, table: str, order: str = "id", *, only: str = "", to: str = "") -> list[Any]:
        """This case's rows of a table that are not put away, `only` those for which that holds of `to`."""
        where = f"WHERE case_id = :case AND archived_at IS NULL {only and 'AND'} {only} ORDER BY {order}"
        return plain_rows(self.connection, table, where, {"case": self.case.id, "to": to})

    def _contacts(self) -> dict[int, models.Contact]:
        ids = {self.case.client_id, *(row.contact_id for row in self.providers)}
        ids |= {row.contact_id for row in self.parties}
        ids |= {row.insurer_id for row in self.policies if row.insurer_id is not None}
        ids |= {row.adjuster_id for row in self.claims if row.adjuster_id is not None}
        ids |= {row.contact_id for row in self.talks if row.contact_id is not None}
        found = plain_rows(self.connection, "contacts", f"WHERE id IN {AMONG}", (json.dumps(sorted(ids)),))
        return {row.id: row for row in found if row.id is not None}

    def _phones(self) -> dict[int, list[models.ContactPhone]]:
        where = f"WHERE contact_id IN {AMONG} AND archived_at IS NULL ORDER BY position, id"
        phones: dict[int, list[models.ContactPhone]] = {}
        for row in plain_rows(self.connection, "contact_phones", where, (json.dumps(sorted(self.contacts)),)):
            phones.setdefault(row.contact_id, []).append(row)
        return phones

    def _of_client(self, table: str) -> list[Any]:
        where = "WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id"
        return plain_rows(self.connection, table, where, (self.case.client_id,))

    def facts(self) -> SummaryFacts:
        places = {row.id: self.names.get(row.contact_id, "") for row in self.providers}
        coming = self._rows("appointments", "starts_at, id", only="starts_at >= :to", to=self.today.isoformat())
        ahead = [row for row in coming if row.status in APPOINTMENT_AHEAD and row.starts_at >= self.now]
        visits = tuple(parts.visit_facts(row, places) for row in ahead)
        dated: list[models.Deadline] = self._rows("deadlines")
        deadlines = parts.deadline_facts(row for row in dated if row.satisfied_on is None)
        is_open = "status IN (SELECT value FROM json_each(:to))"
        tasks = parts.task_facts(self._rows("tasks", only=is_open, to=json.dumps(sorted(TASK_OPEN))))
        told = treatment.course(self.connection, self.case.id or 0, self.today)
        drawn = tuple(lane for lane in told.lanes if lane.marks)
        client = self.contacts[self.case.client_id]
        care = CareFacts(self.connection, f"[{self.case.id}]", self.today)
        numbers = {key: format_phone(rows[0].number, rows[0].ext) for key, rows in self.phones.items()}
        return SummaryFacts(
            as_of=self.today,
            audience=ATTORNEY,
            firm=parts.firm_facts(self.settings, self.actor),
            case=parts.head_facts(self.case, self.names[self.case.client_id]),
            snapshot=self._snapshot(dated, deadlines, visits, tasks),
            client=parts.client_facts(
                client,
                self.phones.get(self.case.client_id, []),
                emails=self._of_client("contact_emails"),
                addresses=self._of_client("contact_addresses"),
            ),
            incident=changed(
                parts.incident_facts(next(iter(self._rows("incidents")), None), self.parties, self.names),
                claim=summary_offers.claim_facts(self.connection, self.case.id or 0),
            ),
            injuries=tuple(parts.injury_facts(row) for row in self._rows("injuries")),
            condition=summary_care.condition(self.connection, self.case.id or 0, care),
            providers=parts.provider_facts(self.providers, told.courses, self.names),
            gaps=whole_gaps(told.gaps),
            course=Course(told.incident_on, drawn) if drawn else None,
            visits_ahead=visits[:VISITS_SHOWN],
            plan=summary_care.plan(self.connection, self.case.id or 0, care),
            coverages=parts.coverage_facts(self._rows("coverages"), self.policies, self.claims, self.names, numbers),
            records=summary_requests.requests(
                self.connection,
                self.case.id or 0,
                [(row.id, self.names.get(row.contact_id, "")) for row in self.providers if row.id is not None],
                today=self.today,
            ),
            specials=summary_money.bills(self.connection, self.case.id or 0),
            losses=summary_money.losses(self.connection, self.case.id or 0),
            liens=summary_money.liens(self.connection, self.case.id or 0),
            costs=summary_money.costs(self.connection, self.case.id or 0),
            negotiation=summary_offers.negotiation(self.connection, self.case.id or 0),
            projection=summary_offers.projection(self.connection, self.case.id or 0),
            deadlines=deadlines,
            tasks=tasks[:TASKS_SHOWN],
            recommendations=self.case.recommendations,
            advice=summary_attorney.advice(self.connection, self.case.id or 0),
            contacts=tuple(parts.contact_facts(row, self.names) for row in self.talks),
        )

    def _snapshot(self, dated: list[models.Deadline], deadlines: Any, visits: Any, tasks: Any) -> SnapshotFacts:
        spoken = self._rows("communications", "counts_as_client_contact DESC, at DESC LIMIT 1")
        last = spoken[0] if spoken and spoken[0].counts_as_client_contact else None
        met = [row for row in dated if row.kind in LIMITATION_KINDS and row.satisfied_on is not None]
        return SnapshotFacts(
            limitation=next((row for row in deadlines if row.kind in LIMITATION_KINDS), None),
            limitation_met_on=met[-1].satisfied_on if met else None,
            limitation_met_how=met[-1].satisfied_how if met else "",
            last_contact_on=last.at.date() if last else None,
            last_contact_how=last.channel if last else "",
            next_visit=visits[0] if visits else None,
            next_task=next((row for row in tasks if row.due is not None), tasks[0] if tasks else None),
        )


def _name(contact: models.Contact) -> str:
    return person_name(contact.last, contact.first, contact.suffix, contact.org_name)
