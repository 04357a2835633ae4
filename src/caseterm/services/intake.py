"""Opening a case from its form, with its limitation date and first tasks, and changing it: one act each."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import FieldProblem, InputError
from caseterm.models import Case, Incident
from caseterm.rules.counting import counted
from caseterm.rules.inputs import ContactInput
from caseterm.services import checklists, conflicts, deadlines
from caseterm.services.acts import act
from caseterm.services.attorney import check_grade, grade_case
from caseterm.services.cases import put_case, refuse_days
from caseterm.services.contacts import contact_name
from caseterm.services.parties import put_or_change
from caseterm.store.database import Database


def open_case(db: Database, client: ContactInput, *, case: Mapping[str, Any], incident: Mapping[str, Any]) -> ChangeSet:
    """Open a case for a new or known client, with its limitation date (not verified) and the tasks of its phase.

    The client's name is searched for among everybody ever entered; what came up is on record. The label says that,
    what was computed, or what was missing for it. Raises InputError naming the fields.
    """
    check_grade(str(case.get("grade", "")), str(case.get("grade_reason", "")))
    with act(db, Op.NEW_CASE, "Opened a case") as write:
        refuse_days(write, None, {**case, **incident})
        contact = put_or_change(write, client)
        row = put_case(write, contact, case=case, incident=incident)
        write.case_id = row.id
        tasks = checklists.apply(write, row)
        added = f", {counted(tasks, 'task')}" if tasks else ""
        found = conflicts.put(write, row.id or 0)
        alike = f"; {found.words}" if found.result == "found" else ""
        write.label = f"Opened {row.number} {contact_name(contact)}: {deadlines.recomputed(write, row)}{added}{alike}"
    return write.changes


def edit_case(
    db: Database, case_id: int, client: ContactInput, *, case: Mapping[str, Any], incident: Mapping[str, Any]
) -> ChangeSet:
    """Change a case with its client and incident, as one act.

    Another date of incident or state computes an unverified limitation date anew. Raises InputError.
    """
    with act(db, Op.EDIT, "Changed a case", case_id=case_id) as write:
        row = write.session.get_one(Case, case_id)
        number = str(case.get("number", row.number))
        if number != row.number and write.session.exec(select(Case.id).where(Case.number == number)).first():
            raise InputError([FieldProblem("Case number", number, f"{number} is another case's")])
        if client.contact_id != row.client_id:
            raise InputError([FieldProblem("Name", "", "the client of a case stays its client")])
        refuse_days(write, case_id, {**case, **incident})
        contact = put_or_change(write, client)
        grade, why = str(case.get("grade", row.grade)), str(case.get("grade_reason", row.grade_reason))
        if (grade, why) != (row.grade, row.grade_reason):
            grade_case(write, row, grade, why)
        anew = write.change(row, case) and "state" in case
        happened = write.session.exec(select(Incident).where(Incident.case_id == case_id)).first()
        if happened is None:
            write.add(Incident, {**incident, "case_id": case_id})
            anew = True
        else:
            anew = write.change(happened, incident) or anew
        said = f": {deadlines.recomputed(write, row)}" if anew else ""
        write.label = f"Changed {row.number} {contact_name(contact)}{said}"
    return write.changes
