"""Session records, their amendments and the counsellor's own working notes."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.risk import Tick
from app.domain.session import Mode, SessionState
from app.models.base import Record


class SessionRecord(Record):
    """One session. Only student and time are required; once signed it never changes again."""

    __tablename__ = "session_record"
    __replicated__: ClassVar[bool] = True
    __frozen_when__: ClassVar[str] = "signed_at IS NOT NULL"

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    number: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int | None]
    mode: Mapped[Mode | None]
    topics: Mapped[list[str]]
    tick: Mapped[Tick | None]
    words: Mapped[str] = mapped_column(Text, default="")
    observation: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    state: Mapped[SessionState] = mapped_column(default=SessionState.OPEN)
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class SessionAmendment(Record):
    """An addition to a signed record. The original stays as it was."""

    __tablename__ = "session_amendment"
    __replicated__: ClassVar[bool] = True
    __append_only__: ClassVar[bool] = True

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session_record.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class WorkingNote(Record):
    """The counsellor's own thinking about a session: never printed, never exported."""

    __tablename__ = "working_note"
    __replicated__: ClassVar[bool] = True

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session_record.id"), unique=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
