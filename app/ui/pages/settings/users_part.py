"""Who works with the store, their passwords, and the recovery code."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.rights import Action, may
from app.services import slots, users
from app.services.slots import Ways
from app.services.users import UserView
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.settings.password_form import PasswordForm
from app.ui.pages.settings.scrolling import scrolling
from app.ui.pages.settings.sheet_panel import SheetPanel
from app.ui.widgets.inline_bar import InlineBar


class UsersPart(QWidget):
    """The list with what can be done about each user; forms and the recovery sheet take its place."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._manages = may(page.desk.actor.role, Action.MANAGE_USERS)
        self.rows: dict[Any, dict[str, QPushButton]] = {}
        self.warning = InlineBar()
        self.add_button = QPushButton(self.tr("Add a user"))
        self.own_button = QPushButton(self.tr("Change my password"))
        self.renew_button = QPushButton(self.tr("Renew the recovery code"))
        self.form = PasswordForm(self._school_check)
        self.sheet = SheetPanel(page)
        self.stack = QStackedWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._list = QWidget()
        self._lay_out()
        self.add_button.clicked.connect(self._add)
        self.own_button.clicked.connect(self._own)
        self.renew_button.clicked.connect(self._renew)
        self.form.given_up.connect(self.show_list)
        self.sheet.closed.connect(self.show_list)
        self._school = ""

    def load(self) -> None:
        """Show who can unlock."""
        here, by = self._page.desk.here, self._page.desk.actor
        self.setEnabled(here is not None)
        if here is None:
            return
        keys = here.keys

        def work(db: Any) -> tuple[list[UserView], Ways, str]:
            from app.services import school_settings

            name = str(school_settings.values(db, by=by)["school.name"])
            return users.listing(db, by=by), slots.ways(db, keys, by=by), name

        self._page.read(work, lambda found: self._show(*found))

    def show_list(self) -> None:
        """Return to the list."""
        self.form.clear()
        self.stack.setCurrentWidget(self._scrolled)
        self.load()

    def _show(self, found: list[UserView], ways: Ways, school: str) -> None:
        self._school = school
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for at, user in enumerate(found):
            self._row(at, user, user.id in ways.with_password)
        here = self._page.desk.here
        if here is not None and here.keys.by_recovery:
            self.warning.show_warning(
                self.tr("Opened with the recovery code. Set a new password, then renew the code: it was used."),
                {self.tr("Set my password"): self._own},
            )
        elif not ways.enough:
            self.warning.show_warning(self.tr("There is only one way to unlock. If it is lost, everything is lost."))
        else:
            self.warning.clear()

    def _row(self, at: int, user: UserView, has_password: bool) -> None:
        states = [label(f"role_{user.role.value}"), user.label]
        if not user.active:
            states.append(self.tr("inactive"))
        elif not has_password:
            states.append(self.tr("no password yet"))
        name, state = QLabel(user.name), QLabel(" · ".join(states))
        for one in (name, state):
            one.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(state, "muted")
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(state, at, 1)
        buttons: dict[str, QPushButton] = {}
        if self._manages and user.id != self._page.desk.actor.user_id:
            if user.active:
                buttons["give"] = QPushButton(self.tr("New password"))
                buttons["give"].clicked.connect(partial(self._give, user))
                buttons["out"] = QPushButton(self.tr("Deactivate"))
                buttons["out"].clicked.connect(partial(self._out, user))
            else:
                buttons["back"] = QPushButton(self.tr("Activate again"))
                buttons["back"].clicked.connect(partial(self._back, user))
        for column, button in enumerate(buttons.values(), 2):
            button.setAccessibleName(f"{button.text()} {user.name}")
            self._grid.addWidget(button, at, column)
        self.rows[user.id] = buttons

    def _add(self) -> None:
        self._open_form()
        self.form.ask_new_user(self._added)

    def _added(self) -> None:
        form, (actor, now, keys) = self.form, self._who()
        name, role, password = form.name.normal, form.role, form.password.value
        self._page.write(
            lambda db: slots.add_user(db, keys, name, role=role, password=password, by=actor, now=now), self._done
        )

    def _own(self) -> None:
        here = self._page.desk.here
        if here is None:
            return
        self._open_form()
        if here.keys.by_recovery:
            self.form.ask_password(self._page.desk.actor.name, partial(self._given, self._page.desk.actor.user_id))
        else:
            self.form.ask_own(self._page.desk.actor.name, self._changed)

    def _changed(self) -> None:
        actor, now, keys = self._who()
        old, new = self.form.old.field.text(), self.form.password.value
        self._page.write(lambda db: slots.change_password(db, keys, old, new, by=actor, now=now), self._done)

    def _give(self, user: UserView) -> None:
        self._open_form()
        self.form.ask_password(user.name, partial(self._given, user.id))

    def _given(self, user_id: Any) -> None:
        (actor, now, keys), password = self._who(), self.form.password.value
        self._page.write(lambda db: slots.give_password(db, keys, user_id, password, by=actor, now=now), self._done)

    def _out(self, user: UserView) -> None:
        actor, now, keys = self._who()
        self._page.desk.ask.confirm(
            self._page,
            self.tr("Deactivate this user? Her password then opens nothing any more."),
            detail=self.tr("What she wrote stays. If she may have copied the files, tell whoever looks after the key."),
            verb=self.tr("Deactivate"),
            then=lambda: self._page.write(
                lambda db: slots.deactivate(db, keys, user.id, by=actor, now=now), self._done
            ),
        )

    def _back(self, user: UserView) -> None:
        actor, now, _ = self._who()
        self._page.write(lambda db: users.set_active(db, user.id, True, by=actor, now=now), self._done)

    def _renew(self) -> None:
        actor, now, keys = self._who()
        self._page.desk.ask.confirm(
            self._page,
            self.tr("Make a new recovery code? The code in the envelope then opens nothing any more."),
            detail=self.tr("Print the new sheet at once. The sheet with the school's key stays in the envelope."),
            verb=self.tr("Renew"),
            then=lambda: self._page.write(lambda db: slots.renew_recovery(db, keys, by=actor, now=now), self._renewed),
        )

    def _renewed(self, sheet: bytes) -> None:
        self.sheet.show_sheet(sheet)
        self.stack.setCurrentWidget(self.sheet)

    def _done(self, _: object) -> None:
        self._page.bar.clear()
        self.show_list()
        self._page.desk.notices.say(self.tr("Saved."))

    def _open_form(self) -> None:
        self._page.bar.clear()
        self.stack.setCurrentWidget(self.form)

    def _who(self) -> tuple[Any, Any, slots.Keyholder]:
        here = self._page.desk.here
        if here is None:
            raise RuntimeError("only a workspace has keys")
        return self._page.desk.actor, self._page.desk.now(), here.keys

    def _school_check(self, password: str, name: str) -> list[str]:
        from app.services import school

        return school.reasons(password, school=self._school, user=name)

    def _lay_out(self) -> None:
        card = QFrame()
        theme.role(card, "card")
        card.setLayout(self._grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.own_button)
        if self._manages:
            buttons.addWidget(self.add_button)
            buttons.addWidget(self.renew_button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.warning)
        inside.addWidget(card)
        inside.addLayout(buttons)
        inside.addStretch(1)
        self._scrolled = scrolling(self._list, self.tr("Users and keys"))
        for widget in (self._scrolled, self.form, self.sheet):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 4)
        column.addWidget(self.stack)
