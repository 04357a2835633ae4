"""The recovery plan: versions, goals, interventions, reviews, and who has which version."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import Day, Line, Lines, Record, text_field


class CarePlan(Record, table=True):
    """One version of the plan; the newest that is not revised is the one in force."""

    __tablename__ = "care_plans"
    __table_args__ = (
        UniqueConstraint("case_id", "version"),
        CheckConstraint("version > 0", name="version_from_one"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    version: int = Field(default=1, ge=1)
    dated: date
    status: str = Field(default="active", max_length=16)
    author: Line = text_field()
    expected_mmi_on: Day = None
    review_on: Day = None
    summary: Lines = text_field(4000)
    what_changed: Lines = text_field(4000)
    """Why this version took the place of the one before."""


class PlanGoal(Record, table=True):
    """What is to be reached, how it is measured, from where to where and by when."""

    __tablename__ = "plan_goals"

    case_id: int = Field(foreign_key="cases.id", index=True)
    plan_id: int = Field(foreign_key="care_plans.id", index=True)
    follows_id: int | None = Field(default=None, foreign_key="plan_goals.id", index=True)
    """The same goal in the version before."""
    text: Line = text_field(2000)
    measure: Line = text_field()
    baseline: Line = text_field()
    target: Line = text_field()
    now: Line = text_field()
    target_on: Day = None
    status: str = Field(default="open", max_length=16)
    position: int = 0


class PlanIntervention(Record, table=True):
    """What somebody does towards a goal, or towards the plan as a whole."""

    __tablename__ = "plan_interventions"

    case_id: int = Field(foreign_key="cases.id", index=True)
    plan_id: int = Field(foreign_key="care_plans.id", index=True)
    goal_id: int | None = Field(default=None, foreign_key="plan_goals.id", index=True)
    text: Line = text_field(2000)
    owner: Line = text_field()
    due: Day = None
    done_on: Day = None
    task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)


class PlanReview(Record, table=True):
    """A look at whether the plan moves the client forward, and what is changed if it does not."""

    __tablename__ = "plan_reviews"

    case_id: int = Field(foreign_key="cases.id", index=True)
    plan_id: int = Field(foreign_key="care_plans.id", index=True)
    dated: date
    progress: Lines = text_field(4000)
    moving_forward: bool = True
    reason_stalled: Line = text_field(2000)
    changes_made: Lines = text_field(4000)
    next_review_on: Day = None


class PlanShare(Record, table=True):
    """Who was given which version of the plan, when and how."""

    __tablename__ = "plan_shares"

    case_id: int = Field(foreign_key="cases.id", index=True)
    plan_id: int = Field(foreign_key="care_plans.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    with_whom: Line = text_field()
    role: str = Field(default="client", max_length=40)
    dated: date
    how: str = Field(default="mail", max_length=16)
