"""Sealing from the window: what leaves is listed, nothing counts before it was read back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.domain.institution import InstitutionKind
from app.domain.referral_state import State
from app.services import bundles, institutions, referrals, sessions
from app.services.institutions import InstitutionFacts
from app.services.sessions import SessionText
from app.ui.desk import Desk
from app.ui.pages.referrals.bundle import BundlePage
from tests.services.loop import Loop, grandmother
from tests.services.made_up import NOW
from tests.stores import LEAD
from tests.ui import accessibility


def opened(qtbot: QtBot, desk: Desk, referral: UUID | None = None) -> BundlePage:
    page = BundlePage(desk)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    page.restore({"referral": str(referral)} if referral else {})
    return page


def state(loop: Loop, referral: UUID) -> State:
    with loop.school.store.read() as db:
        return referrals.folded(db, referral).state


def choose(page: BundlePage, folder: Path) -> None:
    page.desk.ask.will_answer(folder)
    page.folder_button.click()


def test_from_the_list_of_what_leaves_to_the_verified_file(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    guardian = grandmother(loop.school, loop.student)
    referral = loop.refer(guardian_id=guardian)
    page = opened(qtbot, school, referral)
    assert "青石县心理中心" in page.to_whom.text()
    assert loop.centre.public.fingerprint in page.trust.text()
    assert "外婆甲" in page.what.text()
    assert not page.write_button.isEnabled()
    choose(page, loop.stick)
    assert "MiB" in page.stick.text()
    page.write_button.click()
    [file] = loop.stick.glob("*.age")
    assert file.name in page.result.text()
    assert page.done is not None
    assert page.done.sha256 in page.sum.text()
    assert state(loop, referral) is State.SENT
    school.ask.will_answer(True)
    page.again_button.click()
    assert page.bar.isVisible()
    file.write_bytes(file.read_bytes()[:-1])
    school.ask.will_answer(True)
    page.again_button.click()
    assert "读回" in page.bar.text


def test_sessions_stand_in_the_list_where_they_were_chosen(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    with loop.school.store.write() as db:
        session = sessions.record(db, loop.student, SessionText(NOW, words="睡不好"), by=LEAD, now=NOW).id
    plain = opened(qtbot, school, loop.refer())
    assert "会谈记录 1" not in plain.what.text()
    chosen = opened(qtbot, school, loop.refer(session_ids=(session,)))
    assert "会谈记录 1" in chosen.what.text()


def test_without_a_basis_nothing_is_written(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer(basis=None)
    page = opened(qtbot, school, referral)
    choose(page, loop.stick)
    page.write_button.click()
    assert "还没有同意" in page.bar.text
    assert list(loop.stick.iterdir()) == []
    assert page.write_button.isEnabled()
    assert state(loop, referral) is State.DRAFT


def test_a_pulled_stick_says_so_and_another_one_works(qtbot: QtBot, loop: Loop, school: Desk, tmp_path: Path) -> None:
    referral = loop.refer()
    page = opened(qtbot, school, referral)
    choose(page, loop.stick)
    shutil.rmtree(loop.stick)
    page.write_button.click()
    assert page.bar.text == "写 U 盘时中断了，这份资料不算发出。请重新插好 U 盘再写一次。"
    assert state(loop, referral) is State.DRAFT
    other = tmp_path / "other"
    other.mkdir()
    choose(page, other)
    page.write_button.click()
    assert state(loop, referral) is State.SENT


def test_cancelling_leaves_nothing(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    referral = loop.refer()
    page = opened(qtbot, school, referral)
    choose(page, loop.stick)
    page.progress.valueChanged.connect(lambda _: page.cancel())
    page.write_button.click()
    with loop.school.store.read() as db:
        sent = bundles.ledger(db, by=LEAD)
    assert (sent, list(loop.stick.iterdir()), page.done) == ([], [], None)
    assert page.bar.isVisible()


def test_an_institution_without_a_key_leads_to_its_keys(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    with loop.school.store.write() as db:
        plain = institutions.save(db, InstitutionFacts(InstitutionKind.HOSPITAL, "县医院（虚构）"), by=LEAD, now=NOW)
    page = opened(qtbot, school, loop.refer(institution_id=plain.id))
    choose(page, loop.stick)
    assert not page.write_button.isEnabled()
    assert "还没有钥匙" in page.bar.text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(
    qtbot: QtBot, loop: Loop, school: Desk, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "light", size)
    page = opened(qtbot, school, loop.refer())
    page.resize(840, 380)
    assert page.minimumSizeHint().width() <= 840
    assert page.minimumSizeHint().height() <= 380
    assert accessibility.faults(page) == []
    choose(page, loop.stick)
    page.write_button.click()
    assert accessibility.faults(page) == []
