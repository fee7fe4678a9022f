"""Questions, confirmations and file choices, behind one seam.

Nothing here blocks: the answer arrives in ``then``. So a lock never waits for a dialog, and a test
or the headless demonstration can set the next answers with ``will_answer``.
"""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from app.ui import theme

Answer = bool | str | Path | None


class Ask(QObject):
    """Asks the person at the desk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: deque[Answer] = deque()
        self._asked: list[str] = []

    def will_answer(self, *answers: Answer) -> None:
        """Set the next answers; while there are some, no dialog opens."""
        self._answers.extend(answers)

    @property
    def asked(self) -> Sequence[str]:
        """The questions that were answered by ``will_answer``, oldest first."""
        return tuple(self._asked)

    def confirm(self, owner: QWidget, question: str, *, verb: str, then: Callable[[], None], detail: str = "") -> None:
        """Ask whether to go on. ``verb`` is the button ("Delete", not "OK"); ``then`` runs only on yes.

        Cancel is the default: Enter pressed in haste changes nothing.
        """
        if self._answers:
            self._asked.append(question)
            if self._answers.popleft():
                then()
            return
        box = QMessageBox(owner)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(QCoreApplication.applicationName())
        box.setText(question)
        box.setInformativeText(detail)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: then() if button is yes else None)
        box.open()

    def tell(self, owner: QWidget, text: str, *, then: Callable[[], None] | None = None) -> None:
        """Say something that must be read before going on."""
        if self._answers:
            self._asked.append(text)
            self._answers.popleft()
            if then is not None:
                then()
            return
        box = QMessageBox(owner)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(QCoreApplication.applicationName())
        box.setText(text)
        box.addButton(self.tr("Got it"), QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if then is not None:
            box.finished.connect(lambda _: then())
        box.open()

    def line(self, owner: QWidget, question: str, *, then: Callable[[str], None], secret: bool = False) -> None:
        """Ask for one line of text, for example a reason; ``then`` gets it stripped and not empty."""
        if self._answers:
            self._asked.append(question)
            answer = self._answers.popleft()
            if isinstance(answer, str) and answer.strip():
                then(answer.strip())
            return
        box = QInputDialog(owner)
        box.setMinimumWidth(theme.body_size() * 28)
        box.setWindowTitle(QCoreApplication.applicationName())
        box.setLabelText(question)
        box.setTextEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.textValueSelected.connect(lambda text: then(text.strip()) if text.strip() else None)
        box.open()

    def open_file(self, owner: QWidget, title: str, *, patterns: str, then: Callable[[Path], None]) -> None:
        """Ask for a file to read. ``patterns`` as Qt writes them: ``"Excel (*.xlsx *.xls)"``."""
        self._choose(owner, title, QFileDialog.FileMode.ExistingFile, then, patterns=patterns)

    def save_file(self, owner: QWidget, title: str, *, name: str, patterns: str, then: Callable[[Path], None]) -> None:
        """Ask where to write. ``name`` is proposed and must not hold a person's name."""
        self._choose(owner, title, QFileDialog.FileMode.AnyFile, then, patterns=patterns, name=name)

    def folder(self, owner: QWidget, title: str, *, then: Callable[[Path], None]) -> None:
        """Ask for a folder, for example a stick."""
        self._choose(owner, title, QFileDialog.FileMode.Directory, then)

    def _choose(
        self,
        owner: QWidget,
        title: str,
        mode: QFileDialog.FileMode,
        then: Callable[[Path], None],
        *,
        patterns: str = "",
        name: str | None = None,
    ) -> None:
        if self._answers:
            self._asked.append(title)
            answer = self._answers.popleft()
            if isinstance(answer, Path):
                then(answer)
            return
        dialog = QFileDialog(owner, title)
        # The system's own dialog would add the file to its list of recent documents.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.Directory:
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if patterns:
            dialog.setNameFilter(patterns)
        if name is not None:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
            dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: then(Path(dialog.selectedFiles()[0])))
        dialog.open()

    @staticmethod
    def close_all(window: QWidget) -> None:
        """Close every open question below ``window`` as not answered."""
        for dialog in window.findChildren(QDialog):
            dialog.reject()
