"""what remained"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
