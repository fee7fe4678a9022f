"""One student's day: a session record, an answer sheet keyed in, the alert that came of it, a safety plan."""

from app.cli.demo_steps import hands
from app.cli.demo_steps.hands import calm, choose, click, picture, press, until, write
from app.cli.demo_steps.material import made_families
from app.cli.demo_steps.place import Place
from app.cli.demo_steps.record import Record
from app.domain.alerts import AlertState
from app.domain.safety_plan import Step
from app.services.simulation.people import Family
from app.ui.main_window import MainWindow
from app.ui.pages.alert import AlertPage
from app.ui.pages.entry.entry_page import EntryPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.screening.screening_page import ScreeningPage
from app.ui.pages.session import SessionPage
from app.ui.pages.students.page import StudentsPage
from app.ui.pages.today import TodayPage

CHOSEN = 7
"""Whose day it is: the eighth on the roster."""
SCALE = "phqa"
PLAN = {
    Step.WARNING_SIGNS: "晚上躺下就一直想以前的事，饭也不想吃",
    Step.OWN_COPING: "去操场慢走两圈，听一首熟悉的歌",
    Step.PEOPLE_AND_PLACES: "学校图书角，河边的长椅",
    Step.PEOPLE_TO_ASK: "姑姑，放学后可以打电话",
    Step.PROFESSIONALS: "示例县心理健康中心",
    Step.SAFER_SURROUNDINGS: "家里的药由奶奶收在柜子里上锁",
}


def chosen(window: MainWindow) -> Family:
    """Return the student whose day it is."""
    return made_families(window.desk.now())[CHOSEN]


def record_session(window: MainWindow, place: Place, record: Record) -> None:
    """From the search box to a saved record with chips and one sentence."""
    with record.step("record a session") as step:
        student = chosen(window).student
        press(window, "Ctrl+K")
        write(window.top.search.field, student["number"])
        until(window.top.search.list.isVisible, "the hit")
        press(window.top.search.field, "Return")
        hands.page(window, StudentsPage)
        calm(window)
        picture(window, place.screens / "12-student.png")
        press(window, "Ctrl+N")
        page = hands.page(window, SessionPage)
        until(lambda: page.student is not None, "the student on the record")
        calm(window)
        form = page.form
        for chips, code in ((form.minutes, "40"), (form.mode, "face"), (form.tick, "low")):
            choose(chips, code)
        click(next(iter(form.topics.buttons.values())))
        write(form.words, "最近睡不好，白天总提不起劲。")
        picture(window, place.screens / "13-session.png")
        press(window, "Ctrl+S")
        until(lambda: page.view is not None, "the record to be saved")
        calm(window)
        picture(window, place.screens / "14-session-saved.png")
        step.detail = f"{student['number']}"


def key_in(window: MainWindow, place: Place, record: Record) -> None:
    """One paper sheet on the keypad, its critical item answered."""
    with record.step("key in an answer sheet with a critical item") as step:
        press(window, "Ctrl+3")
        screening = hands.page(window, ScreeningPage)
        screening.form.choose(SCALE)
        click(screening.form.start)
        page = hands.page(window, EntryPage)
        until(lambda: page.list.places, "the class")
        calm(window)
        wanted = chosen(window).student["number"]
        row = next(row for row, seat in enumerate(page.list.places) if seat.number == wanted)
        names = page.list.list
        click(names, names.visualItemRect(names.item(row)).center())
        until(lambda: page.seat is not None and page.seat.number == wanted, "the student's sheet")
        calm(window)
        grid = page.sheet.grid
        values = [sorted(allowed) for allowed in grid.keys.allowed]
        keys = "".join(str(one[min(2 if at % 3 else 1, len(one) - 1)]) for at, one in enumerate(values))
        for at, key in enumerate(keys, start=1):
            write(grid, key) if at == 1 else press(grid, key)
            if at == 6:
                picture(window, place.screens / "15-keypad.png")
        press(grid, "Return")
        picture(window, place.screens / "16-keypad-summary.png")
        press(grid, "Return")
        until(page.bar.isVisible, "the alert in the bar")
        calm(window)
        picture(window, place.screens / "17-alert-at-once.png")
        step.detail = page.bar.text


def act_on_alert(window: MainWindow, place: Place, record: Record) -> None:
    """The red alert on today's page, opened with Enter, and the first action recorded."""
    with record.step("see the red alert and act on it") as step:
        press(window, "Ctrl+1")
        today = hands.page(window, TodayPage)
        calm(window)
        picture(window, place.screens / "18-today-red.png")
        press(today, "Return")
        page = hands.page(window, AlertPage)
        until(lambda: page.alert is not None, "the alert's card")
        calm(window)
        choose(page.act.kind, "talked")
        write(page.act.text, "当面谈了半小时，现在和班主任在一起。")
        picture(window, place.screens / "19-alert.png")
        press(window, "Ctrl+S")
        until(
            lambda: page.alert is not None and page.alert.state is AlertState.IN_PROGRESS, "the action to be recorded"
        )
        alert = page.alert
        step.detail = f"{alert.level.value} {alert.reason}" if alert is not None else ""


def plan_safety(window: MainWindow, place: Place, record: Record) -> None:
    """Six steps, a date of review, saved, and the A4 sheet as it prints."""
    with record.step("safety plan in six steps") as step:
        click(hands.button(window, "安全计划"))
        page = hands.page(window, PlanPage)
        until(lambda: page.student is not None, "the student's plan")
        calm(window)
        for at, words in PLAN.items():
            write(page.form.steps[at].rows[0].text, words)
        write(page.form.review, "+7")
        click(page.form.agreed)
        picture(window, place.screens / "20-plan.png")
        press(window, "Ctrl+S")
        until(lambda: page.plan is not None, "the plan to be saved")
        click(page.papers["safety_plan"])
        until(page.paper.isVisible, "the sheet")
        calm(window)
        picture(window, place.screens / "21-plan-paper.png")
        step.detail = f"version {page.plan.version}" if page.plan is not None else ""
