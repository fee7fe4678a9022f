"""Assessments: one filled form with its answers and its score. Generic: no table per scale."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class AnswerSource(StrEnum):
    """How the answers came in."""

    KEYPAD = "keypad"
    IMPORT = "import"
    KIOSK = "kiosk"


class Assessment(Record):
    """One form of one scale on one student.

    ``respondent`` is the form (student, parent, teacher), ``informant`` who filled it in. ``total``
    is None where the form is incomplete and the scale's rule allows no estimate. ``result`` is the
    whole result as ``xinqiao score`` prints it (fractions as text), made with ``definition_version``.
    ``tray_id`` names the self-service sheet it came from; ``set_aside_at`` marks one of two submissions
    that a person decided against; ``unscored`` is why no score was made, such as ``no_consent``.
    """

    __tablename__ = "assessment"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (Index(None, "student_id", "scale", "taken_on"),)

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"))
    scale: Mapped[str] = mapped_column(String(40), index=True)
    definition_version: Mapped[str] = mapped_column(String(40))
    form_version: Mapped[str] = mapped_column(String(40))
    respondent: Mapped[str] = mapped_column(String(20))
    informant: Mapped[str] = mapped_column(String(40), default="")
    taken_on: Mapped[date]
    source: Mapped[AnswerSource]
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    seconds: Mapped[int | None]
    complete: Mapped[bool]
    total: Mapped[Decimal | None]
    validity: Mapped[str] = mapped_column(String(20))
    result: Mapped[dict[str, Any]]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    round_id: Mapped[UUID | None] = mapped_column(ForeignKey("screening_round.id"), index=True)
    tray_id: Mapped[UUID | None] = mapped_column(unique=True)
    set_aside_at: Mapped[datetime | None]
    unscored: Mapped[str | None] = mapped_column(String(20))


class AnswerSheet(Record):
    """The answers of one pass: printed option values in item order, null for not answered.

    ``illegible`` holds the item numbers that could not be read. A second pass is a second row; the
    score is made from the highest pass.
    """

    __tablename__ = "answer_sheet"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("assessment_id", "pass_no"),)

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id"), index=True)
    pass_no: Mapped[int]
    answers: Mapped[list[Any]]
    illegible: Mapped[list[Any]]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime]
