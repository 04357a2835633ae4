"""Deadlines that still run across the caseload, and one of them with its reasoning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.text import fold
from caseterm.store.database import Database

NEAR_DAYS = 90


@dataclass(frozen=True)
class DeadlineLine:
    """One deadline that still runs."""

    id: int
    case_id: int
    client: str
    number: str
    kind: str
    title: str
    due: date
    file_by: date | None
    verified_by: str
    verified_on: date | None

    @property
    def must_by(self) -> date:
        """The earlier of the date and the day to file by."""
        return min(self.due, self.file_by or self.due)


@dataclass(frozen=True)
class DeadlineCard:
    """A deadline with its reasoning."""

    line: DeadlineLine
    basis: str
    notes: str
    trigger_date: date | None
    defendant: str


def near(db: Database, *, case_id: int | None = None, words: Sequence[str] = ()) -> list[DeadlineLine]:
    """Deadlines of open cases in the next 90 days or past, unsatisfied; the unverified first, then by day."""
    only = " AND d.case_id = :case" if case_id is not None else ""
    rows = db.raw.execute(
        "SELECT d.id, d.case_id, l.client, l.number, d.kind, d.title, d.due, d.file_by, d.verified_by, d.verified_on, "
        "x.search FROM deadlines d JOIN caselist l ON l.case_id = d.case_id "
        "JOIN casetext x ON x.case_id = d.case_id WHERE d.archived_at IS NULL "
        "AND d.satisfied_on IS NULL AND l.is_open = 1 AND min(d.due, coalesce(d.file_by, d.due)) <= :until"
        f"{only} ORDER BY d.verified_on IS NOT NULL, min(d.due, coalesce(d.file_by, d.due)), d.id",
        {"until": (db.clock.today() + timedelta(days=NEAR_DAYS)).isoformat(), "case": case_id},
    )
    return [
        DeadlineLine(
            id=row[0], case_id=row[1], client=row[2], number=row[3], kind=row[4], title=row[5],
            due=date.fromisoformat(row[6]), file_by=day_of(row[7]), verified_by=row[8], verified_on=day_of(row[9]),
        )
        for row in rows
        if has_words(f"{fold(row[5])} {fold(row[4])} {row[10]}", words)
    ]  # fmt: skip


def deadline_card(db: Database, deadline_id: int) -> DeadlineCard | None:
    """Everything about one deadline; None when it is gone."""
    row = db.raw.execute(
        "SELECT d.id, d.case_id, l.client, l.number, d.kind, d.title, d.due, d.file_by, d.verified_by, d.verified_on, "
        "d.basis, d.notes, d.trigger_date, coalesce(k.last || ', ' || k.first, '') FROM deadlines d "
        "JOIN caselist l ON l.case_id = d.case_id LEFT JOIN contacts k ON k.id = d.defendant_id WHERE d.id = ?",
        (deadline_id,),
    ).fetchone()
    if row is None:
        return None
    day = [date.fromisoformat(value) if value else None for value in (row[6], row[7], row[9], row[12])]
    assert day[0] is not None
    line = DeadlineLine(
        id=row[0], case_id=row[1], client=row[2], number=row[3], kind=row[4], title=row[5], due=day[0], file_by=day[1],
        verified_by=row[8], verified_on=day[2],
    )  # fmt: skip
    return DeadlineCard(line, row[10], row[11], day[3], row[13].strip(", "))


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether every folded word stands somewhere in a folded text."""
    return all(word in text for word in words)


def day_of(text: object) -> date | None:
    """The day of a stored value; None for none."""
    return date.fromisoformat(str(text)) if text else None
