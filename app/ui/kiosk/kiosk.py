"""What happens in self-service: start, number, questions, the same last page for everybody, and who may leave."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.domain.tray_sheet import End
from app.ui.i18n import label
from app.ui.kiosk.filling import Filling, Put
from app.ui.kiosk.item_page import ItemPage
from app.ui.kiosk.parts import NumberPage, Sheet, Words
from app.ui.kiosk.window import KioskWindow

IDLE_MS = 180_000
LEFT_MS = 60_000
"""From 「还在吗？」 until the sheet is sealed as it is."""
_ALIVE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin})


class Kiosk(QObject):
    """``teacher`` calls the locked screen; ``put`` writes a sealed sheet; ``steady`` never jumps.

    ``handover`` None: nothing was prepared, which is said.
    """

    def __init__(
        self,
        handover: Handover | None,
        *,
        put: Put,
        teacher: Callable[[], None],
        today: Callable[[], date],
        steady: Callable[[], float],
        app: QApplication,
    ) -> None:
        super().__init__(app)
        self._handover, self._put, self._today, self._steady = handover, put, today, steady
        self._filling: Filling | None = None
        self._before: Sheet | None = None
        self._used = False
        self.window = KioskWindow(label("kiosk_teacher"))
        self.window.teacher.connect(teacher)
        self.nothing = Words("", [label("kiosk_nothing")])
        self.trouble = Words("", [label("kiosk_trouble")])
        self.unsaved = Words("", [label("kiosk_trouble_unsaved")])
        self.start = Words(label("kiosk_start_title"), self._start_lines(), [(label("kiosk_begin"), self._begin)])
        self.number = NumberPage(
            title=label("kiosk_number_title"),
            name=label("kiosk_number_name"),
            unknown=label("kiosk_number_unknown"),
            go_on=label("kiosk_go_on"),
            sure=label("kiosk_number_sure"),
            back=label("kiosk_go_back"),
        )
        self.item = ItemPage(paper=handover is not None and handover.paper)
        stay = [
            (label("kiosk_stop_no"), self._show_question),
            (label("kiosk_stop_yes"), lambda: self._end(End.STOPPED)),
        ]
        self.stop = Words(label("kiosk_stop_title"), [label("kiosk_stop_words")], stay)
        self.idle = Words(label("kiosk_idle_title"), [], [(label("kiosk_idle_back"), self._back_again)])
        more = [] if handover is not None and handover.only_ticket else [(label("kiosk_end_next"), self.begin_anew)]
        self.end = Words(label("kiosk_end_title"), [label("kiosk_end_words"), label("kiosk_end_help")], more)
        self._connect()
        self._idle_timer = self._timer(IDLE_MS, self._ask_whether_there)
        self._left_timer = self._timer(LEFT_MS, lambda: self._end(End.LEFT))
        app.installEventFilter(self)
        self.begin_anew()

    def show(self) -> None:
        """Take the screen."""
        self.window.cover_all()

    def begin_anew(self) -> None:
        """Show the start page to the next student; nothing of the one before is left."""
        self._forget()
        used_up = self._used and self._handover is not None and self._handover.only_ticket is not None
        if self._handover is None or self._handover.day != self._today() or used_up:
            self.window.show_sheet(self.nothing)
        else:
            self.window.show_sheet(self.start)

    def stumbled(self) -> None:
        """Something unexpected happened: call the teacher. What was answered is sealed already."""
        self._trouble()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and arguments
        """Note a sign of life; never keep an event back."""
        if event.type() in _ALIVE and self._idle_timer.isActive():
            self._idle_timer.start()
        return False

    def _connect(self) -> None:
        self.number.given.connect(self._number_given)
        self.number.back.connect(self.begin_anew)
        self.item.chosen.connect(self._choose)
        self.item.skipped.connect(self._skip)
        self.item.stepped.connect(self._step)
        self.item.stopped.connect(lambda: self._leave_for(self.stop))

    def _timer(self, after: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(act)
        return made

    def _start_lines(self) -> list[str]:
        handover = self._handover
        if handover is None:
            return []
        # Not the scale's name: it may name a disorder.
        lines = [label("kiosk_start_words"), label("kiosk_start_safety"), label("kiosk_start_freedom")]
        lines += [handover.instructions] if handover.instructions else []
        lines += [label("kiosk_start_paper")] if handover.paper else []
        return [*lines, label("kiosk_start_adult", adult=handover.adult)]

    def _begin(self) -> None:
        if self._handover is None or self._handover.day != self._today():
            self.begin_anew()
        elif self._handover.only_ticket is not None:
            self._fill(ticket=self._handover.only_ticket, number="")
        else:
            self.number.clear()
            self.window.show_sheet(self.number, self.number.field)
            self._idle_timer.start()

    def _number_given(self, number: str, sure: bool) -> None:
        if self._handover is None:
            return
        ticket = self._handover.ticket_of(number)
        if ticket is None and self._handover.expected and not sure:
            self.number.refuse()
            return
        self.number.clear()
        self._fill(ticket=ticket or "", number="" if ticket else number)

    def _fill(self, *, ticket: str, number: str) -> None:
        if self._handover is None:
            return
        self._used = True
        self._filling = Filling(
            self._handover, self._today(), self._put, ticket=ticket, number=number, steady=self._steady
        )
        self._idle_timer.start()
        self._show_question()

    def _show_question(self) -> None:
        filling = self._filling
        if filling is None or self._handover is None:
            return
        count = len(self._handover.questions)
        self.item.show_question(filling.question, filling.answer, at=filling.at, count=count)
        self.window.show_sheet(self.item)

    def _choose(self, value: int) -> None:
        filling = self._filling
        if filling is not None:
            self._sealing(lambda: filling.choose(value))

    def _skip(self) -> None:
        filling = self._filling
        if filling is not None and self._sealing(filling.clear):
            self._step(1)

    def _step(self, way: int) -> None:
        filling = self._filling
        if filling is None:
            return
        if way > 0 and filling.last:
            self._end(End.DONE)
        else:
            filling.move(way)
            self._show_question()

    def _leave_for(self, sheet: Sheet) -> None:
        self._before = self.window.sheet
        self.window.show_sheet(sheet)

    def _ask_whether_there(self) -> None:
        if self._filling is None:
            self.begin_anew()  # a number was typed and nobody went on
            return
        self._leave_for(self.idle)
        self._left_timer.start()

    def _back_again(self) -> None:
        self._left_timer.stop()
        self._idle_timer.start()
        self.window.show_sheet(self._before or self.item)

    def _end(self, how: End) -> None:
        filling = self._filling
        if filling is None or not self._sealing(lambda: filling.end(how)):
            return
        self._forget()
        self.window.show_sheet(self.end)

    def _sealing(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except Problem:
            self._trouble(saved=False)
            return False
        return True

    def _trouble(self, *, saved: bool = True) -> None:
        """Say that the teacher is needed, without a detail. A full disk kept all answers but the last."""
        self._forget()
        self.window.show_sheet(self.trouble if saved else self.unsaved)

    def _forget(self) -> None:
        self._idle_timer.stop()
        self._left_timer.stop()
        if self._filling is not None:
            self._filling.forget()
        self._filling = self._before = None
        self.number.clear()
