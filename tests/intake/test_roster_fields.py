import pytest

from app.domain.problems import Problem
from app.intake import roster_fields
from app.intake.cells import Cell
from app.intake.roster_fields import Field
from app.intake.sheet import Merged
from app.intake.titles import title
from tests.intake.books import sheet


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("姓名", Field.NAME),
        ("*姓 名：", Field.NAME),
        ("学生姓名(必填)", Field.NAME),
        ("名字", Field.NAME),
        ("Student name", Field.NAME),
        ("1、您的姓名：", Field.NAME),
        ("请输入你的学号", Field.NUMBER),
        ("学籍号", Field.REGISTRATION_NO),
        ("全国学籍号", Field.REGISTRATION_NO),
        ("身份证号码", Field.NATIONAL_ID),
        ("出生日期\n(如20120304)", Field.BIRTH_DATE),
        ("所在班级", Field.CLASS),
        ("是否住校", Field.BOARDING),
        ("是否留守儿童", Field.LEFT_BEHIND),
        ("监护人姓名", Field.GUARDIAN_NAME),
        ("监护人电话", Field.GUARDIAN_PHONE),
        ("家长联系方式", Field.GUARDIAN_PHONE),
        ("监护人与学生关系", Field.GUARDIAN_RELATION),
        ("监护人2姓名", Field.GUARDIAN2_NAME),
        ("第二监护人电话", Field.GUARDIAN2_PHONE),
        ("父亲姓名", Field.FATHER_NAME),
        ("父亲手机号码", Field.FATHER_PHONE),
        ("父亲是否外出务工", Field.FATHER_AWAY),
        ("母亲务工地点", Field.MOTHER_AWAY),
        ("妈妈电话", Field.MOTHER_PHONE),
        ("实际照护人", Field.CARER_NAME),
        ("受委托监护人电话", Field.CARER_PHONE),
        ("Father phone", Field.FATHER_PHONE),
        ("家庭住址（现）", Field.ADDRESS),
        ("父亲身份证号", None),
        ("监护人身份证号码", None),
        ("班主任姓名", None),
        ("班主任电话", None),
        ("序号", None),
        ("备注", None),
    ],
)
def test_titles(text: str, field: Field | None) -> None:
    assert roster_fields.guess_field(title(0, text))[0] == field


def test_the_header_is_found_below_a_title() -> None:
    guess = roster_fields.guess(
        sheet(["某校2026级新生花名册"], [], ["序号", "姓名", "学号", "班级"], [1, "甲", 1, "702"])
    )
    assert guess.header_row == 2
    assert guess.mapping().columns == {1: Field.NAME, 2: Field.NUMBER, 3: Field.CLASS}
    assert [column.confidence for column in guess.columns] == [0.0, 1.0, 1.0, 1.0]


def test_a_header_of_two_lines() -> None:
    rows: list[list[Cell]] = [
        ["花名册"],
        ["姓名", "学号", "父亲", None, "监护人"],
        [None, None, "姓名", "电话", "姓名", "关系"],
        ["甲", 1, "乙", "13800000021", "丙", "外婆"],
    ]
    merged = [Merged(0, 0, 0, 5), Merged(1, 0, 2, 0), Merged(1, 1, 2, 1), Merged(1, 2, 1, 3), Merged(1, 4, 1, 5)]
    guess = roster_fields.guess(sheet(*rows, merged=merged))
    assert guess.header_row == 2
    assert guess.mapping().columns == {
        0: Field.NAME,
        1: Field.NUMBER,
        2: Field.FATHER_NAME,
        3: Field.FATHER_PHONE,
        4: Field.GUARDIAN_NAME,
        5: Field.GUARDIAN_RELATION,
    }


def test_one_field_goes_to_one_column_the_surest() -> None:
    guess = roster_fields.guess(sheet(["姓名", "曾用姓名拼音", "学号", "姓名"]))
    assert guess.mapping().columns == {0: Field.NAME, 2: Field.NUMBER}


@pytest.mark.parametrize("rows", [[], [["甲", "乙"]], [["姓名"]], [["性别", "班级"], ["男", "702"]]])
def test_no_header(rows: list[list[Cell]]) -> None:
    with pytest.raises(Problem) as told:
        roster_fields.guess(sheet(*rows))
    assert told.value.code == "header_not_found"
