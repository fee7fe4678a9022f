"""The school's settings as one form."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.domain.settings import Value
from app.services import school_settings
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit


class SchoolPart(QWidget):
    """Every setting of the school. ``bar_below`` stays in sight below what is scrolled."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._kept: dict[str, Value] = {}
        self.lines = {
            "school.name": LineEdit(self.tr("Name of the school")),
            "school.site_code": LineEdit(self.tr("Site code")),
            "school.room_phone": LineEdit(self.tr("Telephone of the counselling room")),
            "school.contact": LineEdit(self.tr("Contact person")),
            "school.letter_word": LineEdit(self.tr("Word in letter numbers")),
        }
        self.texts = {
            "hotlines": NoteEdit(self.tr("Hotlines, one per line: number, space, name"), lines=3),
            "school.topics": NoteEdit(self.tr("Topics of our own, one per line"), lines=3),
            "session.snippets": NoteEdit(self.tr("Phrases, one per line"), lines=4),
        }
        self.numbers = {f"hours.{one.value}": LineEdit() for one in Level}
        self.numbers["lock.minutes"] = LineEdit(self.tr("Minutes until the lock"))
        for level in Level:
            self.numbers[f"hours.{level.value}"].setAccessibleName(
                self.tr("Hours until the first action: {0}").format(label(f"level_{level.value}"))
            )
        self.system = Chips(self.tr("School system"), [("63", self.tr("6 + 3 years")), ("54", self.tr("5 + 4 years"))])
        self.save_button = QPushButton(self.tr("&Save  Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self.bar_below = ActionBar(self.save_button)
        self._lay_out()

    def load(self) -> None:
        """Show what is set."""
        by = self._page.desk.actor
        self._page.read(lambda db: school_settings.values(db, by=by), self._fill)

    def save(self) -> None:
        """Save what differs. A value that does not fit stays on the screen and is marked."""
        new: dict[str, Value] = {key: field.normal for key, field in self.lines.items()}
        for key, field in self.texts.items():
            new[key] = [line.strip() for line in field.text.splitlines() if line.strip()]
        new["school.system"] = self.system.value() or self._kept.get("school.system", "63")
        wrong = ""
        for key, number in self.numbers.items():
            good = number.normal.isascii() and number.normal.isdigit()
            number.set_problem("" if good else self.tr("A whole number, please."))
            if good:
                new[key] = int(number.normal)
            else:
                wrong = self.tr("A whole number, please.")
        if wrong:
            self._page.bar.show_problem(wrong)
            return
        changed = {key: value for key, value in new.items() if value != self._kept.get(key)}
        actor, now = self._page.desk.actor, self._page.desk.now()
        self._page.write(
            lambda db: school_settings.change(db, changed, by=actor, now=now), lambda _: self._saved({**new})
        )

    def _saved(self, new: dict[str, Value]) -> None:
        self._page.bar.clear()
        self._kept |= new
        minutes, here = new["lock.minutes"], self._page.desk.here
        if here is not None and isinstance(minutes, int):
            here.idle(minutes)
        self._page.desk.notices.say(self.tr("Saved."))

    def _fill(self, values: dict[str, Value]) -> None:
        self._kept = dict(values)
        for key, field in (*self.lines.items(), *self.numbers.items()):
            field.setText(str(values[key]))
        for key, text in self.texts.items():
            found = values[key]
            text.setPlainText("\n".join(found) if isinstance(found, list) else "")
        self.system.set_value(str(values["school.system"]))

    def _lay_out(self) -> None:
        left, right = _form(), _form()
        for key, name in (
            ("school.name", self.tr("School")),
            ("school.site_code", self.tr("Site code")),
            ("school.room_phone", self.tr("Telephone")),
            ("school.contact", self.tr("Contact")),
            ("school.letter_word", self.tr("Letter word")),
        ):
            left.addRow(name, self.lines[key])
        left.addRow(self.tr("System"), self.system)
        hours = QHBoxLayout()
        hours.setSpacing(6)
        for level in Level:
            hours.addWidget(QLabel(label(f"level_{level.value}")))
            self.numbers[f"hours.{level.value}"].setMinimumWidth(44)
            hours.addWidget(self.numbers[f"hours.{level.value}"])
        left.addRow(self.tr("Hours to act"), hours)
        left.addRow(self.tr("Lock after"), self._minutes())
        for key, name in (
            ("hotlines", self.tr("Hotlines")),
            ("school.topics", self.tr("Own topics")),
            ("session.snippets", self.tr("Phrases")),
        ):
            right.addRow(name, self.texts[key])
        hint = QLabel(self.tr("One per line. A hotline is a number, a space and its name."))
        hint.setWordWrap(True)
        theme.role(hint, "small")
        right.addRow("", hint)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 4)
        column.addLayout(row)
        column.addStretch(1)

    def _minutes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        field = self.numbers["lock.minutes"]
        field.setFixedWidth(72)
        row.addWidget(field)
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("minutes without a key or the mouse (1 to 15)")), 1)
        return row


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
