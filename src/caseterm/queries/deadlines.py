"""Deadlines that still run across the caseload, their reminders, and one of them with its reasoning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseterm.rules.ladder import RED_FROM
from caseterm.rules.limitations import last_open_day, tolled_until
from caseterm.rules.people import person_name
from caseterm.rules.sweep import SWEEP_DAYS, DeadlineLine, Sweep, in_order
from caseterm.rules.text import fold
from caseterm.store.database import Database

NEAR_DAYS = SWEEP_DAYS
_COLUMNS = (
    "d.id, d.case_id, l.client, l.number, d.kind, d.title, d.due, d.file_by, d.verified_by, d.verified_on, "
    "k.last, k.first, k.suffix, k.org_name, d.citation, d.heard_on, c.lead_attorney"
)
_TABLES = (
    "deadlines d JOIN caselist l ON l.case_id = d.case_id JOIN cases c ON c.id = d.case_id "
    "LEFT JOIN contacts k ON k.id = d.defendant_id"
)


@dataclass(frozen=True)
class TollingLine:
    """What may stop a deadline's clock."""

    id: int
    reason: str
    starts_on: date | None
    ends_on: date | None
    days: int | None
    authority: str
    notes: str


@dataclass(frozen=True)
class DeadlineCase:
    """What the rules ask of a case."""

    state: str
    case_type: str
    happened_on: date | None


@dataclass(frozen=True)
class DeadlineCard:
    """A deadline with its reasoning; `tolled` is what it would become if all tolling held, a reading only."""

    line: DeadlineLine
    basis: str
    notes: str
    trigger_date: date | None
    computed_due: date | None
    tollings: tuple[TollingLine, ...]
    tolled: date | None
    satisfied_on: date | None
    satisfied_how: str
    proof: str
    dismissed_by: str

    @property
    def defendant(self) -> str:
        return self.line.defendant


def near(
    db: Database, *, case_id: int | None = None, words: Sequence[str] = (), days: int = NEAR_DAYS
) -> list[DeadlineLine]:
    """Deadlines of open cases in the next days or past, unsatisfied; the unverified first, then by day."""
    only = " AND d.case_id = :case" if case_id is not None else ""
    found = db.raw.execute(
        f"SELECT {_COLUMNS}, x.search FROM {_TABLES} JOIN casetext x ON x.case_id = d.case_id "
        "WHERE d.archived_at IS NULL AND d.satisfied_on IS NULL AND l.is_open = 1 "
        f"AND min(d.due, coalesce(d.file_by, d.due)) <= :until{only}",
        {"until": (db.clock.today() + timedelta(days=days)).isoformat(), "case": case_id},
    )
    lines = [(_line(row), str(row[17])) for row in found]
    return in_order([line for line, search in lines if has_words(_searched(line, search), words)])


def reminders(db: Database, *, case_id: int | None = None, words: Sequence[str] = ()) -> list[DeadlineLine]:
    """The deadlines with a reminder due that nobody acknowledged, the nearest first."""
    today = db.clock.today()
    found = [line for line in near(db, case_id=case_id, words=words, days=RED_FROM) if line.rings(today)]
    return sorted(found, key=lambda line: (line.must_by, line.id))


def sweep(db: Database, days: int = NEAR_DAYS) -> Sweep:
    """What the sweep of the coming days prints."""
    firm = db.raw.execute("SELECT firm_name, firm_address, firm_phone, user_name, paper FROM settings").fetchone()
    name, address, phone, user, paper = firm or ("", "", "", "", "letter")
    letterhead = tuple(part for part in (name or "Case file", *str(address).split("\n"), phone) if part)
    return Sweep(db.clock.today(), days, letterhead, user, tuple(near(db, days=days)), letter=paper != "legal")


def deadline_card(db: Database, deadline_id: int) -> DeadlineCard | None:
    """Everything about one deadline; None when it is gone."""
    row = db.raw.execute(
        f"SELECT {_COLUMNS}, d.basis, d.notes, d.trigger_date, d.computed_due, d.satisfied_on, d.satisfied_how, "
        f"d.dismissed_by, coalesce(nullif(f.path, ''), f.title, '') FROM {_TABLES} "
        "LEFT JOIN documents f ON f.id = d.document_id WHERE d.id = ?",
        (deadline_id,),
    ).fetchone()
    if row is None:
        return None
    stops = tollings(db, deadline_id)
    line = _line(row)
    return DeadlineCard(
        line,
        basis=row[17],
        notes=row[18],
        trigger_date=day_of(row[19]),
        computed_due=day_of(row[20]),
        tollings=stops,
        tolled=tolled_until(line.due, [(stop.starts_on, stop.ends_on, stop.days) for stop in stops]),
        satisfied_on=day_of(row[21]),
        satisfied_how=row[22],
        dismissed_by=row[23],
        proof=row[24],
    )


def of_case(db: Database, case_id: int) -> DeadlineCase | None:
    """What the rules ask of a case; None when it is gone."""
    row = db.raw.execute(
        "SELECT coalesce(nullif(c.state, ''), i.state, ''), c.case_type, i.happened_on FROM cases c "
        "LEFT JOIN incidents i ON i.case_id = c.id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    return DeadlineCase(row[0], row[1], day_of(row[2])) if row else None


def house(db: Database) -> tuple[str, str]:
    """The state the firm mostly works in, and the zone of its clock."""
    row = db.raw.execute("SELECT default_state, zone FROM settings").fetchone()
    return (row[0], row[1]) if row else ("", "America/New_York")


def tollings(db: Database, deadline_id: int) -> tuple[TollingLine, ...]:
    """What may stop a deadline's clock, in the order it was entered."""
    rows = db.raw.execute(
        "SELECT id, reason, starts_on, ends_on, days, authority, notes FROM tollings "
        "WHERE deadline_id = ? AND archived_at IS NULL ORDER BY id",
        (deadline_id,),
    )
    return tuple(TollingLine(row[0], row[1], day_of(row[2]), day_of(row[3]), *row[4:]) for row in rows)


def documents(db: Database, deadline_id: int) -> list[tuple[int, str]]:
    """The documents of a deadline's case that can be its proof, the newest first: id and title."""
    rows = db.raw.execute(
        "SELECT f.id, f.title FROM documents f JOIN deadlines d ON d.case_id = f.case_id "
        "WHERE d.id = ? AND f.archived_at IS NULL ORDER BY f.id DESC",
        (deadline_id,),
    )
    return [(row[0], row[1]) for row in rows]


def _line(row: Sequence[Any]) -> DeadlineLine:
    """A line of _COLUMNS; where no day to file by was stored it is the last open day of the federal courts."""
    due = date.fromisoformat(row[6])
    return DeadlineLine(
        id=row[0], case_id=row[1], client=row[2], number=row[3], kind=row[4], title=row[5],
        due=due, file_by=day_of(row[7]) or last_open_day(due), verified_by=row[8], verified_on=day_of(row[9]),
        defendant=person_name(row[10] or "", row[11] or "", row[12] or "", row[13] or "") if any(row[10:14]) else "",
        citation=row[14], heard_on=day_of(row[15]), attorney=row[16],
    )  # fmt: skip


def _searched(line: DeadlineLine, search: str) -> str:
    return f"{fold(line.title)} {fold(line.kind)} {fold(line.defendant)} {search}"


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether every folded word stands somewhere in a folded text."""
    return all(word in text for word in words)


def day_of(text: object) -> date | None:
    """The day of a stored value; None for none."""
    return date.fromisoformat(str(text)) if text else None
