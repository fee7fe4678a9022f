"""The facts of a student: one form for adding and for editing in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain import class_text, national_id
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass, Schooling, entry_year_for
from app.domain.student import Sex
from app.services.students import StudentFacts
from app.ui.i18n import label, sentence
from app.ui.pages.students.fields import Fields, from_known, known
from app.ui.pages.students.words import class_words
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit


class FactsForm(Fields):
    """Name and number are required, nothing else. Ask ``facts`` for the values."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("facts", parent)
        self._today = today
        self._base = StudentFacts("", "")
        self._class_shown = ""
        self._schooling = Schooling()
        self.name = LineEdit(self.tr("Name"))
        self.number = LineEdit(self.tr("Student number"), sensitive=False)
        self.pinyin = LineEdit(self.tr("Pinyin"))
        self.pinyin.setPlaceholderText(self.tr("Empty: the program reads the name"))
        self.school_class = LineEdit(self.tr("Class"), sensitive=False)
        self.school_class.setPlaceholderText(self.tr("For example 702 or 7.2"))
        self.sex = Chips(self.tr("Sex"), [(one.value, label(f"sex_{one.value}")) for one in Sex])
        self.birth = DateEdit(self.tr("Date of birth"), today)
        self.boarding = Chips(self.tr("Boarding"), [("yes", label("boarding_yes")), ("no", label("boarding_no"))])
        self.shift = Chips(self.tr("Grades"), [("-1", self.tr("Repeated one")), ("1", self.tr("Skipped one"))])
        self.ethnicity = LineEdit(self.tr("Ethnicity"))
        self.national_id = LineEdit(self.tr("Identity number"))
        self.registration = LineEdit(self.tr("Registration number"))
        self.address = LineEdit(self.tr("Address"))
        self.health = NoteEdit(self.tr("Health"), lines=2)
        self.health.setMaximumHeight(self.health.sizeHint().height() + 8)
        for code, field in (
            ("name", self.name), ("number", self.number), ("pinyin", self.pinyin), ("class", self.school_class),
            ("sex", self.sex), ("birth", self.birth), ("boarding", self.boarding), ("shift", self.shift),
            ("national_id", self.national_id), ("ethnicity", self.ethnicity),
            ("registration", self.registration),
        ):  # fmt: skip
            self.add(code, field)
        self.add("address", self.address, wide=True)
        self.add("health", self.health, wide=True)
        self.national_id.editingFinished.connect(self._read_id)

    def show_facts(
        self, facts: StudentFacts, school_class: SchoolClass | None, pinyin: str, schooling: Schooling
    ) -> None:
        """Show what is saved."""
        self._base, self._schooling = facts, schooling
        self._class_shown = class_words(school_class)
        shift = str(facts.grade_shift) if facts.grade_shift else None
        if shift and shift not in self.shift.buttons:
            self.shift.set_options([*((code, one.text()) for code, one in self.shift.buttons.items()), (shift, shift)])
        for field in (self.name, self.number, self.school_class, self.national_id):
            field.set_problem()
        self.set_content(
            {
                "name": facts.name,
                "number": facts.number,
                "pinyin": pinyin,
                "class": self._class_shown,
                "sex": facts.sex.value if facts.sex else None,
                "birth": facts.birth_date.isoformat() if facts.birth_date else "",
                "boarding": from_known(facts.boarding),
                "shift": shift,
                "national_id": facts.national_id,
                "ethnicity": facts.ethnicity,
                "registration": facts.registration_no,
                "address": facts.address,
                "health": facts.health,
            }
        )

    def facts(self) -> StudentFacts:
        """Return the values. Raises Problem, marks the field and puts the cursor there; nothing is cleared."""
        half = self.half_dates()
        if half is not None and half.problem is not None:
            raise self._marked(half, half.problem)
        for field, code in ((self.name, "name_missing"), (self.number, "number_missing")):
            if not field.normal:
                raise self._marked(field, Problem(code))
        sex, shift = self.sex.value(), self.shift.value()
        return replace(
            self._in_class(int(shift or 0)),
            number=self.number.normal,
            name=self.name.text().strip(),
            sex=Sex(sex) if sex else None,
            birth_date=self.birth.day(),
            boarding=known(self.boarding),
            ethnicity=self.ethnicity.text().strip(),
            national_id=national_id.normalise(self.national_id.text()),
            registration_no=self.registration.normal,
            address=self.address.text().strip(),
            health=self.health.text.strip(),
        )

    def _in_class(self, shift: int) -> StudentFacts:
        """Return the saved facts with the class as typed; an untouched class keeps its year of entry.

        So a repeated grade moves the student to the younger ones, as it does in life.
        """
        typed = self.school_class.text().strip()
        if typed == self._class_shown:
            return replace(self._base, grade_shift=shift)
        if not typed:
            return replace(self._base, stage=None, entry_year=None, class_no=None, grade_shift=shift)
        day = self._today()
        try:
            found = class_text.parse(typed, schooling=self._schooling, day=day)
        except Problem as problem:
            raise self._marked(self.school_class, problem) from problem
        return replace(
            self._base,
            stage=self._schooling.stage_of(found.grade),
            entry_year=entry_year_for(found.grade, day, schooling=self._schooling, shift=shift),
            class_no=found.number or None,
            grade_shift=shift,
        )

    def _marked(self, field: LineEdit, problem: Problem) -> Problem:
        field.set_problem(sentence(problem))
        field.setFocus()
        return problem

    def _read_id(self) -> None:
        """Fill in birth and sex from an identity number that is sound; mark one that is not."""
        self.national_id.set_problem()
        if not self.national_id.normal:
            return
        try:
            found = national_id.parse(self.national_id.text())
        except Problem as problem:
            self.national_id.set_problem(sentence(problem))
            return
        if self.birth.day() is None:
            self.birth.set_day(found.birth_date)
        if self.sex.value() is None:
            self.sex.set_value(found.sex.value)
