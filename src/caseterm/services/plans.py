"""The recovery plan: drawn up, revised into a new version, reviewed, and shared."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.models import CarePlan, PlanGoal, PlanIntervention, PlanReview, PlanShare, Task
from caseterm.rules.date_words import short_day
from caseterm.rules.recovery import REVIEW_DAYS
from caseterm.rules.terms_care import PLAN_CURRENT
from caseterm.services.acts import act
from caseterm.services.tasks import put_task
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

STALLED_TASK_DAYS = 7
_CARRIED = ("text", "measure", "baseline", "target", "now", "target_on", "status", "position", "notes")


def draw_up(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """The first plan of a case, or a new one after a completed one. Raises ConflictError while one is in force."""
    with act(db, Op.ADD, "Recovery plan drawn up", case_id=case_id) as write:
        known = in_force(write, case_id)
        if known is not None:
            raise ConflictError(
                f"Version {known.version} of the plan is in force.",
                safe="Nothing was changed.",
                next_step="Revise it: m v makes a new version of it.",
            )
        plan = write.add(CarePlan, {**_start(write), **values, "case_id": case_id, "version": _next(write, case_id)})
        write.label = f"Recovery plan, version {plan.version} ({client_of(write, case_id)})"
    return write.changes


def revise(db: Database, plan_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """A new version with the goals and open work of the one before. Raises InputError when `what_changed` is empty."""
    with act(db, Op.EDIT, "Recovery plan revised") as write:
        old = _plan(write, plan_id)
        write.case_id = old.case_id
        if not str(values.get("what_changed") or "").strip():
            raise InputError.one("Why", "", "a new version says what changed")
        kept = {"expected_mmi_on": old.expected_mmi_on, "summary": old.summary, "notes": old.notes}
        new = write.add(
            CarePlan,
            {**kept, **_start(write), **values, "case_id": old.case_id, "version": _next(write, old.case_id)},
        )
        write.change(old, {"status": "revised"})
        _carry_over(write, old, new)
        write.label = f"Recovery plan, version {old.version} -> {new.version} ({client_of(write, old.case_id)})"
    return write.changes


def edit_plan(db: Database, plan_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change the newest version in place. Raises ConflictError for one that was revised: it stays as it was."""
    with act(db, Op.EDIT, "Changed the recovery plan") as write:
        plan = _plan(write, plan_id)
        write.case_id = plan.case_id
        if plan.status == "revised":
            raise ConflictError(
                f"Version {plan.version} has been revised; it stays as it was.",
                safe="Nothing was changed.",
                next_step="Change the newest version.",
            )
        write.change(plan, values)
        write.label = f"Changed recovery plan, version {plan.version} ({client_of(write, plan.case_id)})"
    return write.changes


def add_intervention(db: Database, plan_id: int, values: Mapping[str, Any], *, task: bool = False) -> ChangeSet:
    """What somebody does towards the plan; with `task` it is also a task of ours. Raises InputError."""
    with act(db, Op.ADD, "Added to the plan") as write:
        plan = _plan(write, plan_id)
        write.case_id = plan.case_id
        row = write.add(PlanIntervention, {**values, "case_id": plan.case_id, "plan_id": plan.id})
        if task:
            made = put_task(
                write, {"title": row.text[:400], "case_id": plan.case_id, "due": row.due, "owner": initials(write)}
            )
            write.change(row, {"task_id": made.id})
        write.label = f"Added to the plan: {row.text} ({client_of(write, plan.case_id)}){', as a task' if task else ''}"
    return write.changes


def finish_intervention(db: Database, intervention_id: int) -> ChangeSet:
    """Done as of today, with the task it was made a task by."""
    with act(db, Op.EDIT, "Done") as write:
        row = write.session.get_one(PlanIntervention, intervention_id)
        write.case_id = row.case_id
        write.change(row, {"done_on": write.today})
        task = write.session.get(Task, row.task_id) if row.task_id else None
        if task is not None and task.done_on is None:
            write.change(task, {"status": "done", "done_on": write.today})
        write.label = f"Done: {row.text} ({client_of(write, row.case_id)})"
    return write.changes


def review(db: Database, plan_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """A review: the plan moves, or it is stalled, with the reason and a task to change it. Raises InputError."""
    moving = bool(values.get("moving_forward", True))
    if not moving and not str(values.get("reason_stalled") or "").strip():
        raise InputError.one("Why not", "", "say what keeps the plan from moving")
    with act(db, Op.ADD, "Reviewed the plan") as write:
        plan = _plan(write, plan_id)
        write.case_id = plan.case_id
        row = put_review(write, plan, values)
        word = "moving forward" if moving else f"stalled: {row.reason_stalled}"
        due = short_day(write.today + timedelta(days=STALLED_TASK_DAYS), write.today)
        tail = "" if moving else f", task {due}"
        next_on = short_day(plan.review_on or row.dated, write.today)
        write.label = f"Plan reviewed, {word} ({client_of(write, plan.case_id)}){tail}, next {next_on}"
    return write.changes


def put_review(write: Write, plan: CarePlan, values: Mapping[str, Any]) -> PlanReview:
    """A review in an open act: the plan's status and next review follow, and a stalled one brings a task."""
    row = write.add(PlanReview, {"dated": write.today, **values, "case_id": plan.case_id, "plan_id": plan.id})
    next_on = row.next_review_on or row.dated + timedelta(days=REVIEW_DAYS)
    write.change(plan, {"review_on": next_on, "status": "active" if row.moving_forward else "stalled"})
    if not row.moving_forward:
        put_stalled_task(write, plan.case_id, row.reason_stalled)
    return row


def put_stalled_task(write: Write, case_id: int, why: str) -> None:
    """The task to change a plan that does not move."""
    due = write.today + timedelta(days=STALLED_TASK_DAYS)
    title = f"Change the recovery plan: {why}"[:400]
    put_task(write, {"title": title, "case_id": case_id, "due": due, "owner": initials(write)})


def in_force(write: Write, case_id: int) -> CarePlan | None:
    """The plan that is followed now."""
    plan = _newest(write, case_id)
    return plan if plan is not None and plan.status in PLAN_CURRENT else None


def share(db: Database, plan_id: int, given: Sequence[Mapping[str, Any]], *, on: date, how: str) -> ChangeSet:
    """Who was given this version: rows with contact_id or with_whom, and role. Raises InputError without any."""
    if not given:
        raise InputError.one("With whom", "", "name at least one")
    with act(db, Op.ADD, "Shared the plan") as write:
        plan = _plan(write, plan_id)
        write.case_id = plan.case_id
        for values in given:
            write.add(PlanShare, {**values, "case_id": plan.case_id, "plan_id": plan.id, "dated": on, "how": how})
        names = ", ".join(str(values.get("with_whom", "")) for values in given)
        write.label = f"Plan version {plan.version} given to {names} ({client_of(write, plan.case_id)})"
    return write.changes


def _start(write: Write) -> dict[str, Any]:
    first = write.today + timedelta(days=REVIEW_DAYS)
    return {"dated": write.today, "author": initials(write), "review_on": first, "status": "active"}


def _carry_over(write: Write, old: CarePlan, new: CarePlan) -> None:
    """Goals that are not dropped and what is still to be done go into the new version."""
    goals: dict[int, int] = {}
    for goal in write.session.exec(
        select(PlanGoal)
        .where(PlanGoal.plan_id == old.id, col(PlanGoal.archived_at).is_(None))
        .order_by(col(PlanGoal.id))
    ).all():
        if goal.status != "dropped":
            values = {name: getattr(goal, name) for name in _CARRIED}
            made = write.add(PlanGoal, {**values, "case_id": new.case_id, "plan_id": new.id, "follows_id": goal.id})
            goals[goal.id or 0] = made.id or 0
    for work in write.session.exec(
        select(PlanIntervention).where(
            PlanIntervention.plan_id == old.id,
            col(PlanIntervention.archived_at).is_(None),
            col(PlanIntervention.done_on).is_(None),
        )
    ).all():
        write.add(
            PlanIntervention,
            {
                "case_id": new.case_id, "plan_id": new.id, "goal_id": goals.get(work.goal_id or 0), "text": work.text,
                "owner": work.owner, "due": work.due, "task_id": work.task_id, "notes": work.notes,
            },
        )  # fmt: skip


def _newest(write: Write, case_id: int) -> CarePlan | None:
    return write.session.exec(
        select(CarePlan)
        .where(CarePlan.case_id == case_id, col(CarePlan.archived_at).is_(None))
        .order_by(col(CarePlan.version).desc())
    ).first()


def _next(write: Write, case_id: int) -> int:
    row = write.connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM care_plans WHERE case_id = ?", (case_id,)
    ).fetchone()
    return int(row[0])


def _plan(write: Write, plan_id: int) -> CarePlan:
    plan = write.session.get(CarePlan, plan_id)
    if plan is None:
        raise NotFoundError("That plan is not there any more.", safe="Nothing was changed.")
    return plan
