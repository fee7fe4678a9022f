"""Documents issued: what was printed or saved, and the series that number them."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Document(Record):
    """One issued document. The bytes are not kept, their SHA-256 is."""

    __tablename__ = "document"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("series", "year", "node_code", "counter"),)

    kind: Mapped[str] = mapped_column(String(40))
    series: Mapped[str] = mapped_column(String(8))
    year: Mapped[int]
    node_code: Mapped[str] = mapped_column(String(4))
    counter: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    student_id: Mapped[UUID | None] = mapped_column(ForeignKey("student.id"), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"), index=True)
    numbered_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(String(200), default="")


class DocumentIssue(Record):
    """One time that a document left the program: printed or saved."""

    __tablename__ = "document_issue"
    __replicated__: ClassVar[bool] = True

    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    way: Mapped[str] = mapped_column(String(20))
    copies: Mapped[int] = mapped_column(default=1)
    pages: Mapped[int]
    draft: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
