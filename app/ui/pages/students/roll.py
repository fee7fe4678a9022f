"""The list of students with its filters."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.domain.student import Standing
from app.services import classes, student_list
from app.services.classes import ClassCount
from app.services.student_list import Filter, Sort, StudentRow
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.students.words import boarding_words, class_words
from app.ui.tables.paged_model import Asked, Column, PagedModel, Part
from app.ui.tables.table_view import TableView
from app.ui.times import due_words, moment
from app.ui.widgets.chips import Chips
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.level_badge import word
from app.ui.widgets.line_edit import LineEdit


class Roll(QWidget):
    """Typing anywhere in the list searches. ``counted`` tells how many students match."""

    counted = Signal(int)
    opened = Signal(object)
    previewed = Signal(object)

    def __init__(self, page: Page, start: dict[str, Callable[[], None]]) -> None:
        """``start`` are the ways on where there are no students at all."""
        super().__init__()
        self._page = page
        self._settled, self._entered = True, False
        self.field = LineEdit(self.tr("Search students"))
        self.field.setObjectName("roll_search")
        self.field.setPlaceholderText(self.tr("Name, initials, class or number"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(150)
        self.classes = QComboBox()
        self.classes.setAccessibleName(self.tr("Class"))
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.standing = QComboBox()
        self.standing.setAccessibleName(self.tr("Standing"))
        for one in Standing:
            self.standing.addItem(label(f"standing_{one.value}"), one)
        self.standing.addItem(self.tr("Everybody"), None)
        self.tags = Chips(
            self.tr("Only"), [("concern", self.tr("Of concern")), ("boarding", label("boarding_yes"))], multi=True
        )
        self.table = TableView(self.tr("Students"))
        self.table.setObjectName("roll")
        self.model = PagedModel(self._columns(), self._fetch, self)
        self.table.show_model(self.model)
        self.none = EmptyState(self.tr("No students yet."), start)
        self.nobody = EmptyState("", {self.tr("Show everybody"): self.clear})
        self._stack = QStackedWidget()
        for widget in (self.table, self.none, self.nobody):
            self._stack.addWidget(widget)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.field, 1)
        for combo in (self.classes, self.standing):
            filters.addWidget(combo)
        filters.addWidget(self.tags, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(filters)
        column.addWidget(self._stack, 1)
        self._offer([])
        self._connect()

    @property
    def wanted(self) -> Filter:
        """The filter as it stands."""
        chosen = self.classes.currentData()
        tags = self.tags.values()
        return Filter(
            text=(self.field.text() + self.field.preedit).strip(),
            grade=chosen.grade if chosen else None,
            class_no=chosen.number if chosen else None,
            concern="concern" in tags,
            boarding=True if "boarding" in tags else None,
            standing=self.standing.currentData(),
        )

    def reload(self) -> None:
        """Read classes and rows anew."""
        actor, today = self._page.desk.actor, self._page.desk.now().date()
        self._page.read(lambda db: classes.classes(db, by=actor, today=today), self._offer)
        self.model.reload()

    def clear(self) -> None:
        """Take every filter away."""
        self.field.clear()
        self.classes.setCurrentIndex(0)
        self.standing.setCurrentIndex(0)
        self.tags.set_values([])
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Send what is typed in the table to the search, and Down in the search to the table."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if watched is self.table:
            return self._type_ahead(event)
        if event.key() == Qt.Key.Key_Down and not self.field.preedit:
            self.to_table()
            return True
        return False

    def to_table(self) -> None:
        """Go to the first row, or back to the current one."""
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _type_ahead(self, event: QKeyEvent) -> bool:
        text = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        keypad = event.modifiers() == Qt.KeyboardModifier.KeypadModifier
        if not text or not text.isprintable() or text.isspace() or not (plain or keypad):
            return False
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setText(text)
        return True

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.searched.connect(lambda _: self._ask())
        self.field.entered.connect(self._enter)
        for combo in (self.classes, self.standing):
            combo.currentIndexChanged.connect(lambda _: self._ask())
        self.tags.changed.connect(self._ask)
        self.model.counted.connect(self._counted)
        self.table.opened.connect(self.opened)
        self.table.previewed.connect(self.previewed)

    def _ask(self) -> None:
        self._settled = False
        self.model.reload()

    def _enter(self) -> None:
        """Open the one that was found; of several the person chooses. Waits for the answer to what was typed."""
        if not self._settled:
            self._entered = True
            return
        row = self.model.row(0)
        if self.model.rowCount() == 1 and row is not None:
            self.opened.emit(row)
        elif row is not None:
            self.to_table()

    def _counted(self, count: int) -> None:
        wanted = self.wanted
        self._settled = True
        if count:
            self._stack.setCurrentWidget(self.table)
        elif wanted == Filter():  # nothing typed, nothing chosen
            self._stack.setCurrentWidget(self.none)
        else:
            self.nobody.set_text(
                self.tr("Nobody found for “{0}”. Try the last four digits of the number.").format(wanted.text)
                if wanted.text
                else self.tr("Nobody fits these filters.")
            )
            self._stack.setCurrentWidget(self.nobody)
        self.counted.emit(count)
        if self._entered:
            self._entered = False
            self._enter()

    def _offer(self, found: list[ClassCount]) -> None:
        chosen = self.classes.currentData()
        self.classes.blockSignals(True)
        self.classes.clear()
        self.classes.addItem(self.tr("All classes"), None)
        for one in found:
            self.classes.addItem(f"{class_words(one.school_class)} {one.students}", one.school_class)
        still = next((at for at, one in enumerate(found, 1) if one.school_class == chosen), 0)
        self.classes.setCurrentIndex(still)
        self.classes.blockSignals(False)
        if chosen is not None and not still:
            self._ask()

    def _fetch(self, asked: Asked, answer: Callable[[Part[StudentRow]], None]) -> None:
        actor, today = self._page.desk.actor, self._page.desk.now().date()
        wanted, sort = self.wanted, Sort(asked.sort) if asked.sort else Sort.CLASS

        def work(db: Any) -> Part[StudentRow]:
            rows = student_list.page(
                db, wanted, by=actor, today=today,
                sort=sort, descending=asked.descending, offset=asked.offset, limit=asked.limit,
            )  # fmt: skip
            return Part(rows, student_list.count(db, wanted, by=actor, today=today))

        self._page.read(work, answer)

    def _columns(self) -> list[Column[StudentRow]]:
        now, unit = self._page.desk.now, theme.body_size() / 14
        shown: list[tuple[str, Callable[[StudentRow], str], str, int]] = [
            (self.tr("Name"), lambda row: row.name, Sort.NAME, 120),
            (self.tr("Number"), lambda row: row.number, Sort.NUMBER, 150),
            (self.tr("Class"), lambda row: class_words(row.school_class), Sort.CLASS, 95),
            (self.tr("Concern"), _level_word, Sort.LEVEL, 95),
            (self.tr("Last record"), lambda row: moment(row.last_at, now()) if row.last_at else "", Sort.LAST, 125),
            (self.tr("Next"), lambda row: due_words(row.next_at, now()) if row.next_at else "", Sort.NEXT, 95),
            (self.tr("Boarding"), lambda row: boarding_words(row.boarding), "", 75),
        ]
        return [
            Column(title, text, key, round(width * unit), level=_level if key == Sort.LEVEL else None)
            for title, text, key, width in shown
        ]


def _level_word(row: StudentRow) -> str:
    return word(row.level) if row.level else ""


def _level(row: StudentRow) -> Level | None:
    return row.level
