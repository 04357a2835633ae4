"""what remained"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("lien_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("payee", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("held_why", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_payouts_amount_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_payouts_case_id_cases")),
        sa.ForeignKeyConstraint(["lien_id"], ["liens.id"], name=op.f("fk_payouts_lien_id_liens")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts")),
    )
    with op.batch_alter_table("payouts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payouts_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payouts_lien_id"), ["lien_id"], unique=False)

    with op.batch_alter_table("case_costs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_costs_request_id"), ["request_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_case_costs_request_id_records_requests"), "records_requests", ["request_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("case_costs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_costs_request_id_records_requests"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_costs_request_id"))
        batch_op.drop_column("request_id")

    with op.batch_alter_table("payouts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payouts_lien_id"))
        batch_op.drop_index(batch_op.f("ix_payouts_case_id"))

    op.drop_table("payouts")
