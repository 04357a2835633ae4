"""What is still open in a case that is to be closed, and what is known of its closing."""

import sqlite3
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.rules.closing import Retention, StillOpen, retention
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import TASK_OPEN, label, lowered
from caseterm.rules.terms_money import LIEN_KINDS, LIEN_SETTLED
from caseterm.rules.terms_requests import OVER
from caseterm.rules.terms_settlement import LOCKED
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KINDS
from caseterm.store.database import Database

_MINE = "case_id = :c AND archived_at IS NULL"
_QUERIES = (
    (
        "task", "tasks", "tasks",
        f"SELECT title FROM tasks WHERE {_MINE} AND status IN {in_list(TASK_OPEN)} ORDER BY due",
    ),
    (
        "deadline", "deadlines", "deadlines",
        "SELECT coalesce(nullif(title, ''), kind) || ' ' || strftime('%m/%d/%Y', due) FROM deadlines "
        f"WHERE {_MINE} AND satisfied_on IS NULL AND dismissed_on IS NULL ORDER BY due",
    ),
    (
        "request", "requests", "requests",
        "SELECT r.kind || coalesce(' ' || nullif(coalesce(nullif(k.org_name, ''), k.last), ''), '') "
        "FROM records_requests r LEFT JOIN case_providers p ON p.id = r.case_provider_id "
        "LEFT JOIN contacts k ON k.id = p.contact_id WHERE r.case_id = :c AND r.archived_at IS NULL "
        f"AND r.status NOT IN {in_list(frozenset(OVER) | {'reviewed_complete', 'reviewed_incomplete'})}",
    ),
    (
        "promise", "promises", "attorney",
        f"SELECT what FROM promises WHERE {_MINE} AND kept_on IS NULL AND broken_on IS NULL",
    ),
    (
        "draft", "drafts", "attorney",
        f"SELECT title FROM legal_drafts WHERE {_MINE} AND status IN ('draft', 'in_review', 'changes', 'approved')",
    ),
    (
        "attorney's request", "attorney's requests", "attorney",
        f"SELECT what FROM attorney_requests WHERE {_MINE} AND done_on IS NULL",
    ),
    (
        "recovery without funds", "recoveries without funds", "settlement",
        f"SELECT coalesce(nullif(source, ''), kind) FROM recoveries WHERE {_MINE} AND funds_received_on IS NULL",
    ),
    (
        "recovery not paid out", "recoveries not paid out", "settlement",
        f"SELECT coalesce(nullif(source, ''), kind) FROM recoveries WHERE {_MINE} AND funds_received_on IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM disbursements WHERE {_MINE} AND status IN {in_list(LOCKED)})",
    ),
    (
        "payment held in trust", "payments held in trust", "settlement",
        "SELECT printf('$%,d.%02d ', amount_cents / 100, amount_cents % 100) "
        "|| coalesce(nullif(held_why, ''), nullif(payee, ''), kind) "
        f"FROM payouts WHERE {_MINE} AND paid_on IS NULL",
    ),
    (
        "statement not paid out", "statements not paid out", "settlement",
        f"SELECT 'version ' || version FROM disbursements WHERE {_MINE} AND status IN ('locked', 'signed')",
    ),
)  # fmt: skip
_LIENS = (
    "SELECT coalesce(nullif(k.org_name, ''), k.last, ''), l.kind FROM liens l "
    "LEFT JOIN contacts k ON k.id = l.holder_id "
    f"WHERE l.case_id = :c AND l.archived_at IS NULL AND l.status NOT IN {in_list(frozenset(LIEN_SETTLED))}"
)
_AHEAD = (
    f"SELECT kind, substr(starts_at, 1, 10) FROM appointments WHERE {_MINE} AND status IN {in_list(APPOINTMENT_AHEAD)} "
    "AND starts_at >= :t ORDER BY starts_at"
)


def still_open(db: Database, case_id: int) -> list[StillOpen]:
    """Everything of a case that nobody has settled, kind by kind."""
    return still_open_in(db.raw, case_id, db.clock.today())


def still_open_in(connection: sqlite3.Connection, case_id: int, today: date) -> list[StillOpen]:
    """The same over a connection, inside an act too."""
    given: dict[str, Any] = {"c": case_id, "t": today.isoformat()}
    found = []
    for one, many, section, query in _QUERIES:
        titles = tuple(" ".join(str(row[0]).split()) for row in connection.execute(query, given))
        found.append(StillOpen(one, many, titles, section))
    liens = tuple(f"{name or label(LIEN_KINDS, kind)}" for name, kind in connection.execute(_LIENS, given))
    found.append(StillOpen("lien not final", "liens not final", liens, "liens"))
    visits = tuple(
        f"{lowered(label(APPOINTMENT_KINDS, kind))} {paper_day(date.fromisoformat(on))}"
        for kind, on in connection.execute(_AHEAD, given)
    )
    found.append(StillOpen("appointment ahead", "appointments ahead", visits, "appointments"))
    return [each for each in found if each.titles]


def default_retention(connection: sqlite3.Connection, case_id: int, closed_on: date) -> Retention:
    """How long the file of a case is kept when it is closed on a day."""
    years = connection.execute("SELECT retention_years FROM settings").fetchone()
    row = connection.execute(
        "SELECT c.minor, k.dob FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?", (case_id,)
    ).fetchone()
    born = day(row[1]) if row and (row[0] or row[1]) else None
    return retention(closed_on, int(years[0]) if years else 7, born=born)


def closure(db: Database, case_id: int) -> dict[str, Any]:
    """What is on record of a case's closing; empty where it never was closed."""
    days = ("closed_on", "originals_returned_on", "retain_until")
    row = next(named(db.raw.execute("SELECT * FROM closures WHERE case_id = ?", (case_id,))), None)
    return {} if row is None else {**row, **{name: day(row[name]) for name in days}}
