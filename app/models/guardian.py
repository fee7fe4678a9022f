"""The people around a student: guardians, carers, parents who work away."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.student import Relation
from app.models.base import Record


class Guardian(Record):
    """A guardian or carer. Unknown facts are None, never False.

    ``able`` is whether the person is able to care; ``away_since`` and ``away_place`` say since when
    and where a parent works away; ``phone_checked_on`` when the number last reached the person.
    """

    __tablename__ = "guardian"
    __replicated__: ClassVar[bool] = True

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    relation: Mapped[Relation]
    name: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    phone_checked_on: Mapped[date | None]
    is_guardian: Mapped[bool] = mapped_column(default=False)
    is_carer: Mapped[bool] = mapped_column(default=False)
    able: Mapped[bool | None]
    absent: Mapped[bool] = mapped_column(default=False)
    can_read: Mapped[bool | None]
    away_since: Mapped[date | None]
    away_place: Mapped[str] = mapped_column(String(80), default="")
    outside_county: Mapped[bool | None]
    next_return: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
