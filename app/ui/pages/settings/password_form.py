"""The form for a password: of a new user, of another one, or one's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.rights import Role
from app.services import school
from app.ui import theme
from app.ui.gate.password_field import PasswordField
from app.ui.i18n import label
from app.ui.pages.settings.scrolling import scrolling
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.new_password import NewPassword

ROLES = (Role.COUNSELLOR, Role.LEAD, Role.ENTRY)


class PasswordForm(QWidget):
    """``ask_*`` says what is wanted and what follows; ``check(password, name)`` returns what is weak."""

    given_up = Signal()

    def __init__(self, check: Callable[[str, str], Sequence[str]]) -> None:
        super().__init__()
        self._of = ""
        self._then: Callable[[], None] = lambda: None
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(self.title, "card_title")
        self.name = LineEdit(self.tr("Name"))
        self.roles = Chips(self.tr("Role"), [(one.value, label(f"role_{one.value}")) for one in ROLES])
        self.old = PasswordField()
        self.old.field.setAccessibleName(self.tr("Password until now"))
        self.password = NewPassword(lambda text: check(text, self.name.normal or self._of), school.offered_phrase)
        self.save_button = QPushButton(self.tr("Set the password"))
        theme.role(self.save_button, "primary")
        self.cancel_button = QPushButton(self.tr("Cancel"))
        form = self.password.form
        form.insertRow(0, self.tr("Password until now"), self.old)
        form.insertRow(0, self.tr("Role"), self.roles)
        form.insertRow(0, self.tr("Name"), self.name)
        self._form: QFormLayout = form
        head = QHBoxLayout()  # above the fields: in sight on the smallest screen too
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.cancel_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(scrolling(self.password, self.tr("Password")), 1)
        self.name.textChanged.connect(lambda _: self.password.judge())
        self.roles.changed.connect(self._settle)
        self.old.field.textChanged.connect(lambda _: self._settle())
        self.password.changed.connect(self._settle)
        self.password.second.entered.connect(self.submit)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.given_up)

    @property
    def role(self) -> Role:
        """The role of a new user."""
        return Role(self.roles.value() or Role.COUNSELLOR.value)

    @property
    def ready(self) -> bool:
        """Whether everything that is asked for is there."""
        return (
            bool(self.password.value)
            and (self.name.isHidden() or bool(self.name.normal and self.roles.value()))
            and (self.old.isHidden() or not self.old.empty)
        )

    def ask_new_user(self, then: Callable[[], None]) -> None:
        """Ask for a new user with a password."""
        self._ask(self.tr("A new user"), "", then, user=True, old=False)
        self.roles.set_value(Role.COUNSELLOR.value)
        self.name.setFocus()

    def ask_password(self, name: str, then: Callable[[], None]) -> None:
        """Ask for a new password of ``name``."""
        self._ask(self.tr("New password for {0}").format(name), name, then, user=False, old=False)
        self.password.first.field.setFocus()

    def ask_own(self, name: str, then: Callable[[], None]) -> None:
        """Ask for one's own old and new password."""
        self._ask(self.tr("Change my password"), name, then, user=False, old=True)
        self.old.field.setFocus()

    def submit(self) -> None:
        """Go on, where everything is there."""
        self.password.judge()
        if self.ready:
            self._then()

    def clear(self) -> None:
        """Forget what was typed."""
        self.name.clear()
        self.old.take()
        self.password.clear()

    def _ask(self, title: str, name: str, then: Callable[[], None], *, user: bool, old: bool) -> None:
        self.clear()
        self._of, self._then = name, then
        self.title.setText(title)
        for widget, shown in ((self.name, user), (self.roles, user), (self.old, old)):
            self._form.setRowVisible(widget, shown)
        self._settle()

    def _settle(self) -> None:
        self.save_button.setEnabled(self.ready)
