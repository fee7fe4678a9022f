"""Screening rounds: what is asked of whom, whom teachers named before, and who is talked to afterwards."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.risk import Level
from app.domain.screening import Outcome, RoundState
from app.models.base import Record


class ScreeningRound(Record):
    """One round. ``results_seen_at`` is when somebody first looked at a result of it."""

    __tablename__ = "screening_round"
    __replicated__: ClassVar[bool] = True

    name: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    hours_available: Mapped[int | None]
    results_seen_at: Mapped[datetime | None]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]


class RoundScale(Record):
    """One form of the round: which scale, filled in by whom."""

    __tablename__ = "round_scale"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("round_id", "scale", "respondent"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("screening_round.id"), index=True)
    scale: Mapped[str] = mapped_column(String(40))
    respondent: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]


class RoundTarget(Record):
    """One student of the round. ``excused`` is why no form is expected; empty means one is."""

    __tablename__ = "round_target"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("round_id", "student_id"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("screening_round.id"))
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    excused: Mapped[str] = mapped_column(String(40), default="")


class Nomination(Record):
    """A class teacher's word that a student worries her. ``late``: given after results were seen."""

    __tablename__ = "nomination"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (Index(None, "round_id", "student_id"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("screening_round.id"))
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    teacher: Mapped[str] = mapped_column(String(60))
    signs: Mapped[list[str]]
    text: Mapped[str] = mapped_column(Text, default="")
    late: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]


class SecondRound(Record):
    """One student of a round who is to be talked to, why, by when, and what a person decided.

    ``reasons`` are codes with parameters (see ``app.domain.screening``). ``interview`` is the filled
    form. Nobody becomes a level by score: ``outcome`` and ``level`` are a named person's decision.
    """

    __tablename__ = "second_round"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("round_id", "student_id"), Index(None, "round_id", "due_at"))

    round_id: Mapped[UUID] = mapped_column(ForeignKey("screening_round.id"))
    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    reasons: Mapped[list[Any]]
    urgency: Mapped[Level]
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    interview: Mapped[dict[str, Any] | None]
    outcome: Mapped[Outcome | None]
    level: Mapped[Level | None]
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
