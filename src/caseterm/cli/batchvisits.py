"""Acts of `caseterm batch` on series and rides, whose services take more than plain fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast, get_args

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.errors import InputError
from caseterm.rules.recurrence import PatternProblem, Scope
from caseterm.rules.repeat_words import parse_repeat
from caseterm.store.database import Database

Values = Mapping[str, Any]


def add_series(
    db: Database,
    *,
    repeats: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    case_id: int | None = None,
    kind: str = "other",
    title: str = "",
    case_provider_id: int | None = None,
    location: str = "",
    who: str = "",
    ride: str = "",
    notes: str = "",
) -> ChangeSet:
    """Book a series as it is typed in the program: mon wed fri for 6 weeks, at the time of `starts_at`."""
    try:
        pattern, first = parse_repeat(repeats, today=db.clock.today()).settled(starts_at.date())
    except PatternProblem as problem:
        raise InputError.one("Repeats", "", str(problem)) from None
    return services.series.add_series(
        db,
        pattern=pattern,
        starts_at=datetime.combine(first, starts_at.time()),
        ends_at=datetime.combine(first, ends_at.time()) if ends_at is not None else None,
        case_id=case_id,
        kind=kind,
        title=title,
        case_provider_id=case_provider_id,
        location=location,
        who=who,
        ride=ride,
        notes=notes,
    )


def move_visits(
    db: Database, *, appointment_id: int, starts_at: datetime, scope: str, ends_at: datetime | None = None
) -> ChangeSet:
    """Move a visit of a series, it and the following, or all."""
    return services.series.move_visits(db, appointment_id, starts_at, ends_at, scope=_scope(scope))


def edit_visits(db: Database, *, appointment_id: int, values: Values, scope: str) -> ChangeSet:
    """Change columns of a visit of a series, of it and the following, or of all."""
    return services.series.edit_visits(db, appointment_id, values, scope=_scope(scope))


def cancel_visits(db: Database, *, appointment_id: int, by: str, scope: str) -> ChangeSet:
    """Cancel a visit of a series, it and the following, or all."""
    return services.series.cancel_visits(db, appointment_id, by=by, scope=_scope(scope))


def archive_visits(db: Database, *, appointment_id: int, scope: str) -> ChangeSet:
    """Put a visit of a series away, it and the following, or all."""
    return services.series.archive_visits(db, appointment_id, scope=_scope(scope))


def book_ride(db: Database, *, appointment_id: int, legs: Sequence[Values], reminders: bool = True) -> ChangeSet:
    """Book the ways of a ride."""
    return services.rides.book_ride(db, appointment_id, [_leg(each) for each in legs], reminders=reminders)


def edit_leg(db: Database, *, leg_id: int, values: Values) -> ChangeSet:
    """Change columns of one way of a ride."""
    return services.rides.edit_leg(db, leg_id, _leg(values))


def _leg(values: Values) -> dict[str, Any]:
    """A way's columns, its pick-up as the moment it means."""
    pickup = values.get("pickup_at")
    if pickup is None:
        return dict(values)
    try:
        found = datetime.fromisoformat(str(pickup))
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise InputError.one("pickup_at", "", "must be wall time written as 2026-11-24T09:30")
    return {**values, "pickup_at": found}


def _scope(text: str) -> Scope:
    if text not in get_args(Scope):
        raise InputError.one("scope", "", "must be one, following or all")
    return cast(Scope, text)
