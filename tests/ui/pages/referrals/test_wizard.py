"""The referral wizard: filled from the file, previewed at once, printed and numbered once, nothing lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.consent import Giver, Purpose, Way
from app.domain.institution import InstitutionKind
from app.domain.risk import Level
from app.domain.student import Relation
from app.services import (
    alerts,
    consents,
    documents,
    drafts,
    guardians,
    institutions,
    referral_list,
    referrals,
    sessions,
)
from app.services.consents import Decision
from app.services.guardians import GuardianFacts
from app.services.institutions import InstitutionFacts
from app.services.sessions import SessionText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.draft_store import put_all
from app.ui.pages.referrals.wizard import PAPER, WHERE, ReferralPage
from tests.services.made_up import NOW, admit
from tests.stores import LEAD
from tests.ui import accessibility

CONSENT = Decision(Purpose.HOSPITAL, Giver.GUARDIAN, "黄阿婆", True, Way.SIGNED, date(2026, 11, 20))


@pytest.fixture
def hospital(staffed: Store) -> UUID:
    facts = InstitutionFacts(InstitutionKind.HOSPITAL, "县人民医院（虚构）", "精神心理科", "周医生", "0000-7654321")
    with staffed.write() as db:
        return institutions.save(db, facts, by=LEAD, now=NOW).id


@pytest.fixture
def student(staffed: Store) -> UUID:
    """A student with everything on file that a letter needs."""
    key = admit(staffed, birth_date=date(2013, 5, 1))
    facts = GuardianFacts(Relation.MATERNAL_GRANDMOTHER, "黄阿婆", "13800000021", is_carer=True)
    with staffed.write() as db:
        guardians.save(db, key, facts, by=LEAD, now=NOW)
        alerts.raise_alert(db, key, Level.RED, "说了不想活的话", by=LEAD, now=NOW)
        consents.record(db, key, CONSENT, by=LEAD, now=NOW)
        sessions.record(db, key, SessionText(NOW, words="睡不好"), by=LEAD, now=NOW)
    return key


def opened(qtbot: QtBot, room: Desk, **place: object) -> ReferralPage:
    page = ReferralPage(room)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    page.restore({name: str(value) for name, value in place.items()})
    return page


def rows(store: Store) -> list[referral_list.ReferralRow]:
    with store.read() as db:
        return referral_list.listing(db, by=LEAD)


def saved_pdf(page: ReferralPage, room: Desk, target: Path) -> bytes:
    room.ask.will_answer(True, target)
    page.paper.save_button.click()
    return target.read_bytes()


@pytest.mark.usefixtures("hospital")
def test_from_the_open_file_to_the_preview_in_two_events(
    qtbot: QtBot, room: Desk, student: UUID, staffed: Store
) -> None:
    events = 1  # the button in the student's file
    page = opened(qtbot, room, student=student)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.preview_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    events += 1
    assert events <= 2
    assert page.step == PAPER
    assert page.paper.view.pages == 2
    assert page.paper.draft.isHidden()
    assert "行为表现" in page.paper.gaps.text()
    assert rows(staffed) == []


@pytest.mark.usefixtures("hospital")
def test_saving_numbers_once_and_logs_each_time(
    qtbot: QtBot, room: Desk, student: UUID, staffed: Store, tmp_path: Path
) -> None:
    page = opened(qtbot, room, student=student)
    page.preview_button.click()
    first = saved_pdf(page, room, tmp_path / "a.pdf")
    second = saved_pdf(page, room, tmp_path / "b.pdf")
    assert first == second
    assert first.startswith(b"%PDF")
    with staffed.read() as db:
        [document] = documents.register(db, by=LEAD)
        view = referrals.open_referral(db, rows_of(page), by=LEAD, now=NOW)
    assert (document.number, document.issues, document.student) == ("校心转〔2026〕A1号", 2, "林小满")
    assert (view.text.reason, view.text.level, view.text.urgency) == ("说了不想活的话", Level.RED, "now")
    assert view.text.session_ids == ()
    assert view.folded.state.value == "ready"


def rows_of(page: ReferralPage) -> UUID:
    assert page.referral is not None
    return page.referral


def test_without_anything_it_previews_as_a_draft_and_says_what_is_missing(
    qtbot: QtBot, room: Desk, staffed: Store, tmp_path: Path
) -> None:
    page = opened(qtbot, room, student=admit(staffed))
    page.preview()
    assert page.step == PAPER
    assert page.paper.draft.isVisible()
    assert not page.paper.seal_button.isEnabled()
    assert "转往哪里" in page.paper.gaps.text()
    page.form.reason.set_text("情绪低落")
    page.paper.save_button.click()
    assert page.bar.text == "没有找到这家机构。"
    assert page.step == WHERE
    assert list(tmp_path.glob("*.pdf")) == []


def test_an_institution_added_in_place_is_chosen_and_nothing_typed_is_lost(
    qtbot: QtBot, room: Desk, student: UUID
) -> None:
    page = opened(qtbot, room, student=student)
    page.form.facts.set_text("两次说不想上学")
    page.where.add_button.click()
    page.where.editor.save_button.click()
    assert page.bar.text == "请写机构名称。"
    page.where.editor.fields.set_content({"name": "邻县医院（虚构）"})
    page.where.editor.save_button.click()
    assert page.where.institution.currentText() == "邻县医院（虚构）"
    assert page.form.facts.text == "两次说不想上学"
    assert page.text().facts == "两次说不想上学"


@pytest.mark.usefixtures("hospital")
def test_a_consent_recorded_in_place_becomes_the_basis(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    page = opened(qtbot, room, student=admit(staffed))
    assert not page.basis.basis.buttons["consent"].isEnabled()
    page.basis.record_button.click()
    page.basis.keep_button.click()
    assert page.bar.text == "请写上是谁同意的。"
    page.basis.form.person.setText("黄阿婆")
    page.basis.keep_button.click()
    assert page.basis.value() == ("consent", "")
    page.preview()
    assert page.paper.draft.isHidden()


@pytest.mark.usefixtures("hospital")
def test_an_emergency_needs_its_reason(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    page = opened(qtbot, room, student=admit(staffed))
    page.basis.basis.buttons["emergency"].click()
    page.preview()
    assert page.bar.text == "紧急转介要写明为什么来不及征得同意。"
    page.basis.reason.set_text("电话都打不通")
    page.preview()
    assert page.paper.draft.isHidden()


@pytest.mark.usefixtures("hospital")
def test_the_checklist_warns_and_never_blocks(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student=student)
    assert "学校研判会" in page.where.warning.text()
    assert "先转介" in page.where.warning.text()
    for field in page.where.days.values():
        field.set_day(date(2026, 11, 21))
    assert page.where.warning.text() == "三项都有日期。"
    page.save()
    again = opened(qtbot, room, student=student)
    assert again.where.days["meeting_on"].day() == date(2026, 11, 21)


@pytest.mark.usefixtures("hospital")
def test_sessions_ride_along_only_where_ticked(qtbot: QtBot, room: Desk, student: UUID, staffed: Store) -> None:
    page = opened(qtbot, room, student=student)
    [box] = page.form.sessions.values()
    assert not box.isChecked()
    assert page.text().session_ids == ()
    box.setChecked(True)
    page.save()
    with staffed.read() as db:
        view = referrals.open_referral(db, rows_of(page), by=LEAD, now=NOW)
    assert view.text.session_ids == tuple(page.form.sessions)


@pytest.mark.usefixtures("hospital")
def test_a_draft_survives_and_goes_on(qtbot: QtBot, room: Desk, student: UUID, staffed: Store) -> None:
    page = opened(qtbot, room, student=student)
    page.form.facts.set_text("两次说不想上学")
    [draft] = page.drafts()
    with staffed.write() as db:
        put_all(db, [draft], by=LEAD, now=NOW)
    again = opened(qtbot, room, student=student)
    assert again.form.facts.text == "两次说不想上学"
    assert again.bar.isVisible()
    again.save()
    with staffed.read() as db:
        assert drafts.load(db, "referral", str(student), by=LEAD) is None
    assert list(again.drafts()) == []


@pytest.mark.usefixtures("hospital")
def test_from_an_alert_and_on_to_the_bundle(qtbot: QtBot, room: Desk, student: UUID, staffed: Store) -> None:
    with staffed.read() as db:
        [alert] = alerts.board(db, by=LEAD)
    page = opened(qtbot, room, alert=alert.id)
    assert page.where.level.value() == "red"
    page.preview()
    with qtbot.waitSignal(page.go) as gone:
        page.paper.seal_button.click()
    assert gone.args == ["bundle", {"referral": str(page.referral)}]
    [row] = rows(staffed)
    assert row.student_id == student


def test_a_character_without_a_glyph_is_named(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    page = opened(qtbot, room, student=admit(staffed, name="林\U00020bb7满"))
    page.preview()
    assert "U+20BB7" in page.paper.missing.text()


@pytest.mark.usefixtures("hospital")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(
    qtbot: QtBot, room: Desk, student: UUID, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "light", size)
    page = opened(qtbot, room, student=student)
    page.resize(840, 380)
    assert page.minimumSizeHint().width() <= 900 - 60
    assert page.minimumSizeHint().height() <= 440 - 60
    for step in ("0", "1", "2"):
        page.steps.buttons[step].click()
        assert accessibility.faults(page) == []
    assert all(button.text() for button in page.findChildren(QPushButton))
