"""Partner institutions: hospitals, county centres, authorities, other schools."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.institution import InstitutionKind
from app.models.base import Record


class Institution(Record):
    """A place that letters and bundles go to and come from.

    ``recipient`` and ``recovery_recipient`` are age recipients; ``signing_key`` is an OpenSSH public
    key line. ``trusted_at`` is when a person compared the key's fingerprint.
    """

    __tablename__ = "institution"
    __replicated__: ClassVar[bool] = True

    kind: Mapped[InstitutionKind]
    name: Mapped[str] = mapped_column(String(120))
    department: Mapped[str] = mapped_column(String(120), default="")
    contact: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    site_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    recipient: Mapped[str | None] = mapped_column(String(200))
    recovery_recipient: Mapped[str | None] = mapped_column(String(200))
    signing_key: Mapped[str | None] = mapped_column(String(400), index=True)
    trusted_at: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)
