"""The check-in call: everything one call brings, as one act."""

from datetime import date, timedelta

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import (
    Assessment,
    Barrier,
    Case,
    Communication,
    FunctionalLimitation,
    Promise,
    Task,
)
from caseterm.rules.checkin import CheckIn, next_try
from caseterm.rules.date_words import short_day
from caseterm.rules.terms import OUTCOMES, TASK_OPEN, label
from caseterm.services.acts import act
from caseterm.services.contact_log import put_contact
from caseterm.services.plans import in_force, put_review, put_stalled_task
from caseterm.services.tasks import put_task
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

CONCERN_DAYS, PROVIDER_DAYS = 3, 2
"""Days until the task that a concern or a new provider brings: our own choice."""
RETRY = "retry"


def check_in(db: Database, case_id: int, given: CheckIn) -> ChangeSet:
    """Store one check-in call: contact, assessment, limitation, barrier, promise, plan review, and the tasks of these.

    Not reached, it is the contact alone and a task for the next try. Raises InputError naming the field.
    """
    _refuse(given, db.clock.today())
    with act(db, Op.CHECK_IN, "Check-in call", case_id=case_id) as write:
        who = client_of(write, case_id)
        call = put_contact(
            write, case_id, channel=given.channel, outcome=given.outcome, body=given.body, minutes=given.minutes
        )
        _tried(write, case_id)
        if given.outcome == "reached":
            said = _answers(write, case_id, given, call)
            tail = f": {', '.join(said)}" if said else ""
            write.label = f"Check-in call ({who}){tail}. Contact clock reset"
        else:
            step = _try_again(write, case_id)
            write.label = f"Check-in call, {label(OUTCOMES, given.outcome).lower()} ({who}). Next: {step}"
    return write.changes


def _refuse(given: CheckIn, today: date) -> None:
    if given.level and not given.domain:
        raise InputError.one("Cannot do", given.level, "say what is limited")
    if given.barrier_category and not given.barrier:
        raise InputError.one("Barrier", given.barrier_category, "say what stands in the way")
    if given.plan_moving is False and not given.reason_stalled:
        raise InputError.one("Why not", "", "say what keeps the plan from moving")
    if given.promise and given.promise_on is None:
        raise InputError.one("By", given.promise, "a promise needs a day")
    for field, day in (("By", given.promise_on), ("Next call", given.next_call_on)):
        if day is not None and day < today:
            raise InputError.one(field, f"{day:%m/%d/%Y}", "is in the past")
    if given.outcome == "reached" and given.silent:
        raise InputError.one("What was said", "", "a word of the talk, or one answer, is needed")


def _answers(write: Write, case_id: int, given: CheckIn, call: Communication) -> list[str]:
    """Store what was answered; what came of it, in words."""
    said = []
    assessed = given.assessed()
    assessment = None
    if assessed:
        values = {"case_id": case_id, "dated": write.today, "kind": "progress", "assessor": initials(write)}
        assessment = write.add(Assessment, {**values, **assessed, "communication_id": call.id})
        said.append("assessment" + (f", pain {given.pain}" if given.pain is not None else ""))
    if given.domain:
        _limit(write, case_id, given, assessment)
    if given.barrier:
        values = {"description": given.barrier, "category": given.barrier_category or "logistical"}
        write.add(Barrier, {**values, "case_id": case_id, "opened_on": write.today, "owner": initials(write)})
        said.append("barrier")
    if given.promise:
        _promise(write, case_id, given)
        said.append(f"promise {short_day(given.promise_on or write.today, write.today)}")
    made = _tasks(write, case_id, given)
    return said + ([f"{made} task{'s' if made > 1 else ''}"] if made else [])


def _limit(write: Write, case_id: int, given: CheckIn, assessment: Assessment | None) -> None:
    """A limitation as of today; an open one of the domain keeps the day it began."""
    known = write.session.exec(
        select(FunctionalLimitation)
        .where(
            FunctionalLimitation.case_id == case_id,
            FunctionalLimitation.domain == given.domain,
            col(FunctionalLimitation.archived_at).is_(None),
            col(FunctionalLimitation.resolved_on).is_(None),
        )
        .order_by(col(FunctionalLimitation.id).desc())
    ).first()
    level = given.level or "moderate"
    values = {
        "case_id": case_id, "assessment_id": assessment.id if assessment else None, "domain": given.domain,
        "level": level, "since": known.since if known else write.today,
    }  # fmt: skip
    if level == "none":
        values["resolved_on"] = write.today
    if known is not None:
        write.change(known, {"resolved_on": write.today})
    write.add(FunctionalLimitation, values)


def _promise(write: Write, case_id: int, given: CheckIn) -> None:
    case = write.session.get_one(Case, case_id)
    write.add(
        Promise,
        {
            "case_id": case_id, "what": given.promise, "to_whom": client_of(write, case_id), "role": "client",
            "contact_id": case.client_id, "made_on": write.today, "due": given.promise_on,
        },
    )  # fmt: skip


def _tasks(write: Write, case_id: int, given: CheckIn) -> int:
    """The tasks that the answers bring; how many."""
    wanted: list[tuple[str, date]] = []
    if given.new_provider:
        wanted.append((f"Enter new provider: {given.new_provider}", write.today + timedelta(days=PROVIDER_DAYS)))
    if given.concern or given.plan_makes_sense == "no":
        what = given.concern or "the client sees no sense in it"
        wanted.append((f"Plan concern: {what}", write.today + timedelta(days=CONCERN_DAYS)))
    if given.next_call_on is not None:
        wanted.append(("Check-in call, as agreed", given.next_call_on))
    for title, due in wanted:
        put_task(write, {"title": title[:400], "case_id": case_id, "due": due, "owner": initials(write)})
    return len(wanted) + (_review(write, case_id, given) if given.plan_moving is not None else 0)


def _review(write: Write, case_id: int, given: CheckIn) -> int:
    """A review of the plan in force; one that does not move brings a task. How many tasks."""
    plan = in_force(write, case_id)
    if plan is not None:
        values = {"moving_forward": given.plan_moving, "reason_stalled": given.reason_stalled}
        put_review(write, plan, {**values, "progress": "By phone."})
    elif not given.plan_moving:
        put_stalled_task(write, case_id, given.reason_stalled)
    return 0 if given.plan_moving else 1


def _try_again(write: Write, case_id: int) -> str:
    """A task for the next try; its words."""
    tries = unanswered(write, case_id)
    step = next_try(tries, write.today)
    often = f" {len(tries)} times" if len(tries) > 1 else ""
    put_task(
        write,
        {
            "title": f"Not reached{often}: {step.words}",
            "case_id": case_id, "due": step.on, "owner": initials(write), "tags": RETRY,
        },
    )  # fmt: skip
    return f"{step.words} {short_day(step.on, write.today)}"


def _tried(write: Write, case_id: int) -> None:
    """The task for this try is done, however it went."""
    for task in write.session.exec(
        select(Task).where(Task.case_id == case_id, Task.tags == RETRY, col(Task.status).in_(sorted(TASK_OPEN)))
    ):
        write.change(task, {"status": "done", "done_on": write.today})


def unanswered(write: Write, case_id: int) -> list[date]:
    """The days of the tries since the client last spoke with us; a text that arrived is a contact, but no answer."""
    rows = write.connection.execute(
        "SELECT substr(at, 1, 10) FROM communications WHERE case_id = :c AND archived_at IS NULL AND direction = 'out' "
        "AND role = 'client' AND outcome <> 'reached' AND at > coalesce((SELECT max(at) FROM communications "
        "WHERE case_id = :c AND archived_at IS NULL AND role = 'client' "
        "AND (direction = 'in' OR outcome = 'reached')), '') ORDER BY at",
        {"c": case_id},
    )
    return [date.fromisoformat(on) for (on,) in rows]
