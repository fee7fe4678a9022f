"""The settings of this PC: what they change shows at once."""

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.settings import Value
from app.services import pc
from app.ui import theme
from app.ui.pages.page import Page
from app.ui.widgets.chips import Chips


class PcPart(QWidget):
    """Language, colours, text size, sounds, screen guard."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        on, off = ("on", self.tr("On")), ("off", self.tr("Off"))
        self.choices = {
            "language": Chips(self.tr("Language"), [("zh", "中文"), ("en", "English")]),
            "scheme": Chips(
                self.tr("Colours"),
                [("light", self.tr("Light")), ("dark", self.tr("Dark")), ("system", self.tr("As the system"))],
            ),
            "text.size": Chips(
                self.tr("Text size"),
                [("small", self.tr("Small")), ("medium", self.tr("Medium")), ("large", self.tr("Large"))],
            ),
            "entry.sound": Chips(self.tr("Sounds while keying in"), [on, off]),
            "screen.guard": Chips(self.tr("Keep out of screenshots"), [on, off]),
        }
        self._kept: dict[str, Value] = {}
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for key, chips in self.choices.items():
            form.addRow(chips.accessibleName(), chips)
            chips.changed.connect(lambda key=key: self._chosen(key))
        hint = QLabel(
            self.tr("From Windows 10 2004 on, screenshots and remote tools see our windows black. Switching is logged.")
        )
        hint.setWordWrap(True)
        theme.role(hint, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 4)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(hint)
        column.addStretch(1)

    def load(self) -> None:
        """Show what is set."""
        here = self._page.desk.here
        self.setEnabled(here is not None)
        if here is None:
            return
        self._kept = here.pc.values()
        for key, chips in self.choices.items():
            chips.set_value(_code(self._kept[key]))

    def _chosen(self, key: str) -> None:
        here, code = self._page.desk.here, self.choices[key].value()
        if here is None or not self._kept or code == _code(self._kept[key]):
            return
        if code is None:
            self.choices[key].set_value(_code(self._kept[key]))  # something is always chosen
            return
        value: Value = code == "on" if isinstance(self._kept[key], bool) else code
        actor, now, mine = self._page.desk.actor, self._page.desk.now(), here.pc

        def done(_: None) -> None:
            self._kept[key] = value
            here.dress()

        def failed(problem: Problem) -> None:
            self.load()
            self._page.show_problem(problem)

        self._page.write(lambda db: pc.change(db, mine, {key: value}, by=actor, now=now), done, failed=failed)


def _code(value: Value) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
