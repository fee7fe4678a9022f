import pytest

from app.domain.problems import Problem
from app.intake import answers_columns
from app.intake.answers_shape import ScaleShape
from app.intake.cells import Cell
from tests.intake.books import sheet

META = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
WHO = ["1、您的姓名", "2、您的学号：", "3、您所在的班级"]
NINE = ScaleShape("nine", ((0, 1, 2, 3),) * 9)
SEVEN = ScaleShape("seven", ((0, 1, 2, 3),) * 7)
TEN = ScaleShape("ten", (*NINE.values, (0, 1, 2, 3)), extra=1)


def export(titles: list[str], *answers: list[Cell]) -> answers_columns.Sheet:
    rows = [
        [n, "2026/11/20 8:05:09", "215秒", "微信", "直接", "浙江", "甲一", "0024", "七2", *a]
        for n, a in enumerate(answers)
    ]
    return sheet([*META, *WHO, *titles], *rows)


def singles(count: int, first: int = 4) -> list[str]:
    return [f"{n}、第{n}题的话" for n in range(first, first + count)]


def matrix(count: int, question: int) -> list[str]:
    return [f"{question}、一个问题—行{n}" for n in range(count)]


def test_meta_and_identity_columns() -> None:
    mapping = answers_columns.guess(export(singles(9), [0] * 9), NINE)
    assert (mapping.submitted, mapping.seconds) == (1, 2)
    assert (mapping.name, mapping.number, mapping.klass) == (6, 7, 8)
    assert mapping.items == tuple(range(9, 18))
    assert mapping.kind == "score"


def test_totals_and_free_text_are_no_items() -> None:
    rows: list[list[Cell]] = [[*[0] * 9, f"想说的话{n}", 5] for n in range(40)]
    mapping = answers_columns.guess(export([*singles(9), "13、您想对老师说", "总分"], *rows), NINE)
    assert mapping.items == tuple(range(9, 18))


def test_an_item_that_mentions_a_class_stays_an_item() -> None:
    titles = [*singles(8), "12、我喜欢我的班级"]
    assert len(answers_columns.guess(export(titles, [0] * 9), NINE).items) == 9


@pytest.mark.parametrize(("scale", "items"), [(NINE, range(9, 18)), (SEVEN, range(18, 25))])
def test_two_matrix_scales_in_one_sheet(scale: ScaleShape, items: range) -> None:
    two = export([*matrix(9, 4), *matrix(7, 5)], [0] * 16)
    assert answers_columns.guess(two, scale).items == tuple(items)
    assert answers_columns.blocks(two) == [tuple(range(9, 18)), tuple(range(18, 25))]


def test_two_groups_that_both_fit_are_left_to_a_person() -> None:
    assert answers_columns.guess(export([*matrix(9, 4), *matrix(9, 5)], [0] * 18), NINE).items == ()


def test_too_many_single_questions_are_all_named() -> None:
    assert len(answers_columns.guess(export(singles(16), [0] * 16), NINE).items) == 16


def test_an_extra_item_may_be_there_or_not() -> None:
    assert len(answers_columns.guess(export(singles(9), [0] * 9), TEN).items) == 9
    assert len(answers_columns.guess(export(singles(10), [0] * 10), TEN).items) == 10


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([0, 1, 2, 3, 0, 0, 0, 0, 0], "score"),
        ([1, 2, 3, 4, 1, 1, 1, 1, 1], "number"),
        ([1, 2, 3, 1, 1, 1, 1, 1, 1], "unsure"),
        (["0", "1", "(跳过)", "3", "0", "0", "0", None, "0"], "score"),
        (["没有", "好几天", "一半以上的天数", "几乎每天", *["没有"] * 5], "text"),
    ],
)
def test_kinds(answers: list[Cell], kind: str) -> None:
    assert answers_columns.guess(export(singles(9), answers), NINE).kind == kind


def test_number_and_score_are_the_same_where_values_begin_with_one() -> None:
    five = ScaleShape("five", ((1, 2, 3, 4, 5),) * 9)
    assert answers_columns.guess(export(singles(9), [1, 2, 3, 1, 1, 1, 1, 1, 1]), five).kind == "score"


def test_a_header_below_a_title_and_english_titles() -> None:
    rows = sheet(
        ["Autumn survey"], ["Name", "Student number", *[f"Q{n}" for n in range(1, 10)]], ["A B", "0024", *[0] * 9]
    )
    mapping = answers_columns.guess(rows, NINE)
    assert (mapping.header_row, mapping.name, mapping.number) == (1, 0, 1)
    assert mapping.items == tuple(range(2, 11))


def test_the_fingerprint_changes_with_the_titles() -> None:
    one = answers_columns.guess(export(singles(9), [0] * 9), NINE).fingerprint
    assert one == answers_columns.guess(export(singles(9), [3] * 9, [1] * 9), NINE).fingerprint
    assert one != answers_columns.guess(export([*singles(8), "又一题"], [0] * 9), NINE).fingerprint


@pytest.mark.parametrize("rows", [[], [["甲", 1]], [["序号", "来源"]], [["姓名", "学号"]]])
def test_no_header(rows: list[list[Cell]]) -> None:
    with pytest.raises(Problem) as told:
        answers_columns.guess(sheet(*rows), NINE)
    assert told.value.code == "answers_header_not_found"
