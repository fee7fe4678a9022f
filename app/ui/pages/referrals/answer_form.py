"""The receipt 回执 as it came back, field by field, and the close of the loop with a follow-up."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.referral_state import Source
from app.domain.risk import Level
from app.services.referral_answers import Advice, AnswerText
from app.ui.i18n import label
from app.ui.pages.students.fields import Fields, known, scrolled
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.level_badge import word
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit


class BackForm(QWidget):
    """A form in the place of a list, with a way to save and a way back."""

    saved = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = Fields(name)
        self.save_button = QPushButton(self.tr("Save"))
        self.close_button = QPushButton(self.tr("Back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.fields), 1)
        column.addWidget(ActionBar(self.save_button, self.close_button))
        self.save_button.clicked.connect(self.saved)
        self.close_button.clicked.connect(self.left)


class AnswerForm(BackForm):
    """The fields of the receipt. No field asks for a diagnosis."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("answer", parent)
        self.source = Chips(
            self.tr("How it came"), [(one.value, label(f"news_{one.value}")) for one in (Source.PAPER, Source.PHONE)]
        )
        self.told_by = LineEdit(self.tr("Doctor, or who brought it"))
        self.seen = Chips(self.tr("Was seen"), [("yes", self.tr("Yes")), ("no", self.tr("No"))])
        self.reason = LineEdit(self.tr("If not, why"))
        self.advice = Chips(
            self.tr("Advice to the school"),
            [(one.value, label(f"advice_{one.value}")) for one in Advice],
            multi=True,
        )
        self.other = LineEdit(self.tr("Other advice"))
        self.medicine = LineEdit(self.tr("Medicines (if the guardian agreed)"))
        self.next_on = DateEdit(self.tr("Next visit"), today)
        self.department = LineEdit(self.tr("Department"))
        for code in ("source", "told_by", "seen", "reason", "advice", "other", "medicine", "department", "next_on"):
            self.fields.add(code, getattr(self, code), wide=True)

    def begin(self) -> None:
        """Begin with a paper that says the student was seen."""
        empty = dict.fromkeys(("told_by", "reason", "other", "medicine", "department", "next_on"), "")
        self.fields.set_content({**empty, "source": Source.PAPER.value, "seen": "yes", "advice": None})
        self.told_by.setFocus()

    def answer(self) -> AnswerText:
        """Return what was entered."""
        return AnswerText(
            Source(self.source.value() or Source.PAPER.value),
            self.told_by.text().strip(),
            seen=known(self.seen) is not False,
            reason=self.reason.text().strip(),
            department=self.department.text().strip(),
            advice=tuple(Advice(one) for one in self.advice.values()),
            other=self.other.text().strip(),
            medicine=self.medicine.text().strip(),
            next_on=self.next_on.day(),
        )


class ClosingForm(BackForm):
    """What the school does next, and when: the loop is closed with it."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("closing", parent)
        self.day = DateEdit(self.tr("Follow up on"), today)
        self.level = Chips(self.tr("Level"), [(one.value, word(one)) for one in Level], required=True)
        self.words = NoteEdit(self.tr("What is planned"), lines=3)
        self.words.setMaximumHeight(self.words.sizeHint().height())
        self.fields.add("words", self.words, wide=True)
        self.fields.add("day", self.day, wide=True)
        self.fields.add("level", self.level, wide=True)

    def begin(self, level: Level) -> None:
        """Begin with the referral's own level."""
        self.fields.set_content({"words": "", "day": "", "level": level.value})
        self.words.setFocus()

    def level_now(self) -> Level:
        """Return the level chosen; none counts as yellow."""
        return Level(self.level.value() or Level.YELLOW.value)
