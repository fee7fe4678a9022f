"""Students: facts, not flags."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.school_class import Stage
from app.domain.student import Sex, Standing
from app.models.base import Record


class Student(Record):
    """One student. Grade, age and left-behind status are worked out from these facts.

    ``entry_year`` is the year of entry into ``stage``; ``grade_shift`` counts grades skipped (+1) and
    repeated (-1) since then (see ``app.domain.school_class``). ``pinyin`` is the syllables of the
    name, lower case, spaces between; ``initials`` their first letters. Both may be corrected by hand,
    which ``pinyin_edited`` remembers.
    """

    __tablename__ = "student"
    __replicated__: ClassVar[bool] = True
    __table_args__ = (Index(None, "stage", "entry_year", "class_no"),)

    number: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(200), default="", index=True)
    initials: Mapped[str] = mapped_column(String(60), default="", index=True)
    pinyin_edited: Mapped[bool] = mapped_column(default=False)
    sex: Mapped[Sex | None]
    birth_date: Mapped[date | None]
    stage: Mapped[Stage | None]
    entry_year: Mapped[int | None]
    grade_shift: Mapped[int] = mapped_column(default=0)
    class_no: Mapped[int | None]
    boarding: Mapped[bool | None]
    ethnicity: Mapped[str] = mapped_column(String(20), default="")
    national_id: Mapped[str] = mapped_column(String(20), default="")
    registration_no: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    health: Mapped[str] = mapped_column(Text, default="")
    standing: Mapped[Standing] = mapped_column(default=Standing.ENROLLED)
    left_on: Mapped[date | None]
    created_at: Mapped[datetime]
