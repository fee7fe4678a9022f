"""The log of who did what: an append-only chain. Keys of objects only, never names or content."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Audit(Base):
    """One entry. ``mac`` covers every other column and the ``mac`` before it."""

    __tablename__ = "audit"
    __replicated__: ClassVar[bool] = False
    __append_only__: ClassVar[bool] = True

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    utc: Mapped[datetime]
    offset: Mapped[int]  # minutes that the writer's clock was east of UTC
    boot: Mapped[str] = mapped_column(String(16))  # one opening of the store
    app_version: Mapped[str] = mapped_column(String(40))
    user: Mapped[UUID] = mapped_column("user_id")
    role: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[UUID | None] = mapped_column(index=True)
    reason: Mapped[str | None] = mapped_column(String(2000))
    result: Mapped[str] = mapped_column(String(20))
    details: Mapped[dict[str, Any] | None]
    prev_mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
