"""Looking around first: shows how far the making of the demo school is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.ui import theme
from app.ui.gate.protocol import LOCKED, QUIT
from app.ui.i18n import sentence
from app.ui.jobs import Jobs, Meter


class DemoRun(QMainWindow):
    """Runs ``make(meter)`` on a thread, then ``then(result)``; ``gone(code)`` when it was given up."""

    def __init__(
        self,
        *,
        jobs: Jobs,
        make: Callable[[Meter], Any],
        then: Callable[[Any], None],
        gone: Callable[[int], None],
    ) -> None:
        super().__init__()
        self._jobs, self._then, self._gone = jobs, then, gone
        self._over = False
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setMinimumSize(560, 400)
        self.resize(960, 560)
        title = QLabel(self.tr("The demo school is being made"))
        theme.role(title, "title")
        self.words = QLabel(self.tr("Everybody in it is made up. When you lock, it is gone."))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(lambda: self._leave(LOCKED))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(96, 24, 96, 24)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (title, self.words, self.bar):
            column.addWidget(widget)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(3)
        self.setCentralWidget(whole)
        meter = Meter(self)
        meter.moved.connect(self._moved)
        jobs.submit(
            lambda _: make(meter), write=False, owner=self, done=self._made, failed=self._failed, progress=meter
        )

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing the window ends the program."""
        event.ignore()
        self._leave(QUIT)

    def _moved(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    def _made(self, made: Any) -> None:
        if not self._over:
            self._then(made)

    def _failed(self, problem: Problem) -> None:
        if not self._over:
            theme.role(self.words, "problem")
            self.words.setText(sentence(problem))

    def _leave(self, code: int) -> None:
        self._over = True
        self.hide()
        self._jobs.cancel_all()
        self._gone(code)
