"""The appointments of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_care import AppointmentLine
from caseterm.rules.dates import short_day
from caseterm.rules.recurrence import Scope
from caseterm.rules.rideways import half_of, missing_words
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import (
    APPOINTMENT_KINDS,
    APPOINTMENT_SHORT,
    APPOINTMENT_STATUSES,
    NO_SHOW_REASONS,
    RIDE_STATES,
)
from caseterm.screens.client.section import Party, Section, split_key
from caseterm.screens.client.words import clock, paragraph, when_words
from caseterm.screens.dayfit import DayFit
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.screens.rides.form import open_ride_form
from caseterm.screens.series import ask_scope, repeat_spec, repeat_value, save_visits, scope_words
from caseterm.screens.visits import ask_move, ask_no_show
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class AppointmentsSection(Section):
    name = "appointments"
    title = "Appointments"
    one = "appointment"
    strip = 5
    marking = True
    empty = "No appointments. a adds one: a: PT tue 9:30"
    hints = (("x", "Kept"), ("d", "Move"), ("s", "Status"))

    def __init__(self, desk: Desk, *, ahead_only: bool = False) -> None:
        super().__init__(desk)
        self.ahead_only = ahead_only
        self.lines: dict[str, AppointmentLine] = {}

    def columns(self, width: int) -> list[Column]:
        if self.ahead_only:
            states = (self._state(line, past=False) for line in self.desk.file.appointments)
            wide = max((cells_width([state]) for state in states), default=0)
            return [
                Column("when", "", 15),
                Column("with", "", 8, grow=True),
                *([Column("state", "", min(wide, 8), min_total=30)] if wide else []),
            ]
        return [
            Column("when", "When", 15),
            Column("kind", "Kind", 9),
            Column("with", "With", 12, grow=True),
            Column("state", "", 12),
            Column("ride", "Ride", 9, min_total=74),
        ]

    def rows(self) -> list[Row]:
        found = self.desk.file.appointments if self.ahead_only else self._all()
        self.lines = {f"appointment:{line.id}": line for line in found}
        rows: list[Row] = []
        for key, line in self.lines.items():
            past = not (line.ahead and line.starts_at.date() >= self.today)
            if past and not any(row.kind == "heading" for row in rows):
                rows.append(Row("past", {"text": "Behind"}, kind="heading"))
            rows.append(Row(key, self._cells(line, past=past)))
        return rows

    def _all(self) -> Sequence[AppointmentLine]:
        return queries.casefile_care.appointments(self.db, self.case_id, archived=self.desk.archived)

    def _cells(self, line: AppointmentLine, *, past: bool) -> dict[str, Cell]:
        faint = "muted" if past or line.archived else ""
        when = when_words(line.starts_at, self.today)
        return {
            "when": (when, faint),
            "kind": (label(APPOINTMENT_SHORT, line.kind), faint),
            "with": (line.provider or line.title or line.location or line.who, faint),
            "state": self._state(line, past=past),
            "ride": ("" if line.ride == "not_needed" else label(RIDE_STATES, line.ride), faint),
        }

    def _state(self, line: AppointmentLine, *, past: bool) -> Cell:
        if line.ahead and past:
            return ("kept? !", "warn")
        if line.ahead and line.ride == "needed":
            short = missing_words(line.ride, line.ride_note)
            return (short.replace("WAY ", "") if self.ahead_only else f"{short} !"[:12], "warn")
        if self.ahead_only:
            booked = line.ride in ("booked", "confirmed")
            return "ride ok" if booked else "conf." if line.status == "confirmed" else ""
        if line.status == "scheduled":
            return f"ride {line.ride}" if line.ride in ("booked", "confirmed") else ""
        role = "warn" if line.status == "no_show" else "muted" if past else ""
        return (label(APPOINTMENT_STATUSES, line.status), role)

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        ends = f"-{clock(line.ends_at)}" if line.ends_at else ""
        head = f"{short_day(line.starts_at.date(), self.today)} {clock(line.starts_at)}{ends} {line.zone}".rstrip()
        reason = f": {label(NO_SHOW_REASONS, line.no_show_reason).lower()}" if line.no_show_reason else ""
        facts = [
            label(APPOINTMENT_KINDS, line.kind),
            label(APPOINTMENT_STATUSES, line.status) + reason,
        ]
        half = half_of(line.ride, line.ride_note)
        ride = half or f"ride {label(RIDE_STATES, line.ride).lower()} {line.ride_note}".strip()
        said = list(dict.fromkeys(part for part in (line.provider, line.title, line.location, line.who) if part))
        lines: list[list[Cell]] = [[(head, "bold"), f"   {'   '.join(facts)}"], ["   ".join(said)]]
        lines.append([ride + ("   interpreter booked" if line.interpreter_booked else "")])
        series = queries.series.series_of(self.db, line.id)
        if series is not None:
            lines += paragraph(f"{series.words}; this is no. {series.number}", width - 2)
        text = "\n".join(part for part in (line.purpose, line.outcome, line.notes) if part)
        return lines + paragraph(text, width - 2)

    def party(self, key: str | None) -> Party | None:
        return None

    # acts

    def add(self) -> None:
        self.desk.capture("appointment")

    def edit(self, key: str) -> None:
        """The appointment in a form; of a series, those she chooses."""
        ask_scope(self.desk, self.lines[key].id, "Edit", lambda scope: self._edit(key, scope))

    def _edit(self, key: str, scope: Scope) -> None:
        line = self.lines[key]
        series = queries.series.series_of(self.db, line.id)
        row = queries.casefile_care.stored(self.db, "appointments", line.id)
        length = int((line.ends_at - line.starts_at).total_seconds() // 60) if line.ends_at else None
        values = {
            **row,
            "on": line.starts_at.date(),
            "at": line.starts_at.time(),
            "length": length,
            "interpreter_booked": line.interpreter_booked,
            **repeat_value(series, scope),
        }

        def save(given: Given) -> ChangeSet:
            return save_visits(self.db, line.id, appointment_values(given), given, scope=scope)

        specs = appointment_specs(self, repeat_spec(series, scope))
        title = f"Edit appointment{scope_words(series, scope)}"
        entry, fit = queries.calendar.one(self.db, line.id), DayFit(self.db, leave_out=line.id)
        remark = (lambda typed: fit.remark(entry, row["case_provider_id"], typed)) if entry is not None else None
        self.desk.form("appointment", f"{key}:{scope}", title, specs, values, save, remark=remark)

    def done(self, keys: Sequence[str]) -> None:
        ids = [split_key(key)[1] for key in keys]
        self.desk.store_marked(lambda: services.appointments.mark_kept(self.db, ids))

    def set_date(self, keys: Sequence[str]) -> None:
        """Move one appointment to another day and time, the old one stays in the file; or a series."""
        ask_move(self.desk, self.lines[keys[0]].id)

    def set_status(self, keys: Sequence[str]) -> bool:
        line = self.lines[keys[0]]
        acts = {
            "kept": "Kept",
            "no_show": "No-show, with its reason",
            "confirm": "Confirmed",
            "client": "Cancelled by client",
            "provider": "Cancelled by provider",
            "weather": "Cancelled, weather",
            "reopen": "Scheduled again",
            "ride": "Ride, there and back...",
            **{f"ride_{code}": f"Ride {word.lower()}" for code, word in RIDE_STATES.items()},
        }

        def chosen(what: Any) -> None:
            if what == "no_show":
                ask_no_show(self.desk, line.id)
            elif what == "ride":
                open_ride_form(self.desk, line.id)
            elif what in ("client", "provider", "weather"):
                ask_scope(self.desk, line.id, "Cancel", lambda scope: self._cancel(line.id, what, scope))
            elif what:
                self.desk.store(lambda: self._outcome(line.id, str(what)))

        self.desk.pick("Appointment", list(acts.items()), chosen)
        return True

    def _cancel(self, number: int, by: str, scope: Scope) -> None:
        self.desk.store(lambda: services.series.cancel_visits(self.db, number, by=by, scope=scope))

    def _outcome(self, number: int, what: str) -> ChangeSet:
        appointments = services.appointments
        if what.startswith("ride_"):
            return appointments.set_ride(self.db, number, what.removeprefix("ride_"))
        match what:
            case "kept":
                return appointments.mark_kept(self.db, [number])
            case "confirm":
                return appointments.confirm(self.db, number)
        return appointments.reopen(self.db, number)

    def archive(self, keys: Sequence[str]) -> None:
        number = split_key(keys[0])[1]

        def chosen(scope: Scope) -> None:
            self.desk.store(lambda: services.series.archive_visits(self.db, number, scope=scope))

        ask_scope(self.desk, number, "Archive", chosen)

    def restore(self, keys: Sequence[str]) -> None:
        number = split_key(keys[0])[1]
        words = f"Restored appointment {self.whose}"
        self.desk.store(lambda: services.records.restore_record(self.db, "appointment", number, label=words))


def appointment_specs(section: AppointmentsSection, repeats: Sequence[FieldSpec] = ()) -> list[FieldSpec]:
    """The form of an appointment."""
    care = queries.casefile_care.providers(section.db, section.case_id)
    return [
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(APPOINTMENT_KINDS)),
        FieldSpec("case_provider_id", "Provider", "choice", choices=[(line.id, line.name) for line in care]),
        FieldSpec("on", "Date", "date", required=True),
        FieldSpec("at", "Time", "time", required=True),
        FieldSpec("length", "Length", "length"),
        *repeats,
        FieldSpec("title", "Title"),
        FieldSpec("location", "Where"),
        FieldSpec("who", "Who"),
        FieldSpec("ride", "Ride", "choice", choices=choices(RIDE_STATES)),
        FieldSpec("ride_note", "Ride note", hint="pick-up time, confirmation no."),
        FieldSpec("interpreter_booked", "Interpreter", "yesno", hint="booked"),
        FieldSpec("purpose", "Purpose"),
        FieldSpec("outcome", "Outcome"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def appointment_values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    starts_at = datetime.combine(given["on"], given["at"])
    minutes = given["length"]
    ends_at = starts_at + timedelta(minutes=minutes) if minutes is not None else None
    names = ("kind", "title", "location", "who", "ride_note", "purpose", "outcome", "notes")
    return {
        **texts(given, *names),
        "case_provider_id": given["case_provider_id"],
        "starts_at": starts_at,
        "ends_at": ends_at,
        "ride": given["ride"] or "not_needed",
        "interpreter_booked": bool(given["interpreter_booked"]),
    }
