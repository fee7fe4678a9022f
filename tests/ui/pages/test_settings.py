"""Settings: the school's, the users and their keys, this PC's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.crypto.kdf import Kdf
from app.crypto.slots import Kind
from app.domain.problems import Problem
from app.domain.rights import Role
from app.services import school_settings, users
from app.services.pc import ThisPc
from app.services.school import found
from app.services.slots import Keyholder
from app.storage import vault
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.here import Here
from app.ui.jobs import InlineJobs
from app.ui.notices import Notices
from app.ui.pages.settings.page import SettingsPage
from tests.letters.samples import pages_of
from tests.stores import NOW
from tests.ui import accessibility

PASSWORD = "huanghe lushui qiaotou songlin"
OTHER = "taoyuan hualin shuiku baiyun"


@dataclass
class Office:
    """A settings page over a founded store."""

    folder: Path
    store: Store
    desk: Desk
    page: SettingsPage
    dressed: list[str]
    minutes: list[int]

    def opens(self, password: str) -> bool:
        """Say whether a password opens any slot."""
        for slot in vault.slots(self.folder):
            if slot.kind is Kind.PASSWORD:
                try:
                    vault.unlock(self.folder, password, slot_id=slot.slot_id)
                except Problem:
                    continue
                return True
        return False

    def type_password(self, password: str) -> None:
        """Fill the form's two fields and submit."""
        form = self.page.users.form
        form.password.first.field.setText(password)
        form.password.second.field.setText(password)
        form.submit()


@pytest.fixture
def office(qtbot: QtBot, dressed: Callable[..., None], tmp_path: Path) -> Iterator[Office]:
    """Return the lead's settings page."""
    folder = tmp_path / "room"
    made = found(
        folder, school="测试学校", site_code="T1", user="测试老师", password=PASSWORD, now=NOW, kdf=Kdf.floor()
    )
    with Store.open(folder, made.master) as store:
        done: list[str] = []
        minutes: list[int] = []
        keys = Keyholder(folder, made.master, made.slot_id, by_recovery=False)
        desk = Desk(
            jobs=InlineJobs(store),
            changes=ChangeSignal(),
            ask=Ask(),
            notices=Notices(),
            clipboard=Clipboard(),
            actor=made.actor,
            now=lambda: NOW,
            here=Here(keys, ThisPc(tmp_path / "pc"), lambda: done.append("dressed"), minutes.append),
        )
        page = SettingsPage(desk)
        qtbot.addWidget(page)
        page.resize(944, 480)
        page.show()
        page.refresh(None)
        yield Office(folder, store, desk, page, done, minutes)


def test_the_schools_settings_are_kept(office: Office) -> None:
    school = office.page.school
    school.lines["school.contact"].setText("测试老师")
    school.texts["hotlines"].setPlainText("12356 热线\n\n 0571-0000 本地 ")
    school.numbers["lock.minutes"].setText("９")  # as an input method types it
    assert office.page.save()
    with office.store.read() as db:
        kept = school_settings.values(db, by=office.desk.actor)
    assert (kept["school.contact"], kept["hotlines"]) == ("测试老师", ["12356 热线", "0571-0000 本地"])
    assert (kept["lock.minutes"], office.minutes) == (9, [9])


@pytest.mark.parametrize(("text", "words"), [("16", "原来的设置没有改动"), ("soon", "整数"), ("", "整数")])
def test_a_value_that_does_not_fit_stays_on_the_screen(office: Office, text: str, words: str) -> None:
    field = office.page.school.numbers["lock.minutes"]
    field.setText(text)
    office.page.save()
    assert words in office.page.bar.text
    assert field.text() == text
    with office.store.read() as db:
        assert school_settings.values(db, by=office.desk.actor)["lock.minutes"] == 5


def test_settings_of_this_pc_apply_at_once(office: Office) -> None:
    pc = office.page.pc
    pc.choices["scheme"].buttons["dark"].click()
    pc.choices["entry.sound"].buttons["off"].click()
    here = office.desk.here
    assert here is not None
    assert (here.pc.values()["scheme"], here.pc.values()["entry.sound"]) == ("dark", False)
    assert office.dressed == ["dressed", "dressed"]


def test_something_is_always_chosen(office: Office) -> None:
    size = office.page.pc.choices["text.size"]
    size.buttons["medium"].click()
    assert size.value() == "medium"
    office.page.chips.buttons["school"].click()
    assert office.page.chips.value() == "school"
    assert office.dressed == []


def test_a_new_user_can_unlock_and_is_listed(office: Office) -> None:
    part = office.page.users
    part.add_button.click()
    part.form.name.setText("新来的老师")
    part.form.roles.set_value(Role.ENTRY.value)
    office.type_password(OTHER)
    assert office.opens(OTHER)
    with office.store.read() as db:
        found_ = users.listing(db, by=office.desk.actor)
    assert [(one.name, one.role, one.label) for one in found_][1:] == [("新来的老师", Role.ENTRY, "使用人 2")]
    assert set(part.rows) == {one.id for one in found_}
    assert part.form.name.text() == part.form.password.first.field.text() == ""


def test_a_weak_password_is_not_taken(office: Office) -> None:
    part = office.page.users
    part.add_button.click()
    part.form.name.setText("新来的老师")
    office.type_password("测试学校测试学校测试学校测试学校")
    assert "名字" in part.form.password.words.text()
    assert len(vault.slots(office.folder)) == 2


def test_ones_own_password_needs_the_old_one(office: Office) -> None:
    part = office.page.users
    part.own_button.click()
    part.form.old.field.setText("not the old one")
    office.type_password(OTHER)
    assert "密码不对" in office.page.bar.text
    assert office.opens(PASSWORD)
    part.form.old.field.setText(PASSWORD)
    part.form.submit()
    assert office.opens(OTHER)
    assert not office.opens(PASSWORD)


def test_out_and_back(office: Office) -> None:
    test_a_new_user_can_unlock_and_is_listed(office)
    part = office.page.users
    (other,) = (key for key in part.rows if key != office.desk.actor.user_id)
    office.desk.ask.will_answer(True)
    part.rows[other]["out"].click()
    assert not office.opens(OTHER)
    part.rows[other]["back"].click()
    assert not office.opens(OTHER)  # active again, but a password has to be given
    part.rows[other]["give"].click()
    office.type_password(OTHER)
    assert office.opens(OTHER)


def test_nobody_puts_herself_out(office: Office) -> None:
    assert office.page.users.rows[office.desk.actor.user_id] == {}


def test_a_renewed_code_replaces_the_old_one_and_is_on_the_sheet(office: Office) -> None:
    part = office.page.users
    before = vault.slots(office.folder)
    office.desk.ask.will_answer(True)
    part.renew_button.click()
    (text,) = pages_of(part.sheet.output.pdf)
    digits = "".join(one for one in text.split("封存")[0] if one.isdigit() or one == "\n")
    assert part.stack.currentWidget() is part.sheet
    assert {one.slot_id for one in vault.slots(office.folder)} != {one.slot_id for one in before}
    assert len(digits) >= 48
    part.sheet.done_button.click()
    assert part.sheet.output.pdf == b""


def test_too_few_ways_are_told(office: Office) -> None:
    here = office.desk.here
    assert here is not None
    (envelope,) = (one for one in vault.slots(office.folder) if one.kind is Kind.RECOVERY)
    vault.remove_slot(office.folder, here.keys.master, envelope.slot_id)
    office.page.users.load()
    assert "只有一个办法" in office.page.users.warning.text


def test_who_came_with_the_recovery_code_sets_a_password_without_the_old_one(qtbot: QtBot, office: Office) -> None:
    here = office.desk.here
    assert here is not None
    office.page.desk = replace(office.desk, here=replace(here, keys=replace(here.keys, by_recovery=True)))
    part = office.page.users
    part.load()
    assert "恢复码打开的" in part.warning.text
    part.own_button.click()
    assert part.form.old.isHidden()
    office.type_password(OTHER)
    assert office.opens(OTHER)
    assert not office.opens(PASSWORD)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["school", "users", "pc", "about"])
def test_every_part_is_named_and_fits(
    qtbot: QtBot, dressed: Callable[..., None], office: Office, language: str, part: str
) -> None:
    dressed(language)
    page = SettingsPage(office.desk)
    qtbot.addWidget(page)
    page.resize(840, 380)
    page.show()
    page.refresh(None)
    page.restore({"part": part})
    qtbot.waitUntil(lambda: accessibility.faults(page) == [])
    assert page.place()["part"] == part
    assert page.minimumSizeHint().width() <= 900
