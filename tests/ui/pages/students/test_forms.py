"""Facts, people and consents are written in place; nothing typed is lost."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.domain.consent import Giver, Purpose, Way
from app.domain.student import Relation, Sex
from app.services import consents, drafts, guardians, students
from app.services.guardians import GuardianFacts
from app.services.students import StudentFile
from app.storage.store import Store
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.pages.students.file_view import FileView
from app.ui.pages.students.page import StudentsPage
from tests.services.made_up import NOW, TODAY
from tests.stores import LEAD

Opener = Callable[[], StudentsPage]


@pytest.fixture
def page(open_page: Opener, lin: UUID) -> StudentsPage:
    """Return the page with the student's file in front."""
    made = open_page()
    made.open_file(lin)
    return made


def opened(page: StudentsPage) -> FileView:
    """Return the file in front."""
    assert page.file is not None
    return page.file


def kept(store: Store, key: UUID) -> StudentFile:
    """Return what the store has."""
    with store.read() as db:
        return students.open_file(db, key, by=LEAD, now=NOW)


def type_date(qtbot: QtBot, page: StudentsPage, typed: str) -> None:
    """Type over the date of birth."""
    field = opened(page).facts.form.birth
    field.selectAll()
    qtbot.keyClicks(field, typed)


def keep(page: StudentsPage, store: Store) -> None:
    """Keep drafts as the window does."""
    with store.write() as db:
        draft_store.put_all(db, list(page.drafts()), by=LEAD, now=NOW)


def test_facts_are_changed_in_place(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    file = opened(page)
    file.go_to("facts")
    form = file.facts.form
    assert not file.facts.save_button.isEnabled()
    form.school_class.setText("803")
    form.sex.set_value("f")
    form.health.set_text("花粉过敏")
    assert page.save()
    found = kept(staffed, lin)
    assert (found.facts.sex, found.facts.health) == (Sex.FEMALE, "花粉过敏")
    assert (found.facts.entry_year, found.facts.class_no) == (2025, 3)
    assert file.head.facts.text().startswith("女 · 13 岁 · 八(3)班")
    assert not file.facts.dirty


def test_a_repeated_grade_moves_to_the_younger_ones(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    form = opened(page).facts.form
    form.school_class.setText("802")
    opened(page).facts.save()
    form.shift.set_value("-1")
    opened(page).facts.save()
    assert (kept(staffed, lin).facts.grade_shift, kept(staffed, lin).facts.entry_year) == (-1, 2025)
    assert form.school_class.text() == "七(2)班"


def test_pinyin_is_corrected_by_hand(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    opened(page).facts.form.pinyin.setText("Lín Shǎo Mǎn")
    opened(page).facts.save()
    assert kept(staffed, lin).pinyin == "lin shao man"
    page.tabs.setCurrentIndex(0)
    page.roll.field.setText("lsm")
    assert page.roll.model.rowCount() == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "姓名"),
        ("number", " ", "学号"),
        ("school_class", "大班", "大班"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    page: StudentsPage, staffed: Store, lin: UUID, field: str, typed: str, words: str
) -> None:
    file = opened(page)
    before = kept(staffed, lin)
    form = file.facts.form
    form.address.setText("青山村 1 号")
    getattr(form, field).setText(typed)
    file.facts.save()
    assert page.bar.isVisible()
    assert words in page.bar.text
    assert (getattr(form, field).text(), form.address.text()) == (typed, "青山村 1 号")
    assert kept(staffed, lin).facts == before.facts


def test_half_a_date_is_said_and_stays(qtbot: QtBot, page: StudentsPage, staffed: Store, lin: UUID) -> None:
    type_date(qtbot, page, "13.13.13")
    opened(page).facts.save()
    assert "13.13.13" in page.bar.text
    assert opened(page).facts.form.birth.text() == "13.13.13"
    assert kept(staffed, lin).facts.birth_date == date(2013, 5, 1)


def test_a_sound_identity_number_fills_birth_and_sex(page: StudentsPage) -> None:
    form = opened(page).facts.form
    form.birth.set_day(None)
    form.national_id.setText("11010120130501002" + _check("11010120130501002"))
    form.national_id.editingFinished.emit()
    assert (form.birth.day(), form.sex.value()) == (date(2013, 5, 1), "f")
    form.national_id.setText("110101201305010021")
    form.national_id.editingFinished.emit()
    assert form.national_id.property("problem") is (_check("11010120130501002") != "1")


def _check(digits: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def test_what_was_typed_comes_back_after_a_lock(
    qtbot: QtBot, page: StudentsPage, open_page: Opener, staffed: Store, lin: UUID
) -> None:
    file = opened(page)
    file.go_to("facts")
    file.facts.form.health.set_text("写到一半")
    type_date(qtbot, page, "2013.")
    keep(page, staffed)
    later = open_page()
    later.restore(page.place())
    back = opened(later)
    assert back.section == "facts"
    assert back.facts.dirty
    assert (back.facts.form.health.text, back.facts.form.birth.text()) == ("写到一半", "2013.")
    back.facts.take_back()
    keep(later, staffed)
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []


def test_a_refresh_leaves_what_is_being_written(page: StudentsPage) -> None:
    form = opened(page).facts.form
    form.health.set_text("写到一半")
    page.refresh(None)
    assert form.health.text == "写到一半"


def test_every_fact_of_a_person(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    whole = GuardianFacts(
        Relation.FATHER, "林大山", "13900000022", date(2026, 11, 1), True, True, True, True, False,
        date(2026, 2, 20), "东莞", True, date(2027, 1, 20), "晚上接电话",
    )  # fmt: skip
    people = opened(page).people
    people.begin()
    people.people.show_facts(whole)
    assert people.people.facts() == whole
    people.save()
    assert not people.writing
    [key] = [one.id for one in kept(staffed, lin).guardians if one.name == "林大山"]
    with staffed.read() as db:
        found = guardians.facts(db, key, by=LEAD, now=NOW)
    assert {one.name: getattr(found, one.name) for one in fields(found)} == {
        one.name: getattr(whole, one.name) for one in fields(whole)
    }


def test_a_person_is_changed(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    people = opened(page).people
    grandmother = kept(staffed, lin).guardians[0]
    people.change(grandmother.id)
    assert people.people.phone.text() == "13800000021"
    people.people.can_read.set_value("no")
    people.save()
    found = kept(staffed, lin).guardians
    assert (found[0].id, found[0].can_read, len(found)) == (grandmother.id, False, 3)


def test_a_number_that_is_none_stays_in_the_form(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    file = opened(page)
    file.go_to("people")
    file.people.begin()
    page.save()
    assert "学生的谁" in page.bar.text
    file.people.people.relation.set_value("mother")
    file.people.people.phone.setText("以后再问")
    page.save()
    assert page.bar.isVisible()
    assert file.people.writing
    assert file.people.people.phone.text() == "以后再问"
    assert len(kept(staffed, lin).guardians) == 3


def test_a_person_half_written_comes_back(page: StudentsPage, open_page: Opener, staffed: Store, lin: UUID) -> None:
    people = opened(page).people
    people.change(kept(staffed, lin).guardians[0].id)
    people.people.note.setText("听力不好")
    keep(page, staffed)
    later = open_page()
    later.open_file(lin)
    back = opened(later)
    assert back.section == "people"
    assert back.people.people.note.text() == "听力不好"
    back.people.save()
    assert kept(staffed, lin).guardians[0].note == "听力不好"
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []


def test_leaving_a_form_asks_only_where_something_is_unsaved(page: StudentsPage, school_desk: Desk) -> None:
    people = opened(page).people
    people.begin()
    people.leave()
    assert not people.writing
    people.begin()
    people.people.name.setText("陈")
    school_desk.ask.will_answer(False)
    people.leave()
    assert people.writing
    school_desk.ask.will_answer(True)
    people.leave()
    assert not people.writing


def test_a_consent_by_phone_needs_a_witness(page: StudentsPage, staffed: Store, lin: UUID) -> None:
    file = opened(page)
    file.go_to("consents")
    file.consents.begin()
    form = file.consents.decisions
    page.save()
    assert "请选好" in page.bar.text
    form.purpose.set_value("hospital")
    form.person.setText("陈桂花")
    form.way.set_value("phone")
    page.save()
    assert file.consents.writing
    form.witness.setText("李老师")
    page.save()
    assert not file.consents.writing
    with staffed.read() as db:
        [view] = consents.of_student(db, lin, by=LEAD)
    assert view.decision == consents.Decision(
        Purpose.HOSPITAL, Giver.GUARDIAN, "陈桂花", True, Way.PHONE, TODAY, "李老师"
    )


def test_a_student_is_added_by_hand(qtbot: QtBot, open_page: Opener, staffed: Store, lin: UUID) -> None:
    page = open_page()
    page.add_student()
    form = page.adding.form
    assert page.focusWidget() is form.name
    form.name.setText("尉迟恭敬")
    form.number.setText("2026070201")
    form.school_class.setText("7.2")
    page.save()
    assert "2026070201" in page.bar.text
    assert form.name.text() == "尉迟恭敬"
    form.number.setText("2026070255")
    page.save()
    assert opened(page).file.facts.name == "尉迟恭敬"
    assert opened(page).head.facts.text() == "七(2)班 · 2026070255"
    assert list(page.adding.drafts()) == []


def test_a_new_student_half_written_comes_back(open_page: Opener, staffed: Store) -> None:
    page = open_page()
    page.add_student()
    page.adding.form.name.setText("林")
    keep(page, staffed)
    later = open_page()
    later.restore(page.place())
    assert later.adding.isVisible()
    assert later.adding.form.name.text() == "林"
