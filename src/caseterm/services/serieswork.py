"""The inner works of a series in an open act: its times, its days, where it is split in two."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from caseterm.errors import ConflictError, InputError
from caseterm.models import Appointment, AppointmentSeries, SeriesVisit
from caseterm.rules.calendar_words import clock_short
from caseterm.rules.counting import counted
from caseterm.rules.recurrence import (
    Pattern,
    PatternProblem,
    Scope,
    days_of,
    from_rule,
    moved,
    pattern_words,
    to_rule,
    until_words,
)
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.services import rides
from caseterm.services.appointments import check_appointment, put_appointment
from caseterm.services.visit_tasks import shift_tasks
from caseterm.services.visits import length_of, nearest, times_at, visits_of
from caseterm.store.writing import Write

_COPIED = ("case_id", "zone", "kind", "title", "case_provider_id", "location", "who", "purpose", "notes")


def retime(
    write: Write,
    row: Appointment,
    series: AppointmentSeries,
    place: SeriesVisit,
    scope: Scope,
    starts_at: datetime,
    ends_at: datetime | None,
    *,
    pattern: Pattern | None = None,
) -> tuple[AppointmentSeries, str]:
    """Give the visits of the scope another time or other days; the series they are then in, and what to say of it."""
    pattern = pattern or _moved(series, place, row, starts_at.date())
    if scope == "following" and place.day > series.first_on:
        series, pattern = _split(write, series, place.day, pattern)
    first = series.first_on
    if starts_at.date() != row.starts_at.date() and first.weekday() not in pattern.weekdays:
        first += starts_at.date() - place.day
    at = f"{starts_at:%H:%M}"
    new = {"rule": to_rule(pattern), "first_on": first, "at": at, "minutes": length_of(starts_at, ends_at)}
    checked_days(pattern, first)
    write.change(series, new)
    _let_follow(write, row, place, starts_at, ends_at)
    since = max(write.today, place.day) if scope == "following" else write.today
    booked = tasks = 0
    for visit in visits_of(write, series_id(series)):
        if visit.follows and visit.day >= since:
            start, end = times_at(series, visit.day)
            if (start, end) != (visit.row.starts_at, visit.row.ends_at):
                check_appointment(write, {"starts_at": start, "ends_at": end, "zone": visit.row.zone})
                before = visit.row.model_copy()
                write.change(visit.row, {"starts_at": start, "ends_at": end, "confirmed_on": None})
                if start != before.starts_at:
                    booked += rides.moved_in_place(write, visit.row, before.starts_at)
                    tasks += shift_tasks(write, visit.row, before)
    added, dropped = fill(write, series, from_day=since)
    own = sum(visit.open and visit.place.own and visit.day >= since for visit in visits_of(write, series_id(series)))
    parts = [
        f"{counted(added, 'visit')} added" if added else "",
        f"{counted(dropped, 'visit')} taken out" if dropped else "",
        f"{own} set apart {'stays' if own == 1 else 'stay'}" if own else "",
        f"{counted(booked, 'ride')} to book again" if booked else "",
        f"{counted(tasks, 'task')} moved with them" if tasks else "",
    ]
    return series, "".join(f", {part}" for part in parts if part)


def _let_follow(
    write: Write, row: Appointment, place: SeriesVisit, starts_at: datetime, ends_at: datetime | None
) -> None:
    """The visit under the cursor goes with the others again, unless it was moved to a day of its own."""
    if row.id == place.appointment_id and row.starts_at.date() == place.day:
        write.change(place, {"own": False})
    elif row.status in APPOINTMENT_AHEAD:
        check_appointment(write, {"starts_at": starts_at, "ends_at": ends_at, "zone": row.zone})
        write.change(row, {"starts_at": starts_at, "ends_at": ends_at})


def _moved(series: AppointmentSeries, place: SeriesVisit, row: Appointment, day: date) -> Pattern:
    pattern = pattern_of(series)
    if day == row.starts_at.date():
        return pattern
    try:
        return moved(pattern, place.day, day)
    except PatternProblem as problem:
        raise InputError.one("Date", day, str(problem)) from None


def _split(write: Write, series: AppointmentSeries, day: date, pattern: Pattern) -> tuple[AppointmentSeries, Pattern]:
    """End a series before a day and begin a new one there, which takes over the visits from that day on."""
    old = pattern_of(series)
    before = sum(each < day for each in checked_days(old, series.first_on))
    if pattern.count is not None and pattern.count == old.count:
        pattern = replace(pattern, count=max(1, pattern.count - before))
    new = write.add(
        AppointmentSeries,
        {
            "case_id": series.case_id, "rule": to_rule(pattern), "first_on": day, "at": series.at,
            "minutes": series.minutes, "split_from_id": series.id,
        },
    )  # fmt: skip
    ended = replace(old, count=before) if old.count is not None else replace(old, until=day - timedelta(days=1))
    write.change(series, {"rule": to_rule(ended)})
    for visit in visits_of(write, series_id(series)):
        if visit.day >= day:
            write.change(visit.place, {"series_id": new.id})
    return new, pattern


def fill(write: Write, series: AppointmentSeries, *, from_day: date) -> tuple[int, int]:
    """Make the visits from a day on those of the series' rule: how many were added and taken out.

    A visit put away, kept, missed, cancelled or moved by itself stays as it is, and its day is not booked again.
    """
    wanted = {day for day in checked_days(pattern_of(series), series.first_on) if day >= from_day}
    visits = visits_of(write, series_id(series))
    there = {visit.day: visit for visit in visits}
    added = dropped = 0
    for day in sorted(wanted):
        visit = there.get(day)
        start, end = times_at(series, day)
        if visit is None:
            model = nearest(visits, day).row
            if booked_already(write, model.case_id, model.kind, [start]):
                continue
            ride = "not_needed" if model.ride == "not_needed" else "needed"
            values = {name: getattr(model, name) for name in _COPIED}
            row = put_appointment(write, {**values, "ride": ride, "starts_at": start, "ends_at": end})
            link(write, series, row, day)
        elif visit.place.archived_at is not None:
            write.change(visit.place, {"archived_at": None})
            write.change(visit.row, {"archived_at": None, "starts_at": start, "ends_at": end})
        else:
            continue
        added += 1
    for visit in visits:
        if visit.day >= from_day and visit.day not in wanted and visit.follows:
            rides.release(write, visit.row, reason="no longer in the series")
            write.change(visit.place, {"archived_at": write.at})
            write.change(visit.row, {"archived_at": write.at})
            dropped += 1
    return added, dropped


def new_series(
    write: Write,
    pattern: Pattern,
    first: date,
    starts_at: datetime,
    ends_at: datetime | None,
    *,
    case_id: int | None,
) -> AppointmentSeries:
    """Store a series; its visits are linked one by one."""
    values = {
        "case_id": case_id, "rule": to_rule(pattern), "first_on": first, "at": f"{starts_at:%H:%M}",
        "minutes": length_of(starts_at, ends_at),
    }  # fmt: skip
    return write.add(AppointmentSeries, values)


def link(write: Write, series: AppointmentSeries, row: Appointment, day: date) -> None:
    """Make an appointment the series' visit of a day."""
    write.add(SeriesVisit, {"case_id": row.case_id, "series_id": series.id, "appointment_id": row.id, "day": day})


def series_id(series: AppointmentSeries) -> int:
    """The id of a stored series."""
    assert series.id is not None, "a stored row has its id"
    return series.id


def pattern_of(series: AppointmentSeries) -> Pattern:
    """A series' pattern. Raises ConflictError for a rule that is none of ours."""
    try:
        return from_rule(series.rule)
    except PatternProblem as problem:
        raise ConflictError(str(problem), next_step="Change its visits one by one.") from None


def checked_days(pattern: Pattern, first: date) -> tuple[date, ...]:
    """The days of a pattern. Raises InputError for one without visits, without an end or with too many."""
    try:
        return days_of(pattern, first)
    except PatternProblem as problem:
        raise InputError.one("Repeats", pattern_words(pattern), str(problem)) from None


def series_words(write: Write, series: AppointmentSeries) -> str:
    """Mon Wed Fri 9:00 until 01/01, 18 visits."""
    visits = [visit for visit in visits_of(write, series_id(series)) if not visit.gone]
    at, _ = times_at(series, series.first_on)
    last = max((visit.day for visit in visits), default=series.first_on)
    words = f"{pattern_words(pattern_of(series))} {clock_short(at.time())} {until_words(series.first_on, last)}"
    return f"{words}, {counted(len(visits), 'visit')}"


def booked_already(write: Write, case_id: int | None, kind: str, starts: list[datetime]) -> dict[date, Appointment]:
    """The appointments of this kind that the case has at these times already, by day."""
    if case_id is None:
        return {}
    query = select(Appointment).where(
        Appointment.case_id == case_id,
        Appointment.kind == kind,
        col(Appointment.starts_at).in_(starts),
        col(Appointment.status).in_(sorted(APPOINTMENT_AHEAD)),
        col(Appointment.archived_at).is_(None),
    )
    return {row.starts_at.date(): row for row in write.session.exec(query)}
