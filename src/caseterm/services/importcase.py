"""One imported case after another, put into an open act with everything that hangs on it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

from caseterm.models import (
    Appointment,
    Case,
    CaseProvider,
    Claim,
    Communication,
    Contact,
    Coverage,
    Deadline,
    Incident,
    Injury,
    Note,
    Party,
    PhaseHistory,
    Policy,
)
from caseterm.rules.caserow import CaseRow, Cover, Visit
from caseterm.rules.limitation_table import NoPeriodError
from caseterm.rules.limitations import last_open_day, limitation
from caseterm.rules.terms import PHASES
from caseterm.rules.text import squeeze
from caseterm.ruletables import table
from caseterm.services.bulk import Bulk
from caseterm.services.deadlines_computed import closed_days
from caseterm.services.importcontacts import ContactWriter
from caseterm.store.writing import Write

NOTE_LIMIT = 150_000
NOON = time(12)
NO_TIME_TOLD = time(9)
BEFORE_SUIT = frozenset(PHASES) - {"litigation", "settlement", "closed"}
_ADJUSTER_ROLES = {
    "pip": "adjuster_pip_medpay", "medpay": "adjuster_pip_medpay", "no_fault": "adjuster_pip_medpay",
    "um_uim": "adjuster_um_uim", "um": "adjuster_um_uim", "uim": "adjuster_um_uim", "workers_comp": "adjuster_wc",
}  # fmt: skip
_TREATING = frozenset({"intake", "opening", "investigation", "treating"})


class CaseWriter:
    """Puts rows into an act's bulk. Contacts are shared with each other and with the record."""

    def __init__(self, write: Write, *, file_name: str) -> None:
        self.write = write
        self.file_name = file_name
        self.bulk = Bulk(write, Contact)  # a first row whose people are all known uses it after the cases
        self.contacts = ContactWriter(write, self.bulk)
        self.wall = datetime.combine(write.today, write.database.clock.local().time())
        self.by = write.database.actor
        self._taken = {squeeze(str(number)) for (number,) in write.connection.execute("SELECT number FROM cases")}
        self._numbers = set(self._taken)
        self._last_number = 0
        self.periods = table()
        self.closed_days = cache(closed_days)

    def reserve(self, rows: Iterable[CaseRow]) -> None:
        """Keep the numbers that later rows bring from being given to earlier ones."""
        self._numbers |= {squeeze(row.number) for row in rows if row.number}

    def put(self, row: CaseRow) -> int:
        """Put one case and what belongs to it; its id."""
        row = self._with_free_number(row)
        client_id = self.contacts.client(row)
        case_id = self._case(row, client_id)
        self.bulk.add(Party, {"case_id": case_id, "contact_id": client_id, "role": "client"})
        self.bulk.add(
            Incident,
            {
                "case_id": case_id,
                "happened_on": row.doi,
                "place": row.place,
                "state": row.state,
                "report_no": row.report_no,
                "description": row.description,
            },
        )
        self._injuries(row, case_id)
        for cover in row.covers:
            self._cover(cover, case_id)
        self._others(row, case_id)
        self._providers(row, case_id)
        if row.next_visit is not None:
            self._visit(row.next_visit, case_id)
        self._past(row, case_id, client_id)
        return case_id

    def store(self) -> None:
        """Write all that was put."""
        self.bulk.store()

    def _case(self, row: CaseRow, client_id: int) -> int:
        today = self.write.today
        opened = row.opened_on or row.signed_on or (row.closed_on if row.closed_on else today)
        closed = (row.closed_on or today) if row.status == "closed" else None
        entered = closed or (opened if row.phase == "intake" else today)
        case_id = self.bulk.add(
            Case,
            {
                "number": row.number or self._next_number(today),
                "client_id": client_id,
                "claim_type": row.claim_type or "auto_liability",
                "case_type": row.case_type or "other",
                "phase": row.phase,
                "phase_entered_on": entered,
                "status": row.status,
                "close_reason": row.close_reason,
                "state": row.state,
                "county": row.county,
                "court": row.court,
                "docket_no": row.docket,
                "opened_on": opened,
                "signed_on": row.signed_on,
                "closed_on": closed,
                "filed_on": row.filed_on,
                "source": row.source,
                "lead_attorney": row.attorney,
                "case_manager": row.manager,
                "medicare_status": row.medicare or "unknown",
            },
        )
        self.bulk.add(
            PhaseHistory,
            {
                "case_id": case_id,
                "phase": row.phase,
                "entered_on": entered,
                "by": self.by,
                "reason": f"As imported from {self.file_name}",
            },
        )
        return case_id

    def _with_free_number(self, row: CaseRow) -> CaseRow:
        """The row, its number followed by -2, -3 where another case has it; the file's own goes to the notes."""
        if not row.number:
            return row
        if squeeze(row.number) not in self._taken:
            self._taken.add(squeeze(row.number))
            return row
        counter = 2
        while squeeze(f"{row.number}-{counter}") in self._numbers:
            counter += 1
        number = f"{row.number}-{counter}"
        self._numbers.add(squeeze(number))
        return row._replace(number=number, leftovers=(*row.leftovers, ("Case number in the file", row.number)))

    def _next_number(self, day: date) -> str:
        """The next free number of the year, in the program's own manner."""
        while True:
            self._last_number += 1
            number = f"{day:%y}-{self._last_number:04}"
            if squeeze(number) not in self._numbers:
                self._numbers.add(squeeze(number))
                return number

    def _injuries(self, row: CaseRow, case_id: int) -> None:
        for injury in row.injuries:
            self.bulk.add(
                Injury,
                {
                    "case_id": case_id,
                    "body_part": injury.body_part,
                    "side": injury.side,
                    "injury_type": injury.injury_type,
                    "description": injury.description[:4000],
                },
            )

    def _cover(self, cover: Cover, case_id: int) -> None:
        insurer_id = self.contacts.organisation(cover.insurer) if cover.insurer else None
        policy_id = self.bulk.add(
            Policy,
            {"case_id": case_id, "insurer_id": insurer_id, "policy_no": cover.policy_no, "party": cover.party},
        )
        limits = cover.limits
        coverage_id = self.bulk.add(
            Coverage,
            {
                "case_id": case_id,
                "policy_id": policy_id,
                "kind": cover.kind,
                "limit_per_person": limits.per_person if limits else None,
                "limit_per_accident": limits.per_accident if limits else None,
                "csl_limit": limits.combined if limits else None,
            },
        )
        if insurer_id is not None:
            self._party(case_id, insurer_id, "health_plan" if cover.kind == "health" else "insurer")
        adjuster_id = self.contacts.adjuster(cover.adjuster, insurer_id) if cover.adjuster else None
        if adjuster_id is not None:
            self._party(case_id, adjuster_id, _ADJUSTER_ROLES.get(cover.kind, "adjuster_bi"))
        if cover.claim_no or adjuster_id is not None:
            self.bulk.add(
                Claim,
                {
                    "case_id": case_id,
                    "coverage_id": coverage_id,
                    "claim_no": cover.claim_no,
                    "claim_key": squeeze(cover.claim_no),
                    "adjuster_id": adjuster_id,
                },
            )

    def _others(self, row: CaseRow, case_id: int) -> None:
        for name in row.defendants:
            self._party(case_id, self.contacts.other(name), "defendant")
        if row.defense_attorney is not None:
            self._party(case_id, self.contacts.other(row.defense_attorney), "defense_attorney")

    def _party(self, case_id: int, contact_id: int, role: str) -> None:
        self.bulk.add(Party, {"case_id": case_id, "contact_id": contact_id, "role": role})

    def _providers(self, row: CaseRow, case_id: int) -> None:
        status = "treating" if row.phase in _TREATING and row.status == "open" else "treatment_complete"
        known: set[int] = set()
        for provider in row.providers:
            contact_id = self.contacts.provider(provider)
            if contact_id not in known:
                known.add(contact_id)
                self.bulk.add(CaseProvider, {"case_id": case_id, "contact_id": contact_id, "treatment_status": status})

    def _visit(self, visit: Visit, case_id: int) -> None:
        told = visit.at is not None
        self.bulk.add(
            Appointment,
            {
                "case_id": case_id,
                "starts_at": datetime.combine(visit.day, visit.at or NO_TIME_TOLD),
                "status": "scheduled" if told else "tentative",
                "title": visit.what,
                "purpose": "" if told else "The imported file gave no time; 9:00 AM stands in for it.",
            },
        )

    def _past(self, row: CaseRow, case_id: int, client_id: int) -> None:
        if row.last_contact is not None:
            self.bulk.add(
                Communication,
                {
                    "case_id": case_id,
                    "at": datetime.combine(row.last_contact, NOON),
                    "contact_id": client_id,
                    "subject": f"Last contact as imported from {self.file_name}"[:400],
                    "by": self.by,
                    "counts_as_client_contact": True,
                },
            )
        self._limitation(row, case_id)
        for body in _note_bodies(row, self.file_name):
            self.bulk.add(Note, {"case_id": case_id, "at": self.wall, "by": self.by, "body": body})

    def _limitation(self, row: CaseRow, case_id: int) -> None:
        """The file's own limitation date, else the one the table gives for a case not yet in suit; never verified."""
        if row.sol is not None:
            due, file_by, warnings = row.sol, last_open_day(row.sol, self.closed_days(row.state)), ""
            rule: dict[str, object] = {}
            basis = f"As imported from {self.file_name}, line {row.line}; not verified"
        elif row.doi and row.state and row.status in ("open", "on_hold") and row.phase in BEFORE_SUIT:
            try:
                holidays = self.closed_days(row.state)
                computed = limitation(self.periods, row.state, row.case_type or "other", row.doi, holidays=holidays)
            except NoPeriodError:
                return
            due, file_by, basis, warnings = computed.due, computed.file_by, computed.basis, "\n".join(computed.warnings)
            rule = {"rule": computed.rule, "citation": computed.citation, "computed_due": computed.due}
        else:
            return
        self.bulk.add(
            Deadline,
            {
                "case_id": case_id,
                "kind": "sol",
                "trigger_date": row.doi,
                "due": due,
                "file_by": file_by,
                "basis": basis,
                "notes": warnings,
                **rule,
            },
        )


def _note_bodies(row: CaseRow, file_name: str) -> list[str]:
    """The notes column as it was, and below it every value of the row that went nowhere else."""
    parts = list(row.notes)
    if row.leftovers:
        lines = [f"From {file_name}, line {row.line}:"]
        lines += [f"{heading}: {value}" for heading, value in row.leftovers]
        parts.append("\n".join(lines))
    whole = "\n\n".join(parts)
    return [whole[start : start + NOTE_LIMIT] for start in range(0, len(whole), NOTE_LIMIT)]
