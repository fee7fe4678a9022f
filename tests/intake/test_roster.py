from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import messages
from app.domain import national_id
from app.domain.problems import Problem
from app.domain.school_class import Stage
from app.domain.student import Relation, Sex
from app.intake import roster
from app.intake.cells import Cell, Fault
from app.intake.roster import RosterPlan
from app.intake.roster_fields import Field, RosterMapping
from app.intake.roster_row import ExistingStudent, RosterGuardian, StudentFacts
from app.intake.sheet import Merged
from tests.intake.books import sheet

TODAY = date(2026, 11, 22)


def plan(*rows: Sequence[Cell], existing: Sequence[ExistingStudent] = (), merged: Sequence[Merged] = ()) -> RosterPlan:
    known = {student.number: student for student in existing}
    return roster.plan(sheet(*rows, merged=merged), existing=known, today=TODAY)


def codes(reasons: Sequence[roster.RowReason]) -> list[tuple[int, str]]:
    return [(reason.row, reason.code) for reason in reasons]


def made_up_id(born: str = "20120304", order: str = "002") -> str:
    return "330106" + born + order + national_id.check_character("330106" + born + order)


def test_a_full_row() -> None:
    columns: list[tuple[str, Cell]] = [
        ("姓名", "甲 一"),
        ("学号", "0024"),
        ("性别", "女"),
        ("出生日期", "20120304"),
        ("班级", "七(2)班"),
        ("入学年份", "2026"),
        ("民族", "汉"),
        ("是否住校", "住校"),
        ("是否留守", "双亲外出"),
        ("家庭住址", "东村3号"),
        ("父亲姓名", "甲父"),
        ("父亲务工地点", "广东东莞"),
        ("母亲姓名", "甲母"),
        ("监护人", "甲外婆"),
        ("监护人关系", "外婆"),
        ("监护人电话", "138 0000 0021"),
    ]
    done = plan([title for title, _ in columns], [cell for _, cell in columns])
    (row,) = done.taken
    assert (row.name, row.number, row.sex, row.birth_date) == ("甲一", "0024", Sex.FEMALE, date(2012, 3, 4))
    assert (row.stage, row.entry_year, row.grade_shift, row.grade, row.class_no) == (Stage.MIDDLE, 2026, 0, 7, 2)
    assert (row.ethnicity, row.boarding, row.left_behind, row.address) == ("汉族", True, "双亲外出", "东村3号")
    assert row.guardians == (
        RosterGuardian(Relation.FATHER, "甲父", away=True, away_place="广东东莞"),
        RosterGuardian(Relation.MOTHER, "甲母"),
        RosterGuardian(Relation.MATERNAL_GRANDMOTHER, "甲外婆", "13800000021", is_guardian=True),
    )
    assert done.refused == []
    assert done.warned == []


def test_refusals_name_row_and_reason() -> None:
    done = plan(
        ["姓名", "学号", "班级"],
        ["甲一", "2024070218", "702"],
        ["乙二", 2024070218, "702"],
        [None, "2024070219", "702"],
        ["丙三", None, "702"],
        ["丁四", "2.02407E+09", "702"],
        ["戊五", Fault("#REF!"), "702"],
        ["己六", "学号?", "702"],
        ["庚" * 26, "2024070220", "702"],
        [None, None, "合计"],
        [],
        ["姓名", "学号", "班级"],
    )
    assert [row.number for row in done.taken] == ["2024070218"]
    assert codes(done.refused) == [
        (3, "duplicate_number"),
        (4, "name_missing"),
        (5, "number_missing"),
        (6, "number_damaged"),
        (7, "formula_error"),
        (8, "number_not_understood"),
        (9, "name_too_long"),
        (10, "row_without_student"),
    ]
    assert done.refused[0].params == {"number": "2024070218", "first": 2}


def test_a_row_that_was_refused_does_not_claim_its_number() -> None:
    done = plan(["姓名", "学号", "班级"], [None, "1", "702"], ["甲一", "1", "702"])
    assert [row.row for row in done.taken] == [3]


def test_doubts_are_told_and_the_row_is_taken() -> None:
    wrong = made_up_id()[:17] + ("0" if made_up_id()[17] != "0" else "1")
    done = plan(
        ["姓名", "学号", "性别", "身份证号", "学籍号", "班级", "家长电话", "住址"],
        ["甲\ue001一", "1", "女", made_up_id(), None, "702", None, None],
        ["乙二", "2", "男", made_up_id(order="004"), None, "702", None, None],
        ["丙三", "3", "男", wrong, "G" + wrong, "实验班", "1380", None],
        ["丁四", "4", "?", 3.30106e17, None, "702", "13800000021/13800000022", Fault("#N/A")],
        ["戊五", "5", None, made_up_id("19900304"), None, None, None, "长" * 201],
    )
    assert len(done.taken) == 5
    assert codes(done.warned) == [
        (2, "pua_character"),
        (3, "sex_disagrees_with_id"),
        (4, "national_id_check"),
        (4, "registration_check"),
        (4, "class_not_understood"),
        (4, "phone_not_understood"),
        (5, "formula_left_out"),
        (5, "national_id_damaged"),
        (5, "sex_not_understood"),
        (5, "phone_several"),
        (6, "birth_date_unlikely"),
        (6, "class_missing"),
        (6, "text_cut"),
    ]
    assert done.taken[0].sex is Sex.FEMALE
    assert done.taken[0].birth_date == date(2012, 3, 4)
    assert done.taken[2].national_id == wrong
    assert done.taken[3].guardians == (RosterGuardian(Relation.OTHER, phone="13800000021", is_guardian=True),)


def test_a_missing_number_is_stood_in_for() -> None:
    done = plan(
        ["姓名", "学号", "学籍号", "身份证号"],
        ["甲一", None, "L" + made_up_id(), None],
        ["乙二", None, None, made_up_id()],
    )
    assert [row.number for row in done.taken] == ["L" + made_up_id(), made_up_id()]
    assert [code for _, code in codes(done.warned)].count("number_from_registration") == 1
    assert (3, "number_from_national_id") in codes(done.warned)


def test_merged_classes_are_filled_down_and_merged_numbers_are_not() -> None:
    done = plan(
        ["姓名", "学号", "班级"],
        ["甲一", "1", "七2"],
        ["乙二", "2", None],
        ["丙三", "3", None],
        ["丁四", "4", "七3"],
        ["戊五", None, "七3"],
        merged=[Merged(1, 2, 3, 2), Merged(4, 1, 5, 1)],
    )
    assert [(row.name, row.class_no) for row in done.taken] == [("甲一", 2), ("乙二", 2), ("丙三", 2), ("丁四", 3)]
    assert codes(done.warned) == [(2, "merged_cells_filled")]
    assert codes(done.refused) == [(6, "number_missing")]


def test_grade_and_class_in_two_columns() -> None:
    done = plan(
        ["姓名", "学号", "年级", "班级"],
        ["甲", "1", "七年级", "2"],
        ["乙", "2", 8, "3班"],
        ["丙", "3", "高一", "高一(5)班"],
        ["丁", "4", "初三", "十二"],
        ["戊", "5", None, "2"],
        ["己", "6", "七年级", "802"],
        ["庚", "7", "七年级", None],
    )
    assert [(row.grade, row.class_no) for row in done.taken] == [
        (7, 2), (8, 3), (10, 5), (9, 12), (None, 2), (8, 2), (7, None),
    ]  # fmt: skip
    assert codes(done.warned) == [(6, "grade_missing"), (7, "class_disagrees_with_grade")]


def test_a_sheet_without_classes_may_be_named_after_its_class() -> None:
    rows: list[list[Cell]] = [["姓名", "学号"], ["甲", "1"], ["乙", "2"]]
    named = roster.plan(sheet(*rows, name="七(2)班"), existing={}, today=TODAY)
    assert [(row.grade, row.class_no) for row in named.taken] == [(7, 2), (7, 2)]
    assert codes(named.warned) == [(1, "class_from_sheet_name")]
    plain = roster.plan(sheet(*rows), existing={}, today=TODAY)
    assert [row.grade for row in plain.taken] == [None, None]
    assert codes(plain.warned) == [(1, "class_missing")]


def test_entry_years() -> None:
    done = plan(
        ["姓名", "学号", "班级", "入学年份"],
        ["甲", "1", "八2", 2025],
        ["乙", "2", "八2", 2024],
        ["丙", "3", "八2", 2019],
        ["丁", "4", "八2", 2005],
        ["戊", "5", "八2", "去年"],
    )
    assert [(row.entry_year, row.grade_shift) for row in done.taken] == [
        (2025, 0), (2024, -1), (2025, 0), (2025, 0), (2025, 0),
    ]  # fmt: skip
    assert codes(done.warned) == [(3, "grade_shifted"), (5, "entry_year_disagrees"), (6, "entry_year_not_understood")]


KNOWN = ExistingStudent(
    number="1",
    name="甲一",
    sex=Sex.FEMALE,
    stage=Stage.MIDDLE,
    entry_year=2026,
    class_no=2,
    address="东村3号",
    guardians=(RosterGuardian(Relation.FATHER, "甲父", "13800000021", is_guardian=True),),
)


def test_a_known_student_is_merged_or_unchanged() -> None:
    header = ["姓名", "学号", "班级", "性别", "住址", "监护人", "监护人关系", "监护人电话"]
    same = plan(header, ["甲 一", "1", "702", "女", None, "甲父", "父亲", None], existing=[KNOWN])
    assert [row.number for row in same.unchanged] == ["1"]
    other = plan(header, ["甲一", "1", "703", "女", "西村", "甲父", "父亲", "13800000022"], existing=[KNOWN])
    (merge,) = other.merged
    assert (merge.number, merge.changed) == ("1", ("address", "class_no", "guardians"))
    assert other.taken == []


def test_a_known_student_in_another_grade_has_repeated() -> None:
    older = ExistingStudent(number="1", name="甲一", stage=Stage.MIDDLE, entry_year=2024, class_no=2)
    (merge,) = plan(["姓名", "学号", "班级"], ["甲一", "1", "802"], existing=[older]).merged
    assert merge.changed == ("grade_shift",)
    assert (merge.row.entry_year, merge.row.grade_shift) == (2024, -1)
    up = ExistingStudent(number="1", name="甲一", stage=Stage.PRIMARY, entry_year=2020, class_no=2)
    (merge,) = plan(["姓名", "学号", "班级"], ["甲一", "1", "702"], existing=[up]).merged
    assert merge.changed == ("stage", "entry_year")


def test_a_number_never_moves_to_another_child() -> None:
    done = plan(["姓名", "学号", "班级"], ["乙二", "1", "702"], existing=[KNOWN])
    assert done.merged == []
    assert codes(done.refused) == [(2, "number_belongs_to_other")]
    assert done.refused[0].params == {"number": "1", "name": "甲一"}


def test_a_child_who_is_here_under_another_number_gets_no_second_file() -> None:
    known = ExistingStudent(number="1", name="甲一", registration_no="G" + made_up_id())
    header = ["姓名", "学号", "学籍号"]
    assert codes(plan(header, ["甲一", "9", "G" + made_up_id()], existing=[known]).refused) == [
        (2, "already_here_other_number")
    ]
    without = plan(header, ["甲一", None, "G" + made_up_id()], existing=[known])
    assert [row.number for row in without.unchanged] == ["G" + made_up_id()]


def test_the_same_identity_twice_in_a_file_is_told() -> None:
    done = plan(["姓名", "学号", "身份证号"], ["甲一", "1", made_up_id()], ["乙二", "2", made_up_id()])
    assert (3, "same_identity") in codes(done.warned)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    done = plan(["姓名", "学号", "住址"], ["甲一", "1", '=HYPERLINK("x")'], ["=cmd|a", "2", "@SUM(1)"])
    assert [row.address for row in done.taken] == ['=HYPERLINK("x")', "@SUM(1)"]
    assert done.taken[1].name == "=cmd|a"


def test_a_persons_mapping_overrules_the_titles() -> None:
    rows = sheet(["一", "二", "三"], ["甲一", "0024", "702"])
    mapping = RosterMapping(0, {0: Field.NAME, 1: Field.NUMBER, 2: Field.CLASS})
    (row,) = roster.plan(rows, mapping=mapping, existing={}, today=TODAY).taken
    assert (row.number, row.grade) == ("0024", 7)
    with pytest.raises(Problem) as told:
        roster.plan(rows, mapping=RosterMapping(0, {1: Field.NUMBER}), existing={}, today=TODAY)
    assert told.value.code == "header_without_name"


def test_further_sheets_are_mentioned() -> None:
    two = roster.Sheet("一", [["姓名", "学号"], ["甲", "1"]], others=("二",))
    assert codes(roster.plan(two, existing={}, today=TODAY).warned)[0] == (1, "other_sheets_left")


ANY_CELL: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.builds(Fault, st.text()),
)


@given(st.lists(st.lists(ANY_CELL, min_size=len(Field), max_size=len(Field)), max_size=4))
def test_every_row_ends_in_one_place_and_every_reason_has_its_sentences(rows: list[list[Cell]]) -> None:
    mapping = RosterMapping(0, dict(enumerate(Field)))
    done = roster.plan(sheet(["表头"], *rows), mapping=mapping, existing={}, today=TODAY)
    told = [reason.row for reason in done.refused] + [row.row for row in done.taken]
    assert sorted(told) == sorted(set(told))
    for reason in done.refused + done.warned:
        for language in messages.LANGUAGES:
            sentence = messages.text(reason.code, language, **reason.params)
            assert sentence != reason.code
            assert "{" not in messages.text(reason.code, language, **dict.fromkeys(reason.params, ""))


def test_facts_of_the_store_and_of_the_file_are_the_same_facts() -> None:
    assert {field.name for field in fields(StudentFacts)} == {field.name for field in fields(ExistingStudent)}
