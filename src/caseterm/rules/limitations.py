"""When a claim must be filed, and the other clocks of an injury case: computed dates, never verified by themselves.

Sources stand with each row of data/limitations.toml. A limitation date never rolls forward over a weekend.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.limitation_table import (
    FEDERAL_TORT,
    INCIDENT,
    WRONGFUL_DEATH,
    Clock,
    NoPeriodError,
    Period,
    Table,
)
from caseterm.rules.terms import CASE_TYPES, DEADLINE_KINDS, label
from caseterm.rules.workdays import FEDERAL, add_business_days, holiday_name, is_workday

NOT_VERIFIED = "not verified"
LEGEND = "Calculated aid, not legal advice; verify with the attorney and the current statute."
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
PUBLIC_BODIES: Mapping[str, str] = {
    "": "Not public",
    "local": "City, county, district",
    "state": "State",
    "federal": "Federal",
}
"""What kind of public body a defendant is."""
DEFENDANT_ROLES = frozenset(
    {"defendant", "defendant_driver", "vehicle_owner", "premises_owner", "employer_of_defendant"}
)
TOLLING_REASONS: Mapping[str, str] = {
    "minority": "Minority",
    "incompetence": "Incompetence",
    "defendant_absent": "Defendant absent",
    "pip_payment": "PIP payment",
    "bankruptcy": "Bankruptcy stay",
    "agreement": "Tolling agreement",
    "discovery_rule": "Discovery rule",
    "war_military": "War or military service",
    "disaster_order": "Disaster order",
    "government_notice_pending": "Government notice pending",
    "other": "Other",
}


@dataclass(frozen=True)
class Computed:
    """A computed date with its reasoning; `file_by` is the last open day on or before it."""

    due: date
    file_by: date
    basis: str
    warnings: tuple[str, ...]
    rule: str = ""
    citation: str = ""
    starts_on: date | None = None


def limitation(
    table: Table,
    state: str,
    case_type: str,
    incident_on: date,
    *,
    flags: Sequence[str] = (),
    holidays: Container[date] = FEDERAL,
    claim: str = "",
    born_on: date | None = None,
    died_on: date | None = None,
) -> Computed:
    """When the claim must be filed, not verified. `flags` are keys of FLAGS and become warnings in words.

    `claim` is WRONGFUL_DEATH for that claim, which counts from the death where it is known and the state does so.
    Raises NoPeriodError for a state or a kind of claim without an ordinary period.
    """
    if case_type in NO_ORDINARY_PERIOD:
        raise NoPeriodError(NO_ORDINARY_PERIOD[case_type])
    state = state.strip().upper()
    found = [each for each in table.periods if each.claim == claim and each.covers(state, case_type, incident_on)]
    if not found:
        raise NoPeriodError(f"There is no limitation period for {state or 'an unknown state'} in the table.")
    period = max(found, key=lambda each: (bool(each.kind), each.firm))
    start = died_on if died_on and claim and period.counts != INCIDENT else incident_on
    due = months_on(start, period.years * 12 + period.months)
    file_by = last_open_day(due, holidays)
    warnings = [*_flag_words(table, state, flags, born_on), *_warnings(period, case_type, start, due, file_by)]
    basis = _basis(period, start, table.checked_on)
    return Computed(due, file_by, basis, tuple(warnings), period.key, period.citation, start)


def clock_date(clock: Clock, starts_on: date, *, checked_on: date, holidays: Container[date] = FEDERAL) -> Computed:
    """When a clock ends that starts on a day; like a limitation it never rolls forward. Raises NoPeriodError."""
    if clock.days or clock.business_days:
        try:
            due = starts_on + timedelta(days=clock.days)
            due = add_business_days(due, clock.business_days, holidays=holidays) if clock.business_days else due
        except OverflowError:
            raise NoPeriodError("That date is too far away to count from.") from None
    else:
        due = months_on(starts_on, clock.years * 12 + clock.months)
    file_by = last_open_day(due, holidays)
    basis = (
        f"{clock.name}: {clock.length} from {clock.trigger}, {_paper(starts_on)}, {clock.citation}. "
        f"Table of {_paper(checked_on)} ({clock.source}); {NOT_VERIFIED}."
    )
    warnings = _closed_words(due, file_by)
    if clock.conflict:
        warnings.append(f"Sources disagree: {clock.conflict}")
    return Computed(due, file_by, basis, (*warnings, *clock.warnings), f"clock:{clock.key}", clock.citation)


def clocks_for(table: Table, state: str, case_type: str) -> list[Clock]:
    """The clocks a case may have, its own state's before those of everywhere, by kind of deadline."""
    kinds = list(DEADLINE_KINDS)
    found = [each for each in table.clocks if each.applies(state.strip().upper(), case_type)]
    return sorted(found, key=lambda each: (not each.states, each.states == (FEDERAL_TORT,), kinds.index(each.kind)))


def public_clocks(table: Table, state: str, body: str) -> list[Clock]:
    """The notices and suits due against a public body of a kind: a case's with no known body gets every one."""
    place = FEDERAL_TORT if body == "federal" else state.strip().upper()
    wanted = {"any", body} if body else {"any", "state", "local"}
    return [
        each
        for each in table.clocks
        if each.starts == "incident"
        and each.body
        and place in each.states
        and (each.body in wanted or body == "federal")
    ]


def anniversary(day: date, years: int) -> date:
    """The same day some years on; February 29 becomes February 28, the safe reading. Raises NoPeriodError."""
    return months_on(day, years * 12)


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day. Raises NoPeriodError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9999:
        raise NoPeriodError("That date is too far away to count from.")
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def last_open_day(day: date, holidays: Container[date] = FEDERAL) -> date:
    """The last weekday that is no holiday, on or before a day: a limitation date never rolls forward."""
    while not is_workday(day, holidays):
        day -= timedelta(days=1)
    return day


def verified_words(by: str, on: date | None) -> str:
    """How sure a deadline is: "verified 06/02/2026 R. Shah", or "not verified"."""
    return f"verified {_paper(on)} {by}" if by and on else NOT_VERIFIED


def tolled_until(due: date, stops: Sequence[tuple[date | None, date | None, int | None]]) -> date | None:
    """What a date would become if every stop of its clock held: each (from, to, days); None where none has a length.

    A reading for the attorney, never the date itself.
    """
    total = 0
    for starts_on, ends_on, days in stops:
        if days is not None:
            total += days
        elif starts_on is not None and ends_on is not None and ends_on >= starts_on:
            total += (ends_on - starts_on).days + 1
    return due + timedelta(days=total) if total else None


def _basis(period: Period, incident_on: date, checked_on: date) -> str:
    parts = [(period.years, "year"), (period.months, "month")]
    length = " and ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)
    kind = ", wrongful death" if period.claim == WRONGFUL_DEATH else ""
    kind += ", motor vehicle" if period.kind else ""
    when = ""
    if period.first:
        when = f", incidents from {_paper(period.first)}"
    elif period.last:
        when = f", incidents to {_paper(period.last)}"
    table = "The firm's table" if period.firm else "Table"
    confirmed = f", row confirmed by {period.confirmed_by}" if period.confirmed_by else ""
    return (
        f"{period.state}{kind}{when}: {length} from {_paper(incident_on)}, {period.citation}. "
        f"{table} of {_paper(period.checked_on or checked_on)}{confirmed}; {NOT_VERIFIED}."
    )


def _flag_words(table: Table, state: str, flags: Sequence[str], born_on: date | None) -> list[str]:
    found = [FLAGS[flag] for flag in FLAGS if flag in flags]
    if "minor" in flags:
        known = table.minors.get(state)
        if known is not None:
            found.append(f"{state}, minors: {known.text} ({known.source})")
        if born_on is not None:
            grown = known.majority if known else 18
            found.append(f"Turns {grown} on {_paper(anniversary(born_on, grown))}.")
    return found


def _warnings(period: Period, case_type: str, incident_on: date, due: date, file_by: date) -> list[str]:
    found: list[str] = []
    if case_type in OWN_RULES and not period.claim:
        found.append(f"{label(CASE_TYPES, case_type)}: {OWN_RULES[case_type]}")
    if (incident_on.month, incident_on.day) == (2, 29) and due.day == 28:
        found.append(f"From February 29: {_paper(due)} is the safe date; by another reading March 1.")
    found += _closed_words(due, file_by)
    if period.conflict:
        found.append(f"Sources disagree: {period.conflict}")
    if "general knowledge" in period.source:
        found.append(f"{period.state}: this period is from general knowledge and was not checked.")
    return found + list(period.warnings)


def _closed_words(due: date, file_by: date) -> list[str]:
    if file_by == due:
        return []
    closed = holiday_name(due) or (due.strftime("%A") if due.weekday() > 4 else "a holiday of the state")
    return [f"{_paper(due)} is closed ({closed}): file by {_paper(file_by)}."]


def _paper(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"
