"""What every table shares: names of constraints, key, time and JSON types, and whether it replicates."""

import enum
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Enum, Integer, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.domain.ids import new_id

ENUM_LENGTH = 40
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Takes aware datetimes only, keeps them in UTC and gives them back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return ``value`` in UTC; raise ValueError for one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment as an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Thousandths(TypeDecorator[Decimal]):
    """A score: a decimal kept as whole thousandths, since history knows no floats."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Return ``value`` in thousandths."""
        return None if value is None else int((value * 1000).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        """Return the stored score."""
        return None if value is None else Decimal(value) / 1000


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(DeclarativeBase):
    """The parent of every table.

    ``__replicated__`` says whether rows travel to other nodes: each change of a replicated table
    gets an event in the change log, and its rows have one UUID key (see ``Record``). Every mapped
    class says it itself; none inherits it.
    """

    __abstract__ = True
    __replicated__: ClassVar[bool]

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        datetime: UtcDateTime(),
        Decimal: Thousandths(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        # Enums are kept by value as text: a new member needs no migration.
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            validate_strings=True,
            length=ENUM_LENGTH,
            values_callable=_values,
        ),
    }


class Record(Base):
    """A row with a UUIDv7 key, as every replicated table has."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        """Make a new row. Its key is there at once, so that rows can name each other before a flush."""
        values.setdefault("id", new_id())
        super().__init__(**values)
