"""Tasks done for an appointment: they move with it, and are named when it falls away.

Such a task is known by its key, which ends with the appointment's id: `ride.check:12`, `visit.1:12`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Appointment, Case, Contact, Task
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.counting import counted
from caseterm.rules.reminders import working_day
from caseterm.rules.terms import TASK_OPEN
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.tasks import put_task
from caseterm.store.database import Database
from caseterm.store.writing import Write

CHECK_DAYS = 2
"""Days before the appointment on which its ride is checked; our own default."""
CALL_DAYS = 1
"""Days before it on which the client is called about it; our own default."""
RIDE_KEYS: Mapping[str, int] = {"ride.check": CHECK_DAYS, "ride.call": CALL_DAYS}
NAMED = 3
"""So many tasks that moved are named, the others counted."""


def add_task_for(db: Database, appointment_id: int, *, title: str, due: date | None, notes: str = "") -> ChangeSet:
    """Add a task that belongs to an appointment and moves with it. Raises InputError for one without a title."""
    if not title.strip():
        raise InputError.one("Task", title, "is needed")
    with act(db, Op.ADD_TASK, "Added") as write:
        visit = write.session.get_one(Appointment, appointment_id)
        write.case_id = visit.case_id
        have = [task.template_key for task in tasks_for(write, visit, every=True)]
        number = 1 + max(
            (int(key.split(":")[0].removeprefix("visit.")) for key in have if key[:6] == "visit."), default=0
        )
        values = {"title": title, "case_id": visit.case_id, "due": due, "notes": notes}
        row = put_task(write, {**values, "template_key": f"visit.{number}:{visit.id}"})
        write.label = f"Task for {_subject(write, visit)} {day_and_time(visit.starts_at)}: {row.title}"
    return write.changes


def tasks_for(write: Write, visit: Appointment, *, every: bool = False) -> list[Task]:
    """The open tasks done for an appointment, or with `every` also those done or set aside."""
    ending = f":{visit.id}"
    rides = [f"{key}{ending}" for key in RIDE_KEYS]
    query = select(Task).where(
        Task.case_id == visit.case_id,
        col(Task.template_key).in_(rides) | col(Task.template_key).like(f"visit.%{ending}"),
        col(Task.archived_at).is_(None),
    )
    return [task for task in write.session.exec(query.order_by(col(Task.id))) if every or task.status in TASK_OPEN]


def carry_tasks(write: Write, old: Appointment, new: Appointment) -> str:
    """Let the open tasks of an appointment go with it to its new row; words for the label, "" without any."""
    found = tasks_for(write, old)
    _shift(write, found, before=old, after=new)
    return moved_words(found)


def shift_tasks(write: Write, visit: Appointment, before: Appointment) -> int:
    """Let the open tasks follow an appointment changed in place; `before` is as it was. How many moved."""
    found = tasks_for(write, visit)
    _shift(write, found, before=before, after=visit)
    return len(found)


def moved_words(tasks: Sequence[Task]) -> str:
    """tasks moved: Check the ride -> 11/24, Send films -> 11/25 and 2 more tasks; "" without any."""
    if not tasks:
        return ""
    told = [f"{task.title.partition(':')[0]}{f' -> {task.due:%m/%d}' if task.due else ''}" for task in tasks[:NAMED]]
    rest = len(tasks) - len(told)
    return f"tasks moved: {', '.join(told)}" + (f" and {counted(rest, 'more task')}" if rest else "")


def left_words(write: Write, visit: Appointment) -> str:
    """What is still to be done for an appointment that does not take place; "" without anything."""
    titles = [task.title for task in tasks_for(write, visit)]
    return f"still to do for it: {', '.join(titles[:NAMED])}" if titles else ""


def _shift(write: Write, tasks: Sequence[Task], *, before: Appointment, after: Appointment) -> None:
    """By as many days as the appointment moves, from a working day to one, never to before today."""
    days = after.starts_at.date() - before.starts_at.date()
    was, now = day_and_time(before.starts_at), day_and_time(after.starts_at)
    for task in tasks:
        key = task.template_key.partition(":")[0]
        due = task.due
        if due is not None and days:
            due = _due(due, due + days) if key not in RIDE_KEYS else reminder_day(after, key, write.today)
            due = max(due, write.today)
        write.change(task, {"due": due, "title": task.title.replace(was, now), "template_key": f"{key}:{after.id}"})


def reminder_day(visit: Appointment, key: str, today: date) -> date:
    """The working day on which a ride's task of this key is due; the day itself where that working day is past."""
    day = visit.starts_at.date() - timedelta(days=RIDE_KEYS[key])
    return working_day(day) if working_day(day) >= today else day


def _due(before: date, after: date) -> date:
    return working_day(after) if working_day(before) == before else after


def _subject(write: Write, visit: Appointment) -> str:
    client = ""
    if visit.case_id is not None:
        case = write.session.get_one(Case, visit.case_id)
        client = contact_name(write.session.get_one(Contact, case.client_id))
    return named(visit.kind, visit.title, client)
