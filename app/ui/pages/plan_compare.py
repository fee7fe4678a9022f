"""An earlier version beside the plan: what is new, what is gone."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.safety_plan import Entry, Step
from app.services.safety_plans import PlanText, PlanView
from app.ui.i18n import label
from app.ui.pages.session_form import caption


class Comparison(QWidget):
    """Read only; hidden until it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = caption("")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("Earlier version"))
        self.words.setMinimumWidth(220)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.words, 1)
        self.hide()

    def compare(self, before: PlanView, now: PlanText) -> None:
        """Show both: ＋ stands only in the plan now, － only in the earlier version."""
        self._title.setText(self.tr("Version {0}:  － gone,  ＋ new").format(before.version))
        self.words.setPlainText("\n".join(differences(before.text, now)))
        self.show()


def differences(before: PlanText, now: PlanText) -> list[str]:
    """Return the lines of both plans step by step, each marked where only one has it."""
    lines: list[str] = []
    for step in Step:
        old = [_line(entry) for entry in before.entries if entry.step is step]
        new = [_line(entry) for entry in now.entries if entry.step is step]
        if not old and not new:
            continue
        lines.append(f"{step.value}  " + label(f"step_{step.value}"))
        lines += [f"    {one}" if one in new else f"－  {one}" for one in old]
        lines += [f"＋  {one}" for one in new if one not in old]
    return lines


def _line(entry: Entry) -> str:
    confirmed = entry.confirmed.isoformat() if entry.confirmed else ""
    return "  ".join(part for part in (entry.text, entry.obstacle, entry.phone, entry.who, confirmed) if part)
