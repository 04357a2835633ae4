"""acts know their changes"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DROP TRIGGER IF EXISTS log_acts_no_update")
    op.add_column("acts", sa.Column("first_change", sa.Integer(), nullable=True))
    op.add_column("acts", sa.Column("last_change", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE acts SET first_change = c.first, last_change = c.last FROM "
        "(SELECT act_id, min(id) AS first, max(id) AS last FROM changes GROUP BY act_id) c WHERE c.act_id = acts.id"
    )
    op.drop_index("ix_changes_act", table_name="changes")
    op.drop_table("act_context")


def downgrade() -> None:
    op.create_table(
        "act_context",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_context")),
    )
    op.create_index("ix_changes_act", "changes", ["act_id"])
    op.drop_column("acts", "last_change")
    op.drop_column("acts", "first_change")
