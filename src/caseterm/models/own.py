"""What the program keeps for itself: never part of an act, never undone."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class CaseListRow(SQLModel, table=True):
    """One line of the caseload, kept ready so that the first screen needs neither joins nor rules.

    Derived from the record by services/caselist.py in the transaction of each act; the list can be rebuilt at any time.
    """

    __tablename__ = "caselist"
    __table_args__ = (
        Index("ix_caselist_attention", "is_open", "level", "since", "client_key", "case_id"),
        Index("ix_caselist_changes_on", "changes_on"),
    )

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    is_open: int = 1
    level: int = 9
    since: str = ""
    client_key: str = ""
    number: str = ""
    client: str = ""
    case_type: str = ""
    phase: str = ""
    phase_on: str = ""
    state: str = ""
    city: str = ""
    manager: str = ""
    status: str = "open"
    pinned: int = 0
    reason: str = ""
    reason_arg: str = ""
    more_reasons: int = 0
    last_contact_on: str = ""
    contact_due_on: str = ""
    next_on: str = ""
    next_time: str = ""
    next_what: str = ""
    next_appt_on: str = ""
    next_task_on: str = ""
    open_tasks: int = 0
    sol_on: str = ""
    sol_state: str = ""
    incident_on: str = ""
    changes_on: str = ""


class CaseText(SQLModel, table=True):
    """The folded text by which a case is found, apart from its line so that the lines stay narrow to read."""

    __tablename__ = "casetext"

    case_id: int = Field(primary_key=True, foreign_key="caselist.case_id", ondelete="CASCADE")
    search: str = ""
    jump: str = ""


class Draft(SQLModel, table=True):
    """An unfinished form: what was typed and where it belongs."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("form", "target"),)

    id: int | None = Field(default=None, primary_key=True)
    form: str = Field(max_length=80)
    target: str = Field(default="", max_length=80)
    saved_at: datetime
    values_json: str


class Remembered(SQLModel, table=True):
    """Small things the screens remember: last cases opened, sort, view, earlier quick-add lines."""

    __tablename__ = "remembered"

    key: str = Field(primary_key=True, max_length=120)
    value_json: str


class Act(SQLModel, table=True):
    """One act of the user: one transaction. Append-only; each hash covers the one before.

    While an act is being written its hash is empty and it has no last change yet.
    """

    __tablename__ = "acts"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    op: str = Field(max_length=40)
    label: str = Field(default="", max_length=2000)
    actor: str = Field(default="", max_length=200)
    kind: str = Field(default="do", max_length=8)
    target_id: int | None = None
    undoable: bool = True
    case_id: int | None = None
    hash: str = Field(default="", max_length=64)
    first_change: int | None = None
    last_change: int | None = None


class Change(SQLModel, table=True):
    """One row changed by an act: its image before and after, written by triggers."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_case", "case_id", "id"),
        Index("ix_changes_row", "table_name", "row_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    act_id: int = 0
    table_name: str = Field(max_length=40)
    row_id: int
    case_id: int | None = None
    before: str | None = None
    after: str | None = None
