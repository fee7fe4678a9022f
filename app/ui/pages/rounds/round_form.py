"""A new round: what it is called, when, which forms, which classes, and how many hours there are for talks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.school_class import SchoolClass
from app.domain.school_class import display as class_words
from app.domain.screening import SUICIDE_SCREEN
from app.services.classes import ClassCount
from app.services.rounds import Form, RoundText
from app.services.scales import ScaleRow
from app.ui import theme
from app.ui.i18n import label, language
from app.ui.pages.rounds.form_words import form_words
from app.ui.pages.rounds.tick_list import TickList
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.inline_bar import InlineBar
from app.ui.widgets.line_edit import LineEdit

DAYS = 14
"""How long a round lasts unless the person says otherwise."""


class RoundForm(QWidget):
    """Emits ``made`` when the button or Enter asks for it, ``left`` to go back. Nothing is cleared by a refusal."""

    made = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._scales: Mapping[str, ScaleRow] = {}
        self.name = LineEdit(self.tr("Name of the round"))
        self.name.setObjectName("round_name")
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(self.tr("for example: autumn screening 2026"))
        self.starts = DateEdit(self.tr("First day"), today)
        self.starts.setObjectName("starts")
        self.ends = DateEdit(self.tr("Last day"), today)
        self.ends.setObjectName("ends")
        self.hours = LineEdit(self.tr("Hours available for talks"))
        self.hours.setObjectName("hours")
        self.hours.setPlaceholderText(self.tr("may stay empty"))
        self.forms = TickList(self.tr("Scales, and who fills them in"))
        self.forms.setObjectName("forms")
        self.classes = TickList(self.tr("Classes"))
        self.classes.setObjectName("classes")
        self.everybody = QPushButton(self.tr("Whole school"))
        self.make_button = QPushButton(self.tr("Make the round"))
        self.back_button = QPushButton(self.tr("Back"))
        self.note = InlineBar()
        self._lay_out()
        for line in (self.name, self.hours):
            line.textChanged.connect(self.changed)
        for day in (self.starts, self.ends):
            day.changed.connect(self.changed)
        for ticks in (self.forms, self.classes):
            ticks.changed.connect(self.changed)
            ticks.changed.connect(self._tell)
        self.everybody.clicked.connect(self._everybody)
        self.make_button.clicked.connect(self.made)
        self.back_button.clicked.connect(self.left)

    def offer(self, scales: Mapping[str, ScaleRow], classes: Sequence[ClassCount]) -> None:
        """Offer forms and classes; what is ticked stays so."""
        self._scales = scales
        forms, here = self.forms.ticked(), self.classes.ticked()
        each = [Form(one.key, who) for one in scales.values() for who in one.respondents]
        self.forms.show_lines([(one, form_words(one, scales)) for one in each], ticked=forms)
        lines = [(one.school_class, f"{class_words(one.school_class, language())}  {one.students}") for one in classes]
        self.classes.show_lines(lines, ticked=here)

    def start(self) -> None:
        """Empty the form."""
        self.name.clear()
        self.hours.clear()
        self.starts.set_day(self._today())
        self.ends.set_day(self._today() + timedelta(days=DAYS))
        for ticks in (self.forms, self.classes):
            ticks.tick(ticks.values(), on=False)

    def content(self) -> dict[str, Any]:
        """Return what is filled in as JSON, for the draft."""
        days = {name: None if day is None else day.isoformat() for name, day in self._days()}
        forms = [[one.scale, one.respondent] for one in self.forms.ticked()]
        classes = [[one.grade, one.number] for one in self.classes.ticked()]
        return {"name": self.name.text(), "hours": self.hours.text(), **days, "forms": forms, "classes": classes}

    def resume(self, content: Mapping[str, Any]) -> None:
        """Fill in what ``content`` returned."""
        self.name.setText(str(content.get("name") or ""))
        self.hours.setText(str(content.get("hours") or ""))
        for field, name in ((self.starts, "starts"), (self.ends, "ends")):
            if isinstance(content.get(name), str):
                field.set_day(date.fromisoformat(content[name]))
        self.forms.tick([Form(str(scale), str(who)) for scale, who in content.get("forms") or ()])
        self.classes.tick([SchoolClass(int(grade), int(number)) for grade, number in content.get("classes") or ()])

    def problem(self) -> str:
        """Mark what cannot be read; empty where everything can."""
        self.hours.set_problem("")
        hours = self.hours.normal
        if hours and not hours.isdecimal():
            words = self.tr("Hours are a whole number, or nothing.")
            self.hours.set_problem(words)
            self.hours.setFocus()
            return words
        for day in (self.starts, self.ends):
            if day.day() is None:
                words = self.tr("When does the round begin and end?")
                day.set_problem(words)
                day.setFocus()
                return words
        return ""

    def text(self) -> RoundText:
        """Return what is filled in; ``problem`` is empty."""
        hours = self.hours.normal
        starts, ends = self.starts.day() or self._today(), self.ends.day() or self._today()
        return RoundText(self.name.text(), starts, ends, tuple(self.forms.ticked()), int(hours) if hours else None)

    def chosen(self) -> list[SchoolClass]:
        """Return the classes ticked."""
        return self.classes.ticked()

    def _lay_out(self) -> None:
        theme.role(self.make_button, "primary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        titles = (self.tr("What and when"), self.tr("Scales, and who fills them in"), self.tr("Classes"))
        for at, words in enumerate(titles):
            head = QLabel(words)
            theme.role(head, "card_title")
            grid.addWidget(head, 0, at)
        facts = QVBoxLayout()
        facts.setSpacing(4)
        facts.addWidget(_small(self.tr("Name")))
        facts.addWidget(self.name)
        days = QGridLayout()
        days.setSpacing(4)
        for at, (words, field) in enumerate(((self.tr("First day"), self.starts), (self.tr("Last day"), self.ends))):
            days.addWidget(_small(words), 0, at)
            days.addWidget(field, 1, at)
        facts.addLayout(days)
        facts.addWidget(_small(self.tr("Hours available for talks")))
        facts.addWidget(self.hours)
        facts.addStretch(1)
        grid.addLayout(facts, 1, 0)
        grid.addWidget(self.forms, 1, 1)
        grid.addWidget(self.classes, 1, 2)
        for at, stretch in enumerate((6, 5, 3)):
            grid.setColumnStretch(at, stretch)
        grid.setRowStretch(1, 1)
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.role(self.summary, "muted")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.make_button, self.back_button):
            foot.addWidget(widget)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.everybody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid, 1)
        column.addWidget(self.note)
        column.addLayout(foot)

    def _days(self) -> tuple[tuple[str, date | None], ...]:
        return (("starts", self.starts.day()), ("ends", self.ends.day()))

    def _everybody(self) -> None:
        every = self.classes.values()
        self.classes.tick(every, on=len(self.classes.ticked()) < len(every))

    def _tell(self) -> None:
        """Say what is chosen, and that self-harm is not asked about where no form does."""
        forms, classes = self.forms.ticked(), self.classes.ticked()
        self.summary.setText(self.tr("{0} forms, {1} classes").format(len(forms), len(classes)))
        asks = any(self._scales[one.scale].asks_self_harm for one in forms if one.scale in self._scales)
        if forms and not asks and SUICIDE_SCREEN in self._scales:
            words = label("round_without_self_harm", scale=self._scales[SUICIDE_SCREEN].name)
            self.note.show_warning(words, {self.tr("Add it"): lambda: self.forms.tick([Form(SUICIDE_SCREEN)])})
        else:
            self.note.clear()


def _small(words: str) -> QLabel:
    said = QLabel(words)
    theme.role(said, "small")
    return said
