"""The ledger of sealed bundles, both ways."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Bundle(Record):
    """One bundle written or read. Its key is the bundle id of the manifest.

    The five moments are the five delivery states; each is set by what really happened, never by hope.
    ``ack_key`` proves, by the phone code, that somebody opened the bundle.
    """

    __tablename__ = "bundle"
    __replicated__: ClassVar[bool] = False

    direction: Mapped[str] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id"), index=True)
    stream_seq: Mapped[int | None]
    ack_key: Mapped[bytes | None]
    covers: Mapped[dict[str, Any] | None]
    prepared_at: Mapped[datetime | None]
    written_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    imported_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    phone_tries: Mapped[int] = mapped_column(default=0)
