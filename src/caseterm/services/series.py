"""Appointments that come again: booked as a series, changed for one, for this and the following, or for all.

Each visit is an appointment of its own, so that lists, attention and prints need not know of series. Saving the same
series again changes nothing: a visit belongs to one day of its series and is found by it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Appointment, AppointmentSeries, SeriesVisit
from caseterm.rules.counting import counted
from caseterm.rules.recurrence import Pattern, Scope, pattern_words, to_rule
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.services import appointments, rides
from caseterm.services.acts import act
from caseterm.services.appointments import CANCELLED_BY, check_appointment, get_appointment, put_appointment, subject
from caseterm.services.serieswork import (
    booked_already,
    checked_days,
    fill,
    link,
    new_series,
    retime,
    series_id,
    series_words,
)
from caseterm.services.visits import Visit, place_of, times_at, visits_of
from caseterm.store.database import Database
from caseterm.store.writing import Write

OF_ONE = frozenset({"outcome", "ride_note", "interpreter_booked"})
"""What is said of one visit only, whichever visits a change is meant for."""


def add_series(
    db: Database,
    *,
    pattern: Pattern,
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
    zone: str = "",
) -> ChangeSet:
    """Book every visit of a series from the wall time `starts_at` on, in `zone` (the provider's, else the user's own).

    Visits this case has already at that time are taken into the series and not booked twice. Raises InputError as
    add_appointment does and for a pattern without visits, ConflictError when all of them are booked already.
    """
    values = {
        "case_id": case_id, "kind": kind, "title": title, "case_provider_id": case_provider_id, "location": location,
        "who": who, "ride": ride, "notes": notes, "zone": zone,
    }  # fmt: skip
    with act(db, Op.ADD_SERIES, "Booked", case_id=case_id) as write:
        days = checked_days(pattern, starts_at.date())
        there = booked_already(write, case_id, kind, [datetime.combine(day, starts_at.time()) for day in days])
        linked = {row.id for row in there.values() if place_of(write, row) is not None}
        fresh = [day for day in days if day not in there]
        if not fresh:
            raise ConflictError(f"All {counted(len(days), 'visit')} are booked already.")
        series = new_series(write, pattern, days[0], starts_at, ends_at, case_id=case_id)
        row: Appointment | None = None
        for day in days:
            if day in there and there[day].id in linked:
                continue
            start, end = times_at(series, day)
            row = there.get(day) or put_appointment(write, {**values, "starts_at": start, "ends_at": end})
            link(write, series, row, day)
        assert row is not None, "a fresh day has its row"
        remark = f", {len(there)} of them were booked already" if there else ""
        write.label = f"Booked: {subject(write, row)} {series_words(write, series)}{remark}"
    return write.changes


def make_series(db: Database, appointment_id: int, pattern: Pattern, values: Mapping[str, Any]) -> ChangeSet:
    """Let an appointment, changed as `values` say, come again: it is the first visit and the others take after it.

    Raises InputError, and ConflictError for one that is no longer ahead or belongs to a series already.
    """
    with act(db, Op.ADD_SERIES, "Booked") as write:
        row = get_appointment(write, appointment_id)
        if place_of(write, row) is not None:
            raise ConflictError("It belongs to a series already.", next_step="Change the series instead.")
        if row.status not in APPOINTMENT_AHEAD:
            raise ConflictError("It is no longer ahead, so it cannot begin a series.")
        check_appointment(write, {**{name: getattr(row, name) for name in Appointment.model_fields}, **values})
        write.change(row, values)
        first = row.starts_at.date()
        days = checked_days(pattern, first)
        if days[0] != first:
            raise InputError.one("Repeats", pattern_words(pattern), f"does not begin on a {first:%A}, as the date does")
        series = new_series(write, pattern, first, row.starts_at, row.ends_at, case_id=row.case_id)
        link(write, series, row, first)
        fill(write, series, from_day=first)
        write.label = f"Booked: {subject(write, row)} {series_words(write, series)}"
    return write.changes


def edit_visits(
    db: Database, appointment_id: int, values: Mapping[str, Any], *, scope: Scope, pattern: Pattern | None = None
) -> ChangeSet:
    """Correct an appointment and, by `scope`, those of its series that say the same as it does.

    A detail changes wherever it was the same as here; a time changes for visits still to be kept that were not set
    apart, from today on. `pattern` is the series' new one where it changes. Raises InputError, ConflictError.
    """
    if scope == "one":
        return appointments.edit_appointment(db, appointment_id, values)
    with act(db, Op.EDIT_SERIES, "Changed") as write:
        row, series, place = _found(write, appointment_id)
        before = {name: getattr(row, name) for name in values}
        check_appointment(write, {**{name: getattr(row, name) for name in Appointment.model_fields}, **values})
        start, end = values.get("starts_at", row.starts_at), values.get("ends_at", row.ends_at)
        details = {
            name: value for name, value in values.items() if name not in OF_ONE | {"starts_at", "ends_at"}
            and value != before[name]
        }  # fmt: skip
        changed = 0
        for visit in _in_scope(write, series, place, scope):
            same = {name: value for name, value in details.items() if getattr(visit.row, name) == before[name]}
            if visit.row.id != row.id and not visit.open:
                same.pop("ride", None)
            changed += bool(same) and write.change(visit.row, same)
        write.change(row, {**{name: values[name] for name in OF_ONE & set(values)}, **details})
        timed = (start, end) != (row.starts_at, row.ends_at)
        remark = ""
        if timed or (pattern is not None and to_rule(pattern) != series.rule):
            series, remark = retime(write, row, series, place, scope, start, end, pattern=pattern)
        write.label = f"Changed: {subject(write, row)} {series_words(write, series)}{remark}"
    return write.changes


def move_visits(
    db: Database, appointment_id: int, starts_at: datetime, ends_at: datetime | None = None, *, scope: Scope
) -> ChangeSet:
    """Move one visit (the old row keeps its date), or it and the following, or all that are still to be kept.

    On another weekday the series comes on that day instead of this one's. Raises InputError, ConflictError.
    """
    if scope == "one":
        return appointments.reschedule(db, appointment_id, starts_at, ends_at)
    with act(db, Op.EDIT_SERIES, "Moved") as write:
        row, series, place = _found(write, appointment_id)
        if row.status not in APPOINTMENT_AHEAD:
            raise ConflictError("It is no longer ahead; choose a visit that is still to be kept.")
        length = row.ends_at - row.starts_at if row.ends_at else None
        ends_at = ends_at or (starts_at + length if length is not None else None)
        series, remark = retime(write, row, series, place, scope, starts_at, ends_at)
        write.label = f"Moved: {subject(write, row)} to {series_words(write, series)}{remark}"
    return write.changes


def cancel_visits(db: Database, appointment_id: int, *, by: str, scope: Scope) -> ChangeSet:
    """Cancel one visit, or it and the following, or all that are still to be kept from today on.

    Raises InputError, ConflictError when none of them is still ahead.
    """
    if scope == "one":
        return appointments.cancel(db, appointment_id, by=by)
    if by not in CANCELLED_BY:
        raise InputError.one("Cancelled by", by, "must be client, provider or weather")
    status, words = CANCELLED_BY[by]
    with act(db, Op.EDIT_SERIES, "Cancelled") as write:
        row, series, place = _found(write, appointment_id)
        rows = _open_rows(write, row, series, place, scope)
        held = sum(each.ride in ("booked", "confirmed") for each in rows)
        for each in rows:
            rides.release(write, each, reason=f"appointment cancelled {words}")
            write.change(each, {"status": status, "no_show_reason": ""})
        remark = f", cancel {counted(held, 'ride')}" if held else ""
        write.label = f"Cancelled: {counted(len(rows), 'visit')} {subject(write, row)} ({words}{remark})"
    return write.changes


def archive_visits(db: Database, appointment_id: int, *, scope: Scope) -> ChangeSet:
    """Put away one visit, or it and the following, or all that have no outcome yet; undo brings them back."""
    if scope == "one":
        return appointments.archive_appointment(db, appointment_id)
    with act(db, Op.ARCHIVE, "Archived") as write:
        row, series, place = _found(write, appointment_id)
        rows = _open_rows(write, row, series, place, scope, past=True)
        for each in rows:
            rides.release(write, each, reason="appointment put away")
            write.change(each, {"archived_at": write.at})
        write.label = f"Archived: {counted(len(rows), 'visit')} {subject(write, row)}"
    return write.changes


# ---- rows ------------------------------------------------------------------------------------------------------


def _found(write: Write, appointment_id: int) -> tuple[Appointment, AppointmentSeries, SeriesVisit]:
    row = get_appointment(write, appointment_id)
    place = place_of(write, row)
    if place is None:
        raise ConflictError("It belongs to no series.", next_step="Change this one alone.")
    return row, write.session.get_one(AppointmentSeries, place.series_id), place


def _in_scope(write: Write, series: AppointmentSeries, place: SeriesVisit, scope: Scope) -> list[Visit]:
    visits = [visit for visit in visits_of(write, series_id(series)) if not visit.gone]
    return [visit for visit in visits if scope == "all" or visit.day >= place.day]


def _open_rows(
    write: Write, row: Appointment, series: AppointmentSeries, place: SeriesVisit, scope: Scope, *, past: bool = False
) -> list[Appointment]:
    """The visits without an outcome that an act takes; the one under the cursor also when it is past."""
    rows = [
        visit.row
        for visit in _in_scope(write, series, place, scope)
        if visit.open and (past or visit.row.starts_at.date() >= write.today or visit.row.id == row.id)
    ]
    if row.status in APPOINTMENT_AHEAD and all(each.id != row.id for each in rows):
        rows.append(row)
    if not rows:
        raise ConflictError("None of these visits is still ahead.")
    return rows
