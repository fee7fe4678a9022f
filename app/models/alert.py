"""Alerts and what was done about them."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.alerts import AlertSource, AlertState, Closing
from app.domain.risk import Level
from app.models.base import Record


class Alert(Record):
    """A call for a person. The program raises it and never closes it."""

    __tablename__ = "alert"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (Index(None, "state", "due_at"),)

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    level: Mapped[Level]
    source: Mapped[AlertSource]
    source_id: Mapped[UUID | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(60))
    params: Mapped[dict[str, Any]]
    raised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[AlertState] = mapped_column(default=AlertState.NEW)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    closing: Mapped[Closing | None]
    closed_at: Mapped[datetime | None]


class AlertAction(Record):
    """One thing that somebody did about an alert, or decided."""

    __tablename__ = "alert_action"
    __replicated__: ClassVar[bool] = True

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alert.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text, default="")
