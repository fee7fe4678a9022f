"""Letters and referrals: the list, news by phone, the receipt, the close, the register."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.domain.referral_state import EventKind, Source, State
from app.services import alerts, documents, referrals
from app.ui.desk import Desk
from app.ui.pages.referrals.letters_page import ANSWER, CLOSING, NEWS, PANEL, LettersPage
from tests.services.loop import Loop
from tests.services.made_up import NOW
from tests.stores import LEAD
from tests.ui import accessibility


def opened(qtbot: QtBot, desk: Desk) -> LettersPage:
    page = LettersPage(desk)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    return page


def folded(loop: Loop, referral: UUID) -> State:
    with loop.school.store.read() as db:
        return referrals.folded(db, referral).state


def shown(page: LettersPage) -> set[str]:
    return {code for code, button in page.panel.buttons.items() if button.isVisibleTo(page.panel)}


def test_empty(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    page = opened(qtbot, school)
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_a_referral_shows_its_state_and_only_what_can_be_done(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer()
    page = opened(qtbot, school)
    assert shown(page) == {"open", "seal", "news", "student"}
    loop.send(referral)
    page.refresh(None)
    assert shown(page) == {"seal", "answer", "news", "student"}
    assert "已送出" in page.panel.state.text()
    assert "等对方收到" in page.panel.state.text()
    with qtbot.waitSignal(page.go) as gone:
        page.panel.buttons["seal"].click()
    assert gone.args == ["bundle", {"referral": str(referral)}]


def test_news_by_telephone_needs_who_said_it(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer()
    loop.send(referral)
    page = opened(qtbot, school)
    page.panel.buttons["news"].click()
    assert page.side.currentIndex() == NEWS
    page.news.save_button.click()
    assert page.bar.text == "请先选发生了什么。"
    page.news.kind.buttons["received"].click()
    page.news.save_button.click()
    assert page.bar.text == "请写明是谁告诉您的。电话和纸面的消息要有来源。"
    page.news.told_by.setText("周医生")
    page.news.save_button.click()
    assert folded(loop, referral) is State.RECEIVED
    assert page.side.currentIndex() == PANEL
    assert "周医生" in page.panel.history.text()


def test_the_school_withdraws_with_a_reason(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer()
    page = opened(qtbot, school)
    page.panel.buttons["news"].click()
    assert list(page.news.kind.buttons) == [EventKind.WITHDRAWN.value]
    page.news.kind.buttons["withdrawn"].click()
    page.news.save_button.click()
    assert "还缺必填内容" in page.bar.text
    page.news.reason.set_text("家长已带去就诊")
    page.news.save_button.click()
    assert folded(loop, referral) is State.CANCELLED


def test_receipt_and_close(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer()
    loop.send(referral)
    page = opened(qtbot, school)
    page.panel.buttons["answer"].click()
    assert page.side.currentIndex() == ANSWER
    page.answer.told_by.setText("周医生")
    page.answer.advice.buttons["part_time"].click()
    page.answer.advice.buttons["accompanied"].click()
    page.answer.save_button.click()
    assert folded(loop, referral) is State.OUTCOME
    assert "部分时间到校、需要专人陪护" in page.panel.history.text()
    page.panel.buttons["close"].click()
    assert page.side.currentIndex() == CLOSING
    page.closing.words.set_text("每周谈一次")
    page.closing.save_button.click()
    assert page.bar.text == "请写哪一天跟进。内容还在屏幕上。"
    page.closing.day.set_day(date(2026, 11, 29))
    page.closing.save_button.click()
    assert folded(loop, referral) is State.CLOSED
    with loop.school.store.read() as db:
        [alert] = alerts.board(db, by=LEAD)
        last = referrals.folded(db, referral).history[-1]
    assert (alert.reason, last.source) == ("referral_follow_up", Source.SELF)


def test_a_number_is_voided_with_its_reason(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    loop.send()
    page = opened(qtbot, school)
    page.tabs.setCurrentIndex(1)
    page.numbers.selectRow(0)
    school.ask.will_answer("姓名写错")
    page.void_button.click()
    with loop.school.store.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert (row.void_reason, row.voided_at) == ("姓名写错", NOW)
    assert page.register.rows[0].void_reason == "姓名写错"


def test_the_place_is_kept(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    first = loop.refer()
    loop.refer(reason="另一份")
    page = opened(qtbot, school)
    page.restore({"referral": str(first), "tab": 0})
    assert page.chosen is not None
    assert page.chosen.id == first
    assert page.place()["referral"] == str(first)
    early = LettersPage(school)
    qtbot.addWidget(early)
    early.restore({"referral": str(first)})
    early.refresh(None)
    assert early.chosen is not None
    assert early.chosen.id == first


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(
    qtbot: QtBot, loop: Loop, school: Desk, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "light", size)
    loop.send()
    page = opened(qtbot, school)
    page.resize(840, 380)
    assert page.minimumSizeHint().width() <= 840
    assert page.minimumSizeHint().height() <= 380
    assert accessibility.faults(page) == []
    for code in ("news", "answer"):
        page.panel.buttons[code].click()
        assert accessibility.faults(page) == []
        page.side.setCurrentIndex(PANEL)
    page.tabs.setCurrentIndex(1)
    assert accessibility.faults(page) == []
