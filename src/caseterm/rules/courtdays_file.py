"""Reads how courts count and when they are closed, and a firm's own additions to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.courtdays_calendar import FEDERAL_COURT, WEEKDAYS, Closing, Court, Courts, Holiday
from caseterm.rules.terms import STATES
from caseterm.rules.tomllines import Kinds, TomlLines

SERVICES: Mapping[str, str] = {
    "": "In hand, or nothing served",
    "mail": "Mail",
    "clerk": "Left with the clerk",
    "electronic": "Electronic service",
    "other": "Other means consented to",
}
"""How a paper was served, where that may add days."""

_COURT: Kinds = {
    "code": str, "name": str, "rule": str, "source": str, "short": int, "added": dict, "added_rule": str,
    "court_days": list, "note": str,
}  # fmt: skip
_HOLIDAY: Kinds = {
    "in": list, "name": str, "source": str, "month": int, "day": int, "weekday": str, "nth": int, "plus": int,
    "easter": int, "first": int, "last": int, "every": int, "observed": str, "sure": bool,
}  # fmt: skip
_CLOSING: Kinds = {"in": list, "day": date, "name": str, "source": str, "sure": bool}
_RANGES: Mapping[str, tuple[int, int]] = {
    "short": (0, 60), "month": (1, 12), "day": (1, 31), "nth": (-1, 5), "plus": (-31, 31), "easter": (-100, 100),
    "first": (1, 9999), "last": (1, 9999), "every": (1, 100),
}  # fmt: skip
_TAKE_AWAY = "Correct the file, or take it away to use the program's own."


def parse_courts(text: str, *, file: str, own: Courts | None = None) -> Courts:
    """Read the file. With `own` it is a firm's: its rows are added, its courts stand in for those of the same code.

    Raises InputError with every problem, each naming file, line, row and field.
    """
    lines = TomlLines(text, file=file)
    problems: list[FieldProblem] = []
    checked_on = lines.data.get("checked_on", own.checked_on if own else None)
    if not isinstance(checked_on, date):
        problems.append(lines.problem("", 0, "checked_on", value=checked_on, reason="is a day, as in 2026-11-22"))
    found: dict[str, list[dict[str, Any]]] = {}
    for table, kinds, needed in (
        ("court", _COURT, ("code", "name", "rule", "source")),
        ("holiday", _HOLIDAY, ("in", "name", "source")),
        ("closing", _CLOSING, ("in", "day", "name", "source")),
    ):
        found[table], wrong = lines.rows(table)
        problems += wrong
        for number, row in enumerate(found[table], start=1):
            wrong = lines.checked(table, number, row, kinds=kinds, needed=needed)
            problems += wrong or _row_problems(lines, table, number, row)
    if problems or not isinstance(checked_on, date):
        raise InputError(problems, next_step=_TAKE_AWAY)
    courts = {**(own.courts if own else {}), **{row["code"]: _court(row) for row in found["court"]}}
    holidays = tuple(_holiday(row) for row in found["holiday"])
    closings = tuple(
        Closing(tuple(row["in"]), row["day"], row["name"], row["source"], row.get("sure", False))
        for row in found["closing"]
    )
    return Courts(
        checked_on, courts, (own.holidays if own else ()) + holidays, (own.closings if own else ()) + closings
    )


def _court(row: Mapping[str, Any]) -> Court:
    return Court(**{**row, "court_days": tuple(row.get("court_days", ()))})


def _holiday(row: Mapping[str, Any]) -> Holiday:
    values = {name: value for name, value in row.items() if name not in ("in", "weekday")}
    weekday = WEEKDAYS.index(row["weekday"]) if "weekday" in row else 0
    return Holiday(places=tuple(row["in"]), weekday=weekday, **values)


def _row_problems(lines: TomlLines, table: str, number: int, row: Mapping[str, Any]) -> list[FieldProblem]:
    """What is wrong with the values of a row whose types are right."""
    wrong: dict[str, str] = {}
    for name, (least, most) in _RANGES.items():
        if isinstance(row.get(name), int) and not least <= row[name] <= most:
            wrong[name] = f"is a number from {least} to {most}"
    places = [row["code"]] if table == "court" else row["in"]
    if not places or any(place != FEDERAL_COURT and place not in STATES for place in places):
        wrong["code" if table == "court" else "in"] = "is US or two letters of a state"
    if table == "court":
        added = row.get("added", {})
        if any(
            name not in SERVICES or not isinstance(days, int) or not 0 <= days <= 30 for name, days in added.items()
        ):
            wrong["added"] = f"takes days by {', '.join(name for name in SERVICES if name)}"
    if table == "holiday":
        wrong |= _rule_problems(row)
    return [lines.problem(table, number, name, value=row.get(name, ""), reason=why) for name, why in wrong.items()]


def _rule_problems(row: Mapping[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    ways = [{"month", "day"} <= set(row), {"month", "weekday", "nth"} <= set(row)]
    if sum((*ways, "easter" in row)) != 1:
        wrong["name"] = "needs month and day, or month, weekday and nth, or easter"
    if "weekday" in row and row["weekday"] not in WEEKDAYS:
        wrong["weekday"] = f"is one of {', '.join(WEEKDAYS)}"
    if row.get("nth") == 0:
        wrong["nth"] = "is 1 to 5, or -1 for the last"
    if row.get("observed", "") not in ("", "nearest", "monday"):
        wrong["observed"] = "is nearest or monday"
    if {"month", "day"} <= set(row) and not wrong:
        try:
            date(2023, row["month"], row["day"])
        except ValueError:
            wrong["day"] = "is no day of that month in every year"
    return wrong
