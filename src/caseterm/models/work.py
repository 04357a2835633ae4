"""Tasks, deadlines, talk, notes, documents, imports and what left the machine."""

from datetime import date, datetime

from pydantic import NaiveDatetime
from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from caseterm.models.base import LINE_LIMIT, NOTE_LIMIT, Day, Line, Lines, Record, text_field


class Task(Record, table=True):
    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority_1_to_4"),
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done_has_its_day"),
        Index("ix_tasks_case_status", "case_id", "status"),
        Index("ix_tasks_done_on", "done_on"),
        Index(  # covers what the task list counts and sorts by, so that it reads only the rows it shows
            "ix_tasks_status_due",
            "status",
            "due",
            "due_time",
            "priority",
            "waiting_on",
            "waiting_since",
            "owner",
            "case_id",
            "archived_at",
        ),
        Index(
            "uq_tasks_case_template",
            "case_id",
            "template_key",
            unique=True,
            sqlite_where=text("template_key <> ''"),
        ),
    )

    title: Line = Field(max_length=1000, min_length=1)
    case_id: int | None = Field(default=None, foreign_key="cases.id")
    due: Day = None
    due_time: str = Field(default="", max_length=5)
    minutes: int | None = Field(default=None, ge=0, le=100_000)
    priority: int = Field(default=3, ge=1, le=4)
    status: str = Field(default="todo", max_length=24)
    waiting_on: Line = text_field()
    waiting_since: Day = None
    owner: Line = text_field()
    tags: Line = text_field()
    template_key: str = Field(default="", max_length=80)
    template_due: Day = None
    phase: str = Field(default="", max_length=40)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    done_on: Day = None


class Deadline(Record, table=True):
    """A date that kills the case if missed. Reads "not verified" until an attorney's name and date are on it."""

    __tablename__ = "deadlines"
    __table_args__ = (
        CheckConstraint("(verified_by <> '') = (verified_on IS NOT NULL)", name="verified_by_and_on"),
        Index("ix_deadlines_case", "case_id"),
        Index("ix_deadlines_due", "due"),
        Index("ix_deadlines_file_by", "file_by"),
    )

    case_id: int = Field(foreign_key="cases.id")
    kind: str = Field(default="sol", max_length=40)
    title: Line = text_field()
    defendant_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    trigger_date: Day = None
    due: date
    file_by: Day = None
    basis: Line = text_field(2000)
    verified_by: Line = text_field()
    verified_on: Day = None
    satisfied_on: Day = None
    satisfied_how: Line = text_field(2000)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    rule: Line = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})
    citation: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    computed_due: Day = None
    heard_on: Day = None
    """The day of the newest reminder that was acknowledged."""
    dismissed_by: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    dismissed_on: Day = None
    dismissed_why: Line = Field(default="", max_length=2000, sa_column_kwargs={"server_default": ""})


class Tolling(Record, table=True):
    """What may stop a deadline's clock. It never moves the date by itself: an attorney decides."""

    __tablename__ = "tollings"

    case_id: int = Field(foreign_key="cases.id", index=True)
    deadline_id: int = Field(foreign_key="deadlines.id", index=True)
    reason: str = Field(default="other", max_length=40)
    starts_on: Day = None
    ends_on: Day = None
    days: int | None = Field(default=None, ge=0, le=36_500)
    authority: Line = text_field(2000)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class Communication(Record, table=True):
    """One contact with anybody about a case. `at` is wall time where the user sits."""

    __tablename__ = "communications"
    __table_args__ = (Index("ix_communications_case_at", "case_id", "at"),)

    case_id: int = Field(foreign_key="cases.id")
    at: NaiveDatetime
    direction: str = Field(default="out", max_length=16)
    channel: str = Field(default="call", max_length=24)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    role: str = Field(default="client", max_length=40)
    subject: Line = text_field()
    body: Lines = text_field(NOTE_LIMIT)
    duration_min: int | None = Field(default=None, ge=0, le=10_000)
    outcome: str = Field(default="reached", max_length=24)
    category: str = Field(default="status_update", max_length=24)
    by: Line = text_field()
    follow_up_task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)
    counts_as_client_contact: bool = False


class Note(Record, table=True):
    """A note on a case, dated by the user's wall clock."""

    __tablename__ = "case_notes"
    __table_args__ = (Index("ix_case_notes_case_at", "case_id", "at"),)

    case_id: int = Field(foreign_key="cases.id")
    at: NaiveDatetime
    by: Line = text_field()
    body: Lines = Field(max_length=NOTE_LIMIT, min_length=1)
    pinned: bool = False


class Document(Record, table=True):
    """A file by its path; the file itself stays where the firm keeps it."""

    __tablename__ = "documents"

    case_id: int = Field(foreign_key="cases.id", index=True)
    path: Line = Field(default="", max_length=4000)
    title: Line = Field(max_length=LINE_LIMIT, min_length=1)
    kind: str = Field(default="other", max_length=40)
    dated: Day = None
    received_on: Day = None
    from_whom: Line = text_field()
    pages: int | None = Field(default=None, ge=0, le=10_000_000)
    file_size: int | None = Field(default=None, ge=0)
    """Bytes of the file when it was last looked at and taken as right; with its SHA-256 and that moment."""
    file_sha256: str | None = Field(default=None, max_length=64)
    file_seen_at: datetime | None = None


class ImportBatch(Record, table=True):
    __tablename__ = "import_batches"

    at: datetime
    file_name: Line = text_field(1000)
    accepted: int = 0
    refused: int = 0
    act_id: int | None = None


class ExportLog(Record, table=True):
    """What left the machine, for whom and when: the disclosure record."""

    __tablename__ = "export_log"

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    at: datetime
    what: Line = text_field()
    audience: str = Field(default="", max_length=24)
    format: str = Field(default="", max_length=16)
    destination: Line = text_field(4000)
    by: Line = text_field()


class Dismissal(Record, table=True):
    """A reason of attention put off until a day, with why; known by its code and the day it counts from."""

    __tablename__ = "dismissals"

    case_id: int = Field(foreign_key="cases.id", index=True)
    code: str = Field(max_length=40)
    since: date
    about: Line = text_field()
    """The reason as it was shown."""
    why: Line = Field(max_length=LINE_LIMIT, min_length=1)
    until: date
    by: Line = text_field()
