"""All tables of the main job, the full-text table and the triggers of what is append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE search_text USING fts5(words, content='', contentless_delete=1,"
    ' tokenize="unicode61 remove_diacritics 0")'
)
REFUSED = {
    "audit": "",
    "change_event": "",
    "session_amendment": "",
    "session_record": " WHEN OLD.signed_at IS NOT NULL",
}
"""Tables whose rows may not be updated or deleted, and on which condition."""


def upgrade() -> None:
    """Make the schema of the first version. Parents come before children."""
    _answer_mapping()
    _audit()
    _change_event()
    _draft()
    _institution()
    _node()
    _node_key()
    _school_setting()
    _search_entry()
    _student()
    _user()
    _alert()
    _consent()
    _guardian()
    _import_batch()
    _safety_plan()
    _session_record()
    _alert_action()
    _assessment()
    _import_row()
    _referral()
    _safety_plan_entry()
    _session_amendment()
    _working_note()
    _answer_sheet()
    _bundle()
    _document()
    _referral_event()
    _document_issue()
    if op.get_bind().dialect.name == "sqlite":
        _only_sqlite()


def _only_sqlite() -> None:
    op.execute(SEARCH)
    for table, condition in REFUSED.items():
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}{condition}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _answer_mapping() -> None:
    op.create_table(
        "answer_mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer_mapping"),
        sa.UniqueConstraint("fingerprint", "scale", name="uq_answer_mapping_fingerprint_scale"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("boot", sa.String(length=16), nullable=False),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object_type", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.Column("prev_mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_object_id", "audit", ["object_id"])


def _change_event() -> None:
    op.create_table(
        "change_event",
        sa.Column("node", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.String(length=10), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_quality", sa.String(length=10), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("node", "epoch", "seq", name="pk_change_event"),
    )
    op.create_index("ix_change_event_entity_id", "change_event", ["entity_id"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("user_id", "form", "subject", name="uq_draft_user_id_form_subject"),
    )


def _institution() -> None:
    op.create_table(
        "institution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("site_code", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=True),
        sa.Column("recovery_recipient", sa.String(length=200), nullable=True),
        sa.Column("signing_key", sa.String(length=400), nullable=True),
        sa.Column("trusted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_institution"),
    )
    op.create_index("ix_institution_signing_key", "institution", ["signing_key"])
    op.create_index("ix_institution_site_code", "institution", ["site_code"])


def _node() -> None:
    op.create_table(
        "node",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vault_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("latest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("slots_generation", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_node"),
    )


def _node_key() -> None:
    op.create_table(
        "node_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("public", sa.String(length=400), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_node_key"),
    )


def _school_setting() -> None:
    op.create_table(
        "school_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_school_setting"),
        sa.UniqueConstraint("key", name="uq_school_setting_key"),
    )


def _search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entry"),
        sa.UniqueConstraint("kind", "entity_id", name="uq_search_entry_kind_entity_id"),
    )


def _student() -> None:
    op.create_table(
        "student",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("pinyin", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=60), nullable=False),
        sa.Column("pinyin_edited", sa.Boolean(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("entry_year", sa.Integer(), nullable=True),
        sa.Column("grade_shift", sa.Integer(), nullable=False),
        sa.Column("class_no", sa.Integer(), nullable=True),
        sa.Column("boarding", sa.Boolean(), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=False),
        sa.Column("national_id", sa.String(length=20), nullable=False),
        sa.Column("registration_no", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_student"),
        sa.UniqueConstraint("number", name="uq_student_number"),
    )
    op.create_index("ix_student_initials", "student", ["initials"])
    op.create_index("ix_student_pinyin", "student", ["pinyin"])
    op.create_index("ix_student_stage_entry_year_class_no", "student", ["stage", "entry_year", "class_no"])


def _user() -> None:
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
    )


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("closing", sa.String(length=40), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_alert_owner_id_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_alert_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    op.create_index("ix_alert_source_id", "alert", ["source_id"])
    op.create_index("ix_alert_state_due_at", "alert", ["state", "due_at"])
    op.create_index("ix_alert_student_id", "alert", ["student_id"])


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("giver", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("witness", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name="fk_consent_recorded_by_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_consent_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_student_id_purpose", "consent", ["student_id", "purpose"])


def _guardian() -> None:
    op.create_table(
        "guardian",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("phone_checked_on", sa.Date(), nullable=True),
        sa.Column("is_guardian", sa.Boolean(), nullable=False),
        sa.Column("is_carer", sa.Boolean(), nullable=False),
        sa.Column("able", sa.Boolean(), nullable=True),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("can_read", sa.Boolean(), nullable=True),
        sa.Column("away_since", sa.Date(), nullable=True),
        sa.Column("away_place", sa.String(length=80), nullable=False),
        sa.Column("outside_county", sa.Boolean(), nullable=True),
        sa.Column("next_return", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_guardian_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_guardian"),
    )
    op.create_index("ix_guardian_student_id", "guardian", ["student_id"])


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("merged", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name="fk_import_batch_made_by_user"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_sha256", "import_batch", ["sha256"])


def _safety_plan() -> None:
    op.create_table(
        "safety_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("student_agreed", sa.Boolean(), nullable=False),
        sa.Column("guardian_told", sa.Boolean(), nullable=False),
        sa.Column("teacher_told", sa.Boolean(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name="fk_safety_plan_made_by_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_safety_plan_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_safety_plan"),
        sa.UniqueConstraint("student_id", "version", name="uq_safety_plan_student_id_version"),
    )
    op.create_index("ix_safety_plan_review_on", "safety_plan", ["review_on"])
    op.create_index("ix_safety_plan_student_id", "safety_plan", ["student_id"])


def _session_record() -> None:
    op.create_table(
        "session_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("tick", sa.String(length=40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("observation", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name="fk_session_record_author_id_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_session_record_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_session_record"),
    )
    op.create_index("ix_session_record_next_at", "session_record", ["next_at"])
    op.create_index("ix_session_record_started_at", "session_record", ["started_at"])
    op.create_index("ix_session_record_student_id", "session_record", ["student_id"])


def _alert_action() -> None:
    op.create_table(
        "alert_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_alert_action_alert_id_alert"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_alert_action_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_alert_action"),
    )
    op.create_index("ix_alert_action_alert_id", "alert_action", ["alert_id"])


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("definition_version", sa.String(length=40), nullable=False),
        sa.Column("form_version", sa.String(length=40), nullable=False),
        sa.Column("respondent", sa.String(length=20), nullable=False),
        sa.Column("informant", sa.String(length=40), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("validity", sa.String(length=20), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_assessment_batch_id_import_batch"),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name="fk_assessment_entered_by_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_assessment_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_index("ix_assessment_batch_id", "assessment", ["batch_id"])
    op.create_index("ix_assessment_scale", "assessment", ["scale"])
    op.create_index("ix_assessment_student_id_scale_taken_on", "assessment", ["student_id", "scale", "taken_on"])


def _import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_row_batch_id_import_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_import_row"),
    )
    op.create_index("ix_import_row_batch_id", "import_row", ["batch_id"])


def _referral() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("duration", sa.String(length=120), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("medicines", sa.Text(), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=False),
        sa.Column("self_harm", sa.Boolean(), nullable=True),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("guardian_present", sa.Boolean(), nullable=True),
        sa.Column("accompanied_by", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("basis_reason", sa.Text(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_referral_alert_id_alert"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_referral_consent_id_consent"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_referral_guardian_id_guardian"),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name="fk_referral_institution_id_institution"),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name="fk_referral_made_by_user"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_referral_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
    )
    op.create_index("ix_referral_student_id", "referral", ["student_id"])


def _safety_plan_entry() -> None:
    op.create_table(
        "safety_plan_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name="fk_safety_plan_entry_plan_id_safety_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_safety_plan_entry"),
    )
    op.create_index("ix_safety_plan_entry_plan_id", "safety_plan_entry", ["plan_id"])


def _session_amendment() -> None:
    op.create_table(
        "session_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name="fk_session_amendment_author_id_user"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session_record.id"], name="fk_session_amendment_session_id_session_record"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session_amendment"),
    )
    op.create_index("ix_session_amendment_session_id", "session_amendment", ["session_id"])


def _working_note() -> None:
    op.create_table(
        "working_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name="fk_working_note_author_id_user"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session_record.id"], name="fk_working_note_session_id_session_record"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_working_note"),
        sa.UniqueConstraint("session_id", name="uq_working_note_session_id"),
    )


def _answer_sheet() -> None:
    op.create_table(
        "answer_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("pass_no", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("illegible", sa.JSON(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_answer_sheet_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name="fk_answer_sheet_entered_by_user"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_sheet"),
        sa.UniqueConstraint("assessment_id", "pass_no", name="uq_answer_sheet_assessment_id_pass_no"),
    )
    op.create_index("ix_answer_sheet_assessment_id", "answer_sheet", ["assessment_id"])


def _bundle() -> None:
    op.create_table(
        "bundle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("stream_seq", sa.Integer(), nullable=True),
        sa.Column("ack_key", sa.LargeBinary(), nullable=True),
        sa.Column("covers", sa.JSON(), nullable=True),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone_tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name="fk_bundle_institution_id_institution"),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_bundle_referral_id_referral"),
        sa.PrimaryKeyConstraint("id", name="pk_bundle"),
    )
    op.create_index("ix_bundle_referral_id", "bundle", ["referral_id"])
    op.create_index("ix_bundle_sha256", "bundle", ["sha256"])


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("node_code", sa.String(length=4), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("numbered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_document_referral_id_referral"),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name="fk_document_student_id_student"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("series", "year", "node_code", "counter", name="uq_document_series_year_node_code_counter"),
    )
    op.create_index("ix_document_referral_id", "document", ["referral_id"])
    op.create_index("ix_document_student_id", "document", ["student_id"])


def _referral_event() -> None:
    op.create_table(
        "referral_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("told_by", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=True),
        sa.Column("appointment_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("follow_up_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("bundle_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_referral_event_by_id_user"),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_referral_event_referral_id_referral"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_event"),
    )
    op.create_index("ix_referral_event_referral_id", "referral_event", ["referral_id"])


def _document_issue() -> None:
    op.create_table(
        "document_issue",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_document_issue_by_id_user"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_document_issue_document_id_document"),
        sa.PrimaryKeyConstraint("id", name="pk_document_issue"),
    )
    op.create_index("ix_document_issue_document_id", "document_issue", ["document_id"])
