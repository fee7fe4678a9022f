"""Taking the roster and the platform's export in."""

from app.cli.demo_steps import hands
from app.cli.demo_steps.hands import choose, click, picture, press, until
from app.cli.demo_steps.material import SCALE
from app.cli.demo_steps.place import Place
from app.cli.demo_steps.record import Record
from app.ui.main_window import MainWindow
from app.ui.pages.imports.import_answers import ImportAnswersPage
from app.ui.pages.imports.import_page import COLUMNS, DONE, DRY_RUN, ImportPage
from app.ui.pages.imports.import_roster import ImportRosterPage
from app.ui.pages.screening.screening_page import ScreeningPage


def roster(window: MainWindow, place: Place, record: Record) -> None:
    """The page that the set-up left open came back after the lock."""
    with record.step("import the roster") as step:
        page = hands.page(window, ImportRosterPage)
        window.desk.ask.will_answer(place.roster)
        click(page.choose_button)
        until(lambda: page.step in (COLUMNS, DRY_RUN), "the roster to be read", seconds=60)
        if page.step == COLUMNS:
            picture(window, place.screens / "06-roster-columns.png")
            click(page.next_button)
            until(lambda: page.step == DRY_RUN, "the dry run", seconds=60)
        picture(window, place.screens / "07-roster-dry-run.png")
        step.detail = _take(page)
        picture(window, place.screens / "08-roster-done.png")


def answers(window: MainWindow, place: Place, record: Record) -> None:
    """A questionnaire export; the scale is chosen in the list, the file behind the seam for dialogs."""
    with record.step("import a questionnaire export") as step:
        press(window, "Ctrl+3")
        click(hands.page(window, ScreeningPage).answers_button)
        page = hands.page(window, ImportAnswersPage)
        page.scale.setFocus()
        page.scale.setCurrentIndex(page.scale.findData(SCALE))
        window.desk.ask.will_answer(place.answers)
        click(page.choose_button)
        until(lambda: page.step in (COLUMNS, DRY_RUN), "the export to be read", seconds=60)
        if page.step == COLUMNS:
            choose(page.kind, "score")
            picture(window, place.screens / "09-answers-columns.png")
            click(page.next_button)
            until(lambda: page.step == DRY_RUN or page.bar.isVisible(), "the dry run", seconds=60)
            until(lambda: page.step == DRY_RUN, page.bar.text, seconds=1)
        picture(window, place.screens / "10-answers-dry-run.png")
        step.detail = _take(page)
        picture(window, place.screens / "11-answers-done.png")


def _take(page: ImportPage) -> str:
    click(page.next_button)
    until(lambda: page.step == DONE or page.bar.isVisible(), "the import", seconds=60)
    until(lambda: page.step == DONE, page.bar.text or "the import", seconds=5)
    return page.done.counts.text()
