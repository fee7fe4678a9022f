"""Screening rounds, nominations, the second round, text packs, and what a sheet knows of its round."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of screening. Parents come before children."""
    _screening_round()
    _text_pack()
    _nomination()
    _round_scale()
    _round_target()
    _second_round()
    _assessment()


def _screening_round() -> None:
    op.create_table(
        "screening_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("hours_available", sa.Integer(), nullable=True),
        sa.Column("results_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_screening_round_made_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_round")),
    )


def _text_pack() -> None:
    op.create_table(
        "text_pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("form_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signer", sa.String(length=80), nullable=False),
        sa.Column("loaded_by", sa.Uuid(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["loaded_by"], ["user.id"], name=op.f("fk_text_pack_loaded_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_pack")),
    )
    with op.batch_alter_table("text_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_pack_scale"), ["scale"], unique=False)


def _nomination() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("teacher", sa.String(length=60), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["screening_round.id"], name=op.f("fk_nomination_round_id_screening_round")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_nomination_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_round_id_student_id"), ["round_id", "student_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_student_id"), ["student_id"], unique=False)


def _round_scale() -> None:
    op.create_table(
        "round_scale",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("respondent", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["screening_round.id"], name=op.f("fk_round_scale_round_id_screening_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_scale")),
        sa.UniqueConstraint("round_id", "scale", "respondent", name=op.f("uq_round_scale_round_id_scale_respondent")),
    )
    with op.batch_alter_table("round_scale", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_scale_round_id"), ["round_id"], unique=False)


def _round_target() -> None:
    op.create_table(
        "round_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("excused", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["screening_round.id"], name=op.f("fk_round_target_round_id_screening_round")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_round_target_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_target")),
        sa.UniqueConstraint("round_id", "student_id", name=op.f("uq_round_target_round_id_student_id")),
    )
    with op.batch_alter_table("round_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_target_student_id"), ["student_id"], unique=False)


def _second_round() -> None:
    op.create_table(
        "second_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interview", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_second_round_decided_by_user")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["screening_round.id"], name=op.f("fk_second_round_round_id_screening_round")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_second_round_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_round")),
        sa.UniqueConstraint("round_id", "student_id", name=op.f("uq_second_round_round_id_student_id")),
    )
    with op.batch_alter_table("second_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_second_round_round_id_due_at"), ["round_id", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_second_round_student_id"), ["student_id"], unique=False)


def _assessment() -> None:
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("tray_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("unscored", sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f("ix_assessment_round_id"), ["round_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_assessment_tray_id"), ["tray_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_assessment_round_id_screening_round"), "screening_round", ["round_id"], ["id"]
        )
