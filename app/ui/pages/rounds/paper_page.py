"""The papers of a round before they are printed: the very bytes, page by page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.services import round_papers, screening_letters
from app.services.round_papers import Paper
from app.services.rounds import Form
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.on_paper import draw, neutral, ready
from app.ui.pages.entry.round import class_of
from app.ui.pages.page import Page, Place
from app.ui.widgets.pdf_view import PdfView

_QUEUE = frozenset({"case_meeting", "county_help"})


class PaperPage(Page):
    """Place: ``{"round": key, "paper": code}``, for answer sheets with the form and perhaps a class."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_round_paper"))
        self.key: UUID | None = None
        self.paper: Paper | None = None
        self._place: Place = {}
        self.view = PdfView()
        self.print_button = QPushButton(self.tr("Print  Ctrl+P"))
        self.print_button.setShortcut("Ctrl+P")
        theme.role(self.print_button, "primary")
        self.save_button = QPushButton(self.tr("Save as PDF"))
        self.back_button = QPushButton(self.tr("Back"))
        for button in (self.print_button, self.save_button, self.back_button):
            self.buttons.addWidget(button)
        self.body.addWidget(self.view, 1)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self._back)
        self._enable()

    def refresh(self, changes: Changes | None = None) -> None:
        """Render the paper anew when it is opened; what is on screen stays what is printed."""
        if self.key is None or changes is not None:
            return
        self.paper = None
        self.view.clear()
        self._enable()
        key, actor, now, work = self.key, self.desk.actor, self.desk.now(), _work(self._place)
        self.read(lambda db: round_papers.rendered(work(db, key, actor, now)), self._show)

    def place(self) -> Place:
        """Return which paper is open."""
        return {**super().place(), **self._place}

    def restore(self, place: Place) -> None:
        """Open a paper."""
        names = ("round", "paper", "scale", "respondent", "grade", "class")
        try:
            self.key = UUID(str(place.get("round")))
        except ValueError:
            self.show_problem(Problem("round_unknown"))
            return
        self._place = {name: place[name] for name in names if name in place}
        self.bar.clear()
        self.set_title(label(f"paper_{_kind(self._place)}"))
        self.refresh(None)
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the button that prints."""
        return self.print_button

    def _show(self, paper: Paper) -> None:
        self.paper = paper
        self.view.show_pdf(paper.pdf)
        self._enable()
        if self.isVisible():
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(self.paper is not None)

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.bar.show_warning(label("printer_missing"), {self.tr("Save as PDF"): self._save})
            return
        printer = ready(QPrinter(QPrinter.PrinterMode.HighResolution))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(QCoreApplication.applicationName())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(ready(printer)))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print what is on screen and log it."""
        paper, key, actor, now = self.paper, self.key, self.desk.actor, self.desk.now()
        if paper is None or key is None:
            return
        printer.setDocName(neutral(""))
        if not draw(printer, paper.pdf):
            self.bar.show_problem(label("printer_failed"), {self.tr("Save as PDF"): self._save})
            return
        code = _kind(self._place)
        self.write(lambda db: round_papers.printed(db, key, code, by=actor, now=now), self._logged)

    def _logged(self, _: object) -> None:
        self.desk.notices.say(self.tr("Sent to the printer."))

    def _save(self) -> None:
        paper, key, actor, now = self.paper, self.key, self.desk.actor, self.desk.now()
        if paper is None or key is None:
            return
        code = _kind(self._place)

        def write(path: Path) -> None:
            self.write(
                lambda db: round_papers.save(db, key, code, paper.pdf, path, by=actor, now=now),
                lambda _: self.desk.notices.say(self.tr("The PDF is saved.")),
            )

        self.desk.ask.confirm(
            self,
            self.tr("A saved PDF is not encrypted. Whoever finds it can read it."),
            detail=self.tr("Better print it. If you save it, delete it when it is no longer needed."),
            verb=self.tr("Save as PDF"),
            then=lambda: self.desk.ask.save_file(
                self,
                self.tr("Save as PDF"),
                name=f"{label('document_neutral')}{now:%m%d%H%M}.pdf",
                patterns="PDF (*.pdf)",
                then=write,
            ),
        )

    def _back(self) -> None:
        self.go.emit("queue" if _kind(self._place) in _QUEUE else "round", {"round": str(self.key)})


def _kind(place: Place) -> str:
    found = str(place.get("paper"))
    return found if found in (*_QUEUE, "answer_sheets", "missing_list") else "missing_list"


def _work(place: Place) -> Callable[[Any, UUID, Actor, Any], Any]:
    """Return what renders the paper that a place names."""
    kind = _kind(place)
    if kind == "case_meeting":
        return lambda db, key, by, now: screening_letters.case_meeting(db, key, by=by, now=now)
    if kind == "county_help":
        return lambda db, key, by, now: screening_letters.county_help(db, key, by=by, now=now)
    where = class_of(place)
    if kind == "answer_sheets":
        form = Form(str(place.get("scale")), str(place.get("respondent") or "student"))
        return lambda db, key, by, now: screening_letters.answer_sheets(
            db, key, form, school_class=where, by=by, now=now
        )
    return lambda db, key, by, now: screening_letters.missing_list(db, key, school_class=where, by=by, now=now)
