"""The firm's and the user's choices."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from caseterm.models.base import LINE_LIMIT, Line, Lines, Zone, text_field
from caseterm.rules.terms import LEGEND, PAPER


class Settings(SQLModel, table=True):
    """The one row of the firm's and the user's choices."""

    __tablename__ = "settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    firm_name: Line = text_field()
    firm_address: Lines = text_field(2000)
    firm_phone: Line = text_field()
    user_name: Line = text_field()
    user_initials: Line = Field(default="", max_length=8)
    user_title: Line = Field(default="Case Manager", max_length=LINE_LIMIT)
    default_state: Line = Field(default="", max_length=2)
    zone: Zone = Field(default="America/New_York", min_length=1, max_length=64)
    confidentiality_legend: Line = Field(default=LEGEND, max_length=LINE_LIMIT)
    contact_cadence_days: int = Field(default=14, ge=1, le=365)
    contact_cadence_late_days: int = Field(default=30, ge=1, le=365)
    gap_amber_days: int = Field(default=14, ge=1, le=365)
    gap_red_days: int = Field(default=30, ge=1, le=365)
    paper: str = Field(default=PAPER, max_length=8)
    week_start: int = Field(default=6, ge=0, le=6)
    export_folder: Line = text_field(1000)
    backup_folder: Line = text_field(1000)
    backup_days: int = Field(default=30, ge=1, le=3650)
    backup_weeks: int = Field(default=52, ge=0, le=520)
    demo: bool = False
    lock_minutes: int = Field(default=10, ge=0, le=1440, sa_column_kwargs={"server_default": "10"})
    """Minutes without a key after which the screens lock; 0 never."""
    travel_minutes: int = Field(default=20, ge=0, le=600, sa_column_kwargs={"server_default": "20"})
    """What the way between two places is taken to last; 0 asks nothing."""
    opens_at: str = Field(default="08:00", max_length=5, sa_column_kwargs={"server_default": "08:00"})
    closes_at: str = Field(default="18:00", max_length=5, sa_column_kwargs={"server_default": "18:00"})
    mileage_mills: int = Field(default=205, ge=0, le=10_000, sa_column_kwargs={"server_default": "205"})
    """What a mile is worth to the client, in tenths of a cent."""
    case_folder: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    """How a case's folder is called under the export folder; empty for the program's own way."""
    file_naming: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    """How a file of a case is called; empty for the program's own way."""
    attorney_update_days: int = Field(default=30, ge=1, le=365, sa_column_kwargs={"server_default": "30"})
    file_review_days: int = Field(default=60, ge=1, le=365, sa_column_kwargs={"server_default": "60"})
    retention_years: int = Field(default=7, ge=1, le=99, sa_column_kwargs={"server_default": "7"})
    """Years a closed file is kept; the firm's own choice, for the state's rule is not known here."""
