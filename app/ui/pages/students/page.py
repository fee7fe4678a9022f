"""The page of the students: navigation between the list, the form for a new one, and opened files."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QToolButton, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services.student_list import StudentRow
from app.ui import draft_store, theme
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.icons import icon
from app.ui.pages.page import Page, Place
from app.ui.pages.students.add_part import AddPart
from app.ui.pages.students.file_view import FileView, Opened, opening
from app.ui.pages.students.preview import Preview
from app.ui.pages.students.roll import Roll
from app.ui.widgets.composition import go_to_field

FILES = 5
"""Opened at once; the oldest without unsaved text makes room."""

WATCHED = frozenset(
    {"student", "guardian", "consent", "session_record", "session_amendment", "assessment", "alert", "safety_plan",
     "document", "school_setting"}
)  # fmt: skip
"""Kinds of rows that this page shows."""

PRINTS = ("safety_plan", "guardian_sheet", "wallet_card")


class StudentsPage(Page):
    """The list, the form for a new student, and up to five opened files.

    Places: ``{"student": key}`` opens a file, ``{"new": kind}`` asks for whom a record is, ``{"add": True}``
    begins a new student.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_students"))
        self.files: list[FileView] = []
        self._coming: set[UUID] = set()
        self._stale: set[UUID | None] = set()
        self._count = 0
        self._picking = ""
        self.tabs = QTabBar()
        self.tabs.setObjectName("open_files")
        self.tabs.setAccessibleName(self.tr("Opened files"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab("")
        self.roll = Roll(self, {self.tr("Import a roster"): self._import, self.tr("Add by hand"): self.add_student})
        self.preview = Preview(self)
        self.adding = AddPart(self)
        self.stack = QStackedWidget()
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.roll, 1)
        row.addWidget(self.preview)
        self.stack.addWidget(first)
        self.stack.addWidget(self.adding)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close file"))
        self.close_button.setToolTip(self.tr("Close file") + "  Ctrl+W")
        for at, widget in enumerate((self.tabs, self.close_button)):
            self.head.insertWidget(at, widget)
        self.body.addWidget(self.stack, 1)
        self._list_buttons, self._file_buttons = self._make_buttons()
        self._connect()
        self._arrange()

    @property
    def file(self) -> FileView | None:
        """The file in front, None while the list or the form for a new student is."""
        front = self.stack.currentWidget()
        return front if isinstance(front, FileView) else None

    def refresh(self, changes: Changes | None = None) -> None:
        """Show what is in the store now; what is being written stays."""
        if changes is None or changes.kinds & WATCHED:
            self._stale = {None, *(one.student for one in self.files)}
            self._freshen()

    def place(self) -> Place:
        """Return the opened files, the one in front, its section and the field."""
        front = self.file
        place: Place = {**super().place(), "files": [str(one.student) for one in self.files]}
        if front is not None:
            place.update(front=str(front.student), section=front.section)
        elif self.stack.currentWidget() is self.adding:
            place["add"] = True
        return place

    def restore(self, place: Place) -> None:
        """Open what the place names."""
        student = place.get("student") or place.get("front")
        for key in place.get("files") or []:
            if key != student:
                self.open_file(UUID(key), front=False)
        if student:
            self.open_file(UUID(student), then=partial(self._arrive, place))
        elif place.get("new"):
            self._pick(str(place["new"]))
        elif place.get("add"):
            self.add_student()
            super().restore(place)
        else:
            self.tabs.setCurrentIndex(0)
            super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the search of the list; in a file nothing is taken from where the person was."""
        return self.roll.field if self.stack.currentIndex() == 0 else None

    def begin(self, kind: str) -> bool:
        """Start a record for the file in front, or for the row in hand."""
        if self.file is not None:
            self._record(self.file.student, kind)
            return True
        row = self.roll.table.current()
        if self.stack.currentIndex() == 0 and self.focusWidget() is self.roll.table and isinstance(row, StudentRow):
            self._record(row.id, kind)
            return True
        return False

    def save(self) -> bool:
        """Save the form in front."""
        if self.stack.currentWidget() is self.adding:
            self.adding.save()
            return True
        return self.file.save() if self.file is not None else False

    def drafts(self) -> Iterable[Draft]:
        """Return what is written in all opened files and not saved."""
        yield from self.adding.drafts()
        for one in self.files:
            yield from one.drafts()

    def open_file(
        self, student: UUID, *, front: bool = True, then: Callable[[FileView], None] = lambda _: None
    ) -> None:
        """Open a file as a tab, or bring its tab to the front."""
        known = next((one for one in self.files if one.student == student), None)
        if known is not None:
            self._arrived(known, then, front=front)
            return
        if student in self._coming:
            return
        self._coming.add(student)
        actor, now = self.desk.actor, self.desk.now()

        def done(opened: Opened) -> None:
            self._coming.discard(student)
            self._arrived(self._add(opened), then, front=front)

        def failed(problem: Problem) -> None:
            self._coming.discard(student)
            self.show_problem(problem)

        self.read(lambda db: opening(db, student, by=actor, now=now), done, failed=failed)

    def close_file(self, file: FileView) -> None:
        """Close a tab. Unsaved text goes to its draft at once and is there when the file is opened again."""
        waiting = [draft for draft in file.drafts() if draft.content]
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)
        at = self.files.index(file)
        self.files.remove(file)
        self.tabs.removeTab(at + 1)
        self.stack.removeWidget(file)
        file.hide()
        file.deleteLater()
        self._turn(self.tabs.currentIndex())

    def add_student(self) -> None:
        """Show the form for a new student."""
        self.tabs.setCurrentIndex(0)
        self.stack.setCurrentWidget(self.adding)
        self._arrange()
        self.adding.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes one step back: from the preview, from a file to the list. It discards nothing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._picking:
            self._stop_picking()
        elif not self.preview.isHidden():
            self.preview.close_panel()
        elif self.file is not None:
            self.tabs.setCurrentIndex(0)
            self.roll.to_table()

    def _make_buttons(self) -> tuple[list[QPushButton], list[QPushButton]]:
        def button(text: str, act: Callable[[], None], *, first: bool = False) -> QPushButton:
            made = QPushButton(text)
            if first:
                theme.role(made, "primary")
            made.clicked.connect(lambda _=False: act())
            self.buttons.addWidget(made)
            return made

        of_list = [
            button(self.tr("Add a student"), self.add_student, first=True),
            button(self.tr("Import a roster"), self._import),
        ]
        of_file = [
            button(self.tr("New record"), lambda: self._lead("session"), first=True),
            button(self.tr("Answer sheet"), lambda: self._lead("entry")),
            button(self.tr("Safety plan"), lambda: self._lead("plan")),
            button(self.tr("Referral"), lambda: self._lead("referral")),
        ]
        printing = QPushButton(self.tr("Print"))
        menu = QMenu(printing)
        menu.addAction(label("document_referral")).triggered.connect(lambda: self._lead("referral"))
        for kind in PRINTS:
            menu.addAction(label(f"document_{kind}")).triggered.connect(partial(self._print, kind))
        printing.setMenu(menu)
        self.buttons.addWidget(printing)
        return of_list, [*of_file, printing]

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.roll.counted.connect(self._counted)
        self.roll.opened.connect(self._chosen)
        self.roll.previewed.connect(lambda row: self.preview.look(row.id))
        self.preview.opened.connect(self.open_file)
        self.preview.closed.connect(self.roll.to_table)
        self.adding.added.connect(self._added)
        self.adding.closed.connect(lambda: self._turn(0))
        self.close_button.clicked.connect(lambda: self.close_file(self.file) if self.file else None)
        for keys, act in (
            ("Ctrl+Tab", lambda: self._cycle(1)),
            ("Ctrl+Shift+Tab", lambda: self._cycle(-1)),
            ("Ctrl+W", self.close_button.click),
            ("Ctrl+Shift+A", self.add_student),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _add(self, opened: Opened) -> FileView:
        if len(self.files) >= FILES:
            front = self.file
            spare = [one for one in self.files if not one.dirty and one is not front]
            self.close_file((spare or [one for one in self.files if one is not front])[0])
        made = FileView(self, opened)
        made.shown.connect(partial(self._renamed, made))
        self.files.append(made)
        self.stack.addWidget(made)
        self.tabs.addTab(_short(opened.file.facts.name))
        self._arrange()
        return made

    def _arrived(self, file: FileView, then: Callable[[FileView], None], *, front: bool) -> None:
        if front:
            self.tabs.setCurrentIndex(self.files.index(file) + 1)
            self._turn(self.tabs.currentIndex())
            file.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            then(file)

    def _arrive(self, place: Place, file: FileView) -> None:
        file.go_to(str(place.get("section") or ""))
        go_to_field(file, place)

    def _renamed(self, file: FileView) -> None:
        if file in self.files:
            self.tabs.setTabText(self.files.index(file) + 1, _short(file.file.facts.name))
            self._arrange()

    def _turn(self, index: int) -> None:
        if index == 0:
            self.stack.setCurrentIndex(0)
        elif 0 < index <= len(self.files):
            self.stack.setCurrentWidget(self.files[index - 1])
        self._freshen()
        self._arrange()

    def _freshen(self) -> None:
        """Read anew what is in front, if something changed since: each look into a file is logged."""
        file = self.file
        key = file.student if file is not None else None
        if key in self._stale:
            self._stale.discard(key)
            if file is not None:
                file.reload()
            else:
                self.roll.reload()

    def _cycle(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _arrange(self) -> None:
        """Fit title and buttons to what is in front."""
        file = self.file
        adding = self.stack.currentWidget() is self.adding
        self.tabs.setVisible(bool(self.files))
        self._title.setVisible(not self.files)
        self.close_button.setVisible(file is not None)
        self.close_button.setIcon(icon("mdi6.close"))
        for button in self._list_buttons:
            button.setVisible(file is None and not adding)
        for button in self._file_buttons:
            button.setVisible(file is not None)
        if file is not None:
            self.set_title(file.file.facts.name)
        elif adding:
            self.set_title(self.tr("New student"))
        else:
            self.set_title(self.tr("Students {0}").format(self._count))
        self.tabs.setTabText(0, self.tr("Students {0}").format(self._count))

    def _counted(self, count: int) -> None:
        self._count = count
        self._arrange()

    def _chosen(self, row: StudentRow) -> None:
        if self._picking:
            kind = self._picking
            self._stop_picking()
            self._record(row.id, kind)
            return
        self.preview.close_panel()
        self.open_file(row.id)

    def _added(self, student: UUID) -> None:
        self.roll.reload()
        self.open_file(student)

    def _pick(self, kind: str) -> None:
        self._picking = kind
        self.tabs.setCurrentIndex(0)
        self._turn(0)
        self.bar.show_info(
            self.tr("For whom is the record? Choose a student and press Enter."),
            {self.tr("Not now"): self._stop_picking},
        )
        self.roll.field.setFocus()

    def _stop_picking(self) -> None:
        self._picking = ""
        self.bar.clear()

    def _record(self, student: UUID, kind: str) -> None:
        place = {"student": str(student)}
        self.go.emit("session", place if kind == "session" else {**place, "kind": kind})

    def _lead(self, page: str) -> None:
        if self.file is not None:
            self.go.emit(page, {"student": str(self.file.student)})

    def _print(self, kind: str, _checked: bool = False) -> None:
        if self.file is not None:
            self.go.emit("plan", {"student": str(self.file.student), "print": kind})

    def _import(self) -> None:
        self.go.emit("import_roster", {})


def _short(name: str) -> str:
    """Return a tab's text: a long name is cut, and a & is no mnemonic."""
    return (name if len(name) <= 8 else name[:7] + "…").replace("&", "&&")
