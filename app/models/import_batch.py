"""Imports: each file is one batch that can be undone as a whole."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class BatchKind(StrEnum):
    """What a batch brought in."""

    ROSTER = "roster"
    ANSWERS = "answers"


class ImportBatch(Record):
    """One import. The file is known by its SHA-256; its name is not kept, since it may hold a name."""

    __tablename__ = "import_batch"
    __replicated__: ClassVar[bool] = True

    kind: Mapped[BatchKind]
    scale: Mapped[str | None] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    taken: Mapped[int]
    merged: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class ImportRow(Record):
    """What a batch did to one row, so that it can be taken back.

    ``before`` and ``after_hash`` are None for a new row, else the changed columns as they were and the
    SHA-256 of the row's snapshot afterwards.
    """

    __tablename__ = "import_row"
    __replicated__: ClassVar[bool] = False

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID]
    before: Mapped[dict[str, Any] | None]
    after_hash: Mapped[str | None] = mapped_column(String(64))


class AnswerMapping(Record):
    """The remembered mapping of one kind of export file to one scale."""

    __tablename__ = "answer_mapping"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("fingerprint", "scale"),)

    fingerprint: Mapped[str] = mapped_column(String(64))
    scale: Mapped[str] = mapped_column(String(40))
    mapping: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
