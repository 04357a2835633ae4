"""law money care"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("languages", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("accepts_lop", sa.Boolean(), nullable=True),
        sa.Column("near_transit", sa.Boolean(), nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=True),
        sa.Column("accepting", sa.Boolean(), nullable=True),
        sa.Column("first_opening_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_provider_profiles_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_profiles")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_provider_profiles_contact_id")),
    )
    op.create_table(
        "attorney_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("to_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attorney_updates_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attorney_updates")),
    )
    with op.batch_alter_table("attorney_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attorney_updates_case_id"), ["case_id"], unique=False)

    op.create_table(
        "care_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("expected_mmi_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("summary", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("what_changed", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_care_plans_version_from_one")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_care_plans_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_plans")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_care_plans_case_id")),
    )
    with op.batch_alter_table("care_plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_plans_case_id"), ["case_id"], unique=False)

    op.create_table(
        "claim_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("value_text", sqlmodel.sql.sqltypes.AutoString(length=8000), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=True),
        sa.Column("value_cents", sa.Integer(), nullable=True),
        sa.Column("value_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_claim_details_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_details")),
        sa.UniqueConstraint("case_id", "name", name=op.f("uq_claim_details_case_id")),
    )
    op.create_table(
        "closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=8000), nullable=False),
        sa.Column("function_change", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("work_status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("experience", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("cost_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("left_open", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("originals_returned_on", sa.Date(), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("retention_basis", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("retention_verified_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.CheckConstraint(
            "satisfaction IS NULL OR satisfaction BETWEEN 1 AND 5", name=op.f("ck_closures_satisfaction_1_to_5")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_closures_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
        sa.UniqueConstraint("case_id", name=op.f("uq_closures_case_id")),
    )
    op.create_table(
        "conflict_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("searched", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("found", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("cleared_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.CheckConstraint(
            "(cleared_by <> '') = (cleared_on IS NOT NULL)", name=op.f("ck_conflict_checks_cleared_by_and_on")
        ),
        sa.CheckConstraint("hits IS NULL OR hits >= 0", name=op.f("ck_conflict_checks_hits_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_conflict_checks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_checks")),
    )
    with op.batch_alter_table("conflict_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_checks_case_id"), ["case_id"], unique=False)

    op.create_table(
        "cost_budgets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "budget_cents IS NULL OR budget_cents >= 0", name=op.f("ck_cost_budgets_budget_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_cost_budgets_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_budgets")),
    )
    with op.batch_alter_table("cost_budgets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_budgets_case_id"), ["case_id"], unique=False)

    op.create_table(
        "deductions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("payee", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_deductions_amount_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deductions_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deductions")),
    )
    with op.batch_alter_table("deductions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deductions_case_id"), ["case_id"], unique=False)

    op.create_table(
        "disbursements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("computed_json", sqlmodel.sql.sqltypes.AutoString(length=5000000), nullable=False),
        sa.Column("computed_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.Column("locked_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("unlocked_on", sa.Date(), nullable=True),
        sa.Column("unlock_reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.CheckConstraint("version IS NULL OR version >= 0", name=op.f("ck_disbursements_version_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_disbursements_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disbursements")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_disbursements_case_id")),
    )
    op.create_table(
        "dismissals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_dismissals_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissals")),
    )
    with op.batch_alter_table("dismissals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dismissals_case_id"), ["case_id"], unique=False)

    op.create_table(
        "equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("hours_a_week", sa.Integer(), nullable=True),
        sa.CheckConstraint("cost_cents IS NULL OR cost_cents >= 0", name=op.f("ck_equipment_cost_cents_not_negative")),
        sa.CheckConstraint(
            "hours_a_week IS NULL OR hours_a_week >= 0", name=op.f("ck_equipment_hours_a_week_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_equipment_case_id_cases")),
        sa.ForeignKeyConstraint(["vendor_id"], ["contacts.id"], name=op.f("fk_equipment_vendor_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_equipment_vendor_id"), ["vendor_id"], unique=False)

    op.create_table(
        "fee_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("fee_basis", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("costs_if_lost", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("minor_cap_num", sa.Integer(), nullable=True),
        sa.Column("minor_cap_den", sa.Integer(), nullable=True),
        sa.Column("statutory_cap_num", sa.Integer(), nullable=True),
        sa.Column("statutory_cap_den", sa.Integer(), nullable=True),
        sa.Column("statutory_cap_note", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("referral_to", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("referral_num", sa.Integer(), nullable=True),
        sa.Column("referral_den", sa.Integer(), nullable=True),
        sa.Column("goodwill_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(minor_cap_num IS NULL AND minor_cap_den IS NULL) OR (minor_cap_num >= 0 AND minor_cap_den > 0 AND minor_cap_num <= minor_cap_den)",
            name=op.f("ck_fee_agreements_minor_cap_is_a_share"),
        ),
        sa.CheckConstraint(
            "(referral_num IS NULL AND referral_den IS NULL) OR (referral_num >= 0 AND referral_den > 0 AND referral_num <= referral_den)",
            name=op.f("ck_fee_agreements_referral_is_a_share"),
        ),
        sa.CheckConstraint(
            "(statutory_cap_num IS NULL AND statutory_cap_den IS NULL) OR (statutory_cap_num >= 0 AND statutory_cap_den > 0 AND statutory_cap_num <= statutory_cap_den)",
            name=op.f("ck_fee_agreements_statutory_cap_is_a_share"),
        ),
        sa.CheckConstraint(
            "goodwill_cents IS NULL OR goodwill_cents >= 0", name=op.f("ck_fee_agreements_goodwill_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_fee_agreements_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_agreements")),
    )
    with op.batch_alter_table("fee_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fee_agreements_case_id"), ["case_id"], unique=False)

    op.create_table(
        "file_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("findings", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_file_reviews_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_reviews")),
    )
    with op.batch_alter_table("file_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_reviews_case_id"), ["case_id"], unique=False)

    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("to_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("broken_on", sa.Date(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.CheckConstraint("what <> ''", name=op.f("ck_promises_says_what")),
        sa.CheckConstraint("kept_on IS NULL OR broken_on IS NULL", name=op.f("ck_promises_kept_or_broken")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_promises_case_id_cases")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_promises_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promises_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "recommendations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=8000), nullable=False),
        sa.Column("benefit", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("saving_cents", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_recommendations_has_a_text")),
        sa.CheckConstraint(
            "cost_cents IS NULL OR cost_cents >= 0", name=op.f("ck_recommendations_cost_cents_not_negative")
        ),
        sa.CheckConstraint("days IS NULL OR days >= 0", name=op.f("ck_recommendations_days_not_negative")),
        sa.CheckConstraint(
            "saving_cents IS NULL OR saving_cents >= 0", name=op.f("ck_recommendations_saving_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recommendations_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendations_case_id"), ["case_id"], unique=False)

    op.create_table(
        "attorney_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=8000), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("sources", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("what <> ''", name=op.f("ck_attorney_requests_says_what")),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_attorney_requests_minutes_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attorney_requests_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_attorney_requests_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attorney_requests")),
    )
    with op.batch_alter_table("attorney_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attorney_requests_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attorney_requests_document_id"), ["document_id"], unique=False)

    op.create_table(
        "authorizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_authorizations_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_authorizations_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_authorizations_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorizations")),
    )
    with op.batch_alter_table("authorizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorizations_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authorizations_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authorizations_document_id"), ["document_id"], unique=False)

    op.create_table(
        "care_authorizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("carrier_id", sa.Integer(), nullable=True),
        sa.Column("service", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("visits_asked", sa.Integer(), nullable=True),
        sa.Column("visits_approved", sa.Integer(), nullable=True),
        sa.Column("visits_used", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("appeal_by", sa.Date(), nullable=True),
        sa.Column("appealed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["contacts.id"], name=op.f("fk_care_authorizations_carrier_id_contacts")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_care_authorizations_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"],
            ["case_providers.id"],
            name=op.f("fk_care_authorizations_case_provider_id_case_providers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_authorizations")),
    )
    with op.batch_alter_table("care_authorizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_authorizations_carrier_id"), ["carrier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_care_authorizations_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_care_authorizations_case_provider_id"), ["case_provider_id"], unique=False)

    op.create_table(
        "case_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("vendor", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("paid_by", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("check_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("recoverable", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_case_costs_amount_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_costs_case_id_cases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_case_costs_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_costs")),
    )
    with op.batch_alter_table("case_costs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_costs_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_costs_document_id"), ["document_id"], unique=False)

    op.create_table(
        "defendants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("counsel_id", sa.Integer(), nullable=True),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("liability_position", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("answer_due", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("dismissed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_defendants_case_id_cases")),
        sa.ForeignKeyConstraint(["counsel_id"], ["contacts.id"], name=op.f("fk_defendants_counsel_id_contacts")),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_defendants_party_id_parties")),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_defendants_policy_id_policies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defendants")),
        sa.UniqueConstraint("party_id", name=op.f("uq_defendants_party_id")),
    )
    with op.batch_alter_table("defendants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_defendants_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_defendants_counsel_id"), ["counsel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_defendants_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "expenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("vendor", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("miles_tenths", sa.Integer(), nullable=True),
        sa.Column("rate_mills", sa.Integer(), nullable=True),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_expenses_amount_cents_not_negative")
        ),
        sa.CheckConstraint(
            "miles_tenths IS NULL OR miles_tenths >= 0", name=op.f("ck_expenses_miles_tenths_not_negative")
        ),
        sa.CheckConstraint("rate_mills IS NULL OR rate_mills >= 0", name=op.f("ck_expenses_rate_mills_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_expenses_case_id_cases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_expenses_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
    )
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expenses_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expenses_document_id"), ["document_id"], unique=False)

    op.create_table(
        "fee_tiers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("num", sa.Integer(), nullable=False),
        sa.Column("den", sa.Integer(), nullable=False),
        sa.CheckConstraint("num >= 0 AND den > 0 AND num <= den", name=op.f("ck_fee_tiers_fee_is_a_share")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["fee_agreements.id"], name=op.f("fk_fee_tiers_agreement_id_fee_agreements")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_fee_tiers_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_tiers")),
        sa.UniqueConstraint("agreement_id", "stage", name=op.f("uq_fee_tiers_agreement_id")),
    )
    with op.batch_alter_table("fee_tiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fee_tiers_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fee_tiers_case_id"), ["case_id"], unique=False)

    op.create_table(
        "gap_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("after_on", sa.Date(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("explanation", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("dismissed_until", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_gap_reasons_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_gap_reasons_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_gap_reasons_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_reasons")),
    )
    with op.batch_alter_table("gap_reasons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_reasons_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_reasons_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_reasons_document_id"), ["document_id"], unique=False)

    op.create_table(
        "liens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("reference_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("perfected", sa.Boolean(), nullable=False),
        sa.Column("statute_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("asserted_cents", sa.Integer(), nullable=True),
        sa.Column("audited_cents", sa.Integer(), nullable=True),
        sa.Column("negotiated_cents", sa.Integer(), nullable=True),
        sa.Column("final_cents", sa.Integer(), nullable=True),
        sa.Column("reduction_kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("reduction_num", sa.Integer(), nullable=True),
        sa.Column("reduction_den", sa.Integer(), nullable=True),
        sa.Column("reduction_why", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("reduction_gross_cents", sa.Integer(), nullable=True),
        sa.Column("reduced_cents", sa.Integer(), nullable=True),
        sa.Column("final_letter_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_cents", sa.Integer(), nullable=True),
        sa.Column("rights_letter_on", sa.Date(), nullable=True),
        sa.Column("conditional_on", sa.Date(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("demand_on", sa.Date(), nullable=True),
        sa.Column("demand_received_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "asserted_cents IS NULL OR asserted_cents >= 0", name=op.f("ck_liens_asserted_cents_not_negative")
        ),
        sa.CheckConstraint(
            "audited_cents IS NULL OR audited_cents >= 0", name=op.f("ck_liens_audited_cents_not_negative")
        ),
        sa.CheckConstraint("final_cents IS NULL OR final_cents >= 0", name=op.f("ck_liens_final_cents_not_negative")),
        sa.CheckConstraint(
            "negotiated_cents IS NULL OR negotiated_cents >= 0", name=op.f("ck_liens_negotiated_cents_not_negative")
        ),
        sa.CheckConstraint("paid_cents IS NULL OR paid_cents >= 0", name=op.f("ck_liens_paid_cents_not_negative")),
        sa.CheckConstraint(
            "reduced_cents IS NULL OR reduced_cents >= 0", name=op.f("ck_liens_reduced_cents_not_negative")
        ),
        sa.CheckConstraint("reduction_den IS NULL OR reduction_den > 0", name=op.f("ck_liens_fraction_has_a_whole")),
        sa.CheckConstraint(
            "reduction_gross_cents IS NULL OR reduction_gross_cents >= 0",
            name=op.f("ck_liens_reduction_gross_cents_not_negative"),
        ),
        sa.CheckConstraint("reduction_num IS NULL OR reduction_num >= 0", name=op.f("ck_liens_fraction_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_liens_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_liens_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(["holder_id"], ["contacts.id"], name=op.f("fk_liens_holder_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liens")),
    )
    with op.batch_alter_table("liens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liens_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_liens_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_liens_holder_id"), ["holder_id"], unique=False)

    op.create_table(
        "medical_bills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=False),
        sa.Column("dos_from", sa.Date(), nullable=True),
        sa.Column("dos_to", sa.Date(), nullable=True),
        sa.Column("account_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("cpt", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("billed_cents", sa.Integer(), nullable=False),
        sa.Column("adjusted_cents", sa.Integer(), nullable=False),
        sa.Column("paid_health_cents", sa.Integer(), nullable=False),
        sa.Column("paid_pip_cents", sa.Integer(), nullable=False),
        sa.Column("paid_medpay_cents", sa.Integer(), nullable=False),
        sa.Column("paid_client_cents", sa.Integer(), nullable=False),
        sa.Column("paid_other_cents", sa.Integer(), nullable=False),
        sa.Column("lien_on_balance", sa.Boolean(), nullable=False),
        sa.Column("related", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "adjusted_cents IS NULL OR adjusted_cents >= 0", name=op.f("ck_medical_bills_adjusted_cents_not_negative")
        ),
        sa.CheckConstraint(
            "billed_cents IS NULL OR billed_cents >= 0", name=op.f("ck_medical_bills_billed_cents_not_negative")
        ),
        sa.CheckConstraint(
            "dos_to IS NULL OR dos_from IS NULL OR dos_to >= dos_from", name=op.f("ck_medical_bills_service_in_order")
        ),
        sa.CheckConstraint(
            "paid_client_cents IS NULL OR paid_client_cents >= 0",
            name=op.f("ck_medical_bills_paid_client_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "paid_health_cents IS NULL OR paid_health_cents >= 0",
            name=op.f("ck_medical_bills_paid_health_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "paid_medpay_cents IS NULL OR paid_medpay_cents >= 0",
            name=op.f("ck_medical_bills_paid_medpay_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "paid_other_cents IS NULL OR paid_other_cents >= 0",
            name=op.f("ck_medical_bills_paid_other_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "paid_pip_cents IS NULL OR paid_pip_cents >= 0", name=op.f("ck_medical_bills_paid_pip_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_medical_bills_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_medical_bills_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_medical_bills_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medical_bills")),
    )
    with op.batch_alter_table("medical_bills", schema=None) as batch_op:
        batch_op.create_index("ix_medical_bills_case_provider", ["case_id", "case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_medical_bills_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_medical_bills_document_id"), ["document_id"], unique=False)

    op.create_table(
        "plan_goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("measure", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("baseline", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("now", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_plan_goals_case_id_cases")),
        sa.ForeignKeyConstraint(["follows_id"], ["plan_goals.id"], name=op.f("fk_plan_goals_follows_id_plan_goals")),
        sa.ForeignKeyConstraint(["plan_id"], ["care_plans.id"], name=op.f("fk_plan_goals_plan_id_care_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goals")),
    )
    with op.batch_alter_table("plan_goals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_goals_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_goals_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_goals_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("progress", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("moving_forward", sa.Boolean(), nullable=False),
        sa.Column("reason_stalled", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("changes_made", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_plan_reviews_case_id_cases")),
        sa.ForeignKeyConstraint(["plan_id"], ["care_plans.id"], name=op.f("fk_plan_reviews_plan_id_care_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_reviews")),
    )
    with op.batch_alter_table("plan_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_reviews_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_reviews_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("with_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_plan_shares_case_id_cases")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_plan_shares_contact_id_contacts")),
        sa.ForeignKeyConstraint(["plan_id"], ["care_plans.id"], name=op.f("fk_plan_shares_plan_id_care_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_shares")),
    )
    with op.batch_alter_table("plan_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_shares_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_shares_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_shares_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "prescriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=False),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=True),
        sa.Column("service", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("body_part", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_prescriptions_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_prescriptions_case_provider_id_case_providers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescriptions")),
    )
    with op.batch_alter_table("prescriptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prescriptions_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prescriptions_case_provider_id"), ["case_provider_id"], unique=False)

    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_provider_id", sa.Integer(), nullable=True),
        sa.Column("to_specialty", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("to_contact_id", sa.Integer(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("urgency", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("needed_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("first_visit_on", sa.Date(), nullable=True),
        sa.Column("distance_miles", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_referrals_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["from_provider_id"], ["case_providers.id"], name=op.f("fk_referrals_from_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(["to_contact_id"], ["contacts.id"], name=op.f("fk_referrals_to_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referrals_from_provider_id"), ["from_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referrals_to_contact_id"), ["to_contact_id"], unique=False)

    op.create_table(
        "unmatched_dismissals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("dos_from", sa.Date(), nullable=True),
        sa.Column("dos_to", sa.Date(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_unmatched_dismissals_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"],
            ["case_providers.id"],
            name=op.f("fk_unmatched_dismissals_case_provider_id_case_providers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmatched_dismissals")),
    )
    with op.batch_alter_table("unmatched_dismissals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unmatched_dismissals_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_unmatched_dismissals_case_provider_id"), ["case_provider_id"], unique=False
        )

    op.create_table(
        "wage_losses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("employer", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("job_title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("rate_cents", sa.Integer(), nullable=True),
        sa.Column("rate_unit", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("hours_week", sa.Integer(), nullable=True),
        sa.Column("off_from", sa.Date(), nullable=True),
        sa.Column("off_to", sa.Date(), nullable=True),
        sa.Column("restricted_from", sa.Date(), nullable=True),
        sa.Column("restricted_to", sa.Date(), nullable=True),
        sa.Column("lost_cents", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "hours_week IS NULL OR hours_week >= 0", name=op.f("ck_wage_losses_hours_week_not_negative")
        ),
        sa.CheckConstraint(
            "lost_cents IS NULL OR lost_cents >= 0", name=op.f("ck_wage_losses_lost_cents_not_negative")
        ),
        sa.CheckConstraint(
            "off_to IS NULL OR off_from IS NULL OR off_to >= off_from", name=op.f("ck_wage_losses_off_in_order")
        ),
        sa.CheckConstraint(
            "rate_cents IS NULL OR rate_cents >= 0", name=op.f("ck_wage_losses_rate_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_wage_losses_case_id_cases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_wage_losses_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wage_losses")),
    )
    with op.batch_alter_table("wage_losses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wage_losses_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wage_losses_document_id"), ["document_id"], unique=False)

    op.create_table(
        "barriers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("severity", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("mitigation", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_barriers_appointment_id_appointments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_barriers_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barriers")),
    )
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_barriers_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_barriers_case_id"), ["case_id"], unique=False)

    op.create_table(
        "education",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("to_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("understood", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("questions", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_education_case_id_cases")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_education_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education")),
    )
    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_education_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_education_task_id"), ["task_id"], unique=False)

    op.create_table(
        "plan_interventions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_plan_interventions_case_id_cases")),
        sa.ForeignKeyConstraint(["goal_id"], ["plan_goals.id"], name=op.f("fk_plan_interventions_goal_id_plan_goals")),
        sa.ForeignKeyConstraint(["plan_id"], ["care_plans.id"], name=op.f("fk_plan_interventions_plan_id_care_plans")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_plan_interventions_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_interventions")),
    )
    with op.batch_alter_table("plan_interventions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_interventions_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_interventions_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_interventions_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_interventions_task_id"), ["task_id"], unique=False)

    op.create_table(
        "records_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("dos_from", sa.Date(), nullable=True),
        sa.Column("dos_to", sa.Date(), nullable=True),
        sa.Column("all_dates", sa.Boolean(), nullable=False),
        sa.Column("until_today", sa.Boolean(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("sent_to", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("affidavit", sa.Boolean(), nullable=False),
        sa.Column("requested_by", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("fee_quoted_cents", sa.Integer(), nullable=True),
        sa.Column("fee_paid_cents", sa.Integer(), nullable=True),
        sa.Column("fee_paid_on", sa.Date(), nullable=True),
        sa.Column("fee_disputed", sa.Boolean(), nullable=False),
        sa.Column("pages_expected", sa.Integer(), nullable=True),
        sa.Column("pages_received", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("completeness", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("missing_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("authorization_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "dos_to IS NULL OR dos_from IS NULL OR dos_to >= dos_from",
            name=op.f("ck_records_requests_ends_after_it_starts"),
        ),
        sa.CheckConstraint(
            "fee_paid_cents IS NULL OR fee_paid_cents >= 0",
            name=op.f("ck_records_requests_fee_paid_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "fee_quoted_cents IS NULL OR fee_quoted_cents >= 0",
            name=op.f("ck_records_requests_fee_quoted_cents_not_negative"),
        ),
        sa.CheckConstraint(
            "pages_expected IS NULL OR pages_expected >= 0",
            name=op.f("ck_records_requests_pages_expected_not_negative"),
        ),
        sa.CheckConstraint(
            "pages_received IS NULL OR pages_received >= 0",
            name=op.f("ck_records_requests_pages_received_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["authorization_id"],
            ["authorizations.id"],
            name=op.f("fk_records_requests_authorization_id_authorizations"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_records_requests_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"],
            ["case_providers.id"],
            name=op.f("fk_records_requests_case_provider_id_case_providers"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_records_requests_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["records_requests.id"], name=op.f("fk_records_requests_follows_id_records_requests")
        ),
        sa.ForeignKeyConstraint(["vendor_id"], ["contacts.id"], name=op.f("fk_records_requests_vendor_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_requests")),
    )
    with op.batch_alter_table("records_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_requests_authorization_id"), ["authorization_id"], unique=False)
        batch_op.create_index("ix_records_requests_case", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_vendor_id"), ["vendor_id"], unique=False)

    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("complaint", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("findings", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("diagnosis", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("treatment", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("body_part", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("work_status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("restrictions", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("next_plan", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("next_visit_days", sa.Integer(), nullable=True),
        sa.Column("page", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name=op.f("ck_visits_pain_0_to_10")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_visits_appointment_id_appointments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_visits_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_visits_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_visits_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_document_id"), ["document_id"], unique=False)

    op.create_table(
        "advocacy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("barrier_id", sa.Integer(), nullable=True),
        sa.Column("with_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_advocacy_barrier_id_barriers")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_advocacy_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advocacy")),
    )
    with op.batch_alter_table("advocacy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advocacy_barrier_id"), ["barrier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advocacy_case_id"), ["case_id"], unique=False)

    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("assessor", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("sleep", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("mood", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("work_status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("restrictions", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("back_to_work_on", sa.Date(), nullable=True),
        sa.Column("conditions", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("comorbidities", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("medication", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("plan_makes_sense", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("concern", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("plan_moving", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("communication_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name=op.f("ck_assessments_pain_0_to_10")),
        sa.CheckConstraint(
            "satisfaction IS NULL OR satisfaction BETWEEN 1 AND 5", name=op.f("ck_assessments_satisfaction_1_to_5")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assessments_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["communication_id"], ["communications.id"], name=op.f("fk_assessments_communication_id_communications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessments_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_communication_id"), ["communication_id"], unique=False)

    op.create_table(
        "legal_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("template", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reviewer", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("in_review_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("communication_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(status = 'sent') = (sent_on IS NOT NULL)", name=op.f("ck_legal_drafts_sent_has_its_day")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_legal_drafts_has_a_title")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_legal_drafts_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["communication_id"], ["communications.id"], name=op.f("fk_legal_drafts_communication_id_communications")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_legal_drafts_contact_id_contacts")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_legal_drafts_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_drafts")),
    )
    with op.batch_alter_table("legal_drafts", schema=None) as batch_op:
        batch_op.create_index("ix_legal_drafts_case_status", ["case_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_legal_drafts_communication_id"), ["communication_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_legal_drafts_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_legal_drafts_document_id"), ["document_id"], unique=False)

    op.create_table(
        "negotiation_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("side", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("by_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_negotiation_events_amount_cents_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_negotiation_events_case_id_cases")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_negotiation_events_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_negotiation_events_deadline_id_deadlines")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_negotiation_events_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_events")),
    )
    with op.batch_alter_table("negotiation_events", schema=None) as batch_op:
        batch_op.create_index("ix_negotiation_events_case_dated", ["case_id", "dated"], unique=False)
        batch_op.create_index(batch_op.f("ix_negotiation_events_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_negotiation_events_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_negotiation_events_document_id"), ["document_id"], unique=False)

    op.create_table(
        "recoveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("fee_num", sa.Integer(), nullable=True),
        sa.Column("fee_den", sa.Integer(), nullable=True),
        sa.Column("fee_basis", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("cost_share_cents", sa.Integer(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("funds_received_on", sa.Date(), nullable=True),
        sa.Column("release_signed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(fee_num IS NULL AND fee_den IS NULL) OR (fee_num >= 0 AND fee_den > 0 AND fee_num <= fee_den)",
            name=op.f("ck_recoveries_fee_is_a_share"),
        ),
        sa.CheckConstraint(
            "amount_cents IS NULL OR amount_cents >= 0", name=op.f("ck_recoveries_amount_cents_not_negative")
        ),
        sa.CheckConstraint(
            "cost_share_cents IS NULL OR cost_share_cents >= 0",
            name=op.f("ck_recoveries_cost_share_cents_not_negative"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recoveries_case_id_cases")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_recoveries_claim_id_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recoveries")),
    )
    with op.batch_alter_table("recoveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recoveries_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recoveries_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "request_followups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("spoke_with", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_request_followups_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["records_requests.id"], name=op.f("fk_request_followups_request_id_records_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_followups")),
    )
    with op.batch_alter_table("request_followups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_followups_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_followups_request_id"), ["request_id"], unique=False)

    op.create_table(
        "functional_limitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("accommodation", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_functional_limitations_assessment_id_assessments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_functional_limitations_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_functional_limitations")),
    )
    with op.batch_alter_table("functional_limitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_functional_limitations_assessment_id"), ["assessment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_functional_limitations_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("case_providers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bills_finalized_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("dont_pay_at_settlement", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("exhibit", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("agreed_cents", sa.Integer(), nullable=True))

    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("died_on", sa.Date(), nullable=True))

    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("travel_minutes", sa.Integer(), server_default="20", nullable=False))
        batch_op.add_column(
            sa.Column("opens_at", sqlmodel.sql.sqltypes.AutoString(length=5), server_default="08:00", nullable=False)
        )
        batch_op.add_column(
            sa.Column("closes_at", sqlmodel.sql.sqltypes.AutoString(length=5), server_default="18:00", nullable=False)
        )
        batch_op.add_column(sa.Column("mileage_mills", sa.Integer(), server_default="205", nullable=False))
        batch_op.add_column(
            sa.Column("case_folder", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("file_naming", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("attorney_update_days", sa.Integer(), server_default="30", nullable=False))
        batch_op.add_column(sa.Column("file_review_days", sa.Integer(), server_default="60", nullable=False))
        batch_op.add_column(sa.Column("retention_years", sa.Integer(), server_default="7", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_column("retention_years")
        batch_op.drop_column("file_review_days")
        batch_op.drop_column("attorney_update_days")
        batch_op.drop_column("file_naming")
        batch_op.drop_column("case_folder")
        batch_op.drop_column("mileage_mills")
        batch_op.drop_column("closes_at")
        batch_op.drop_column("opens_at")
        batch_op.drop_column("travel_minutes")

    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_column("died_on")

    with op.batch_alter_table("case_providers", schema=None) as batch_op:
        batch_op.drop_column("agreed_cents")
        batch_op.drop_column("exhibit")
        batch_op.drop_column("dont_pay_at_settlement")
        batch_op.drop_column("bills_finalized_on")

    with op.batch_alter_table("functional_limitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_functional_limitations_case_id"))
        batch_op.drop_index(batch_op.f("ix_functional_limitations_assessment_id"))

    op.drop_table("functional_limitations")
    with op.batch_alter_table("request_followups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_followups_request_id"))
        batch_op.drop_index(batch_op.f("ix_request_followups_case_id"))

    op.drop_table("request_followups")
    with op.batch_alter_table("recoveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recoveries_claim_id"))
        batch_op.drop_index(batch_op.f("ix_recoveries_case_id"))

    op.drop_table("recoveries")
    with op.batch_alter_table("negotiation_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_negotiation_events_document_id"))
        batch_op.drop_index(batch_op.f("ix_negotiation_events_deadline_id"))
        batch_op.drop_index(batch_op.f("ix_negotiation_events_claim_id"))
        batch_op.drop_index("ix_negotiation_events_case_dated")

    op.drop_table("negotiation_events")
    with op.batch_alter_table("legal_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_drafts_document_id"))
        batch_op.drop_index(batch_op.f("ix_legal_drafts_contact_id"))
        batch_op.drop_index(batch_op.f("ix_legal_drafts_communication_id"))
        batch_op.drop_index("ix_legal_drafts_case_status")

    op.drop_table("legal_drafts")
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessments_communication_id"))
        batch_op.drop_index(batch_op.f("ix_assessments_case_id"))

    op.drop_table("assessments")
    with op.batch_alter_table("advocacy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advocacy_case_id"))
        batch_op.drop_index(batch_op.f("ix_advocacy_barrier_id"))

    op.drop_table("advocacy")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_document_id"))
        batch_op.drop_index(batch_op.f("ix_visits_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_visits_case_id"))
        batch_op.drop_index(batch_op.f("ix_visits_appointment_id"))

    op.drop_table("visits")
    with op.batch_alter_table("records_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_records_requests_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_records_requests_follows_id"))
        batch_op.drop_index(batch_op.f("ix_records_requests_document_id"))
        batch_op.drop_index(batch_op.f("ix_records_requests_case_provider_id"))
        batch_op.drop_index("ix_records_requests_case")
        batch_op.drop_index(batch_op.f("ix_records_requests_authorization_id"))

    op.drop_table("records_requests")
    with op.batch_alter_table("plan_interventions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_interventions_task_id"))
        batch_op.drop_index(batch_op.f("ix_plan_interventions_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_interventions_goal_id"))
        batch_op.drop_index(batch_op.f("ix_plan_interventions_case_id"))

    op.drop_table("plan_interventions")
    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_education_task_id"))
        batch_op.drop_index(batch_op.f("ix_education_case_id"))

    op.drop_table("education")
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_barriers_case_id"))
        batch_op.drop_index(batch_op.f("ix_barriers_appointment_id"))

    op.drop_table("barriers")
    with op.batch_alter_table("wage_losses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wage_losses_document_id"))
        batch_op.drop_index(batch_op.f("ix_wage_losses_case_id"))

    op.drop_table("wage_losses")
    with op.batch_alter_table("unmatched_dismissals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unmatched_dismissals_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_unmatched_dismissals_case_id"))

    op.drop_table("unmatched_dismissals")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referrals_to_contact_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_from_provider_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_case_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("prescriptions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prescriptions_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_prescriptions_case_id"))

    op.drop_table("prescriptions")
    with op.batch_alter_table("plan_shares", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_shares_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_shares_contact_id"))
        batch_op.drop_index(batch_op.f("ix_plan_shares_case_id"))

    op.drop_table("plan_shares")
    with op.batch_alter_table("plan_reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_reviews_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_reviews_case_id"))

    op.drop_table("plan_reviews")
    with op.batch_alter_table("plan_goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_goals_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_goals_follows_id"))
        batch_op.drop_index(batch_op.f("ix_plan_goals_case_id"))

    op.drop_table("plan_goals")
    with op.batch_alter_table("medical_bills", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_medical_bills_document_id"))
        batch_op.drop_index(batch_op.f("ix_medical_bills_case_provider_id"))
        batch_op.drop_index("ix_medical_bills_case_provider")

    op.drop_table("medical_bills")
    with op.batch_alter_table("liens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liens_holder_id"))
        batch_op.drop_index(batch_op.f("ix_liens_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_liens_case_id"))

    op.drop_table("liens")
    with op.batch_alter_table("gap_reasons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_reasons_document_id"))
        batch_op.drop_index(batch_op.f("ix_gap_reasons_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_gap_reasons_case_id"))

    op.drop_table("gap_reasons")
    with op.batch_alter_table("fee_tiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fee_tiers_case_id"))
        batch_op.drop_index(batch_op.f("ix_fee_tiers_agreement_id"))

    op.drop_table("fee_tiers")
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expenses_document_id"))
        batch_op.drop_index(batch_op.f("ix_expenses_case_id"))

    op.drop_table("expenses")
    with op.batch_alter_table("defendants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_defendants_policy_id"))
        batch_op.drop_index(batch_op.f("ix_defendants_counsel_id"))
        batch_op.drop_index(batch_op.f("ix_defendants_case_id"))

    op.drop_table("defendants")
    with op.batch_alter_table("case_costs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_costs_document_id"))
        batch_op.drop_index(batch_op.f("ix_case_costs_case_id"))

    op.drop_table("case_costs")
    with op.batch_alter_table("care_authorizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_authorizations_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_care_authorizations_case_id"))
        batch_op.drop_index(batch_op.f("ix_care_authorizations_carrier_id"))

    op.drop_table("care_authorizations")
    with op.batch_alter_table("authorizations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authorizations_document_id"))
        batch_op.drop_index(batch_op.f("ix_authorizations_case_provider_id"))
        batch_op.drop_index(batch_op.f("ix_authorizations_case_id"))

    op.drop_table("authorizations")
    with op.batch_alter_table("attorney_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attorney_requests_document_id"))
        batch_op.drop_index(batch_op.f("ix_attorney_requests_case_id"))

    op.drop_table("attorney_requests")
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendations_case_id"))

    op.drop_table("recommendations")
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promises_contact_id"))
        batch_op.drop_index(batch_op.f("ix_promises_case_id"))

    op.drop_table("promises")
    with op.batch_alter_table("file_reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_reviews_case_id"))

    op.drop_table("file_reviews")
    with op.batch_alter_table("fee_agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fee_agreements_case_id"))

    op.drop_table("fee_agreements")
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_equipment_case_id"))

    op.drop_table("equipment")
    with op.batch_alter_table("dismissals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dismissals_case_id"))

    op.drop_table("dismissals")
    op.drop_table("disbursements")
    with op.batch_alter_table("deductions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deductions_case_id"))

    op.drop_table("deductions")
    with op.batch_alter_table("cost_budgets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cost_budgets_case_id"))

    op.drop_table("cost_budgets")
    with op.batch_alter_table("conflict_checks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_checks_case_id"))

    op.drop_table("conflict_checks")
    op.drop_table("closures")
    op.drop_table("claim_details")
    with op.batch_alter_table("care_plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_plans_case_id"))

    op.drop_table("care_plans")
    with op.batch_alter_table("attorney_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attorney_updates_case_id"))

    op.drop_table("attorney_updates")
    op.drop_table("provider_profiles")
