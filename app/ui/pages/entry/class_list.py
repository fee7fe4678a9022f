"""The column at the left: which class, who of it has a sheet, who is missing."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.school_class import SchoolClass, display
from app.services.classes import ClassCount
from app.services.entry import Place
from app.ui import theme
from app.ui.i18n import language
from app.ui.widgets.elided import ElidedLabel

WIDTH = 212


class ClassList(QWidget):
    """Emits ``class_chosen``, ``student_chosen`` (click or Enter) and ``second_toggled``."""

    class_chosen = Signal(object)
    student_chosen = Signal(object)
    second_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.classes = QComboBox()
        self.classes.setObjectName("class")
        self.classes.setAccessibleName(self.tr("Class"))
        self.scale = ElidedLabel()
        self.when = ElidedLabel()
        theme.role(self.when, "small")
        self.second = QCheckBox(self.tr("Second pass"))
        self.second.setObjectName("second")
        self.second.setToolTip(self.tr("Key the sheets again and stop where they differ"))
        self.progress = QLabel()
        self.progress.setObjectName("progress")
        theme.role(self.progress, "muted")
        self.list = QListWidget()
        self.list.setObjectName("students")
        self.list.setAccessibleName(self.tr("Students of the class"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.places: list[Place] = []
        self.critical = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.scale, self.when, self.classes, self.second, self.progress):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.classes.activated.connect(lambda _: self.class_chosen.emit(self.school_class))
        self.second.toggled.connect(self.second_toggled)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    @property
    def school_class(self) -> SchoolClass | None:
        """The class chosen."""
        found = self.classes.currentData()
        return found if isinstance(found, SchoolClass) else None

    def show_classes(self, classes: Sequence[ClassCount], wanted: SchoolClass | None) -> None:
        """Offer the school's classes; ``wanted`` or the first is chosen."""
        self.classes.clear()
        for one in classes:
            self.classes.addItem(display(one.school_class, language()), one.school_class)
        for at, one in enumerate(classes):
            if one.school_class == wanted:
                self.classes.setCurrentIndex(at)

    def show_places(self, places: Sequence[Place], current: UUID | None) -> None:
        """Show who has a sheet and who is missing."""
        self.places = list(places)
        self.list.clear()
        for place in places:
            item = QListWidgetItem(f"{self._mark(place)}  {place.name}  {place.number[-4:]}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place.name} {self._word(place)}")
            item.setToolTip(f"{place.name}  {place.number}  {self._word(place)}")
            self.list.addItem(item)
            if place.student_id == current:
                self.list.setCurrentItem(item)
        kept = sum(self._done(one) for one in places)
        twice = sum(one.verified for one in places)
        words = self.tr("{0} of {1} kept · {2} missing").format(kept, len(places), len(places) - kept)
        if self.second.isChecked():
            words = self.tr("{0} of {1} keyed twice").format(twice, kept)
        self.progress.setText(words)

    def mark(self, student: UUID | None) -> None:
        """Show whose sheet is in hand."""
        for at, place in enumerate(self.places):
            if place.student_id == student:
                self.list.setCurrentRow(at)

    def seat_of(self, student: UUID | None) -> Place | None:
        """Return a student's place."""
        return next((one for one in self.places if one.student_id == student), None)

    def next_after(self, student: UUID | None, *, second: bool) -> Place | None:
        """Return whose sheet comes next: the next without one, or in the second pass the next unverified."""
        at = next((n for n, one in enumerate(self.places) if one.student_id == student), -1)
        for place in [*self.places[at + 1 :], *self.places[: at + 1]]:
            if (place.sheet_id is not None and not place.verified) if second else not self._done(place):
                return place
        return None

    def _done(self, place: Place) -> bool:
        """Whether nothing is left to key in the first pass: of the whole sheet, or of its critical items."""
        return place.sheet_id is not None or (self.critical and place.critical)

    def _mark(self, place: Place) -> str:
        if place.critical:
            return "◐"
        return "○" if place.sheet_id is None else "◉" if place.verified else "●"

    def _word(self, place: Place) -> str:
        if place.critical:
            return self.tr("critical items keyed")
        if place.sheet_id is None:
            return self.tr("no sheet yet")
        return self.tr("keyed twice") if place.verified else self.tr("kept")

    def _choose(self, item: QListWidgetItem) -> None:
        self.student_chosen.emit(self.places[self.list.row(item)])
