"""Which row each entry of the full-text index stands for."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class SearchEntry(Base):
    """Owns the rowid of an entry in ``search_text``; an implicit rowid would move in a migration."""

    __tablename__ = "search_entry"
    __replicated__: ClassVar[bool] = False
    __table_args__ = (UniqueConstraint("kind", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID]
