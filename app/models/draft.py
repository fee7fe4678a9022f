"""Text not yet saved, kept encrypted so that a lock or a power cut loses two seconds at most."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Draft(Record):
    """One user's unsaved form. ``place`` holds what brings her back: page, field and cursor."""

    __tablename__ = "draft"
    __replicated__: ClassVar[bool] = False
    __table_args__ = (UniqueConstraint("user_id", "form", "subject"),)

    user_id: Mapped[UUID]
    form: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))  # key of the row it is about, or empty
    content: Mapped[dict[str, Any]]
    place: Mapped[dict[str, Any]]
    saved: Mapped[datetime]
