from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import messages
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.intake import answers
from app.intake.answers import AnswersPlan
from app.intake.answers_mapping import AnswersMapping, Kind
from app.intake.answers_roster import AnswersRoster, KnownStudent
from app.intake.answers_shape import ScaleShape
from app.intake.cells import Cell, Fault
from app.intake.sheet import Sheet
from app.intake.sheets import read_sheet
from tests.intake.books import sheet, write_book

TODAY = date(2026, 11, 22)
FOUR = ScaleShape("four", ((0, 1, 2, 3),) * 4)
HEADER = ["序号", "提交答卷时间", "所用时间", "1、姓名", "2、学号", "3、班级", "4、甲", "5、乙", "6、丙", "7、丁"]
ROSTER = AnswersRoster(
    [
        KnownStudent("0024", "甲一", SchoolClass(7, 2)),
        KnownStudent("0025", "乙二", SchoolClass(7, 2)),
        KnownStudent("0026", "丙三", SchoolClass(8, 1)),
    ]
)


def row(name: str, number: Cell, klass: str, *given: Cell) -> list[Cell]:
    return [1, "2026/11/20 8:05:09", "215秒", name, number, klass, *given]


def planned(
    *rows: Sequence[Cell],
    kind: Kind | None = None,
    options: dict[str, int] | None = None,
    chosen: dict[int, str] | None = None,
) -> AnswersPlan:
    export = sheet(HEADER, *rows)
    mapping = answers.guess(export, FOUR)
    mapping = replace(mapping, kind=kind or mapping.kind, options=options or mapping.options)
    return answers.plan(export, mapping, FOUR, ROSTER, today=TODAY, chosen=chosen)


def codes(reasons: Sequence[answers.RowReason]) -> list[tuple[int, str]]:
    return [(reason.row, reason.code) for reason in reasons]


def test_a_row_of_scores() -> None:
    (taken,) = planned(row("甲一", "0024", "七2", 0, 1, 2, 3)).taken
    assert taken.student_number == "0024"
    assert taken.answers == (0, 1, 2, 3)
    assert taken.seconds == 215
    assert taken.submitted_at == datetime(2026, 11, 20, 8, 5, 9, tzinfo=answers.CHINA_TIME)


def test_numbers_and_texts_give_the_same_answers() -> None:
    numbers = planned(row("甲一", "0024", "七2", 1, 2, 3, 4))
    words = planned(row("甲一", "0024", "七2", "没有", "好几天", "一半以上的天数", "几乎每天"))
    assert numbers.taken == words.taken == planned(row("甲一", "0024", "七2", 0, 1, 2, 3)).taken


def test_half_filled_sheets_are_kept_and_empty_ones_not() -> None:
    done = planned(row("甲一", "0024", "七2", 0, "(跳过)", None, -3), row("乙二", "0025", "七2", None, "(空)"))
    assert done.taken[0].answers == (0, None, None, None)
    assert codes(done.warned) == [(2, "answers_incomplete")]
    assert codes(done.refused) == [(3, "answers_empty")]


def test_refusals_name_the_item() -> None:
    done = planned(
        row("甲一", "0024", "七2", 0, 1, 9, 3),
        row("乙二", "0025", "七2", 0, "x", 2, 3),
        row("丙三", "0026", "八1", 0, 1, 2, Fault("#REF!")),
        row("丙三", "0026", "八1", 0, 1, 2, 1.5),
        kind="score",
    )
    assert done.taken == []
    assert [(reason.code, reason.params["item"]) for reason in done.refused] == [
        ("out_of_range", 3),
        ("answer_not_a_number", 2),
        ("formula_in_answer", 4),
        ("answer_not_a_number", 4),
    ]
    assert done.refused[0].params["options"] == "0, 1, 2, 3"


def test_an_unknown_option_waits_for_a_persons_choice() -> None:
    table = {"没有": 0, "好几天": 1, "有一些": 2}
    done = planned(row("甲一", "0024", "七2", "没有", "不太好", "不太好", "好几天"), kind="text", options=table)
    assert [(reason.code, reason.params) for reason in done.refused] == [
        ("option_unknown", {"item": 2, "text": "不太好"})
    ]
    assert done.unknown_options == {"不太好": 2}
    again = planned(
        row("甲一", "0024", "七2", "没有", "不太好", "不太好", "好几天"), kind="text", options=table | {"不太好": 3}
    )
    assert again.taken[0].answers == (0, 3, 3, 1)


def test_an_items_own_options_overrule_the_common_ones() -> None:
    export = sheet(HEADER, row("甲一", "0024", "七2", "是", "否", "是", "否"))
    mapping = replace(answers.guess(export, FOUR), options={"是": 1, "否": 0}, item_options={3: {"是": 3}})
    assert answers.plan(export, mapping, FOUR, ROSTER, today=TODAY).taken[0].answers == (1, 0, 3, 0)


def test_unknown_students_are_refused_with_suggestions_and_can_be_matched_by_hand() -> None:
    stranger = row("乙二", "0052", "八1", 0, 1, 2, 3)
    done = planned(stranger)
    assert codes(done.refused) == [(2, "student_unknown")]
    assert (done.unmatched[0].row, done.unmatched[0].suggestions[0]) == (2, "0025")
    assert planned(stranger, chosen={2: "0025"}).taken[0].student_number == "0025"
    assert codes(planned(stranger, chosen={2: "9999"}).refused) == [(2, "student_unknown")]


def test_nobody_and_somebody_else() -> None:
    done = planned(
        row("", None, "七2", 0, 1, 2, 3), row("丙三", "0024", "七2", 0, 1, 2, 3), row("", 2.5, "", 0, 1, 2, 3)
    )
    assert codes(done.refused) == [(2, "answers_without_name"), (3, "number_name_disagree"), (4, "number_damaged")]


def test_two_sheets_of_one_student_are_both_kept() -> None:
    done = planned(row("甲一", "0024", "七2", 0, 1, 2, 3), row("甲一", "0024", "七2", 3, 3, 3, 3))
    assert [taken.answers for taken in done.taken] == [(0, 1, 2, 3), (3, 3, 3, 3)]
    assert codes(done.warned) == [(3, "duplicate_submission")]
    assert done.warned[0].params == {"number": "0024", "first": 2}


def test_the_wrong_class_is_told() -> None:
    assert codes(planned(row("甲一", "0024", "八1", 0, 1, 2, 3)).warned) == [(2, "class_disagrees")]
    assert codes(planned(row("甲一", "", "七年级2班", 0, 1, 2, 3)).warned) == [(2, "matched_by_name_and_class")]


def problem_of(export: Sheet, mapping: AnswersMapping, scale: ScaleShape) -> Problem:
    with pytest.raises(Problem) as told:
        answers.plan(export, mapping, scale, ROSTER, today=TODAY)
    return told.value


def test_a_mapping_must_be_for_this_sheet_and_scale() -> None:
    export = sheet(HEADER, row("甲一", "0024", "七2", 0, 1, 2, 3))
    mapping = answers.guess(export, FOUR)
    renamed = sheet([*HEADER[:-1], "7、改了"], *export.rows[1:])
    assert problem_of(export, mapping, replace(FOUR, key="other")).code == "mapping_other_scale"
    assert problem_of(renamed, mapping, FOUR).code == "mapping_other_sheet"
    assert problem_of(export, replace(mapping, items=()), FOUR).code == "items_ambiguous"
    assert problem_of(export, replace(mapping, name=None, number=None), FOUR).code == "answers_without_student"
    assert problem_of(export, replace(mapping, kind="unsure"), FOUR).code == "answer_kind_unknown"
    assert answers.plan(renamed, replace(mapping, fingerprint=""), FOUR, ROSTER, today=TODAY).taken


@pytest.mark.parametrize(("items", "code"), [(3, "items_more"), (5, "items_fewer")])
def test_another_scale_was_chosen(items: int, code: str) -> None:
    export = sheet(HEADER, row("甲一", "0024", "七2", 0, 1, 2, 3))
    scale = ScaleShape("other", ((0, 1, 2, 3),) * items)
    problem = problem_of(export, answers.guess(export, scale), scale)
    assert (problem.code, problem.params) == (code, {"found": 4, "expected": items})


def test_an_export_file_from_end_to_end(tmp_path: Path) -> None:
    rows = [
        row("甲一", "0024", "七2", "没有", "好几天", "一半以上的天数", "几乎每天"),
        row("乙二", "0025", "七2", *["没有"] * 4),
    ]
    export = read_sheet(write_book(tmp_path / "a.xlsx", HEADER, *rows))
    mapping = AnswersMapping.from_json(answers.guess(export, FOUR).to_json())
    done = answers.plan(export, mapping, FOUR, ROSTER, today=TODAY)
    assert [taken.answers for taken in done.taken] == [(0, 1, 2, 3), (0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("3分35秒", 215),
        ("1小时2分3秒", 3723),
        ("3分钟", 180),
        (215, 215),
        ("215", 215),
        ("", None),
        ("很久", None),
        ("9" * 30, None),
    ],
)
def test_seconds(cell: Cell, seconds: int | None) -> None:
    values = row("甲一", "0024", "七2", 0, 1, 2, 3)
    values[2] = cell
    assert planned(values).taken[0].seconds == seconds


@pytest.mark.parametrize("cell", ["2026-13-01 08:00:00", "昨天", None, 46000])
def test_a_time_that_is_none(cell: Cell) -> None:
    values = row("甲一", "0024", "七2", 0, 1, 2, 3)
    values[1] = cell
    assert planned(values).taken[0].submitted_at is None


ANY_CELL: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=10),
    st.integers(-5, 5),
    st.floats(allow_nan=False),
    st.booleans(),
    st.builds(Fault, st.text()),
)


@given(st.lists(st.lists(ANY_CELL, min_size=10, max_size=10), max_size=5), st.sampled_from(["text", "number", "score"]))
def test_every_row_is_taken_or_refused_with_a_sentence(rows: list[list[Cell]], kind: Kind) -> None:
    mapping = AnswersMapping(
        scale="four", name=3, number=4, klass=5, seconds=2, submitted=1, items=(6, 7, 8, 9), kind=kind
    )
    done = answers.plan(sheet(HEADER, *rows), mapping, FOUR, ROSTER, today=TODAY)
    told = [reason.row for reason in done.refused] + [taken.row for taken in done.taken]
    assert len(told) == len(set(told))
    for reason in done.refused + done.warned:
        for language in messages.LANGUAGES:
            assert "{" not in messages.text(reason.code, language, **dict.fromkeys(reason.params, ""))
            assert messages.text(reason.code, language) != reason.code
    for taken in done.taken:
        assert all(answer in (None, 0, 1, 2, 3) for answer in taken.answers)
