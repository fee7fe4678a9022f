"""Letters and referrals: where each referral stands and what it waits for; the register of numbers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.referral_state import EventKind
from app.services import documents, referral_answers, referral_list, referrals
from app.services.documents import DocumentRow
from app.services.referral_list import ReferralRow
from app.services.referrals import ReferralView
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.referrals.answer_form import AnswerForm, ClosingForm
from app.ui.pages.referrals.news_form import NewsForm
from app.ui.pages.referrals.referral_panel import ReferralPanel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.tables.whole_list import WholeList
from app.ui.times import due_words, moment
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.level_badge import word

_REFERRALS = frozenset({"referral", "referral_event", "student", "bundle", "institution"})
_DOCUMENTS = frozenset({"document", "document_issue"})
PANEL, NEWS, ANSWER, CLOSING = range(4)


class LettersPage(Page):
    """Two tabs: the referrals with one of them beside the list, and the register of documents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_letters"))
        self.chosen: ReferralRow | None = None
        self._wanted: UUID | None = None
        self.referrals = WholeList(self._referral_columns(), self)
        self.table = TableView(self.tr("Referrals"))
        self.table.show_model(self.referrals.model)
        self.register = WholeList(self._register_columns(), self)
        self.numbers = TableView(self.tr("Register of documents"))
        self.numbers.show_model(self.register.model)
        self.panel = ReferralPanel()
        self.news = NewsForm()
        self.answer = AnswerForm(lambda: desk.now().date())
        self.closing = ClosingForm(lambda: desk.now().date())
        self.side = QStackedWidget()
        for part in (self.panel, self.news, self.answer, self.closing):
            self.side.addWidget(part)
        self.empty = EmptyState(self.tr("No referrals yet. From a student's file, the button Referral is quickest."))
        self.void_button = QPushButton(self.tr("Void this number…"))
        self.new_button = QPushButton(self.tr("New referral"))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self._lay_out()
        self._connect()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read anew what was touched."""
        actor = self.desk.actor
        if changes is None or changes.kinds & _REFERRALS:
            self.read(lambda db: referral_list.listing(db, by=actor), self._show_referrals)
        if changes is None or changes.kinds & _DOCUMENTS:
            self.read(lambda db: documents.register(db, by=actor), self._show_register)

    def place(self) -> Place:
        """Return the tab and the referral beside the list."""
        place = {**super().place(), "tab": self.tabs.currentIndex()}
        return {**place, "referral": str(self.chosen.id)} if self.chosen else place

    def restore(self, place: Place) -> None:
        """Show the tab and the referral that the place names."""
        tab, key = place.get("tab"), place.get("referral")
        if isinstance(tab, int):
            self.tabs.setCurrentIndex(tab)
        if isinstance(key, str):
            self._wanted = UUID(key)
            self._select()
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the list in front."""
        return self.table if self.tabs.currentIndex() == 0 else self.numbers

    def record_news(self) -> None:
        """Record what came by telephone or on paper."""
        row, event = self.chosen, self.news.entered()
        if row is None:
            return
        if event is None:
            self.show_problem(Problem("referral_news_missing"))
            return
        kind, source, teller, reason = event
        actor, now = self.desk.actor, self.desk.now()
        advice = reason if kind is EventKind.DECLINED else None
        self._record(
            lambda db: referrals.add_event(
                db, row.id, kind, source=source, told_by=teller or None, reason=reason or None, advice=advice,
                by=actor, now=now,
            )
        )  # fmt: skip

    def enter_answer(self) -> None:
        """Enter the receipt."""
        row, actor, now = self.chosen, self.desk.actor, self.desk.now()
        finish_composition()
        if row is not None:
            answer = self.answer.answer()
            self._record(lambda db: referral_answers.enter(db, row.id, answer, by=actor, now=now))

    def close_loop(self) -> None:
        """Close the loop with a follow-up."""
        row, actor, now = self.chosen, self.desk.actor, self.desk.now()
        finish_composition()
        if row is None:
            return
        day, text, level = self.closing.day.day(), self.closing.words.text, self.closing.level_now()
        if day is None:
            self.show_problem(self.closing.day.problem or Problem("follow_up_day_missing"))
            self.closing.day.setFocus()
            return
        self._record(
            lambda db: referral_answers.close(db, row.id, follow_up=day, text=text, level=level, by=actor, now=now)
        )

    def void(self) -> None:
        """Void the chosen number; it stays in the register and is never given again."""
        row = self.numbers.current()
        if not isinstance(row, DocumentRow) or row.voided_at is not None:
            return
        actor, now = self.desk.actor, self.desk.now()

        def go(reason: str) -> None:
            self.bar.clear()
            self.write(
                lambda db: documents.void(db, row.id, reason=reason, by=actor, now=now),
                self._touched,
            )

        self.desk.ask.line(self, self.tr("Why is {0} void?").format(row.number), then=go)

    def _record(self, work: Callable[[Any], Any]) -> None:
        self.bar.clear()

        def done(_: object) -> None:
            self.side.setCurrentIndex(PANEL)
            self.desk.notices.say(self.tr("Recorded"))
            self.refresh(None)

        self.write(work, done)

    def _touched(self, changes: Changes) -> None:
        self.desk.changes.tell(changes, self)
        self.refresh(changes)

    def _show_referrals(self, rows: list[ReferralRow]) -> None:
        if self._wanted is None and self.chosen is not None:
            self._wanted = self.chosen.id
        wanted = self._wanted
        self.referrals.show(rows)
        self.empty.setVisible(not rows)
        self.side.setVisible(bool(rows))
        self._make_room()
        self._wanted = wanted
        self._select()

    def _select(self) -> None:
        at = next((n for n, row in enumerate(self.referrals.rows) if row.id == self._wanted), None)
        if not self.referrals.rows:  # still on their way, or none: what is wanted stays wanted
            self._choose(None)
            return
        self._wanted = None
        at = at or 0
        self.table.selectRow(at)
        self._choose(self.referrals.rows[at])

    def _choose(self, row: ReferralRow | None) -> None:
        if row is None:
            self.chosen = None
            self.panel.show_referral(None, None, None)
            return
        if self.chosen is not None and row.id != self.chosen.id:
            self.side.setCurrentIndex(PANEL)
        self.chosen = row
        actor, now = self.desk.actor, self.desk.now()

        def show(view: ReferralView) -> None:
            if self.chosen is not None and self.chosen.id == view.id:
                self.panel.show_referral(row, view, now)

        self.read(lambda db: referrals.open_referral(db, row.id, by=actor, now=now), show)

    def _show_register(self, rows: list[DocumentRow]) -> None:
        self.register.show(rows)
        self.void_button.setEnabled(bool(rows))

    def _make_room(self) -> None:
        """Show the list beside a referral; a form gets the whole width."""
        self.table.setVisible(bool(self.referrals.rows) and self.side.currentIndex() == PANEL)

    def _moved(self) -> None:
        row = self.table.current()
        if isinstance(row, ReferralRow) and (self.chosen is None or row.id != self.chosen.id):
            self._choose(row)

    def _pressed(self, code: str) -> None:
        row = self.chosen
        if row is None:
            return
        if code == "open":
            self.go.emit("referral", {"referral": str(row.id)})
        elif code == "seal":
            self.go.emit("bundle", {"referral": str(row.id)})
        elif code == "student":
            self.go.emit("student", {"student": str(row.student_id)})
        elif code == "news":
            self.side.setCurrentIndex(NEWS)
            self.news.begin(row.state)
        elif code == "answer":
            self.side.setCurrentIndex(ANSWER)
            self.answer.begin()
        else:
            self.side.setCurrentIndex(CLOSING)
            self.closing.begin(row.level)

    def _open(self) -> None:
        for code, button in self.panel.buttons.items():
            if button.isVisibleTo(self.panel):
                self._pressed(code)
                return

    def _referral_columns(self) -> list[Column[ReferralRow]]:
        now = self.desk.now
        return [
            Column(self.tr("Student"), lambda row: row.name, width=110),
            Column(self.tr("Level"), lambda row: word(row.level), width=96, level=lambda row: row.level),
            Column(self.tr("State"), lambda row: label(f"referral_state_{row.state.value}"), width=110),
            Column(self.tr("Waits for"), _waits, width=110),
            Column(self.tr("Due"), lambda row: due_words(row.due, now()) if row.due else "", width=90),
            Column(self.tr("Where to"), lambda row: row.institution, width=150),
            Column(self.tr("By"), lambda row: row.owner, width=80),
        ]

    def _register_columns(self) -> list[Column[DocumentRow]]:
        now = self.desk.now
        return [
            Column(self.tr("Number"), lambda row: row.number, width=200),
            Column(self.tr("Document"), lambda row: label(f"document_{row.kind}"), width=130),
            Column(self.tr("Student"), lambda row: row.student, width=110),
            Column(self.tr("Numbered"), lambda row: moment(row.numbered_at, now()), width=120),
            Column(self.tr("Printed or saved"), lambda row: str(row.issues), width=150, right=True),
            Column(self.tr("Void"), lambda row: row.void_reason, width=160),
        ]

    def _lay_out(self) -> None:
        self.buttons.addWidget(self.new_button)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.empty, 1)
        row.addWidget(self.table, 3)
        row.addWidget(self.side, 2)
        self.empty.hide()
        self.table.setMinimumWidth(260)
        self.side.setMinimumWidth(250)
        second = QWidget()
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.numbers, 1)
        column.addWidget(ActionBar(self.void_button))
        self.tabs.addTab(first, self.tr("Referrals"))
        self.tabs.addTab(second, self.tr("Register"))
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        self.table.opened.connect(lambda _: self._open())
        self.panel.pressed.connect(self._pressed)
        self.side.currentChanged.connect(lambda _: self._make_room())
        self.new_button.clicked.connect(lambda: self.go.emit("referral", {}))
        self.void_button.clicked.connect(self.void)
        self.news.saved.connect(self.record_news)
        self.answer.saved.connect(self.enter_answer)
        self.closing.saved.connect(self.close_loop)
        for form in (self.news, self.answer, self.closing):
            form.left.connect(lambda: self.side.setCurrentIndex(PANEL))
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.side)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(lambda: self.side.setCurrentIndex(PANEL))


def _waits(row: ReferralRow) -> str:
    return label(f"waits_{row.waits_for}") if row.waits_for else ""
