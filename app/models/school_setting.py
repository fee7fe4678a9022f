"""Settings of the school that every PC of it shares."""

from typing import Any, ClassVar

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class SchoolSetting(Record):
    """One value of a key declared in ``app.domain.settings``."""

    __tablename__ = "school_setting"
    __replicated__: ClassVar[bool] = True

    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[Any] = mapped_column(JSON)
