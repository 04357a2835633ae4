"""When an ordinary injury claim must be filed: a computed date that is never verified until an attorney says so.

Sources stand with each period in data/limitations.toml. A limitation date never rolls forward over a weekend.
"""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.terms import CASE_TYPES, MOTOR_VEHICLE_TYPES, label
from caseterm.rules.workdays import FEDERAL, holiday_name, is_workday

NOT_VERIFIED = "not verified"
MOTOR_VEHICLE = "motor_vehicle"
NO_ORDINARY_PERIOD: Mapping[str, str] = {
    "wc": "A workers' compensation claim has filing periods of its own; the attorney sets them.",
    "ssd_ltd": "A disability claim goes by its decision letters and policy; the attorney sets the dates.",
}
OWN_RULES: Mapping[str, str] = {
    "medical_malpractice": "Medical malpractice often has a shorter period, a cap and a notice of its own.",
    "nursing_home": "A nursing home claim may count as malpractice, with a period of its own.",
    "product": "Product liability may have its own period and a statute of repose.",
    "assault": "Intentional torts often have a shorter period.",
    "construction": "Construction claims may meet a statute of repose; workers' compensation has its own periods.",
    "workplace": "This is for a claim against a third party; workers' compensation has its own periods.",
    "bus_train": "The operator is often a public entity: notice of claim may be due much earlier.",
    "boating_aviation": "Maritime or aviation law may set another period.",
    "mass_tort": "Mass torts often count from discovery and may have a court's own dates.",
    "wrongful_death": "Wrongful death and survival claims have periods of their own, often from the day of death.",
}
FLAGS: Mapping[str, str] = {
    "minor": "Minor: the clock usually starts at majority; attorney must confirm.",
    "incompetent": "Incompetence may stop the clock; attorney must confirm.",
    "death": "Death: wrongful death and survival claims have periods of their own; attorney must confirm.",
    "government": "Government entity: notice of claim is usually due much earlier; attorney must confirm.",
}


class NoPeriodError(ValueError):
    """Nothing can be computed; the text is a sentence that says why."""


@dataclass(frozen=True)
class Period:
    """One row of the table: years from the incident, for incidents of a kind between two dates."""

    state: str
    years: int
    citation: str
    kind: str = ""
    not_for: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    tables: str = ""
    conflict: str = ""
    warnings: tuple[str, ...] = ()

    def covers(self, state: str, case_type: str, incident_on: date) -> bool:
        """Whether an incident falls under this row."""
        if self.state != state or (self.first and incident_on < self.first) or (self.last and incident_on > self.last):
            return False
        return not self.kind or (case_type in MOTOR_VEHICLE_TYPES and case_type not in self.not_for)


@dataclass(frozen=True)
class Table:
    """The whole table and the day it was last compared with its sources."""

    checked_on: date
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class Computed:
    """A limitation date with its reasoning; `file_by` is the last open day on or before it."""

    due: date
    file_by: date
    basis: str
    warnings: tuple[str, ...]


def limitation(
    table: Table,
    state: str,
    case_type: str,
    incident_on: date,
    *,
    flags: Sequence[str] = (),
    holidays: Container[date] = FEDERAL,
) -> Computed:
    """When the claim must be filed, not verified. `flags` are keys of FLAGS and become warnings in words.

    Raises NoPeriodError for a state or a kind of claim without an ordinary period.
    """
    if case_type in NO_ORDINARY_PERIOD:
        raise NoPeriodError(NO_ORDINARY_PERIOD[case_type])
    found = [each for each in table.periods if each.covers(state.strip().upper(), case_type, incident_on)]
    if not found:
        raise NoPeriodError(f"There is no limitation period for {state or 'an unknown state'} in the table.")
    period = max(found, key=lambda each: bool(each.kind))
    due = anniversary(incident_on, period.years)
    file_by = last_open_day(due, holidays)
    return Computed(due, file_by, _basis(period, incident_on, table.checked_on), tuple(_warnings(
        period, case_type, incident_on, due, file_by, flags
    )))  # fmt: skip


def anniversary(day: date, years: int) -> date:
    """The same day some years on; February 29 becomes February 28, the safe reading. Raises NoPeriodError."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        if (day.month, day.day) == (2, 29) and day.year + years <= 9999:
            return date(day.year + years, 2, 28)
    raise NoPeriodError("That date is too far away to count from.")


def last_open_day(day: date, holidays: Container[date] = FEDERAL) -> date:
    """The last weekday that is no federal holiday, on or before a day: a limitation date never rolls forward."""
    while not is_workday(day, holidays):
        day -= timedelta(days=1)
    return day


def verified_words(by: str, on: date | None) -> str:
    """How sure a deadline is: "verified 06/02/2026 R. Shah", or "not verified"."""
    return f"verified {_paper(on)} {by}" if by and on else NOT_VERIFIED


def _basis(period: Period, incident_on: date, checked_on: date) -> str:
    years = f"{period.years} year" if period.years == 1 else f"{period.years} years"
    kind = ", motor vehicle" if period.kind else ""
    when = ""
    if period.first:
        when = f", incidents from {_paper(period.first)}"
    elif period.last:
        when = f", incidents to {_paper(period.last)}"
    return (
        f"{period.state}{kind}{when}: {years} from {_paper(incident_on)}, {period.citation}. "
        f"Table of {_paper(checked_on)}; {NOT_VERIFIED}."
    )


def _warnings(
    period: Period, case_type: str, incident_on: date, due: date, file_by: date, flags: Sequence[str]
) -> list[str]:
    found = [FLAGS[flag] for flag in FLAGS if flag in flags]
    if case_type in OWN_RULES:
        found.append(f"{label(CASE_TYPES, case_type)}: {OWN_RULES[case_type]}")
    if (incident_on.month, incident_on.day) == (2, 29) and due.day == 28:
        found.append(f"From February 29: {_paper(due)} is the safe date; by another reading March 1.")
    if file_by != due:
        closed = holiday_name(due) or due.strftime("%A")
        found.append(f"{_paper(due)} is closed ({closed}): file by {_paper(file_by)}.")
    if period.conflict:
        found.append(f"Sources disagree: {period.conflict}")
    return found + list(period.warnings)


def _paper(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


# ---- reading ----------------------------------------------------------------------------------------------------

_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "state": str, "years": int, "kind": str, "not_for": list, "from": date, "until": date, "citation": str,
    "tables": str, "conflict": str, "warnings": list,
}  # fmt: skip


def parse_table(text: str, *, file: str) -> Table:
    """Read the table. Raises InputError with every problem, each naming file, row and field."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputError([FieldProblem(file, "", f"cannot be read: {problem}")]) from None
    problems: list[FieldProblem] = []
    checked_on = found.get("checked_on")
    if not isinstance(checked_on, date):
        problems.append(FieldProblem(f"{file}, checked_on", str(checked_on), "is a day, as in 2026-11-22"))
    rows = found.get("period", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(FieldProblem(f"{file}, period", "", "is written [[period]]"))
        rows = []
    for number, row in enumerate(rows, start=1):
        problems += _row_problems(row, f"{file}, period {number} {row.get('state', '')}".rstrip())
    if problems or not isinstance(checked_on, date):
        raise InputError(problems, next_step="Correct the file, or take it away to use the program's own.")
    return Table(checked_on, tuple(_period(row) for row in rows))


def _row_problems(row: Mapping[str, Any], place: str) -> list[FieldProblem]:
    found = [
        FieldProblem(f"{place}, {name}", "", "is needed") for name in ("state", "years", "citation") if name not in row
    ]
    for name, value in row.items():
        if name not in _FIELDS:
            found.append(FieldProblem(f"{place}, {name}", str(value)[:80], f"is none of {', '.join(_FIELDS)}"))
        elif not isinstance(value, _FIELDS[name]) or (isinstance(value, int) and not 1 <= value <= 30):
            found.append(FieldProblem(f"{place}, {name}", str(value)[:80], "cannot be used as it is written"))
        elif isinstance(value, list) and not all(isinstance(each, str) for each in value):
            found.append(FieldProblem(f"{place}, {name}", str(value)[:80], "is a list of texts"))
    if row.get("kind", MOTOR_VEHICLE) != MOTOR_VEHICLE:
        found.append(FieldProblem(f"{place}, kind", str(row["kind"])[:80], f"is {MOTOR_VEHICLE} or left out"))
    return found


def _period(row: Mapping[str, Any]) -> Period:
    return Period(
        state=row["state"],
        years=row["years"],
        citation=row["citation"],
        kind=row.get("kind", ""),
        not_for=tuple(row.get("not_for", ())),
        first=row.get("from"),
        last=row.get("until"),
        tables=row.get("tables", ""),
        conflict=row.get("conflict", ""),
        warnings=tuple(row.get("warnings", ())),
    )
