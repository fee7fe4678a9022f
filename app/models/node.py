"""This installation: who it is in the change log."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Node(Base):
    """The one row that says which node this store is.

    ``epoch`` is new at installation and after every restore, so that two lives of one file never
    write under the same number. ``seq``, ``head`` and ``hlc`` are the last number, hash and hybrid
    logical clock given to an event; ``latest`` is the latest time ever seen, by which a clock that
    fell back is noticed. ``generation`` counts the sittings in which something was written; the
    slot file and every backup keep it too, so that an older copy is noticed; ``slots_generation`` is
    the highest that the slot file was seen to have, for the same reason. ``series`` is the
    letter in this node's document numbers.
    """

    __tablename__ = "node"
    __replicated__: ClassVar[bool] = False

    id: Mapped[UUID] = mapped_column(primary_key=True)
    vault_id: Mapped[UUID]
    epoch: Mapped[UUID]
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    head: Mapped[str] = mapped_column(String(64), default="")
    hlc: Mapped[int] = mapped_column(BigInteger, default=0)
    latest: Mapped[datetime]
    generation: Mapped[int] = mapped_column(BigInteger, default=1)
    slots_generation: Mapped[int] = mapped_column(BigInteger, default=0)
    series: Mapped[str] = mapped_column(String(8), default="A")
