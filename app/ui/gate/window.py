"""The locked screen: the same at the start and after a lock."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Problem
from app.ui import theme
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.emergency_page import EmergencyPage
from app.ui.gate.recovery_form import RecoveryForm
from app.ui.gate.setup import Facts, GateSetup
from app.ui.gate.trouble_form import TroubleForm
from app.ui.gate.unlock_form import UnlockForm
from app.ui.gate.welcome_form import WelcomeForm
from app.ui.i18n import label, sentence

NARROW, BROAD = 440, 800
SIZE = QSize(960, 560)


class GateWindow(QMainWindow):
    """Shows forms and words; what they lead to is done by ``gate.Gate``."""

    unlock = Signal(str, str)
    recover = Signal(str)
    begin = Signal()
    demo = Signal()
    closed = Signal()
    kiosk = Signal()
    kiosk_back = Signal()
    painted = Signal()

    def __init__(self, setup: GateSetup, delay: GrowingDelay) -> None:
        super().__init__()
        self._setup = setup
        self._seen = False
        self.setWindowTitle(QCoreApplication.applicationName())
        self.resize(SIZE)
        self.setMinimumSize(560, 400)
        self.title = QLabel()
        theme.role(self.title, "title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.form = UnlockForm(delay)
        self.recovery = RecoveryForm(setup.group_ok)
        self.emergency = EmergencyPage(setup.hotlines)
        self.welcome = WelcomeForm()
        self.trouble = TroubleForm()
        self.card = QFrame()
        theme.role(self.card, "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(28, 20, 28, 16)
        self._forms: tuple[QWidget, ...] = (self.form, self.recovery, self.emergency, self.welcome, self.trouble)
        self._front: QWidget = self.form
        for form in self._forms:
            inside.addWidget(form)
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.role(self.facts, "muted")
        self.recovery_link = self._link(self.tr("Forgotten the password? Use the recovery code"))
        self.emergency_link = self._link(self.tr("Emergency"))
        self.kiosk_link = self._link(label("gate_kiosk"))
        self.back_link = self._link(label("gate_kiosk_back"))
        self._over = False
        self._lay_out()
        self.form.asked.connect(self.unlock)
        self.recovery.asked.connect(self.recover)
        self.welcome.begin.connect(self.begin)
        self.welcome.demo.connect(self.demo)
        self.recovery_link.clicked.connect(lambda: self._show(self.recovery))
        self.emergency_link.clicked.connect(lambda: self._show(self.emergency))
        self.kiosk_link.clicked.connect(self.kiosk)
        self.back_link.clicked.connect(self.kiosk_back)
        self.recovery.back.connect(self.show_start)
        self.trouble.again.connect(self.show_start)
        self.emergency.back.connect(self.show_start)
        self.show_start()

    def show_start(self) -> None:
        """Show the unlock form, or the welcome where there is no store, with fresh facts."""
        try:
            slots = self._setup.slots()
            facts = self._setup.facts()
        except Problem as problem:
            self.recovery_link.setVisible(False)
            self.kiosk_link.setVisible(False)
            self.back_link.setVisible(self._over)
            self.facts.setText("")
            self.trouble.show_words(sentence(problem))
            self._show(self.trouble)
            return
        self.form.set_slots(slots)
        self.recovery_link.setVisible(any(slot.recovery for slot in slots))
        self._tell(facts)
        self.kiosk_link.setVisible(facts.self_service and bool(slots) and not self._over)
        self.back_link.setVisible(self._over)
        self._show(self.form if slots else self.welcome)

    def show_over_kiosk(self) -> None:
        """Show the start, as large as the screen, over a kiosk that has stepped aside."""
        self._over = True
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, True)
        self.show_start()
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()

    def show_normally(self) -> None:
        """Show the start as a window: there is no kiosk any more."""
        if self._over:
            self._over = False
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, False)
            self.resize(SIZE)
        self.show_start()
        self.showNormal()
        self.raise_()
        self.activateWindow()

    def show_words(self, words: str) -> None:
        """Show a line on the form, for example after a lock or a crash."""
        if self._front is self.welcome:
            self.welcome.words.setText(words or " ")
        else:
            self.form.show_words(words)

    def set_busy(self, words: str = "") -> None:
        """Show on the form in front that something is going on."""
        if self._front is self.welcome:
            self.welcome.set_busy(words)
        elif self._front is self.recovery:
            self.recovery.words.setText(words or " ")
        else:
            self.form.set_busy(words)

    def show_refusal(self, problem: Problem) -> None:
        """Show why it stays locked, on the form that asked."""
        words = sentence(problem)
        if self._front is self.recovery:
            self.recovery.show_refusal(words)
        elif self._front is self.welcome:
            self.welcome.set_busy()
            self.welcome.words.setText(words)
        else:
            self.form.show_refusal(words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell when the first picture is on its way to the screen: what else is to start can start then."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leads back to the kiosk, where there is one."""
        if self._over and event.key() == Qt.Key.Key_Escape:
            self.kiosk_back.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing the locked screen ends the program; over a kiosk it leads back there."""
        if self._over:
            event.ignore()
            self.kiosk_back.emit()
            return
        event.accept()
        self.closed.emit()

    def _lay_out(self) -> None:
        name = QCoreApplication.applicationName()
        self._open_title = name
        self._locked_title = self.tr("{0} · locked").format(name)
        self._links = QWidget()
        links = QHBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.addStretch(1)
        for link in (self.recovery_link, self.kiosk_link, self.emergency_link, self.back_link):
            links.addWidget(link)
        links.addStretch(1)
        status = QFrame()
        theme.role(status, "status")
        line = QHBoxLayout(status)
        line.setContentsMargins(12, 2, 12, 2)
        line.addWidget(QLabel(self.tr("Works offline")))
        line.addStretch(1)
        line.addWidget(QLabel(self._setup.version))
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(self.card)
        centre.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addLayout(centre)
        column.addWidget(self.facts)
        column.addWidget(self._links)
        column.addStretch(3)
        column.addWidget(status)
        self.setCentralWidget(whole)

    def _show(self, form: QWidget) -> None:
        self._front = form
        broad = form in (self.emergency, self.recovery)
        for other in self._forms:
            other.setVisible(other is form)
        for beside in (self.title, self.facts, self._links):
            beside.setVisible(not broad)  # a small screen has room for either
        self.card.setFixedWidth(BROAD if broad else max(NARROW, self.form.minimumSizeHint().width() + 60))
        self.title.setText(self._open_title if form is self.welcome else self._locked_title)
        form.setFocus()
        if form is self.form:
            self.form.password.field.setFocus()

    def _tell(self, facts: Facts) -> None:
        parts = []
        if facts.last_used is not None:
            parts.append(self.tr("Last used: {0}").format(_when(facts.last_used)))
        if facts.drafts:
            parts.append(self.tr("Drafts: {0}").format(facts.drafts))
        if facts.incoming:
            parts.append(self.tr("Answer sheets to receive: {0}").format(facts.incoming))
        if facts.oldest is not None:
            parts.append(_age(facts.oldest))
        self.facts.setText(" · ".join(parts))

    @staticmethod
    def _link(text: str) -> QPushButton:
        link = QPushButton(text)
        theme.role(link, "flat")
        return link


def _age(waited: timedelta) -> str:
    """Return how long the oldest sheet has waited, in the largest unit that says something."""
    minutes = max(0, int(waited.total_seconds()) // 60)
    if minutes < 60:
        return label("gate_oldest_minutes", count=minutes)
    if minutes < 48 * 60:
        return label("gate_oldest_hours", count=minutes // 60)
    return label("gate_oldest_days", count=minutes // (24 * 60))


def _when(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
