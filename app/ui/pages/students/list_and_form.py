"""A list whose entries are written in a form that takes its place."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.drafts import Draft
from app.ui.pages.page import Page
from app.ui.pages.students.fields import Content, Fields, scrolled
from app.ui.pages.students.part import Part
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.empty_state import EmptyState


class ListAndForm(Part):
    """Subclasses call ``name``, show their entries with ``add_row``, and override ``save``.

    ``subject`` is the key of what is edited, empty for a new entry.
    """

    def __init__(self, page: Page, student: UUID, form: Fields, *, kind: str) -> None:
        super().__init__(page, student)
        self.form, self._kind = form, kind
        self.subject = ""
        self._saved: Content = {}
        self._kept = False
        self.add_button = QPushButton()
        self.add_button.clicked.connect(self.begin)
        self.empty = EmptyState("")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addWidget(self.empty)
        column.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self.add_button)
        top.addStretch(1)
        listing = QWidget()
        whole = QVBoxLayout(listing)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(top)
        whole.addWidget(scrolled(inside), 1)
        self.save_button = QPushButton(self.tr("Save  Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self.close_button = QPushButton(self.tr("Back to the list"))
        self.close_button.clicked.connect(self.leave)
        self.actions_ = ActionBar(self.save_button, self.close_button)
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(form), 1)
        column.addWidget(self.actions_)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.stack.addWidget(editor)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self.stack)
        form.changed.connect(self._touched)

    def name(self, add: str, empty: str) -> None:
        """Say what the button adds, and what stands where there is nothing yet."""
        self.add_button.setText(add)
        self.empty.set_text(empty)

    @property
    def writing(self) -> bool:
        """Whether the form is in front."""
        return self.stack.currentIndex() == 1

    @property
    def dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self.writing and self.form.content() != self._saved

    @property
    def draft_key(self) -> str:
        """Where the form is kept while it is being written."""
        return f"{self._kind}:{self.student}"

    def drafts(self) -> Iterable[Draft]:
        """Return the form where something is typed and not saved."""
        if self.dirty:
            self._kept = True
            yield Draft(self.draft_key, {"subject": self.subject, **self.form.content()})
        elif self._kept:
            yield Draft(self.draft_key, {})

    def restore_draft(self, content: Content) -> None:
        """Go on with what was written before."""
        self.edit(str(content.get("subject") or ""))
        self.form.set_content(content)
        self._kept = True

    def begin(self) -> None:
        """Write a new entry. One that is being written stays."""
        if not self.dirty:
            self.edit("")

    def edit(self, subject: str) -> None:
        """Bring the form to the front as it stands; subclasses fill it before or later."""
        self.subject = subject
        self._saved = self.form.content()
        self.stack.setCurrentIndex(1)
        self.form.focus_first()

    def leave(self) -> None:
        """Go back to the list; what is not saved is asked about."""
        if not self.dirty:
            self._left()
            return
        self.desk.ask.confirm(self, self.tr("Discard what is not saved?"), verb=self.tr("Discard"), then=self._left)

    def save(self) -> None:
        """Save the form."""
        raise NotImplementedError

    def saved(self) -> None:
        """Go back to the list after a save."""
        self._left()
        self.desk.notices.say(self.tr("Saved"))

    def clear_rows(self) -> None:
        """Empty the list."""
        while self._rows.count():
            widget: QWidget | None = self._rows.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add_row(self, row: QWidget) -> None:
        """Append a line to the list."""
        self._rows.addWidget(row)

    def show_count(self, count: int) -> None:
        """Show the empty state or the list."""
        self.empty.setVisible(count == 0)

    def _left(self) -> None:
        self.page.bar.clear()
        self._saved = self.form.content()
        self.stack.setCurrentIndex(0)
        self.add_button.setFocus()
        self.page.touched.emit()

    def _touched(self) -> None:
        self.page.touched.emit()
