"""The keys of this node and of the school's paper recovery key. Local: secrets never replicate."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class KeyKind(StrEnum):
    """What a key is for."""

    SIGNING = "signing"
    SEALING = "sealing"
    RECOVERY = "recovery"


class NodeKey(Record):
    """One key pair. ``secret`` is None for the recovery key: its secret half is on paper only."""

    __tablename__ = "node_key"
    __replicated__: ClassVar[bool] = False

    kind: Mapped[KeyKind]
    public: Mapped[str] = mapped_column(String(400))
    secret: Mapped[bytes | None]
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
