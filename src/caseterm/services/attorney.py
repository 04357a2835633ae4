"""The attorney's side: recommendations decided, requests answered, promises kept, files reviewed, the grade."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import FieldProblem, InputError
from caseterm.models import AttorneyRequest, AttorneyUpdate, Case, FileReview, Promise, Recommendation
from caseterm.rules.counting import counted
from caseterm.rules.dates import short_day
from caseterm.rules.terms import GRADES, label
from caseterm.rules.terms_attorney import DECISIONS, REQUEST_KINDS, UPDATE_WAYS
from caseterm.services.acts import act
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

MOST = 60


def recommend(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Propose something to the attorney: `text`, and what it costs, saves, takes and brings. Raises InputError."""
    with act(db, Op.ADD, "Recommended", case_id=case_id) as write:
        row = write.add(Recommendation, {"dated": write.today, **values, "case_id": case_id})
        write.label = f"Recommended: {_short(row.text)} ({client_of(write, case_id)})"
    return write.changes


def decide(
    db: Database, recommendation_ids: Sequence[int], decision: str, *, by: str = "", note: str = ""
) -> ChangeSet:
    """What the attorney decided; without a name the case's lead attorney. Back to open clears it. Raises InputError."""
    if decision not in DECISIONS:
        raise InputError.one("Decision", decision, "is none of " + ", ".join(DECISIONS))
    with act(db, Op.EDIT, "Decided") as write:
        rows = [write.session.get_one(Recommendation, each) for each in dict.fromkeys(recommendation_ids)]
        write.case_id = rows[0].case_id if len({row.case_id for row in rows}) == 1 else None
        for row in rows:
            settled = decision != "open"
            name = by or lead_attorney(write, row.case_id)
            write.change(
                row,
                {
                    "decision": decision,
                    "decided_by": name if settled else "",
                    "decided_on": write.today if settled else None,
                    "decision_note": note or row.decision_note,
                },
            )
        what = _short(rows[0].text) if len(rows) == 1 else counted(len(rows), "recommendation")
        write.label = f"{label(DECISIONS, decision)}: {what} ({client_of(write, rows[0].case_id)})"
    return write.changes


def ask(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """An attorney asks for work (`kind` request) or for law (research). Raises InputError."""
    with act(db, Op.ADD, "Noted a request", case_id=case_id) as write:
        given = {"asked_on": write.today, "asked_by": lead_attorney(write, case_id), **values}
        row = write.add(AttorneyRequest, {**given, "case_id": case_id})
        when = f", due {short_day(row.due, write.today)}" if row.due else ""
        write.label = f"{label(REQUEST_KINDS, row.kind)}: {_short(row.what)}{when} ({client_of(write, case_id)})"
    return write.changes


def answer(db: Database, request_ids: Sequence[int], *, text: str = "", done: bool = True) -> ChangeSet:
    """Requests are done, with the answer where one is given; or open again."""
    with act(db, Op.EDIT, "Answered") as write:
        rows = [write.session.get_one(AttorneyRequest, each) for each in dict.fromkeys(request_ids)]
        write.case_id = rows[0].case_id
        for row in rows:
            write.change(row, {"done_on": write.today if done else None, **({"answer": text} if text else {})})
        what = _short(rows[0].what) if len(rows) == 1 else counted(len(rows), "request")
        write.label = f"{'Answered' if done else 'Open again'}: {what} ({client_of(write, rows[0].case_id)})"
    return write.changes


def promise(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """We promised something: `what`, `due`, to whom. Raises InputError."""
    with act(db, Op.ADD, "Promised", case_id=case_id) as write:
        row = write.add(Promise, {"made_on": write.today, **values, "case_id": case_id})
        write.label = f"Promised by {short_day(row.due, write.today)}: {_short(row.what)} ({client_of(write, case_id)})"
    return write.changes


def keep_promise(db: Database, promise_ids: Sequence[int], *, kept: bool | None = True, outcome: str = "") -> ChangeSet:
    """Promises are kept, broken (False), or open again (None). A broken one says why. Raises InputError."""
    if kept is False and not outcome.strip():
        raise InputError.one("What happened", outcome, "a promise that was not kept says why")
    with act(db, Op.EDIT, "Kept a promise") as write:
        rows = [write.session.get_one(Promise, each) for each in dict.fromkeys(promise_ids)]
        write.case_id = rows[0].case_id if len({row.case_id for row in rows}) == 1 else None
        for row in rows:
            days = {"kept_on": write.today if kept else None, "broken_on": write.today if kept is False else None}
            write.change(row, {**days, "outcome": outcome or row.outcome})
        words = {True: "Kept", False: "Not kept", None: "Open again"}[kept]
        what = _short(rows[0].what) if len(rows) == 1 else counted(len(rows), "promise")
        write.label = f"{words}: {what} ({client_of(write, rows[0].case_id)})"
    return write.changes


def update_attorney(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """The attorney was told how the case stands; the clock of updates begins anew. Raises InputError."""
    with act(db, Op.ADD, "Updated the attorney", case_id=case_id) as write:
        given = {"dated": write.today, "to_whom": lead_attorney(write, case_id), **values}
        row = write.add(AttorneyUpdate, {**given, "case_id": case_id})
        how = label(UPDATE_WAYS, row.how).lower()
        write.label = f"Updated {row.to_whom or 'the attorney'} by {how} ({client_of(write, case_id)})"
    return write.changes


def set_grade(db: Database, case_ids: Sequence[int], grade: str, *, reason: str) -> ChangeSet:
    """Grade cases; a grade needs its reason. Raises InputError."""
    with act(db, Op.EDIT, "Graded") as write:
        rows = [write.session.get_one(Case, each) for each in dict.fromkeys(case_ids)]
        write.case_id = rows[0].id if len(rows) == 1 else None
        for row in rows:
            grade_case(write, row, grade, reason)
        whose = client_of(write, rows[0].id or 0) if len(rows) == 1 else counted(len(rows), "case")
        write.label = f"Graded {grade or 'anew, none'} {whose}: {_short(reason)}"
    return write.changes


def grade_case(write: Write, row: Case, grade: str, reason: str) -> None:
    """Grade a case in an open act. Raises InputError for a grade there is not, or one without its reason."""
    check_grade(grade, reason)
    write.change(row, {"grade": grade, "grade_reason": reason.strip()})


def check_grade(grade: str, reason: str) -> None:
    """Raises InputError for a grade there is not, or one without its reason."""
    problems = []
    if grade and grade not in GRADES:
        problems.append(FieldProblem("Grade", grade, "is none of " + ", ".join(GRADES)))
    if grade and not reason.strip():
        problems.append(FieldProblem("Why this grade", reason, "a grade needs its reason"))
    if problems:
        raise InputError(problems)


def review_file(
    db: Database, case_id: int, *, findings: str, next_on: date | None, grade: str | None = None, reason: str = ""
) -> ChangeSet:
    """The whole file was looked through: what it showed, when the next look is, and the grade where it changes.

    Raises InputError without findings, or for a grade without its reason.
    """
    if not findings.strip():
        raise InputError.one("Findings", findings, "say what the file showed, if only that nothing is missing")
    with act(db, Op.REVIEW_FILE, "Reviewed a file", case_id=case_id) as write:
        row = write.session.get_one(Case, case_id)
        given = {"reviewed_on": write.today, "by": initials(write), "findings": findings, "next_on": next_on}
        write.add(FileReview, {**given, "case_id": case_id})
        write.change(row, {"reviewed_on": write.today})
        graded = ""
        if grade is not None and (grade != row.grade or (grade and reason.strip() != row.grade_reason)):
            grade_case(write, row, grade, reason)
            graded = f", grade {grade}" if grade else ", no grade"
        then = f", next {short_day(next_on, write.today)}" if next_on else ""
        write.label = f"Reviewed the file of {client_of(write, case_id)}{graded}{then}"
    return write.changes


def lead_attorney(write: Write, case_id: int) -> str:
    """The attorney of a case, by name; "" when none is entered."""
    row = write.connection.execute(
        "SELECT coalesce(nullif(lead_attorney, ''), supervising_attorney) FROM cases WHERE id = ?", (case_id,)
    ).fetchone()
    return str(row[0] or "") if row else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST else f"{line[: MOST - 1].rstrip()}…"
