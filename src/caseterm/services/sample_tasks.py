"""The tasks a sample case has for each of its rows: what entering its phase would have made, as far as it is done.

Without them the first act on a case would bring all of them at once.
"""

from datetime import date

from caseterm.checklistfiles import items_for
from caseterm.rules.checklist_each import each_course
from caseterm.rules.checklists import Item, Planned
from caseterm.rules.sample_lines import snapped
from caseterm.rules.sample_rows import Row, Sample
from caseterm.rules.workdays import add_business_days
from caseterm.services.checklist_rows import rows_of
from caseterm.services.checklists import kinds_of, matter_of, standing
from caseterm.store.writing import Write

PAPERS_WANTED = frozenset({"intake", "opening", "investigation", "treating", "records"})
"""In later stages an authorization that has run out is needed no more."""

SPREAD = 5
"""Over so many working days lies what is late, from today on."""


def put_row_tasks(write: Write, sample: Sample) -> list[Row]:
    """Add the tasks for the rows of every open case that has just been written; the new ones, not written yet.

    What was due before today and ended with its day is done; what its row still waits for is due in the next days.
    """
    tasks = sample.rows.get("tasks", [])
    known = len(tasks)
    for case in sample.rows.get("cases", ()):
        if case["phase"] != "closed":
            for place, planned in enumerate(_missing(write, case)):
                _put(sample, case, planned, later=(case["id"] + place) % SPREAD)
    return tasks[known:]


def _missing(write: Write, case: Row) -> tuple[Planned, ...]:
    """What an act on the case would add, each with the day it was due by the checklist, past or not."""
    phase = str(case["phase"])
    claim_type, matter = matter_of(write.connection, case["id"], phase, case["phase_entered_on"])
    items = items_for(claim_type)
    had = standing(write.connection, case["id"])
    rows = rows_of(write.connection, case["id"], kinds_of(items), today=write.today)
    return each_course(items, phase, matter, had, rows, today=date.min).create


def _put(sample: Sample, case: Row, planned: Planned, *, later: int) -> None:
    item, due, today = planned.item, planned.due, sample.today
    values: Row = {
        "case_id": case["id"], "title": item.title, "template_key": planned.key, "phase": item.phase,
        "owner": item.who, "notes": planned.notes, "priority": 2 if item.hard else 3,
    }  # fmt: skip
    if due is not None and due < today:
        if _ended(item, case):
            done = max(snapped(today, str((due - today).days)), case["opened_on"])
            values |= {"status": "done", "done_on": done}
        else:
            due = add_business_days(snapped(today, "0"), later)
    values |= {"due": due, "template_due": due}
    sample.put("tasks", values, day=min(due or today, today))


def _ended(item: Item, case: Row) -> bool:
    """Whether a task is over once its day is past: what its row does not end, and no longer needs."""
    if item.each == "authorization":
        return case["phase"] not in PAPERS_WANTED
    return not (item.until or item.every)
