"""The attorney's side in a case's file: drafts, recommendations, requests, promises, reviews and updates as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseterm.queries.casefile_rows import day, named
from caseterm.rules.terms_attorney import DRAFT_OPEN
from caseterm.store.database import Database

ORDER = (
    "draft", "recommendation", "attorney_request", "promise", "file_review", "attorney_update", "conflict_check",
    "closure",
)  # fmt: skip


@dataclass(frozen=True)
class AttorneyLine:
    """One row of the section. `state` is its code, `due` the day it is due (None: none), `open` whether it waits."""

    kind: str
    id: int
    on: date | None
    title: str
    who: str
    state: str
    due: date | None
    open: bool
    row: dict[str, Any]
    archived: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class AttorneyHead:
    """What stands above the rows: grade, and when the next review and the next update are due."""

    grade: str
    grade_reason: str
    reviewed_on: date | None
    review_due: date | None
    updated_on: date | None
    update_due: date
    attorney: str


def lines(db: Database, case_id: int, *, archived: bool = False) -> list[AttorneyLine]:
    """All of it, group by group; in each what is open first, the nearest due first."""
    found = [*_all(db, case_id, archived=archived)]
    return sorted(
        found,
        key=lambda line: (
            ORDER.index(line.kind), line.archived, not line.open, line.due or date.max,
            -(line.on.toordinal() if line.on else 0), -line.id,
        ),
    )  # fmt: skip


def _all(db: Database, case_id: int, *, archived: bool) -> Iterator[AttorneyLine]:
    for kind, (table, make) in _READERS.items():
        query = f"SELECT * FROM {table} WHERE case_id = ? AND (? OR archived_at IS NULL)"
        for row in named(db.raw.execute(query, (case_id, archived))):
            on, title, who, state, due, is_open = make(row)
            yield AttorneyLine(
                kind, row["id"], on, title, who, state, due, is_open, row, row["archived_at"] is not None
            )


_Made = tuple[date | None, str, str, str, date | None, bool]


def _draft(row: dict[str, Any]) -> _Made:
    on = day(row["sent_on"] or row["reviewed_on"] or row["in_review_on"] or row["drafted_on"])
    waits = row["status"] in DRAFT_OPEN or row["status"] == "approved"
    return on, row["title"], row["reviewer"], row["status"], day(row["due"]), waits


def _recommendation(row: dict[str, Any]) -> _Made:
    on = day(row["decided_on"] or row["dated"])
    return on, row["text"], row["decided_by"], row["decision"], None, row["decision"] in ("open", "deferred")


def _request(row: dict[str, Any]) -> _Made:
    done = day(row["done_on"])
    return done or day(row["asked_on"]), row["what"], row["asked_by"], row["kind"], day(row["due"]), done is None


def _promise(row: dict[str, Any]) -> _Made:
    state = "kept" if row["kept_on"] else "broken" if row["broken_on"] else "open"
    on = day(row["kept_on"] or row["broken_on"] or row["made_on"])
    return on, row["what"], row["to_whom"] or row["role"], state, day(row["due"]), state == "open"


def _review(row: dict[str, Any]) -> _Made:
    return day(row["reviewed_on"]), row["findings"], row["by"], "", None, False


def _update(row: dict[str, Any]) -> _Made:
    return day(row["dated"]), row["text"] or "Case update", row["to_whom"], row["how"], None, False


def _conflict(row: dict[str, Any]) -> _Made:
    waits = row["result"] in ("found", "conflict")
    lines = row["found"].split("\n")
    title = "\n".join(lines) if row["result"] != "clear" else "Nobody to look at"
    if row["result"] == "clear" and row["hits"]:
        title = f"Nobody to look at; known as carrier or provider: {row['hits']}"
    return (
        day(row["cleared_on"] or row["checked_on"]),
        title,
        row["cleared_by"] or row["by"],
        row["result"],
        None,
        waits,
    )


def _closure(row: dict[str, Any]) -> _Made:
    until = day(row["retain_until"])
    kept = f"keep until {until:%m/%d/%Y}" if until else "no day to keep it until"
    verified = f"verified by {row['retention_verified_by']}" if row["retention_verified_by"] else "not verified"
    told = row["outcome"] or "Closed"
    return day(row["closed_on"]), f"{told}; {kept}, {verified}", "", "", None, False


_READERS = {
    "draft": ("legal_drafts", _draft),
    "recommendation": ("recommendations", _recommendation),
    "attorney_request": ("attorney_requests", _request),
    "promise": ("promises", _promise),
    "file_review": ("file_reviews", _review),
    "attorney_update": ("attorney_updates", _update),
    "conflict_check": ("conflict_checks", _conflict),
    "closure": ("closures", _closure),
}


def head(db: Database, case_id: int) -> AttorneyHead:
    """The grade of a case, and when it is to be reviewed and reported on."""
    settings = db.raw.execute("SELECT attorney_update_days, file_review_days FROM settings").fetchone() or (30, 60)
    case = next(
        named(
            db.raw.execute(
                "SELECT grade, grade_reason, reviewed_on, opened_on, lead_attorney, supervising_attorney, "
                "(SELECT max(dated) FROM attorney_updates u WHERE u.case_id = c.id AND u.archived_at IS NULL) AS told, "
                "(SELECT next_on FROM file_reviews f WHERE f.case_id = c.id AND f.archived_at IS NULL "
                " ORDER BY reviewed_on DESC, id DESC LIMIT 1) AS next_on FROM cases c WHERE id = ?",
                (case_id,),
            )
        )
    )
    opened = day(case["opened_on"]) or db.clock.today()
    reviewed, told = day(case["reviewed_on"]), day(case["told"])
    return AttorneyHead(
        grade=case["grade"],
        grade_reason=case["grade_reason"],
        reviewed_on=reviewed,
        review_due=day(case["next_on"]) or (reviewed or opened) + timedelta(days=settings[1]),
        updated_on=told,
        update_due=(told or opened) + timedelta(days=settings[0]),
        attorney=case["lead_attorney"] or case["supervising_attorney"],
    )
