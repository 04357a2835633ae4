"""The checklists of a case after an act: what follows a task done, what comes back, what moves with its anchor."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from caseterm.checklistfiles import items_for
from caseterm.models import Task
from caseterm.rules.checklist_course import Course, Standing, course, may_follow, renewed_notes
from caseterm.rules.checklists import Planned
from caseterm.rules.tasks import brief_day
from caseterm.services import checklists
from caseterm.store.writing import Write

MOST_NAMED = 2


def follow(write: Write, touched: Mapping[int, Collection[str]]) -> None:
    """Bring the checklists up to what the open act did, and say so in its label; `touched` are its tables by case."""
    made: list[Planned] = []
    moved: list[Planned] = []
    for case_id, tables in touched.items():
        went = _follow(write, case_id, tables)
        made += went.create
        moved += [each.planned for each in went.move]
    words = [*_made_words(made, write.today), *_moved_words(moved, write.today)]
    if words:
        write.label = "; ".join([write.label, *words])


def _follow(write: Write, case_id: int, tables: Collection[str]) -> Course:
    row = write.connection.execute(
        "SELECT phase, phase_entered_on, claim_type FROM cases WHERE id = ? AND archived_at IS NULL", (case_id,)
    ).fetchone()
    standing = _standing(write, case_id) if row is not None else []
    if not standing:
        return Course()
    phase, items = str(row[0]), items_for(row[2])
    if not may_follow(items, phase, standing, tables):
        return Course()
    _claim_type, matter = checklists.matter_of(write.connection, case_id, phase, date.fromisoformat(row[1]))
    went = course(items, phase, matter, standing, today=write.today)
    for planned in went.create:
        checklists.put(write, case_id, phase, planned)
    for moved in went.move:
        task = write.session.get_one(Task, moved.task_id)
        due = moved.planned.due
        notes = renewed_notes(task.notes, moved.planned.notes)
        write.change(task, {"due": due, "template_due": due, "notes": notes})
    return went


def _standing(write: Write, case_id: int) -> list[Standing]:
    """The checklist's tasks of a case, those done and set aside too."""
    query = (
        "SELECT id, template_key, iif(archived_at IS NULL, status, 'cancelled'), due, template_due, done_on, "
        "updated_at FROM tasks WHERE case_id = ? AND template_key <> '' AND template_key NOT LIKE '%:%'"
    )
    return [
        Standing(
            id=row[0],
            template_key=row[1],
            status=row[2],
            due=_day(row[3]),
            planned=_day(row[4]),
            ended_on=_day(row[5]) or _day(row[6]),
        )
        for row in write.connection.execute(query, (case_id,))
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _made_words(made: Sequence[Planned], today: date) -> list[str]:
    """What comes back ("again 12/05") and what follows."""
    again = [each for each in made if each.template_key]
    new = [each for each in made if not each.template_key]
    words = [f"again {brief_day(again[0].due, today)}" if len(again) == 1 else f"{len(again)} again"] if again else []
    return words + ([_named("next" if len(new) == 1 else f"{len(new)} follow", new, today)] if new else [])


def _moved_words(moved: Sequence[Planned], today: date) -> list[str]:
    if not moved:
        return []
    return [_named("now due" if len(moved) == 1 else f"{len(moved)} checklist dates moved", moved, today)]


def _named(what: str, tasks: Sequence[Planned], today: date) -> str:
    named = ", ".join(f"{each.item.title} {brief_day(each.due, today)}".rstrip() for each in tasks[:MOST_NAMED])
    return f"{what}: {named}" + (" ..." if len(tasks) > MOST_NAMED else "")
