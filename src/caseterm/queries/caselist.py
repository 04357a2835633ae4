"""The caseload: which cases a view and a filter show, in which order, and their lines.

Reads the ready lines over the driver's own connection, so the first screen never waits for the ORM.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from caseterm.queries.case_facts import case_facts
from caseterm.rules.attention import APPOINTMENT_PHASES, CALM, judge, words
from caseterm.rules.attention_reason import Reason
from caseterm.rules.filters import CaseFilter, FieldTest, listed_codes
from caseterm.rules.terms import PHASES
from caseterm.rules.text import fold
from caseterm.store.database import Database

_CARE = ", ".join(f"'{phase}'" for phase in sorted(APPOINTMENT_PHASES))
VIEWS: Mapping[str, tuple[str, str]] = {
    "attention": ("Needs attention", f"is_open = 1 AND level < {CALM}"),
    "open": ("All open", "is_open = 1"),
    "pinned": ("My pinned", "is_open >= 0 AND pinned"),
    "contact": ("Contact due", "is_open = 1 AND contact_due_on <= :today"),
    "sol": ("SOL < 90 d", "is_open = 1 AND sol_state IN ('verified', 'unverified') AND sol_on <= :soon"),
    "noappt": ("No next appt", f"is_open = 1 AND next_appt_on < :today AND phase IN ({_CARE})"),
    "notask": ("No next task", "is_open = 1 AND open_tasks = 0"),
    **{
        f"phase:{code}": (f"  {word}", f"is_open = 1 AND phase = '{code}'")
        for code, word in PHASES.items()
        if code != "closed"
    },
    "closed": ("Closed", "is_open = 0"),
    "archived": ("Archived", "is_open = -1"),
    "all": ("Every case", "is_open >= 0"),
}
"""Each view: its name and the condition on a line; `:today` and `:soon` (90 days on) are ISO days."""

SORTS: Mapping[str, tuple[str, str]] = {
    "attention": ("urgency", "level, since, client_key, case_id"),
    "client": ("client", "client_key, number, case_id"),
    "number": ("number", "number, case_id"),
    "phase": ("phase", "phase, phase_on, case_id"),
    "days": ("days in phase", "phase_on, case_id"),
    "touch": ("last contact", "last_contact_on, case_id"),
    "next": ("next event", "next_on = '', next_on, next_time, case_id"),
    "sol": ("SOL", "sol_on = '' OR sol_state = 'satisfied', sol_on, case_id"),
}
SOL_VIEW_DAYS = 90
_OPEN = "is_open = 1"


class CaseLine(NamedTuple):
    """One case as the list shows it; a missing day is ''. Days are ISO text, to be counted when shown."""

    case_id: int
    is_open: int
    level: int
    number: str
    client: str
    case_type: str
    phase: str
    phase_on: str
    status: str
    pinned: int
    since: str
    reason: str
    reason_arg: str
    more_reasons: int
    last_contact_on: str
    contact_due_on: str
    next_on: str
    next_time: str
    next_what: str
    sol_on: str
    sol_state: str
    incident_on: str

    def why(self, today: date, *, more: bool = True) -> str:
        """The gravest reason in words and, with `more`, how many others there are."""
        if not self.reason:
            return ""
        said = words(self.reason, date.fromisoformat(self.since), self.reason_arg, today)
        return f"{said} +{self.more_reasons}" if more and self.more_reasons else said

    def days_in_phase(self, today: date) -> int:
        return _days_since(self.phase_on, today) or 0

    def days_since_contact(self, today: date) -> int | None:
        return _days_since(self.last_contact_on, today)

    def days_to_limitation(self, today: date) -> int | None:
        since = _days_since(self.sol_on, today)
        return None if since is None else -since


_COLUMNS = ", ".join(CaseLine._fields)


def case_ids(db: Database, view: str = "attention", *, sort: str = "attention", descending: bool = False) -> list[int]:
    """The cases of a view in order, as ids only."""
    _name, where = VIEWS[view]
    order = SORTS[sort][1]
    if descending:
        order = ", ".join(f"{part} DESC" for part in order.split(", "))
    query = f"SELECT case_id FROM caselist WHERE {where} ORDER BY {order}"
    return [case_id for (case_id,) in db.raw.execute(query, _days(db.clock.today()))]


def counts(db: Database) -> dict[str, int]:
    """How many cases each view holds: those of open cases counted among these alone, for most are closed."""
    found: dict[str, int] = {}
    of_open = [view for view, (_name, where) in VIEWS.items() if where.startswith(_OPEN)]
    for views, lines in ((of_open, f"WHERE {_OPEN}"), ([view for view in VIEWS if view not in of_open], "")):
        sums = ", ".join(f"count(*) FILTER (WHERE {VIEWS[view][1]})" for view in views)
        row = db.raw.execute(f"SELECT {sums} FROM caselist {lines}", _days(db.clock.today())).fetchone()
        found |= dict(zip(views, row, strict=True))
    return found


def is_there_any(db: Database) -> bool:
    """Whether there is a case at all, the archived ones aside."""
    return bool(db.raw.execute("SELECT EXISTS (SELECT 1 FROM caselist WHERE is_open >= 0)").fetchone()[0])


def how_many_open(db: Database) -> int:
    """The open cases, counted in the index."""
    return int(db.raw.execute("SELECT count(*) FROM caselist WHERE is_open = 1").fetchone()[0])


def lines(db: Database, ids: Sequence[int]) -> list[CaseLine]:
    """The lines of these cases, in the order asked; a case that has gone is left out."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    rows = db.raw.execute(f"SELECT {_COLUMNS} FROM caselist WHERE case_id IN ({marks})", list(ids))
    found = {row[0]: CaseLine._make(row) for row in rows}
    return [found[case_id] for case_id in ids if case_id in found]


def judged(db: Database, case_id: int) -> list[tuple[Reason, str]]:
    """All reasons of one case, the gravest first, each with its words."""
    today = db.clock.today()
    facts = case_facts(db.raw, [case_id], today=today).get(case_id)
    found: Sequence[Reason] = judge(facts, today).reasons if facts else ()
    return [(reason, words(reason.code, reason.since, reason.about, today)) for reason in found]


class SearchText:
    """The folded text of every case, in memory while a filter is typed; `forget` after a change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] | None = None

    def forget(self) -> None:
        self._texts = None

    def read(self) -> dict[int, str]:
        """The text of each case, read once; done before the first letter it never waits."""
        if self._texts is None:
            self._texts = dict(self._connection.execute("SELECT case_id, search FROM casetext"))
        return self._texts

    def matching(self, ids: Sequence[int], wanted: Sequence[str]) -> list[int]:
        """Those of `ids` whose text holds every word."""
        texts = self.read()
        kept = ids
        for word in wanted:
            kept = [case_id for case_id in kept if word in texts.get(case_id, "")]
        return list(kept)


def filtered(db: Database, ids: Sequence[int], case_filter: CaseFilter, search: SearchText) -> list[int]:
    """Those of `ids`, in their order, that a filter keeps."""
    kept = list(ids)
    if case_filter.tests:
        clauses, values = zip(*(_clause(test, db.clock.today()) for test in case_filter.tests), strict=True)
        flat = [value for group in values for value in group]
        rows = db.raw.execute(f"SELECT case_id FROM caselist WHERE {' AND '.join(clauses)}", flat)
        allowed = {case_id for (case_id,) in rows}
        kept = [case_id for case_id in kept if case_id in allowed]
    return search.matching(kept, case_filter.words) if case_filter.words else kept


def _clause(test: FieldTest, today: date) -> tuple[str, list[str]]:
    """A field's demand as a condition on the lines."""
    text = str(test.value)
    match test.field:
        case "phase":
            return _one_of("phase", listed_codes("phase", fold(text)))
        case "type":
            return _one_of("case_type", listed_codes("type", fold(text)))
        case "owner":
            return "manager LIKE ? ESCAPE '\\'", [_like(text)]
        case "city" | "claim":
            return "case_id IN (SELECT case_id FROM casetext WHERE search LIKE ? ESCAPE '\\')", [_like(fold(text))]
        case "sol":
            day = today + timedelta(days=int(test.value))
            return f"sol_state IN ('verified', 'unverified') AND sol_on {test.op} ?", [day.isoformat()]
        case "touch" | "days":
            column = "last_contact_on" if test.field == "touch" else "phase_on"
            turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(test.op, test.op)
            day = today - timedelta(days=int(test.value))
            never = f" OR ({column} = '' AND '{test.op}' IN ('>', '>='))"
            return f"(({column} <> '' AND {column} {turned} ?){never})", [day.isoformat()]
        case _:
            return _CHOICES[text], []


_CHOICES: Mapping[str, str] = {
    "appt": "next_appt_on = ''",
    "task": "open_tasks = 0",
    "contact": "last_contact_on = ''",
    "sol": "sol_on = ''",
    "pinned": "pinned",
    "open": "is_open = 1",
    "closed": "is_open = 0",
    "unverified": "sol_state = 'unverified'",
}


def _one_of(column: str, codes: Sequence[str]) -> tuple[str, list[str]]:
    return f"{column} IN ({', '.join('?' * len(codes))})", list(codes)


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _days(today: date) -> dict[str, str]:
    return {"today": today.isoformat(), "soon": (today + timedelta(days=SOL_VIEW_DAYS)).isoformat()}


def _days_since(text: str, today: date) -> int | None:
    return (today - date.fromisoformat(text)).days if text else None
