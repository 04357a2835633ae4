"""The recovery plan of a case: its versions, goals, work, reviews, and who has which version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.queries.care_facts import changed_on
from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.queries.checkins import wellbeings
from caseterm.rules.people import person_name
from caseterm.rules.recovery import Goal, Review, Stall, Version, stalls
from caseterm.rules.terms_care import PLAN_CURRENT
from caseterm.rules.terms_visits import APPOINTMENT_KEPT
from caseterm.store.database import Database


@dataclass(frozen=True)
class PlanLine:
    """One version; `current` is the one in force."""

    id: int
    version: Version
    status: str
    author: str
    review_on: date | None
    what_changed: str
    notes: str
    current: bool
    archived: bool


@dataclass(frozen=True)
class WorkLine:
    """What somebody does towards the plan."""

    id: int
    plan_id: int
    goal_id: int | None
    text: str
    owner: str
    due: date | None
    done_on: date | None
    task_id: int | None
    notes: str


@dataclass(frozen=True)
class ReviewLine:
    id: int
    plan_id: int
    version: int
    review: Review
    progress: str
    changes_made: str
    next_review_on: date | None
    notes: str


@dataclass(frozen=True)
class ShareLine:
    id: int
    version: int
    contact_id: int | None
    with_whom: str
    role: str
    dated: date
    how: str


def versions(db: Database, case_id: int) -> list[PlanLine]:
    """The versions, the newest first."""
    found = named(
        db.raw.execute(
            "SELECT * FROM care_plans WHERE case_id = ? AND archived_at IS NULL ORDER BY version DESC", (case_id,)
        )
    )
    lines: list[PlanLine] = []
    for row in found:
        goals = tuple(goal for goal, _ in goals_of(db, row["id"]))
        work = tuple((each.text, each.owner, each.due, each.done_on) for each in work_of(db, row["id"]))
        version = Version(
            row["version"], date.fromisoformat(row["dated"]), day(row["expected_mmi_on"]), row["summary"], goals, work
        )
        current = not any(line.current for line in lines) and row["status"] in PLAN_CURRENT
        lines.append(
            PlanLine(
                row["id"], version, row["status"], row["author"], day(row["review_on"]), row["what_changed"],
                row["notes"], current, archived=row["archived_at"] is not None,
            )
        )  # fmt: skip
    return lines


def goals_of(db: Database, plan_id: int) -> list[tuple[Goal, str]]:
    """The goals of a version in their order, each with its notes."""
    rows = named(
        db.raw.execute(
            "SELECT * FROM plan_goals WHERE plan_id = ? AND archived_at IS NULL "
            "ORDER BY status IN ('met', 'dropped'), position, id",
            (plan_id,),
        )
    )
    return [
        (
            Goal(
                row["id"], row["text"], row["measure"], row["baseline"], row["target"], row["now"],
                day(row["target_on"]), row["status"], row["follows_id"],
            ),
            row["notes"],
        )
        for row in rows
    ]  # fmt: skip


def work_of(db: Database, plan_id: int) -> list[WorkLine]:
    """The interventions of a version: what is open first, by day."""
    rows = db.raw.execute(
        "SELECT id, plan_id, goal_id, text, owner, due, done_on, task_id, notes FROM plan_interventions "
        "WHERE plan_id = ? AND archived_at IS NULL ORDER BY done_on IS NOT NULL, due IS NULL, due, id",
        (plan_id,),
    )
    return [WorkLine(row[0], row[1], row[2], row[3], row[4], day(row[5]), day(row[6]), row[7], row[8]) for row in rows]


def reviews(db: Database, case_id: int) -> list[ReviewLine]:
    """The reviews of every version, the newest first."""
    rows = db.raw.execute(
        "SELECT r.id, r.plan_id, p.version, r.dated, r.moving_forward, r.reason_stalled, r.progress, r.changes_made, "
        "r.next_review_on, r.notes FROM plan_reviews r JOIN care_plans p ON p.id = r.plan_id "
        "WHERE r.case_id = ? AND r.archived_at IS NULL ORDER BY r.dated DESC, r.id DESC",
        (case_id,),
    )
    return [
        ReviewLine(
            row[0], row[1], row[2], Review(date.fromisoformat(row[3]), bool(row[4]), row[5]), row[6], row[7],
            day(row[8]), row[9],
        )
        for row in rows
    ]  # fmt: skip


def shares(db: Database, case_id: int) -> list[ShareLine]:
    """Who was given which version, the newest first."""
    rows = db.raw.execute(
        "SELECT s.id, p.version, s.contact_id, s.with_whom, k.last, k.first, k.suffix, k.org_name, s.role, s.dated, "
        "s.how FROM plan_shares s JOIN care_plans p ON p.id = s.plan_id LEFT JOIN contacts k ON k.id = s.contact_id "
        "WHERE s.case_id = ? AND s.archived_at IS NULL ORDER BY s.dated DESC, s.id DESC",
        (case_id,),
    )
    return [
        ShareLine(
            row[0], row[1], row[2], row[3] or person_name(*(part or "" for part in row[4:8])), row[8],
            date.fromisoformat(row[9]), row[10],
        )
        for row in rows
    ]  # fmt: skip


def stalled(db: Database, case_id: int, lines: Sequence[PlanLine] | None = None) -> list[Stall]:
    """Why the plan in force is not moving; nothing without a plan."""
    current = next((line for line in (lines or versions(db, case_id)) if line.current), None)
    if current is None:
        return []
    told = sorted((line.review for line in reviews(db, case_id)), key=lambda review: review.on)
    since = changed_on(wellbeings(db, case_id), told, current.version.dated)
    kept = [
        date.fromisoformat(on)
        for (on,) in db.raw.execute(
            f"SELECT substr(starts_at, 1, 10) FROM appointments WHERE case_id = ? AND archived_at IS NULL "
            f"AND case_provider_id IS NOT NULL AND status IN {in_list(APPOINTMENT_KEPT)} "
            f"AND substr(starts_at, 1, 10) > ? ORDER BY starts_at",
            (case_id, since.isoformat()),
        )
    ]
    return stalls(
        told, expected_mmi_on=current.version.expected_mmi_on, visits_since_change=kept, today=db.clock.today()
    )


@dataclass(frozen=True)
class Recipient:
    """Somebody in the case who could work from the plan."""

    contact_id: int
    name: str
    role: str


def recipients(db: Database, case_id: int) -> list[Recipient]:
    """The client, the parties and the providers of a case, each once."""
    rows = db.raw.execute(
        """
SELECT k.id, k.last, k.first, k.suffix, k.org_name, 'client' AS role, 0 AS place
FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = :c
UNION SELECT k.id, k.last, k.first, k.suffix, k.org_name, 'provider', 1 FROM case_providers p
JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = :c AND p.archived_at IS NULL
UNION SELECT k.id, k.last, k.first, k.suffix, k.org_name, p.role, 2 FROM parties p
JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = :c AND p.archived_at IS NULL AND p.role NOT IN
('defendant', 'defendant_driver', 'defense_attorney', 'witness')
ORDER BY place, 2, 3, 5""",
        {"c": case_id},
    )
    found: dict[int, Recipient] = {}
    for contact_id, last, first, suffix, org, role, _ in rows:
        found.setdefault(contact_id, Recipient(contact_id, person_name(last, first, suffix, org), role))
    return list(found.values())
