"""Text packs: the wording of a licensed form, brought in by a school or county; none ships."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class TextPack(Record):
    """The wording of one form in one language, with the licence statement that came with it.

    ``content`` holds instructions, items and option words (see docs/formats/text-pack.md). ``signer`` is
    the fingerprint of the key that signed the file, empty for one that the school made itself.
    """

    __tablename__ = "text_pack"
    __replicated__: ClassVar[bool] = True

    scale: Mapped[str] = mapped_column(String(40), index=True)
    form_version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8))
    licence: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    signer: Mapped[str] = mapped_column(String(80), default="")
    loaded_by: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    loaded_at: Mapped[datetime]
    active: Mapped[bool] = mapped_column(default=True)
