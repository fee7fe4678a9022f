"""Paper: one side, A4, neutral names in the queue, every page drawn, no printer no dead end."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.safety_plan import Entry, Step
from app.services import documents, plan_issuing, safety_plans
from app.services.safety_plans import PlanText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.page import Page
from app.ui.printing import Issuing, draw, neutral, ready
from tests.services.made_up import NOW, admit
from tests.stores import LEAD

WHEN = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)


def on_file(path: Path) -> QPrinter:
    """Return a printer that writes what it is given to a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return ready(printer)


@pytest.fixture
def pdf() -> bytes:
    """A letter of two A4 pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(595, 842)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_every_page_reaches_the_printer(qapp: QApplication, tmp_path: Path, pdf: bytes) -> None:
    target = tmp_path / "paper.pdf"
    assert draw(on_file(target), pdf)
    printed = pypdfium2.PdfDocument(target)
    assert len(printed) == 2
    assert [round(printed[0].get_width()), round(printed[0].get_height())] == [595, 842]
    printed.close()


def test_letters_have_nothing_on_their_back(qapp: QApplication) -> None:
    printer = ready(QPrinter())
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    assert printer.fullPage()


@pytest.mark.parametrize(
    ("number", "name"), [("校心计〔2026〕A0231号", "文书 0231"), ("校心转〔2026〕07号", "文书 0007"), ("", "文书 0000")]
)
def test_the_queue_learns_nothing(dressed: Callable[..., None], number: str, name: str) -> None:
    assert neutral(number) == name


def planned(store: Store) -> UUID:
    key = admit(store)
    with store.write() as db:
        safety_plans.save(db, key, PlanText((Entry(Step.WARNING_SIGNS, "不说话"),)), by=LEAD, now=NOW)
    return key


def test_printing_numbers_and_logs(qtbot: QtBot, room: Desk, staffed: Store, tmp_path: Path) -> None:
    key = planned(staffed)
    page = Page(room, "纸")
    qtbot.addWidget(page)
    with staffed.read() as db:
        view = plan_issuing.preview(db, key, "wallet_card", by=LEAD, now=WHEN)
    target = tmp_path / "card.pdf"
    Issuing(page).print_on(
        on_file(target), lambda db: plan_issuing.issue(db, key, "wallet_card", view, by=LEAD, now=WHEN)
    )
    with staffed.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert (row.kind, row.issues) == ("wallet_card", 1)
    assert target.stat().st_size > 0


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_answer_leaves_the_pdf(
    qtbot: QtBot,
    room: Desk,
    staffed: Store,
    tmp_path: Path,
) -> None:
    key = planned(staffed)
    page = Page(room, "纸")
    qtbot.addWidget(page)
    page.show()
    with staffed.read() as db:
        view = plan_issuing.preview(db, key, "safety_plan", by=LEAD, now=WHEN)
    nowhere = on_file(tmp_path / "no such folder" / "card.pdf")
    Issuing(page).print_on(nowhere, lambda db: plan_issuing.issue(db, key, "safety_plan", view, by=LEAD, now=WHEN))
    assert page.bar.text == "打印机没有回应。PDF 已做好，可以先存。"
    with staffed.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert row.issues == 0


def test_without_a_printer_a_sentence_offers_the_pdf(qtbot: QtBot, room: Desk) -> None:
    page = Page(room, "纸")
    qtbot.addWidget(page)
    page.show()

    def never(_: object) -> plan_issuing.Issue:
        raise AssertionError("numbered without a printer")

    Issuing(page).to_printer(never)
    assert page.bar.text == "这台电脑没装打印机。可以先存为 PDF。"
