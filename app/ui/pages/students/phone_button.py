"""A phone number that stays masked until somebody needs it."""

import shiboken6
from PySide6.QtWidgets import QPushButton, QWidget

from app.services import guardians
from app.services.students import GuardianView
from app.ui import theme
from app.ui.i18n import label
from app.ui.icons import icon
from app.ui.pages.page import Page


class PhoneButton(QPushButton):
    """The first press shows the number, and that is logged; the next one copies it for half a minute."""

    def __init__(self, page: Page, person: GuardianView, *, before: str = "", parent: QWidget | None = None) -> None:
        super().__init__(icon("mdi6.phone-outline", "accent"), f"{before} {person.phone_masked}".strip(), parent)
        self._page, self._person, self._before = page, person, before
        self._number = ""
        theme.role(self, "flat")
        who = label(f"relation_{person.relation.value}")
        self.setAccessibleName(self.tr("Show the phone number: {0}").format(who))
        self.setToolTip(self.tr("Show the number. That is logged."))
        self.clicked.connect(self._press)

    def _press(self) -> None:
        desk = self._page.desk
        if self._number:
            desk.clipboard.copy(self._number)
            desk.notices.say(self.tr("Copied. The clipboard is cleared in 30 seconds."))
            return
        actor, now, key = desk.actor, desk.now(), self._person.id
        self._page.read(
            lambda db: guardians.phone(db, key, by=actor, now=now),
            lambda number: self._show(number) if shiboken6.isValid(self) else None,
        )

    def _show(self, number: str) -> None:
        self._number = number
        self.setText(f"{self._before} {number}".strip())
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Copy the number"))
