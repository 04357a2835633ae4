"""Rows built from input: always validated, and refused in the user's words."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import SQLModel

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.labels import field_label

Row = TypeVar("Row", bound=SQLModel)


def build(model: type[Row], values: Mapping[str, Any]) -> Row:
    """A validated row. Raises InputError with one problem a field; unknown fields are a programmer's error."""
    unknown = set(values) - set(model.model_fields)
    accepted = {name: value for name, value in values.items() if name not in unknown}
    if unknown - {"created_at", "updated_at"}:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return model.model_validate(accepted)
    except ValidationError as problem:
        raise InputError([_in_words(error) for error in problem.errors()]) from None


def revised(row: SQLModel, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from the row's, validated together with the rest. Raises InputError."""
    whole = build(type(row), {**{name: getattr(row, name) for name in type(row).model_fields}, **values})
    return {name: getattr(whole, name) for name in values if getattr(whole, name) != getattr(row, name)}


def _in_words(error: Any) -> FieldProblem:
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
            reason = str(context.get("error", error["msg"]))
        case _:
            reason = str(error["msg"])
    return FieldProblem(field_label(name), str(error.get("input", ""))[:80], reason)
