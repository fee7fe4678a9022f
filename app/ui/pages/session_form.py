"""The fields of a session record."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.risk import Tick
from app.domain.session import TOPICS, Mode
from app.services.sessions import SessionText
from app.ui import theme
from app.ui.i18n import label
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit
from app.ui.widgets.time_edit import TimeEdit

Fields = dict[str, Any]
"""The form as JSON holds it: texts as typed, so that half a date survives a lock too."""

_MINUTES = ("20", "30", "40", "50", "60")


class SessionForm(QWidget):
    """Fields only; the page around it loads and saves. ``now`` carries this PC's time zone."""

    changed = Signal()
    ticked = Signal(object)

    def __init__(self, now: Callable[[], datetime], risk: QWidget, parent: QWidget | None = None) -> None:
        """``risk`` is what stands below the risk tick."""
        super().__init__(parent)
        self._now = now
        self.day = DateEdit(self.tr("Date"), lambda: now().date())
        self.time = TimeEdit(self.tr("Time"))
        self.minutes = Chips(self.tr("Minutes"), [(one, one) for one in _MINUTES])
        self.mode = Chips(self.tr("How"), [(one.value, label(f"mode_{one.value}")) for one in Mode])
        self.tick = Chips(self.tr("Risk"), [(one.value, label(f"tick_{one.value}")) for one in Tick])
        self.topics = Chips(self.tr("Topics"), [], multi=True)
        self.words = NoteEdit(self.tr("The student's own words"), lines=4)
        self.observation = NoteEdit(self.tr("Seen and done"), lines=4)
        self.next_step = LineEdit(self.tr("Next step"))
        self.next_in = Chips(
            self.tr("Next time"),
            [
                ("3", self.tr("3 days")),
                ("7", self.tr("1 week")),
                ("14", self.tr("2 weeks")),
                ("open", self.tr("No date")),
            ],
        )
        self.next_day = DateEdit(self.tr("Date of the next session"), lambda: now().date())
        self.note = NoteEdit(self.tr("My working note"), lines=3)
        self.note_button = QPushButton()
        self.set_topics(())
        self._name_fields()
        self._lay_out(risk)
        self._connect()
        self.show_note(shown=False)

    def set_topics(self, own: Sequence[str]) -> None:
        """Offer the common topics and the school's own words."""
        common = [(code, label(f"topic_{code}")) for code in TOPICS]
        self.topics.set_options([*common, *((word, word) for word in own if word not in TOPICS)])

    def fields(self) -> Fields:
        """Return everything as it stands."""
        day, next_day = self.day.day(), self.next_day.day()
        return {
            "day": day.isoformat() if day else self.day.text(),
            "time": self.time.text(),
            "minutes": self.minutes.value(),
            "mode": self.mode.value(),
            "topics": self.topics.values(),
            "tick": self.tick.value(),
            "words": self.words.text,
            "observation": self.observation.text,
            "next_step": self.next_step.text(),
            "next_in": self.next_in.value(),
            "next_day": next_day.isoformat() if next_day else self.next_day.text(),
            "note": self.note.text,
        }

    def fill(self, fields: Fields) -> None:
        """Show what ``fields`` returned; what is missing stays empty."""
        for edit, key in ((self.day, "day"), (self.next_day, "next_day")):
            put_day(edit, str(fields.get(key) or ""))
        self.time.set_problem()
        self.time.setText(str(fields.get("time") or ""))
        self._offer(self.minutes, [fields.get("minutes")])
        self._offer(self.topics, fields.get("topics") or [])
        self.mode.set_value(fields.get("mode"))
        self.tick.set_value(fields.get("tick"))
        for note, key in ((self.words, "words"), (self.observation, "observation"), (self.note, "note")):
            note.setPlainText(str(fields.get(key) or ""))
        self.next_step.setText(str(fields.get("next_step") or ""))
        self.next_in.set_value(fields.get("next_in"))
        if self.note.text:
            self.show_note(shown=True)

    def text(self) -> SessionText:
        """Return what is to be saved. Raises Problem("session_when_missing") and marks the field."""
        day, moment = self.day.day(), self.time.moment()
        for field, missing in ((self.day, day is None), (self.time, moment is None)):
            if missing:
                cast(LineEdit, field).set_problem(label("session_when_missing"))
        if day is None or moment is None:
            raise Problem("session_when_missing")
        zone = self._now().tzinfo
        next_day, minutes, mode, tick = (
            self.next_day.day(), self.minutes.value(), self.mode.value(), self.tick.value(),
        )  # fmt: skip
        return SessionText(
            started_at=datetime.combine(day, moment, tzinfo=zone),
            minutes=int(minutes) if minutes else None,
            mode=Mode(mode) if mode else None,
            topics=tuple(self.topics.values()),
            tick=Tick(tick) if tick else None,
            words=self.words.text.strip(),
            observation=self.observation.text.strip(),
            next_step=self.next_step.text().strip(),
            next_at=datetime.combine(next_day, moment, tzinfo=zone) if next_day else None,
            working_note=self.note.text,
        )

    def unfilled(self) -> list[str]:
        """Return the names of what may be filled in and is not."""
        return [
            name
            for name, filled in (
                (self.tr("minutes"), self.minutes.value()),
                (self.tr("how"), self.mode.value()),
                (self.tr("topics"), self.topics.values()),
                (self.tr("risk"), self.tick.value()),
                (self.tr("next step"), self.next_step.text().strip()),
            )
            if not filled
        ]

    def set_locked(self, *, locked: bool) -> None:
        """Let the fields be read but not changed."""
        for field in (self.day, self.time, self.next_step, self.next_day):
            field.setReadOnly(locked)
        for note in (self.words, self.observation, self.note):
            note.setReadOnly(locked)
        for chips in (self.minutes, self.mode, self.topics, self.tick, self.next_in):
            chips.setEnabled(not locked)

    def show_note(self, *, shown: bool) -> None:
        """Fold the working note out or in."""
        self.note.setVisible(shown)
        mark = "▾" if shown else "▸"
        self.note_button.setText(f"{mark} " + self.tr("My working note (never printed, never exported)"))

    def _name_fields(self) -> None:
        """Name the fields, so that a lock leads back to the same one."""
        for name in ("day", "time", "words", "observation", "next_step", "next_day", "note"):
            cast(QObject, getattr(self, name)).setObjectName(f"session_{name}")
        self.words.setPlaceholderText(self.tr("As the student said it"))
        self.observation.setPlaceholderText(self.tr("What you saw, what you did"))
        self.next_step.setPlaceholderText(self.tr("Who does what until then"))
        theme.role(self.note_button, "flat")

    def _lay_out(self, risk: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        when = QHBoxLayout()
        when.setSpacing(8)
        when.addWidget(self.day, 1)
        when.addWidget(self.time)
        for row, column, words, item in (
            (0, 0, self.tr("When"), when), (0, 2, self.tr("Minutes"), self.minutes),
            (1, 0, self.tr("How"), self.mode), (1, 2, self.tr("Risk"), self.tick),
        ):  # fmt: skip
            grid.addWidget(caption(words), row, column)
            if isinstance(item, QWidget):
                grid.addWidget(item, row, column + 1)
            else:
                grid.addLayout(item, row, column + 1)
        grid.addWidget(caption(self.tr("Topics")), 2, 0)
        grid.addWidget(self.topics, 2, 1, 1, 3)
        texts = QGridLayout()
        texts.setHorizontalSpacing(12)
        texts.setVerticalSpacing(4)
        for column, note in enumerate((self.words, self.observation)):
            texts.addWidget(caption(note.accessibleName()), 0, column)
            texts.addWidget(note, 1, column)
        following = QHBoxLayout()
        following.setSpacing(12)
        following.addWidget(caption(self.tr("Next step")))
        following.addWidget(self.next_step, 1)
        again = QHBoxLayout()
        again.setSpacing(12)
        again.addWidget(caption(self.tr("Next time")))
        again.addWidget(self.next_in, 1)
        again.addWidget(self.next_day)
        folded = QHBoxLayout()
        folded.addWidget(self.note_button)
        folded.addStretch(1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 8, 0)
        column_.setSpacing(8)
        column_.addLayout(grid)
        column_.addWidget(risk)
        column_.addLayout(texts, 1)
        column_.addLayout(following)
        column_.addLayout(again)
        column_.addLayout(folded)
        column_.addWidget(self.note)

    def _connect(self) -> None:
        for chips in (self.minutes, self.mode, self.topics, self.tick, self.next_in):
            chips.changed.connect(self.changed)
        for edit in (self.day, self.time, self.next_day):
            edit.textChanged.connect(self.changed)
        for text in (self.words, self.observation, self.note, self.next_step):
            text.textChanged.connect(self.changed)
        self.tick.changed.connect(lambda: self.ticked.emit(self.tick.value()))
        self.next_in.changed.connect(self._set_next)
        self.next_day.textEdited.connect(lambda _: self.next_in.set_value(None))
        self.note_button.clicked.connect(self._fold)

    def _fold(self) -> None:
        shown = self.note.isHidden()
        self.show_note(shown=shown)
        if shown:
            self.note.setFocus()

    def _set_next(self) -> None:
        chosen = self.next_in.value()
        if chosen == "open":
            self.next_day.set_day(None)
        elif chosen is not None:
            self.next_day.set_day(self._now().date() + timedelta(days=int(chosen)))

    @staticmethod
    def _offer(chips: Chips, values: Sequence[object]) -> None:
        """Choose ``values``, offering those that are not on the list (any longer)."""
        wanted = [str(one) for one in values if one]
        known = [(code, button.text()) for code, button in chips.buttons.items()]
        more = [(one, one) for one in wanted if one not in chips.buttons]
        if more:
            chips.set_options([*known, *more])
        chips.set_values(wanted)


def fields_of(text: SessionText, now: datetime) -> Fields:
    """Return a saved record's text as fields. ``now`` carries this PC's time zone."""
    started = text.started_at.astimezone(now.tzinfo)
    following = text.next_at.astimezone(now.tzinfo) if text.next_at else None
    return {
        "day": started.date().isoformat(),
        "time": f"{started:%H:%M}",
        "minutes": str(text.minutes) if text.minutes is not None else None,
        "mode": text.mode.value if text.mode else None,
        "topics": list(text.topics),
        "tick": text.tick.value if text.tick else None,
        "words": text.words,
        "observation": text.observation,
        "next_step": text.next_step,
        "next_in": None,
        "next_day": following.date().isoformat() if following else "",
        "note": text.working_note,
    }


def caption(words: str) -> QLabel:
    """Return the small words before or above a field."""
    made = QLabel(words)
    theme.role(made, "muted")
    return made


def put_day(edit: DateEdit, text: str) -> None:
    """Show a kept date, or the text that was not yet one."""
    try:
        edit.set_day(date.fromisoformat(text) if text else None)
    except ValueError:
        edit.set_day(None)
        edit.setText(text)
