"""The checklists of a case after an act: what follows a task done, what comes back, what moves with its anchor."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from caseterm.checklistfiles import items_for
from caseterm.models import Task
from caseterm.rules.checklist_course import Closed, Course, course, may_follow, renewed_notes
from caseterm.rules.checklist_each import each_course, following
from caseterm.rules.checklist_rows import kinds_on
from caseterm.rules.checklists import OF, ROUND, Planned
from caseterm.rules.counting import counted
from caseterm.rules.tasks import brief_day
from caseterm.services import checklists
from caseterm.services.checklist_rows import rows_of
from caseterm.services.checklists import kinds_of, standing
from caseterm.store.writing import Write

MOST_NAMED = 2


def follow(write: Write, touched: Mapping[int, Collection[str]]) -> None:
    """Bring the checklists up to what the open act did, and say so in its label; `touched` are its tables by case."""
    whole = Course()
    for case_id, tables in touched.items():
        whole += _follow(write, case_id, tables)
    words = [
        *_made_words(whole.create, write.today),
        *_moved_words([each.planned for each in whole.move if not each.keep], write.today),
        *_closed_words(whole.close),
    ]
    if words:
        write.label = "; ".join([write.label, *words])


def _follow(write: Write, case_id: int, tables: Collection[str]) -> Course:
    row = write.connection.execute(
        "SELECT phase, phase_entered_on, claim_type, status FROM cases WHERE id = ? AND archived_at IS NULL", (case_id,)
    ).fetchone()
    had = standing(write.connection, case_id) if row is not None else []
    if not had:
        return Course()
    phase, items = str(row[0]), items_for(row[2])
    if not may_follow(items, phase, had, tables):
        return Course()
    _claim_type, matter = checklists.matter_of(write.connection, case_id, phase, date.fromisoformat(row[1]))
    fresh = None if "phase_history" in tables else _touched_tasks(write)
    kinds = about = kinds_of(items)
    if "phase_history" not in tables:
        about = kinds & kinds_on(tables)
        kinds = about | (following(items) if "tasks" in tables else set())
    rows = rows_of(write.connection, case_id, kinds, today=write.today)
    went = course(items, phase, matter, had, today=write.today, fresh=fresh, rows=rows)
    if rows:
        each = each_course(items, phase, matter, had, rows, today=write.today, fresh=fresh, about=about)
        went += Course(each.create if row[3] != "closed" else (), each.move, each.close)
    _carry_out(write, case_id, went)
    return went


def _touched_tasks(write: Write) -> set[int]:
    query = "SELECT row_id FROM act_changes WHERE act_id = ? AND +table_name = 'tasks'"  # +: not all tasks of all acts
    return {row_id for (row_id,) in write.connection.execute(query, (write.act_id,))}


def _carry_out(write: Write, case_id: int, went: Course) -> None:
    for planned in went.create:
        checklists.put(write, case_id, planned)
    for moved in went.move:
        task, new = write.session.get_one(Task, moved.task_id), moved.planned
        values: dict[str, object] = {"template_key": new.template_key} if new.template_key else {}
        if not moved.keep:
            values |= {"due": new.due, "template_due": new.due, "notes": renewed_notes(task.notes, new.notes)}
        write.change(task, values)
    for closed in went.close:
        task = write.session.get_one(Task, closed.task_id)
        write.change(task, {"status": closed.status, "done_on": closed.on if closed.status == "done" else None})


def _made_words(made: Sequence[Planned], today: date) -> list[str]:
    """What comes back ("again 12/05"), what follows, and how much there is to do for each of something."""
    again = [each for each in made if ROUND in each.template_key]
    rows = [each for each in made if each.template_key and ROUND not in each.template_key]
    new = [each for each in made if not each.template_key]
    words = (
        [f"again {brief_day(again[0].due, today)}" if len(again) == 1 else f"{len(again)} tasks come again"]
        if again
        else []
    )
    words += [_named("next" if len(new) == 1 else f"{len(new)} follow", new, today)] if new else []
    return words + ([f"{counted(len(rows), 'task')} added"] if rows else [])


def _moved_words(moved: Sequence[Planned], today: date) -> list[str]:
    if not moved:
        return []
    if any(OF in each.key for each in moved):
        return [f"{counted(len(moved), 'checklist date')} moved"]
    return [_named("now due" if len(moved) == 1 else f"{len(moved)} checklist dates moved", moved, today)]


def _closed_words(closed: Sequence[Closed]) -> list[str]:
    """How many tasks ended with what they were for."""
    return [f"{counted(len(closed), 'task')} closed"] if closed else []


def _named(what: str, tasks: Sequence[Planned], today: date) -> str:
    named = ", ".join(f"{each.item.title} {brief_day(each.due, today)}".rstrip() for each in tasks[:MOST_NAMED])
    return f"{what}: {named}" + (" ..." if len(tasks) > MOST_NAMED else "")
