"""Exchange and backup: the loop closed from the windows, keys handed out and compared, backups."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.delivery import PHONE_TRIES, Delivery
from app.services import bundle_import, bundles, institutions
from app.ui.desk import Desk
from app.ui.pages.referrals.exchange import ExchangePage
from tests.services.loop import Loop
from tests.services.made_up import NOW
from tests.stores import LEAD
from tests.ui import accessibility


def opened(qtbot: QtBot, desk: Desk, tab: str = "ledger") -> ExchangePage:
    page = ExchangePage(desk)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    page.restore({"tab": tab})
    return page


def delivery(loop: Loop, bundle: object) -> Delivery:
    with loop.school.store.read() as db:
        return bundles.one(db, bundle, by=LEAD).state  # type: ignore[arg-type] # a UUID


def test_the_loop_through_both_windows(qtbot: QtBot, loop: Loop, school: Desk, centre: Desk) -> None:
    sent = loop.send()
    at_school = opened(qtbot, school)
    assert [row.state for row in at_school.ledger.list.rows] == [Delivery.WRITTEN_VERIFIED]
    at_centre = opened(qtbot, centre)
    assert at_centre.ledger.empty.isVisible()
    centre.ask.will_answer(sent.path)
    at_centre.ledger.import_button.click()
    assert "已导入" in at_centre.bar.text
    [receipt] = loop.stick.glob("XQ1_C01*.age")
    assert receipt.name in at_centre.bar.text
    school.ask.will_answer(receipt)
    at_school.ledger.import_button.click()
    assert delivery(loop, sent.bundle_id) is Delivery.IMPORTED
    school.ask.will_answer(receipt)
    at_school.ledger.import_button.click()
    assert "以前导入过" in at_school.bar.text
    receipt.write_bytes(receipt.read_bytes()[:-1])
    school.ask.will_answer(receipt)
    at_school.ledger.import_button.click()
    assert "损坏" in at_school.bar.text


def test_phone_codes_are_counted_and_the_right_one_closes_the_step(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    sent = loop.send()
    with loop.centre.store.write() as db:
        code = bundle_import.take(db, sent.path, by=LEAD, now=NOW).phone_code or ""
    page = opened(qtbot, school)
    school.ask.will_answer("周医生", "00000000")
    page.ledger.code_button.click()
    assert page.bar.text == "回执码不对，还可以试 4 次。请对方再读一遍。"
    assert page.ledger.list.rows[0].tries_left == PHONE_TRIES - 1
    school.ask.will_answer("周医生", code)
    page.ledger.code_button.click()
    assert delivery(loop, sent.bundle_id) is Delivery.RECEIVED
    assert not page.ledger.code_button.isEnabled()


def test_after_five_wrong_codes_only_a_file_helps(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    loop.send()
    page = opened(qtbot, school)
    for _ in range(PHONE_TRIES):
        school.ask.will_answer("周医生", "00000000")
        page.ledger.code_button.click()
    assert not page.ledger.code_button.isEnabled()


def test_our_key_file_is_handed_out_and_enrolled_on_the_other_side(
    qtbot: QtBot, loop: Loop, school: Desk, centre: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "keys.json"
    at_school = opened(qtbot, school, "partners")
    assert loop.school.public.fingerprint in at_school.partners.own.text()
    school.ask.will_answer(target)
    at_school.partners.file_button.click()
    assert json.loads(target.read_text("utf-8"))["signing_key"] == loop.school.public.signing_key
    at_centre = opened(qtbot, centre, "partners")
    at_centre.partners.add_button.click()
    centre.ask.will_answer(target)
    at_centre.partners.form.file_button.click()
    at_centre.partners.form.save_button.click()
    with loop.centre.store.read() as db:
        names = [one.facts.name for one in institutions.listing(db, by=LEAD)]
    assert names == ["青石中学（虚构）"] * 2


def test_a_fingerprint_is_compared(qtbot: QtBot, loop: Loop, school: Desk) -> None:
    with loop.school.store.write() as db:
        [view] = institutions.listing(db, by=LEAD)
        facts = replace(view.facts, signing_key=loop.school.public.signing_key)
        institutions.save(db, facts, institution_id=view.id, by=LEAD, now=NOW)
    page = opened(qtbot, school, "partners")
    school.ask.will_answer(True)
    page.partners.trust_button.click()
    with loop.school.store.read() as db:
        [after] = institutions.listing(db, by=LEAD)
    assert after.trusted_at == NOW
    assert not page.partners.trust_button.isEnabled()


def test_backup_without_a_slot_file_is_refused_in_words(qtbot: QtBot, loop: Loop, school: Desk, tmp_path: Path) -> None:
    page = opened(qtbot, school, "backups")
    assert page.backups.empty.isVisible()
    assert not page.backups.rehearse_button.isEnabled()
    school.ask.will_answer(tmp_path)
    page.backups.stick_button.click()
    assert page.bar.isVisible()
    assert list(tmp_path.glob("*Z-*")) == []


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
    for tab in range(3):
        page.tabs.setCurrentIndex(tab)
        assert accessibility.faults(page) == []
    page.partners.add()
    assert accessibility.faults(page) == []
