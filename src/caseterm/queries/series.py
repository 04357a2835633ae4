"""The series an appointment belongs to: its rule in words and how its visits stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from caseterm.rules.calendar_words import clock_short
from caseterm.rules.counting import counted
from caseterm.rules.recurrence import rule_words, until_words
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_CANCELLED, APPOINTMENT_KEPT
from caseterm.store.database import Database


@dataclass(frozen=True)
class SeriesLine:
    """A series: `number` is the place of the appointment asked for among its `visits`, `following` how many come after.

    A moved visit counts by what became of its new date; visits put away do not count.
    """

    id: int
    rule: str
    at: time
    first: date
    last: date
    visits: int
    number: int
    kept: int
    missed: int
    cancelled: int
    ahead: int
    following: int

    @property
    def words(self) -> str:
        """Mon Wed Fri 9:00 until 01/02, 18 visits, 3 kept."""
        counts = [(self.kept, "kept"), (self.missed, "missed"), (self.cancelled, "cancelled")]
        parts = [
            f"{rule_words(self.rule)} {clock_short(self.at)} {until_words(self.first, self.last)}",
            counted(self.visits, "visit"),
        ]
        return ", ".join([*parts, *(f"{number} {word}" for number, word in counts if number)])


def series_of(db: Database, appointment_id: int) -> SeriesLine | None:
    """The series of an appointment, or of the one it was moved from; None for a single one."""
    connection = db.raw
    found = connection.execute(
        "WITH RECURSIVE back(id) AS (SELECT ? UNION "
        "SELECT a.rescheduled_from_id FROM appointments a JOIN back ON a.id = back.id "
        "WHERE a.rescheduled_from_id IS NOT NULL) "
        "SELECT v.series_id, v.day, s.rule, s.at FROM back JOIN series_visits v ON v.appointment_id = back.id "
        "JOIN appointment_series s ON s.id = v.series_id WHERE v.archived_at IS NULL",
        (appointment_id,),
    ).fetchone()
    if found is None:
        return None
    series_id, day, rule, at = found
    visits = connection.execute(
        "WITH RECURSIVE moves(origin, id) AS ("
        "SELECT v.appointment_id, v.appointment_id FROM series_visits v WHERE v.series_id = ? "
        "UNION SELECT m.origin, a.id FROM moves m JOIN appointments a ON a.rescheduled_from_id = m.id "
        "AND a.archived_at IS NULL) "
        "SELECT v.day, (SELECT a.status FROM moves m JOIN appointments a ON a.id = m.id "
        "WHERE m.origin = v.appointment_id ORDER BY a.id DESC LIMIT 1) "
        "FROM series_visits v JOIN appointments a ON a.id = v.appointment_id "
        "WHERE v.series_id = ? AND v.archived_at IS NULL AND a.archived_at IS NULL ORDER BY v.day",
        (series_id, series_id),
    ).fetchall()
    days = [date.fromisoformat(str(each)[:10]) for each, _ in visits]
    own = date.fromisoformat(str(day)[:10])
    statuses = [str(status) for _, status in visits]
    return SeriesLine(
        id=int(series_id),
        rule=str(rule),
        at=time.fromisoformat(at) if at else time(),
        first=min(days, default=own),
        last=max(days, default=own),
        visits=len(days),
        number=sum(each <= own for each in days),
        kept=_count(statuses, APPOINTMENT_KEPT),
        missed=_count(statuses, ("no_show",)),
        cancelled=_count(statuses, APPOINTMENT_CANCELLED),
        ahead=_count(statuses, APPOINTMENT_AHEAD),
        following=sum(each > own for each in days),
    )


def words_for(db: Database, appointment_ids: Sequence[int]) -> dict[int, str]:
    """The words of the series of those appointments that have one."""
    marks = ", ".join("?" * len(appointment_ids))
    rows = db.raw.execute(
        f"SELECT appointment_id FROM series_visits WHERE archived_at IS NULL AND appointment_id IN ({marks})",
        tuple(appointment_ids),
    ).fetchall()
    found = {int(row_id): series_of(db, int(row_id)) for (row_id,) in rows}
    return {row_id: line.words for row_id, line in found.items() if line is not None}


def _count(statuses: Iterable[str], among: Iterable[str]) -> int:
    wanted = frozenset(among)
    return sum(status in wanted for status in statuses)
