"""The incoming tray: what students filled in by themselves, the urgent ones on top, to be taken in."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.risk import Level
from app.services import tray
from app.services.tray import Accepted, Incoming, Refused, Tray
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language
from app.ui.pages.page import Page, Place
from app.ui.student_picker import StudentPicker
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.times import moment
from app.ui.widgets.empty_state import EmptyState

_SHOWN = frozenset({"assessment", "student"})


class TrayPage(Page):
    """One button takes everything in. A sheet without a student asks whose it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_tray"))
        self._wanted = ""
        self.model: ListModel[Incoming] = ListModel(self._columns(), self)
        self.table = TableView(label("page_tray"), self)
        self.table.show_model(self.model)
        self.empty = EmptyState(label("tray_empty"))
        self.all_button = QPushButton(label("tray_accept_all"))
        theme.role(self.all_button, "primary")
        self.one_button = QPushButton(label("tray_accept_one"))
        self.aside = QLabel()
        theme.role(self.aside, "muted")
        self.again = QPushButton(label("tray_again_try"))
        self.whose = QWidget()
        self.picker = StudentPicker(desk)
        self._lay_out()
        self.all_button.clicked.connect(lambda _=False: self._accept())
        self.one_button.clicked.connect(self._accept_current)
        self.again.clicked.connect(self._put_back)
        self.picker.chosen.connect(self._name_student)
        self.table.opened.connect(lambda _: self._accept_current())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._settle())

    def refresh(self, changes: Changes | None = None) -> None:
        """Open the waiting sheets anew."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, now, words = self.desk.actor, self.desk.now(), language()
        self.read(lambda db: tray.listing(db, by=actor, now=now, language=words), self._show)

    def restore(self, place: Place) -> None:
        """Choose a sheet: today's page leads here with one."""
        self._wanted = str(place.get("sheet", ""))
        self._choose_wanted()
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the button that takes everything in."""
        return self.all_button

    def _columns(self) -> list[Column[Incoming]]:
        def level(one: Incoming) -> Level | None:
            return one.level

        return [
            Column(label("tray_column_level"), lambda _: "", width=88, level=level),
            Column(label("tray_column_student"), _student, width=180),
            Column(label("tray_column_scale"), lambda one: one.name, width=200),
            Column(label("tray_column_answered"), lambda one: f"{one.answered}/{one.items}", width=84, right=True),
            Column(label("tray_column_state"), _state, width=190),
            Column(label("tray_column_when"), lambda one: moment(one.arrived, self.desk.now()), width=110),
        ]

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.whose)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(label("tray_whose"))
        row.addWidget(words)
        row.addWidget(self.picker, 1)
        foot = QHBoxLayout()
        for widget in (self.all_button, self.one_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.aside)
        foot.addWidget(self.again)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.whose)
        self.body.addLayout(foot)
        for hidden in (self.table, self.whose, self.aside, self.again):
            hidden.hide()

    def _show(self, found: Tray) -> None:
        self.model.show_rows(found.sheets)
        self.table.setVisible(bool(found.sheets))
        self.empty.setVisible(not found.sheets)
        self.all_button.setEnabled(bool(found.sheets or found.refused))
        self.aside.setText(label("tray_aside", count=found.aside))
        self.aside.setVisible(found.aside > 0)
        self.again.setVisible(found.aside > 0)
        if found.refused:
            why = _why(found.refused)
            self.bar.show_warning(label("tray_cannot", count=len(found.refused), why=why))
        if found.sheets and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._choose_wanted()
        self._settle()

    def _choose_wanted(self) -> None:
        at = next((at for at, one in enumerate(self.model.rows) if str(one.id) == self._wanted), None)
        if at is not None:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._wanted = ""

    def _settle(self) -> None:
        row = self._current()
        self.whose.setVisible(row is not None and row.student_id is None)
        self.one_button.setEnabled(row is not None and row.student_id is not None)

    def _current(self) -> Incoming | None:
        row = self.table.current()
        return row if isinstance(row, Incoming) else None

    def _accept_current(self) -> None:
        row = self._current()
        if row is not None and row.student_id is not None:
            self._accept(only=row.id)

    def _name_student(self, student: object) -> None:
        row = self._current()
        if row is not None and isinstance(student, UUID):
            self._accept(only=row.id, student=student)

    def _accept(self, *, only: UUID | None = None, student: UUID | None = None) -> None:
        actor, now = self.desk.actor, self.desk.now()
        chosen = None if only is None else [only]
        told = {only: student} if only is not None and student is not None else None
        self.write(lambda db: tray.accept(db, only=chosen, students=told, by=actor, now=now), self._accepted)

    def _accepted(self, done: Accepted) -> None:
        self.bar.clear()
        code = "tray_taken_alerts" if done.alerts else "tray_taken"
        said = label(code, count=done.taken, alerts=len(done.alerts))
        actor = self.desk.actor
        # Only now, when the answers are safely in the store, may their files go.
        self.read(lambda db: tray.tidy(db, by=actor), lambda _: self.refresh(None))
        if done.unmatched:
            self.bar.show_warning(f"{said}{label('tray_unmatched', count=done.unmatched)}")
        elif done.taken or done.already:
            self.desk.notices.say(said)

    def _put_back(self) -> None:
        actor = self.desk.actor
        self.read(lambda db: tray.put_back(db, by=actor), lambda _: self.refresh(None))


def _student(one: Incoming) -> str:
    if one.student_id is not None:
        return one.student
    return label("tray_unknown", number=one.number) if one.number else label("tray_unknown_blank")


def _state(one: Incoming) -> str:
    words = label(f"tray_end_{one.end.value}")
    return joined((words, label("tray_again"))) if one.again else words


def _why(refused: tuple[Refused, ...]) -> str:
    return "".join(dict.fromkeys(label(one.code) for one in refused))
