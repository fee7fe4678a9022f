"""The change log: what was done to each replicated row, from the first day, so that stores can merge."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ChangeEvent(Base):
    """One event. ``hash`` covers every other column; ``prev_hash`` chains one node's one epoch.

    ``parents`` are the hashes of the entity's heads that the author saw (JSON array), which alone
    decide whether two changes were concurrent. ``patch`` is a JSON Merge Patch (RFC 7396) as
    canonical text. ``snapshot_hash`` is that of the whole row afterwards; empty after a deletion.
    """

    __tablename__ = "change_event"
    __replicated__: ClassVar[bool] = False
    __append_only__: ClassVar[bool] = True

    node: Mapped[UUID] = mapped_column(primary_key=True)
    epoch: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID] = mapped_column(index=True)
    op: Mapped[str] = mapped_column(String(10))
    parents: Mapped[list[str]]
    patch: Mapped[str] = mapped_column(Text)
    snapshot_hash: Mapped[str] = mapped_column(String(64))
    author: Mapped[UUID]
    hlc: Mapped[int] = mapped_column(BigInteger)
    wall: Mapped[datetime]
    clock_quality: Mapped[str] = mapped_column(String(10))
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
