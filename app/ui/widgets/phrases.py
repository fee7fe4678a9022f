"""The school's phrases, one of which goes where the cursor is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.widgets.note_edit import NoteEdit


class PhraseButton(QPushButton):
    """Opens a menu of phrases. ``target`` returns the field that the chosen one goes into."""

    def __init__(self, words: str, target: Callable[[], NoteEdit], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._target = target
        self.phrases: Sequence[str] = ()
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        """Open the menu with the first phrase in hand."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for phrase in self.phrases:
            action = menu.addAction(phrase.replace("&", "&&"))
            action.triggered.connect(lambda _=False, phrase=phrase: self.put(phrase))
        if not self.phrases:
            menu.addAction(self.tr("The school has no phrases yet. Add them in the settings.")).setEnabled(False)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def put(self, phrase: str) -> None:
        """Put a phrase where the cursor is."""
        target = self._target()
        target.insertPlainText(phrase)
        target.setFocus()
