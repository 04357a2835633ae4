"""Rows built from input: always validated, and refused in the user's words."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import SQLModel

from caseterm.errors import FieldProblem, InputError, RefusedValue
from caseterm.rules.codes import unknown_codes
from caseterm.rules.labels import field_label
from caseterm.rules.text import clean_input

Row = TypeVar("Row", bound=SQLModel)


def build(model: type[Row], values: Mapping[str, Any], *, given: Mapping[str, Any] | None = None) -> Row:
    """A validated row. Raises InputError with one problem a field; unknown fields are a programmer's error.

    `given` are those of the values that are new, where the others have long been on file.
    """
    unknown = set(values) - set(model.model_fields)
    accepted = {name: _storable(value) for name, value in values.items() if name not in unknown}
    if unknown - {"created_at", "updated_at"}:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    problems = _no_codes(model, values if given is None else given)
    try:
        row = model.model_validate(accepted)
    except ValidationError as problem:
        problems = [*(_in_words(error, _table(model)) for error in problem.errors()), *problems]
    if problems:
        raise InputError(problems) from None
    return row


def _no_codes(model: type[SQLModel], values: Mapping[str, Any]) -> list[FieldProblem]:
    found = unknown_codes(_table(model), values)
    return [
        FieldProblem(field_label(name, _table(model)), str(values[name])[:80], f"must be one of {codes}")
        for name, codes in found.items()
    ]


def _table(model: type[SQLModel]) -> str:
    return str(getattr(model, "__tablename__", ""))


def _storable(value: Any) -> Any:
    """Text without characters that act, also where a code belongs; columns of several lines clean themselves."""
    if not isinstance(value, str) or (value.isascii() and value.isprintable()):
        return value
    return clean_input(value, multiline=True)


def revised(row: SQLModel, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from the row's, validated together with the rest. Raises InputError."""
    whole = build(type(row), {**{name: getattr(row, name) for name in type(row).model_fields}, **values}, given=values)
    return {name: getattr(whole, name) for name in values if getattr(whole, name) != getattr(row, name)}


def _in_words(error: Any, table: str) -> FieldProblem:
    name = str(error["loc"][0]) if error["loc"] else ""
    context = error.get("ctx", {})
    match error["type"]:
        case "missing" | "string_too_short":
            reason = "is needed"
        case "string_too_long":
            reason = f"is longer than {context.get('max_length', 0):,} characters"
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            reason = "is no date; write it as 11/22/2026"
        case "int_parsing" | "int_type" | "int_from_float":
            reason = "is no whole number"
        case "greater_than_equal":
            reason = f"must be at least {context.get('ge')}"
        case "less_than_equal":
            reason = f"must be at most {context.get('le')}"
        case "value_error":
            found = context.get("error")
            reason = str(found) if isinstance(found, RefusedValue) else "cannot be read"
        case _:
            reason = str(error["msg"])
    return FieldProblem(field_label(name, table), str(error.get("input", ""))[:80], reason)
