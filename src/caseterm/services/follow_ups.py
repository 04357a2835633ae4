"""Follow-ups for one case or for many at once."""

from collections.abc import Sequence
from datetime import date

from caseterm.changes import ChangeSet, Op
from caseterm.models import Case
from caseterm.rules.tasks import brief_day
from caseterm.services.acts import act
from caseterm.services.cases import subject
from caseterm.services.tasks import put_task
from caseterm.store.database import Database

TITLE = "follow up"


def add_follow_ups(db: Database, case_ids: Sequence[int], day: date, *, title: str = TITLE) -> ChangeSet:
    """A task on that day for each of the cases, as one act."""
    case_id = case_ids[0] if len(case_ids) == 1 else None
    with act(db, Op.ADD_TASK, "Added follow-ups", case_id=case_id) as write:
        cases = [write.session.get_one(Case, case_id) for case_id in dict.fromkeys(case_ids)]
        for case in cases:
            put_task(write, {"title": title, "case_id": case.id, "due": day})
        write.label = f"Added task {brief_day(day, write.today)}: {title} ({subject(write, cases)})"
    return write.changes
