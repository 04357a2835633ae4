"""Which visits of a series a key is meant for, and the series in a form: on the calendar and in a client's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.errors import InputError
from caseterm.rules.recurrence import Pattern, PatternProblem, Scope, from_rule
from caseterm.rules.repeat_words import Repeat, parse_repeat, typed_words
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.form import FieldSpec

if TYPE_CHECKING:
    from caseterm.queries.series import SeriesLine
    from caseterm.screens.base import BaseScreen
    from caseterm.store.database import Database

FIELD = "repeats"


class ScopeDialog(KeyConfirm):
    """This one, this and the following, or all: gives the Scope, or None. It harms nothing, so it answers at once."""

    guard_seconds = 0.0


def ask_scope(screen: BaseScreen, appointment_id: int, verb: str, then: Callable[[Scope], None]) -> None:
    """Ask which visits are meant where there are others than this one, and go on with the answer."""
    line = queries.series.series_of(screen.db, appointment_id)
    if line is None or line.visits < 2:
        then("one")
        return
    items: list[tuple[str, str, Scope]] = [("t", f"This one, visit {line.number} of {line.visits}", "one")]
    if line.following and line.number > 1:
        items.append(("f", f"This and the {line.following} following", "following"))
    items.append(("a", f"All {line.visits}", "all"))

    def answered(scope: Any) -> None:
        if scope is not None:
            then(scope)

    screen.app.push_screen(ScopeDialog(f"{verb}\n{line.words}", items, cancel="Leave it"), answered)


def scope_words(line: SeriesLine | None, scope: Scope) -> str:
    """What a title says of the visits that are meant; nothing of one alone."""
    if line is None or scope == "one":
        return ""
    return f" and the {line.following} following" if scope == "following" else f", all {line.visits} of the series"


def repeat_spec(line: SeriesLine | None, scope: Scope) -> list[FieldSpec]:
    """The field of the series: blank for a single appointment, absent where one visit is changed alone."""
    if line is None:
        return [FieldSpec(FIELD, "Repeats", "repeat", hint="mon wed fri for 6 weeks")]
    if scope == "one" or _pattern(line, scope) is None:
        return []
    return [FieldSpec(FIELD, "Repeats", "repeat", required=True, hint="mon wed fri until 1/15")]


def repeat_value(line: SeriesLine | None, scope: Scope) -> Mapping[str, object]:
    """What the field of the series starts with."""
    pattern = _pattern(line, scope) if line is not None and scope != "one" else None
    return {FIELD: pattern} if pattern is not None else {}


def save_visits(
    db: Database, appointment_id: int, values: Mapping[str, Any], given: Mapping[str, object], *, scope: Scope
) -> ChangeSet:
    """Store a form: one appointment, one that now comes again, or the visits of a series that are meant."""
    line = queries.series.series_of(db, appointment_id)
    repeat, day = given.get(FIELD), given.get("on")
    assert isinstance(day, date), "the form asks for the date"
    if line is None:
        if not isinstance(repeat, Repeat):
            return services.appointments.edit_appointment(db, appointment_id, values)
        return services.series.make_series(db, appointment_id, _settled(repeat, day), values)
    pattern = None
    before = _pattern(line, scope)
    if isinstance(repeat, Repeat) and before is not None:
        unchanged = parse_repeat(typed_words(before), today=db.clock.today())
        pattern = None if repeat == unchanged else _settled(repeat, line.first if scope == "all" else day)
    return services.series.edit_visits(db, appointment_id, values, scope=scope, pattern=pattern)


def _pattern(line: SeriesLine, scope: Scope) -> Pattern | None:
    """The pattern of the visits that are meant; None for a rule that is none of ours."""
    try:
        pattern = from_rule(line.rule)
    except PatternProblem:
        return None
    if scope == "following" and pattern.count is not None:
        return replace(pattern, count=max(1, pattern.count - line.number + 1))
    return pattern


def _settled(repeat: Repeat, day: date) -> Pattern:
    try:
        return repeat.settled(day)[0]
    except PatternProblem as problem:
        raise InputError.one("Repeats", "", str(problem)) from None
