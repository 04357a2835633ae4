"""second schema"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("split_from_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appointment_series_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["split_from_id"],
            ["appointment_series.id"],
            name=op.f("fk_appointment_series_split_from_id_appointment_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_series")),
    )
    with op.batch_alter_table("appointment_series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_series_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_series_split_from_id"), ["split_from_id"], unique=False)

    op.create_table(
        "calendar_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("recurrence", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_calendar_links_appointment_id_appointments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_calendar_links_case_id_cases")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_calendar_links_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_links")),
        sa.UniqueConstraint("uid", "recurrence", name=op.f("uq_calendar_links_uid")),
    )
    with op.batch_alter_table("calendar_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_links_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_links_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_links_task_id"), ["task_id"], unique=False)

    op.create_table(
        "ride_legs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("direction", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("mode", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("trip_type", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("pickup_at", sa.DateTime(), nullable=True),
        sa.Column("pickup_address", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("drop_address", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("companion", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("driver_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("confirmation_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("paid_by", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("cancelled_reason", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("rebooked_from_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name=op.f("ck_ride_legs_cost_not_negative")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_ride_legs_appointment_id_appointments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_ride_legs_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["rebooked_from_id"], ["ride_legs.id"], name=op.f("fk_ride_legs_rebooked_from_id_ride_legs")
        ),
        sa.ForeignKeyConstraint(["vendor_id"], ["contacts.id"], name=op.f("fk_ride_legs_vendor_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ride_legs")),
    )
    with op.batch_alter_table("ride_legs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ride_legs_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ride_legs_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_ride_legs_pickup_at", ["pickup_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ride_legs_rebooked_from_id"), ["rebooked_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ride_legs_vendor_id"), ["vendor_id"], unique=False)

    op.create_table(
        "series_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_series_visits_appointment_id_appointments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_series_visits_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["appointment_series.id"], name=op.f("fk_series_visits_series_id_appointment_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_visits")),
        sa.UniqueConstraint("appointment_id", name=op.f("uq_series_visits_appointment_id")),
        sa.UniqueConstraint("series_id", "day", name=op.f("uq_series_visits_series_id")),
    )
    with op.batch_alter_table("series_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_visits_case_id"), ["case_id"], unique=False)

    op.create_table(
        "tollings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tollings_case_id_cases")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name=op.f("fk_tollings_deadline_id_deadlines")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_tollings_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tollings")),
    )
    with op.batch_alter_table("tollings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tollings_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tollings_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tollings_document_id"), ["document_id"], unique=False)

    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=80), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("citation", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("computed_due", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("heard_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("dismissed_by", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("dismissed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("dismissed_why", sqlmodel.sql.sqltypes.AutoString(length=2000), server_default="", nullable=False)
        )

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_size", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("file_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
        batch_op.add_column(sa.Column("file_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("public_body", sqlmodel.sql.sqltypes.AutoString(length=16), server_default="", nullable=False)
        )

    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lock_minutes", sa.Integer(), server_default="10", nullable=False))

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("template_due", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("template_due")

    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_column("lock_minutes")

    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_column("public_body")

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("file_seen_at")
        batch_op.drop_column("file_sha256")
        batch_op.drop_column("file_size")

    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.drop_column("dismissed_why")
        batch_op.drop_column("dismissed_on")
        batch_op.drop_column("dismissed_by")
        batch_op.drop_column("heard_on")
        batch_op.drop_column("computed_due")
        batch_op.drop_column("citation")
        batch_op.drop_column("rule")

    with op.batch_alter_table("tollings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tollings_document_id"))
        batch_op.drop_index(batch_op.f("ix_tollings_deadline_id"))
        batch_op.drop_index(batch_op.f("ix_tollings_case_id"))

    op.drop_table("tollings")
    with op.batch_alter_table("series_visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_visits_case_id"))

    op.drop_table("series_visits")
    with op.batch_alter_table("ride_legs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ride_legs_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_ride_legs_rebooked_from_id"))
        batch_op.drop_index("ix_ride_legs_pickup_at")
        batch_op.drop_index(batch_op.f("ix_ride_legs_case_id"))
        batch_op.drop_index(batch_op.f("ix_ride_legs_appointment_id"))

    op.drop_table("ride_legs")
    with op.batch_alter_table("calendar_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_links_task_id"))
        batch_op.drop_index(batch_op.f("ix_calendar_links_case_id"))
        batch_op.drop_index(batch_op.f("ix_calendar_links_appointment_id"))

    op.drop_table("calendar_links")
    with op.batch_alter_table("appointment_series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_series_split_from_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_series_case_id"))

    op.drop_table("appointment_series")
