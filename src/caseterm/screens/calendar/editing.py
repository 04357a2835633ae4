"""An appointment in a form: the same for a new one and for one that is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from caseterm import queries
from caseterm.changes import ChangeSet
from caseterm.rules.calendar_words import named
from caseterm.rules.recurrence import Scope
from caseterm.rules.terms_visits import APPOINTMENT_KINDS, RIDE_STATES
from caseterm.screens.dayfit import DayFit
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import open_form
from caseterm.screens.series import ask_scope, repeat_spec, repeat_value, save_visits, scope_words

if TYPE_CHECKING:
    from caseterm.queries.visit import AppointmentDetail
    from caseterm.screens.calendar.view import CalendarView

EDITABLE = ("kind", "title", "location", "who", "ride", "ride_note", "purpose", "outcome", "notes")


def specs(providers: tuple[tuple[int, str], ...], repeats: Sequence[FieldSpec] = ()) -> list[FieldSpec]:
    """The fields of an appointment; the provider is asked only where the case has some."""
    fields = [
        FieldSpec("kind", "Kind", "choice", required=True, choices=tuple(APPOINTMENT_KINDS.items())),
        FieldSpec("on", "Date", "date", required=True, hint="fri, 12/3, +2w"),
        FieldSpec("at", "Time", "time", required=True, hint="9:30, 2pm"),
        FieldSpec("length", "Length", "length", hint="45m, or an end time"),
        *repeats,
    ]
    if providers:
        fields.append(FieldSpec("case_provider_id", "Provider", "choice", choices=providers))
    fields += [
        FieldSpec("title", "Title", hint="what it is about"),
        FieldSpec("location", "Place", hint="if not the provider's address"),
        FieldSpec("who", "With", hint="whom the client meets"),
        FieldSpec("ride", "Ride", "choice", required=True, choices=tuple(RIDE_STATES.items())),
        FieldSpec("ride_note", "Ride details", hint="pick-up, confirmation"),
        FieldSpec("interpreter_booked", "Interpreter", "yesno", hint="space: booked"),
        FieldSpec("purpose", "Purpose"),
        FieldSpec("outcome", "Outcome"),
        FieldSpec("notes", "Notes", "notes"),
    ]
    return fields


def edit_appointment(screen: CalendarView, appointment_id: int) -> None:
    """Correct an appointment in place, of a series those she chooses. The date typed replaces the old; d keeps both."""
    ask_scope(screen, appointment_id, "Edit", lambda scope: open_appointment(screen, appointment_id, scope))


def open_appointment(screen: CalendarView, appointment_id: int, scope: Scope) -> None:
    """The form, for one visit, for it and the following, or for all of its series."""
    detail = queries.visit.detail(screen.db, appointment_id)
    if detail is None:
        screen.say("That appointment is no longer here.", role="warn")
        return
    entry = detail.appointment
    providers = queries.calendar.providers(screen.db, entry.case_id) if entry.case_id is not None else ()
    line = queries.series.series_of(screen.db, appointment_id)

    fit = DayFit(screen.db, leave_out=appointment_id)

    def save(given: dict[str, Any]) -> ChangeSet:
        return save_visits(screen.db, appointment_id, stored_values(given), given, scope=scope)

    open_form(
        screen,
        "appointment",
        f"appointment:{appointment_id}:{scope}",
        f"Edit appointment{scope_words(line, scope)}",
        specs(providers, repeat_spec(line, scope)),
        {**form_values(detail), **repeat_value(line, scope)},
        save=save,
        subtitle=f"{named(entry.kind, entry.title, entry.client)} {entry.number}".strip(),
        remark=lambda values: fit.remark(entry, detail.case_provider_id, values),
    )


def form_values(detail: AppointmentDetail) -> dict[str, object]:
    """What the form starts with."""
    entry = detail.appointment
    minutes = int((entry.ends_at - entry.starts_at).total_seconds() // 60) if entry.ends_at else None
    return {
        "kind": entry.kind, "on": entry.day, "at": entry.starts_at.time(), "length": minutes or None,
        "case_provider_id": detail.case_provider_id, "title": entry.title, "location": entry.location,
        "who": entry.who, "ride": entry.ride, "ride_note": entry.ride_note,
        "interpreter_booked": entry.interpreter_booked, "purpose": detail.purpose, "outcome": detail.outcome,
        "notes": detail.notes,
    }  # fmt: skip


def stored_values(values: Mapping[str, object]) -> dict[str, Any]:
    """The form's values as the columns of an appointment."""
    start, end = _stretch(values)
    stored: dict[str, Any] = {name: values.get(name) or "" for name in EDITABLE}
    stored |= {"starts_at": start, "ends_at": end, "interpreter_booked": bool(values.get("interpreter_booked"))}
    if "case_provider_id" in values:
        stored["case_provider_id"] = values["case_provider_id"]
    return stored


def _stretch(values: Mapping[str, object]) -> tuple[datetime | None, datetime | None]:
    day, at, length = values.get("on"), values.get("at"), values.get("length")
    if not isinstance(day, date) or not isinstance(at, time):
        return None, None
    start = datetime.combine(day, at)
    return start, start + timedelta(minutes=length) if isinstance(length, int) else None
