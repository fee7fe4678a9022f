"""The referral: the centre's keys, letter with preview, the sealed bundle on the stick, the receipt."""

from app.cli.demo_steps import centre, hands
from app.cli.demo_steps.care import chosen
from app.cli.demo_steps.hands import calm, choose, click, picture, press, until, write
from app.cli.demo_steps.place import CENTRE, Place
from app.cli.demo_steps.record import Record
from app.domain.institution import InstitutionKind
from app.ui.main_window import MainWindow
from app.ui.pages.referrals.bundle import BundlePage
from app.ui.pages.referrals.exchange import ExchangePage
from app.ui.pages.referrals.wizard import CONTENT, PAPER, ReferralPage
from app.ui.pages.students.page import StudentsPage
from app.ui.widgets.line_edit import LineEdit


def enrol_centre(window: MainWindow, place: Place, record: Record) -> None:
    """Both sides exchange key files; the fingerprint is compared by telephone."""
    with record.step("enrol the centre, hand out our keys") as step:
        press(window, "Ctrl+7")
        page = hands.page(window, ExchangePage)
        bar = page.tabs.tabBar()
        click(bar, bar.tabRect(1).center())
        calm(window)
        tab = page.partners
        click(tab.add_button)
        choose(tab.form.kind, InstitutionKind.CENTRE.value)
        name = tab.form.fields.findChild(LineEdit, "institution.name")
        assert name is not None  # noqa: S101 - a field of the form
        write(name, CENTRE)
        window.desk.ask.will_answer(place.centre_keys)
        click(tab.form.file_button)
        calm(window)
        picture(window, place.screens / "22-centre.png")
        click(tab.form.save_button)
        until(lambda: tab.current() is not None, "the centre in the list")
        calm(window)
        window.desk.ask.will_answer(True)
        click(tab.trust_button)
        window.desk.ask.will_answer(place.school_keys)
        click(tab.file_button)
        until(place.school_keys.exists, "our key file")
        calm(window)
        picture(window, place.screens / "23-partners.png")
        found = tab.current()
        step.detail = str(found.fingerprint) if found is not None else ""


def write_letter(window: MainWindow, place: Place, record: Record) -> None:
    """From the student's file: where to, content, the exact letter, saved as PDF."""
    with record.step("referral letter: preview and save") as step:
        press(window, "Ctrl+K")
        write(window.top.search.field, chosen(window).student["number"])
        until(window.top.search.list.isVisible, "the hit")
        press(window.top.search.field, "Return")
        hands.page(window, StudentsPage)
        calm(window)
        picture(window, place.screens / "24-student-file.png")
        click(hands.button(window, "转介"))
        page = hands.page(window, ReferralPage)
        until(lambda: page.proposal is not None, "the referral")
        calm(window)
        combo = page.where.institution
        combo.setFocus()
        press(combo, "Down")
        choose(page.where.level, "red")
        choose(page.where.urgency, "24h")
        picture(window, place.screens / "25-referral-where.png")
        click(page.next_button)
        until(lambda: page.step == CONTENT, "the content")
        write(page.form.reason, "近两周睡眠差、情绪低落，量表提示需要专业评估。")
        write(page.form.facts, "上课打不起精神，常说没意思，饭量减少。")
        choose(page.form.self_harm, "yes")
        write(page.form.measures, "已当面谈话，已联系监护人，已和学生一起写安全计划。")
        choose(page.basis.basis, "emergency")
        write(page.basis.reason, "监护人外出务工，电话暂时没有接通。")
        picture(window, place.screens / "26-referral-content.png")
        click(page.preview_button)
        until(lambda: page.step == PAPER or page.bar.isVisible(), "the letter")
        until(lambda: page.step == PAPER, page.bar.text, seconds=1)
        calm(window)
        picture(window, place.screens / "27-referral-letter.png")
        window.desk.ask.will_answer(True, place.letter)
        click(page.paper.save_button)
        until(place.letter.exists, "the PDF")
        calm(window)
        step.detail = f"{place.letter.stat().st_size} bytes"


def seal(window: MainWindow, place: Place, record: Record) -> None:
    """The bundle: to whom, what leaves, written, read back and opened."""
    with record.step("sealed bundle onto the stick") as step:
        letter = hands.page(window, ReferralPage)
        until(letter.paper.seal_button.isVisible, "the letter")
        click(letter.paper.seal_button)
        page = hands.page(window, BundlePage)
        until(lambda: page.proposal is not None, "what leaves")
        calm(window)
        window.desk.ask.will_answer(place.stick)
        click(page.folder_button)
        picture(window, place.screens / "28-bundle.png")
        click(page.write_button)
        until(lambda: page.done is not None or page.bar.isVisible(), "the bundle", seconds=60)
        until(lambda: page.done is not None, page.bar.text, seconds=1)
        picture(window, place.screens / "29-bundle-written.png")
        step.detail = page.done.path.name if page.done is not None else ""


def answer(window: MainWindow, place: Place, record: Record) -> None:
    """The centre takes the bundle in and answers; the receipt closes the step here."""
    with record.step("centre: takes the bundle in and answers") as step:
        step.detail = centre.take(place)
    with record.step("the receipt comes back and closes the step") as step:
        click(hands.page(window, BundlePage).ledger_button)
        page = hands.page(window, ExchangePage)
        calm(window)
        window.desk.ask.will_answer(next(place.answer.glob("*.age")))
        click(page.ledger.import_button)
        until(page.bar.isVisible, "the receipt to be taken in")
        calm(window)
        picture(window, place.screens / "30-ledger.png")
        sent = [row for row in page.ledger.list.rows if row.direction == "out"]
        step.detail = page.bar.text
        if not sent or any(row.awaits_receipt for row in sent):
            raise hands.Missing(page.bar.text)
