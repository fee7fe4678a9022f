"""A screening round in windows: made, keyed critical items first, queued, talked through, decided by a person."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.alerts import AlertState
from app.domain.risk import Level
from app.domain.screening import CRITICAL_ONLY, Outcome, RoundState
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.models.screening import ScreeningRound, SecondRound
from app.services import drafts, rounds
from app.services.rounds import Form
from app.storage.store import Store
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.pages.entry.entry_page import EntryPage
from app.ui.pages.rounds.distribution_page import DistributionPage
from app.ui.pages.rounds.interview_page import InterviewPage
from app.ui.pages.rounds.nominations_page import NominationsPage
from app.ui.pages.rounds.paper_page import PaperPage
from app.ui.pages.rounds.queue_page import QueuePage
from app.ui.pages.rounds.round_page import RoundPage
from app.ui.pages.rounds.rounds_page import RoundsPage
from app.ui.pages.screening.screening_page import ScreeningPage
from app.ui.pages.today import TodayPage
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import CALM, LOW, SAD, SEVEN_TWO, TEXT, enter, make, students
from tests.stores import ENTRY, LEAD
from tests.ui import accessibility
from tests.ui.pages.round_windows import Show, cells, entry_of, led


def test_a_round_is_made_and_opened(show: Show, staffed: Store) -> None:
    students(staffed)
    page = show(RoundsPage)
    assert isinstance(page, RoundsPage)
    assert page.empty.isVisible()
    found = led(page)
    page.restore({"new": True})
    assert page.focusWidget() is page.form.name
    page.form.name.setText("秋季普测")
    page.form.forms.tick([Form("mht")])
    assert "没有问自伤" in page.form.note.text
    page.form.forms.tick([Form("asq")])
    assert not page.form.note.isVisible()
    page.form.hours.setText("x")
    page.form.make_button.click()
    assert page.bar.text == "小时数填整数，或者空着。"
    page.form.hours.setText("８")
    page.form.make_button.click()
    assert page.bar.text == "还没有选到学生。请选班级或学生。"
    assert page.form.name.text() == "秋季普测"
    page.form.everybody.click()
    assert page.save()
    [(code, place)] = found
    with staffed.read() as db:
        made = rounds.get(db, UUID(str(place["round"])), by=LEAD)
    assert (code, made.text.name, made.text.hours_available, made.targets) == ("round", "秋季普测", 8, 3)
    assert set(made.text.forms) == {Form("mht"), Form("asq")}
    assert cells(page, "rounds")[0][2:4] == ["0 / 6", "进行中"]


def test_a_half_made_round_is_a_draft(show: Show, staffed: Store) -> None:
    students(staffed)
    page = show(RoundsPage, new=True)
    assert isinstance(page, RoundsPage)
    page.form.name.setText("春季复测")
    page.form.forms.tick([Form("phq9")])
    page.form.classes.tick([SEVEN_TWO])
    with staffed.write() as db:
        draft_store.put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    again = show(RoundsPage, new=True)
    assert isinstance(again, RoundsPage)
    assert (again.form.text().name, again.form.text().forms, again.form.chosen()) == (
        "春季复测",
        (Form("phq9"),),
        [SEVEN_TWO],
    )


def test_progress_next_steps_and_warnings(show: Show, staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    admit(staffed, "2026070209", "吴小雨")
    round_id = make(staffed)
    enter(staffed, round_id, lin)
    enter(staffed, round_id, zhou, CALM, seconds=1)
    page = show(RoundPage, round=str(round_id))
    assert isinstance(page, RoundPage)
    assert cells(page, "classes") == [["七(2)班", "4", "2", "2", "2", "1", "1", "纸卷录入 2", "50% ▓▓▓░░░"]]
    assert page.steps.text() == "下一步：① 补 七(2)班 缺的 2 份  ② 核 2 份  ③ 复核 1 份  ④ 确定约谈名单"
    assert page.bar.text == "1名学生没有量表同意书：名单中标明，答卷不计分。"
    found = led(page)
    page.critical_button.click()
    page.table.opened.emit(page.classes.rows[0])
    place = {
        "scale": "phq9", "taken_on": TODAY.isoformat(), "respondent": "student", "informant": "",
        "round": str(round_id), "grade": 7, "class": 2,
    }  # fmt: skip
    assert found == [("entry", {**place, "critical": True}), ("entry", place)]


def test_a_round_that_does_not_ask_about_self_harm_offers_a_scale_that_does(show: Show, staffed: Store) -> None:
    students(staffed)
    round_id = make(staffed, replace(TEXT, forms=(Form("mht"),)))
    page = show(RoundPage, round=str(round_id))
    assert isinstance(page, RoundPage)
    assert "没有问，不等于没有" in page.bar.text
    assert not page.critical_button.isEnabled()
    assert page.bar._verbs[0].text() == "加做"
    page.bar._verbs[0].click()
    assert not page.bar.isVisible()
    assert page.form.count() == 2


def test_closing_and_opening_again(room: Desk, show: Show, staffed: Store) -> None:
    students(staffed)
    round_id = make(staffed)
    page = show(RoundPage, round=str(round_id))
    assert isinstance(page, RoundPage)
    room.ask.will_answer(True, "还有补测")
    page.close_button.click()
    assert not page.key_button.isEnabled()
    with staffed.read() as db:
        assert db.get_one(ScreeningRound, round_id).state is RoundState.CLOSED
    page.close_button.click()
    assert page.key_button.isEnabled()


def test_who_only_keys_in_sees_progress_and_nothing_of_results(room: Desk, show: Show, staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, SAD)
    page = show(RoundPage, replace(room, actor=ENTRY), round=str(round_id))
    assert isinstance(page, RoundPage)
    assert cells(page, "classes")[0][5] == "—"
    for button in (page.queue_button, page.named_button, page.spread_button):
        assert not button.isVisible()
    assert page.key_button.isEnabled()


def test_critical_items_of_the_pile_first_then_whole_sheets(qtbot: QtBot, show: Show, staffed: Store) -> None:
    students(staffed)
    round_id = make(staffed)
    place = {"scale": "phq9", "taken_on": TODAY.isoformat(), "respondent": "student", "round": str(round_id)}
    page = show(EntryPage, **place, critical=True)
    assert isinstance(page, EntryPage)
    assert page.sheet.item.text().startswith("第 9 题")
    for keys in ("2", "0", "."):
        qtbot.keyClicks(page.sheet.grid, keys)
        qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Enter)
        qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Enter)
    assert page.done.isVisible()
    assert "第 9 题" in page.bar.text
    with staffed.read() as db:
        assert set(db.scalars(select(Assessment.unscored))) == {CRITICAL_ONLY}
        assert sorted(db.scalars(select(Alert.reason))) == ["critical_item_answered", "critical_item_blank"]
    whole = show(EntryPage, **place)
    assert isinstance(whole, EntryPage)
    assert whole.list.list.item(0).text().startswith("◐")
    qtbot.keyClicks(whole.sheet.grid, "2321021021")
    for _ in range(2):
        qtbot.keyClick(whole.sheet.grid, Qt.Key.Key_Enter)
    with staffed.read() as db:
        assert [one for one in db.scalars(select(Assessment.unscored)) if one is None] == [None]
        assert len(db.scalars(select(Alert.id)).all()) == 2
    found = led(whole)
    whole.other_button.click()
    assert found == [("round", {"round": str(round_id)})]


def test_the_queue_says_who_today_why_and_that_the_hours_do_not_fit(show: Show, staffed: Store) -> None:
    lin, zhou, chen = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    enter(staffed, round_id, zhou, SAD)
    enter(staffed, round_id, chen, (*CALM[:8], None, None))
    page = show(QueuePage, round=str(round_id))
    assert isinstance(page, QueuePage)
    assert [row[:2] for row in cells(page, "rows")] == [["红", "周小雪"], ["橙", "陈小寒"], ["黄", "林小满"]]
    assert page.today.text == "今天要谈 1 人：周小雪"
    assert page.hours.text() == "秋季普测 · 要谈 3 人，约需 2.5 小时；可用 2 小时。时间不够，请向县里求助。"
    assert page.why.text().startswith("周小雪：患者健康问卷抑郁量表（学生）：第9题需要当面过问；")
    found = led(page)
    page.help_button.click()
    page.talk_button.click()
    row = page.rows.rows[0]
    assert found == [
        ("round_paper", {"round": str(round_id), "paper": "county_help"}),
        ("interview", {"entry": str(row.id), "round": str(round_id)}),
    ]
    page.restore({"round": str(round_id), "entry": str(page.rows.rows[2].id)})
    assert page.why.text().startswith("林小满")


def test_a_queue_of_nobody_is_no_praise(show: Show, staffed: Store) -> None:
    students(staffed)
    page = show(QueuePage, round=str(make(staffed)))
    assert isinstance(page, QueuePage)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert not page.talk_button.isEnabled()


def test_no_concern_needs_the_question_and_closes_what_was_ticked(show: Show, staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, SAD)
    key = entry_of(staffed, round_id, lin)
    page = show(InterviewPage, entry=str(key), round=str(round_id))
    assert isinstance(page, InterviewPage)
    page.decide_button.click()
    assert page.bar.text == "请先选结论。"
    page.decision.outcome.set_value("no_concern")
    page.decision.reason.setText("误勾，当面确认")
    assert not page.decision.level.isVisible()
    next(iter(page.decision._alerts.values())).setChecked(True)
    page.decide_button.click()
    assert page.bar.text.startswith("还没有记下当面问过自伤")
    assert page.decision.reason.text() == "误勾，当面确认"
    page.form.fields["self_harm_asked"].set_value("yes")  # type: ignore[union-attr] # a row of chips
    page.decide_button.click()
    with staffed.read() as db:
        row = db.get_one(SecondRound, key)
        assert (row.outcome, row.level, row.decided_by) == (Outcome.NO_CONCERN, None, LEAD.user_id)
        assert db.scalars(select(Alert.state)).all() == [AlertState.CLOSED]
    assert "主管" in page.foot.hint.text()


def test_a_decision_raises_the_level_the_person_chose_and_leads_on(show: Show, staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    key = entry_of(staffed, round_id, lin)
    page = show(InterviewPage, entry=str(key), round=str(round_id))
    assert isinstance(page, InterviewPage)
    page.decision.outcome.set_value("plan")
    page.decision.reason.setText("与家长见面")
    page.decision.entered.emit()
    assert page.bar.text == "请选择关注等级。"
    page.decision.level.set_value("orange")
    page.decision.entered.emit()
    with staffed.read() as db:
        assert db.scalars(select(Alert.level)).all() == [Level.ORANGE]
    found = led(page)
    page.bar._verbs[0].click()
    assert found == [("plan", {"student": str(lin)})]
    assert [one.content for one in page.drafts()] == []


def test_a_talk_is_a_draft_until_it_is_kept(show: Show, staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    key = entry_of(staffed, round_id, lin)
    page = show(InterviewPage, entry=str(key), round=str(round_id))
    assert isinstance(page, InterviewPage)
    page.form.fields["words"].set_text("睡不着")  # type: ignore[union-attr] # a text
    with staffed.write() as db:
        draft_store.put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    again = show(InterviewPage, entry=str(key), round=str(round_id))
    assert isinstance(again, InterviewPage)
    assert again.form.values() == {"words": "睡不着"}
    assert again.save()
    with staffed.write() as db:
        assert db.get_one(SecondRound, key).interview == {"words": "睡不着"}
        draft_store.put_all(db, list(again.drafts()), by=LEAD, now=NOW)
    with staffed.read() as db:
        assert drafts.load(db, "interview", str(key), by=LEAD) is None


def test_the_screening_page_leads_to_the_rounds(show: Show) -> None:
    page = show(ScreeningPage)
    found = led(page)
    assert isinstance(page, ScreeningPage)
    page.rounds_button.click()
    assert found == [("rounds", {})]


def test_today_leads_to_an_open_round(show: Show, staffed: Store) -> None:
    lin, *_ = students(staffed)
    page = show(TodayPage)
    assert isinstance(page, TodayPage)
    assert not page.rounds.isVisible()
    round_id = make(staffed)
    enter(staffed, round_id, lin)
    page.refresh(None)
    assert page.rounds.isVisible()
    found = led(page)
    page.rounds.buttons[0].click()
    assert found == [("round", {"round": str(round_id)})]
    with staffed.write() as db:
        rounds.close(db, round_id, by=LEAD, now=NOW)
    page.refresh(None)
    assert not page.rounds.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_they_fit_the_smallest_screen(show: Show, staffed: Store, dressed: Callable[..., None], language: str) -> None:
    dressed(language)
    lin, *_ = students(staffed)
    round_id = make(staffed, replace(TEXT, name="二〇二六年秋季全校学生心理健康普查（第一批）"))
    enter(staffed, round_id, lin, SAD)
    key = entry_of(staffed, round_id, lin)
    place = {"round": str(round_id)}
    shown = [show(kind, **place) for kind in (RoundPage, QueuePage, NominationsPage, PaperPage, DistributionPage)]
    shown += [show(RoundsPage), show(RoundsPage, new=True), show(InterviewPage, entry=str(key), **place)]
    for page in shown:
        assert accessibility.faults(page) == []
        assert (page.width(), page.height()) == (848, 362)
