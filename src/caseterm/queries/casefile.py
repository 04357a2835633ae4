"""The head of one case's file and how much stands in each section.

Plain SQL over the driver's connection, one statement a table: a case must open before the ORM is in.
"""

from dataclasses import dataclass
from datetime import date

from caseterm.queries.case_facts import case_facts
from caseterm.queries.casefile_rows import PhoneLine, addresses_of, day, emails_of, in_list, named, phones_of
from caseterm.queries.caselist import judged
from caseterm.rules.attention import CaseFacts, judge, words
from caseterm.rules.attention_reason import Reason
from caseterm.rules.people import person_name
from caseterm.rules.terms import LIMITATION_KINDS
from caseterm.store.database import Database


@dataclass(frozen=True)
class Limitation:
    """The limitation date that counts: `due` is the earlier of its day and its file-by day."""

    due: date
    verified: bool
    satisfied: bool
    deadline_id: int


@dataclass(frozen=True)
class CaseHead:
    """Who and what a case is, for the header and the caller card. Codes are those of rules/terms.py."""

    case_id: int
    client_id: int
    number: str
    client: str
    preferred_name: str
    phones: tuple[PhoneLine, ...]
    emails: tuple[str, ...]
    address: str
    language: str
    interpreter: bool
    rides: bool
    channel: str
    best_time: str
    dob: date | None
    case_type: str
    claim_type: str
    phase: str
    phase_on: date
    status: str
    close_reason: str
    grade: str
    state: str
    opened_on: date
    closed_on: date | None
    filed_on: date | None
    happened_on: date | None
    lead_attorney: str
    case_manager: str
    what_matters: str
    pinned: bool
    archived: bool
    last_contact_on: date | None
    contact_due_on: date | None
    limitation: Limitation | None


def head(db: Database, case_id: int) -> CaseHead | None:
    """The head of a case; None when there is no such case."""
    found = next(
        named(
            db.raw.execute(
                "SELECT c.*, k.first, k.last, k.suffix, k.org_name, k.preferred_name, k.language, "
                "k.interpreter_needed, k.rides_needed, k.preferred_channel, k.best_time, k.dob, i.happened_on, "
                "(SELECT max(at) FROM communications m WHERE m.case_id = c.id AND m.archived_at IS NULL "
                " AND m.counts_as_client_contact) AS last_contact, l.contact_due_on "
                "FROM cases c JOIN contacts k ON k.id = c.client_id LEFT JOIN incidents i ON i.case_id = c.id "
                "LEFT JOIN caselist l ON l.case_id = c.id "
                "WHERE c.id = ?",
                (case_id,),
            )
        ),
        None,
    )
    if found is None:
        return None
    client_id = int(found["client_id"])
    return CaseHead(
        case_id=case_id,
        client_id=client_id,
        number=found["number"],
        client=person_name(found["last"], found["first"], found["suffix"], found["org_name"]),
        preferred_name=found["preferred_name"],
        phones=phones_of(db, client_id),
        emails=emails_of(db, client_id),
        address=next(iter(addresses_of(db, client_id)), ""),
        language=found["language"],
        interpreter=bool(found["interpreter_needed"]),
        rides=bool(found["rides_needed"]),
        channel=found["preferred_channel"],
        best_time=found["best_time"],
        dob=day(found["dob"]),
        case_type=found["case_type"],
        claim_type=found["claim_type"],
        phase=found["phase"],
        phase_on=date.fromisoformat(found["phase_entered_on"]),
        status=found["status"],
        close_reason=found["close_reason"],
        grade=found["grade"],
        state=found["state"],
        opened_on=date.fromisoformat(found["opened_on"]),
        closed_on=day(found["closed_on"]),
        filed_on=day(found["filed_on"]),
        happened_on=day(found["happened_on"]),
        lead_attorney=found["lead_attorney"],
        case_manager=found["case_manager"],
        what_matters=found["what_matters"],
        pinned=bool(found["pinned"]),
        archived=found["archived_at"] is not None,
        last_contact_on=day(found["last_contact"]),
        contact_due_on=day(found["contact_due_on"]),
        limitation=_limitation(db, case_id),
    )


def _limitation(db: Database, case_id: int) -> Limitation | None:
    """The next limitation not yet satisfied, else the last one that was."""
    rows = db.raw.execute(
        f"SELECT id, min(due, coalesce(file_by, due)) AS day, verified_on, satisfied_on FROM deadlines "
        f"WHERE case_id = ? AND kind IN {in_list(LIMITATION_KINDS)} AND archived_at IS NULL "
        f"ORDER BY satisfied_on IS NOT NULL, day LIMIT 1",
        (case_id,),
    ).fetchall()
    for deadline_id, due, verified_on, satisfied_on in rows:
        return Limitation(date.fromisoformat(due), verified_on is not None, satisfied_on is not None, deadline_id)
    return None


def facts(db: Database, case_id: int) -> CaseFacts | None:
    """What attention looks at of a case; None when there is none."""
    return case_facts(db.raw, [case_id], today=db.clock.today()).get(case_id)


def worded(facts: CaseFacts, today: date) -> list[tuple[Reason, str]]:
    """The reasons of these facts, the gravest first, each with its words."""
    return [(each, words(each.code, each.since, each.about, today)) for each in judge(facts, today).reasons]


def reasons(db: Database, case_id: int) -> list[str]:
    """The words of why the case needs her today, the gravest first."""
    return [said for _, said in judged(db, case_id)]


def proposed_number(db: Database) -> str:
    """The number a new case would get: the next of the year, 26-0001, 26-0002, ..."""
    year = f"{db.clock.today():%y}-"
    (newest,) = db.raw.execute("SELECT max(number) FROM cases WHERE number LIKE ?", (f"{year}____",)).fetchone()
    tail = str(newest)[len(year) :] if newest else "0"
    return f"{year}{int(tail) + 1 if tail.isdecimal() else 1:04}"
