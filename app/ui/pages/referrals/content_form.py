"""Second step of a referral: what the letter says and what rides along with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from app.services.referral_proposal import Proposal, ScoreLine, SessionLine
from app.services.referrals import ReferralText
from app.services.students import GuardianView
from app.ui import theme
from app.ui.i18n import joined, label
from app.ui.pages.students.fields import Content, Fields, from_known, known
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit

NOTES = ("reason", "facts", "measures")
LINES = ("duration", "medicines", "allergies", "accompanied_by")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What rides along."""

    scores: bool
    plan: bool
    session_ids: tuple[UUID, ...]


class ContentForm(QWidget):
    """Texts, guardian, self-harm, and boxes for what rides along: scores yes, all else no, until ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = Fields("referral")
        yes_no = [("yes", self.tr("Yes")), ("no", self.tr("No"))]
        self.reason = NoteEdit(self.tr("Reason"), lines=2)
        self.facts = NoteEdit(self.tr("What was seen"), lines=2)
        self.measures = NoteEdit(self.tr("What was done"), lines=2)
        for note in (self.reason, self.facts, self.measures):
            note.setMaximumHeight(note.sizeHint().height())
        self.self_harm = Chips(self.tr("Self-harm"), yes_no)
        self.guardian = Chips(self.tr("Guardian"), [])
        comes = [("yes", self.tr("Comes")), ("no", self.tr("Does not come"))]
        self.present = Chips(self.tr("Guardian comes along"), comes)
        self.fields.add("reason", self.reason, wide=True)
        self.fields.add("facts", self.facts, wide=True)
        self.fields.add("duration", LineEdit(self.tr("For how long")))
        self.fields.add("self_harm", self.self_harm)
        self.fields.add("measures", self.measures, wide=True)
        self.fields.add("medicines", LineEdit(self.tr("Medicines")))
        self.fields.add("allergies", LineEdit(self.tr("Allergies")))
        self.fields.add("guardian", self.guardian, wide=True)
        self.fields.add("guardian_present", self.present)
        self.fields.add("accompanied_by", LineEdit(self.tr("Accompanied by")))
        self.scores = QCheckBox(self.tr("Scores of the scales"))
        self.plan = QCheckBox(self.tr("Safety plan (bundle only)"))
        self.sessions: dict[UUID, QCheckBox] = {}
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(2)
        title = QLabel(self.tr("Rides along"))
        theme.role(title, "card_title")
        self.never = QLabel(self.tr("Working notes never leave. Session records leave in a bundle only, where ticked."))
        self.never.setWordWrap(True)
        theme.role(self.never, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fields)
        column.addWidget(title)
        column.addWidget(self.scores)
        column.addWidget(self.plan)
        column.addLayout(self._boxes)
        column.addWidget(self.never)
        column.addStretch(1)
        self.fields.changed.connect(self.changed)
        self.scores.toggled.connect(lambda _: self.changed.emit())
        self.plan.toggled.connect(lambda _: self.changed.emit())

    def offer(self, found: Proposal) -> None:
        """Offer the people, scores, plan and sessions of the file."""
        self._offer_people(found.guardians)
        self._offer_scores(found.scores)
        self.plan.setEnabled(found.has_plan)
        self._offer_sessions(found.sessions)

    def fill(self, text: ReferralText) -> None:
        """Show what is known."""
        self.fields.set_content(
            {
                **{name: getattr(text, name) for name in (*NOTES, *LINES)},
                "self_harm": from_known(text.self_harm),
                "guardian": str(text.guardian_id) if text.guardian_id else None,
                "guardian_present": from_known(text.guardian_present),
            }
        )
        self.scores.setChecked(text.scores)
        self.plan.setChecked(text.plan)
        for key, box in self.sessions.items():
            box.setChecked(key in text.session_ids)

    def content(self) -> Content:
        """Return what is entered, as a draft holds it."""
        chosen = self.rides_along()
        return {
            **self.fields.content(),
            "scores": chosen.scores,
            "plan": chosen.plan,
            "session_ids": [str(one) for one in chosen.session_ids],
        }

    def set_content(self, content: Content) -> None:
        """Put a draft back."""
        self.fields.set_content({code: value for code, value in content.items() if code not in _BOXES})
        self.scores.setChecked(bool(content.get("scores", True)))
        self.plan.setChecked(bool(content.get("plan", False)))
        wanted = content.get("session_ids") or []
        for key, box in self.sessions.items():
            box.setChecked(str(key) in wanted)

    def texts(self) -> dict[str, Any]:
        """Return the fields by the names of ``ReferralText``."""
        content = self.fields.content()
        guardian = self.guardian.value()
        return {
            **{name: str(content[name] or "").strip() for name in (*NOTES, *LINES)},
            "self_harm": known(self.self_harm),
            "guardian_id": UUID(guardian) if guardian else None,
            "guardian_present": known(self.present),
        }

    def rides_along(self) -> Chosen:
        """Return what was ticked."""
        ticked = tuple(key for key, box in self.sessions.items() if box.isChecked())
        return Chosen(self.scores.isChecked(), self.plan.isChecked(), ticked)

    def _offer_people(self, people: Sequence[GuardianView]) -> None:
        self.guardian.set_options(
            [
                (str(one.id), " ".join(p for p in (label(f"relation_{one.relation.value}"), one.name) if p))
                for one in people
            ]
        )

    def _offer_scores(self, scores: Sequence[ScoreLine]) -> None:
        self.scores.setEnabled(bool(scores))
        shown = joined(f"{one.scale} {one.score}" for one in scores)
        words = self.tr("Scores of the scales: {0}") if shown else self.tr("Scores of the scales (none on file)")
        self.scores.setText(words.format(shown))

    def _offer_sessions(self, lines: Sequence[SessionLine]) -> None:
        while self._boxes.count():
            old: QWidget | None = self._boxes.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.sessions = {}
        for line in lines[:6]:
            words = (
                self.tr("Session record {0}, {1}") if line.signed else self.tr("Session record {0}, {1} (not signed)")
            )
            box = QCheckBox(words.format(line.number, f"{line.at:%Y-%m-%d}"))
            box.toggled.connect(lambda _: self.changed.emit())
            self.sessions[line.id] = box
            self._boxes.addWidget(box)


_BOXES = frozenset({"scores", "plan", "session_ids"})
