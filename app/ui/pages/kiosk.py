"""Handing the computer to students: which form, who fills it in, and which adult can open the sheets today."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Changes
from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass, display
from app.services import classes, kiosk
from app.services.classes import ClassCount
from app.services.kiosk import Adult, Chosen, Offer, Wish
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label, language
from app.ui.pages.page import Page, Place
from app.ui.student_picker import StudentPicker
from app.ui.widgets.chips import Chips

ONE, CLASS, OPEN = "one", "class", "open"
_SHOWN = frozenset({"student", "user", "text_pack"})
FIELD = 420


class KioskPage(Page):
    """Starting locks the store. Without a named adult nothing starts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_kiosk"))
        self._offers: dict[str, Offer] = {}
        self._student: UUID | None = None
        self.scale = _box("scale", label("kiosk_page_scale"))
        self.about = _quiet("")
        self.who = Chips(
            label("kiosk_page_who"),
            [(ONE, label("kiosk_page_one")), (CLASS, label("kiosk_page_class")), (OPEN, label("kiosk_page_open"))],
        )
        self.who.setObjectName("who")
        self.who.set_value(ONE)
        self.picker = StudentPicker(desk)
        self.chosen = QLabel()
        self.school_class = _box("class", label("kiosk_page_class_field"))
        self.adult = _box("adult", label("kiosk_page_adult"))
        self.keep = QCheckBox(label("kiosk_page_keep"))
        self.keep.setObjectName("keep")
        self.begin_button = QPushButton(label("kiosk_page_start"))
        theme.role(self.begin_button, "primary")
        self.said = _quiet("")
        self._lay_out()
        self.scale.currentIndexChanged.connect(lambda _: self._tell_about())
        self.who.changed.connect(self._settle)
        self.picker.chosen.connect(self._choose_student)
        self.begin_button.clicked.connect(self._start)
        self._settle()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read what can be offered, the classes and the adults."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, today, words = self.desk.actor, self.desk.now().date(), language()

        def work(db: Any) -> tuple[list[Offer], list[Adult], list[ClassCount]]:
            return (
                kiosk.offers(db, by=actor, language=words),
                kiosk.adults(db, by=actor),
                classes.classes(db, by=actor, today=today),
            )

        self.read(work, lambda found: self._show(*found))

    def place(self) -> Place:
        """Return the field and the student who was chosen."""
        return {**super().place(), **({"student": str(self._student)} if self._student else {})}

    def restore(self, place: Place) -> None:
        """Choose a student: another page leads here with her."""
        student = place.get("student")
        if isinstance(student, str):
            self.who.set_value(ONE)
            self._choose_student(UUID(student))
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the choice of the form."""
        return self.scale

    def _show(self, offers: list[Offer], adults: list[Adult], found: list[ClassCount]) -> None:
        self._offers = {one.scale: one for one in offers}
        _fill(self.scale, [(one.name, one.scale) for one in offers])
        _fill(self.adult, [(label("kiosk_page_choose"), None), *((one.name, one.id) for one in adults)])
        each = [(display(one.school_class, language()), one.school_class) for one in found]
        _fill(self.school_class, [(label("kiosk_page_choose"), None), *each])
        self._tell_about()

    def _tell_about(self) -> None:
        offer = self._offers.get(str(self.scale.currentData()))
        if offer is None:
            return
        kind = "made_up" if offer.made_up else "wording" if offer.wording else "paper"
        self.about.setText(f"{label('kiosk_page_items', count=offer.items)} · {label(f'kiosk_page_{kind}')}")

    def _settle(self) -> None:
        if self.who.value() is None:
            self.who.set_value(ONE)  # one of the three it must be
        who = self.who.value()
        for row, wanted in ((self._one, ONE), (self._class, CLASS)):
            row.setVisible(who == wanted)

    def _choose_student(self, key: object) -> None:
        if not isinstance(key, UUID):
            return
        actor = self.desk.actor

        def done(found: Chosen) -> None:
            self._student = key
            self.chosen.setText(label("kiosk_page_for", name=found.name, number=found.number))
            self.chosen.setVisible(True)
            self.bar.clear()

        self.read(lambda db: kiosk.chosen(db, key, by=actor), done)

    def _start(self) -> None:
        wish = self._wish()
        if isinstance(wish, str):
            self.bar.show_problem(label(wish))
            return
        here = self.desk.here
        if here is None or here.kiosk is None:
            self.show_problem(Problem("kiosk_not_here"))
            return
        actor, now, start = self.desk.actor, self.desk.now(), here.kiosk

        def done(made: Handover) -> None:
            self.begin_button.setEnabled(False)
            self.said.setText(label("kiosk_page_starting"))
            start(made, self._failed)

        self.write(lambda db: kiosk.hand_over(db, wish, by=actor, now=now), done)

    def _failed(self, problem: Problem) -> None:
        self.begin_button.setEnabled(True)
        self.said.setText("")
        self.show_problem(problem)

    def _wish(self) -> Wish | str:
        """Return what is wanted, or the code of what is still to be said."""
        who, one_class, adult = self.who.value(), self.school_class.currentData(), self.adult.currentData()
        if who == ONE and self._student is None:
            return "kiosk_page_student_missing"
        if who == CLASS and not isinstance(one_class, SchoolClass):
            return "kiosk_page_class_missing"
        if not isinstance(adult, UUID):
            self.adult.setFocus()
            return "kiosk_adult_missing"
        return Wish(
            scale=str(self.scale.currentData()),
            adult=adult,
            students=(self._student,) if who == ONE and self._student else (),
            classes=(one_class,) if who == CLASS else (),
            keep=self.keep.isChecked(),
            language=language(),
        )

    def _lay_out(self) -> None:
        card = QFrame()
        theme.role(card, "card")
        self._one, self._class = QWidget(), QWidget()
        for row, widgets in ((self._one, (self.picker, self.chosen)), (self._class, (self.school_class,))):
            column = QVBoxLayout(row)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for widget in widgets:
                column.addWidget(widget)
        self.chosen.hide()
        form = QFormLayout(card)
        form.setContentsMargins(16, 12, 16, 12)
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label("kiosk_page_scale"), self.scale)
        form.addRow("", self.about)
        form.addRow(label("kiosk_page_who"), self.who)
        form.addRow("", self._one)
        form.addRow("", self._class)
        form.addRow(label("kiosk_page_adult"), self.adult)
        form.addRow("", _quiet(label("kiosk_page_adult_why")))
        form.addRow("", self.keep)
        start = QHBoxLayout()
        start.addWidget(self.begin_button)
        start.addWidget(self.said, 1)
        form.addRow("", start)
        self.body.addWidget(_quiet(label("kiosk_page_words")))
        self.body.addWidget(card)
        self.body.addStretch(1)


def _box(name: str, title: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setFixedWidth(FIELD)
    made.setMaxVisibleItems(14)
    return made


def _fill(box: QComboBox, choices: list[tuple[str, Any]]) -> None:
    """Offer other choices; what was chosen stays chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    at = next((at for at, (_, value) in enumerate(choices) if value == chosen), 0)
    box.setCurrentIndex(at)
    box.blockSignals(False)


def _quiet(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    theme.role(made, "muted")
    return made
