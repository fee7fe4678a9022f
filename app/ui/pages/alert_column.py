"""One column of the alert board."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.alerts import AlertState
from app.services.alerts import AlertView
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages import alert_words
from app.ui.times import left
from app.ui.widgets import level_badge

_ALERT = int(Qt.ItemDataRole.UserRole)
_WHEN = _ALERT + 1
_WHY = _ALERT + 2
_PAD = 6


class _Card(QStyledItemDelegate):
    """Draws badge and time left, name, reason on three lines; in a narrow column the time goes before the reason."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for three lines."""
        line: int = option.fontMetrics.height()  # type: ignore[attr-defined] # the stub lacks the option's fields
        return QSize(80, line * 3 + 4 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        view = index.data(_ALERT)
        if not isinstance(view, AlertView):
            return
        tokens = theme.current()
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)  # type: ignore[attr-defined] # as above
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.accent if chosen else tokens.line))
        painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.bg))
        painter.drawRoundedRect(rect, 4, 4)
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        line = painter.fontMetrics().height()
        top = QRect(inner.x(), inner.y(), inner.width(), line + 4)
        level_badge.paint(painter, top, view.level)
        badge = level_badge.size(view.level, painter.font()).width() + _PAD
        when, late = index.data(_WHEN)
        fits = painter.fontMetrics().horizontalAdvance(when) <= inner.width() - badge
        why = index.data(_WHY) if fits else f"{when} · {index.data(_WHY)}"
        bold = QFont(painter.font())
        bold.setBold(True)
        urgent = tokens.red if late else tokens.muted
        for at, (words, ink, font, indent) in enumerate(
            (
                (when if fits else "", urgent, painter.font(), badge),
                (view.name, tokens.text, bold, 0),
                (why, tokens.muted if fits else urgent, painter.font(), 0),
            )
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            place = QRect(inner.x() + indent, inner.y() + at * (line + 3), inner.width() - indent, line + 4)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class AlertColumn(QWidget):
    """The alerts of one state. Enter opens, Alt with left or right moves, the menu key offers every way."""

    opened = Signal(object)
    menu_asked = Signal(object, object)
    pushed = Signal(object, int)
    stepped = Signal(int)

    def __init__(self, state: AlertState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.title = QLabel()
        theme.role(self.title, "card_title")
        self.list = _List(self)
        self.list.setItemDelegate(_Card(self.list))
        self.list.setSpacing(2)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.data(_ALERT)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.show_alerts((), None)

    @property
    def current(self) -> AlertView | None:
        """The alert in hand."""
        item = self.list.currentItem()
        held = item.data(_ALERT) if item is not None else None
        return held if isinstance(held, AlertView) else None

    def show_alerts(self, alerts: Sequence[AlertView], now: datetime | None) -> None:
        """Show these; the one in hand stays in hand where it is still here."""
        held = self.current
        name = label(f"alert_state_{self.state.value}")
        self.title.setText(f"{name} {len(alerts)}" if alerts else name)
        self.list.setAccessibleName(self.title.text())
        self.list.clear()
        for one in alerts:
            closed = one.state is AlertState.CLOSED or now is None
            ending = label(f"closing_{one.closing.value}") if one.closing else ""
            when = ending if closed or now is None else left(one.due_at, now)
            why = alert_words.why(one)
            item = QListWidgetItem(f"{level_badge.word(one.level)} {one.name} {when} {why}")
            item.setData(_ALERT, one)
            item.setData(_WHEN, (when, not closed and now is not None and one.due_at < now))
            item.setData(_WHY, why)
            item.setToolTip(why)
            self.list.addItem(item)
            if held is not None and one.id == held.id:
                self.list.setCurrentItem(item)

    def take_focus(self) -> None:
        """Give the keyboard to this column."""
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _List(QListWidget):
    def __init__(self, column: AlertColumn) -> None:
        super().__init__(column)
        self._column = column

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right go to the next column, with Alt they take the alert along."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        column = self._column
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if column.current is not None:
                column.opened.emit(column.current)
        elif step is None:
            super().keyPressEvent(event)
        elif not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            column.stepped.emit(step)
        elif column.current is not None:
            column.pushed.emit(column.current, step)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the ways to move, by the menu key too."""
        if self._column.current is not None:
            self._column.menu_asked.emit(self._column.current, event.globalPos())
