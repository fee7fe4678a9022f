"""Formatted text to read that fetches nothing: no file, no picture, no network."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

ANY_KIND = QTextDocument.ResourceType.UnknownResource
_LINE_HEIGHT = 140
"""Percent of the font's own."""
_MARGIN = 12


class Reader(QTextBrowser):
    """Shows Markdown. A link is only told of, by ``followed`` with its last part; it opens nothing."""

    followed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.fileName()))

    def show_markdown(self, text: str) -> None:
        """Show ``text`` from its beginning. HTML inside it stays plain words."""
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        apart = QTextBlockFormat()
        apart.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        whole.mergeBlockFormat(apart)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Return an empty picture: for nothing at all Qt would go and read the file by itself."""
        return QImage(1, 1, QImage.Format.Format_Mono)

    def doSetSource(  # noqa: N802 - Qt's name
        self,
        _name: QUrl | str,
        /,
        type: QTextDocument.ResourceType = ANY_KIND,  # noqa: A002 - Qt's name
    ) -> None:
        """Go nowhere."""
