"""A level of concern as shape, word and colour: never by colour alone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.risk import Level
from app.ui import theme
from app.ui.i18n import label

_PAD, _GAP = 8, 6


def word(level: Level | None) -> str:
    """Return the word of a level; None is "not judged"."""
    return label(f"level_{level.value}" if level is not None else "level_none")


def _shape(level: Level | None, box: QRectF) -> QPainterPath:
    """Square, diamond, triangle, circle from red to blue; a ring for "not judged"."""
    path = QPainterPath()
    if level is Level.RED:
        path.addRect(box.adjusted(1, 1, -1, -1))
    elif level in (Level.ORANGE, Level.YELLOW):
        top, bottom = QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom())
        left, right = QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y())
        diamond = [top, right, bottom, left]
        triangle = [top, box.bottomRight(), box.bottomLeft()]
        path.addPolygon(QPolygonF(diamond if level is Level.ORANGE else triangle))
        path.closeSubpath()
    else:
        path.addEllipse(box)
    return path


def size(level: Level | None, font: QFont) -> QSize:
    """Return the badge's size in ``font``."""
    metrics = QFontMetrics(font)
    mark = round(metrics.ascent() * 0.75)
    width = 2 * _PAD + mark + _GAP + metrics.horizontalAdvance(word(level))
    return QSize(width, max(24, metrics.height() + 4))


def paint(painter: QPainter, rect: QRect, level: Level | None) -> None:
    """Draw the badge at the left of ``rect``, centred in its height. Tables use it too."""
    ink, ground = theme.current().level(level)
    wanted = size(level, painter.font())
    box = QRectF(rect.x(), rect.y() + (rect.height() - wanted.height()) / 2, wanted.width(), wanted.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 4, 4)
    mark = round(painter.fontMetrics().ascent() * 0.75)
    at = QRectF(box.x() + _PAD, box.center().y() - mark / 2, mark, mark)
    if level is None:
        painter.setPen(QPen(QColor(ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(QColor(ink))
    painter.drawPath(_shape(level, at))
    painter.setPen(QColor(ink))
    painter.drawText(box.adjusted(_PAD + mark + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word(level))
    painter.restore()


class LevelBadge(QWidget):
    """The badge as a widget."""

    def __init__(self, level: Level | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level)

    @property
    def level(self) -> Level | None:
        """The level shown; None is "not judged"."""
        return self._level

    def set_level(self, level: Level | None) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(word(level))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what shape and word need."""
        return size(self._level, self.font())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the badge."""
        paint(QPainter(self), self.rect(), self._level)
