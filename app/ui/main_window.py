"""The window with the pages: navigation only."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.rights import may
from app.ui.desk import Desk
from app.ui.drafts import Draft, DraftKeeper, Keep
from app.ui.pages import PAGES
from app.ui.pages.page import Page, Place
from app.ui.pages.registry import Entry
from app.ui.widgets.cover import Cover
from app.ui.widgets.curtains import Curtains
from app.ui.widgets.rail import Rail
from app.ui.widgets.search_box import Answer, Hit
from app.ui.widgets.status_line import StatusLine
from app.ui.widgets.toast import Toast
from app.ui.widgets.top_bar import TopBar

NARROW_BELOW = 920
RECORD_PAGE = "students"
"""Where a new record begins when the page in front does not know for whom."""
HELP_PAGE = "help"
INSIDE = {"student": "students"}
"""Codes of what is shown inside another page: a student's file is a tab among the students."""
WINDOW_DRAFT = "window"
"""The key of the draft that holds the page, field and cursor."""


class MainWindow(QMainWindow):
    """Rail, top bar, pages, status line. Pages are made when first visited.

    ``lock_asked`` and ``quit_asked`` are answered by ``app.ui.leaving``. The window's title never
    holds a person's name: it shows in the task bar.
    """

    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        keep: Keep,
        search: Callable[[Any, str], Sequence[Hit]],
        pages: Sequence[Entry] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        """``keep`` writes drafts and ``search`` finds hits, both within a session on the worker thread."""
        super().__init__(parent)
        self.desk = desk
        self._find = search
        self._entries = {one.code: one for one in pages if one.action is None or may(desk.actor.role, one.action)}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setMinimumSize(640, 400)
        self.rail = Rail([one for one in self._entries.values() if one.icon])
        self.top = TopBar(self._search)
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self.toast = self._lay_out()
        self.cover = Cover(self.centralWidget())
        self.curtains = Curtains(self)
        self.keeper = DraftKeeper(desk.jobs, keep, self._collect, self)
        self._connect()
        self._shortcuts()
        if self._entries:
            self.open(next(iter(self._entries)))

    @property
    def page(self) -> Page | None:
        """The page in front."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def code(self) -> str:
        """The code of the page in front; empty where there is none."""
        front = self.stack.currentWidget()
        return next((code for code, page in self._pages.items() if page is front), "")

    def open(self, code: str, place: Place | None = None) -> None:
        """Bring a page to the front, at ``place``. A page that the person may not have stays away."""
        code = INSIDE.get(code, code)
        entry = self._entries.get(code)
        if entry is None:
            return
        page = self._pages.get(code)
        if page is None:
            page = self._make(entry)
        self.stack.setCurrentWidget(page)
        self.rail.mark(code)
        if code in self._stale:
            self._stale.discard(code)
            page.refresh(None)
        if place:
            page.restore(place)
        else:
            field = page.first_field()
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Place:
        """Return the page in front and where in it the person is."""
        page = self.page
        return {"page": self.code, "place": page.place()} if page is not None else {}

    def restore(self, place: Place) -> None:
        """Go back to what ``place`` returned before the lock."""
        code, inner = place.get("page"), place.get("place")
        if isinstance(code, str) and isinstance(inner, dict):
            self.open(code, inner)

    def begin(self, kind: str = "session") -> None:
        """Start a new record for whom the page in front shows, or ask for whom."""
        page = self.page
        if page is None or not page.begin(kind):
            self.open(RECORD_PAGE, {"new": kind})

    def blank(self) -> None:
        """Cover everything of ours on the screen, or lift the cover. Nothing is locked."""
        self.cover.toggle()
        if self.cover.isVisible():
            self.curtains.lay()

    def save(self) -> None:
        """Save what the page in front can save by itself; everything else is kept as a draft at once."""
        page = self.page
        if page is None or not page.save():
            self.keeper.keep_now()

    def help(self) -> None:
        """Show what the manual says about the page in front."""
        if self.code != HELP_PAGE:
            self.open(HELP_PAGE, {"about": self.place()})

    def _lay_out(self) -> Toast:
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget, stretch in ((self.top, 0), (self.stack, 1)):
            right.addWidget(widget, stretch)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        return Toast(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open)
        self.top.record.connect(self.begin)
        self.top.blank.connect(self.blank)
        self.cover.lifted.connect(self.curtains.lift)
        self.curtains.blank_asked.connect(self.blank)
        self.top.lock.connect(self.lock_asked)
        self.top.search.chosen.connect(self._go_to_hit)
        self.desk.changes.happened.connect(self._on_changes)
        self.desk.notices.said.connect(self.toast.say)
        self.desk.notices.saved.connect(self._on_saved)
        self.keeper.kept.connect(lambda: self.status.draft_kept(self.desk.now().astimezone()))
        self.keeper.failed.connect(lambda _: self.status.not_saved())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _shortcuts(self) -> None:
        for entry in self._entries.values():
            if entry.shortcut:
                self._key(entry.shortcut, partial(self.open, entry.code))
        self._key("Ctrl+K", self._to_search)
        self._key("Ctrl+N", self.begin)
        self._key("Ctrl+Shift+N", lambda: self.begin("contact"))
        self._key("F1", self.help)
        self._key("F5", lambda: self.page.refresh(None) if self.page is not None else None)
        self._key("F9", self.blank, covered=True)
        self._key("Ctrl+S", self.save)
        self._key("Ctrl+L", self.lock_asked.emit, covered=True)
        self._key("Ctrl+Z", lambda: self.toast.undo() if self.toast.undoable else None)

    def _key(self, keys: str, act: Callable[[], object], *, covered: bool = False) -> None:
        """Bind ``keys`` to ``act``; while the screen is covered only those that are meant for it work."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: act() if covered or not self.cover.isVisible() else None)

    def _make(self, entry: Entry) -> Page:
        page = entry.factory(self.desk)
        page.go.connect(self.open)
        page.touched.connect(self.keeper.touch)
        self._pages[entry.code] = page
        self.stack.addWidget(page)
        page.refresh(None)
        return page

    def _collect(self) -> Sequence[Draft]:
        drafts = self._unsaved()
        place = self.place()
        return [*drafts, Draft(WINDOW_DRAFT, place)] if place else drafts

    def _unsaved(self) -> list[Draft]:
        return [draft for page in self._pages.values() for draft in page.drafts()]

    def _to_search(self) -> None:
        self.top.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.field.selectAll()

    def _search(self, text: str, answer: Answer) -> None:
        find = self._find
        self.desk.jobs.submit(
            lambda db: find(db, text), write=False, owner=self, done=answer, failed=lambda _: answer(())
        )

    def _go_to_hit(self, hit: Hit) -> None:
        self.open(hit.page, hit.place)

    def _on_changes(self, changes: Changes, initiator: QObject | None) -> None:
        for code, page in self._pages.items():
            if page is initiator:
                continue
            if page is self.stack.currentWidget():
                page.refresh(changes)
            else:
                self._stale.add(code)

    def _on_saved(self) -> None:
        self.status.saved(self.desk.now().astimezone())

    def _on_focus(self, old: QWidget | None, _new: QWidget | None) -> None:
        """Keep drafts when a field is left."""
        if old is not None and self.isAncestorOf(old) and any(self._unsaved()):
            self.keeper.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the words of the rail away where the window is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_BELOW
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow=narrow)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icons anew when the colours changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "keeper"):
            self.rail.dress(list(self._entries.values()))
            self.top.dress()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing locks, backs up and ends the program; the window goes when the drafts are kept."""
        event.ignore()
        self.quit_asked.emit()
