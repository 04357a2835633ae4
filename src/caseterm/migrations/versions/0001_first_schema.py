"""first schema"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "act_context",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_context")),
    )
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("op", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("ix_changes_act", ["act_id"], unique=False)
        batch_op.create_index("ix_changes_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_changes_row", ["table_name", "row_id"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("first", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("middle", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("last", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("suffix", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("preferred_name", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("org_name", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("parent_org_id", sa.Integer(), nullable=True),
        sa.Column("dob", sa.Date(), nullable=True),
        sa.Column("ssn_last4", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("fax", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("preferred_channel", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=False),
        sa.Column("rides_needed", sa.Boolean(), nullable=False),
        sa.Column("best_time", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("specialty", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("npi", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("employer", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'organization')", name=op.f("ck_contacts_kind_known")),
        sa.CheckConstraint("last <> '' OR first <> '' OR org_name <> ''", name=op.f("ck_contacts_has_a_name")),
        sa.ForeignKeyConstraint(["parent_org_id"], ["contacts.id"], name=op.f("fk_contacts_parent_org_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index("ix_contacts_last_first", ["last", "first"], unique=False)
        batch_op.create_index("ix_contacts_org_name", ["org_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_contacts_parent_org_id"), ["parent_org_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("values_json", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("form", "target", name=op.f("uq_drafts_form")),
    )
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    op.create_table(
        "remembered",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("value_json", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_remembered")),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm_name", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("firm_address", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("firm_phone", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("user_name", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("user_initials", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("user_title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("default_state", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("confidentiality_legend", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("contact_cadence_days", sa.Integer(), nullable=False),
        sa.Column("contact_cadence_late_days", sa.Integer(), nullable=False),
        sa.Column("gap_amber_days", sa.Integer(), nullable=False),
        sa.Column("gap_red_days", sa.Integer(), nullable=False),
        sa.Column("paper", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("week_start", sa.Integer(), nullable=False),
        sa.Column("export_folder", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("backup_folder", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("backup_days", sa.Integer(), nullable=False),
        sa.Column("backup_weeks", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_settings_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("claim_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("case_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("phase_entered_on", sa.Date(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("close_reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("grade", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=False),
        sa.Column("grade_reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("county", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("court", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("docket_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("lead_attorney", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("supervising_attorney", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("case_manager", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("medicare_status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("incompetent", sa.Boolean(), nullable=False),
        sa.Column("death_case", sa.Boolean(), nullable=False),
        sa.Column("gov_entity_involved", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("what_matters", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("recommendations", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(status = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_cases_closed_has_its_day")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_cases_has_a_number")),
        sa.ForeignKeyConstraint(["client_id"], ["contacts.id"], name=op.f("fk_cases_client_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_cases_status_phase", ["status", "phase"], unique=False)

    op.create_table(
        "contact_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("street", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("city", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("zip", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_contact_addresses_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_addresses")),
    )
    with op.batch_alter_table("contact_addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_addresses_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "contact_emails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_contact_emails_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_emails")),
    )
    with op.batch_alter_table("contact_emails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_emails_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "contact_phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("ext", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("text_ok", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_contact_phones_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_phones")),
    )
    with op.batch_alter_table("contact_phones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_phones_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "case_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_notes_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")),
    )
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.create_index("ix_case_notes_case_at", ["case_id", "at"], unique=False)

    op.create_table(
        "case_providers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("specialty", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("treatment_status", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("first_visit_on", sa.Date(), nullable=True),
        sa.Column("gap_reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("lop_on", sa.Date(), nullable=True),
        sa.Column("hipaa_sent_on", sa.Date(), nullable=True),
        sa.Column("hipaa_expires_on", sa.Date(), nullable=True),
        sa.Column("records_requested_on", sa.Date(), nullable=True),
        sa.Column("records_received_on", sa.Date(), nullable=True),
        sa.Column("records_complete", sa.Boolean(), nullable=False),
        sa.Column("bills_requested_on", sa.Date(), nullable=True),
        sa.Column("bills_received_on", sa.Date(), nullable=True),
        sa.Column("bills_complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_providers_case_id_cases")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_case_providers_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_providers")),
    )
    with op.batch_alter_table("case_providers", schema=None) as batch_op:
        batch_op.create_index("ix_case_providers_case", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_providers_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "caselist",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("client_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("client", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("case_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("phase_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("city", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("manager", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("pinned", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason_arg", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("more_reasons", sa.Integer(), nullable=False),
        sa.Column("last_contact_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_due_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_time", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_appt_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_task_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("open_tasks", sa.Integer(), nullable=False),
        sa.Column("sol_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sol_state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("incident_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("changes_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_caselist_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_caselist")),
    )
    with op.batch_alter_table("caselist", schema=None) as batch_op:
        batch_op.create_index(
            "ix_caselist_attention", ["is_open", "level", "since", "client_key", "case_id"], unique=False
        )
        batch_op.create_index("ix_caselist_changes_on", ["changes_on"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("path", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("from_whom", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_case_id"), ["case_id"], unique=False)

    op.create_table(
        "export_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("format", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("destination", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_export_log_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_log")),
    )
    with op.batch_alter_table("export_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_log_case_id"), ["case_id"], unique=False)

    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("at_time", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("city", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("police_agency", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("report_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("report_status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("liability_summary", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("comparative_fault_pct", sa.Integer(), nullable=True),
        sa.Column("citation_issued_to", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("seatbelt", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("airbags", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("weather", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.CheckConstraint(
            "comparative_fault_pct IS NULL OR comparative_fault_pct BETWEEN 0 AND 100",
            name=op.f("ck_incidents_fault_is_percent"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_incidents_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("case_id", name=op.f("uq_incidents_case_id")),
    )
    op.create_table(
        "injuries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("body_part", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("side", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("injury_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("icd10", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("severity", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("pre_existing", sa.Boolean(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("first_reported_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_injuries_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_injuries")),
    )
    with op.batch_alter_table("injuries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_injuries_case_id"), ["case_id"], unique=False)

    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("consent_to_speak", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_parties_case_id_cases")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_parties_contact_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.create_index("ix_parties_case_role", ["case_id", "role"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "phase_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_phase_history_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_history")),
    )
    with op.batch_alter_table("phase_history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_history_case_id"), ["case_id"], unique=False)

    op.create_table(
        "policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("insurer_id", sa.Integer(), nullable=True),
        sa.Column("policy_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("named_insured", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("party", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("dec_page_received", sa.Boolean(), nullable=False),
        sa.Column("limits_disclosed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_policies_case_id_cases")),
        sa.ForeignKeyConstraint(["insurer_id"], ["contacts.id"], name=op.f("fk_policies_insurer_id_contacts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
    )
    with op.batch_alter_table("policies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policies_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_policies_insurer_id"), ["insurer_id"], unique=False)

    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("case_provider_id", sa.Integer(), nullable=True),
        sa.Column("location", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("no_show_reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("ride", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("ride_note", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("interpreter_booked", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reminder_sent_on", sa.Date(), nullable=True),
        sa.Column("rescheduled_from_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at >= starts_at", name=op.f("ck_appointments_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appointments_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["case_provider_id"], ["case_providers.id"], name=op.f("fk_appointments_case_provider_id_case_providers")
        ),
        sa.ForeignKeyConstraint(
            ["rescheduled_from_id"], ["appointments.id"], name=op.f("fk_appointments_rescheduled_from_id_appointments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointments_case_provider_id"), ["case_provider_id"], unique=False)
        batch_op.create_index("ix_appointments_case_starts", ["case_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointments_rescheduled_from_id"), ["rescheduled_from_id"], unique=False)
        batch_op.create_index("ix_appointments_starts_at", ["starts_at"], unique=False)

    op.create_table(
        "casetext",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("search", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("jump", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["caselist.case_id"], name=op.f("fk_casetext_case_id_caselist"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_casetext")),
    )
    op.create_table(
        "coverages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("limit_per_person", sa.Integer(), nullable=True),
        sa.Column("limit_per_accident", sa.Integer(), nullable=True),
        sa.Column("csl_limit", sa.Integer(), nullable=True),
        sa.Column("deductible", sa.Integer(), nullable=True),
        sa.Column("exhausted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("csl_limit IS NULL OR csl_limit >= 0", name=op.f("ck_coverages_csl_limit_not_negative")),
        sa.CheckConstraint("deductible IS NULL OR deductible >= 0", name=op.f("ck_coverages_deductible_not_negative")),
        sa.CheckConstraint(
            "limit_per_accident IS NULL OR limit_per_accident >= 0",
            name=op.f("ck_coverages_limit_per_accident_not_negative"),
        ),
        sa.CheckConstraint(
            "limit_per_person IS NULL OR limit_per_person >= 0", name=op.f("ck_coverages_limit_per_person_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_coverages_case_id_cases")),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_coverages_policy_id_policies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverages")),
    )
    with op.batch_alter_table("coverages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coverages_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coverages_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "deadlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("defendant_id", sa.Integer(), nullable=True),
        sa.Column("trigger_date", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("file_by", sa.Date(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("verified_by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("satisfied_on", sa.Date(), nullable=True),
        sa.Column("satisfied_how", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(verified_by <> '') = (verified_on IS NOT NULL)", name=op.f("ck_deadlines_verified_by_and_on")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deadlines_case_id_cases")),
        sa.ForeignKeyConstraint(["defendant_id"], ["contacts.id"], name=op.f("fk_deadlines_defendant_id_contacts")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_deadlines_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.create_index("ix_deadlines_case", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadlines_defendant_id"), ["defendant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadlines_document_id"), ["document_id"], unique=False)
        batch_op.create_index("ix_deadlines_due", ["due"], unique=False)
        batch_op.create_index("ix_deadlines_file_by", ["file_by"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_time", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("waiting_on", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("tags", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("template_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("phase", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name=op.f("ck_tasks_done_has_its_day")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_tasks_has_a_title")),
        sa.CheckConstraint("priority BETWEEN 1 AND 4", name=op.f("ck_tasks_priority_1_to_4")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id_cases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_tasks_document_id_documents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index("ix_tasks_case_status", ["case_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_document_id"), ["document_id"], unique=False)
        batch_op.create_index("ix_tasks_done_on", ["done_on"], unique=False)
        batch_op.create_index(
            "ix_tasks_status_due",
            ["status", "due", "due_time", "priority", "waiting_on", "waiting_since", "owner", "case_id", "archived_at"],
            unique=False,
        )
        batch_op.create_index(
            "uq_tasks_case_template",
            ["case_id", "template_key"],
            unique=True,
            sqlite_where=sa.text("template_key <> ''"),
        )

    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("coverage_id", sa.Integer(), nullable=False),
        sa.Column("claim_no", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("claim_key", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("adjuster_id", sa.Integer(), nullable=True),
        sa.Column("lor_sent_on", sa.Date(), nullable=True),
        sa.Column("lor_ack_on", sa.Date(), nullable=True),
        sa.Column("liability_position", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.ForeignKeyConstraint(["adjuster_id"], ["contacts.id"], name=op.f("fk_claims_adjuster_id_contacts")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_claims_case_id_cases")),
        sa.ForeignKeyConstraint(["coverage_id"], ["coverages.id"], name=op.f("fk_claims_coverage_id_coverages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_adjuster_id"), ["adjuster_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_claim_key"), ["claim_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_coverage_id"), ["coverage_id"], unique=False)

    op.create_table(
        "communications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("notes", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("direction", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=200000), nullable=False),
        sa.Column("duration_min", sa.Integer(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("follow_up_task_id", sa.Integer(), nullable=True),
        sa.Column("counts_as_client_contact", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_communications_case_id_cases")),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_communications_contact_id_contacts")),
        sa.ForeignKeyConstraint(
            ["follow_up_task_id"], ["tasks.id"], name=op.f("fk_communications_follow_up_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communications")),
    )
    with op.batch_alter_table("communications", schema=None) as batch_op:
        batch_op.create_index("ix_communications_case_at", ["case_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_communications_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_communications_follow_up_task_id"), ["follow_up_task_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("communications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communications_follow_up_task_id"))
        batch_op.drop_index(batch_op.f("ix_communications_contact_id"))
        batch_op.drop_index("ix_communications_case_at")

    op.drop_table("communications")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_coverage_id"))
        batch_op.drop_index(batch_op.f("ix_claims_claim_key"))
        batch_op.drop_index(batch_op.f("ix_claims_case_id"))
        batch_op.drop_index(batch_op.f("ix_claims_adjuster_id"))

    op.drop_table("claims")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("uq_tasks_case_template", sqlite_where=sa.text("template_key <> ''"))
        batch_op.drop_index("ix_tasks_status_due")
        batch_op.drop_index("ix_tasks_done_on")
        batch_op.drop_index(batch_op.f("ix_tasks_document_id"))
        batch_op.drop_index("ix_tasks_case_status")

    op.drop_table("tasks")
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.drop_index("ix_deadlines_file_by")
        batch_op.drop_index("ix_deadlines_due")
        batch_op.drop_index(batch_op.f("ix_deadlines_document_id"))
        batch_op.drop_index(batch_op.f("ix_deadlines_defendant_id"))
        batch_op.drop_index("ix_deadlines_case")

    op.drop_table("deadlines")
    with op.batch_alter_table("coverages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coverages_policy_id"))
        batch_op.drop_index(batch_op.f("ix_coverages_case_id"))

    op.drop_table("coverages")
    op.drop_table("casetext")
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.drop_index("ix_appointments_starts_at")
        batch_op.drop_index(batch_op.f("ix_appointments_rescheduled_from_id"))
        batch_op.drop_index("ix_appointments_case_starts")
        batch_op.drop_index(batch_op.f("ix_appointments_case_provider_id"))

    op.drop_table("appointments")
    with op.batch_alter_table("policies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_policies_insurer_id"))
        batch_op.drop_index(batch_op.f("ix_policies_case_id"))

    op.drop_table("policies")
    with op.batch_alter_table("phase_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phase_history_case_id"))

    op.drop_table("phase_history")
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parties_contact_id"))
        batch_op.drop_index("ix_parties_case_role")

    op.drop_table("parties")
    with op.batch_alter_table("injuries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_injuries_case_id"))

    op.drop_table("injuries")
    op.drop_table("incidents")
    with op.batch_alter_table("export_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_log_case_id"))

    op.drop_table("export_log")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_case_id"))

    op.drop_table("documents")
    with op.batch_alter_table("caselist", schema=None) as batch_op:
        batch_op.drop_index("ix_caselist_changes_on")
        batch_op.drop_index("ix_caselist_attention")

    op.drop_table("caselist")
    with op.batch_alter_table("case_providers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_providers_contact_id"))
        batch_op.drop_index("ix_case_providers_case")

    op.drop_table("case_providers")
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_case_notes_case_at")

    op.drop_table("case_notes")
    with op.batch_alter_table("contact_phones", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_phones_contact_id"))

    op.drop_table("contact_phones")
    with op.batch_alter_table("contact_emails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_emails_contact_id"))

    op.drop_table("contact_emails")
    with op.batch_alter_table("contact_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_addresses_contact_id"))

    op.drop_table("contact_addresses")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_status_phase")
        batch_op.drop_index(batch_op.f("ix_cases_client_id"))

    op.drop_table("cases")
    op.drop_table("settings")
    op.drop_table("remembered")
    op.drop_table("import_batches")
    op.drop_table("drafts")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contacts_parent_org_id"))
        batch_op.drop_index("ix_contacts_org_name")
        batch_op.drop_index("ix_contacts_last_first")

    op.drop_table("contacts")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index("ix_changes_row")
        batch_op.drop_index("ix_changes_case")
        batch_op.drop_index("ix_changes_act")

    op.drop_table("changes")
    op.drop_table("acts")
    op.drop_table("act_context")
