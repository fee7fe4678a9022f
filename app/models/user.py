"""The people who work with the store."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.rights import Role
from app.models.base import Record


class User(Record):
    """A person with a key slot; ``label`` is the name that the locked screen may show."""

    __tablename__ = "user"
    __replicated__: ClassVar[bool] = True

    name: Mapped[str] = mapped_column(String(80))
    label: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
