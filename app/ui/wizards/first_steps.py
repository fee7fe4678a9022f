"""The first two steps of setting up: the school, and the person who sets it up."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.new_password import NewPassword


def words(text: str) -> QLabel:
    """Return a line of explanation."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    theme.role(label, "muted")
    return label


class Step(QWidget):
    """One step: ``ready`` says whether it can go on, ``changed`` that this may have changed.

    ``entered`` comes on Enter in the last field that has to be filled in.
    """

    changed = Signal()
    entered = Signal()
    title = ""

    @property
    def ready(self) -> bool:
        """Whether what this step asks for is there."""
        return True


class SchoolStep(Step):
    """Name, site code and school system."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("The school")
        self.name = LineEdit(self.tr("Name of the school"))
        self.name.setObjectName("first_school")
        self.code = LineEdit(self.tr("Site code"))
        self.code.setMaxLength(12)
        self.code.setPlaceholderText(self.tr("As the county gave it; empty is fine"))
        self.system = Chips(self.tr("School system"), [("63", self.tr("6 + 3 years")), ("54", self.tr("5 + 4 years"))])
        self.system.set_value("63")
        form = _form()
        form.addRow(self.tr("School"), self.name)
        form.addRow(self.tr("Site code"), self.code)
        form.addRow(self.tr("System"), self.system)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(words(self.tr("The name stands on letters. All of it can be changed later in the settings.")))
        column.addLayout(form)
        column.addStretch(1)
        self.name.textChanged.connect(lambda _: self.changed.emit())
        self.system.changed.connect(self.changed)
        for field in (self.name, self.code):
            field.entered.connect(self.entered)
        self.setFocusProxy(self.name)

    @property
    def ready(self) -> bool:
        """A school has a name and a system."""
        return bool(self.name.normal) and self.system.value() is not None


class UserStep(Step):
    """Who sets up, and the password. ``check(password, name)`` returns the codes of what is weak."""

    def __init__(self, check: Callable[[str, str], Sequence[str]], phrase: Callable[[], str]) -> None:
        super().__init__()
        self.title = self.tr("You and your password")
        self.name = LineEdit(self.tr("Your name"))
        self.password = NewPassword(lambda text: check(text, self.name.normal), phrase)
        self.password.form.insertRow(0, self.tr("Your name"), self.name)
        self.setTabOrder(self.name, self.password.first.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            words(self.tr("Only this password opens the files; nobody can look it up. Your name is kept encrypted."))
        )
        column.addWidget(self.password)
        column.addStretch(1)
        self.name.textChanged.connect(lambda _: self.password.judge())
        self.password.changed.connect(self.changed)
        self.name.entered.connect(self.password.first.field.setFocus)
        self.password.first.entered.connect(self.password.second.field.setFocus)
        self.password.second.entered.connect(self._entered)
        self.setFocusProxy(self.name)

    def _entered(self) -> None:
        self.password.judge()  # before its pause is over
        self.entered.emit()

    @property
    def ready(self) -> bool:
        """A name, and a good password typed twice."""
        return bool(self.name.normal) and bool(self.password.value)


class LastStep(Step):
    """Everything is there: the roster now, or later."""

    chosen = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Ready")
        self.later_button = QPushButton(self.tr("Later: show me around first"))
        self.later_button.clicked.connect(lambda: self.chosen.emit({}))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for line in (
            self.tr("The store is ready, and the envelope with it."),
            self.tr("Next come the students: the school's own roster as it is, .xlsx or .csv."),
            self.tr("You see everything before it is taken in."),
            self.tr("In your input method, switch off cloud candidates and dictionary upload: they learn names."),
        ):
            column.addWidget(words(line))
        column.addWidget(self.later_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
