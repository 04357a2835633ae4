"""Reads the limitation table, and the firm's own rows that go before it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.limitation_table import (
    FEDERAL_TORT,
    INCIDENT,
    MOTOR_VEHICLE,
    WRONGFUL_DEATH,
    Clock,
    Minor,
    Period,
    Table,
)
from caseterm.rules.terms import CASE_TYPES, DEADLINE_KINDS, STATES
from caseterm.rules.tomllines import Kinds, TomlLines

_PERIOD: Kinds = {
    "state": str, "years": int, "months": int, "claim": str, "counts": str, "kind": str, "not_for": list,
    "from": date, "until": date, "citation": str, "source": str, "checked_on": date, "tables": str, "conflict": str,
    "warnings": list, "confirmed_by": str, "confirmed_on": date,
}  # fmt: skip
_CLOCK: Kinds = {
    "key": str, "kind": str, "name": str, "trigger": str, "starts": str, "days": int, "business_days": int,
    "months": int, "years": int, "states": list, "body": str, "claims": str, "citation": str, "source": str,
    "conflict": str, "warnings": list,
}  # fmt: skip
_MINOR: Kinds = {"state": str, "text": str, "source": str, "majority": int}
_RANGES: Mapping[str, tuple[int, int]] = {
    "years": (0, 30), "months": (0, 360), "days": (1, 3650), "business_days": (1, 260), "majority": (14, 30),
}  # fmt: skip
_LENGTHS = ("days", "business_days", "months", "years")
_TAKE_AWAY = "Correct the file, or take it away to use the program's own."


def parse_table(text: str, *, file: str, own: Table | None = None) -> Table:
    """Read the table. With `own` it is a firm's file: its rows go before those, its clocks stand in by their keys.

    Raises InputError with every problem, each naming file, line, row and field.
    """
    lines = TomlLines(text, file=file)
    problems: list[FieldProblem] = []
    checked_on = lines.data.get("checked_on")
    if not isinstance(checked_on, date):
        problems.append(lines.problem("", 0, "checked_on", value=checked_on or "", reason="is a day, as in 2026-11-22"))
    for name in lines.data:
        if name not in ("checked_on", "period", "clock", "minor"):
            problems.append(lines.problem("", 0, name, reason="is none of checked_on, period, clock, minor"))
    found: dict[str, list[dict[str, Any]]] = {}
    for table, kinds, needed in (
        ("period", _PERIOD, ("state", "years", "citation")),
        ("clock", _CLOCK, ("key", "kind", "name", "trigger", "citation", "source")),
        ("minor", _MINOR, ("state", "text", "source")),
    ):
        found[table], wrong = lines.rows(table)
        problems += wrong
        for number, row in enumerate(found[table], start=1):
            wrong = lines.checked(table, number, row, kinds=kinds, needed=needed)
            problems += wrong or _row_problems(lines, table, number, row)
    if problems or not isinstance(checked_on, date):
        raise InputError(problems, next_step=_TAKE_AWAY)
    periods = tuple(_period(row, checked_on if own else None) for row in found["period"])
    clocks = tuple(_clock(row, firm=own is not None) for row in found["clock"])
    minors = {row["state"]: Minor(**row) for row in found["minor"]}
    if own is None:
        return Table(checked_on, periods, clocks, minors)
    kept = tuple(each for each in own.clocks if each.key not in {clock.key for clock in clocks})
    return Table(own.checked_on, periods + own.periods, clocks + kept, {**own.minors, **minors})


def _row_problems(lines: TomlLines, table: str, number: int, row: Mapping[str, Any]) -> list[FieldProblem]:
    """What is wrong with the values of a row whose types are right."""
    wrong: dict[str, str] = {}
    for name, (least, most) in _RANGES.items():
        if name in row and not least <= row[name] <= most:
            wrong[name] = f"is a number from {least} to {most}"
    for place in [row["state"]] if "state" in row else row.get("states", []):
        if place not in STATES and place != FEDERAL_TORT:
            wrong["state" if "state" in row else "states"] = "is two letters of a state, or US"
    if table == "period":
        wrong |= _period_problems(row)
    if table == "clock":
        wrong |= _clock_problems(row)
    return [lines.problem(table, number, name, value=row.get(name, ""), reason=why) for name, why in wrong.items()]


def _period_problems(row: Mapping[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if row["years"] == 0 and not row.get("months"):
        wrong["years"] = "with no months is a number from 1 to 30"
    if row.get("kind", MOTOR_VEHICLE) != MOTOR_VEHICLE:
        wrong["kind"] = f"is {MOTOR_VEHICLE} or left out"
    if row.get("counts", INCIDENT) != INCIDENT or ("counts" in row and "claim" not in row):
        wrong["counts"] = f"is {INCIDENT}, for a wrongful death, or left out"
    if row.get("claim", WRONGFUL_DEATH) != WRONGFUL_DEATH:
        wrong["claim"] = f"is {WRONGFUL_DEATH} or left out"
    if unknown := [each for each in row.get("not_for", []) if each not in CASE_TYPES]:
        wrong["not_for"] = f"{unknown[0][:40]} is no case type"
    if "from" in row and "until" in row and row["until"] < row["from"]:
        wrong["until"] = "is before from"
    if ("confirmed_by" in row) != ("confirmed_on" in row):
        wrong["confirmed_by"] = "and confirmed_on go together"
    return wrong


def _clock_problems(row: Mapping[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    lengths = [name for name in _LENGTHS if row.get(name)]
    if len(lengths) != 1:
        wrong[lengths[-1] if lengths else "days"] = "needs one of days, business_days, months, years"
    if row["kind"] not in DEADLINE_KINDS:
        wrong["kind"] = f"is one of {', '.join(DEADLINE_KINDS)}"
    if row.get("starts", "incident") != "incident":
        wrong["starts"] = "is incident or left out"
    if row.get("body", "any") not in ("any", "local", "state", "federal"):
        wrong["body"] = "is any, local, state or federal"
    if row.get("claims", MOTOR_VEHICLE) not in (MOTOR_VEHICLE, "medicare"):
        wrong["claims"] = f"is {MOTOR_VEHICLE} or medicare"
    return wrong


def _period(row: Mapping[str, Any], firm_checked_on: date | None) -> Period:
    values = {name: value for name, value in row.items() if name not in ("from", "until", "not_for", "warnings")}
    if firm_checked_on is not None:
        values = {"checked_on": firm_checked_on, **values, "firm": True}
    return Period(
        **values,
        first=row.get("from"),
        last=row.get("until"),
        not_for=tuple(row.get("not_for", ())),
        warnings=tuple(row.get("warnings", ())),
    )


def _clock(row: Mapping[str, Any], *, firm: bool) -> Clock:
    values = {name: value for name, value in row.items() if name not in ("states", "warnings")}
    return Clock(**values, states=tuple(row.get("states", ())), warnings=tuple(row.get("warnings", ())), firm=firm)
