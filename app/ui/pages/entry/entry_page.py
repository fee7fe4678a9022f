"""Keying in a pile of paper sheets: class, student, keypad, next."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.dates import display as day_words
from app.domain.problems import Problem
from app.domain.rights import Action, may
from app.domain.school_class import SchoolClass
from app.services import assessments, critical_first, drafts, entry, reasons, scales
from app.services.assessments import Entered, FirstPass
from app.services.classes import ClassCount
from app.services.drafts import DraftView
from app.services.entry import Place as Seat
from app.services.scales import Form
from app.ui import draft_store, theme
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label, language
from app.ui.pages.entry.class_list import ClassList
from app.ui.pages.entry.round import Round, class_of, keyed_of, spread, values_of
from app.ui.pages.entry.sheet_view import SheetView
from app.ui.pages.page import Page, Place
from app.ui.widgets.empty_state import EmptyState

_FORM = "entry"


class EntryPage(Page):
    """Places name the round, the class and the student. A half-keyed sheet is a draft of its student."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_entry"))
        self.round: Round | None = None
        self.form: Form | None = None
        self.seat: Seat | None = None
        self._class: SchoolClass | None = None
        self._drafted = False
        self._sending = False
        self._alerted: list[tuple[str, UUID]] = []
        self.keep_button = QPushButton(self.tr("Keep, then next"))
        self.withdraw_button = QPushButton(self.tr("Withdraw…"))
        self.other_button = QPushButton(self.tr("Other pile"))
        self.list = ClassList()
        self.sheet = SheetView()
        self.empty = EmptyState(
            self.tr("Choose a scale first."), {self.tr("Scales and screening"): lambda: self.go.emit("screening", {})}
        )
        self.there = EmptyState("", {self.tr("Second pass"): self._second, self.tr("Key another sheet"): self._another})
        self.done = EmptyState(self.tr("Nobody is missing here. Choose the next class at the left."))
        self.right = QStackedWidget()
        self._lay_out()
        self.list.class_chosen.connect(self._to_class)
        self.list.student_chosen.connect(self._to_student)
        self.list.second_toggled.connect(lambda _: self._reload(None))
        self.sheet.changed.connect(self.touched)
        self.sheet.kept.connect(self._keep)
        self._show(self.empty)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the class anew; the sheet in hand stays as it is."""
        if self.round is not None and (changes is None or changes.kinds & {"assessment", "student"}):
            seat = self.seat
            self._read_class(self._class, lambda: self.list.mark(seat.student_id if seat else None))

    def place(self) -> Place:
        """Return the round, the class, the student and the pass."""
        place: Place = dict(super().place())
        if self.round is not None:
            place |= self.round.to_place()
        if self._class is not None:
            place |= {"grade": self._class.grade, "class": self._class.number}
        if self.seat is not None:
            place["student"] = str(self.seat.student_id)
        return {**place, "second": self.list.second.isChecked()}

    def restore(self, place: Place) -> None:
        """Begin a round, or come back to the sheet that was in hand."""
        found = Round.of_place(place)
        if found is None:
            return
        self._shelve()
        self.round = found
        self.form = scales.form(found.scale, by=self.desk.actor, language=language())
        self.list.scale.setText(self.form.name)
        words = [day_words(found.taken_on, language()), label(f"respondent_{found.respondent}")]
        if found.critical:
            words.append(self.tr("critical items"))
        self.list.when.setText(" · ".join(words))
        self.list.critical = found.critical
        self.list.second.setVisible(not found.critical)
        self.list.second.blockSignals(True)
        self.list.second.setChecked(bool(place.get("second")) and not found.critical)
        self.list.second.blockSignals(False)
        student = str(place.get("student") or "")
        self._read_class(class_of(place), lambda: self._after_restore(student))

    def drafts(self) -> Iterable[Draft]:
        """Return the sheet in hand, where a key was pressed since it was begun."""
        if self.seat is None or self.round is None:
            return
        key = f"{_FORM}:{self.seat.student_id}"
        if self._in_hand and any(one is not None for one in self.sheet.grid.answers()):
            self._drafted = True
            yield Draft(key, {**self.round.to_place(), "answers": self.sheet.grid.answers(), "second": self._passing})
        elif self._drafted:
            yield Draft(key, {})

    def first_field(self) -> QWidget | None:
        """Return the grid, or the list of students."""
        return self.sheet.grid if self._in_hand else self.list.list if self.round else self.empty

    @property
    def _in_hand(self) -> bool:
        return self.right.currentWidget() is self.sheet

    @property
    def _passing(self) -> str:
        """The sheet whose second pass is in hand, or empty."""
        second = self.list.second.isChecked() and self.seat is not None and self.seat.sheet_id is not None
        return str(self.seat.sheet_id) if second and self.seat is not None else ""

    def _lay_out(self) -> None:
        theme.role(self.keep_button, "primary")
        for widget in (self.sheet.clock, self.withdraw_button, self.other_button, self.keep_button):
            self.buttons.addWidget(widget)
        for page in (self.empty, self.sheet, self.there, self.done):
            self.right.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self.right, 1)
        self.body.addLayout(row, 1)
        self.keep_button.clicked.connect(self.sheet.finish)
        self.withdraw_button.clicked.connect(lambda: self._withdraw(self.seat.sheet_id if self.seat else None))
        self.other_button.clicked.connect(self._other)

    def _other(self) -> None:
        """Go back to where piles are chosen."""
        screening = self.round.screening if self.round else None
        self.go.emit("round" if screening else "screening", {"round": str(screening)} if screening else {})

    def _show(self, page: QWidget) -> None:
        self.right.setCurrentWidget(page)
        self.list.setVisible(self.round is not None)
        self.keep_button.setVisible(page is self.sheet)
        self.sheet.clock.setVisible(page is self.sheet)
        self.other_button.setVisible(self.round is not None)
        seat = self.seat
        mine = seat is not None and (seat.own or may(self.desk.actor.role, Action.WRITE_ALERT))
        self.withdraw_button.setVisible(mine and seat is not None and seat.sheet_id is not None)
        field = self.first_field()
        if field is not None and self.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_class(self, wanted: SchoolClass | None, then: Any) -> None:
        """Read the classes and the places of the wanted one, or of the first."""
        round_, actor = self.round, self.desk.actor
        if round_ is None:
            return

        def work(db: Any) -> tuple[list[ClassCount], SchoolClass | None, list[Seat]]:
            found = entry.classes(db, round_id=round_.screening, by=actor, today=round_.taken_on)
            here = [one.school_class for one in found]
            chosen = wanted if wanted in here else (here[0] if here else None)
            if chosen is None:
                return found, None, []
            seats = entry.places(
                db,
                chosen,
                round_.scale,
                respondent=round_.respondent,
                taken_on=round_.taken_on,
                round_id=round_.screening,
                by=actor,
            )
            return found, chosen, seats

        def done(found: tuple[list[ClassCount], SchoolClass | None, list[Seat]]) -> None:
            classes, self._class, seats = found
            self.list.show_classes(classes, self._class)
            self.list.show_places(seats, self.seat.student_id if self.seat else None)
            if self.seat is not None:
                self.seat = self.list.seat_of(self.seat.student_id) or self.seat
            if not classes:
                self.empty.set_text(self.tr("No class has students on that day. Import the roster first."))
            then()

        self.read(work, done)

    def _after_restore(self, student: str) -> None:
        seat = next((one for one in self.list.places if str(one.student_id) == student), None)
        if seat is None:
            self._to_next(None)
        else:
            self._open(seat)

    def _to_class(self, school_class: SchoolClass) -> None:
        self._shelve()
        self.seat = None
        self._read_class(school_class, lambda: self._to_next(None))

    def _reload(self, after: UUID | None) -> None:
        self._shelve()
        self.seat = None
        self._read_class(self._class, lambda: self._to_next(after))

    def _to_next(self, after: UUID | None) -> None:
        seat = self.list.next_after(after, second=self.list.second.isChecked())
        if seat is not None:
            self._open(seat)
        else:
            self.seat = None
            self._show(self.done if self.list.places else self.empty)

    def _to_student(self, seat: Seat) -> None:
        if self.seat is not None and seat.student_id == self.seat.student_id and self._in_hand:
            self._show(self.sheet)
            return
        self._shelve()
        if seat.sheet_id is not None and not self.list.second.isChecked():
            self.seat = seat
            self.set_title(f"{seat.name}  {seat.number}")
            self.list.mark(seat.student_id)
            self.there.set_text(self.tr("{0} has a sheet of this day.").format(seat.name))
            self._show(self.there)
        else:
            self._open(seat)

    def _open(self, seat: Seat) -> None:
        """Show a student's sheet: empty, from the draft, or beside its first pass."""
        actor, passing = self.desk.actor, seat.sheet_id if self.list.second.isChecked() else None

        def work(db: Any) -> tuple[DraftView | None, FirstPass | None]:
            kept = drafts.load(db, _FORM, str(seat.student_id), by=actor)
            first = None if passing is None else assessments.first_pass(db, passing, by=actor)
            return kept, first

        self.read(work, lambda found: self._shown(seat, *found))

    def _shown(self, seat: Seat, kept: DraftView | None, first: FirstPass | None) -> None:
        if self.form is None or self.round is None:
            return
        self.seat, self._drafted = seat, kept is not None
        answers: list[int | None] = []
        if kept is not None and Round.of_place(kept.content) == self.round:
            same_pass = kept.content.get("second") == (str(seat.sheet_id) if first else "")
            answers = list(kept.content.get("answers", [])) if same_pass else []
        keyed = None if first is None else keyed_of(first)
        only = self.form.critical if self.round.critical else ()
        self.sheet.show_sheet(self.form, answers=answers, first_pass=keyed, only=only)
        self.set_title(f"{seat.name}  {seat.number}")
        self.list.mark(seat.student_id)
        self._show(self.sheet)

    def _second(self) -> None:
        seat = self.seat
        self.list.second.blockSignals(True)
        self.list.second.setChecked(True)
        self.list.second.blockSignals(False)
        if seat is not None:
            self._open(seat)

    def _another(self) -> None:
        if self.seat is not None:
            self._open(self.seat)

    def _shelve(self) -> None:
        """Put the sheet in hand into its draft: another one is about to take its place."""
        waiting = [one for one in self.drafts() if one.content]
        self.sheet.stop()
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)

    def _keep(self) -> None:
        """Keep the sheet and go to the next student. A refusal leaves everything where it is."""
        seat, round_, form, keyed = self.seat, self.round, self.form, self.sheet.grid.answers()
        if seat is None or round_ is None or form is None or self._sending:
            return
        self._sending = True
        actor, now, passing = self.desk.actor, self.desk.now(), seat.sheet_id if self._passing else None
        text = round_.sheet(spread(keyed, form.critical, len(form.items)) if round_.critical else keyed)
        enter = critical_first.enter if round_.critical else assessments.enter

        def work(db: Any) -> Entered:
            if passing is None:
                done = enter(db, seat.student_id, text, round_id=round_.screening, by=actor, now=now)
            else:
                done = assessments.verify(db, passing, values_of(keyed), illegible=text.illegible, by=actor, now=now)
            draft_store.discard(db, f"{_FORM}:{seat.student_id}", by=actor)
            return done

        def failed(problem: Problem) -> None:
            self._sending = False
            self.show_problem(problem)

        self.write(work, lambda done: self._kept(seat, done), failed=failed)

    def _kept(self, seat: Seat, done: Entered) -> None:
        self._sending = False
        self.sheet.stop()
        self._drafted = False
        self.seat = None
        self.desk.notices.say(self.tr("{0}: kept.").format(seat.name), lambda: self._withdraw(done.id))
        if done.result is not None and done.alert_ids:
            self._alerted.append((self._why(seat, done.result), done.alert_ids[0]))
            self._tell_alerts()
        self._read_class(self._class, lambda: self._to_next(seat.student_id))

    def _why(self, seat: Seat, result: dict[str, Any]) -> str:
        answered = [one["item"] for one in result["critical"] if one["value"] is not None]
        blank = [one["item"] for one in result["critical"] if one["value"] is None]
        codes = (("critical_item_answered", answered), ("critical_item_blank", blank))
        words = [
            reasons.words(code, {"scale": result["scale"], "items": items}, language())
            for code, items in codes
            if items
        ]
        return f"{seat.name}：{'；'.join(words)}" if language() == "zh" else f"{seat.name}: {'; '.join(words)}"

    def _tell_alerts(self) -> None:
        """Show the newest alert until somebody closes the bar; further ones are counted."""
        words, alert = self._alerted[-1]
        if len(self._alerted) > 1:
            words = self.tr("{0} (and {1} more)").format(words, len(self._alerted) - 1)
        self.bar.show_problem(words, {self.tr("Go to the alert"): lambda: self.go.emit("alert", {"alert": str(alert)})})

    def _withdraw(self, sheet: UUID | None) -> None:
        """Take a wrong sheet back: it stays on file, marked, with the reason."""
        if sheet is None:
            return
        actor = self.desk.actor

        def reasoned(reason: str) -> None:
            now = self.desk.now()
            self.write(lambda db: assessments.withdraw(db, sheet, reason=reason, by=actor, now=now), self._withdrawn)

        self.desk.ask.line(self, self.tr("Why is this sheet withdrawn? It stays on file, marked."), then=reasoned)

    def _withdrawn(self, written: Changes) -> None:
        self.desk.changes.tell(written, self)
        self._reload(None)
