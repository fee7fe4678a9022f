"""Safety plans in versions; a version is never overwritten."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class SafetyPlan(Record):
    """One version of a student's safety plan."""

    __tablename__ = "safety_plan"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("student_id", "version"),)

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    version: Mapped[int]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    review_on: Mapped[date | None] = mapped_column(index=True)
    student_agreed: Mapped[bool] = mapped_column(default=False)
    guardian_told: Mapped[bool] = mapped_column(default=False)
    teacher_told: Mapped[bool] = mapped_column(default=False)
    complete: Mapped[bool] = mapped_column(default=False)


class SafetyPlanEntry(Record):
    """One line of one step, in the student's own words."""

    __tablename__ = "safety_plan_entry"
    __replicated__: ClassVar[bool] = True

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    step: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int] = mapped_column(SmallInteger)
    text: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(String(40), default="")
    obstacle: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(60), default="")
    confirmed_on: Mapped[date | None]
