"""What every page is."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import sentence
from app.ui.jobs import Meter
from app.ui.widgets.busy import Busy
from app.ui.widgets.composition import field_in_hand, go_to_field
from app.ui.widgets.inline_bar import InlineBar

T = TypeVar("T")
Place = dict[str, Any]
"""Where in a page the person is: what JSON can hold. Ids and field names, never a name or a note."""


class Page(QWidget):
    """A page of the main window.

    Subclasses fill ``self.body`` and may add to ``self.buttons`` beside the title, or to ``self.head``. They
    override ``refresh`` and, where they hold unsaved text, ``drafts``; they emit ``touched`` while the
    text changes and ``go(page, place)`` to lead somewhere else.
    """

    go = Signal(str, dict)
    touched = Signal()
    titled = Signal(str)

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(title)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "title")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.head = head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addLayout(self.buttons)
        self.bar = InlineBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addLayout(head)
        frame.addWidget(self.bar)
        frame.addLayout(self.body, 1)
        self.busy = Busy(self)

    @property
    def title(self) -> str:
        """The page's title. It may hold a person's name: it is never the window's title."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.titled.emit(title)

    def refresh(self, changes: Changes | None = None) -> None:
        """Show what is in the store now. ``changes`` tells what was touched; None means everything."""

    def place(self) -> Place:
        """Return where the person is: the field and the cursor. Subclasses add what is open."""
        return field_in_hand(self)

    def restore(self, place: Place) -> None:
        """Go back to a place. Subclasses open what it names, then call this."""
        go_to_field(self, place)

    def drafts(self) -> Iterable[Draft]:
        """Return what is written but not saved."""
        return ()

    def save(self) -> bool:
        """Save on Ctrl+S; False where there is nothing but the draft to keep."""
        return False

    def begin(self, kind: str) -> bool:  # noqa: ARG002 - pages that know the student use it
        """Start a new record ("session" or "contact") here; False where the page cannot."""
        return False

    def first_field(self) -> QWidget | None:
        """Return the widget that gets the focus when the page opens; None leaves it to Qt."""
        return None

    def read(
        self,
        work: Callable[[Any], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Problem], None] | None = None,
        progress: Meter | None = None,
    ) -> None:
        """Run ``work(session)`` for reading; problems are shown in the page's bar by default."""
        self._submit(work, done, failed, progress, write=False)

    def write(
        self,
        work: Callable[[Any], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Problem], None] | None = None,
        progress: Meter | None = None,
    ) -> None:
        """Run ``work(session)`` in a transaction. A result with ``changes`` is told to all other pages."""

        def finished(result: T) -> None:
            done(result)
            self.desk.notices.note_saved()
            changes = getattr(result, "changes", None)
            if isinstance(changes, Changes):
                self.desk.changes.tell(changes, self)

        self._submit(work, finished, failed, progress, write=True)

    def show_problem(self, problem: Problem) -> None:
        """Show a problem's sentence in the bar. Nothing closes and nothing is cleared."""
        self.bar.show_problem(sentence(problem))

    def _submit(
        self,
        work: Callable[[Any], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None] | None,
        progress: Meter | None,
        *,
        write: bool,
    ) -> None:
        on_problem = failed or self.show_problem
        self.busy.begin(progress)

        def well(result: T) -> None:
            self.busy.end()
            done(result)

        def badly(problem: Problem) -> None:
            self.busy.end()
            on_problem(problem)

        self.desk.jobs.submit(work, write=write, owner=self, done=well, failed=badly, progress=progress)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Redraw in new colours after the theme changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()


def touch_on(page: Page, *widgets: QObject) -> None:
    """Let every change of the given inputs count as touching the page's draft."""
    for widget in widgets:
        for name in ("changed", "textChanged"):
            signal = getattr(widget, name, None)
            if signal is not None:
                signal.connect(page.touched)
                break
