"""Referrals and their events. The state is folded from the events, never stored."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.referral_state import EventKind, Side, Source
from app.domain.risk import Level
from app.models.base import Record


class Referral(Record):
    """A referral to an institution, with the facts that its letter states.

    ``basis`` is ``consent`` or ``emergency``; an emergency needs ``basis_reason``. ``parts`` names
    what rides along (scores, plan, chosen session records); nothing does by default.
    """

    __tablename__ = "referral"
    __replicated__: ClassVar[bool] = True

    student_id: Mapped[UUID] = mapped_column(ForeignKey("student.id"), index=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institution.id"))
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"))
    level: Mapped[Level]
    urgency: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text, default="")
    duration: Mapped[str] = mapped_column(String(120), default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    medicines: Mapped[str] = mapped_column(Text, default="")
    allergies: Mapped[str] = mapped_column(Text, default="")
    self_harm: Mapped[bool | None]
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"))
    guardian_present: Mapped[bool | None]
    accompanied_by: Mapped[str] = mapped_column(String(120), default="")
    basis: Mapped[str | None] = mapped_column(String(20))
    basis_reason: Mapped[str] = mapped_column(Text, default="")
    consent_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"))
    parts: Mapped[dict[str, Any]]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]


class ReferralEvent(Record):
    """One event, appended by its owner, with the fields of ``app.domain.referral.ReferralEvent``."""

    __tablename__ = "referral_event"
    __replicated__: ClassVar[bool] = True

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"), index=True)
    kind: Mapped[EventKind]
    side: Mapped[Side]
    source: Mapped[Source]
    at: Mapped[datetime]
    parents: Mapped[list[str]]
    told_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)
    advice: Mapped[str | None] = mapped_column(Text)
    appointment_at: Mapped[datetime | None]
    document_id: Mapped[UUID | None]
    follow_up_id: Mapped[UUID | None]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    bundle_id: Mapped[UUID | None]
