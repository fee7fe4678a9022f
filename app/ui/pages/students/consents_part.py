"""Consents of a student: every decision on record, and a form for the next one."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.domain.changes import Changes
from app.domain.consent import Giver, Purpose, Way
from app.domain.problems import Problem
from app.services import consents
from app.services.consents import ConsentView, Decision
from app.ui import draft_store, theme
from app.ui.i18n import label, sentence
from app.ui.pages.page import Page
from app.ui.pages.students.fields import Fields, known
from app.ui.pages.students.list_and_form import ListAndForm
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit


class ConsentForm(Fields):
    """One decision for or against one purpose."""

    def __init__(self, page: Page) -> None:
        super().__init__("consent")
        self._page = page
        self.purpose = Chips(self.tr("For"), [(one.value, label(f"purpose_{one.value}")) for one in Purpose])
        self.giver = Chips(self.tr("Who decided"), [(one.value, label(f"giver_{one.value}")) for one in Giver])
        self.given = Chips(self.tr("Decision"), [("yes", self.tr("Agrees")), ("no", self.tr("Refuses"))])
        self.way = Chips(self.tr("How"), [(one.value, label(f"way_{one.value}")) for one in Way])
        self.person = LineEdit(self.tr("Name of the person"))
        self.witness = LineEdit(self.tr("Who listened in (by phone)"))
        self.day = DateEdit(self.tr("Decided on"), lambda: page.desk.now().date())
        self.add("purpose", self.purpose, wide=True)
        for code, field in (
            ("giver", self.giver), ("given", self.given), ("person", self.person), ("way", self.way),
            ("day", self.day), ("witness", self.witness),
        ):  # fmt: skip
            self.add(code, field)

    def empty(self) -> None:
        """Begin anew: the guardian's signed consent of today is what comes most often."""
        day = self._page.desk.now().date()
        self.set_content(
            {
                "purpose": None, "giver": Giver.GUARDIAN.value, "given": "yes", "way": Way.SIGNED.value,
                "person": "", "witness": "", "day": day.isoformat(),
            }
        )  # fmt: skip

    def decision(self) -> Decision:
        """Return the decision. Raises Problem("consent_incomplete") or that of a date that is none."""
        if self.day.problem is not None:
            self.day.set_problem(sentence(self.day.problem))
            raise self.day.problem
        purpose, giver, way = self.purpose.value(), self.giver.value(), self.way.value()
        given, day = known(self.given), self.day.day()
        if purpose is None or giver is None or way is None or given is None or day is None:
            raise Problem("consent_incomplete")
        return Decision(
            Purpose(purpose),
            Giver(giver),
            self.person.text().strip(),
            given,
            Way(way),
            day,
            self.witness.text().strip(),
        )


class ConsentsPart(ListAndForm):
    """A decision is never changed: a later one counts instead."""

    def __init__(self, page: Page, student: UUID) -> None:
        form = ConsentForm(page)
        super().__init__(page, student, form, kind="consent")
        self.decisions = form
        self.name(self.tr("Record a decision"), self.tr("No consent is on record yet."))

    def show_consents(self, views: list[ConsentView]) -> None:
        """Show every decision, newest first."""
        self.clear_rows()
        for view in views:
            self.add_row(_row(view, self.tr("agrees") if view.decision.given else self.tr("refuses")))
        self.show_count(len(views))

    def begin(self) -> None:
        """Record a new decision."""
        if not self.dirty:
            self.decisions.empty()
        super().begin()

    def save(self) -> None:
        """Record the decision in the form."""
        finish_composition()
        self.page.bar.clear()
        try:
            decision = self.decisions.decision()
        except Problem as problem:
            self.page.show_problem(problem)
            return
        student, actor, now, key = self.student, self.desk.actor, self.desk.now(), self.draft_key

        def work(db: Any) -> Changes:
            written = consents.record(db, student, decision, by=actor, now=now)
            draft_store.discard(db, key, by=actor)
            return written.changes

        self.write(work, self.saved)


def _row(view: ConsentView, verdict: str) -> QFrame:
    one = view.decision
    way = label(f"way_{one.way.value}")
    held = label("consent_witness", person=one.witness) if one.witness else ""
    texts = (
        one.decided_on.isoformat(),
        label(f"purpose_{one.purpose.value}"),
        f"{label(f'giver_{one.giver.value}')} {one.person} {verdict}",
        f"{way} {held}".strip(),
    )
    row = QFrame()
    theme.role(row, "row")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 8, 0, 8)
    for at, text in enumerate(texts):
        words = QLabel(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(at == 2)
        if at in (0, 3):
            theme.role(words, "muted")
        line.addWidget(words, (0, 2, 3, 2)[at])
    return row
