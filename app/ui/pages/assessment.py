"""One filled form: critical answers first, then numbers, where published cut-offs put them, and answers."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.dates import display as day_words
from app.domain.problems import Problem
from app.domain.school_class import display as class_words
from app.services import assessments, scale_result
from app.services.scale_result import AnswerLine, ScaleResult
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language
from app.ui.pages.page import Page, Place
from app.ui.times import moment


class AssessmentPage(Page):
    """Place: ``{"assessment": key}``. A score proposes; nothing here judges."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_assessment"))
        self.key: UUID | None = None
        self.result: ScaleResult | None = None
        self.file_button = QPushButton(self.tr("Open the file"))
        self.withdraw_button = QPushButton(self.tr("Withdraw…"))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Result"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.area, 1)
        for button in (self.withdraw_button, self.file_button):
            self.buttons.addWidget(button)
            button.setEnabled(False)
        self.file_button.clicked.connect(self._open_file)
        self.withdraw_button.clicked.connect(self._withdraw)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the result anew, where it is the one that changed."""
        key = self.key
        if key is None or (changes is not None and key not in changes.ids):
            return
        actor, now, spoken = self.desk.actor, self.desk.now(), language()
        self.read(lambda db: scale_result.open_result(db, key, by=actor, now=now, language=spoken), self._show)

    def place(self) -> Place:
        """Return which form is open."""
        return {**super().place(), **({"assessment": str(self.key)} if self.key else {})}

    def restore(self, place: Place) -> None:
        """Open a form."""
        try:
            self.key = UUID(str(place.get("assessment")))
        except ValueError:
            self.show_problem(Problem("assessment_unknown"))
            return
        self.refresh(None)
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the result, which scrolls with the keys."""
        return self.area

    def lines(self) -> list[str]:
        """Return the words shown, top to bottom."""
        inside = self.area.widget()
        return [] if inside is None else [one.text() for one in inside.findChildren(QLabel) if one.text()]

    def _show(self, found: ScaleResult) -> None:
        self.result = found
        where = class_words(found.school_class, language()) if found.school_class else ""
        self.set_title(f"{found.student}  {where}".strip())
        self.file_button.setEnabled(True)
        self.withdraw_button.setEnabled(found.withdrawn_at is None)
        self.bar.clear()
        if found.withdrawn_at is not None:
            self.bar.show_warning(
                self.tr("Withdrawn {0}. It stays on file and counts nowhere.").format(
                    moment(found.withdrawn_at, self.desk.now())
                )
            )
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        if found.critical:
            column.addWidget(self._critical(found))
        column.addWidget(self._numbers(found))
        if found.bands:
            column.addWidget(self._bands(found))
        column.addWidget(self._answers(found))
        column.addStretch(1)
        self.area.setWidget(inside)

    def _critical(self, found: ScaleResult) -> QFrame:
        card, grid = _card(self.tr("Look at these answers today"))
        theme.role(card, "bar_problem")
        for row, line in enumerate(found.critical, 1):
            _put(grid, row, 0, self.tr("Item {0}").format(line.number), bold=True)
            _put(grid, row, 1, line.label)
            _put(grid, row, 2, self._value(line), bold=True)
        return card

    def _numbers(self, found: ScaleResult) -> QFrame:
        card, grid = _card(found.name)
        _put(grid, 1, 0, self._head(found), span=6)
        number = QLabel(found.total.value or f"{found.total.low} — {found.total.high}")
        theme.role(number, "number")
        grid.addWidget(number, 2, 0)
        words = found.total.name
        if found.total.value is None:
            words = self.tr("{0} cannot be said: no answer to {1}").format(found.total.name, joined(found.missing))
        _put(grid, 2, 1, words, span=3)
        for at, score in enumerate(found.scores):
            row, side = 3 + at // 2, 2 * (at % 2)
            _put(grid, row, side, score.value or "—", bold=True)
            _put(grid, row, side + 1, score.name)
        row = 4 + len(found.scores) // 2
        doubts = [label(f"validity_{found.validity}"), *(label(code) for code in found.doubts)]
        _put(grid, row, 0, self.tr("Validity"))
        _put(grid, row, 1, " · ".join(doubts), span=3)
        for at, code in enumerate(found.notes, row + 1):
            _put(grid, at, 0, "")
            _put(grid, at, 1, label(code), span=3, quiet=True)
        return card

    def _head(self, found: ScaleResult) -> str:
        who = label(f"respondent_{found.respondent}") + (f"（{found.informant}）" if found.informant else "")
        how = label(f"answer_source_{found.source.value}")
        times = self.tr("keyed twice") if found.verified_at else self.tr("keyed once") if found.passes == 1 else ""
        if found.source.value != "keypad" and found.passes == 1:
            times = ""
        return " · ".join(each for each in (day_words(found.taken_on, language()), who, how, times) if each)

    def _bands(self, found: ScaleResult) -> QFrame:
        card, grid = _card(self.tr("Where published cut-offs put it"))
        for row, band in enumerate(found.bands, 1):
            _put(grid, row, 0, band.on)
            _put(grid, row, 1, band.band or self.tr("cannot be said"), bold=True)
            _put(grid, row, 2, label(f"population_{band.made_for}"))
            words = " · ".join(
                each for each in (band.source, label(f"confidence_{band.confidence}"), band.note) if each
            )
            _put(grid, row, 3, words, quiet=True)
        return card

    def _answers(self, found: ScaleResult) -> QFrame:
        card, grid = _card(self.tr("Answers"))
        for at, line in enumerate(found.answers):
            row, side = 1 + at // 3, 2 * (at % 3)
            _put(grid, row, side, f"{line.number}  {line.label}")
            _put(grid, row, side + 1, self._value(line), bold=line.critical)
        return card

    def _value(self, line: AnswerLine) -> str:
        if line.illegible:
            return self.tr("unreadable")
        return self.tr("left out") if line.value is None else str(line.value)

    def _open_file(self) -> None:
        if self.result is not None:
            self.go.emit("students", {"student": str(self.result.student_id)})

    def _withdraw(self) -> None:
        key, actor = self.key, self.desk.actor
        if key is None:
            return

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self.refresh(None)

        def reasoned(reason: str) -> None:
            def work(db: Any) -> Changes:
                return assessments.withdraw(db, key, reason=reason, by=actor, now=self.desk.now())

            self.write(work, done)

        self.desk.ask.line(self, self.tr("Why is this sheet withdrawn? It stays on file, marked."), then=reasoned)


def _card(title: str) -> tuple[QFrame, QGridLayout]:
    card = QFrame()
    theme.role(card, "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(16, 10, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    head = QLabel(title)
    head.setTextFormat(Qt.TextFormat.PlainText)
    theme.role(head, "card_title")
    grid.addWidget(head, 0, 0, 1, 6)
    grid.setColumnStretch(3, 1)
    return card, grid


def _put(
    grid: QGridLayout, row: int, column: int, text: str, *, span: int = 1, bold: bool = False, quiet: bool = False
) -> None:
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(quiet or span > 1)
    words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    if bold:
        font = words.font()
        font.setBold(True)
        words.setFont(font)
    if quiet:
        theme.role(words, "small")
    grid.addWidget(words, row, column, 1, span)
