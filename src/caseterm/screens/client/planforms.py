"""The forms of the recovery plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from caseterm.rules.recovery import REVIEW_DAYS
from caseterm.rules.terms_care import GOAL_STATUSES, SHARED_HOW
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, texts


def plan_specs(*, why: bool = False) -> list[FieldSpec]:
    """A plan; with `why` a version in the place of another."""
    return [
        *([FieldSpec("what_changed", "Why", "notes", required=True)] if why else []),
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("summary", "In short", "notes"),
        FieldSpec("expected_mmi_on", "Expected MMI", "date", hint="when recovery is expected"),
        FieldSpec("review_on", "Review", "date"),
        FieldSpec("author", "By"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def plan_start(today: date) -> dict[str, Any]:
    return {"dated": today, "review_on": today + timedelta(days=REVIEW_DAYS)}


def plan_values(given: Given, *more: str) -> dict[str, Any]:
    """The form's values as the record keeps them; who wrote it is the user where nobody is named."""
    values = {**texts(given, "summary", "notes", *more)}
    values |= {name: given[name] for name in ("dated", "expected_mmi_on", "review_on")}
    return {**values, "author": given["author"]} if given.get("author") else values


def goal_specs() -> list[FieldSpec]:
    return [
        FieldSpec("text", "Goal", required=True, hint="in the client's words: carry my daughter again"),
        FieldSpec("measure", "Measured by", hint="minutes, steps, pain 0 to 10"),
        FieldSpec("baseline", "From", width=16),
        FieldSpec("target", "To", width=16),
        FieldSpec("now", "Now", width=16),
        FieldSpec("target_on", "By", "date"),
        FieldSpec("status", "Is", "choice", required=True, choices=choices(GOAL_STATUSES)),
        FieldSpec("notes", "Notes", "notes"),
    ]


def work_specs(goals: Sequence[tuple[object, str]], *, done: bool = False) -> list[FieldSpec]:
    """Something to be done; with `done` it is there already."""
    new = FieldSpec("task", "As a task of yours", "yesno")
    return [
        FieldSpec("text", "What", required=True),
        FieldSpec("owner", "Whose", hint="client, PT, you"),
        FieldSpec("due", "By", "date"),
        FieldSpec("goal_id", "For goal", "choice", choices=goals),
        FieldSpec("done_on", "Done", "date", prefer="past") if done else new,
        FieldSpec("notes", "Notes", "notes"),
    ]


def review_specs(remark: str) -> list[FieldSpec]:
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("moving_forward", "Moving forward", "yesno", hint=remark),
        FieldSpec("reason_stalled", "Why not", hint="becomes a task to change the plan"),
        FieldSpec("progress", "Progress", "notes"),
        FieldSpec("changes_made", "What changed", "notes"),
        FieldSpec("next_review_on", "Next review", "date", hint="else in 30 days"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def share_specs(people: Sequence[tuple[object, str]]) -> list[FieldSpec]:
    return [
        FieldSpec("contact_id", "Whom", "choice", choices=people),
        FieldSpec("with_whom", "Or by name"),
        FieldSpec("how", "How", "choice", required=True, choices=choices(SHARED_HOW)),
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
    ]
