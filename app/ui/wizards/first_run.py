"""Setting a school up: school, password, recovery sheets, typed back, roster, done."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Problem
from app.services import school, setting_up
from app.services.setting_up import Facts, Staged
from app.ui import theme
from app.ui.ask import Ask
from app.ui.gate.protocol import LOCKED, QUIT
from app.ui.i18n import sentence
from app.ui.jobs import Jobs, Meter
from app.ui.widgets.busy import Busy
from app.ui.widgets.inline_bar import InlineBar
from app.ui.wizards.first_steps import LastStep, SchoolStep, Step, UserStep
from app.ui.wizards.recovery_steps import SheetStep, TypeBackStep
from app.ui.wizards.sheet_output import SheetOutput

WIDTH = 760
Place = dict[str, Any]
ROSTER: Place = {"page": "import_roster", "place": {}}


class FirstRun(QMainWindow):
    """``founded(staged, start)`` is called when the store is in place; ``gone(code)`` when it was given up.

    ``start`` is the place to begin at, empty for the first page.
    """

    def __init__(
        self,
        folder: Path,
        *,
        jobs: Jobs,
        ask: Ask,
        now: Callable[[], datetime],
        founded: Callable[[Staged, Place], None],
        gone: Callable[[int], None],
        stage: Callable[..., Staged] = setting_up.stage,
    ) -> None:
        super().__init__()
        self._stage_on_thread = stage
        self._folder, self._jobs, self._now = folder, jobs, now
        self._founded, self._gone = founded, gone
        self._staged: Staged | None = None
        self._meter: Meter | None = None
        self._closing = False
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setMinimumSize(640, 400)
        self.resize(960, 560)
        self.school = SchoolStep()
        self.user = UserStep(self._weak, school.offered_phrase)
        self.sheet, self.typed = SheetStep(), TypeBackStep()
        self.last = LastStep()
        self.steps: tuple[Step, ...] = (self.school, self.user, self.sheet, self.typed, self.last)
        self.stack = QStackedWidget()
        self.title, self.count = QLabel(), QLabel()
        theme.role(self.title, "title")
        theme.role(self.count, "muted")
        self.bar = InlineBar()
        self.output = SheetOutput(self, self.bar, ask)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.back_button = QPushButton(self.tr("Back"))
        self.next_button = QPushButton()
        theme.role(self.next_button, "primary")
        self._lay_out()
        self.busy = Busy(self.centralWidget())
        for step in self.steps:
            self.stack.addWidget(step)
            step.changed.connect(self._settle)
            step.entered.connect(self.forward)
        self.cancel_button.clicked.connect(self.cancel)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)
        self.sheet.print_asked.connect(self.output.print)
        self.sheet.save_asked.connect(self.output.save)
        self.last.chosen.connect(self._begin)
        self._go(0)

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self.stack.currentIndex()]

    def forward(self) -> None:
        """Go on, where the step has what it asks for."""
        if not self.step.ready or self._meter is not None:
            return
        if self.step is self.user:
            self._stage()
        elif self.step is self.typed:
            self._finish()
        elif self.step is self.last:
            self._begin(ROSTER)
        else:
            self._go(self.stack.currentIndex() + 1)

    def back(self) -> None:
        """Go one step back. From the sheets on, the password stands; back then only leads to the sheets."""
        self._go(self.stack.currentIndex() - 1)

    def cancel(self) -> None:
        """Give up and return to the locked screen: nothing is left behind."""
        self._leave(LOCKED)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing the window gives up and ends the program."""
        event.ignore()
        self._leave(QUIT)

    def _weak(self, password: str, name: str) -> list[str]:
        return school.reasons(password, school=self.school.name.normal, user=name)

    def _stage(self) -> None:
        facts = Facts(
            school=self.school.name.normal,
            site_code=self.school.code.normal,
            system=self.school.system.value() or "63",
            user=self.user.name.normal,
            password=self.user.password.value,
        )
        folder, now, stage = self._folder, self._now(), self._stage_on_thread
        meter = self._meter = Meter(self)
        self.bar.show_info(self.tr("The encrypted store is being made. This takes a few seconds."))
        self.busy.begin(meter)
        self._settle()
        self._jobs.submit(
            lambda _: stage(folder, facts, now=now, progress=meter.report),
            write=False,
            owner=self,
            done=self._staged_well,
            failed=self._refused,
            progress=meter,
        )

    def _staged_well(self, staged: Staged) -> None:
        self._rest()
        self._staged = staged
        self.user.password.clear()
        self.output.pdf = staged.sheets.pdf
        self.sheet.view.show_pdf(staged.sheets.pdf)
        self.typed.ask(staged.founded.recovery_groups)
        self._go(2)

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self._settle()
        if not self._closing:
            self.bar.show_problem(sentence(problem))

    def _rest(self) -> None:
        self._meter = None
        self.busy.end()
        self.bar.clear()

    def _finish(self) -> None:
        try:
            setting_up.finish(self._folder)
        except Problem as problem:
            self.bar.show_problem(sentence(problem))
        else:
            self._go(self.stack.currentIndex() + 1)

    def _begin(self, start: Place) -> None:
        staged, self._staged = self._staged, None
        self._forget_sheets()
        if staged is not None:
            self._founded(staged, start)

    def _forget_sheets(self) -> None:
        self.sheet.view.clear()
        self.output.pdf = b""

    def _leave(self, code: int) -> None:
        if self._closing:
            return
        self._closing = True
        self.hide()
        self._forget_sheets()
        self._jobs.cancel_all()
        folder = self._folder

        def over(_: object) -> None:
            self._gone(code)

        # Behind what is still being made: when this runs, nothing is at work in the folder.
        self._jobs.submit(lambda _: setting_up.give_up(folder), write=False, owner=self, done=over, failed=over)

    def _go(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.bar.clear()
        self.title.setText(self.step.title)
        self.count.setText(self.tr("Step {0} of {1}").format(at + 1, len(self.steps)))
        self._settle()
        (self.step.focusProxy() or self.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        at, idle = self.stack.currentIndex(), self._meter is None
        last = self.step is self.last
        self.cancel_button.setVisible(not last)  # the store is in place then
        self.back_button.setEnabled(idle and at in (1, 3))
        self.next_button.setText(self.tr("Import the roster now") if last else self.tr("Continue"))
        self.next_button.setEnabled(idle and self.step.ready)
        self.next_button.setDefault(True)
        self.stack.setEnabled(idle)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        card = QFrame()
        theme.role(card, "card")
        card.setMaximumWidth(WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(12)
        inside.addLayout(head)
        inside.addWidget(self.bar)
        inside.addWidget(self.stack, 1)
        inside.addLayout(foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(24, 20, 24, 20)
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        self.setCentralWidget(whole)
