"""A row of chips to choose from: one of them, or several."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import theme
from app.ui.widgets.flow import Flow


class Chips(QWidget):
    """Choices as (code, label). Tab reaches the row, arrows move within it, Space chooses.

    ``changed`` is emitted when the person or the program changes what is chosen. With one to choose, a
    second press takes the choice back: "not filled in" stays possible.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        multi: bool = False,
        required: bool = False,
    ) -> None:
        """``name`` is what a screen reader says before each choice. ``required``: a second press keeps the choice."""
        super().__init__(parent)
        self._name, self._multi, self._required = name, multi, required
        self.buttons: dict[str, QPushButton] = {}
        self._flow = Flow(self)
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what is still offered stays chosen."""
        chosen = self.values()
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for code, text in options:
            self.buttons[code] = self._chip(code, text)
            self._flow.addWidget(self.buttons[code])
        for code in chosen:
            if code in self.buttons:
                self.buttons[code].setChecked(True)
        self._one_tab_stop()
        self.updateGeometry()

    def value(self) -> str | None:
        """Return the chosen code, or None."""
        return next(iter(self.values()), None)

    def values(self) -> list[str]:
        """Return the chosen codes in the order offered."""
        return [code for code, button in self.buttons.items() if button.isChecked()]

    def set_value(self, code: str | None) -> None:
        """Choose one, or none."""
        self.set_values([] if code is None else [code])

    def set_values(self, codes: Iterable[str]) -> None:
        """Choose these and no others. Codes that are not offered are passed over."""
        wanted = set(codes)
        before = self.values()
        for code, button in self.buttons.items():
            button.setChecked(code in wanted)
        self._one_tab_stop()
        if self.values() != before:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move between the chips."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        event.accept()

    def _chip(self, code: str, text: str) -> QPushButton:
        chip = _Chip(text, self)
        chip.setCheckable(True)
        chip.setObjectName(f"{self.objectName()}.{code}" if self.objectName() else "")
        chip.setAccessibleName(f"{self._name} {text}")
        theme.role(chip, "chip")
        chip.clicked.connect(lambda _=False, code=code: self._pressed(code))
        return chip

    def _pressed(self, code: str) -> None:
        if self._required and not self.values():
            self.buttons[code].setChecked(True)
        if not self._multi and self.buttons[code].isChecked():
            for other, button in self.buttons.items():
                if other != code:
                    button.setChecked(False)
        self._one_tab_stop(code)
        self.changed.emit()

    def _one_tab_stop(self, code: str | None = None) -> None:
        """Let Tab stop once per row: at the chip last pressed, the first chosen one, or the first."""
        stop = code or self.value() or next(iter(self.buttons), None)
        for other, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == stop else Qt.FocusPolicy.ClickFocus)


class _Chip(QPushButton):
    """Leaves arrow keys to the row; Qt's own buttons would move the focus out of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses like Space; arrows go to the row."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
