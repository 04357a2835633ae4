"""The check-in call as one form: what was said, how she is, the plan, what was promised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.checkins import CallCard, CallDue
from caseterm.rules import terms
from caseterm.rules import terms_care as care
from caseterm.rules.checkin import CheckIn, question
from caseterm.rules.terms import label
from caseterm.screens.base import BaseScreen
from caseterm.screens.checkins.words import card_lines, silence
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, open_form

REACHED = ("reached", "left_message", "no_answer", "busy", "wrong_number")
WORK, SENSE = choices(care.WORK_STATUSES), choices(care.PLAN_SENSE)
_TEXTS = (
    "outcome", "body", "sleep", "mood", "domain", "level", "work_status", "restrictions", "new_provider", "barrier",
    "barrier_category", "plan_makes_sense", "concern", "reason_stalled", "promise",
)  # fmt: skip
_OTHERS = ("minutes", "pain", "back_to_work_on", "promise_on", "next_call_on", "plan_moving")


def open_call(screen: BaseScreen, due: CallDue, *, after: Callable[[ChangeSet], None] | None = None) -> None:
    """Open the call with one client; saved, it is one act."""
    known = queries.checkins.card(screen.db, due.case_id)
    today = screen.program.today
    about = f"{due.client}  {due.number}   {label(terms.PHASES, due.phase)}, {silence(due, today)}"

    def save(given: Given) -> ChangeSet:
        return services.checkins.check_in(screen.db, due.case_id, answers(given))

    open_form(
        screen, "check-in", str(due.case_id), "Check-in call", specs(due, known), {"outcome": "reached"},
        save=save, subtitle=about, after=after, remark=_remark,
        card=card_lines(due, known, today),
    )  # fmt: skip


def answers(given: Mapping[str, Any]) -> CheckIn:
    """The form's values as the service takes them."""
    values: dict[str, Any] = {name: given.get(name) or "" for name in _TEXTS}
    values |= {name: given.get(name) for name in _OTHERS}
    return CheckIn(**values)


def specs(due: CallDue, known: CallCard) -> list[FieldSpec]:
    """The fields in the order of a talk, each with what is asked."""

    def ask(field: str, last: str = "") -> str:
        return f"“{question(field, due.language)}”" + (f"   Last time: {last}." if last else "")

    last = known.last
    pain = f"{last.pain}" if last is not None and last.pain is not None else ""
    worst = max(last.levels.items(), key=lambda pair: care.LEVEL_RANK.get(pair[1], 0), default=None) if last else None
    limit = f"{care.label_of(care.DOMAINS, worst[0])} {worst[1]}" if worst else ""
    work = care.label_of(care.WORK_STATUSES, last.work_status) if last and last.work_status else ""
    sleep = care.label_of(care.SLEEP, last.sleep) if last and last.sleep else ""
    mood = care.label_of(care.MOOD, last.mood) if last and last.mood else ""
    reached = [(code, terms.OUTCOMES[code]) for code in REACHED]
    return [
        FieldSpec("outcome", "Result", "choice", required=True, choices=reached),
        FieldSpec("body", "What was said"),
        *_group(
            "How they are",
            FieldSpec("pain", "Pain", "number", width=6, hint="0 to 10", check=_pain, ask=ask("pain", pain)),
            FieldSpec("sleep", "Sleep", "choice", choices=choices(care.SLEEP), ask=ask("sleep", sleep)),
            FieldSpec("mood", "Mood", "choice", choices=choices(care.MOOD), ask=ask("mood", mood)),
            FieldSpec("domain", "Cannot do", "choice", choices=choices(care.DOMAINS), ask=ask("domain", limit)),
            FieldSpec("level", "How much", "choice", choices=choices(care.LEVELS)),
            FieldSpec("work_status", "Work", "choice", choices=WORK, ask=ask("work_status", work)),
            FieldSpec("restrictions", "Restrictions"),
            FieldSpec("back_to_work_on", "Back to work", "date"),
        ),
        *_group(
            "Care and plan",
            FieldSpec("new_provider", "New provider", ask=ask("new_provider")),
            FieldSpec("barrier", "Barrier", ask=ask("barrier")),
            FieldSpec("barrier_category", "Kind", "choice", choices=choices(care.BARRIER_CATEGORIES)),
            FieldSpec("plan_makes_sense", "Plan is right", "choice", choices=SENSE, ask=ask("plan_makes_sense")),
            FieldSpec("concern", "Concern", hint="becomes a task"),
            FieldSpec("plan_moving", "Plan moving", "choice", choices=[(True, "Yes"), (False, "No")]),
            FieldSpec("reason_stalled", "Why not", hint="becomes a review"),
        ),
        *_group(
            "What comes next",
            FieldSpec("promise", "Promised", ask=ask("promise")),
            FieldSpec("promise_on", "By", "date"),
            FieldSpec("next_call_on", "Next call", "date", hint="only if agreed; else by rhythm"),
            FieldSpec("minutes", "Length", "length", width=10, hint="4m"),
        ),
    ]


def _group(name: str, *specs: FieldSpec) -> list[FieldSpec]:
    return [replace(spec, group=name) for spec in specs]


def _pain(value: object) -> str | None:
    return None if isinstance(value, int) and 0 <= value <= 10 else "must be 0 to 10"


def _remark(values: Mapping[str, object]) -> str:
    """What the act will be, while it is typed."""
    if values.get("outcome") != "reached":
        return "Not reached: only the try is stored, with a task for the next one. Answers are not kept."
    if values.get("promise") and not values.get("promise_on"):
        return "A promise needs its day."
    if values.get("plan_moving") is False and not values.get("reason_stalled"):
        return "Say why the plan does not move; it becomes a task to review it."
    return ""
