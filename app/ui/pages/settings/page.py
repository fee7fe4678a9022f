"""Settings: school, users, this PC, about."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.rights import Action, may
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.settings.about_part import AboutPart
from app.ui.pages.settings.pc_part import PcPart
from app.ui.pages.settings.school_part import SchoolPart
from app.ui.pages.settings.scrolling import scrolling
from app.ui.pages.settings.users_part import UsersPart
from app.ui.widgets.chips import Chips


class SettingsPage(Page):
    """Places: ``{"part": "school" | "users" | "pc" | "about"}``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_settings"))
        self.school, self.users = SchoolPart(self), UsersPart(self)
        self.pc, self.about = PcPart(self), AboutPart()
        parts: dict[str, tuple[str, QWidget]] = {"users": (self.tr("Users and keys"), self.users)}
        if may(desk.actor.role, Action.WRITE_SETTINGS):
            parts = {"school": (self.tr("School"), self.school), **parts}
        parts |= {"pc": (self.tr("This computer"), self.pc), "about": (self.tr("About"), self.about)}
        self.chips = Chips(self.tr("Part of the settings"), [(code, name) for code, (name, _) in parts.items()])
        self.stack = QStackedWidget()
        self._at: dict[str, QWidget] = {}
        for code, (name, part) in parts.items():
            self._at[code] = part if part is self.users else scrolling(part, name)
            self.stack.addWidget(self._at[code])
        self.body.addWidget(self.chips)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.school.bar_below)
        self._code = next(iter(parts))
        self.chips.set_value(self._code)
        self.chips.changed.connect(self._chosen)
        self._show()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read what is set now."""
        if "school" in self._at and (changes is None or "school_setting" in changes.kinds):
            self.school.load()
        if changes is None or "user" in changes.kinds:
            self.users.load()
        if changes is None:
            self.pc.load()

    def place(self) -> Place:
        """Return which part is shown."""
        return {**super().place(), "part": self._code}

    def restore(self, place: Place) -> None:
        """Show the part that ``place`` names."""
        part = place.get("part")
        if isinstance(part, str) and part in self._at:
            self.chips.set_value(part)
        super().restore(place)

    def save(self) -> bool:
        """Save the school's settings; the others apply at once."""
        if self._code != "school":
            return False
        self.school.save()
        return True

    def first_field(self) -> QWidget | None:
        """Return the choice of the part."""
        return self.chips.buttons[self._code]

    def _chosen(self) -> None:
        code = self.chips.value()
        if code is None:
            self.chips.set_value(self._code)  # a part is always shown
        elif code != self._code:
            self._code = code
            self._show()

    def _show(self) -> None:
        self.bar.clear()
        self.stack.setCurrentWidget(self._at[self._code])
        self.school.bar_below.setVisible(self._code == "school")
