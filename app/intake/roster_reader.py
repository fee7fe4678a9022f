"""One row of a roster read as a student's facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.domain import class_text, names, national_id, registration_number
from app.domain.problems import Problem
from app.domain.school_class import Schooling
from app.domain.student import Sex
from app.intake import roster_values as values
from app.intake.cells import Cell, Fault, code_of, is_blank, text_of
from app.intake.reasons import RowReason
from app.intake.roster_class import Place, place
from app.intake.roster_fields import Field, RosterMapping
from app.intake.roster_fill import filled
from app.intake.roster_people import guardians
from app.intake.roster_row import RosterRow
from app.intake.sheet import Sheet

_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_/-]{0,31}")
_KEYS = (Field.NAME, Field.NUMBER)
_AGES = range(3, 26)


@dataclass(slots=True)
class RosterReader:
    """Reads a sheet's rows one after the other and keeps the doubts.

    ``today`` is the day for which grades in the file hold: for a roster of the coming year its 1 September.
    """

    sheet: Sheet
    mapping: RosterMapping
    today: date
    schooling: Schooling
    warned: list[RowReason] = field(default_factory=list)
    refused: list[RowReason] = field(default_factory=list)
    _row: int = 0
    _without_class: bool = False
    _class_of_sheet: str = ""

    def rows(self) -> Iterator[RosterRow]:
        """Yield every row that names a student; refusals and doubts are in ``refused`` and ``warned``."""
        self._look_for_class()
        merged, warnings = filled(self.sheet, self.mapping)
        self.warned += warnings
        header = [text_of(cell) for cell in self.sheet.rows[self.mapping.header_row]]
        for index in range(self.mapping.header_row + 1, len(self.sheet.rows)):
            self._row = index + 1
            own = self.sheet.rows[index]
            if all(map(is_blank, own)) or [text_of(cell) for cell in own] == header:
                continue  # printed rosters repeat the header on every page
            cells = {
                kind: merged.get((index, column), self.sheet.cell(index, column))
                for column, kind in self.mapping.columns.items()
            }
            try:
                yield self._student(self._without_faults(cells))
            except Problem as problem:
                self.refused.append(RowReason(self._row, problem.code, dict(problem.params)))

    def warn(self, code: str, **params: object) -> None:
        """Remember a doubt about the row that is being read."""
        self.warned.append(RowReason(self._row, code, params))

    def _without_faults(self, cells: dict[Field, Cell]) -> dict[Field, Cell]:
        """Empty the cells whose formula came to nothing. Raises ``formula_error`` where name or number is one."""
        for kind, cell in cells.items():
            if isinstance(cell, Fault):
                if kind in _KEYS:
                    raise Problem("formula_error", column=self._title(kind))
                self.warn("formula_left_out", column=self._title(kind))
        return {kind: None if isinstance(cell, Fault) else cell for kind, cell in cells.items()}

    def _title(self, kind: Field) -> str:
        column = next(column for column, held in self.mapping.columns.items() if held is kind)
        return text_of(self.sheet.cell(self.mapping.header_row, column)) or kind.value

    def _student(self, cells: dict[Field, Cell]) -> RosterRow:
        if all(is_blank(cells.get(kind)) for kind in (*_KEYS, Field.REGISTRATION_NO, Field.NATIONAL_ID)):
            raise Problem("row_without_student")
        name = names.check(text_of(cells.get(Field.NAME)))
        if name.unreadable:
            self.warn("pua_character", place=name.unreadable[0])
        identity = self._identity(cells.get(Field.NATIONAL_ID))
        registration = self._registration(cells.get(Field.REGISTRATION_NO))
        number = self._number(cells.get(Field.NUMBER), registration, identity)
        sex, born = self._sex_and_birth(cells, identity)
        where = self._place(cells)
        return RosterRow(
            row=self._row,
            number=number,
            name=name.text,
            sex=sex,
            birth_date=born,
            stage=where.stage,
            entry_year=where.entry_year,
            entry_year_stated=where.entry_year_stated,
            grade_shift=where.grade_shift,
            grade=where.grade,
            class_no=where.class_no,
            boarding=self._boarding(cells.get(Field.BOARDING)),
            national_id=identity,
            registration_no=registration,
            ethnicity=self._cut(values.ethnicity(cells.get(Field.ETHNICITY)), 20),
            address=self._cut(text_of(cells.get(Field.ADDRESS)), 200),
            left_behind=self._cut(text_of(cells.get(Field.LEFT_BEHIND)), 40),
            guardians=guardians(cells, self.warn),
        )

    def _place(self, cells: dict[Field, Cell]) -> Place:
        grade, klass = cells.get(Field.GRADE), cells.get(Field.CLASS) or self._class_of_sheet
        if self._without_class and not klass:
            return Place()
        entered = cells.get(Field.ENTRY_YEAR)
        return place(grade, klass, entered, schooling=self.schooling, today=self.today, warn=self.warn)

    def _look_for_class(self) -> None:
        """A file without columns for the class may be one class's, named after it. Told once, not on every row."""
        self._without_class = not {Field.GRADE, Field.CLASS, Field.ENTRY_YEAR} & set(self.mapping.columns.values())
        if not self._without_class:
            return
        self._row = self.mapping.header_row + 1
        try:
            class_text.parse(self.sheet.name, schooling=self.schooling, day=self.today)
        except Problem:
            self.warn("class_missing")
        else:
            self._class_of_sheet = self.sheet.name
            self.warn("class_from_sheet_name", sheet=self.sheet.name)

    def _cut(self, text: str, most: int) -> str:
        if len(text) > most:
            self.warn("text_cut", most=most)
        return text[:most]

    def _boarding(self, cell: Cell) -> bool | None:
        boards = values.boarding(cell)
        if boards is None and not is_blank(cell):
            self.warn("boarding_not_understood", text=text_of(cell))
        return boards

    def _number(self, cell: Cell, registration: str, identity: str) -> str:
        """Return the student number. Without one, 学籍号 or else the identity number stands in for it."""
        if is_blank(cell):
            if not (stand_in := registration or identity):
                raise Problem("number_missing")
            self.warn("number_from_registration" if registration else "number_from_national_id")
            return stand_in
        number = code_of(cell)
        if number is None:
            raise Problem("number_damaged")
        if not _NUMBER.fullmatch(number):
            raise Problem("number_not_understood", text=text_of(cell)[:32])
        return number

    def _identity(self, cell: Cell) -> str:
        """Return the identity number as kept: a doubtful one is kept and told, a damaged one is left out."""
        if is_blank(cell):
            return ""
        text = code_of(cell)
        if text is None:
            self.warn("national_id_damaged")
            return ""
        text = national_id.normalise(text)
        try:
            return national_id.parse(text).text
        except Problem as problem:
            self.warn(problem.code)
            return text[:20]

    def _registration(self, cell: Cell) -> str:
        if is_blank(cell):
            return ""
        text = code_of(cell)
        if text is None:
            self.warn("registration_damaged")
            return ""
        registration = registration_number.read(text)
        for doubt in registration.doubts:
            self.warn(doubt)
        return registration.text[:20]

    def _sex_and_birth(self, cells: dict[Field, Cell], identity: str) -> tuple[Sex | None, date | None]:
        """Return both as stated, else as the identity number tells them; a contradiction is told."""
        stated, born = cells.get(Field.SEX), cells.get(Field.BIRTH_DATE)
        sex, birth = values.sex(stated), values.birth_date(born, today=self.today)
        if sex is None and not is_blank(stated):
            self.warn("sex_not_understood", text=text_of(stated))
        if birth is None and not is_blank(born):
            self.warn("birth_date_not_understood", text=text_of(born))
        try:
            told = national_id.parse(identity)
        except Problem:
            return sex, self._likely(birth)
        if sex and sex is not told.sex:
            self.warn("sex_disagrees_with_id")
        if birth and birth != told.birth_date:
            self.warn("birth_date_disagrees_with_id")
        return sex or told.sex, self._likely(birth or told.birth_date)

    def _likely(self, birth: date | None) -> date | None:
        if birth and self.today.year - birth.year not in _AGES:
            self.warn("birth_date_unlikely", date=birth.isoformat())
        return birth
