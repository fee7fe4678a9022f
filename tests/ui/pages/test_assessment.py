"""One filled form: critical answers first, a range where answers are missing, never a disorder."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.assessment import Assessment
from app.services import assessments
from app.services.assessments import SheetText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.assessment import AssessmentPage
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import LEAD
from tests.ui import accessibility

SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1, 1)


@pytest.fixture
def make(qtbot: QtBot, room: Desk, staffed: Store) -> Callable[..., AssessmentPage]:
    def made(answers: tuple[int | None, ...], illegible: tuple[int, ...] = ()) -> AssessmentPage:
        with staffed.write() as db:
            text = SheetText("phq9", answers, TODAY, illegible=illegible)
            key = assessments.enter(db, student, text, by=LEAD, now=NOW).id
        page = AssessmentPage(room)
        qtbot.addWidget(page)
        page.resize(940, 470)
        page.show()
        page.restore({"assessment": str(key)})
        return page

    student = admit(staffed)
    return made


def test_critical_answers_come_first_then_total_and_bands_with_sources(make: Callable[..., AssessmentPage]) -> None:
    page = make(SAD)
    lines = page.lines()
    assert page.title == "林小满  七(2)班"
    assert lines[lines.index("患者健康问卷抑郁量表") + 1] == "2026年11月22日 周日 · 学生 · 纸卷录入 · 录了一遍"
    assert lines[:4] == ["这些作答需要今天看", "第 9 题", "自伤念头", "1"]
    assert "12" in lines
    assert lines[lines.index("中度") + 2] == "Kroenke 2001; PMC2906530 · 见过原文"


def test_no_disorder_is_named_apart_from_the_scale_s_own_title(make: Callable[..., AssessmentPage]) -> None:
    words = " ".join(make(SAD).lines()).lower()
    assert [word for word in ("症", "障碍", "depressive", "major", "disorder") if word in words] == []


def test_missing_answers_give_a_range_and_say_which(make: Callable[..., AssessmentPage]) -> None:
    lines = make((None, *SAD[1:]), (1,)).lines()
    assert "10 — 13" in lines
    assert "总分不能确定：第 1 题没有答" in lines
    assert lines[lines.index("1  兴趣") + 1] == "看不清"


def test_it_can_be_withdrawn_and_says_so(make: Callable[..., AssessmentPage], room: Desk, staffed: Store) -> None:
    page = make(SAD)
    room.ask.will_answer("录错了人")
    page.withdraw_button.click()
    assert page.bar.text == "已撤回（今天 02:42）。原件留档，不计入任何统计。"
    assert not page.withdraw_button.isEnabled()
    with staffed.read() as db:
        assert db.scalars(select(Assessment.withdrawn_at)).all() == [NOW]


def test_an_unknown_place_says_so(qtbot: QtBot, room: Desk) -> None:
    page = AssessmentPage(room)
    qtbot.addWidget(page)
    page.show()
    page.restore({"assessment": "nothing"})
    assert page.bar.text == "没有找到这份答卷。"
    page.restore({"assessment": str(UUID(int=1))})
    assert page.bar.text == "没有找到这份答卷。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_smallest_screen(
    make: Callable[..., AssessmentPage], dressed: Callable[..., None], language: str
) -> None:
    dressed(language)
    page = make(SAD)
    page.resize(848, 362)
    assert accessibility.faults(page) == []
