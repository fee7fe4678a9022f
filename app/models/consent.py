"""Consents: one decision per purpose, person and time."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.consent import Giver, Purpose, Way
from app.models.base import Record


class Consent(Record):
    """A decision for or against a purpose. A later row replaces an earlier one; none is deleted."""

    __tablename__ = "consent"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (Index(None, "student_id", "purpose"),)

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"))
    purpose: Mapped[Purpose]
    giver: Mapped[Giver]
    person: Mapped[str] = mapped_column(String(60))
    given: Mapped[bool]
    way: Mapped[Way]
    witness: Mapped[str] = mapped_column(String(60), default="")
    decided_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime]
