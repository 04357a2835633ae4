"""What every row of the record carries, and the kinds of field rows are made of."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from caseterm.errors import RefusedValue
from caseterm.rules.text import clean_input

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

NOTE_LIMIT = 200_000
LINE_LIMIT = 400


def stripped_line(value: Any) -> Any:
    return clean_input(value) if isinstance(value, str) else value


def stripped_lines(value: Any) -> Any:
    return clean_input(value, multiline=True) if isinstance(value, str) else value


def known_year(value: date | None) -> date | None:
    if value is not None and not 1880 <= value.year <= 2200:
        raise RefusedValue(f"the year {value.year} is out of range (1880 to 2200)")
    return value


def known_zone(value: str) -> str:
    try:
        _ = ZoneInfo(value) if value else None
    except (KeyError, ValueError, OSError):  # unknown, shaped like a path, or a folder's name
        raise RefusedValue("is no time zone; write it as America/New_York") from None
    return value


Line = Annotated[str, BeforeValidator(stripped_line)]
Lines = Annotated[str, BeforeValidator(stripped_lines)]
Day = Annotated[date | None, AfterValidator(known_year)]
Zone = Annotated[str, AfterValidator(known_zone)]


def _utc_now() -> datetime:
    """Only the default of a row built outside an act; acts set their own stamps."""
    return datetime(1970, 1, 1, tzinfo=UTC)


def _uuid() -> str:
    return str(uuid4())


def text_field(limit: int = LINE_LIMIT) -> Any:
    return Field(default="", max_length=limit)


class Record(SQLModel):
    """What every row of the record carries."""

    id: int | None = Field(default=None, primary_key=True)
    uuid: str = Field(default_factory=_uuid, max_length=36)
    created_at: datetime = Field(default_factory=_utc_now)
    updated_at: datetime = Field(default_factory=_utc_now)
    archived_at: datetime | None = None
    notes: Lines = text_field(NOTE_LIMIT)


def never_negative(*names: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(f"{name} IS NULL OR {name} >= 0", name=f"{name}_not_negative") for name in names)
