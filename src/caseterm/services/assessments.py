"""An assessment written down by itself, without a call."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.models import Assessment
from caseterm.services.acts import act
from caseterm.services.checkins import CONCERN_DAYS
from caseterm.services.tasks import put_task
from caseterm.services.whose import initials
from caseterm.store.database import Database


def add_assessment(db: Database, values: Mapping[str, Any], *, label: str) -> ChangeSet:
    """Add an assessment; a concern about the plan brings a task to look into it. Raises InputError naming the field."""
    with act(db, Op.ADD, label, case_id=values["case_id"]) as write:
        row = write.add(Assessment, {"assessor": initials(write), **values})
        if row.concern or row.plan_makes_sense == "no":
            what = " ".join(row.concern.split()) or "the client sees no sense in it"
            due = write.today + timedelta(days=CONCERN_DAYS)
            title = f"Plan concern: {what}"[:400]
            put_task(write, {"title": title, "case_id": row.case_id, "due": due, "owner": initials(write)})
            write.label += ", task to look into the concern"
    return write.changes
