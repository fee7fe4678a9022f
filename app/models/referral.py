"""Referrals and their events. The state is folded from the events, never stored."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

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
    measures: Mapped[str] = mapped_column(Text, default="")
    medicines: Mapped[str] = mapped_column(Text, default="")
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
    """One event, appended by its owner. ``source`` says how the news came (app, phone, paper, bundle)."""

    __tablename__ = "referral_event"
    __replicated__: ClassVar[bool] = True

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    side: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    said_by: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    bundle_id: Mapped[UUID | None]
